#pragma once
// Where the elements of std's lists lie in memory: arrays, vectors, queues, linked lists, and what is
// built on those.

#include <cstdint>
#include <vector>

#include "scene/value_reader.h"

namespace scene {

struct ListElements {
  mir::TypeId type;                // none: no list, or one that cannot be read
  std::uint64_t length = 0;        // of the list; no more than `most` of them are in `places`
  std::vector<Where> places;       // in their order
};

ListElements elements_of(const ValueReader& reader, mir::TypeId list, const Where& where, std::uint64_t most);

}  // namespace scene
