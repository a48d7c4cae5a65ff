#include "syntax/literal.h"

#include <cstdlib>

#include "base/text.h"
#include "syntax/lexer.h"

namespace syntax {

using diag::Kind;

namespace {

bool is_bytes(LiteralKind kind) {
  return kind == LiteralKind::Byte || kind == LiteralKind::ByteStr ||
         kind == LiteralKind::RawByteStr;
}
bool is_raw(LiteralKind kind) {
  return kind == LiteralKind::RawStr || kind == LiteralKind::RawByteStr ||
         kind == LiteralKind::RawCStr;
}
bool is_c_string(LiteralKind kind) {
  return kind == LiteralKind::CStr || kind == LiteralKind::RawCStr;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads the text between quotes piece by piece.
class Unescaper {
 public:
  Unescaper(const Token& token, std::string_view content, std::uint32_t content_offset,
            diag::Diagnostics& diagnostics)
      : token_(token), text_(content), offset_(content_offset), diagnostics_(diagnostics) {}

  bool is_done() const { return at_ >= text_.size(); }
  std::uint32_t offset() const { return offset_ + static_cast<std::uint32_t>(at_); }

  /// Appends the next character to `out`; false if it was a line continuation or an error.
  bool next(std::string& out, char32_t& scalar) {
    const std::size_t begin = at_;
    if (text_[at_] != '\\' || is_raw(token_.literal)) {
      if (text_.substr(at_).starts_with("\r\n")) ++at_;
      const std::size_t first = at_;
      scalar = read_utf8(text_, at_);
      if (is_bytes(token_.literal) && scalar >= 0x80)
        error(begin, "non-ASCII character in byte literal");
      if (scalar == 0 && is_c_string(token_.literal))
        error(begin, "null characters in C string literals are not supported");
      out += text_.substr(first, at_ - first);
      return true;
    }
    ++at_;
    const char escape = at_ < text_.size() ? text_[at_++] : '\0';
    switch (escape) {
      case 'n': return put('\n', out, scalar);
      case 'r': return put('\r', out, scalar);
      case 't': return put('\t', out, scalar);
      case '\\': return put('\\', out, scalar);
      case '\'': return put('\'', out, scalar);
      case '"': return put('"', out, scalar);
      case '0':
        if (is_c_string(token_.literal))
          error(begin, "null characters in C string literals are not supported");
        return put('\0', out, scalar);
      case 'x': return hex_escape(begin, out, scalar);
      case 'u': return unicode_escape(begin, out, scalar);
      case '\r':
      case '\n':
        if (token_.literal == LiteralKind::Char || token_.literal == LiteralKind::Byte) break;
        while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r')))
          ++at_;
        return false;
      default: break;
    }
    if (static_cast<unsigned char>(escape) >= 0x80) read_utf8(text_, --at_);
    error(begin, concat("unknown ", is_bytes(token_.literal) ? "byte" : "character", " escape: ",
                        quoted(text_.substr(begin + 1, at_ - begin - 1))));
    return false;
  }

 private:
  static bool put(char c, std::string& out, char32_t& scalar) {
    out += c;
    scalar = static_cast<unsigned char>(c);
    return true;
  }

  bool hex_escape(std::size_t begin, std::string& out, char32_t& scalar) {
    const int high = at_ < text_.size() ? hex_value(text_[at_]) : -1;
    const int low = at_ + 1 < text_.size() ? hex_value(text_[at_ + 1]) : -1;
    if (high < 0 || low < 0) {
      if (at_ < text_.size() && high >= 0) ++at_;
      error(begin, "numeric character escape is too short");
      return false;
    }
    at_ += 2;
    const int value = high * 16 + low;
    const bool takes_any_byte = is_bytes(token_.literal) || is_c_string(token_.literal);
    if (value > 0x7f && !takes_any_byte) {
      error(begin, "out of range hex escape");
      return false;
    }
    return put(static_cast<char>(value), out, scalar);
  }

  bool unicode_escape(std::size_t begin, std::string& out, char32_t& scalar) {
    if (at_ >= text_.size() || text_[at_] != '{') {
      error(begin, "incorrect unicode escape sequence");
      return false;
    }
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos) {
      at_ = text_.size();
      error(begin, "unterminated unicode escape");
      return false;
    }
    std::uint32_t value = 0;
    int digits = 0;
    bool is_well_formed = true;
    for (std::size_t i = at_ + 1; i < end; ++i) {
      if (text_[i] == '_' && digits > 0) continue;
      const int digit = hex_value(text_[i]);
      if (digit < 0) is_well_formed = false;
      value = value * 16 + static_cast<std::uint32_t>(digit < 0 ? 0 : digit);
      if (++digits > 6) is_well_formed = false;
    }
    at_ = end + 1;
    if (is_bytes(token_.literal)) {
      error(begin, "unicode escape in byte string");
      return false;
    }
    if (!is_well_formed || digits == 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
      error(begin, is_well_formed && digits > 0 ? "out of range unicode character escape"
                                                : "malformed unicode character escape");
      return false;
    }
    scalar = value;
    append_utf8(out, value);
    return true;
  }

  void error(std::size_t begin, std::string message) {
    Span span = token_.span;
    span.end = span.begin + offset_ + static_cast<std::uint32_t>(at_);
    span.begin += offset_ + static_cast<std::uint32_t>(begin);
    diagnostics_.add(Kind::MalformedLiteral, span, std::move(message));
  }

  const Token& token_;
  std::string_view text_;
  std::uint32_t offset_;
  diag::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
};

struct Quoted {
  std::string_view content, suffix;
  std::uint32_t content_offset = 0;
};

/// Takes prefix, hashes, quotes and suffix off a string, character or byte literal.
Quoted take_apart(std::string_view text, LiteralKind kind) {
  const char quote = kind == LiteralKind::Char || kind == LiteralKind::Byte ? '\'' : '"';
  const std::size_t open = text.find(quote);
  if (open == std::string_view::npos) return {};
  std::size_t hashes = 0;
  if (is_raw(kind))
    for (const char c : text.substr(0, open)) hashes += c == '#';
  const std::size_t close = text.rfind(quote);
  Quoted parts;
  parts.content_offset = static_cast<std::uint32_t>(open + 1);
  if (close <= open) {   // never closed; reported by the lexer
    parts.content = text.substr(open + 1);
    return parts;
  }
  parts.content = text.substr(open + 1, close - open - 1);
  parts.suffix = text.substr(std::min(close + 1 + hashes, text.size()));
  return parts;
}

bool is_integer_suffix(std::string_view s) {
  return s == "u8" || s == "u16" || s == "u32" || s == "u64" || s == "u128" || s == "usize" ||
         s == "i8" || s == "i16" || s == "i32" || s == "i64" || s == "i128" || s == "isize";
}
bool is_float_suffix(std::string_view s) { return s == "f32" || s == "f64"; }

LiteralExpr decode_float(const Token& token, std::string_view number, std::string_view suffix,
                         diag::Diagnostics& diagnostics) {
  LiteralExpr result{LiteralExpr::Kind::Float, 0, 0, "", std::string(suffix)};
  std::string digits;
  for (const char c : number)
    if (c != '_') digits += c;
  result.floating = std::strtod(digits.c_str(), nullptr);
  result.narrow = std::strtof(digits.c_str(), nullptr);
  if (!suffix.empty() && !is_float_suffix(suffix)) {
    diagnostics.add(Kind::MalformedLiteral, token.span,
                    concat("invalid suffix ", quoted(suffix), " for float literal"))
        .with_help("float literals end in `f32`, `f64` or nothing");
    result.suffix.clear();
  }
  return result;
}

LiteralExpr decode_integer(const Token& token, std::string_view text,
                           diag::Diagnostics& diagnostics) {
  unsigned base = 10;
  std::size_t at = 0;
  if (text.size() > 1 && text[0] == '0') {
    base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 10;
    if (base != 10) at = 2;
  }
  LiteralExpr result{LiteralExpr::Kind::Int, 0, 0, "", ""};
  bool has_digit = false, is_too_large = false;
  std::string_view wrong_digit;
  constexpr auto largest = ~static_cast<unsigned __int128>(0);
  for (; at < text.size(); ++at) {
    if (text[at] == '_') continue;
    const int digit = hex_value(text[at]);
    if (digit < 0 || (base != 16 && digit >= 10)) break;
    has_digit = true;
    if (static_cast<unsigned>(digit) >= base) {
      wrong_digit = text.substr(at, 1);
      continue;
    }
    const auto value = static_cast<unsigned>(digit);
    if (result.integer > (largest - value) / base) is_too_large = true;
    result.integer = result.integer * base + value;
  }
  const std::string_view suffix = text.substr(at);
  if (base == 10 && is_float_suffix(suffix))
    return decode_float(token, text.substr(0, at), suffix, diagnostics);
  result.suffix = std::string(suffix);
  if (!has_digit) {
    diagnostics.add(Kind::NoDigits, token.span, "no valid digits found for number");
  } else if (!wrong_digit.empty()) {
    diagnostics.add(Kind::MalformedLiteral, token.span,
                    concat("invalid digit for a base ", base, " literal: ", quoted(wrong_digit)));
  } else if (!suffix.empty() && !is_integer_suffix(suffix)) {
    diagnostics.add(Kind::MalformedLiteral, token.span,
                    concat("invalid suffix ", quoted(suffix), " for number literal"))
        .with_help("the suffix must be one of the numeric types (`u32`, `isize`, `f32`, etc.)");
    result.suffix.clear();
  } else if (is_too_large) {
    diagnostics.add(Kind::MalformedLiteral, token.span, "integer literal is too large")
        .with_help("value exceeds limit of `340282366920938463463374607431768211455`");
  }
  return result;
}

}  // namespace

DecodedString decode_string(const Token& token, const Interner& names,
                            diag::Diagnostics& diagnostics) {
  const Quoted parts = take_apart(names.text(token.text), token.literal);
  Unescaper unescaper(token, parts.content, parts.content_offset, diagnostics);
  DecodedString result;
  char32_t scalar = 0;
  while (!unescaper.is_done()) {
    const std::uint32_t offset = unescaper.offset();
    unescaper.next(result.value, scalar);
    result.offsets.resize(result.value.size(), offset);
  }
  result.offsets.push_back(unescaper.offset());
  return result;
}

LiteralExpr decode_literal(const Token& token, const Interner& names,
                           diag::Diagnostics& diagnostics) {
  const std::string_view text = names.text(token.text);
  switch (token.literal) {
    case LiteralKind::Int: return decode_integer(token, text, diagnostics);
    case LiteralKind::Float: {
      std::size_t end = 0;
      while (end < text.size() &&
             (hex_value(text[end]) < 10 ? hex_value(text[end]) >= 0 || text[end] == '_' ||
                                              text[end] == '.' || text[end] == '+' || text[end] == '-'
                                        : text[end] == 'e' || text[end] == 'E'))
        ++end;
      return decode_float(token, text.substr(0, end), text.substr(end), diagnostics);
    }
    case LiteralKind::Char:
    case LiteralKind::Byte: {
      const bool is_byte = token.literal == LiteralKind::Byte;
      LiteralExpr result{is_byte ? LiteralExpr::Kind::Byte : LiteralExpr::Kind::Char, 0, 0, "", ""};
      const Quoted parts = take_apart(text, token.literal);
      Unescaper unescaper(token, parts.content, parts.content_offset, diagnostics);
      std::string ignored;
      char32_t scalar = 0;
      int count = 0;
      const std::size_t reported = diagnostics.size();
      for (; !unescaper.is_done(); ++count) {
        unescaper.next(ignored, scalar);
        if (count == 0) result.integer = scalar;
      }
      const std::string_view name = is_byte ? "byte" : "character";
      if (diagnostics.size() == reported && count != 1)
        diagnostics
            .add(Kind::MalformedLiteral, token.span,
                 count == 0 ? concat("empty ", name, " literal")
                            : concat(name, " literal may only contain one codepoint"))
            .with_help(count == 0 ? "" : "a string is written with double quotes");
      return result;
    }
    case LiteralKind::Str:
    case LiteralKind::RawStr:
    case LiteralKind::ByteStr:
    case LiteralKind::RawByteStr:
    case LiteralKind::CStr:
    case LiteralKind::RawCStr: {
      const LiteralExpr::Kind kind = is_bytes(token.literal)      ? LiteralExpr::Kind::ByteStr
                                     : is_c_string(token.literal) ? LiteralExpr::Kind::CStr
                                                                  : LiteralExpr::Kind::Str;
      const Quoted parts = take_apart(text, token.literal);
      if (!parts.suffix.empty())
        diagnostics.add(Kind::MalformedLiteral, token.span,
                        concat("suffixes on string literals are invalid: ", quoted(parts.suffix)));
      return {kind, 0, 0, decode_string(token, names, diagnostics).value, ""};
    }
  }
  return {LiteralExpr::Kind::Int, 0, 0, "", ""};
}

std::string escape_string(std::string_view value) {
  std::string out;
  for (const char c : value) {
    switch (c) {
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\\': out += "\\\\"; break;
      case '"': out += "\\\""; break;
      case '\0': out += "\\0"; break;
      default: out += c;
    }
  }
  return out;
}

Token string_token(std::string_view value, Span span, HygieneId hygiene, Interner& names) {
  Token token;
  token.kind = TokenKind::Literal;
  token.literal = LiteralKind::Str;
  token.text = names.intern(concat("\"", escape_string(value), "\""));
  token.span = span;
  token.hygiene = hygiene;
  return token;
}

}  // namespace syntax
