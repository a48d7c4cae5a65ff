// Conditions of `if`, `while` and guards: `&&`, `||`, `!` and `let` decide by jumps. Code goes on in
// the current block if the condition holds.

#include "lower/body_builder.h"

namespace lower {

bool BodyBuilder::has_let(sema::ExprId id) const {
  if (!id) return false;
  const auto& kind = expr(id).kind;
  if (std::holds_alternative<sema::LetExpr>(kind)) return true;
  if (const auto* both = std::get_if<sema::LogicalExpr>(&kind)) return has_let(both->left) || has_let(both->right);
  return false;
}

void BodyBuilder::condition(sema::ExprId id, const ElseTarget& otherwise) {
  const sema::Expr& of = expr(id);
  const At at(*this, of.span);
  if (const auto* let = std::get_if<sema::LetExpr>(&of.kind)) return let_condition(*let, of.span, otherwise);
  if (const auto* logical = std::get_if<sema::LogicalExpr>(&of.kind)) {
    if (logical->is_and) {
      condition(logical->left, otherwise);
      condition(logical->right, otherwise);
      return;
    }
    const mir::BlockId holds = new_block(), next = new_block();
    const std::size_t depth = push_scope(of.span);
    condition(logical->left, {depth, next});
    pop_scope();
    go(holds);
    start(next);
    condition(logical->right, otherwise);
    go(holds);
    start(holds);
    return;
  }
  if (const auto* unary_expr = std::get_if<sema::UnaryExpr>(&of.kind);
      unary_expr && unary_expr->op == sema::UnaryOp::Not && std::holds_alternative<sema::LogicalExpr>(expr(unary_expr->operand).kind)) {
    const mir::BlockId holds = new_block();
    const std::size_t depth = push_scope(of.span);
    condition(unary_expr->operand, {depth, holds});
    pop_scope();
    current_block();
    exit_to(otherwise.depth, otherwise.block);
    start(holds);
    return;
  }
  if (const auto value = mono_.is_for_borrowck() ? std::nullopt : constant_bits(id)) {
    if (*value == 0) {
      current_block();
      exit_to(otherwise.depth, otherwise.block);
    }
    return;
  }
  mir::Operand value;
  {
    Terminating temporaries(*this, of.span);
    value = as_operand(id);
    // The value outlives the temporaries it may be a part of.
    if (!scopes_.back().drops.empty() && value.kind != mir::Operand::Kind::Constant)
      value = copy_of({operand_in_temp(std::move(value), type(types().bool_)), {}});
  }
  const mir::BlockId holds = new_block(), fails = new_block();
  terminate(mir::SwitchTerm{std::move(value), {{0, fails}}, holds});
  start(fails);
  exit_to(otherwise.depth, otherwise.block);
  start(holds);
}

void BodyBuilder::let_condition(const sema::LetExpr& let, Span span, const ElseTarget& otherwise) {
  const std::size_t scope = top_scope();
  std::vector<sema::LocalId> bound;
  declare_bindings(let.pattern, bound);
  const BuiltPlace place = as_place(let.value);
  fake_read(place, expr(let.value).span);
  const Matching matching(*this, expr(let.value).span);
  const mir::BlockId failed = new_block(), holds = new_block();
  std::vector<Candidate> candidates{new_candidate(place, let.pattern, 0, false)};
  match_steps_ = 0;
  match_candidates(std::move(candidates), failed, [&](const Candidate& candidate, mir::BlockId) {
    bind(candidate);
    go(holds);
  });
  start(failed);
  exit_to(otherwise.depth, otherwise.block);
  start(holds);
  for (const sema::LocalId local : bound) schedule_variable(local, scope);
  scope_ = new_source_scope(span);
}

}  // namespace lower
