#include "borrows/borrow_tree.h"

#include <algorithm>
#include <cstring>

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

/// Which foreign accesses would change who stands so: bit 0 a read, bit 1 a write.
struct AwakeTable {
  std::uint8_t bits[Standing::count] = {};
  constexpr AwakeTable() {
    for (int p = 0; p < permission_count; ++p)
      for (int i = 0; i < 4; ++i) {
        const Standing standing(static_cast<Permission>(p), (i & 1) != 0, (i & 2) != 0);
        const bool read = is_awake(standing.permission(), AccessKind::Read, standing.is_protected());
        const bool write = is_awake(standing.permission(), AccessKind::Write, standing.is_protected());
        bits[standing.number()] = static_cast<std::uint8_t>((read ? 1 : 0) | (write ? 2 : 0));
      }
  }
};
constexpr AwakeTable awake_table;
constexpr std::uint32_t is_awake_at(Standing standing, AccessKind kind) { return (awake_table.bits[standing.number()] >> static_cast<int>(kind)) & 1u; }

Permission after(Standing standing, AccessKind kind, bool is_foreign) {
  return after(standing.permission(), transition_of(kind, is_foreign), standing.is_protected());
}

}  // namespace

BorrowTree::BorrowTree(TagValue root, std::uint64_t size) : size_(size) {
  TreeSegment all;
  all.row = take_row();
  segments_.push_back(all);
  add(root, no_node, Permission::Unique, {0, size}, Protector::None);
  extend(segments_[0], 1);
}

std::uint32_t BorrowTree::find(TagValue tag) const {
  if (last_found_ < nodes_.size() && nodes_[last_found_].tag == tag) return last_found_;
  if (nodes_.back().tag == tag) return last_found_ = static_cast<std::uint32_t>(nodes_.size() - 1);
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

std::uint32_t BorrowTree::take_row() {
  if (free_rows_.empty()) {
    rows_.resize(rows_.size() + row_size_);
    return static_cast<std::uint32_t>(rows_.size() / row_size_ - 1);
  }
  const std::uint32_t row = free_rows_.back();
  free_rows_.pop_back();
  return row;
}

void BorrowTree::split(std::size_t i, std::uint64_t offset) {
  TreeSegment right = segments_[i];
  right.begin = offset;
  right.row = take_row();
  std::copy_n(row(segments_[i]), right.known, row(right));
  segments_.insert(segments_.begin() + static_cast<std::ptrdiff_t>(i) + 1, right);
}

void BorrowTree::split(std::uint64_t offset) {
  if (offset == 0 || offset >= size_) return;
  const std::size_t i = segment_at(offset);
  if (segments_[i].begin < offset) split(i, offset);
}

std::size_t BorrowTree::cut(std::size_t i, memory::ByteRange range) {
  if (segments_[i].begin < range.begin) split(i++, range.begin);
  if (range.end < end_of(i)) split(i, range.end);
  return i;
}

void BorrowTree::extend(TreeSegment& segment, std::uint32_t known) {
  if (segment.known >= known) return;
  if (known > row_size_) {
    const std::size_t wider = std::max(row_size_ * 2, std::size_t{known});
    std::vector<Standing> rows(rows_.size() / row_size_ * wider);
    for (const TreeSegment& each : segments_) std::copy_n(row(each), each.known, rows.data() + each.row * wider);
    rows_ = std::move(rows);
    row_size_ = wider;
  }
  Standing* const standings = row(segment);
  for (std::uint32_t node = segment.known; node < known; ++node) standings[node] = first_standing(segment, node);
  for (const int kind : {0, 1})
    segment.awake[kind] += nodes_[known - 1].awake[kind] - (segment.known > 0 ? nodes_[segment.known - 1].awake[kind] : 0);
  segment.known = known;
}

void BorrowTree::put(TreeSegment& segment, std::uint32_t node, Standing standing) {
  Standing& place = row(segment)[node];
  for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) segment.awake[static_cast<int>(kind)] += is_awake_at(standing, kind) - is_awake_at(place, kind);
  place = standing;
}

TreeSegment::Settled BorrowTree::settled_above(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  TreeSegment::Settled at = segment.settled[static_cast<int>(kind)];
  if (at.node == no_node || roots_.size() > 1) return {};
  for (std::uint32_t mine = source; at.node != mine;) {
    if (mine > at.node) {
      mine = nodes_[mine].parent;
    } else {
      at.awake -= is_awake_at(standing(segment, at.node), kind);
      at.node = nodes_[at.node].parent;
    }
  }
  return at;
}

bool BorrowTree::is_settled_below(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  const TreeSegment::Settled at = segment.settled[static_cast<int>(kind)];
  return at.node != no_node && roots_.size() == 1 && at.awake == count_awake(segment, kind) && is_within(at.node, source);
}

/// Whoever is awake now stands on the way from `source` to the root. A write settles reads as well:
/// `reads_follow_from_writes`.
void BorrowTree::settle(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  for (int i = 0; i <= static_cast<int>(kind); ++i) segment.settled[i] = {source, count_awake(segment, static_cast<AccessKind>(i))};
}

bool BorrowTree::is_within(std::uint32_t node, std::uint32_t ancestor) const {
  while (node != TreeNode::none && node > ancestor) node = nodes_[node].parent;
  return node == ancestor;
}

/// Only while there is a single tree. What descends from the source or from others sees the access as
/// foreign: all that are awake must be those on the way to the root. (Which is `settled_above` and a
/// walk from the source up to there, in one.)
bool BorrowTree::would_change(const TreeSegment& segment, std::uint32_t source, AccessKind kind) const {
  TreeSegment::Settled at = segment.settled[static_cast<int>(kind)];
  for (std::uint32_t mine = source; mine != at.node;) {
    if (at.node == no_node || mine > at.node) {
      const Standing old = standing(segment, mine);
      if (!old.is_used() || after(old, kind, false) != old.permission()) return true;
      at.awake += is_awake_at(old, kind);
      mine = nodes_[mine].parent;
    } else {
      at.awake -= is_awake_at(standing(segment, at.node), kind);
      at.node = nodes_[at.node].parent;
    }
  }
  if (count_awake(segment, kind) != at.awake) return true;
  settle(segment, source, kind);
  return false;
}

bool BorrowTree::would_change(const AliasAccess& access, std::uint64_t& work) const {
  if (roots_.size() > 1 || access.tag == memory::wildcard_tag) return true;
  const std::uint32_t source = find(access.tag);
  if (source == no_node) return true;
  if (access.kind == AccessKind::Read && is_read_idle(source, access.range)) return false;
  for (std::size_t i = segment_at(access.range.begin); i < segments_.size() && segments_[i].begin < access.range.end; ++i) {
    ++work;
    if (would_change(segments_[i], source, access.kind)) return true;
  }
  if (access.kind == AccessKind::Read) note_idle_reads(source, access.range);
  return false;
}

/// Where the ways of both readers to the root meet, all below must have been made by accesses like this
/// one (those above the new reader) or not mind it (those above the last one).
bool BorrowTree::is_read_idle(std::uint32_t source, memory::ByteRange range) const {
  if (idle_reader_ == no_node || range.begin < idle_range_.begin || range.end > idle_range_.end) return false;
  bool is_wider = true;
  for (std::uint32_t mine = source, last = idle_reader_; mine != last;) {
    const bool is_mine = mine > last;
    const TreeNode& node = nodes_[is_mine ? mine : last];
    if (!node.is_fresh || node.parent == no_node) return false;
    if (!is_mine && is_awake_at(node.inside, AccessKind::Read) != 0) return false;
    if (is_mine && (range.begin < node.used.begin || range.end > node.used.end)) return false;
    if (is_mine) is_wider = is_wider && node.used.begin <= idle_range_.begin && idle_range_.end <= node.used.end;
    (is_mine ? mine : last) = node.parent;
  }
  if (is_wider) idle_reader_ = source;
  return true;
}

/// What is known of more bytes is worth more, as long as it is true.
void BorrowTree::note_idle_reads(std::uint32_t source, memory::ByteRange range) const {
  if (roots_.size() > 1 || (idle_reader_ != no_node && range.size() < idle_range_.size())) return;
  idle_reader_ = source;
  idle_range_ = range;
}

bool BorrowTree::access(const AliasAccess& access, std::uint32_t source, TreeError& error, std::uint64_t& work) {
  const bool may_be_nothing = roots_.size() == 1 && source != no_node;
  if (may_be_nothing && access.kind == AccessKind::Read && is_read_idle(source, access.range)) return true;
  for (std::size_t i = segment_at(access.range.begin); i < segments_.size() && segments_[i].begin < access.range.end; ++i) {
    ++work;
    if (may_be_nothing && !would_change(segments_[i], source, access.kind)) continue;
    ++work;
    i = cut(i, access.range);
    if (!apply(i, source, access, Descendants::Visited, error, work)) return false;
  }
  if (may_be_nothing && access.kind == AccessKind::Read) note_idle_reads(source, access.range);
  return true;
}

/// The access at one segment. `source`: none for a pointer made of an integer.
bool BorrowTree::apply(std::size_t i, std::uint32_t source, const AliasAccess& access, Descendants descendants, TreeError& error, std::uint64_t& work) {
  TreeSegment& segment = segments_[i];
  std::uint32_t source_root = no_node;
  if (source != no_node) {
    source_root = nodes_[source].root;
    const TreeSegment::Settled above = settled_above(segment, source, access.kind);
    std::uint32_t awake_on_path = above.awake;
    for (std::uint32_t node = source; node != above.node; node = nodes_[node].parent) {
      if (!change(i, node, access, false, error)) return false;
      awake_on_path += is_awake_at(standing(segment, node), access.kind);
    }
    // Most others stand as they are; `change` is for those that do not.
    std::uint32_t awake = count_awake(segment, access.kind) - awake_on_path;
    std::uint32_t on_path = source;
    for (auto node = static_cast<std::uint32_t>(nodes_.size()); awake > 0 && node-- > 0;) {
      if (node == on_path) {
        on_path = nodes_[node].parent;
        continue;
      }
      if (is_awake_at(standing(segment, node), access.kind) == 0) continue;
      --awake;
      ++work;
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
  if (descendants == Descendants::Visited) settle(segment, source, access.kind);
  return true;
}

bool BorrowTree::change(std::size_t i, std::uint32_t node, const AliasAccess& access, bool is_foreign, TreeError& error) {
  TreeSegment& segment = segments_[i];
  const Standing old = standing(segment, node);
  const Permission now = after(old, access.kind, is_foreign);
  if (now == forbidden) {
    error = {TreeError::Kind::Forbidden, node, old.permission(), segment.begin};
    return false;
  }
  const Standing standing_now(now, old.is_used() || !is_foreign, old.is_protected());
  if (standing_now == old) return true;
  if (old.is_protected() && standing_now.is_used() && disables_protected(old.permission(), now)) {
    error = {TreeError::Kind::ProtectedDisabled, node, old.permission(), segment.begin};
    return false;
  }
  extend(segment, node + 1);
  put(segment, node, standing_now);
  segment.settled[0] = segment.settled[1] = {};
  nodes_[node].is_fresh = false;
  if (segment.begin < idle_range_.end && idle_range_.begin < end_of(i)) idle_reader_ = no_node;
  if (const char* text = loss_text(old.permission(), now))
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
    return nodes_[node].is_exposed && strength(standing(segments_[i], node).permission(), nodes_[node].protector != Protector::None) >= wanted;
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
      error = {TreeError::Kind::NoExposed, node, standing(segments_[i], node).permission(), segments_[i].begin};
      return false;
    }
    if (!only_foreign && allows(node)) has_valid = true;
    if (may_be_local && may_be_foreign) continue;
    if (!change(i, node, access, may_be_foreign, error)) return false;
  }
  if (!has_valid && is_main) {
    error = {TreeError::Kind::NoExposed, root, standing(segments_[i], root).permission(), segments_[i].begin};
    return false;
  }
  return true;
}

bool BorrowTree::check_free(TreeError& error) const {
  for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
    if (nodes_[node].protector != Protector::Strong) continue;
    for (const TreeSegment& segment : segments_) {
      const Standing now = standing(segment, node);
      if (!now.is_used() || now.permission() == Permission::Cell) continue;
      error = {TreeError::Kind::ProtectedFreed, node, now.permission(), segment.begin};
      return false;
    }
  }
  return true;
}

bool BorrowTree::release(std::uint32_t source, Span span, TreeError& error, std::uint64_t& work) {
  ++work;
  const TreeNode& node = nodes_[source];
  const bool is_read = node.is_fresh && node.inside.permission() != Permission::Unique;
  if (is_read && idle_reader_ != no_node && idle_range_.begin <= node.used.begin && node.used.end <= idle_range_.end && is_within(idle_reader_, source)) return true;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const TreeSegment& segment = segments_[i];
    const Standing now = standing(segment, source);
    if (!now.is_used() || now.permission() == Permission::Cell) continue;
    ++work;
    const AccessKind kind = now.permission() == Permission::Unique ? AccessKind::Write : AccessKind::Read;
    if (is_settled_below(segment, source, kind)) continue;
    if (!apply(i, source, {{}, nodes_[source].tag, segment_range(i), kind, AccessCause::CallEnd, span}, Descendants::Skipped, error, work)) return false;
  }
  return true;
}

void BorrowTree::end_protector(std::uint32_t index) {
  const auto freed = [](Standing standing) { return Standing(standing.permission(), standing.is_used(), false); };
  // What is settled stays so: `protectors_only_add`.
  for (TreeSegment& segment : segments_) {
    const Standing old = standing(segment, index), now = freed(old);
    if (index < segment.known) put(segment, index, now);
    for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) {
      TreeSegment::Settled& settled = segment.settled[static_cast<int>(kind)];
      if (is_awake_at(old, kind) != is_awake_at(now, kind) && settled.node != no_node && is_within(settled.node, index)) --settled.awake;
    }
  }
  TreeNode& node = nodes_[index];
  node.protector = Protector::None;
  node.inside = freed(node.inside);
  node.elsewhere = freed(node.elsewhere);
  sum_awake(index);
}

std::uint32_t BorrowTree::add(TagValue tag, std::uint32_t parent, Permission permission, memory::ByteRange used, Protector protector) {
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  TreeNode node;
  node.tag = tag;
  node.parent = parent;
  node.root = parent == no_node ? index : nodes_[parent].root;
  node.used = used;
  node.inside = {permission, true, protector != Protector::None};
  node.elsewhere = {permission, false, protector != Protector::None};
  node.protector = protector;
  if (parent == no_node) roots_.push_back(index);
  nodes_.push_back(node);
  sum_awake(index);
  if (used.size() > 0) split(used.begin), split(used.end);
  // Whoever minds reads makes them matter, unless they are its own.
  if (is_awake_at(node.inside, AccessKind::Read) != 0) {
    const bool covers = used.begin <= idle_range_.begin && idle_range_.end <= used.end;
    idle_reader_ = covers && parent == idle_reader_ ? index : no_node;
  }
  return index;
}

/// Counts again who is awake from the beginning, from that node on.
void BorrowTree::sum_awake(std::uint32_t first) {
  for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) {
    const auto k = static_cast<int>(kind);
    std::uint32_t sum = first > 0 ? nodes_[first - 1].awake[k] : 0;
    for (std::uint32_t i = first; i < nodes_.size(); ++i) nodes_[i].awake[k] = sum += is_awake_at(nodes_[i].elsewhere, kind);
  }
}

void BorrowTree::set_inside(std::uint32_t node, memory::ByteRange range, Permission permission, bool is_used) {
  const Standing inside(permission, is_used, nodes_[node].protector != Protector::None);
  nodes_[node].is_fresh = false;
  idle_reader_ = no_node;
  for (std::size_t i = segment_at(range.begin); i < segments_.size() && segments_[i].begin < range.end; ++i) {
    i = cut(i, range);
    extend(segments_[i], node + 1);
    put(segments_[i], node, inside);
  }
}

void BorrowTree::expose(std::uint32_t node) {
  nodes_[node].is_exposed = true;
}

bool BorrowTree::are_equal(const TreeSegment& a, const TreeSegment& b) const {
  const std::uint32_t known = std::min(a.known, b.known);
  if (std::memcmp(row(a), row(b), known) != 0) return false;
  for (std::uint32_t i = known; i < nodes_.size(); ++i)
    if (!(standing(a, i) == standing(b, i))) return false;
  return true;
}

/// Which of the nodes from `first` on may go.
std::vector<std::uint8_t> BorrowTree::find_gone(const memory::TagSet& used, std::uint32_t first) const {
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  struct Children { std::uint32_t count = 0, sum = 0; };   // of their indices: an only child's is the sum
  std::vector<Children> children(count - first);
  std::vector<std::uint8_t> is_gone(count - first);
  const auto add_child = [&](std::uint32_t parent, std::uint32_t more, std::uint32_t index) {
    if (parent == no_node || parent < first) return;
    children[parent - first].count += more;
    children[parent - first].sum += index;
  };
  const auto may_stand_in = [this](std::uint32_t node, std::uint32_t child) {
    if (nodes_[node].is_fresh && nodes_[child].is_fresh) return may_be_left_out(nodes_[node].inside.permission(), nodes_[child].inside.permission());
    for (const TreeSegment& segment : segments_)
      if (!may_be_left_out(standing(segment, node).permission(), standing(segment, child).permission())) return false;
    return true;
  };
  for (std::uint32_t i = first; i < count; ++i) add_child(nodes_[i].parent, 1, i);
  // Children come before their parents: who is left out hands the only child on to the parent.
  for (std::uint32_t i = count; i-- > first;) {
    const TreeNode& node = nodes_[i];
    if (used.contains(node.tag) || node.is_exposed || node.protector != Protector::None) continue;
    const Children own = children[i - first];
    if (own.count == 0) {
      is_gone[i - first] = 1;
      add_child(node.parent, ~std::uint32_t{0}, 0 - i);
    } else if (own.count == 1 && node.parent != no_node && may_stand_in(i, own.sum)) {
      is_gone[i - first] = 1;
      add_child(node.parent, 0, own.sum - i);
    }
  }
  return is_gone;
}

/// The nodes from `first` on that are gone, whose children go to their parents.
void BorrowTree::drop(const std::vector<std::uint8_t>& is_gone, std::uint32_t first) {
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  const auto goes = [&](std::uint32_t node) { return node != no_node && node >= first && is_gone[node - first] != 0; };
  for (TreeSegment& segment : segments_) {
    for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) {
      TreeSegment::Settled& settled = segment.settled[static_cast<int>(kind)];
      if (settled.node == no_node) continue;
      for (std::uint32_t node = settled.node; node != no_node && node >= first; node = nodes_[node].parent)
        settled.awake -= goes(node) ? is_awake_at(standing(segment, node), kind) : 0;
      while (goes(settled.node)) settled.node = nodes_[settled.node].parent;
    }
    Standing* const standings = row(segment);
    std::uint32_t kept = first;
    for (std::uint32_t i = first; i < segment.known; ++i) {
      if (is_gone[i - first] == 0) standings[kept++] = standings[i];
      else for (const AccessKind kind : {AccessKind::Read, AccessKind::Write}) segment.awake[static_cast<int>(kind)] -= is_awake_at(standings[i], kind);
    }
    segment.known = std::min(segment.known, kept);
  }
  for (std::uint32_t i = first; i < count; ++i)
    if (goes(nodes_[i].parent)) nodes_[i].parent = nodes_[nodes_[i].parent].parent;   // who stays: parents come first
  while (goes(idle_reader_)) idle_reader_ = nodes_[idle_reader_].parent;   // see below
  std::vector<std::uint32_t> moved(count - first, no_node);
  const auto place_of = [&](std::uint32_t node) { return node == no_node || node < first ? node : moved[node - first]; };
  std::uint32_t kept = first;
  for (std::uint32_t i = first; i < count; ++i) {
    if (is_gone[i - first] != 0) continue;
    TreeNode node = nodes_[i];
    moved[i - first] = kept;
    node.parent = place_of(node.parent);
    node.root = place_of(node.root);
    nodes_[kept++] = node;
  }
  nodes_.resize(kept);
  sum_awake(first);
  roots_.erase(std::remove_if(roots_.begin(), roots_.end(), goes), roots_.end());
  for (std::uint32_t& root : roots_) root = place_of(root);
  for (TreeSegment& segment : segments_)
    for (TreeSegment::Settled& settled : segment.settled) settled.node = place_of(settled.node);
  idle_reader_ = place_of(idle_reader_);
}

void BorrowTree::merge_segments() {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < segments_.size(); ++i) {
    if (are_equal(segments_[kept], segments_[i])) free_rows_.push_back(segments_[i].row);
    else segments_[++kept] = segments_[i];
  }
  segments_.resize(kept + 1);
}

void BorrowTree::collect(const memory::TagSet& used) {
  const auto young = std::upper_bound(nodes_.begin() + 1, nodes_.end(), used.oldest(), [](TagValue oldest, const TreeNode& node) { return oldest < node.tag; });
  const auto first = static_cast<std::uint32_t>(young - nodes_.begin());
  if (first < nodes_.size()) {
    const std::vector<std::uint8_t> is_gone = find_gone(used, first);
    if (std::find(is_gone.begin(), is_gone.end(), 1) != is_gone.end()) {
      std::vector<TagValue> gone;
      for (std::uint32_t i = first; i < nodes_.size(); ++i)
        if (is_gone[i - first] != 0) gone.push_back(nodes_[i].tag);
      drop(is_gone, first);
      log.forget(gone);
    }
  }
  merge_segments();
}

}  // namespace borrows
