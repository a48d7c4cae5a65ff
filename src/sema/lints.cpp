#include "sema/lints.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"

namespace sema {
namespace {

bool is_softened(const std::vector<syntax::Attribute>& attributes, std::string_view lint) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const syntax::Attribute& attribute) {
    if (attribute.name != "allow" && attribute.name != "warn" && attribute.name != "expect") return false;
    return std::any_of(attribute.args.begin(), attribute.args.end(), [&](const syntax::Attribute& one) { return one.name == lint; });
  });
}

bool fits(unsigned __int128 value, IntKind kind, bool is_negated) {
  const int bits = bits_of(kind) - (is_signed(kind) ? 1 : 0);
  if (bits == 128) return true;
  const unsigned __int128 limit = static_cast<unsigned __int128>(1) << bits;
  return value < limit || (value == limit && is_negated);
}

}  // namespace

bool is_lint_denied(const Program& program, Span place, std::string_view lint) {
  if (is_softened(program.crate_attributes, lint)) return false;
  const auto softens = [&](Span extent, const std::vector<syntax::Attribute>& attributes) {
    return !attributes.empty() && extent.file == place.file && extent.begin <= place.begin && place.end <= extent.end && is_softened(attributes, lint);
  };
  for (const syntax::LocalAttributes& local : program.ast.local_attributes)
    if (softens(local.extent, local.attributes)) return false;
  for (std::uint32_t i = 0; i < program.ast.items.size(); ++i) {
    const syntax::Item& item = program.ast.items.at(syntax::ItemId(i));
    if (softens(item.span, item.attributes)) return false;
  }
  return true;
}

void check_lints(Program& program, const Body& body) {
  std::unordered_set<ExprId> negated;
  for (std::uint32_t i = 0; i < body.exprs.size(); ++i)
    if (const auto* unary = std::get_if<UnaryExpr>(&body.exprs.at(ExprId(i)).kind); unary && unary->op == UnaryOp::Neg)
      negated.insert(unary->operand);
  for (std::uint32_t i = 0; i < body.exprs.size(); ++i) {
    const Expr& node = body.exprs.at(ExprId(i));
    const auto* literal = std::get_if<Literal>(&node.kind);
    if (!literal || literal->kind != Literal::Kind::Scalar) continue;
    const Ty& ty = program.types[node.ty];
    if (ty.kind != TyKind::Int || fits(literal->bits, ty.int_kind, negated.count(ExprId(i)) != 0)) continue;
    if (!is_lint_denied(program, node.span, "overflowing_literals")) continue;
    program.diagnostics.add(diag::Kind::OtherError, node.span, concat("literal out of range for ", quoted(name_of(ty.int_kind))))
        .with_help("take a type that can hold it, or say what is meant with `as` or a method such as `from_ne_bytes`");
  }
}

}  // namespace sema
