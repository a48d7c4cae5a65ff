#pragma once
// What a search has found so far, the same for every strategy. Internal to `explore/`.

#include <unordered_map>
#include <vector>

#include "explore/count.h"
#include "explore/explorer.h"

namespace explore {

/// One move of a schedule as a search made it: who moved, and what the operation was told.
struct Move {
  machine::ThreadId thread = 0;
  bool was_asked = false;                      // there were others, so a schedule has to say it
  std::vector<machine::Choice> values;         // answers other than the thread
};

/// How an atomic access of C11 mode goes: which store it reads, or which one it goes behind, the nearest
/// of these that is there.
struct Label {
  std::vector<machine::StoreName> names;
  bool fails_weakly = false;

  bool is_set() const { return !names.empty(); }
  bool is(const machine::AtomicOption& option) const { return names.size() == 1 && names[0] == option.name && fails_weakly == option.fails_weakly; }
};

/// Answers the questions that come up in one move: as told as long as that lasts, then the first
/// answer; and remembers how many answers there were.
class MoveChooser : public machine::Chooser {
 public:
  explicit MoveChooser(const std::vector<std::uint32_t>& told, const Label* label = nullptr) : told_(told), label_(label) {}
  std::uint32_t choose(const machine::ChoicePoint& point) override {
    std::uint32_t index = counts.size() < told_.size() ? told_[counts.size()] : 0;
    if (label_ && label_->is_set()) {
      if (point.kind == machine::ChoiceKind::WeakFailure) index = label_->fails_weakly ? 1 : 0;
      if (point.names)
        for (std::uint32_t i = 0; i < point.count; ++i)
          if (point.names[i] == label_->names[0]) index = i;
    }
    INVARIANT(index < point.count, "an operation that is repeated asks what it asked before");
    counts.push_back(point.count);
    given.push_back(index);
    values.push_back({point.kind, point.options ? point.options[index] : index});
    return index;
  }
  std::vector<std::uint32_t> given, counts;
  std::vector<machine::Choice> values;

 private:
  const std::vector<std::uint32_t>& told_;
  const Label* label_;
};

/// Plain data, filled by a strategy.
class Findings {
 public:
  /// A run of `length` statements has ended: counts it under its outcome. `write_schedule` fills in the
  /// schedule and is called only when this run is the shortest of its outcome so far.
  template <class WriteSchedule>
  void add(const machine::Machine& machine, std::uint32_t switches, std::uint64_t length, WriteSchedule write_schedule) {
    bool is_new = false;
    Outcome& outcome = outcome_of(machine, is_new);
    ++outcome.count;
    ++executions;
    if (!is_new && (switches > outcome.switches || (switches == outcome.switches && length >= outcome.steps))) return;
    if (is_new) outcome.first_execution = executions;
    outcome.switches = switches;
    outcome.steps = length;
    outcome.stop = machine.stop();
    outcome.stderr_text = machine.stderr_text();
    outcome.schedule.choices.clear();
    write_schedule(outcome.schedule);
  }

  std::vector<Outcome> outcomes;
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  std::uint64_t redundant = 0;
  std::uint64_t steps = 0;                     // statements carried out
  std::uint64_t remembered = 0;                // moves whose statements were not carried out again
  std::uint64_t looked_at = 0;                 // events of runs that have ended, for their races
  /// In statements, what has taken about as long as so many.
  std::uint64_t work() const { return steps + remembered * 50 + looked_at / 4; }
  Count interleavings;
  bool are_interleavings_known = true;
  bool is_bounded = false;                     // there was no end of timeouts, or of a run: some were left out

 private:
  Outcome& outcome_of(const machine::Machine& machine, bool& is_new);
  std::unordered_multimap<std::uint64_t, std::size_t> by_hash_;
};

void write_move(const Move& move, Schedule& schedule);

}  // namespace explore
