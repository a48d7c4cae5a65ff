// `use` trees, taken apart into one item for each name.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

void Parser::parse_use(const ItemHead& head, std::vector<ItemId>& items) {
  bump();
  parse_use_tree(Path{}, head, items, false);
  expect_semi("import");
}

void Parser::parse_use_tree(const Path& prefix, const ItemHead& head, std::vector<ItemId>& items,
                            bool is_in_braces) {
  const Level level(*this);
  if (!level.is_allowed) return;
  const Span begin = token_.span;
  UseItem item;
  item.path = prefix;
  const auto add = [&] {
    item.path.span = span_from(begin);
    const NameId name = item.path.segments.empty() ? NameId() : item.path.segments.back().ident.name;
    item.may_name_macro = !item.is_glob && name && context_.macros != nullptr &&
                          context_.macros->is_macro(name);
    items.push_back(context_.ast.items.add(
        {item, head.visibility, head.attributes, is_in_braces ? item.path.span : span_from(head.begin)}));
  };
  const auto parse_braces = [&] {
    const Group group = enter_group();
    while (at_ != group.close && !is_lost_) {
      parse_use_tree(item.path, head, items, true);
      if (!eat(Punct::Comma)) break;
    }
    leave_group(group, "`,`, `::`, `as`, or `}`");
  };
  if (eat(Punct::PathSep)) {
    item.path.is_global |= prefix.segments.empty();
  }
  if (at_open(Delimiter::Brace)) return parse_braces();
  if (token_.is(Punct::Star)) {
    bump();
    item.is_glob = true;
    return add();
  }
  const bool is_self = is_in_braces && token_.is(Keyword::SelfLower) && !prefix.segments.empty();
  if (is_self) {
    const Span span = bump().span;
    item.path.segments.back().ident.span = span;
    item.is_self = true;
  } else {
    const Path rest = parse_path(PathStyle::Module);
    if (is_lost_) return;
    item.path.segments.insert(item.path.segments.end(), rest.segments.begin(), rest.segments.end());
    item.path.is_global |= rest.is_global && prefix.segments.empty();
    if (rest.segments.size() > 1 && context_.names.text(rest.segments.back().ident.name) == "self") {
      context_.diagnostics.add(diag::Kind::SelfImport, rest.segments.back().ident.span,
                               "`self` imports are only available within a `{ }` list")
          .with_help("import the module itself, without `::self`");
      return;
    }
    if (eat(Punct::PathSep)) {
      if (at_open(Delimiter::Brace)) return parse_braces();
      if (eat(Punct::Star)) {
        item.is_glob = true;
        return add();
      }
      return error_expected("identifier");
    }
  }
  if (eat(Keyword::As))
    item.rename = token_.is(Keyword::Underscore) ? ident_of(bump()) : parse_ident("identifier");
  add();
}

}  // namespace syntax
