#pragma once
// What C11 mode remembers of an atomic object: all stores to it in modification order, and who has
// read which. The newest stands in memory as well.
//
//   modification order   0 ─── 1 ─── 3 ─── 2          a thread that has seen 1, or that a store of 1
//                              └─ may be read ─┘      happens before, may still read 1, 3 or 2
//
// Which of them a thread may read follows from coherence alone: nothing older than what happens before
// it, nothing older than what a read that happens before it has read. A store of its own may go
// anywhere behind that, but never between a store and the read-modify-write that read it.
// SeqCst asks more (consistency.cpp). After RC11 (Lahav et al., PLDI 2017) with the release sequences
// of C++20.

#include <vector>

#include "machine/clock.h"
#include "machine/event.h"
#include "memory/pointer.h"

namespace machine {

/// Names a store whatever other threads did meanwhile: by the thread that made it and how many atomic
/// stores that had made before.
using StoreName = std::uint64_t;
constexpr StoreName no_store = 0;
constexpr StoreName initial_store = 1;   // the value that was there when several threads began to share it
inline StoreName store_name(ThreadId thread, std::uint32_t number) { return (std::uint64_t{thread} + 1) << 32 | number; }

struct Store {
  StoreName name = initial_store;
  ThreadId thread = 0;
  std::uint32_t time = 0;              // of its thread; 0: happens before everything
  bool is_update = false;              // a read-modify-write of the store right before it
  bool has_value = true;               // else uninitialized memory
  memory::Scalar value;
  Clock released;                      // what an acquire load that reads it learns
  struct Read { ThreadId thread; std::uint32_t time; };
  Shared<std::vector<Read>> reads;     // the first of each thread; none if nobody has read it

  void note_read(ThreadId reader, std::uint32_t when) {
    if (!reads) reads = Shared<std::vector<Read>>::make();
    for (const Read& read : *reads)
      if (read.thread == reader) return;
    reads.edit().push_back({reader, when});
  }
};

struct Location {
  memory::AllocId alloc;
  std::uint64_t offset = 0, size = 0;
  std::vector<Store> stores;           // in modification order

  std::size_t last() const { return stores.size() - 1; }
  /// The oldest store that a thread with this clock may still read.
  std::size_t oldest_for(const Clock& clock) const {
    for (std::size_t i = stores.size(); i-- > 0;) {
      if (stores[i].time <= clock.of(stores[i].thread)) return i;
      if (!stores[i].reads) continue;
      for (const Store::Read& read : *stores[i].reads)
        if (read.time <= clock.of(read.thread)) return i;
    }
    return 0;
  }
  /// A read-modify-write has read it: no second one may, and nothing may come between.
  bool is_taken(std::size_t index) const { return index + 1 < stores.size() && stores[index + 1].is_update; }
};

/// One way in which an atomic operation can go.
struct AtomicOption {
  StoreName name = no_store;           // the store that is read; for a plain store the one it goes behind
  std::size_t index = 0;               // of that store in modification order
  bool fails_weakly = false;           // a weak exchange that fails without a reason
  bool changes = false;                // it stores something
  friend bool operator==(const AtomicOption& a, const AtomicOption& b) { return a.name == b.name && a.fails_weakly == b.fails_weakly; }
};

/// A store that could not be read because another read-modify-write had taken it.
struct TakenStore { StoreName store = no_store, taker = no_store; };

/// What an atomic operation did, for the searches that plan others by it.
struct AtomicDeed {
  AtomicOption option;
  StoreName read_from = no_store, stored = no_store;
  StoreName oldest = no_store;                // that it could have read
  std::vector<TakenStore> taken;
};

/// An atomic access or fence, as the rules for SeqCst look at it.
struct AtomicEvent {
  ThreadId thread = 0;
  std::uint32_t time = 0;
  bool is_sc = false, is_fence = false;
  memory::AllocId alloc;
  std::uint64_t offset = 0;
  StoreName read_from = no_store, stored = no_store;
  Clock clock;                                // what happens before it
};

/// The atomic events of a run in the order in which they happened; copies share what is full.
class AtomicLog {
 public:
  void add(AtomicEvent event) {
    if (event.is_sc) {
      has_several_ = has_several_ || (sc_events_ > 0 && (event.alloc != sc_alloc_ || event.offset != sc_offset_));
      sc_alloc_ = event.alloc;
      sc_offset_ = event.offset;
      ++sc_events_;
      if (event.is_fence) ++sc_fences_;
    }
    if (size_++ % chunk_size == 0) chunks_.push_back(Shared<std::vector<AtomicEvent>>::make());
    chunks_.back().edit().push_back(std::move(event));
  }
  std::size_t size() const { return size_; }
  const AtomicEvent& operator[](std::size_t index) const { return (*chunks_[index / chunk_size])[index % chunk_size]; }
  std::uint32_t sc_events() const { return sc_events_; }
  /// Whether the rules for SeqCst can ask more than coherence does: not while all that is SeqCst are
  /// accesses to one object.
  bool can_sc_forbid() const { return has_several_ || sc_fences_ > 0; }
  bool can_sc_forbid(const AtomicEvent& next) const {
    return can_sc_forbid() || (sc_events_ > 0 && (next.alloc != sc_alloc_ || next.offset != sc_offset_));
  }
  std::uint32_t sc_fences() const { return sc_fences_; }

 private:
  static constexpr std::size_t chunk_size = 8;
  std::vector<Shared<std::vector<AtomicEvent>>> chunks_;
  std::size_t size_ = 0;
  std::uint32_t sc_events_ = 0, sc_fences_ = 0;
  memory::AllocId sc_alloc_;
  std::uint64_t sc_offset_ = 0;
  bool has_several_ = false;
};

}  // namespace machine
