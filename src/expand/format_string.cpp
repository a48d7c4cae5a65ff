#include "expand/format_string.h"

#include "base/text.h"
#include "syntax/characters.h"
#include "syntax/lexer.h"

namespace expand {

using syntax::FormatSpec;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  FormatTemplate run() {
    FormatText piece;
    while (at_ < text_.size() && !result_.mistake) {
      const char c = text_[at_];
      if (c == '{' || c == '}') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == c) {
          piece.literal += c;
          at_ += 2;
          continue;
        }
        if (c == '}') {
          fail("invalid format string: unmatched `}` found",
               "if you intended to print `}`, you can escape it using `}}`", at_, at_ + 1);
          break;
        }
        piece.placeholder = read_placeholder();
        result_.pieces.push_back(std::move(piece));
        piece = {};
        continue;
      }
      piece.literal += c;
      ++at_;
    }
    if (!piece.literal.empty()) result_.pieces.push_back(std::move(piece));
    return std::move(result_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool eat(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && (peek() == ' ' || (peek() >= '\t' && peek() <= '\r'))) ++at_;
  }
  void fail(std::string message, std::string help, std::size_t begin, std::size_t end) {
    if (!result_.mistake)
      result_.mistake = FormatMistake{std::move(message), std::move(help),
                                      static_cast<std::uint32_t>(begin),
                                      static_cast<std::uint32_t>(end)};
  }

  Placeholder read_placeholder() {
    Placeholder made;
    const std::size_t open = at_++;
    made.begin = static_cast<std::uint32_t>(open);
    skip_space();
    made.argument = read_argument();
    if (made.argument.kind == ArgumentName::Kind::None) made.argument.kind = ArgumentName::Kind::Next;
    skip_space();
    if (eat(':')) read_spec(made);
    skip_space();
    if (!eat('}')) {
      if (at_ >= text_.size()) {
        fail("invalid format string: expected `}` but string was terminated",
             "if you intended to print `{`, you can escape it using `{{`", at_, at_);
      } else {
        std::size_t end = at_;
        const char32_t scalar = read_utf8(text_, end);
        std::string shown;
        append_utf8(shown, scalar);
        fail(concat("invalid format string: expected `}`, found ",
                    shown == "\"" ? "`\"`" : quoted(shown)),
             "if you intended to print `{`, you can escape it using `{{`", at_, end);
      }
      at_ = text_.size();
    }
    made.end = static_cast<std::uint32_t>(at_);
    return made;
  }

  /// `0`, `name`, or nothing.
  ArgumentName read_argument() {
    ArgumentName argument;
    argument.begin = static_cast<std::uint32_t>(at_);
    if (is_digit(peek())) {
      argument.kind = ArgumentName::Kind::Index;
      argument.index = read_number();
    } else if (std::string name = read_word(); !name.empty()) {
      argument.kind = ArgumentName::Kind::Name;
      argument.name = std::move(name);
    }
    argument.end = static_cast<std::uint32_t>(at_);
    return argument;
  }

  std::uint32_t read_number() {
    std::uint64_t value = 0;
    const std::size_t begin = at_;
    while (is_digit(peek()) && at_ < text_.size()) {
      value = value * 10 + static_cast<std::uint64_t>(peek() - '0');
      if (value > 0xffff) {
        while (is_digit(peek())) ++at_;
        fail("invalid format string: integer is too large", "the largest is 65535", begin, at_);
        return 0;
      }
      ++at_;
    }
    return static_cast<std::uint32_t>(value);
  }

  std::string read_word() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t next = end;
      const char32_t scalar = read_utf8(text_, next);
      if (!(end == begin ? syntax::is_ident_start(scalar) : syntax::is_ident_continue(scalar))) break;
      end = next;
    }
    at_ = end;
    return std::string(text_.substr(begin, end - begin));
  }

  static FormatSpec::Align align_of(char c) {
    switch (c) {
      case '<': return FormatSpec::Align::Left;
      case '^': return FormatSpec::Align::Center;
      case '>': return FormatSpec::Align::Right;
      default: return FormatSpec::Align::None;
    }
  }

  void read_spec(Placeholder& made) {
    FormatSpec& spec = made.spec;
    if (at_ < text_.size() && peek() != '}') {
      std::size_t next = at_;
      const char32_t fill = read_utf8(text_, next);
      if (next < text_.size() && align_of(text_[next]) != FormatSpec::Align::None) {
        spec.fill = fill;
        at_ = next;
      }
    }
    spec.align = align_of(peek());
    if (spec.align != FormatSpec::Align::None) ++at_;
    if (eat('+')) {
      spec.sign_plus = true;
    } else {
      spec.sign_minus = eat('-');
    }
    spec.alternate = eat('#');
    // `0$` is the width given by argument 0.
    if (peek() == '0' && peek(1) != '$') {
      spec.zero_pad = true;
      ++at_;
    }
    read_count(spec.width, made.width);
    if (eat('.')) {
      if (eat('*')) {
        made.precision.kind = ArgumentName::Kind::Next;
        made.precision.begin = static_cast<std::uint32_t>(at_ - 1);
        made.precision.end = static_cast<std::uint32_t>(at_);
      } else {
        const std::size_t begin = at_;
        read_count(spec.precision, made.precision);
        if (at_ == begin)
          fail("invalid format string: expected a precision after `.`", "", begin, begin);
      }
    }
    read_trait(spec);
  }

  void read_count(FormatSpec::Count& count, ArgumentName& argument) {
    const std::size_t begin = at_;
    ArgumentName read = read_argument();
    if (eat('$')) {
      argument = std::move(read);
      return;
    }
    if (read.kind == ArgumentName::Kind::Index) {
      count.kind = FormatSpec::Count::Kind::Literal;
      count.value = read.index;
      return;
    }
    at_ = begin;
  }

  void read_trait(FormatSpec& spec) {
    using Trait = FormatSpec::Trait;
    const std::size_t begin = at_;
    std::string word;
    while (at_ < text_.size() && (peek() == '?' || syntax::is_ident_continue(static_cast<unsigned char>(peek()))))
      word += text_[at_++];
    struct Entry { std::string_view word; Trait trait; FormatSpec::Debug hex; };
    static constexpr Entry table[] = {
        {"", Trait::Display, FormatSpec::Debug::None},
        {"?", Trait::Debug, FormatSpec::Debug::None},
        {"x?", Trait::Debug, FormatSpec::Debug::LowerHex},
        {"X?", Trait::Debug, FormatSpec::Debug::UpperHex},
        {"x", Trait::LowerHex, FormatSpec::Debug::None},
        {"X", Trait::UpperHex, FormatSpec::Debug::None},
        {"o", Trait::Octal, FormatSpec::Debug::None},
        {"b", Trait::Binary, FormatSpec::Debug::None},
        {"e", Trait::LowerExp, FormatSpec::Debug::None},
        {"E", Trait::UpperExp, FormatSpec::Debug::None},
        {"p", Trait::Pointer, FormatSpec::Debug::None},
    };
    for (const Entry& entry : table)
      if (entry.word == word) {
        spec.trait = entry.trait;
        spec.debug_hex = entry.hex;
        return;
      }
    fail(concat("unknown format trait ", quoted(word)),
         "the only appropriate formatting traits are: nothing, `?`, `e`, `E`, `o`, `p`, `b`, `x`, `X`",
         begin, at_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  FormatTemplate result_;
};

}  // namespace

FormatTemplate read_format_string(std::string_view text) { return Reader(text).run(); }

}  // namespace expand
