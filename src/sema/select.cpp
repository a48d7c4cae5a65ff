// Finds what proves a trait goal.

#include "sema/impl_index.h"
#include "sema/solver.h"

namespace sema {

Predicate substitute(TyStore& types, const Predicate& predicate, const Args& args) {
  Predicate out = predicate;
  out.trait_ref.args = substitute(types, predicate.trait_ref.args, args);
  out.assoc_args = substitute(types, predicate.assoc_args, args);
  if (predicate.ty) out.ty = substitute(types, predicate.ty, args);
  return out;
}

namespace {

bool same_predicate(const Predicate& a, const Predicate& b) {
  return a.kind == b.kind && a.trait_ref == b.trait_ref && a.assoc_ty == b.assoc_ty && a.ty == b.ty;
}

bool speaks_of_self(const TyStore& types, const Predicate& predicate) {
  if (predicate.kind == Predicate::Kind::OutlivesStatic || predicate.trait_ref.args.empty()) return false;
  const Ty& self = types[predicate.trait_ref.args[0]];
  return self.kind == TyKind::Param && self.index == 0;
}

}  // namespace

std::vector<Predicate> elaborate(Program& program, std::vector<Predicate> predicates) {
  for (std::size_t i = 0; i < predicates.size(); ++i) {
    if (predicates[i].kind != Predicate::Kind::Trait) continue;
    TraitRef of = predicates[i].trait_ref;
    for (const Predicate& super : program.traits.at(of.trait).generics.predicates) {
      if (!speaks_of_self(program.types, super)) continue;
      Predicate implied = substitute(program.types, super, of.args);
      bool is_known = false;
      for (const Predicate& known : predicates) is_known = is_known || same_predicate(known, implied);
      if (!is_known) predicates.push_back(std::move(implied));
    }
  }
  return predicates;
}

Solver::Solver(Program& program, InferTable& table, std::vector<Predicate> env) : program_(program), table_(table) {
  env_ = elaborate(program, std::move(env));
  // A bound without parameters, `(): Tr`, says nothing that its impl does not say better.
  std::erase_if(env_, [&](const Predicate& bound) {
    bool is_global = bound.kind == Predicate::Kind::Trait;
    for (TyId arg : bound.trait_ref.args) {
      const TyFlags flags = types().flags(arg);
      is_global = is_global && !flags.has_param && !flags.has_projection && !flags.has_opaque && !flags.has_infer;
    }
    return is_global;
  });
  bool has_projection = false;
  for (const Predicate& predicate : env_) {
    for (TyId arg : predicate.trait_ref.args) has_projection = has_projection || types().flags(arg).has_projection;
    has_projection = has_projection || (predicate.ty && types().flags(predicate.ty).has_projection);
  }
  if (!has_projection) return;
  std::vector<Predicate> normalized = env_;
  std::vector<Obligation> ignored;
  for (Predicate& predicate : normalized) {
    // The bound that defines a projection must keep naming it.
    for (TyId& arg : predicate.trait_ref.args) arg = normalize(arg, predicate.span, ignored);
    if (predicate.ty && predicate.kind == Predicate::Kind::OutlivesStatic) predicate.ty = normalize(predicate.ty, predicate.span, ignored);
  }
  for (Predicate& predicate : normalized) {
    bool is_known = false;
    for (const Predicate& known : env_) is_known = is_known || same_predicate(known, predicate);
    if (!is_known) env_.push_back(predicate);
  }
}

Args Solver::fresh_args(const Generics& generics, Args parent, Span span) {
  for (std::size_t i = parent.size(); i < generics.params.size(); ++i) parent.push_back(table_.fresh(VarKind::General, span));
  return parent;
}

bool Solver::match_impl(ImplId id, const TraitRef& goal, Args& impl_args, std::vector<Obligation>& nested) {
  const ImplDef& impl = program_.impls.at(id);
  // Reject by heads before making variables.
  for (std::size_t i = 0; i < goal.args.size() && i < impl.trait_ref.args.size(); ++i) {
    std::optional<std::uint64_t> wanted = type_head(types(), table_.shallow(goal.args[i]));
    std::optional<std::uint64_t> offered = type_head(types(), impl.trait_ref.args[i]);
    if (wanted && offered && *wanted != *offered) return false;
  }
  impl_args = fresh_args(impl.generics, {}, {});
  for (std::size_t i = 0; i < impl.trait_ref.args.size(); ++i) {
    TyId offered = substitute(types(), program_.impls.at(id).trait_ref.args[i], impl_args);
    if (types().flags(offered).has_projection) offered = normalize(offered, {}, nested);
    if (!table_.unify(goal.args[i], offered)) return false;
  }
  std::vector<Predicate> predicates = program_.impls.at(id).generics.predicates;
  for (const Predicate& predicate : predicates) {
    Obligation obligation;
    obligation.predicate = substitute(types(), predicate, impl_args);
    obligation.span = predicate.span;
    nested.push_back(std::move(obligation));
  }
  return true;
}

bool Solver::bound_matches(const TraitRef& bound, const TraitRef& goal) {
  return bound.trait == goal.trait && table_.unify(bound.args, goal.args);
}

/// One matching bound proves the goal; several that differ leave it open.
bool Solver::select_from_bounds(const std::vector<Predicate>& bounds, const TraitRef& goal, Answer& answer) {
  const Predicate* match = nullptr;
  bool is_ambiguous = false;
  for (const Predicate& bound : bounds) {
    if (bound.kind != Predicate::Kind::Trait || bound.trait_ref.trait != goal.trait) continue;
    InferTable::Snapshot before = table_.snapshot();
    bool matches = bound_matches(bound.trait_ref, goal);
    bool binds = matches && table_.resolve(goal.args) != goal.args;
    table_.rollback(before);
    if (!matches) continue;
    if (!binds) {
      // Exactly this bound: nothing to choose.
      answer = Answer::Yes;
      return true;
    }
    if (match && !(match->trait_ref == bound.trait_ref)) is_ambiguous = true;
    match = &bound;
  }
  if (!match) return false;
  answer = Answer::Maybe;
  if (!is_ambiguous && bound_matches(match->trait_ref, goal)) answer = Answer::Yes;
  return true;
}

std::vector<Predicate> Solver::item_bounds(TyId id) {
  Ty ty = types()[id];
  std::vector<Predicate> bounds;
  if (ty.kind == TyKind::Projection) {
    for (const Predicate& bound : program_.assoc_tys.at(ty.assoc_ty()).bounds) bounds.push_back(substitute(types(), bound, ty.args));
    // What stands before may say more: `impl Tr<A: Copy>` is a bound of `<impl Tr as Tr>::A`.
    TyId at = ty.args.empty() ? TyId() : ty.args[0];
    while (at && (types()[at].kind == TyKind::Projection || types()[at].kind == TyKind::Opaque)) {
      const Ty outer = types()[at];
      const bool is_opaque = outer.kind == TyKind::Opaque;
      for (const Predicate& declared : is_opaque ? program_.opaques.at(outer.opaque()).bounds : program_.assoc_tys.at(outer.assoc_ty()).bounds) {
        Predicate bound = substitute(types(), declared, outer.args);
        if (bound.trait_ref.args.empty()) continue;
        const Ty& self = types()[bound.trait_ref.args[0]];
        if (self.kind == TyKind::Projection && self.def == ty.def) bounds.push_back(std::move(bound));
      }
      at = is_opaque || outer.args.empty() ? TyId() : outer.args[0];
    }
  } else if (ty.kind == TyKind::Opaque) {
    for (const Predicate& bound : program_.opaques.at(ty.opaque()).bounds) bounds.push_back(substitute(types(), bound, ty.args));
  }
  return elaborate(program_, std::move(bounds));
}

std::vector<ImplId> Solver::impls_for(const TraitRef& goal) {
  std::vector<ImplId> found;
  auto take = [&](std::optional<std::uint64_t> head) {
    auto at = program_.impls_by_head.find(impl_key(goal.trait, head));
    if (at != program_.impls_by_head.end()) found.insert(found.end(), at->second.begin(), at->second.end());
  };
  TyId self = goal.args[0];
  take(std::nullopt);
  if (std::optional<std::uint64_t> head = type_head(types(), self)) {
    take(head);
  } else if (types()[self].kind == TyKind::Infer) {
    if (table_.kind_of(self) == VarKind::Int) {
      for (int kind = 0; kind < 12; ++kind) take(type_head(types(), types().int_type(static_cast<IntKind>(kind))));
    } else if (table_.kind_of(self) == VarKind::Float) {
      take(type_head(types(), types().f64_));
      take(type_head(types(), types().f32_));
    }
  }
  return found;
}

Answer Solver::select(const TraitRef& unresolved, Selection& selection) {
  TraitRef goal{unresolved.trait, table_.resolve(unresolved.args)};
  for (TyId arg : goal.args) {
    if (types()[arg].kind == TyKind::Error) return Answer::Yes;
  }
  TyId self = goal.args[0];
  TyKind self_kind = types()[self].kind;
  if (self_kind == TyKind::Infer && table_.kind_of(self) == VarKind::General) return Answer::Maybe;
  if (reveals_opaque && self_kind == TyKind::Opaque) {
    std::vector<Obligation> ignored;
    goal.args[0] = self = normalize(self, {}, ignored);
    self_kind = types()[self].kind;
  }

  Answer answer = Answer::No;
  if (!env_.empty() && select_from_bounds(env_, goal, answer)) {
    selection.kind = Selection::Kind::Env;
    return answer;
  }
  if (self_kind == TyKind::Projection || self_kind == TyKind::Opaque) {
    std::vector<Predicate> bounds = item_bounds(self);
    if (select_from_bounds(bounds, goal, answer)) {
      selection.kind = Selection::Kind::Env;
      return answer;
    }
  }
  if (self_kind == TyKind::Dyn) {
    const DynTy dyn = *types()[self].dyn;
    for (TraitId trait : dyn.auto_traits) {
      if (trait == goal.trait) return Answer::Yes;
    }
    if (dyn.principal) {
      Args args{self};
      args.insert(args.end(), dyn.principal_args.begin(), dyn.principal_args.end());
      Predicate principal;
      principal.trait_ref = {dyn.principal, std::move(args)};
      if (select_from_bounds(elaborate(program_, {principal}), goal, answer)) {
        selection.kind = Selection::Kind::Object;
        return answer;
      }
    }
  }
  if (std::optional<Answer> builtin = select_builtin(goal, selection)) return *builtin;
  if (program_.traits.at(goal.trait).is_auto) return select_auto(goal, selection);

  struct Match { ImplId impl; };
  std::vector<Match> matches;
  for (ImplId impl : impls_for(goal)) {
    InferTable::Snapshot before = table_.snapshot();
    Args impl_args;
    std::vector<Obligation> nested;
    bool is_match = match_impl(impl, goal, impl_args, nested);
    table_.rollback(before);
    if (is_match) matches.push_back({impl});
  }
  if (matches.size() > 1) {
    // Leave out those whose own bounds fail.
    std::vector<Match> kept;
    bool all_sure = true;
    for (const Match& match : matches) {
      InferTable::Snapshot before = table_.snapshot();
      Args impl_args;
      std::vector<Obligation> nested;
      match_impl(match.impl, goal, impl_args, nested);
      Answer holds = evaluate_list(std::move(nested));
      table_.rollback(before);
      if (holds != Answer::No) kept.push_back(match);
      if (holds == Answer::Maybe) all_sure = false;
    }
    (void)all_sure;
    matches = std::move(kept);
  }
  if (matches.empty()) return Answer::No;
  bool is_negative = program_.impls.at(matches[0].impl).is_negative;
  if (matches.size() > 1) {
    bool has_infer = false;
    for (TyId arg : goal.args) has_infer = has_infer || types().flags(arg).has_infer;
    if (has_infer) return Answer::Maybe;
  }
  if (is_negative) return Answer::No;
  selection.kind = Selection::Kind::Impl;
  selection.impl = matches[0].impl;
  bool is_match = match_impl(selection.impl, goal, selection.impl_args, selection.nested);
  return is_match ? Answer::Yes : Answer::No;
}

void Solver::need(Selection& selection, TraitId trait, Args args) const {
  Obligation obligation;
  obligation.predicate.trait_ref = {trait, std::move(args)};
  selection.nested.push_back(std::move(obligation));
}

}  // namespace sema
