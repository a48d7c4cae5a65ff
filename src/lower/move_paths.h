#pragma once
// The places of a body that are initialized and moved by themselves, as a tree, and what is known of
// each at every point: whether it may be initialized, whether it may not be. After rustc's move paths.
//
//   let p = (String::new(), String::new());     p
//   drop(p.0);                                  └─ p.0     moved by itself
//
// Only places whose type needs a drop are looked at.

#include <utility>
#include <vector>

#include "mir/mir.h"

namespace lower {

using PathIndex = std::uint32_t;
inline constexpr PathIndex no_path = 0xffffffffu;

struct MovePath {
  mir::Place place;
  mir::TypeId type;
  PathIndex parent = no_path;
  std::vector<PathIndex> children;
  bool is_moved_itself = false;        // named by a move, not only a part of what is moved
};

/// What may hold of each path at one point.
struct InitState {
  std::vector<bool> maybe_init, maybe_uninit;
  /// As maybe_init, and with the variants ruled out that a switch before has excluded.
  std::vector<bool> maybe_present;
  bool is_reached = false;
};

class MovePaths {
 public:
  using MovedByCall = std::vector<std::pair<mir::BlockId, mir::Place>>;
  MovePaths(const mir::Program& program, const mir::Body& body, const MovedByCall& moved_by_call);

  const std::vector<MovePath>& paths() const { return paths_; }
  /// The path of exactly this place, or none.
  PathIndex find(const mir::Place& place) const;
  PathIndex child(PathIndex parent, mir::Projection::Kind kind, std::uint64_t index) const;
  /// Whether a part of it is moved by itself somewhere.
  bool has_partial_moves(PathIndex path) const;

  /// Calls `moved` and `initialized` with each path that the statement changes, in this order.
  template <class Moved, class Initialized>
  void effects_of(const mir::Statement& statement, Moved moved, Initialized initialized) const;
  /// The moves that a terminator makes before it goes anywhere.
  std::vector<PathIndex> moves_of(mir::BlockId block) const;
  /// The path that a call's result initializes, or none.
  PathIndex result_of(mir::BlockId block) const;
  bool is_initialized_at_entry(PathIndex path) const;
  std::vector<PathIndex> subtree(PathIndex path) const;

  /// The states at the ends of blocks, before their terminators.
  std::vector<InitState> solve() const;

 private:
  friend class InitAnalysis;
  bool is_tracked(const mir::Place& place) const;
  PathIndex walk(const mir::Place& place, bool create);
  void collect(const mir::Operand& operand);
  void collect_destination(const mir::Place& place);
  std::vector<PathIndex> moved_paths(const mir::Operand& operand) const;
  std::vector<PathIndex> moved_paths(const mir::Place& place) const;
  std::vector<mir::Place> expanded(const mir::Place& place) const;
  mir::TypeId type_of(const mir::Place& place) const;

  const mir::Program& program_;
  const mir::Body& body_;
  const MovedByCall& moved_by_call_;
  std::vector<MovePath> paths_;
  std::vector<PathIndex> roots_;       // by local
};

/// Calls `visit` with each operand of an rvalue.
template <class Visit>
void for_each_operand(const mir::Rvalue& value, Visit visit) {
  if (const auto* use = std::get_if<mir::UseRvalue>(&value)) visit(use->operand);
  else if (const auto* repeat = std::get_if<mir::RepeatRvalue>(&value)) visit(repeat->element);
  else if (const auto* cast = std::get_if<mir::CastRvalue>(&value)) visit(cast->operand);
  else if (const auto* unary = std::get_if<mir::UnaryRvalue>(&value)) visit(unary->operand);
  else if (const auto* binary = std::get_if<mir::BinaryRvalue>(&value)) {
    visit(binary->left);
    visit(binary->right);
  } else if (const auto* aggregate = std::get_if<mir::AggregateRvalue>(&value)) {
    for (const auto& [field, operand] : aggregate->fields) visit(operand);
  }
}

template <class Moved, class Initialized>
void MovePaths::effects_of(const mir::Statement& statement, Moved moved, Initialized initialized) const {
  if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind)) {
    for_each_operand(assign->value, [&](const mir::Operand& operand) {
      for (const PathIndex path : moved_paths(operand)) moved(path);
    });
    const PathIndex path = find(assign->place);
    if (path != no_path) initialized(path);
  } else if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) {
    if (roots_[live->local.value] != no_path) moved(roots_[live->local.value]);
  } else if (const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind)) {
    if (roots_[dead->local.value] != no_path) moved(roots_[dead->local.value]);
  }
}

}  // namespace lower
