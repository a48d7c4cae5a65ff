#include "borrows/tag_log.h"

#include <algorithm>

#include "base/text.h"

namespace borrows {

using memory::AccessCause;
using memory::AccessKind;
using memory::BorrowOrigin;
using memory::Protector;

const TagBirth* TagLog::birth_of(memory::TagValue tag) const {
  const auto found = std::lower_bound(births_.begin(), births_.end(), tag,
                                      [](const TagBirth& birth, memory::TagValue wanted) { return birth.tag < wanted; });
  return found != births_.end() && found->tag == tag ? &*found : nullptr;
}

const TagLoss* TagLog::loss_of(memory::TagValue tag, std::uint64_t offset) const {
  for (std::size_t i = losses_.size(); i-- > 0;) {
    const TagLoss& loss = losses_[i];
    if (loss.tag == tag && loss.range.begin <= offset && offset < loss.range.end) return &loss;
  }
  return nullptr;
}

void TagLog::forget(const std::vector<memory::TagValue>& gone) {
  const auto is_gone = [&gone](memory::TagValue tag) { return tag >= gone.front() && std::binary_search(gone.begin(), gone.end(), tag); };
  const auto first = std::lower_bound(births_.begin(), births_.end(), gone.front(), [](const TagBirth& birth, memory::TagValue wanted) { return birth.tag < wanted; });
  births_.erase(std::remove_if(first, births_.end(), [&](const TagBirth& birth) { return is_gone(birth.tag); }), births_.end());
  losses_.erase(std::remove_if(losses_.begin(), losses_.end(), [&](const TagLoss& loss) { return is_gone(loss.tag); }), losses_.end());
}

std::string_view name_of(BorrowOrigin origin) {
  switch (origin) {
    case BorrowOrigin::Shared: return "a shared reference";
    case BorrowOrigin::Mutable: return "a mutable reference";
    case BorrowOrigin::TwoPhase: return "a two-phase mutable reference";
    case BorrowOrigin::RawConst: return "a raw pointer (`*const`)";
    case BorrowOrigin::RawMutable: return "a raw pointer (`*mut`)";
    case BorrowOrigin::Box: return "a box";
    case BorrowOrigin::InPlace: return "a place lent to a call";
  }
  return "";
}

std::string text_of(AccessKind kind, AccessCause cause) {
  const std::string_view what = kind == AccessKind::Read ? "read" : "write";
  switch (cause) {
    case AccessCause::Explicit: return concat("a ", what);
    case AccessCause::Reborrow: return concat("a reborrow (which counts as a ", what, ")");
    case AccessCause::Deallocation: return "a deallocation (which counts as a write)";
    case AccessCause::CallEnd: return concat("the end of the call (which counts as a ", what, " through its protected reference)");
  }
  return "";
}

memory::AliasMoment created_moment(const TagBirth& birth) {
  std::string text = concat("the pointer's tag was made here: ", name_of(birth.origin), " to bytes ", birth.range.begin, "..", birth.range.end);
  if (birth.protector == Protector::Strong) text += ", protected until the call ends";
  if (birth.protector == Protector::Weak) text += ", weakly protected until the call ends";
  return {birth.span, std::move(text), memory::AliasMoment::Role::Made, birth.tag};
}

memory::AliasMoment lost_moment(const TagLoss& loss) {
  return {loss.span,
          concat("then ", text_of(loss.kind, loss.cause), " of bytes ", loss.range.begin, "..", loss.range.end, " through another pointer: ", loss.effect),
          memory::AliasMoment::Role::Lost, loss.tag};
}

void tell_history(const TagLog& log, std::uint64_t offset, memory::TagRow& row) {
  if (const TagBirth* birth = log.birth_of(row.tag)) {
    row.origin = birth->origin;
    row.protector = birth->protector;
    row.range = birth->range;
    row.span = birth->span;
  }
  if (const TagLoss* loss = log.loss_of(row.tag, offset)) {
    row.loss = concat(text_of(loss->kind, loss->cause), ": ", loss->effect);
    row.loss_span = loss->span;
  }
}

}  // namespace borrows
