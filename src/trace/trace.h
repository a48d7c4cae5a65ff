#pragma once
// One run that can be looked at from beginning to end: what happened, and the machine at every
// moment. Time is counted in statements: moment n is the state after n statements, so moment 0 is the
// start and moment `length()` the newest.
//
// Machines are kept at some moments only (checkpoints) and the others are reached by running again
// from the checkpoint before, with the same choices. When there are more checkpoints than
// `max_checkpoints`, or the memory of their programs is more than `max_checkpoint_bytes`, every second
// one is dropped and they are taken half as often:
//
//   0 . . . 4 . . . 8 . . . 12      one more than allowed
//   0 . . . . . . . 8 . . . . . . . 16
//
// Memory: at most `max_checkpoints` copies of the machine, which share what did not change between
// them (one large buffer that is written to all the time is shared by none); `max_events` events of about 250 bytes; one entry for each choice and each change of thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "explore/choosers.h"
#include "explore/schedule.h"
#include "machine/machine.h"

namespace trace {

struct Options {
  machine::Options machine;
  std::uint32_t max_checkpoints = 64;
  std::uint64_t max_checkpoint_bytes = 256u << 20;   // as if they shared nothing
  std::uint32_t max_events = 100'000;
};

struct TimedEvent {
  machine::Event event;
  std::uint64_t moment = 0;        // the first at which it has happened: its statement is number moment - 1
};

class Trace {
 public:
  Trace(std::shared_ptr<machine::CodeStore> code, const Options& options);

  // ---- Making it longer

  /// Runs on for at most `budget` statements; Ended once the run has ended.
  machine::Progress record(machine::Chooser& chooser, std::uint64_t budget);
  /// Lets `thread` carry out the operation it stands before and run on to its next one. False, and
  /// nothing happens, if that thread cannot move now. Only at a choice (see `is_at_choice`), or when
  /// a single thread could move anyway.
  bool drive(machine::ThreadId thread, std::uint64_t budget = 1'000'000);
  /// Runs until every thread stands before a visible operation, so that `drive` has a choice.
  machine::Progress settle(std::uint64_t budget = 1'000'000);
  /// Drops the future that lies there instead of what would have come next; the run ends with that.
  bool cancel(mir::TypeId future, memory::AllocId alloc, std::uint64_t offset);
  /// Forgets everything after `moment`; from there the run can go another way.
  void cut(std::uint64_t moment);

  // ---- Looking at it

  std::uint64_t length() const { return newest_.steps(); }
  bool is_ended() const { return newest_.is_ended(); }
  /// How the run ended; only when it has.
  const machine::Stop& stop() const { return newest_.stop(); }
  const machine::Machine& newest() const { return newest_; }
  const std::vector<TimedEvent>& events() const { return events_; }
  /// False if there were more than `max_events`, which only the first are kept of.
  bool has_all_events() const { return has_all_events_; }
  /// How many of `events()` have happened at `moment`.
  std::size_t events_until(std::uint64_t moment) const;
  /// The choices of the whole run; with `until`, those made before that moment.
  const explore::Schedule& schedule() const { return schedule_; }
  explore::Schedule schedule_until(std::uint64_t moment) const;
  /// Which thread runs statement number `statement`, counted from 0.
  machine::ThreadId thread_of(std::uint64_t statement) const;
  /// The machine at a moment from 0 to length().
  machine::Machine at(std::uint64_t moment) const;

 private:
  friend class Cursor;

  struct Checkpoint {
    machine::Machine machine;
    std::size_t choices = 0;         // made so far
  };
  struct Turn { std::uint64_t first_statement; machine::ThreadId thread; };

  const Checkpoint& checkpoint_before(std::uint64_t moment) const;
  void take_checkpoint();
  bool has_too_many_checkpoints() const;
  std::uint64_t run_some(machine::Chooser& chooser, std::uint64_t budget);

  Options options_;
  machine::Machine newest_;
  std::vector<Checkpoint> checkpoints_;        // rising; the first is moment 0
  std::uint64_t checkpoint_distance_ = 256;
  std::vector<TimedEvent> events_;
  bool has_all_events_ = true;
  explore::Schedule schedule_;
  std::vector<std::uint64_t> choice_moments_;  // when each choice was made
  std::vector<Turn> turns_;
  /// The machine before a cancellation, which no choice leads to: the checkpoint behind it stays.
  std::optional<machine::Machine> before_cancel_;
};

/// How far one press of a key goes.
enum class Stride : std::uint8_t {
  Statement,     // of MIR
  Line,          // until another line of the student's text, or another thread, has its turn
  LineOver,      // the same, without stopping inside functions that the line calls, nor in other threads
  Event,         // until something happened that others can notice
};

/// A place in time in a trace, with the machine as it was then. The trace must outlive it, and must
/// not be cut to before the cursor's moment without moving the cursor.
class Cursor {
 public:
  explicit Cursor(const Trace& trace) : trace_(&trace), machine_(trace.at(0)), choices_(0) {}
  Cursor(const Trace& trace, std::uint64_t moment) : Cursor(trace) { move_to(moment); }

  std::uint64_t moment() const { return machine_.steps(); }
  const machine::Machine& machine() const { return machine_; }
  bool is_at_start() const { return moment() == 0; }
  bool is_at_end() const { return moment() >= trace_->length(); }
  /// How many events have happened.
  std::size_t event_count() const { return trace_->events_until(moment()); }
  /// The thread whose turn is next; none at the end.
  std::optional<machine::ThreadId> next_thread() const;

  /// Moves to a moment; beyond the end means the end.
  void move_to(std::uint64_t moment);
  void move_to_end() { move_to(trace_->length()); }
  /// Moves by one stride; false if it was at the end, or the start.
  bool forward(Stride stride);
  bool back(Stride stride);

 private:
  std::uint64_t next_line(std::uint64_t from, bool steps_over);
  std::uint64_t previous_line(std::uint64_t from, bool steps_over) const;

  const Trace* trace_;
  machine::Machine machine_;
  std::size_t choices_;              // made until the cursor's moment
};

}  // namespace trace
