// How long temporaries live: to the end of the innermost terminating scope (a statement, a condition,
// an arm; from edition 2024 also a block's tail), or as long as the variable that `let` makes, if the
// initializer borrows them in one of the forms the Reference lists under "temporary lifetime extension".

#include "lower/body_builder.h"

namespace lower {

std::size_t BodyBuilder::temp_scope_of(sema::ExprId id) const {
  const auto found = extended_.find(id);
  return found == extended_.end() ? temp_scope_ : found->second;
}

namespace {

/// What an overloaded `*` or `[…]` is asked of: the borrow that the call of deref or index was given.
/// An array lent to `[..]` is made a slice between the borrow and the call.
sema::ExprId borrow_of_place(const sema::Body& body, const sema::Expr& of) {
  const auto* call = std::get_if<sema::CallExpr>(&of.kind);
  if (!call || !call->is_of_place) return {};
  sema::ExprId lent = call->arguments[0];
  const auto* cast = std::get_if<sema::CastExpr>(&body.exprs[lent].kind);
  if (cast && cast->kind == sema::CastKind::Unsize) lent = cast->operand;
  const auto* borrow = std::get_if<sema::BorrowExpr>(&body.exprs[lent].kind);
  return borrow && borrow->is_implicit ? lent : sema::ExprId();
}

/// The calls that `format_args!` makes hand on what they are given as the fields of a struct do.
bool belongs_to_format_args(const sema::Program& program, sema::FnId callee) {
  const sema::Ty& made = program.types[program.fns.at(callee).output];
  return callee == program.lang.fn("format_arguments_new") ||
         (made.kind == sema::TyKind::Adt && made.adt() == program.lang.adt("format_argument"));
}

}  // namespace

/// The expression whose temporary it would be, and those it is a part of: `&temp().field[i]`.
void BodyBuilder::extend_operand(sema::ExprId operand, std::size_t scope) {
  while (true) {
    extended_[operand] = scope;
    const sema::Expr& of = expr(operand);
    if (const auto* borrow = std::get_if<sema::BorrowExpr>(&of.kind)) operand = borrow->operand;
    else if (const auto* deref = std::get_if<sema::DerefExpr>(&of.kind)) operand = deref->operand;
    else if (const auto* field = std::get_if<sema::FieldExpr>(&of.kind)) operand = field->base;
    else if (const auto* index = std::get_if<sema::IndexExpr>(&of.kind)) operand = index->base;
    else if (const sema::ExprId place = borrow_of_place(source_, of)) operand = place;
    else return;
  }
}

void BodyBuilder::extend_temporaries(sema::ExprId initializer, std::size_t scope) {
  if (!initializer) return;
  const sema::Expr& of = expr(initializer);
  if (const auto* borrow = std::get_if<sema::BorrowExpr>(&of.kind)) {
    if (borrow->is_implicit) {
      // A reborrow that a coercion added is not there for the rule.
      if (const auto* deref = std::get_if<sema::DerefExpr>(&expr(borrow->operand).kind)) {
        const sema::ExprId place = borrow_of_place(source_, expr(deref->operand));
        extend_temporaries(place ? place : deref->operand, scope);
      }
      return;
    }
    extend_temporaries(borrow->operand, scope);
    extend_operand(borrow->operand, scope);
  } else if (const auto* raw = std::get_if<sema::RawBorrowExpr>(&of.kind)) {
    extend_temporaries(raw->operand, scope);
    extend_operand(raw->operand, scope);
  } else if (const auto* adt = std::get_if<sema::AdtExpr>(&of.kind)) {
    for (const auto& [field, value] : adt->fields) extend_temporaries(value, scope);
  } else if (const auto* tuple = std::get_if<sema::TupleExpr>(&of.kind)) {
    for (const sema::ExprId element : tuple->elements) extend_temporaries(element, scope);
  } else if (const auto* array = std::get_if<sema::ArrayExpr>(&of.kind)) {
    for (const sema::ExprId element : array->elements) extend_temporaries(element, scope);
  } else if (const auto* cast = std::get_if<sema::CastExpr>(&of.kind)) {
    extend_temporaries(cast->operand, scope);
  } else if (const auto* block = std::get_if<sema::BlockExpr>(&of.kind)) {
    extend_temporaries(block->tail, scope);
  } else if (const auto* branch = std::get_if<sema::IfExpr>(&of.kind)) {
    extend_temporaries(branch->then_expr, scope);
    extend_temporaries(branch->else_expr, scope);
  } else if (const auto* match = std::get_if<sema::MatchExpr>(&of.kind)) {
    for (const sema::Arm& arm : match->arms) extend_temporaries(arm.body, scope);
    // The arguments of `format_args!` that are used twice.
    const sema::ExprId bundle = match->arms.size() == 1 ? match->scrutinee : sema::ExprId();
    const auto* borrow = bundle ? std::get_if<sema::BorrowExpr>(&expr(bundle).kind) : nullptr;
    const auto* binding = borrow ? std::get_if<sema::BindingPat>(&pat(match->arms[0].pattern).kind) : nullptr;
    if (binding && !source_.locals[binding->local].is_user) extend_temporaries(bundle, scope);
  } else if (const auto* call = std::get_if<sema::CallExpr>(&of.kind)) {
    const sema::Ty& callee = types()[concrete(expr(call->callee).ty)];
    const bool is_format = callee.kind == sema::TyKind::FnDef && belongs_to_format_args(program(), callee.fn());
    if (callee.kind == sema::TyKind::Ctor || is_format)
      for (const sema::ExprId argument : call->arguments) extend_temporaries(argument, scope);
  }
}

bool BodyBuilder::pattern_binds_by_reference(sema::PatId id) const {
  if (!id) return false;
  const sema::Pat& of = pat(id);
  const auto any = [this](const auto& list) {
    for (const auto& [field, inner] : list)
      if (pattern_binds_by_reference(inner)) return true;
    return false;
  };
  if (const auto* binding = std::get_if<sema::BindingPat>(&of.kind))
    return binding->mode != sema::BindingMode::ByValue || pattern_binds_by_reference(binding->subpattern);
  if (const auto* variant = std::get_if<sema::VariantPat>(&of.kind)) return any(variant->fields);
  if (const auto* leaf = std::get_if<sema::LeafPat>(&of.kind)) return any(leaf->fields);
  if (const auto* slice = std::get_if<sema::SlicePat>(&of.kind)) {
    for (const sema::PatId inner : slice->prefix)
      if (pattern_binds_by_reference(inner)) return true;
    for (const sema::PatId inner : slice->suffix)
      if (pattern_binds_by_reference(inner)) return true;
    return pattern_binds_by_reference(slice->middle);
  }
  if (const auto* alternatives = std::get_if<sema::OrPat>(&of.kind)) {
    for (const sema::PatId inner : alternatives->alternatives)
      if (pattern_binds_by_reference(inner)) return true;
  }
  return false;
}

}  // namespace lower
