// Operands: literals, paths, calls, fields, indexing, struct literals, and macro calls in
// expression position.

#include "base/text.h"
#include "syntax/lexer.h"
#include "syntax/literal.h"
#include "syntax/parser.h"

namespace syntax {

ExprId Parser::parse_literal() {
  const Span span = token_.span;
  if (token_.is(Keyword::True) || token_.is(Keyword::False)) {
    const bool value = bump().is(Keyword::True);
    return add_expr(LiteralExpr{LiteralExpr::Kind::Bool, value, 0, "", ""}, span);
  }
  if (!token_.is(TokenKind::Literal)) {
    error_expected("literal");
    return add_expr(ErrorExpr{}, span);
  }
  LiteralExpr literal = decode_literal(token_, context_.names, context_.diagnostics);
  bump();
  return add_expr(std::move(literal), span);
}

/// An expression in a list, with the attributes before it, which `$e:expr` of a macro can bring along.
ExprId Parser::parse_element(bool& is_kept) {
  std::vector<Attribute> attributes;
  is_kept = parse_outer_attributes(attributes);
  if (at_open(Delimiter::None) && peek().is(Punct::Pound)) {
    const Token* begin = at_;
    bump();
    is_kept &= parse_outer_attributes(attributes);
    at_ = begin;
    load();
  }
  context_.left_out += !is_kept;
  const ExprId expr = parse_expr();
  context_.left_out -= !is_kept;
  return expr;
}

std::vector<ExprId> Parser::parse_exprs_in_group(std::string_view expected) {
  std::vector<ExprId> exprs;
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    bool is_kept = true;
    const ExprId expr = parse_element(is_kept);
    if (is_kept) exprs.push_back(expr);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, expected);
  return exprs;
}

ExprId Parser::parse_postfix() {
  const Span begin = token_.span;
  return parse_postfix_rest(parse_primary(), begin);
}

ExprId Parser::parse_postfix_rest(ExprId base, Span begin) {
  for (std::uint32_t links = 0; !is_lost_ && !is_chain_too_long(links); ++links) {
    if (token_.is(Punct::Question)) {
      bump();
      base = add_expr(TryExpr{base}, span_from(begin));
    } else if (token_.is(Punct::Dot)) {
      base = parse_dot(base, begin);
    } else if (at_open(Delimiter::Paren)) {
      const Restrict restrict(*this, {});
      CallExpr call{base, parse_exprs_in_group("`)`, `,`, `.`, `?`, or an operator")};
      base = add_expr(std::move(call), span_from(begin));
    } else if (at_open(Delimiter::Bracket)) {
      const Restrict restrict(*this, {});
      const Span bracket = token_.span;
      const Group group = enter_group();
      const ExprId index = parse_expr();
      leave_group(group, "`]`");
      base = add_expr(IndexExpr{base, index, span_from(bracket)}, span_from(begin));
    } else {
      break;
    }
  }
  return base;
}

/// `.await`, `.method(…)`, `.field`, `.0`.
ExprId Parser::parse_dot(ExprId base, Span begin) {
  bump();
  return parse_after_dot(base, begin);
}

ExprId Parser::parse_after_dot(ExprId base, Span begin) {
  if (eat(Keyword::Await)) return add_expr(AwaitExpr{base}, span_from(begin));
  if (token_.is(TokenKind::Literal) ||
      (at_open(Delimiter::None) && peek().is(TokenKind::Literal)))
    return parse_field(base, begin);
  const Token& after = peek();
  const bool is_method =
      (token_.is_name() || token_.is_reserved()) &&
      (after.opens(Delimiter::Paren) ||
       (after.is(Punct::PathSep) &&
        (peek(2).is(Punct::Lt) || peek(2).is(Punct::Shl) || peek(2).is(Punct::LeftArrow))));
  const Span name_span = token_.span;
  PathSegment name;
  name.ident = parse_ident("identifier");
  if (is_lost_) return add_expr(FieldExpr{base, name.ident}, span_from(begin));
  if (!is_method) return add_expr(FieldExpr{base, name.ident}, span_from(begin));
  if (eat(Punct::PathSep)) name.generic_args = parse_generic_args();
  if (!at_open(Delimiter::Paren)) {
    if (!is_lost_)
      error(name_span, "field expressions cannot have generic arguments");
    return add_expr(FieldExpr{base, name.ident}, span_from(begin));
  }
  const Restrict restrict(*this, {});
  MethodCallExpr call{base, name, parse_exprs_in_group("`)`, `,`, `.`, `?`, or an operator")};
  return add_expr(std::move(call), span_from(begin));
}

/// `.0`, and `.0.1`, whose numbers the lexer took for a float.
ExprId Parser::parse_field(ExprId base, Span begin) {
  const bool is_wrapped = at_open(Delimiter::None);
  if (is_wrapped) bump();
  const Token number = bump();
  if (is_wrapped) bump();
  const std::string_view text = context_.names.text(number.text);
  const auto field = [&](std::string_view digits, std::uint32_t offset) {
    Span span = number.span;
    span.begin += offset;
    span.end = span.begin + static_cast<std::uint32_t>(digits.size());
    for (const char c : digits)
      if (c < '0' || c > '9') {
        report(number.span, concat("unexpected token: ", quoted(text)))
            .with_help("a tuple field is named by a plain number");
        break;
      }
    base = add_expr(FieldExpr{base, {context_.names.intern(digits), number.hygiene, span}},
                    join_spans(begin, span));
  };
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) {
    field(text, 0);
  } else {
    field(text.substr(0, dot), 0);
    if (dot + 1 < text.size()) {
      field(text.substr(dot + 1), static_cast<std::uint32_t>(dot + 1));
    } else {   // `x.0.await`, `x.0.name`: the float was `0.`
      return parse_after_dot(base, begin);
    }
  }
  return base;
}

ExprId Parser::parse_paren() {
  const Span begin = token_.span;
  const Restrict restrict(*this, {});
  const Group group = enter_group();
  TupleExpr tuple;
  bool has_comma = false;   // also after what `cfg` leaves out
  while (at_ != group.close && !is_lost_) {
    bool is_kept = true;
    const ExprId element = parse_element(is_kept);
    if (is_kept) tuple.elements.push_back(element);
    if (!eat(Punct::Comma)) break;
    has_comma = true;
  }
  leave_group(group, "`)`, `,`, `.`, `?`, or an operator");
  if (tuple.elements.size() == 1 && !has_comma) return tuple.elements[0];
  return add_expr(std::move(tuple), span_from(begin));
}

ExprId Parser::parse_array() {
  const Span begin = token_.span;
  const Restrict restrict(*this, {});
  const Group group = enter_group();
  ArrayExpr array;
  while (at_ != group.close && !is_lost_) {
    bool is_kept = true;
    const ExprId element = parse_element(is_kept);
    if (array.elements.empty() && eat(Punct::Semi)) {
      const ExprId count = parse_expr();
      leave_group(group, "`]`");
      return add_expr(RepeatExpr{element, count}, span_from(begin));
    }
    if (is_kept) array.elements.push_back(element);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,`, `;`, `]`, `.`, `?`, or an operator");
  return add_expr(std::move(array), span_from(begin));
}

ExprId Parser::parse_primary() {
  const Span begin = token_.span;
  switch (token_.kind) {
    case TokenKind::Literal: return parse_literal();
    case TokenKind::Lifetime: return parse_labelled();
    case TokenKind::Open:
      switch (token_.delimiter) {
        case Delimiter::Paren: return parse_paren();
        case Delimiter::Bracket: return parse_array();
        case Delimiter::Brace:
          return parse_block_expr(BlockExpr::Kind::Plain, std::nullopt, begin);
        case Delimiter::None: return parse_invisible_expr();
      }
      break;
    case TokenKind::Punct:
      if (token_.is(Punct::Or) || token_.is(Punct::OrOr)) return parse_closure();
      if (is_path_start()) return parse_path_expr();
      break;
    case TokenKind::Ident:
      if (is_closure_start()) return parse_closure();
      switch (token_.keyword) {
        case Keyword::True:
        case Keyword::False: return parse_literal();
        case Keyword::If: return parse_if();
        case Keyword::Match: return parse_match();
        case Keyword::While: return parse_while(std::nullopt, begin);
        case Keyword::Loop: return parse_loop(std::nullopt, begin);
        case Keyword::For: return parse_for(std::nullopt, begin);
        case Keyword::Let: return parse_let();
        case Keyword::Return:
        case Keyword::Break:
        case Keyword::Continue: return parse_jump();
        case Keyword::Underscore:
          bump();
          return add_expr(UnderscoreExpr{}, begin);
        case Keyword::Unsafe:
          bump();
          return parse_block_expr(BlockExpr::Kind::Unsafe, std::nullopt, begin);
        case Keyword::Const:
          bump();
          return parse_block_expr(BlockExpr::Kind::Const, std::nullopt, begin);
        case Keyword::Async: {
          bump();
          const bool is_move = eat(Keyword::Move);
          return parse_block_expr(is_move ? BlockExpr::Kind::AsyncMove : BlockExpr::Kind::Async,
                                  std::nullopt, begin);
        }
        case Keyword::Yield:
        case Keyword::Become:
        case Keyword::Do:
        case Keyword::Gen: {
          const std::string what = std::string(context_.names.text(bump().text));
          while (!is_at_end() && !token_.is(Punct::Semi) && !token_.is(TokenKind::Close)) skip_tree();
          return add_expr(UnsupportedExpr{concat(quoted(what), " expressions")}, span_from(begin));
        }
        default: break;
      }
      if (is_path_start()) return parse_path_expr();
      break;
    case TokenKind::Close:
    case TokenKind::End: break;
  }
  error_expected("expression");
  return add_expr(ErrorExpr{}, begin);
}

/// What a macro matched as one piece: read it whole, whatever stands around it.
ExprId Parser::parse_invisible_expr() {
  if (token_.fragment == Fragment::Path || token_.fragment == Fragment::Ty) return parse_path_expr();
  const Group group = enter_group();
  const ExprId inner = parse_expr();
  leave_group(group, "end of expression");
  return inner;
}

ExprId Parser::parse_path_expr() {
  const Span begin = token_.span;
  const Token* path_begin = at_;
  Path path = parse_path(PathStyle::Expr);
  if (is_lost_) return add_expr(ErrorExpr{}, span_from(begin));
  if (token_.is(Punct::Not) && peek().is(TokenKind::Open) && !peek().opens(Delimiter::None))
    return parse_macro_expr(path_begin, begin);
  if (at_open(Delimiter::Brace) && restrictions_.has_struct_literals)
    return parse_struct_fields(std::move(path), begin);
  const Span span = span_from(begin);
  return add_expr(PathExpr{std::move(path)}, span);
}

ExprId Parser::parse_macro_expr(const Token* path_begin, Span begin) {
  MacroCall call;
  call.path = {path_begin, at_};
  bump();
  call.delimiter = token_.delimiter;
  call.arguments = contents_of(at_);
  skip_tree();
  call.span = span_from(begin);
  call.position = MacroPosition::Expr;
  return expr_of_macro(call);
}

ExprId Parser::expr_of_macro(const MacroCall& call) {
  if (context_.macros == nullptr || context_.left_out > 0 || context_.is_aborted)
    return add_expr(ErrorExpr{}, call.span);
  const MacroResult result = context_.macros->expand(call, context_);
  switch (result.kind) {
    case MacroResult::Kind::Failed: return add_expr(ErrorExpr{}, call.span);
    case MacroResult::Kind::Expr: return result.expr;
    case MacroResult::Kind::Tokens: break;
  }
  const InExpansion in_expansion(context_);
  Parser inner(context_, result.tokens, call.span);
  if (inner.is_at_end()) {
    error(call.span, "expected expression, found end of macro arguments");
    find_way();
    return add_expr(ErrorExpr{}, call.span);
  }
  const ExprId expr = inner.parse_expr();
  inner.eat(Punct::Semi);
  if (!inner.is_at_end() && !inner.is_lost())
    report(inner.token().span,
           concat("macro expansion ignores ", inner.found(), " and any tokens following"))
        .label(call.span, concat("caused by the macro expansion here: ", quoted(result.name),
                                 " stands where an expression is expected"));
  return expr;
}

ExprId Parser::parse_struct_fields(Path path, Span begin) {
  StructExpr made;
  made.path = std::move(path);
  const Restrict restrict(*this, {});
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    std::vector<Attribute> attributes;
    const bool is_kept = parse_outer_attributes(attributes);
    if (token_.is(Punct::DotDot)) {
      const Span rest = token_.span;
      bump();
      // `Struct { a, .. } = value` takes a value apart.
      made.base = at_ == group.close ? add_expr(UnderscoreExpr{}, rest) : parse_expr();
      if (token_.is(Punct::Comma)) {
        error(token_.span, "cannot use a comma after the base struct",
              "the base struct must always be the last field: remove this comma");
      }
      break;
    }
    FieldInit field;
    const Span field_begin = token_.span;
    if (token_.is(TokenKind::Literal)) {
      field.name = ident_of(bump());
    } else {
      field.name = parse_ident("identifier");
    }
    if (eat(Punct::Colon)) {
      field.value = parse_expr();
    } else if (token_.is(Punct::Eq)) {
      error(token_.span, "expected `:`, found `=`", "replace equals symbol with a colon");
    } else {
      field.is_shorthand = true;
      Path name;
      name.segments.push_back({field.name, GenericArgsId()});
      name.span = field.name.span;
      field.value = add_expr(PathExpr{std::move(name)}, span_from(field_begin));
    }
    if (!field.value) field.value = add_expr(ErrorExpr{}, field_begin);
    if (is_kept) made.fields.push_back(field);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,`, `:`, or `}`");
  return add_expr(std::move(made), span_from(begin));
}

}  // namespace syntax
