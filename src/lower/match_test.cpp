// The tests of `match`: which variant, which number, equal to a constant, in a range, how long.

#include "lower/body_builder.h"

namespace lower {

using sema::TyKind;

namespace {

bool is_same_place(const mir::Place& a, const mir::Place& b) {
  if (!(a.local == b.local) || a.projections.size() != b.projections.size()) return false;
  for (std::size_t i = 0; i < a.projections.size(); ++i) {
    const mir::Projection& x = a.projections[i];
    const mir::Projection& y = b.projections[i];
    if (x.kind != y.kind || x.index != y.index || x.from_end != y.from_end || x.is_from_end != y.is_from_end) return false;
  }
  return true;
}

bool is_same_place(const BuiltPlace& a, const BuiltPlace& b) {
  return !a.captured && !b.captured && is_same_place(a.place, b.place);
}

}  // namespace

void BodyBuilder::test_first(std::vector<Candidate> candidates, std::size_t index, mir::BlockId failed, const MatchedCandidate& matched) {
  const MatchPair pair = candidates.front().pairs[index];
  const sema::Pat& of = pat(pair.pattern);
  const At at(*this, of.span);
  BuiltPlace place = pair.place;
  resolved(place);
  if (std::holds_alternative<sema::VariantPat>(of.kind)) return switch_variant(std::move(candidates), place, failed, matched);
  const auto* constant_pattern = std::get_if<sema::ConstantPat>(&of.kind);
  if (constant_pattern && constant_bits(constant_pattern->value)) return switch_bits(std::move(candidates), place, failed, matched);
  // Two outcomes: the candidate goes on without the pair, or the next one is tried.
  Candidate first = std::move(candidates.front());
  candidates.erase(candidates.begin());
  const mir::BlockId next = candidates.empty() ? failed : new_block();
  if (constant_pattern) {
    test_constant({place, pair.pattern}, next);
  } else if (std::holds_alternative<sema::RangePat>(of.kind)) {
    test_range({place, pair.pattern}, next);
  } else {
    test_length({place, pair.pattern}, next);
  }
  first.pairs.erase(first.pairs.begin() + static_cast<std::ptrdiff_t>(index));
  if (const auto* slice = std::get_if<sema::SlicePat>(&of.kind)) {
    std::vector<MatchPair> parts;
    slice_pairs(place, *slice, parts);
    first.pairs.insert(first.pairs.begin() + static_cast<std::ptrdiff_t>(index), parts.begin(), parts.end());
    simplify(first);
  }
  std::vector<Candidate> one;
  one.push_back(std::move(first));
  match_candidates(std::move(one), next, matched);
  if (candidates.empty()) return;
  start(next);
  match_candidates(std::move(candidates), failed, matched);
}

// ---- Enums

unsigned __int128 BodyBuilder::discriminant_bits(sema::TyId ty, std::uint32_t variant) {
  return static_cast<std::uint64_t>(mir_type(ty).variants[variant].discriminant);
}

mir::Operand BodyBuilder::discriminant_of(const BuiltPlace& place) {
  const mir::LocalId result = new_temp(type(types().isize_));
  assign({result, {}}, mir::DiscriminantRvalue{resolved(place)});
  return copy_of({result, {}});
}

void BodyBuilder::switch_variant(std::vector<Candidate> candidates, const BuiltPlace& place, mir::BlockId failed, const MatchedCandidate& matched) {
  struct Branch { std::uint32_t variant; std::vector<Candidate> candidates; };
  std::vector<Branch> branches;
  std::size_t taken = 0;
  for (; taken < candidates.size(); ++taken) {
    Candidate& candidate = candidates[taken];
    std::size_t at = 0;
    while (at < candidate.pairs.size() && !(is_same_place(candidate.pairs[at].place, place) &&
                                            std::holds_alternative<sema::VariantPat>(pat(candidate.pairs[at].pattern).kind)))
      ++at;
    if (at == candidate.pairs.size()) break;
    const auto& variant = *std::get_if<sema::VariantPat>(&pat(candidate.pairs[at].pattern).kind);
    Candidate inside = std::move(candidate);
    const BuiltPlace held = downcast(inside.pairs[at].place, variant.variant);
    std::vector<MatchPair> parts;
    for (const auto& [index, inner] : variant.fields) parts.push_back({field(held, index), inner});
    inside.pairs.erase(inside.pairs.begin() + static_cast<std::ptrdiff_t>(at));
    inside.pairs.insert(inside.pairs.begin() + static_cast<std::ptrdiff_t>(at), parts.begin(), parts.end());
    simplify(inside);
    std::size_t branch = 0;
    while (branch < branches.size() && branches[branch].variant != variant.variant) ++branch;
    if (branch == branches.size()) branches.push_back({variant.variant, {}});
    branches[branch].candidates.push_back(std::move(inside));
  }
  candidates.erase(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(taken));
  const mir::BlockId next = candidates.empty() ? failed : new_block();
  mir::SwitchTerm choose;
  {
    const At at(*this, scrutinee_span_);
    choose.operand = discriminant_of(place);
  }
  std::size_t inhabited = 0, tested = 0;
  const std::vector<mir::Variant>& variants = mir_type(place.ty).variants;
  for (const mir::Variant& variant : variants) inhabited += variant.is_uninhabited ? 0 : 1;
  for (const Branch& branch : branches) tested += variants[branch.variant].is_uninhabited ? 0 : 1;
  std::vector<mir::BlockId> starts;
  for (const Branch& branch : branches) {
    starts.push_back(new_block());
    choose.targets.emplace_back(discriminant_bits(place.ty, branch.variant), starts.back());
  }
  if (tested < inhabited) choose.otherwise = next;
  terminate(std::move(choose));
  for (std::size_t i = 0; i < branches.size(); ++i) {
    start(starts[i]);
    match_candidates(std::move(branches[i].candidates), next, matched);
  }
  if (candidates.empty()) return;
  start(next);
  match_candidates(std::move(candidates), failed, matched);
}

// ---- Integers, characters, bool

void BodyBuilder::switch_bits(std::vector<Candidate> candidates, const BuiltPlace& place, mir::BlockId failed, const MatchedCandidate& matched) {
  struct Branch { unsigned __int128 bits; std::vector<Candidate> candidates; };
  std::vector<Branch> branches;
  std::size_t taken = 0;
  for (; taken < candidates.size(); ++taken) {
    Candidate& candidate = candidates[taken];
    std::size_t at = 0;
    std::optional<unsigned __int128> bits;
    for (; at < candidate.pairs.size(); ++at) {
      const auto* value = std::get_if<sema::ConstantPat>(&pat(candidate.pairs[at].pattern).kind);
      if (!value || !is_same_place(candidate.pairs[at].place, place)) continue;
      bits = constant_bits(value->value);
      if (bits) break;
    }
    if (!bits) break;
    Candidate inside = std::move(candidate);
    inside.pairs.erase(inside.pairs.begin() + static_cast<std::ptrdiff_t>(at));
    std::size_t branch = 0;
    while (branch < branches.size() && branches[branch].bits != *bits) ++branch;
    if (branch == branches.size()) branches.push_back({*bits, {}});
    branches[branch].candidates.push_back(std::move(inside));
  }
  candidates.erase(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(taken));
  const mir::BlockId next = candidates.empty() ? failed : new_block();
  mir::SwitchTerm choose;
  choose.operand = copy_of(resolved(place));
  const bool is_bool = types()[place.ty].kind == TyKind::Bool;
  std::vector<mir::BlockId> starts;
  for (const Branch& branch : branches) {
    starts.push_back(new_block());
    choose.targets.emplace_back(branch.bits, starts.back());
  }
  if (!is_bool || branches.size() < 2) choose.otherwise = next;
  {
    const At at(*this, scrutinee_span_);
    terminate(std::move(choose));
  }
  for (std::size_t i = 0; i < branches.size(); ++i) {
    start(starts[i]);
    match_candidates(std::move(branches[i].candidates), next, matched);
  }
  if (candidates.empty()) return;
  start(next);
  match_candidates(std::move(candidates), failed, matched);
}

// ---- Tests with two outcomes

void BodyBuilder::require(mir::Operand condition, mir::BlockId failed) {
  const mir::BlockId holds = new_block();
  terminate(mir::SwitchTerm{std::move(condition), {{0, failed}}, holds});
  start(holds);
}

void BodyBuilder::test_constant(const MatchPair& pair, mir::BlockId failed) {
  const sema::ExprId value = std::get_if<sema::ConstantPat>(&pat(pair.pattern).kind)->value;
  const TyKind kind = types()[pair.place.ty].kind;
  const bool is_scalar = kind == TyKind::Int || kind == TyKind::Bool || kind == TyKind::Char || kind == TyKind::Float ||
                         kind == TyKind::RawPtr || kind == TyKind::FnPtr;
  if (is_scalar) {
    require(compare(mir::BinaryOp::Eq, copy_of(resolved(pair.place)), as_operand(value)), failed);
    return;
  }
  if (mir_type(pair.place.ty).kind == mir::TypeKind::Tuple && mir_type(pair.place.ty).size == 0) return;
  require(equal_by_trait(pair.place, value), failed);
}

/// Calls `PartialEq::eq`: of `str`, slices, and of what derives it.
mir::Operand BodyBuilder::equal_by_trait(const BuiltPlace& place, sema::ExprId value) {
  const sema::TyId bool_ty = types().bool_;
  const mir::LocalId result = new_temp(type(bool_ty));
  // What the references, if any, point to is compared.
  BuiltPlace left = place;
  const mir::Operand constant_value = as_operand(value);
  BuiltPlace right = local_place(operand_in_temp(constant_value, type(ty_of(value))), ty_of(value));
  while (is_reference(left.ty)) left = deref(std::move(left));
  while (is_reference(right.ty)) right = deref(std::move(right));
  const auto reference_to = [this](BuiltPlace& target) {
    const mir::LocalId reference = new_temp(type(types().ref(target.ty, sema::Mutability::Shared)));
    assign({reference, {}}, mir::RefRvalue{mir::BorrowKind::Shared, resolved(target), true});
    return copy_of({reference, {}});
  };
  std::vector<mir::Operand> arguments;
  arguments.push_back(reference_to(left));
  arguments.push_back(reference_to(right));
  const sema::TraitId partial_eq = program().lang.trait("eq");
  INVARIANT(partial_eq, "std has PartialEq");
  sema::FnId eq;
  for (const sema::FnId method : program().traits.at(partial_eq).fns)
    if (program().names.text(program().fns.at(method).name) == "eq") eq = method;
  call_fn(mono_.instance(eq, {left.ty, right.ty}), std::move(arguments), {result, {}});
  return copy_of({result, {}});
}

void BodyBuilder::test_range(const MatchPair& pair, mir::BlockId failed) {
  const auto& range = *std::get_if<sema::RangePat>(&pat(pair.pattern).kind);
  const mir::Place place = resolved(pair.place);
  if (range.low) require(compare(mir::BinaryOp::Ge, copy_of(place), as_operand(range.low)), failed);
  if (range.high)
    require(compare(range.is_inclusive ? mir::BinaryOp::Le : mir::BinaryOp::Lt, copy_of(place), as_operand(range.high)), failed);
}

void BodyBuilder::test_length(const MatchPair& pair, mir::BlockId failed) {
  const auto& slice = *std::get_if<sema::SlicePat>(&pat(pair.pattern).kind);
  const mir::LocalId length = new_temp(type(types().usize_));
  assign({length, {}}, mir::LenRvalue{resolved(pair.place)});
  const std::uint64_t least = slice.prefix.size() + slice.suffix.size();
  require(compare(slice.has_middle ? mir::BinaryOp::Ge : mir::BinaryOp::Eq, copy_of({length, {}}), usize_constant(least)), failed);
}

}  // namespace lower
