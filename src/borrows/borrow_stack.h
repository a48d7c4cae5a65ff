#pragma once
// The borrow stack of one run of bytes, after Jung et al., "Stacked Borrows" (POPL 2020), with what
// Miri has changed since: two-phase borrows are raw, reads disable `Unique` items instead of popping
// them, and pointers made of integers leave the stack's lower part unknown.
//
//   top     SharedReadOnly   a shared reference
//           SharedReadWrite  a raw pointer, or a reference into an UnsafeCell
//           Unique           a mutable reference
//   bottom  Unique           the variable itself (SharedReadWrite for what is not on the stack)

#include <cstdint>
#include <vector>

#include "memory/alias_model.h"

namespace borrows {

enum class Grant : std::uint8_t {
  Unique,             // stands for: &mut. allows: all. removed by: any use of an item below
  SharedReadWrite,    // stands for: raw pointers, UnsafeCell. allows: all. removed by: writes below its group
  SharedReadOnly,     // stands for: &T. allows: reads. removed by: any write of an item below
  Disabled,           // stands for: a Unique after a read below it. allows: nothing
};

struct StackItem {
  memory::TagValue tag = 0;
  Grant grant = Grant::Unique;
  bool is_protected = false;      // was given to a call; whether that still runs is known elsewhere
  friend bool operator==(const StackItem& a, const StackItem& b) { return a.tag == b.tag && a.grant == b.grant && a.is_protected == b.is_protected; }
};

inline bool grants(Grant grant, memory::AccessKind kind) {
  return grant == Grant::Unique || grant == Grant::SharedReadWrite || (grant == Grant::SharedReadOnly && kind == memory::AccessKind::Read);
}

struct BorrowStack {
  /// Results of a search for the granting item.
  static constexpr int in_unknown_part = -1, nowhere = -2;

  std::vector<StackItem> items;         // from the bottom up
  memory::TagValue unknown_below = 0;   // not 0: items with smaller tags may lie below the bottom

  /// The topmost item with that tag (or any exposed one, for the wildcard) that allows the access.
  int find_granting(memory::AccessKind kind, memory::TagValue tag, const std::vector<memory::TagValue>& exposed) const;
  /// Where the first item above stands that a write through item `granting` does not leave alone.
  std::size_t first_incompatible_with_write(std::size_t granting) const;
  /// Forgets everything: any tag below `limit` may be allowed.
  void make_unknown(memory::TagValue limit) {
    items.clear();
    unknown_below = limit;
  }
  /// Whether an item of that tag is there at all.
  const StackItem* find(memory::TagValue tag) const;
  /// Drops items of tags that are not used, as far as nothing can tell. Says whether any went.
  bool collect(const memory::TagSet& used);

  friend bool operator==(const BorrowStack& a, const BorrowStack& b) { return a.unknown_below == b.unknown_below && a.items == b.items; }
};

std::string_view name_of(Grant grant);

}  // namespace borrows
