// The fragments of `macro_rules!`: how far one reaches, and whether one may begin at a token.

#include "syntax/parser.h"

namespace syntax {

void Parser::parse_fragment(Fragment fragment) {
  switch (fragment) {
    case Fragment::None: return;
    case Fragment::Block: parse_block(""); return;
    case Fragment::Expr:
    case Fragment::Expr2021: parse_expr(); return;
    case Fragment::Ident:
    case Fragment::Lifetime: bump(); return;
    case Fragment::Tt: skip_tree(); return;
    case Fragment::Literal:
      eat(Punct::Minus);
      if (token_.is(TokenKind::Open)) return skip_tree();
      parse_literal();
      return;
    case Fragment::Item: {
      std::vector<ItemId> items;
      if (!parse_item(items, ItemPlace::Module) && !is_lost_) error_expected("an item keyword");
      return;
    }
    case Fragment::Meta: parse_attribute_body(); return;
    case Fragment::Pat: parse_pat(); return;
    case Fragment::PatParam: parse_pat_no_or(); return;
    case Fragment::Path: parse_path(PathStyle::Type); return;
    case Fragment::Ty: parse_type(AllowPlus::Yes); return;
    case Fragment::Vis: parse_visibility(VisibilityOf::TupleField); return;
    case Fragment::Stmt: {
      std::vector<Attribute> attributes;
      const Token* begin = at_;
      parse_outer_attributes(attributes);
      if (token_.is(Keyword::Let)) {
        Block block;
        let_needs_semi_ = false;
        parse_let_stmt(block, true);
      } else if (is_item_start()) {
        at_ = begin;
        load();
        std::vector<ItemId> items;
        parse_item(items, ItemPlace::Block);
      } else {
        parse_expr_of_stmt();
      }
      return;
    }
  }
}

std::size_t measure_fragment(Fragment fragment, TokenSlice tokens, Span end, ParseContext& context) {
  Ast scratch;
  ParseContext inner{scratch, context.names, context.sources, context.diagnostics, context.edition};
  inner.depth = context.depth;
  inner.expansion_depth = context.expansion_depth;
  const std::size_t reported = context.diagnostics.size();
  Parser parser(inner, tokens, end);
  parser.parse_fragment(fragment);
  if (inner.is_aborted) context.is_aborted = true;
  if (parser.is_lost() || context.diagnostics.size() != reported) return 0;
  return static_cast<std::size_t>(parser.position() - tokens.first);
}

namespace {

bool may_begin_type(const Token& token) {
  switch (token.kind) {
    case TokenKind::Ident:
      return token.is_name() || token.is(Keyword::SelfLower) || token.is(Keyword::SelfUpper) ||
             token.is(Keyword::Super) || token.is(Keyword::Crate) ||
             token.is(Keyword::DollarCrate) || token.is(Keyword::Underscore) ||
             token.is(Keyword::For) || token.is(Keyword::Impl) || token.is(Keyword::Fn) ||
             token.is(Keyword::Unsafe) || token.is(Keyword::Extern) || token.is(Keyword::Typeof) ||
             token.is(Keyword::Dyn);
    case TokenKind::Open:
      return token.delimiter == Delimiter::Paren || token.delimiter == Delimiter::Bracket ||
             (token.delimiter == Delimiter::None &&
              (token.fragment == Fragment::Ty || token.fragment == Fragment::Path));
    case TokenKind::Punct:
      return token.is(Punct::Not) || token.is(Punct::Star) || token.is(Punct::And) ||
             token.is(Punct::AndAnd) || token.is(Punct::Question) || token.is(Punct::Lt) ||
             token.is(Punct::Shl) || token.is(Punct::PathSep);
    case TokenKind::Lifetime: return true;
    case TokenKind::Literal:
    case TokenKind::Close:
    case TokenKind::End: return false;
  }
  return false;
}

bool may_begin_expr(const Token& token) {
  switch (token.kind) {
    case TokenKind::Ident:
      if (!token.is_reserved()) return true;
      switch (token.keyword) {
        case Keyword::Async:
        case Keyword::Do:
        case Keyword::Box:
        case Keyword::Break:
        case Keyword::Const:
        case Keyword::Continue:
        case Keyword::False:
        case Keyword::For:
        case Keyword::Gen:
        case Keyword::If:
        case Keyword::Loop:
        case Keyword::Match:
        case Keyword::Move:
        case Keyword::Return:
        case Keyword::True:
        case Keyword::Try:
        case Keyword::Unsafe:
        case Keyword::While:
        case Keyword::Yield:
        case Keyword::Static:
        case Keyword::Underscore:
        case Keyword::SelfLower:
        case Keyword::SelfUpper:
        case Keyword::Super:
        case Keyword::Crate:
        case Keyword::DollarCrate: return true;
        default: return false;
      }
    case TokenKind::Open:
      if (token.delimiter != Delimiter::None) return true;
      return token.fragment == Fragment::Block || token.fragment == Fragment::Expr ||
             token.fragment == Fragment::Expr2021 || token.fragment == Fragment::Literal ||
             token.fragment == Fragment::Path || token.fragment == Fragment::Ty;
    case TokenKind::Punct:
      switch (token.punct) {
        case Punct::Not:
        case Punct::Minus:
        case Punct::Star:
        case Punct::Or:
        case Punct::OrOr:
        case Punct::And:
        case Punct::AndAnd:
        case Punct::DotDot:
        case Punct::DotDotDot:
        case Punct::DotDotEq:
        case Punct::Lt:
        case Punct::Shl:
        case Punct::PathSep:
        case Punct::Pound: return true;
        default: return false;
      }
    case TokenKind::Literal:
    case TokenKind::Lifetime: return true;
    case TokenKind::Close:
    case TokenKind::End: return false;
  }
  return false;
}

bool may_begin_pat(const Token& token, bool has_or) {
  switch (token.kind) {
    case TokenKind::Ident: return true;
    case TokenKind::Literal: return true;
    case TokenKind::Open:
      if (token.delimiter == Delimiter::None)
        return token.fragment == Fragment::Pat || token.fragment == Fragment::PatParam ||
               token.fragment == Fragment::Path || token.fragment == Fragment::Literal ||
               token.fragment == Fragment::Expr || token.fragment == Fragment::Expr2021;
      return token.delimiter != Delimiter::Brace;
    case TokenKind::Punct:
      return token.is(Punct::And) || token.is(Punct::AndAnd) || token.is(Punct::Minus) ||
             token.is(Punct::DotDot) || token.is(Punct::DotDotDot) || token.is(Punct::DotDotEq) ||
             token.is(Punct::PathSep) || token.is(Punct::Lt) || token.is(Punct::Shl) ||
             (has_or && token.is(Punct::Or));
    case TokenKind::Lifetime:
    case TokenKind::Close:
    case TokenKind::End: return false;
  }
  return false;
}

}  // namespace

bool may_begin(Fragment fragment, TokenSlice tokens) {
  if (tokens.is_empty()) return false;
  const Token& token = *tokens.first;
  const auto is_group_of = [&](Fragment which) {
    return token.opens(Delimiter::None) && token.fragment == which;
  };
  switch (fragment) {
    case Fragment::None: return false;
    case Fragment::Expr: return may_begin_expr(token) && !token.is(Keyword::Let);
    case Fragment::Expr2021:
      return may_begin_expr(token) && !token.is(Keyword::Let) && !token.is(Keyword::Underscore) &&
             !(token.is(Keyword::Const) && tokens.size() > 1 &&
               tokens.first[1].opens(Delimiter::Brace));
    case Fragment::Ty: return may_begin_type(token);
    case Fragment::Ident: return token.is(TokenKind::Ident) && !token.is(Keyword::Underscore);
    case Fragment::Lifetime: return token.is(TokenKind::Lifetime);
    case Fragment::Literal:
      return token.is(TokenKind::Literal) || token.is(Keyword::True) || token.is(Keyword::False) ||
             (token.is(Punct::Minus) && tokens.size() > 1 && tokens.first[1].is(TokenKind::Literal)) ||
             is_group_of(Fragment::Literal) ||
             ((is_group_of(Fragment::Expr) || is_group_of(Fragment::Expr2021)) && token.skip == 2 &&
              tokens.first[1].is(TokenKind::Literal));
    case Fragment::Vis:
      if (token.is(Punct::Comma) || token.is(TokenKind::Ident) || is_group_of(Fragment::Vis)) return true;
      return token.opens(Delimiter::None) || may_begin_type(token);
    case Fragment::Block: return token.opens(Delimiter::Brace) || is_group_of(Fragment::Block);
    case Fragment::Path:
      return token.is(Punct::PathSep) || token.is(Punct::Lt) || token.is(Punct::Shl) ||
             token.is(TokenKind::Ident) || is_group_of(Fragment::Path) || is_group_of(Fragment::Ty);
    case Fragment::Meta:
      return token.is(Punct::PathSep) || token.is(TokenKind::Ident) || is_group_of(Fragment::Meta) ||
             is_group_of(Fragment::Path);
    case Fragment::Pat: return may_begin_pat(token, true);
    case Fragment::PatParam: return may_begin_pat(token, false);
    case Fragment::Tt:
    case Fragment::Item:
    case Fragment::Stmt: return !token.is(TokenKind::Close) && !token.is(TokenKind::End);
  }
  return false;
}

}  // namespace syntax
