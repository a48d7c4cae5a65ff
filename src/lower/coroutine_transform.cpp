// A body with suspensions to the functions that run it. Both begin with a jump by the state:
//
//   poll(self: Pin<&mut Self>, cx)      Unresumed: the start; SuspendN: behind its await;
//                                       Returned, Panicked: a panic
//   drop_in_place(self: *mut Self)      Unresumed: the captures; SuspendN: what is in scope there
//
// Locals that are kept become fields of the coroutine: `x` is (*self as Suspend0).x.

#include "lower/body_builder.h"
#include "lower/coroutine.h"
#include "lower/mir_builder.h"
#include "mir/successors.h"

namespace lower {

namespace {

const mir::LocalId result_local(0), self_local(1), context_local(2);

class Transform {
 public:
  Transform(Monomorphizer& mono, sema::TyId ty, const Coroutine& coroutine)
      : mono_(mono), coroutine_(coroutine), type_(mono.type(ty)), ty_(ty), body_(coroutine.body) {}

  mir::Body poll() {
    sema::TyStore& types = mono_.program().types;
    const sema::LangItems& lang = mono_.program().lang;
    const sema::TyId pin_ty = types.adt(lang.adt("pin"), {types.ref(ty_, sema::Mutability::Mutable)});
    const mir::TypeId output = body_.locals[0].type;
    const mir::TypeId poll_type = mono_.type(types.adt(lang.adt("Poll"), {mono_.checked_type(output)}));
    const mir::TypeId pointer_type = mono_.type(types.ref(ty_, sema::Mutability::Mutable));
    begin(pointer_type);
    body_.locals[0].type = poll_type;
    body_.locals[1].type = mono_.type(pin_ty);
    body_.argument_count = 2;

    const mir::BlockId poison = poison_block();
    for (std::uint32_t i = 0; i < block_count_; ++i) {
      mir::BasicBlock& block = body_.blocks[i];
      unwind_to(block, poison);
      if (std::holds_alternative<mir::ReturnTerm>(block.terminator.kind)) {
        mir::AggregateRvalue ready;
        ready.type = poll_type;
        ready.fields.emplace_back(0, move(value_place_));
        leave(i, returned_state, std::move(ready));
      }
    }
    for (std::uint32_t s = 0; s < coroutine_.suspensions.size(); ++s) {
      mir::AggregateRvalue pending;
      pending.type = poll_type;
      pending.variant = 1;
      leave(coroutine_.suspensions[s].block.value, suspended_state + s, std::move(pending));
    }

    mir::SwitchTerm states;
    states.targets.emplace_back(unresumed_state, start_);
    states.targets.emplace_back(returned_state, refusal(mir::AssertKind::ResumedAfterReturn));
    states.targets.emplace_back(panicked_state, refusal(mir::AssertKind::ResumedAfterPanic));
    for (std::uint32_t s = 0; s < coroutine_.suspensions.size(); ++s)
      states.targets.emplace_back(suspended_state + s, entrance(s, coroutine_.suspensions[s].resume));
    finish_entry(field(place(self_local), 0, pointer_type), std::move(states));
    return finish();
  }

  mir::Body drop() {
    sema::TyStore& types = mono_.program().types;
    const mir::TypeId pointer_type = mono_.type(types.raw_ptr(ty_, sema::Mutability::Mutable));
    begin(pointer_type);
    body_.locals[0].type = mono_.out().unit;
    body_.locals[1].type = pointer_type;
    body_.locals[2].is_argument = false;
    body_.argument_count = 1;
    const mir::BlockId poison = poison_block();
    for (std::uint32_t i = 0; i < block_count_; ++i) unwind_to(body_.blocks[i], poison);
    for (const Suspension& suspension : coroutine_.suspensions)
      body_.blocks[suspension.block.value].terminator.kind = mir::UnreachableTerm{};

    const mir::BlockId done = new_block(false);
    terminate(done, mir::ReturnTerm{});
    mir::SwitchTerm states;
    states.targets.emplace_back(unresumed_state, drop_captures(done, {}));
    for (std::uint32_t s = 0; s < coroutine_.suspensions.size(); ++s)
      states.targets.emplace_back(suspended_state + s, entrance(s, coroutine_.suspensions[s].drop));
    states.otherwise = done;
    finish_entry(place(self_local), std::move(states));
    return finish();
  }

 private:
  const mir::Type& coroutine_type() const { return mono_.out().types.at(type_); }

  // ---- The body as it was

  /// The old entry moves to a block of its own; whole drops of the coroutine become those of its
  /// captures; and places that are kept lie behind `self_`.
  void begin(mir::TypeId pointer_type) {
    span_ = body_.span;
    scope_ = mir::ScopeId(0);
    add_retags(mono_.out(), body_);
    // The arguments that it retags are those of the old body.
    std::vector<mir::Statement>& entry = body_.blocks[0].statements;
    while (!entry.empty() && is_argument_retag(entry.front())) entry.erase(entry.begin());
    block_count_ = static_cast<std::uint32_t>(body_.blocks.size());
    for (std::uint32_t i = 0; i < block_count_; ++i) {
      const auto* drop = std::get_if<mir::DropTerm>(&body_.blocks[i].terminator.kind);
      if (!drop || drop->place.local != self_local || !drop->place.projections.empty()) continue;
      const mir::DropTerm whole = *drop;
      in_cleanup_ = body_.blocks[i].is_cleanup;
      const mir::BlockId first = drop_captures(whole.target, whole.unwind);
      in_cleanup_ = false;
      body_.blocks[i].terminator.kind = mir::GotoTerm{first};
    }
    start_ = new_block(false);
    std::swap(body_.blocks[0], body_.blocks[start_.value]);
    for (mir::BasicBlock& block : body_.blocks)
      for_each_target(block.terminator, [this](mir::BlockId& target) { if (target.value == 0) target = start_; });
    block_count_ = static_cast<std::uint32_t>(body_.blocks.size());
    const mir::LocalId value = new_temp(body_.locals[0].type);
    self_ = new_temp(pointer_type);
    for_each_place([&](mir::Place& at) { if (at.local == result_local) at.local = value; });
    value_place_ = place(value);
    keep_locals(value);
  }
  static bool is_argument_retag(const mir::Statement& statement) {
    const auto* retag = std::get_if<mir::RetagStmt>(&statement.kind);
    return retag && retag->kind == mir::RetagKind::FnEntry;
  }

  /// Drops each capture in its order; a panic in one leaves the rest to the cleanup.
  mir::BlockId drop_captures(mir::BlockId target, mir::BlockId unwind) {
    std::vector<mir::Place> places;
    const std::vector<mir::Field>& captures = coroutine_type().variants[0].fields;
    for (std::size_t i = 0; i < captures.size(); ++i)
      if (mono_.out().types.at(captures[i].type).needs_drop) places.push_back(field(self_place(), i, captures[i].type));
    mir::BlockId cleanup = unwind;
    for (std::size_t i = places.size(); i-- > 0;) {
      const mir::BlockId block = new_block(in_cleanup_);
      terminate(block, mir::DropTerm{places[i], target, in_cleanup_ ? mir::BlockId() : cleanup});
      target = block;
      if (in_cleanup_ || i == 0) continue;
      if (!cleanup) {
        cleanup = new_block(true);
        terminate(cleanup, mir::ResumeTerm{});
      }
      const mir::BlockId rest = new_block(true);
      terminate(rest, mir::DropTerm{places[i], cleanup, {}});
      cleanup = rest;
    }
    return target;
  }
  /// Before the transform the coroutine is local 1 itself.
  mir::Place self_place() const { return self_ ? deref(place(self_), type_) : place(self_local); }

  // ---- Places

  /// Every place that begins at a kept local, or at the coroutine, now begins at `self_`.
  void keep_locals(mir::LocalId value) {
    std::vector<mir::Place> kept(body_.locals.size());
    std::vector<bool> is_kept(body_.locals.size());
    for (std::uint32_t s = 0; s < coroutine_.suspensions.size(); ++s) {
      const std::vector<std::uint32_t>& numbers = coroutine_.suspensions[s].kept;
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const mir::LocalId saved = coroutine_.saved[numbers[i]];
        const mir::LocalId local = saved == result_local ? value : saved;
        if (is_kept[local.value]) continue;
        is_kept[local.value] = true;
        mir::Place state = downcast(deref(place(self_), type_), suspended_state + s, type_);
        kept[local.value] = field(std::move(state), i, body_.locals[local.value].type);
        name_kept(local, kept[local.value]);
      }
    }
    is_kept[self_local.value] = true;
    kept[self_local.value] = deref(place(self_), type_);
    const auto move_place = [&](mir::Place& at) {
      if (!is_kept[at.local.value]) return;
      mir::Place whole = kept[at.local.value];
      whole.projections.insert(whole.projections.end(), at.projections.begin(), at.projections.end());
      at = std::move(whole);
    };
    for (mir::BasicBlock& block : body_.blocks) {
      std::vector<mir::Statement> statements;
      // An index is read from a local: one that is kept is copied to one first.
      const auto move_index = [&](mir::Place& at) {
        for (mir::Projection& step : at.projections) {
          if (step.kind != mir::Projection::Kind::Index || !is_kept[step.index]) continue;
          const mir::LocalId index = new_temp(mono_.out().usize);
          is_kept.push_back(false);
          statements.push_back({mir::AssignStmt{place(index), use(copy(kept[step.index]))}, span_, scope_});
          step.index = index.value;
        }
      };
      for (mir::Statement& statement : block.statements) {
        const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind);
        const auto* dead = std::get_if<mir::StorageDeadStmt>(&statement.kind);
        if ((live && is_kept[live->local.value]) || (dead && is_kept[dead->local.value])) continue;
        span_ = statement.span;
        visit_statement(statement, move_index);
        statements.push_back(std::move(statement));
      }
      span_ = block.terminator.span;
      visit_terminator(block.terminator, move_index);
      block.statements = std::move(statements);
    }
    span_ = body_.span;
    for_each_place(move_place);
    move_place(value_place_);
    for (mir::DebugVariable& variable : body_.variables) move_place(variable.place);
  }
  /// The variable is shown where its value now stands.
  void name_kept(mir::LocalId local, const mir::Place& where) {
    mir::Local& old = body_.locals[local.value];
    if (old.is_user && !old.name.empty()) kept_variables_.push_back({old.name, where, mir::ScopeId(0), old.span});
    old.name.clear();
    old.is_user = false;
    old.is_always_live = false;
  }

  template <class Visit>
  void for_each_place(Visit visit) {
    for (mir::BasicBlock& block : body_.blocks) {
      for (mir::Statement& statement : block.statements) visit_statement(statement, visit);
      visit_terminator(block.terminator, visit);
    }
  }
  template <class Visit>
  static void visit_operand(mir::Operand& operand, const Visit& visit) {
    if (operand.kind != mir::Operand::Kind::Constant) visit(operand.place);
  }
  template <class Visit>
  static void visit_statement(mir::Statement& statement, const Visit& visit) {
    if (auto* set = std::get_if<mir::SetDiscriminantStmt>(&statement.kind)) visit(set->place);
    if (auto* retag = std::get_if<mir::RetagStmt>(&statement.kind)) visit(retag->place);
    if (auto* mention = std::get_if<mir::PlaceMentionStmt>(&statement.kind)) visit(mention->place);
    auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
    if (!assign) return;
    visit(assign->place);
    mir::Rvalue& value = assign->value;
    if (auto* use = std::get_if<mir::UseRvalue>(&value)) visit_operand(use->operand, visit);
    if (auto* repeat = std::get_if<mir::RepeatRvalue>(&value)) visit_operand(repeat->element, visit);
    if (auto* reference = std::get_if<mir::RefRvalue>(&value)) visit(reference->place);
    if (auto* raw = std::get_if<mir::RawRefRvalue>(&value)) visit(raw->place);
    if (auto* length = std::get_if<mir::LenRvalue>(&value)) visit(length->place);
    if (auto* cast = std::get_if<mir::CastRvalue>(&value)) visit_operand(cast->operand, visit);
    if (auto* unary = std::get_if<mir::UnaryRvalue>(&value)) visit_operand(unary->operand, visit);
    if (auto* discriminant = std::get_if<mir::DiscriminantRvalue>(&value)) visit(discriminant->place);
    if (auto* binary = std::get_if<mir::BinaryRvalue>(&value)) {
      visit_operand(binary->left, visit);
      visit_operand(binary->right, visit);
    }
    if (auto* aggregate = std::get_if<mir::AggregateRvalue>(&value))
      for (auto& [index, operand] : aggregate->fields) visit_operand(operand, visit);
  }
  template <class Visit>
  static void visit_terminator(mir::Terminator& terminator, const Visit& visit) {
    if (auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) visit_operand(choose->operand, visit);
    if (auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) visit(drop->place);
    if (auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
      visit_operand(check->condition, visit);
      visit_operand(check->left, visit);
      visit_operand(check->right, visit);
    }
    if (auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
      if (call->callee.kind == mir::CallTerm::Callee::Kind::Pointer) visit_operand(call->callee.pointer, visit);
      for (mir::Operand& argument : call->arguments) visit_operand(argument, visit);
      visit(call->destination);
    }
  }

  // ---- States

  /// The block answers the poll and notes where to go on.
  void leave(std::uint32_t index, std::uint32_t state, mir::AggregateRvalue answer) {
    mir::BasicBlock& block = body_.blocks[index];
    const Span span = block.terminator.span;
    const mir::ScopeId scope = block.terminator.scope;
    block.statements.push_back({mir::AssignStmt{place(result_local), std::move(answer)}, span, scope});
    block.statements.push_back({mir::SetDiscriminantStmt{deref(place(self_), type_), state}, span, scope});
    block.terminator.kind = mir::ReturnTerm{};
  }

  /// After a panic the coroutine is not polled again.
  mir::BlockId poison_block() {
    const mir::BlockId block = new_block(true);
    body_.blocks[block.value].statements.push_back({mir::SetDiscriminantStmt{deref(place(self_), type_), panicked_state}, span_, scope_});
    terminate(block, mir::ResumeTerm{});
    return block;
  }
  static void unwind_to(mir::BasicBlock& block, mir::BlockId poison) {
    if (block.is_cleanup) {
      if (std::holds_alternative<mir::ResumeTerm>(block.terminator.kind)) block.terminator.kind = mir::GotoTerm{poison};
      return;
    }
    if (auto* drop = std::get_if<mir::DropTerm>(&block.terminator.kind); drop && !drop->unwind) drop->unwind = poison;
    if (auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind); call && !call->unwind) call->unwind = poison;
    if (auto* check = std::get_if<mir::AssertTerm>(&block.terminator.kind); check && !check->unwind) check->unwind = poison;
  }

  mir::BlockId refusal(mir::AssertKind kind) {
    const mir::BlockId block = new_block(false), never = new_block(false);
    terminate(never, mir::UnreachableTerm{});
    mir::AssertTerm check;
    check.condition = scalar(mono_.out().bool_, 0);
    check.kind = kind;
    check.left = check.right = scalar(mono_.out().bool_, 0);
    check.target = never;
    terminate(block, std::move(check));
    return block;
  }

  /// What was in storage at the suspension is so again.
  mir::BlockId entrance(std::uint32_t suspension, mir::BlockId target) {
    const mir::BlockId block = new_block(false);
    span_ = coroutine_.suspensions[suspension].span;
    for (const mir::LocalId local : coroutine_.suspensions[suspension].live)
      body_.blocks[block.value].statements.push_back({mir::StorageLiveStmt{local}, span_, scope_});
    terminate(block, mir::GotoTerm{target.value == 0 ? start_ : target});
    span_ = body_.span;
    return block;
  }

  /// `pointer`: where the pointer to the coroutine comes from.
  void finish_entry(mir::Place pointer, mir::SwitchTerm states) {
    const mir::TypeId state_type = coroutine_type().tag.tag_type;
    const mir::LocalId state = new_temp(state_type);
    if (!states.otherwise) {
      states.otherwise = new_block(false);
      terminate(states.otherwise, mir::UnreachableTerm{});
    }
    std::vector<mir::Statement>& entry = body_.blocks[0].statements;
    entry.clear();
    const auto push = [&](decltype(mir::Statement::kind) kind) { entry.push_back({std::move(kind), span_, scope_}); };
    if (body_.locals[context_local.value].is_argument) {
      push(mir::RetagStmt{mir::RetagKind::FnEntry, place(self_local)});
      push(mir::RetagStmt{mir::RetagKind::FnEntry, place(context_local)});
    }
    push(mir::AssignStmt{place(self_), use(copy(std::move(pointer)))});
    push(mir::AssignStmt{place(state), mir::DiscriminantRvalue{deref(place(self_), type_)}});
    states.operand = copy(place(state));
    body_.blocks[0].is_cleanup = false;
    body_.blocks[0].terminator = {std::move(states), span_, scope_};
  }

  mir::Body finish() {
    body_.variables.insert(body_.variables.end(), kept_variables_.begin(), kept_variables_.end());
    std::vector<std::pair<mir::BlockId, mir::Place>> nothing;
    simplify_blocks(body_, nothing);
    return std::move(body_);
  }

  // ---- Blocks

  mir::LocalId new_temp(mir::TypeId type) {
    mir::Local local;
    local.type = type;
    local.span = span_;
    local.is_always_live = true;
    body_.locals.push_back(std::move(local));
    return mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
  }
  mir::BlockId new_block(bool is_cleanup) {
    mir::BasicBlock block;
    block.is_cleanup = is_cleanup;
    body_.blocks.push_back(std::move(block));
    return mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
  }
  void terminate(mir::BlockId block, decltype(mir::Terminator::kind) kind) {
    body_.blocks[block.value].terminator = {std::move(kind), span_, scope_};
  }

  Monomorphizer& mono_;
  const Coroutine& coroutine_;
  mir::TypeId type_;
  sema::TyId ty_;
  mir::Body body_;
  Span span_;
  mir::ScopeId scope_;
  mir::LocalId self_;                  // the pointer to the coroutine
  mir::Place value_place_;             // what the body was going to return
  mir::BlockId start_;                 // the body's own entry
  std::uint32_t block_count_ = 0;      // blocks that come from the body
  bool in_cleanup_ = false;
  std::vector<mir::DebugVariable> kept_variables_;
};

}  // namespace

mir::Body coroutine_poll(Monomorphizer& mono, sema::TyId ty, const Coroutine& coroutine) { return Transform(mono, ty, coroutine).poll(); }
mir::Body coroutine_drop(Monomorphizer& mono, sema::TyId ty, const Coroutine& coroutine) { return Transform(mono, ty, coroutine).drop(); }

}  // namespace lower
