// Built-in operators, with the checks that a debug build makes: overflow, division by zero, shift
// amounts. A check that a constant operand settles is left out.

#include "base/bits.h"
#include "lower/body_builder.h"

namespace lower {

using sema::BinaryOp;
using sema::TyKind;

namespace {

mir::BinaryOp mir_op(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add: return mir::BinaryOp::Add;
    case BinaryOp::Sub: return mir::BinaryOp::Sub;
    case BinaryOp::Mul: return mir::BinaryOp::Mul;
    case BinaryOp::Div: return mir::BinaryOp::Div;
    case BinaryOp::Rem: return mir::BinaryOp::Rem;
    case BinaryOp::BitAnd: return mir::BinaryOp::BitAnd;
    case BinaryOp::BitOr: return mir::BinaryOp::BitOr;
    case BinaryOp::BitXor: return mir::BinaryOp::BitXor;
    case BinaryOp::Shl: return mir::BinaryOp::Shl;
    case BinaryOp::Shr: return mir::BinaryOp::Shr;
    case BinaryOp::Eq: return mir::BinaryOp::Eq;
    case BinaryOp::Ne: return mir::BinaryOp::Ne;
    case BinaryOp::Lt: return mir::BinaryOp::Lt;
    case BinaryOp::Le: return mir::BinaryOp::Le;
    case BinaryOp::Gt: return mir::BinaryOp::Gt;
    case BinaryOp::Ge: return mir::BinaryOp::Ge;
    case BinaryOp::And:
    case BinaryOp::Or: break;
  }
  INVARIANT(false, "&& and || are conditions, not operators");
  return mir::BinaryOp::Eq;
}

std::optional<unsigned __int128> known(const mir::Operand& operand) {
  if (operand.kind != mir::Operand::Kind::Constant || operand.constant.kind != mir::Constant::Kind::Scalar) return std::nullopt;
  return operand.constant.bits;
}

unsigned __int128 smallest_of(std::uint32_t bits) { return static_cast<unsigned __int128>(1) << (bits - 1); }

}  // namespace

mir::Operand BodyBuilder::compare(mir::BinaryOp op, mir::Operand left, mir::Operand right) {
  const mir::LocalId result = new_temp(type(types().bool_));
  assign({result, {}}, mir::BinaryRvalue{op, std::move(left), std::move(right)});
  return copy_of({result, {}});
}

mir::Rvalue BodyBuilder::unary(const sema::UnaryExpr& operation, sema::TyId ty) {
  const mir::TypeId mir_ty = type(ty);
  const std::uint32_t bits = mir_type(mir_ty).bits;
  const bool is_int = mir_type(mir_ty).kind == mir::TypeKind::Int;
  if (operation.op == sema::UnaryOp::Not) return mir::UnaryRvalue{mir::UnaryOp::Not, as_operand(operation.operand)};
  if (const auto value = constant_bits(operation.operand); value && is_int) {
    const auto* literal = std::get_if<sema::Literal>(&expr(operation.operand).kind);
    if (literal || *value != smallest_of(bits)) return mir::UseRvalue{scalar(mir_ty, (0 - *value) & mask_of(bits))};
  }
  mir::Operand operand = as_operand(operation.operand);
  if (is_int && mir_type(mir_ty).is_signed) {
    mir::Operand is_smallest = compare(mir::BinaryOp::Eq, operand, scalar(mir_ty, smallest_of(bits)));
    assert_that(std::move(is_smallest), false, mir::AssertKind::OverflowNeg, mir::BinaryOp::Sub, operand);
  }
  return mir::UnaryRvalue{mir::UnaryOp::Neg, std::move(operand)};
}

mir::Rvalue BodyBuilder::binary(BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId left_ty, sema::TyId right_ty) {
  const mir::BinaryOp simple = mir_op(op);
  const bool is_int = types()[left_ty].kind == TyKind::Int;
  if (!is_int) return mir::BinaryRvalue{simple, std::move(left), std::move(right)};
  switch (op) {
    case BinaryOp::Add:
    case BinaryOp::Sub:
    case BinaryOp::Mul: {
      const mir::BinaryOp checked = op == BinaryOp::Add   ? mir::BinaryOp::CheckedAdd
                                    : op == BinaryOp::Sub ? mir::BinaryOp::CheckedSub
                                                          : mir::BinaryOp::CheckedMul;
      const sema::TyId pair_ty = types().tuple({left_ty, types().bool_});
      const mir::LocalId pair = new_temp(type(pair_ty));
      assign({pair, {}}, mir::BinaryRvalue{checked, left, right});
      const BuiltPlace whole = local_place(pair, pair_ty);
      assert_that(copy_of(field(whole, 1).place), false, mir::AssertKind::Overflow, simple, std::move(left), std::move(right));
      return mir::UseRvalue{copy_of(field(whole, 0).place)};
    }
    case BinaryOp::Div:
    case BinaryOp::Rem: return divide(simple, std::move(left), std::move(right), left_ty);
    case BinaryOp::Shl:
    case BinaryOp::Shr: return shift(simple, std::move(left), std::move(right), left_ty, right_ty);
    default: return mir::BinaryRvalue{simple, std::move(left), std::move(right)};
  }
}

mir::Rvalue BodyBuilder::divide(mir::BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId ty) {
  const mir::TypeId mir_ty = type(ty);
  const std::uint32_t bits = mir_type(mir_ty).bits;
  const bool is_signed = mir_type(mir_ty).is_signed;
  const auto divisor = known(right);
  if (!divisor || *divisor == 0) {
    mir::Operand is_zero = compare(mir::BinaryOp::Eq, right, scalar(mir_ty, 0));
    assert_that(std::move(is_zero), false,
                op == mir::BinaryOp::Div ? mir::AssertKind::DivisionByZero : mir::AssertKind::RemainderByZero, op, left);
  }
  if (is_signed && (!divisor || *divisor == mask_of(bits))) {
    mir::Operand is_minus_one = compare(mir::BinaryOp::Eq, right, scalar(mir_ty, mask_of(bits)));
    mir::Operand is_smallest = compare(mir::BinaryOp::Eq, left, scalar(mir_ty, smallest_of(bits)));
    const mir::LocalId overflows = new_temp(type(types().bool_));
    assign({overflows, {}}, mir::BinaryRvalue{mir::BinaryOp::BitAnd, std::move(is_minus_one), std::move(is_smallest)});
    assert_that(copy_of({overflows, {}}), false, mir::AssertKind::Overflow, op, left, right);
  }
  return mir::BinaryRvalue{op, std::move(left), std::move(right)};
}

mir::Rvalue BodyBuilder::shift(mir::BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId left_ty, sema::TyId right_ty) {
  const std::uint32_t bits = mir_type(left_ty).bits;
  const auto amount = known(right);
  if (!amount || *amount >= bits) {
    mir::TypeId amount_type = type(right_ty);
    mir::Operand unsigned_amount = right;
    if (mir_type(amount_type).is_signed) {
      // A negative amount is too large.
      sema::IntKind kind = types()[right_ty].int_kind;
      switch (kind) {
        case sema::IntKind::I8: kind = sema::IntKind::U8; break;
        case sema::IntKind::I16: kind = sema::IntKind::U16; break;
        case sema::IntKind::I32: kind = sema::IntKind::U32; break;
        case sema::IntKind::I64: kind = sema::IntKind::U64; break;
        case sema::IntKind::I128: kind = sema::IntKind::U128; break;
        default: kind = sema::IntKind::Usize; break;
      }
      amount_type = type(types().int_type(kind));
      const mir::LocalId converted = new_temp(amount_type);
      mir::CastRvalue to_unsigned;
      to_unsigned.kind = mir::CastKind::IntToInt;
      to_unsigned.operand = right;
      to_unsigned.type = amount_type;
      assign({converted, {}}, std::move(to_unsigned));
      unsigned_amount = copy_of({converted, {}});
    }
    mir::Operand fits = compare(mir::BinaryOp::Lt, std::move(unsigned_amount), scalar(amount_type, bits));
    assert_that(std::move(fits), true, mir::AssertKind::Overflow, op, left, right);
  }
  return mir::BinaryRvalue{op, std::move(left), std::move(right)};
}

}  // namespace lower
