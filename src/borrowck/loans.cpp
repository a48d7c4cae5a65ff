#include "borrowck/loans.h"

#include <algorithm>
#include <utility>

namespace borrowck {

using Kind = mir::Projection::Kind;

Loans::Loans(const Input& input, const Places& places, const Flow& flow)
    : input_(input), places_(places), flow_(flow), points_(input.body) {
  collect();
  if (loans_.empty()) return;
  liveness_ = find_liveness(input, flow, points_);
  solve_regions();
  solve_loans();
}

void Loans::collect() {
  for (const std::uint32_t block : flow_.order()) {
    const std::vector<mir::Statement>& statements = input_.body.blocks[block].statements;
    for (std::uint32_t i = 0; i < statements.size(); ++i) {
      const auto* assign = std::get_if<mir::AssignStmt>(&statements[i].kind);
      const auto* reference = assign ? std::get_if<mir::RefRvalue>(&assign->value) : nullptr;
      if (!reference) continue;
      const auto region = input_.facts.regions.of_borrow.find({block, i});
      if (region == input_.facts.regions.of_borrow.end()) continue;
      // Behind `&` and raw pointers nothing is owned: no one can end it.
      bool is_behind_shared = false;
      for (std::size_t step = 0; step < reference->place.projections.size(); ++step)
        is_behind_shared |= places_.leaves_owner(reference->place, step) && places_.type_before(reference->place, step).pointer_kind != mir::PointerKind::RefMut;
      if (is_behind_shared) continue;
      Loan loan{reference->place, reference->kind, statements[i].span, points_.at(block, i), region->second, assign->place.local};
      loan.closure = places_.capturer({block, i});
      if (loan.kind == mir::BorrowKind::ClosureUnique && !places_.is_environment(loan.place.local))
        for (std::size_t step = 0; step < loan.place.projections.size(); ++step) loan.is_unique_capture |= places_.leaves_owner(loan.place, step);
      const auto destructor = input_.facts.regions.destructors.find({block, i});
      if (destructor != input_.facts.regions.destructors.end()) loan.destructor = destructor->second;
      loans_.push_back(std::move(loan));
    }
  }
}

// ---- Regions

void Loans::solve_regions() {
  const mir::RegionFacts& facts = input_.facts.regions;
  regions_.assign(facts.count, Bits(points_.count()));
  asked_.resize(facts.count);
  std::vector<std::vector<std::uint32_t>> longer_than(facts.count);
  for (const mir::Outlives& each : facts.outlives) {
    asked_[each.longer].push_back(&each);
    longer_than[each.shorter].push_back(each.longer);
  }
  regions_[0].fill();
  for (std::uint32_t local = 0; local < facts.of_local.size(); ++local) {
    for (const std::uint32_t region : facts.of_local[local])
      if (lasts_for_caller(local)) regions_[region].fill();
    if (facts.of_local[local].empty() || lasts_for_caller(local)) continue;
    for (std::uint32_t point = 0; point < points_.count(); ++point) {
      if (liveness_.used[point].has(local))
        for (const std::uint32_t region : facts.of_local[local]) regions_[region].add(point);
      if (liveness_.dropped[point].has(local))
        for (const std::uint32_t region : facts.dropped[local]) regions_[region].add(point);
    }
  }
  for (const mir::HiddenHolder& hidden : facts.hidden) {
    for (std::uint32_t point = 0; point < points_.count(); ++point) {
      for (const mir::LocalId local : hidden.locals) {
        if (!liveness_.used[point].has(local.value) && !liveness_.dropped[point].has(local.value)) continue;
        for (const std::uint32_t region : hidden.regions) regions_[region].add(point);
      }
    }
  }
  std::vector<std::uint32_t> work;
  std::vector<bool> is_waiting(facts.count, true);
  for (std::uint32_t region = 0; region < facts.count; ++region) work.push_back(region);
  while (!work.empty()) {
    const std::uint32_t region = work.back();
    work.pop_back();
    is_waiting[region] = false;
    for (const std::uint32_t longer : longer_than[region]) {
      if (!regions_[longer].join(regions_[region]) || is_waiting[longer]) continue;
      is_waiting[longer] = true;
      work.push_back(longer);
    }
  }
}

// ---- Loans

void Loans::arrive(std::uint32_t point, Bits& lasting) const {
  for (std::uint32_t i = 0; i < loans_.size(); ++i)
    if (lasting.has(i) && !regions_[loans_[i].region].has(point)) lasting.remove(i);
}

namespace {

/// Whatever was borrowed through the place is another thing once it is assigned.
bool ends_by_assignment(const Loan& loan, const mir::Place& place) {
  for (const mir::Projection& step : place.projections)
    if (step.kind == Kind::Index) return false;
  return is_within(loan.place, place);
}

}  // namespace

void Loans::pass(const mir::Statement& statement, std::uint32_t point, Bits& lasting) const {
  const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
  const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind);
  for (std::uint32_t i = 0; i < loans_.size(); ++i) {
    if (loans_[i].point == point) lasting.add(i);
    if (assign && ends_by_assignment(loans_[i], assign->place)) lasting.remove(i);   // also the new one: `r = &mut *r`
    if (dead && loans_[i].place.local == dead->local) lasting.remove(i);
  }
}

void Loans::pass(const mir::Terminator& terminator, Bits& lasting) const {
  const auto* call = std::get_if<mir::CallTerm>(&terminator.kind);
  if (!call) return;
  for (std::uint32_t i = 0; i < loans_.size(); ++i)
    if (ends_by_assignment(loans_[i], call->destination)) lasting.remove(i);
}

Bits Loans::at_start_of(std::uint32_t block) const { return at_start_[block]; }

void Loans::solve_loans() {
  at_start_.assign(input_.body.blocks.size(), Bits(loans_.size()));
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (const std::uint32_t block : flow_.order()) {
      Bits lasting = at_start_[block];
      const mir::BasicBlock& of = input_.body.blocks[block];
      for (std::size_t i = 0; i < of.statements.size(); ++i) {
        arrive(points_.at(block, i), lasting);
        pass(of.statements[i], points_.at(block, i), lasting);
      }
      arrive(points_.at(block, of.statements.size()), lasting);
      pass(of.terminator, lasting);
      for (const std::uint32_t target : flow_.targets_of(block)) has_changed |= at_start_[target].join(lasting);
    }
  }
}

// ---- Reasons

std::vector<const mir::Outlives*> Loans::reached_from(std::uint32_t region) const {
  std::vector<const mir::Outlives*> by(regions_.size(), nullptr);
  static constexpr mir::Outlives itself{};
  by[region] = &itself;
  std::vector<std::uint32_t> queue{region};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    for (const mir::Outlives* each : asked_[queue[at]]) {
      if (by[each->shorter]) continue;
      by[each->shorter] = each;
      queue.push_back(each->shorter);
    }
  }
  return by;
}

Loans::Reason Loans::reason(std::uint32_t index, std::uint32_t point) const {
  const std::vector<const mir::Outlives*> reached = reached_from(loans_[index].region);
  const mir::RegionFacts& facts = input_.facts.regions;
  const auto is_of_object = [&](std::uint32_t asking) {
    bool is_object = false;
    for (std::uint32_t region = asking; region != loans_[index].region; region = reached[region]->longer) {
      if (reached[region]->asker == mir::Outlives::Asker::Result) return false;
      is_object |= reached[region]->asker == mir::Outlives::Asker::Object;
    }
    return is_object;
  };
  for (std::uint32_t local = 0; local <= input_.body.argument_count && local < facts.of_local.size(); ++local) {
    for (const std::uint32_t region : facts.of_local[local])
      if (reached[region]) return {local == 0 && reached[region]->asker == mir::Outlives::Asker::Result ? Reason::Kind::Returned : Reason::Kind::Outside, reached[region]->span, {}, is_of_object(region)};
  }
  if (reached[0]) return {Reason::Kind::Outside, reached[0]->span, {}, is_of_object(0)};
  const auto is_holding = [&](std::uint32_t local, const std::vector<std::vector<std::uint32_t>>& regions) {
    for (const std::uint32_t region : regions[local])
      if (reached[region]) return true;
    for (const mir::HiddenHolder& hidden : facts.hidden) {
      const bool is_holder = std::find(hidden.locals.begin(), hidden.locals.end(), mir::LocalId(local)) != hidden.locals.end();
      if (is_holder && std::any_of(hidden.regions.begin(), hidden.regions.end(), [&](std::uint32_t region) { return reached[region]; })) return true;
    }
    return false;
  };
  // The next use on the way from here.
  Bits seen(points_.count());
  std::vector<std::uint32_t> queue;
  const auto go_on = [&](std::uint32_t from) {
    const std::uint32_t block = points_.block_of(from);
    const std::uint32_t last = points_.at(block, input_.body.blocks[block].statements.size());
    if (from != last) return queue.push_back(from + 1);
    for (const std::uint32_t target : flow_.targets_of(block)) queue.push_back(points_.start_of(target));
  };
  queue.push_back(point);
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t here = queue[at];
    if (seen.has(here)) continue;
    seen.add(here);
    const std::uint32_t block = points_.block_of(here);
    const mir::BasicBlock& of = input_.body.blocks[block];
    const std::size_t statement = here - points_.start_of(block);
    const bool is_last = statement == of.statements.size();
    const LocalUses uses = is_last ? uses_of(of.terminator) : uses_of(of.statements[statement]);
    const Span span = is_last ? of.terminator.span : of.statements[statement].span;
    for (const std::uint32_t local : uses.used)
      if (is_holding(local, facts.of_local)) return {Reason::Kind::Use, span, {}};
    for (const std::uint32_t local : uses.dropped)
      if (is_holding(local, facts.dropped)) return {Reason::Kind::Drop, span, mir::LocalId(local)};
    go_on(here);
  }
  return {};
}

}  // namespace borrowck
