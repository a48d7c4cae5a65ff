// C11 mode: the ways in which an atomic access can go. Coherence says how old a store it may read, or go
// behind (stores.h); what is SeqCst asks more (seq_cst.h). An event that is about to happen has no
// successors in hb, so the newest store can always be read and a store can always go last; every other way
// is tried before it is offered.

#include <optional>

#include "machine/machine.h"
#include "machine/seq_cst.h"

namespace machine {

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
  std::optional<SeqCstOrder> order;   // made when it is first asked
  const auto is_sc_consistent = [&](const AtomicEvent& event, std::size_t index) {
    const bool matters = event.is_sc ? atomic_log_.can_sc_forbid(event) : atomic_log_.sc_fences() > 0;
    if (!matters) return true;
    if (!order) order.emplace(atomic_log_, locations_, *location, thread.id);
    return order->allows(event, index);
  };
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
