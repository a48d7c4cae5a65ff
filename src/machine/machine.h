#pragma once
// The abstract machine: the whole state of a running program as one value, and the one way in which
// it moves, `step`. Copying a machine is how one goes back in time and how a search backtracks.
//
// A step runs one MIR statement of the thread whose turn it is. Threads run on their own until they
// stand before a visible operation (an atomic access, a lock, a print, …). When all stand there, the
// chooser says which of those that can move does so. Plain memory accesses are no scheduling points:
// if two of them conflict and no chain of synchronization orders them, that is a data race in any
// interleaving, and the clocks find it whichever comes first.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "machine/chooser.h"
#include "machine/code.h"
#include "machine/event.h"
#include "machine/graves.h"
#include "machine/operation.h"
#include "machine/stop.h"
#include "machine/stores.h"
#include "machine/thread.h"
#include "memory/alias_model.h"
#include "memory/memory.h"

namespace machine {

enum class MemoryMode : std::uint8_t { SequentiallyConsistent, C11 };

/// What becomes of a thread whose loop only looks and finds nothing changed, and of timed waits.
enum class Spins : std::uint8_t {
  Wait,       // it goes on when something that it looked at has changed. Time passes when nobody can move
  Cut,        // it never goes on. For exploring: the run in which it looks later covers what would follow.
              // A time that somebody waits for may come at any moment, since nobody knows how long others
              // take; but for the timeouts of a thread that has seen `max_timeouts`
};

constexpr std::uint32_t max_timeouts = 4;

struct Options {
  mir::FnId start;                           // where it begins, if not at the program's start
  std::uint64_t max_steps = 20'000'000;
  std::uint64_t max_memory_bytes = 256u << 20;
  std::uint32_t max_depth = 6000;            // frames of one thread
  std::uint64_t max_output_bytes = 1u << 20;
  std::uint32_t max_threads = 64;            // that run at the same time
  std::uint32_t max_threads_ever = 1024;
  MemoryMode memory_mode = MemoryMode::SequentiallyConsistent;
  std::shared_ptr<const memory::AliasModel> alias_model;   // in its first state; none: references are only pointers
  bool has_spurious_wakeups = false;
  bool has_weak_failures = true;             // compare_exchange_weak may fail though it could succeed
  bool checks_leaks = false;
  Spins spins = Spins::Wait;
  bool remembers_freed = false;              // to tell of a use after it where it was freed
  bool records_silent_accesses = false;      // of each move, for exploring programs with data races
};

enum class Progress : std::uint8_t { Running, Ended };

/// The category of a Limit that one run met which does more and more operations.
constexpr std::string_view without_end = "operations";

/// The bytes of a variable as they are now, for showing.
struct LocalBytes {
  bool is_live = false;
  const memory::Word* words = nullptr;
  std::uint64_t offset = 0;
};

class Stretches;
struct Recording;

class Machine {
 public:
  Machine(std::shared_ptr<CodeStore> code, const Options& options);

  /// One statement. Events it causes are appended to `events` if that is not null.
  Progress step(Chooser& chooser, std::vector<Event>* events = nullptr);
  /// Up to `budget` statements; returns as soon as the run has ended.
  Progress run(Chooser& chooser, std::uint64_t budget, std::vector<Event>* events = nullptr);

  /// Lets `mover` carry out the operation it stands before, then runs until every thread stands before
  /// a visible operation again, or the run ends, or the budget is used up. Only at a choice. The
  /// chooser is asked for everything but the thread.
  Progress move(ThreadId mover, Chooser& chooser, std::uint64_t budget, std::vector<Event>* events = nullptr);
  /// Goes on until every thread stands before a visible operation, the run ends, or the budget is used up.
  /// With `stretches`, what a thread does as it did before is not carried out again.
  Progress run_to_choice(Chooser& chooser, std::uint64_t budget, std::vector<Event>* events = nullptr, Stretches* stretches = nullptr);
  /// At a choice where no thread can move: ends the run with the deadlock.
  void end_stuck();
  /// Ends the run at a choice because it goes on and on.
  void give_up(std::string why);
  /// Drops the future that lies there next, and the run ends with that. False if nothing lies there.
  bool cancel(mir::TypeId future, memory::AllocId alloc, std::uint64_t offset, Chooser& chooser);

  bool is_ended() const { return stop_.has_value(); }
  /// Whether it was given up because a thread only kept looking (Spins::Cut): not an end of the program.
  bool is_cut_short() const { return is_cut_short_; }
  /// Whether it read from standard input, which is empty here.
  bool has_asked_for_input() const { return has_asked_for_input_; }
  /// How it ended; only when it has.
  const Stop& stop() const { return *stop_; }
  std::uint64_t steps() const { return steps_; }
  /// As if it had come here by so many statements.
  void set_steps(std::uint64_t steps) { steps_ = steps; }
  /// A number for what it will do from here on (fingerprint.cpp). Not with an aliasing model, whose
  /// state has none, and not in C11 mode, where what happened is part of the state.
  std::uint64_t fingerprint() const;
  bool has_fingerprint() const { return !aliasing_ && !is_c11(); }

  // ---- Who may move

  /// True if every unfinished thread stands before a visible operation, so that the next step begins
  /// with the choice of a thread.
  bool is_at_choice() const;
  /// The threads that can move now, in rising order.
  std::vector<ThreadId> movable_threads() const;
  bool can_move(const Thread& thread) const { return can_move(thread, options_.spins == Spins::Cut ? Time::AnyMoment : Time::Clock); }
  bool can_any_move() const;
  /// Can move if the time that it waits for comes, and this it may at any moment.
  bool can_move_early(const Thread& thread) const;
  bool can_be_moved(const Thread& thread) const { return can_move(thread) || can_move_early(thread); }
  /// Whether a run that waits for spinning threads (Spins::Wait) has several threads to choose from here.
  bool asks_when_replayed() const;
  /// At a choice where no thread can move but some wait for a time: lets the clock reach it. The next
  /// step would do the same. True if time has passed.
  bool pass_time();
  /// Some thread has seen so many timeouts that the clock alone decides about its next.
  bool has_bound_timeouts() const;
  /// All other threads have ended.
  bool is_alone(ThreadId id) const;
  /// The thread is alone, and either joins one of the others or comes after all that they did; and what it
  /// stands before asks nothing.
  bool can_only_go_one_way(ThreadId id) const;
  /// What the operation that the thread stands before would touch; an empty one if it stands before none.
  Operation pending_operation(ThreadId id) const;
  /// C11 mode: the ways in which the atomic access that the thread stands before can go, as far as they
  /// are known now; none if it stands before something else.
  std::vector<AtomicOption> atomic_options(ThreadId id) const;
  /// C11 mode: what the last atomic access did.
  const AtomicDeed& last_deed() const { return last_deed_; }
  /// C11 mode: the stores to an object in modification order; null if only one thread has used it.
  const Location* find_location(memory::AllocId alloc, std::uint64_t offset) const;
  std::uint32_t sc_events() const { return atomic_log_.sc_events(); }
  std::uint32_t sc_fences() const { return atomic_log_.sc_fences(); }
  bool can_sc_forbid() const { return atomic_log_.can_sc_forbid(); }
  /// C11 mode: more atomic events, some of them SeqCst, than the rules for SeqCst are worked out for.
  bool is_log_too_long() const { return atomic_log_.can_sc_forbid() && atomic_log_.size() > max_sc_events; }
  static constexpr std::size_t max_sc_events = 4000;
  /// C11 mode: atomic accesses and fences so far.
  std::size_t atomic_events() const { return atomic_log_.size(); }
  bool is_c11() const { return options_.memory_mode == MemoryMode::C11; }
  /// The plain accesses of the last `move`, if they are recorded.
  const std::vector<Touch>& silent_accesses() const { return silent_accesses_; }
  void record_silent_accesses() { options_.records_silent_accesses = true; }
  /// Whether the last visible operation did what it wanted (took the lock, exchanged the value, …).
  bool last_succeeded() const { return last_succeeded_; }
  /// The thread that the next step runs, if that is not up to the chooser.
  ThreadId current_thread() const { return current_; }

  // ---- Looking at the state

  std::size_t thread_count() const { return threads_.size(); }
  const Thread& thread(ThreadId id) const { return *threads_[id]; }
  const memory::Memory& memory() const { return memory_; }
  /// Null when the run has none.
  const memory::AliasModel* alias_model() const { return aliasing_.get(); }
  const mir::Program& program() const { return code_->program(); }
  const std::string& stdout_text() const { return *stdout_; }
  const std::string& stderr_text() const { return *stderr_; }
  /// How far time has passed while nobody could move.
  std::uint64_t clock_nanos() const { return clock_nanos_; }
  /// The innermost place in the student's text where the thread stands.
  Span user_span(const Thread& thread) const;
  /// The place a panic is said to be at: the call that led to the library or to `#[track_caller]`.
  Span caller_span(const Thread& thread) const;
  Span frame_span(const Frame& frame) const;
  LocalBytes local_bytes(const Thread& thread, const Frame& frame, mir::LocalId local) const;
  /// The allocation of a global, if it was made already.
  memory::AllocId global_allocation(mir::GlobalId global) const { return statics_->globals[global.value].alloc; }
  /// "`COUNTER`", "the value behind `data`", "allocation 12": how to call an object in a sentence.
  std::string describe(const Object& object) const;
  /// The lock's owner or none; for pictures of who waits for whom.
  std::optional<ThreadId> lock_owner(const Object& object) const;
  std::uint64_t channel_capacity(std::uint32_t channel) const { return (*channels_)[channel].capacity; }
  std::size_t channel_length(std::uint32_t channel) const { return (*channels_)[channel].queue.size(); }
  /// A pointer to the box with the message; 0 is the next to be received.
  const memory::Scalar& channel_message(std::uint32_t channel, std::size_t index) const { return (*channels_)[channel].queue[index].value; }

 private:
  friend class Executor;
  friend class Stretches;
  friend struct Recording;

  struct GlobalState { memory::AllocId alloc; bool is_ready = false, is_running = false; };
  /// What is made when somebody first needs it.
  struct Statics {
    memory::Arena arena{256};
    std::vector<GlobalState> globals;
    std::vector<std::pair<std::uint32_t, memory::AllocId>> functions, vtables;   // by FnId, VtableId
  };
  struct LockState {
    static constexpr std::uint32_t written = 0x3fffffff;
    static constexpr ThreadId nobody = ~ThreadId{0};
    Object object;
    /// What stands in the lock's own memory, and so moves with it and is gone when it is written over:
    /// 0 free or fresh; `written`: locked for writing, or a mutex locked; else the number of readers.
    /// OnceLock and the like: 1 done, 2 poisoned, 3 running.
    std::uint32_t word = 0;
    ThreadId owner = nobody;
    std::vector<ThreadId> readers;         // as far as they are known
    Clock released, read_released;
    std::uint32_t waiting = 0;             // Barrier: how many of the round have arrived
    std::uint64_t round = 0;
  };
  struct Message { memory::Scalar value; Clock clock; ThreadId sender = 0; };
  struct ChannelState {
    std::uint64_t capacity = 0;
    std::uint64_t key = 0;                 // independent of what other threads did meanwhile
    std::uint32_t senders = 1;
    bool has_receiver = true;
    std::vector<Message> queue;
    Clock disconnect_clock;                // what dropping the senders or the receiver happens after
    std::vector<Clock> freed;              // clocks of receives, which bounded sends synchronize with
  };
  /// Accesses to bytes of one allocation since the second thread was spawned, for finding races.
  struct AccessCell {
    std::uint64_t begin = 0, end = 0;
    ThreadId write_thread = 0;             // the last plain write
    std::uint32_t write_time = 0;          // 0: none
    Span write_span;
    struct Other {
      ThreadId thread;
      std::uint32_t time;
      bool is_atomic, is_write;
      Span span;
      friend bool operator==(const Other& a, const Other& b) = default;
    };
    std::vector<Other> others;             // since then: reads and atomic accesses, the last of each thread
    Clock released;                        // of the last atomic store: what an acquire load learns
    std::uint64_t atomic_size = 0;
    friend bool operator==(const AccessCell& a, const AccessCell& b) = default;
  };
  struct AccessHistory { std::vector<AccessCell> cells; };

  std::vector<AtomicOption> options_of(const Thread& thread, const Location* location, AtomicDeed* deed) const;
  bool settle(Chooser& chooser);
  void look_at_fresh_threads(Chooser& chooser);
  /// Runs the current thread until it stands before a visible operation or the like.
  void run_current(Chooser& chooser, std::uint64_t& budget, std::vector<Event>* events);
  std::string why_stuck(const Thread& thread) const;
  bool has_cut_spin() const;
  /// When a time that somebody waits for may come.
  enum class Time : std::uint8_t { Clock, AnyMoment };
  bool can_move(const Thread& thread, Time time) const;
  bool is_possible(const Thread& thread, Time time) const;
  bool is_due(const Thread& thread, Time time) const;
  const LockState* find_lock(const Object& object) const;
  std::uint32_t lock_word(const Object& object) const;
  std::uint64_t key_of(const Object& object) const;
  void end(Stop stop);
  void collect_tags(const Thread& running);

  std::shared_ptr<CodeStore> code_;
  Options options_;
  memory::Memory memory_;
  memory::AliasState aliasing_;
  std::uint64_t alias_words_searched_ = 0;   // when tags were last collected
  std::uint64_t alias_words_of_all_ = 0;     // when all of them were
  std::uint64_t alias_words_since_ = 0;      // searched since then
  memory::TagValue newest_collected_ = memory::wildcard_tag;
  std::vector<Shared<Thread>> threads_;
  ThreadId current_ = 0;   // whose statement is next
  ThreadId mover_ = 0;     // who carried out the last visible operation
  std::uint64_t steps_ = 0;
  std::uint64_t next_call_ = 1;
  std::uint64_t next_ticket_ = 1;
  std::uint64_t clock_nanos_ = 0;   // how far time has passed while nobody could move
  bool last_succeeded_ = true;
  bool has_yielded_ = false;   // the mover, since it was chosen
  bool is_cut_short_ = false;
  bool has_asked_for_input_ = false;
  std::vector<Touch> silent_accesses_;
  // Each shared by copies until it changes.
  Shared<Statics> statics_;
  Shared<std::vector<LockState>> locks_;
  Shared<std::vector<ChannelState>> channels_;
  memory::AllocMap<AccessHistory> accesses_;
  // C11 mode.
  std::vector<Shared<Location>> locations_;
  AtomicLog atomic_log_;
  AtomicDeed last_deed_;
  Shared<std::string> stdout_, stderr_;
  Shared<Graves> graves_;            // empty where nobody asks
  std::optional<Stop> stop_;
  Recording* recording_ = nullptr;   // only while a stretch is recorded; a copy is not made meanwhile
};

}  // namespace machine
