// Tree Borrows: each allocation has a tree of tags, each tag a permission for each byte. An access
// changes the permissions of all tags of the allocation by the table in permission.h. The rules of
// Villani et al. (PLDI 2025) as Miri has them; raw pointers have no tag of their own.

#include "base/result.h"
#include "base/text.h"
#include "borrows/borrow_tree.h"
#include "borrows/models.h"
#include "borrows/protectors.h"
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
using memory::Borrow;
using memory::BorrowOrigin;
using memory::ByteRange;
using memory::Protector;
using memory::TagValue;

/// What a new tag has inside the bytes it points to, where they are frozen and where they are cells,
/// and outside of them, where `is_used` is of no account.
struct NewStanding {
  Permission permission = Permission::Disabled;
  bool is_used = false;
};
struct NewStandings {
  NewStanding frozen, cell;
  NewStanding elsewhere;
};

class TreeBorrows final : public memory::AliasModel {
 public:
  explicit TreeBorrows(const TreeOptions& options) : options_(options) {}
  std::unique_ptr<AliasModel> clone() const override { return std::make_unique<TreeBorrows>(*this); }
  std::string_view name() const override { return "tree borrows"; }
  TagValue new_allocation() override { return next_tag_++; }

  bool is_affected(const Allocation&, const AliasAccess& access) override {
    const BorrowTree* tree = trees_.find(access.alloc);
    return tree && access.range.size() > 0 && tree->would_change(access, work_);
  }

  bool access(const Allocation&, const AliasAccess& access, AliasFailure& failure) override {
    if (!trees_.find(access.alloc) || access.range.size() == 0) return true;
    BorrowTree& own = tree_of(access.alloc);
    TreeError error;
    return own.access(access, node_of(own, access.tag), error, work_) || explain(own, access, error, failure);
  }

  bool deallocate(const Allocation&, const AliasAccess& access, AliasFailure& failure) override {
    if (!trees_.find(access.alloc)) return true;
    BorrowTree& tree = tree_of(access.alloc);
    TreeError error;
    if (access.range.size() > 0 && (!tree.access(access, node_of(tree, access.tag), error, work_) || !tree.check_free(error))) return explain(tree, access, error, failure);
    trees_.erase(access.alloc);
    return true;
  }

  bool borrow(const Allocation& allocation, AllocId id, TagValue parent, const Borrow& borrow, TagValue& tag,
              std::vector<AliasTouch>* touches, AliasFailure& failure) override {
    tag = parent;
    const bool is_shared = borrow.origin == BorrowOrigin::Shared;
    if (borrow.origin == BorrowOrigin::RawConst || borrow.origin == BorrowOrigin::RawMutable) return true;
    if (!is_shared && !borrow.pointee_is_unpin) return true;
    tag = next_tag_++;
    work_ += 4;
    if (!trees_.find(id)) trees_.put(id, BorrowTree(allocation.tag, allocation.size));
    BorrowTree& tree = tree_of(id);
    const std::uint32_t above = node_of(tree, parent);
    const NewStandings made = standings_of(borrow);
    const bool is_write = options_.has_implicit_writes && !is_shared && borrow.has_early_write;
    const auto for_each_part = [&](auto visit) {
      std::uint64_t at = borrow.range.begin;
      for (const ByteRange& cell : borrow.cells) {
        if ((at < cell.begin && !visit(ByteRange{at, cell.begin}, made.frozen)) || (cell.size() > 0 && !visit(cell, made.cell))) return false;
        at = cell.end;
      }
      return at >= borrow.range.end || visit(ByteRange{at, borrow.range.end}, made.frozen);
    };
    const bool is_allowed = for_each_part([&](ByteRange range, const NewStanding& standing) {
      if (!standing.is_used) return true;
      const AccessKind kind = is_write && standing.permission == Permission::Unique ? AccessKind::Write : AccessKind::Read;
      if (touches) touches->push_back({range, kind});
      const AliasAccess taken{id, parent, range, kind, AccessCause::Reborrow, borrow.span};
      TreeError error;
      return tree.access(taken, above, error, work_) || explain(tree, taken, error, failure);
    });
    if (!is_allowed) return false;
    tree.log.note_birth({tag, parent, borrow.origin, borrow.protector, borrow.range, borrow.span});
    const bool is_used = made.elsewhere.is_used || made.elsewhere.permission == Permission::Cell;   // a Cell never minds
    const std::uint32_t node = tree.add(tag, above, made.elsewhere.permission, is_used ? borrow.range : ByteRange{}, borrow.protector);
    for_each_part([&](ByteRange range, const NewStanding& standing) {
      if (standing.permission != made.elsewhere.permission) tree.set_inside(node, range, standing.permission, standing.is_used);
      return true;
    });
    if (borrow.protector != Protector::None) protectors_.add({tag, id, borrow.protector, borrow.call});
    return true;
  }

  void expose(const Allocation& allocation, AllocId id, TagValue tag) override {
    if (tag == memory::wildcard_tag) return;
    if (!trees_.find(id)) trees_.put(id, BorrowTree(allocation.tag, allocation.size));
    const std::uint32_t node = trees_.find(id)->find(tag);
    if (node != BorrowTree::no_node && !trees_.find(id)->node(node).is_exposed) tree_of(id).expose(node);
  }

  bool has_protectors(std::uint64_t call) const override { return protectors_.has(call); }
  bool end_call(const memory::Memory&, std::uint64_t call, Span span, AliasFailure& failure) override {
    for (const ProtectedTag& entry : protectors_.all()) {
      if (entry.call != call || !trees_.find(entry.alloc)) continue;   // freed meanwhile, which a weak protector allows
      BorrowTree& tree = tree_of(entry.alloc);
      const std::uint32_t node = tree.find(entry.tag);
      TreeError error;
      if (node != BorrowTree::no_node && !tree.release(node, span, error, work_))
        return explain(tree, {entry.alloc, entry.tag, {}, AccessKind::Read, AccessCause::CallEnd, span}, error, failure);
    }
    for (const ProtectedTag& entry : protectors_.all()) {
      if (entry.call != call || !trees_.find(entry.alloc)) continue;
      BorrowTree& tree = tree_of(entry.alloc);
      if (const std::uint32_t node = tree.find(entry.tag); node != BorrowTree::no_node) tree.end_protector(node);
    }
    protectors_.end_call(call);
    return true;
  }

  bool wants_collection(std::uint64_t words_searched_last) const override { return work_ > 256 + words_searched_last / 4; }
  void collect(memory::TagSet& used) override {
    work_ = 0;
    for (const AllocId id : changed_) {
      if (!trees_.find(id)) continue;
      BorrowTree& tree = trees_.edit(id);
      tree.is_changed = false;
      tree.collect(used);
    }
    changed_.clear();
  }

  TagValue newest_tag() const override { return next_tag_ - 1; }
  std::vector<memory::TagRows> rows(const Allocation&, AllocId id) const override {
    std::vector<memory::TagRows> out;
    const BorrowTree* tree = trees_.find(id);
    if (!tree) return out;
    for (std::size_t i = 0; i < tree->segment_count(); ++i) {
      memory::TagRows rows;
      rows.range = tree->segment_range(i);
      for (std::uint32_t n = 0; n < tree->node_count(); ++n) {
        const TreeNode& node = tree->node(n);
        memory::TagRow row;
        row.tag = node.tag;
        row.parent = node.parent == TreeNode::none ? 0 : tree->node(node.parent).tag;
        row.permission = name_of(tree->standing(i, n).permission());
        row.is_protected = node.protector != Protector::None;
        row.is_exposed = node.is_exposed;
        tell_history(tree->log, rows.range.begin, row);
        rows.rows.push_back(std::move(row));
      }
      out.push_back(std::move(rows));
    }
    return out;
  }

 private:
  /// For changing; there must be one.
  BorrowTree& tree_of(AllocId id) {
    BorrowTree& tree = trees_.edit(id);
    if (!tree.is_changed) changed_.push_back(id);
    tree.is_changed = true;
    return tree;
  }

  static std::uint32_t node_of(const BorrowTree& tree, TagValue tag) { return tag == memory::wildcard_tag ? BorrowTree::no_node : tree.find(tag); }

  NewStandings standings_of(const Borrow& borrow) const {
    NewStandings made;
    const bool is_protected = borrow.protector != Protector::None;
    if (borrow.origin == BorrowOrigin::Shared) {
      made.frozen = {Permission::Frozen, true};
      made.cell = {Permission::Cell, false};
    } else {
      made.frozen = {Permission::Reserved, true};
      made.cell = {is_protected ? Permission::Reserved : Permission::ReservedIM, true};
      if (borrow.has_early_write && options_.has_implicit_writes) made.frozen.permission = Permission::Unique;
    }
    made.elsewhere = borrow.is_freeze ? made.frozen : made.cell;
    if (made.elsewhere.permission == Permission::Unique) made.elsewhere.permission = Permission::Reserved;
    return made;
  }

  bool explain(const BorrowTree& tree, const AliasAccess& access, const TreeError& error, AliasFailure& failure) const {
    const TreeNode& node = tree.node(error.node);
    const std::string what = access.cause == AccessCause::CallEnd ? concat("the end of a call, which gives its protected reference back, at offset ", error.offset)
                                                                  : concat(text_of(access.kind, access.cause), " at offset ", error.offset);
    failure.category = name();
    switch (error.kind) {
      case TreeError::Kind::Forbidden:
        failure.message = node.tag == access.tag ? concat(what, " through a tag that is ", name_of(error.permission), " there")
                                                 : concat(what, " through a tag made from one that is ", name_of(error.permission), " there");
        if (error.permission == Permission::ReservedConflicted) failure.message += ": it was read through another pointer while its call runs";
        break;
      case TreeError::Kind::ProtectedDisabled:
        failure.message = concat(what, " would make a tag Disabled that is ", name_of(error.permission), " and ", node.protector == Protector::Weak ? "weakly" : "strongly", " protected: the call that got it as an argument still runs");
        break;
      case TreeError::Kind::ProtectedFreed:
        failure.message = "the memory is freed while a reference to it is strongly protected: the call that got it as an argument still runs";
        break;
      case TreeError::Kind::NoExposed:
        failure.message = concat(what, " through a pointer made of an integer: no exposed tag allows it");
        break;
    }
    if (node.tag != access.tag) add_birth(tree, access.tag, "the pointer used was made here: ", failure);
    add_birth(tree, node.tag, node.tag == access.tag ? "the pointer used was made here: " : error.kind == TreeError::Kind::Forbidden ? "it descends from this one: " : "the tag in the way was made here: ", failure);
    if (const TagLoss* loss = tree.log.loss_of(node.tag, error.offset)) failure.history.push_back(lost_moment(*loss));
    return false;
  }

  static void add_birth(const BorrowTree& tree, TagValue tag, std::string_view intro, AliasFailure& failure) {
    const TagBirth* birth = tree.log.birth_of(tag);
    if (!birth) return;
    memory::AliasMoment moment = created_moment(*birth);
    const std::size_t colon = moment.message.find(": ");
    moment.message = concat(intro, moment.message.substr(colon + 2));
    failure.history.push_back(std::move(moment));
  }

  TreeOptions options_;
  TagValue next_tag_ = 1;
  memory::AllocMap<BorrowTree> trees_;
  std::vector<AllocId> changed_;       // since tags were last collected
  Protectors protectors_;
  std::uint64_t work_ = 0;             // done since tags were last collected
};

}  // namespace

std::unique_ptr<memory::AliasModel> make_tree_borrows(const TreeOptions& options) { return std::make_unique<TreeBorrows>(options); }

}  // namespace borrows
