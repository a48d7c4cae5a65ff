#pragma once
// Small helpers for making and reading text.

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace text_detail {
inline void append(std::string& out, std::string_view piece) { out += piece; }
inline void append(std::string& out, char piece) { out += piece; }
template <class Number>
  requires(std::is_integral_v<Number> && !std::is_same_v<Number, char>)
void append(std::string& out, Number piece) { out += std::to_string(piece); }
}  // namespace text_detail

/// The pieces one after another; integers in decimal.
template <class... Pieces>
std::string concat(const Pieces&... pieces) {
  std::string out;
  (text_detail::append(out, pieces), ...);
  return out;
}

/// The text in backticks, as diagnostics quote code.
inline std::string quoted(std::string_view text) { return concat("`", text, "`"); }
// Exact matches, or argument-dependent lookup finds std::quoted where <iomanip> is included.
inline std::string quoted(const std::string& text) { return quoted(std::string_view(text)); }
inline std::string quoted(std::string& text) { return quoted(std::string_view(text)); }

/// Digits in groups of three: 1680 as "1,680".
std::string grouped(std::string_view digits);

std::vector<std::string_view> split_lines(std::string_view text);
std::string_view trimmed(std::string_view text);
/// Unsigned decimal of 128 bits, which the standard library does not print.
std::string to_decimal(unsigned __int128 value);
std::string to_decimal(__int128 value);
/// The candidate nearest to `word` in edit distance, if near enough to be a likely misspelling.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& candidates);
/// The first so many bytes, or fewer: not half a character.
std::string_view first_bytes(std::string_view text, std::size_t most);
/// Appends the UTF-8 form of a scalar value.
void append_utf8(std::string& out, char32_t scalar);
/// Reads the scalar value at `at` and moves past it; U+FFFD and one byte for what is not UTF-8.
char32_t read_utf8(std::string_view text, std::size_t& at);
