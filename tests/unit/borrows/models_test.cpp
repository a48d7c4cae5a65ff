// Both aliasing models, asked directly. Random pointer programs run on one allocation of several bytes
// and, as references that know nothing of ranges, on as many allocations of one byte and, for Tree
// Borrows, on a tree that looks at every tag at every access.

#include "borrows/models.h"
#include "borrows/permission.h"
#include "tests/support/rounds.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

namespace {

using memory::AccessCause;
using memory::AccessKind;
using memory::AliasAccess;
using memory::AliasFailure;
using memory::Allocation;
using memory::AllocId;
using memory::Borrow;
using memory::BorrowOrigin;
using memory::ByteRange;
using memory::Protector;
using memory::TagValue;

/// A model with one allocation.
struct Board {
  std::unique_ptr<memory::AliasModel> model;
  Allocation allocation;
  memory::Memory memory;

  Board(bool is_tree, std::uint64_t size, memory::AllocKind kind) : model(is_tree ? borrows::make_tree_borrows() : borrows::make_stacked_borrows()) {
    allocation.size = size;
    allocation.kind = kind;
    allocation.tag = model->new_allocation();
  }
  AliasFailure failure;
  bool access(TagValue tag, ByteRange range, AccessKind kind) {
    const AliasAccess access{AllocId(0), tag, range, kind, AccessCause::Explicit, {}};
    return !model->is_affected(allocation, access) || model->access(allocation, access, failure);
  }
  bool borrow(TagValue parent, Borrow borrow, TagValue& tag) { return model->borrow(allocation, AllocId(0), parent, borrow, tag, nullptr, failure); }
  TagValue borrow(TagValue parent, BorrowOrigin origin, ByteRange range) {
    Borrow asked;
    asked.origin = origin;
    asked.range = range;
    TagValue tag = 0;
    CHECK(borrow(parent, asked, tag));
    return tag;
  }
};

/// Tree Borrows by the table alone: every tag has a standing at every byte, every access visits all.
class PlainTree {
 public:
  PlainTree(TagValue root, std::uint64_t size) { tags_.push_back({root, 0, Protector::None, 0, std::vector<Standing>(size, {borrows::Permission::Unique, true})}); }

  bool access(TagValue tag, ByteRange range, AccessKind kind) {
    for (std::uint64_t byte = range.begin; byte < range.end; ++byte)
      if (!access_at(index_of(tag), byte, kind, false)) return false;
    return true;
  }

  bool borrow(TagValue parent, const Borrow& borrow, TagValue tag) {
    if (tag == parent) return true;
    Tag made{tag, index_of(parent), borrow.protector, borrow.call, {}};
    const bool is_shared = borrow.origin == BorrowOrigin::Shared, is_protected = borrow.protector != Protector::None;
    const Standing frozen{is_shared ? borrows::Permission::Frozen : borrows::Permission::Reserved, true};
    const Standing cell{is_shared ? borrows::Permission::Cell : is_protected ? borrows::Permission::Reserved : borrows::Permission::ReservedIM, !is_shared};
    for (std::uint64_t byte = 0; byte < tags_[0].at.size(); ++byte) {
      Standing standing = borrow.is_freeze ? frozen : cell;
      for (const ByteRange& range : borrow.cells)
        if (!borrow.is_freeze) standing = range.begin <= byte && byte < range.end ? cell : frozen;
      const bool is_inside = borrow.range.begin <= byte && byte < borrow.range.end;
      if (is_inside && standing.is_used && !access_at(made.parent, byte, AccessKind::Read, false)) return false;
      if (!is_inside) standing = {(borrow.is_freeze ? frozen : cell).permission, false};
      made.at.push_back(standing);
    }
    tags_.push_back(std::move(made));
    return true;
  }

  bool end_call(std::uint64_t call) {
    for (std::size_t i = 0; i < tags_.size(); ++i)
      for (std::uint64_t byte = 0; tags_[i].call == call && byte < tags_[i].at.size(); ++byte) {
        const Standing now = tags_[i].at[byte];
        if (!now.is_used || now.permission == borrows::Permission::Cell) continue;
        if (!access_at(i, byte, now.permission == borrows::Permission::Unique ? AccessKind::Write : AccessKind::Read, true)) return false;
      }
    for (Tag& tag : tags_)
      if (tag.call == call) tag.protector = Protector::None, tag.call = 0;
    return true;
  }

 private:
  struct Standing { borrows::Permission permission; bool is_used; };
  struct Tag {
    TagValue tag;
    std::size_t parent;
    Protector protector;
    std::uint64_t call;
    std::vector<Standing> at;
  };
  std::size_t index_of(TagValue tag) const {
    for (std::size_t i = 0; i < tags_.size(); ++i)
      if (tags_[i].tag == tag) return i;
    return 0;
  }
  bool is_within(std::size_t tag, std::size_t ancestor) const {
    while (tag > ancestor) tag = tags_[tag].parent;
    return tag == ancestor;
  }
  bool access_at(std::size_t source, std::uint64_t byte, AccessKind kind, bool spares_descendants) {
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const bool is_foreign = !is_within(source, i), is_protected = tags_[i].protector != Protector::None;
      if (spares_descendants && is_foreign && is_within(i, source)) continue;
      Standing& now = tags_[i].at[byte];
      const borrows::Permission next = borrows::after(now.permission, borrows::transition_of(kind, is_foreign), is_protected);
      if (next == borrows::forbidden) return false;
      now.is_used |= !is_foreign;
      if (is_protected && now.is_used && borrows::disables_protected(now.permission, next)) return false;
      now.permission = next;
    }
    return true;
  }

  std::vector<Tag> tags_;              // parents stand before their children
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::uint64_t below(std::uint64_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_;
};

ByteRange part_at(ByteRange range, std::uint64_t byte) { return range.begin <= byte && byte < range.end ? ByteRange{0, 1} : ByteRange{0, 0}; }

Borrow part_at(const Borrow& borrow, std::uint64_t byte) {
  Borrow part = borrow;
  part.range = part_at(borrow.range, byte);
  part.cells.clear();
  for (const ByteRange& cell : borrow.cells)
    if (part_at(cell, byte).size() > 0 && part.range.size() > 0) part.cells.push_back({0, 1});
  return part;
}

/// One random program; says how far both came.
void run_random(bool is_tree, std::uint64_t seed) {
  constexpr std::uint64_t size = 4;
  Random random(seed);
  const memory::AllocKind kind = random.below(2) == 0 ? memory::AllocKind::Local : memory::AllocKind::Heap;
  Board whole(is_tree, size, kind);
  std::vector<Board> bytes;
  for (std::uint64_t i = 0; i < size; ++i) bytes.emplace_back(is_tree, 1, kind);
  PlainTree plain(whole.allocation.tag, size);
  std::vector<TagValue> tags{whole.allocation.tag};
  std::vector<std::uint64_t> calls;
  std::uint64_t next_call = 1;
  for (int step = 0; step < 40; ++step) {
    const std::uint64_t begin = random.below(size + 1), end = begin + random.below(size + 1 - begin);
    const ByteRange range{begin, end};
    const TagValue tag = tags[random.below(tags.size())];
    bool whole_ok = true, bytes_ok = true, plain_ok = true;
    const std::uint64_t what = random.below(12);
    if (what < 5) {
      const AccessKind access = random.below(2) == 0 ? AccessKind::Read : AccessKind::Write;
      whole_ok = whole.access(tag, range, access);
      for (std::uint64_t i = 0; i < size; ++i) bytes_ok &= bytes[i].access(tag, part_at(range, i), access);
      plain_ok = plain.access(tag, range, access);
    } else if (what < 10) {
      static constexpr BorrowOrigin origins[] = {BorrowOrigin::Shared, BorrowOrigin::Mutable, BorrowOrigin::TwoPhase, BorrowOrigin::RawMutable, BorrowOrigin::RawConst, BorrowOrigin::Box};
      Borrow borrow;
      borrow.origin = origins[random.below(6)];
      borrow.range = range;
      if (random.below(3) == 0 && range.size() > 1) {
        borrow.is_freeze = false;
        borrow.cells.push_back({range.begin, range.begin + 1});
      }
      const bool may_be_guarded = borrow.origin == BorrowOrigin::Shared || borrow.origin == BorrowOrigin::Mutable || borrow.origin == BorrowOrigin::Box;
      if (may_be_guarded && random.below(3) == 0) {
        borrow.protector = borrow.origin == BorrowOrigin::Box ? Protector::Weak : Protector::Strong;
        borrow.call = next_call++;
        calls.push_back(borrow.call);
      }
      TagValue made = 0, part = 0;
      whole_ok = whole.borrow(tag, borrow, made);
      for (std::uint64_t i = 0; i < size; ++i) bytes_ok &= bytes[i].borrow(tag, part_at(borrow, i), part);
      plain_ok = plain.borrow(tag, borrow, made);
      if (whole_ok && bytes_ok) {
        CHECK(made == part);
        tags.push_back(made);
      }
    } else if (what == 10 && !calls.empty()) {
      const std::uint64_t call = calls.back();
      calls.pop_back();
      whole_ok = whole.model->end_call(whole.memory, call, {}, whole.failure);
      for (Board& byte : bytes) bytes_ok &= byte.model->end_call(byte.memory, call, {}, byte.failure);
      plain_ok = plain.end_call(call);
    } else {
      // Half of the tags are dropped; only the whole board forgets them.
      while (tags.size() > 3 && random.below(2) == 0) tags.erase(tags.begin() + 1 + static_cast<std::ptrdiff_t>(random.below(tags.size() - 1)));
      memory::TagSet used;
      for (const TagValue kept : tags) used.add(kept);
      whole.model->collect(used);
    }
    INFO("seed ", seed, ", step ", step, ": ", whole.failure.message);
    REQUIRE(whole_ok == bytes_ok);
    if (is_tree) REQUIRE(whole_ok == plain_ok);
    if (!whole_ok) return;
  }
}

}  // namespace

TEST_CASE("ranges and forgotten tags change no verdict of Stacked Borrows") {
  for (int seed = 0; seed < rounds(3000); ++seed) run_random(false, static_cast<std::uint64_t>(seed));
}

TEST_CASE("ranges and forgotten tags change no verdict of Tree Borrows") {
  for (int seed = 0; seed < rounds(3000); ++seed) run_random(true, static_cast<std::uint64_t>(seed));
}

TEST_CASE("a copy of a model goes its own way") {
  for (const bool is_tree : {false, true}) {
    Board board(is_tree, 4, memory::AllocKind::Local);
    const TagValue child = board.borrow(board.allocation.tag, BorrowOrigin::Mutable, {0, 4});
    const std::unique_ptr<memory::AliasModel> copy = board.model->clone();
    CHECK(board.access(board.allocation.tag, {0, 4}, AccessKind::Write));
    CHECK(!board.access(child, {0, 1}, AccessKind::Read));
    AliasFailure failure;
    CHECK(copy->access(board.allocation, {AllocId(0), child, {0, 1}, AccessKind::Read, AccessCause::Explicit, {}}, failure));
  }
}

TEST_CASE("a read outside of a protected tag's range holds until its call ends") {
  for (const bool reads_outside : {false, true}) {
    for (const bool has_ended : {false, true}) {
      Board board(true, 4, memory::AllocKind::Local);
      Borrow argument;
      argument.origin = BorrowOrigin::Mutable;
      argument.range = {0, 1};
      argument.protector = Protector::Strong;
      argument.call = 1;
      TagValue inside = 0;
      REQUIRE(board.borrow(board.allocation.tag, argument, inside));
      const TagValue other = board.borrow(board.allocation.tag, BorrowOrigin::Mutable, {2, 4});
      if (reads_outside) CHECK(board.access(inside, {2, 3}, AccessKind::Read));
      if (has_ended) CHECK(board.model->end_call(board.memory, 1, {}, board.failure));
      CHECK(board.access(other, {3, 4}, AccessKind::Write));
      CHECK(board.access(other, {2, 3}, AccessKind::Write) == (!reads_outside || has_ended));
      if (has_ended) CHECK(!board.access(inside, {2, 3}, AccessKind::Read));
    }
  }
}

TEST_CASE("what went before is told in order") {
  for (const bool is_tree : {false, true}) {
    Board board(is_tree, 4, memory::AllocKind::Local);
    const TagValue child = board.borrow(board.allocation.tag, BorrowOrigin::Mutable, {0, 4});
    CHECK(board.access(child, {0, 4}, AccessKind::Write));
    CHECK(board.access(board.allocation.tag, {0, 4}, AccessKind::Write));
    CHECK(!board.access(child, {1, 2}, AccessKind::Write));
    REQUIRE(board.failure.history.size() == 2);
    CHECK(board.failure.history[0].message.find("a mutable reference") != std::string::npos);
    CHECK(board.failure.history[1].message.find("through another pointer") != std::string::npos);
  }
}

TEST_CASE("a loop that borrows again and again stays small") {
  for (const bool is_tree : {false, true}) {
    Board board(is_tree, 8, memory::AllocKind::Local);
    for (int i = 0; i < 20'000; ++i) {
      const TagValue child = board.borrow(board.allocation.tag, BorrowOrigin::Mutable, {0, 4});
      CHECK(board.access(child, {0, 4}, AccessKind::Write));
      if (!board.model->wants_collection(8)) continue;
      memory::TagSet used;
      used.add(board.allocation.tag);
      board.model->collect(used);
      for (const memory::TagRows& rows : board.model->rows(board.allocation, AllocId(0))) CHECK(rows.rows.size() <= 2);
    }
    std::size_t rows = 0;
    for (const memory::TagRows& run : board.model->rows(board.allocation, AllocId(0))) rows += run.rows.size();
    CHECK(rows < 2000);
  }
}
