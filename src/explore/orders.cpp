#include "explore/orders.h"

#include "base/mixer.h"

namespace explore {

std::uint64_t Orders::count(const History& history) {
  if (moments_.empty()) {
    buckets_.assign(bucket_count, none);
    push(0, 1);
  }
  while (begins_.size() < history.size())
    if (!add(history, static_cast<EventIndex>(begins_.size()))) return 0;
  std::uint64_t all = 0;
  for (std::size_t thread = 0; thread < of_thread_.size(); ++thread) all += of_thread_[thread].size() * names_[thread];
  return moments_[find(all)].ways;
}

/// Adds the moments at which an event that comes after all that were added has happened.
bool Orders::add(const History& history, EventIndex index) {
  const Happened& event = history[index];
  while (of_thread_.size() <= event.thread()) {
    Mixer mixer;
    mixer.add(of_thread_.size());
    names_.push_back(mixer.value());
    of_thread_.emplace_back();
  }
  of_thread_[event.thread()].push_back(index);
  const std::size_t begin = moments_.size(), threads = of_thread_.size();
  begins_.push_back(begin);
  // To each of them the event can have been the last to come, or another.
  const auto enter = [&](std::uint64_t name) { push(name, moments_[find(name - names_[event.thread()])].ways); };
  progress_.clear();
  std::uint64_t first = 0;
  for (machine::ThreadId thread = 0; thread < threads; ++thread) {
    progress_.push_back(event.times.of(thread));
    first += progress_.back() * names_[thread];
  }
  enter(first);
  for (std::size_t i = begin; i < moments_.size(); ++i) {
    for (std::size_t thread = 0; thread < threads; ++thread) {
      const std::size_t row = (i - begin) * threads;
      if (!can_come_next(history, progress_.data() + row, thread)) continue;
      const std::uint64_t name = moments_[i].name + names_[thread];
      std::uint32_t next = find(name);
      if (next == none) {
        next = static_cast<std::uint32_t>(moments_.size());
        enter(name);
        for (std::size_t other = 0; other < threads; ++other) progress_.push_back(progress_[row + other]);
        ++progress_[progress_.size() - threads + thread];
      }
      moments_[next].ways += moments_[i].ways;
      if (moments_[next].ways > max_summand || moments_.size() > max_moments) return false;
    }
  }
  return true;
}

bool Orders::can_come_next(const History& history, const std::uint32_t* progress, std::size_t thread) const {
  if (progress[thread] == of_thread_[thread].size()) return false;
  const Times& needed = history[of_thread_[thread][progress[thread]]].times;
  for (machine::ThreadId other = 0; other < of_thread_.size(); ++other)
    if (other != thread && needed.of(other) > progress[other]) return false;
  return true;
}

std::uint32_t Orders::find(std::uint64_t name) const {
  std::uint32_t i = buckets_[(name >> 40) % bucket_count];
  while (i != none && moments_[i].name != name) i = moments_[i].next;
  return i;
}

void Orders::push(std::uint64_t name, std::uint64_t ways) {
  std::uint32_t& bucket = bucket_of(name);
  moments_.push_back({name, ways, bucket});
  bucket = static_cast<std::uint32_t>(moments_.size() - 1);
}

void Orders::take_off(std::size_t size) {
  if (begins_.size() <= size) return;
  while (moments_.size() > begins_[size]) {
    bucket_of(moments_.back().name) = moments_.back().next;
    moments_.pop_back();
  }
  begins_.resize(size);
  for (std::vector<EventIndex>& events : of_thread_)
    while (!events.empty() && events.back() >= size) events.pop_back();
}

}  // namespace explore
