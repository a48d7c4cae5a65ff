#pragma once
// The picture of thread interleavings as plain data: a lane per thread, time running down, one row
// per event, arrows for what orders events between threads, hatched spans where a thread waits.

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"

namespace scene {

enum class EventKind {
  Spawn, ThreadStart, ThreadEnd, Join, Read, Write, AtomicLoad, AtomicStore, AtomicUpdate, Fence,
  Lock, TryLock, Unlock, Wait, Notify, Send, Receive, Park, Unpark, Yield, Print, Panic, Drop, Stop
};

/// A way in which a thread's next operation can go, where there are several.
struct MoveChoice {
  std::uint32_t answer = 0;     // to the machine's question, see `Recording::drive`
  bool fails_weakly = false;
  std::string text;             // "reads 0", "goes before 2", "wakes thread 1"
};

enum class LaneState { NotStarted, CanMove, Blocked, Finished, Panicked };

struct Lane {
  std::uint32_t thread = 0;  // 0 is main
  std::string name;          // "main", "thread 1", or the name given to `Builder`
  LaneState state = LaneState::CanMove;
  std::string waiting_for;   // "lock `A` (held by main)"; empty unless blocked
  std::string next_action;   // "store to `COUNTER`": what moving this thread would do next
  std::uint32_t next_line = 0;  // one-based line of that action; 0 when it has none
  std::vector<MoveChoice> choices = {};  // of ways in which it can go; at least two, or none
};

struct EventRow {
  std::uint32_t step = 0;    // the step in the trace; rows are in rising order of steps
  std::uint32_t lane = 0;    // index into lanes
  EventKind kind = EventKind::Read;
  std::string text;          // "COUNTER.load → 0"
  std::string object;        // the variable, lock or atomic concerned; empty when there is none
  std::uint32_t object_color = 0;  // equal objects have equal numbers, 0 means no object
  std::uint32_t line = 0;    // one-based source line
  bool is_conflict = false;  // part of the data race, or of the deadlock, that ended the run
  std::string message = {};  // what a channel was given, or gave
};

enum class ArrowKind { Spawn, Join, LockHandOver, Message, Wake, HappensBefore };

/// From a row to a later row, in another lane.
struct Arrow {
  std::uint32_t from_row = 0;
  std::uint32_t to_row = 0;
  ArrowKind kind = ArrowKind::Spawn;
  std::string reason;        // "unlock of `A` happens before this lock"
};

/// Rows `from_row` up to, not including, `to_row` during which the lane could not move.
struct BlockedSpan {
  std::uint32_t lane = 0;
  std::uint32_t from_row = 0;
  std::uint32_t to_row = 0;
  std::string reason;
  std::uint32_t line = 0;    // where it waits
};

/// Rows from `from_row` to `to_row` between which the lane holds a lock.
struct LockBar {
  std::uint32_t lane = 0;
  std::uint32_t from_row = 0;
  std::uint32_t to_row = 0;       // the number of rows if it is never let go
  std::uint32_t level = 0;        // of locks held at once, those that were taken before
  std::uint32_t object_color = 0;
  std::string object;
};

/// A thread that cannot move, at the end of a run, and the one that it waits for.
struct WaitEdge {
  std::uint32_t lane = 0;
  std::uint32_t on_lane = no_lane;  // who holds the lock, or is to end; none for a notification, say
  std::string text;               // "waits for lock `A` (held by main)"
  bool is_in_circle = false;      // following the edges from here leads back here
  static constexpr std::uint32_t no_lane = 0xffffffffu;
};

/// A store to an atomic, as the C11 model keeps it.
struct StoreEntry {
  std::string value;
  std::uint32_t lane = no_lane;     // whose store it is; none for the value that was there first
  std::vector<std::uint32_t> readers;  // the lanes that may still read it
  static constexpr std::uint32_t no_lane = 0xffffffffu;
};

/// The stores to one atomic in modification order.
struct StoreList {
  std::string object;
  std::uint32_t object_color = 0;
  std::uint32_t allocation = 0;     // where the atomic is
  std::uint64_t offset = 0, size = 0;
  std::uint32_t earlier = 0;        // stores before those listed, which nobody can read any more
  std::vector<StoreEntry> stores;
};

struct ThreadsScene {
  std::vector<Lane> lanes;
  std::vector<EventRow> rows;       // the whole recorded trace; rows after the cursor are drawn faint
  std::vector<Arrow> arrows;
  std::vector<BlockedSpan> blocked;
  std::vector<LockBar> held;
  std::vector<WaitEdge> waits;      // only after the last row
  std::string stuck;                // these as a sentence; empty unless nobody will ever move
  std::vector<std::string> contents;  // "channel 1: 5, 7", "`ready`: main waits"; the same number at every step
  std::vector<StoreList> stores;    // C11 mode: of each atomic of the run
  std::uint32_t rows_done = 0;      // rows before the cursor
  bool is_ended = false;            // the run has ended at the cursor
  std::string verdict;              // a sentence on how it ended; empty while it runs
};

}  // namespace scene
