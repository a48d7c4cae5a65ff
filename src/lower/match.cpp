// `match`. Candidates are tried in the order of the arms. A candidate without tests left has matched;
// otherwise the first test of the first candidate is made, and the candidates behind it that the same
// test decides are sorted by its outcome. After rustc's match lowering, without its reordering.

#include "lower/body_builder.h"

#include <algorithm>

namespace lower {

Candidate BodyBuilder::new_candidate(const BuiltPlace& place, sema::PatId pattern, std::uint32_t arm, bool has_guard) {
  Candidate candidate;
  candidate.arm = arm;
  candidate.has_guard = has_guard;
  candidate.pairs.push_back({place, pattern});
  simplify(candidate);
  return candidate;
}

void BodyBuilder::match_into(const mir::Place& destination, const sema::MatchExpr& match, Span span) {
  const BuiltPlace scrutinee = as_place(match.scrutinee);
  fake_read(scrutinee, expr(match.scrutinee).span);
  if (!match.arms.empty() && std::holds_alternative<sema::WildPat>(pat(match.arms[0].pattern).kind)) mention(scrutinee);
  const Matching matching(*this, expr(match.scrutinee).span);
  const mir::ScopeId scope_before = scope_;
  const mir::BlockId join = new_block(), failed = new_block();
  struct ArmState {
    std::vector<sema::LocalId> bound;
    mir::BlockId body;      // where its bindings are made; none until some candidate has matched
  };
  std::vector<ArmState> arms(match.arms.size());
  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < match.arms.size(); ++i) {
    declare_bindings(match.arms[i].pattern, arms[i].bound);
    candidates.push_back(new_candidate(scrutinee, match.arms[i].pattern, i, static_cast<bool>(match.arms[i].guard)));
  }
  const std::vector<BuiltPlace> tested = mono_.is_for_borrowck() ? tested_places(candidates) : std::vector<BuiltPlace>();
  const auto enter_arm = [&](std::uint32_t index) {
    const std::size_t scope = push_scope(match.arms[index].span);
    for (const sema::LocalId local : arms[index].bound) schedule_variable(local, scope);
  };
  const auto run_body = [&](std::uint32_t index) {
    const sema::Arm& arm = match.arms[index];
    scope_ = new_source_scope(arm.span);
    const Terminating temporaries(*this, expr(arm.body).span);
    into(destination, arm.body);
  };
  match_steps_ = 0;
  match_candidates(std::move(candidates), failed, [&](const Candidate& candidate, mir::BlockId guard_failed) {
    const sema::Arm& arm = match.arms[candidate.arm];
    ArmState& state = arms[candidate.arm];
    if (!arm.guard) {
      bind(candidate);
      if (!state.body) state.body = new_block();
      go(state.body);
      return;
    }
    // The variables of a guard live on in the body, and go before those of the pattern.
    if (has_let(arm.guard)) enter_arm(candidate.arm);
    // During the guard a variable bound by value is the matched place itself; it moves after.
    std::vector<std::pair<sema::LocalId, BuiltPlace>> by_value;
    std::vector<mir::LocalId> by_reference;
    for (const MatchedBinding& binding : candidate.bindings) {
      if (binding.mode == sema::BindingMode::ByValue) {
        if (is_coroutine()) keep_for_guard(binding);
        by_value.emplace_back(binding.local, variables_[binding.local]);
        variables_[binding.local] = binding.place;
      } else {
        bind_one(binding);
        by_reference.push_back(local_of(binding.local));
      }
    }
    const mir::BlockId rejected = new_block();
    const std::vector<mir::Operand> borrowed = borrow_for_guard(tested, candidate);
    const std::size_t temp_scope_before = temp_scope_;
    const std::size_t scope = push_scope(expr(arm.guard).span);
    temp_scope_ = scope;
    condition(arm.guard, {scope, rejected});
    for (const mir::Operand& each : borrowed) assign({new_temp(body_.locals[each.place.local.value].type), {}}, mir::UseRvalue{each});
    for (auto& [local, place] : by_value) variables_[local] = place;
    for (const MatchedBinding& binding : candidate.bindings)
      if (binding.mode == sema::BindingMode::ByValue) bind_one(binding);
    if (has_let(arm.guard)) {
      run_body(candidate.arm);
      pop_scope();
      temp_scope_ = temp_scope_before;
      pop_scope();
      if (block_) go(join);
    } else {
      pop_scope();
      temp_scope_ = temp_scope_before;
      if (!state.body) state.body = new_block();
      go(state.body);
    }
    scope_ = scope_before;
    start(rejected);
    for (const mir::LocalId local : by_reference) push(mir::StorageDeadStmt{local});
    go(guard_failed);
  });
  start(failed);
  {
    const At at(*this, span);
    terminate(mir::UnreachableTerm{});
  }
  for (std::uint32_t i = 0; i < match.arms.size(); ++i) {
    if (!arms[i].body) continue;
    start(arms[i].body);
    enter_arm(i);
    run_body(i);
    pop_scope();
    scope_ = scope_before;
    if (block_) go(join);
  }
  start(join);
}

/// The places that decide which arm is taken.
std::vector<BuiltPlace> BodyBuilder::tested_places(const std::vector<Candidate>& candidates) {
  std::vector<BuiltPlace> tested;
  const auto is_same_step = [](const mir::Projection& a, const mir::Projection& b) { return a.kind == b.kind && a.index == b.index && a.type == b.type; };
  for (const Candidate& candidate : candidates)
    for (const MatchPair& pair : candidate.pairs) {
      BuiltPlace place = pair.place;
      resolve_capture(place);
      const auto is_same = [&](const BuiltPlace& known) {
        return known.place.local == place.place.local &&
               std::equal(known.place.projections.begin(), known.place.projections.end(), place.place.projections.begin(), place.place.projections.end(), is_same_step);
      };
      if (!place.captured && std::none_of(tested.begin(), tested.end(), is_same)) tested.push_back(std::move(place));
    }
  return tested;
}

/// For borrowck: a guard leaves alone what decides the match and what its variables stand for. Both are
/// borrowed before it.
std::vector<mir::Operand> BodyBuilder::borrow_for_guard(const std::vector<BuiltPlace>& tested, const Candidate& candidate) {
  std::vector<mir::Operand> borrowed;
  if (!mono_.is_for_borrowck()) return borrowed;
  const auto borrow = [&](const BuiltPlace& place, mir::BorrowKind kind) {
    const mir::LocalId reference = new_temp(type(types().ref(place.ty, sema::Mutability::Shared)));
    assign({reference, {}}, mir::RefRvalue{kind, place.place, true});
    borrowed.push_back(copy_of({reference, {}}));
  };
  for (const BuiltPlace& place : tested) borrow(place, mir::BorrowKind::Fake);
  for (const MatchedBinding& binding : candidate.bindings) {
    BuiltPlace place = binding.place;
    resolve_capture(place);
    if (binding.mode == sema::BindingMode::ByValue && !place.captured) borrow(place, mir::BorrowKind::Shared);
  }
  return borrowed;
}

/// rustc's guards read such a variable through a reference, for which a coroutine keeps what is matched.
void BodyBuilder::keep_for_guard(const MatchedBinding& binding) {
  const At at(*this, binding.span);
  const mir::LocalId pointer = new_temp(type(types().ref(binding.place.ty, sema::Mutability::Shared)));
  assign({pointer, {}}, mir::RefRvalue{mir::BorrowKind::Shared, resolved(binding.place), false});
}

// Alternatives multiply: eight patterns of seven alternatives each are six million ways to match. What the
// borrow checker keeps grows by the square of them; what is cut off there is not looked at.
constexpr std::uint32_t max_match_steps = 5'000, max_match_steps_for_borrowck = 1'000;

void BodyBuilder::match_candidates(std::vector<Candidate> candidates, mir::BlockId failed, const MatchedCandidate& matched) {
  if (++match_steps_ > (mono_.is_for_borrowck() ? max_match_steps_for_borrowck : max_match_steps)) return unsupported("patterns whose alternatives combine in so many ways");
  if (candidates.empty()) {
    go(failed);
    return;
  }
  if (candidates.front().pairs.empty()) {
    if (!candidates.front().has_guard) {
      matched(candidates.front(), {});
      return;   // those behind it are never tried
    }
    const mir::BlockId next = new_block();
    matched(candidates.front(), next);
    start(next);
    candidates.erase(candidates.begin());
    return match_candidates(std::move(candidates), failed, matched);
  }
  // Alternatives are the last thing to be looked at in a candidate.
  const std::vector<MatchPair>& pairs = candidates.front().pairs;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (!std::holds_alternative<sema::OrPat>(pat(pairs[i].pattern).kind)) return test_first(std::move(candidates), i, failed, matched);
  match_candidates(expand_or(std::move(candidates)), failed, matched);
}

/// Candidates of which only alternatives are left become one candidate for each alternative.
std::vector<Candidate> BodyBuilder::expand_or(std::vector<Candidate> candidates) {
  std::vector<Candidate> expanded;
  for (Candidate& candidate : candidates) {
    bool is_only_or = !candidate.pairs.empty();
    for (const MatchPair& pair : candidate.pairs) is_only_or &= std::holds_alternative<sema::OrPat>(pat(pair.pattern).kind);
    if (!is_only_or) {
      expanded.push_back(std::move(candidate));
      continue;
    }
    const MatchPair first = candidate.pairs.front();
    candidate.pairs.erase(candidate.pairs.begin());
    for (const sema::PatId alternative : std::get_if<sema::OrPat>(&pat(first.pattern).kind)->alternatives) {
      Candidate one = candidate;
      one.pairs.insert(one.pairs.begin(), {first.place, alternative});
      simplify(one);
      expanded.push_back(std::move(one));
    }
  }
  return expanded;
}

// ---- Simplification: what always matches needs no test

void BodyBuilder::simplify(Candidate& candidate) {
  std::vector<MatchPair> left;
  std::vector<MatchPair> pairs = std::move(candidate.pairs);
  candidate.pairs.clear();
  for (MatchPair& pair : pairs)
    if (!simplify_pair(pair, candidate, left)) left.push_back(std::move(pair));
  candidate.pairs = std::move(left);
}

bool BodyBuilder::has_only_variant(sema::TyId ty) {
  // What may get more variants is asked for its only one; variants without values are still variants.
  const sema::Ty& of = types()[ty];
  const bool is_open = of.kind == sema::TyKind::Adt && program().adts.at(of.adt()).repr.is_open;
  return mir_type(ty).variants.size() == 1 && !is_open;
}

/// True if the pair is done with: its bindings are noted and its parts, if any, added to `left`.
bool BodyBuilder::simplify_pair(MatchPair pair, Candidate& candidate, std::vector<MatchPair>& left) {
  const sema::Pat& of = pat(pair.pattern);
  const auto add = [&](MatchPair part) {
    if (!simplify_pair(part, candidate, left)) left.push_back(std::move(part));
  };
  if (std::holds_alternative<sema::WildPat>(of.kind) || std::holds_alternative<sema::ErrorPat>(of.kind)) return true;
  if (const auto* binding = std::get_if<sema::BindingPat>(&of.kind)) {
    candidate.bindings.push_back({pair.place, binding->local, binding->mode, of.span});
    if (binding->subpattern) add({pair.place, binding->subpattern});
    return true;
  }
  if (const auto* leaf = std::get_if<sema::LeafPat>(&of.kind)) {
    for (const auto& [index, inner] : leaf->fields) add({field(pair.place, index), inner});
    return true;
  }
  if (const auto* pointer = std::get_if<sema::DerefPat>(&of.kind)) {
    add({deref(pair.place), pointer->inner});
    return true;
  }
  if (const auto* variant = std::get_if<sema::VariantPat>(&of.kind)) {
    if (!has_only_variant(pair.place.ty)) return false;
    const BuiltPlace inside = downcast(pair.place, variant->variant);
    for (const auto& [index, inner] : variant->fields) add({field(inside, index), inner});
    return true;
  }
  if (const auto* slice = std::get_if<sema::SlicePat>(&of.kind)) {
    const bool is_array = types()[pair.place.ty].kind == sema::TyKind::Array;
    if (!is_array && !(slice->has_middle && slice->prefix.empty() && slice->suffix.empty())) return false;
    std::vector<MatchPair> parts;
    slice_pairs(pair.place, *slice, parts);
    for (MatchPair& part : parts) add(std::move(part));
    return true;
  }
  if (const auto* alternatives = std::get_if<sema::OrPat>(&of.kind); alternatives && alternatives->alternatives.size() == 1) {
    add({pair.place, alternatives->alternatives.front()});
    return true;
  }
  return false;
}

void BodyBuilder::slice_pairs(const BuiltPlace& place, const sema::SlicePat& slice, std::vector<MatchPair>& out) {
  using Kind = mir::Projection::Kind;
  const sema::Ty of = types()[place.ty];
  const bool is_array = of.kind == sema::TyKind::Array;
  const std::uint64_t length = is_array ? mir_type(place.ty).length : 0;
  const std::uint64_t before = slice.prefix.size(), after = slice.suffix.size();
  for (std::uint64_t i = 0; i < before; ++i)
    out.push_back({project(place, {Kind::ConstantIndex, i, 0, false, {}}, of.args[0]), slice.prefix[i]});
  if (slice.middle) {
    const sema::TyId rest = is_array ? types().array(of.args[0], types().const_value(length - before - after, types().usize_)) : place.ty;
    out.push_back({project(place, {Kind::Subslice, before, after, true, {}}, rest), slice.middle});
  }
  for (std::uint64_t i = 0; i < after; ++i) {
    // Counted from the front where the length is known.
    const mir::Projection at = is_array ? mir::Projection{Kind::ConstantIndex, length - after + i, 0, false, {}}
                                        : mir::Projection{Kind::ConstantIndex, after - i, 0, true, {}};
    out.push_back({project(place, at, of.args[0]), slice.suffix[i]});
  }
}

}  // namespace lower
