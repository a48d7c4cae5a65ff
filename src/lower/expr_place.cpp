// Expressions as places: variables, fields, elements, what pointers point to. Any other expression
// is evaluated into a temporary, which is the place.

#include "lower/body_builder.h"

namespace lower {

bool BodyBuilder::is_place_expr(sema::ExprId id) const {
  const auto& kind = expr(id).kind;
  return std::holds_alternative<sema::LocalRef>(kind) || std::holds_alternative<sema::StaticRef>(kind) ||
         std::holds_alternative<sema::DerefExpr>(kind) || std::holds_alternative<sema::FieldExpr>(kind) ||
         std::holds_alternative<sema::IndexExpr>(kind);
}

BuiltPlace BodyBuilder::as_place(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const At at(*this, of.span);
  if (const auto* local = std::get_if<sema::LocalRef>(&of.kind)) return variable(local->local);
  if (const auto* item = std::get_if<sema::StaticRef>(&of.kind)) return static_place(item->item);
  if (const auto* pointer = std::get_if<sema::DerefExpr>(&of.kind)) return deref(as_place(pointer->operand));
  if (const auto* part = std::get_if<sema::FieldExpr>(&of.kind)) return field(as_place(part->base), part->field);
  if (const auto* index = std::get_if<sema::IndexExpr>(&of.kind)) return index_place(*index);
  const mir::LocalId temp = as_temp(id);
  return local_place(temp, ty_of(id));
}

BuiltPlace BodyBuilder::index_place(const sema::IndexExpr& index) {
  BuiltPlace base = as_place(index.base);
  const mir::TypeId usize = type(types().usize_);
  // Its own local, so that the index checked is the index used.
  const mir::LocalId at = new_temp(usize);
  into({at, {}}, index.index);
  const sema::Ty of = types()[base.ty];
  const mir::TypeId bool_type = type(types().bool_);
  mir::Operand length;
  // With a const parameter, as the borrow checker sees it, the length is not known.
  if (of.kind == sema::TyKind::Array && types()[of.args[1]].kind == sema::TyKind::ConstValue) {
    length = usize_constant(mir_type(base.ty).length);
  } else {
    const mir::LocalId counted = new_temp(usize);
    assign({counted, {}}, mir::LenRvalue{resolved(base)});
    length = copy_of({counted, {}});
  }
  const mir::LocalId in_bounds = new_temp(bool_type);
  assign({in_bounds, {}}, mir::BinaryRvalue{mir::BinaryOp::Lt, copy_of({at, {}}), length});
  assert_that(copy_of({in_bounds, {}}), true, mir::AssertKind::BoundsCheck, mir::BinaryOp::Add, length, copy_of({at, {}}));
  return project(std::move(base), {mir::Projection::Kind::Index, at.value, 0, false, {}}, of.args[0]);
}

mir::LocalId BodyBuilder::as_temp(sema::ExprId id) {
  const std::size_t scope = temp_scope_of(id);
  const mir::LocalId temp = new_local(type(ty_of(id)));
  body_.locals[temp.value].is_mutable = true;
  note_written(temp, expr(id).ty);
  push(mir::StorageLiveStmt{temp});
  schedule_storage(temp, scope);
  into({temp, {}}, id);
  schedule_value(temp, scope);
  return temp;
}

}  // namespace lower
