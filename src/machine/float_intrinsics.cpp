// The intrinsics of floats: the functions of the mathematical library, and floats as text and back.

#include <cmath>

#include "base/bits.h"
#include "base/text.h"
#include "machine/executor.h"
#include "machine/floats.h"

namespace machine {

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

bool Executor::float_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  using mir::Intrinsic;
  const Intrinsic which = call.term->callee.intrinsic;
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
