#include "base/text.h"
#include "scene/states.h"

namespace scene {
namespace {

std::string_view name_of(PollResult result) {
  switch (result) {
    case PollResult::Running: return "never returns";
    case PollResult::Pending: return "Pending";
    case PollResult::Ready: return "Ready";
    case PollResult::Panicked: return "panics";
  }
  return "";
}

std::string state_name(const StatesScene& scene, const FutureRow& row, std::uint32_t state) {
  if (row.machine == no_future) return "";
  return scene.machines[row.machine].states[state].name;
}

void write_machine(std::string& out, const FutureMachine& machine) {
  out += concat(machine.title, " (line ", machine.line, "): ", machine.bytes, " bytes\n");
  for (const MachineState& state : machine.states) {
    if (state.kind == StateKind::Returned || state.kind == StateKind::Panicked) continue;
    out += concat("  ", state.name);
    if (state.line > 0) out += concat(", line ", state.line, ": ", state.text);
    out += " →";
    for (const std::uint32_t next : state.next) out += concat(" ", machine.states[next].name);
    out += "\n";
    for (const KeptValue& value : state.kept)
      out += concat("    ", value.offset, "..", value.offset + value.bytes, " ", value.name, ": ", value.type, value.is_slot ? " (empty)" : "", "\n");
  }
}

void write_future(std::string& out, const StatesScene& scene, const FutureRow& row) {
  out += concat(row.name, ": ");
  if (!row.is_made) out += "not made yet";
  else if (row.is_dropped_early) out += concat("dropped in ", state_name(scene, row, row.state));
  else if (row.is_running) out += concat("runs, from ", state_name(scene, row, row.state));
  else out += state_name(scene, row, row.state);
  if (row.polls > 0) out += concat(", polled ", row.polls, row.polls == 1 ? " time" : " times");
  if (!row.place.empty()) out += concat(", ", row.place);
  for (const Variable& value : row.values) out += concat(", ", value.name, " = ", value.value);
  out += "\n";
}

void write_list(std::string& out, const StatesScene& scene, const TaskList& list) {
  out += concat(list.holds_wakers ? "will wake, from `" : "list `", list.name, "`");
  if (!list.type.empty()) out += concat(", ", list.type, " of ", list.length);
  if (!list.beside.empty()) out += concat(", beside ", list.beside);
  if (!list.reached_by.empty()) out += concat(", reached by ", list.reached_by);
  out += ":";
  for (const HeldTask& task : list.tasks) {
    out += concat(" [", task.future == no_future ? "?" : scene.futures[task.future].name);
    if (!task.text.empty()) out += concat(", ", task.text);
    out += "]";
  }
  out += "\n";
}

}  // namespace

std::string to_text(const StatesScene& scene) {
  std::string out;
  for (const FutureMachine& machine : scene.machines) write_machine(out, machine);
  for (const FutureRow& row : scene.futures) write_future(out, scene, row);
  for (const FuturePoll& poll : scene.polls) {
    const FutureRow& row = scene.futures[poll.future];
    out += concat(poll.has_begun ? "" : "later ", poll.thread_name, " ", std::string(2 * poll.depth, ' '), "polls ", row.name, ": ");
    if (row.machine != no_future) out += concat(state_name(scene, row, poll.from_state), " → ", state_name(scene, row, poll.to_state), ", ");
    out += concat(name_of(poll.result), "\n");
  }
  for (const FutureWake& wake : scene.wakes) {
    out += concat(wake.has_happened ? "" : "later ", wake.thread_name, " wakes ", wake.future == no_future ? "nobody" : scene.futures[wake.future].name);
    if (wake.by != no_future) out += concat(" from ", scene.futures[wake.by].name);
    out += concat(" (line ", wake.line, ")\n");
  }
  if (scene.clock_nanos > 0) out += concat("clock: ", nanos_text(scene.clock_nanos), "\n");
  for (const TaskList& list : scene.lists) write_list(out, scene, list);
  if (!scene.stack.empty()) {
    out += "stack:";
    for (const std::uint32_t future : scene.stack) out += concat(" ", scene.futures[future].name);
    out += "\n";
  }
  return out;
}

}  // namespace scene
