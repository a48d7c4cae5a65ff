#include "expand/doc_comments.h"

#include <algorithm>
#include <string>

namespace expand {

using syntax::Token;
using syntax::TokenKind;

namespace {

/// The next doc comment of a gap, from its first byte; what is left of the gap when it returns true.
struct DocComment {
  std::string_view text;
  std::size_t begin = 0, end = 0;
  bool is_inner = false;

  bool find_next(std::string_view gap) {
    for (std::size_t at = end; at + 1 < gap.size();) {
      if (gap[at] != '/') {
        ++at;
        continue;
      }
      begin = at;
      const bool is_line = gap[at + 1] == '/';
      end = is_line ? std::min(gap.find('\n', at), gap.size()) : end_of_block(gap, at);
      const std::string_view whole = gap.substr(at, end - at);
      const char mark = whole.size() > 2 ? whole[2] : ' ';
      is_inner = mark == '!';
      // Four slashes, three stars and `/**/` are no documentation.
      const char outer = is_line ? '/' : '*';
      const bool is_doc = is_inner || (mark == outer && (whole.size() == 3 || whole[3] != outer) &&
                                       (is_line || whole.size() > 4));
      at = end;
      if (!is_doc) continue;
      text = whole.substr(3, whole.size() - (is_line ? 3 : 5));
      if (is_line && text.ends_with('\r')) text.remove_suffix(1);
      return true;
    }
    return false;
  }

  /// Block comments nest.
  static std::size_t end_of_block(std::string_view gap, std::size_t at) {
    int depth = 0;
    for (; at + 1 < gap.size(); ++at) {
      const std::string_view two = gap.substr(at, 2);
      if (two != "/*" && two != "*/") continue;
      depth += two == "/*" ? 1 : -1;
      ++at;
      if (depth == 0) return at + 1;
    }
    return gap.size();
  }
};

/// `text` as a raw string literal, with as many `#` as it needs.
std::string raw_string(std::string_view text) {
  std::string hashes;
  while (text.find("\"" + hashes) != std::string_view::npos) hashes += '#';
  return "r" + hashes + "\"" + std::string(text) + "\"" + hashes;
}

void add_attribute(const DocComment& comment, Span span, Interner& names, std::vector<Token>& out) {
  Token token;
  token.span = span;
  const auto add = [&](TokenKind kind) -> Token& {
    token.kind = kind;
    out.push_back(token);
    return out.back();
  };
  add(TokenKind::Punct).punct = syntax::Punct::Pound;
  if (comment.is_inner) add(TokenKind::Punct).punct = syntax::Punct::Not;
  add(TokenKind::Open).delimiter = syntax::Delimiter::Bracket;
  add(TokenKind::Ident).text = names.intern("doc");
  add(TokenKind::Punct).punct = syntax::Punct::Eq;
  Token& literal = add(TokenKind::Literal);
  literal.literal = syntax::LiteralKind::RawStr;
  literal.text = names.intern(raw_string(comment.text));
  add(TokenKind::Close).delimiter = syntax::Delimiter::Bracket;
}

}  // namespace

std::vector<Token> with_doc_attributes(syntax::TokenSlice arguments, const SourceMap& sources,
                                       Interner& names) {
  std::vector<Token> out;
  const Token* copied = arguments.first;
  for (const Token* after = arguments.first; after <= arguments.last; ++after) {
    // A gap is between two tokens of one text, as it was written.
    const Span from = after[-1].span, to = after->span;
    if (from.file != to.file || from.end + 3 > to.begin) continue;
    const Span gap{from.file, from.end, to.begin, from.expansion};
    const std::string_view text = sources.text_of(gap);
    DocComment comment;
    while (comment.find_next(text)) {
      out.insert(out.end(), copied, after);
      copied = after;
      const auto begin = gap.begin + static_cast<std::uint32_t>(comment.begin);
      const auto end = gap.begin + static_cast<std::uint32_t>(comment.end);
      add_attribute(comment, {gap.file, begin, end, gap.expansion}, names, out);
    }
  }
  if (out.empty()) return out;
  out.insert(out.end(), copied, arguments.last);
  syntax::link_groups(out);
  return out;
}

}  // namespace expand
