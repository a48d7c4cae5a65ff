#include "syntax/token.h"

#include <unordered_map>

namespace syntax {

std::string_view spelling(Punct punct) {
  static constexpr std::string_view table[] = {
#define PUNCT(name, spelling) spelling,
#include "syntax/puncts.def"
#undef PUNCT
  };
  return table[static_cast<std::size_t>(punct)];
}

namespace {
constexpr std::string_view keyword_table[] = {
    "",
#define KEYWORD(name, spelling) spelling,
#define EDITION_KEYWORD(name, spelling) spelling,
#define WEAK_KEYWORD(name, spelling) spelling,
#include "syntax/keywords.def"
#undef KEYWORD
#undef EDITION_KEYWORD
#undef WEAK_KEYWORD
};
}  // namespace

std::string_view spelling(Keyword keyword) {
  return keyword_table[static_cast<std::size_t>(keyword)];
}

Keyword keyword_of(std::string_view word) {
  static const std::unordered_map<std::string_view, Keyword> table = [] {
    std::unordered_map<std::string_view, Keyword> made;
    for (std::size_t i = 1; i < std::size(keyword_table); ++i)
      made.emplace(keyword_table[i], static_cast<Keyword>(i));
    return made;
  }();
  if (word.size() > 11) return Keyword::None;
  const auto found = table.find(word);
  return found == table.end() ? Keyword::None : found->second;
}

std::string_view spelling(Fragment fragment) {
  static constexpr std::string_view table[] = {"",      "block",   "expr", "expr_2021", "ident",
                                               "item",  "lifetime", "literal", "meta",  "pat",
                                               "pat_param", "path", "stmt", "tt", "ty", "vis"};
  return table[static_cast<std::size_t>(fragment)];
}

void link_groups(std::vector<Token>& tokens) {
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == TokenKind::Open) {
      open.push_back(at);
    } else if (tokens[at].kind == TokenKind::Close) {
      INVARIANT(!open.empty(), "groups are balanced");
      tokens[open.back()].skip = static_cast<std::uint32_t>(at - open.back());
      open.pop_back();
    }
  }
  INVARIANT(open.empty(), "groups are balanced");
}

}  // namespace syntax
