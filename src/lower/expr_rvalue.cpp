// Expressions as the right side of an assignment: borrows, operators, aggregates.

#include "lower/body_builder.h"

namespace lower {

mir::Rvalue BodyBuilder::as_rvalue(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const At at(*this, of.span);
  const sema::TyId ty = ty_of(id);
  if (const auto* unary_expr = std::get_if<sema::UnaryExpr>(&of.kind)) return unary(*unary_expr, ty);
  if (const auto* operation = std::get_if<sema::BinaryExpr>(&of.kind)) {
    std::vector<mir::Operand> sides = as_operands({operation->left, operation->right});
    return binary(operation->op, std::move(sides[0]), std::move(sides[1]), ty_of(operation->left), ty_of(operation->right));
  }
  if (const auto* reference = std::get_if<sema::BorrowExpr>(&of.kind)) return borrow(*reference, ty);
  if (const auto* raw = std::get_if<sema::RawBorrowExpr>(&of.kind)) {
    BuiltPlace place = as_place(raw->operand);
    return mir::RawRefRvalue{raw->mutability == sema::Mutability::Mutable, resolved(place)};
  }
  if (const auto* conversion = std::get_if<sema::CastExpr>(&of.kind);
      conversion && conversion->kind != sema::CastKind::NeverToAny)
    return cast(*conversion, ty);
  if (const auto* repeated = std::get_if<sema::RepeatExpr>(&of.kind)) return repeat(*repeated, ty);
  if (const auto* closure = std::get_if<sema::ClosureExpr>(&of.kind)) return closure_value(closure->closure, ty);
  return mir::UseRvalue{as_operand(id)};
}

/// What a constant's value borrows lies in memory that nobody may write: not through `&mut`, nor through
/// a cell.
void BodyBuilder::check_lasting_borrow(const sema::BorrowExpr& borrow) {
  if (!value_scope_ || extended_.at(borrow.operand) != *value_scope_ || mono_.is_for_borrowck()) return;
  const bool is_static = request_.key.kind == FnKey::Kind::Static;
  if (!is_static && request_.key.kind != FnKey::Kind::Const) return;
  const Span span = expr(borrow.operand).span;
  if (borrow.kind != sema::BorrowExpr::Kind::Shared) {
    if (is_static && program().statics.at(sema::StaticId(request_.key.id)).mutability == sema::Mutability::Mutable) return;
    program().diagnostics.add(diag::Kind::LastingMutableBorrow, span, "the value of a constant cannot hold a mutable borrow of a value made here");
  } else if (mir_type(ty_of(borrow.operand)).has_unsafe_cell) {
    program().diagnostics.add(diag::Kind::LastingCellBorrow, span, "the value of a constant cannot borrow a value made here that can be changed through the borrow")
        .with_help("make a static of the value, and borrow that");
  }
}

mir::Rvalue BodyBuilder::borrow(const sema::BorrowExpr& borrow, sema::TyId ty) {
  // Also a field of a constant: `&ORIGIN.x`.
  if (borrow.kind == sema::BorrowExpr::Kind::Shared && is_promotable(borrow.operand))
    return mir::UseRvalue{promote(borrow.operand, ty)};
  if (!is_place_expr(borrow.operand)) {
    const auto* array = std::get_if<sema::ArrayExpr>(&expr(borrow.operand).kind);
    const bool is_empty_array = array && array->elements.empty();
    const bool outlives_body = request_.key.kind != FnKey::Kind::Item && request_.key.kind != FnKey::Kind::Closure &&
                               extended_.count(borrow.operand) != 0;
    if (outlives_body) check_lasting_borrow(borrow);
    if (is_empty_array || outlives_body)
      return mir::UseRvalue{promote(borrow.operand, ty)};
  }
  BuiltPlace place = as_place(borrow.operand);
  mir::RefRvalue reference;
  reference.place = resolved(place);
  reference.is_implicit = borrow.is_implicit;
  switch (borrow.kind) {
    case sema::BorrowExpr::Kind::Shared: reference.kind = mir::BorrowKind::Shared; break;
    case sema::BorrowExpr::Kind::Mutable: reference.kind = mir::BorrowKind::Mutable; break;
    case sema::BorrowExpr::Kind::TwoPhase: reference.kind = mir::BorrowKind::TwoPhaseMutable; break;
  }
  return reference;
}

mir::Rvalue BodyBuilder::repeat(const sema::RepeatExpr& repeated, sema::TyId ty) {
  const std::uint64_t count = mir_type(ty).length;
  if (count == 0) {
    // The element is evaluated and dropped, unless it is a constant.
    if (!is_constant_expr(repeated.element)) as_temp(repeated.element);
    mir::AggregateRvalue empty;
    empty.type = type(ty);
    return empty;
  }
  return mir::RepeatRvalue{as_operand(repeated.element), count};
}

void BodyBuilder::adt_into(const mir::Place& destination, const sema::AdtExpr& adt, sema::TyId ty) {
  if (is_box(ty)) {
    // A Box is a pointer to us, whatever its fields are in std.
    push_scope(span_);
    mir::Operand pointer;
    for (const auto& [field, value] : adt.fields) {
      mir::Operand operand = as_operand(value, Later::MayChange);
      if (field == 0) pointer = std::move(operand);
    }
    discard_scope();
    mir::CastRvalue transmute;
    transmute.kind = mir::CastKind::Transmute;
    transmute.operand = std::move(pointer);
    transmute.type = type(ty);
    assign(destination, std::move(transmute));
    return;
  }
  aggregate_into(destination, ty, adt.variant, adt.fields, adt.base);
}

void BodyBuilder::aggregate_into(const mir::Place& destination, sema::TyId ty, std::uint32_t variant,
                                 const std::vector<std::pair<std::uint32_t, sema::ExprId>>& fields,
                                 sema::ExprId base) {
  push_scope(span_);
  mir::AggregateRvalue value;
  value.type = type(ty);
  value.variant = variant;
  std::vector<sema::ExprId> written;
  for (const auto& [field, part] : fields) written.push_back(part);
  // What is read where it stands must not be what is being written.
  const bool has_base = static_cast<bool>(base);
  std::vector<mir::Operand> operands;
  if (has_base) {
    for (const sema::ExprId part : written) operands.push_back(as_operand(part, is_pure(base) ? Later::Pure : Later::MayChange));
  } else {
    operands = as_operands(written);
  }
  for (std::size_t i = 0; i < fields.size(); ++i) value.fields.emplace_back(fields[i].first, std::move(operands[i]));
  if (has_base) {
    // The fields that are not written come from the base, each by itself.
    const BuiltPlace rest = as_place(base);
    const std::size_t count = mir_type(ty).variants[variant].fields.size();
    for (std::uint32_t i = 0; i < count; ++i) {
      bool is_written = false;
      for (const auto& [field, part] : fields) is_written |= field == i;
      if (!is_written) value.fields.emplace_back(i, consume(field(rest, i)));
    }
  }
  discard_scope();
  assign(destination, std::move(value));
}

}  // namespace lower
