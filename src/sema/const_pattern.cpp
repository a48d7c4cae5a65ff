// Patterns in constant expressions, on integers, bool, char and tuples of them.

#include "sema/const_eval.h"

namespace sema {

std::optional<bool> ConstEvaluator::matches(syntax::PatId id, const ConstValue& value) {
  const syntax::Pat& node = program_.ast.pats.at(id);
  if (std::holds_alternative<syntax::WildPat>(node.kind)) return true;
  if (const auto* ident = std::get_if<syntax::IdentPat>(&node.kind)) {
    if (!ident->subpattern && !ident->by_ref) {
      syntax::Path path;
      path.segments.push_back({ident->name, {}});
      path.span = ident->name.span;
      PathResolution found = resolve_path(program_, scope(), path, Namespace::Values, false);
      if (found.def.kind == Def::Kind::Const) {
        ConstResult known = run_item(program_, ConstId(found.def.id), {}, depth_ + 1);
        if (known.is_known) return known.bits == value.bits;
        unknown(known.why_not);
        return std::nullopt;
      }
    }
    if (ident->subpattern) {
      std::optional<bool> inner = matches(ident->subpattern, value);
      if (!inner || !*inner) return inner;
    }
    variables_.push_back({ident->name.name, ident->name.hygiene, value});
    return true;
  }
  auto known = [&](syntax::ExprId literal) -> std::optional<unsigned __int128> {
    Value bits = expr(literal, value.ty);
    if (!bits || bits->is_aggregate) return std::nullopt;
    return value.ty ? truncate_bits(program_.types, value.ty, bits->bits) : bits->bits;
  };
  if (const auto* literal = std::get_if<syntax::LiteralPat>(&node.kind)) {
    std::optional<unsigned __int128> bits = known(literal->literal);
    if (!bits || value.is_aggregate) {
      unknown("this pattern");
      return std::nullopt;
    }
    return *bits == value.bits;
  }
  if (const auto* range = std::get_if<syntax::RangePat>(&node.kind)) {
    if (value.is_aggregate) return std::nullopt;
    TyId ty = value.ty ? value.ty : program_.types.i32_;
    auto holds = [&](syntax::BinaryOp op, unsigned __int128 end) {
      return *apply_operator(program_.types, op, ty, value.bits, end, ty).bits != 0;
    };
    bool is_inside = true;
    if (range->low) {
      std::optional<unsigned __int128> low = known(range->low);
      if (!low) return std::nullopt;
      is_inside = holds(syntax::BinaryOp::Ge, *low);
    }
    if (range->high) {
      std::optional<unsigned __int128> high = known(range->high);
      if (!high) return std::nullopt;
      is_inside = is_inside &&
                  holds(range->is_inclusive ? syntax::BinaryOp::Le : syntax::BinaryOp::Lt, *high);
    }
    return is_inside;
  }
  if (const auto* any = std::get_if<syntax::OrPat>(&node.kind)) {
    for (syntax::PatId alternative : any->alternatives) {
      std::optional<bool> one = matches(alternative, value);
      if (!one || *one) return one;
    }
    return false;
  }
  if (const auto* ref = std::get_if<syntax::RefPat>(&node.kind)) return matches(ref->inner, value);
  if (const auto* tuple = std::get_if<syntax::TuplePat>(&node.kind)) {
    if (value.elements.size() == tuple->elements.size()) {
      bool all = true;
      for (std::size_t i = 0; i < tuple->elements.size() && all; ++i) {
        std::optional<bool> one = matches(tuple->elements[i], value.elements[i]);
        if (!one) return std::nullopt;
        all = *one;
      }
      return all;
    }
  }
  unknown("this pattern");
  return std::nullopt;
}

}  // namespace sema
