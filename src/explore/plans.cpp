// Races into plans: what a run that has ended says about runs still to be made (see reduced.h). A race at a
// time, and one trial of a plan: so a search can be left at any moment.

#include <algorithm>

#include "explore/reduced.h"

namespace explore {

using machine::Machine;
using machine::Operation;
using machine::ThreadId;

Label nearest(const Label& label, const Machine& machine, ThreadId thread) {
  const machine::Pending& pending = machine.thread(thread).pending;
  const machine::Object& object = pending.object;
  const machine::Location* location = machine.find_location(memory::AllocId(object.id), object.offset);
  for (const machine::StoreName name : label.names) {
    if (!location && name == machine::initial_store) return {{name}, label.fails_weakly};
    if (!location) continue;
    for (std::size_t i = 0; i < location->stores.size(); ++i) {
      if (location->stores[i].name != name) continue;
      // A store cannot come between another and the updates that took it: it goes behind them.
      if (pending.kind == machine::EventKind::AtomicStore)
        while (location->is_taken(i)) ++i;
      return {{location->stores[i].name}, label.fails_weakly};
    }
  }
  return {{machine::initial_store}, label.fails_weakly};
}

/// How an event went, for a plan that begins at `node`.
Label Reduced::label_of(EventIndex index, EventIndex node) const {
  const machine::AtomicDeed& deed = history_[index].deed();
  if (deed.option.name == machine::no_store) return {};
  if (deed.read_from != machine::no_store) return {{deed.read_from}, deed.option.fails_weakly};
  return {history_.stores_behind(index, node), false};
}

/// A run has ended: its races are to be turned round, one by one.
void Reduced::begin_turning() {
  if (history_.size() > 0 && here().is_c11()) history_.place_stores();
  turning_ = Turning();
}

/// Plans runs for the next race of the run that has ended; false when there is none left.
bool Reduced::turn_next(Findings& findings) {
  Turning& turning = *turning_;
  if (turning.is_fitting) {
    fit_plan(findings);
  } else if (turning.next_race < history_.races().size()) {
    const Race& race = history_.races()[turning.next_race++];
    if (is_endless_ && race.second - race.first > most_between_when_endless) return true;
    if (race.kind == Race::Kind::Order) {
      const Happened& second = history_[race.second];
      reverse(findings, race.first, race.second, second.possible(), second.before, race.needs_trial, label_of(race.second, race.first));
    } else {
      reverse_c11(race);
    }
  } else if (history_.size() == 0 || path_.empty() || !path_.back().is_varied || turning.next_thread >= here().thread_count()) {
    turning_.reset();
    return false;
  } else {
    reverse_waiting(findings, turning.next_thread++);
  }
  return true;
}

/// What stopped the run depends on everything: what else could have moved could have done so before it. What
/// could not, and what waits in a deadlock, may have been able to move earlier.
void Reduced::reverse_waiting(Findings& findings, ThreadId id) {
  const auto last = static_cast<EventIndex>(history_.size() - 1);
  const bool is_stopped = here().is_ended() && here().stop().kind != machine::StopKind::Deadlock;
  const bool takes_plans = is_stopped && path_.back().takes_plans;
  const Machine& final_state = takes_plans ? *path_.back().state->machine : here();
  if (id >= final_state.thread_count()) return;
  const machine::Thread& thread = final_state.thread(id);
  if (thread.is_finished || !thread.is_at_visible || (is_stopped && id == history_[last].thread())) return;
  Operation operation = final_state.pending_operation(id);
  const bool can_move = final_state.can_move(thread);
  if (can_move && !is_stopped) return;
  Times before;
  std::vector<Race> races;
  history_.find_waiting_races(final_state, operation, is_stopped ? last : last + 1, before, races);
  if (takes_plans && can_move) {
    // The stop may follow, and what sleeps must not come before that.
    operation.ends_run = history_[last].operation().ends_run && !here().is_cut_short();
    reverse(findings, last, last, operation, before, false);
  } else {
    for (const Race& race : races) reverse(findings, race.first, last, operation, before, race.needs_trial);
  }
}

/// Plans, at the node before event `first`, what can happen without it and then `operation`.
void Reduced::reverse(Findings& findings, EventIndex first, EventIndex second, const Operation& operation, const Times& before, bool needs_trial, const Label& label) {
  Node& node = path_[first];
  if (!node.takes_plans || node.state->movable.size() < 2) return;
  findings.looked_at += history_.size() - first;
  plan_.events.clear();
  // A plan is followed to the end of the run, so that it leads to no run twice; but not to an end that is
  // not varied.
  const auto end = is_endless_ ? static_cast<std::size_t>(second) + 1 : history_.size();
  for (EventIndex i = first + 1; i < end; ++i)
    if (!history_.happens_before(first, i) && history_[i].operation().kind != machine::EventKind::Exit) plan_.events.push_back(i);
  plan_.node = first;
  plan_.has_last = true;
  plan_.last = operation;
  plan_.last_label = label;
  if (label.is_set() && operation.kind != machine::EventKind::AtomicStore) plan_.last.read_from = label.names[0];
  plan_.last_before = before;
  add_plan(findings, node, needs_trial);
}

namespace {

bool is_same_object(const Operation& a, const Operation& b) {
  return a.touches[0].key == b.touches[0].key && a.touches[0].begin == b.touches[0].begin;
}

/// Events and all that comes after one of them.
class Consequences {
 public:
  explicit Consequences(const History& history) : history_(history) {}
  void add(EventIndex event) {
    const Happened& first = history_[event];
    if (first_.size() <= first.thread()) first_.resize(first.thread() + 1);
    std::uint32_t& number = first_[first.thread()];
    if (number == 0 || first.number < number) number = first.number;
  }
  bool has(EventIndex event) const {
    const Times& times = history_[event].times;
    for (ThreadId thread = 0; thread < first_.size(); ++thread)
      if (first_[thread] != 0 && times.of(thread) >= first_[thread]) return true;
    return false;
  }

 private:
  const History& history_;
  std::vector<std::uint32_t> first_;   // by thread: the number of the first event; 0: none
};

}  // namespace

/// Plans, at the node before the first of the pair, what can happen without it, and the label that was
/// not to be had.
void Reduced::reverse_c11(const Race& race) {
  const Node& node = path_[race.first];
  if (!node.takes_plans || node.state->movable.size() < 2) return;
  const bool reads_second = race.kind == Race::Kind::ReadsSecond;
  const Happened& event = history_[reads_second ? race.first : race.second];
  if (reads_second && !history_.is_behind(race.second, history_[race.first].deed().oldest)) return;
  const bool is_update = event.possible().kind == machine::EventKind::AtomicUpdate;
  plan_.events.clear();
  Consequences left_out(history_);
  if (!reads_second) left_out.add(race.second);
  const auto end = is_endless_ ? static_cast<std::size_t>(race.second) + 1 : history_.size();
  for (EventIndex i = race.first + 1; i < end; ++i) {
    if (history_.happens_before(race.first, i) || history_[i].operation().kind == machine::EventKind::Exit) continue;
    // An update that has taken the store makes room, with all that follows from it.
    if (is_update && history_[i].deed().read_from == race.store && history_[i].deed().stored != machine::no_store && is_same_object(history_[i].operation(), event.possible())) left_out.add(i);
    if (!left_out.has(i)) plan_.events.push_back(i);
  }
  plan_.node = race.first;
  plan_.has_last = true;
  plan_.last = event.possible();
  plan_.last.read_from = race.store;
  plan_.last_before = event.before;
  plan_.last_label = {{race.store}, false};
  turning_->is_fitting = true;
  turning_->fitted = race;
}

/// Tries the plan for a label: what SeqCst forbids together with that is left out, and what remains is
/// tried again the next time. In the end the plan is added.
void Reduced::fit_plan(Findings& findings) {
  const Race& race = turning_->fitted;
  const bool reads_second = race.kind == Race::Kind::ReadsSecond;
  Node& node = path_[race.first];
  findings.looked_at += history_.size() - race.first;
  const auto is_needed = [&](EventIndex event) { return reads_second && (event == race.second || history_.happens_before(event, race.second)); };
  Turning& turning = *turning_;
  if (here().can_sc_forbid()) {
    if (!turning.trial) {
      turning.trial = *node.state->machine;
      turning.tried = 0;
    }
    std::size_t& failed = turning.tried;
    if (!carry_out(findings, *turning.trial, plan_, failed, nullptr)) {
      if (failed == plan_.events.size()) {
        // The last that the label does not need: tried again from the start.
        turning.trial.reset();
        while (failed > 0 && is_needed(plan_.events[failed - 1])) --failed;
        turning.is_fitting = failed > 0;
        if (failed == 0) return;
        --failed;
      } else if (is_needed(plan_.events[failed])) {
        turning.is_fitting = false;
        turning.trial.reset();
        return;
      }
      // What comes after it was not carried out either: the trial goes on without them.
      Consequences left_out(history_);
      left_out.add(plan_.events[failed]);
      plan_.events.erase(std::remove_if(plan_.events.begin(), plan_.events.end(), [&](EventIndex i) { return left_out.has(i); }), plan_.events.end());
      return;
    }
    turning.trial.reset();
  }
  turning_->is_fitting = false;
  const bool is_weak = plan_.last.is_weak && options_.machine.has_weak_failures;
  const Plan plan = is_weak ? plan_ : Plan{};
  add_plan(findings, node, false);
  if (!is_weak) return;
  plan_ = plan;
  plan_.last_label.fails_weakly = true;
  add_plan(findings, node, true);
}

void Reduced::add_plan(Findings& findings, Node& node, bool needs_trial) {
  plan_.made.clear();
  std::size_t position = 0;
  const bool has_rivals = !node.sleepers.empty() || node.ways.size() > 1;
  if (needs_trial || (expects_stops_ && has_rivals && !plan_.last.ends_run)) {
    const bool is_good = is_possible(findings, node, plan_, position, &plan_.last.ends_run);
    if (needs_trial && !is_good) return;
  }
  for (const Sleeper& sleeper : node.sleepers) {
    // Of an access with labels only some sleep: the plan may want another, now or later.
    if (!sleeper.label.is_set() && is_weak_initial(*sleeper.operation, sleeper.answer, sleeper.label, plan_, position)) return;
  }
  insert(node.ways, plan_);
}

/// Whether the last operation of a plan can move, as it is to, once the events before it have happened.
/// `failed`: which of the events cannot happen; their number if it is the last operation.
/// `stops`: if that may stop the run, where this is to be found out.
bool Reduced::is_possible(Findings& findings, const Node& node, const Plan& plan, std::size_t& failed, bool* stops) const {
  Machine trial = *node.state->machine;
  failed = 0;
  return carry_out(findings, trial, plan, failed, stops);
}

/// The same, of a trial that has carried out the first events of the plan, `next` of them; then those that it
/// can are carried out.
bool Reduced::carry_out(Findings& findings, Machine& trial, const Plan& plan, std::size_t& next, bool* stops) const {
  const std::uint64_t start = trial.steps() - stretches_.statements_saved();
  const auto is_ready = [&trial](ThreadId thread) { return thread < trial.thread_count() && !trial.is_ended() && trial.can_move(trial.thread(thread)); };
  const auto is_option = [&trial](const Label& label, ThreadId thread) {
    const std::vector<machine::AtomicOption> options = trial.atomic_options(thread);
    return std::any_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return label.is(option); });
  };
  const auto move = [&](ThreadId thread, std::uint32_t answer, const Label& label) {
    const std::vector<std::uint32_t> wanted = told(answer);
    MoveChooser chooser(wanted, &label);
    trial.move(thread, chooser, 1);
    trial.run_to_choice(chooser, options_.machine.max_steps, nullptr, &stretches_);
    return label.is_set() || chooser.given.empty();
  };
  bool is_good = true;
  for (; next < plan.events.size(); ++next) {
    const Happened& event = history_[plan.events[next]];
    while (trial.pass_time()) {}
    is_good = is_ready(event.thread());
    if (!is_good) break;
    Label label = label_of(plan.events[next], plan.node);
    if (label.is_set()) {
      label = nearest(label, trial, event.thread());
      is_good = is_option(label, event.thread());
      if (!is_good) break;
    }
    move(event.thread(), event.step->answer, label);
  }
  is_good = is_good && is_ready(plan.last.thread);
  if (is_good) {
    const Label label = plan.last_label.is_set() ? nearest(plan.last_label, trial, plan.last.thread) : Label{};
    is_good = !label.is_set() || is_option(label, plan.last.thread);
    // Another answer to what it asks may stop the run, if this one does not.
    if (is_good && stops && expects_stops_) *stops = !move(plan.last.thread, any_answer, label) || (trial.is_ended() && plan.last.kind != machine::EventKind::Exit);
  }
  findings.steps += trial.steps() - stretches_.statements_saved() - start;
  return is_good;
}

/// Whether an event went as a label at the place where the plan is inserted says: what counts of each
/// is the nearest store that is there at that place.
bool Reduced::is_same_label(EventIndex event, const Label& label, const Plan& plan) const {
  const auto known = [&](const std::vector<machine::StoreName>& names) {
    for (const machine::StoreName name : names) {
      const EventIndex maker = history_.maker_of(name);
      if (name == machine::initial_store || (maker != no_event && maker < plan.node) || std::find(plan.made.begin(), plan.made.end(), name) != plan.made.end()) return name;
    }
    return names.empty() ? machine::no_store : names.back();
  };
  const Label mine = label_of(event, plan.node);
  return mine.fails_weakly == label.fails_weakly && known(mine.names) == known(label.names);
}

/// Whether a plan could as well begin with this operation: it is in the plan and nothing before it
/// there must come first, or it has to do with nothing in the plan. `position`: where it is in the
/// plan, or the plan's length.
bool Reduced::is_weak_initial(const Operation& operation, std::uint32_t answer, const Label& label, const Plan& plan, std::size_t& position) const {
  const std::size_t count = plan.events.size();
  const ThreadId thread = operation.thread;
  position = 0;
  while (position < count && history_[plan.events[position]].thread() != thread) ++position;
  const bool is_last = position == count && plan.has_last && plan.last.thread == thread;
  if (position < count) {
    const Happened& event = history_[plan.events[position]];
    if (label.is_set()) {
      if (!is_same_label(plan.events[position], label, plan)) return false;
    } else if (answer != any_answer && answer != event.step->answer) {
      return false;
    }
    for (std::size_t i = 0; i < position; ++i)
      if (history_.happens_before(plan.events[i], plan.events[position])) return false;
    return true;
  }
  if (is_last) {
    if (answer != any_answer) return false;
    if (label.is_set() && (!plan.last_label.is_set() || label.fails_weakly != plan.last_label.fails_weakly || label.names[0] != plan.last_label.names[0])) return false;
    for (const EventIndex event : plan.events)
      if (history_.is_within(event, plan.last_before) || are_dependent(history_[event].operation(), plan.last)) return false;
    return true;
  }
  position = count + 1;
  // After the end of main nothing of the plan could follow.
  if (answer != any_answer || operation.kind == machine::EventKind::Exit) return false;
  // The rules for SeqCst may forbid it together with the plan although it has to do with none of it.
  const bool is_whole_run = here().is_ended() && here().stop().kind == machine::StopKind::Exit;
  if (label.is_set() && ((operation.is_sc && (here().can_sc_forbid() || (!is_whole_run && here().sc_events() > 0))) || here().sc_fences() > 0)) return false;
  // Two updates cannot read the same store.
  const auto exclude = [&](const Operation& other) { return operation.read_from != 0 && operation.read_from == other.read_from && operation.kind == machine::EventKind::AtomicUpdate && other.kind == machine::EventKind::AtomicUpdate && is_same_object(operation, other); };
  for (const EventIndex event : plan.events)
    if (are_dependent(operation, history_[event].operation()) || exclude(history_[event].operation())) return false;
  return !plan.has_last || (!are_dependent(operation, plan.last) && !exclude(plan.last));
}

void Reduced::insert(std::vector<Way>& ways, Plan& plan) const {
  std::vector<Way>* end = &ways;
  for (std::size_t i = 0; i < end->size();) {
    Way& way = (*end)[i++];
    std::size_t position = 0;
    if (!is_weak_initial(*way.operation, way.answer, way.label, plan, position)) continue;
    if (way.next.empty()) return;   // a run there will lead to it, or to the same
    if (way.operation->stored != machine::no_store) plan.made.push_back(way.operation->stored);
    if (position < plan.events.size()) {
      plan.events.erase(plan.events.begin() + static_cast<std::ptrdiff_t>(position));
    } else if (position == plan.events.size() && plan.has_last) {
      plan.has_last = false;
    }
    end = &way.next;
    i = 0;
  }
  for (const EventIndex index : plan.events) {
    const Happened& event = history_[index];
    const Label label = label_of(index, plan.node);
    end->push_back({event.step->operation, label.is_set() ? any_answer : event.step->answer, label, {}});
    end = &end->back().next;
  }
  if (plan.has_last) end->push_back({Shared<Operation>::make(plan.last), any_answer, plan.last_label, {}});
}

}  // namespace explore
