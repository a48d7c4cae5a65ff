// Arithmetic on scalars: operators, casts, and the intrinsics of integers. Those of floats are in
// float_intrinsics.cpp.

#include <cmath>

#include "base/bits.h"
#include "base/text.h"
#include "machine/executor.h"
#include "machine/floats.h"

namespace machine {

using mir::BinaryOp;
using mir::TypeKind;

namespace {

using Wide = unsigned __int128;
using Signed = __int128;

Signed sign_extended(Wide value, std::uint32_t bits) {
  if (bits >= 128) return static_cast<Signed>(value);
  const Wide sign = Wide{1} << (bits - 1);
  return static_cast<Signed>(((value & mask_of(bits)) ^ sign) - sign);
}

Wide float_to_int(double number, std::uint32_t bits, bool is_signed) {
  if (std::isnan(number)) return 0;
  const double high = std::ldexp(1.0, static_cast<int>(is_signed ? bits - 1 : bits));
  if (is_signed) {
    if (number >= high) return mask_of(bits - 1);
    if (number < -high) return Wide{1} << (bits - 1);
    return static_cast<Wide>(static_cast<Signed>(number)) & mask_of(bits);
  }
  if (number <= 0) return 0;
  if (number >= high) return mask_of(bits);
  return static_cast<Wide>(number);
}

bool add_overflows(Signed a, Signed b) {
  Signed out;
  return __builtin_add_overflow(a, b, &out);
}
bool subtract_overflows(Signed a, Signed b) {
  Signed out;
  return __builtin_sub_overflow(a, b, &out);
}
bool multiply_overflows(Signed a, Signed b, Signed& out) { return __builtin_mul_overflow(a, b, &out); }

}  // namespace

bool Executor::binary(BinaryOp op, const mir::Type& type, const Scalar& left, const Scalar& right,
                      Scalar& result, bool& overflowed) {
  overflowed = false;
  result = Scalar{};
  if (type.kind == TypeKind::Float) {
    const double a = float_of(left, type.bits), b = float_of(right, type.bits);
    switch (op) {
      case BinaryOp::Add: result = type.bits == 32 ? scalar_of(static_cast<float>(a) + static_cast<float>(b), 32) : scalar_of(a + b, 64); return true;
      case BinaryOp::Sub: result = type.bits == 32 ? scalar_of(static_cast<float>(a) - static_cast<float>(b), 32) : scalar_of(a - b, 64); return true;
      case BinaryOp::Mul: result = type.bits == 32 ? scalar_of(static_cast<float>(a) * static_cast<float>(b), 32) : scalar_of(a * b, 64); return true;
      case BinaryOp::Div: result = type.bits == 32 ? scalar_of(static_cast<float>(a) / static_cast<float>(b), 32) : scalar_of(a / b, 64); return true;
      case BinaryOp::Rem: result = scalar_of(std::fmod(a, b), type.bits); return true;
      case BinaryOp::Eq: result.bits = a == b; return true;
      case BinaryOp::Ne: result.bits = a != b; return true;
      case BinaryOp::Lt: result.bits = a < b; return true;
      case BinaryOp::Le: result.bits = a <= b; return true;
      case BinaryOp::Gt: result.bits = a > b; return true;
      case BinaryOp::Ge: result.bits = a >= b; return true;
      default: INVARIANT(false, "no bit operations on floats");
    }
  }
  const std::uint32_t bits = type.kind == TypeKind::Int ? type.bits : static_cast<std::uint32_t>(type.size * 8);
  const bool is_signed = type.kind == TypeKind::Int && type.is_signed;
  const Wide mask = mask_of(bits);
  const Wide a = left.bits, b = right.bits;
  const Signed sa = is_signed ? sign_extended(a, bits) : static_cast<Signed>(a);
  const Signed sb = is_signed ? sign_extended(b, bits) : static_cast<Signed>(b);
  switch (op) {
    case BinaryOp::Add:
    case BinaryOp::CheckedAdd: {
      const Wide sum = a + b;
      result.bits = sum & mask;
      if (is_signed) {
        overflowed = bits == 128 ? add_overflows(sa, sb) : sign_extended(result.bits, bits) != sa + sb;
      } else {
        overflowed = bits == 128 ? sum < a : sum > mask;
      }
      return true;
    }
    case BinaryOp::Sub:
    case BinaryOp::CheckedSub:
      result.bits = (a - b) & mask;
      if (is_signed) {
        overflowed = bits == 128 ? subtract_overflows(sa, sb) : sign_extended(result.bits, bits) != sa - sb;
      } else {
        overflowed = a < b;
      }
      return true;
    case BinaryOp::Mul:
    case BinaryOp::CheckedMul:
      result.bits = (a * b) & mask;
      if (is_signed) {
        Signed product;
        overflowed = multiply_overflows(sa, sb, product) || sign_extended(result.bits, bits) != product;
      } else {
        Wide product;
        overflowed = __builtin_mul_overflow(a, b, &product) || product > mask;
      }
      return true;
    case BinaryOp::Div:
    case BinaryOp::Rem: {
      if (b == 0) return undefined("division", "a division by zero");
      if (is_signed) {
        if (sb == -1) {
          // Before an operator stands the check that panics; only the unchecked functions come here.
          if (a == Wide{1} << (bits - 1)) return undefined("overflow", "a division overflows: the smallest value by -1");
          result.bits = op == BinaryOp::Div ? (Wide{0} - a) & mask : 0;
          return true;
        }
        result.bits = static_cast<Wide>(op == BinaryOp::Div ? sa / sb : sa % sb) & mask;
      } else {
        result.bits = op == BinaryOp::Div ? a / b : a % b;
      }
      return true;
    }
    case BinaryOp::BitAnd: result.bits = a & b; return true;
    case BinaryOp::BitOr: result.bits = a | b; return true;
    case BinaryOp::BitXor: result.bits = a ^ b; return true;
    case BinaryOp::Shl: result.bits = (a << static_cast<unsigned>(b & (bits - 1))) & mask; return true;
    case BinaryOp::Shr: {
      const auto amount = static_cast<unsigned>(b & (bits - 1));
      result.bits = is_signed ? static_cast<Wide>(sa >> amount) & mask : a >> amount;
      return true;
    }
    case BinaryOp::Eq: result.bits = a == b; return true;
    case BinaryOp::Ne: result.bits = a != b; return true;
    case BinaryOp::Lt: result.bits = is_signed ? sa < sb : a < b; return true;
    case BinaryOp::Le: result.bits = is_signed ? sa <= sb : a <= b; return true;
    case BinaryOp::Gt: result.bits = is_signed ? sa > sb : a > b; return true;
    case BinaryOp::Ge: result.bits = is_signed ? sa >= sb : a >= b; return true;
    case BinaryOp::Offset: {
      const std::uint64_t size = program_.types[type.pointee].size;
      result = {static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b) * size, left.provenance};
      return true;
    }
  }
  return false;
}

bool Executor::cast(const Instruction& instruction) {
  const Code& code = *frame().code;
  const PlaceCode& target = code.places[instruction.place];
  const mir::Type& from = program_.types[instruction.type];
  const mir::Type& to = program_.types[target.type];
  const auto kind = static_cast<mir::CastKind>(instruction.detail);
  switch (kind) {
    case mir::CastKind::Transmute: {
      memory::Value words;
      if (!read_whole(instruction.left, words)) return false;
      if (!check_validity(target.type, words.data(), 0)) return false;
      keep_what_type_keeps(target.type, words.data(), 0);
      Bytes bytes;
      if (!reach(target, Access::Write, bytes)) return false;
      memory::copy(words.data(), 0, bytes.words, bytes.offset, std::min(to.size, instruction.left.size));
      return true;
    }
    case mir::CastKind::PtrToPtr:
    case mir::CastKind::FnPtrToPtr: {
      if (to.metadata != mir::Metadata::None) {
        Scalar first, second;
        return read_wide(instruction.left, first, second) && write_wide(target, first, second);
      }
      Scalar first, second;
      if (from.metadata != mir::Metadata::None) {
        if (!read_wide(instruction.left, first, second)) return false;
      } else if (!read_scalar(instruction.left, first)) {
        return false;
      }
      return write_scalar(target, first, 8);
    }
    case mir::CastKind::ReifyFn: return write_scalar(target, Scalar::of(function_pointer(mir::FnId(instruction.extra))), 8);
    case mir::CastKind::UnsizeArray:
    case mir::CastKind::UnsizeDyn: {
      // Behind any pointer, also one inside a smart pointer: the first word is the pointer, the
      // metadata goes behind it.
      memory::Value words;
      if (!read_whole(instruction.left, words)) return false;
      INVARIANT(words.size() == 1, "only a thin pointer is unsized");
      Scalar first{words[0].bits, words[0].provenance};
      const Scalar second = kind == mir::CastKind::UnsizeArray ? Scalar::of(instruction.count)
                                                               : Scalar::of(vtable_pointer(mir::VtableId(instruction.extra)));
      return write_wide(target, first, second);
    }
    case mir::CastKind::UpcastDyn: {
      Scalar first, second;
      if (!read_wide(instruction.left, first, second)) return false;
      mir::VtableId vtable;
      if (!vtable_of(second, vtable)) return false;
      const std::string& name = program_.types[program_.types[target.type].pointee ? program_.types[target.type].pointee : target.type].name;
      for (const auto& [key, upcast] : program_.upcasts)
        if (key.first == vtable && (key.second == name || program_.vtables[upcast].trait_name == name))
          return write_wide(target, first, Scalar::of(vtable_pointer(upcast)));
      return write_wide(target, first, second);
    }
    default: break;
  }
  Scalar value;
  if (!read_scalar(instruction.left, value)) return false;
  const auto size = static_cast<std::uint32_t>(to.size);
  switch (kind) {
    case mir::CastKind::IntToInt: {
      const std::uint32_t from_bits = from.kind == TypeKind::Int ? from.bits : static_cast<std::uint32_t>(from.size * 8);
      const bool from_signed = from.kind == TypeKind::Int && from.is_signed;
      if (from_signed) value.bits = static_cast<Wide>(sign_extended(value.bits, from_bits));
      value.bits &= mask_of(static_cast<std::uint32_t>(to.size * 8));
      value.provenance = {};
      return write_scalar(target, value, size);
    }
    case mir::CastKind::IntToFloat: {
      if (from.is_signed) {
        const Signed number = sign_extended(value.bits, from.bits);
        return write_scalar(target, to.bits == 32 ? scalar_of(static_cast<float>(number), 32) : scalar_of(static_cast<double>(number), 64), size);
      }
      return write_scalar(target, to.bits == 32 ? scalar_of(static_cast<float>(value.bits), 32) : scalar_of(static_cast<double>(value.bits), 64), size);
    }
    case mir::CastKind::FloatToInt:
      return write_scalar(target, Scalar::of(float_to_int(float_of(value, from.bits), to.bits, to.is_signed)), size);
    case mir::CastKind::FloatToFloat: return write_scalar(target, scalar_of(float_of(value, from.bits), to.bits), size);
    case mir::CastKind::PtrToAddr:
    case mir::CastKind::FnPtrToAddr: {
      expose(value.provenance);
      value.provenance = {};
      value.bits &= mask_of(static_cast<std::uint32_t>(to.size * 8));
      return write_scalar(target, value, size);
    }
    case mir::CastKind::AddrToPtr:
      value.provenance = Provenance{value.bits == 0 ? Provenance::no_alloc : Provenance::wildcard_alloc, 0};
      return write_scalar(target, value, size);
    default: INVARIANT(false, "every kind of cast is handled");
  }
}

// ---- Arithmetic intrinsics

bool Executor::arithmetic_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  using mir::Intrinsic;
  const Intrinsic which = call.term->callee.intrinsic;
  const auto& type_args = call.term->callee.type_args;
  if (type_args.empty()) {
    handled = false;
    return true;
  }
  const mir::Type& type = program_.types[type_args[0]];
  const auto size = static_cast<std::uint32_t>(type.size);
  const std::uint32_t bits = type.kind == TypeKind::Int ? type.bits : size * 8;
  const auto simple = [&](BinaryOp op) {
    Scalar left, right, value;
    bool overflowed;
    return argument(call, 0, left) && argument(call, 1, right) && binary(op, type, left, right, value, overflowed) && result(value, size);
  };
  const auto with_flag = [&](BinaryOp op) {
    Scalar left, right, value;
    bool overflowed;
    if (!argument(call, 0, left) || !argument(call, 1, right) || !binary(op, type, left, right, value, overflowed)) return false;
    const PlaceCode& target = frame().code->places[instruction().place];
    const mir::Variant& fields = program_.types[target.type].variants[0];
    Bytes bytes;
    if (!reach(target, Access::Write, bytes)) return false;
    memory::store(bytes.words, bytes.offset + fields.fields[0].offset, size, value);
    memory::store(bytes.words, bytes.offset + fields.fields[1].offset, 1, Scalar::of(overflowed ? 1 : 0));
    advance();
    return true;
  };
  const auto saturating = [&](BinaryOp op) {
    Scalar left, right, value;
    bool overflowed;
    if (!argument(call, 0, left) || !argument(call, 1, right) || !binary(op, type, left, right, value, overflowed)) return false;
    if (overflowed) {
      if (type.is_signed) {
        const bool to_high = sign_extended(left.bits, bits) >= 0;
        value.bits = to_high ? mask_of(bits - 1) : Wide{1} << (bits - 1);
      } else {
        value.bits = op == BinaryOp::Add ? mask_of(bits) : 0;
      }
    }
    return result(value, size);
  };
  const auto counted = [&](auto count) {
    Scalar value;
    if (!argument(call, 0, value)) return false;
    return result(Scalar::of(static_cast<std::uint32_t>(count(value.bits))), 4);
  };
  const auto rotate = [&](bool is_left) {
    Scalar value, amount;
    if (!argument(call, 0, value) || !argument(call, 1, amount)) return false;
    const auto by = static_cast<unsigned>(amount.bits % bits);
    const unsigned left_by = is_left ? by : (bits - by) % bits;
    const Wide rotated = left_by == 0 ? value.bits : ((value.bits << left_by) | (value.bits >> (bits - left_by))) & mask_of(bits);
    return result(Scalar::of(rotated), size);
  };
  switch (which) {
    case Intrinsic::wrapping_add: return simple(BinaryOp::Add);
    case Intrinsic::wrapping_sub: return simple(BinaryOp::Sub);
    case Intrinsic::wrapping_mul: return simple(BinaryOp::Mul);
    case Intrinsic::unchecked_div: return simple(BinaryOp::Div);
    case Intrinsic::unchecked_rem: return simple(BinaryOp::Rem);
    case Intrinsic::unchecked_shl:
    case Intrinsic::unchecked_shr: {
      Scalar amount;
      if (!argument(call, 1, amount)) return false;
      if (amount.bits >= bits) return undefined("overflow", concat("a shift by ", static_cast<std::uint64_t>(amount.bits), " of ", bits, " bits"));
      return simple(which == Intrinsic::unchecked_shl ? BinaryOp::Shl : BinaryOp::Shr);
    }
    case Intrinsic::add_with_overflow: return with_flag(BinaryOp::CheckedAdd);
    case Intrinsic::sub_with_overflow: return with_flag(BinaryOp::CheckedSub);
    case Intrinsic::mul_with_overflow: return with_flag(BinaryOp::CheckedMul);
    case Intrinsic::saturating_add: return saturating(BinaryOp::Add);
    case Intrinsic::saturating_sub: return saturating(BinaryOp::Sub);
    case Intrinsic::rotate_left: return rotate(true);
    case Intrinsic::rotate_right: return rotate(false);
    case Intrinsic::ctpop:
      return counted([](Wide value) {
        return __builtin_popcountll(static_cast<std::uint64_t>(value)) + __builtin_popcountll(static_cast<std::uint64_t>(value >> 64));
      });
    case Intrinsic::ctlz:
      return counted([bits](Wide value) {
        std::uint32_t zeros = 0;
        while (zeros < bits && ((value >> (bits - 1 - zeros)) & 1) == 0) ++zeros;
        return zeros;
      });
    case Intrinsic::cttz:
      return counted([bits](Wide value) {
        std::uint32_t zeros = 0;
        while (zeros < bits && ((value >> zeros) & 1) == 0) ++zeros;
        return zeros;
      });
    case Intrinsic::bswap: {
      Scalar value;
      if (!argument(call, 0, value)) return false;
      Wide swapped = 0;
      for (std::uint32_t i = 0; i < size; ++i) swapped = (swapped << 8) | ((value.bits >> (8 * i)) & 0xff);
      return result(Scalar::of(swapped), size);
    }
    case Intrinsic::bitreverse: {
      Scalar value;
      if (!argument(call, 0, value)) return false;
      Wide reversed = 0;
      for (std::uint32_t i = 0; i < bits; ++i) reversed = (reversed << 1) | ((value.bits >> i) & 1);
      return result(Scalar::of(reversed), size);
    }
    case Intrinsic::int_cast: {
      Scalar value;
      if (!argument(call, 0, value)) return false;
      const mir::Type& to = program_.types[type_args[1]];
      if (type.kind == TypeKind::Int && type.is_signed) value.bits = static_cast<Wide>(sign_extended(value.bits, bits));
      return result(Scalar::of(value.bits & mask_of(static_cast<std::uint32_t>(to.size * 8))), static_cast<std::uint32_t>(to.size));
    }
    default: handled = false; return true;
  }
}

}  // namespace machine
