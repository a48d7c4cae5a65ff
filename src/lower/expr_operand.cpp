// Expressions as operands of a statement or call. A constant is used as it is; a place is used where
// it stands if nothing that is evaluated before the use can change it; everything else is put into a
// temporary of its own, in the order written.

#include "lower/body_builder.h"

namespace lower {

bool BodyBuilder::is_constant_expr(sema::ExprId id) const {
  const auto& kind = expr(id).kind;
  return std::holds_alternative<sema::Literal>(kind) || std::holds_alternative<sema::ConstRef>(kind) ||
         std::holds_alternative<sema::ZeroSized>(kind) || std::holds_alternative<sema::ConstParamRef>(kind) ||
         std::holds_alternative<sema::OffsetOfExpr>(kind);
}

bool BodyBuilder::is_pure(sema::ExprId id) const {
  const sema::Expr& of = expr(id);
  if (is_constant_expr(id) || std::holds_alternative<sema::LocalRef>(of.kind) || std::holds_alternative<sema::StaticRef>(of.kind)) return true;
  const auto all = [this](const auto& list) {
    for (const sema::ExprId part : list)
      if (!is_pure(part)) return false;
    return true;
  };
  if (const auto* pointer = std::get_if<sema::DerefExpr>(&of.kind)) return is_pure(pointer->operand);
  if (const auto* part = std::get_if<sema::FieldExpr>(&of.kind)) return is_pure(part->base);
  if (const auto* index = std::get_if<sema::IndexExpr>(&of.kind)) return is_pure(index->base) && is_pure(index->index);
  if (const auto* unary = std::get_if<sema::UnaryExpr>(&of.kind)) return is_pure(unary->operand);
  if (const auto* binary = std::get_if<sema::BinaryExpr>(&of.kind)) return is_pure(binary->left) && is_pure(binary->right);
  // Not `&mut`: a read after it would end it.
  if (const auto* borrow = std::get_if<sema::BorrowExpr>(&of.kind))
    return borrow->kind == sema::BorrowExpr::Kind::Shared && is_pure(borrow->operand);
  if (const auto* tuple = std::get_if<sema::TupleExpr>(&of.kind)) return all(tuple->elements);
  if (const auto* cast = std::get_if<sema::CastExpr>(&of.kind)) return cast->kind != sema::CastKind::NeverToAny && is_pure(cast->operand);
  return false;
}

mir::LocalId BodyBuilder::operand_in_temp(mir::Operand operand, mir::TypeId type) {
  const mir::LocalId temp = new_temp(type);
  assign_operand({temp, {}}, std::move(operand));
  return temp;
}

mir::Operand BodyBuilder::as_operand(sema::ExprId id, Later later) {
  const At at(*this, expr(id).span);
  // A constant with a destructor is dropped if what is evaluated after it leaves.
  if (is_constant_expr(id) && (later == Later::Pure || !mir_type(ty_of(id)).needs_drop)) return constant_of(id);
  // For the checks each operand has a statement of its own, whose span says where it is used.
  if (is_place_expr(id) && later == Later::Pure && !mono_.is_for_borrowck()) {
    BuiltPlace place = as_place(id);
    return consume_as(resolved(place), expr(id).ty);
  }
  const mir::LocalId temp = new_temp(type(ty_of(id)));
  note_written(temp, expr(id).ty);
  into({temp, {}}, id);
  schedule_value(temp, top_scope());
  return consume_as({temp, {}}, expr(id).ty);
}

std::vector<mir::Operand> BodyBuilder::as_operands(const std::vector<sema::ExprId>& ids) {
  std::size_t last_changing = 0;   // one past the last expression that may change something
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (!is_pure(ids[i])) last_changing = i + 1;
  std::vector<mir::Operand> operands;
  for (std::size_t i = 0; i < ids.size(); ++i)
    operands.push_back(as_operand(ids[i], i + 1 < last_changing ? Later::MayChange : Later::Pure));
  return operands;
}

}  // namespace lower
