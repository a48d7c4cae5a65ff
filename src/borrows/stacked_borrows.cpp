// Stacked Borrows: each byte has a stack of tags. Using a tag needs its item in the stack and takes
// away what lies above it. The rules of Jung et al. (POPL 2020) as Miri has them.

#include "base/result.h"
#include "base/text.h"
#include "borrows/borrow_stack.h"
#include "borrows/models.h"
#include "borrows/protectors.h"
#include "borrows/tag_log.h"
#include "memory/alloc_map.h"

namespace borrows {
namespace {

using memory::AccessCause;
using memory::AccessKind;
using memory::AliasAccess;
using memory::AliasFailure;
using memory::AliasTouch;
using memory::Allocation;
using memory::AllocId;
using memory::AllocKind;
using memory::Borrow;
using memory::BorrowOrigin;
using memory::ByteRange;
using memory::Protector;
using memory::TagValue;

/// Bytes from here to the next segment, which all have the same stack.
struct Segment {
  std::uint64_t begin = 0;
  BorrowStack stack;
};

struct Stacks {
  std::vector<Segment> segments;       // in rising order; the first begins at 0
  std::uint64_t size = 0;
  std::vector<TagValue> exposed;
  TagLog log;
  bool is_changed = false;             // stands in the list of those changed since tags were last collected

  std::uint64_t end_of(std::size_t i) const { return i + 1 < segments.size() ? segments[i + 1].begin : size; }
  std::size_t segment_at(std::uint64_t offset) const {
    std::size_t low = 0, high = segments.size();
    while (high - low > 1) {
      const std::size_t middle = (low + high) / 2;
      (segments[middle].begin <= offset ? low : high) = middle;
    }
    return low;
  }
  /// Makes a segment begin at `offset` and returns its number.
  std::size_t split(std::uint64_t offset) {
    if (offset >= size) return segments.size();
    const std::size_t i = segment_at(offset);
    if (segments[i].begin == offset) return i;
    Segment right = segments[i];
    right.begin = offset;
    segments.insert(segments.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(right));
    return i + 1;
  }
  void merge_equal() {
    std::size_t kept = 0;
    for (std::size_t i = 1; i < segments.size(); ++i) {
      if (segments[kept].stack == segments[i].stack) continue;
      ++kept;
      if (kept != i) segments[kept] = std::move(segments[i]);
    }
    if (!segments.empty()) segments.resize(kept + 1);
  }
};

/// What a borrow asks of the stack of some bytes.
struct Grantee {
  StackItem item;
  bool is_access = false;              // counts as an access of that kind
  AccessKind access = AccessKind::Read;
};

class StackedBorrows final : public memory::AliasModel {
 public:
  std::unique_ptr<AliasModel> clone() const override { return std::make_unique<StackedBorrows>(*this); }
  std::string_view name() const override { return "stacked borrows"; }
  TagValue new_allocation() override { return next_tag_++; }

  // Most accesses change nothing, and then nothing is split or copied.
  bool is_affected(const Allocation&, const AliasAccess& access) override {
    const Stacks* stacks = stacks_.find(access.alloc);
    if (!stacks || access.range.size() == 0) return false;
    ++work_;
    for (std::size_t i = stacks->segment_at(access.range.begin); i < stacks->segments.size() && stacks->segments[i].begin < access.range.end; ++i) {
      const BorrowStack& stack = stacks->segments[i].stack;
      const int granting = stack.find_granting(access.kind, access.tag, stacks->exposed);
      if (granting == BorrowStack::nowhere || granting == BorrowStack::in_unknown_part || access.tag == memory::wildcard_tag) return true;
      work_ += stack.items.size() - static_cast<std::size_t>(granting);
      if (access.kind == AccessKind::Write) {
        if (stack.first_incompatible_with_write(static_cast<std::size_t>(granting)) != stack.items.size()) return true;
      } else {
        for (std::size_t above = static_cast<std::size_t>(granting) + 1; above < stack.items.size(); ++above)
          if (stack.items[above].grant == Grant::Unique) return true;
      }
    }
    return false;
  }

  bool access(const Allocation& allocation, const AliasAccess& access, AliasFailure& failure) override {
    if (!stacks_.find(access.alloc) || access.range.size() == 0) return true;
    Stacks& own = edit(access.alloc);
    const std::size_t first = own.split(access.range.begin), last = own.split(access.range.end);
    for (std::size_t i = first; i < last; ++i)
      if (!use(allocation, own, i, access, nullptr, failure)) return false;
    return true;
  }

  bool deallocate(const Allocation& allocation, const AliasAccess& access, AliasFailure& failure) override {
    if (!stacks_.find(access.alloc)) return true;
    Stacks& own = stacks_.edit(access.alloc);
    const std::size_t first = own.split(access.range.begin), last = own.split(access.range.end);
    for (std::size_t i = first; i < last; ++i) {
      if (!use(allocation, own, i, access, nullptr, failure)) return false;
      for (std::size_t item = own.segments[i].stack.items.size(); item-- > 0;)
        if (!may_go(own, own.segments[i].stack.items[item], i, access, true, failure)) return false;
    }
    stacks_.erase(access.alloc);
    return true;
  }

  bool borrow(const Allocation& allocation, AllocId id, TagValue parent, const Borrow& borrow, TagValue& tag,
              std::vector<AliasTouch>* touches, AliasFailure& failure) override {
    tag = next_tag_++;
    ++work_;
    Stacks& own = stacks_of(allocation, id);
    own.log.note_birth({tag, parent, borrow.origin, borrow.protector, borrow.range, borrow.span});
    if (borrow.range.size() == 0) return true;
    const bool is_shared = borrow.origin == BorrowOrigin::Shared || borrow.origin == BorrowOrigin::RawConst;
    const bool is_raw_kind = borrow.origin == BorrowOrigin::RawMutable || borrow.origin == BorrowOrigin::TwoPhase ||
                             (!is_shared && !borrow.pointee_is_unpin);
    const bool is_protected = borrow.protector != Protector::None && !is_raw_kind;
    if (is_protected) protectors_.add({tag, id, borrow.protector, borrow.call});
    if (is_raw_kind) return grant(allocation, own, id, parent, borrow, borrow.range, {{tag, Grant::SharedReadWrite, false}, false, AccessKind::Write}, touches, failure);
    if (!is_shared) return grant(allocation, own, id, parent, borrow, borrow.range, {{tag, Grant::Unique, is_protected}, true, AccessKind::Write}, touches, failure);
    const Grantee frozen{{tag, Grant::SharedReadOnly, is_protected}, true, AccessKind::Read};
    const Grantee cell{{tag, Grant::SharedReadWrite, false}, false, AccessKind::Write};
    std::uint64_t at = borrow.range.begin;
    for (const ByteRange& range : borrow.cells) {
      if (range.begin > at && !grant(allocation, own, id, parent, borrow, {at, range.begin}, frozen, touches, failure)) return false;
      if (range.size() > 0 && !grant(allocation, own, id, parent, borrow, range, cell, touches, failure)) return false;
      at = range.end;
    }
    return at >= borrow.range.end || grant(allocation, own, id, parent, borrow, {at, borrow.range.end}, frozen, touches, failure);
  }

  void expose(const Allocation& allocation, AllocId id, TagValue tag) override {
    if (tag == memory::wildcard_tag) return;
    Stacks& own = stacks_of(allocation, id);
    for (const TagValue known : own.exposed)
      if (known == tag) return;
    own.exposed.push_back(tag);
  }

  bool has_protectors(std::uint64_t call) const override { return protectors_.has(call); }
  bool end_call(const memory::Memory&, std::uint64_t call, Span, AliasFailure&) override {
    protectors_.end_call(call);
    return true;
  }

  bool wants_collection(std::uint64_t words_searched_last) const override { return work_ > 1024 + words_searched_last; }
  void collect(memory::TagSet& used) override {
    work_ = 0;
    for (const ProtectedTag& entry : protectors_.all()) used.add(entry.tag);
    for (const AllocId id : changed_) {
      if (!stacks_.find(id)) continue;
      Stacks& own = stacks_.edit(id);
      own.is_changed = false;
      for (const TagValue tag : own.exposed) used.add(tag);
      bool any = false;
      for (Segment& segment : own.segments) any |= segment.stack.collect(used);
      own.log.collect([&used](TagValue tag) { return used.contains(tag); });
      if (any || own.segments.size() > 1) own.merge_equal();
    }
    changed_.clear();
  }

  TagValue newest_tag() const override { return next_tag_ - 1; }
  std::vector<memory::TagRows> rows(const Allocation&, AllocId id) const override {
    std::vector<memory::TagRows> out;
    const Stacks* stacks = stacks_.find(id);
    if (!stacks) return out;
    for (std::size_t i = 0; i < stacks->segments.size(); ++i) {
      memory::TagRows rows;
      rows.range = {stacks->segments[i].begin, stacks->end_of(i)};
      for (const StackItem& item : stacks->segments[i].stack.items) {
        memory::TagRow row;
        row.tag = item.tag;
        row.permission = name_of(item.grant);
        row.is_protected = protectors_.of(item.tag) != Protector::None;
        if (const TagBirth* birth = stacks->log.birth_of(item.tag)) row.parent = birth->parent;
        tell_history(stacks->log, rows.range.begin, row);
        rows.rows.push_back(std::move(row));
      }
      for (const TagBirth& birth : stacks->log.births()) {
        if (stacks->segments[i].stack.find(birth.tag) || !stacks->log.loss_of(birth.tag, rows.range.begin)) continue;
        memory::TagRow row;
        row.tag = birth.tag;
        row.parent = birth.parent;
        row.is_gone = true;
        row.permission = name_of(Grant::Disabled);
        tell_history(stacks->log, rows.range.begin, row);
        rows.rows.push_back(std::move(row));
      }
      out.push_back(std::move(rows));
    }
    return out;
  }

 private:
  /// For changing; there must be one.
  Stacks& edit(AllocId id) {
    Stacks& own = stacks_.edit(id);
    if (!own.is_changed) changed_.push_back(id);
    own.is_changed = true;
    return own;
  }
  Stacks& stacks_of(const Allocation& allocation, AllocId id) {
    if (stacks_.find(id)) return edit(id);
    Stacks stacks;
    stacks.size = allocation.size;
    Segment all;
    // A variable of a frame is used directly only by its own name; everything else may be known elsewhere.
    all.stack.items.push_back({allocation.tag, allocation.kind == AllocKind::Local ? Grant::Unique : Grant::SharedReadWrite, false});
    stacks.segments.push_back(std::move(all));
    stacks_.put(id, std::move(stacks));
    return edit(id);
  }

  /// An access through the stack of segment `i`, which lies in its range. `wants`: of what borrow.
  bool use(const Allocation& allocation, Stacks& own, std::size_t i, const AliasAccess& access, const Grantee* wants, AliasFailure& failure) {
    BorrowStack& stack = own.segments[i].stack;
    const int granting = stack.find_granting(access.kind, access.tag, own.exposed);
    if (granting == BorrowStack::nowhere) return refuse(allocation, own, i, access, wants, failure);
    work_ += stack.items.size();
    const bool is_approximate = granting == BorrowStack::in_unknown_part || access.tag == memory::wildcard_tag;
    const ByteRange range{own.segments[i].begin, own.end_of(i)};
    if (access.kind == AccessKind::Write) {
      const std::size_t first = granting == BorrowStack::in_unknown_part ? 0 : stack.first_incompatible_with_write(static_cast<std::size_t>(granting));
      while (stack.items.size() > first) {
        const StackItem item = stack.items.back();
        if (!may_go(own, item, i, access, false, failure)) return false;
        stack.items.pop_back();
        if (item.grant != Grant::Disabled) own.log.note_loss({item.tag, access.kind, access.cause, range, access.span, "popped off the borrow stack"});
      }
    } else {
      for (std::size_t above = stack.items.size(); above-- > static_cast<std::size_t>(granting == BorrowStack::in_unknown_part ? 0 : granting + 1);) {
        StackItem& item = stack.items[above];
        if (item.grant != Grant::Unique) continue;
        if (!may_go(own, item, i, access, false, failure)) return false;
        own.log.note_loss({item.tag, access.kind, access.cause, range, access.span, "its Unique item was disabled"});
        item.grant = Grant::Disabled;
      }
    }
    if (is_approximate) {
      // Nobody knows which tag was used: from here any tag not newer than the newest left may be allowed.
      TagValue limit = stack.unknown_below == 0 ? 1 : stack.unknown_below;
      for (const StackItem& item : stack.items)
        if (item.grant != Grant::Disabled) limit = std::max(limit, item.tag + 1);
      stack.make_unknown(limit);
    }
    return true;
  }

  bool grant(const Allocation& allocation, Stacks& own, AllocId id, TagValue parent, const Borrow& borrow, ByteRange range,
             const Grantee& wants, std::vector<AliasTouch>* touches, AliasFailure& failure) {
    const AliasAccess access{id, parent, range, wants.access, AccessCause::Reborrow, borrow.span};
    const std::size_t first = own.split(range.begin), last = own.split(range.end);
    if (touches && wants.is_access) touches->push_back({range, wants.access});
    for (std::size_t i = first; i < last; ++i) {
      BorrowStack& stack = own.segments[i].stack;
      std::size_t place = 0;
      if (wants.is_access) {
        if (!use(allocation, own, i, access, &wants, failure)) return false;
        place = stack.items.size();
      } else {
        const int granting = stack.find_granting(AccessKind::Write, parent, own.exposed);
        if (granting == BorrowStack::nowhere) return refuse(allocation, own, i, access, &wants, failure);
        if (granting == BorrowStack::in_unknown_part || parent == memory::wildcard_tag) {
          stack.make_unknown(next_tag_);
          continue;
        }
        place = stack.first_incompatible_with_write(static_cast<std::size_t>(granting));
      }
      stack.items.insert(stack.items.begin() + static_cast<std::ptrdiff_t>(place), wants.item);
    }
    return true;
  }

  /// Whether the item may be taken away: not while a call relies on it.
  bool may_go(const Stacks& own, const StackItem& item, std::size_t i, const AliasAccess& access, bool frees, AliasFailure& failure) const {
    if (!item.is_protected) return true;
    const Protector protector = protectors_.of(item.tag);
    if (protector == Protector::None || (frees && protector == Protector::Weak)) return true;
    const char* strength = protector == Protector::Weak ? "weakly protected" : "strongly protected";
    failure.category = name();
    failure.message = frees ? concat("the memory is freed while ", name_of(item.grant), " item of a running call's reference is ", strength)
                            : concat(text_of(access.kind, access.cause), " at offset ", own.segments[i].begin, " would take the ", name_of(item.grant),
                                     " item of a reference away that is ", strength, ": the call that got it as an argument still runs");
    add_history(own, item.tag, own.segments[i].begin, failure);
    return false;
  }

  bool refuse(const Allocation&, const Stacks& own, std::size_t i, const AliasAccess& access, const Grantee* wants, AliasFailure& failure) const {
    const std::uint64_t offset = std::max(own.segments[i].begin, access.range.begin);
    const StackItem* item = own.segments[i].stack.find(access.tag);
    failure.category = name();
    const std::string what = wants ? concat("a reborrow that needs ", name_of(wants->item.grant), " at offset ", offset)
                                   : concat(text_of(access.kind, access.cause), " at offset ", offset);
    if (access.tag == memory::wildcard_tag) {
      failure.message = concat(what, " through a pointer made of an integer: no exposed tag in the borrow stack allows it");
    } else if (item && item->grant != Grant::Disabled) {
      failure.message = concat(what, " through a tag that only grants ", name_of(item->grant), " there");
    } else {
      failure.message = concat(what, " through a tag that is not in the borrow stack there");
    }
    add_history(own, access.tag, offset, failure);
    return false;
  }

  static void add_history(const Stacks& own, TagValue tag, std::uint64_t offset, AliasFailure& failure) {
    if (const TagBirth* birth = own.log.birth_of(tag)) {
      failure.history.push_back(created_moment(*birth));
      if (offset < birth->range.begin || offset >= birth->range.end) failure.history.back().message += concat(", not to byte ", offset);
    }
    if (const TagLoss* loss = own.log.loss_of(tag, offset)) failure.history.push_back(lost_moment(*loss));
  }

  TagValue next_tag_ = 1;
  memory::AllocMap<Stacks> stacks_;
  std::vector<AllocId> changed_;       // since tags were last collected
  Protectors protectors_;
  std::uint64_t work_ = 0;             // done since tags were last collected
};

}  // namespace

std::unique_ptr<memory::AliasModel> make_stacked_borrows() { return std::make_unique<StackedBorrows>(); }

}  // namespace borrows
