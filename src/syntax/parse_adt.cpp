// Structs, unions and enums, with their fields and variants.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

NameId Parser::tuple_field_name(std::size_t index) {
  return context_.names.intern(std::to_string(index));
}

Fields Parser::parse_tuple_fields() {
  Fields fields;
  fields.kind = FieldsKind::Tuple;
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    FieldDecl field;
    const Span begin = token_.span;
    const bool is_kept = parse_outer_attributes(field.attributes);
    field.visibility = parse_visibility(VisibilityOf::TupleField);
    field.type = parse_type();
    field.span = span_from(begin);
    field.name = {tuple_field_name(fields.fields.size()), {}, field.span};
    if (is_kept) fields.fields.push_back(std::move(field));
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,` or `)`");
  return fields;
}

Fields Parser::parse_named_fields() {
  Fields fields;
  fields.kind = FieldsKind::Named;
  const Group group = enter_group();
  while (at_ != group.close && !context_.is_aborted) {
    FieldDecl field;
    const Span begin = token_.span;
    const bool is_kept = parse_outer_attributes(field.attributes);
    field.visibility = parse_visibility();
    if (at_ == group.close) break;
    if (token_.is(Keyword::Fn)) {
      error(token_.span, "functions are not allowed in struct definitions",
            "move the function into an `impl` block");
      break;
    }
    field.name = parse_ident("identifier");
    expect(Punct::Colon);
    if (!is_lost_) field.type = parse_type();
    field.span = span_from(begin);
    if (is_lost_) {
      while (at_ != group.close && !token_.is(Punct::Comma) && !is_at_end()) skip_tree();
      find_way();
      eat(Punct::Comma);
      continue;
    }
    if (is_kept) fields.fields.push_back(std::move(field));
    if (eat(Punct::Comma)) continue;
    if (at_ == group.close) break;
    if (token_.is(Punct::Semi)) {
      error(token_.span, "struct fields are separated by `,`", "replace `;` with `,`");
      find_way();
      bump();
      continue;
    }
    if (token_.is(Punct::Eq)) {
      error(token_.span, "default values on `struct` fields aren't supported");
    } else if (token_.is_name() || token_.is(Keyword::Pub)) {
      error(previous_span_, concat("expected `,`, or `}`, found ", found()), "try adding a comma: `,`");
      find_way();
      continue;
    } else {
      error_expected("`,`, or `}`");
    }
    while (at_ != group.close && !token_.is(Punct::Comma)) skip_tree();
    find_way();
    eat(Punct::Comma);
  }
  leave_group(group, "`,`, or `}`");
  return fields;
}

void Parser::parse_struct(const ItemHead& head, std::vector<ItemId>& items, bool is_union) {
  bump();
  StructItem item;
  item.name = parse_ident("identifier");
  item.generics = parse_generic_params();
  parse_where_clause(item.generics);
  if (is_lost_) {
  } else if (at_open(Delimiter::Brace)) {
    item.fields = parse_named_fields();
  } else if (at_open(Delimiter::Paren) && !is_union) {
    item.fields = parse_tuple_fields();
    parse_where_clause(item.generics);
    expect_semi("struct fields");
  } else if (!eat(Punct::Semi)) {
    error_expected(is_union ? "`where` or `{`" : "`where`, `{`, `(`, or `;` after struct name");
  }
  if (is_union) {
    items.push_back(add_item(
        UnionItem{item.name, std::move(item.generics), std::move(item.fields)}, head));
  } else {
    items.push_back(add_item(std::move(item), head));
  }
}

void Parser::parse_enum(const ItemHead& head, std::vector<ItemId>& items) {
  bump();
  EnumItem item;
  if (token_.is(Keyword::Struct)) {
    error(join_spans(head.begin, token_.span), "`enum` and `struct` are mutually exclusive");
  }
  item.name = parse_ident("identifier");
  item.generics = parse_generic_params();
  parse_where_clause(item.generics);
  if (!is_lost_ && expect_open(Delimiter::Brace, "")) {
    const Group group = enter_group();
    while (at_ != group.close && !context_.is_aborted) {
      VariantDecl variant;
      const Span begin = token_.span;
      const bool is_kept = parse_outer_attributes(variant.attributes);
      const Visibility visibility = parse_visibility();
      variant.name = parse_ident("identifier");
      if (visibility.kind != Visibility::Kind::Private) useless_visibility(begin, "enum variants are as visible as their enum");
      if (is_lost_) {
      } else if (at_open(Delimiter::Brace)) {
        variant.fields = parse_named_fields();
      } else if (at_open(Delimiter::Paren)) {
        variant.fields = parse_tuple_fields();
      }
      for (const FieldDecl& field : variant.fields.fields)
        if (field.visibility.kind != Visibility::Kind::Private) useless_visibility(field.span, "fields of variants are as visible as their enum");
      if (!is_lost_ && eat(Punct::Eq)) variant.discriminant = parse_expr();
      variant.span = span_from(begin);
      if (is_kept && !is_lost_) item.variants.push_back(std::move(variant));
      if (eat(Punct::Comma)) continue;
      if (at_ == group.close) break;
      if (token_.is_name() && !is_lost_) {
        error(previous_span_, concat("expected one of `(`, `,`, `=`, `{`, or `}`, found ", found()),
              "add `,` here");
      } else {
        error_expected("one of `(`, `,`, `=`, `{`, or `}`");
        while (at_ != group.close && !token_.is(Punct::Comma) && !is_at_end()) skip_tree();
        eat(Punct::Comma);
      }
      find_way();
    }
    leave_group(group, "`,` or `}`");
  }
  items.push_back(add_item(std::move(item), head));
}

void Parser::useless_visibility(Span span, std::string_view help) {
  if (is_lost_ || context_.left_out != 0) return;
  context_.diagnostics.add(diag::Kind::UselessVisibility, span, "visibility qualifiers are not permitted here").with_help(std::string(help));
}

}  // namespace syntax
