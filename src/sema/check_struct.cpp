// `Name { field: value, ..base }`.

#include "base/text.h"
#include "sema/check.h"

namespace sema {

/// What stands behind `..`; with nothing there, only the left of `=` may be so written.
ExprId BodyChecker::check_base(syntax::ExprId base, TyId ty) {
  if (std::holds_alternative<syntax::UnderscoreExpr>(ast().exprs.at(base).kind)) {
    report(diag::Kind::MissingBase, span_of_syntax(base), "`..` stands here without the value that the other fields are taken from")
        .with_help("give one, such as `..Default::default()`");
    return error_expr(span_of_syntax(base));
  }
  return ty ? check_coerce(base, ty) : check(base);
}

ExprId BodyChecker::check_struct_expr(const syntax::StructExpr& literal, Span span, Expected expected) {
  VariantPath path = resolve_variant_path(literal.path, literal.path.span);
  if (path.is_error) {
    for (const syntax::FieldInit& field : literal.fields) check(field.value);
    if (literal.base) check_base(literal.base, {});
    return error_expr(span);
  }
  TyId ty = types().adt(path.adt, path.args);
  if (expected && !is(expected, TyKind::Infer)) {
    // The wanted type tells generic arguments; if it does not fit, the mismatch is said later.
    InferTable::Snapshot before = table_.snapshot();
    if (!table_.unify(ty, expected)) table_.rollback(before);
  }
  AdtExpr made;
  made.adt = path.adt;
  made.variant = path.variant;
  made.args = path.args;
  const std::vector<FieldDef> fields = program_.adts.at(path.adt).variants[path.variant].fields;
  std::vector<bool> given(fields.size(), false);
  // First: from its bounds a closure in a field learns its signature.
  solver_.require_bounds(program_.adts.at(path.adt).generics, path.args, span);
  Given written{span, {}, {}, {}};
  bool has_unknown = false;   // a misspelt field is not missing as well
  for (const syntax::FieldInit& field : literal.fields) {
    std::uint32_t at = 0;
    while (at < fields.size() && fields[at].name != field.name.name) ++at;
    if (at == fields.size()) {
      std::vector<std::string_view> known;
      for (const FieldDef& each : fields) known.push_back(program_.names.text(each.name));
      bool is_variant = program_.adts.at(path.adt).kind == AdtKind::Enum;
      diag::Diagnostic& said = report(is_variant ? diag::Kind::NoSuchVariantField : diag::Kind::NoSuchField, field.name.span,
                                      concat(quoted(name(ty)), " has no field ", quoted(text(field.name.name))));
      std::string_view near = nearest_word(program_.names.text(field.name.name), known);
      if (!near.empty()) said.with_help(concat("did you mean ", quoted(near), "?"));
      check(field.value);
      has_unknown = true;
      continue;
    }
    if (given[at]) report(diag::Kind::FieldGivenTwice, field.name.span, concat("field ", quoted(text(field.name.name)), " is given twice"));
    if (!field_is_visible(fields[at])) {
      program_.diagnostics.add(diag::Kind::PrivateFieldInit, field.name.span, concat("field ", quoted(text(field.name.name)), " of ", quoted(text(program_.adts.at(path.adt).name)), " is private"));
    }
    given[at] = true;
    written.declared.push_back(fields[at].ty);
    written.spans.push_back(span_of_syntax(field.value));
    TyId field_ty = normalize(substitute(types(), fields[at].ty, path.args), span);
    made.fields.push_back({at, check_coerce(field.value, field_ty)});
  }
  given_.push_back(std::move(written));
  bool is_union = program_.adts.at(path.adt).kind == AdtKind::Union;
  if (is_union && literal.fields.size() != 1) report(diag::Kind::UnionFields, span, "a union expression has exactly one field");
  if (literal.base) {
    if (program_.adts.at(path.adt).kind != AdtKind::Struct) {
      report(diag::Kind::BaseNotStruct, span_of_syntax(literal.base), "`..base` needs a struct");
      check_base(literal.base, {});
    } else {
      made.base = check_base(literal.base, ty);
    }
  } else if (!is_union) {
    std::string missing;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!given[i]) missing += concat(missing.empty() ? "" : ", ", quoted(text(fields[i].name)));
    }
    if (!missing.empty() && !has_unknown) report(diag::Kind::MissingField, literal.path.span, concat("no value for ", missing, " of ", quoted(name(ty))));
  }
  return make(span, ty, std::move(made));
}

}  // namespace sema
