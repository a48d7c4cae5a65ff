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
      INVARIANT(node.machine, "a node with another way keeps its machine");
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

/// Threads that may ask something: their node needs its machine for the other answers.
bool Reduced::may_ask(const Machine& machine, ThreadId thread) const {
  const machine::Pending& pending = machine.thread(thread).pending;
  if (pending.kind == machine::EventKind::NotifyOne || (pending.kind == machine::EventKind::Wait && pending.is_weak)) return true;
  if (pending.kind == machine::EventKind::AtomicUpdate && pending.is_weak && options_.machine.has_weak_failures) return true;
  return machine.is_c11() && machine.atomic_options(thread).size() > 1;
}

/// Whether nothing can be added to a node any more: all that could move there instead is asleep.
bool Reduced::is_last_way(const Node& node) const {
  const Way& way = node.ways.front();
  const ThreadId mover = way.operation.thread;
  if (node.ways.size() > 1) return false;
  if (way.label.is_set()) {
    for (const machine::AtomicOption& option : node.machine->atomic_options(mover))
      if (!way.label.is(option) && !is_label_asleep(node, mover, option)) return false;
  } else if (may_ask(*node.machine, mover)) {
    return false;
  }
  for (const ThreadId thread : node.movable)
    if (thread != mover && !is_asleep(node, *node.machine, thread)) return false;
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

bool Reduced::is_label_asleep(const Node& node, ThreadId thread, const machine::AtomicOption& option) const {
  for (const Sleeper& sleeper : node.sleepers)
    if (sleeper.operation.thread == thread && (sleeper.is_any() || sleeper.label.is(option))) return true;
  return false;
}

bool Reduced::is_answer_asleep(const Node& node, ThreadId thread, std::uint32_t answer) const {
  for (const Sleeper& sleeper : node.sleepers)
    if (sleeper.operation.thread == thread && !sleeper.given.empty() && sleeper.given[0] == answer) return true;
  return false;
}

bool Reduced::is_asleep(const Node& node, const Machine& machine, ThreadId thread) const {
  bool has_labels = false;
  std::uint32_t asleep = 0, answers = 0;
  for (const Sleeper& sleeper : node.sleepers) {
    if (sleeper.operation.thread != thread) continue;
    if (sleeper.is_any()) return true;
    has_labels = has_labels || sleeper.label.is_set();
    answers = sleeper.answers;
    if (!sleeper.given.empty()) ++asleep;
  }
  if (!has_labels) return asleep > 0 && asleep == answers;
  for (const machine::AtomicOption& option : machine.atomic_options(thread))
    if (!is_label_asleep(node, thread, option)) return false;
  return true;
}

namespace {

Operation with_label(Operation operation, const machine::AtomicOption& option) {
  if (operation.kind != machine::EventKind::AtomicStore) operation.read_from = option.name;
  return operation;
}

}  // namespace

/// Gets the ways of a node ready to be gone. Those that begin with what sleeps would repeat others;
/// those that cannot be gone were planned on a guess. An atomic access of C11 mode becomes one way for
/// each label.
void Reduced::prepare_ways(Node& node, const Machine& machine) const {
  for (std::size_t i = 0; i < node.ways.size();) {
    const ThreadId thread = node.ways[i].operation.thread;
    const auto drop = [&] { node.ways.erase(node.ways.begin() + static_cast<std::ptrdiff_t>(i)); };
    if (std::find(node.movable.begin(), node.movable.end(), thread) == node.movable.end()) {
      drop();
      continue;
    }
    const std::vector<machine::AtomicOption> options = machine.atomic_options(thread);
    if (options.empty()) {
      if (is_asleep(node, machine, thread)) {
        drop();
      } else {
        ++i;
      }
      continue;
    }
    const auto find = [&](const machine::AtomicOption& option) {
      return std::any_of(node.ways.begin(), node.ways.end(), [&](const Way& way) { return way.operation.thread == thread && way.label.is(option); });
    };
    if (node.ways[i].label.is_set()) {
      Label& label = node.ways[i].label;
      if (node.ways[i].operation.kind == machine::EventKind::AtomicStore) label = nearest(label, machine, thread);
      const bool is_option = std::any_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return label.is(option) && !is_label_asleep(node, thread, option); });
      if (!is_option) {
        drop();
        continue;
      }
      // The plan is for one label, but no other is in a race with it: all are explored here.
      for (const machine::AtomicOption& option : options)
        if (!is_label_asleep(node, thread, option) && !find(option))
          node.ways.push_back({with_label(machine.pending_operation(thread), option), {}, {{option.name}, option.fails_weakly}, {}});
      ++i;
      continue;
    }
    const Way bare = std::move(node.ways[i]);
    drop();
    for (const machine::AtomicOption& option : options) {
      if (is_label_asleep(node, thread, option) || find(option)) continue;
      node.ways.insert(node.ways.begin() + static_cast<std::ptrdiff_t>(i++), {with_label(bare.operation, option), {}, {{option.name}, option.fails_weakly}, {}});
    }
  }
}

/// The path has come to a new moment. False if the run is over there: ended, or nothing new can follow.
bool Reduced::enter_node(Findings& findings) {
  if (current_.is_ended()) {
    end_run(findings);
    return false;
  }
  bool has_time_passed = false;
  while (current_.pass_time()) has_time_passed = has_time_passed || current_.has_bound_timeouts();
  findings.is_bounded = findings.is_bounded || current_.has_bound_timeouts();
  std::vector<ThreadId> movable = current_.movable_threads();
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
    for (const Sleeper& sleeper : parent.sleepers) {
      if (sleeper.operation.thread == last || are_dependent(sleeper.operation, operation)) continue;
      sleepers.push_back(sleeper);
      // A store that sleeps where another has now gone sleeps on both sides of it.
      const machine::AtomicDeed& deed = history_[history_.size() - 1].deed;
      if (sleeper.operation.kind == machine::EventKind::AtomicStore && deed.stored != machine::no_store && sleeper.label.is({deed.option.name, 0, false, true})) {
        sleepers.push_back(sleeper);
        sleepers.back().label.names[0] = deed.stored;
      }
    }
    ways = parent.ways.front().next;
  }
  path_.emplace_back();
  Node& node = path_.back();
  node.movable = std::move(movable);
  node.has_time_passed = has_time_passed;
  node.sleepers = std::move(sleepers);
  node.ways = std::move(ways);
  // A label that can no longer be had does not sleep.
  const auto is_gone = [this](const Sleeper& sleeper) {
    if (!sleeper.label.is_set()) return false;
    const std::vector<machine::AtomicOption> options = current_.atomic_options(sleeper.operation.thread);
    return std::none_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return sleeper.label.is(option); });
  };
  node.sleepers.erase(std::remove_if(node.sleepers.begin(), node.sleepers.end(), is_gone), node.sleepers.end());
  prepare_ways(node, current_);
  if (node.ways.empty()) {
    // Nothing is planned: the thread that moved last goes on, or the first that is awake.
    bool is_found = false;
    ThreadId next = 0;
    for (const ThreadId thread : node.movable) {
      if ((is_found && thread != last) || is_asleep(node, current_, thread)) continue;
      next = thread;
      is_found = true;
    }
    if (!is_found) {
      path_.pop_back();
      ++findings.redundant;
      reverse_races(findings);
      return false;
    }
    node.ways.push_back({current_.pending_operation(next), {}, {}, {}});
    prepare_ways(node, current_);
  }
  if (node.movable.size() > 1 || may_ask(current_, node.ways.front().operation.thread)) node.machine = current_;
  return true;
}

/// Sets out from a node whose state is in `current_`.
void Reduced::begin_way(Findings& findings) {
  Node& node = path_.back();
  Way& way = node.ways.front();
  const ThreadId thread = way.operation.thread;
  // Answers that sleep are left out.
  std::uint32_t answer = way.given.empty() ? 0 : way.given[0];
  if (is_answer_asleep(node, thread, answer)) {
    for (answer = 0; is_answer_asleep(node, thread, answer);) ++answer;
    way.given = {answer};
    way.next.clear();
  }
  const bool was_asked = current_.asks_when_replayed();
  const std::uint64_t before = current_.steps();
  history_.begin(current_, thread, node.has_time_passed);
  MoveChooser chooser(way.given, &way.label);
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

/// Takes events off until a node has another way to go.
void Reduced::backtrack() {
  while (!path_.empty()) {
    Node& node = path_.back();
    const Happened& event = history_[history_.size() - 1];
    Way& way = node.ways.front();
    bool has_answer_left = false;
    if (!way.label.is_set() && !event.counts.empty()) {
      // All answers to its question are tried here before the thread is put to sleep.
      INVARIANT(event.counts.size() == 1, "an operation asks one question");
      node.sleepers.push_back({event.operation, event.given, event.counts[0], {}});
      for (std::uint32_t answer = 0; answer < event.counts[0] && !has_answer_left; ++answer) {
        if (is_answer_asleep(node, event.thread(), answer)) continue;
        way.given = {answer};
        way.next.clear();
        has_answer_left = true;
      }
    } else {
      node.sleepers.push_back({event.operation, {}, 0, way.label});
    }
    if (!has_answer_left) {
      node.ways.erase(node.ways.begin());
      ++node.done;
    }
    history_.take_off();
    if (node.machine) prepare_ways(node, *node.machine);
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
