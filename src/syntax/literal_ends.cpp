#include "syntax/literal_ends.h"

#include "base/text.h"
#include "syntax/characters.h"

namespace syntax {
namespace {

bool is_hex_letter(char c) { return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

char char_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }
bool ident_starts_at(std::string_view text, std::size_t at) { return at < text.size() && is_ident_start(read_utf8(text, at)); }

std::size_t behind_digits(std::string_view text, std::size_t at) {
  while (is_digit(char_at(text, at)) || char_at(text, at) == '_') ++at;
  return at;
}

/// Behind `0x`, `0o` or `0b`. Digits that the base does not have are told of when the number is decoded.
std::size_t behind_digits_of_base(std::string_view text, std::size_t at, char base) {
  while (is_digit(char_at(text, at)) || char_at(text, at) == '_' || (base == 'x' && is_hex_letter(char_at(text, at)))) ++at;
  return at;
}

/// Reads on from an `e` that may begin an exponent.
void read_exponent(std::string_view text, NumberEnd& end) {
  std::size_t digits = end.at + 1;
  const bool has_sign = char_at(text, digits) == '+' || char_at(text, digits) == '-';
  if (has_sign) ++digits;
  const std::size_t before = digits;
  while (char_at(text, digits) == '_') ++digits;
  const bool is_suffix = !has_sign && digits == before && ident_starts_at(text, end.at + 1);
  if (is_digit(char_at(text, digits))) {
    end.kind = LiteralKind::Float;
    end.at = behind_digits(text, digits);
  } else if (!is_suffix) {
    end.kind = LiteralKind::Float;
    end.at = digits;
    end.lacks_exponent = true;
  }
}

}  // namespace

LiteralEnd end_of_char(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '\'' && text[end] != '\n') end += text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
  // ''' is a quote in quotes, which rustc wants escaped; take it as one literal.
  if (end == at + 1 && char_at(text, end + 1) == '\'') ++end;
  if (char_at(text, end) == '\'') return {end + 1, true};
  return {end < text.size() ? end : text.size(), false};
}

LiteralEnd end_of_string(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' && at + 1 < text.size() ? 2 : 1;
  if (at >= text.size()) return {text.size(), false};
  return {at + 1, true};
}

NumberEnd end_of_number(std::string_view text, std::size_t at) {
  NumberEnd end;
  const char base = text[at] == '0' ? char_at(text, at + 1) : '\0';
  if (base == 'x' || base == 'o' || base == 'b') {
    end.at = behind_digits_of_base(text, at + 2, base);
    return end;
  }
  end.at = behind_digits(text, at);
  // Neither a range, nor a field or method of the number.
  if (char_at(text, end.at) == '.' && char_at(text, end.at + 1) != '.' && !ident_starts_at(text, end.at + 1)) {
    end.kind = LiteralKind::Float;
    ++end.at;
    if (is_digit(char_at(text, end.at))) end.at = behind_digits(text, end.at);
  }
  if (char_at(text, end.at) == 'e' || char_at(text, end.at) == 'E') read_exponent(text, end);
  return end;
}

}  // namespace syntax
