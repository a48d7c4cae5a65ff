// Decides every Drop of a body by what is initialized there: all of it (it stays), nothing (it goes),
// sometimes (a flag says), or a part (each part by itself, after rustc's drop elaboration).
//
// An open drop of an enum never reads the discriminant, which may be gone with the value moved out:
// if a part of a variant was moved, that variant it was. rustc's does, so that a coroutine keeps the
// enum that long; in a coroutine it is read on a way that is never taken.

#include "lower/body_builder.h"
#include "lower/move_paths.h"

namespace lower {

namespace {

using Step = mir::Projection::Kind;

/// Where a drop goes on, and where if a part of it panics. Inside cleanup there is only `unwind`.
struct Ways { mir::BlockId normal, unwind; };

class Elaborator {
 public:
  Elaborator(mir::Program& program, mir::Body& body, const MovePaths::MovedByCall& moved_by_call)
      : program_(program), body_(body), paths_(program, body, moved_by_call), flags_(paths_.paths().size()) {}

  void run() {
    if (paths_.paths().empty()) return;
    states_ = paths_.solve();
    for (const mir::BasicBlock& block : body_.blocks) is_coroutine_ |= std::holds_alternative<mir::FalseEdgeTerm>(block.terminator.kind);
    const std::uint32_t count = static_cast<std::uint32_t>(body_.blocks.size());
    std::vector<std::vector<PathIndex>> moves(count);
    std::vector<PathIndex> results(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      moves[i] = paths_.moves_of(mir::BlockId(i));
      results[i] = paths_.result_of(mir::BlockId(i));
    }
    for (std::uint32_t i = 0; i < count; ++i)
      if (states_[i].is_reached && std::holds_alternative<mir::DropTerm>(body_.blocks[i].terminator.kind)) elaborate(i);
    if (has_flags_) update_flags(count, moves, results);
  }

 private:
  const MovePath& path(PathIndex index) const { return paths_.paths()[index]; }
  const mir::Type& type_of(PathIndex index) const { return program_.types[path(index).type]; }
  bool needs_drop(mir::TypeId type) const { return program_.types[type].needs_drop; }

  // ---- What is known

  bool any(const std::vector<bool>& set, PathIndex at) const {
    for (const PathIndex part : paths_.subtree(at))
      if (set[part]) return true;
    return false;
  }

  /// Whether nothing that needs a drop can be left in the place.
  bool is_nothing_left(const InitState& state, PathIndex at) const {
    if (!paths_.has_partial_moves(at)) return !state.maybe_present[at];
    const mir::Type& type = type_of(at);
    switch (type.kind) {
      case mir::TypeKind::Enum:
        for (std::uint32_t variant = 0; variant < type.variants.size(); ++variant) {
          const PathIndex inside = paths_.child(at, Step::Downcast, variant);
          if (!are_fields_gone(state, at, inside, type.variants[variant])) return false;
        }
        return true;
      case mir::TypeKind::Tuple:
      case mir::TypeKind::Struct:
      case mir::TypeKind::Closure: return are_fields_gone(state, at, at, type.variants[0]);
      default: return !state.maybe_present[at] && !any(state.maybe_present, at);
    }
  }
  bool are_fields_gone(const InitState& state, PathIndex whole, PathIndex fields_of, const mir::Variant& variant) const {
    for (std::uint32_t i = 0; i < variant.fields.size(); ++i) {
      if (!needs_drop(variant.fields[i].type)) continue;
      const PathIndex part = fields_of == no_path ? no_path : paths_.child(fields_of, Step::Field, i);
      const PathIndex holder = fields_of == no_path ? whole : fields_of;
      if (part == no_path ? state.maybe_present[holder] : !is_nothing_left(state, part)) return false;
    }
    return true;
  }

  /// The enum that rustc's drop of what is left, which is nothing, asks for its variant all the same.
  PathIndex asked_enum(PathIndex at) const {
    if (!paths_.has_partial_moves(at) || !state_->maybe_init[at]) return no_path;
    if (type_of(at).kind == mir::TypeKind::Enum) return at;
    for (const PathIndex part : path(at).children)
      if (const PathIndex found = asked_enum(part); found != no_path) return found;
    return no_path;
  }

  /// For that a coroutine keeps the enum until there: a way that is never taken asks.
  void ask_for_variant(std::uint32_t block, PathIndex at, mir::BlockId target) {
    span_ = body_.blocks[block].terminator.span;
    scope_ = body_.blocks[block].terminator.scope;
    mir::Local variant;
    variant.type = program_.usize;
    variant.is_always_live = true;
    body_.locals.push_back(std::move(variant));
    const mir::LocalId answer(static_cast<std::uint32_t>(body_.locals.size() - 1));
    const mir::BlockId asks = new_block(body_.blocks[block].is_cleanup);
    body_.blocks[asks.value].statements.push_back({mir::AssignStmt{{answer, {}}, mir::DiscriminantRvalue{path(at).place}}, span_, scope_});
    terminate(asks, mir::GotoTerm{target});
    mir::Operand never;
    never.constant.kind = mir::Constant::Kind::Scalar;
    never.constant.type = program_.bool_;
    body_.blocks[block].terminator.kind = mir::SwitchTerm{std::move(never), {{0, target}}, asks};
  }

  // ---- One Drop

  void elaborate(std::uint32_t block) {
    const auto drop = *std::get_if<mir::DropTerm>(&body_.blocks[block].terminator.kind);
    const PathIndex at = paths_.find(drop.place);
    if (at == no_path) return;
    state_ = &states_[block];
    mir::Terminator& terminator = body_.blocks[block].terminator;
    if (is_nothing_left(*state_, at)) {
      terminator.kind = mir::GotoTerm{drop.target};
      const PathIndex asked = is_coroutine_ ? asked_enum(at) : no_path;
      if (asked != no_path) ask_for_variant(block, asked, drop.target);
      return;
    }
    if (!any(state_->maybe_uninit, at)) return;
    span_ = terminator.span;
    scope_ = terminator.scope;
    in_cleanup_ = body_.blocks[block].is_cleanup;
    Ways ways;
    if (in_cleanup_) {
      ways.unwind = drop.target;
    } else {
      ways.normal = drop.target;
      ways.unwind = drop.unwind ? drop.unwind : resume();
    }
    ways = after_clearing(at, ways);
    const Ways start = build(at, ways);
    body_.blocks[block].terminator.kind = mir::GotoTerm{in_cleanup_ ? start.unwind : start.normal};
  }

  /// Flags of what is dropped are cleared behind it, for when the place is filled again in a loop.
  Ways after_clearing(PathIndex at, Ways ways) {
    clearing_.emplace_back(new_block(in_cleanup_), at);
    const mir::BlockId block = clearing_.back().first;
    terminate(block, mir::GotoTerm{in_cleanup_ ? ways.unwind : ways.normal});
    (in_cleanup_ ? ways.unwind : ways.normal) = block;
    return ways;
  }

  Ways build(PathIndex at, Ways next) {
    if (!paths_.has_partial_moves(at)) return drop_place(path(at).place, at, next);
    const mir::Type& type = type_of(at);
    switch (type.kind) {
      case mir::TypeKind::Enum: return build_enum(at, next);
      case mir::TypeKind::Array: return build_array(at, type, next);
      case mir::TypeKind::Pointer: {
        // A Box: what is left of its content, then its memory.
        const PathIndex content = paths_.child(at, Step::Deref, 0);
        next = free_box(at, next);
        return content == no_path ? next : build(content, next);
      }
      default: return build_fields(at, at, type.variants[0], next);
    }
  }

  /// An element that was moved by itself and a run of elements that were not are one step each; the steps
  /// are taken from the last to the first, as rustc does, the elements of a run in their order.
  Ways build_array(PathIndex at, const mir::Type& array, Ways next) {
    const auto is_alone = [&](std::uint64_t i) { return paths_.child(at, Step::ConstantIndex, i) != no_path; };
    for (std::uint64_t begin = 0, end; begin < array.length; begin = end) {
      end = begin + 1;
      while (!is_alone(begin) && end < array.length && !is_alone(end)) ++end;
      for (std::uint64_t i = end; i-- > begin;) next = build_part(at, at, {Step::ConstantIndex, i, 0, false, array.pointee}, next);
    }
    return next;
  }

  /// The fields are dropped in their order, so the last is built first.
  Ways build_fields(PathIndex whole, PathIndex fields_of, const mir::Variant& variant, Ways next) {
    for (std::size_t i = variant.fields.size(); i-- > 0;)
      next = build_part(whole, fields_of, {Step::Field, i, 0, false, variant.fields[i].type}, next);
    return next;
  }

  Ways build_part(PathIndex whole, PathIndex base, const mir::Projection& step, Ways next) {
    if (!needs_drop(step.type)) return next;
    const PathIndex part = paths_.child(base, step.kind, step.index);
    if (part != no_path) return build(part, next);
    mir::Place place = path(base).place;
    place.projections.push_back(step);
    return drop_place(place, whole, next);
  }

  Ways build_enum(PathIndex at, Ways next) {
    Ways whole = drop_place(path(at).place, at, next);
    for (const PathIndex inside : path(at).children) {
      if (!paths_.has_partial_moves(inside)) continue;
      const std::uint64_t variant = path(inside).place.projections.back().index;
      const Ways parts = build_fields(at, inside, type_of(at).variants[variant], next);
      for (const PathIndex part : paths_.subtree(inside)) {
        if (!path(part).is_moved_itself) continue;
        whole.normal = choose(part, whole.normal, parts.normal, false);
        whole.unwind = choose(part, whole.unwind, parts.unwind, true);
      }
    }
    return whole;
  }

  /// A block that goes on to `if_init` or `if_moved` as the path's flag says; one of them if it is known.
  mir::BlockId choose(PathIndex at, mir::BlockId if_init, mir::BlockId if_moved, bool is_cleanup) {
    if (!if_init && !if_moved) return {};
    if (!state_->maybe_uninit[at]) return if_init;
    if (!state_->maybe_init[at]) return if_moved;
    if (if_init == if_moved) return if_init;
    const mir::BlockId block = new_block(is_cleanup);
    mir::Operand flag;
    flag.kind = mir::Operand::Kind::Copy;
    flag.place.local = flag_of(at);
    terminate(block, mir::SwitchTerm{std::move(flag), {{0, if_moved}}, if_init});
    return block;
  }

  /// Drops the place if the path is initialized.
  Ways drop_place(const mir::Place& place, PathIndex at, Ways next) {
    Ways ways;
    if (next.normal) {
      const mir::BlockId block = new_block(false);
      terminate(block, mir::DropTerm{place, next.normal, next.unwind});
      ways.normal = choose(at, block, next.normal, false);
    }
    const mir::BlockId cleanup = new_block(true);
    terminate(cleanup, mir::DropTerm{place, next.unwind, {}});
    ways.unwind = choose(at, cleanup, next.unwind, true);
    return ways;
  }

  Ways free_box(PathIndex at, Ways next) {
    const auto free_then = [&](mir::BlockId target, bool is_cleanup) {
      mir::CallTerm call;
      call.callee.kind = mir::CallTerm::Callee::Kind::Intrinsic;
      call.callee.intrinsic = mir::Intrinsic::box_free;
      call.callee.name = "box_free";
      call.callee.type_args = {type_of(at).pointee};
      mir::Operand pointer;
      pointer.kind = mir::Operand::Kind::Copy;
      pointer.place = path(at).place;
      call.arguments.push_back(std::move(pointer));
      mir::Local nothing;
      nothing.type = program_.unit;
      nothing.is_always_live = true;
      body_.locals.push_back(std::move(nothing));
      call.destination.local = mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
      call.target = target;
      call.fn_span = span_;
      const mir::BlockId block = new_block(is_cleanup);
      terminate(block, std::move(call));
      return choose(at, block, target, is_cleanup);
    };
    Ways ways;
    if (next.normal) ways.normal = free_then(next.normal, false);
    ways.unwind = free_then(next.unwind, true);
    return ways;
  }

  // ---- Flags

  mir::LocalId flag_of(PathIndex at) {
    if (!flags_[at]) {
      mir::Local flag;
      flag.type = program_.bool_;
      flag.is_mutable = true;
      flag.is_always_live = true;
      flag.span = span_;
      body_.locals.push_back(std::move(flag));
      flags_[at] = mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
      has_flags_ = true;
    }
    return flags_[at];
  }

  void set_flags(std::vector<mir::Statement>& out, PathIndex at, bool value, Span span, mir::ScopeId scope) const {
    for (const PathIndex part : paths_.subtree(at)) {
      if (!flags_[part]) continue;
      mir::Operand bit;
      bit.constant.kind = mir::Constant::Kind::Scalar;
      bit.constant.type = program_.bool_;
      bit.constant.bits = value ? 1 : 0;
      out.push_back({mir::AssignStmt{{flags_[part], {}}, mir::UseRvalue{std::move(bit)}}, span, scope});
    }
  }

  void update_flags(std::uint32_t count, const std::vector<std::vector<PathIndex>>& moves, const std::vector<PathIndex>& results) {
    for (std::uint32_t i = 0; i < count; ++i) {
      std::vector<mir::Statement> statements;
      std::vector<mir::Statement> old = std::move(body_.blocks[i].statements);
      if (i == 0) {
        for (PathIndex at = 0; at < flags_.size(); ++at)
          if (path(at).parent == no_path) set_flags(statements, at, paths_.is_initialized_at_entry(at), body_.span, mir::ScopeId(0));
      }
      for (mir::Statement& statement : old) {
        std::vector<mir::Statement> changes;
        const bool is_storage = !std::holds_alternative<mir::AssignStmt>(statement.kind);
        if (!is_storage) {
          paths_.effects_of(
              statement, [&](PathIndex at) { set_flags(changes, at, false, statement.span, statement.scope); },
              [&](PathIndex at) { set_flags(changes, at, true, statement.span, statement.scope); });
        }
        statements.push_back(std::move(statement));
        for (mir::Statement& change : changes) statements.push_back(std::move(change));
      }
      const mir::Terminator terminator = body_.blocks[i].terminator;
      const bool is_kept_drop = std::holds_alternative<mir::DropTerm>(terminator.kind);
      if (is_kept_drop || std::holds_alternative<mir::CallTerm>(terminator.kind))
        for (const PathIndex at : moves[i]) set_flags(statements, at, false, terminator.span, terminator.scope);
      body_.blocks[i].statements = std::move(statements);
      if (results[i] == no_path) continue;
      auto* call = std::get_if<mir::CallTerm>(&body_.blocks[i].terminator.kind);
      if (!call || !call->target) continue;
      std::vector<mir::Statement> filled;
      set_flags(filled, results[i], true, terminator.span, terminator.scope);
      if (filled.empty()) continue;
      const mir::BlockId target = call->target;
      span_ = terminator.span;
      scope_ = terminator.scope;
      const mir::BlockId edge = new_block(body_.blocks[i].is_cleanup);
      body_.blocks[edge.value].statements = std::move(filled);
      terminate(edge, mir::GotoTerm{target});
      std::get_if<mir::CallTerm>(&body_.blocks[i].terminator.kind)->target = edge;
    }
    for (const auto& [block, at] : clearing_) set_flags(body_.blocks[block.value].statements, at, false, body_.blocks[block.value].terminator.span, body_.blocks[block.value].terminator.scope);
  }

  // ---- Blocks

  mir::BlockId new_block(bool is_cleanup) {
    mir::BasicBlock block;
    block.is_cleanup = is_cleanup;
    body_.blocks.push_back(std::move(block));
    return mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
  }
  template <class Term>
  void terminate(mir::BlockId block, Term kind) {
    body_.blocks[block.value].terminator = {std::move(kind), span_, scope_};
  }
  mir::BlockId resume() {
    if (!resume_) {
      resume_ = new_block(true);
      terminate(resume_, mir::ResumeTerm{});
    }
    return resume_;
  }

  mir::Program& program_;
  mir::Body& body_;
  MovePaths paths_;
  std::vector<InitState> states_;
  const InitState* state_ = nullptr;      // where the drop at work stands
  bool in_cleanup_ = false;
  bool is_coroutine_ = false;             // it has suspensions
  Span span_;
  mir::ScopeId scope_;
  std::vector<mir::LocalId> flags_;       // by path; none if nothing asks
  bool has_flags_ = false;
  std::vector<std::pair<mir::BlockId, PathIndex>> clearing_;
  mir::BlockId resume_;
};

}  // namespace

void elaborate_drops(mir::Program& program, mir::Body& body, const std::vector<std::pair<mir::BlockId, mir::Place>>& moved_by_call) {
  Elaborator(program, body, moved_by_call).run();
}

}  // namespace lower
