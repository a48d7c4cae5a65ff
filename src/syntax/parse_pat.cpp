// Patterns.

#include "base/text.h"
#include "syntax/literal.h"
#include "syntax/parser.h"

namespace syntax {

PatId Parser::parse_pat() {
  const Span begin = token_.span;
  if (token_.is(Punct::OrOr)) {
    report(token_.span, "unexpected token `||` in pattern")
        .with_help("use a single `|` to separate multiple alternative patterns");
    bump();
  } else {
    eat(Punct::Or);
  }
  const PatId first = parse_pat_no_or();
  if (!token_.is(Punct::Or) && !token_.is(Punct::OrOr)) return first;
  OrPat alternatives;
  alternatives.alternatives.push_back(first);
  while ((token_.is(Punct::Or) || token_.is(Punct::OrOr)) && !is_lost_) {
    if (token_.is(Punct::OrOr))
      report(token_.span, "unexpected token `||` in pattern")
          .with_help("use a single `|` to separate multiple alternative patterns");
    bump();
    alternatives.alternatives.push_back(parse_pat_no_or());
  }
  return add_pat(std::move(alternatives), span_from(begin));
}

PatId Parser::parse_pat_no_or() {
  const Level level(*this);
  if (!level.is_allowed) return add_pat(ErrorPat{}, token_.span);
  return parse_pat_inner();
}

std::vector<PatId> Parser::parse_pats_in_group() {
  std::vector<PatId> elements;
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    std::vector<Attribute> attributes;
    const bool is_kept = parse_outer_attributes(attributes);
    const PatId element = parse_pat();
    if (is_kept) elements.push_back(element);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, group.delimiter == Delimiter::Paren ? "`,` or `)`" : "`,` or `]`");
  return elements;
}

PatId Parser::parse_pat_inner() {
  const Span begin = token_.span;
  if (at_open(Delimiter::None)) {
    switch (token_.fragment) {
      case Fragment::Path:
      case Fragment::Ty: return parse_path_pat();
      case Fragment::Expr:
      case Fragment::Expr2021:
      case Fragment::Literal: return parse_range_or_literal();
      default: break;
    }
    const Group group = enter_group();
    const PatId inner = parse_pat();
    leave_group(group, "end of pattern");
    return inner;
  }
  if (eat(Keyword::Underscore)) return add_pat(WildPat{}, begin);
  if (token_.is(Punct::DotDot) || token_.is(Punct::DotDotEq) || token_.is(Punct::DotDotDot)) {
    const Token& next = peek();
    const bool has_high = next.is(TokenKind::Literal) || next.is(Punct::Minus) ||
                          next.is(TokenKind::Ident) || next.is(Punct::PathSep) ||
                          next.is(Punct::Lt) || next.opens(Delimiter::None);
    if (token_.is(Punct::DotDot) && (!has_high || next.is(Keyword::If))) {
      bump();
      return add_pat(RestPat{}, begin);
    }
    return parse_range_rest(ExprId(), begin);
  }
  if (at_open(Delimiter::Paren)) {
    const Group group = enter_group();
    TuplePat tuple;
    bool ends_with_comma = false;
    while (at_ != group.close && !is_lost_) {
      tuple.elements.push_back(parse_pat());
      ends_with_comma = eat(Punct::Comma);
      if (!ends_with_comma) break;
    }
    leave_group(group, "`,` or `)`");
    // `(p)` is p; `(..)` is a tuple.
    if (tuple.elements.size() == 1 && !ends_with_comma &&
        !std::holds_alternative<RestPat>(context_.ast.pats.at(tuple.elements[0]).kind))
      return tuple.elements[0];
    return add_pat(std::move(tuple), span_from(begin));
  }
  if (at_open(Delimiter::Bracket)) {
    SlicePat slice{parse_pats_in_group()};
    return add_pat(std::move(slice), span_from(begin));
  }
  if (eat_part(Punct::And)) {
    if (token_.is(TokenKind::Lifetime)) error(token_.span, "unexpected lifetime in pattern");
    const Mutability mutability = eat(Keyword::Mut) ? Mutability::Mutable : Mutability::Shared;
    const PatId inner = parse_pat_no_or();
    return add_pat(RefPat{mutability, inner}, span_from(begin));
  }
  if (token_.is(Keyword::Ref) || token_.is(Keyword::Mut)) return parse_ident_pat();
  if (token_.is(TokenKind::Literal) || token_.is(Punct::Minus) || token_.is(Keyword::True) ||
      token_.is(Keyword::False) || (token_.is(Keyword::Const) && peek().opens(Delimiter::Brace)))
    return parse_range_or_literal();
  if (is_path_start()) {
    const Token& next = peek();
    const bool is_single = token_.is_name() && !next.is(Punct::PathSep) &&
                           !next.opens(Delimiter::Paren) && !next.opens(Delimiter::Brace) &&
                           !(next.is(Punct::Not) && peek(2).is(TokenKind::Open)) &&
                           !next.is(Punct::DotDotEq) && !next.is(Punct::DotDotDot) &&
                           !next.is(Punct::DotDot);
    return is_single ? parse_ident_pat() : parse_path_pat();
  }
  if (token_.is(Keyword::Let)) {
    error(token_.span, "expected pattern, found `let`", "remove the unnecessary `let` keyword");
  } else {
    error_expected("pattern");
  }
  return add_pat(ErrorPat{}, begin);
}

/// `x`, `mut x`, `ref mut x`, `x @ p`.
PatId Parser::parse_ident_pat() {
  const Span begin = token_.span;
  IdentPat pat;
  if (eat(Keyword::Ref)) {
    pat.by_ref = true;
    if (eat(Keyword::Mut)) pat.ref_mutability = Mutability::Mutable;
  } else if (eat(Keyword::Mut)) {
    pat.mutability = Mutability::Mutable;
    if (token_.is(Keyword::SelfLower)) {
      error(token_.span, "expected identifier, found keyword `self`");
      bump();
      return add_pat(ErrorPat{}, span_from(begin));
    }
    // `mut $p` where $p:pat is one name.
  }
  pat.name = parse_ident("identifier");
  if (is_lost_) return add_pat(ErrorPat{}, begin);
  if (eat(Punct::At)) pat.subpattern = parse_pat_no_or();
  return add_pat(pat, span_from(begin));
}

PatId Parser::parse_path_pat() {
  const Span begin = token_.span;
  const Token* path_begin = at_;
  Path path = parse_path(PathStyle::Expr);
  if (token_.is(Punct::Not) && peek().is(TokenKind::Open)) {
    MacroCall call;
    call.path = {path_begin, at_};
    bump();
    call.delimiter = token_.delimiter;
    call.arguments = contents_of(at_);
    skip_tree();
    call.span = span_from(begin);
    call.position = MacroPosition::Pat;
    if (context_.macros == nullptr || context_.left_out > 0) return add_pat(ErrorPat{}, call.span);
    const MacroResult result = context_.macros->expand(call, context_);
    if (result.kind != MacroResult::Kind::Tokens) return add_pat(ErrorPat{}, call.span);
    const InExpansion in_expansion(context_);
    Parser inner(context_, result.tokens, call.span);
    const PatId pat = inner.parse_pat();
    if (!inner.is_at_end()) inner.error_expected("end of pattern");
    return pat;
  }
  if (at_open(Delimiter::Paren)) {
    TupleStructPat pat{std::move(path), parse_pats_in_group()};
    return add_pat(std::move(pat), span_from(begin));
  }
  if (at_open(Delimiter::Brace)) return parse_struct_pat(std::move(path), begin);
  if (token_.is(Punct::DotDotEq) || token_.is(Punct::DotDot) || token_.is(Punct::DotDotDot)) {
    const Span span = path.span;
    return parse_range_rest(add_expr(PathExpr{std::move(path)}, span), begin);
  }
  return add_pat(PathPat{std::move(path)}, span_from(begin));
}

PatId Parser::parse_struct_pat(Path path, Span begin) {
  StructPat pat;
  pat.path = std::move(path);
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    std::vector<Attribute> attributes;
    const bool is_kept = parse_outer_attributes(attributes);
    if (eat(Punct::DotDot)) {
      pat.has_rest = true;
      if (token_.is(Punct::Comma)) {
        error(token_.span, "expected `}`, found `,`",
              "`..` must be at the end and cannot have a trailing comma");
      }
      break;
    }
    FieldPat field;
    const Span field_begin = token_.span;
    const bool is_named = (token_.is_name() || token_.is(TokenKind::Literal)) && peek().is(Punct::Colon);
    if (is_named) {
      field.name = ident_of(bump());
      bump();
      field.pattern = parse_pat();
    } else {
      IdentPat binding;
      if (eat(Keyword::Ref)) {
        binding.by_ref = true;
        if (eat(Keyword::Mut)) binding.ref_mutability = Mutability::Mutable;
      } else if (eat(Keyword::Mut)) {
        binding.mutability = Mutability::Mutable;
      }
      binding.name = parse_ident("identifier");
      field.name = binding.name;
      field.is_shorthand = true;
      field.pattern = add_pat(binding, span_from(field_begin));
    }
    if (is_kept) pat.fields.push_back(field);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,` or `}`");
  return add_pat(std::move(pat), span_from(begin));
}

// ---- Literals and ranges

bool Parser::may_begin_range_end() const {
  return token_.is(TokenKind::Literal) || token_.is(Punct::Minus) || is_path_start() ||
         token_.is(Keyword::True) || token_.is(Keyword::False) ||
         (token_.is(Keyword::Const) && peek().opens(Delimiter::Brace)) || at_open(Delimiter::None);
}

/// A literal, possibly negated, a path, or a const block.
ExprId Parser::parse_range_end() {
  const Span begin = token_.span;
  if (at_open(Delimiter::None) && token_.fragment != Fragment::Path &&
      token_.fragment != Fragment::Ty) {
    const Group group = enter_group();
    const ExprId inner = parse_range_end();
    leave_group(group, "a literal");
    return inner;
  }
  if (eat(Punct::Minus)) {
    const ExprId operand = parse_range_end();
    return add_expr(UnaryExpr{UnaryOp::Neg, operand}, span_from(begin));
  }
  if (token_.is(Keyword::Const)) {
    bump();
    return parse_block_expr(BlockExpr::Kind::Const, std::nullopt, begin);
  }
  if (is_path_start()) {
    Path path = parse_path(PathStyle::Expr);
    return add_expr(PathExpr{std::move(path)}, span_from(begin));
  }
  return parse_literal();
}

PatId Parser::parse_range_rest(ExprId low, Span begin) {
  RangePat range;
  range.low = low;
  range.is_inclusive = !token_.is(Punct::DotDot);
  if (token_.is(Punct::DotDotDot))
    context_.diagnostics.add(diag::Kind::DotDotDotPattern, token_.span,
                             "`...` range patterns are not allowed")
        .with_help("use `..=` for an inclusive range");
  const Span mark = token_.span;
  bump();
  if (may_begin_range_end() && !token_.is(Keyword::If)) {
    range.high = parse_range_end();
  } else if (range.is_inclusive) {
    context_.diagnostics.add(diag::Kind::InclusiveRangeNoEnd, mark, "inclusive range with no end")
        .with_help("use `..` instead");
  }
  return add_pat(range, span_from(begin));
}

PatId Parser::parse_range_or_literal() {
  const Span begin = token_.span;
  const ExprId low = parse_range_end();
  if (token_.is(Punct::DotDot) || token_.is(Punct::DotDotEq) || token_.is(Punct::DotDotDot))
    return parse_range_rest(low, begin);
  if (const auto* path = std::get_if<PathExpr>(&context_.ast.exprs.at(low).kind))
    return add_pat(PathPat{path->path}, span_from(begin));
  return add_pat(LiteralPat{low}, span_from(begin));
}

}  // namespace syntax
