#include "explore/happened.h"

#include <algorithm>

namespace explore {

using machine::EventKind;
using machine::Machine;
using machine::Operation;
using machine::ThreadId;
using machine::Touch;

namespace {

const Touch* find_touch(const Operation& operation, Touch::Realm realm) {
  for (std::uint8_t i = 0; i < operation.touch_count; ++i)
    if (operation.touches[i].realm == realm) return &operation.touches[i];
  return nullptr;
}

bool is_send(EventKind kind) { return kind == EventKind::Send || kind == EventKind::TrySend; }
bool is_receive(EventKind kind) { return kind == EventKind::Receive || kind == EventKind::TryReceive; }

}  // namespace

void History::begin(const State& before, ThreadId mover, bool has_time_passed) {
  const Machine& machine = *before.machine;
  const Operation& possible = *before.pending(mover);
  if (find_touch(possible, Touch::Realm::Tail) || find_touch(possible, Touch::Realm::Head)) capacity_ = machine.channel_capacity(machine.thread(mover).pending.object.id);
  message_ = no_event;
  if (possible.kind == EventKind::TryReceive && machine.channel_length(machine.thread(mover).pending.object.id) > 0) {
    const std::uint64_t key = find_touch(possible, Touch::Realm::Head)->key;
    message_ = find_event(Touch::Realm::Tail, key, count_events(Touch::Realm::Head, key));
  }
  if (has_time_passed) time_passed_.push_back(static_cast<EventIndex>(size_));
  if (events_.size() == size_) events_.emplace_back();
  Times& times = events_[size_].before;
  times.clear();
  begin_after(machine, possible, static_cast<EventIndex>(size_), times);
  ++size_;
}

/// What an operation comes after whatever it touches, of the events before `end`.
void History::begin_after(const Machine& machine, const Operation& operation, EventIndex end, Times& before) const {
  if (marks_.size() <= operation.thread) return;
  const ThreadMarks& mine = marks_[operation.thread];
  const auto join = [&](EventIndex event) {
    if (event < end) before.join(events_[event].times);
  };
  join(mine.last != no_event ? mine.last : mine.spawned_by);
  join(mine.woken_by);
  if (operation.kind == EventKind::Join && operation.other < marks_.size()) join(marks_[operation.other].finished_by);
  if (operation.kind == EventKind::Receive && machine.channel_length(machine.thread(operation.thread).pending.object.id) > 0) {
    // A message comes after it was sent.
    const std::uint64_t key = find_touch(operation, Touch::Realm::Head)->key;
    join(find_event(Touch::Realm::Tail, key, count_events(Touch::Realm::Head, key)));
  }
  // What follows the moment at which everybody waited for time to pass comes after all before it.
  if (!time_passed_.empty())
    for (EventIndex i = time_passed_.back(); i-- > 0;)
      if (!is_within(i, before)) before.join(events_[i].times);
}

/// The sends (Tail) or receives (Head) that a channel has seen succeed.
std::uint64_t History::count_events(Touch::Realm realm, std::uint64_t key) const {
  std::uint64_t count = 0;
  while (find_event(realm, key, count) != no_event) ++count;
  return count;
}

EventIndex History::find_event(Touch::Realm realm, std::uint64_t key, std::uint64_t number) const {
  for (EventIndex i = 0; i < size_; ++i) {
    const Happened& event = events_[i];
    if (!event.step->succeeded || !(realm == Touch::Realm::Tail ? is_send(event.operation().kind) : is_receive(event.operation().kind))) continue;
    const Touch* touch = find_touch(event.operation(), realm);
    if (touch && touch->key == key && number-- == 0) return i;
  }
  return no_event;
}

void History::end(Shared<Step> step) {
  const auto index = static_cast<EventIndex>(size_ - 1);
  Happened& event = events_[index];
  const ThreadId mover = step->thread;
  if (marks_.size() < step->to->machine->thread_count()) marks_.resize(step->to->machine->thread_count());
  event.step = std::move(step);
  ThreadMarks& mine = marks_[mover];
  event.previous = mine.last;
  event.number = mine.last == no_event ? 1 : events_[mine.last].number + 1;
  event.switches = index == 0 ? 0 : events_[index - 1].switches + (events_[index - 1].thread() != mover ? 1 : 0);
  event.times = event.before;
  races_begin_.push_back(races_.size());
  find_races(event.operation(), index, event.before, event.times, races_);
  message_ = no_event;
  if (event.deed().option.name != machine::no_store) find_c11_races(index);
  if (event.deed().stored != machine::no_store) maker(event.deed().stored) = index;
  // A send into a channel that was full comes after the receive that made room.
  if (is_send(event.operation().kind) && event.step->succeeded) {
    if (const Touch* tail = find_touch(event.operation(), Touch::Realm::Tail)) {
      size_ = index;   // without itself
      const std::uint64_t sent = count_events(Touch::Realm::Tail, tail->key);
      if (capacity_ > 0 && sent >= capacity_) {
        const EventIndex receive = find_event(Touch::Realm::Head, tail->key, sent - capacity_);
        if (receive != no_event) event.times.join(events_[receive].times);
      }
      size_ = index + 1;
    }
  }
  event.times.set(mover, event.number);
  mine.last = index;
  for (const Mark mark : event.step->marks) {
    ThreadMarks& marks = marks_[mark.thread];
    switch (mark.what) {
      case Mark::What::Spawned: marks.spawned_by = index; break;
      case Mark::What::Finished: marks.finished_by = index; break;
      case Mark::What::Woken: marks.woken_by = index; break;
    }
  }
}

void History::take_off() {
  const auto index = static_cast<EventIndex>(--size_);
  races_.resize(races_begin_.back());
  races_begin_.pop_back();
  if (!time_passed_.empty() && time_passed_.back() == index) time_passed_.pop_back();
  if (events_[index].deed().stored != machine::no_store) maker(events_[index].deed().stored) = no_event;
  marks_[events_[index].thread()].last = events_[index].previous;
  for (ThreadMarks& mark : marks_) {
    if (mark.spawned_by == index) mark = ThreadMarks{};
    if (mark.finished_by == index) mark.finished_by = no_event;
    if (mark.woken_by == index) mark.woken_by = no_event;
  }
}

/// Sets out to go back along the events before `end` of all threads but one.
void History::begin_walk(ThreadId without, EventIndex end) const {
  walk_.clear();
  for (ThreadId id = 0; id < marks_.size(); ++id) {
    EventIndex event = id == without ? no_event : marks_[id].last;
    while (event != no_event && event >= end) event = events_[event].previous;
    walk_.push_back(event);
  }
}

EventIndex History::newest_of_walk() const {
  EventIndex newest = no_event;
  for (const EventIndex event : walk_)
    if (event != no_event && (newest == no_event || event > newest)) newest = event;
  return newest;
}

/// Goes back along the path: each event that depends on the operation and is not among what is known
/// to come before it by way of a later one is in a race with it. A thread's events are left as soon as
/// nothing more can come of them.
void History::find_races(const Operation& operation, EventIndex index, const Times& before, Times& times, std::vector<Race>& races) const {
  Operation itself = operation;   // without what follows from it
  itself.ends_run = false;
  itself.silent = {};
  Times acquired;   // of a lock: what comes before the acquisitions already in a race
  if (operation.can_block) acquired.join(before);
  begin_walk(operation.thread, index);
  for (EventIndex i = newest_of_walk(); i != no_event; i = newest_of_walk()) {
    const Happened& event = events_[i];
    const bool is_known = is_within(i, times);
    const bool is_over = is_known && (!operation.can_block || is_within(i, operation.takes_lock ? acquired : before));
    walk_[event.thread()] = is_over ? no_event : event.previous;
    if (is_over) continue;
    const bool touches_same = are_dependent(event.operation(), itself) || i == message_;
    if (!touches_same && (is_known || !are_dependent(event.operation(), operation))) continue;
    if (!operation.can_block || !touches_same) {
      // That a read comes after the store it reads is no race: it could read that or another one.
      const bool is_read = event.operation().stored != machine::no_store && event.operation().stored == operation.read_from;
      if (!is_read || operation.ends_run) races.push_back({i, index, operation.can_block});
    } else if (operation.takes_lock && event.operation().kind == EventKind::OnceBegin && !event.operation().takes_lock) {
      // It has only looked whether the value is made, and can as well look later.
      if (!is_within(i, before)) races.push_back({i, index, true});
    } else if (operation.takes_lock) {
      // Nobody can take a lock before it was released, but one can take it first.
      if (event.operation().takes_lock && !is_within(i, acquired)) {
        races.push_back({i, index, operation.kind == EventKind::WriteLock});
        acquired.join(event.times);
      }
    } else if (!is_within(i, before)) {
      races.push_back({i, index, true});
    }
    if (!is_known) times.join(event.times);
  }
}

/// C11 mode: reads that could have read what the event stores, and updates that took the store that it
/// could have read.
void History::find_c11_races(EventIndex index) {
  const Happened& event = events_[index];
  const auto begin = static_cast<std::ptrdiff_t>(races_.size());
  if (event.deed().stored != machine::no_store) {
    begin_walk(event.thread(), index);
    for (EventIndex i = newest_of_walk(); i != no_event; i = newest_of_walk()) {
      const Happened& earlier = events_[i];
      const bool is_over = is_within(i, event.times);
      walk_[earlier.thread()] = is_over ? no_event : earlier.previous;
      if (is_over || earlier.deed().read_from == machine::no_store) continue;
      const Touch& read = earlier.operation().touches[0];
      const Touch& store = event.operation().touches[0];
      if (read.key == store.key && read.begin == store.begin) races_.push_back({i, index, false, Race::Kind::ReadsSecond, event.deed().stored});
    }
  }
  for (const machine::TakenStore& taken : event.deed().taken) {
    const EventIndex taker = maker_of(taken.taker);
    if (taker == no_event || events_[taker].thread() == event.thread() || is_within(taker, event.before)) continue;
    races_.push_back({taker, index, false, Race::Kind::TakesPlace, taken.store});
  }
  std::stable_sort(races_.begin() + begin, races_.end(), [](const Race& a, const Race& b) { return a.first > b.first; });
}

EventIndex& History::maker(machine::StoreName store) {
  const std::size_t thread = store >> 32, number = store & 0xffffffffu;
  if (makers_.size() <= thread) makers_.resize(thread + 1);
  if (makers_[thread].size() <= number) makers_[thread].resize(number + 1, no_event);
  return makers_[thread][number];
}

EventIndex History::maker_of(machine::StoreName store) const {
  const std::size_t thread = store >> 32, number = store & 0xffffffffu;
  return thread < makers_.size() && number < makers_[thread].size() ? makers_[thread][number] : no_event;
}

void History::place_stores() {
  struct Order { const Touch* object; EventIndex first; };
  std::vector<Order> orders;
  const auto order_of = [&](const Touch& object) -> Order& {
    for (Order& order : orders)
      if (order.object->key == object.key && order.object->begin == object.begin) return order;
    orders.push_back({&object, no_event});
    return orders.back();
  };
  placed_.assign(size_, {});
  for (EventIndex i = 0; i < size_; ++i) {
    const machine::AtomicDeed& deed = events_[i].deed();
    if (deed.stored == machine::no_store) continue;
    Order& order = order_of(events_[i].operation().touches[0]);
    const EventIndex previous = deed.option.name == machine::initial_store ? no_event : maker_of(deed.option.name);
    EventIndex& next = previous == no_event ? order.first : placed_[previous].next;
    placed_[i].previous = previous;
    placed_[i].next = next;
    if (next != no_event) placed_[next].previous = i;
    next = i;
  }
  for (const Order& order : orders) {
    std::uint32_t place = 0;
    for (EventIndex i = order.first; i != no_event; i = placed_[i].next) placed_[i].place = ++place;
  }
}

std::vector<machine::StoreName> History::stores_behind(EventIndex event, EventIndex node) const {
  std::vector<machine::StoreName> stores;
  for (EventIndex i = placed_[event].previous; i != no_event; i = placed_[i].previous) {
    stores.push_back(events_[i].deed().stored);
    if (i < node) return stores;
  }
  stores.push_back(machine::initial_store);
  return stores;
}

bool History::is_behind(EventIndex event, machine::StoreName store) const {
  const EventIndex maker = maker_of(store);
  return maker == no_event || placed_[maker].place < placed_[event].place;
}

bool History::is_over_before_end(ThreadId thread) const {
  const EventIndex last = marks_[thread].last;
  return last == no_event || happens_before(last, static_cast<EventIndex>(size_ - 1));
}

void History::find_waiting_races(const Machine& machine, const Operation& operation, EventIndex end, Times& before, std::vector<Race>& races) const {
  before.clear();
  const ThreadMarks mine = operation.thread < marks_.size() ? marks_[operation.thread] : ThreadMarks{};
  const auto is_later = [end](EventIndex event) { return event != no_event && event >= end; };
  if (is_later(mine.spawned_by) || is_later(mine.woken_by)) return;   // it did not wait for this before
  begin_after(machine, operation, end, before);
  Times times = before;
  find_races(operation, end, before, times, races);
}

}  // namespace explore
