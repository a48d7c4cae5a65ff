#pragma once
// A thread of the running program: its stack, what it is about to do, and what it waits for.

#include <string>
#include <vector>

#include "machine/clock.h"
#include "machine/code.h"
#include "machine/event.h"
#include "machine/stop.h"
#include "memory/memory.h"
#include "memory/words.h"

namespace machine {

constexpr std::uint64_t forever = ~std::uint64_t{0};   // a deadline that never comes; room without end

/// What happens when a frame's function returns.
enum class FrameKind : std::uint8_t {
  Call,              // the caller goes on behind its call
  ThreadEntry,       // the thread has ended
  Start,             // the process ends; the value is its exit code
  Panicked,          // as Start, when a panic has left main and its thread locals are dropped
  GlobalInit,        // the global `global` is ready; the caller repeats its instruction
  Catch,             // the function called by catch_unwind
  Destructor,        // of a thread local, while the thread ends
};

/// Where a call's result goes.
struct ReturnPlace {
  bool is_in_frame = true;
  std::uint32_t offset = 0;          // bytes from the caller's frame, if in the frame
  memory::Pointer pointer;           // else
  std::uint64_t size = 0;
  std::uint32_t align = 1;
};

struct Frame {
  const Code* code = nullptr;
  std::uint32_t base = 0;            // index of the frame's first word on the thread's stack
  std::uint32_t next = 0;            // the instruction to run next; while a call runs, the call itself
  FrameKind kind = FrameKind::Call;
  ReturnPlace result;
  std::uint32_t global = 0;          // GlobalInit
  memory::Pointer payload_target;    // Catch: where the payload of a panic goes
  std::uint64_t call = 0;            // a number of its own, for protectors
  bool has_protectors = false;       // the aliasing model holds some for this call
  // Where in the student's text the frames below stand, once somebody has asked: they stand still
  // while this one is there.
  mutable bool knows_span_below = false;
  mutable Span span_below;
};

/// What a thread that stands before a visible operation is about to do.
struct Pending {
  EventKind kind = EventKind::Yield;
  mir::Intrinsic intrinsic{};
  Object object;
  Object second;
  MemoryOrder order = MemoryOrder::SeqCst;
  MemoryOrder failure_order = MemoryOrder::SeqCst;   // of a compare-exchange
  bool is_weak = false;              // a compare-exchange that may fail, or a wait that may end, without a reason
  bool has_timeout = false;          // a wait on a condition variable
  bool writes = false;               // changes the object, for deciding which operations commute
  unsigned __int128 expected = 0;    // C11 mode: what a compare-exchange compares with
  Span span;
};

enum class WaitPhase : std::uint8_t {
  None,
  Condvar,           // let go of the mutex, not yet notified
  Notified,          // wants the mutex back
  Rendezvous,        // its message lies in a channel without room, until it is taken
  Spinning,          // a loop looked at the same values again; waits until one of them changes
  Forever,           // goes round a loop without operations, and is as it was the last time round
};

/// What a panic carries.
struct PanicState {
  memory::Word payload[2];
  std::string message;
  Span span;
};

struct Thread {
  ThreadId id = 0;
  std::string name;
  std::uint64_t scope = 0;           // the address of the scope that has yet to join it
  memory::Scalar packet;             // what it leaves there
  memory::Arena arena;
  std::uint32_t channels_made = 0;
  std::uint32_t stores_made = 0;     // atomic ones, in C11 mode
  std::vector<memory::Word> stack;
  std::vector<Frame> frames;
  bool is_finished = false;
  bool is_fresh = false;             // nobody has looked yet whether it starts before a visible operation

  bool is_at_visible = false;        // stands before the operation `pending`
  Pending pending;
  Shared<Stop> end;                  // that the process comes to when it moves, if that is not the end of main
  WaitPhase phase = WaitPhase::None;
  std::uint64_t deadline = forever;   // when a sleep or a timed wait is over
  std::uint32_t timeouts = 0;        // that it has seen
  std::uint32_t clock_reads = 0;     // since the last of them, or the last sleep
  std::uint64_t ticket = 0;          // order of arrival at a condvar or barrier
  bool timed_out = false, will_be_notified = false;   // of a timed wait, if the chooser said so
  bool waits_in_vain = false;        // a timed wait that was over before and found nothing changed
  bool message_taken = false, message_refused = false;   // Rendezvous
  bool has_park_token = false;
  Clock park_clock;

  Clock clock;                       // what happens before its next step
  Clock acquired_by_fence;           // release clocks seen by relaxed loads, for an acquire fence
  Clock released_by_fence;           // its clock at its last release fence

  std::uint32_t panic_count = 0;     // panics it is unwinding from
  PanicState panic;                  // the newest
  std::vector<PanicState> outer_panics;   // whose unwinding goes on when the newer ones are caught
  std::uint32_t global_depth = 0;    // > 0 while it runs initializers of globals
  std::vector<std::pair<mir::FnId, memory::Scalar>> destructors;   // of thread locals, in order of registration
  std::vector<std::pair<std::uint32_t, memory::AllocId>> locals;   // thread-local globals by GlobalId

  // Loops that only look (spin.cpp).
  std::vector<std::uint64_t> spin_history;   // hashes of its states before operations since it last changed anything for good
  std::vector<Object> watched;               // what it has looked at since
  bool has_watched_changed = false;          // another thread has changed some of that
  bool has_read_time = false;                // among what it has looked at is the time
  bool has_written_shared = false;           // plainly, what others may see, since it last gave back a lock
  std::vector<memory::AllocId> written;      // plainly, since it last changed anything for good
  std::vector<Object> changed;               // atomics, locks and park tokens that it may yet put back
  bool was_seen = false;                     // another thread has met some of that
  bool has_news() const { return has_watched_changed || was_seen; }

  // A loop without operations: what the thread was like some time ago, since its last operation.
  struct SilentRound {
    std::uint32_t statements = 0, next_look = 1000;   // looked at again after twice as many
    std::uint32_t comparisons = 0;                    // that are left
    std::uint32_t depth = 0, next = 0;                // where it stood
    std::uint64_t name = 0, memory_edits = 0;
  } round;
};

}  // namespace machine
