// Which locals a coroutine keeps at each suspension, after rustc's locals_live_across_suspend_points:
// those that are read later or may be borrowed, if their storage still holds something. And which of
// them ever hold something at the same time: the others may share their bytes.

#include "lower/coroutine.h"
#include "lower/move_paths.h"
#include "mir/successors.h"

namespace lower {

namespace {

/// A set of locals.
class Locals {
 public:
  explicit Locals(std::size_t count = 0) : words_((count + 63) / 64) {}

  bool has(mir::LocalId local) const { return (words_[local.value / 64] >> (local.value % 64)) & 1; }
  void add(mir::LocalId local) { words_[local.value / 64] |= std::uint64_t{1} << (local.value % 64); }
  void remove(mir::LocalId local) { words_[local.value / 64] &= ~(std::uint64_t{1} << (local.value % 64)); }
  /// Whether the set has grown.
  bool add_all(const Locals& other) {
    bool grows = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t joined = words_[i] | other.words_[i];
      grows |= joined != words_[i];
      words_[i] = joined;
    }
    return grows;
  }
  void keep_only(const Locals& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void remove_all(const Locals& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  bool operator==(const Locals& other) const { return words_ == other.words_; }

 private:
  std::vector<std::uint64_t> words_;
};

bool is_indirect(const mir::Place& place) {
  for (const mir::Projection& step : place.projections)
    if (step.kind == mir::Projection::Kind::Deref) return true;
  return false;
}

class Analysis {
 public:
  explicit Analysis(Coroutine& coroutine)
      : out_(coroutine), body_(coroutine.body), count_(body_.locals.size()) {}

  void run() {
    find_storage();
    find_edges();
    solve_backward();
    solve_forward();
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i)
      if (forward_[i].is_reached && suspension(i)) note_suspension(i);
    number_saved();
    find_conflicts();
  }

 private:
  struct Forward {
    Locals borrowed, needs_storage, in_storage;
    bool is_reached = false;
  };

  const mir::FalseEdgeTerm* suspension(std::uint32_t block) const {
    return std::get_if<mir::FalseEdgeTerm>(&body_.blocks[block].terminator.kind);
  }

  /// Locals without storage statements are in storage throughout; but a temporary without them holds
  /// nothing any more where it is not read again. rustc gives it a StorageDead at the end of its scope.
  void find_storage() {
    has_storage_ = Locals(count_);
    for (const mir::BasicBlock& block : body_.blocks)
      for (const mir::Statement& statement : block.statements)
        if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) has_storage_.add(live->local);
    is_passing_ = Locals(count_);
    for (std::uint32_t i = body_.argument_count + 1; i < count_; ++i) {
      const bool is_drop_flag = body_.locals[i].is_mutable;
      if (!is_drop_flag && !has_storage_.has(mir::LocalId(i))) is_passing_.add(mir::LocalId(i));
    }
  }

  void find_edges() {
    successors_.resize(body_.blocks.size());
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i)
      for_each_target(body_.blocks[i].terminator, [&](mir::BlockId& target) { successors_[i].push_back(target.value); });
  }

  // ---- What is read later

  static void use_indices(Locals& live, const mir::Place& place) {
    for (const mir::Projection& step : place.projections)
      if (step.kind == mir::Projection::Kind::Index) live.add(mir::LocalId(static_cast<std::uint32_t>(step.index)));
  }
  static void use(Locals& live, const mir::Place& place) {
    live.add(place.local);
    use_indices(live, place);
  }
  static void use(Locals& live, const mir::Operand& operand) {
    if (operand.kind != mir::Operand::Kind::Constant) use(live, operand.place);
  }
  static void define(Locals& live, const mir::Place& place) {
    if (place.projections.empty()) live.remove(place.local);
    if (is_indirect(place)) live.add(place.local);
    use_indices(live, place);
  }
  static void use(Locals& live, const mir::Rvalue& value) {
    for_each_operand(value, [&](const mir::Operand& operand) { use(live, operand); });
    if (const auto* reference = std::get_if<mir::RefRvalue>(&value)) use(live, reference->place);
    if (const auto* raw = std::get_if<mir::RawRefRvalue>(&value)) use(live, raw->place);
    if (const auto* length = std::get_if<mir::LenRvalue>(&value)) use(live, length->place);
    if (const auto* discriminant = std::get_if<mir::DiscriminantRvalue>(&value)) use(live, discriminant->place);
  }

  void before_terminator(Locals& live, const mir::Terminator& terminator) const {
    if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) use(live, drop->place);
    if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) use(live, choose->operand);
    if (std::holds_alternative<mir::ReturnTerm>(terminator.kind)) live.add(mir::LocalId(0));
    if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
      use(live, check->condition);
      use(live, check->left);
      use(live, check->right);
    }
    if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
      define(live, call->destination);
      for (const mir::Operand& argument : call->arguments) use(live, argument);
      if (call->callee.kind == mir::CallTerm::Callee::Kind::Pointer) use(live, call->callee.pointer);
    }
  }

  Locals live_at_end(std::uint32_t block) const {
    Locals live(count_);
    for (const std::uint32_t next : successors_[block]) live.add_all(live_at_start_[next]);
    return live;
  }

  void solve_backward() {
    live_at_start_.assign(body_.blocks.size(), Locals(count_));
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (std::uint32_t i = static_cast<std::uint32_t>(body_.blocks.size()); i-- > 0;) {
        const mir::BasicBlock& block = body_.blocks[i];
        Locals live = live_at_end(i);
        before_terminator(live, block.terminator);
        for (std::size_t s = block.statements.size(); s-- > 0;) {
          if (const auto* assign = std::get_if<mir::AssignStmt>(&block.statements[s].kind)) {
            define(live, assign->place);
            use(live, assign->value);
          } else if (const auto* mention = std::get_if<mir::PlaceMentionStmt>(&block.statements[s].kind)) {
            use(live, mention->place);
          }
        }
        is_changed |= live_at_start_[i].add_all(live);
      }
    }
  }

  // ---- What is borrowed, and what storage holds something

  /// The first part of a statement's effect: what it writes needs storage while it writes.
  void early(Forward& state, const mir::Statement& statement) const {
    if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind)) {
      const mir::Place* borrowed = nullptr;
      if (const auto* reference = std::get_if<mir::RefRvalue>(&assign->value)) borrowed = &reference->place;
      if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) borrowed = &raw->place;
      if (borrowed && !is_indirect(*borrowed)) {
        state.borrowed.add(borrowed->local);
        state.needs_storage.add(borrowed->local);
      }
      state.needs_storage.add(assign->place.local);
    } else if (const auto* set = std::get_if<mir::SetDiscriminantStmt>(&statement.kind)) {
      state.needs_storage.add(set->place.local);
    } else if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) {
      state.in_storage.add(live->local);
    } else if (const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind)) {
      state.in_storage.remove(dead->local);
      state.borrowed.remove(dead->local);
      state.needs_storage.remove(dead->local);
    }
  }
  /// The second part: what was moved away needs none after it, unless something may point to it.
  void late(Forward& state, const mir::Statement& statement) const {
    if (const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind))
      for_each_operand(assign->value, [&](const mir::Operand& operand) { take(state, operand); });
  }
  static void take(Forward& state, const mir::Operand& operand) {
    if (operand.kind != mir::Operand::Kind::Move || !operand.place.projections.empty()) return;
    if (!state.borrowed.has(operand.place.local)) state.needs_storage.remove(operand.place.local);
  }

  void early(Forward& state, const mir::Terminator& terminator) const {
    if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) state.needs_storage.add(call->destination.local);
    // A destructor is given `&mut` to what it drops.
    if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) {
      if (is_indirect(drop->place)) return;
      state.borrowed.add(drop->place.local);
      state.needs_storage.add(drop->place.local);
    }
  }
  void late(Forward& state, const mir::Terminator& terminator) const {
    const auto* call = std::get_if<mir::CallTerm>(&terminator.kind);
    if (!call) {
      if (const auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) take(state, choose->operand);
      return;
    }
    state.needs_storage.remove(call->destination.local);
    for (const mir::Operand& argument : call->arguments) take(state, argument);
  }

  void enter(std::uint32_t block, const Forward& state, std::vector<std::uint32_t>& work) {
    Forward& into = forward_[block];
    bool is_changed = !into.is_reached;
    into.is_reached = true;
    is_changed |= into.borrowed.add_all(state.borrowed);
    Locals gone = is_passing_;
    gone.remove_all(state.borrowed);
    gone.remove_all(live_at_start_[block]);
    Locals needs_storage = state.needs_storage;
    needs_storage.remove_all(gone);
    is_changed |= into.needs_storage.add_all(needs_storage);
    is_changed |= into.in_storage.add_all(state.in_storage);
    if (is_changed) work.push_back(block);
  }

  /// The state before the terminator of a block.
  Forward at_terminator(std::uint32_t block) const {
    Forward state = forward_[block];
    for (const mir::Statement& statement : body_.blocks[block].statements) {
      early(state, statement);
      late(state, statement);
    }
    return state;
  }

  void solve_forward() {
    Forward start;
    start.borrowed = start.needs_storage = start.in_storage = Locals(count_);
    forward_.assign(body_.blocks.size(), start);
    start.needs_storage.add(mir::LocalId(2));
    std::vector<std::uint32_t> work;
    enter(0, start, work);
    while (!work.empty()) {
      const std::uint32_t block = work.back();
      work.pop_back();
      Forward state = at_terminator(block);
      const mir::Terminator& terminator = body_.blocks[block].terminator;
      early(state, terminator);
      late(state, terminator);
      const auto* call = std::get_if<mir::CallTerm>(&terminator.kind);
      for (const std::uint32_t next : successors_[block]) {
        if (call && call->target && call->target.value == next) {
          Forward returned = state;
          returned.needs_storage.add(call->destination.local);
          enter(next, returned, work);
        } else {
          enter(next, state, work);
        }
      }
    }
  }

  // ---- Suspensions

  void note_suspension(std::uint32_t block) {
    const mir::FalseEdgeTerm& edge = *suspension(block);
    const Forward state = at_terminator(block);
    Locals kept = live_at_end(block);
    kept.add_all(state.borrowed);
    kept.keep_only(state.needs_storage);
    // The coroutine itself and the context come anew with each poll.
    kept.remove(mir::LocalId(1));
    kept.remove(mir::LocalId(2));
    Suspension found;
    found.block = mir::BlockId(block);
    found.resume = edge.target;
    found.drop = edge.imaginary;
    found.span = body_.blocks[block].terminator.span;
    out_.suspensions.push_back(std::move(found));
    kept_.push_back(std::move(kept));
    in_storage_.push_back(state.in_storage);
  }

  /// Suspensions are numbered as they stand in the text.
  void number_saved() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < out_.suspensions.size(); ++i) {
      std::size_t at = order.size();
      while (at > 0 && out_.suspensions[i].span.end < out_.suspensions[order[at - 1]].span.end) --at;
      order.insert(order.begin() + static_cast<std::ptrdiff_t>(at), i);
    }
    std::vector<Suspension> suspensions;
    std::vector<Locals> kept, in_storage;
    for (const std::size_t i : order) {
      suspensions.push_back(out_.suspensions[i]);
      kept.push_back(kept_[i]);
      in_storage.push_back(in_storage_[i]);
    }
    out_.suspensions = std::move(suspensions);
    Locals all(count_);
    for (const Locals& some : kept) all.add_all(some);
    for (std::uint32_t i = 0; i < count_; ++i) {
      const mir::LocalId local(i);
      if (all.has(local)) out_.saved.push_back(local);
    }
    for (std::size_t s = 0; s < out_.suspensions.size(); ++s) {
      for (std::uint32_t i = 0; i < out_.saved.size(); ++i)
        if (kept[s].has(out_.saved[i])) out_.suspensions[s].kept.push_back(i);
      for (std::uint32_t i = 0; i < count_; ++i) {
        const mir::LocalId local(i);
        if (in_storage[s].has(local) && has_storage_.has(local) && !all.has(local)) out_.suspensions[s].live.push_back(local);
      }
    }
  }

  // ---- Conflicts

  void find_conflicts() {
    out_.conflicts.assign(out_.saved.size(), std::vector<bool>(out_.saved.size()));
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i) {
      if (!forward_[i].is_reached) continue;
      const mir::BasicBlock& block = body_.blocks[i];
      if (std::holds_alternative<mir::UnreachableTerm>(block.terminator.kind)) continue;
      Forward state = forward_[i];
      for (const mir::Statement& statement : block.statements) {
        early(state, statement);
        note_conflicts(state.needs_storage);
        late(state, statement);
      }
      early(state, block.terminator);
      note_conflicts(state.needs_storage);
    }
  }
  void note_conflicts(const Locals& at_once) {
    if (at_once == noted_) return;
    noted_ = at_once;
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < out_.saved.size(); ++i)
      if (at_once.has(out_.saved[i])) numbers.push_back(i);
    for (const std::uint32_t a : numbers)
      for (const std::uint32_t b : numbers) out_.conflicts[a][b] = true;
  }

  Coroutine& out_;
  mir::Body& body_;
  std::size_t count_;
  Locals has_storage_, is_passing_;
  std::vector<std::vector<std::uint32_t>> successors_;
  std::vector<Locals> live_at_start_;
  std::vector<Forward> forward_;          // by block, at its start
  std::vector<Locals> kept_, in_storage_; // by suspension
  Locals noted_;
};

}  // namespace

Coroutine analyze_coroutine(mir::Body body) {
  Coroutine out;
  out.body = std::move(body);
  Analysis(out).run();
  return out;
}

}  // namespace lower
