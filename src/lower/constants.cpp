// Literals, constants, statics, and the promotion of constant expressions: `&1` borrows a global, so
// that the reference is valid for the whole run.

#include <cstring>

#include "base/bits.h"
#include "lower/body_builder.h"

namespace lower {

using sema::TyKind;

namespace {

/// The value of an integer operation, unless it overflows or divides.
std::optional<unsigned __int128> fold(sema::BinaryOp op, unsigned __int128 left, unsigned __int128 right, std::uint32_t bits, bool is_signed) {
  if (bits > 64) return std::nullopt;
  const auto widen = [&](unsigned __int128 value) {
    __int128 wide = static_cast<__int128>(value & mask_of(bits));
    if (is_signed && ((value >> (bits - 1)) & 1)) wide -= static_cast<__int128>(1) << bits;
    return wide;
  };
  const __int128 a = widen(left), b = widen(right);
  __int128 result = 0;
  switch (op) {
    case sema::BinaryOp::Add: result = a + b; break;
    case sema::BinaryOp::Sub: result = a - b; break;
    case sema::BinaryOp::Mul: {
      if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
      break;
    }
    case sema::BinaryOp::BitAnd: result = a & b; break;
    case sema::BinaryOp::BitOr: result = a | b; break;
    case sema::BinaryOp::BitXor: result = a ^ b; break;
    default: return std::nullopt;
  }
  if (widen(static_cast<unsigned __int128>(result) & mask_of(bits)) != result) return std::nullopt;
  return static_cast<unsigned __int128>(result) & mask_of(bits);
}

}  // namespace

mir::Operand BodyBuilder::constant_of(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const sema::TyId ty = ty_of(id);
  if (const auto* text = std::get_if<sema::Literal>(&of.kind)) return literal(*text, ty);
  mir::Constant value;
  value.type = type(ty);
  if (mono_.is_for_borrowck()) {
    // The numbers of named constants tell which operations must fail.
    if (std::holds_alternative<sema::ConstRef>(of.kind))
      if (const auto bits = constant_bits(id)) return scalar(value.type, *bits);
    return constant(std::move(value));
  }
  if (const auto* parameter = std::get_if<sema::ConstParamRef>(&of.kind)) return const_value(concrete(parameter->param), ty);
  if (const auto* offset = std::get_if<sema::OffsetOfExpr>(&of.kind)) {
    std::uint64_t at = 0;
    mir::TypeId holder = type(concrete(offset->of));
    for (const std::uint32_t index : offset->fields) {
      const mir::Field field = mir_type(holder).variants[0].fields[index];
      at += field.offset;
      holder = field.type;
    }
    return usize_constant(at);
  }
  if (const auto* item = std::get_if<sema::ConstRef>(&of.kind)) {
    if (const auto bits = constant_bits(id)) return scalar(value.type, *bits);
    const auto [resolved_id, args] = sema::resolve_const(program(), item->item, concrete(item->args));
    value.kind = mir::Constant::Kind::GlobalValue;
    value.global = mono_.const_item(resolved_id, args);
  }
  return constant(std::move(value));
}

mir::Operand BodyBuilder::literal(const sema::Literal& literal, sema::TyId ty) {
  const mir::TypeId mir_ty = type(ty);
  switch (literal.kind) {
    case sema::Literal::Kind::Scalar: return scalar(mir_ty, types()[ty].kind == TyKind::Int ? literal.bits & mask_of(mir_type(mir_ty).bits) : literal.bits);
    case sema::Literal::Kind::Float: {
      std::uint64_t bits = 0;
      if (mir_type(mir_ty).bits == 32) {
        const float narrow = literal.narrow;
        std::uint32_t narrow_bits;
        std::memcpy(&narrow_bits, &narrow, sizeof narrow);
        bits = narrow_bits;
      } else {
        std::memcpy(&bits, &literal.floating, sizeof bits);
      }
      return scalar(mir_ty, bits);
    }
    case sema::Literal::Kind::Str:
    case sema::Literal::Kind::ByteStr:
    case sema::Literal::Kind::CStr: {
      mir::Constant value;
      value.kind = mir::Constant::Kind::GlobalAddress;
      value.type = mir_ty;
      value.length = literal.bytes.size();
      const sema::TyId content = literal.kind == sema::Literal::Kind::ByteStr
                                     ? types().array(types().u8_, types().const_value(literal.bytes.size(), types().usize_))
                                     : types().str_;
      value.global = mono_.bytes(literal.bytes, type(content));
      return constant(std::move(value));
    }
  }
  return {};
}

mir::Operand BodyBuilder::const_value(sema::TyId value_ty, sema::TyId ty) {
  INVARIANT(types()[value_ty].kind == TyKind::ConstValue, "a const parameter stands for a value");
  return scalar(type(ty), types()[value_ty].value);
}

std::optional<unsigned __int128> BodyBuilder::constant_bits(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const sema::TyId ty = ty_of(id);
  const TyKind kind = types()[ty].kind;
  if (kind != TyKind::Int && kind != TyKind::Bool && kind != TyKind::Char) return std::nullopt;
  if (const auto* text = std::get_if<sema::Literal>(&of.kind)) return kind == TyKind::Int ? text->bits & mask_of(mir_type(ty).bits) : text->bits;
  if (const auto* parameter = std::get_if<sema::ConstParamRef>(&of.kind)) {
    const sema::Ty& given = types()[concrete(parameter->param)];
    return given.kind == TyKind::ConstValue ? std::optional(given.value) : std::nullopt;
  }
  if (const auto* item = std::get_if<sema::ConstRef>(&of.kind)) {
    for (const sema::TyId arg : concrete(item->args))
      if (types().flags(arg).has_param) return std::nullopt;
    const auto [resolved_id, args] = sema::resolve_const(program(), item->item, concrete(item->args));
    const sema::ConstResult result = sema::evaluate_const_item(program(), resolved_id, args);
    if (!result.is_known) return std::nullopt;
    return kind == TyKind::Int ? result.bits & mask_of(mir_type(ty).bits) : result.bits;
  }
  return known_int(id);
}

std::optional<unsigned __int128> BodyBuilder::known_int(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const sema::TyId ty = ty_of(id);
  if (types()[ty].kind != TyKind::Int) return std::nullopt;
  const std::uint32_t bits = mir_type(ty).bits;
  if (const auto* operation = std::get_if<sema::UnaryExpr>(&of.kind)) {
    const auto value = constant_bits(operation->operand);
    if (!value) return std::nullopt;
    if (operation->op == sema::UnaryOp::Not) return ~*value & mask_of(bits);
    const bool is_literal = std::holds_alternative<sema::Literal>(expr(operation->operand).kind);
    if (!is_literal && *value == static_cast<unsigned __int128>(1) << (bits - 1)) return std::nullopt;
    return (0 - *value) & mask_of(bits);
  }
  if (const auto* operation = std::get_if<sema::BinaryExpr>(&of.kind)) {
    const auto left = constant_bits(operation->left);
    const auto right = left ? constant_bits(operation->right) : std::nullopt;
    if (right) return fold(operation->op, *left, *right, bits, mir_type(ty).is_signed);
  }
  return std::nullopt;
}

BuiltPlace BodyBuilder::static_place(sema::StaticId item) {
  const sema::StaticDef& def = program().statics.at(item);
  const sema::TyId ty = mono_.normalize(def.ty, {});
  const bool is_raw = def.mutability == sema::Mutability::Mutable || def.is_foreign || def.is_thread_local;
  const sema::TyId pointer_ty = is_raw ? types().raw_ptr(ty, sema::Mutability::Mutable) : types().ref(ty, sema::Mutability::Shared);
  mir::Constant address;
  address.kind = mir::Constant::Kind::GlobalAddress;
  address.type = type(pointer_ty);
  address.global = mono_.static_item(item);
  const mir::LocalId pointer = operand_in_temp(constant(std::move(address)), type(pointer_ty));
  return deref(local_place(pointer, pointer_ty));
}

// ---- Promotion

bool BodyBuilder::is_promotable(sema::ExprId id) {
  const sema::Expr& of = expr(id);
  const auto all = [this](const auto& list) {
    for (const sema::ExprId part : list)
      if (!is_promotable(part)) return false;
    return true;
  };
  if (std::holds_alternative<sema::Literal>(of.kind) || std::holds_alternative<sema::ZeroSized>(of.kind) ||
      std::holds_alternative<sema::ConstParamRef>(of.kind) || std::holds_alternative<sema::OffsetOfExpr>(of.kind))
    return true;
  if (std::holds_alternative<sema::ConstRef>(of.kind)) {
    const mir::Type& value_type = mir_type(ty_of(id));
    return !value_type.needs_drop && !value_type.has_unsafe_cell;
  }
  if (const auto* tuple = std::get_if<sema::TupleExpr>(&of.kind)) return all(tuple->elements);
  if (const auto* array = std::get_if<sema::ArrayExpr>(&of.kind)) return all(array->elements);
  if (const auto* repeated = std::get_if<sema::RepeatExpr>(&of.kind)) return is_promotable(repeated->element);
  if (const auto* adt = std::get_if<sema::AdtExpr>(&of.kind)) {
    const sema::AdtDef& def = program().adts.at(adt->adt);
    if (adt->base || def.drop_fn || def.is_unsafe_cell || def.is_box || def.kind == sema::AdtKind::Union) return false;
    for (const auto& [field, value] : adt->fields)
      if (!is_promotable(value)) return false;
    return true;
  }
  if (const auto* call = std::get_if<sema::CallExpr>(&of.kind)) {
    const sema::Ty callee = types()[ty_of(call->callee)];
    if (callee.kind != TyKind::Ctor) return false;
    const sema::AdtDef& def = program().adts.at(callee.adt());
    return !def.drop_fn && !def.is_unsafe_cell && all(call->arguments);
  }
  if (const auto* operation = std::get_if<sema::UnaryExpr>(&of.kind))
    return types()[ty_of(id)].kind == TyKind::Int ? known_int(id).has_value() : is_promotable(operation->operand);
  if (const auto* operation = std::get_if<sema::BinaryExpr>(&of.kind)) {
    const bool is_division = operation->op == sema::BinaryOp::Div || operation->op == sema::BinaryOp::Rem;
    // With a const parameter: decided for each of its values when the program runs.
    if (types()[ty_of(id)].kind == TyKind::Int && (is_division || !mono_.is_for_borrowck())) return known_int(id).has_value();
    return is_promotable(operation->left) && is_promotable(operation->right);
  }
  if (const auto* written = std::get_if<sema::ClosureExpr>(&of.kind)) {
    const sema::Closure& closure = program().closures.at(written->closure);
    return closure.captures.empty() && !closure.is_coroutine && !closure.is_async_closure;
  }
  if (const auto* part = std::get_if<sema::FieldExpr>(&of.kind)) return is_promotable(part->base);
  if (const auto* element = std::get_if<sema::IndexExpr>(&of.kind)) {
    const auto index = constant_bits(element->index);
    return index && types()[ty_of(element->base)].kind == TyKind::Array && *index < mir_type(ty_of(element->base)).length && is_promotable(element->base);
  }
  if (const auto* borrow = std::get_if<sema::BorrowExpr>(&of.kind))
    return borrow->kind == sema::BorrowExpr::Kind::Shared && is_promotable(borrow->operand);
  if (const auto* conversion = std::get_if<sema::CastExpr>(&of.kind))
    return conversion->kind != sema::CastKind::NeverToAny && conversion->kind != sema::CastKind::PtrToAddr && is_promotable(conversion->operand);
  return false;
}

mir::Operand BodyBuilder::promote(sema::ExprId value, sema::TyId reference_ty) {
  BodyRequest request = request_;
  request.key.kind = FnKey::Kind::Promoted;
  const mir::TypeId value_type = type(ty_of(value));
  mir::Constant address;
  address.kind = mir::Constant::Kind::GlobalAddress;
  address.type = type(reference_ty);
  // An item stands at one address, however often it is borrowed.
  const auto* item = std::get_if<sema::ConstRef>(&expr(value).kind);
  mir::GlobalId* known = nullptr;
  if (item && !mono_.is_for_borrowck()) {
    auto [own, args] = sema::resolve_const(program(), item->item, concrete(item->args));
    known = &mono_.borrowed_const(own, std::move(args));
  }
  address.global = known && *known ? *known : mono_.promoted(BodyBuilder(mono_, request).lower_promoted(value), value_type);
  if (known) *known = address.global;
  return constant(std::move(address));
}

}  // namespace lower
