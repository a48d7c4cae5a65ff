// What may be wrong with a part of a pattern whatever it is matched with: names that are taken, ranges
// that hold nothing.

#include "base/text.h"
#include "sema/check.h"
#include "sema/lints.h"
#include "sema/resolve.h"

namespace sema {

/// What literals say of the ends: the first must not be behind the last.
void BodyChecker::check_range_order(const syntax::RangePat& pattern, Span span) {
  const auto end = [&](syntax::ExprId id, __int128& value) {
    if (!id) return false;
    const syntax::Expr* node = &ast().exprs.at(id);
    const auto* minus = std::get_if<syntax::UnaryExpr>(&node->kind);
    if (minus && minus->op == syntax::UnaryOp::Neg) node = &ast().exprs.at(minus->operand);
    using Kind = syntax::LiteralExpr::Kind;
    const auto* literal = std::get_if<syntax::LiteralExpr>(&node->kind);
    if (!literal || (literal->kind != Kind::Int && literal->kind != Kind::Char && literal->kind != Kind::Byte)) return false;
    value = static_cast<__int128>(literal->integer);
    if (value < 0) return false;
    if (minus) value = -value;
    return true;
  };
  __int128 low = 0, high = 0;
  if (!end(pattern.low, low) || !end(pattern.high, high) || low < high || (low == high && pattern.is_inclusive)) return;
  report(pattern.is_inclusive ? diag::Kind::EmptyInclusiveRange : diag::Kind::EmptyRange, span, "this range is empty: its first value must come before its last");
  body_.has_errors = true;
}

bool BodyChecker::is_text(syntax::ExprId end) {
  const auto* literal = end ? std::get_if<syntax::LiteralExpr>(&ast().exprs.at(end).kind) : nullptr;
  using Kind = syntax::LiteralExpr::Kind;
  return literal && (literal->kind == Kind::Str || literal->kind == Kind::ByteStr || literal->kind == Kind::CStr || literal->kind == Kind::Bool);
}

/// A variable may not hide a static or a constructor; one with the name of a variant was meant as that.
void BodyChecker::check_binding_name(const syntax::IdentPat& pattern, TyId expected) {
  syntax::Path path;
  path.segments.push_back({pattern.name, {}});
  path.span = pattern.name.span;
  const PathResolution found = resolve_path(program_, scope_, path, Namespace::Values, false);
  using Found = Def::Kind;
  const bool hides = found.def.kind == Found::Static || found.def.kind == Found::Const || found.def.kind == Found::Ctor || found.def.kind == Found::Variant || found.def.kind == Found::ConstParam;
  if (hides && found.resolved_segments == 1) {
    if (found.def.kind == Found::ConstParam && !pattern.by_ref && !pattern.subpattern && pattern.mutability == Mutability::Shared) {
      report(diag::Kind::GenericPattern, pattern.name.span, "a const parameter cannot stand in a pattern").with_help("compare in a guard: `x if x == …`");
      return;
    }
    report(diag::Kind::BindingShadows, pattern.name.span, concat("a variable cannot have the name ", quoted(text(pattern.name.name)), ", which is in scope as something else"));
    return;
  }
  if (pattern.by_ref || pattern.subpattern || pattern.mutability == Mutability::Mutable) return;
  TyId at = structurally(expected);
  while (types()[at].kind == TyKind::Ref) at = structurally(types()[at].args[0]);
  const Ty of = types()[at];
  if (of.kind != TyKind::Adt || program_.adts.at(of.adt()).kind != AdtKind::Enum) return;
  const AdtDef& adt = program_.adts.at(of.adt());
  for (const VariantDef& variant : adt.variants) {
    if (variant.name != pattern.name.name || variant.fields_kind != syntax::FieldsKind::Unit || !is_lint_denied(program_, pattern.name.span, "bindings_with_variant_name")) continue;
    program_.diagnostics.add(diag::Kind::BindingNamesVariant, pattern.name.span, concat("this binds a variable; the variant is ", quoted(concat(text(adt.name), "::", text(variant.name)))));
  }
}

}  // namespace sema
