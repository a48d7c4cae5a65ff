// Calls. The callee is known when lowering: an item, a shim, a closure's body, an entry of a vtable,
// an operation of the machine; or it is a function pointer.

#include "base/text.h"
#include "lower/body_builder.h"

namespace lower {

using sema::TyKind;
using Callee = mir::CallTerm::Callee;

namespace {

std::optional<mir::Intrinsic> intrinsic_named(std::string_view name) {
  static constexpr std::uint16_t count = 0
#define INTRINSIC(name) +1
#include "mir/intrinsics.def"
#undef INTRINSIC
      ;
  for (std::uint16_t i = 0; i < count; ++i)
    if (mir::name_of(static_cast<mir::Intrinsic>(i)) == name) return static_cast<mir::Intrinsic>(i);
  return std::nullopt;
}

}  // namespace

void BodyBuilder::call_into(const mir::Place& destination, const sema::CallExpr& call, sema::TyId output) {
  const sema::TyId callee_ty = ty_of(call.callee);
  const sema::Ty callee = types()[callee_ty];
  if (callee.kind == TyKind::Ctor) {
    std::vector<std::pair<std::uint32_t, sema::ExprId>> fields;
    for (const sema::ExprId argument : call.arguments) fields.emplace_back(static_cast<std::uint32_t>(fields.size()), argument);
    return aggregate_into(destination, output, callee.index, fields, {});
  }
  const std::size_t scope = push_scope(span_);
  mir::CallTerm term;
  term.destination = destination;
  term.fn_span = call.fn_span;
  std::vector<sema::ExprId> parts = call.arguments;
  if (callee.kind == TyKind::FnPtr) {
    parts.insert(parts.begin(), call.callee);
    term.arguments = as_operands(parts);
    term.callee.kind = Callee::Kind::Pointer;
    term.callee.pointer = std::move(term.arguments.front());
    term.arguments.erase(term.arguments.begin());
    discard_scope();
    return finish_call(std::move(term), output);
  }
  INVARIANT(callee.kind == TyKind::FnDef, "a call is of a function, a constructor or a function pointer");
  // The callee's own expression has no effect unless it is more than a name.
  if (!is_constant_expr(call.callee)) as_operand(call.callee);
  const sema::FnDef& def = program().fns.at(callee.fn());
  if (def.abi == "rust-intrinsic") {
    std::vector<mir::Operand> arguments = as_operands(parts);
    discard_scope();
    return intrinsic_call(destination, std::string(program().names.text(def.name)), callee.args, std::move(arguments), output, call.fn_span);
  }
  // Which code is called does not matter to the checks, and is not known of a generic body.
  if (mono_.is_for_borrowck()) {
    if (!parts.empty() && !mir_type(ty_of(parts[0])).is_sized) {
      BuiltPlace receiver = as_place(parts[0]);
      term.arguments.push_back(move_of(resolved(receiver)));
      parts.erase(parts.begin());
    }
    for (mir::Operand& argument : as_operands(parts)) term.arguments.push_back(std::move(argument));
    discard_scope();
    term.callee.kind = Callee::Kind::Unresolved;
    term.callee.method = callee_ty.value;   // the checked type that names what is called
    term.callee.name = std::string(program().names.text(def.name));
    return finish_call(std::move(term), output);
  }
  const sema::Instance instance = sema::resolve_instance(program(), callee.fn(), callee.args);
  mir::Place moved;
  const bool has_unsized_receiver = instance.kind == sema::Instance::Kind::Virtual && !parts.empty() && !mir_type(ty_of(parts[0])).is_sized;
  if (has_unsized_receiver) {
    // A value of unknown size is passed by the address where it stands.
    mir::Operand receiver = unsized_receiver(parts[0], moved);
    parts.erase(parts.begin());
    term.arguments = as_operands(parts);
    term.arguments.insert(term.arguments.begin(), std::move(receiver));
  } else {
    term.arguments = as_operands(parts);
  }
  if (scope != top_scope()) INVARIANT(false, "scopes are left in order");
  discard_scope();
  if (instance.kind == sema::Instance::Kind::Missing) return unsupported(concat("a call of ", quoted(def.path), " for which no implementation was found"));
  if (instance.kind == sema::Instance::Kind::Virtual) {
    term.callee.kind = Callee::Kind::Virtual;
    term.callee.method = instance.index;
    term.callee.name = std::string(program().names.text(def.name));
  } else {
    term.callee.kind = Callee::Kind::Fn;
    term.callee.fn = mono_.instance(callee.fn(), callee.args);
    term.callee.name = std::string(program().names.text(def.name));
  }
  if (has_unsized_receiver) moved_by_call_.emplace_back(current_block(), std::move(moved));
  finish_call(std::move(term), output);
}

mir::Operand BodyBuilder::unsized_receiver(sema::ExprId id, mir::Place& moved) {
  BuiltPlace place = as_place(id);
  moved = resolved(place);
  const mir::LocalId pointer = new_temp(type(types().raw_ptr(place.ty, sema::Mutability::Mutable)));
  assign({pointer, {}}, mir::RawRefRvalue{true, moved});
  return copy_of({pointer, {}});
}

void BodyBuilder::intrinsic_call(const mir::Place& destination, const std::string& name, const sema::Args& args,
                                 std::vector<mir::Operand> arguments, sema::TyId output, Span fn_span) {
  const auto intrinsic = intrinsic_named(name);
  if (!intrinsic) return unsupported(concat("the operation ", quoted(name)));
  if (*intrinsic == mir::Intrinsic::type_name && !mono_.is_for_borrowck()) {
    const sema::TyId named = concrete(args[0]);
    std::optional<std::string> full = sema::full_type_name(program(), named);
    if (!full) return unsupported(concat("the full name of ", quoted(sema::type_name(program(), named))));
    assign_operand(destination, literal({sema::Literal::Kind::Str, 0, 0, 0, std::move(*full)}, output));
    return;
  }
  if (*intrinsic == mir::Intrinsic::transmute) check_transmute(concrete(args[0]), concrete(args[1]), fn_span);
  mir::CallTerm term;
  term.callee.kind = Callee::Kind::Intrinsic;
  term.callee.intrinsic = *intrinsic;
  for (const sema::TyId arg : args) term.callee.type_args.push_back(type(arg));
  term.callee.name = name;
  term.arguments = std::move(arguments);
  term.destination = destination;
  term.fn_span = fn_span;
  finish_call(std::move(term), output);
}

/// Where a parameter is in one of the types, they must be the same; what else would do is not said.
void BodyBuilder::check_transmute(sema::TyId from_id, sema::TyId to_id, Span span) {
  if (from_id == to_id) return;
  const auto is_open = [&](sema::TyId id) {
    const sema::TyFlags flags = types().flags(id);
    return flags.has_param || flags.has_projection || flags.has_opaque;
  };
  const mir::Type from = mir_type(from_id), to = mir_type(to_id);
  if (is_open(from_id) || is_open(to_id)) {
    const bool is_bare = types()[from_id].kind == sema::TyKind::Param || types()[to_id].kind == sema::TyKind::Param;
    if (is_bare) program().diagnostics.add(diag::Kind::TransmuteSize, span, concat(quoted(from.name), " cannot be transmuted to ", quoted(to.name), ": the size of one depends on a parameter"));
    return;
  }
  if (from.size == to.size) return;
  // A function as such has no size; its pointer is what was meant.
  if (types()[from_id].kind == sema::TyKind::FnDef && to.size == 8) {
    program().diagnostics.add(diag::Kind::TransmutedFunction, span, concat("the function ", quoted(from.name), " itself is transmuted, not a pointer to it")).with_help("cast it first: `as fn(…)`");
    return;
  }
  program().diagnostics.add(diag::Kind::TransmuteSize, span, concat("a value of ", quoted(from.name), " (", from.size, " bytes) cannot be transmuted to ", quoted(to.name), " (", to.size, " bytes)"));
}

void BodyBuilder::finish_call(mir::CallTerm call, sema::TyId output) {
  call.unwind = unwind_here();
  if (mir_type(output).is_uninhabited) {
    terminate(std::move(call));
    return;
  }
  const mir::BlockId next = new_block();
  call.target = next;
  terminate(std::move(call));
  start(next);
}

}  // namespace lower
