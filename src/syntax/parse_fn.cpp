// Functions: qualifiers, `self`, parameters.

#include <algorithm>

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

/// `fn`, or qualifiers that lead to it.
bool Parser::is_fn_start() const {
  std::size_t ahead = 0;
  while (true) {
    const Token& token = ahead == 0 ? token_ : peek(ahead);
    if (token.is(Keyword::Fn)) return true;
    if (token.is(Keyword::Extern)) {
      ++ahead;
      if (peek(ahead).is(TokenKind::Literal)) ++ahead;
    } else if (token.is(Keyword::Const) || token.is(Keyword::Async) || token.is(Keyword::Unsafe) ||
               token.is(Keyword::Safe)) {
      ++ahead;
    } else {
      return false;
    }
    if (ahead > 8) return false;
  }
}

void Parser::parse_fn(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  FnDecl decl;
  const Span begin = token_.span;
  while (!token_.is(Keyword::Fn)) {
    if (token_.is(Keyword::Extern)) {
      bump();
      decl.abi = parse_abi();
      continue;
    }
    decl.is_const |= token_.is(Keyword::Const);
    decl.is_async |= token_.is(Keyword::Async);
    decl.is_unsafe |= token_.is(Keyword::Unsafe);
    decl.is_safe |= token_.is(Keyword::Safe);
    bump();
  }
  bump();
  decl.name = parse_ident("identifier");
  decl.generics = parse_generic_params();
  if (!is_lost_ && expect_open(Delimiter::Paren, "")) {
    parse_fn_params(decl, place);
    if (token_.is(Punct::Colon)) {
      error(token_.span, "return types are denoted using `->`", "write `->` instead");
      find_way();
      bump();
      decl.output = parse_type();
    } else if (token_.is(Punct::FatArrow)) {
      error(token_.span, "return types are denoted using `->`", "write `->` instead");
      find_way();
      bump();
      decl.output = parse_type();
    } else {
      decl.output = parse_output_type(AllowPlus::Yes);
    }
    parse_where_clause(decl.generics);
  }
  decl.head_span = span_from(begin);
  if (!is_lost_) {
    if (at_open(Delimiter::Brace) || at_open(Delimiter::None)) {
      ++context_.body_depth;
      decl.body = parse_fn_body();
      --context_.body_depth;
      if (place == ItemPlace::Extern)
        report(decl.name.span, "incorrect function inside `extern` block");
    } else if (token_.is(Punct::Semi)) {
      bump();
      const bool is_intrinsic =
          std::any_of(head.attributes.begin(), head.attributes.end(),
                      [](const Attribute& attribute) { return attribute.name == "intrinsic"; });
      if (place != ItemPlace::Trait && place != ItemPlace::Extern && !is_intrinsic)
        report(span_from(begin), place == ItemPlace::Impl
                                     ? "associated function in `impl` without body"
                                     : "free function without a body")
            .with_help("provide a definition for the function: `{ <body> }`");
    } else {
      error_expected(decl.output ? "one of `!`, `(`, `+`, `::`, `<`, `where`, or `{`"
                                 : "one of `->`, `where`, or `{`");
    }
  }
  items.push_back(add_item(FnItem{std::move(decl)}, head));
}

void Parser::parse_fn_params(FnDecl& decl, ItemPlace place) {
  const Group group = enter_group();
  bool is_first = true;
  while (at_ != group.close && !is_lost_) {
    std::vector<Attribute> attributes;
    const bool is_kept = parse_outer_attributes(attributes);
    if (is_first && (decl.self_param = parse_self_param())) {
      is_first = false;
      if (place != ItemPlace::Trait && place != ItemPlace::Impl && !is_lost_)
        report(decl.self_param->ident.span, "`self` parameter is only allowed in associated functions");
      if (!eat(Punct::Comma)) break;
      continue;
    }
    is_first = false;
    if (token_.is(Punct::DotDotDot)) {
      bump();
      decl.is_variadic = true;
      break;
    }
    Param param;
    param.pattern = parse_pat_no_or();
    if (is_lost_) break;
    if (token_.is(Punct::Colon)) {
      bump();
      if (token_.is(Punct::DotDotDot)) {
        bump();
        decl.is_variadic = true;
        break;
      }
      param.type = parse_type();
    } else if (const auto* name = std::get_if<IdentPat>(&context_.ast.pats.at(param.pattern).kind)) {
      error(token_.span, concat("expected one of `:`, `@`, or `|`, found ", found()),
            concat("if this is a parameter name, give it a type: `",
                   context_.names.text(name->name.name), ": TypeName`"));
      find_way();
      param.type = add_type(ErrorType{}, token_.span);
    } else {
      error_expected("`:`");
    }
    if (is_kept) decl.params.push_back(param);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,` or `)`");
}

std::optional<SelfParam> Parser::parse_self_param() {
  SelfParam self;
  const Token& second = peek();
  const Token& third = peek(2);
  if (token_.is(Punct::And)) {
    std::size_t at = 1;
    if (peek(at).is(TokenKind::Lifetime)) ++at;
    if (peek(at).is(Keyword::Mut)) ++at;
    if (!peek(at).is(Keyword::SelfLower) || peek(at + 1).is(Punct::PathSep)) return std::nullopt;
    bump();
    if (token_.is(TokenKind::Lifetime)) {
      self.lifetime = parse_lifetime();
      self.has_lifetime = true;
    }
    self.kind = eat(Keyword::Mut) ? SelfParam::Kind::RefMut : SelfParam::Kind::Ref;
  } else if (token_.is(Keyword::Mut) && second.is(Keyword::SelfLower)) {
    bump();
    self.mutability = Mutability::Mutable;
  } else if (token_.is(Punct::Star) &&
             (second.is(Keyword::SelfLower) ||
              ((second.is(Keyword::Mut) || second.is(Keyword::Const)) && third.is(Keyword::SelfLower)))) {
    error(token_.span, "cannot pass `self` by raw pointer");
    find_way();
    bump();
    if (!token_.is(Keyword::SelfLower)) bump();
  } else if (!token_.is(Keyword::SelfLower) || second.is(Punct::PathSep)) {
    return std::nullopt;
  }
  self.ident = ident_of(bump());
  if (self.kind == SelfParam::Kind::Value && eat(Punct::Colon)) {
    self.kind = SelfParam::Kind::Typed;
    self.type = parse_type();
  }
  return self;
}

}  // namespace syntax
