#pragma once
// A run recorded for looking at: the trace, the moments a person stops at on the way through it, and
// a row for each event that the student's program brought about.
//
// The trace counts MIR statements, of which one line makes many. A person steps from stop to stop:
//
//   statement  0 . . . . 5 . . . 9 . . . . . 15
//   stop       0         1       2            3        "step 2 of 3"
//
// A stop is where a thread has come to another line, or stands before its next operation that other
// threads can notice, whichever is first; what happens between two stops is one line's work or one
// such operation. Operations inside std's own code (reference counts) make no stops and no rows.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scene/object_names.h"
#include "scene/states_log.h"
#include "scene/threads_scene.h"
#include "trace/trace.h"

namespace scene {

struct Step {
  std::uint64_t moment = 0;
  machine::ThreadId thread = 0;      // that came to stand here
  std::uint32_t line = 0;            // where it stands in the student's text; 0 for nowhere
  std::uint32_t depth = 0;           // calls of the student's functions that it is in
  memory::TagValue newest_tag = 0;   // of the aliasing model, until now
};

/// A row's event, for the arrows between rows.
struct RowEvent {
  machine::EventKind kind = machine::EventKind::Yield;
  machine::ThreadId thread = 0, other = 0;
  machine::Object object, second;
  bool succeeded = true;
  machine::MemoryOrder order = machine::MemoryOrder::SeqCst;
  machine::StoreName read_from = machine::no_store, stored = machine::no_store;   // C11 mode
};

class Recording {
 public:
  Recording(std::shared_ptr<machine::CodeStore> code, const trace::Options& options);

  // ---- Making it longer

  /// Runs on for at most `budget` statements; Ended once the run has ended.
  machine::Progress record(machine::Chooser& chooser, std::uint64_t budget);
  /// Forgets what comes after a step; from there the run can go another way.
  void cut(std::uint32_t step);
  /// Lets a thread carry out the operation it stands before and run on to its next one, after cutting
  /// at `step`; in the way that is chosen, if it has several. False if it cannot move; then the
  /// recording is cut all the same.
  bool drive(std::uint32_t step, machine::ThreadId thread, const MoveChoice& choice = {});
  /// Drops a future that waits, after cutting at `step`, and the run ends with that. False if that future
  /// runs or is gone; then nothing happens.
  bool cancel(std::uint32_t step, std::uint32_t future);
  /// Where and which, if the run has ended so.
  struct Cancelled { std::uint32_t step = 0, future = 0; };
  const std::optional<Cancelled>& cancelled() const { return cancelled_; }

  // ---- Looking at it

  const trace::Trace& trace() const { return trace_; }
  bool is_ended() const { return trace_.is_ended(); }
  /// The number of the last step; 0 when there is none but the start.
  std::uint32_t last_step() const { return static_cast<std::uint32_t>(steps_.size() - 1); }
  const Step& step(std::uint32_t index) const { return steps_[index]; }
  std::uint64_t moment_of(std::uint32_t step) const { return steps_[std::min<std::size_t>(step, last_step())].moment; }
  /// The last step at or before a moment.
  std::uint32_t step_at(std::uint64_t moment) const;
  /// The next step at which the thread that moves at `step` is in no deeper call, or the end.
  std::uint32_t step_over(std::uint32_t step) const;

  /// What is to be seen of it as rows: not the accesses to memory that one thread keeps to itself.
  struct Rows {
    std::vector<EventRow> rows;
    std::vector<RowEvent> events;        // of each row
    std::vector<BlockedSpan> blocked;    // those that are still blocked included
  };
  Rows rows() const;
  ObjectNames& names() { return names_; }
  /// Polls, wakes and drops of futures.
  const FutureLog& futures() const { return futures_; }
  /// Changes when rows come or go.
  std::uint32_t revision() const { return revision_; }

 private:
  struct Standing {
    bool is_started = false;
    std::uint32_t line = 0, depth = 0;
    bool operator==(const Standing& other) const { return line == other.line && depth == other.depth; }
  };
  static constexpr machine::ThreadId shared = ~machine::ThreadId{0};
  /// A thread that waits, and since which row.
  struct Waiting { bool is_waiting = false; std::uint32_t from_row = 0; std::string reason; std::uint32_t line = 0; };

  Standing standing_of(const machine::Thread& thread) const;
  bool is_shown(const machine::Event& event, const machine::Thread& thread) const;
  void note_statement(machine::Chooser& chooser);
  void note_event(const machine::Event& event);
  bool is_private(const RowEvent& event) const;
  void add_row(machine::ThreadId thread, EventKind kind, std::string text, Span span, const NamedObject& object, RowEvent event);
  void note_stop(machine::ThreadId thread, const Standing& standing);
  void note_waiting();
  void note_end();
  std::uint32_t color_of(const std::string& object);

  trace::Trace trace_;
  ObjectNames names_;
  FutureLog futures_;
  std::optional<Cancelled> cancelled_;
  std::vector<Step> steps_;
  std::vector<EventRow> rows_;           // all, those that are private to a thread included
  std::vector<RowEvent> events_;
  std::map<std::uint32_t, machine::ThreadId> users_;  // allocations with plain accesses: by whom, or `shared`
  std::vector<BlockedSpan> blocked_;     // those that are over
  std::vector<Waiting> waiting_;         // by thread
  std::vector<Standing> standings_;      // by thread, when last looked at
  std::vector<std::string> colored_;     // objects, by colour number less one
  std::uint32_t revision_ = 0;
  std::size_t events_seen_ = 0;          // of the trace
  machine::ThreadId last_thread_ = 0;
  bool has_news_ = true;                 // something to see since the last step
};

}  // namespace scene
