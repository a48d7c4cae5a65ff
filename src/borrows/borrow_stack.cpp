#include "borrows/borrow_stack.h"

#include <algorithm>

namespace borrows {

int BorrowStack::find_granting(memory::AccessKind kind, memory::TagValue tag, const std::vector<memory::TagValue>& exposed) const {
  for (std::size_t i = items.size(); i-- > 0;) {
    const StackItem& item = items[i];
    const bool is_wanted = tag == memory::wildcard_tag
                               ? std::find(exposed.begin(), exposed.end(), item.tag) != exposed.end()
                               : item.tag == tag;
    if (is_wanted && grants(item.grant, kind)) return static_cast<int>(i);
  }
  if (unknown_below == 0) return nowhere;
  return tag == memory::wildcard_tag || tag < unknown_below ? in_unknown_part : nowhere;
}

std::size_t BorrowStack::first_incompatible_with_write(std::size_t granting) const {
  std::size_t i = granting + 1;
  if (items[granting].grant == Grant::SharedReadWrite)
    while (i < items.size() && items[i].grant == Grant::SharedReadWrite) ++i;
  return i;
}

const StackItem* BorrowStack::find(memory::TagValue tag) const {
  for (std::size_t i = items.size(); i-- > 0;)
    if (items[i].tag == tag) return &items[i];
  return nullptr;
}

bool BorrowStack::collect(const memory::TagSet& used) {
  // The bottom always stays. An item above a SharedReadWrite stays as well unless it is one itself:
  // it keeps that group apart from the next.
  const std::size_t before = items.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const StackItem item = items[i];
    const bool ends_group = i > 0 && items[i - 1].grant == Grant::SharedReadWrite;
    bool stays = i == 0 || (item.grant != Grant::Disabled && used.contains(item.tag));
    if (item.grant != Grant::SharedReadWrite && ends_group) stays = true;
    if (stays) items[kept++] = item;
  }
  items.resize(kept);
  // Such a separator goes when the group below it has gone, or when nothing lies above it.
  std::size_t tight = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const StackItem item = items[i];
    const bool is_used = i == 0 || (item.grant != Grant::Disabled && used.contains(item.tag));
    const bool separates = tight > 0 && items[tight - 1].grant == Grant::SharedReadWrite && i + 1 < items.size() &&
                           items[i + 1].grant == Grant::SharedReadWrite;
    if (is_used || separates) items[tight++] = item;
  }
  items.resize(tight);
  return tight < before;
}

std::string_view name_of(Grant grant) {
  switch (grant) {
    case Grant::Unique: return "Unique";
    case Grant::SharedReadWrite: return "SharedReadWrite";
    case Grant::SharedReadOnly: return "SharedReadOnly";
    case Grant::Disabled: return "Disabled";
  }
  return "";
}

}  // namespace borrows
