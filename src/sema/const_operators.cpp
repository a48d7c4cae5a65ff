// Integer arithmetic of constants, with Rust's overflow rules.

#include "sema/const_eval.h"

namespace sema {

namespace {

struct IntShape { int width = 128; bool is_signed = false; };

IntShape shape_of(const TyStore& types, TyId id) {
  const Ty& ty = types[id];
  switch (ty.kind) {
    case TyKind::Int: return {bits_of(ty.int_kind), is_signed(ty.int_kind)};
    case TyKind::Bool: return {1, false};
    case TyKind::Char: return {32, false};
    default: return {128, true};
  }
}

}  // namespace

unsigned __int128 truncate_bits(const TyStore& types, TyId ty, unsigned __int128 bits) {
  int width = shape_of(types, ty).width;
  return width == 128 ? bits : bits & ((static_cast<unsigned __int128>(1) << width) - 1);
}

__int128 signed_value(const TyStore& types, TyId ty, unsigned __int128 bits) {
  IntShape shape = shape_of(types, ty);
  if (!shape.is_signed) return static_cast<__int128>(bits);
  int unused = 128 - shape.width;
  return static_cast<__int128>(bits << unused) >> unused;
}

ConstOperation apply_operator(const TyStore& types, syntax::BinaryOp op, TyId ty,
                              unsigned __int128 left, unsigned __int128 right, TyId right_ty) {
  using syntax::BinaryOp;
  IntShape shape = shape_of(types, ty);
  __int128 a = signed_value(types, ty, left), b = signed_value(types, ty, right);
  auto compare = [&](bool for_signed, bool for_unsigned) -> ConstOperation {
    return {static_cast<unsigned __int128>(shape.is_signed ? for_signed : for_unsigned), {}};
  };
  // An exact result in 128 bits, or overflow of those; then it must fit the type.
  auto arithmetic = [&](auto&& of_signed, auto&& of_unsigned, const char* failure) -> ConstOperation {
    unsigned __int128 bits = 0;
    bool is_over = false;
    if (shape.is_signed) {
      __int128 result = 0;
      is_over = of_signed(a, b, &result);
      bits = static_cast<unsigned __int128>(result);
      is_over = is_over || signed_value(types, ty, truncate_bits(types, ty, bits)) != result;
    } else {
      is_over = of_unsigned(left, right, &bits);
      is_over = is_over || truncate_bits(types, ty, bits) != bits;
    }
    if (is_over) return {std::nullopt, failure};
    return {truncate_bits(types, ty, bits), {}};
  };
  switch (op) {
    case BinaryOp::Add:
      return arithmetic([](auto x, auto y, auto* out) { return __builtin_add_overflow(x, y, out); },
                        [](auto x, auto y, auto* out) { return __builtin_add_overflow(x, y, out); },
                        "attempt to add with overflow");
    case BinaryOp::Sub:
      return arithmetic([](auto x, auto y, auto* out) { return __builtin_sub_overflow(x, y, out); },
                        [](auto x, auto y, auto* out) { return __builtin_sub_overflow(x, y, out); },
                        "attempt to subtract with overflow");
    case BinaryOp::Mul:
      return arithmetic([](auto x, auto y, auto* out) { return __builtin_mul_overflow(x, y, out); },
                        [](auto x, auto y, auto* out) { return __builtin_mul_overflow(x, y, out); },
                        "attempt to multiply with overflow");
    case BinaryOp::Div:
    case BinaryOp::Rem: {
      bool is_div = op == BinaryOp::Div;
      if (right == 0) {
        return {std::nullopt, is_div ? "attempt to divide by zero"
                                     : "attempt to calculate the remainder with a divisor of zero"};
      }
      if (!shape.is_signed) return {is_div ? left / right : left % right, {}};
      unsigned __int128 lowest = static_cast<unsigned __int128>(1) << (shape.width - 1);
      if (b == -1 && left == lowest) {
        return {std::nullopt, is_div ? "attempt to divide with overflow"
                                     : "attempt to calculate the remainder with overflow"};
      }
      return {truncate_bits(types, ty, static_cast<unsigned __int128>(is_div ? a / b : a % b)), {}};
    }
    case BinaryOp::BitAnd: return {left & right, {}};
    case BinaryOp::BitOr: return {left | right, {}};
    case BinaryOp::BitXor: return {left ^ right, {}};
    case BinaryOp::Shl:
    case BinaryOp::Shr: {
      __int128 by = signed_value(types, right_ty, right);
      if (by < 0 || by >= shape.width) {
        return {std::nullopt, op == BinaryOp::Shl ? "attempt to shift left with overflow"
                                                  : "attempt to shift right with overflow"};
      }
      unsigned __int128 result = op == BinaryOp::Shl ? left << static_cast<int>(by)
                                 : shape.is_signed
                                     ? static_cast<unsigned __int128>(a >> static_cast<int>(by))
                                     : left >> static_cast<int>(by);
      return {truncate_bits(types, ty, result), {}};
    }
    case BinaryOp::Eq: return {static_cast<unsigned __int128>(left == right), {}};
    case BinaryOp::Ne: return {static_cast<unsigned __int128>(left != right), {}};
    case BinaryOp::Lt: return compare(a < b, left < right);
    case BinaryOp::Le: return compare(a <= b, left <= right);
    case BinaryOp::Gt: return compare(a > b, left > right);
    case BinaryOp::Ge: return compare(a >= b, left >= right);
    case BinaryOp::And: return {left & right, {}};
    case BinaryOp::Or: return {left | right, {}};
  }
  return {std::nullopt, "an operator"};
}

bool match_type(const TyStore& types, TyId pattern, TyId actual, Args& args) {
  const Ty& left = types[pattern];
  if (left.kind == TyKind::Param) {
    if (left.index >= args.size()) args.resize(left.index + 1);
    if (!args[left.index]) args[left.index] = actual;
    return args[left.index] == actual;
  }
  if (pattern == actual) return true;
  const Ty& right = types[actual];
  if (left.kind != right.kind || left.def != right.def || left.mutability != right.mutability ||
      left.int_kind != right.int_kind || left.float_bits != right.float_bits ||
      left.args.size() != right.args.size() || left.dyn || left.value != right.value) {
    return false;
  }
  for (std::size_t i = 0; i < left.args.size(); ++i) {
    if (!match_type(types, left.args[i], right.args[i], args)) return false;
  }
  return !left.args.empty();
}

}  // namespace sema
