#include "memory/memory.h"

#include "base/result.h"

namespace memory {

AllocId Memory::allocate(Allocation allocation, Arena& arena) {
  const std::uint64_t align = allocation.align;
  allocation.base = (arena.next_address_ + align - 1) / align * align;
  // A gap of at least one byte: a pointer one past the end never equals the start of a neighbour.
  arena.next_address_ = allocation.base + allocation.size + 1;
  if (allocation.key == 0) allocation.key = arena.next_key_++;
  allocation.words.resize(words_for(allocation.size));
  live_bytes_ += allocation.size;
  const AllocId id(count_++);
  allocation.is_changed = lists_changes_;
  if (lists_changes_) changed_.push_back(id);
  if (id.value / page_size >= pages_.size()) pages_.push_back(Shared<Page>::make());
  Shared<Page>& page = pages_[id.value / page_size];
  if (!page) page = Shared<Page>::make();
  Page& own = page.edit();
  own.slots[id.value % page_size] = Shared<Allocation>::make(std::move(allocation));
  ++own.live;
  return id;
}

void Memory::free(AllocId id) {
  INVARIANT(find(id) != nullptr, "only a live allocation is freed");
  live_bytes_ -= find(id)->size;
  Shared<Page>& page = pages_[id.value / page_size];
  Page& own = page.edit();
  own.slots[id.value % page_size] = {};
  const bool is_full = id.value / page_size + 1 < pages_.size();
  if (--own.live == 0 && is_full) page = {};
}

AllocId Memory::find_exposed(std::uint64_t address) const {
  AllocId found;
  for_each_live([&](AllocId id, const Allocation& allocation) {
    if (allocation.is_exposed && address >= allocation.base &&
        address <= allocation.base + allocation.size)
      found = id;
  });
  return found;
}

}  // namespace memory
