// Paths, generic arguments, bounds and generic parameters.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

namespace {
bool is_path_word(const Token& token) {
  return token.is_name() || token.is(Keyword::SelfLower) || token.is(Keyword::SelfUpper) ||
         token.is(Keyword::Super) || token.is(Keyword::Crate) || token.is(Keyword::DollarCrate);
}
bool is_group_of(const Token& token, Fragment fragment) {
  return token.opens(Delimiter::None) && token.fragment == fragment;
}
}  // namespace

bool Parser::is_path_start() const {
  return is_path_word(token_) || token_.is(Punct::PathSep) || starts_with(Punct::Lt) ||
         is_group_of(token_, Fragment::Path) || is_group_of(token_, Fragment::Ty);
}

Ident Parser::parse_ident(std::string_view what) {
  if (token_.is_name()) return ident_of(bump());
  if (at_open(Delimiter::None) && peek().is_name() && peek(2).is(TokenKind::Close)) {
    bump();
    const Ident ident = ident_of(bump());
    bump();
    return ident;
  }
  const Token& wrong = token_;
  if (wrong.is_reserved() && !wrong.is(Keyword::Underscore) && !wrong.is(Keyword::DollarCrate)) {
    const bool can_be_raw = !wrong.is(Keyword::SelfLower) && !wrong.is(Keyword::SelfUpper) &&
                            !wrong.is(Keyword::Super) && !wrong.is(Keyword::Crate);
    const std::string_view word = context_.names.text(wrong.text);
    error(wrong.span, concat("expected ", what, ", found ", found()),
          can_be_raw ? concat("escape `", word, "` to use it as an identifier: `r#", word, "`")
                     : std::string());
  } else {
    error_expected(what);
  }
  return {context_.names.intern("{error}"), {}, token_.span};
}

Lifetime Parser::parse_lifetime() {
  if (token_.is(TokenKind::Lifetime)) return {ident_of(bump())};
  error_expected("lifetime");
  return {{context_.names.intern("'_"), {}, token_.span}};
}

PathSegment Parser::parse_path_segment(PathStyle style) {
  PathSegment segment;
  if (is_path_word(token_)) {
    segment.ident = ident_of(bump());
  } else {
    segment.ident = parse_ident("identifier");
    if (is_lost_) return segment;
  }
  if (style == PathStyle::Module) return segment;
  const bool has_turbofish =
      token_.is(Punct::PathSep) &&
      (peek().is(Punct::Lt) || peek().is(Punct::Shl) || peek().is(Punct::LeftArrow) ||
       (style == PathStyle::Type && peek().opens(Delimiter::Paren)));
  if (has_turbofish) bump();
  if (has_turbofish || style == PathStyle::Type) {
    if (starts_with(Punct::Lt) && !token_.is(Punct::Le) && !token_.is(Punct::ShlEq)) {
      segment.generic_args = parse_generic_args();
    } else if (style == PathStyle::Type && at_open(Delimiter::Paren)) {
      segment.generic_args = parse_parenthesized_args();
    }
  }
  return segment;
}

void Parser::parse_path_rest(Path& path, PathStyle style) {
  while (token_.is(Punct::PathSep)) {
    // In a module path `::{` and `::*` belong to the use tree.
    const Token& next = peek();
    if (style == PathStyle::Module && !is_path_word(next) && !next.is_reserved()) break;
    bump();
    path.segments.push_back(parse_path_segment(style));
    if (is_lost_) break;
  }
}

Path Parser::parse_path(PathStyle style) {
  const Span begin = token_.span;
  if (starts_with(Punct::Lt)) return parse_qualified_path(style);
  Path path;
  if (is_group_of(token_, Fragment::Path)) {
    const Group group = enter_group();
    path = parse_path(style == PathStyle::Module ? style : PathStyle::Type);
    leave_group(group, "end of path");
    if (style == PathStyle::Expr && token_.is(Punct::PathSep) && peek().is(Punct::Lt) &&
        !path.segments.empty() && !path.segments.back().generic_args) {
      bump();
      path.segments.back().generic_args = parse_generic_args();
    }
  } else if (is_group_of(token_, Fragment::Ty)) {
    const TypeId type = parse_type(AllowPlus::No);
    if (const auto* named = std::get_if<PathType>(&context_.ast.types.at(type).kind)) {
      path = named->path;
    } else {
      path.self_type = type;
    }
  } else {
    if (eat(Punct::PathSep)) path.is_global = true;
    path.segments.push_back(parse_path_segment(style));
  }
  parse_path_rest(path, style);
  path.span = span_from(begin);
  return path;
}

/// `<T as Trait>::name` or `<T>::name`.
Path Parser::parse_qualified_path(PathStyle style) {
  const Span begin = token_.span;
  Path path;
  expect_part(Punct::Lt);
  path.self_type = parse_type();
  if (eat(Keyword::As)) {
    const Path trait_path = parse_path(PathStyle::Type);
    path.is_global = trait_path.is_global;
    path.segments = trait_path.segments;
    path.trait_segments = static_cast<std::uint32_t>(trait_path.segments.size());
  }
  expect_part(Punct::Gt);
  if (!token_.is(Punct::PathSep)) error_expected("`::`");
  parse_path_rest(path, style);
  path.span = span_from(begin);
  return path;
}

// ---- Generic arguments

GenericArg Parser::parse_generic_arg() {
  GenericArg arg;
  if (token_.is(TokenKind::Lifetime) && !peek().is(Punct::Plus)) {
    arg.kind = GenericArg::Kind::Lifetime;
    arg.lifetime = parse_lifetime();
    return arg;
  }
  const bool is_const =
      token_.is(TokenKind::Literal) || at_open(Delimiter::Brace) || token_.is(Keyword::True) ||
      token_.is(Keyword::False) || (token_.is(Punct::Minus) && peek().is(TokenKind::Literal)) ||
      (at_open(Delimiter::None) &&
       (token_.fragment == Fragment::Expr || token_.fragment == Fragment::Literal ||
        token_.fragment == Fragment::Block));
  const auto parse_const = [&] {
    if (!at_open(Delimiter::Brace)) return parse_unary();
    const Span begin = token_.span;
    return parse_block_expr(BlockExpr::Kind::Plain, std::nullopt, begin);
  };
  if (is_const) {
    arg.kind = GenericArg::Kind::Const;
    arg.value = parse_const();
    return arg;
  }
  arg.type = parse_type();
  const bool is_equals = token_.is(Punct::Eq);
  const bool is_bound = token_.is(Punct::Colon);
  if (!is_equals && !is_bound) return arg;
  // `Item = T`, `Item: Bound`: what was read as a type is the name.
  const auto* named = std::get_if<PathType>(&context_.ast.types.at(arg.type).kind);
  if (named == nullptr || named->path.segments.size() != 1) {
    error_expected("`,` or `>`");
    return arg;
  }
  arg.name = named->path.segments[0].ident;
  arg.type = TypeId();
  bump();
  if (is_bound) {
    arg.kind = GenericArg::Kind::AssocBound;
    arg.bounds = parse_bounds();
    return arg;
  }
  arg.kind = GenericArg::Kind::AssocEquals;
  if (token_.is(TokenKind::Literal) || at_open(Delimiter::Brace)) {
    arg.value = parse_const();
  } else {
    arg.type = parse_type();
  }
  return arg;
}

GenericArgsId Parser::parse_generic_args() {
  GenericArgs args;
  const Span begin = token_.span;
  expect_part(Punct::Lt);
  while (!starts_with(Punct::Gt) && !is_lost_ && !is_at_end()) {
    args.args.push_back(parse_generic_arg());
    if (!eat(Punct::Comma)) break;
  }
  if (!eat_part(Punct::Gt)) error_expected("`,` or `>`");
  args.span = span_from(begin);
  return context_.ast.generic_args.add(std::move(args));
}

std::vector<TypeId> Parser::types_in_group() {
  std::vector<TypeId> types;
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    types.push_back(parse_type());
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,` or `)`");
  return types;
}

/// `Fn(A, B) -> C`.
GenericArgsId Parser::parse_parenthesized_args() {
  GenericArgs args;
  args.is_parenthesized = true;
  const Span begin = token_.span;
  for (const TypeId type : types_in_group()) {
    GenericArg arg;
    arg.type = type;
    args.args.push_back(arg);
  }
  args.output = parse_output_type(AllowPlus::No);
  args.span = span_from(begin);
  return context_.ast.generic_args.add(std::move(args));
}

// ---- Bounds

std::vector<Lifetime> Parser::parse_for_lifetimes() {
  std::vector<Lifetime> lifetimes;
  if (!token_.is(Keyword::For) || !peek().is(Punct::Lt)) return lifetimes;
  bump();
  bump();
  while (token_.is(TokenKind::Lifetime)) {
    lifetimes.push_back(parse_lifetime());
    if (eat(Punct::Colon)) parse_bounds();
    if (!eat(Punct::Comma)) break;
  }
  expect_part(Punct::Gt);
  return lifetimes;
}

bool Parser::parse_bound(std::vector<Bound>& bounds) {
  Bound bound;
  const Span begin = token_.span;
  if (token_.is(TokenKind::Lifetime)) {
    bound.kind = Bound::Kind::Lifetime;
    bound.lifetime = parse_lifetime();
  } else if (token_.is(Keyword::Use)) {
    bump();
    bound.kind = Bound::Kind::Use;
    expect_part(Punct::Lt);
    while (!starts_with(Punct::Gt) && !is_at_end() && !token_.is(TokenKind::Close)) bump();
    expect_part(Punct::Gt);
  } else if (at_open(Delimiter::Paren)) {
    const Group group = enter_group();
    parse_bound(bounds);
    leave_group(group, "`)`");
    return true;
  } else if (token_.is(Punct::Question) || token_.is(Punct::Tilde) || token_.is(Keyword::For) ||
             token_.is(Keyword::Async) || is_path_start()) {
    bound.for_lifetimes = parse_for_lifetimes();
    if (eat(Punct::Tilde)) eat(Keyword::Const);
    const bool is_async = eat(Keyword::Async);
    if (eat(Punct::Question)) bound.is_maybe = true;
    if (token_.is(Keyword::For)) bound.for_lifetimes = parse_for_lifetimes();
    bound.trait_path = parse_path(PathStyle::Type);
    if (is_async && !bound.trait_path.segments.empty()) {   // `async Fn()` is AsyncFn()
      Ident& name = bound.trait_path.segments.back().ident;
      name.name = context_.names.intern(concat("Async", context_.names.text(name.name)));
    }
  } else {
    return false;
  }
  bound.span = span_from(begin);
  bounds.push_back(std::move(bound));
  return true;
}

std::vector<Bound> Parser::parse_bounds() {
  std::vector<Bound> bounds;
  while (!is_lost_ && parse_bound(bounds))
    if (!eat_part(Punct::Plus)) break;
  return bounds;
}

// ---- Generic parameters

void Parser::parse_generic_param(Generics& generics) {
  std::vector<Attribute> attributes;
  const bool is_kept = parse_outer_attributes(attributes);
  GenericParam param;
  if (token_.is(TokenKind::Lifetime)) {
    param.kind = GenericParam::Kind::Lifetime;
    param.name = parse_lifetime().ident;
    if (eat(Punct::Colon)) param.bounds = parse_bounds();
  } else if (eat(Keyword::Const)) {
    param.kind = GenericParam::Kind::Const;
    param.name = parse_ident("identifier");
    expect(Punct::Colon);
    param.const_type = parse_type();
    if (eat(Punct::Eq)) {
      const Span begin = token_.span;
      param.const_default = at_open(Delimiter::Brace)
                                ? parse_block_expr(BlockExpr::Kind::Plain, std::nullopt, begin)
                                : parse_unary();
    }
  } else {
    param.name = parse_ident("identifier");
    if (eat(Punct::Colon)) param.bounds = parse_bounds();
    if (eat(Punct::Eq)) param.default_type = parse_type();
  }
  if (is_kept) generics.params.push_back(std::move(param));
}

Generics Parser::parse_generic_params() {
  Generics generics;
  generics.span = token_.span;
  if (!token_.is(Punct::Lt)) return generics;
  const Span begin = token_.span;
  bump();
  while (!starts_with(Punct::Gt) && !is_lost_ && !is_at_end()) {
    parse_generic_param(generics);
    if (!eat(Punct::Comma)) break;
  }
  if (!eat_part(Punct::Gt)) error_expected("`,` or `>`");
  generics.span = span_from(begin);
  return generics;
}

void Parser::parse_where_clause(Generics& generics) {
  if (!eat(Keyword::Where)) return;
  while (!is_lost_) {
    WherePredicate predicate;
    const Span begin = token_.span;
    if (token_.is(TokenKind::Lifetime)) {
      predicate.lifetime = parse_lifetime();
    } else if (token_.is(Keyword::For) || may_begin(Fragment::Ty, {at_, tokens_.last})) {
      predicate.for_lifetimes = parse_for_lifetimes();
      predicate.type = parse_type(AllowPlus::Yes);
    } else {
      break;
    }
    expect(Punct::Colon);
    predicate.bounds = parse_bounds();
    predicate.span = span_from(begin);
    generics.predicates.push_back(std::move(predicate));
    if (!eat(Punct::Comma)) break;
  }
}

}  // namespace syntax
