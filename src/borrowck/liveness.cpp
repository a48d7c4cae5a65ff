#include "borrowck/liveness.h"

#include <utility>

namespace borrowck {

Points::Points(const mir::Body& body) {
  for (std::uint32_t block = 0; block < body.blocks.size(); ++block) {
    starts_.push_back(count_);
    count_ += static_cast<std::uint32_t>(body.blocks[block].statements.size()) + 1;
    blocks_.resize(count_, block);
  }
}

namespace {

void see(const mir::Operand& operand, LocalUses& out) {
  if (operand.kind == mir::Operand::Kind::Constant) return;
  const std::uint32_t local = operand.place.local.value;
  out.used.push_back(local);
  if (operand.kind != mir::Operand::Kind::Move) return;
  for (const mir::Projection& step : operand.place.projections)
    if (step.kind == mir::Projection::Kind::Deref) return;
  out.moved.push_back(local);
}

void put(const mir::Place& place, LocalUses& out) {
  (place.projections.empty() ? out.defined : out.used).push_back(place.local.value);
}

}  // namespace

LocalUses uses_of(const mir::Statement& statement) {
  LocalUses out;
  if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) out.ended.push_back(live->local.value);
  if (const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind)) out.ended.push_back(dead->local.value);
  const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
  if (!assign) return out;
  put(assign->place, out);
  for_each_operand(assign->value, [&](const mir::Operand& operand) { see(operand, out); });
  if (const auto* reference = std::get_if<mir::RefRvalue>(&assign->value)) out.used.push_back(reference->place.local.value);
  else if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) out.used.push_back(raw->place.local.value);
  else if (const auto* length = std::get_if<mir::LenRvalue>(&assign->value)) out.used.push_back(length->place.local.value);
  else if (const auto* discriminant = std::get_if<mir::DiscriminantRvalue>(&assign->value)) out.used.push_back(discriminant->place.local.value);
  return out;
}

LocalUses uses_of(const mir::Terminator& terminator) {
  LocalUses out;
  if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
    put(call->destination, out);
    see(call->callee.pointer, out);
    for (const mir::Operand& argument : call->arguments) see(argument, out);
  } else if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
    see(choose->operand, out);
  } else if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
    see(check->condition, out);
  } else if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) {
    if (drop->place.projections.empty()) out.dropped.push_back(drop->place.local.value);
  } else if (std::holds_alternative<mir::ReturnTerm>(terminator.kind)) {
    out.used.push_back(0);
  }
  return out;
}

namespace {

/// Which locals may have a value, at the start of each block and, on the way, at each point.
class Initialized {
 public:
  Initialized(const mir::Body& body, const Flow& flow) : body_(body), at_start_(body.blocks.size(), Bits(body.locals.size())) {
    for (std::uint32_t i = 1; i <= body.argument_count; ++i) at_start_[0].add(i);
    bool has_changed = true;
    while (has_changed) {
      has_changed = false;
      for (const std::uint32_t block : flow.order()) {
        Bits state = at_start_[block];
        for (const mir::Statement& statement : body.blocks[block].statements) apply(uses_of(statement), state);
        apply(uses_of(body.blocks[block].terminator), state);
        for (const std::uint32_t target : flow.targets_of(block)) has_changed |= at_start_[target].join(state);
      }
    }
  }
  /// By statement; the last: at the terminator.
  std::vector<Bits> in(std::uint32_t block) const {
    std::vector<Bits> out{at_start_[block]};
    for (const mir::Statement& statement : body_.blocks[block].statements) {
      out.push_back(out.back());
      apply(uses_of(statement), out.back());
    }
    return out;
  }

 private:
  static void apply(const LocalUses& uses, Bits& state) {
    for (const std::uint32_t local : uses.moved) state.remove(local);
    for (const std::uint32_t local : uses.ended) state.remove(local);
    for (const std::uint32_t local : uses.dropped) state.remove(local);
    for (const std::uint32_t local : uses.defined) state.add(local);
  }

  const mir::Body& body_;
  std::vector<Bits> at_start_;
};

/// From after a point to before it.
void step_back(const LocalUses& uses, Bits& used, Bits& dropped) {
  for (const std::vector<std::uint32_t>* gone : {&uses.defined, &uses.ended}) {
    for (const std::uint32_t local : *gone) {
      used.remove(local);
      dropped.remove(local);
    }
  }
  for (const std::uint32_t local : uses.moved) dropped.remove(local);
  for (const std::uint32_t local : uses.used) used.add(local);
  for (const std::uint32_t local : uses.dropped) dropped.add(local);
}

}  // namespace

Liveness find_liveness(const Input& input, const Flow& flow, const Points& points) {
  const mir::Body& body = input.body;
  const Bits none(body.locals.size());
  const std::vector<Bits> nothing(points.count(), none);
  Liveness out{nothing, nothing, nothing};
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (std::size_t at = flow.order().size(); at-- > 0;) {
      const std::uint32_t block = flow.order()[at];
      Bits used = none, dropped = none;
      for (const std::uint32_t target : flow.targets_of(block)) {
        used.join(out.used[points.start_of(target)]);
        dropped.join(out.dropped[points.start_of(target)]);
      }
      const mir::BasicBlock& of = body.blocks[block];
      for (std::size_t i = of.statements.size() + 1; i-- > 0;) {
        step_back(i == of.statements.size() ? uses_of(of.terminator) : uses_of(of.statements[i]), used, dropped);
        has_changed |= out.used[points.at(block, i)].join(used);
        has_changed |= out.dropped[points.at(block, i)].join(dropped);
      }
    }
  }
  const Initialized initialized(body, flow);
  for (const std::uint32_t block : flow.order()) {
    const std::vector<Bits> has_value = initialized.in(block);
    for (std::size_t i = 0; i < has_value.size(); ++i) {
      out.dropped[points.at(block, i)].keep(has_value[i]);
      out.has_value[points.at(block, i)] = has_value[i];
    }
  }
  return out;
}

}  // namespace borrowck
