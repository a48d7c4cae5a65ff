// What each thread may still read is what coherence leaves it: nothing older than the newest store that
// it knows of. Where a thread stands before an access, what SeqCst forbids is left out too.

#include "scene/threads_stores.h"

#include <algorithm>

#include "scene/value_reader.h"

namespace scene {
namespace {

constexpr std::size_t most_atomics = 6;
constexpr std::size_t most_stores = 8;

bool is_atomic_access(machine::EventKind kind) {
  return kind == machine::EventKind::AtomicLoad || kind == machine::EventKind::AtomicStore || kind == machine::EventKind::AtomicUpdate;
}

/// Whether the thread may read a store; `options` are those of the access it stands before, if that is
/// a load or an update of this atomic.
bool may_read(const machine::Thread& thread, const machine::Location& location, std::size_t index, const std::vector<machine::AtomicOption>& options) {
  if (options.empty()) return index >= location.oldest_for(thread.clock);
  return std::any_of(options.begin(), options.end(), [&](const machine::AtomicOption& option) { return option.name == location.stores[index].name; });
}

}  // namespace

std::vector<StoreList> atomics_of(const std::vector<RowEvent>& events, const std::vector<EventRow>& rows) {
  std::vector<StoreList> lists;
  for (std::size_t i = 0; i < events.size() && lists.size() < most_atomics; ++i) {
    const machine::Object& object = events[i].object;
    if (!is_atomic_access(events[i].kind) || rows[i].object.empty()) continue;
    const auto is_same = [&](const StoreList& list) { return list.allocation == object.id && list.offset == object.offset; };
    if (std::any_of(lists.begin(), lists.end(), is_same)) continue;
    StoreList list;
    list.object = rows[i].object;
    list.object_color = rows[i].object_color;
    list.allocation = object.id;
    list.offset = object.offset;
    list.size = object.size;
    lists.push_back(std::move(list));
  }
  return lists;
}

std::string store_text(const machine::Machine& machine, const machine::Location& location, std::size_t index, ObjectNames& names) {
  const machine::Store& store = location.stores[index];
  if (!store.has_value) return "?";
  const mir::TypeId type = names.name(machine, {machine::Object::Kind::Memory, location.alloc.value, location.offset, location.size}).type;
  mir::Type number;
  number.kind = mir::TypeKind::Int;
  number.bits = static_cast<std::uint32_t>(location.size * 8);
  return scalar_text(type ? machine.program().types[type] : number, store.value.bits);
}

void fill_stores(StoreList& list, const machine::Machine& machine, ObjectNames& names) {
  list.stores.clear();
  list.earlier = 0;
  const machine::Location* location = machine.find_location(memory::AllocId(list.allocation), list.offset);
  if (!location) return;   // as long as one thread has it to itself there is nothing to choose
  const machine::Object object{machine::Object::Kind::Memory, list.allocation, list.offset, list.size};
  for (std::size_t i = 0; i < location->stores.size(); ++i) {
    const machine::Store& store = location->stores[i];
    StoreEntry entry;
    entry.value = store_text(machine, *location, i, names);
    if (store.name != machine::initial_store) entry.lane = store.thread;
    list.stores.push_back(std::move(entry));
  }
  for (std::uint32_t id = 0; id < machine.thread_count(); ++id) {
    const machine::Thread& thread = machine.thread(id);
    if (thread.is_finished) continue;
    const bool reads = thread.is_at_visible && thread.pending.kind != machine::EventKind::AtomicStore && thread.pending.object == object;
    const std::vector<machine::AtomicOption> options = reads ? machine.atomic_options(id) : std::vector<machine::AtomicOption>();
    for (std::size_t i = 0; i < list.stores.size(); ++i)
      if (may_read(thread, *location, i, options)) list.stores[i].readers.push_back(id);
  }
  // Old stores make room: those that nobody can read any more first.
  std::size_t first = 0;
  while (list.stores.size() - first > most_stores && list.stores[first].readers.empty()) ++first;
  list.earlier = static_cast<std::uint32_t>(first);
  list.stores.erase(list.stores.begin(), list.stores.begin() + static_cast<std::ptrdiff_t>(first));
}

}  // namespace scene
