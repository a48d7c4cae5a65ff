// Associated types: what `<T as Trait>::Name` is.

#include <algorithm>

#include "sema/solver.h"

namespace sema {

TyId Solver::normalize(TyId id, Span span, std::vector<Obligation>& out) {
  TyFlags flags = types().flags(id);
  if (!flags.has_projection && !(flags.has_opaque && (reveals_opaque || !opaque_vars.empty()))) return id;
  id = table_.shallow(id);
  Ty ty = types()[id];
  for (TyId& arg : ty.args) arg = normalize(arg, span, out);
  if (ty.dyn) {
    for (TyId& arg : ty.dyn->principal_args) arg = normalize(arg, span, out);
    for (auto& [assoc, equal] : ty.dyn->projections) equal = normalize(equal, span, out);
  }
  if (ty.kind == TyKind::Opaque) {
    TyId same = types().intern(ty);
    for (const auto& [opaque, var] : opaque_vars) {
      if (types()[opaque].def == ty.def) return var;
    }
    if (!reveals_opaque) return same;
    TyId hidden = hidden_type(program_, ty.opaque(), ty.args);
    return hidden ? normalize(hidden, span, out) : types().error_;
  }
  if (ty.kind != TyKind::Projection) return types().intern(std::move(ty));
  if (depth_ > 96) return types().error_;
  ++depth_;
  std::vector<Obligation> nested;
  ProjectResult result = project(ty.assoc_ty(), ty.args, span, nested);
  --depth_;
  if (result.answer == Answer::Yes) {
    for (Obligation& each : nested) {
      each.span = span;
      out.push_back(std::move(each));
    }
    return result.ty;
  }
  const AssocTyDef& assoc = program_.assoc_tys.at(ty.assoc_ty());
  std::size_t trait_count = program_.traits.at(assoc.trait).generics.params.size();
  Obligation obligation;
  obligation.span = span;
  obligation.predicate.span = span;
  obligation.predicate.trait_ref = {assoc.trait, Args(ty.args.begin(), ty.args.begin() + static_cast<long>(std::min(trait_count, ty.args.size())))};
  if (result.answer == Answer::No) {
    // Reported as the missing impl.
    obligation.cause = Cause::Projection;
    out.push_back(std::move(obligation));
    return types().error_;
  }
  TyId var = table_.fresh(VarKind::General, span);
  obligation.predicate.kind = Predicate::Kind::ProjectionEquals;
  obligation.predicate.assoc_ty = ty.assoc_ty();
  if (ty.args.size() > trait_count) obligation.predicate.assoc_args.assign(ty.args.begin() + static_cast<long>(trait_count), ty.args.end());
  obligation.predicate.ty = var;
  out.push_back(std::move(obligation));
  return var;
}

TraitRef Solver::normalize(TraitRef trait_ref, Span span, std::vector<Obligation>& out) {
  for (TyId& arg : trait_ref.args) arg = normalize(table_.resolve(arg), span, out);
  return trait_ref;
}

TyId Solver::projection(AssocTyId assoc, Args args, Span span) {
  Ty ty;
  ty.kind = TyKind::Projection;
  ty.def = assoc.value;
  ty.args = std::move(args);
  return normalize(types().intern(std::move(ty)), span);
}

Solver::ProjectResult Solver::project_builtin(AssocTyId assoc, const Args& args) {
  const LangItems& lang = program_.lang;
  TyId self = table_.shallow(args[0]);
  const Ty ty = types()[self];
  if (assoc == lang.assoc_ty("fn_once_output")) {
    if (std::optional<CallSignature> signature = signature_of(self)) return {Answer::Yes, signature->output};
  }
  if (assoc == lang.assoc_ty("future_output") && ty.kind == TyKind::Coroutine) {
    TyId output = program_.closures.at(ty.closure()).output;
    return {Answer::Yes, substitute(types(), output, ty.args)};
  }
  return {Answer::No, {}};
}

bool Solver::mentions_one(TyId ty, const std::vector<TyId>& vars) {
  ty = table_.shallow(ty);
  if (vars.empty() || !types().flags(ty).has_infer) return false;
  const Ty seen = types()[ty];
  if (seen.kind == TyKind::Infer) return std::find(vars.begin(), vars.end(), ty) != vars.end();
  for (TyId arg : seen.args)
    if (mentions_one(arg, vars)) return true;
  return seen.dyn.has_value();   // rare: rather too many
}

Solver::ProjectResult Solver::project(AssocTyId assoc, const Args& unresolved, Span span, std::vector<Obligation>& nested) {
  Args args = table_.resolve(unresolved);
  const AssocTyDef& def = program_.assoc_tys.at(assoc);
  TraitId trait = def.trait;
  std::size_t trait_count = std::min(program_.traits.at(trait).generics.params.size(), args.size());
  TraitRef of{trait, Args(args.begin(), args.begin() + static_cast<long>(trait_count))};
  TyId self = args[0];
  Ty self_ty = types()[self];
  if (self_ty.kind == TyKind::Error) return {Answer::Yes, types().error_};
  if (self_ty.kind == TyKind::Infer && table_.kind_of(self) == VarKind::General) return {Answer::Maybe, {}};
  if (reveals_opaque && self_ty.kind == TyKind::Opaque) {
    args[0] = of.args[0] = self = normalize(self, span, nested);
    self_ty = types()[self];
  }

  Ty same;
  same.kind = TyKind::Projection;
  same.def = assoc.value;
  same.args = args;

  auto from_bounds = [&](const std::vector<Predicate>& bounds) -> std::optional<TyId> {
    std::optional<TyId> found;
    for (const Predicate& bound : bounds) {
      if (bound.kind != Predicate::Kind::ProjectionEquals || bound.assoc_ty != assoc) continue;
      InferTable::Snapshot before = table_.snapshot();
      if (table_.unify(bound.trait_ref.args, of.args)) return bound.ty;
      table_.rollback(before);
    }
    return found;
  };
  auto settled = [&](TyId ty) -> ProjectResult {
    // `T: Iterator<Item = <T as Iterator>::Item>` says nothing new.
    if (types()[ty].kind == TyKind::Projection && types()[ty] == same) return {Answer::Yes, ty};
    return {Answer::Yes, normalize(ty, span, nested)};
  };
  if (std::optional<TyId> known = from_bounds(env_)) return settled(*known);
  if (self_ty.kind == TyKind::Projection || self_ty.kind == TyKind::Opaque) {
    if (std::optional<TyId> known = from_bounds(item_bounds(self))) return settled(*known);
  }
  if (self_ty.kind == TyKind::Dyn) {
    const DynTy& dyn = *self_ty.dyn;
    for (const auto& [name, equal] : dyn.projections) {
      if (name == assoc) return settled(equal);
    }
    if (dyn.principal) {
      Args principal_args{self};
      principal_args.insert(principal_args.end(), dyn.principal_args.begin(), dyn.principal_args.end());
      Predicate principal;
      principal.trait_ref = {dyn.principal, std::move(principal_args)};
      if (std::optional<TyId> known = from_bounds(elaborate(program_, {principal}))) return settled(*known);
    }
  }
  ProjectResult builtin = project_builtin(assoc, args);
  if (builtin.answer == Answer::Yes) return settled(builtin.ty);

  Selection selection;
  InferTable::Snapshot before = table_.snapshot();
  Answer answer = select(of, selection);
  if (answer != Answer::Yes) {
    table_.rollback(before);
    return {answer, {}};
  }
  if (selection.kind == Selection::Kind::Impl) {
    const ImplDef& impl = program_.impls.at(selection.impl);
    auto at = impl.assoc_tys.find(assoc);
    TyId value;
    Args own(args.begin() + static_cast<long>(trait_count), args.end());
    if (at != impl.assoc_tys.end()) {
      Args impl_args = selection.impl_args;
      impl_args.insert(impl_args.end(), own.begin(), own.end());
      value = substitute(types(), at->second, impl_args);
    } else if (program_.assoc_tys.at(assoc).default_ty) {
      TyId by_default = program_.assoc_tys.at(assoc).default_ty;
      value = substitute(types(), by_default, args);
    } else {
      return {Answer::Yes, types().error_};
    }
    // Bounds of the impl can tell what those of its parameters are that its head leaves open, as `B` of
    // `Map<I, F>`. All else is checked where it is required; here it would be so for each projection
    // inside, and theirs.
    std::vector<TyId> open;
    for (TyId arg : selection.impl_args) {
      if (TyId seen = table_.shallow(arg); types()[seen].kind == TyKind::Infer) open.push_back(seen);
    }
    for (Obligation& each : selection.nested) {
      bool teaches = each.predicate.ty && mentions_one(each.predicate.ty, open);
      for (TyId arg : each.predicate.trait_ref.args) teaches = teaches || mentions_one(arg, open);
      if (teaches) nested.push_back(std::move(each));
    }
    return settled(value);
  }
  same.args = table_.resolve(same.args);
  return {Answer::Yes, types().intern(std::move(same))};
}

}  // namespace sema
