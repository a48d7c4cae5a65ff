#include "explore/reduced.h"

#include <algorithm>
#include <utility>


namespace explore {

namespace {

/// Whether plain accesses in another order may stop elsewhere: a use of what was freed may come before.
bool is_about_order(const machine::Stop& stop) {
  return stop.kind == machine::StopKind::DataRace || stop.category == "use after free";
}

}  // namespace

using machine::Machine;
using machine::Operation;
using machine::ThreadId;

namespace {

// Of one run. A run that makes more choices than this is one of more runs than anybody can wait for,
// unless its threads have nothing to do with each other.
constexpr std::uint32_t most_choices = 10'000, most_choices_c11 = 2'000;
constexpr std::size_t most_moves = 100'000;
// When one was given up.
constexpr std::uint32_t most_choices_when_endless = 1'000;
constexpr std::size_t most_moves_when_endless = 2'000;
constexpr std::uint64_t most_statements_of_tail = 20'000;
constexpr std::uint32_t most_failed_tails = 20;        // then it is not tried any more
constexpr std::uint32_t max_varied = 20;               // choices
constexpr std::uint32_t moves_a_turn = 3, moves_a_turn_behind = 50;
constexpr std::uint32_t most_runs_when_endless = 1'000, most_given_up = 50;

bool is_without_end(const machine::Stop& stop) { return stop.kind == machine::StopKind::Limit && stop.category == machine::without_end; }

}  // namespace

Reduced::Reduced(std::shared_ptr<machine::CodeStore> code, const Options& options) : options_(options), start_(std::move(code), options.machine), running_(start_) {}

bool Reduced::advance(Findings& findings, std::uint64_t budget, std::uint64_t max_executions) {
  const std::uint64_t first_work = findings.work();
  const auto runs = [&findings] { return findings.executions + findings.blocked + findings.redundant; };
  const std::uint64_t first_runs = runs();
  const std::vector<std::uint32_t> nothing;
  const auto go_back = [&] {
    backtrack();
    if (path_.empty() || is_given_up()) {
      is_done_ = true;
      return;
    }
    INVARIANT(path_.back().state->machine, "a node with another way keeps its machine");
    if (is_last_way(path_.back())) path_.back().takes_plans = false;
    begin_way(findings);
  };
  while (!is_done_) {
    const std::uint64_t used = findings.work() - first_work;
    if (used >= budget || runs() >= first_runs + max_executions) break;
    if (turning_) {
      if (!turn_next(findings)) go_back();
      continue;
    }
    if (running_) {
      // Silent statements up to the next choice. They ask nothing.
      MoveChooser nobody(nothing);
      const std::uint64_t before = running_->steps() - stretches_.statements_saved(), repeated = stretches_.repeated();
      running_->run_to_choice(nobody, budget - used, nullptr, &stretches_);
      findings.steps += running_->steps() - stretches_.statements_saved() - before;
      findings.remembered += stretches_.repeated() - repeated;
      if (!running_->is_ended() && !running_->is_at_choice()) continue;
      arrive(findings);
    }
    if (is_too_long()) give_up();
    if (meets_news()) {
      start_again(findings);
    } else if (enter_node(findings)) {
      begin_way(findings);
    } else {
      begin_turning();
    }
  }
  return !is_done_;
}

/// Threads that may ask something: their node is there for the other answers.
bool Reduced::may_ask(const State& state, ThreadId thread) const {
  const machine::Pending& pending = state.machine->thread(thread).pending;
  if (pending.kind == machine::EventKind::NotifyOne || (pending.kind == machine::EventKind::Wait && pending.is_weak)) return true;
  if (pending.kind == machine::EventKind::AtomicUpdate && pending.is_weak && options_.machine.has_weak_failures) return true;
  return state.machine->is_c11() && state.options(thread).size() > 1;
}

/// Whether nothing can be added to a node any more: all that could move there instead is asleep.
bool Reduced::is_last_way(const Node& node) const {
  const Way& way = node.ways.front();
  const ThreadId mover = way.thread();
  if (node.ways.size() > 1) return false;
  if (way.label.is_set()) {
    for (const machine::AtomicOption& option : node.state->options(mover))
      if (!way.label.is(option) && !is_label_asleep(node, mover, option)) return false;
  } else if (may_ask(*node.state, mover)) {
    return false;
  }
  for (const ThreadId thread : node.state->movable)
    if (thread != mover && !is_asleep(node, thread)) return false;
  return true;
}

/// Whether the run was stopped in a way that the search had not reckoned with.
bool Reduced::meets_news() const {
  if (!here().is_ended()) return false;
  if (!is_endless_ && is_without_end(here().stop())) return true;
  if (here().is_cut_short() || history_.size() == 0 || !history_[history_.size() - 1].operation().ends_run) return false;
  return !expects_stops_ || (!expects_races_ && is_about_order(here().stop()));
}

void Reduced::start_again(Findings& findings) {
  Findings fresh;
  fresh.steps = findings.steps;
  fresh.remembered = findings.remembered;
  fresh.looked_at = findings.looked_at;
  findings = std::move(fresh);
  if (is_without_end(here().stop())) {
    is_endless_ = findings.is_bounded = true;
    findings.are_interleavings_known = false;
    add_outcome(findings);
  } else {
    expects_stops_ = true;
    expects_races_ = expects_races_ || is_about_order(here().stop());
  }
  runs_since_ = given_up_ = 0;
  running_ = start_;
  if (expects_races_) running_->record_silent_accesses();
  path_.clear();
  history_ = History{};
  orders_ = Orders{};
  states_.forget();
  stretches_.forget();
  statements_ = 0;
}

bool Reduced::is_label_asleep(const Node& node, ThreadId thread, const machine::AtomicOption& option) const {
  for (const Sleeper& sleeper : node.sleepers)
    if (sleeper.thread() == thread && (sleeper.is_any() || sleeper.label.is(option))) return true;
  return false;
}

bool Reduced::is_answer_asleep(const Node& node, ThreadId thread, std::uint32_t answer) const {
  for (const Sleeper& sleeper : node.sleepers)
    if (sleeper.thread() == thread && sleeper.answer == answer) return true;
  return false;
}

bool Reduced::is_asleep(const Node& node, ThreadId thread) const {
  bool has_labels = false;
  std::uint32_t asleep = 0, answers = 0;
  for (const Sleeper& sleeper : node.sleepers) {
    if (sleeper.thread() != thread) continue;
    if (sleeper.is_any()) return true;
    has_labels = has_labels || sleeper.label.is_set();
    answers = sleeper.answers;
    if (sleeper.answer != any_answer) ++asleep;
  }
  if (!has_labels) return asleep > 0 && asleep == answers;
  for (const machine::AtomicOption& option : node.state->options(thread))
    if (!is_label_asleep(node, thread, option)) return false;
  return true;
}

namespace {

Shared<Operation> with_label(Operation operation, const machine::AtomicOption& option) {
  if (operation.kind != machine::EventKind::AtomicStore) operation.read_from = option.name;
  return Shared<Operation>::make(operation);
}

}  // namespace

/// Gets the ways of a node ready to be gone. Those that begin with what sleeps would repeat others;
/// those that cannot be gone were planned on a guess. An atomic access of C11 mode becomes one way for
/// each label.
void Reduced::prepare_ways(Node& node) const {
  const State& state = *node.state;
  for (std::size_t i = 0; i < node.ways.size();) {
    const ThreadId thread = node.ways[i].thread();
    const auto drop = [&] { node.ways.erase(node.ways.begin() + static_cast<std::ptrdiff_t>(i)); };
    if (std::find(state.movable.begin(), state.movable.end(), thread) == state.movable.end()) {
      drop();
      continue;
    }
    const std::vector<machine::AtomicOption>& options = state.options(thread);
    if (options.empty()) {
      if (is_asleep(node, thread)) {
        drop();
      } else {
        ++i;
      }
      continue;
    }
    const auto find = [&](const machine::AtomicOption& option) {
      return std::any_of(node.ways.begin(), node.ways.end(), [&](const Way& way) { return way.thread() == thread && way.label.is(option); });
    };
    if (node.ways[i].label.is_set()) {
      Label& label = node.ways[i].label;
      if (node.ways[i].operation->kind == machine::EventKind::AtomicStore) label = nearest(label, *state.machine, thread);
      const bool is_option = std::any_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return label.is(option) && !is_label_asleep(node, thread, option); });
      if (!is_option) {
        drop();
        continue;
      }
      // The plan is for one label, but no other is in a race with it: all are explored here.
      for (const machine::AtomicOption& option : options)
        if (!is_label_asleep(node, thread, option) && !find(option))
          node.ways.push_back({with_label(*state.pending(thread), option), any_answer, {{option.name}, option.fails_weakly}, {}});
      ++i;
      continue;
    }
    const Way bare = std::move(node.ways[i]);
    drop();
    for (const machine::AtomicOption& option : options) {
      if (is_label_asleep(node, thread, option) || find(option)) continue;
      node.ways.insert(node.ways.begin() + static_cast<std::ptrdiff_t>(i++), {with_label(*bare.operation, option), any_answer, {{option.name}, option.fails_weakly}, {}});
    }
  }
}

/// The path has come to a new moment. False if the run is over there: ended, or nothing new can follow.
bool Reduced::enter_node(Findings& findings) {
  const bool is_stuck = here().is_ended() && here().stop().kind == machine::StopKind::Deadlock;
  findings.is_bounded = findings.is_bounded || ((!here().is_ended() || is_stuck) && here().has_bound_timeouts());
  if (here().is_ended()) {
    end_run(findings);
    return false;
  }
  std::vector<Sleeper> sleepers;
  std::vector<Way> ways;
  ThreadId last = 0;
  if (!path_.empty()) {
    const Operation& operation = history_[history_.size() - 1].operation();
    last = operation.thread;
    const Node& parent = path_.back();
    for (const Sleeper& sleeper : parent.sleepers) {
      if (sleeper.thread() == last || are_dependent(*sleeper.operation, operation)) continue;
      sleepers.push_back(sleeper);
      // A store that sleeps where another has now gone sleeps on both sides of it.
      const machine::AtomicDeed& deed = history_[history_.size() - 1].deed();
      if (sleeper.operation->kind == machine::EventKind::AtomicStore && deed.stored != machine::no_store && sleeper.label.is({deed.option.name, 0, false, true})) {
        sleepers.push_back(sleeper);
        sleepers.back().label.names[0] = deed.stored;
      }
    }
    ways = std::move(path_.back().ways.front().next);
    path_.back().ways.front().next.clear();
  }
  path_.emplace_back();
  Node& node = path_.back();
  node.state = here_;
  node.statements = statements_;
  node.has_time_passed = step_->has_time_passed;
  node.sleepers = std::move(sleepers);
  node.ways = std::move(ways);
  // A label that can no longer be had does not sleep.
  const auto is_gone = [this](const Sleeper& sleeper) {
    if (!sleeper.label.is_set()) return false;
    const std::vector<machine::AtomicOption>& options = here_->options(sleeper.thread());
    return std::none_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return sleeper.label.is(option); });
  };
  node.sleepers.erase(std::remove_if(node.sleepers.begin(), node.sleepers.end(), is_gone), node.sleepers.end());
  if (path_.size() > 1) {
    const Node& parent = path_[path_.size() - 2];
    node.choices = parent.choices;
    node.in_a_row = parent.ways.front().thread() == last && path_.size() > 2 && history_[history_.size() - 2].thread() == last ? parent.in_a_row + 1 : 1;
  }
  if (here_->movable.size() > 1) ++node.choices;
  // The rules for SeqCst are worked out over all that has happened, for each that could move.
  if (here().can_sc_forbid()) findings.looked_at += here().atomic_events() * here_->movable.size() * 4;
  node.is_varied = !is_endless_ || node.choices <= max_varied;
  if (!node.is_varied) node.ways.clear();
  prepare_ways(node);
  if (node.ways.empty()) {
    // Nothing is planned: the thread that moved last goes on, or the first that is awake.
    bool is_found = false;
    ThreadId next = 0;
    const bool is_turn_over = is_endless_ && node.in_a_row >= (node.is_varied ? moves_a_turn : moves_a_turn_behind);
    for (const ThreadId thread : here_->movable) {
      if (is_asleep(node, thread)) continue;
      if (is_turn_over ? is_found && (next > last || thread <= last) : is_found && thread != last) continue;
      next = thread;
      is_found = true;
    }
    if (!is_found) {
      path_.pop_back();
      ++findings.redundant;
      ++runs_since_;
      return false;
    }
    if (!node.is_varied) {
      go_one_way(node, next);
      return true;
    }
    node.ways.push_back({here_->pending(next), any_answer, {}, {}});
    prepare_ways(node);
  }
  node.takes_plans = here_->movable.size() > 1 || may_ask(*here_, node.ways.front().thread());
  return true;
}

/// Behind what is varied: the thread goes on, as its operation goes by itself.
void Reduced::go_one_way(Node& node, ThreadId thread) const {
  const std::vector<machine::AtomicOption>& options = node.state->options(thread);
  Label label;
  for (const machine::AtomicOption& option : options)
    if (!label.is_set() && !is_label_asleep(node, thread, option)) label = {{option.name}, option.fails_weakly};
  Operation operation = *node.state->pending(thread);
  if (label.is_set() && operation.kind != machine::EventKind::AtomicStore) operation.read_from = label.names[0];
  node.ways.push_back({Shared<Operation>::make(operation), any_answer, label, {}});
}

/// Whether the run goes on and on.
bool Reduced::is_too_long() const {
  if (here().is_ended() || path_.empty()) return false;
  const std::uint32_t most = is_endless_ ? most_choices_when_endless : here().is_c11() ? most_choices_c11 : most_choices;
  return path_.back().choices > most || path_.size() > (is_endless_ ? most_moves_when_endless : most_moves);
}

void Reduced::give_up() {
  Machine machine = *here_->machine;
  machine.give_up("the threads go on taking turns, for longer than a search follows them: the program may never end");
  here_ = Shared<State>::make(std::move(machine));
}

/// Whether the search has seen enough of a program without end.
bool Reduced::is_given_up() const { return is_endless_ && (runs_since_ >= most_runs_when_endless || given_up_ >= most_given_up); }

/// Sets out from the last node of the path.
void Reduced::begin_way(Findings& findings) {
  Node& node = path_.back();
  Way& way = node.ways.front();
  const ThreadId thread = way.thread();
  // Answers that sleep are left out.
  std::uint32_t answer = way.answer == any_answer ? 0 : way.answer;
  if (is_answer_asleep(node, thread, answer)) {
    for (answer = 0; is_answer_asleep(node, thread, answer);) ++answer;
    way.answer = answer;
    way.next.clear();
  }
  history_.begin(*node.state, thread, node.has_time_passed);
  statements_ = node.statements;
  step_ = node.state->find_step(thread, answer);
  if (step_ && statements_ + step_->statements <= options_.machine.max_steps) {
    ++findings.remembered;
    end_way();
    return;
  }
  step_ = Shared<Step>::make();
  Step& step = step_.edit();
  step.thread = thread;
  step.was_asked = node.state->machine->asks_when_replayed();
  step.possible = node.state->pending(thread);
  // Nobody needs the machine of a state any more that is on no other path.
  const bool is_last_use = !node.takes_plans && !node.state->is_remembered;
  if (is_last_use) {
    running_ = std::exchange(node.state->machine, std::nullopt);
  } else {
    running_ = *node.state->machine;
  }
  running_->set_steps(statements_);
  const std::vector<std::uint32_t> wanted = told(answer);
  MoveChooser chooser(wanted, &way.label);
  running_->move(thread, chooser, 1);
  findings.steps += running_->steps() - statements_;
  step.values = std::move(chooser.values);
  if (way.label.is_set() || chooser.given.empty()) return;
  INVARIANT(chooser.given.size() == 1, "an operation asks one question");
  step.answer = chooser.given[0];
  step.answers = chooser.counts[0];
}

/// The machine that ran has come to a state.
void Reduced::arrive(Findings& findings) {
  if (!step_) step_ = Shared<Step>::make();
  Step& step = step_.edit();
  step.statements = running_->steps() - statements_;
  step.succeeded = running_->last_succeeded();
  if (!path_.empty()) {
    const State& from = *path_.back().state;
    step.marks = from.marks_until(*running_, step.thread);
    Operation operation = *step.possible;
    narrow(operation, step.succeeded);
    operation.is_done = true;
    const bool is_access = operation.kind == machine::EventKind::AtomicLoad || operation.kind == machine::EventKind::AtomicStore || operation.kind == machine::EventKind::AtomicUpdate;
    if (is_access && running_->is_c11()) step.deed = running_->last_deed();
    operation.read_from = step.deed.read_from;
    operation.stored = step.deed.stored;
    if (!running_->silent_accesses().empty()) operation.silent = Shared<std::vector<machine::Touch>>::make(running_->silent_accesses());
    if (running_->is_ended() && operation.kind != machine::EventKind::Exit) operation.ends_run = step.possible.edit().ends_run = true;
    step.operation = Shared<Operation>::make(std::move(operation));
  }
  if (!path_.empty() && run_tail(findings, step.thread)) {
    step.ends_alone = true;
    step.statements = running_->steps() - statements_;
  }
  step.has_time_passed = settle(*running_);
  step.to = states_.find_or_add(std::move(*running_));
  running_.reset();
  if (!path_.empty()) States::remember(*path_.back().state, step_);
  end_way();
}

/// When all other threads have ended and the last one has joined them, nothing that it does can go another
/// way: the run is taken to its end at once. False if this is not so, or if it ends otherwise.
bool Reduced::run_tail(Findings& findings, ThreadId thread) {
  if (is_endless_ || failed_tails_ >= most_failed_tails || running_->is_ended() || !running_->can_only_go_one_way(thread)) return false;
  Machine tail = *running_;
  const std::uint64_t start = tail.steps() - stretches_.statements_saved();
  const std::vector<std::uint32_t> nothing;
  const auto goes_on = [&] { return !tail.is_ended() && tail.steps() - running_->steps() < most_statements_of_tail; };
  while (goes_on() && tail.is_at_choice() && tail.can_only_go_one_way(thread)) {
    MoveChooser nobody(nothing);
    tail.move(thread, nobody, 1);
    while (goes_on() && !tail.is_at_choice()) tail.run_to_choice(nobody, most_statements_of_tail, nullptr, &stretches_);
  }
  findings.steps += tail.steps() - stretches_.statements_saved() - start;
  if (!tail.is_ended() || tail.stop().kind == machine::StopKind::Limit) {
    ++failed_tails_;
    return false;
  }
  running_ = std::move(tail);
  return true;
}

/// The path goes on to where the step leads.
void Reduced::end_way() {
  here_ = step_->to;
  statements_ += step_->statements;
  if (path_.empty()) return;
  path_.back().ways.front().operation = step_->operation;
  history_.end(step_);
}

void Reduced::end_run(Findings& findings) {
  if (here().is_cut_short()) {
    ++findings.blocked;
  } else {
    add_outcome(findings);
    if (options_.counts_interleavings) count_interleavings(findings);
    if (is_without_end(here().stop())) ++given_up_;
  }
  ++runs_since_;
}

void Reduced::add_outcome(Findings& findings) const {
  findings.add(here(), history_.size() == 0 ? 0 : history_[history_.size() - 1].switches, statements_, [this](Schedule& schedule) {
    for (std::size_t i = 0; i < history_.size(); ++i) write_move(history_[i].step->move(), schedule);
  });
}

/// Adds the interleavings that the run stands for, if that can be said.
void Reduced::count_interleavings(Findings& findings) {
  if (!findings.are_interleavings_known) return;
  findings.are_interleavings_known = false;
  // In C11 mode a run is no class of interleavings.
  if (here().is_c11()) return;
  // The order in which main ends and others go on silently was not explored.
  const bool ends_alone = history_.size() > 0 && history_[history_.size() - 1].step->ends_alone;
  if (here().stop().kind == machine::StopKind::Exit && !ends_alone)
    for (ThreadId id = 1; id < here().thread_count(); ++id)
      if (!here().thread(id).is_finished || !history_.is_over_before_end(id)) return;
  const std::uint64_t orders = orders_.count(history_);
  if (orders == 0) return;
  findings.are_interleavings_known = true;
  findings.interleavings += Count(orders);
}

/// What is planned to follow another answer to the question of the way that is being explored.
std::vector<Reduced::Way> Reduced::take_planned(Node& node, ThreadId thread, std::uint32_t answer) {
  for (std::size_t i = 1; i < node.ways.size(); ++i) {
    if (node.ways[i].thread() != thread || node.ways[i].answer != answer) continue;
    std::vector<Way> next = std::move(node.ways[i].next);
    node.ways.erase(node.ways.begin() + static_cast<std::ptrdiff_t>(i));
    return next;
  }
  return {};
}

/// Takes events off until a node has another way to go.
void Reduced::backtrack() {
  while (!path_.empty()) {
    Node& node = path_.back();
    const Happened& event = history_[history_.size() - 1];
    Way& way = node.ways.front();
    bool has_answer_left = false;
    const Step& step = *event.step;
    if (step.answer != any_answer && node.is_varied) {
      // All answers to its question are tried here before the thread is put to sleep.
      node.sleepers.push_back({step.operation, step.answer, step.answers, {}});
      for (std::uint32_t answer = 0; answer < step.answers && !has_answer_left; ++answer) {
        if (is_answer_asleep(node, step.thread, answer)) continue;
        way.answer = answer;
        way.next = take_planned(node, step.thread, answer);
        has_answer_left = true;
      }
    } else {
      node.sleepers.push_back({step.operation, any_answer, 0, way.label});
    }
    if (!has_answer_left) {
      node.ways.erase(node.ways.begin());
      ++node.done;
    }
    history_.take_off();
    orders_.take_off(history_.size());
    prepare_ways(node);
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
