#include "borrows/borrow_tree.h"

#include <algorithm>

namespace borrows {

using memory::AccessCause;
using memory::AccessKind;
using memory::AliasAccess;
using memory::Protector;
using memory::TagValue;

std::string_view name_of(Permission permission) {
  switch (permission) {
    case Permission::Cell: return "Cell";
    case Permission::ReservedIM: return "Reserved (interior mutable)";
    case Permission::Reserved: return "Reserved";
    case Permission::ReservedConflicted: return "Reserved (conflicted)";
    case Permission::Unique: return "Unique";
    case Permission::Frozen: return "Frozen";
    case Permission::Disabled: return "Disabled";
  }
  return "";
}

namespace {

/// What to say about a permission that was taken; null if nothing was.
const char* loss_text(Permission before, Permission now) {
  if (before == now) return nullptr;
  if (now == Permission::ReservedConflicted) return "its permission became Reserved (conflicted): no writes while its call runs";
  if (now == Permission::Frozen) return "its permission went from Unique to Frozen: reads only";
  if (now != Permission::Disabled) return nullptr;
  switch (before) {
    case Permission::Reserved:
    case Permission::ReservedConflicted: return "its permission went from Reserved to Disabled";
    case Permission::Unique: return "its permission went from Unique to Disabled";
    case Permission::Frozen: return "its permission went from Frozen to Disabled";
    default: return "its permission became Disabled";
  }
}

}  // namespace

BorrowTree::BorrowTree(TagValue root, std::uint64_t size) : size_(size) {
  TreeNode node;
  node.tag = root;
  nodes_.push_back(node);
  roots_.push_back(0);
  TreeSegment all;
  put(all, 0, {Permission::Unique, true});
  segments_.push_back(std::move(all));
}

std::uint32_t BorrowTree::find(TagValue tag) const {
  if (last_found_ < nodes_.size() && nodes_[last_found_].tag == tag) return last_found_;
  const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), tag, [](const TreeNode& node, TagValue wanted) { return node.tag < wanted; });
  if (found == nodes_.end() || found->tag != tag) return no_node;
  return last_found_ = static_cast<std::uint32_t>(found - nodes_.begin());
}

std::size_t BorrowTree::segment_at(std::uint64_t offset) const {
  std::size_t low = 0, high = segments_.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (segments_[middle].begin <= offset ? low : high) = middle;
  }
  return low;
}

std::size_t BorrowTree::split(std::uint64_t offset) {
  if (offset >= size_) return segments_.size();
  const std::size_t i = segment_at(offset);
  if (segments_[i].begin == offset) return i;
  TreeSegment right = segments_[i];
  right.begin = offset;
  segments_.insert(segments_.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(right));
  return i + 1;
}

void BorrowTree::put(TreeSegment& segment, std::uint32_t node, Standing standing_now) const {
  for (auto next = static_cast<std::uint32_t>(segment.standings.size()); next <= node; ++next) {
    segment.standings.push_back({nodes_[next].elsewhere, false});
    tally(segment, next, nodes_[next].elsewhere, 1);
  }
  Standing& old = segment.standings[node];
  if (old.permission != standing_now.permission) {
    tally(segment, node, old.permission, -1);
    tally(segment, node, standing_now.permission, 1);
  }
  old = standing_now;
}

TreeSegment::Settled BorrowTree::settled_above(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  TreeSegment::Settled at = segment.settled[static_cast<int>(kind)];
  if (at.node == no_node || roots_.size() > 1) return {};
  for (std::uint32_t mine = source; at.node != mine;) {
    if (mine > at.node) {
      mine = nodes_[mine].parent;
    } else {
      at.awake -= is_awake_at(at.node, segment.standings[at.node].permission, kind) ? 1 : 0;
      at.node = nodes_[at.node].parent;
    }
  }
  return at;
}

/// Whoever is awake now stands on the way from `source` to the root. A write settles reads as well:
/// `reads_follow_from_writes`.
void BorrowTree::settle(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  for (int i = 0; i <= static_cast<int>(kind); ++i) segment.settled[i] = {source, segment.awake[i]};
}

bool BorrowTree::is_within(std::uint32_t node, std::uint32_t ancestor) const {
  while (node != TreeNode::none && node > ancestor) node = nodes_[node].parent;
  return node == ancestor;
}

/// Only while there is a single tree. What descends from the source or from others sees the access as
/// foreign: all that are awake must be those on the way to the root.
bool BorrowTree::would_change(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  const Transition local = transition_of(kind, false);
  const TreeSegment::Settled above = settled_above(segment, source, kind);
  std::uint32_t awake_on_path = above.awake;
  for (std::uint32_t node = source; node != above.node; node = nodes_[node].parent) {
    const Standing old = standing(segment, node);
    const bool is_protected = nodes_[node].protector != Protector::None;
    if (!old.is_used || after(old.permission, local, is_protected) != old.permission) return true;
    awake_on_path += is_awake(old.permission, kind, is_protected) ? 1 : 0;
  }
  if (segment.awake[static_cast<int>(kind)] != awake_on_path) return true;
  for (auto node = static_cast<std::uint32_t>(segment.standings.size()); node < nodes_.size(); ++node)
    if (is_awake_at(node, nodes_[node].elsewhere, kind)) return true;
  settle(segment, source, kind);
  return false;
}

bool BorrowTree::would_change(const AliasAccess& access, std::uint64_t& work) const {
  if (roots_.size() > 1 || access.tag == memory::wildcard_tag) return true;
  const std::uint32_t source = find(access.tag);
  if (source == no_node) return true;
  for (std::size_t i = segment_at(access.range.begin); i < segments_.size() && segments_[i].begin < access.range.end; ++i) {
    ++work;
    if (would_change(segments_[i], source, access.kind)) return true;
  }
  return false;
}

bool BorrowTree::access(const AliasAccess& access, TreeError& error, std::uint64_t& work) {
  const std::uint32_t source = access.tag == memory::wildcard_tag ? no_node : find(access.tag);
  const std::size_t first = split(access.range.begin), last = split(access.range.end);
  work += (last - first) * 2;
  for (std::size_t i = first; i < last; ++i)
    if (!apply(i, source, access, Descendants::Visited, error)) return false;
  return true;
}

/// The access at one segment. `source`: none for a pointer made of an integer.
bool BorrowTree::apply(std::size_t i, std::uint32_t source, const AliasAccess& access, Descendants descendants, TreeError& error) {
  std::uint32_t source_root = no_node;
  if (source != no_node) {
    source_root = nodes_[source].root;
    const TreeSegment& segment = segments_[i];
    const TreeSegment::Settled above = settled_above(segment, source, access.kind);
    std::uint32_t awake_on_path = above.awake;
    for (std::uint32_t node = source; node != above.node; node = nodes_[node].parent) {
      if (!change(i, node, access, false, error)) return false;
      awake_on_path += is_awake_at(node, segment.standings[node].permission, access.kind) ? 1 : 0;
    }
    // Most others stand as they are; `change` is for those that do not.
    const auto known = static_cast<std::uint32_t>(segment.standings.size());
    const std::uint32_t last = above.node == no_node ? 0 : above.node + 1;
    std::uint32_t awake = segment.awake[static_cast<int>(access.kind)] - awake_on_path;
    std::uint32_t on_path = source;
    for (auto node = static_cast<std::uint32_t>(nodes_.size()); node-- > last && (awake > 0 || node >= known);) {
      if (node == on_path) {
        on_path = nodes_[node].parent;
        continue;
      }
      if (!is_awake_at(node, standing(segment, node).permission, access.kind)) continue;
      if (node < known) --awake;
      const bool is_spared = nodes_[node].root != source_root || (descendants == Descendants::Skipped && is_within(node, source));
      if (!is_spared && !change(i, node, access, true, error)) return false;
    }
  }
  if (roots_.size() > 1 || source == no_node) {
    for (const std::uint32_t root : roots_) {
      if (root == source_root) continue;
      // A tree of unknown descent may descend from the tag that the call gives back.
      if (descendants == Descendants::Skipped && nodes_[root].tag >= nodes_[source].tag) continue;
      if (!apply_wildcard(i, root, source_root == no_node ? ~TagValue{0} : nodes_[source_root].tag, access, error)) return false;
    }
    return true;
  }
  if (descendants == Descendants::Visited) settle(segments_[i], source, access.kind);
  return true;
}

bool BorrowTree::change(std::size_t i, std::uint32_t node, const AliasAccess& access, bool is_foreign, TreeError& error) {
  TreeSegment& segment = segments_[i];
  const Standing old = standing(segment, node);
  const bool is_protected = nodes_[node].protector != Protector::None;
  const Permission now = after(old.permission, transition_of(access.kind, is_foreign), is_protected);
  if (now == forbidden) {
    error = {TreeError::Kind::Forbidden, node, old.permission, segment.begin};
    return false;
  }
  const Standing standing_now{now, old.is_used || !is_foreign};
  if (standing_now == old) return true;
  if (is_protected && standing_now.is_used && disables_protected(old.permission, now)) {
    error = {TreeError::Kind::ProtectedDisabled, node, old.permission, segment.begin};
    return false;
  }
  put(segment, node, standing_now);
  segment.settled[0] = segment.settled[1] = {};
  if (const char* text = loss_text(old.permission, now))
    log.note_loss({nodes_[node].tag, access.kind, access.cause, segment_range(i), access.span, text});
  return true;
}

/// An access through some exposed tag, nobody knows which, as the tree of `root` sees it. Tags newer
/// than `newest_local` see it as foreign in any case. Children come before their parents: what they
/// lose narrows down which exposed tag it can have been.
bool BorrowTree::apply_wildcard(std::size_t i, std::uint32_t root, TagValue newest_local, const AliasAccess& access, TreeError& error) {
  const int wanted = access.kind == AccessKind::Write ? 2 : 1;
  const bool is_main = root == roots_[0];
  const auto allows = [&](std::uint32_t node) {
    return nodes_[node].is_exposed && strength(standing(segments_[i], node).permission, nodes_[node].protector != Protector::None) >= wanted;
  };
  std::vector<std::uint32_t> exposed;
  for (std::uint32_t node = 0; node < nodes_.size(); ++node)
    if (nodes_[node].root == root && nodes_[node].is_exposed) exposed.push_back(node);
  bool has_valid = false;
  for (auto node = static_cast<std::uint32_t>(nodes_.size()); node-- > 0;) {
    if (nodes_[node].root != root) continue;
    bool may_be_local = false, may_be_foreign = !is_main;
    for (const std::uint32_t candidate : exposed) {
      if (!allows(candidate)) continue;
      (is_within(candidate, node) ? may_be_local : may_be_foreign) = true;
    }
    const bool only_foreign = newest_local < nodes_[node].tag;
    if (only_foreign) may_be_local = false;
    if (!may_be_local && !may_be_foreign) {
      error = {TreeError::Kind::NoExposed, node, standing(segments_[i], node).permission, segments_[i].begin};
      return false;
    }
    if (!only_foreign && allows(node)) has_valid = true;
    if (may_be_local && may_be_foreign) continue;
    if (!change(i, node, access, may_be_foreign, error)) return false;
  }
  if (!has_valid && is_main) {
    error = {TreeError::Kind::NoExposed, root, standing(segments_[i], root).permission, segments_[i].begin};
    return false;
  }
  return true;
}

bool BorrowTree::check_free(TreeError& error) const {
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    if (nodes_[node].protector != Protector::Strong) continue;
    for (const TreeSegment& segment : segments_) {
      const Standing now = standing(segment, node);
      if (!now.is_used || now.permission == Permission::Cell) continue;
      error = {TreeError::Kind::ProtectedFreed, node, now.permission, segment.begin};
      return false;
    }
  }
  return true;
}

bool BorrowTree::release(TagValue tag, Span span, TreeError& error, std::uint64_t& work) {
  const std::uint32_t source = find(tag);
  if (source == no_node) return true;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const Standing now = standing(segments_[i], source);
    ++work;
    if (!now.is_used || now.permission == Permission::Cell) continue;
    const AccessKind kind = now.permission == Permission::Unique ? AccessKind::Write : AccessKind::Read;
    if (!apply(i, source, {{}, tag, segment_range(i), kind, AccessCause::CallEnd, span}, Descendants::Skipped, error)) return false;
  }
  return true;
}

void BorrowTree::end_protector(TagValue tag) {
  const std::uint32_t node = find(tag);
  if (node == no_node) return;
  const bool was_protected = nodes_[node].protector != Protector::None;
  nodes_[node].protector = Protector::None;
  // What is settled stays so: `protectors_only_add`.
  for (TreeSegment& segment : segments_) {
    if (node >= segment.standings.size()) continue;
    const Permission permission = segment.standings[node].permission;
    for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) {
      if (is_awake(permission, kind, was_protected) == is_awake(permission, kind, false)) continue;
      --segment.awake[static_cast<int>(kind)];
      TreeSegment::Settled& settled = segment.settled[static_cast<int>(kind)];
      if (settled.node != no_node && is_within(settled.node, node)) --settled.awake;
    }
  }
}

std::uint32_t BorrowTree::add(TagValue tag, std::uint32_t parent, Permission elsewhere, Protector protector) {
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  TreeNode node;
  node.tag = tag;
  node.parent = parent;
  node.root = parent == no_node ? index : nodes_[parent].root;
  node.elsewhere = elsewhere;
  node.protector = protector;
  if (parent == no_node) roots_.push_back(index);
  nodes_.push_back(node);
  return index;
}

void BorrowTree::set_inside(std::uint32_t node, memory::ByteRange range, Standing standing_now) {
  const std::size_t first = split(range.begin), last = split(range.end);
  for (std::size_t i = first; i < last; ++i) put(segments_[i], node, standing_now);
}

void BorrowTree::expose(std::uint32_t node) {
  nodes_[node].is_exposed = true;
}

bool BorrowTree::are_equal(const TreeSegment& a, const TreeSegment& b) const {
  const auto count = static_cast<std::uint32_t>(std::max(a.standings.size(), b.standings.size()));
  for (std::uint32_t i = 0; i < count; ++i)
    if (!(standing(a, i) == standing(b, i))) return false;
  return true;
}

void BorrowTree::collect(const memory::TagSet& used) {
  const std::size_t count = nodes_.size();
  std::vector<std::uint32_t> child_count(count), child_sum(count);   // of their indices: an only child's is the sum
  std::vector<std::uint8_t> is_gone(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (nodes_[i].parent == no_node) continue;
    ++child_count[nodes_[i].parent];
    child_sum[nodes_[i].parent] += i;
  }
  const auto may_stand_in = [this](std::uint32_t node, std::uint32_t child) {
    for (const TreeSegment& segment : segments_)
      if (!may_be_left_out(standing(segment, node).permission, standing(segment, child).permission)) return false;
    return true;
  };
  auto first_gone = static_cast<std::uint32_t>(count);
  for (auto i = static_cast<std::uint32_t>(count); i-- > 1 && nodes_[i].tag > used.oldest();) {
    const TreeNode& node = nodes_[i];
    const std::uint32_t parent = node.parent;
    if (used.contains(node.tag) || node.is_exposed || node.protector != Protector::None) continue;
    if (child_count[i] == 0) {
      is_gone[first_gone = i] = 1;
      if (parent == no_node) continue;
      --child_count[parent];
      child_sum[parent] -= i;
    } else if (child_count[i] == 1 && parent != no_node && may_stand_in(i, child_sum[i])) {
      is_gone[first_gone = i] = 1;
      nodes_[child_sum[i]].parent = parent;
      child_sum[parent] += child_sum[i] - i;
    }
  }
  if (first_gone < count) {
    std::vector<std::uint32_t> moved(count, no_node);
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < count; ++i)
      if (is_gone[i] == 0) moved[i] = kept++;
    for (TreeSegment& segment : segments_) {
      for (TreeSegment::Settled& settled : segment.settled) {
        if (settled.node == no_node) continue;
        const auto kind = static_cast<AccessKind>(&settled - segment.settled);
        while (is_gone[settled.node] != 0) settled.node = nodes_[settled.node].parent;
        settled.awake = 0;
        for (std::uint32_t i = settled.node; i != no_node; i = nodes_[i].parent)
          settled.awake += is_awake_at(i, segment.standings[i].permission, kind) ? 1 : 0;
        settled.node = moved[settled.node];
      }
      std::uint32_t next = first_gone;
      for (std::uint32_t i = first_gone; i < segment.standings.size(); ++i)
        if (is_gone[i] != 0) tally(segment, i, segment.standings[i].permission, -1);
        else segment.standings[next++] = segment.standings[i];
      if (next < segment.standings.size()) segment.standings.resize(next);
    }
    for (std::uint32_t i = first_gone; i < count; ++i) {
      if (is_gone[i] != 0) continue;
      TreeNode node = nodes_[i];
      if (node.parent != no_node) node.parent = moved[node.parent];
      node.root = moved[node.root];
      nodes_[moved[i]] = node;
    }
    nodes_.resize(kept);
    std::vector<std::uint32_t> roots;
    for (const std::uint32_t root : roots_)
      if (is_gone[root] == 0) roots.push_back(moved[root]);
    roots_ = std::move(roots);
    }
  std::size_t kept = 0;
  for (std::size_t i = 1; i < segments_.size(); ++i) {
    if (are_equal(segments_[kept], segments_[i])) continue;
    ++kept;
    if (kept != i) segments_[kept] = std::move(segments_[i]);
  }
  segments_.resize(kept + 1);
}

}  // namespace borrows
