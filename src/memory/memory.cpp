#include "memory/memory.h"

#include "base/result.h"

namespace memory {

void Footprint::note(AllocId id, const AllocMap<Allocation>& allocations) {
  if (is_too_large_) return;
  for (std::size_t i = touched_.size(); i-- > 0;)
    if (touched_[i].id == id) return;
  if (touched_.size() == most) return note_all();
  touched_.push_back({id, allocations.share(id)});
}

AllocId Memory::allocate(Allocation allocation, Arena& arena) {
  const std::uint64_t align = allocation.align;
  allocation.base = (arena.next_address_ + align - 1) / align * align;
  // A gap of at least one byte: a pointer one past the end never equals the start of a neighbour.
  arena.next_address_ = allocation.base + allocation.size + 1;
  if (allocation.key == 0) allocation.key = arena.next_key_++;
  allocation.words.resize(words_for(allocation.size));
  live_bytes_ += allocation.size;
  const AllocId id(count_++);
  ++edits_;
  allocation.is_changed = lists_changes_;
  if (lists_changes_) changed_.push_back(id);
  if (footprint_) {
    footprint_->note(id, allocations_);
    footprint_->note_made(allocation.size);
  }
  allocations_.put_shared(id, Shared<Allocation>::make(std::move(allocation)));
  return id;
}

void Memory::free(AllocId id) {
  const Allocation* allocation = find(id);
  INVARIANT(allocation != nullptr, "only a live allocation is freed");
  live_bytes_ -= allocation->size;
  ++edits_;
  allocations_.erase(id);
}

void Memory::put_back(AllocId id, const Shared<Allocation>& allocation) {
  if (const Allocation* before = allocations_.find(id)) live_bytes_ -= before->size;
  if (!allocation) return allocations_.erase(id);
  live_bytes_ += allocation->size;
  allocations_.put_shared(id, allocation);
}

AllocId Memory::find_exposed(std::uint64_t address) const {
  if (footprint_) footprint_->note_all();
  AllocId found;
  for_each_live([&](AllocId id, const Allocation& allocation) {
    if (allocation.is_exposed && address >= allocation.base &&
        address <= allocation.base + allocation.size)
      found = id;
  });
  return found;
}

}  // namespace memory
