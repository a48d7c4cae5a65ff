// Scalars as Rust writes them.

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/text.h"
#include "scene/value_reader.h"

namespace scene {
namespace {

__int128 sign_extended(unsigned __int128 bits, std::uint32_t width) {
  if (width >= 128) return static_cast<__int128>(bits);
  const unsigned __int128 sign = static_cast<unsigned __int128>(1) << (width - 1);
  return static_cast<__int128>((bits ^ sign) - sign);
}

/// The shortest decimal that reads back as the same number.
std::string float_text(unsigned __int128 bits, std::uint32_t width) {
  double number = 0;
  if (width == 32) {
    float narrow;
    const auto raw = static_cast<std::uint32_t>(bits);
    std::memcpy(&narrow, &raw, sizeof narrow);
    number = static_cast<double>(narrow);
  } else {
    const auto raw = static_cast<std::uint64_t>(bits);
    std::memcpy(&number, &raw, sizeof number);
  }
  if (number != number) return "NaN";
  char text[48];
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    const double again = std::strtod(text, nullptr);
    if (width == 32 ? static_cast<float>(again) == static_cast<float>(number) : again == number) break;
  }
  std::string out = text;
  if (out == "inf" || out == "-inf") return out;
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

std::string hexadecimal(unsigned __int128 bits) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(bits));
  return text;
}

std::string char_text(std::uint32_t scalar) {
  if (scalar == '\'') return "'\\''";
  if (scalar == '\\') return "'\\\\'";
  if (scalar == '\n') return "'\\n'";
  if (scalar == '\t') return "'\\t'";
  if (scalar == '\r') return "'\\r'";
  if (scalar < 0x20 || scalar > 0x10ffff) return concat("'\\u{", hexadecimal(scalar).substr(2), "}'");
  std::string out = "'";
  append_utf8(out, static_cast<char32_t>(scalar));
  return out += "'";
}

}  // namespace

std::string scalar_text(const mir::Type& type, unsigned __int128 bits) {
  switch (type.kind) {
    case mir::TypeKind::Bool: return bits == 0 ? "false" : bits == 1 ? "true" : hexadecimal(bits);
    case mir::TypeKind::Char: return char_text(static_cast<std::uint32_t>(bits));
    case mir::TypeKind::Int:
      return type.is_signed ? to_decimal(sign_extended(bits, type.bits)) : to_decimal(bits);
    case mir::TypeKind::Float: return float_text(bits, type.bits);
    default: return hexadecimal(bits);
  }
}

}  // namespace scene
