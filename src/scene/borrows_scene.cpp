// Which pointers there are to each piece of memory, what they may do, and what the last step did to
// them: from the aliasing model's rows at two steps.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "scene/borrows_detail.h"
#include "scene/scenes.h"

namespace scene {
namespace {

using memory::TagRow;
using memory::TagRows;

constexpr std::size_t most_cards = 40;

/// What was known of a tag before the last step, at a byte.
const TagRow* row_before(const std::vector<TagRows>& before, std::uint64_t offset, memory::TagValue tag) {
  for (const TagRows& rows : before) {
    if (offset < rows.range.begin || offset >= std::max(rows.range.end, rows.range.begin + 1)) continue;
    for (const TagRow& row : rows.rows)
      if (row.tag == tag) return &row;
  }
  return nullptr;
}

/// Its place among the rows; their number if it is none of them.
std::size_t row_of(const TagRows& rows, memory::TagValue tag) {
  const auto found = std::find_if(rows.rows.begin(), rows.rows.end(), [tag](const TagRow& row) { return row.tag == tag; });
  return static_cast<std::size_t>(found - rows.rows.begin());
}

class Drawing {
 public:
  Drawing(Recording& recording, std::uint32_t step, const machine::Machine& machine, const machine::Machine& before)
      : recording_(recording), step_(step), machine_(machine), before_(before), holders_(machine) {
    if (machine.is_ended())
      for (const machine::Moment& moment : machine.stop().related)
        if (moment.tag != 0) culprits_.push_back(moment.tag);
  }

  void add_card(memory::AllocId id, const memory::Allocation& allocation);
  BorrowsScene take() {
    scene.left_out = static_cast<std::uint32_t>(left_out_.size());
    return std::move(scene);
  }
  BorrowsScene scene;

 private:
  bool is_culprit(memory::TagValue tag) const { return std::find(culprits_.begin(), culprits_.end(), tag) != culprits_.end(); }
  bool is_worth_showing(const TagRow& row, const TagRow* old, memory::ByteRange range, bool is_own) const;
  std::vector<bool> rows_shown(const TagRows& rows, const std::vector<TagRows>& old, const memory::Allocation& allocation) const;
  BorrowTag tag_of(const TagRow& row, const TagRow* old, bool is_own, const std::string& owner) const;
  BorrowRange range_of(const TagRows& rows, const std::vector<TagRows>& old, const memory::Allocation& allocation, const std::string& owner);
  std::uint32_t made_step(memory::TagValue tag) const;
  std::uint32_t line_of_row(const TagRow& row) const {
    const SourceMap& sources = machine_.program().sources;
    return sources.is_user(row.span) ? sources.begin_of(row.span).line : 0;
  }

  Recording& recording_;
  std::uint32_t step_;
  const machine::Machine& machine_;
  const machine::Machine& before_;
  TagHolders holders_;
  std::vector<memory::TagValue> culprits_;
  std::set<memory::TagValue> left_out_;
  std::vector<memory::TagValue> ranks_;   // the tags of the allocation that is being drawn
};

/// A pointer that nothing carries any more cannot be used again, so that it need not be shown, but for
/// what the last step did to one that was there before.
bool Drawing::is_worth_showing(const TagRow& row, const TagRow* old, memory::ByteRange range, bool is_own) const {
  // A tree has each tag at all bytes, also at those that its pointer was not made for.
  const bool is_elsewhere = row.range.size() > 0 && (row.range.end <= range.begin || row.range.begin >= range.end);
  if (!is_own && is_elsewhere && !is_culprit(row.tag)) return false;
  if (is_own || row.is_protected || row.is_exposed || is_culprit(row.tag)) return true;
  const TagHolder holder = holders_.of(row.tag);
  if (row.is_gone && old && !old->is_gone) return true;
  if (row.is_gone) return holder == TagHolder::Variable;
  return holder != TagHolder::Nobody || (old && old->permission != row.permission);
}

std::uint32_t Drawing::made_step(memory::TagValue tag) const {
  std::uint32_t low = 0, high = recording_.last_step();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (recording_.step(middle).newest_tag >= tag) high = middle;
    else low = middle + 1;
  }
  return low;
}

BorrowTag Drawing::tag_of(const TagRow& row, const TagRow* old, bool is_own, const std::string& owner) const {
  const SourceMap& sources = machine_.program().sources;
  BorrowTag tag;
  tag.tag = row.tag;
  tag.is_own = is_own;
  tag.is_gone = row.is_gone;
  tag.is_protected = row.is_protected;
  tag.is_exposed = row.is_exposed;
  tag.is_culprit = is_culprit(row.tag);
  tag.permission = row.is_gone ? std::string("popped") : row.permission;
  tag.tone = row.is_gone ? PermissionTone::Disabled : tone_of_permission(row.permission);
  if (is_own) {
    tag.name = owner;
    tag.origin = "the memory itself";
    tag.holder = holders_.name_of(row.tag);
  } else {
    tag.name = name_of_origin(row, sources);
    tag.origin = words_of(row.origin);
    tag.line = line_of_row(row);
    tag.made_step = made_step(row.tag);
    tag.holder = holders_.name_of(row.tag);
    const auto rank = std::find(ranks_.begin(), ranks_.end(), row.tag);
    tag.color = static_cast<std::uint32_t>(rank - ranks_.begin()) + 1;
  }
  tag.loss = row.loss;
  if (!row.loss.empty() && sources.is_user(row.loss_span)) tag.loss_line = sources.begin_of(row.loss_span).line;
  if (step_ == 0) return tag;
  const bool is_new = !is_own && row.tag > newest_tag_of(before_);
  if (row.is_gone) {
    if (is_new || (old && !old->is_gone)) tag.change = TagChange::Gone;
    if (old && tag.change == TagChange::Gone) tag.permission_before = old->permission;
  } else if (is_new) tag.change = TagChange::Made;
  else if (old && old->permission != row.permission) {
    tag.change = TagChange::Changed;
    tag.permission_before = old->permission;
  }
  return tag;
}

/// Which of the tags are told of: those worth showing and what they were made from, but of a chain of
/// temporaries, such as a call makes of its argument, only the first.
std::vector<bool> Drawing::rows_shown(const TagRows& rows, const std::vector<TagRows>& old, const memory::Allocation& allocation) const {
  std::vector<bool> is_shown(rows.rows.size());
  const auto is_passing = [&](const TagRow& row) {
    return row.tag != allocation.tag && !row.is_protected && !is_culprit(row.tag) && holders_.of(row.tag) != TagHolder::Variable && holders_.of(row.tag) != TagHolder::Memory;
  };
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const TagRow& row = rows.rows[i];
    is_shown[i] = is_worth_showing(row, row_before(old, rows.range.begin, row.tag), rows.range, row.tag == allocation.tag);
    if (!is_shown[i] || row.is_gone) continue;
    for (std::size_t parent = row_of(rows, row.parent); parent < rows.rows.size() && !is_shown[parent] && !rows.rows[parent].is_gone; parent = row_of(rows, rows.rows[parent].parent))
      is_shown[parent] = true;
  }
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const std::size_t parent = row_of(rows, rows.rows[i].parent);
    if (!is_shown[i] || parent == rows.rows.size() || !is_passing(rows.rows[i]) || !is_passing(rows.rows[parent])) continue;
    is_shown[i] = line_of_row(rows.rows[i]) != line_of_row(rows.rows[parent]);
  }
  return is_shown;
}

BorrowRange Drawing::range_of(const TagRows& rows, const std::vector<TagRows>& old_rows, const memory::Allocation& allocation, const std::string& owner) {
  BorrowRange range;
  range.begin = rows.range.begin;
  range.end = rows.range.end;
  const std::vector<bool> is_shown = rows_shown(rows, old_rows, allocation);
  std::map<memory::TagValue, std::uint32_t> places;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const TagRow& row = rows.rows[i];
    if (!is_shown[i]) {
      if (!row.is_gone) left_out_.insert(row.tag);
      continue;
    }
    BorrowTag tag = tag_of(row, row_before(old_rows, range.begin, row.tag), row.tag == allocation.tag, owner);
    // Below the nearest of those it descends from that is shown.
    std::size_t parent = row_of(rows, row.parent);
    while (parent < rows.rows.size() && !places.count(rows.rows[parent].tag)) parent = row_of(rows, rows.rows[parent].parent);
    if (parent < rows.rows.size()) {
      tag.parent_row = places[rows.rows[parent].tag];
      tag.depth = range.tags[tag.parent_row].depth + 1;
    }
    places.emplace(row.tag, static_cast<std::uint32_t>(range.tags.size()));
    range.has_change |= tag.change != TagChange::None;
    range.tags.push_back(std::move(tag));
  }
  return range;
}

bool are_alike(const BorrowRange& a, const BorrowRange& b) {
  return std::equal(a.tags.begin(), a.tags.end(), b.tags.begin(), b.tags.end(), [](const BorrowTag& x, const BorrowTag& y) {
    return x.tag == y.tag && x.permission == y.permission && x.change == y.change && x.permission_before == y.permission_before && x.loss_line == y.loss_line;
  });
}

void Drawing::add_card(memory::AllocId id, const memory::Allocation& allocation) {
  if (scene.cards.size() >= most_cards) return;
  const std::vector<TagRows> all = machine_.alias_model()->rows(allocation, id);
  if (all.empty()) return;
  BorrowCard card = card_of(recording_.names(), machine_, id, allocation);
  if (card.name.empty()) return;
  const memory::Allocation* old_allocation = before_.memory().find(id);
  std::vector<TagRows> old;
  if (old_allocation && before_.alias_model()) old = before_.alias_model()->rows(*old_allocation, id);
  ranks_.clear();
  for (const TagRows& rows : all)
    for (const TagRow& row : rows.rows)
      if (row.tag != allocation.tag) ranks_.push_back(row.tag);
  std::sort(ranks_.begin(), ranks_.end());
  ranks_.erase(std::unique(ranks_.begin(), ranks_.end()), ranks_.end());

  // A value without a name matters once a variable points to it.
  const bool is_nameless = allocation.kind == memory::AllocKind::Local && machine_.program().bodies[mir::FnId(allocation.owner_fn)].locals[allocation.origin].name.empty();
  bool has_borrows = false;
  for (const TagRows& rows : all) {
    BorrowRange range = range_of(rows, old, allocation, card.name);
    for (const BorrowTag& tag : range.tags) has_borrows |= !tag.is_own && (!is_nameless || !tag.holder.empty() || tag.is_culprit);
    if (!card.ranges.empty() && are_alike(card.ranges.back(), range)) card.ranges.back().end = range.end;
    else card.ranges.push_back(std::move(range));
  }
  if (!has_borrows) return;
  if (scene.model == BorrowModel::Tree)
    for (BorrowRange& range : card.ranges) sort_as_tree(range);
  for (BorrowRange& range : card.ranges) {
    card.has_change |= range.has_change;
    const NamedObject part = recording_.names().name(machine_, {machine::Object::Kind::Memory, id.value, range.begin, range.end - range.begin});
    range.name = range.end - range.begin == card.size || part.name.empty() ? card.name : part.name;
  }
  add_cells(card, recording_.names(), machine_, id, allocation);
  add_arrows(card, holders_, allocation);
  scene.cards.push_back(std::move(card));
}

}  // namespace

BorrowsScene borrows_scene(Recording& recording, std::uint32_t step, const machine::Machine& machine, const machine::Machine& before) {
  Drawing drawing(recording, step, machine, before);
  BorrowsScene& scene = drawing.scene;
  if (!machine.alias_model()) return drawing.take();
  scene.model = machine.alias_model()->name() == "tree borrows" ? BorrowModel::Tree : BorrowModel::Stacked;
  machine.memory().for_each_live([&](memory::AllocId id, const memory::Allocation& allocation) {
    if (is_of_student(machine, allocation)) drawing.add_card(id, allocation);
  });
  scene.change = change_sentence(scene);
  add_moments(scene, recording, machine, step);
  add_permissions(scene);
  return drawing.take();
}

}  // namespace scene
