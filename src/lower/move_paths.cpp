#include "lower/move_paths.h"

#include "mir/successors.h"

namespace lower {

using Step = mir::Projection::Kind;

mir::TypeId MovePaths::type_of(const mir::Place& place) const {
  return place.projections.empty() ? body_.locals[place.local.value].type : place.projections.back().type;
}

MovePaths::MovePaths(const mir::Program& program, const mir::Body& body, const MovedByCall& moved_by_call)
    : program_(program), body_(body), moved_by_call_(moved_by_call), roots_(body.locals.size(), no_path) {
  for (std::uint32_t i = 0; i < body.locals.size(); ++i) {
    if (!is_tracked({mir::LocalId(i), {}})) continue;
    roots_[i] = static_cast<PathIndex>(paths_.size());
    MovePath root;
    root.place.local = mir::LocalId(i);
    root.type = body.locals[i].type;
    paths_.push_back(std::move(root));
  }
  for (const mir::BasicBlock& block : body.blocks) {
    for (const mir::Statement& statement : block.statements) {
      const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
      if (!assign) continue;
      for_each_operand(assign->value, [this](const mir::Operand& operand) { collect(operand); });
      collect_destination(assign->place);
    }
    if (const auto* drop = std::get_if<mir::DropTerm>(&block.terminator.kind)) collect_destination(drop->place);
    if (const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind)) {
      for (const mir::Operand& operand : call->arguments) collect(operand);
      if (call->callee.kind == mir::CallTerm::Callee::Kind::Pointer) collect(call->callee.pointer);
      collect_destination(call->destination);
    }
  }
  for (const auto& [block, place] : moved_by_call) {
    mir::Operand operand;
    operand.kind = mir::Operand::Kind::Move;
    operand.place = place;
    collect(operand);
  }
}

/// Parts of a generic coroutine's value count only if they are moved: then they are asked for here.
bool MovePaths::is_tracked(const mir::Place& place) const {
  return program_.types[type_of(place)].needs_drop || body_.locals[place.local.value].may_need_drop;
}

void MovePaths::collect(const mir::Operand& operand) {
  if (operand.kind != mir::Operand::Kind::Move) return;
  for (const mir::Place& place : expanded(operand.place)) {
    if (!is_tracked(place)) continue;
    const PathIndex path = walk(place, true);
    if (path != no_path) paths_[path].is_moved_itself = true;
  }
}

void MovePaths::collect_destination(const mir::Place& place) {
  if (is_tracked(place)) walk(place, true);
}

/// A part of an array as its elements, each a place.
std::vector<mir::Place> MovePaths::expanded(const mir::Place& place) const {
  for (std::size_t i = 0; i < place.projections.size(); ++i) {
    const mir::Projection& step = place.projections[i];
    if (step.kind != Step::Subslice) continue;
    mir::Place base{place.local, {place.projections.begin(), place.projections.begin() + static_cast<std::ptrdiff_t>(i)}};
    const mir::Type& array = program_.types[type_of(base)];
    if (array.kind != mir::TypeKind::Array || i + 1 != place.projections.size()) break;
    std::vector<mir::Place> elements;
    for (std::uint64_t k = step.index; k + step.from_end < array.length; ++k) {
      mir::Place element = base;
      element.projections.push_back({Step::ConstantIndex, k, 0, false, array.pointee});
      elements.push_back(std::move(element));
    }
    return elements;
  }
  return {place};
}

/// None for what is not tracked: behind a reference, in a union, at an index.
PathIndex MovePaths::walk(const mir::Place& place, bool create) {
  PathIndex at = roots_[place.local.value];
  if (at == no_path) return no_path;
  mir::Place prefix{place.local, {}};
  for (const mir::Projection& step : place.projections) {
    const mir::Type& type = program_.types[paths_[at].type];
    prefix.projections.push_back(step);
    switch (step.kind) {
      case Step::Deref:
        if (type.pointer_kind != mir::PointerKind::Box) return no_path;
        break;
      case Step::Field:
        if (type.kind == mir::TypeKind::Union) return no_path;
        break;
      case Step::Downcast: break;
      case Step::ConstantIndex:
        if (type.kind != mir::TypeKind::Array) return no_path;
        break;
      case Step::Index:
      case Step::Subslice: return no_path;
    }
    PathIndex next = child(at, step.kind, step.index);
    if (next == no_path) {
      if (!create) return no_path;
      next = static_cast<PathIndex>(paths_.size());
      MovePath path;
      path.place = prefix;
      path.type = step.type;
      path.parent = at;
      paths_.push_back(std::move(path));
      paths_[at].children.push_back(next);
    }
    at = next;
  }
  return at;
}

PathIndex MovePaths::child(PathIndex parent, Step kind, std::uint64_t index) const {
  for (const PathIndex path : paths_[parent].children) {
    const mir::Projection& step = paths_[path].place.projections.back();
    if (step.kind == kind && step.index == index) return path;
  }
  return no_path;
}

PathIndex MovePaths::find(const mir::Place& place) const { return const_cast<MovePaths*>(this)->walk(place, false); }

bool MovePaths::has_partial_moves(PathIndex path) const {
  for (const PathIndex part : paths_[path].children)
    if (paths_[part].is_moved_itself || has_partial_moves(part)) return true;
  return false;
}

std::vector<PathIndex> MovePaths::moved_paths(const mir::Place& place) const {
  std::vector<PathIndex> result;
  for (const mir::Place& part : expanded(place)) {
    if (!is_tracked(part)) continue;
    const PathIndex path = find(part);
    if (path != no_path) result.push_back(path);
  }
  return result;
}

std::vector<PathIndex> MovePaths::moved_paths(const mir::Operand& operand) const {
  if (operand.kind != mir::Operand::Kind::Move) return {};
  return moved_paths(operand.place);
}

std::vector<PathIndex> MovePaths::moves_of(mir::BlockId block) const {
  std::vector<PathIndex> result;
  const auto add = [&](const std::vector<PathIndex>& more) { result.insert(result.end(), more.begin(), more.end()); };
  const mir::Terminator& terminator = body_.blocks[block.value].terminator;
  if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
    for (const mir::Operand& operand : call->arguments) add(moved_paths(operand));
    for (const auto& [at, place] : moved_by_call_)
      if (at == block) add(moved_paths(place));
  }
  if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) {
    const PathIndex path = find(drop->place);
    if (path != no_path) result.push_back(path);
  }
  return result;
}

PathIndex MovePaths::result_of(mir::BlockId block) const {
  const auto* call = std::get_if<mir::CallTerm>(&body_.blocks[block.value].terminator.kind);
  return call ? find(call->destination) : no_path;
}

bool MovePaths::is_initialized_at_entry(PathIndex path) const {
  const std::uint32_t local = paths_[path].place.local.value;
  return local >= 1 && local <= body_.argument_count;
}

std::vector<PathIndex> MovePaths::subtree(PathIndex path) const {
  std::vector<PathIndex> result{path};
  for (std::size_t i = 0; i < result.size(); ++i)
    for (const PathIndex part : paths_[result[i]].children) result.push_back(part);
  return result;
}

// ---- The analysis: forward, to a fixed point

class InitAnalysis {
 public:
  explicit InitAnalysis(const MovePaths& paths) : paths_(paths), body_(paths.body_) {}

  std::vector<InitState> solve() {
    const std::size_t count = paths_.paths_.size();
    entries_.resize(body_.blocks.size());
    for (InitState& state : entries_) {
      state.maybe_init.assign(count, false);
      state.maybe_uninit.assign(count, false);
      state.maybe_present.assign(count, false);
    }
    InitState& entry = entries_[0];
    for (PathIndex path = 0; path < count; ++path) {
      const bool is_init = paths_.is_initialized_at_entry(path);
      entry.maybe_init[path] = entry.maybe_present[path] = is_init;
      entry.maybe_uninit[path] = !is_init;
    }
    entry.is_reached = true;
    std::vector<std::uint32_t> work{0};
    std::vector<bool> is_queued(body_.blocks.size(), false);
    std::vector<InitState> ends(body_.blocks.size());
    while (!work.empty()) {
      const std::uint32_t block = work.back();
      work.pop_back();
      is_queued[block] = false;
      InitState state = entries_[block];
      for (const mir::Statement& statement : body_.blocks[block].statements) {
        paths_.effects_of(statement, [&](PathIndex path) { set(state, path, false); }, [&](PathIndex path) { set(state, path, true); });
        lend(state, statement);
      }
      ends[block] = state;
      for (const PathIndex path : paths_.moves_of(mir::BlockId(block))) set(state, path, false);
      for_each_edge(block, state, [&](mir::BlockId target, const InitState& at_edge) {
        if (!merge(entries_[target.value], at_edge) || is_queued[target.value]) return;
        is_queued[target.value] = true;
        work.push_back(target.value);
      });
    }
    return ends;
  }

 private:
  void set(InitState& state, PathIndex path, bool is_init) const {
    state.maybe_init[path] = state.maybe_present[path] = is_init;
    state.maybe_uninit[path] = !is_init;
    for (const PathIndex part : paths_.paths_[path].children) set(state, part, is_init);
  }
  static bool merge(InitState& into, const InitState& from) {
    bool has_changed = !into.is_reached;
    into.is_reached = true;
    const auto add = [&](std::vector<bool>& a, const std::vector<bool>& b) {
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (!b[i] || a[i]) continue;
        a[i] = true;
        has_changed = true;
      }
    };
    add(into.maybe_init, from.maybe_init);
    add(into.maybe_uninit, from.maybe_uninit);
    add(into.maybe_present, from.maybe_present);
    return has_changed;
  }
  void absent(InitState& state, PathIndex path) const {
    for (const PathIndex part : paths_.subtree(path)) state.maybe_present[part] = false;
  }

  /// What a new pointer may write can be another variant by the next look at it. A write through an older
  /// one goes unseen, also in rustc, whose drops then leave out fields of a variant that was ruled out.
  void lend(InitState& state, const mir::Statement& statement) const {
    const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
    if (!assign) return;
    const auto* reference = std::get_if<mir::RefRvalue>(&assign->value);
    const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value);
    if (!raw && (!reference || reference->kind == mir::BorrowKind::Shared)) return;
    const PathIndex path = paths_.find(raw ? raw->place : reference->place);
    if (path == no_path) return;
    for (const PathIndex part : paths_.subtree(path)) state.maybe_present[part] = state.maybe_init[part];
  }

  template <class Visit>
  void for_each_edge(std::uint32_t block, const InitState& state, Visit visit) const {
    const mir::BasicBlock& of = body_.blocks[block];
    if (const auto* choose = std::get_if<mir::SwitchTerm>(&of.terminator.kind)) return switch_edges(of, *choose, state, visit);
    if (const auto* call = std::get_if<mir::CallTerm>(&of.terminator.kind)) {
      if (call->unwind) visit(call->unwind, state);
      if (!call->target) return;
      InitState after = state;
      const PathIndex result = paths_.result_of(mir::BlockId(block));
      if (result != no_path) set(after, result, true);
      return visit(call->target, after);
    }
    mir::Terminator terminator = of.terminator;
    for_each_target(terminator, [&](mir::BlockId& target) { visit(target, state); });
  }

  /// On each way out of a switch over an enum's variants, the other variants are absent.
  template <class Visit>
  void switch_edges(const mir::BasicBlock& of, const mir::SwitchTerm& choose, const InitState& state, Visit visit) const {
    const mir::DiscriminantRvalue* read = nullptr;
    if (!of.statements.empty())
      if (const auto* assign = std::get_if<mir::AssignStmt>(&of.statements.back().kind))
        if (assign->place.projections.empty() && choose.operand.place.projections.empty() && assign->place.local == choose.operand.place.local)
          read = std::get_if<mir::DiscriminantRvalue>(&assign->value);
    const PathIndex path = read ? paths_.find(read->place) : no_path;
    const auto edge = [&](mir::BlockId target, auto is_possible) {
      if (!target) return;
      if (path == no_path || paths_.paths_[path].children.empty()) return visit(target, state);
      InitState narrowed = state;
      const mir::Type& type = paths_.program_.types[paths_.paths_[path].type];
      for (const PathIndex part : paths_.paths_[path].children) {
        const mir::Projection& step = paths_.paths_[part].place.projections.back();
        if (step.kind == Step::Downcast && !is_possible(static_cast<std::uint64_t>(type.variants[step.index].discriminant))) absent(narrowed, part);
      }
      visit(target, narrowed);
    };
    for (const auto& [bits, target] : choose.targets)
      edge(target, [&bits = bits](std::uint64_t discriminant) { return bits == discriminant; });
    edge(choose.otherwise, [&](std::uint64_t discriminant) {
      for (const auto& [bits, target] : choose.targets)
        if (bits == discriminant) return false;
      return true;
    });
  }

  const MovePaths& paths_;
  const mir::Body& body_;
  std::vector<InitState> entries_;
};

std::vector<InitState> MovePaths::solve() const { return InitAnalysis(*this).solve(); }

}  // namespace lower
