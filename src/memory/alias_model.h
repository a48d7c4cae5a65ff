#pragma once
// What the machine asks of an aliasing model: which accesses through which pointer are allowed, and
// which tag a new reference gets. The machine knows no particular model; `borrows/` has them.
//
// A model keeps its state per allocation. An allocation nobody has borrowed from has no state at all:
// only its own tag exists, and that may do everything.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "memory/memory.h"
#include "memory/pointer.h"

namespace memory {

enum class AccessKind : std::uint8_t { Read, Write };
/// What an access is done for.
enum class AccessCause : std::uint8_t { Explicit, Reborrow, Deallocation, CallEnd };
/// How a pointer came to have a tag of its own.
enum class BorrowOrigin : std::uint8_t { Shared, Mutable, TwoPhase, RawConst, RawMutable, Box, InPlace };
/// A tag that the running call relies on. Weak: the memory may be freed meanwhile, through that tag.
enum class Protector : std::uint8_t { None, Weak, Strong };

/// Bytes begin..end.
struct ByteRange {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t size() const { return end - begin; }
  friend bool operator==(const ByteRange& a, const ByteRange& b) { return a.begin == b.begin && a.end == b.end; }
};

/// A pointer that is given a tag: a reborrow, a value that enters a function, a raw pointer made of a
/// reference.
struct Borrow {
  BorrowOrigin origin = BorrowOrigin::Shared;
  Protector protector = Protector::None;
  std::uint64_t call = 0;                    // whose protector it is
  bool pointee_is_unpin = true;
  bool is_freeze = true;                     // no UnsafeCell anywhere in the pointee
  bool has_early_write = false;              // with implicit writes: what enters a function is written to at once
  ByteRange range;                           // what it points to, in bytes of the allocation
  std::vector<ByteRange> cells;              // the UnsafeCells in that, in rising order
  Span span;
  std::uint32_t thread = 0;
};

/// The tag of a pointer that was made of an integer: it stands for whichever exposed tag allows it.
constexpr TagValue wildcard_tag = 0;

struct AliasAccess {
  AllocId alloc;
  TagValue tag = wildcard_tag;
  ByteRange range;
  AccessKind kind = AccessKind::Read;
  AccessCause cause = AccessCause::Explicit;
  Span span;
};

/// Bytes that a reborrow has touched; for finding races.
struct AliasTouch { ByteRange range; AccessKind kind = AccessKind::Read; };

/// An earlier moment in the life of a tag.
struct AliasMoment {
  enum class Role : std::uint8_t { Made, Lost };
  Span span;
  std::string message;
  Role role = Role::Made;
  TagValue tag = wildcard_tag;
};
/// Why an access is undefined behaviour, and what led there, in the order in which it happened.
struct AliasFailure {
  std::string category;                      // "stacked borrows", "tree borrows"
  std::string message;
  std::vector<AliasMoment> history;
};

/// The tags that some pointer still carries. Of those up to `oldest` nothing is asked: they all count.
class TagSet {
 public:
  explicit TagSet(TagValue oldest = wildcard_tag) : oldest_(oldest) {}
  void add(TagValue tag) {
    if (tag <= oldest_) return;
    if (count_ * 2 >= slots_.size()) grow();
    TagValue& slot = slots_[slot_of(tag)];
    if (slot != tag) ++count_;
    slot = tag;
  }
  TagValue oldest() const { return oldest_; }
  bool contains(TagValue tag) const {
    if (tag <= oldest_) return tag != wildcard_tag;
    return !slots_.empty() && slots_[slot_of(tag)] == tag;
  }

 private:
  /// Where the tag is, or the free place where it belongs.
  std::size_t slot_of(TagValue tag) const {
    std::size_t i = (tag * 0x9e3779b1u) & (slots_.size() - 1);
    while (slots_[i] != tag && slots_[i] != wildcard_tag) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  void grow() {
    std::vector<TagValue> old(slots_.empty() ? 256 : slots_.size() * 2);
    old.swap(slots_);
    count_ = 0;
    for (const TagValue tag : old)
      if (tag != wildcard_tag) add(tag);
  }

  TagValue oldest_ = wildcard_tag;
  std::vector<TagValue> slots_;      // a hash table; wildcard_tag where there is nothing
  std::size_t count_ = 0;
};

/// How a pointer stands to one run of bytes, for pictures: one row per tag.
struct TagRow {
  TagValue tag = 0;
  TagValue parent = 0;                       // 0: the allocation's own tag, or one of unknown descent
  std::string permission;
  bool is_gone = false;                      // only remembered: it stands nowhere in the borrow stack any more
  bool is_protected = false;
  bool is_exposed = false;
  BorrowOrigin origin = BorrowOrigin::Shared;
  Protector protector = Protector::None;     // that it was made with
  ByteRange range;                           // what it was made for
  Span span;                                 // where it was made
  std::string loss;                          // what took something from it here, last: "popped off …"; or empty
  Span loss_span;
};
struct TagRows { ByteRange range; std::vector<TagRow> rows; };

class AliasModel {
 public:
  virtual ~AliasModel() = default;
  /// Cheap: copies share their state until one of them changes it.
  virtual std::unique_ptr<AliasModel> clone() const = 0;
  virtual std::string_view name() const = 0;

  /// The tag of a new allocation itself.
  virtual TagValue new_allocation() = 0;
  /// Whether `access` has anything to do. False is the usual answer, and quickly given.
  virtual bool is_affected(const Allocation& allocation, const AliasAccess& access) = 0;
  /// False if the access is not allowed: then `failure` says why.
  virtual bool access(const Allocation& allocation, const AliasAccess& access, AliasFailure& failure) = 0;
  /// The allocation is freed through that tag; its state goes.
  virtual bool deallocate(const Allocation& allocation, const AliasAccess& access, AliasFailure& failure) = 0;
  /// Gives a tag to a pointer made from one that carries `parent`, and says in `tag` which: the same
  /// if the model has none of its own for it. `touches` lists the accesses that this counts as.
  virtual bool borrow(const Allocation& allocation, AllocId id, TagValue parent, const Borrow& borrow, TagValue& tag,
                      std::vector<AliasTouch>* touches, AliasFailure& failure) = 0;
  virtual void expose(const Allocation& allocation, AllocId id, TagValue tag) = 0;
  /// Protectors of the call end. `allocation_of` is asked which of their allocations still live.
  virtual bool end_call(const Memory& memory, std::uint64_t call, Span span, AliasFailure& failure) = 0;
  virtual bool has_protectors(std::uint64_t call) const = 0;

  /// Whether so much has piled up that looking for unused tags among `word_count` words pays.
  virtual bool wants_collection(std::uint64_t words_searched_last) const = 0;
  /// Forgets what only tags that nobody carries could be asked about.
  virtual void collect(TagSet& used) = 0;

  /// Tags are given out in rising order; this one was the last.
  virtual TagValue newest_tag() const = 0;
  /// The state of an allocation, run of bytes by run; empty if nothing was borrowed from it.
  virtual std::vector<TagRows> rows(const Allocation& allocation, AllocId id) const = 0;
};

/// A model, or none, with the machine that it belongs to: copied with it.
class AliasState {
 public:
  AliasState() = default;
  explicit AliasState(std::unique_ptr<AliasModel> model) : model_(std::move(model)) {}
  AliasState(const AliasState& other) : model_(other.model_ ? other.model_->clone() : nullptr) {}
  AliasState(AliasState&&) noexcept = default;
  AliasState& operator=(const AliasState& other) {
    if (this != &other) model_ = other.model_ ? other.model_->clone() : nullptr;
    return *this;
  }
  AliasState& operator=(AliasState&&) noexcept = default;
  AliasModel* get() const { return model_.get(); }
  AliasModel* operator->() const { return model_.get(); }
  explicit operator bool() const { return model_ != nullptr; }

 private:
  std::unique_ptr<AliasModel> model_;
};

}  // namespace memory
