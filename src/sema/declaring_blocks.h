#pragma once
// Blocks that declare items. Such a block is a module without a name: what it declares is seen in
// all of it, before the item too, and hides what is outside.

#include <vector>

#include "syntax/ast.h"

namespace sema {

struct DeclaringBlock {
  static constexpr std::uint32_t no_parent = 0xffffffffu;
  syntax::BlockId block;
  std::uint32_t parent = no_parent;   // the declaring block around it, as an index into the list
};

/// Finds the blocks that declare items anywhere inside the given pieces of syntax, outer before
/// inner. It does not look into the declared items themselves.
class DeclaringBlockFinder {
 public:
  explicit DeclaringBlockFinder(const syntax::Ast& ast) : ast_(ast) {}
  void visit(syntax::ExprId id);
  void visit(syntax::BlockId id);
  void visit(syntax::TypeId id);
  void visit(syntax::PatId id);
  void visit(const syntax::Generics& generics);
  std::vector<DeclaringBlock> take() { return std::move(found_); }

 private:
  // One overload for each kind of node that has something inside.
  void inside(const syntax::PathExpr& expr) { visit(expr.path); }
  void inside(const syntax::StructExpr& expr);
  void inside(const syntax::TupleExpr& expr) { visit_all(expr.elements); }
  void inside(const syntax::ArrayExpr& expr) { visit_all(expr.elements); }
  void inside(const syntax::RepeatExpr& expr);
  void inside(const syntax::UnaryExpr& expr) { visit(expr.operand); }
  void inside(const syntax::BinaryExpr& expr);
  void inside(const syntax::AssignExpr& expr);
  void inside(const syntax::CompoundAssignExpr& expr);
  void inside(const syntax::RangeExpr& expr);
  void inside(const syntax::CastExpr& expr);
  void inside(const syntax::BorrowExpr& expr) { visit(expr.operand); }
  void inside(const syntax::CallExpr& expr);
  void inside(const syntax::MethodCallExpr& expr);
  void inside(const syntax::FieldExpr& expr) { visit(expr.base); }
  void inside(const syntax::IndexExpr& expr);
  void inside(const syntax::BlockExpr& expr) { visit(expr.block); }
  void inside(const syntax::LetExpr& expr);
  void inside(const syntax::IfExpr& expr);
  void inside(const syntax::WhileExpr& expr);
  void inside(const syntax::LoopExpr& expr) { visit(expr.body); }
  void inside(const syntax::ForExpr& expr);
  void inside(const syntax::MatchExpr& expr);
  void inside(const syntax::ClosureExpr& expr);
  void inside(const syntax::ReturnExpr& expr) { visit(expr.value); }
  void inside(const syntax::BreakExpr& expr) { visit(expr.value); }
  void inside(const syntax::TryExpr& expr) { visit(expr.operand); }
  void inside(const syntax::AwaitExpr& expr) { visit(expr.operand); }
  void inside(const syntax::FormatArgsExpr& expr) { visit_all(expr.arguments); }
  void inside(const syntax::OffsetOfExpr& expr) { visit(expr.type); }
  void inside(const syntax::LiteralExpr&) {}
  void inside(const syntax::ContinueExpr&) {}
  void inside(const syntax::UnderscoreExpr&) {}
  void inside(const syntax::UnsupportedExpr&) {}
  void inside(const syntax::ErrorExpr&) {}
  void visit(const syntax::Path& path);
  void visit(const syntax::PathSegment& segment);
  void visit(const std::vector<syntax::Bound>& bounds);
  void visit_all(const std::vector<syntax::ExprId>& ids);
  void visit_all(const std::vector<syntax::PatId>& ids);

  const syntax::Ast& ast_;
  std::vector<DeclaringBlock> found_;
  std::uint32_t around_ = DeclaringBlock::no_parent;
};

}  // namespace sema
