#include "lower/monomorphizer.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "lower/coroutine.h"
#include "lower/lowered_std.h"

namespace lower {

using sema::TyKind;

bool FnKey::operator<(const FnKey& other) const {
  return std::tie(kind, id, shim, extra, ty, args) <
         std::tie(other.kind, other.id, other.shim, other.extra, other.ty, other.args);
}

Monomorphizer::Monomorphizer(sema::Program& program, mir::Program& out, Purpose purpose, std::vector<sema::Predicate> bounds,
                             const LoweredStd* lowered)
    : program_(program),
      out_(out),
      purpose_(purpose),
      questions_(program, std::move(bounds)),
      coroutines_(std::make_unique<Coroutines>(*this)),
      types_(program, out, questions_, purpose == Purpose::Run ? TypeTable::FindCoroutine([this](sema::TyId ty) { return coroutines_->of(ty); }) : nullptr) {
  if (lowered) {
    known_ = lowered->instances;
    types_.know(lowered->types);
  }
  out_.unit = type(program_.types.unit_);
  out_.bool_ = type(program_.types.bool_);
  out_.usize = type(program_.types.usize_);
  out_.u8 = type(program_.types.u8_);
}

Monomorphizer::~Monomorphizer() = default;

sema::TyId Monomorphizer::normalize(sema::TyId ty, const sema::Args& args) {
  return questions_.normalize(sema::substitute(program_.types, ty, args));
}

// ---- Functions

mir::FnId Monomorphizer::function(FnKey key) {
  const auto found = known_.functions.find(key);
  if (found != known_.functions.end()) return found->second;
  mir::Body placeholder;
  describe(placeholder, key);
  const mir::FnId id = out_.bodies.add(std::move(placeholder));
  const auto added = known_.functions.emplace(key, id).first;
  asked_.emplace(id, Asked{&added->first, lowering_});
  if (is_within_too_many(key)) endless_ = id;
  else work_.emplace_back(std::move(key), id);
  return id;
}

/// Whether so many instances of the function stand around this one that there is no end of them. rustc's
/// limit on recursion, 128, holds here too.
bool Monomorphizer::is_within_too_many(const FnKey& key) const {
  if (key.args.empty()) return false;
  int same = 0;
  for (mir::FnId around = lowering_; around; around = asked_.at(around).by) {
    const FnKey& other = *asked_.at(around).key;
    same += other.kind == key.kind && other.id == key.id && other.shim == key.shim;
  }
  return same > 128;
}

void Monomorphizer::report_endless(const mir::Body& caller) {
  Span span = caller.span;
  for (const mir::BasicBlock& block : caller.blocks) {
    const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind);
    if (call && call->callee.kind == mir::CallTerm::Callee::Kind::Fn && call->callee.fn == endless_) span = block.terminator.span;
  }
  program_.diagnostics.add(diag::Kind::InstantiationLimit, span, "reached the recursion limit while instantiating a generic function")
      .with_help("it calls itself with a larger type each time, so that no instance of it is the last");
}

namespace {

/// What a declared foreign function is, if the program or std's simulated C library defines it.
sema::FnId linked(const sema::Program& program, sema::FnId declared) {
  const std::string& name = program.fns.at(declared).link_name;
  // The program's functions come after std's and win.
  for (std::uint32_t i = program.fns.size(); i-- > 0;) {
    const sema::FnDef& fn = program.fns.at(sema::FnId(i));
    if (fn.has_body && !fn.link_name.empty() && fn.link_name == name) return sema::FnId(i);
  }
  return declared;
}

}  // namespace

mir::FnId Monomorphizer::item(sema::FnId fn, sema::Args args) {
  if (program_.fns.at(fn).owner == sema::FnOwner::Foreign) fn = linked(program_, fn);
  FnKey key;
  if (program_.fns.at(fn).abi == "rust-intrinsic") {
    key.kind = FnKey::Kind::Shim;
    key.shim = ShimKind::IntrinsicCall;
  }
  key.id = fn.value;
  key.args = std::move(args);
  return function(std::move(key));
}

bool Monomorphizer::has_item(sema::FnId fn) const {
  FnKey key;
  key.id = fn.value;
  return fn && known_.functions.count(key) > 0;
}

mir::FnId Monomorphizer::closure_body(sema::ClosureId closure, sema::Args args) {
  FnKey key;
  key.kind = FnKey::Kind::Closure;
  key.id = closure.value;
  key.args = std::move(args);
  return function(std::move(key));
}

mir::FnId Monomorphizer::shim(ShimKind kind, sema::TyId ty, std::uint32_t extra) {
  FnKey key;
  key.kind = FnKey::Kind::Shim;
  key.shim = kind;
  key.ty = ty;
  key.extra = extra;
  return function(std::move(key));
}

mir::FnId Monomorphizer::instance(sema::FnId fn, const sema::Args& args) {
  sema::Instance found = sema::resolve_instance(program_, fn, args);
  FnKey key;
  key.kind = FnKey::Kind::Shim;
  key.id = fn.value;
  key.args = args;
  if (!args.empty()) key.ty = args[0];
  key.extra = static_cast<std::uint32_t>(found.through);
  switch (found.kind) {
    case sema::Instance::Kind::Item: return item(found.fn, std::move(found.args));
    case sema::Instance::Kind::ClosureCall: {
      const sema::ClosureKind own = program_.closures.at(found.closure).kind;
      const bool takes_reference = own != sema::ClosureKind::FnOnce;
      if (found.through != sema::ClosureKind::FnOnce || !takes_reference)
        return closure_body(found.closure, std::move(found.args));
      key.shim = ShimKind::ClosureByRef;
      return function(std::move(key));
    }
    case sema::Instance::Kind::CoroutinePoll: return closure_body(found.closure, std::move(found.args));
    case sema::Instance::Kind::FnPtrCall: key.shim = ShimKind::FnPtrCall; return function(std::move(key));
    case sema::Instance::Kind::CloneShim: return shim(ShimKind::CloneFields, args[0]);
    case sema::Instance::Kind::Virtual:
      key.shim = ShimKind::VirtualCall;
      key.extra = found.index;
      return function(std::move(key));
    case sema::Instance::Kind::Missing: break;
  }
  key.shim = ShimKind::Missing;
  return function(std::move(key));
}

namespace {

/// Whether a coroutine, which is always said to need a drop, does anything then.
bool keeps_destructors(Monomorphizer& mono, sema::TyId ty) {
  const mir::TypeId id = mono.type(ty);
  const Coroutine* coroutine = mono.coroutines().of(ty);
  if (!coroutine) return true;
  std::vector<mir::TypeId> parts;
  for (const mir::Field& capture : mono.out().types.at(id).variants[0].fields) parts.push_back(capture.type);
  for (const mir::LocalId local : coroutine->saved) parts.push_back(coroutine->body.locals[local.value].type);
  return std::any_of(parts.begin(), parts.end(), [&mono](mir::TypeId part) {
    const mir::Type& of = mono.out().types.at(part);
    return of.needs_drop && (of.kind == mir::TypeKind::Dyn || mono.drop_glue(mono.checked_type(part)));
  });
}

}  // namespace

mir::FnId Monomorphizer::drop_glue(sema::TyId ty) {
  if (program_.types[ty].kind == TyKind::Dyn || !needs_drop(ty)) return {};
  if (program_.types[ty].kind == TyKind::Coroutine && !keeps_destructors(*this, ty)) return {};
  const mir::FnId glue = shim(ShimKind::DropGlue, ty);
  out_.types[type(ty)].drop_glue = glue;
  return glue;
}

// ---- Lowering what was asked for

void Monomorphizer::run() {
  while (advance()) {}
}

bool Monomorphizer::advance() {
  if (work_.empty() || endless_) return false;
  const auto [key, id] = std::move(work_.front());
  work_.pop_front();
  lowering_ = id;
  mir::Body body = lower(key);
  describe(body, key);
  out_.bodies[id] = std::move(body);
  make_drop_glue(id);
  if (endless_) report_endless(out_.bodies[id]);
  return true;
}

mir::Body Monomorphizer::lower(const FnKey& key) {
  BodyRequest request;
  request.key = key;
  request.args = key.args;
  const auto from = [&](sema::BodyOwner owner) {
    request.body = &sema::body_of(program_, owner);
    return lower_body(*this, request);
  };
  switch (key.kind) {
    case FnKey::Kind::Item: {
      const sema::FnId fn(key.id);
      if (!program_.fns.at(fn).has_body) return foreign_body(fn);
      return from(sema::BodyOwner::of(fn));
    }
    case FnKey::Kind::Const: return from(sema::BodyOwner::of(sema::ConstId(key.id)));
    case FnKey::Kind::Static: return from(sema::BodyOwner::of(sema::StaticId(key.id)));
    case FnKey::Kind::Closure:
      request.closure = sema::ClosureId(key.id);
      if (program_.closures.at(request.closure).is_coroutine) {
        sema::Ty coroutine;
        coroutine.kind = TyKind::Coroutine;
        coroutine.def = key.id;
        coroutine.args = key.args;
        return coroutines_->poll(program_.types.intern(std::move(coroutine)));
      }
      return from(program_.closures.at(request.closure).owner);
    case FnKey::Kind::Promoted:
    case FnKey::Kind::Shim: return lower_shim(*this, key);
  }
  return {};
}

/// A function that the machine simulates: only its signature.
mir::Body Monomorphizer::foreign_body(sema::FnId fn) {
  const sema::FnDef def = program_.fns.at(fn);
  mir::Body body;
  body.is_foreign = true;
  body.argument_count = static_cast<std::uint32_t>(def.params.size());
  const auto add = [&](sema::TyId ty) {
    mir::Local local;
    local.type = type(normalize(ty, {}));
    local.is_always_live = true;
    local.span = def.span;
    body.locals.push_back(std::move(local));
  };
  add(def.output);
  for (sema::TyId param : def.params) add(param);
  return body;
}

/// Makes the glue of every type that the function drops.
void Monomorphizer::make_drop_glue(mir::FnId fn) {
  std::vector<mir::TypeId> dropped;
  const mir::Body& body = std::as_const(out_.bodies)[fn];
  for (const mir::BasicBlock& block : body.blocks) {
    if (const auto* drop = std::get_if<mir::DropTerm>(&block.terminator.kind)) {
      const mir::Place& place = drop->place;
      dropped.push_back(place.projections.empty() ? body.locals[place.local.value].type
                                                  : place.projections.back().type);
    }
    if (const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind)) {
      const bool drops = call->callee.kind == mir::CallTerm::Callee::Kind::Intrinsic &&
                         call->callee.intrinsic == mir::Intrinsic::drop_in_place;
      if (drops) dropped.push_back(call->callee.type_args[0]);
    }
  }
  for (mir::TypeId id : dropped) drop_glue(checked_type(id));
}

// ---- What functions are called

/// Fills in what a body's key tells of it.
void Monomorphizer::describe(mir::Body& body, const FnKey& key) {
  switch (key.kind) {
    case FnKey::Kind::Item: describe_item(body, sema::FnId(key.id), key.args); break;
    case FnKey::Kind::Const: {
      const sema::ConstDef& def = program_.consts.at(sema::ConstId(key.id));
      body.path = def.path;
      body.name = std::string(program_.names.text(def.name));
      break;
    }
    case FnKey::Kind::Static: {
      const sema::StaticDef& def = program_.statics.at(sema::StaticId(key.id));
      body.path = def.path;
      body.name = std::string(program_.names.text(def.name));
      break;
    }
    case FnKey::Kind::Closure: {
      const sema::Closure& closure = program_.closures.at(sema::ClosureId(key.id));
      body.is_closure = true;
      body.spreads_last_argument = !closure.is_coroutine;
      if (!body.span.file) body.span = closure.span;
      if (closure.owner.kind == sema::BodyOwner::Kind::Fn) {
        const sema::FnId around(closure.owner.id);
        body.path = program_.fns.at(around).path;
        body.name = item_name(around, key.args);
      } else {
        const bool is_const = closure.owner.kind == sema::BodyOwner::Kind::Const;
        body.path = is_const ? program_.consts.at(sema::ConstId(closure.owner.id)).path
                             : program_.statics.at(sema::StaticId(closure.owner.id)).path;
        body.name = std::string(last_segment(body.path));
      }
      const char* piece = closure.is_coroutine ? "::{async}" : "::{closure}";
      body.path += piece;
      body.name += piece;
      break;
    }
    case FnKey::Kind::Promoted:
    case FnKey::Kind::Shim:
      body.name = shim_name(key);
      body.path = body.name;
      return;
  }
  body.is_user = body.span.file ? program_.sources.is_user(body.span) : !is_std_path(body.path);
}

void Monomorphizer::describe_item(mir::Body& body, sema::FnId fn, const sema::Args& args) {
  const sema::FnDef& def = program_.fns.at(fn);
  body.path = def.path;
  body.name = item_name(fn, args);
  if (!body.span.file) body.span = def.span;
  body.is_variadic = def.is_variadic;
  body.link_name = def.link_name;
  body.is_foreign = !def.has_body;
  body.is_nounwind = def.has_body && def.abi == "C";
  body.is_track_caller = def.is_track_caller;
  body.is_c_abi = sema::abi_of(def.abi) != sema::Abi::Rust;
  body.has_early_writes = !def.is_no_writable;
  if (body.is_foreign && body.link_name.empty())
    body.link_name = std::string(program_.names.text(def.name));
}

/// "main", "swap::<i32>", "Vec<i32>::push", "<Point as Display>::fmt".
std::string Monomorphizer::item_name(sema::FnId fn, const sema::Args& args) {
  const sema::FnDef& def = program_.fns.at(fn);
  std::string name(program_.names.text(def.name));
  std::string own;
  for (std::size_t i = def.generics.parent_count; i < args.size(); ++i)
    own += concat(own.empty() ? "" : ", ", sema::type_name(program_, args[i]));
  if (!own.empty()) name += concat("::<", own, ">");
  const auto trait_name = [&](sema::TraitId trait) {
    return std::string(program_.names.text(program_.traits.at(trait).name));
  };
  switch (def.owner) {
    case sema::FnOwner::Free:
    case sema::FnOwner::Foreign: return name;
    case sema::FnOwner::InherentImpl:
    case sema::FnOwner::TraitImpl: {
      const sema::TyId self_ty = program_.impls.at(def.impl).self_ty;
      const sema::TraitId trait = program_.impls.at(def.impl).trait_ref.trait;
      const std::string self = sema::type_name(program_, normalize(self_ty, args));
      if (def.owner == sema::FnOwner::InherentImpl) return concat(self, "::", name);
      return concat("<", self, " as ", trait_name(trait), ">::", name);
    }
    case sema::FnOwner::Trait:
      return concat("<", args.empty() ? "_" : sema::type_name(program_, args[0]), " as ",
                    trait_name(def.trait), ">::", name);
  }
  return name;
}

std::string Monomorphizer::shim_name(const FnKey& key) {
  const std::string of = key.ty ? sema::type_name(program_, key.ty) : "";
  const auto called = [&] { return item_name(sema::FnId(key.id), key.args); };
  switch (key.shim) {
    case ShimKind::DropGlue: return concat("drop_in_place::<", of, ">");
    case ShimKind::CloneFields: return concat("<", of, " as Clone>::clone");
    case ShimKind::CtorFn:
    case ShimKind::ClosureFnPtr: return of;
    case ShimKind::FnPtrCall:
    case ShimKind::ClosureByRef:
    case ShimKind::VirtualCall:
    case ShimKind::SelfByPointer:
    case ShimKind::IntrinsicCall:
    case ShimKind::Missing: return called();
    case ShimKind::Start:
    case ShimKind::StartTests: return "start";
  }
  return of;
}

}  // namespace lower
