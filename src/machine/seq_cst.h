#pragma once
// SeqCst in C11 mode. There must be one order of all SeqCst accesses and fences that agrees with what
// the threads have seen of each other. RC11 says so with a relation between them, psc, that must have
// no cycle:
//
//   scb      = sb ∪ sb≠loc ; hb ; sb≠loc ∪ hb|loc ∪ mo ∪ rb
//   psc_base = ([SC] ∪ [SC fence] ; hb?) ; scb ; ([SC] ∪ hb? ; [SC fence])
//   psc_F    = [SC fence] ; (hb ∪ hb ; eco ; hb) ; [SC fence]
//   psc      = psc_base ∪ psc_F                       eco = (rf ∪ mo ∪ rb)+
//
// What has happened has no cycle, and an access that is about to happen comes before nothing in hb. So
// it closes a cycle exactly if psc leads from the stores that it is ordered before (by mo and rb) to
// what is ordered before it. From the newest option to the oldest, there are ever more such stores: one
// search goes on from option to option.
//
// All that a search reaches by sb and hb is, in each thread, everything from some event on: a number a
// thread, and each event is looked at once. Internal to `machine/`.

#include <array>
#include <cstdint>
#include <vector>

#include "machine/stores.h"

namespace machine {

class SeqCstOrder {
 public:
  /// For accesses to `home` by a thread whose events are in the log.
  SeqCstOrder(const AtomicLog& log, const std::vector<Shared<Location>>& locations, const Location& home, ThreadId thread);

  /// Whether the access can go so: read the store at `index`, or go right behind it. Asked with ever
  /// older stores. `event`: its clock has what it would learn.
  bool allows(const AtomicEvent& event, std::size_t index);

 private:
  using Index = std::uint32_t;           // of an event in the log
  static constexpr Index none = 0xffffffffu;
  static constexpr std::uint32_t never = 0xffffffffu;

  struct Node {
    Index position = 0;                  // among its thread's events
    std::uint32_t object = none;         // which location; none for a fence, or one that is forgotten
    std::uint32_t read = none, write = none;   // index in modification order
    Index next_elsewhere = none;         // position of the first later event of the thread that is not about the same place
  };
  struct ObjectEvents {
    std::vector<Index> writers;          // by index in modification order; none if not in the log
    std::vector<std::vector<Index>> readers;
    std::vector<std::vector<Index>> of_thread;
  };
  /// What psc leads to from the stores that were put in.
  struct Search {
    std::vector<bool> is_reached, is_started, is_ended;
    std::vector<Index> work;             // SeqCst events reached, to be gone on from
    // In each thread, or of each location, all from here on have been looked at.
    std::vector<Index> ends_from, starts_from, fences_from;
    std::vector<std::vector<Index>> place_ends_from;    // by location and thread
    std::vector<std::uint32_t> stores_from, eco_writes_from, eco_reads_from;
    // The least of what is reached.
    std::vector<Index> least_position;                  // by thread
    std::vector<std::uint32_t> least_time_here, least_fence_time;   // by thread
    std::uint32_t least_place_here = never;
  };

  const AtomicEvent& at(Index event) const { return log_[event]; }
  bool is_before(Index a, Index b) const;
  /// The position in a thread from which on all events come after this one.
  Index first_after(Index event, ThreadId thread) const;
  /// How many events of a thread come before this one.
  Index count_before(Index event, ThreadId thread) const;

  void prepare(Search& search) const;
  void put_in_stores_behind(std::size_t index);
  void put_in_readers_of(std::size_t index);
  void go_on(Search& search) const;
  void reach(Search& search, Index event) const;
  void reach_fences_after(Search& search, Index event) const;
  void start(Search& search, Index event) const;
  void end(Search& search, Index event) const;
  void end_all_from(Search& search, ThreadId thread, Index position) const;
  void follow_eco(Search& search, Index event) const;

  const AtomicLog& log_;
  ThreadId thread_;
  std::uint32_t home_ = none;
  std::vector<Node> nodes_;
  std::vector<std::vector<Index>> of_thread_, fences_;   // fences: positions
  std::vector<ObjectEvents> objects_;
  std::vector<Index> before_by_others_;  // by thread: how many of its events are before the next one by sb≠loc ; hb ; sb≠loc
  Search accesses_;                      // from what the access is before in scb
  Search fenced_;                        // from what a fence before the access is before: eco besides
  std::size_t put_in_ = 0;               // stores from here on are in both
};

}  // namespace machine
