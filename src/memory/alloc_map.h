#pragma once
// Something for each allocation, by its id. Cheap to copy: what it holds stands in pages that copies share
// until one of them writes.

#include <cstdint>
#include <vector>

#include "base/shared.h"
#include "memory/pointer.h"

namespace memory {

template <class State>
class AllocMap {
 public:
  const State* find(AllocId id) const {
    const std::uint32_t page = id.value / page_size;
    if (page >= pages_.size() || !pages_[page]) return nullptr;
    return pages_[page]->slots[id.value % page_size].get();
  }
  /// As it is shared; empty if there is none.
  Shared<State> share(AllocId id) const {
    const std::uint32_t page = id.value / page_size;
    if (page >= pages_.size() || !pages_[page]) return {};
    return pages_[page]->slots[id.value % page_size];
  }
  /// For changing; there must be one.
  State& edit(AllocId id) { return pages_[id.value / page_size].edit().slots[id.value % page_size].edit(); }
  State& put(AllocId id, State state) {
    Shared<State>& slot = slot_for(id);
    slot = Shared<State>::make(std::move(state));
    return slot.edit();
  }
  void put_shared(AllocId id, Shared<State> state) { slot_for(id) = std::move(state); }
  void erase(AllocId id) {
    if (!find(id)) return;
    Shared<Page>& page = pages_[id.value / page_size];
    Page& own = page.edit();
    own.slots[id.value % page_size] = {};
    if (--own.live == 0) page = {};
  }
  template <class Visitor>
  void for_each(Visitor visit) const {
    for (std::uint32_t page = 0; page < pages_.size(); ++page)
      for (std::uint32_t i = 0; pages_[page] && i < page_size; ++i)
        if (const State* state = pages_[page]->slots[i].get()) visit(AllocId(page * page_size + i), *state);
  }
  /// The sum of a number for each, worked out again only for those that have changed.
  template <class OfState>
  std::uint64_t fingerprint(OfState of_state) const {
    std::uint64_t sum = 0;
    for (const Shared<Page>& page : pages_)
      if (page) sum += page.fingerprint([&](const Page& page) {
        std::uint64_t part = 0;
        for (const Shared<State>& slot : page.slots)
          if (slot) part += slot.fingerprint(of_state);
        return part;
      });
    return sum;
  }

 private:
  static constexpr std::uint32_t page_size = 32;
  struct Page {
    Shared<State> slots[page_size];
    std::uint32_t live = 0;
  };
  Shared<State>& slot_for(AllocId id) {
    const std::uint32_t page = id.value / page_size;
    if (page >= pages_.size()) pages_.resize(page + 1);
    if (!pages_[page]) pages_[page] = Shared<Page>::make();
    Page& own = pages_[page].edit();
    Shared<State>& slot = own.slots[id.value % page_size];
    if (!slot) ++own.live;
    return slot;
  }
  std::vector<Shared<Page>> pages_;
};

}  // namespace memory
