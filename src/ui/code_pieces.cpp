#include "ui/code_pieces.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::string_view keywords[] = {
    "as",    "async", "await",  "break",       "const",  "continue", "crate",  "dyn",
    "else",  "enum",  "extern", "false",       "fn",     "for",      "if",     "impl",
    "in",    "let",   "loop",   "macro_rules", "match",  "mod",      "move",   "mut",
    "pub",   "raw",   "ref",    "return",      "self",   "static",   "struct", "super",
    "trait", "true",  "type",   "union",       "unsafe", "use",      "where",  "while"};
constexpr std::string_view primitives[] = {"Self", "bool", "char", "f32", "f64",   "i128",
                                           "i16",  "i32",  "i64",  "i8",  "isize", "str",
                                           "u128", "u16",  "u32",  "u64", "u8",    "usize"};

template <std::size_t count>
bool is_among(const std::string_view (&words)[count], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<CodePiece> cut() {
    while (at_ < text_.size()) cut_one();
    return std::move(pieces_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void put(std::size_t end, Ink ink, bool is_strong = false) {
    end = std::min(end, text_.size());
    pieces_.push_back(
        {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), ink, is_strong});
    at_ = end;
  }

  std::size_t end_of_line() const { return std::min(text_.find('\n', at_), text_.size()); }

  std::size_t end_of_block_comment() const {
    int depth = 0;
    for (std::size_t i = at_; i + 1 < text_.size(); ++i) {
      if (text_[i] == '/' && text_[i + 1] == '*')
        ++depth, ++i;
      else if (text_[i] == '*' && text_[i + 1] == '/' && --depth == 0)
        return i + 2;
      else if (text_[i] == '*' && text_[i + 1] == '/')
        ++i;
    }
    return text_.size();
  }

  std::size_t end_of_string(std::size_t open, char quote) const {
    for (std::size_t i = open + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == quote)
        return i + 1;
    }
    return text_.size();
  }

  // r"…", r#"…"#, br"…": 0 if this is none.
  std::size_t end_of_raw_string() const {
    std::size_t i = at_;
    if (text_[i] == 'b' || text_[i] == 'c') ++i;
    if (i >= text_.size() || text_[i] != 'r') return 0;
    std::size_t hashes = 0;
    for (++i; i < text_.size() && text_[i] == '#'; ++i) ++hashes;
    if (i >= text_.size() || text_[i] != '"') return 0;
    for (++i; i < text_.size(); ++i) {
      if (text_[i] != '"') continue;
      std::size_t found = 0;
      while (found < hashes && i + 1 + found < text_.size() && text_[i + 1 + found] == '#') ++found;
      if (found == hashes) return i + 1 + hashes;
    }
    return text_.size();
  }

  void cut_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const auto follows = [&](std::string_view what) {
      return text_.substr(end, what.size()) == what;
    };
    if (is_among(keywords, word)) return put(end, word == "unsafe" ? Ink::Bad : Ink::Keyword, true);
    if (follows("!") && !follows("!=")) return put(end + 1, Ink::MacroName);
    if (is_among(primitives, word)) return put(end, Ink::TypeName);
    if (word[0] >= 'A' && word[0] <= 'Z') {
      // A name in capitals throughout is a constant or a static.
      const bool has_lower =
          std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      return put(end, has_lower || word.size() == 1 ? Ink::TypeName : Ink::Number);
    }
    put(end, follows("(") ? Ink::Function : Ink::CodeText);
  }

  void cut_quote() {
    // 'a' is a character, 'a without a closing quote a lifetime.
    if (peek(1) == '\\') return put(end_of_string(at_, '\''), Ink::String);
    std::size_t end = at_ + 1;
    if (end < text_.size() && static_cast<unsigned char>(text_[end]) >= 0x80)
      while (end + 1 < text_.size() && (static_cast<unsigned char>(text_[end + 1]) & 0xc0) == 0x80)
        ++end;
    if (end + 1 < text_.size() && text_[end + 1] == '\'' && text_[end] != '\n')
      return put(end + 2, Ink::String);
    end = at_ + 1;
    while (end < text_.size() && is_word(text_[end])) ++end;
    put(end, Ink::Lifetime);
  }

  void cut_one() {
    const char c = peek();
    if (c == '/' && peek(1) == '/') return put(end_of_line(), Ink::Comment);
    if (c == '/' && peek(1) == '*') return put(end_of_block_comment(), Ink::Comment);
    if (c == 'r' || c == 'b' || c == 'c') {
      if (const std::size_t end = end_of_raw_string()) return put(end, Ink::String);
      if (c != 'r' && (peek(1) == '"' || peek(1) == '\''))
        return put(end_of_string(at_ + 1, peek(1)), Ink::String);
    }
    if (c == '"') return put(end_of_string(at_, '"'), Ink::String);
    if (c == '\'') return cut_quote();
    if (is_word_start(c)) return cut_word();
    if (is_digit(c)) {
      std::size_t end = at_;
      while (end < text_.size() &&
             (is_word(text_[end]) ||
              (text_[end] == '.' && end + 1 < text_.size() && is_digit(text_[end + 1]))))
        ++end;
      return put(end, Ink::Number);
    }
    if (c == '#' && (peek(1) == '[' || (peek(1) == '!' && peek(2) == '['))) {
      int depth = 0;
      std::size_t end = at_;
      while (end < text_.size() && text_[end] != '\n') {
        if (text_[end] == '[') ++depth;
        if (text_[end++] == ']' && --depth == 0) break;
      }
      return put(end, Ink::MacroName);
    }
    std::size_t end = at_ + 1;
    const auto is_plain = [](char d) {
      return !is_word(d) && d != '/' && d != '"' && d != '\'' && d != '#';
    };
    while (end < text_.size() && is_plain(text_[end])) ++end;
    put(end, Ink::CodeText);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<CodePiece> pieces_;
};

}  // namespace

bool is_word(char c) { return is_word_start(c) || is_digit(c); }

std::vector<CodePiece> rust_pieces(std::string_view text) {
  return Cutter(text).cut();
}

std::vector<CodePiece> plain_pieces(std::string_view text) {
  if (text.empty()) return {};
  return {{0, static_cast<std::uint32_t>(text.size()), Ink::CodeText, false}};
}

}  // namespace ui
