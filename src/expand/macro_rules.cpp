// From the tokens of a definition to rules.

#include "expand/macro_rules.h"

#include "base/text.h"

namespace expand {

using namespace syntax;
using diag::Kind;

namespace {

Fragment fragment_of(std::string_view word, Edition edition) {
  for (int i = 1; i <= static_cast<int>(Fragment::Vis); ++i)
    if (spelling(static_cast<Fragment>(i)) == word) {
      const auto fragment = static_cast<Fragment>(i);
      return fragment == Fragment::Expr && edition == Edition::E2021 ? Fragment::Expr2021 : fragment;
    }
  return Fragment::None;
}

std::optional<Repeat> repeat_of(const Token& token) {
  if (token.is(Punct::Star)) return Repeat::ZeroOrMore;
  if (token.is(Punct::Plus)) return Repeat::OneOrMore;
  if (token.is(Punct::Question)) return Repeat::ZeroOrOne;
  return std::nullopt;
}

class Compiler {
 public:
  Compiler(Edition edition, const Interner& names, diag::Diagnostics& diagnostics)
      : edition_(edition), names_(names), diagnostics_(diagnostics) {}

  enum class Side { Pattern, Body };

  std::vector<Node> read(TokenSlice tokens, Side side) {
    std::vector<Node> nodes;
    const Token* at = tokens.first;
    while (at != tokens.last) at = read_node(at, tokens.last, side, nodes);
    return nodes;
  }

  void error(Span span, std::string message, std::string help = {}) {
    diagnostics_.add(Kind::MacroMalformed, span, std::move(message)).with_help(std::move(help));
  }

 private:
  const Token* read_node(const Token* at, const Token* last, Side side, std::vector<Node>& nodes) {
    if (at->is(Punct::Dollar) && at + 1 != last) {
      const Token& next = at[1];
      if (next.opens(Delimiter::Paren)) return read_repetition(at + 1, last, side, nodes);
      if (next.is(TokenKind::Ident)) {
        if (next.is(Keyword::Crate)) {
          Node node;
          node.token = next;
          node.token.keyword = Keyword::DollarCrate;
          node.token.text = dollar_crate_;
          node.span = next.span;
          nodes.push_back(node);
          return at + 2;
        }
        return read_variable(at + 1, last, side, nodes);
      }
      if (next.is(Punct::Dollar)) {   // unstable `$$`
        error(next.span, "unexpected token: `$`");
        return at + 2;
      }
      error(next.span, concat("expected identifier, found ", describe(next, names_)));
      return at + 1;
    }
    Node node;
    node.token = *at;
    node.span = at->span;
    if (at->is(TokenKind::Open)) {
      node.kind = Node::Kind::Group;
      node.children = read(contents_of(at), side);
      node.close = at[at->skip];
      nodes.push_back(std::move(node));
      return after_tree(at);
    }
    nodes.push_back(std::move(node));
    return at + 1;
  }

  const Token* read_variable(const Token* name, const Token* last, Side side,
                             std::vector<Node>& nodes) {
    Node node;
    node.kind = Node::Kind::Variable;
    node.token = *name;
    node.span = name->span;
    if (side == Side::Body) {
      nodes.push_back(std::move(node));
      return name + 1;
    }
    const Token* next = name + 1;
    if (next == last || !next->is(Punct::Colon)) {
      error(name->span, "missing fragment specifier",
            concat("write `$", names_.text(name->text), ":expr`, or another fragment"));
      nodes.push_back(std::move(node));
      return next;
    }
    ++next;
    if (next == last || !next->is(TokenKind::Ident)) {
      error(name->span, "missing fragment specifier");
      nodes.push_back(std::move(node));
      return next;
    }
    node.fragment = fragment_of(names_.text(next->text), edition_);
    if (node.fragment == Fragment::None)
      error(join_spans(name->span, next->span),
            concat("invalid fragment specifier ", quoted(names_.text(next->text))),
            "valid fragment specifiers are `ident`, `block`, `stmt`, `expr`, `expr_2021`, `pat`, "
            "`pat_param`, `ty`, `lifetime`, `literal`, `path`, `meta`, `tt`, `item` and `vis`");
    node.span = join_spans(name->span, next->span);
    nodes.push_back(std::move(node));
    return next + 1;
  }

  const Token* read_repetition(const Token* open, const Token* last, Side side,
                               std::vector<Node>& nodes) {
    Node node;
    node.kind = Node::Kind::Repetition;
    node.span = open->span;
    node.children = read(contents_of(open), side);
    const Token* at = after_tree(open);
    const Span end = at[-1].span;
    node.span = join_spans(open->span, end);
    if (at == last) {
      error(end, "expected one of: `*`, `+`, or `?`");
      nodes.push_back(std::move(node));   // read as if `*` stood there
      return at;
    }
    std::optional<Repeat> repeat = repeat_of(*at);
    if (!repeat && !at->is(TokenKind::Open)) {
      if (at + 1 != last) repeat = repeat_of(at[1]);
      if (repeat) {
        node.separator = *at;
        ++at;
      }
    }
    if (!repeat) {
      error(at->span, "expected one of: `*`, `+`, or `?`");
      nodes.push_back(std::move(node));
      return at->is(TokenKind::Open) ? after_tree(at) : at + 1;
    }
    if (*repeat == Repeat::ZeroOrOne && node.separator)
      error(node.separator->span, "the `?` macro repetition operator does not take a separator");
    node.repeat = *repeat;
    nodes.push_back(std::move(node));
    return at + 1;
  }

 public:
  NameId dollar_crate_;

 private:
  Edition edition_;
  const Interner& names_;
  diag::Diagnostics& diagnostics_;
};

/// A repetition whose contents can match nothing would go on forever.
bool may_be_empty(const std::vector<Node>& nodes) {
  for (const Node& node : nodes) {
    if (node.kind == Node::Kind::Repetition) {
      if (node.repeat == Repeat::OneOrMore && !may_be_empty(node.children)) return false;
      continue;
    }
    if (node.kind == Node::Kind::Variable && node.fragment == Fragment::Vis) continue;
    return false;
  }
  return true;
}

void check_empty_repetitions(const std::vector<Node>& nodes, diag::Diagnostics& diagnostics) {
  for (const Node& node : nodes) {
    if (node.kind == Node::Kind::Repetition && !node.separator &&
        node.repeat != Repeat::ZeroOrOne && may_be_empty(node.children))
      diagnostics.add(Kind::MacroMalformed, node.span, "repetition matches empty token tree");
    check_empty_repetitions(node.children, diagnostics);
  }
}

void check_duplicates(const std::vector<Node>& nodes, std::vector<std::pair<NameId, Span>>& seen,
                      const Interner& names, diag::Diagnostics& diagnostics) {
  for (const Node& node : nodes) {
    if (node.kind == Node::Kind::Variable) {
      for (const auto& [name, span] : seen)
        if (name == node.token.text)
          diagnostics.add(Kind::MacroMalformed, node.span, "duplicate matcher binding")
              .label(span, concat("`$", names.text(name), "` is bound here already"));
      seen.emplace_back(node.token.text, node.span);
    }
    check_duplicates(node.children, seen, names, diagnostics);
  }
}

}  // namespace

MacroDefinition compile_macro(const Token& name, TokenSlice rules, Edition edition,
                              const Interner& names, diag::Diagnostics& diagnostics) {
  MacroDefinition definition;
  definition.name = name.text;
  definition.span = name.span;
  Compiler compiler(edition, names, diagnostics);
  compiler.dollar_crate_ = names.find("$crate");
  const Token* at = rules.first;
  while (at != rules.last) {
    if (!at->is(TokenKind::Open) || at->delimiter == Delimiter::None) {
      compiler.error(at->span, concat("expected macro matcher, found ", describe(*at, names)),
                     "a rule is written `(pattern) => { body }`");
      return definition;
    }
    Rule rule;
    rule.pattern_span = join_spans(at->span, at[at->skip].span);
    rule.pattern = compiler.read(contents_of(at), Compiler::Side::Pattern);
    at = after_tree(at);
    if (at == rules.last || !at->is(Punct::FatArrow)) {
      compiler.error(at == rules.last ? rule.pattern_span : at->span,
                     at == rules.last
                         ? "expected `=>`, found end of macro arguments"
                         : concat("expected `=>`, found ", describe(*at, names)));
      return definition;
    }
    ++at;
    if (at == rules.last || !at->is(TokenKind::Open)) {
      compiler.error(at == rules.last ? at[-1].span : at->span,
                     "macro rhs must be delimited", "write the body in braces");
      return definition;
    }
    rule.body_span = join_spans(at->span, at[at->skip].span);
    rule.body = compiler.read(contents_of(at), Compiler::Side::Body);
    at = after_tree(at);
    check_empty_repetitions(rule.pattern, diagnostics);
    std::vector<std::pair<NameId, Span>> seen;
    check_duplicates(rule.pattern, seen, names, diagnostics);
    check_follow_sets(rule, names, diagnostics);
    definition.rules.push_back(std::move(rule));
    if (at == rules.last) break;
    if (!at->is(Punct::Semi)) {
      compiler.error(at->span, concat("expected `;`, found ", describe(*at, names)),
                     "rules are separated by `;`");
      return definition;
    }
    ++at;
  }
  if (definition.rules.empty() && rules.is_empty())
    compiler.error(name.span, "macros must contain at least one rule");
  return definition;
}

}  // namespace expand
