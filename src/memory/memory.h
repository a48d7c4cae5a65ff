#pragma once
// All allocations of a machine. Cheap to copy: copies share them until one of them writes. A freed
// allocation leaves nothing but the fact that its number is used up.

#include <cstdint>
#include <vector>

#include "base/shared.h"
#include "base/span.h"
#include "memory/alloc_map.h"
#include "memory/pointer.h"
#include "memory/words.h"

namespace memory {

enum class AllocKind : std::uint8_t { Local, Heap, Global, ThreadLocal, Function, Vtable };

struct Allocation {
  std::uint64_t base = 0;        // address of the first byte
  std::uint64_t size = 0;        // bytes
  std::uint32_t align = 1;
  AllocKind kind = AllocKind::Heap;
  bool is_mutable = true;
  bool is_exposed = false;       // an address of it was turned into an integer with `as` or `expose`
  bool is_changed = false;       // stands in the list of those changed lately
  std::uint32_t origin = 0;      // Global: GlobalId; Function: FnId; Vtable: VtableId; Local: LocalId
  std::uint32_t owner_fn = 0;    // Local: the FnId of the frame's body
  std::uint32_t thread = 0;      // that made it
  Span span;                     // where it was made, in the student's text
  TagValue tag = 0;              // of the pointers to it that come from nowhere else; 0 without an aliasing model
  std::uint64_t key = 0;         // a name that does not depend on what other threads did meanwhile; 0: the arena gives one
  std::vector<Word> words;
};

/// Where one thread's allocations come from: addresses and keys of its own, so that what it allocates
/// is called the same whatever the others do meanwhile.
class Arena {
 public:
  /// Number 0 and following; each has addresses enough for any run.
  explicit Arena(std::uint32_t number = 0) : next_address_(0x10000 + number * region_size), next_key_(number * region_size + 1) {}
  std::uint64_t next_address() const { return next_address_; }
  std::uint64_t next_key() const { return next_key_; }

 private:
  friend class Memory;
  static constexpr std::uint64_t region_size = std::uint64_t{1} << 36;
  std::uint64_t next_address_;
  std::uint64_t next_key_;
};

/// The allocations that a stretch of a run has had to do with, each as it was before.
class Footprint {
 public:
  struct Touched { AllocId id; Shared<Allocation> before; };   // empty: freed, or not there yet
  const std::vector<Touched>& touched() const { return touched_; }
  /// Whether it looked at more than can be told one by one.
  bool is_too_large() const { return is_too_large_; }
  void note(AllocId id, const AllocMap<Allocation>& allocations);
  void note_all() { is_too_large_ = true; }
  void note_made(std::uint64_t bytes) { bytes_made_ += bytes; }
  std::uint64_t bytes_made() const { return bytes_made_; }

 private:
  static constexpr std::size_t most = 64;
  std::vector<Touched> touched_;
  bool is_too_large_ = false;
  std::uint64_t bytes_made_ = 0;
};

class Memory {
 public:
  /// Uninitialized bytes at a fresh address, aligned as asked.
  AllocId allocate(Allocation allocation, Arena& arena);
  void free(AllocId id);
  /// Null when freed.
  const Allocation* find(AllocId id) const {
    if (footprint_) footprint_->note(id, allocations_);
    return allocations_.find(id);
  }
  /// For changing; the allocation must be live.
  Allocation& edit(AllocId id) {
    if (footprint_) footprint_->note(id, allocations_);
    ++edits_;
    Allocation& allocation = allocations_.edit(id);
    if (lists_changes_ && !allocation.is_changed) {
      allocation.is_changed = true;
      changed_.push_back(id);
    }
    return allocation;
  }
  std::uint64_t live_bytes() const { return live_bytes_; }
  std::uint32_t count() const { return count_; }
  /// Grows whenever an allocation may have been changed, made or freed.
  std::uint64_t edits() const { return edits_; }
  /// The exposed allocation that has this address inside it or one past its end; none if there is none.
  AllocId find_exposed(std::uint64_t address) const;

  /// From now on notes which allocations are looked at or changed; null: no more.
  void note_in(Footprint* footprint) { footprint_ = footprint; }
  /// The allocation as it is shared with copies; empty when freed.
  Shared<Allocation> share(AllocId id) const { return allocations_.share(id); }
  /// Puts an allocation as it was there before, or in a copy; empty: frees it.
  void put_back(AllocId id, const Shared<Allocation>& allocation);
  /// As if this many had been made and were gone already.
  void use_up(std::uint32_t count) { count_ += count; }

  /// From now on notes which allocations are new or changed.
  void list_changes() { lists_changes_ = true; }
  /// Those still live, once; then the list begins anew.
  template <class Visitor>
  void take_changed(Visitor visit) {
    for (const AllocId id : changed_) {
      if (!find(id)) continue;
      Allocation& allocation = allocations_.edit(id);
      allocation.is_changed = false;
      visit(allocation);
    }
    changed_.clear();
  }

  /// A number that stands for what is live, whatever its allocations are numbered.
  template <class OfAllocation>
  std::uint64_t fingerprint(OfAllocation of_allocation) const { return allocations_.fingerprint(of_allocation); }
  template <class Visitor>
  void for_each_live(Visitor visit) const { allocations_.for_each(visit); }

 private:
  AllocMap<Allocation> allocations_;
  std::uint32_t count_ = 0;
  std::uint64_t live_bytes_ = 0, edits_ = 0;
  bool lists_changes_ = false;
  std::vector<AllocId> changed_;
  Footprint* footprint_ = nullptr;   // only while a stretch is recorded; a copy is not made meanwhile
};

}  // namespace memory
