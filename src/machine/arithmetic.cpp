// Scalar arithmetic, casts, and the reading and writing of enum tags.

#include <cmath>
#include <cstring>

#include "base/bits.h"
#include "base/text.h"
#include "machine/executor.h"

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

double float_of(const Scalar& value, std::uint32_t bits) {
  if (bits == 32) {
    const auto raw = static_cast<std::uint32_t>(value.bits);
    float number;
    std::memcpy(&number, &raw, 4);
    return number;
  }
  const auto raw = static_cast<std::uint64_t>(value.bits);
  double number;
  std::memcpy(&number, &raw, 8);
  return number;
}

Scalar scalar_of(double number, std::uint32_t bits) {
  if (bits == 32) {
    const auto narrow = static_cast<float>(number);
    std::uint32_t raw;
    std::memcpy(&raw, &narrow, 4);
    return Scalar::of(raw);
  }
  std::uint64_t raw;
  std::memcpy(&raw, &number, 8);
  return Scalar::of(raw);
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

// ---- Enum tags

bool Executor::read_discriminant(mir::TypeId type_id, const Word* words, std::uint64_t offset, std::uint32_t& variant) {
  const mir::Type& type = program_.types[type_id];
  const mir::TagEncoding& tag = type.tag;
  const auto has_values = [&](std::uint32_t found) {
    if (found < type.variants.size() && !type.variants[found].is_uninhabited) return true;
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " is of a variant that has no values"));
  };
  if (tag.kind == mir::TagEncoding::Kind::Single) {
    variant = tag.single_variant;
    return has_values(variant);
  }
  const mir::Type& tag_type = program_.types[tag.tag_type];
  const auto size = static_cast<std::uint32_t>(tag_type.metadata != mir::Metadata::None ? 8 : tag_type.size);
  Scalar value;
  if (!memory::load(words, offset + tag.offset, size, value)) return undefined("uninitialized", concat("the tag of a value of type ", quoted(type.name), " is uninitialized"));
  if (tag.kind == mir::TagEncoding::Kind::Direct) {
    const Wide mask = mask_of(size * 8);
    for (std::uint32_t i = 0; i < type.variants.size(); ++i) {
      if ((static_cast<Wide>(type.variants[i].discriminant) & mask) == value.bits) {
        variant = i;
        return has_values(i);
      }
    }
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " has the tag ", to_decimal(value.bits), ", which no variant has"));
  }
  const Wide relative = (value.bits - tag.niche_start) & mask_of(size * 8);
  const std::uint32_t count = tag.last_niche_variant - tag.first_niche_variant;
  variant = relative <= count ? tag.first_niche_variant + static_cast<std::uint32_t>(relative) : tag.untagged_variant;
  // The variant that has the niche for itself is told by every other value.
  if ((relative <= count && variant == tag.untagged_variant) || type.variants[variant].is_uninhabited)
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " has the tag ", to_decimal(value.bits), ", which no variant has"));
  return true;
}

bool Executor::write_variant(mir::TypeId type_id, std::uint32_t variant, Bytes bytes) {
  const mir::Type& type = program_.types[type_id];
  const mir::TagEncoding& tag = type.tag;
  if (tag.kind == mir::TagEncoding::Kind::Single) return true;
  const mir::Type& tag_type = program_.types[tag.tag_type];
  const auto size = static_cast<std::uint32_t>(tag_type.metadata != mir::Metadata::None ? 8 : tag_type.size);
  Wide value;
  if (tag.kind == mir::TagEncoding::Kind::Direct) {
    value = static_cast<Wide>(type.variants[variant].discriminant) & mask_of(size * 8);
  } else {
    if (variant == tag.untagged_variant) return true;
    value = (tag.niche_start + (variant - tag.first_niche_variant)) & mask_of(size * 8);
  }
  memory::store(bytes.words, bytes.offset + tag.offset, size, Scalar::of(value));
  return true;
}

// ---- Arithmetic intrinsics

bool Executor::arithmetic_intrinsic(mir::Intrinsic which, const CallCode& call, bool& handled) {
  using mir::Intrinsic;
  handled = true;
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

namespace {

double apply_unary(std::uint32_t op, double x) {
  switch (op) {
    case 0: return std::floor(x);
    case 1: return std::ceil(x);
    case 2: return std::round(x);
    case 3: return std::trunc(x);
    case 4: return std::fabs(x);
    case 5: return std::sqrt(x);
    case 6: return std::sin(x);
    case 7: return std::cos(x);
    case 8: return std::tan(x);
    case 9: return std::exp(x);
    case 10: return std::log(x);
    case 11: return std::log10(x);
    case 12: return std::log2(x);
    case 13: return std::cbrt(x);
    case 14: return std::asin(x);
    case 15: return std::acos(x);
    case 16: return std::atan(x);
    case 17: return std::sinh(x);
    case 18: return std::cosh(x);
    case 19: return std::tanh(x);
    case 20: return std::nearbyint(x);
    case 21: return std::exp2(x);
    case 22: return std::expm1(x);
    default: return std::log1p(x);
  }
}
double apply_binary(std::uint32_t op, double x, double y) {
  switch (op) {
    case 0: return std::pow(x, y);
    case 1: return std::atan2(x, y);
    case 2: return std::hypot(x, y);
    case 3: return std::copysign(x, y);
    case 4: return std::fmod(x, y);
    case 5: return std::fmin(x, y);
    default: return std::fmax(x, y);
  }
}

/// The shortest decimal digits that read back as the same number, with the exponent of the first.
std::string shortest_digits(double number, bool is_f32, int& exponent) {
  char buffer[40];
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*e", digits - 1, number);
    const double back = std::strtod(buffer, nullptr);
    if (is_f32 ? std::strtof(buffer, nullptr) == static_cast<float>(number) : back == number) break;
  }
  std::string text = buffer;
  const std::size_t e = text.find('e');
  exponent = std::atoi(text.c_str() + e + 1);
  std::string digits;
  for (const char c : text.substr(0, e))
    if (c >= '0' && c <= '9') digits += c;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return digits;
}

std::string float_text(double number, bool is_f32, std::uint32_t style, std::int64_t precision) {
  if (std::isnan(number)) return "NaN";
  const std::string sign = std::signbit(number) ? "-" : "";
  if (std::isinf(number)) return sign + "inf";
  number = std::fabs(number);
  if (style == 2 || style == 3) {
    int exponent = 0;
    std::string digits;
    if (precision >= 0) {
      char buffer[400];
      std::snprintf(buffer, sizeof buffer, "%.*e", static_cast<int>(std::min<std::int64_t>(precision, 300)), number);
      std::string text = buffer;
      const std::size_t e = text.find('e');
      exponent = std::atoi(text.c_str() + e + 1);
      return concat(sign, text.substr(0, e), style == 3 ? "E" : "e", exponent);
    }
    digits = number == 0 ? "0" : shortest_digits(number, is_f32, exponent);
    return concat(sign, digits.substr(0, 1), digits.size() > 1 ? "." : "", digits.substr(1), style == 3 ? "E" : "e", exponent);
  }
  if (precision >= 0) {
    std::string buffer(400 + static_cast<std::size_t>(std::min<std::int64_t>(precision, 2000)), '\0');
    const int length = std::snprintf(buffer.data(), buffer.size(), "%.*f", static_cast<int>(std::min<std::int64_t>(precision, 2000)), number);
    return sign + buffer.substr(0, static_cast<std::size_t>(length));
  }
  if (number == 0) return sign + (style == 1 ? "0.0" : "0");
  int exponent = 0;
  const std::string digits = shortest_digits(number, is_f32, exponent);
  if (style == 1 && (number < (is_f32 ? 1e-4f : 1e-4) || number >= (is_f32 ? 1e16f : 1e16)))
    return concat(sign, digits.substr(0, 1), digits.size() > 1 ? "." : "", digits.substr(1), "e", exponent);
  const int count = static_cast<int>(digits.size());
  if (exponent < 0) return concat(sign, "0.", std::string(static_cast<std::size_t>(-exponent - 1), '0'), digits);
  if (exponent + 1 >= count)
    return concat(sign, digits, std::string(static_cast<std::size_t>(exponent + 1 - count), '0'), style == 1 ? ".0" : "");
  return concat(sign, digits.substr(0, static_cast<std::size_t>(exponent + 1)), ".", digits.substr(static_cast<std::size_t>(exponent + 1)));
}

/// Rust's grammar of `f64::from_str`, which is narrower than C's.
bool is_float_text(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  std::string lower;
  for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (lower == "inf" || lower == "infinity" || lower == "nan") return true;
  std::size_t digits = 0, at = 0;
  const auto skip_digits = [&] {
    std::size_t seen = 0;
    while (at < lower.size() && lower[at] >= '0' && lower[at] <= '9') ++at, ++seen;
    return seen;
  };
  digits += skip_digits();
  if (at < lower.size() && lower[at] == '.') {
    ++at;
    digits += skip_digits();
  }
  if (digits == 0) return false;
  if (at < lower.size() && lower[at] == 'e') {
    ++at;
    if (at < lower.size() && (lower[at] == '+' || lower[at] == '-')) ++at;
    if (skip_digits() == 0) return false;
  }
  return at == lower.size();
}

}  // namespace

bool Executor::float_intrinsic(mir::Intrinsic which, const CallCode& call, bool& handled) {
  using mir::Intrinsic;
  handled = true;
  const auto& type_args = call.term->callee.type_args;
  const auto type_bits = [&](std::size_t index) { return program_.types[type_args[index]].bits; };
  switch (which) {
    case Intrinsic::float_unary: {
      Scalar op, value;
      if (!argument(call, 0, op) || !argument(call, 1, value)) return false;
      const std::uint32_t bits = type_bits(0);
      return result(scalar_of(apply_unary(static_cast<std::uint32_t>(op.bits), float_of(value, bits)), bits), bits / 8);
    }
    case Intrinsic::float_binary: {
      Scalar op, left, right;
      if (!argument(call, 0, op) || !argument(call, 1, left) || !argument(call, 2, right)) return false;
      const std::uint32_t bits = type_bits(0);
      return result(scalar_of(apply_binary(static_cast<std::uint32_t>(op.bits), float_of(left, bits), float_of(right, bits)), bits), bits / 8);
    }
    case Intrinsic::float_to_bits:
    case Intrinsic::float_from_bits: {
      Scalar value;
      if (!argument(call, 0, value)) return false;
      return result(value, static_cast<std::uint32_t>(program_.types[type_args[0]].size));
    }
    case Intrinsic::float_to_text: {
      Scalar value, style, precision, buffer, capacity;
      if (!argument(call, 0, value) || !argument(call, 1, style) || !argument(call, 2, precision) || !argument(call, 3, buffer) || !argument(call, 4, capacity)) return false;
      const std::uint32_t bits = type_bits(0);
      std::string text = float_text(float_of(value, bits), bits == 32, static_cast<std::uint32_t>(style.bits), static_cast<std::int64_t>(static_cast<std::uint64_t>(precision.bits)));
      if (text.size() > static_cast<std::uint64_t>(capacity.bits)) text.resize(static_cast<std::size_t>(capacity.bits));
      return write_text(buffer, text) && result(Scalar::of(text.size()), 8);
    }
    case Intrinsic::float_from_text: {
      Scalar pointer, length, ok;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !argument(call, 2, ok)) return false;
      std::string text;
      if (!read_text(pointer, static_cast<std::uint64_t>(length.bits), text)) return false;
      const bool is_good = is_float_text(text);
      const std::uint32_t bits = type_bits(0);
      Scalar value = Scalar::of(0);
      if (is_good) value = bits == 32 ? scalar_of(std::strtof(text.c_str(), nullptr), 32) : scalar_of(std::strtod(text.c_str(), nullptr), 64);
      return write_at(ok, Scalar::of(is_good ? 1 : 0), 1) && result(value, bits / 8);
    }
    default: handled = false; return true;
  }
}

}  // namespace machine
