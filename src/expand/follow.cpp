// Follow sets: what may stand after a fragment in a pattern, so that new syntax in the language
// cannot change what a macro matches. The table is the Reference's ("Follow-set ambiguity
// restrictions").

#include "base/text.h"
#include "expand/macro_rules.h"

namespace expand {

using namespace syntax;

namespace {

/// What can come next: a token or a fragment. A closing bracket is never a problem.
struct Next {
  const Token* token = nullptr;
  Fragment fragment = Fragment::None;
  Span span;
};
using NextSet = std::vector<Next>;

NextSet first_of(const std::vector<Node>& nodes, std::size_t from, const NextSet& after) {
  NextSet set;
  for (std::size_t i = from; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (node.kind == Node::Kind::Variable) {
      set.push_back({nullptr, node.fragment, node.span});
      return set;
    }
    if (node.kind != Node::Kind::Repetition) {
      set.push_back({&node.token, Fragment::None, node.span});
      return set;
    }
    for (const Next& next : first_of(node.children, 0, {})) set.push_back(next);
    if (node.repeat == Repeat::OneOrMore) return set;
  }
  set.insert(set.end(), after.begin(), after.end());
  return set;
}

bool may_follow(Fragment fragment, const Next& next) {
  const Token* token = next.token;
  if (token != nullptr && token->is(TokenKind::Close)) return true;
  const auto is_punct = [&](std::initializer_list<Punct> puncts) {
    for (const Punct punct : puncts)
      if (token != nullptr && token->is(punct)) return true;
    return false;
  };
  const auto is_word = [&](std::initializer_list<Keyword> words) {
    for (const Keyword word : words)
      if (token != nullptr && token->is(word)) return true;
    return false;
  };
  switch (fragment) {
    case Fragment::Expr:
    case Fragment::Expr2021:
    case Fragment::Stmt: return is_punct({Punct::FatArrow, Punct::Comma, Punct::Semi});
    case Fragment::Pat:
      return is_punct({Punct::FatArrow, Punct::Comma, Punct::Eq}) ||
             is_word({Keyword::If, Keyword::In});
    case Fragment::PatParam:
      return is_punct({Punct::FatArrow, Punct::Comma, Punct::Eq, Punct::Or}) ||
             is_word({Keyword::If, Keyword::In});
    case Fragment::Path:
    case Fragment::Ty:
      return is_punct({Punct::FatArrow, Punct::Comma, Punct::Gt, Punct::Shr, Punct::Eq, Punct::Colon,
                       Punct::Semi, Punct::Or}) ||
             is_word({Keyword::As, Keyword::Where}) || next.fragment == Fragment::Block ||
             (token != nullptr &&
              (token->opens(Delimiter::Brace) || token->opens(Delimiter::Bracket)));
    case Fragment::Vis:
      if (token == nullptr)
        return next.fragment == Fragment::Ident || next.fragment == Fragment::Ty ||
               next.fragment == Fragment::Path;
      return token->is(Punct::Comma) || token->is(TokenKind::Ident) ||
             may_begin(Fragment::Ty, {token, token + 1});
    case Fragment::None:
    case Fragment::Block:
    case Fragment::Ident:
    case Fragment::Item:
    case Fragment::Lifetime:
    case Fragment::Literal:
    case Fragment::Meta:
    case Fragment::Tt: return true;
  }
  return true;
}

std::string_view allowed_after(Fragment fragment) {
  switch (fragment) {
    case Fragment::Expr:
    case Fragment::Expr2021:
    case Fragment::Stmt: return "allowed there are: `=>`, `,` or `;`";
    case Fragment::Pat: return "allowed there are: `=>`, `,`, `=`, `if` or `in`";
    case Fragment::PatParam: return "allowed there are: `=>`, `,`, `=`, `|`, `if` or `in`";
    case Fragment::Path:
    case Fragment::Ty:
      return "allowed there are: `{`, `[`, `=>`, `,`, `>`, `=`, `:`, `;`, `|`, `as` or `where`";
    case Fragment::Vis: return "allowed there are: `,`, an ident (except `priv`) or a type";
    default: return "";
  }
}

class FollowCheck {
 public:
  FollowCheck(const Interner& names, diag::Diagnostics& diagnostics)
      : names_(names), diagnostics_(diagnostics) {}

  void check(const std::vector<Node>& nodes, const NextSet& after) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      if (node.kind == Node::Kind::Token) continue;
      if (node.kind == Node::Kind::Group) {
        check(node.children, {{&node.close, Fragment::None, node.close.span}});
        continue;
      }
      NextSet next = first_of(nodes, i + 1, after);
      if (node.kind == Node::Kind::Variable) {
        for (const Next& candidate : next) check_pair(node, candidate);
        continue;
      }
      // Without a separator the next round is not looked at: `$($t:ty)*` is allowed.
      if (node.separator)
        next.push_back({&*node.separator, Fragment::None, node.separator->span});
      check(node.children, next);
    }
  }

 private:
  void check_pair(const Node& variable, const Next& next) {
    if (may_follow(variable.fragment, next)) return;
    const std::string_view kind = spelling(variable.fragment);
    const std::string followed =
        next.token != nullptr ? describe(*next.token, names_)
                              : concat("a `", spelling(next.fragment), "` fragment");
    diagnostics_
        .add(diag::Kind::MacroMalformed, next.span,
             concat("`$", names_.text(variable.token.text), ":", kind, "` is followed by ", followed,
                    ", which is not allowed for `", kind, "` fragments"))
        .with_help(std::string(allowed_after(variable.fragment)));
  }

  const Interner& names_;
  diag::Diagnostics& diagnostics_;
};

}  // namespace

void check_follow_sets(const Rule& rule, const Interner& names, diag::Diagnostics& diagnostics) {
  FollowCheck(names, diagnostics).check(rule.pattern, {});
}

}  // namespace expand
