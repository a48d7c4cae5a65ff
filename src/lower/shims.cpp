#include "lower/shims.h"

#include "base/text.h"

namespace lower {

using sema::TyKind;

ShimBuilder::ShimBuilder(Monomorphizer& mono, sema::TyId output, const std::vector<sema::TyId>& params)
    : MirBuilder(mono, Span{}) {
  new_always_live(mono.type(output));
  for (sema::TyId param : params) local(new_always_live(mono.type(param))).is_argument = true;
  body().argument_count = static_cast<std::uint32_t>(params.size());
}

mir::BlockId ShimBuilder::resume_block() {
  if (!resume_) {
    resume_ = new_block(true);
    terminate(resume_, mir::ResumeTerm{});
  }
  return resume_;
}

std::vector<sema::TyId> signature_of(Monomorphizer& mono, sema::FnId fn, const sema::Args& args) {
  const sema::FnDef& def = mono.program().fns.at(fn);
  std::vector<sema::TyId> signature;
  for (sema::TyId param : def.params) signature.push_back(mono.normalize(param, args));
  signature.push_back(mono.normalize(def.output, args));
  return signature;
}

mir::FnId function_value(Monomorphizer& mono, sema::TyId ty_id) {
  const sema::Ty ty = mono.program().types[ty_id];
  switch (ty.kind) {
    case TyKind::FnDef: return mono.instance(ty.fn(), ty.args);
    case TyKind::Ctor: return mono.shim(ShimKind::CtorFn, ty_id);
    default: return mono.shim(ShimKind::ClosureFnPtr, ty_id);
  }
}

namespace {

/// A function of the signature whose last type is the result.
ShimBuilder shim_of(Monomorphizer& mono, std::vector<sema::TyId> signature) {
  const sema::TyId output = signature.back();
  signature.pop_back();
  return ShimBuilder(mono, output, signature);
}

mir::Body unsupported(ShimBuilder& build, std::string what) {
  build.terminate(build.new_block(), mir::UnsupportedTerm{std::move(what)});
  return build.finish();
}

/// The parts of the tuple that Fn*::call passes.
std::vector<mir::Operand> tuple_parts(ShimBuilder& build, mir::LocalId tuple) {
  std::vector<mir::Operand> parts;
  const mir::TypeId type = build.local(tuple).type;
  const std::size_t count = build.out().types.at(type).variants[0].fields.size();
  for (std::size_t i = 0; i < count; ++i) {
    const mir::TypeId part = build.out().types.at(type).variants[0].fields[i].type;
    parts.push_back(build.consume(field(place(tuple), i, part), part));
  }
  return parts;
}

void call_intrinsic(ShimBuilder& build, mir::BlockId entry, mir::BlockId done, sema::FnId fn,
                    const sema::Args& args, std::vector<mir::Operand> arguments) {
  const std::string_view name = build.mono().program().names.text(build.mono().program().fns.at(fn).name);
  std::vector<mir::TypeId> type_args;
  for (sema::TyId arg : args) type_args.push_back(build.type(arg));
  if (const std::optional<mir::Intrinsic> intrinsic = mir::find_intrinsic(name)) {
    build.call_intrinsic(entry, *intrinsic, std::move(type_args), std::move(arguments),
                         ShimBuilder::result(), done, {});
    return;
  }
  build.terminate(entry, mir::UnsupportedTerm{concat("the intrinsic ", quoted(name))});
}

/// Calls what a value of type FnDef, Ctor or FnPtr stands for and returns its result.
void call_value(ShimBuilder& build, mir::BlockId entry, sema::TyId callee, mir::Place value,
                std::vector<mir::Operand> arguments) {
  Monomorphizer& mono = build.mono();
  const sema::Ty ty = mono.program().types[callee];
  const mir::BlockId done = build.new_block();
  build.terminate(done, mir::ReturnTerm{});
  switch (ty.kind) {
    case TyKind::FnPtr: {
      mir::CallTerm term;
      term.callee.kind = mir::CallTerm::Callee::Kind::Pointer;
      term.callee.pointer = copy(std::move(value));
      term.arguments = std::move(arguments);
      term.destination = ShimBuilder::result();
      term.target = done;
      build.terminate(entry, std::move(term));
      break;
    }
    case TyKind::Ctor: {
      mir::AggregateRvalue aggregate;
      aggregate.type = build.local(mir::LocalId(0)).type;
      aggregate.variant = ty.index;
      for (std::uint32_t i = 0; i < arguments.size(); ++i)
        aggregate.fields.emplace_back(i, std::move(arguments[i]));
      build.assign(entry, ShimBuilder::result(), std::move(aggregate));
      build.terminate(entry, mir::GotoTerm{done});
      break;
    }
    default:
      build.call(entry, mono.instance(ty.fn(), ty.args), std::move(arguments), ShimBuilder::result(), done, {});
      break;
  }
}

/// <fn() as Fn*>::call*.
mir::Body fn_ptr_call(Monomorphizer& mono, const FnKey& key) {
  ShimBuilder build = shim_of(mono, signature_of(mono, sema::FnId(key.id), key.args));
  const mir::BlockId entry = build.new_block();
  mir::Place callee = place(build.argument(0));
  const bool is_by_value = static_cast<sema::ClosureKind>(key.extra) == sema::ClosureKind::FnOnce;
  if (!is_by_value) callee = deref(std::move(callee), mono.type(key.ty));
  call_value(build, entry, key.ty, std::move(callee), tuple_parts(build, build.argument(1)));
  return build.finish();
}

/// call_once of a closure whose body borrows it: the closure is dropped afterwards.
mir::Body closure_by_ref(Monomorphizer& mono, const FnKey& key) {
  ShimBuilder build = shim_of(mono, signature_of(mono, sema::FnId(key.id), key.args));
  const sema::Ty ty = mono.program().types[key.ty];
  const sema::Closure closure = mono.program().closures.at(ty.closure());
  if (closure.is_async_closure && closure.is_move && !closure.captures.empty())
    return unsupported(build, "an `async move` closure that could be called more than once, called as `AsyncFnOnce`: its future would have to own what the closure holds");
  const bool is_fn = closure.kind == sema::ClosureKind::Fn;
  const mir::BlockId entry = build.new_block(), drop = build.new_block(), done = build.new_block();
  mir::BlockId cleanup;
  const mir::Place self = place(build.argument(0));
  if (mono.needs_drop(key.ty)) {
    cleanup = build.new_block(true);
    build.terminate(cleanup, mir::DropTerm{self, build.resume_block(), {}});
  }
  const mir::LocalId reference = build.new_temp(build.type(build.types().ref(
      key.ty, is_fn ? sema::Mutability::Shared : sema::Mutability::Mutable)));
  build.assign(entry, place(reference),
               mir::RefRvalue{is_fn ? mir::BorrowKind::Shared : mir::BorrowKind::Mutable, self, true});
  build.call(entry, mono.closure_body(ty.closure(), ty.args),
             {move(place(reference)), move(place(build.argument(1)))}, ShimBuilder::result(), drop, cleanup);
  build.terminate(drop, mir::DropTerm{self, done, {}});
  build.terminate(done, mir::ReturnTerm{});
  return build.finish();
}

/// A closure that captures nothing, as a plain function.
mir::Body closure_fn_ptr(Monomorphizer& mono, sema::TyId ty_id) {
  const sema::Ty ty = mono.program().types[ty_id];
  const sema::Closure closure = mono.program().closures.at(ty.closure());
  std::vector<sema::TyId> params;
  for (const sema::Param& param : closure.params) params.push_back(mono.normalize(param.ty, ty.args));
  ShimBuilder build(mono, mono.normalize(closure.output, ty.args), params);
  const mir::BlockId entry = build.new_block(), done = build.new_block();
  build.terminate(done, mir::ReturnTerm{});
  const mir::LocalId self = build.new_always_live(build.type(ty_id));
  mir::AggregateRvalue tuple;
  tuple.type = build.type(build.types().tuple(params));
  for (std::uint32_t i = 0; i < params.size(); ++i)
    tuple.fields.emplace_back(i, build.consume(place(build.argument(i)), build.type(params[i])));
  const mir::LocalId arguments = build.new_temp(tuple.type);
  build.assign(entry, place(arguments), std::move(tuple));
  mir::Operand environment = zero_sized(build.type(ty_id));
  if (closure.kind != sema::ClosureKind::FnOnce) {
    const bool is_fn = closure.kind == sema::ClosureKind::Fn;
    const mir::LocalId reference = build.new_temp(build.type(build.types().ref(
        ty_id, is_fn ? sema::Mutability::Shared : sema::Mutability::Mutable)));
    build.assign(entry, place(reference),
                 mir::RefRvalue{is_fn ? mir::BorrowKind::Shared : mir::BorrowKind::Mutable, place(self), true});
    environment = move(place(reference));
  }
  build.call(entry, mono.closure_body(ty.closure(), ty.args), {environment, move(place(arguments))},
             ShimBuilder::result(), done, {});
  return build.finish();
}

mir::Body ctor_fn(Monomorphizer& mono, sema::TyId ty_id) {
  const sema::Ty ty = mono.program().types[ty_id];
  std::vector<sema::TyId> signature;
  for (const sema::FieldDef& field : mono.program().adts.at(ty.adt()).variants[ty.index].fields)
    signature.push_back(mono.normalize(field.ty, ty.args));
  signature.push_back(mono.program().types.adt(ty.adt(), ty.args));
  ShimBuilder build = shim_of(mono, signature);
  const mir::BlockId entry = build.new_block();
  std::vector<mir::Operand> fields;
  for (std::uint32_t i = 0; i + 1 < signature.size(); ++i)
    fields.push_back(build.consume(place(build.argument(i)), build.type(signature[i])));
  call_value(build, entry, ty_id, {}, std::move(fields));
  return build.finish();
}

/// The arguments as they came in, for functions that only pass them on.
std::vector<mir::Operand> own_arguments(ShimBuilder& build) {
  std::vector<mir::Operand> arguments;
  for (std::uint32_t i = 0; i < build.body().argument_count; ++i) {
    const mir::LocalId local = build.argument(i);
    arguments.push_back(build.consume(place(local), build.local(local).type));
  }
  return arguments;
}

mir::Body virtual_call(Monomorphizer& mono, const FnKey& key) {
  ShimBuilder build = shim_of(mono, signature_of(mono, sema::FnId(key.id), key.args));
  const mir::BlockId entry = build.new_block(), done = build.new_block();
  mir::CallTerm term;
  term.callee.kind = mir::CallTerm::Callee::Kind::Virtual;
  term.callee.method = key.extra;
  term.callee.name = std::string(mono.program().names.text(mono.program().fns.at(sema::FnId(key.id)).name));
  term.arguments = own_arguments(build);
  term.destination = ShimBuilder::result();
  term.target = done;
  build.terminate(entry, std::move(term));
  build.terminate(done, mir::ReturnTerm{});
  return build.finish();
}

/// The value behind the pointer is moved out and passed on; its memory stays the caller's.
mir::Body self_by_pointer(Monomorphizer& mono, const FnKey& key) {
  std::vector<sema::TyId> signature = signature_of(mono, sema::FnId(key.id), key.args);
  const sema::TyId self = signature[0];
  signature[0] = mono.program().types.raw_ptr(self, sema::Mutability::Mutable);
  ShimBuilder build = shim_of(mono, signature);
  const mir::BlockId entry = build.new_block(), done = build.new_block();
  std::vector<mir::Operand> arguments = own_arguments(build);
  arguments[0] = build.consume(deref(place(build.argument(0)), build.type(self)), build.type(self));
  build.call(entry, mono.instance(sema::FnId(key.id), key.args), std::move(arguments), ShimBuilder::result(), done, {});
  build.terminate(done, mir::ReturnTerm{});
  return build.finish();
}

mir::Body intrinsic_as_function(Monomorphizer& mono, const FnKey& key) {
  ShimBuilder build = shim_of(mono, signature_of(mono, sema::FnId(key.id), key.args));
  const mir::BlockId entry = build.new_block(), done = build.new_block();
  build.terminate(done, mir::ReturnTerm{});
  call_intrinsic(build, entry, done, sema::FnId(key.id), key.args, own_arguments(build));
  return build.finish();
}

mir::Body missing(Monomorphizer& mono, const FnKey& key) {
  if (key.extra == foreign_static) {
    ShimBuilder build(mono, key.ty, {});
    return unsupported(build, "a static that another language defines");
  }
  ShimBuilder build = shim_of(mono, signature_of(mono, sema::FnId(key.id), key.args));
  const sema::FnDef& def = mono.program().fns.at(sema::FnId(key.id));
  const std::string self = key.ty ? sema::type_name(mono.program(), key.ty) : "";
  return unsupported(build, concat(quoted(def.path), " for ", quoted(self)));
}

}  // namespace

mir::Body lower_shim(Monomorphizer& mono, const FnKey& key) {
  switch (key.shim) {
    case ShimKind::DropGlue: return lower_drop_glue(mono, key.ty);
    case ShimKind::CloneFields: return lower_clone_shim(mono, key.ty);
    case ShimKind::FnPtrCall: return fn_ptr_call(mono, key);
    case ShimKind::ClosureByRef: return closure_by_ref(mono, key);
    case ShimKind::ClosureFnPtr: return closure_fn_ptr(mono, key.ty);
    case ShimKind::CtorFn: return ctor_fn(mono, key.ty);
    case ShimKind::VirtualCall: return virtual_call(mono, key);
    case ShimKind::SelfByPointer: return self_by_pointer(mono, key);
    case ShimKind::IntrinsicCall: return intrinsic_as_function(mono, key);
    case ShimKind::Missing: return missing(mono, key);
    case ShimKind::Start: return lower_start(mono);
    case ShimKind::StartTests: return lower_start_of_tests(mono);
  }
  return {};
}

}  // namespace lower
