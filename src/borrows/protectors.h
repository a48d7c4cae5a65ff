#pragma once
// The tags that running calls rely on. Tags are handed out in rising order, so the list stays sorted
// by tag without effort.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "memory/alias_model.h"

namespace borrows {

struct ProtectedTag {
  memory::TagValue tag = 0;
  memory::AllocId alloc;
  memory::Protector protector = memory::Protector::None;
  std::uint64_t call = 0;
};

class Protectors {
 public:
  void add(const ProtectedTag& entry) { entries_.push_back(entry); }
  memory::Protector of(memory::TagValue tag) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), tag,
                                        [](const ProtectedTag& entry, memory::TagValue wanted) { return entry.tag < wanted; });
    return found != entries_.end() && found->tag == tag ? found->protector : memory::Protector::None;
  }
  /// The call's protectors stand near the end: what was added later belongs to calls within it, which
  /// are over, or to other threads.
  bool has(std::uint64_t call) const {
    for (std::size_t i = entries_.size(); i-- > 0;)
      if (entries_[i].call == call) return true;
    return false;
  }
  void end_call(std::uint64_t call) {
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), [call](const ProtectedTag& entry) { return entry.call == call; }),
                   entries_.end());
  }
  const std::vector<ProtectedTag>& all() const { return entries_; }

 private:
  std::vector<ProtectedTag> entries_;
};

}  // namespace borrows
