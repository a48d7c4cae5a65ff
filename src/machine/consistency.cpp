// SeqCst in C11 mode. There must be one order of all SeqCst accesses and fences that agrees with what
// the threads have seen of each other. RC11 says so with a relation between them, psc, that must have
// no cycle:
//
//   scb      = sb ∪ sb≠loc ; hb ; sb≠loc ∪ hb|loc ∪ mo ∪ rb
//   psc_base = ([SC] ∪ [SC fence] ; hb?) ; scb ; ([SC] ∪ hb? ; [SC fence])
//   psc_F    = [SC fence] ; (hb ∪ hb ; eco ; hb) ; [SC fence]
//   psc      = psc_base ∪ psc_F                       eco = (rf ∪ mo ∪ rb)+
//
// An event that is about to happen has no successors in hb, so the newest store can always be read and
// a store can always go last; every other way of an operation is tried here before it is offered.

#include "machine/machine.h"

namespace machine {

namespace {

/// Rows of bits: from each event to those it is related to.
class Relation {
 public:
  explicit Relation(std::size_t count) : count_(count), words_((count + 63) / 64), bits_(count * words_) {}
  void set(std::size_t from, std::size_t to) { bits_[from * words_ + to / 64] |= std::uint64_t{1} << (to % 64); }
  bool has(std::size_t from, std::size_t to) const { return (bits_[from * words_ + to / 64] >> (to % 64)) & 1; }
  /// row(target) ∪= row(source) of another relation, or of this one.
  void join(std::size_t target, const Relation& other, std::size_t source) {
    for (std::size_t i = 0; i < words_; ++i) bits_[target * words_ + i] |= other.bits_[source * words_ + i];
  }
  template <class Visitor>
  void for_each(std::size_t from, Visitor visit) const {
    for (std::size_t i = 0; i < words_; ++i)
      for (std::uint64_t bits = bits_[from * words_ + i]; bits != 0; bits &= bits - 1)
        visit(i * 64 + static_cast<std::size_t>(__builtin_ctzll(bits)));
  }
  std::size_t count() const { return count_; }

 private:
  std::size_t count_, words_;
  std::vector<std::uint64_t> bits_;
};

/// `first` then `second`.
Relation then(const Relation& first, const Relation& second) {
  Relation both(first.count());
  for (std::size_t i = 0; i < first.count(); ++i)
    first.for_each(i, [&](std::size_t via) { both.join(i, second, via); });
  return both;
}

bool has_cycle(const Relation& edges, const std::vector<std::size_t>& nodes) {
  // Nodes without a way on are taken away until none is left: what remains leads into a cycle.
  std::vector<bool> is_left(edges.count());
  for (const std::size_t node : nodes) is_left[node] = true;
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (const std::size_t node : nodes) {
      if (!is_left[node]) continue;
      bool goes_on = false;
      edges.for_each(node, [&](std::size_t next) { goes_on = goes_on || is_left[next]; });
      if (goes_on) continue;
      is_left[node] = false;
      is_smaller = true;
    }
  }
  for (const std::size_t node : nodes)
    if (is_left[node]) return true;
  return false;
}

/// Where an event stands in the modification order of its object; stores have even places, so that one
/// may be thought of between two of them.
struct Places { long read = -1, write = -1; };

}  // namespace

bool Machine::is_sc_consistent(const AtomicEvent& event, std::size_t index) const {
  const bool matters = event.is_sc ? atomic_log_.can_sc_forbid(event) : atomic_log_.sc_fences() > 0;
  if (!matters) return true;
  const std::size_t count = atomic_log_.size() + 1;
  const auto at = [&](std::size_t i) -> const AtomicEvent& { return i + 1 == count ? event : atomic_log_[i]; };
  std::vector<Places> places(count);
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const AtomicEvent& one = at(i);
    if (one.is_fence) continue;
    const Location* home = find_location(one.alloc, one.offset);
    if (!home) continue;
    for (std::size_t s = 0; s < home->stores.size(); ++s) {
      if (home->stores[s].name == one.read_from) places[i].read = static_cast<long>(s) * 2;
      if (home->stores[s].name == one.stored) places[i].write = static_cast<long>(s) * 2;
    }
  }
  const long place = static_cast<long>(index) * 2;
  if (event.read_from != no_store) places[count - 1].read = place;
  if (event.stored != no_store) places[count - 1].write = place + 1;

  Relation hb(count), sb_elsewhere(count), scb(count), eco(count);
  for (std::size_t j = 0; j < count; ++j) {
    const AtomicEvent& b = at(j);
    for (std::size_t i = 0; i < count; ++i) {
      if (i == j) continue;
      const AtomicEvent& a = at(i);
      const bool is_same_place = !a.is_fence && !b.is_fence && a.alloc == b.alloc && a.offset == b.offset;
      const bool is_sb = i < j && a.thread == b.thread;
      if (is_sb || (a.thread != b.thread && a.time <= b.clock.of(a.thread))) {
        hb.set(i, j);
        if (is_sb && !is_same_place) sb_elsewhere.set(i, j);
        if (is_sb || is_same_place) scb.set(i, j);
      }
      if (!is_same_place) continue;
      const Places& p = places[i];
      const Places& q = places[j];
      const bool is_mo = p.write >= 0 && q.write > p.write;
      const bool is_rb = p.read >= 0 && q.write > p.read && q.write != p.write;
      if (is_mo || is_rb) scb.set(i, j);
      const bool reaches_read = q.read >= 0 && ((p.write >= 0 && p.write <= q.read) || (p.read >= 0 && p.read < q.read));
      if (is_mo || is_rb || reaches_read) eco.set(i, j);
    }
  }
  const Relation through = then(then(sb_elsewhere, hb), sb_elsewhere);
  for (std::size_t i = 0; i < count; ++i) scb.join(i, through, i);

  std::vector<std::size_t> nodes;
  Relation psc(count);
  for (std::size_t i = 0; i < count; ++i)
    if (at(i).is_sc) nodes.push_back(i);
  for (const std::size_t node : nodes) {
    const bool is_fence = at(node).is_fence;
    Relation ends(count);   // row 0: where one step of scb leads to from here
    ends.join(0, scb, node);
    if (is_fence) hb.for_each(node, [&](std::size_t later) { ends.join(0, scb, later); });
    psc.join(node, ends, 0);
    // From an end on to the fences after it; for fences also by way of eco.
    Relation fenced(count);
    ends.for_each(0, [&](std::size_t end) { fenced.join(0, hb, end); });
    if (is_fence) {
      fenced.join(0, hb, node);
      hb.for_each(node, [&](std::size_t later) {
        eco.for_each(later, [&](std::size_t end) { fenced.join(0, hb, end); });
      });
    }
    fenced.for_each(0, [&](std::size_t end) {
      if (at(end).is_fence) psc.set(node, end);
    });
  }
  return !has_cycle(psc, nodes);
}

const Location* Machine::find_location(memory::AllocId alloc, std::uint64_t offset) const {
  for (const Shared<Location>& location : locations_)
    if (location->alloc == alloc && location->offset == offset) return location.get();
  return nullptr;
}

std::vector<AtomicOption> Machine::atomic_options(ThreadId id) const {
  const Thread& thread = *threads_[id];
  if (options_.memory_mode != MemoryMode::C11 || threads_.size() < 2 || thread.is_finished || !thread.is_at_visible || thread.phase != WaitPhase::None) return {};
  const EventKind kind = thread.pending.kind;
  if (kind != EventKind::AtomicLoad && kind != EventKind::AtomicStore && kind != EventKind::AtomicUpdate) return {};
  return options_of(thread, find_location(memory::AllocId(thread.pending.object.id), thread.pending.object.offset), nullptr);
}

/// The ways in which the atomic operation that a thread stands before, or carries out, can go: the
/// newest store first. `deed` is told which others there are but for other updates.
std::vector<AtomicOption> Machine::options_of(const Thread& thread, const Location* location, AtomicDeed* deed) const {
  const Pending& pending = thread.pending;
  const bool is_store = pending.kind == EventKind::AtomicStore;
  const bool is_exchange = pending.intrinsic == mir::Intrinsic::atomic_compare_exchange;
  std::vector<AtomicOption> options;
  if (!location || location->size != pending.object.size) {
    // Nobody has touched it since there are several threads: there is one store, the one in memory.
    Location fresh;
    fresh.stores.emplace_back();
    const memory::Allocation* allocation = memory_.find(memory::AllocId(pending.object.id));
    if (!allocation || pending.object.offset + pending.object.size > allocation->size) return {{initial_store, 0, false, false}};
    fresh.size = pending.object.size;
    fresh.stores[0].has_value = memory::load(allocation->words.data(), pending.object.offset, static_cast<std::uint32_t>(pending.object.size), fresh.stores[0].value);
    return options_of(thread, &fresh, deed);
  }
  const std::size_t oldest = location->oldest_for(thread.clock);
  for (std::size_t i = location->stores.size(); i-- > oldest;) {
    const Store& store = location->stores[i];
    const bool matches = is_exchange && store.value.bits == pending.expected;
    const bool changes = is_store || (pending.kind == EventKind::AtomicUpdate && (!is_exchange || matches));
    const auto offer = [&](bool fails_weakly) {
      AtomicOption option{store.name, i, fails_weakly, changes && !fails_weakly};
      AtomicEvent event;
      event.thread = thread.id;
      const MemoryOrder order = is_exchange && !option.changes ? pending.failure_order : pending.order;
      event.is_sc = order == MemoryOrder::SeqCst;
      event.alloc = memory::AllocId(pending.object.id);
      event.offset = pending.object.offset;
      event.clock = thread.clock;
      event.time = thread.clock.of(thread.id);
      if (!is_store) {
        event.read_from = store.name;
        if (order == MemoryOrder::Acquire || order == MemoryOrder::AcqRel || order == MemoryOrder::SeqCst) event.clock.join(store.released);
      }
      if (option.changes) event.stored = store_name(thread.id, thread.stores_made + 1);
      // A very long run reads only the newest: atomics.cpp stops one that is explored.
      if (i == location->last() || (!is_log_too_long() && is_sc_consistent(event, i))) options.push_back(option);
    };
    if (changes && location->is_taken(i)) {
      if (!is_store && deed) deed->taken.push_back({store.name, location->stores[i + 1].name});
    } else {
      offer(false);
    }
    if (matches && pending.is_weak && options_.has_weak_failures) offer(true);
  }
  return options;
}

}  // namespace machine
