#pragma once
// A state per allocation, by its id. Cheap to copy: states stand in pages that copies share until one
// of them writes, as allocations do in memory/.

#include <cstdint>
#include <vector>

#include "base/shared.h"
#include "memory/pointer.h"

namespace borrows {

template <class State>
class AllocMap {
 public:
  const State* find(memory::AllocId id) const {
    const std::uint32_t page = id.value / page_size;
    if (page >= pages_.size() || !pages_[page]) return nullptr;
    return pages_[page]->slots[id.value % page_size].get();
  }
  /// For changing; there must be one.
  State& edit(memory::AllocId id) { return pages_[id.value / page_size].edit().slots[id.value % page_size].edit(); }
  State& put(memory::AllocId id, State state) {
    const std::uint32_t page = id.value / page_size;
    if (page >= pages_.size()) pages_.resize(page + 1);
    if (!pages_[page]) pages_[page] = Shared<Page>::make();
    Page& own = pages_[page].edit();
    Shared<State>& slot = own.slots[id.value % page_size];
    if (!slot) ++own.live;
    slot = Shared<State>::make(std::move(state));
    return slot.edit();
  }
  void erase(memory::AllocId id) {
    if (!find(id)) return;
    Shared<Page>& page = pages_[id.value / page_size];
    Page& own = page.edit();
    own.slots[id.value % page_size] = {};
    if (--own.live == 0) page = {};
  }

 private:
  static constexpr std::uint32_t page_size = 64;
  struct Page {
    Shared<State> slots[page_size];
    std::uint32_t live = 0;
  };
  std::vector<Shared<Page>> pages_;
};

}  // namespace borrows
