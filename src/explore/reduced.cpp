#include "explore/reduced.h"

#include <algorithm>

namespace explore {

using machine::Machine;
using machine::Operation;
using machine::ThreadId;

Reduced::Reduced(std::shared_ptr<machine::CodeStore> code, const Options& options) : options_(options), current_(std::move(code), options.machine), start_(current_) {}

bool Reduced::advance(Findings& findings, std::uint64_t budget, std::uint64_t max_executions) {
  const std::uint64_t first_steps = findings.steps;
  const auto runs = [&findings] { return findings.executions + findings.blocked + findings.redundant; };
  const std::uint64_t first_runs = runs();
  const std::vector<std::uint32_t> nothing;
  while (!is_done_) {
    const std::uint64_t used = findings.steps - first_steps;
    if (used >= budget || runs() >= first_runs + max_executions) break;
    if (is_before_first_ || is_in_way_) {
      // Silent statements up to the next choice. They ask nothing.
      MoveChooser nobody(nothing);
      const std::uint64_t before = current_.steps();
      current_.run_to_choice(nobody, budget - used);
      findings.steps += current_.steps() - before;
      if (!current_.is_ended() && !current_.is_at_choice()) continue;
      if (is_in_way_) end_way();
      is_before_first_ = is_in_way_ = false;
    }
    if (start_ && current_.is_ended() && current_.stop().kind == machine::StopKind::DataRace) {
      start_again(findings);
      continue;
    }
    if (enter_node(findings)) {
      begin_way(findings);
      continue;
    }
    backtrack();
    if (path_.empty()) {
      is_done_ = true;
    } else {
      // The last way of a node may have the machine itself.
      Node& node = path_.back();
      if (is_last_way(node)) {
        current_ = std::move(*node.machine);
        node.machine.reset();
      } else {
        current_ = *node.machine;
      }
      begin_way(findings);
    }
  }
  return !is_done_;
}

/// Operations that may ask something: their node needs its machine for the other answers.
bool Reduced::may_ask(const Operation& operation) const {
  return operation.kind == machine::EventKind::NotifyOne || (operation.kind == machine::EventKind::AtomicUpdate && options_.machine.has_spurious_wakeups);
}

/// Whether nothing can be added to a node any more: all that could move there instead is asleep.
bool Reduced::is_last_way(const Node& node) const {
  if (node.ways.size() > 1 || may_ask(node.ways.front().operation)) return false;
  for (const ThreadId thread : node.movable)
    if (thread != node.ways.front().operation.thread && !is_asleep(node, thread)) return false;
  return true;
}

void Reduced::start_again(Findings& findings) {
  const std::uint64_t steps = findings.steps;
  findings = Findings{};
  findings.steps = steps;
  current_ = std::move(*start_);
  current_.record_silent_accesses();
  start_.reset();
  path_.clear();
  history_ = History{};
  is_before_first_ = true;
  is_in_way_ = false;
}

bool Reduced::is_asleep(const Node& node, ThreadId thread) const {
  for (const Sleeper& sleeper : node.sleepers)
    if (sleeper.operation.thread == thread && sleeper.given.empty()) return true;
  return false;
}

/// Ways that begin with a thread that sleeps would repeat others; those of a thread that cannot move
/// were planned on a guess.
void Reduced::drop_useless_ways(Node& node) const {
  const auto is_useless = [&](const Way& way) {
    const ThreadId thread = way.operation.thread;
    return is_asleep(node, thread) || std::find(node.movable.begin(), node.movable.end(), thread) == node.movable.end();
  };
  node.ways.erase(std::remove_if(node.ways.begin(), node.ways.end(), is_useless), node.ways.end());
}

/// The path has come to a new moment. False if the run is over there: ended, or nothing new can follow.
bool Reduced::enter_node(Findings& findings) {
  if (current_.is_ended()) {
    end_run(findings);
    return false;
  }
  bool has_time_passed = false;
  std::vector<ThreadId> movable = current_.movable_threads();
  while (movable.empty() && current_.pass_time()) {
    has_time_passed = true;
    movable = current_.movable_threads();
  }
  if (movable.empty()) {
    current_.end_stuck();
    end_run(findings);
    return false;
  }
  std::vector<Sleeper> sleepers;
  std::vector<Way> ways;
  ThreadId last = 0;
  if (!path_.empty()) {
    const Operation& operation = history_[history_.size() - 1].operation;
    last = operation.thread;
    const Node& parent = path_.back();
    for (const Sleeper& sleeper : parent.sleepers)
      if (sleeper.given.empty() && sleeper.operation.thread != last && !are_dependent(sleeper.operation, operation)) sleepers.push_back(sleeper);
    ways = parent.ways.front().next;
  }
  path_.emplace_back();
  Node& node = path_.back();
  node.movable = std::move(movable);
  node.has_time_passed = has_time_passed;
  node.sleepers = std::move(sleepers);
  node.ways = std::move(ways);
  drop_useless_ways(node);
  const auto keep_machine = [&] {
    if (node.movable.size() > 1 || may_ask(node.ways.front().operation)) node.machine = current_;
    return true;
  };
  if (!node.ways.empty()) return keep_machine();
  // Nothing is planned: the thread that moved last goes on, or the first that is awake.
  bool is_found = false;
  ThreadId next = 0;
  for (const ThreadId thread : node.movable) {
    if (is_asleep(node, thread) || (is_found && thread != last)) continue;
    next = thread;
    is_found = true;
  }
  if (!is_found) {
    path_.pop_back();
    ++findings.redundant;
    reverse_races(findings);
    return false;
  }
  node.ways.push_back({current_.pending_operation(next), {}, {}});
  return keep_machine();
}

/// Sets out from a node whose state is in `current_`.
void Reduced::begin_way(Findings& findings) {
  Node& node = path_.back();
  const Way& way = node.ways.front();
  const ThreadId thread = way.operation.thread;
  const bool was_asked = current_.asks_when_replayed();
  const std::uint64_t before = current_.steps();
  history_.begin(current_, thread, node.has_time_passed);
  MoveChooser chooser(way.given);
  current_.move(thread, chooser, 1);
  findings.steps += current_.steps() - before;
  is_in_way_ = true;
  pending_move_ = {thread, was_asked, std::move(chooser.values)};
  pending_given_ = std::move(chooser.given);
  pending_counts_ = std::move(chooser.counts);
}

void Reduced::end_way() {
  const ThreadId thread = pending_move_.thread;
  const std::uint32_t index = static_cast<std::uint32_t>(history_.size() - 1);
  Happened& event = history_.end(current_);
  path_.back().ways.front().operation = event.operation;
  event.move = std::move(pending_move_);
  event.given = std::move(pending_given_);
  event.counts = std::move(pending_counts_);
  event.switches = index == 0 ? 0 : history_[index - 1].switches + (history_[index - 1].thread() != thread ? 1 : 0);
}

void Reduced::end_run(Findings& findings) {
  if (current_.is_cut_short()) {
    ++findings.blocked;
  } else {
    findings.add(current_, history_.size() == 0 ? 0 : history_[history_.size() - 1].switches, [this](Schedule& schedule) {
      for (std::size_t i = 0; i < history_.size(); ++i) write_move(history_[i].move, schedule);
    });
    if (options_.counts_interleavings) count_interleavings(findings);
  }
  reverse_races(findings);
}

/// Plans a run for each race of the run that has just ended.
void Reduced::reverse_races(Findings& findings) {
  if (history_.size() == 0) return;
  for (const Race& race : history_.races()) {
    const Happened& second = history_[race.second];
    reverse(findings, race.first, second.possible, second.before, race.needs_trial);
  }
  const auto last = static_cast<EventIndex>(history_.size() - 1);
  const bool is_stopped = current_.is_ended() && current_.stop().kind != machine::StopKind::Deadlock;
  const Machine& final_state = is_stopped && path_.back().machine ? *path_.back().machine : current_;
  Times before;
  std::vector<Race> races;
  for (ThreadId id = 0; id < final_state.thread_count(); ++id) {
    const machine::Thread& thread = final_state.thread(id);
    if (thread.is_finished || !thread.is_at_visible) continue;
    const Operation operation = final_state.pending_operation(id);
    races.clear();
    history_.find_waiting_races(final_state, operation, before, races);
    if (final_state.can_move(thread)) {
      // It did not get to move because the run was stopped: it could have moved before the stop.
      if (is_stopped && id != history_[last].thread()) reverse(findings, last, operation, before, false);
    } else {
      for (const Race& race : races) reverse(findings, race.first, operation, before, race.needs_trial);
    }
  }
}

/// Plans, at the node before event `first`, what can happen without it and then `operation`.
void Reduced::reverse(Findings& findings, EventIndex first, const Operation& operation, const Times& before, bool needs_trial) {
  Node& node = path_[first];
  if (!node.machine || node.movable.size() < 2) return;
  plan_.events.clear();
  for (EventIndex i = first + 1; i < history_.size(); ++i)
    if (!history_.happens_before(first, i) && history_[i].operation.kind != machine::EventKind::Exit) plan_.events.push_back(i);
  plan_.has_last = true;
  plan_.last = operation;
  plan_.last_before = before;
  std::size_t position = 0;
  for (const Sleeper& sleeper : node.sleepers)
    if (is_weak_initial(sleeper.operation, sleeper.given, plan_, position)) return;
  if (needs_trial && !is_possible(findings, node, plan_)) return;
  insert(node.ways, plan_);
}

/// Whether the last operation of a plan can move once the events before it have happened.
bool Reduced::is_possible(Findings& findings, const Node& node, const Plan& plan) const {
  Machine trial = *node.machine;
  const std::uint64_t start = trial.steps();
  const auto is_ready = [&trial](ThreadId thread) { return thread < trial.thread_count() && !trial.is_ended() && trial.can_move(trial.thread(thread)); };
  bool is_good = true;
  for (const EventIndex index : plan.events) {
    const Happened& event = history_[index];
    trial.pass_time();
    is_good = is_ready(event.thread());
    if (!is_good) break;
    MoveChooser chooser(event.given);
    trial.move(event.thread(), chooser, options_.machine.max_steps);
  }
  findings.steps += trial.steps() - start;
  return is_good && is_ready(plan.last.thread);
}

/// Whether a plan could as well begin with this operation: it is in the plan and nothing before it
/// there must come first, or it has to do with nothing in the plan. `position`: where it is in the
/// plan, or the plan's length.
bool Reduced::is_weak_initial(const Operation& operation, const std::vector<std::uint32_t>& given, const Plan& plan, std::size_t& position) const {
  const std::size_t count = plan.events.size();
  const ThreadId thread = operation.thread;
  position = 0;
  while (position < count && history_[plan.events[position]].thread() != thread) ++position;
  const bool is_last = position == count && plan.has_last && plan.last.thread == thread;
  if (position < count) {
    const Happened& event = history_[plan.events[position]];
    if (!given.empty() && given != event.given) return false;
    for (std::size_t i = 0; i < position; ++i)
      if (history_.happens_before(plan.events[i], plan.events[position])) return false;
    return true;
  }
  if (is_last) {
    if (!given.empty()) return false;
    for (const EventIndex event : plan.events)
      if (history_.is_within(event, plan.last_before) || are_dependent(history_[event].operation, plan.last)) return false;
    return true;
  }
  position = count + 1;
  // After the end of main nothing of the plan could follow.
  if (!given.empty() || operation.kind == machine::EventKind::Exit) return false;
  for (const EventIndex event : plan.events)
    if (are_dependent(operation, history_[event].operation)) return false;
  return !plan.has_last || !are_dependent(operation, plan.last);
}

void Reduced::insert(std::vector<Way>& ways, Plan& plan) const {
  for (Way& way : ways) {
    std::size_t position = 0;
    if (!is_weak_initial(way.operation, way.given, plan, position)) continue;
    if (way.next.empty()) return;   // a run there will lead to it, or to the same
    if (position < plan.events.size()) {
      plan.events.erase(plan.events.begin() + static_cast<std::ptrdiff_t>(position));
    } else if (position == plan.events.size() && plan.has_last) {
      plan.has_last = false;
    }
    insert(way.next, plan);
    return;
  }
  std::vector<Way>* end = &ways;
  for (const EventIndex event : plan.events) {
    end->push_back({history_[event].operation, history_[event].given, {}});
    end = &end->back().next;
  }
  if (plan.has_last) end->push_back({plan.last, {}, {}});
}

/// Takes events off until a node has another way to go.
void Reduced::backtrack() {
  while (!path_.empty()) {
    Node& node = path_.back();
    const Happened& event = history_[history_.size() - 1];
    Way& way = node.ways.front();
    bool has_answer_left = false;
    if (!event.counts.empty()) {
      // All answers to its question are tried here before the thread is put to sleep.
      INVARIANT(event.counts.size() == 1, "an operation asks one question");
      node.sleepers.push_back({event.operation, event.given});
      for (std::uint32_t answer = 0; answer < event.counts[0] && !has_answer_left; ++answer) {
        const std::vector<std::uint32_t> given{answer};
        const auto is_tried = [&](const Sleeper& sleeper) { return sleeper.operation.thread == event.thread() && sleeper.given == given; };
        if (std::any_of(node.sleepers.begin(), node.sleepers.end(), is_tried)) continue;
        way.given = given;
        way.next.clear();
        has_answer_left = true;
      }
    }
    if (!has_answer_left) {
      node.sleepers.push_back({event.operation, {}});
      node.ways.erase(node.ways.begin());
      ++node.done;
    }
    history_.take_off();
    drop_useless_ways(node);
    if (!node.ways.empty()) return;
    path_.pop_back();
  }
}

double Reduced::estimated_progress() const {
  if (is_done_) return 1;
  double done = 0, share = 1;
  for (const Node& node : path_) {
    share /= static_cast<double>(node.done + std::max<std::size_t>(node.ways.size(), 1));
    done += share * static_cast<double>(node.done);
  }
  return done;
}

}  // namespace explore
