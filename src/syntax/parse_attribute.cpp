// Attributes and visibility. `cfg` is decided here, on everything an attribute can stand on, and
// `cfg_attr` is replaced by what it holds.

#include "base/text.h"
#include "syntax/literal.h"
#include "syntax/parser.h"

namespace syntax {

/// The inside of `#[…]`, also used for what stands in its parentheses.
Attribute Parser::parse_attribute_body() {
  Attribute attribute;
  const Span begin = token_.span;
  if (at_open(Delimiter::None)) {   // $m:meta
    const Group group = enter_group();
    attribute = parse_attribute_body();
    leave_group(group, "end of attribute");
    return attribute;
  }
  if (token_.is(Keyword::Unsafe) && peek().opens(Delimiter::Paren)) {
    bump();
    const Group group = enter_group();
    attribute = parse_attribute_body();
    attribute.is_unsafe = true;
    leave_group(group, "`)`");
    attribute.span = span_from(begin);
    return attribute;
  }
  const auto read_literal = [&] {
    diag::Diagnostics ignored;
    const LiteralExpr literal = decode_literal(token_, context_.names, ignored);
    attribute.value = literal.kind == LiteralExpr::Kind::Str
                          ? literal.bytes
                          : std::string(context_.names.text(token_.text));
    bump();
  };
  if (token_.is(TokenKind::Literal)) {
    read_literal();
    attribute.span = span_from(begin);
    return attribute;
  }
  eat(Punct::PathSep);
  while (token_.is(TokenKind::Ident)) {
    attribute.name += context_.names.text(bump().text);
    if (!token_.is(Punct::PathSep)) break;
    bump();
    attribute.name += "::";
  }
  if (attribute.name.empty()) {
    error_expected("identifier");
    return attribute;
  }
  if (eat(Punct::Eq)) {
    if (at_open(Delimiter::None) && peek().is(TokenKind::Literal)) {
      const Group group = enter_group();
      read_literal();
      leave_group(group, "literal");
    } else if (token_.is(TokenKind::Literal)) {
      read_literal();
    } else {
      while (!is_at_end() && !token_.is(TokenKind::Close) && !token_.is(Punct::Comma)) skip_tree();
    }
  } else if (token_.is(TokenKind::Open)) {
    attribute.has_parentheses = true;
    const Group group = enter_group();
    while (at_ != group.close && !context_.is_aborted) {
      // Attributes of tools take any tokens: what is no attribute inside is skipped.
      if (token_.is(TokenKind::Ident) || token_.is(TokenKind::Literal) || at_open(Delimiter::None) ||
          token_.is(Punct::PathSep))
        attribute.args.push_back(parse_attribute_body());
      while (at_ != group.close && !token_.is(Punct::Comma)) skip_tree();
      eat(Punct::Comma);
    }
    leave_group(group, "`)`");
  }
  attribute.span = span_from(begin);
  return attribute;
}

void Parser::keep_attribute(Attribute attribute, std::vector<Attribute>& attributes,
                            bool& is_kept) {
  if (context_.macros != nullptr && attribute.name == "cfg") {
    for (const Attribute& predicate : attribute.args) {
      check_cfg(predicate);
      if (!context_.macros->cfg_holds(predicate)) is_kept = false;
    }
    if (attribute.args.size() != 1)
      context_.diagnostics.add(diag::Kind::AttributeArgumentCount, attribute.span, "`cfg` takes one predicate");
  } else if (context_.macros != nullptr && attribute.name == "cfg_attr") {
    apply_cfg_attr(attribute, attributes, is_kept);
  } else {
    attributes.push_back(std::move(attribute));
  }
}

/// `all` and `any` take predicates, `not` one; others with parentheses there are not.
void Parser::check_cfg(const Attribute& predicate) {
  if (predicate.name == "not" && predicate.args.size() != 1)
    context_.diagnostics.add(diag::Kind::AttributeArgumentCount, predicate.span, "`not` takes one predicate");
  const bool takes_predicates = predicate.name == "all" || predicate.name == "any" || predicate.name == "not";
  if (takes_predicates) {
    for (const Attribute& part : predicate.args) check_cfg(part);
  } else if (predicate.has_parentheses) {
    context_.diagnostics.add(diag::Kind::UnknownPredicate, predicate.span, concat("there is no predicate ", quoted(predicate.name)));
  }
}

void Parser::apply_cfg_attr(Attribute& attribute, std::vector<Attribute>& attributes,
                            bool& is_kept) {
  if (attribute.args.empty() || !context_.macros->cfg_holds(attribute.args[0])) return;
  for (std::size_t i = 1; i < attribute.args.size(); ++i)
    keep_attribute(std::move(attribute.args[i]), attributes, is_kept);
}

bool Parser::parse_outer_attributes(std::vector<Attribute>& attributes) {
  bool is_kept = true;
  while (token_.is(Punct::Pound)) {
    if (peek().is(Punct::Not) && peek(2).opens(Delimiter::Bracket)) {
      report(token_.span, "an inner attribute is not permitted in this context")
          .with_help("to annotate what follows, remove the `!`");
      bump();
    }
    if (!peek().opens(Delimiter::Bracket)) {
      bump();
      expect_open(Delimiter::Bracket, "");
      return is_kept;
    }
    bump();
    const Group group = enter_group();
    Attribute attribute = parse_attribute_body();
    leave_group(group, "`]`");
    keep_attribute(std::move(attribute), attributes, is_kept);
  }
  return is_kept;
}

bool Parser::parse_inner_attributes(std::vector<Attribute>& attributes) {
  bool is_kept = true;
  while (token_.is(Punct::Pound) && peek().is(Punct::Not) && peek(2).opens(Delimiter::Bracket)) {
    bump();
    bump();
    const Group group = enter_group();
    Attribute attribute = parse_attribute_body();
    leave_group(group, "`]`");
    keep_attribute(std::move(attribute), attributes, is_kept);
  }
  return is_kept;
}

Visibility Parser::parse_visibility(VisibilityOf of) {
  Visibility visibility;
  if (at_open(Delimiter::None) && token_.fragment == Fragment::Vis) {
    const Group group = enter_group();
    visibility = parse_visibility(of);
    leave_group(group, "end of visibility");
    return visibility;
  }
  if (!eat(Keyword::Pub)) return visibility;
  visibility.kind = Visibility::Kind::Public;
  if (!at_open(Delimiter::Paren)) return visibility;
  const Token& word = peek();
  const bool is_short = (word.is(Keyword::Crate) || word.is(Keyword::SelfLower) ||
                         word.is(Keyword::Super)) &&
                        peek(2).closes(Delimiter::Paren);
  if (!is_short && !word.is(Keyword::In)) {
    if (of == VisibilityOf::Other) {
      context_.diagnostics.add(diag::Kind::VisibilityForm, word.span, "`crate`, `self`, `super` or `in` with a path is expected here")
          .with_help("write `pub(in path)`");
      skip_tree();
    }
    return visibility;
  }
  const Group group = enter_group();
  if (eat(Keyword::Crate)) {
    visibility.kind = Visibility::Kind::Crate;
  } else if (eat(Keyword::SelfLower)) {
    visibility.kind = Visibility::Kind::Private;
  } else if (eat(Keyword::Super)) {
    visibility.kind = Visibility::Kind::Super;
  } else {
    eat(Keyword::In);
    visibility.kind = Visibility::Kind::In;
    visibility.in_path = parse_path(PathStyle::Module);
  }
  leave_group(group, "`)`");
  return visibility;
}

}  // namespace syntax
