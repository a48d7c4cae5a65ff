// The machines of a program, which are there before anything runs. What a state keeps comes from its
// layout, and in which states a poll can leave it from the machine's `poll` itself: from where it
// goes on in that state, along all paths, to where a state is set.

#include <algorithm>
#include <variant>

#include "base/text.h"
#include "run/states.h"
#include "scene/states.h"

namespace scene {
namespace {

constexpr std::uint32_t first_suspended = 3;
constexpr std::size_t longest_await = 44;

/// Where a block goes when nothing panics.
template <class Visit>
void for_each_way_on(const mir::Terminator& terminator, Visit visit) {
  const auto see = [&](mir::BlockId target) {
    if (target) visit(target);
  };
  if (const auto* jump = std::get_if<mir::GotoTerm>(&terminator.kind)) see(jump->target);
  if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) see(drop->target);
  if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) see(call->target);
  if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) see(check->target);
  if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
    for (const auto& [bits, target] : choose->targets) see(target);
    see(choose->otherwise);
  }
}

bool is_of(const mir::Place& place, mir::TypeId type) {
  return !place.projections.empty() && place.projections.back().type == type;
}

/// The states that are set on some way on from a block.
std::vector<std::uint32_t> states_from(const mir::Body& poll, mir::TypeId type, mir::BlockId from) {
  std::vector<std::uint32_t> out;
  std::vector<bool> is_seen(poll.blocks.size());
  std::vector<mir::BlockId> open = {from};
  is_seen[from.value] = true;
  while (!open.empty()) {
    const mir::BasicBlock& block = poll.blocks[open.back().value];
    open.pop_back();
    for (const mir::Statement& statement : block.statements) {
      const auto* set = std::get_if<mir::SetDiscriminantStmt>(&statement.kind);
      if (set && is_of(set->place, type)) out.push_back(set->variant);
    }
    for_each_way_on(block.terminator, [&](mir::BlockId target) {
      if (!is_seen[target.value]) open.push_back(target);
      is_seen[target.value] = true;
    });
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void add_transitions(FutureMachine& machine, const mir::Body& poll, mir::TypeId type) {
  const auto* entry = poll.blocks.empty() ? nullptr : std::get_if<mir::SwitchTerm>(&poll.blocks[0].terminator.kind);
  if (!entry) return;
  for (const auto& [bits, target] : entry->targets) {
    const auto state = static_cast<std::size_t>(bits);
    if (state < machine.states.size() && (state == 0 || state >= first_suspended)) machine.states[state].next = states_from(poll, type, target);
  }
}

/// On one line, with its middle left out if it is long.
std::string await_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  // A chain of calls over several lines.
  for (std::size_t at = out.find(" ."); at != std::string::npos; at = out.find(" .")) out.erase(at, 1);
  if (out.size() <= longest_await) return out;
  const std::string_view end = ".await";
  return concat(first_bytes(out, longest_await - end.size() - 1), "…", end);
}

StateKind kind_of(std::size_t state) {
  switch (state) {
    case 0: return StateKind::Unresumed;
    case 1: return StateKind::Returned;
    case 2: return StateKind::Panicked;
    default: return StateKind::Suspended;
  }
}

std::string bytes_text(std::uint64_t bytes) { return concat(bytes, bytes == 1 ? " byte" : " bytes"); }

std::string why(const KeptValue& value, StateKind state) {
  const std::string bytes = bytes_text(value.bytes);
  switch (value.kind) {
    case KeptKind::Capture:
      if (value.is_slot) return concat("the place of the argument `", value.name, "`, empty since the first poll moved it into a variable: ", bytes);
      if (state == StateKind::Unresumed) return concat("`", value.name, "` waits here for the first poll: ", bytes);
      return concat("`", value.name, "` was captured, and stays for as long as the future does: ", bytes);
    case KeptKind::Variable: return concat("`", value.name, "` lives across this await: ", bytes);
    case KeptKind::Awaited: return concat("the future that is awaited here lies inside: ", bytes);
    case KeptKind::Temporary: return concat("a temporary that is needed after this await: ", bytes);
  }
  return {};
}

KeptKind kept_kind(run::KeptKind kind) {
  switch (kind) {
    case run::KeptKind::Capture: return KeptKind::Capture;
    case run::KeptKind::Variable: return KeptKind::Variable;
    case run::KeptKind::Awaited: return KeptKind::Awaited;
    case run::KeptKind::Temporary: return KeptKind::Temporary;
  }
  return KeptKind::Variable;
}

FutureMachine machine_of(const run::StateMachine& layout) {
  FutureMachine out;
  const bool is_fn = !layout.name.empty();
  out.name = is_fn ? layout.name : std::string("async block");
  out.title = is_fn ? concat("async fn ", layout.name) : out.name;
  out.line = layout.place.line;
  out.bytes = layout.size;
  out.state_offset = layout.state_offset;
  out.state_bytes = layout.state_size;
  for (std::size_t i = 0; i < layout.states.size(); ++i) {
    const run::StateLayout& from = layout.states[i];
    MachineState state;
    state.kind = kind_of(i);
    state.name = from.name;
    state.line = from.place.line;
    if (state.kind == StateKind::Unresumed || state.kind == StateKind::Suspended) {
      for (const run::KeptField& field : from.fields) {
        KeptValue value;
        value.kind = kept_kind(field.kind);
        value.name = field.name;
        value.type = field.type;
        value.offset = field.offset;
        value.bytes = field.size;
        value.line = field.place.line;
        value.is_slot = is_fn && value.kind == KeptKind::Capture && state.kind == StateKind::Suspended;
        value.why = why(value, state.kind);
        state.bytes += value.bytes;
        state.kept.push_back(std::move(value));
      }
    }
    out.states.push_back(std::move(state));
  }
  return out;
}

/// A type as a person would say it: `Pin<&mut async fn download>`.
std::string with_titles(const mir::Program& program, const MachineTable& table, std::string type) {
  for (std::size_t i = 0; i < table.types.size(); ++i) {
    const std::string& name = program.types[table.types[i]].name;
    for (std::size_t at = type.find(name); at != std::string::npos; at = type.find(name, at)) {
      type.replace(at, name.size(), table.machines[i].title);
      at += table.machines[i].title.size();
    }
  }
  return type;
}

}  // namespace

std::string bare_future_name(std::string_view type) {
  // `{async block@main.rs:3:5}` is named by who calls this; `path::Join<A, B>` is `Join`.
  type = type.substr(0, type.find('<'));
  const std::size_t path = type.rfind("::");
  return std::string(path == std::string_view::npos ? type : type.substr(path + 2));
}

std::vector<mir::TypeId> machine_types(const mir::Program& program) {
  std::vector<mir::TypeId> types;
  for (const mir::Coroutine& coroutine : program.coroutines)
    if (program.sources.is_user(coroutine.span)) types.push_back(coroutine.type);
  return types;
}

MachineTable machine_table(const mir::Program& program, const FutureFunctions& functions) {
  MachineTable table;
  table.types = machine_types(program);
  for (const run::StateMachine& layout : run::machines_of(program, program.sources)) table.machines.push_back(machine_of(layout));
  if (table.machines.empty()) return table;
  // Several blocks are told apart by their lines.
  const auto is_block = [](const FutureMachine& machine) { return machine.title == "async block"; };
  if (std::count_if(table.machines.begin(), table.machines.end(), is_block) > 1)
    for (FutureMachine& machine : table.machines)
      if (is_block(machine)) machine.name = concat("block:", machine.line);
  for (const mir::Coroutine& coroutine : program.coroutines) {
    const std::uint32_t index = table.find(coroutine.type);
    if (index == no_future) continue;
    for (std::size_t s = first_suspended; s < coroutine.states.size(); ++s)
      table.machines[index].states[s].text = await_text(program.sources.text_of(coroutine.states[s].span));
  }
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
    const FutureFunctions::Function& function = functions.of(mir::FnId(i));
    if (function.kind != FutureFunctions::Kind::MachinePoll) continue;
    const std::uint32_t index = table.find(function.type);
    if (index != no_future) add_transitions(table.machines[index], program.bodies[mir::FnId(i)], function.type);
  }
  for (FutureMachine& machine : table.machines)
    for (MachineState& state : machine.states)
      for (KeptValue& value : state.kept) value.type = with_titles(program, table, std::move(value.type));
  // What is awaited goes by the name of what it is.
  for (std::uint32_t m = 0; m < table.machines.size(); ++m) {
    const mir::Type& type = program.types[table.types[m]];
    for (std::size_t s = first_suspended; s < table.machines[m].states.size(); ++s)
      for (std::size_t k = 0; k < table.machines[m].states[s].kept.size(); ++k) {
        KeptValue& value = table.machines[m].states[s].kept[k];
        const std::size_t captures = type.variants[0].fields.size();
        if (k < captures) continue;
        const std::uint32_t awaited = table.find(type.variants[s].fields[k - captures].type);
        if (value.kind == KeptKind::Awaited) value.name = awaited != no_future ? table.machines[awaited].name : bare_future_name(value.type);
      }
  }
  return table;
}

StatesScene states_scene(const mir::Program& program) {
  StatesScene scene;
  scene.machines = machine_table(program, FutureFunctions(program)).machines;
  return scene;
}

}  // namespace scene
