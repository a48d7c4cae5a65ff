#include "sema/declaring_blocks.h"

#include <algorithm>

namespace sema {

using namespace syntax;

void DeclaringBlockFinder::visit(BlockId id) {
  if (!id) return;
  const Block& block = ast_.blocks.at(id);
  const std::uint32_t outside = around_;
  const bool declares = std::any_of(block.stmts.begin(), block.stmts.end(), [](const Stmt& stmt) {
    return std::holds_alternative<ItemStmt>(stmt.kind);
  });
  if (declares) {
    found_.push_back({id, around_});
    around_ = static_cast<std::uint32_t>(found_.size() - 1);
  }
  for (const Stmt& stmt : block.stmts) {
    if (const auto* let = std::get_if<LetStmt>(&stmt.kind)) {
      visit(let->pattern);
      visit(let->type);
      visit(let->value);
      visit(let->else_block);
    } else if (const auto* expr = std::get_if<ExprStmt>(&stmt.kind)) {
      visit(expr->expr);
    }
  }
  visit(block.tail);
  around_ = outside;
}

void DeclaringBlockFinder::visit(ExprId id) {
  if (!id) return;
  std::visit([this](const auto& expr) { inside(expr); }, ast_.exprs.at(id).kind);
}

void DeclaringBlockFinder::visit_all(const std::vector<ExprId>& ids) {
  for (ExprId id : ids) visit(id);
}

void DeclaringBlockFinder::visit_all(const std::vector<PatId>& ids) {
  for (PatId id : ids) visit(id);
}

// ---- Expressions

void DeclaringBlockFinder::inside(const StructExpr& expr) {
  visit(expr.path);
  for (const FieldInit& field : expr.fields) visit(field.value);
  visit(expr.base);
}

void DeclaringBlockFinder::inside(const RepeatExpr& expr) {
  visit(expr.element);
  visit(expr.count);
}

void DeclaringBlockFinder::inside(const BinaryExpr& expr) {
  visit(expr.left);
  visit(expr.right);
}

void DeclaringBlockFinder::inside(const AssignExpr& expr) {
  visit(expr.place);
  visit(expr.value);
}

void DeclaringBlockFinder::inside(const CompoundAssignExpr& expr) {
  visit(expr.place);
  visit(expr.value);
}

void DeclaringBlockFinder::inside(const RangeExpr& expr) {
  visit(expr.low);
  visit(expr.high);
}

void DeclaringBlockFinder::inside(const CastExpr& expr) {
  visit(expr.operand);
  visit(expr.type);
}

void DeclaringBlockFinder::inside(const CallExpr& expr) {
  visit(expr.callee);
  visit_all(expr.arguments);
}

void DeclaringBlockFinder::inside(const MethodCallExpr& expr) {
  visit(expr.receiver);
  visit(expr.method);
  visit_all(expr.arguments);
}

void DeclaringBlockFinder::inside(const IndexExpr& expr) {
  visit(expr.base);
  visit(expr.index);
}

void DeclaringBlockFinder::inside(const LetExpr& expr) {
  visit(expr.pattern);
  visit(expr.value);
}

void DeclaringBlockFinder::inside(const IfExpr& expr) {
  visit(expr.condition);
  visit(expr.then_block);
  visit(expr.else_expr);
}

void DeclaringBlockFinder::inside(const WhileExpr& expr) {
  visit(expr.condition);
  visit(expr.body);
}

void DeclaringBlockFinder::inside(const ForExpr& expr) {
  visit(expr.pattern);
  visit(expr.iterable);
  visit(expr.body);
}

void DeclaringBlockFinder::inside(const MatchExpr& expr) {
  visit(expr.scrutinee);
  for (const MatchArm& arm : expr.arms) {
    visit(arm.pattern);
    visit(arm.guard);
    visit(arm.body);
  }
}

void DeclaringBlockFinder::inside(const ClosureExpr& expr) {
  for (const ClosureParam& param : expr.params) {
    visit(param.pattern);
    visit(param.type);
  }
  visit(expr.output);
  visit(expr.body);
}

// ---- Types and paths: constants stand in array lengths and generic arguments

void DeclaringBlockFinder::visit(TypeId id) {
  if (!id) return;
  const auto& kind = ast_.types.at(id).kind;
  if (const auto* path = std::get_if<PathType>(&kind)) {
    visit(path->path);
  } else if (const auto* ref = std::get_if<RefType>(&kind)) {
    visit(ref->inner);
  } else if (const auto* pointer = std::get_if<RawPtrType>(&kind)) {
    visit(pointer->inner);
  } else if (const auto* slice = std::get_if<SliceType>(&kind)) {
    visit(slice->element);
  } else if (const auto* array = std::get_if<ArrayType>(&kind)) {
    visit(array->element);
    visit(array->length);
  } else if (const auto* tuple = std::get_if<TupleType>(&kind)) {
    for (TypeId element : tuple->elements) visit(element);
  } else if (const auto* fn = std::get_if<FnPtrType>(&kind)) {
    for (TypeId param : fn->params) visit(param);
    visit(fn->output);
  } else if (const auto* impl = std::get_if<ImplTraitType>(&kind)) {
    visit(impl->bounds);
  } else if (const auto* dyn = std::get_if<DynTraitType>(&kind)) {
    visit(dyn->bounds);
  }
}

void DeclaringBlockFinder::visit(const std::vector<Bound>& bounds) {
  for (const Bound& bound : bounds) {
    if (bound.kind == Bound::Kind::Trait) visit(bound.trait_path);
  }
}

void DeclaringBlockFinder::visit(const Path& path) {
  visit(path.self_type);
  for (const PathSegment& segment : path.segments) visit(segment);
}

void DeclaringBlockFinder::visit(const PathSegment& segment) {
  if (!segment.generic_args) return;
  const GenericArgs& args = ast_.generic_args.at(segment.generic_args);
  for (const GenericArg& arg : args.args) {
    visit(arg.type);
    visit(arg.value);
    visit(arg.bounds);
  }
  visit(args.output);
}

void DeclaringBlockFinder::visit(const Generics& generics) {
  for (const GenericParam& param : generics.params) {
    visit(param.bounds);
    visit(param.default_type);
    visit(param.const_type);
    visit(param.const_default);
  }
  for (const WherePredicate& predicate : generics.predicates) {
    visit(predicate.type);
    visit(predicate.bounds);
  }
}

// ---- Patterns

void DeclaringBlockFinder::visit(PatId id) {
  if (!id) return;
  const auto& kind = ast_.pats.at(id).kind;
  if (const auto* ident = std::get_if<IdentPat>(&kind)) {
    visit(ident->subpattern);
  } else if (const auto* literal = std::get_if<LiteralPat>(&kind)) {
    visit(literal->literal);
  } else if (const auto* range = std::get_if<RangePat>(&kind)) {
    visit(range->low);
    visit(range->high);
  } else if (const auto* path = std::get_if<PathPat>(&kind)) {
    visit(path->path);
  } else if (const auto* tuple_struct = std::get_if<TupleStructPat>(&kind)) {
    visit(tuple_struct->path);
    visit_all(tuple_struct->elements);
  } else if (const auto* record = std::get_if<StructPat>(&kind)) {
    visit(record->path);
    for (const FieldPat& field : record->fields) visit(field.pattern);
  } else if (const auto* tuple = std::get_if<TuplePat>(&kind)) {
    visit_all(tuple->elements);
  } else if (const auto* slice = std::get_if<SlicePat>(&kind)) {
    visit_all(slice->elements);
  } else if (const auto* ref = std::get_if<RefPat>(&kind)) {
    visit(ref->inner);
  } else if (const auto* alternatives = std::get_if<OrPat>(&kind)) {
    visit_all(alternatives->alternatives);
  }
}

}  // namespace sema
