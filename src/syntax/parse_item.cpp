// Items: the table of what starts one, macros, modules, constants, aliases, extern. Functions are in
// parse_fn.cpp, imports in parse_use.cpp, types in parse_adt.cpp, traits and impls in parse_trait.cpp.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

Crate Parser::parse_crate() {
  Crate crate;
  const bool is_kept = parse_inner_attributes(crate.attributes);
  context_.left_out += !is_kept;
  parse_items(crate.items, ItemPlace::Module);
  if (!is_kept) crate.items.clear();   // `#![cfg(…)]`: it is read, and none of it is there
  return crate;
}

void Parser::parse_items(std::vector<ItemId>& items, ItemPlace place) {
  while (!is_at_end() && !token_.is(TokenKind::Close) && !context_.is_aborted) {
    const Token* before = at_;
    if (!parse_item(items, place) && !is_lost_) {
      if (token_.is(Punct::Semi)) {
        error(token_.span, "expected item, found `;`", "remove this semicolon");
      } else if (token_.is(Keyword::Let)) {
        error(token_.span, concat("expected item, found keyword `let`"),
              "consider using `const` or `static` instead of `let` for global variables");
      } else {
        error_expected(place == ItemPlace::Module ? "item" : "associated item");
      }
    }
    if (is_lost_) skip_to_next_item();
    if (at_ == before && !is_at_end() && !token_.is(TokenKind::Close)) skip_tree();
  }
}

void Parser::skip_to_next_item() {
  bool is_first = true;
  while (!is_at_end() && !token_.is(TokenKind::Close)) {
    if (!is_first && is_item_start()) break;
    if (eat(Punct::Semi)) break;
    const bool is_block = at_open(Delimiter::Brace);
    skip_tree();
    if (is_block) break;
    is_first = false;
  }
  find_way();
}

bool Parser::is_item_start() const {
  const Token& next = peek();
  if (at_open(Delimiter::None)) return token_.fragment == Fragment::Item || token_.fragment == Fragment::Vis;
  if (!token_.is(TokenKind::Ident)) return false;
  switch (token_.keyword) {
    case Keyword::Pub:
    case Keyword::Fn:
    case Keyword::Struct:
    case Keyword::Enum:
    case Keyword::Trait:
    case Keyword::Impl:
    case Keyword::Mod:
    case Keyword::Use:
    case Keyword::Type:
    case Keyword::Extern: return true;
    case Keyword::Const:
      return !next.opens(Delimiter::Brace) && !next.is(Punct::Or) && !next.is(Punct::OrOr) &&
             !next.is(Keyword::Move);
    case Keyword::Static: return !next.is(Punct::Or) && !next.is(Punct::OrOr) && !next.is(Keyword::Move);
    case Keyword::Unsafe: return !next.opens(Delimiter::Brace) && !next.opens(Delimiter::None);
    case Keyword::Async: return next.is(Keyword::Fn) || next.is(Keyword::Unsafe);
    case Keyword::Union: return next.is_name() &&
                                (peek(2).opens(Delimiter::Brace) || peek(2).is(Punct::Lt) ||
                                 peek(2).is(Keyword::Where));
    case Keyword::Auto: return next.is(Keyword::Trait);
    case Keyword::Safe: return next.is(Keyword::Fn) || next.is(Keyword::Static);
    case Keyword::MacroRules: return next.is(Punct::Not) && peek(2).is(TokenKind::Ident);
    default: return false;
  }
}

ItemId Parser::add_item(decltype(Item::kind) kind, const ItemHead& head) {
  return context_.ast.items.add(
      {std::move(kind), head.visibility, head.attributes, span_from(head.begin)});
}

namespace {
bool is_test(const std::vector<Attribute>& attributes) {
  for (const Attribute& attribute : attributes)
    if (attribute.name == "test") return true;
  return false;
}
}  // namespace

bool Parser::parse_item(std::vector<ItemId>& items, ItemPlace place) {
  const Level level(*this);
  if (!level.is_allowed) return true;
  ItemHead head;
  head.begin = token_.span;
  bool is_kept = parse_outer_attributes(head.attributes);
  if (is_lost_) return true;
  if (is_test(head.attributes) && context_.macros != nullptr &&
      !context_.macros->cfg_holds(Attribute{"test", "", {}, false, false, head.begin}))
    is_kept = false;
  if (!head.attributes.empty() || !is_kept) {
    if (is_at_end() || token_.is(TokenKind::Close)) {
      error(previous_span_, "expected item after attributes");
      return true;
    }
  }
  context_.left_out += !is_kept;
  const Token* item_begin = at_;
  const std::size_t first_item = items.size();
  const Span visibility = token_.span;
  head.visibility = parse_visibility();
  const bool is_outer_left_out = std::exchange(is_left_out_inside_, false);
  const bool has_item = parse_item_kind(head, items, place);
  if (has_item && items.size() > first_item && head.visibility.kind != Visibility::Kind::Private) {
    const bool is_impl = std::holds_alternative<ImplItem>(context_.ast.items.at(items.back()).kind);
    if (is_impl || place == ItemPlace::Trait || (place == ItemPlace::Impl && is_in_trait_impl_))
      useless_visibility(visibility, is_impl ? "what is in the impl has a visibility of its own" : "items of traits are as visible as the trait");
  }
  context_.left_out -= !is_kept;
  is_kept &= !std::exchange(is_left_out_inside_, is_outer_left_out);   // `#![cfg(…)]`
  if (!is_kept) {
    items.resize(first_item);
    return has_item;
  }
  if (has_item && items.size() == first_item + 1 && context_.macros != nullptr && !is_lost_ &&
      context_.left_out == 0) {
    const auto& kind = context_.ast.items.at(items.back()).kind;
    const bool is_data = std::holds_alternative<StructItem>(kind) ||
                         std::holds_alternative<EnumItem>(kind) ||
                         std::holds_alternative<UnionItem>(kind);
    bool has_derive = false;
    for (const Attribute& attribute : head.attributes) {
      if (attribute.name != "derive") continue;
      has_derive = true;
      if (!is_data)
        context_.diagnostics.add(diag::Kind::DeriveTarget, attribute.span,
                                 "`derive` may only be applied to `struct`s, `enum`s and `union`s");
    }
    if (has_derive && is_data)
      for (const TokenSlice made : context_.macros->derive({item_begin, at_}, head.attributes)) {
        Parser inner(context_, made, head.begin);
        inner.parse_items(items, ItemPlace::Module);
      }
  }
  return has_item;
}

bool Parser::parse_item_kind(ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  const Token& next = peek();
  if (at_open(Delimiter::None) && token_.fragment == Fragment::Item)
    return parse_invisible_item(head, items, place);
  if (is_fn_start()) return parse_fn(head, items, place), true;
  if (token_.is(Keyword::Default) &&
      (next.is(Keyword::Fn) || next.is(Keyword::Const) || next.is(Keyword::Type) ||
       next.is(Keyword::Unsafe) || next.is(Keyword::Async) || next.is(Keyword::Impl))) {
    bump();   // specialization: read, and checked nowhere
    return parse_item_kind(head, items, place);
  }
  switch (token_.keyword) {
    case Keyword::Struct: return parse_struct(head, items, false), true;
    case Keyword::Union:
      if (!next.is_name()) break;
      return parse_struct(head, items, true), true;
    case Keyword::Enum: return parse_enum(head, items), true;
    case Keyword::Trait: return parse_trait(head, items), true;
    case Keyword::Impl: return parse_impl(head, items), true;
    case Keyword::Mod: return parse_mod(head, items), true;
    case Keyword::Use: return parse_use(head, items), true;
    case Keyword::Const: return parse_const(head, items, place), true;
    case Keyword::Static: return parse_static(head, items, place), true;
    case Keyword::Type: return parse_type_alias(head, items, place), true;
    case Keyword::Extern:
      if (next.is(Keyword::Crate)) return parse_extern_crate(head, items), true;
      return parse_extern_block(head, items), true;
    case Keyword::Safe:
      if (next.is(Keyword::Static)) return parse_static(head, items, place), true;
      break;
    case Keyword::Auto:
      if (next.is(Keyword::Trait)) return parse_trait(head, items), true;
      break;
    case Keyword::Unsafe:
      if (next.is(Keyword::Trait) || next.is(Keyword::Auto)) return parse_trait(head, items), true;
      if (next.is(Keyword::Impl)) return parse_impl(head, items), true;
      if (next.is(Keyword::Extern)) return parse_extern_block(head, items), true;
      if (next.is(Keyword::Static)) return parse_static(head, items, place), true;
      if (next.is(Keyword::Mod)) {
        error(token_.span, "module cannot be declared unsafe");
        return true;
      }
      break;
    case Keyword::MacroRules:
      if (next.is(Punct::Not) && !peek(2).is(TokenKind::Open)) return parse_macro_rules(head);
      break;
    default: break;
  }
  if (parse_macro_item(head, items, place)) return true;
  if (head.visibility.kind != Visibility::Kind::Private) {
    if (token_.is_name() && next.opens(Delimiter::Paren)) {
      error(token_.span, "missing `fn` for function definition", "write `fn` before the name");
    } else if (token_.is_name() && (next.opens(Delimiter::Brace))) {
      error(token_.span, "missing `struct` for struct definition", "write `struct` before the name");
    } else {
      error(token_.span, concat("expected item after visibility, found ", found()));
    }
    return true;
  }
  if (token_.is_name() && next.is_name()) {
    error_expected("one of `!` or `::`");
    return true;
  }
  return false;
}

/// `$i:item`, which brings its own attributes and visibility.
bool Parser::parse_invisible_item(ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  const std::size_t first = items.size();
  const Group group = enter_group();
  parse_item(items, place);
  leave_group(group, "end of item");
  for (std::size_t i = first; i < items.size(); ++i) {
    Item& item = context_.ast.items[items[i]];
    item.attributes.insert(item.attributes.begin(), head.attributes.begin(), head.attributes.end());
  }
  return true;
}

// ---- Macros

bool Parser::parse_macro_rules(const ItemHead& head) {
  bump();
  bump();
  const Token name = token_;
  parse_ident("identifier");
  if (is_lost_) return true;
  if (!token_.is(TokenKind::Open)) {
    error_expected("one of `(`, `[`, or `{`");
    return true;
  }
  const bool is_braced = at_open(Delimiter::Brace);
  const TokenSlice rules = contents_of(at_);
  skip_tree();
  if (!is_braced && !eat(Punct::Semi))
    report(previous_span_, "macros must be surrounded with curly braces or followed by a semicolon");
  if (context_.macros != nullptr && context_.left_out == 0)
    context_.macros->define(name, rules, head.attributes, span_from(head.begin), context_);
  return true;
}

bool Parser::parse_macro_item(ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  if (!token_.is_name() && !token_.is(Punct::PathSep) && !token_.is(Keyword::Crate) &&
      !token_.is(Keyword::SelfLower) && !token_.is(Keyword::Super) &&
      !token_.is(Keyword::DollarCrate))
    return false;
  const Token* path_begin = at_;
  const Token* next = at_ + (token_.is(Punct::PathSep) ? 1 : 0);
  while (next != tokens_.last && next->is(TokenKind::Ident) && next + 1 != tokens_.last &&
         next[1].is(Punct::PathSep))
    next += 2;
  if (tokens_.last - next < 3 || !next[1].is(Punct::Not) || !next[2].is(TokenKind::Open)) return false;
  MacroCall call;
  call.path = {path_begin, next + 1};
  call.delimiter = next[2].delimiter;
  call.arguments = contents_of(next + 2);
  call.position = MacroPosition::Item;
  at_ = next + 2;
  load();
  skip_tree();
  call.span = span_from(head.begin);
  if (call.delimiter != Delimiter::Brace && !eat(Punct::Semi) && place != ItemPlace::Block)
    report(call.span, "macros that expand to items must be delimited with braces or followed by a semicolon");
  if (context_.macros == nullptr || context_.left_out > 0 || context_.is_aborted) return true;
  const MacroResult result = context_.macros->expand(call, context_);
  if (result.kind == MacroResult::Kind::Tokens) {
    const InExpansion in_expansion(context_);
    Parser inner(context_, result.tokens, call.span);
    inner.parse_items(items, place);
  }
  return true;
}

// ---- Modules

void Parser::parse_mod(ItemHead& head, std::vector<ItemId>& items) {
  bump();
  ModItem item;
  item.name = parse_ident("identifier");
  if (is_lost_) return;
  if (token_.is(Punct::Semi)) {
    context_.diagnostics.add(diag::Kind::ModuleFile, item.name.span,
                             concat("file not found for module ",
                                    quoted(context_.names.text(item.name.name))))
        .with_help("a program is one file here: write the module's items in braces");
    bump();
  } else if (expect_open(Delimiter::Brace, "or `;` after the name of a module")) {
    const std::uint32_t scope = context_.macros != nullptr ? context_.macros->scope() : 0;
    context_.module_path.push_back(item.name.name);
    const Group group = enter_group();
    is_left_out_inside_ |= !parse_inner_attributes(head.attributes);
    parse_items(item.items, ItemPlace::Module);
    leave_group(group, "item or `}`");
    context_.module_path.pop_back();
    bool keeps_macros = false;
    for (const Attribute& attribute : head.attributes) keeps_macros |= attribute.name == "macro_use";
    if (context_.macros != nullptr && !keeps_macros) context_.macros->leave_scope(scope);
  }
  items.push_back(add_item(std::move(item), head));
}

// ---- Constants, aliases, extern

void Parser::expect_semi(std::string_view) {
  if (is_lost_ || eat(Punct::Semi)) return;
  missing_semi("`;`");
}

/// Outside of traits and `extern` blocks, what an item stands for must be written.
void Parser::report_without_body(const ItemHead& head, ItemPlace place, std::string_view free, std::string_view associated) {
  if (is_lost_ || place == ItemPlace::Trait || place == ItemPlace::Extern) return;
  report(span_from(head.begin), place == ItemPlace::Impl ? concat("associated ", associated, " in `impl` without body") : concat("free ", free, " without body"));
}

void Parser::parse_const(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  bump();
  ConstItem item;
  if (token_.is(Keyword::Mut)) {
    error(token_.span, "const globals cannot be mutable", "you might want to declare a static instead");
    find_way();
    bump();
  }
  if (token_.is(Keyword::Underscore)) {
    item.name = ident_of(bump());
  } else {
    item.name = parse_ident("identifier");
  }
  item.generics = parse_generic_params();
  if (!is_lost_ && (token_.is(Punct::Eq) || token_.is(Punct::Semi))) {
    context_.diagnostics.add(diag::Kind::MissingItemType, item.name.span, "missing type for `const` item").with_help("provide a type for the item: `: <type>`");
    item.type = add_type(ErrorType{}, item.name.span);
  } else {
    expect(Punct::Colon);
    if (!is_lost_) item.type = parse_type();
  }
  if (!is_lost_ && eat(Punct::Eq)) {
    const Restrict restrict(*this, {});
    item.value = parse_expr();
  }
  parse_where_clause(item.generics);
  expect_semi("constant");
  if (!item.value) report_without_body(head, place, "constant item", "constant");
  if (!item.type) item.type = add_type(ErrorType{}, item.name.span);
  items.push_back(add_item(std::move(item), head));
}

void Parser::parse_static(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  StaticItem item;
  item.is_unsafe = eat(Keyword::Unsafe);
  item.is_safe = eat(Keyword::Safe);
  bump();
  item.mutability = eat(Keyword::Mut) ? Mutability::Mutable : Mutability::Shared;
  item.name = parse_ident("identifier");
  if (!is_lost_ && (token_.is(Punct::Eq) || token_.is(Punct::Semi))) {
    context_.diagnostics.add(diag::Kind::MissingItemType, item.name.span, "missing type for `static` item").with_help("provide a type for the item: `: <type>`");
    item.type = add_type(ErrorType{}, item.name.span);
  } else {
    expect(Punct::Colon);
    if (!is_lost_) item.type = parse_type();
  }
  if (!is_lost_ && eat(Punct::Eq)) {
    const Restrict restrict(*this, {});
    item.value = parse_expr();
  }
  expect_semi("static");
  if (!item.value) report_without_body(head, place, "static item", "static");
  if (!item.type) item.type = add_type(ErrorType{}, item.name.span);
  items.push_back(add_item(item, head));
}

void Parser::parse_type_alias(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place) {
  bump();
  TypeAliasItem item;
  item.name = parse_ident("identifier");
  item.generics = parse_generic_params();
  if (eat(Punct::Colon)) item.bounds = parse_bounds();
  parse_where_clause(item.generics);
  if (eat(Punct::Eq)) item.type = parse_type();
  parse_where_clause(item.generics);
  expect_semi("type alias");
  if (!item.type) report_without_body(head, place, "type alias", "type");
  items.push_back(add_item(std::move(item), head));
}

void Parser::parse_extern_block(const ItemHead& head, std::vector<ItemId>& items) {
  ExternBlockItem item;
  item.is_unsafe = eat(Keyword::Unsafe);
  const Span extern_span = token_.span;
  bump();
  item.abi = parse_abi();
  if (!item.is_unsafe && context_.edition == Edition::E2024 && !is_lost_)
    context_.diagnostics.add(diag::Kind::SafeExternBlock, span_from(extern_span), "extern blocks must be unsafe")
        .with_help("write `unsafe extern`");
  if (expect_open(Delimiter::Brace, "")) {
    const Group group = enter_group();
    std::vector<Attribute> inner;
    is_left_out_inside_ |= !parse_inner_attributes(inner);
    parse_items(item.items, ItemPlace::Extern);
    leave_group(group, "extern item or `}`");
  }
  items.push_back(add_item(std::move(item), head));
}

void Parser::parse_extern_crate(const ItemHead& head, std::vector<ItemId>& items) {
  bump();
  bump();
  ExternCrateItem item;
  item.name = token_.is(Keyword::SelfLower) ? ident_of(bump()) : parse_ident("identifier");
  if (eat(Keyword::As))
    item.rename = token_.is(Keyword::Underscore) ? ident_of(bump()) : parse_ident("identifier");
  expect_semi("extern crate");
  items.push_back(add_item(std::move(item), head));
}

}  // namespace syntax
