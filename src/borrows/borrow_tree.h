#pragma once
// The tree of tags of one allocation: each tag is a child of the one it was made from, and has a
// permission for each byte. Bytes whose tags all have the same permissions share a segment.
//
//   `x`                        Unique
//   ├── &mut x   (line 3)      Disabled
//   └── &mut x   (line 4)      Unique
//       └── &*y  (line 5)      Frozen
//
// A tag made from a pointer that was an integer has no known parent: it is the root of a tree of its
// own, of which nothing more is known than that it descends from some exposed tag.

#include <cstdint>
#include <vector>

#include "borrows/permission.h"
#include "borrows/tag_log.h"

namespace borrows {

/// What a tag has at a byte. One byte itself: trees are long rows of these.
class Standing {
 public:
  constexpr Standing() = default;
  constexpr Standing(Permission permission, bool is_used, bool is_protected)
      : bits_(static_cast<std::uint8_t>(static_cast<unsigned>(permission) | (is_used ? 8u : 0u) | (is_protected ? 16u : 0u))) {}
  constexpr Permission permission() const { return static_cast<Permission>(bits_ & 7); }
  constexpr bool is_used() const { return (bits_ & 8) != 0; }        // an access has gone through it there, or its making was one
  constexpr bool is_protected() const { return (bits_ & 16) != 0; }  // the same at all bytes
  constexpr int number() const { return bits_; }
  friend constexpr bool operator==(Standing, Standing) = default;
  static constexpr int count = 32;

 private:
  std::uint8_t bits_ = static_cast<std::uint8_t>(Permission::Disabled);
};

struct TreeNode {
  static constexpr std::uint32_t none = 0xffffffffu;
  memory::TagValue tag = 0;
  std::uint32_t parent = none;       // index; none: the allocation's own tag, or one of unknown descent
  std::uint32_t root = 0;            // index of its tree's root
  memory::ByteRange used;            // the bytes that its making was an access to; at no end of it does a segment go on
  Standing inside, elsewhere;        // what it had from the beginning, at these bytes and at others; differing in `is_used` only
  std::uint32_t awake[2] = {};       // of this and those before it: `TreeSegment::awake`, had nothing happened since
  memory::Protector protector = memory::Protector::None;
  bool is_exposed = false;
  bool is_fresh = true;              // has everywhere what it had from the beginning
};

struct TreeSegment {
  std::uint64_t begin = 0;
  std::uint32_t row = 0;             // where the standings are
  std::uint32_t known = 0;           // of so many nodes; the others stand there as they did from the beginning
  std::uint32_t awake[2] = {};       // how many of these a foreign read would change, and a foreign write
  // The last read, and the last write, if nothing has changed since: then every tag made before stands as
  // it leaves it. What another access has to look at lies below the place where the two ways to the
  // root meet, and among what was made since: `awake` has grown by those.
  struct Settled {
    std::uint32_t node = TreeNode::none;
    std::uint32_t awake = 0;         // then: all of them stood on the way from the node to the root
  };
  mutable Settled settled[2];
};

/// Why an access is not allowed.
struct TreeError {
  enum class Kind : std::uint8_t { Forbidden, ProtectedDisabled, ProtectedFreed, NoExposed } kind = Kind::Forbidden;
  std::uint32_t node = 0;            // whose permission is in the way
  Permission permission = Permission::Disabled;
  std::uint64_t offset = 0;
};

enum class Descendants : std::uint8_t { Visited, Skipped };

class BorrowTree {
 public:
  BorrowTree(memory::TagValue root, std::uint64_t size);

  static constexpr std::uint32_t no_node = TreeNode::none;
  std::uint32_t find(memory::TagValue tag) const;
  const TreeNode& node(std::uint32_t index) const { return nodes_[index]; }
  std::size_t node_count() const { return nodes_.size(); }

  /// Whether the access would change anything, or is not allowed. Counts what it looks at in `work`.
  bool would_change(const memory::AliasAccess& access, std::uint64_t& work) const;
  /// `source`: the node of its tag; none for a pointer made of an integer.
  bool access(const memory::AliasAccess& access, std::uint32_t source, TreeError& error, std::uint64_t& work);
  /// After the write that freeing is: no strongly protected tag may be in use.
  bool check_free(TreeError& error) const;
  /// The access with which a call gives a protected tag back.
  bool release(std::uint32_t source, Span span, TreeError& error, std::uint64_t& work);
  void end_protector(std::uint32_t node);
  /// A new tag below `parent` (none: of unknown descent), with that permission everywhere.
  std::uint32_t add(memory::TagValue tag, std::uint32_t parent, Permission permission, memory::ByteRange used, memory::Protector protector);
  /// Where the newest tag has another one.
  void set_inside(std::uint32_t node, memory::ByteRange range, Permission permission, bool is_used);
  void expose(std::uint32_t node);

  /// Drops tags that are not in `used` as far as nothing can tell.
  void collect(const memory::TagSet& used);

  std::size_t segment_count() const { return segments_.size(); }
  memory::ByteRange segment_range(std::size_t i) const { return {segments_[i].begin, end_of(i)}; }
  Standing standing(std::size_t segment, std::uint32_t node) const { return standing(segments_[segment], node); }

  TagLog log;
  bool is_changed = false;             // stands in the list of those changed since tags were last collected

 private:
  const Standing* row(const TreeSegment& segment) const { return rows_.data() + segment.row * row_size_; }
  Standing* row(const TreeSegment& segment) { return rows_.data() + segment.row * row_size_; }
  Standing standing(const TreeSegment& segment, std::uint32_t node) const {
    return node < segment.known ? row(segment)[node] : first_standing(segment, node);
  }
  Standing first_standing(const TreeSegment& segment, std::uint32_t node) const {
    const TreeNode& its = nodes_[node];
    return its.used.begin <= segment.begin && segment.begin < its.used.end ? its.inside : its.elsewhere;
  }
  std::uint64_t end_of(std::size_t i) const { return i + 1 < segments_.size() ? segments_[i + 1].begin : size_; }
  std::size_t segment_at(std::uint64_t offset) const;
  std::uint32_t take_row();
  void split(std::size_t segment, std::uint64_t offset);
  void split(std::uint64_t offset);
  /// Cuts off what of the segment lies outside of the range; gives the number of what is left.
  std::size_t cut(std::size_t segment, memory::ByteRange range);
  /// From now on the segment has standings of its own for so many nodes.
  void extend(TreeSegment& segment, std::uint32_t known);
  /// How many nodes are awake there, those it does not know among them.
  std::uint32_t count_awake(const TreeSegment& segment, memory::AccessKind kind) const {
    const auto k = static_cast<int>(kind);
    return segment.awake[k] + nodes_.back().awake[k] - nodes_[segment.known - 1].awake[k];
  }
  /// The lowest place on the way from `source` to the root from where on up an access has nothing to
  /// look at, and how many there are awake; `none` if all is to be looked at.
  TreeSegment::Settled settled_above(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  /// Whether such an access was the last through `source`, or one made from it, and nothing is new.
  bool is_settled_below(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  void settle(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  void put(TreeSegment& segment, std::uint32_t node, Standing standing);
  bool is_within(std::uint32_t node, std::uint32_t ancestor) const;
  /// Whether what is known of the last read tells that this one changes nothing.
  bool is_read_idle(std::uint32_t source, memory::ByteRange range) const;
  void note_idle_reads(std::uint32_t source, memory::ByteRange range) const;
  bool would_change(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  bool apply(std::size_t segment, std::uint32_t source, const memory::AliasAccess& access, Descendants descendants, TreeError& error, std::uint64_t& work);
  bool change(std::size_t segment, std::uint32_t node, const memory::AliasAccess& access, bool is_foreign, TreeError& error);
  bool apply_wildcard(std::size_t segment, std::uint32_t root, memory::TagValue newest_local, const memory::AliasAccess& access, TreeError& error);
  bool are_equal(const TreeSegment& a, const TreeSegment& b) const;
  void sum_awake(std::uint32_t first);
  std::vector<std::uint8_t> find_gone(const memory::TagSet& used, std::uint32_t first) const;
  void drop(const std::vector<std::uint8_t>& is_gone, std::uint32_t first);
  void merge_segments();

  std::vector<TreeNode> nodes_;        // by rising tag, so that parents stand before their children
  std::vector<std::uint32_t> roots_;   // the allocation's own tag first
  std::vector<TreeSegment> segments_;  // in rising order; the first begins at 0
  std::vector<Standing> rows_;         // the standings of all segments, each in a row of `row_size_`
  std::vector<std::uint32_t> free_rows_;
  std::size_t row_size_ = 8;
  std::uint64_t size_ = 0;
  mutable std::uint32_t last_found_ = 0;
  // A read of these bytes through that node would change nothing: what most reborrows find, which then
  // need not look at the segments.
  mutable std::uint32_t idle_reader_ = TreeNode::none;
  mutable memory::ByteRange idle_range_;
};

}  // namespace borrows
