// Expressions into a place that waits for their value, and expressions as statements.

#include "lower/body_builder.h"

namespace lower {

namespace {

bool is_unit(const sema::TyStore& types, sema::TyId ty) { return ty == types.unit_; }

}  // namespace

void BodyBuilder::into(const mir::Place& destination, sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const At at(*this, of.span);
  if (const auto* block = std::get_if<sema::BlockExpr>(&of.kind)) return block_into(destination, *block, of.span);
  if (const auto* branch = std::get_if<sema::IfExpr>(&of.kind)) return if_into(destination, *branch);
  if (const auto* match = std::get_if<sema::MatchExpr>(&of.kind)) return match_into(destination, *match, of.span);
  if (const auto* loop = std::get_if<sema::LoopExpr>(&of.kind)) return loop_into(destination, *loop, of.span);
  if (const auto* call = std::get_if<sema::CallExpr>(&of.kind)) return call_into(destination, *call, ty_of(id));
  if (const auto* adt = std::get_if<sema::AdtExpr>(&of.kind)) return adt_into(destination, *adt, ty_of(id));
  if (std::holds_alternative<sema::LogicalExpr>(of.kind) || std::holds_alternative<sema::LetExpr>(of.kind)) return logical_into(destination, id);
  if (const auto* assignment = std::get_if<sema::AssignExpr>(&of.kind)) return assign_expr(*assignment);
  if (const auto* compound = std::get_if<sema::CompoundAssignExpr>(&of.kind)) return compound_assign(*compound);
  if (const auto* leave = std::get_if<sema::BreakExpr>(&of.kind)) return break_to(*leave);
  if (const auto* again = std::get_if<sema::ContinueExpr>(&of.kind)) return continue_to(*again);
  if (const auto* leave = std::get_if<sema::ReturnExpr>(&of.kind)) return return_value(*leave);
  if (const auto* await = std::get_if<sema::AwaitExpr>(&of.kind)) return await_into(destination, *await, ty_of(id));
  if (const auto* missing = std::get_if<sema::UnsupportedExpr>(&of.kind)) return unsupported(missing->what);
  if (std::holds_alternative<sema::ErrorExpr>(of.kind)) return unsupported("an expression with an error");
  if (const auto* tuple = std::get_if<sema::TupleExpr>(&of.kind)) {
    std::vector<std::pair<std::uint32_t, sema::ExprId>> fields;
    for (const sema::ExprId element : tuple->elements) fields.emplace_back(static_cast<std::uint32_t>(fields.size()), element);
    if (fields.empty()) return;
    return aggregate_into(destination, ty_of(id), 0, fields, {});
  }
  if (const auto* array = std::get_if<sema::ArrayExpr>(&of.kind)) {
    std::vector<std::pair<std::uint32_t, sema::ExprId>> fields;
    for (const sema::ExprId element : array->elements) fields.emplace_back(static_cast<std::uint32_t>(fields.size()), element);
    return aggregate_into(destination, ty_of(id), 0, fields, {});
  }
  if (const auto* cast = std::get_if<sema::CastExpr>(&of.kind); cast && cast->kind == sema::CastKind::NeverToAny) {
    as_statement(cast->operand);
    if (block_) terminate(mir::UnreachableTerm{});
    return;
  }
  if (is_place_expr(id)) {
    BuiltPlace place = as_place(id);
    assign_operand(destination, consume_as(resolved(place), of.ty));
    return;
  }
  push_scope(of.span);
  mir::Rvalue value = as_rvalue(id);
  discard_scope();
  assign(destination, std::move(value));
}

void BodyBuilder::as_statement(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const At at(*this, of.span);
  const sema::TyId ty = ty_of(id);
  if (is_constant_expr(id) && !mono_.needs_drop(ty)) {
    constant_of(id);   // must have a value, though nobody looks at it
    return;
  }
  const mir::TypeId mir_ty = type(ty);
  if (!mir_type(mir_ty).needs_drop && !may_need_drop(of.ty)) {
    if (is_place_expr(id)) {
      BuiltPlace place = as_place(id);
      if (!mir_type(mir_ty).is_sized) return;
      assign_operand({new_temp(mir_ty), {}}, consume_place(resolved(place)));
      return;
    }
    into({new_temp(mir_ty), {}}, id);
    return;
  }
  as_temp(id);
}

// ---- Blocks

void BodyBuilder::block_into(const mir::Place& destination, const sema::BlockExpr& block, Span span) {
  if (!block.label) return block_contents(destination, block, span);
  const mir::BlockId after = new_block();
  breakables_.push_back({block.label, after, {}, destination, scopes_.size()});
  block_contents(destination, block, span);
  breakables_.pop_back();
  if (block_) go(after);
  start(after);
}

void BodyBuilder::block_contents(const mir::Place& destination, const sema::BlockExpr& block, Span span) {
  const mir::ScopeId scope_before = scope_;
  const bool has_scope = !block.stmts.empty();
  if (has_scope) scope_ = new_source_scope(span);
  const std::size_t scope = push_scope(block.end_span);
  for (const sema::Stmt& stmt : block.stmts) {
    if (const auto* let = std::get_if<sema::LetStmt>(&stmt)) {
      let_statement(*let, scope);
      continue;
    }
    const sema::ExprStmt& statement = *std::get_if<sema::ExprStmt>(&stmt);
    const At at(*this, statement.span);
    const Terminating temporaries(*this, statement.span);
    as_statement(statement.expr);
  }
  if (block.tail) {
    if (source_.edition == syntax::Edition::E2024) {
      const Terminating temporaries(*this, expr(block.tail).span);
      into(destination, block.tail);
    } else {
      into(destination, block.tail);
    }
  }
  pop_scope();
  scope_ = scope_before;
}

void BodyBuilder::if_into(const mir::Place& destination, const sema::IfExpr& branch) {
  const mir::BlockId otherwise = new_block(), join = new_block();
  const std::size_t temp_scope_before = temp_scope_;
  const mir::ScopeId scope_before = scope_;
  const std::size_t scope = push_scope(expr(branch.then_expr).span);
  // From edition 2024 on, temporaries of `if let` are gone before `else`.
  if (source_.edition == syntax::Edition::E2024) temp_scope_ = scope;
  condition(branch.condition, {scope, otherwise});
  {
    const Terminating temporaries(*this, expr(branch.then_expr).span);
    into(destination, branch.then_expr);
  }
  pop_scope();
  temp_scope_ = temp_scope_before;
  scope_ = scope_before;
  if (block_) go(join);
  start(otherwise);
  if (branch.else_expr) {
    const Terminating temporaries(*this, expr(branch.else_expr).span);
    into(destination, branch.else_expr);
  }
  if (block_) go(join);
  start(join);
}

void BodyBuilder::logical_into(const mir::Place& destination, sema::ExprId id) {
  const mir::BlockId otherwise = new_block(), join = new_block();
  const Span span = expr(id).span;
  const std::size_t scope = push_scope(span);
  condition(id, {scope, otherwise});
  assign_operand(destination, bool_constant(true));
  pop_scope();
  go(join);
  start(otherwise);
  assign_operand(destination, bool_constant(false));
  go(join);
  start(join);
}

void BodyBuilder::loop_into(const mir::Place& destination, const sema::LoopExpr& loop, Span span) {
  const mir::BlockId head = new_block(), after = new_block();
  go(head);
  start(head);
  breakables_.push_back({loop.id, after, head, destination, scopes_.size()});
  {
    const Terminating temporaries(*this, span);
    into({new_temp(type(types().unit_)), {}}, loop.body);
  }
  breakables_.pop_back();
  if (block_) go(head);
  start(after);
}

// ---- Leaving

void BodyBuilder::break_to(const sema::BreakExpr& leave) {
  for (std::size_t i = breakables_.size(); i-- > 0;) {
    if (!(breakables_[i].id == leave.target)) continue;
    const Breakable target = breakables_[i];
    if (leave.value) into(target.destination, leave.value);
    exit_to(target.depth, target.break_block);
    return;
  }
  INVARIANT(false, "break names a loop or block around it");
}

void BodyBuilder::continue_to(const sema::ContinueExpr& leave) {
  for (std::size_t i = breakables_.size(); i-- > 0;) {
    if (!(breakables_[i].id == leave.target)) continue;
    current_block();
    exit_to(breakables_[i].depth, breakables_[i].continue_block);
    return;
  }
  INVARIANT(false, "continue names a loop around it");
}

void BodyBuilder::return_value(const sema::ReturnExpr& leave) {
  if (leave.value) into({mir::LocalId(0), {}}, leave.value);
  else current_block();
  exit_to(0, return_block_);
}

// ---- Assignments

void BodyBuilder::assign_expr(const sema::AssignExpr& assignment) {
  const sema::TyId ty = ty_of(assignment.place);
  const Span span = span_;
  push_scope(span);
  if (is_unit(types(), ty)) {
    as_statement(assignment.value);
    as_place(assignment.place);
  } else if (mono_.needs_drop(ty)) {
    // Never from where it stands: it may be a part of what is dropped first.
    mir::Operand value = as_operand(assignment.value, Later::MayChange);
    BuiltPlace place = as_place(assignment.place);
    const mir::Place target = resolved(place);
    discard_scope();
    drop_and_replace(target, std::move(value));
    return;
  } else if (is_constant_expr(assignment.value) || !is_pure(assignment.place)) {
    mir::Operand value = as_operand(assignment.value, Later::MayChange);
    BuiltPlace place = as_place(assignment.place);
    assign_operand(resolved(place), std::move(value));
  } else {
    mir::Rvalue value = as_rvalue(assignment.value);
    BuiltPlace place = as_place(assignment.place);
    assign(resolved(place), std::move(value));
  }
  discard_scope();
}

void BodyBuilder::drop_and_replace(const mir::Place& place, mir::Operand value) {
  // A panic in the old value's destructor leaves the new value in place.
  const mir::BlockId below = unwind_here();
  const mir::BlockId next = new_block(), cleanup = new_block(true);
  body_.blocks[cleanup.value].statements.push_back({mir::AssignStmt{place, mir::UseRvalue{value}}, span_, scope_});
  set_terminator_of(cleanup, {mir::GotoTerm{below ? below : resume_block()}, span_, scope_});
  terminate(mir::DropTerm{place, next, cleanup});
  start(next);
  assign_operand(place, std::move(value));
}

void BodyBuilder::compound_assign(const sema::CompoundAssignExpr& assignment) {
  const Span span = span_;
  push_scope(span);
  mir::Operand value = as_operand(assignment.value, is_pure(assignment.place) ? Later::Pure : Later::MayChange);
  BuiltPlace place = as_place(assignment.place);
  const mir::Place target = resolved(place);
  mir::Rvalue result = binary(assignment.op, copy_of(target), std::move(value), place.ty, ty_of(assignment.value));
  assign(target, std::move(result));
  discard_scope();
}

}  // namespace lower
