// Traits and impls; what stands in them are items again (parse_item.cpp).

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

void Parser::parse_trait(const ItemHead& head, std::vector<ItemId>& items) {
  TraitItem item;
  item.is_unsafe = eat(Keyword::Unsafe);
  item.is_auto = eat(Keyword::Auto);
  bump();
  item.name = parse_ident("identifier");
  item.generics = parse_generic_params();
  if (eat(Punct::Colon)) item.supertraits = parse_bounds();
  parse_where_clause(item.generics);
  if (!is_lost_ && expect_open(Delimiter::Brace, "")) {
    const Group group = enter_group();
    std::vector<Attribute> inner;
    is_left_out_inside_ |= !parse_inner_attributes(inner);
    parse_items(item.items, ItemPlace::Trait);
    leave_group(group, "associated item or `}`");
  }
  items.push_back(add_item(std::move(item), head));
}

void Parser::parse_impl(const ItemHead& head, std::vector<ItemId>& items) {
  ImplItem item;
  item.head_begin = token_.span;
  item.is_unsafe = eat(Keyword::Unsafe);
  bump();
  // `impl <T as X>::Y {}` is not generic; `impl<T> …` is.
  if (token_.is(Punct::Lt)) {
    const Token& first = peek();
    const Token& second = peek(2);
    const bool is_generic =
        first.is(Punct::Gt) || first.is(Punct::Pound) || first.is(TokenKind::Lifetime) ||
        first.is(Keyword::Const) ||
        (first.is_name() && (second.is(Punct::Gt) || second.is(Punct::Comma) ||
                             second.is(Punct::Colon) || second.is(Punct::Eq)));
    if (is_generic) item.generics = parse_generic_params();
  }
  eat(Keyword::Const);
  item.is_negative = eat(Punct::Not);
  const TypeId first = parse_type();
  if (eat(Keyword::For)) {
    if (const auto* named = std::get_if<PathType>(&context_.ast.types.at(first).kind)) {
      item.trait_path = named->path;
    } else if (!is_lost_) {
      error(context_.ast.types.at(first).span, "expected a trait, found type");
      find_way();
      item.trait_path = Path{};
    }
    item.self_type = parse_type();
  } else {
    item.self_type = first;
  }
  parse_where_clause(item.generics);
  if (!is_lost_ && expect_open(Delimiter::Brace, "")) {
    const Group group = enter_group();
    std::vector<Attribute> inner;
    is_left_out_inside_ |= !parse_inner_attributes(inner);
    const bool around = std::exchange(is_in_trait_impl_, item.trait_path.has_value());
    parse_items(item.items, ItemPlace::Impl);
    is_in_trait_impl_ = around;
    leave_group(group, "associated item or `}`");
  }
  items.push_back(add_item(std::move(item), head));
}

}  // namespace syntax
