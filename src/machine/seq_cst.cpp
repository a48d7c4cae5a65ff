#include "machine/seq_cst.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace machine {

SeqCstOrder::SeqCstOrder(const AtomicLog& log, const std::vector<Shared<Location>>& locations, const Location& home, ThreadId thread)
    : log_(log), thread_(thread), nodes_(log.size()) {
  const auto count = static_cast<Index>(log.size());
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> object_at;
  std::unordered_map<StoreName, std::uint32_t> place_of;   // each store stands in one location; the initial ones in front
  for (const Shared<Location>& location : locations) {
    const auto object = static_cast<std::uint32_t>(objects_.size());
    if (!object_at.emplace(std::pair(location->alloc.value, location->offset), object).second) continue;
    if (location->alloc == home.alloc && location->offset == home.offset) home_ = object;
    for (std::uint32_t i = 0; i < location->stores.size(); ++i) place_of.emplace(location->stores[i].name, i);
    objects_.emplace_back();
    objects_.back().writers.assign(location->stores.size(), none);
    objects_.back().readers.resize(location->stores.size());
  }
  of_thread_.resize(thread + 1);
  for (Index i = 0; i < count; ++i)
    if (at(i).thread >= of_thread_.size()) of_thread_.resize(at(i).thread + 1);
  fences_.resize(of_thread_.size());
  for (ObjectEvents& object : objects_) object.of_thread.resize(of_thread_.size());
  for (Index i = 0; i < count; ++i) {
    const AtomicEvent& event = at(i);
    Node& node = nodes_[i];
    std::vector<Index>& mine = of_thread_[event.thread];
    node.position = static_cast<Index>(mine.size());
    mine.push_back(i);
    if (event.is_fence) {
      fences_[event.thread].push_back(node.position);
      continue;
    }
    const auto object = object_at.find({event.alloc.value, event.offset});
    if (object == object_at.end()) continue;
    node.object = object->second;
    ObjectEvents& events = objects_[node.object];
    events.of_thread[event.thread].push_back(i);
    const auto find = [&](StoreName name) {
      if (name == initial_store) return std::uint32_t{0};
      const auto place = place_of.find(name);
      return place == place_of.end() ? none : place->second;
    };
    if (event.read_from != no_store) node.read = find(event.read_from);
    if (event.stored != no_store) node.write = find(event.stored);
    if (node.write != none) events.writers[node.write] = i;
    if (node.read != none) events.readers[node.read].push_back(i);
  }
  for (const std::vector<Index>& events : of_thread_) {
    for (std::size_t i = events.size(); i-- > 1;) {
      const AtomicEvent& later = at(events[i]);
      const AtomicEvent& earlier = at(events[i - 1]);
      const bool is_same = !later.is_fence && !earlier.is_fence && later.alloc == earlier.alloc && later.offset == earlier.offset;
      nodes_[events[i - 1]].next_elsewhere = is_same ? nodes_[events[i]].next_elsewhere : static_cast<Index>(i);
    }
  }
  // What the next event of the thread comes after by sb≠loc ; hb ; sb≠loc does not depend on how it goes.
  before_by_others_.assign(of_thread_.size(), 0);
  const std::vector<Index>& mine = of_thread_[thread];
  Index last_elsewhere = none;
  for (std::size_t i = mine.size(); i-- > 0 && last_elsewhere == none;)
    if (at(mine[i]).is_fence || at(mine[i]).alloc != home.alloc || at(mine[i]).offset != home.offset) last_elsewhere = mine[i];
  for (ThreadId id = 0; id < of_thread_.size() && last_elsewhere != none; ++id) {
    const Index before = count_before(last_elsewhere, id);
    // All that is followed by something about another place among these.
    for (Index position = before; position-- > 0 && before_by_others_[id] == 0;)
      if (nodes_[of_thread_[id][position]].next_elsewhere < before) before_by_others_[id] = position + 1;
  }
  put_in_ = home.stores.size();
  prepare(accesses_);
  if (log_.sc_fences() > 0) prepare(fenced_);
}

void SeqCstOrder::prepare(Search& search) const {
  search.is_reached.resize(nodes_.size());
  search.is_started.resize(nodes_.size());
  search.is_ended.resize(nodes_.size());
  for (const std::vector<Index>& events : of_thread_) search.ends_from.push_back(static_cast<Index>(events.size()));
  search.starts_from = search.fences_from = search.ends_from;
  for (const ObjectEvents& object : objects_) {
    search.place_ends_from.emplace_back();
    for (const std::vector<Index>& events : object.of_thread) search.place_ends_from.back().push_back(static_cast<Index>(events.size()));
    search.stores_from.push_back(static_cast<std::uint32_t>(object.writers.size()));
  }
  search.eco_writes_from = search.eco_reads_from = search.stores_from;
  search.least_position.assign(of_thread_.size(), never);
  search.least_time_here = search.least_fence_time = search.least_position;
}

bool SeqCstOrder::is_before(Index a, Index b) const {
  const AtomicEvent& first = at(a);
  const AtomicEvent& second = at(b);
  if (first.thread == second.thread) return a < b;
  return first.time <= second.clock.of(first.thread);
}

SeqCstOrder::Index SeqCstOrder::first_after(Index event, ThreadId thread) const {
  if (at(event).thread == thread) return nodes_[event].position + 1;
  const std::vector<Index>& events = of_thread_[thread];
  return static_cast<Index>(std::partition_point(events.begin(), events.end(), [&](Index other) { return !is_before(event, other); }) - events.begin());
}

SeqCstOrder::Index SeqCstOrder::count_before(Index event, ThreadId thread) const {
  if (at(event).thread == thread) return nodes_[event].position;
  const std::vector<Index>& events = of_thread_[thread];
  return static_cast<Index>(std::partition_point(events.begin(), events.end(), [&](Index other) { return is_before(other, event); }) - events.begin());
}

void SeqCstOrder::reach(Search& search, Index event) const {
  if (search.is_reached[event]) return;
  search.is_reached[event] = true;
  search.work.push_back(event);
  const AtomicEvent& reached = at(event);
  const auto lower = [](std::uint32_t& least, std::uint32_t value) { least = std::min(least, value); };
  lower(search.least_position[reached.thread], nodes_[event].position);
  if (reached.is_fence) {
    lower(search.least_fence_time[reached.thread], reached.time);
    // The fence is before all that comes before the access at its place and after the fence.
    if (home_ == none) return;
    for (const std::vector<Index>& events : objects_[home_].of_thread)
      for (const Index other : events)
        if (is_before(event, other)) lower(search.least_place_here, std::min(nodes_[other].read, nodes_[other].write));
  } else if (nodes_[event].object == home_ && home_ != none) {
    lower(search.least_time_here[reached.thread], reached.time);
    lower(search.least_place_here, std::min(nodes_[event].read, nodes_[event].write));
  }
}

void SeqCstOrder::reach_fences_after(Search& search, Index event) const {
  if (log_.sc_fences() == 0) return;
  for (ThreadId thread = 0; thread < fences_.size(); ++thread) {
    const Index first = first_after(event, thread);
    if (first >= search.fences_from[thread]) continue;
    for (const Index position : fences_[thread])
      if (position >= first && position < search.fences_from[thread]) reach(search, of_thread_[thread][position]);
    search.fences_from[thread] = first;
  }
}

/// One step of scb leads here.
void SeqCstOrder::end(Search& search, Index event) const {
  if (search.is_ended[event]) return;
  search.is_ended[event] = true;
  if (at(event).is_sc) reach(search, event);
  reach_fences_after(search, event);
}

void SeqCstOrder::end_all_from(Search& search, ThreadId thread, Index position) const {
  for (Index i = position; i < search.ends_from[thread]; ++i) end(search, of_thread_[thread][i]);
  search.ends_from[thread] = std::min(search.ends_from[thread], position);
}

/// A step of scb may begin here.
void SeqCstOrder::start(Search& search, Index event) const {
  if (search.is_started[event]) return;
  search.is_started[event] = true;
  const Node& node = nodes_[event];
  const ThreadId own = at(event).thread;
  end_all_from(search, own, node.position + 1);
  if (node.next_elsewhere != none) {
    const Index elsewhere = of_thread_[own][node.next_elsewhere];
    for (ThreadId thread = 0; thread < of_thread_.size(); ++thread) {
      const Index after = first_after(elsewhere, thread);
      if (after >= of_thread_[thread].size()) continue;
      const Index end = nodes_[of_thread_[thread][after]].next_elsewhere;
      if (end != none) end_all_from(search, thread, end);
    }
  }
  if (node.object == none) return;
  const ObjectEvents& object = objects_[node.object];
  for (ThreadId thread = 0; thread < object.of_thread.size(); ++thread) {
    if (thread == own) continue;
    const std::vector<Index>& events = object.of_thread[thread];
    Index& from = search.place_ends_from[node.object][thread];
    while (from > 0 && is_before(event, events[from - 1])) end(search, events[--from]);
  }
  const std::uint32_t place = node.write != none ? node.write : node.read;
  if (place == none) return;
  std::uint32_t& from = search.stores_from[node.object];
  for (; from > place + 1; --from)
    if (object.writers[from - 1] != none) end(search, object.writers[from - 1]);
}

/// From an event after a fence, by eco and hb to other fences.
void SeqCstOrder::follow_eco(Search& search, Index event) const {
  const Node& node = nodes_[event];
  if (node.object == none || (node.write == none && node.read == none)) return;
  const ObjectEvents& object = objects_[node.object];
  const std::uint32_t first_write = (node.write != none ? node.write : node.read) + 1;
  const std::uint32_t first_read = node.write != none ? node.write : node.read + 1;
  for (std::uint32_t& from = search.eco_writes_from[node.object]; from > first_write; --from)
    if (object.writers[from - 1] != none) reach_fences_after(search, object.writers[from - 1]);
  for (std::uint32_t& from = search.eco_reads_from[node.object]; from > first_read; --from)
    for (const Index reader : object.readers[from - 1]) reach_fences_after(search, reader);
}

void SeqCstOrder::go_on(Search& search) const {
  while (!search.work.empty()) {
    const Index event = search.work.back();
    search.work.pop_back();
    start(search, event);
    if (!at(event).is_fence) continue;
    reach_fences_after(search, event);
    for (ThreadId thread = 0; thread < of_thread_.size(); ++thread) {
      const Index first = first_after(event, thread);
      for (Index position = first; position < search.starts_from[thread]; ++position) {
        start(search, of_thread_[thread][position]);
        follow_eco(search, of_thread_[thread][position]);
      }
      search.starts_from[thread] = std::min(search.starts_from[thread], first);
    }
  }
}

void SeqCstOrder::put_in_stores_behind(std::size_t index) {
  if (home_ == none) return;
  const ObjectEvents& home = objects_[home_];
  for (; put_in_ > index + 1; --put_in_) {
    const Index writer = home.writers[put_in_ - 1];
    if (writer != none) end(accesses_, writer);
    if (log_.sc_fences() == 0) continue;
    if (writer != none) end(fenced_, writer);
    for (const Index reader : home.readers[put_in_ - 1]) reach_fences_after(fenced_, reader);
  }
  go_on(accesses_);
  if (log_.sc_fences() > 0) go_on(fenced_);
}

bool SeqCstOrder::allows(const AtomicEvent& event, std::size_t index) {
  put_in_stores_behind(index);
  if (log_.sc_fences() > 0) {
    for (ThreadId thread = 0; thread < of_thread_.size(); ++thread)
      if (fenced_.least_fence_time[thread] != never && (thread == thread_ || fenced_.least_fence_time[thread] <= event.clock.of(thread))) return false;
  }
  if (!event.is_sc) return true;
  if (accesses_.least_position[thread_] != never) return false;
  for (ThreadId thread = 0; thread < of_thread_.size(); ++thread) {
    if (accesses_.least_time_here[thread] <= event.clock.of(thread)) return false;
    if (accesses_.least_position[thread] < before_by_others_[thread]) return false;
  }
  return event.stored == no_store || accesses_.least_place_here > index;
}

}  // namespace machine
