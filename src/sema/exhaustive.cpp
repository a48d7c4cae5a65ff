#include "sema/exhaustive.h"

#include "base/text.h"
#include "sema/usefulness.h"

namespace sema {

namespace {

class Exhaustiveness {
 public:
  Exhaustiveness(Program& program, const Body& body) : program_(program), body_(body) {}

  void run() {
    for (const Param& param : body_.params) irrefutable(param.pattern, "a parameter");
    for (std::uint32_t i = 0; i < body_.exprs.size(); ++i) {
      const Expr& node = body_.exprs[ExprId(i)];
      if (const auto* match = std::get_if<MatchExpr>(&node.kind)) check_match(*match);
      if (const auto* block = std::get_if<BlockExpr>(&node.kind)) {
        for (const Stmt& stmt : block->stmts) {
          const auto* let = std::get_if<LetStmt>(&stmt);
          if (let && !let->has_else) irrefutable(let->pattern, "`let`");
        }
      }
      if (const auto* closure = std::get_if<ClosureExpr>(&node.kind)) {
        std::vector<Param> params = program_.closures.at(closure->closure).params;
        for (const Param& param : params) irrefutable(param.pattern, "a parameter");
      }
    }
  }

 private:
  void check_match(const MatchExpr& match) {
    if (match.source == MatchSource::ForLoop && match.arms.size() == 2) {
      const auto* some = std::get_if<VariantPat>(&body_.pats[match.arms[1].pattern].kind);
      if (some && some->fields.size() == 1) irrefutable(some->fields[0].second, "`for`");
      return;
    }
    if (match.source != MatchSource::Written) return;
    std::vector<Shape> rows;
    for (const Arm& arm : match.arms) {
      Shape shape = shape_of(arm.pattern);
      if (!arm.guard) rows.push_back(std::move(shape));
    }
    const Expr& scrutinee = body_.exprs[match.scrutinee];
    if (has_error_ || program_.types.flags(scrutinee.ty).has_error) {
      has_error_ = false;
      return;
    }
    if (match.arms.empty() && is_uninhabited(program_, scrutinee.ty)) return;
    std::optional<std::string> missing = uncovered(program_, rows, scrutinee.ty);
    if (!missing) return;
    program_.diagnostics.add(diag::Kind::NonExhaustivePatterns, scrutinee.span, concat("this `match` has no arm for ", quoted(*missing)))
        .with_help(concat("add an arm for it, or `_ => …` for all that is left"));
  }

  void irrefutable(PatId id, std::string_view where) {
    Shape shape = shape_of(id);
    const Pat& pattern = body_.pats[id];
    if (has_error_ || program_.types.flags(pattern.ty).has_error) {
      has_error_ = false;
      return;
    }
    std::optional<std::string> missing = uncovered(program_, {shape}, pattern.ty);
    if (!missing) return;
    diag::Diagnostic& said = program_.diagnostics.add(diag::Kind::RefutablePattern, pattern.span, concat("the pattern of ", where, " must fit every value, and ", quoted(*missing), " is not covered"));
    if (where == "`let`") said.with_help("use `let … else { … }` or `if let`");
  }

  static Shape opaque() {
    Shape shape;
    shape.kind = Shape::Kind::Opaque;
    return shape;
  }

  Shape shape_of(PatId id) {
    const Pat& pattern = body_.pats[id];
    Shape shape;
    shape.ty = pattern.ty;
    if (const auto* binding = std::get_if<BindingPat>(&pattern.kind)) {
      return binding->subpattern ? shape_of(binding->subpattern) : shape;
    }
    if (const auto* variant = std::get_if<VariantPat>(&pattern.kind)) {
      shape.kind = Shape::Kind::Variant;
      shape.variant = variant->variant;
      shape.parts.resize(program_.adts.at(variant->adt).variants[variant->variant].fields.size());
      for (const auto& [field, part] : variant->fields) shape.parts[field] = shape_of(part);
    } else if (const auto* leaf = std::get_if<LeafPat>(&pattern.kind)) {
      const Ty& seen = program_.types[pattern.ty];
      if (seen.kind != TyKind::Tuple && seen.kind != TyKind::Adt) {
        has_error_ = true;  // of a type that is not known: neither are its fields
        return shape;
      }
      if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).kind == AdtKind::Union) {
        // Fits if what it looks at fits.
        for (const auto& [field, part] : leaf->fields) {
          if (uncovered(program_, {shape_of(part)}, body_.pats[part].ty)) return opaque();
        }
        return shape;
      }
      shape.kind = Shape::Kind::Struct;
      std::size_t count = seen.kind == TyKind::Tuple ? seen.args.size() : program_.adts.at(seen.adt()).variants[0].fields.size();
      shape.parts.resize(count);
      for (const auto& [field, part] : leaf->fields) shape.parts[field] = shape_of(part);
    } else if (const auto* deref = std::get_if<DerefPat>(&pattern.kind)) {
      shape.kind = Shape::Kind::Struct;
      shape.parts.push_back(shape_of(deref->inner));
    } else if (const auto* constant = std::get_if<ConstantPat>(&pattern.kind)) {
      return shape_of_value(body_, constant->value, 0);
    } else if (const auto* range = std::get_if<RangePat>(&pattern.kind)) {
      const Ty& seen = program_.types[pattern.ty];
      if (seen.kind != TyKind::Int && seen.kind != TyKind::Char) return opaque();
      int bits = seen.kind == TyKind::Char ? 0 : bits_of(seen.int_kind);
      unsigned __int128 top = seen.kind == TyKind::Char ? 0x10ffff
                              : bits == 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << bits) - 1;
      std::optional<unsigned __int128> low = range->low ? scalar(body_, range->low) : std::optional<unsigned __int128>(0);
      std::optional<unsigned __int128> high = range->high ? scalar(body_, range->high) : std::optional<unsigned __int128>(top);
      if (!low || !high) return opaque();
      shape.kind = Shape::Kind::Range;
      shape.low = *low;
      shape.high = range->high && !range->is_inclusive ? *high - 1 : *high;
    } else if (const auto* slice = std::get_if<SlicePat>(&pattern.kind)) {
      shape.kind = Shape::Kind::Slice;
      shape.prefix = slice->prefix.size();
      shape.has_rest = slice->has_middle;
      for (PatId part : slice->prefix) shape.parts.push_back(shape_of(part));
      for (PatId part : slice->suffix) shape.parts.push_back(shape_of(part));
    } else if (const auto* either = std::get_if<OrPat>(&pattern.kind)) {
      shape.kind = Shape::Kind::Or;
      for (PatId part : either->alternatives) shape.parts.push_back(shape_of(part));
    } else if (std::holds_alternative<ErrorPat>(pattern.kind)) {
      has_error_ = true;
    }
    return shape;
  }

  /// A constant is compared part by part: it covers what the pattern of the same form would.
  Shape shape_of_value(const Body& body, ExprId id, int depth) {
    const Expr& node = body.exprs[id];
    if (depth > 60) return opaque();
    Shape shape;
    shape.ty = node.ty;
    if (std::optional<unsigned __int128> value = scalar(body, id)) {
      shape.kind = Shape::Kind::Range;
      shape.low = shape.high = *value;
    } else if (const auto* constant = std::get_if<ConstRef>(&node.kind)) {
      const auto [item, args] = resolve_const(program_, constant->item, constant->args);
      if (!args.empty() || !program_.const_items.contains(item)) return opaque();
      const Body& inner = body_of(program_, BodyOwner::of(item));
      return inner.value ? shape_of_value(inner, inner.value, depth + 1) : opaque();
    } else if (const auto* adt = std::get_if<AdtExpr>(&node.kind)) {
      const AdtDef& def = program_.adts.at(adt->adt);
      if (adt->base || def.kind == AdtKind::Union) return opaque();
      shape.kind = def.kind == AdtKind::Enum ? Shape::Kind::Variant : Shape::Kind::Struct;
      shape.variant = adt->variant;
      shape.parts.resize(def.variants[adt->variant].fields.size());
      for (const auto& [field, part] : adt->fields) shape.parts[field] = shape_of_value(body, part, depth + 1);
    } else if (const auto* tuple = std::get_if<TupleExpr>(&node.kind)) {
      shape.kind = Shape::Kind::Struct;
      for (ExprId part : tuple->elements) shape.parts.push_back(shape_of_value(body, part, depth + 1));
    } else if (const auto* array = std::get_if<ArrayExpr>(&node.kind)) {
      shape.kind = Shape::Kind::Slice;
      shape.prefix = array->elements.size();
      for (ExprId part : array->elements) shape.parts.push_back(shape_of_value(body, part, depth + 1));
    } else if (const auto* borrow = std::get_if<BorrowExpr>(&node.kind)) {
      shape.kind = Shape::Kind::Struct;
      shape.parts.push_back(shape_of_value(body, borrow->operand, depth + 1));
    } else if (const auto* cast = std::get_if<CastExpr>(&node.kind)) {
      return cast->kind == CastKind::Subtype || cast->kind == CastKind::Unsize ? shape_of_value(body, cast->operand, depth + 1) : opaque();
    } else {
      return opaque();
    }
    return shape;
  }

  /// A bool, char or integer as a number in the order of its type, signed ones moved up from below zero.
  std::optional<unsigned __int128> scalar(const Body& body, ExprId id) {
    const Expr& node = body.exprs[id];
    const Ty seen = program_.types[node.ty];
    if (seen.kind != TyKind::Int && seen.kind != TyKind::Char && seen.kind != TyKind::Bool) return std::nullopt;
    unsigned __int128 bits = 0;
    if (const auto* literal = std::get_if<Literal>(&node.kind)) {
      bits = literal->bits;
    } else if (const auto* unary = std::get_if<UnaryExpr>(&node.kind)) {
      const auto* inner = std::get_if<Literal>(&body.exprs[unary->operand].kind);
      if (!inner || unary->op != UnaryOp::Neg) return std::nullopt;
      bits = ~inner->bits + 1;
    } else if (const auto* constant = std::get_if<ConstRef>(&node.kind)) {
      auto [item, args] = resolve_const(program_, constant->item, constant->args);
      ConstResult value = evaluate_const_item(program_, item, args);
      if (!value.is_known) return std::nullopt;
      bits = value.bits;
    } else {
      return std::nullopt;
    }
    if (seen.kind != TyKind::Int) return bits;
    int width = bits_of(seen.int_kind);
    unsigned __int128 mask = width == 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << width) - 1;
    bits &= mask;
    if (is_signed(seen.int_kind)) bits = (bits + (static_cast<unsigned __int128>(1) << (width - 1))) & mask;
    return bits;
  }

  Program& program_;
  const Body& body_;
  bool has_error_ = false;
};

}  // namespace

void check_exhaustiveness(Program& program, const Body& body) { Exhaustiveness(program, body).run(); }

}  // namespace sema
