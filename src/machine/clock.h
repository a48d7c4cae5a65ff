#pragma once
// Vector clocks: what a thread, a lock or a store knows of each thread's past. `a` happens before
// what thread t does next exactly if a's own entry is at most t's entry for a's thread.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/shared.h"

namespace machine {

class Clock {
 public:
  std::uint32_t of(std::uint32_t thread) const {
    return times_ && thread < times_->size() ? (*times_)[thread] : 0;
  }
  void advance(std::uint32_t thread) {
    std::vector<std::uint32_t>& times = own();
    if (times.size() <= thread) times.resize(thread + 1);
    ++times[thread];
  }
  void join(const Clock& other) {
    nanos_ = std::max(nanos_, other.nanos_);
    if (!other.times_ || times_.is_same(other.times_)) return;
    if (!times_) {
      times_ = other.times_;
      return;
    }
    if (includes(other)) return;
    std::vector<std::uint32_t>& times = own();
    const std::vector<std::uint32_t>& more = *other.times_;
    if (times.size() < more.size()) times.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) times[i] = std::max(times[i], more[i]);
  }
  bool includes(const Clock& other) const {
    if (!other.times_) return true;
    for (std::uint32_t i = 0; i < other.times_->size(); ++i)
      if (of(i) < (*other.times_)[i]) return false;
    return true;
  }
  bool is_empty() const { return !times_; }
  std::uint32_t size() const { return times_ ? static_cast<std::uint32_t>(times_->size()) : 0; }
  /// What a watch shows here: the timeouts and sleeps that have come to their end before.
  std::uint64_t nanos() const { return nanos_; }
  void pass(std::uint64_t until) { nanos_ = std::max(nanos_, until); }
  friend bool operator==(const Clock& a, const Clock& b) {
    return a.nanos_ == b.nanos_ && (a.times_.is_same(b.times_) || (a.times_ && b.times_ && *a.times_ == *b.times_));
  }

 private:
  std::vector<std::uint32_t>& own() {
    if (!times_) times_ = Shared<std::vector<std::uint32_t>>::make();
    return times_.edit();
  }
  Shared<std::vector<std::uint32_t>> times_;
  std::uint64_t nanos_ = 0;
};

}  // namespace machine
