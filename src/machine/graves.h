#pragma once
// What was freed lately: of a use after it is told where the memory was made and where it went.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "memory/memory.h"

namespace machine {

struct Grave {
  memory::AllocId id;
  memory::AllocKind kind = memory::AllocKind::Heap;
  Span made, freed;               // in the student's text where there is any
};

/// The newest `most` of them.
class Graves {
 public:
  static constexpr std::size_t most = 1024;

  void bury(const Grave& grave) {
    if (graves_.size() < most) graves_.push_back(grave);
    else graves_[next_] = grave;
    next_ = (next_ + 1) % most;
  }
  const Grave* find(memory::AllocId id) const {
    const auto found = std::find_if(graves_.begin(), graves_.end(), [id](const Grave& grave) { return grave.id == id; });
    return found == graves_.end() ? nullptr : &*found;
  }

 private:
  std::vector<Grave> graves_;
  std::size_t next_ = 0;
};

}  // namespace machine
