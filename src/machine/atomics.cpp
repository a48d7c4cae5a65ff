// Atomic accesses and fences. In sequentially consistent mode a load reads the newest store. In C11
// mode the chooser says which of the stores that it may read it does read, and where a store goes in
// modification order (stores.h). What an access orders is in both modes what its ordering says.

#include "base/text.h"
#include "machine/executor.h"
#include "machine/stretches.h"

namespace machine {

using mir::Intrinsic;

namespace {

bool acquires(MemoryOrder order) { return order == MemoryOrder::Acquire || order == MemoryOrder::AcqRel || order == MemoryOrder::SeqCst; }
bool releases(MemoryOrder order) { return order == MemoryOrder::Release || order == MemoryOrder::AcqRel || order == MemoryOrder::SeqCst; }

/// Where an intrinsic has its orders among the arguments.
std::size_t order_argument(Intrinsic which) {
  switch (which) {
    case Intrinsic::atomic_load: return 1;
    case Intrinsic::atomic_compare_exchange:
    case Intrinsic::atomic_update: return 3;
    default: return 2;
  }
}

}  // namespace

/// Before an atomic access: what C11 mode has to know to say which ways it has.
bool Executor::look_ahead_at_atomic(const CallCode& call, Pending& pending) {
  const bool is_exchange = pending.intrinsic == Intrinsic::atomic_compare_exchange;
  Scalar value;
  if (is_exchange) {
    if (!argument(call, 5, value)) return false;
    pending.is_weak = value.bits != 0;
  }
  if (!machine_.is_c11()) return true;
  if (!argument(call, order_argument(pending.intrinsic), value)) return false;
  pending.order = order_of(value);
  if (!is_exchange) return true;
  if (!argument(call, 4, value)) return false;
  pending.failure_order = order_of(value);
  if (!argument(call, 1, value)) return false;
  pending.expected = value.bits;
  return true;
}

void Executor::fence(MemoryOrder order) {
  if (acquires(order)) acquire(thread_.acquired_by_fence);
  if (order == MemoryOrder::SeqCst && machine_.is_c11() && is_tracking()) {
    AtomicEvent event;
    event.thread = thread_.id;
    event.time = thread_.clock.of(thread_.id);
    event.is_sc = event.is_fence = true;
    event.clock = thread_.clock;
    machine_.atomic_log_.add(std::move(event));
  }
  if (releases(order)) thread_.released_by_fence = release();
}

/// The stores to an object; if it is not known yet, the one that is in memory now.
Location& Executor::location_of(const Object& object) {
  for (Shared<Location>& location : machine_.locations_) {
    if (location->alloc.value != object.id || location->offset != object.offset) continue;
    if (location->size == object.size) return location.edit();
  }
  forget_stores(AllocId(object.id), object.offset, object.size);
  Location fresh;
  fresh.alloc = AllocId(object.id);
  fresh.offset = object.offset;
  fresh.size = object.size;
  fresh.stores.emplace_back();
  const memory::Allocation* allocation = machine_.memory_.find(fresh.alloc);
  fresh.stores[0].has_value = memory::load(allocation->words.data(), object.offset, static_cast<std::uint32_t>(object.size), fresh.stores[0].value);
  machine_.locations_.push_back(Shared<Location>::make(std::move(fresh)));
  return machine_.locations_.back().edit();
}

/// Memory was written or freed otherwise, which happens after all that is known of it.
void Executor::forget_stores(AllocId id, std::uint64_t offset, std::uint64_t size) {
  if (machine_.recording_) machine_.recording_->note_forgotten({id, offset, size});
  auto& locations = machine_.locations_;
  for (std::size_t i = locations.size(); i-- > 0;) {
    const Location& location = *locations[i];
    if (location.alloc != id || location.offset >= offset + size || offset >= location.offset + location.size) continue;
    note_unusual();
    if (i + 1 != locations.size()) locations[i] = std::move(locations.back());
    locations.pop_back();
  }
}

/// On read-only memory, targets may carry out atomic operations only if they are relaxed loads, since
/// all others may be done by an exchange (the documentation of std::sync::atomic).
bool Executor::can_be_atomic(const Object& object, Intrinsic which, MemoryOrder order) {
  const memory::Allocation* allocation = object.id == 0 ? nullptr : machine_.memory_.find(AllocId(object.id));
  if (!allocation || allocation->is_mutable || thread_.global_depth > 0) return true;
  if (which != Intrinsic::atomic_load) return undefined("read-only memory", "an atomic operation that may write, on memory that is read-only");
  if (order == MemoryOrder::Relaxed && object.size <= 8) return true;
  return undefined("read-only memory", "an atomic load of read-only memory that is more than a relaxed one of up to 8 bytes");
}

bool Executor::atomic_intrinsic(const Instruction& instruction, const CallCode& call, Event event) {
  const Intrinsic which = call.term->callee.intrinsic;
  const Pending pending = thread_.pending;
  const mir::Type& type = program_.types[call.term->callee.type_args[0]];
  const auto size = static_cast<std::uint32_t>(type.size);
  event.value_bits = size * 8;
  event.value_is_signed = type.is_signed;
  event.value_is_bool = type.kind == mir::TypeKind::Bool;
  event.value_is_pointer = type.kind == mir::TypeKind::Pointer;
  const bool is_update = which == Intrinsic::atomic_update;
  const bool is_exchange = which == Intrinsic::atomic_compare_exchange;
  const bool reads = which != Intrinsic::atomic_store;
  Scalar pointer, operand, order_value, expected, op;
  if (!argument(call, is_update ? 1 : 0, pointer) || !argument(call, order_argument(which), order_value)) return false;
  if (is_exchange) {
    if (!argument(call, 1, expected) || !argument(call, 2, operand)) return false;
  } else if (is_update) {
    if (!argument(call, 0, op) || !argument(call, 2, operand)) return false;
  } else if (which != Intrinsic::atomic_load && !argument(call, 1, operand)) {
    return false;
  }
  event.order = order_of(order_value);

  if (!can_be_atomic(pending.object, which, event.order)) return false;
  // Which store is read. A compare-exchange that fails is a read, so its race check is that of a read.
  Bytes bytes;
  Scalar old;
  if (reads) {
    if (!reach_pointer(pointer.pointer(), size, size, Access::Read, bytes, true)) return false;
  } else if (!reach_pointer(pointer.pointer(), size, size, Access::Write, bytes, true)) {
    return false;
  }
  const bool has_stores = machine_.is_c11() && is_tracking();
  AtomicDeed deed;
  bool fails_weakly = false;
  if (has_stores) {
    const Location& location = location_of(pending.object);
    const std::vector<AtomicOption> options = machine_.options_of(thread_, &location, &deed);
    INVARIANT(!options.empty(), "the newest store can be read, and a store can go last");
    // One question for the store, a second one for a failure without a reason.
    std::vector<StoreName> names;
    for (const AtomicOption& option : options)
      if (names.empty() || names.back() != option.name) names.push_back(option.name);
    StoreName name = names[0];
    if (names.size() > 1) {
      const ChoiceKind kind = reads ? ChoiceKind::ReadFrom : ChoiceKind::StoreAt;
      name = names[chooser_.choose({kind, thread_.id, nullptr, static_cast<std::uint32_t>(names.size()), names.data()})];
    }
    const AtomicOption* first = nullptr;
    const AtomicOption* second = nullptr;
    for (const AtomicOption& option : options) {
      if (option.name != name) continue;
      (first ? second : first) = &option;
    }
    if (second && chooser_.choose({ChoiceKind::WeakFailure, thread_.id, nullptr, 2}) == 1) first = second;
    deed.option = *first;
    fails_weakly = first->fails_weakly;
    deed.oldest = location.stores[location.oldest_for(thread_.clock)].name;
    const Store& store = location.stores[first->index];
    if (reads) {
      if (!store.has_value) return undefined("uninitialized", "an atomic load of uninitialized memory");
      old = store.value;
    }
  } else if (reads && !memory::load(bytes.words, bytes.offset, size, old)) {
    return undefined("uninitialized", "an atomic load of uninitialized memory");
  }

  // What is stored.
  bool stores = which != Intrinsic::atomic_load;
  Scalar stored = operand;
  if (is_exchange) {
    stores = old.bits == expected.bits && !fails_weakly;
    if (stores && !has_stores && pending.is_weak && machine_.options_.has_weak_failures)
      stores = chooser_.choose({ChoiceKind::WeakFailure, thread_.id, nullptr, 2}) == 0;
    if (!stores) {
      Scalar failure_order;
      if (!argument(call, 4, failure_order)) return false;
      event.order = order_of(failure_order);
    }
    event.succeeded = stores;
  } else if (is_update) {
    bool overflowed;
    const auto apply = [&](mir::BinaryOp binary_op) { return binary(binary_op, type, old, operand, stored, overflowed); };
    Scalar is_less;
    switch (static_cast<std::uint32_t>(op.bits)) {
      case 0: if (!apply(mir::BinaryOp::Add)) return false; break;
      case 1: if (!apply(mir::BinaryOp::Sub)) return false; break;
      case 2: if (!apply(mir::BinaryOp::BitAnd)) return false; break;
      case 3: if (!apply(mir::BinaryOp::BitOr)) return false; break;
      case 4: if (!apply(mir::BinaryOp::BitXor)) return false; break;
      case 5:
        if (!apply(mir::BinaryOp::BitAnd)) return false;
        stored.bits = ~stored.bits & ((static_cast<unsigned __int128>(1) << (size * 8)) - 1);
        break;
      default:
        if (!binary(mir::BinaryOp::Lt, type, old, operand, is_less, overflowed)) return false;
        stored = (is_less.bits != 0) == (static_cast<std::uint32_t>(op.bits) == 6) ? operand : old;
        break;
    }
    if (type.kind == mir::TypeKind::Pointer) stored.provenance = old.provenance;
    if (type.kind == mir::TypeKind::Bool) stored.bits &= 1;
  }
  bool is_newest = true;
  if (has_stores) is_newest = deed.option.index == location_of(pending.object).last();
  if (stores && reads && !reach_pointer(pointer.pointer(), size, size, Access::Write, bytes, true)) return false;
  if (stores && is_newest) memory::store(bytes.words, bytes.offset, size, stored);

  // What is learned and passed on.
  const bool is_acquire = acquires(event.order), is_release = releases(event.order);
  if (has_stores) {
    Location& location = location_of(pending.object);
    const std::size_t index = deed.option.index;
    AtomicEvent entry;
    entry.thread = thread_.id;
    entry.time = thread_.clock.of(thread_.id);
    entry.is_sc = event.order == MemoryOrder::SeqCst;
    entry.alloc = location.alloc;
    entry.offset = location.offset;
    if (reads) {
      Store& source = location.stores[index];
      entry.read_from = deed.read_from = source.name;
      source.note_read(thread_.id, entry.time);
      (is_acquire ? thread_.clock : thread_.acquired_by_fence).join(source.released);
    }
    if (stores) {
      Store made;
      made.name = store_name(thread_.id, ++thread_.stores_made);
      made.thread = thread_.id;
      made.time = entry.time;
      made.is_update = reads;
      made.value = stored;
      // A read-modify-write continues the release sequence it reads from; a plain store starts anew.
      if (reads) made.released = location.stores[index].released;
      made.released.join(is_release ? thread_.clock : thread_.released_by_fence);
      entry.stored = deed.stored = made.name;
      location.stores.insert(location.stores.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(made));
    }
    entry.clock = thread_.clock;
    machine_.atomic_log_.add(std::move(entry));
    if (machine_.is_log_too_long() && machine_.options_.spins == Spins::Cut)
      return fail(StopKind::Limit, std::string(without_end), concat("more than ", Machine::max_sc_events, " atomic operations, some of them SeqCst, in C11 mode"));
  } else if (is_tracking()) {
    Clock* released = released_clock(AllocId(pending.object.id), pending.object.offset, size);
    if (reads && released) (is_acquire ? thread_.clock : thread_.acquired_by_fence).join(*released);
    if (stores && released) {
      Clock base = reads ? *released : Clock{};
      base.join(is_release ? thread_.clock : thread_.released_by_fence);
      *released = base;
    }
  }
  if (stores && is_release && is_tracking()) thread_.clock.advance(thread_.id);
  if (thread_.global_depth == 0) machine_.last_deed_ = std::move(deed);
  event.value = reads ? old.bits : stored.bits;
  event.new_value = stored.bits;
  emit(std::move(event));
  // Who has read an old store, or failed without a reason, may see something else next time.
  if (((has_stores && reads && !is_newest) || (is_exchange && !stores && old.bits == expected.bits)) && !thread_.watched.empty()) thread_.has_watched_changed = true;
  if (which == Intrinsic::atomic_store) {
    advance();
    return true;
  }
  if (!is_exchange) return result(old, size);
  const PlaceCode& target = frame().code->places[instruction.place];
  const mir::Variant& fields = program_.types[target.type].variants[0];
  if (!reach(target, Access::Write, bytes)) return false;
  memory::store(bytes.words, bytes.offset + fields.fields[0].offset, size, old);
  memory::store(bytes.words, bytes.offset + fields.fields[1].offset, 1, Scalar::of(stores ? 1 : 0));
  advance();
  return true;
}

}  // namespace machine
