#include "borrowck/flow.h"

#include <algorithm>
#include <utility>

#include "mir/successors.h"

namespace borrowck {

Flow::Flow(const mir::Body& body, const Places& places) : body_(body), places_(places) {
  const std::uint32_t count = static_cast<std::uint32_t>(body.blocks.size());
  move_outs_of_.resize(body.locals.size());
  effects_.resize(count);
  states_.resize(count);
  std::vector<bool> seen(count);
  visit(0, seen);
  std::reverse(order_.begin(), order_.end());
  for (const std::uint32_t block : order_) collect(block);
  solve();
}

std::vector<std::uint32_t> Flow::targets_of(std::uint32_t block) const {
  std::vector<std::uint32_t> targets;
  mir::for_each_target(body_.blocks[block].terminator, [&](mir::BlockId target) {
    if (!body_.blocks[target.value].is_cleanup) targets.push_back(target.value);
  });
  return targets;
}

/// Postorder, without recursion: bodies may be long.
void Flow::visit(std::uint32_t block, std::vector<bool>& seen) {
  struct Open { std::uint32_t block; std::vector<std::uint32_t> targets; };
  std::vector<Open> open;
  seen[block] = true;
  open.push_back({block, targets_of(block)});
  while (!open.empty()) {
    if (open.back().targets.empty()) {
      order_.push_back(open.back().block);
      open.pop_back();
      continue;
    }
    const std::uint32_t next = open.back().targets.back();
    open.back().targets.pop_back();
    if (seen[next]) continue;
    seen[next] = true;
    open.push_back({next, targets_of(next)});
  }
}

void Flow::add(std::uint32_t block, Effect::Kind kind, const mir::Place& place, Span span) {
  if (!is_tracked(place.local)) return;
  Effect effect{kind, place, span, 0};
  if (kind == Effect::Kind::Move || kind == Effect::Kind::Live) {
    effect.move_out = static_cast<std::uint32_t>(move_outs_.size());
    move_outs_of_[place.local.value].push_back(effect.move_out);
    move_outs_.push_back({place, span, kind == Effect::Kind::Move});
  }
  effects_[block].push_back(std::move(effect));
}

void Flow::add(std::uint32_t block, const mir::Operand& operand, Span span) {
  if (operand.kind == mir::Operand::Kind::Copy) add(block, Effect::Kind::Use, operand.place, span);
  if (operand.kind != mir::Operand::Kind::Move) return;
  // What may not be moved stays where it is: there is one mistake, not two.
  const bool stays = !places_.is_environment(operand.place.local) && places_.is_borrowed_content(operand.place);
  add(block, stays ? Effect::Kind::Use : Effect::Kind::Move, operand.place, span);
}

void Flow::add(std::uint32_t block, const mir::Rvalue& value, Span span) {
  for_each_operand(value, [&](const mir::Operand& operand) { add(block, operand, span); });
  if (const auto* reference = std::get_if<mir::RefRvalue>(&value)) {
    add(block, Effect::Kind::Borrow, reference->place, span);
  } else if (const auto* raw = std::get_if<mir::RawRefRvalue>(&value)) {
    add(block, Effect::Kind::Borrow, raw->place, span);
  } else if (const auto* length = std::get_if<mir::LenRvalue>(&value)) {
    add(block, Effect::Kind::Look, length->place, span);
  } else if (const auto* discriminant = std::get_if<mir::DiscriminantRvalue>(&value)) {
    add(block, Effect::Kind::Look, discriminant->place, span);
  }
}

void Flow::collect(std::uint32_t block) {
  if (block == 0)
    for (std::uint32_t i = body_.argument_count + 1; i < body_.locals.size(); ++i)
      add(0, Effect::Kind::Live, {mir::LocalId(i), {}}, body_.locals[i].span);
  const std::vector<mir::Statement>& statements = body_.blocks[block].statements;
  for (std::uint32_t i = 0; i < statements.size(); ++i) {
    const mir::Statement& statement = statements[i];
    if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind)) {
      add(block, assign->value, places_.capturer({block, i}).value_or(statement.span));
      add(block, Effect::Kind::Assign, assign->place, statement.span);
    } else if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) {
      add(block, Effect::Kind::Live, {live->local, {}}, statement.span);
    } else if (const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind)) {
      add(block, Effect::Kind::Dead, {dead->local, {}}, statement.span);
    } else if (const auto* read = std::get_if<mir::FakeReadStmt>(&statement.kind)) {
      add(block, Effect::Kind::Look, read->place, statement.span);
    }
  }
  const mir::Terminator& terminator = body_.blocks[block].terminator;
  if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
    add(block, choose->operand, terminator.span);
  } else if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
    add(block, check->condition, terminator.span);
  } else if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
    add(block, call->callee.pointer, terminator.span);
    for (const mir::Operand& argument : call->arguments) add(block, argument, terminator.span);
    if (call->target) add(block, Effect::Kind::Assign, call->destination, terminator.span);
  }
}

void Flow::apply(const Effect& effect, FlowState& state) const {
  const std::uint32_t local = effect.place.local.value;
  switch (effect.kind) {
    case Effect::Kind::Move: state.move_outs[effect.move_out] = true; break;
    case Effect::Kind::Live:
    case Effect::Kind::Dead:
      for (const std::uint32_t other : move_outs_of_[local]) state.move_outs[other] = false;
      state.had_value[local] = false;
      if (effect.kind == Effect::Kind::Live) state.move_outs[effect.move_out] = true;
      break;
    case Effect::Kind::Assign:
      for (const std::uint32_t other : move_outs_of_[local])
        if (is_within(move_outs_[other].place, effect.place)) state.move_outs[other] = false;
      if (effect.place.projections.empty()) state.had_value[local] = true;
      break;
    case Effect::Kind::Use:
    case Effect::Kind::Borrow:
    case Effect::Kind::Look: break;
  }
}

void Flow::solve() {
  FlowState& entry = states_[0];
  for (FlowState& state : states_) {
    state.move_outs.resize(move_outs_.size());
    state.had_value.resize(body_.locals.size());
  }
  entry.is_reached = true;
  for (std::uint32_t i = 1; i <= body_.argument_count && i < body_.locals.size(); ++i) entry.had_value[i] = true;
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (const std::uint32_t block : order_) {
      if (!states_[block].is_reached) continue;
      FlowState state = states_[block];
      for (const Effect& effect : effects_[block]) apply(effect, state);
      for (const std::uint32_t target : targets_of(block)) {
        FlowState& next = states_[target];
        has_changed |= !next.is_reached;
        next.is_reached = true;
        const auto join = [&](std::vector<bool>& into, const std::vector<bool>& from) {
          for (std::size_t i = 0; i < from.size(); ++i) {
            if (!from[i] || into[i]) continue;
            into[i] = true;
            has_changed = true;
          }
        };
        join(next.move_outs, state.move_outs);
        join(next.had_value, state.had_value);
      }
    }
  }
}

}  // namespace borrowck
