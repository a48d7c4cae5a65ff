#include "machine/leaks.h"

#include <vector>

#include "base/text.h"

namespace machine {
namespace {

std::vector<memory::AllocId> find_leaks(const memory::Memory& memory) {
  std::vector<bool> is_reached(memory.count());
  std::vector<memory::AllocId> to_follow;
  const auto reach = [&](memory::AllocId id) {
    if (id.value >= is_reached.size() || is_reached[id.value]) return;
    is_reached[id.value] = true;
    to_follow.push_back(id);
  };
  memory.for_each_live([&](memory::AllocId id, const memory::Allocation& allocation) {
    if (allocation.kind != memory::AllocKind::Heap) reach(id);
  });
  while (!to_follow.empty()) {
    const memory::AllocId id = to_follow.back();
    to_follow.pop_back();
    const memory::Allocation* allocation = memory.find(id);
    if (!allocation) continue;
    const auto follow = [&](memory::Provenance provenance) {
      if (!provenance.is_none() && !provenance.is_wildcard()) reach(provenance.alloc_id());
    };
    for (const memory::Word& word : allocation->words) {
      follow(word.provenance);
      if (word.of_other != 0) follow(word.other);
    }
  }
  std::vector<memory::AllocId> lost;
  memory.for_each_live([&](memory::AllocId id, const memory::Allocation&) {
    if (!is_reached[id.value]) lost.push_back(id);
  });
  return lost;
}

}  // namespace

void add_leaks(const memory::Memory& memory, Stop& end) {
  for (const memory::AllocId id : find_leaks(memory)) {
    const memory::Allocation& lost = *memory.find(id);
    const std::string what = concat(lost.size, lost.size == 1 ? " byte is" : " bytes are", " allocated here, never freed, and nothing points there any more");
    if (end.kind == StopKind::Leak) {
      end.related.push_back({lost.span, what});
      continue;
    }
    end.kind = StopKind::Leak;
    end.category = "leak";
    end.message = what;
    end.span = lost.span;
  }
}

}  // namespace machine
