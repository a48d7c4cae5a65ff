#include "sema/unsafety.h"

#include "base/text.h"
#include "sema/lints.h"

namespace sema {

namespace {

class UnsafetyCheck {
 public:
  UnsafetyCheck(Program& program, const Body& body) : program_(program), body_(body) {
    // The body of an unsafe function counts as unsafe; edition 2024 only warns about that.
    if (body.owner.kind == BodyOwner::Kind::Fn && program.fns.at(FnId(body.owner.id)).is_unsafe) depth_ = 1;
  }

  void run() {
    for (const Param& param : body_.params) visit_pattern(param.pattern);
    visit(body_.value);
  }

 private:
  const Expr& expr(ExprId id) const { return body_.exprs[id]; }
  const Ty& type_of(ExprId id) const { return program_.types[expr(id).ty]; }

  void need(Span span, std::string what) {
    if (depth_ > 0) return;
    program_.diagnostics.add(diag::Kind::UnsafeRequired, span, concat(what, " is unsafe and needs an `unsafe` block"))
        .with_help("put it in `unsafe { … }`, and say in a comment why it is sound");
  }

  bool is_mutable_static(ExprId id) const {
    const auto* item = std::get_if<StaticRef>(&expr(id).kind);
    if (!item) return false;
    const StaticDef& def = program_.statics.at(item->item);
    return def.mutability == Mutability::Mutable && !def.is_thread_local;
  }
  /// The static at the start of a place, without going through a pointer.
  bool starts_at_mutable_static(ExprId id) const {
    if (const auto* field = std::get_if<FieldExpr>(&expr(id).kind)) return starts_at_mutable_static(field->base);
    if (const auto* index = std::get_if<IndexExpr>(&expr(id).kind)) return starts_at_mutable_static(index->base);
    return is_mutable_static(id);
  }

  /// A pattern reads the field of a union that it looks at: whatever but `_` stands in the place of the field.
  void visit_pattern(PatId id, bool is_union_field = false) {
    if (!id) return;
    const Pat& pat = body_.pats[id];
    const auto* alternatives = std::get_if<OrPat>(&pat.kind);
    const bool is_silent = alternatives || std::holds_alternative<WildPat>(pat.kind) || std::holds_alternative<ErrorPat>(pat.kind);
    if (is_union_field && !is_silent) return need(pat.span, "reading a field of a union");
    const Ty& ty = program_.types[pat.ty];
    const bool is_union = ty.kind == TyKind::Adt && program_.adts.at(ty.adt()).kind == AdtKind::Union;
    if (alternatives) {
      for (PatId part : alternatives->alternatives) visit_pattern(part, is_union_field);
    } else if (const auto* leaf = std::get_if<LeafPat>(&pat.kind)) {
      for (const auto& [field, part] : leaf->fields) visit_pattern(part, is_union);
    } else if (const auto* variant = std::get_if<VariantPat>(&pat.kind)) {
      for (const auto& [field, part] : variant->fields) visit_pattern(part);
    } else if (const auto* binding = std::get_if<BindingPat>(&pat.kind)) {
      visit_pattern(binding->subpattern);
    } else if (const auto* deref = std::get_if<DerefPat>(&pat.kind)) {
      visit_pattern(deref->inner);
    } else if (const auto* slice = std::get_if<SlicePat>(&pat.kind)) {
      for (PatId part : slice->prefix) visit_pattern(part);
      visit_pattern(slice->middle);
      for (PatId part : slice->suffix) visit_pattern(part);
    }
  }

  /// `is_address`: only the address is taken (`&raw`), nothing is read.
  void visit(ExprId id, bool is_address = false, bool is_written = false) {
    if (!id) return;
    const Expr& node = expr(id);
    Span span = node.span;
    if (const auto* block = std::get_if<BlockExpr>(&node.kind)) {
      if (block->safety == BlockSafety::Unsafe) ++depth_;
      for (const Stmt& stmt : block->stmts) {
        if (const auto* run = std::get_if<ExprStmt>(&stmt)) {
          visit(run->expr);
          continue;
        }
        const auto& let = std::get<LetStmt>(stmt);
        visit_pattern(let.pattern);
        visit(let.value);
        if (let.has_else) visit(let.else_block);
      }
      visit(block->tail);
      if (block->safety == BlockSafety::Unsafe) --depth_;
    } else if (const auto* deref = std::get_if<DerefExpr>(&node.kind)) {
      if (type_of(deref->operand).kind == TyKind::RawPtr) need(span, "dereferencing a raw pointer");
      visit(deref->operand);
    } else if (const auto* item = std::get_if<StaticRef>(&node.kind)) {
      const StaticDef& def = program_.statics.at(item->item);
      if (is_address) return;
      if (is_mutable_static(id)) need(span, concat("using the mutable static ", quoted(program_.names.text(def.name))));
      else if (def.is_foreign) need(span, concat("using the foreign static ", quoted(program_.names.text(def.name))));
    } else if (const auto* field = std::get_if<FieldExpr>(&node.kind)) {
      const Ty& base = type_of(field->base);
      bool is_union = base.kind == TyKind::Adt && program_.adts.at(base.adt()).kind == AdtKind::Union;
      if (is_union && !is_written && !is_address) need(span, "reading a field of a union");
      visit(field->base, is_address, is_written);
    } else if (const auto* call = std::get_if<CallExpr>(&node.kind)) {
      const Ty& callee = type_of(call->callee);
      if (callee.kind == TyKind::FnDef && program_.fns.at(callee.fn()).is_unsafe) {
        need(span, concat("calling the unsafe function ", quoted(program_.names.text(program_.fns.at(callee.fn()).name))));
      } else if (callee.kind == TyKind::FnPtr && callee.is_unsafe) {
        need(span, "calling an unsafe function pointer");
      }
      visit(call->callee);
      for (ExprId part : call->arguments) visit(part);
    } else if (const auto* borrow = std::get_if<BorrowExpr>(&node.kind)) {
      if (body_.edition == syntax::Edition::E2024 && starts_at_mutable_static(borrow->operand) &&
          is_lint_denied(program_, span, "static_mut_refs")) {
        program_.diagnostics.add(diag::Kind::OtherError, span, concat("a ", borrow->kind == BorrowExpr::Kind::Shared ? "shared" : "mutable", " reference to a mutable static"))
            .with_help("take a raw pointer instead: `&raw const` or `&raw mut`");
      }
      visit(borrow->operand);
    } else if (const auto* raw = std::get_if<RawBorrowExpr>(&node.kind)) {
      visit(raw->operand, true);
    } else if (const auto* assign = std::get_if<AssignExpr>(&node.kind)) {
      visit(assign->place, false, true);
      visit(assign->value);
    } else {
      std::visit([&](const auto& kind) { inside(kind); }, node.kind);
    }
  }

  template <class Kind>
  void inside(const Kind&) {}
  void inside(const AdtExpr& e) {
    for (const auto& [field, part] : e.fields) visit(part);
    visit(e.base);
  }
  void inside(const TupleExpr& e) { for (ExprId part : e.elements) visit(part); }
  void inside(const ArrayExpr& e) { for (ExprId part : e.elements) visit(part); }
  void inside(const RepeatExpr& e) { visit(e.element); }
  void inside(const UnaryExpr& e) { visit(e.operand); }
  void inside(const BinaryExpr& e) { visit(e.left); visit(e.right); }
  void inside(const LogicalExpr& e) { visit(e.left); visit(e.right); }
  void inside(const IndexExpr& e) { visit(e.base); visit(e.index); }
  void inside(const CompoundAssignExpr& e) { visit(e.place); visit(e.value); }
  void inside(const CastExpr& e) { visit(e.operand); }
  void inside(const LetExpr& e) { visit_pattern(e.pattern); visit(e.value); }
  void inside(const IfExpr& e) { visit(e.condition); visit(e.then_expr); visit(e.else_expr); }
  void inside(const MatchExpr& e) {
    visit(e.scrutinee);
    for (const Arm& arm : e.arms) {
      visit_pattern(arm.pattern);
      visit(arm.guard);
      visit(arm.body);
    }
  }
  void inside(const LoopExpr& e) { visit(e.body); }
  void inside(const BreakExpr& e) { visit(e.value); }
  void inside(const ReturnExpr& e) { visit(e.value); }
  void inside(const AwaitExpr& e) { visit(e.future); }
  void inside(const ClosureExpr& e) {
    const Closure& closure = program_.closures.at(e.closure);
    for (const Param& param : closure.params) visit_pattern(param.pattern);
    visit(closure.value);
  }

  Program& program_;
  const Body& body_;
  std::uint32_t depth_ = 0;
};

}  // namespace

void check_unsafety(Program& program, const Body& body) { UnsafetyCheck(program, body).run(); }

}  // namespace sema
