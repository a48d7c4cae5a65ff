// `T: Unsize<U>`: arrays to slices, values to trait objects, trait objects to those of their
// supertraits, and structs whose last field does so.

#include "sema/solver.h"

namespace sema {

Answer Solver::unsize(TyId source_id, TyId target_id, std::vector<Obligation>& nested) {
  source_id = table_.shallow(source_id);
  target_id = table_.shallow(target_id);
  const Ty source = types()[source_id], target = types()[target_id];
  auto require = [&](TraitId trait, Args args) {
    Obligation obligation;
    obligation.predicate.trait_ref = {trait, std::move(args)};
    nested.push_back(std::move(obligation));
  };
  bool is_unknown = source.kind == TyKind::Infer && table_.kind_of(source_id) == VarKind::General;
  if (target.kind == TyKind::Infer || is_unknown) return Answer::Maybe;
  if (target.kind == TyKind::Slice) {
    if (source.kind != TyKind::Array) return Answer::No;
    return table_.try_unify(source.args[0], target.args[0]) ? Answer::Yes : Answer::No;
  }
  if (target.kind == TyKind::Dyn) {
    const DynTy& dyn = *target.dyn;
    if (source.kind == TyKind::Dyn) {
      const DynTy& from = *source.dyn;
      for (TraitId trait : dyn.auto_traits) {
        bool has = false;
        for (TraitId own : from.auto_traits) has = has || own == trait;
        if (has) continue;
        Predicate principal;
        if (!from.principal) return Answer::No;
        principal.trait_ref = {from.principal, {source_id}};
        principal.trait_ref.args.insert(principal.trait_ref.args.end(), from.principal_args.begin(), from.principal_args.end());
        for (const Predicate& super : elaborate(program_, {principal})) has = has || super.trait_ref.trait == trait;
        if (!has) return Answer::No;
      }
      if (!dyn.principal) return Answer::Yes;
      if (!from.principal) return Answer::No;
      Predicate principal;
      principal.trait_ref = {from.principal, {source_id}};
      principal.trait_ref.args.insert(principal.trait_ref.args.end(), from.principal_args.begin(), from.principal_args.end());
      std::vector<Predicate> supers = elaborate(program_, {principal});
      for (const Predicate& super : supers) {
        if (super.kind != Predicate::Kind::Trait || super.trait_ref.trait != dyn.principal) continue;
        Args own(super.trait_ref.args.begin() + 1, super.trait_ref.args.end());
        InferTable::Snapshot before = table_.snapshot();
        bool matches = table_.unify(own, dyn.principal_args);
        for (const auto& [assoc, equal] : dyn.projections) {
          Ty projection;
          projection.kind = TyKind::Projection;
          projection.def = assoc.value;
          projection.args = super.trait_ref.args;
          matches = matches && table_.unify(normalize(types().intern(std::move(projection)), {}, nested), equal);
        }
        if (matches) return Answer::Yes;
        table_.rollback(before);
      }
      return Answer::No;
    }
    require(program_.lang.trait("sized"), {source_id});
    if (dyn.principal) {
      Args args{source_id};
      args.insert(args.end(), dyn.principal_args.begin(), dyn.principal_args.end());
      require(dyn.principal, args);
      for (const auto& [assoc, equal] : dyn.projections) {
        TraitId of = program_.assoc_tys.at(assoc).trait;
        Obligation obligation;
        obligation.predicate.kind = Predicate::Kind::ProjectionEquals;
        obligation.predicate.assoc_ty = assoc;
        obligation.predicate.ty = equal;
        Predicate principal;
        principal.trait_ref = {dyn.principal, args};
        for (const Predicate& super : elaborate(program_, {principal})) {
          if (super.kind == Predicate::Kind::Trait && super.trait_ref.trait == of) obligation.predicate.trait_ref = super.trait_ref;
        }
        if (obligation.predicate.trait_ref.trait) nested.push_back(std::move(obligation));
      }
    }
    for (TraitId trait : dyn.auto_traits) require(trait, {source_id});
    return Answer::Yes;
  }
  if (target.kind == TyKind::Adt && source.kind == TyKind::Adt && target.def == source.def) {
    const AdtDef& adt = program_.adts.at(target.adt());
    if (adt.kind != AdtKind::Struct || adt.variants.empty() || adt.variants[0].fields.empty()) return Answer::No;
    TyId last = adt.variants[0].fields.back().ty;
    TyId from = substitute(types(), last, source.args), to = substitute(types(), last, target.args);
    if (from == to) return Answer::No;
    Answer answer = unsize(normalize(from, {}, nested), normalize(to, {}, nested), nested);
    if (answer != Answer::Yes) return answer;
    // The other parameters stay as they are.
    for (std::size_t i = 0; i < source.args.size(); ++i) {
      Args only_this(source.args.size(), types().unit_);
      only_this[i] = types().bool_;
      Args none(source.args.size(), types().unit_);
      bool is_changed = substitute(types(), last, only_this) != substitute(types(), last, none);
      if (!is_changed && !table_.try_unify(source.args[i], target.args[i])) return Answer::No;
    }
    return Answer::Yes;
  }
  return Answer::No;
}

}  // namespace sema
