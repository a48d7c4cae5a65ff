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

/// What a tag has at a byte.
struct Standing {
  Permission permission = Permission::Disabled;
  bool is_used = false;              // an access has gone through it there, or its making was one
  friend bool operator==(Standing a, Standing b) { return a.permission == b.permission && a.is_used == b.is_used; }
};

struct TreeNode {
  static constexpr std::uint32_t none = 0xffffffffu;
  memory::TagValue tag = 0;
  std::uint32_t parent = none;       // index; none: the allocation's own tag, or one of unknown descent
  std::uint32_t root = 0;            // index of its tree's root
  Permission elsewhere = Permission::Disabled;   // at bytes that it was never used at
  memory::Protector protector = memory::Protector::None;
  bool is_exposed = false;
};

struct TreeSegment {
  std::uint64_t begin = 0;
  std::vector<Standing> standings;   // by node; those missing at the end stand as `elsewhere` says
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
  bool access(const memory::AliasAccess& access, TreeError& error, std::uint64_t& work);
  /// After the write that freeing is: no strongly protected tag may be in use.
  bool check_free(TreeError& error) const;
  /// The access with which a call gives a protected tag back.
  bool release(memory::TagValue tag, Span span, TreeError& error, std::uint64_t& work);
  void end_protector(memory::TagValue tag);
  /// A new tag below `parent`; none: of unknown descent. Its standings inside are set by `set_inside`.
  std::uint32_t add(memory::TagValue tag, std::uint32_t parent, Permission elsewhere, memory::Protector protector);
  void set_inside(std::uint32_t node, memory::ByteRange range, Standing standing);
  void expose(std::uint32_t node);

  /// Drops tags that are not in `used` as far as nothing can tell.
  void collect(const memory::TagSet& used);

  std::size_t segment_count() const { return segments_.size(); }
  memory::ByteRange segment_range(std::size_t i) const { return {segments_[i].begin, end_of(i)}; }
  Standing standing(std::size_t segment, std::uint32_t node) const { return standing(segments_[segment], node); }

  TagLog log;
  bool is_changed = false;             // stands in the list of those changed since tags were last collected

 private:
  Standing standing(const TreeSegment& segment, std::uint32_t node) const {
    return node < segment.standings.size() ? segment.standings[node] : Standing{nodes_[node].elsewhere, false};
  }
  std::uint64_t end_of(std::size_t i) const { return i + 1 < segments_.size() ? segments_[i + 1].begin : size_; }
  std::size_t segment_at(std::uint64_t offset) const;
  std::size_t split(std::uint64_t offset);
  /// The lowest place on the way from `source` to the root from where on up an access has nothing to
  /// look at, and how many there are awake; `none` if all is to be looked at.
  TreeSegment::Settled settled_above(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  void settle(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  /// Whether a foreign access of that kind would change the node, standing so.
  bool is_awake_at(std::uint32_t node, Permission permission, memory::AccessKind kind) const {
    return is_awake(permission, kind, nodes_[node].protector != memory::Protector::None);
  }
  void tally(TreeSegment& segment, std::uint32_t node, Permission permission, std::int32_t by) const {
    segment.awake[0] += is_awake_at(node, permission, memory::AccessKind::Read) ? static_cast<std::uint32_t>(by) : 0;
    segment.awake[1] += is_awake_at(node, permission, memory::AccessKind::Write) ? static_cast<std::uint32_t>(by) : 0;
  }
  void put(TreeSegment& segment, std::uint32_t node, Standing standing_now) const;
  bool is_within(std::uint32_t node, std::uint32_t ancestor) const;
  bool would_change(const TreeSegment& segment, std::uint32_t source, memory::AccessKind kind) const;
  bool apply(std::size_t segment, std::uint32_t source, const memory::AliasAccess& access, Descendants descendants, TreeError& error);
  bool change(std::size_t segment, std::uint32_t node, const memory::AliasAccess& access, bool is_foreign, TreeError& error);
  bool apply_wildcard(std::size_t segment, std::uint32_t root, memory::TagValue newest_local, const memory::AliasAccess& access, TreeError& error);
  bool are_equal(const TreeSegment& a, const TreeSegment& b) const;

  std::vector<TreeNode> nodes_;        // by rising tag, so that parents stand before their children
  std::vector<std::uint32_t> roots_;   // the allocation's own tag first
  std::vector<TreeSegment> segments_;  // in rising order; the first begins at 0
  std::uint64_t size_ = 0;
  mutable std::uint32_t last_found_ = 0;
};

}  // namespace borrows
