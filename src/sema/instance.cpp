// Questions about concrete types: which code a call runs, what a projection is, what a vtable holds.

#include <functional>

#include "sema/generics.h"
#include "sema/solver.h"

namespace sema {

namespace {

/// A solver without bounds in scope that sees through opaque types.
struct Concrete {
  InferTable table;
  Solver solver;
  explicit Concrete(Program& program) : table(program.types), solver(program, table, {}) { solver.reveals_opaque = true; }
};

TyId normalized(Concrete& concrete, TyId ty) {
  std::vector<Obligation> nested;
  TyId out = concrete.solver.normalize(ty, {}, nested);
  for (int i = 0; i < 8 && !nested.empty(); ++i) {
    std::vector<Obligation> work = std::exchange(nested, {});
    for (Obligation& each : work) concrete.solver.require(std::move(each));
    concrete.solver.solve_where_possible();
  }
  return concrete.table.resolve(out);
}

std::optional<ClosureKind> call_trait(const Program& program, TraitId trait) {
  if (!trait) return std::nullopt;
  if (trait == program.lang.trait("fn")) return ClosureKind::Fn;
  if (trait == program.lang.trait("fn_mut")) return ClosureKind::FnMut;
  if (trait == program.lang.trait("fn_once")) return ClosureKind::FnOnce;
  return std::nullopt;
}

/// The part of `of` that stands where the opaque type stands in `pattern`; none if nothing does.
TyId part_at(const TyStore& types, TyId pattern, OpaqueId opaque, TyId of) {
  const Ty& left = types[pattern];
  if (left.kind == TyKind::Opaque && left.opaque() == opaque) return of;
  const Ty& right = types[of];
  if (left.kind != right.kind || left.args.size() != right.args.size()) return {};
  for (std::size_t i = 0; i < left.args.size(); ++i)
    if (const TyId found = part_at(types, left.args[i], opaque, right.args[i])) return found;
  return {};
}

}  // namespace

TyId hidden_type(Program& program, OpaqueId opaque, const Args& args) {
  const FnId fn = program.opaques.at(opaque).fn;
  if (fn && program.fns.at(fn).owner == FnOwner::Trait) {
    // Each impl has a type of its own there.
    const Instance instance = resolve_instance(program, fn, args);
    if (instance.kind != Instance::Kind::Item) return {};
    if (instance.fn != fn) {
      const TyId part = part_at(program.types, program.fns.at(fn).output, opaque, program.fns.at(instance.fn).output);
      return part ? substitute(program.types, part, instance.args) : TyId();
    }
  }
  const TyId hidden = hidden_type(program, opaque);
  return hidden ? substitute(program.types, hidden, args) : TyId();
}

TyId hidden_type(Program& program, OpaqueId opaque) {
  auto known = program.frozen_hidden.find(opaque);
  if (known != program.frozen_hidden.end()) return known->second;
  const FnId fn = program.opaques.at(opaque).fn;
  if (fn && !program.fns.at(fn).has_body) return {};
  if (!program.opaques.at(opaque).hidden && fn) body_of(program, BodyOwner::of(fn));
  known = program.frozen_hidden.find(opaque);
  return known != program.frozen_hidden.end() ? known->second : program.opaques.at(opaque).hidden;
}

TyId normalize(Program& program, TyId ty) {
  TyFlags flags = program.types.flags(ty);
  if (!flags.has_projection && !flags.has_opaque) return ty;
  Concrete concrete(program);
  return normalized(concrete, ty);
}

bool implements(Program& program, const TraitRef& trait_ref) {
  if (!trait_ref.trait) return false;
  Concrete concrete(program);
  return concrete.solver.evaluate_trait(trait_ref.trait, trait_ref.args) == Answer::Yes;
}

std::optional<TraitRef> blamed_for(Program& program, const TraitRef& trait_ref) {
  Concrete concrete(program);
  if (concrete.solver.evaluate_trait(trait_ref.trait, trait_ref.args) != Answer::No) return std::nullopt;
  return concrete.solver.blamed() ? *concrete.solver.blamed() : trait_ref;
}

bool is_copy(Program& program, TyId ty) {
  switch (program.types[ty].kind) {
    case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Never:
    case TyKind::RawPtr: case TyKind::FnDef: case TyKind::FnPtr: case TyKind::Ctor:
      return true;
    case TyKind::Ref: return program.types[ty].mutability == Mutability::Shared;
    case TyKind::Str: case TyKind::Slice: case TyKind::Dyn: return false;
    default: break;
  }
  auto known = program.copy_types.find(ty);
  if (known != program.copy_types.end()) return known->second;
  Concrete concrete(program);
  bool result = concrete.solver.is_copy(ty);
  if (!program.types.flags(ty).has_param) program.copy_types[ty] = result;
  return result;
}

std::vector<TyId> captured_types(Program& program, ClosureId id, const Args& args) {
  std::vector<TyId> out;
  std::vector<Capture> captures = program.closures.at(id).captures;
  for (const Capture& capture : captures) {
    TyId ty = substitute(program.types, capture.place_ty, args);
    if (capture.mode == Capture::Mode::ByRef) ty = program.types.ref(ty, Mutability::Shared);
    else if (capture.mode != Capture::Mode::ByValue) ty = program.types.ref(ty, Mutability::Mutable);
    out.push_back(ty);
  }
  return out;
}

std::vector<std::pair<FnId, Args>> vtable_methods(Program& program, const TraitRef& principal) {
  // Supertraits first, each trait once, in the order of their declaration.
  std::vector<std::pair<FnId, Args>> out;
  std::vector<TraitRef> seen;
  std::function<void(const TraitRef&)> visit = [&](const TraitRef& of) {
    for (const TraitRef& known : seen) {
      if (known == of) return;
    }
    seen.push_back(of);
    for (const Predicate& super : std::vector<Predicate>(program.traits.at(of.trait).generics.predicates)) {
      if (super.kind != Predicate::Kind::Trait || super.trait_ref.trait == of.trait) continue;
      const Ty& subject = program.types[super.trait_ref.args[0]];
      if (subject.kind != TyKind::Param || subject.index != 0) continue;
      Predicate substituted = substitute(program.types, super, of.args);
      TraitRef up = substituted.trait_ref;
      for (TyId& arg : up.args) arg = normalize(program, arg);
      if (up.trait != program.lang.trait("sized") && !program.traits.at(up.trait).is_auto) visit(up);
    }
    for (FnId fn : program.traits.at(of.trait).fns) {
      // A method that no object can have keeps its place, empty.
      if (program.fns.at(fn).has_self) out.push_back({is_dispatchable(program, fn) ? fn : FnId(), of.args});
    }
  };
  visit(principal);
  return out;
}

Instance resolve_instance(Program& program, FnId fn, const Args& unresolved) {
  Instance out;
  Args args = unresolved;
  for (TyId& arg : args) arg = normalize(program, arg);
  const FnDef& def = program.fns.at(fn);
  if (def.owner != FnOwner::Trait) {
    out.kind = Instance::Kind::Item;
    out.fn = fn;
    out.args = std::move(args);
    return out;
  }
  TraitId trait = def.trait;
  std::size_t trait_count = program.traits.at(trait).generics.params.size();
  TraitRef of{trait, Args(args.begin(), args.begin() + static_cast<long>(std::min(trait_count, args.size())))};
  Args own(args.begin() + static_cast<long>(std::min(trait_count, args.size())), args.end());
  TyId self = args[0];
  const Ty self_ty = program.types[self];

  if (self_ty.kind == TyKind::Dyn && self_ty.dyn->principal && def.has_self) {
    TraitRef principal{self_ty.dyn->principal, {self}};
    principal.args.insert(principal.args.end(), self_ty.dyn->principal_args.begin(), self_ty.dyn->principal_args.end());
    std::vector<std::pair<FnId, Args>> methods = vtable_methods(program, principal);
    for (std::uint32_t i = 0; i < methods.size(); ++i) {
      if (methods[i].first != fn) continue;
      bool same = methods[i].second.size() == of.args.size();
      for (std::size_t a = 1; same && a < of.args.size(); ++a) same = methods[i].second[a] == of.args[a];
      if (!same) continue;
      out.kind = Instance::Kind::Virtual;
      out.fn = fn;
      out.args = std::move(args);
      out.index = i;
      return out;
    }
  }
  if (std::optional<ClosureKind> through = call_trait(program, trait)) {
    if (self_ty.kind == TyKind::Closure) {
      out.kind = Instance::Kind::ClosureCall;
      out.closure = self_ty.closure();
      out.args = self_ty.args;
      out.through = *through;
      return out;
    }
    if (self_ty.kind == TyKind::FnDef || self_ty.kind == TyKind::FnPtr || self_ty.kind == TyKind::Ctor) {
      out.kind = Instance::Kind::FnPtrCall;
      out.fn = fn;
      out.args = std::move(args);
      out.through = *through;
      return out;
    }
  }
  if (trait == program.lang.trait("future_trait") && self_ty.kind == TyKind::Coroutine) {
    out.kind = Instance::Kind::CoroutinePoll;
    out.closure = self_ty.closure();
    out.args = self_ty.args;
    return out;
  }
  Concrete concrete(program);
  Selection selection;
  Answer answer = concrete.solver.select(of, selection);
  if (answer != Answer::Yes) return out;
  if (selection.kind != Selection::Kind::Impl) {
    if (trait == program.lang.trait("clone") && program.names.text(program.fns.at(fn).name) == "clone") {
      out.kind = Instance::Kind::CloneShim;
      out.fn = fn;
      out.args = std::move(args);
      return out;
    }
    // A default body on a type for which the language provides the trait.
    if (!program.fns.at(fn).has_body) return out;
    out.kind = Instance::Kind::Item;
    out.fn = fn;
    out.args = std::move(args);
    return out;
  }
  // The impl's parameters may follow from its bounds only.
  for (Obligation& nested : selection.nested) concrete.solver.require(std::move(nested));
  concrete.solver.solve_where_possible();
  Args impl_args = concrete.table.resolve(selection.impl_args);
  const ImplDef& impl = program.impls.at(selection.impl);
  out.kind = Instance::Kind::Item;
  auto at = impl.fns.find(program.fns.at(fn).name);
  if (at == impl.fns.end()) {
    out.fn = fn;
    out.args = std::move(args);
    return out;
  }
  out.fn = at->second;
  impl_args.insert(impl_args.end(), own.begin(), own.end());
  out.args = std::move(impl_args);
  return out;
}

bool is_dispatchable(Program& program, FnId fn) {
  const FnDef& def = program.fns.at(fn);
  if (!def.has_self) return false;
  if (def.generics.params.size() > program.traits.at(def.trait).generics.params.size()) return false;
  for (const Predicate& predicate : def.generics.predicates) {
    if (predicate.kind != Predicate::Kind::Trait || predicate.trait_ref.trait != program.lang.trait("sized")) continue;
    const Ty& subject = program.types[predicate.trait_ref.args[0]];
    if (subject.kind == TyKind::Param && subject.index == 0) return false;
  }
  return true;
}

std::pair<ConstId, Args> resolve_const(Program& program, ConstId item, const Args& unresolved) {
  Args args = unresolved;
  for (TyId& arg : args) arg = normalize(program, arg);
  const ConstDef& def = program.consts.at(item);
  if (!def.trait) return {item, std::move(args)};
  Concrete concrete(program);
  std::size_t count = std::min(program.traits.at(def.trait).generics.params.size(), args.size());
  TraitRef of{def.trait, Args(args.begin(), args.begin() + static_cast<long>(count))};
  Selection selection;
  if (concrete.solver.select(of, selection) != Answer::Yes || selection.kind != Selection::Kind::Impl) return {item, std::move(args)};
  for (Obligation& nested : selection.nested) concrete.solver.require(std::move(nested));
  concrete.solver.solve_where_possible();
  const ImplDef& impl = program.impls.at(selection.impl);
  auto at = impl.consts.find(program.consts.at(item).name);
  if (at == impl.consts.end()) return {item, std::move(args)};
  return {at->second, concrete.table.resolve(selection.impl_args)};
}

}  // namespace sema
