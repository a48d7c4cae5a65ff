#pragma once
// How many interleavings a run stands for: the linear extensions of its happens-before order. Counted
// over the sets of events that can have happened at some moment, each given by how far every thread has
// come. There are few enough of them for the programs one explores, else the count is given up.
//
//   ways to {} = 1       ways to a moment = sum over its last events of the ways to the moment before
//
// An event adds the moments at which it has happened and changes none that was there before; so runs that
// begin alike share the work. Internal to `explore/`.

#include <cstdint>
#include <vector>

#include "explore/happened.h"

namespace explore {

class Orders {
 public:
  /// Of all events of the path; 0 if that is too much to count.
  std::uint64_t count(const History& history);
  /// The path was taken back to its first `size` events.
  void take_off(std::size_t size);

 private:
  struct Moment {
    std::uint64_t name = 0;
    std::uint64_t ways = 0;
    std::uint32_t next = none;             // in the same bucket
  };
  static constexpr std::uint32_t none = 0xffffffffu;
  static constexpr std::size_t max_moments = 1 << 12, bucket_count = 1 << 12;
  static constexpr std::uint64_t max_summand = std::uint64_t{1} << 58;

  bool add(const History& history, EventIndex event);
  bool can_come_next(const History& history, const std::uint32_t* progress, std::size_t thread) const;
  std::uint32_t find(std::uint64_t name) const;
  void push(std::uint64_t name, std::uint64_t ways);
  std::uint32_t& bucket_of(std::uint64_t name) { return buckets_[(name >> 40) % bucket_count]; }

  std::vector<std::uint64_t> names_;       // of threads: as many of each as it has come far make a moment's name
  std::vector<Moment> moments_;            // those of each event behind those of the one before
  std::vector<std::size_t> begins_;        // of each event's moments
  std::vector<std::uint32_t> buckets_;
  std::vector<std::vector<EventIndex>> of_thread_;
  std::vector<std::uint32_t> progress_;    // of each thread at the moments that are being added
};

}  // namespace explore
