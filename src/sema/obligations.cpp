// The obligations of a body, and questions that bind nothing.

#include "sema/solver.h"

namespace sema {

namespace {

constexpr std::uint32_t max_depth = 96;

std::uint64_t hash_of(const TraitRef& goal) {
  std::uint64_t hash = goal.trait.value;
  for (TyId arg : goal.args) hash = hash * 0x9e3779b97f4a7c15ull + arg.value;
  return hash;
}

}  // namespace

void Solver::require_bounds(const Generics& generics, const Args& args, Span span, FnId callee) {
  const std::vector<Predicate> predicates = generics.predicates;
  for (const Predicate& predicate : predicates) {
    Obligation obligation;
    obligation.predicate = substitute(types(), predicate, args);
    obligation.span = span;
    obligation.callee = callee;
    obligation.declared = predicate.trait_ref.args;
    pending_.push_back(std::move(obligation));
  }
}

void Solver::require_well_formed(TyId ty, Span span) {
  const Ty seen = types()[table_.shallow(ty)];
  switch (seen.kind) {
    case TyKind::Adt: require_bounds(program_.adts.at(seen.adt()).generics, seen.args, span); break;
    case TyKind::Ref:
    case TyKind::RawPtr:
    case TyKind::Slice:
    case TyKind::Array:
    case TyKind::Tuple: break;
    default: return;   // what others hold is bound by lifetimes, or not yet known
  }
  for (const TyId part : seen.args) require_well_formed(part, span);
}

void Solver::require_trait(TraitId trait, Args args, Span span, Cause cause) {
  if (!trait) return;
  Obligation obligation;
  obligation.predicate.trait_ref = {trait, std::move(args)};
  obligation.span = span;
  obligation.cause = cause;
  pending_.push_back(std::move(obligation));
}

Answer Solver::process(const Obligation& obligation, std::vector<Obligation>& out) {
  const Predicate& predicate = obligation.predicate;
  if (obligation.depth > max_depth) return Answer::No;
  if (predicate.kind == Predicate::Kind::OutlivesStatic) return Answer::Yes;   // lifetimes are for the borrow checker
  if (predicate.kind == Predicate::Kind::ProjectionEquals) return process_projection(obligation, out);
  std::vector<Obligation> normalizing;
  TraitRef goal = normalize(predicate.trait_ref, obligation.span, normalizing);
  // What normalizing asks for tells what the goal is about; what it leaves open is an obligation of its own.
  if (!normalizing.empty() && evaluate_list(normalizing) != Answer::Yes) {
    for (Obligation& left : normalizing) {
      left.depth = obligation.depth + 1;
      out.push_back(std::move(left));
    }
  }
  goal.args = table_.resolve(goal.args);
  bool has_infer = false;
  for (TyId arg : goal.args) has_infer = has_infer || types().flags(arg).has_infer;
  if (!has_infer || program_.traits.at(goal.trait).is_auto) {
    blamed_.reset();
    Obligation whole = obligation;
    whole.predicate.trait_ref = goal;
    const Answer answer = evaluate_one(whole);
    if (answer == Answer::Yes && program_.traits.at(goal.trait).is_auto && program_.sources.is_user(obligation.span))
      program_.auto_goals.emplace_back(TraitRef{goal.trait, table_.resolve(goal.args)}, obligation.span);
    // What an impl asks of a closure that is not known yet tells what its parameters are.
    if (answer != Answer::Maybe || open_closures.empty() || program_.traits.at(goal.trait).is_auto) return answer;
  }
  Selection selection;
  InferTable::Snapshot before = table_.snapshot();
  Answer answer = select(goal, selection);
  if (answer != Answer::Yes) {
    if (answer == Answer::No) blamed_ = goal;
    table_.rollback(before);
    return answer;
  }
  for (Obligation& nested : selection.nested) {
    nested.depth = obligation.depth + 1;
    nested.span = obligation.span;
    nested.cause = obligation.cause;
    nested.callee = obligation.callee;
    nested.declared = obligation.declared;
    out.push_back(std::move(nested));
  }
  return Answer::Yes;
}

Answer Solver::process_projection(const Obligation& obligation, std::vector<Obligation>& out) {
  const Predicate& predicate = obligation.predicate;
  std::vector<Obligation> nested;
  TraitRef of = normalize(predicate.trait_ref, obligation.span, nested);
  Args args = of.args;
  args.insert(args.end(), predicate.assoc_args.begin(), predicate.assoc_args.end());
  ProjectResult result = project(predicate.assoc_ty, args, obligation.span, nested);
  if (result.answer != Answer::Yes) {
    if (result.answer == Answer::No) blamed_ = of;
    return result.answer;
  }
  TyId wanted = normalize(predicate.ty, obligation.span, nested);
  for (Obligation& each : nested) {
    each.depth = obligation.depth + 1;
    each.span = obligation.span;
    each.callee = obligation.callee;
    each.declared = obligation.declared;
    out.push_back(std::move(each));
  }
  return table_.try_unify(result.ty, wanted) ? Answer::Yes : Answer::No;
}

bool Solver::solve_where_possible() {
  bool has_progress = false;
  for (bool again = true; again;) {
    again = false;
    std::vector<Obligation> work = std::exchange(pending_, {});
    std::vector<Obligation> kept;
    for (Obligation& obligation : work) {
      std::vector<Obligation> out;
      InferTable::Snapshot before = table_.snapshot();
      Answer answer = process(obligation, out);
      if (answer == Answer::Maybe) {
        // What an open goal found on the way is found again later.
        table_.rollback(before);
        kept.push_back(std::move(obligation));
        continue;
      }
      again = has_progress = true;
      if (answer == Answer::No) {
        failures_.push_back(std::move(obligation));
        // The goal at the bottom is what a message should name.
        if (blamed_ && failures_.back().predicate.kind == Predicate::Kind::Trait) failures_.back().predicate.trait_ref = *blamed_;
        continue;
      }
      for (Obligation& nested : out) kept.push_back(std::move(nested));
    }
    kept.insert(kept.end(), std::make_move_iterator(pending_.begin()), std::make_move_iterator(pending_.end()));
    pending_ = std::move(kept);
    if (!again) break;
    // Another round only if something can have changed.
  }
  return has_progress;
}

/// The same but for the names of variables.
bool Solver::is_renamed(const TraitRef& a, const TraitRef& b) {
  if (a.trait != b.trait || a.args.size() != b.args.size()) return false;
  std::vector<std::pair<TyId, TyId>> renamed, work;
  for (std::size_t i = 0; i < a.args.size(); ++i) work.emplace_back(a.args[i], b.args[i]);
  while (!work.empty()) {
    const auto [left, right] = work.back();
    work.pop_back();
    Ty x = types()[left], y = types()[right];
    if (x.kind != y.kind || x.args.size() != y.args.size()) return false;
    if (x.kind == TyKind::Infer) {
      bool is_known = false;
      for (const auto& [from, to] : renamed) {
        if ((from == left) != (to == right)) return false;
        is_known = is_known || from == left;
      }
      if (table_.kind_of(left) != table_.kind_of(right)) return false;
      if (!is_known) renamed.emplace_back(left, right);
      continue;
    }
    for (std::size_t i = 0; i < x.args.size(); ++i) work.emplace_back(x.args[i], y.args[i]);
    x.args.clear();
    y.args.clear();
    if (!(x == y)) return false;
  }
  return true;
}

Answer Solver::evaluate_one(const Obligation& obligation) {
  const Predicate& predicate = obligation.predicate;
  if (predicate.kind == Predicate::Kind::OutlivesStatic) return Answer::Yes;
  if (depth_ > max_depth) return Answer::Maybe;
  if (predicate.kind == Predicate::Kind::ProjectionEquals) {
    std::vector<Obligation> nested;
    ++depth_;
    InferTable::Snapshot before = table_.snapshot();
    Answer answer = process_projection(obligation, nested);
    if (answer == Answer::Yes) answer = evaluate_list(std::move(nested));
    if (answer == Answer::Maybe) table_.rollback(before);
    --depth_;
    return answer;
  }
  InferTable::Snapshot before = table_.snapshot();
  std::vector<Obligation> normalizing;
  TraitRef goal = normalize(predicate.trait_ref, obligation.span, normalizing);
  // What normalizing asks for tells what the goal is about: `B` of `Map<I, F>` is what `F` gives.
  if (!normalizing.empty()) {
    ++depth_;
    if (evaluate_list(normalizing) == Answer::Yes) normalizing.clear();
    --depth_;
  }
  goal.args = table_.resolve(goal.args);
  bool has_infer = false;
  for (TyId arg : goal.args) has_infer = has_infer || types().flags(arg).has_infer;
  std::uint64_t key = hash_of(goal);
  if (!has_infer) {
    auto at = cache_.find(key);
    if (at != cache_.end()) {
      for (const auto& [known, answer] : at->second) {
        if (known == goal && (answer == Answer::Yes || blamed_)) return answer;
      }
    }
  }
  for (const TraitRef& outer : in_progress_) {
    // `&_: Tr` on the way to `&_: Tr` leads nowhere new, whatever the variables are called.
    if (has_infer && !(outer == goal) && is_renamed(outer, goal)) return Answer::Maybe;
    if (!(outer == goal)) continue;
    bool is_coinductive = program_.traits.at(goal.trait).is_auto || goal.trait == program_.lang.trait("sized");
    return is_coinductive ? Answer::Yes : Answer::No;
  }
  ++depth_;
  in_progress_.push_back(goal);
  Selection selection;
  Answer answer = select(goal, selection);
  if (answer == Answer::No) blamed_ = goal;
  if (answer == Answer::Yes && (!selection.nested.empty() || !normalizing.empty())) {
    for (Obligation& left : normalizing) selection.nested.push_back(std::move(left));
    answer = evaluate_list(std::move(selection.nested));
  }
  // What stays open binds nothing: it is looked at again with variables of its own.
  if (answer == Answer::Maybe) table_.rollback(before);
  in_progress_.pop_back();
  --depth_;
  bool is_settled = !has_infer && answer != Answer::Maybe && in_progress_.empty() && open_closures.empty();
  if (is_settled) cache_[key].push_back({goal, answer});
  return answer;
}

Answer Solver::evaluate_list(std::vector<Obligation> goals) {
  for (;;) {
    std::vector<Obligation> open;
    std::size_t changes = table_.changes();
    bool has_decided = false;
    for (Obligation& goal : goals) {
      Answer answer = evaluate_one(goal);
      if (answer == Answer::No) return Answer::No;
      if (answer == Answer::Maybe) open.push_back(std::move(goal));
      else has_decided = true;
    }
    if (open.empty()) return Answer::Yes;
    if (!has_decided || table_.changes() == changes) return Answer::Maybe;
    goals = std::move(open);
  }
}

Answer Solver::evaluate(const Predicate& predicate) {
  Obligation obligation;
  obligation.predicate = predicate;
  return evaluate_all({std::move(obligation)});
}

Answer Solver::evaluate_trait(TraitId trait, Args args) {
  if (!trait) return Answer::No;
  Predicate predicate;
  predicate.trait_ref = {trait, std::move(args)};
  return evaluate(predicate);
}

Answer Solver::evaluate_all(std::vector<Obligation> goals) {
  InferTable::Snapshot before = table_.snapshot();
  std::vector<Obligation> kept = std::exchange(pending_, {});
  blamed_.reset();
  Answer answer = evaluate_list(std::move(goals));
  pending_ = std::move(kept);
  table_.rollback(before);
  return answer;
}

}  // namespace sema
