#pragma once
// What happened to the tags of one allocation, for explaining undefined behaviour: where each was made
// and by what, and which accesses took permissions away. Forgotten together with the tags.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "memory/alias_model.h"

namespace borrows {

struct TagBirth {
  memory::TagValue tag = 0;
  memory::TagValue parent = 0;
  memory::BorrowOrigin origin = memory::BorrowOrigin::Shared;
  memory::Protector protector = memory::Protector::None;
  memory::ByteRange range;
  Span span;
};

/// An access that took something from a tag.
struct TagLoss {
  memory::TagValue tag = 0;
  memory::AccessKind kind = memory::AccessKind::Read;
  memory::AccessCause cause = memory::AccessCause::Explicit;
  memory::ByteRange range;
  Span span;
  const char* effect = "";         // "popped off the borrow stack", "Reserved became Disabled", …
};

class TagLog {
 public:
  void note_birth(const TagBirth& birth) { births_.push_back(birth); }
  void note_loss(const TagLoss& loss) { losses_.push_back(loss); }
  const TagBirth* birth_of(memory::TagValue tag) const;
  const std::vector<TagBirth>& births() const { return births_; }
  /// The newest loss at that byte.
  const TagLoss* loss_of(memory::TagValue tag, std::uint64_t offset) const;
  /// Forgets what concerns these tags; `gone` is in rising order.
  void forget(const std::vector<memory::TagValue>& gone);
  /// Forgets what concerns tags that are not kept.
  template <class IsKept>
  void collect(IsKept is_kept) {
    births_.erase(std::remove_if(births_.begin(), births_.end(), [&](const TagBirth& birth) { return !is_kept(birth.tag); }), births_.end());
    losses_.erase(std::remove_if(losses_.begin(), losses_.end(), [&](const TagLoss& loss) { return !is_kept(loss.tag); }), losses_.end());
  }

 private:
  std::vector<TagBirth> births_;   // by rising tag
  std::vector<TagLoss> losses_;    // in the order in which they happened
};

/// "a mutable reference", "a raw pointer", …
std::string_view name_of(memory::BorrowOrigin origin);
/// "a read", "a write", "a reborrow (which counts as a read)", …: what an access was done for.
std::string text_of(memory::AccessKind kind, memory::AccessCause cause);
/// The sentence for the place where a tag was made.
memory::AliasMoment created_moment(const TagBirth& birth);
memory::AliasMoment lost_moment(const TagLoss& loss);
/// Fills in where the row's tag was made and what it lost at that byte.
void tell_history(const TagLog& log, std::uint64_t offset, memory::TagRow& row);

}  // namespace borrows
