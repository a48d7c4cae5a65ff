#include "explore/state.h"

namespace explore {

using machine::AtomicOption;
using machine::Machine;
using machine::Operation;
using machine::ThreadId;

bool settle(Machine& machine) {
  bool has_time_passed = false;
  if (machine.is_ended()) return false;
  while (machine.pass_time()) has_time_passed = has_time_passed || machine.has_bound_timeouts();
  if (!machine.can_any_move()) machine.end_stuck();
  return has_time_passed;
}

State::State(Machine reached) : machine(std::move(reached)) {
  if (!machine->is_ended()) movable = machine->movable_threads();
  for (ThreadId id = 0; id < machine->thread_count(); ++id) standings_.push_back(standing_of(*machine, machine->thread(id)));
}

State::Standing State::standing_of(const Machine& machine, const machine::Thread& thread) {
  const bool is_let_go = thread.phase == machine::WaitPhase::Condvar && machine.can_move(thread);
  return {thread.is_finished, is_let_go, thread.message_taken || thread.message_refused, thread.phase};
}

std::vector<Mark> State::marks_until(const Machine& after, ThreadId mover) const {
  std::vector<Mark> marks;
  for (ThreadId id = 0; id < after.thread_count(); ++id) {
    const Standing now = standing_of(after, after.thread(id));
    const bool is_new = id >= standings_.size();
    if (is_new) marks.push_back({Mark::What::Spawned, id});
    if (now.is_finished && (is_new || !standings_[id].is_finished)) marks.push_back({Mark::What::Finished, id});
    if (is_new || id == mover || standings_[id].phase == machine::WaitPhase::None) continue;
    const Standing& was = standings_[id];
    if (now.phase != was.phase || now.has_answer != was.has_answer || now.is_let_go != was.is_let_go) marks.push_back({Mark::What::Woken, id});
  }
  return marks;
}

const Shared<Operation>& State::pending(ThreadId thread) const {
  if (pending_.size() <= thread) pending_.resize(machine->thread_count());
  Shared<Operation>& operation = pending_[thread];
  if (!operation) operation = Shared<Operation>::make(machine->pending_operation(thread));
  return operation;
}

const std::vector<AtomicOption>& State::options(ThreadId thread) const {
  static const std::vector<AtomicOption> none;
  if (!options_.empty() || machine->is_c11()) {
    if (options_.size() <= thread) options_.resize(machine->thread_count());
    std::optional<std::vector<AtomicOption>>& options = options_[thread];
    if (!options) options = machine->atomic_options(thread);
    return *options;
  }
  return none;
}

Shared<Step> State::find_step(ThreadId thread, std::uint32_t answer) const {
  for (const Shared<Step>& step : steps)
    if (step->thread == thread && (step->answer == any_answer || step->answer == answer)) return step;
  return {};
}

/// Where runs hardly ever meet, looking for equal states is left for a while.
bool States::is_worthwhile() {
  if (pause_ > 0) {
    --pause_;
    return false;
  }
  if (looked_ == sample) {
    if (met_ * 8 < looked_) pause_ = 16 * sample;
    looked_ = met_ = 0;
  }
  return true;
}

Shared<State> States::find_or_add(Machine machine) {
  if (!machine.has_fingerprint() || !is_worthwhile()) return Shared<State>::make(std::move(machine));
  if (states_.size() >= max_states) forget();
  Shared<State>& known = states_[machine.fingerprint()];
  ++looked_;
  if (known) {
    ++met_;
  } else {
    known = Shared<State>::make(std::move(machine));
    known.edit().is_remembered = true;
  }
  return known;
}

void States::remember(const State& from, const Shared<Step>& step) {
  const Machine& reached = *step->to->machine;
  // How far it is to a limit depends on how one came.
  const bool is_limit = reached.is_ended() && reached.stop().kind == machine::StopKind::Limit;
  if (from.is_remembered && step->to->is_remembered && !is_limit) from.steps.push_back(step);
}

void States::forget() {
  // Steps lead in circles where a program does.
  for (auto& [fingerprint, state] : states_) state->steps.clear();
  states_.clear();
}

}  // namespace explore
