#pragma once
// What has happened on the path that a reduced search is on: one entry for each move, with a vector
// clock that says which earlier ones it depends on. Internal to `explore/`.

#include <vector>

#include "explore/findings.h"
#include "explore/state.h"

namespace explore {

using EventIndex = std::uint32_t;
constexpr EventIndex no_event = 0xffffffffu;

/// How many events of each thread happen before something.
class Times {
 public:
  std::uint32_t of(machine::ThreadId thread) const { return thread < times_.size() ? times_[thread] : 0; }
  void set(machine::ThreadId thread, std::uint32_t time) {
    if (times_.size() <= thread) times_.resize(thread + 1);
    times_[thread] = time;
  }
  void join(const Times& other) {
    if (times_.size() < other.times_.size()) times_.resize(other.times_.size());
    for (std::size_t i = 0; i < other.times_.size(); ++i)
      if (times_[i] < other.times_[i]) times_[i] = other.times_[i];
  }
  void clear() { times_.clear(); }

 private:
  std::vector<std::uint32_t> times_;
};

struct Happened {
  Shared<Step> step;
  std::uint32_t number = 0;              // among the thread's events, from 1
  EventIndex previous = no_event;        // of the same thread
  Times before;                          // what it comes after whatever it touches: its thread, its spawn, what woke it
  Times times;                           // everything that happens before it, and itself
  std::uint32_t switches = 0;            // until here

  const machine::Operation& operation() const { return *step->operation; }
  const machine::Operation& possible() const { return *step->possible; }
  const machine::AtomicDeed& deed() const { return step->deed; }
  machine::ThreadId thread() const { return step->thread; }
};

/// A pair of events that could have happened the other way round. If the second can block, that is
/// sure only once it was tried. In C11 mode, where the order of atomic accesses means nothing in
/// itself: a way that one of the two has only if the other comes first.
struct Race {
  enum class Kind : std::uint8_t {
    Order,           // second before first
    ReadsSecond,     // first is a read; it could have read what second stores
    TakesPlace,      // both update the same object; second could have read `store`, which first took
  };
  EventIndex first, second;
  bool needs_trial;
  Kind kind = Kind::Order;
  machine::StoreName store = machine::no_store;
};

/// The path of events; events are added and taken off at its end.
class History {
 public:
  std::size_t size() const { return size_; }
  const Happened& operator[](std::size_t index) const { return events_[index]; }
  bool happens_before(EventIndex first, EventIndex second) const {
    return events_[second].times.of(events_[first].thread()) >= events_[first].number;
  }
  bool is_within(EventIndex event, const Times& times) const { return times.of(events_[event].thread()) >= events_[event].number; }

  /// A thread is about to move. `has_time_passed`: the clock was moved just before, and decides.
  void begin(const State& before, machine::ThreadId mover, bool has_time_passed);
  /// It has moved.
  void end(Shared<Step> step);
  void take_off();
  /// C11 mode, at the end of a run: for the next two. The order of stores when one was made does not say
  /// where it stands among those that were made later, and a plan may carry these out first.
  void place_stores();
  /// The stores before that of an event in the end, nearest first, up to one that is there at `node`.
  std::vector<machine::StoreName> stores_behind(EventIndex event, EventIndex node) const;
  /// Whether the store of an event comes behind another of the same object in the end.
  bool is_behind(EventIndex event, machine::StoreName store) const;
  /// The event that made a store; `no_event` for one that was there before.
  EventIndex maker_of(machine::StoreName store) const;

  /// Whether all that a thread did happens before the last event.
  bool is_over_before_end(machine::ThreadId thread) const;

  /// The races between events of the path.
  const std::vector<Race>& races() const { return races_; }
  /// The races that the operation a thread waits for would have with the events before `end`, and what of
  /// them it would come after.
  void find_waiting_races(const machine::Machine& machine, const machine::Operation& operation, EventIndex end, Times& before, std::vector<Race>& races) const;

 private:
  struct ThreadMarks {
    EventIndex last = no_event;          // its newest event
    EventIndex spawned_by = no_event;
    EventIndex finished_by = no_event;
    EventIndex woken_by = no_event;      // the event that ended its waiting
  };
  void begin_after(const machine::Machine& machine, const machine::Operation& operation, EventIndex end, Times& before) const;
  void find_races(const machine::Operation& operation, EventIndex index, const Times& before, Times& times, std::vector<Race>& races) const;
  void find_c11_races(EventIndex index);
  void begin_walk(machine::ThreadId without, EventIndex end) const;
  EventIndex newest_of_walk() const;
  EventIndex& maker(machine::StoreName store);
  EventIndex find_event(machine::Touch::Realm realm, std::uint64_t key, std::uint64_t number) const;
  std::uint64_t count_events(machine::Touch::Realm realm, std::uint64_t key) const;

  std::vector<Happened> events_;         // only the first size_ are in use: the others keep their memory
  std::size_t size_ = 0;
  std::vector<Race> races_;
  std::vector<std::size_t> races_begin_; // for each event, where its races begin
  std::vector<ThreadMarks> marks_;
  std::vector<EventIndex> time_passed_;  // events before which the clock moved
  std::vector<std::vector<EventIndex>> makers_;   // of stores, by thread and number
  struct PlacedStore { EventIndex previous = no_event, next = no_event; std::uint32_t place = 0; };
  std::vector<PlacedStore> placed_;      // the stores of events, in modification order
  mutable std::vector<EventIndex> walk_; // where it has come to in each thread

  // Between begin and end.
  std::uint64_t capacity_ = 0;           // of the channel, if it is about one
  EventIndex message_ = no_event;        // the send of the message that it receives though it need not wait for one
};

}  // namespace explore
