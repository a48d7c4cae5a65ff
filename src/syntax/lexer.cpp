#include "syntax/lexer.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "syntax/characters.h"
#include "syntax/literal_ends.h"

namespace syntax {

using diag::Kind;

namespace {

// The longer spellings first, where one begins with another.
constexpr std::string_view spellings[] = {
#define PUNCT(name, spelling) spelling,
#include "syntax/puncts.def"
#undef PUNCT
};

/// The spellings that begin with a character, as a list from each to the next.
struct PunctTable {
  static constexpr std::uint8_t none = 0xff;
  std::array<std::uint8_t, 128> first{};
  std::array<std::uint8_t, std::size(spellings)> next{};

  constexpr PunctTable() {
    first.fill(none);
    for (std::size_t i = std::size(spellings); i-- > 0;) {
      std::uint8_t& begin = first[static_cast<unsigned char>(spellings[i][0])];
      next[i] = begin;
      begin = static_cast<std::uint8_t>(i);
    }
  }
};
constexpr PunctTable puncts;

class Lexer {
 public:
  Lexer(FileId file, std::string_view text, Interner& names, Edition edition,
        diag::Diagnostics& diagnostics)
      : file_(file), text_(text), names_(names), edition_(edition), diagnostics_(diagnostics) {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 4 + 8);
    skip_shebang();
    while (true) {
      skip_gap();
      if (at_ >= text_.size()) break;
      lex_token();
    }
    if (doc_.begin != doc_.end && open_.empty()) report_doc(Kind::OtherError);
    close_what_is_open();
    return std::move(tokens_);
  }

 private:
  struct OpenGroup {
    std::uint32_t index;
    Delimiter delimiter;
  };

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char32_t scalar_at(std::size_t at) const {
    return at < text_.size() ? read_utf8(text_, at) : U'\0';
  }
  bool ident_starts_at(std::size_t at) const {
    return at < text_.size() && is_ident_start(scalar_at(at));
  }
  Span span_from(std::size_t begin) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), {}};
  }

  void skip_shebang() {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    if (peek() != '#' || peek(1) != '!') return;
    // `#![attr]` is no shebang.
    std::size_t next = at_ + 2;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\n' ||
                                   text_[next] == '\r'))
      ++next;
    if (next < text_.size() && text_[next] == '[') return;
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_gap() {
    const std::size_t begin = at_;
    doc_ = {};
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        ++at_;
      } else if (c == '/' && peek(1) == '/') {
        const std::size_t comment = at_;
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
        note_doc(comment, '/');
      } else if (c == '/' && peek(1) == '*') {
        const std::size_t comment = at_;
        skip_block_comment();
        if (at_ - comment > 4) note_doc(comment, '*');
      } else if (static_cast<unsigned char>(c) >= 0x80 && is_space(scalar_at(at_))) {
        read_utf8(text_, at_);
      } else {
        break;
      }
    }
    if (at_ == begin && !tokens_.empty()) tokens_.back().is_joint = at_ < text_.size();
  }

  /// `/// text` and `/** text */` stand for an attribute of what follows; `////` and `/***` do not.
  void note_doc(std::size_t begin, char mark) {
    const std::string_view third = text_.substr(begin + 2, 1);
    if (third == std::string_view(&mark, 1) && text_.substr(begin + 3, 1) != std::string_view(&mark, 1)) doc_ = span_from(begin);
    if (third != "!" || may_describe_inside()) return;
    doc_ = span_from(begin);
    diagnostics_.add(Kind::InnerDocMisplaced, doc_, "a comment that documents what it stands in comes before all else there")
        .with_help("to document what follows, begin it with `///`; for the reader of the source alone, with `//`");
  }

  /// `//!` stands at the start of a file or block, behind other attributes of it, or in what a macro is given.
  bool may_describe_inside() const {
    if (tokens_.empty() || tokens_.back().opens(Delimiter::Brace) || tokens_.back().closes(Delimiter::Bracket)) return true;
    return std::any_of(open_.begin(), open_.end(), [this](const OpenGroup& group) {
      const std::uint32_t at = group.index;
      return (at > 0 && tokens_[at - 1].is(Punct::Not)) || (at > 1 && tokens_[at - 2].is(Punct::Not));
    });
  }

  void report_doc(Kind kind) {
    diagnostics_.add(kind, doc_, "nothing follows that this comment could document")
        .with_help("a comment for the reader of the source begins with `//`");
  }

  /// A documentation comment before the `}` of a body. What a macro is given may have one anywhere.
  void check_doc_before_close() {
    if (doc_.begin == doc_.end || open_.back().delimiter != Delimiter::Brace) return;
    Kind kind = Kind::DocAtEnd;
    for (const OpenGroup& group : open_) {
      bool is_head = true;
      for (std::uint32_t i = group.index; i-- > 0 && is_head;) {
        const Token& token = tokens_[i];
        if (token.is(Punct::Not)) return;
        is_head = !token.is(Punct::Semi) && !token.closes(Delimiter::Brace) && !token.opens(Delimiter::Brace);
        const bool holds_items = token.is(Keyword::Trait) || token.is(Keyword::Impl) || token.is(Keyword::Extern);
        if (is_head && &group == &open_.back()) {
          if (token.is(Keyword::Fn) || token.is(Keyword::Struct) || token.is(Keyword::Enum)) {
            kind = Kind::DocAtEnd;
            break;
          }
          if (holds_items) kind = Kind::DocAtEndOfItems;
          else if (token.is(Keyword::Mod)) kind = Kind::OtherError;
        }
      }
    }
    report_doc(kind);
  }

  void skip_block_comment() {
    const std::size_t begin = at_;
    int depth = 0;
    do {
      if (at_ >= text_.size()) {
        diagnostics_.add(Kind::UnterminatedComment, span_from(begin), "unterminated block comment");
        return;
      }
      if (peek() == '/' && peek(1) == '*') {
        ++depth;
        at_ += 2;
      } else if (peek() == '*' && peek(1) == '/') {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0);
  }

  Token& push(TokenKind kind, std::size_t begin) {
    Token token;
    token.kind = kind;
    token.span = span_from(begin);
    tokens_.push_back(token);
    return tokens_.back();
  }

  void lex_token() {
    const char c = peek();
    switch (c) {
      case '(': return open(Delimiter::Paren);
      case '[': return open(Delimiter::Bracket);
      case '{': return open(Delimiter::Brace);
      case ')': return close(Delimiter::Paren);
      case ']': return close(Delimiter::Bracket);
      case '}': return close(Delimiter::Brace);
      case '"': return lex_string(at_, LiteralKind::Str);
      case '\'': return lex_quote();
      case 'r':
        if (peek(1) == '"' || (peek(1) == '#' && (peek(2) == '"' || peek(2) == '#')))
          return lex_raw_string(1, LiteralKind::RawStr);
        break;
      case 'b':
        if (peek(1) == '"') return lex_prefixed_string(LiteralKind::ByteStr);
        if (peek(1) == '\'') return lex_byte();
        if (peek(1) == 'r' && (peek(2) == '"' || peek(2) == '#'))
          return lex_raw_string(2, LiteralKind::RawByteStr);
        break;
      case 'c':
        if (peek(1) == '"') return lex_prefixed_string(LiteralKind::CStr);
        if (peek(1) == 'r' && (peek(2) == '"' || peek(2) == '#'))
          return lex_raw_string(2, LiteralKind::RawCStr);
        break;
      default: break;
    }
    if (is_digit(c)) return lex_number();
    if (ident_starts_at(at_)) return lex_ident();
    lex_punct();
  }

  // ---- Groups

  void open(Delimiter delimiter) {
    const std::size_t begin = at_++;
    if (open_.size() >= max_nesting && !too_deep_) {
      diagnostics_.add(Kind::NestingTooDeep, span_from(begin),
                       concat("brackets are nested deeper than ", max_nesting, " levels"));
      too_deep_ = true;
    }
    open_.push_back({static_cast<std::uint32_t>(tokens_.size()), delimiter});
    push(TokenKind::Open, begin).delimiter = delimiter;
  }

  void put_close(Delimiter delimiter, std::size_t begin) {
    tokens_[open_.back().index].skip =
        static_cast<std::uint32_t>(tokens_.size() - open_.back().index);
    push(TokenKind::Close, begin).delimiter = delimiter;
    open_.pop_back();
  }

  void close(Delimiter delimiter) {
    const std::size_t begin = at_++;
    const std::string_view mark = text_.substr(begin, 1);
    bool has_partner = false;
    for (const OpenGroup& group : open_) has_partner |= group.delimiter == delimiter;
    if (!has_partner) {
      diagnostics_.add(Kind::UnclosedDelimiter, span_from(begin),
                       concat("unexpected closing delimiter: ", quoted(mark)));
      return;
    }
    check_doc_before_close();
    while (open_.back().delimiter != delimiter) {
      diagnostics_
          .add(Kind::UnclosedDelimiter, tokens_[open_.back().index].span,
               concat("mismatched closing delimiter: ", quoted(mark)))
          .label(span_from(begin), "this closes something else");
      put_close(open_.back().delimiter, begin);
    }
    put_close(delimiter, begin);
  }

  void close_what_is_open() {
    if (open_.empty()) return;
    // A string that never ends has swallowed the rest.
    if (!diagnostics_.has_errors()) {
      const std::size_t end = at_ > 0 && text_[at_ - 1] == '\n' ? at_ - 1 : at_;
      auto& message = diagnostics_.add(Kind::UnclosedDelimiter, span_from(end),
                                       "this file contains an unclosed delimiter");
      for (const OpenGroup& group : open_) {
        if (message.labels.size() >= 3) break;
        message.label(tokens_[group.index].span, "unclosed delimiter");
      }
    }
    while (!open_.empty()) put_close(open_.back().delimiter, at_);
  }

  // ---- Words

  void skip_word() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x80) {
        if (!is_ident_continue(static_cast<char32_t>(c))) break;
        ++at_;
      } else {
        if (!is_ident_continue(scalar_at(at_))) break;
        read_utf8(text_, at_);
      }
    }
  }

  void lex_ident() {
    const std::size_t begin = at_;
    if (peek() == 'r' && peek(1) == '#' && ident_starts_at(at_ + 2)) {
      at_ += 2;
      const std::size_t word_begin = at_;
      skip_word();
      const std::string_view word = text_.substr(word_begin, at_ - word_begin);
      if (word == "self" || word == "Self" || word == "super" || word == "crate" || word == "_")
        diagnostics_.add(Kind::MalformedLiteral, span_from(begin),
                         concat(quoted(word), " cannot be a raw identifier"));
      Token& token = push(TokenKind::Ident, begin);
      token.text = names_.intern(word);
      token.is_raw = true;
      return;
    }
    skip_word();
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (peek() == '"' || peek() == '\'' || peek() == '#') {
      diagnostics_.add(Kind::MalformedLiteral, span_from(begin),
                       concat("prefix ", quoted(word), " is unknown"))
          .with_help("insert whitespace between the prefix and what follows it");
    }
    Token& token = push(TokenKind::Ident, begin);
    token.text = names_.intern(word);
    token.keyword = keyword_of(word);
    if (token.keyword == Keyword::Gen && edition_ == Edition::E2021) token.keyword = Keyword::None;
  }

  /// A character literal or a lifetime.
  void lex_quote() {
    const std::size_t begin = at_;
    if (peek(1) == 'r' && peek(2) == '#' && ident_starts_at(at_ + 3)) {
      at_ += 3;
      const std::size_t word = at_;
      skip_word();
      Token& token = push(TokenKind::Lifetime, begin);
      token.text = names_.intern(concat("'", text_.substr(word, at_ - word)));
      token.is_raw = true;
      return;
    }
    std::size_t next = at_ + 1;
    if (next < text_.size() && peek(1) != '\\') {
      const char32_t scalar = read_utf8(text_, next);
      const bool closes_here = next < text_.size() && text_[next] == '\'';
      if (!closes_here && is_ident_start(scalar)) {
        ++at_;
        skip_word();
        if (peek() != '\'') {
          push(TokenKind::Lifetime, begin).text = names_.intern(text_.substr(begin, at_ - begin));
          return;
        }
        at_ = begin;
      }
    }
    lex_char(begin, LiteralKind::Char);
  }

  void lex_byte() {
    const std::size_t begin = at_++;
    lex_char(begin, LiteralKind::Byte);
  }

  /// From the opening quote at `at_`. What is between the quotes is checked when it is decoded.
  void lex_char(std::size_t begin, LiteralKind kind) {
    const LiteralEnd end = end_of_char(text_, at_);
    if (!end.is_whole) {
      ++at_;
      diagnostics_.add(kind == LiteralKind::Byte ? Kind::UnterminatedCharacter : Kind::UnterminatedChar, span_from(begin),
                       kind == LiteralKind::Byte ? "unterminated byte constant"
                                                 : "unterminated character literal");
    }
    at_ = end.at;
    finish_literal(begin, kind);
  }

  // ---- Strings

  void lex_prefixed_string(LiteralKind kind) {
    const std::size_t begin = at_++;
    lex_string(begin, kind);
  }

  void lex_string(std::size_t begin, LiteralKind kind) {
    const LiteralEnd end = end_of_string(text_, at_);
    at_ = end.at;
    if (!end.is_whole)
      diagnostics_.add(kind == LiteralKind::ByteStr ? Kind::UnterminatedByteString
                                                    : Kind::UnterminatedLiteral,
                       span_from(begin),
                       kind == LiteralKind::ByteStr ? "unterminated double quote byte string"
                                                    : "unterminated double quote string");
    finish_literal(begin, kind);
  }

  void lex_raw_string(std::size_t prefix_length, LiteralKind kind) {
    const std::size_t begin = at_;
    std::size_t hashes = 0;
    while (peek(prefix_length + hashes) == '#') ++hashes;
    if (peek(prefix_length + hashes) != '"') {
      // r##x: no string after all.
      if (prefix_length == 1 && hashes == 1) return lex_ident();
      at_ += prefix_length + hashes;
      diagnostics_.add(Kind::MalformedLiteral, span_from(begin),
                       "found a character that is not `\"` after the start of a raw string");
      return;
    }
    at_ += prefix_length + hashes + 1;
    const std::string mark = "\"" + std::string(hashes, '#');
    const std::size_t end = text_.find(mark, at_);
    if (end == std::string_view::npos)
      diagnostics_.add(Kind::UnterminatedRawString, span_from(begin), "unterminated raw string")
          .with_help(concat("the string ends with ", quoted(mark)));
    at_ = end == std::string_view::npos ? text_.size() : end + mark.size();
    finish_literal(begin, kind);
  }

  // ---- Numbers

  void lex_number() {
    const std::size_t begin = at_;
    const NumberEnd end = end_of_number(text_, at_);
    at_ = end.at;
    if (end.lacks_exponent)
      diagnostics_.add(Kind::MalformedLiteral, span_from(begin), "expected at least one digit in exponent");
    finish_literal(begin, end.kind);
  }

  void finish_literal(std::size_t begin, LiteralKind kind) {
    if (ident_starts_at(at_)) skip_word();   // the suffix
    Token& token = push(TokenKind::Literal, begin);
    token.literal = kind;
    token.text = names_.intern(text_.substr(begin, at_ - begin));
  }

  // ---- Punctuation

  void lex_punct() {
    const std::size_t begin = at_;
    const auto first = static_cast<unsigned char>(text_[at_]);
    for (std::size_t i = first < 0x80 ? puncts.first[first] : PunctTable::none; i != PunctTable::none; i = puncts.next[i]) {
      const std::string_view candidate = spellings[i];
      if (text_.compare(at_, candidate.size(), candidate) != 0) continue;
      if (edition_ == Edition::E2024 && candidate == "#" && (peek(1) == '"' || peek(1) == '#') &&
          guarded_string_at(at_)) {
        ++at_;
        diagnostics_.add(Kind::MalformedLiteral, span_from(begin),
                         "this syntax is reserved in edition 2024")
            .with_help("insert whitespace here: `# `");
      } else {
        at_ += candidate.size();
      }
      push(TokenKind::Punct, begin).punct = static_cast<Punct>(i);
      return;
    }
    const char32_t scalar = read_utf8(text_, at_);
    diagnostics_.add(Kind::UnknownCharacter, span_from(begin),
                     concat("unknown start of token: ", shown(scalar)));
  }

  bool guarded_string_at(std::size_t at) const {
    std::size_t hashes = 0;
    while (at + hashes < text_.size() && text_[at + hashes] == '#') ++hashes;
    return hashes >= 2 || (at + hashes < text_.size() && text_[at + hashes] == '"');
  }

  FileId file_;
  std::string_view text_;
  Interner& names_;
  Edition edition_;
  diag::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<OpenGroup> open_;
  bool too_deep_ = false;
  Span doc_;   // the documentation comment in the gap before `at_`, if there is one
};

}  // namespace

TokenTrees lex(FileId file, const SourceMap& sources, Interner& names, Edition edition,
               diag::Diagnostics& diagnostics) {
  const std::shared_ptr<const std::string> text = sources.file(file).text;
  TokenTrees trees;
  trees.file = file;
  trees.tokens = Lexer(file, *text, names, edition, diagnostics).run();
  const auto size = static_cast<std::uint32_t>(text->size());
  trees.end = {file, size, size, {}};
  return trees;
}

std::vector<Token> lex_quoted(std::string_view text, Span span, HygieneId hygiene,
                              Interner& names) {
  diag::Diagnostics diagnostics;
  std::vector<Token> tokens = Lexer(span.file, text, names, Edition::E2024, diagnostics).run();
  INVARIANT(!diagnostics.has_errors(), "text made by us is made of tokens");
  for (Token& token : tokens) {
    if (token.is(TokenKind::Ident) && token.keyword == Keyword::None &&
        names.text(token.text) == "DOLLAR_CRATE") {
      token.text = names.intern("$crate");
      token.keyword = Keyword::DollarCrate;
    }
    token.span = span;
    token.hygiene = hygiene;
  }
  return tokens;
}

}  // namespace syntax
