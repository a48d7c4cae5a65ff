#include "run/outline.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "sema/program.h"

namespace run {

namespace {

class OutlineSearch {
 public:
  OutlineSearch(const Compiled& compiled, const mir::Coroutine& coroutine)
      : ast_(compiled.typed->ast), text_(*compiled.sources.file(compiled.file).text), file_(compiled.file), coroutine_(coroutine) {}

  Outline run() {
    find_body();
    if (body_) add_block(body_, {});
    else if (value_) add_value(value_, {});
    if (out_.pieces.empty()) return {};
    for_each_expr([this](const syntax::Expr& expr) { look(expr); });
    for (const auto& [part, whole] : parts_)
      for (Piece& piece : out_.pieces)
        if (piece.owner.begin == part.begin && piece.owner.end == part.end) piece.owner = whole;
    find_targets();
    const auto is_within = [this](Range range) { return std::any_of(bodies_within_.begin(), bodies_within_.end(), [&](Range body) { return body.contains(range); }); };
    out_.returns.erase(std::remove_if(out_.returns.begin(), out_.returns.end(), is_within), out_.returns.end());
    out_.jumps.erase(std::remove_if(out_.jumps.begin(), out_.jumps.end(), [&](const Jump& jump) { return is_within(jump.words); }), out_.jumps.end());
    return std::move(out_);
  }

 private:
  Range range_of(Span span) const { return span.file == file_ ? Range{span.begin, span.end} : Range{}; }
  template <class Visit>
  void for_each_expr(Visit visit) const {
    for (std::uint32_t i = ast_.exprs.frozen_count(); i < ast_.exprs.size(); ++i)
      if (ast_.exprs[syntax::ExprId(i)].span.file == file_) visit(ast_.exprs[syntax::ExprId(i)]);
  }

  void find_body() {
    for (std::uint32_t i = ast_.items.frozen_count(); i < ast_.items.size(); ++i) {
      const auto* fn = std::get_if<syntax::FnItem>(&ast_.items[syntax::ItemId(i)].kind);
      if (!fn || !(fn->decl.name.span == coroutine_.span) || !fn->decl.body) continue;
      body_ = fn->decl.body;
      out_.head = range_of(fn->decl.head_span);
    }
    for_each_expr([this](const syntax::Expr& expr) {
      if (!(expr.span == coroutine_.span)) return;
      if (const auto* block = std::get_if<syntax::BlockExpr>(&expr.kind)) body_ = block->block;
      const auto* closure = std::get_if<syntax::ClosureExpr>(&expr.kind);
      if (!closure) return;
      const auto* block = std::get_if<syntax::BlockExpr>(&ast_.exprs[closure->body].kind);
      if (block) body_ = block->block;
      else value_ = closure->body;
    });
  }

  void add_block(syntax::BlockId id, Range owner, bool is_loop = false, syntax::ExprId condition = {}, const std::optional<syntax::Ident>& label = {}) {
    const syntax::Block& block = ast_.blocks[id];
    Piece piece;
    piece.inside = range_of(block.span);
    if (piece.inside.end < piece.inside.begin + 2) return;
    piece.inside = {piece.inside.begin + 1, piece.inside.end - 1};
    // Not what is outside the body, nor the body again.
    if (!out_.pieces.empty() && (!is_in_body(piece.inside) || piece.inside.contains(out_.pieces[0].inside))) return;
    piece.owner = owner;
    piece.is_loop = is_loop;
    if (label) piece.label = range_of(label->span);
    if (condition) piece.condition = range_of(ast_.exprs[condition].span);
    for (const syntax::Stmt& stmt : block.stmts) {
      Range range = range_of(stmt.span);
      if (range.end < text_.size() && text_[range.end] == ';') ++range.end;   // of a macro's call
      piece.statements.push_back(range);
    }
    if (block.tail) piece.statements.push_back(range_of(ast_.exprs[block.tail].span));
    piece.has_value = static_cast<bool>(block.tail);
    out_.pieces.push_back(std::move(piece));
  }

  void look(const syntax::Expr& expr) {
    const Range owner = range_of(expr.span);
    if (const auto* block = std::get_if<syntax::BlockExpr>(&expr.kind)) {
      const bool is_async = block->kind == syntax::BlockExpr::Kind::Async || block->kind == syntax::BlockExpr::Kind::AsyncMove;
      if (!is_async) add_block(block->block, owner, false, {}, block->label);
      else if (is_in_body(owner)) bodies_within_.push_back(owner);
    }
    if (const auto* choice = std::get_if<syntax::IfExpr>(&expr.kind)) {
      add_block(choice->then_block, owner);
      if (choice->else_expr) add_part(choice->else_expr, owner);
    }
    if (const auto* both = std::get_if<syntax::BinaryExpr>(&expr.kind); both && (both->op == syntax::BinaryOp::And || both->op == syntax::BinaryOp::Or))
      add_value(both->right, owner);
    if (const auto* loop = std::get_if<syntax::WhileExpr>(&expr.kind)) add_block(loop->body, owner, true, loop->condition, loop->label);
    if (const auto* loop = std::get_if<syntax::LoopExpr>(&expr.kind)) add_block(loop->body, owner, true, {}, loop->label);
    if (const auto* loop = std::get_if<syntax::ForExpr>(&expr.kind)) {
      const std::size_t count = out_.pieces.size();
      add_block(loop->body, owner, true, {}, loop->label);
      if (out_.pieces.size() > count) out_.pieces.back().iterable = range_of(ast_.exprs[loop->iterable].span);
    }
    if (!is_in_body(owner)) return;
    if (std::holds_alternative<syntax::ReturnExpr>(expr.kind)) out_.returns.push_back(owner);
    if (const auto* leave = std::get_if<syntax::BreakExpr>(&expr.kind)) add_jump(owner, leave->label, false);
    if (const auto* next = std::get_if<syntax::ContinueExpr>(&expr.kind)) add_jump(owner, next->label, true);
    if (std::holds_alternative<syntax::ClosureExpr>(expr.kind)) bodies_within_.push_back(owner);
    const auto* match = std::get_if<syntax::MatchExpr>(&expr.kind);
    if (!match) return;
    for (const syntax::MatchArm& arm : match->arms) add_part(arm.body, owner);
  }

  void add_jump(Range range, const std::optional<syntax::Ident>& label, bool is_continue) {
    const std::uint32_t keyword = range.begin + (is_continue ? 8u : 5u);
    out_.jumps.push_back({{range.begin, label ? range_of(label->span).end : keyword}, 0, is_continue});
    labels_.push_back(label ? range_of(label->span) : Range{});
  }

  /// The innermost loop around each jump, or what has the label that it names.
  void find_targets() {
    const auto words = [this](Range range) { return std::string_view(text_).substr(range.begin, range.end - range.begin); };
    for (std::size_t i = 0; i < out_.jumps.size(); ++i) {
      Jump& jump = out_.jumps[i];
      for (std::size_t p = 1; p < out_.pieces.size(); ++p) {
        const Piece& piece = out_.pieces[p];
        const bool is_meant = labels_[i].is_empty() ? piece.is_loop : !piece.label.is_empty() && words(piece.label) == words(labels_[i]);
        if (is_meant && piece.inside.contains(jump.words) && (jump.piece == 0 || out_.pieces[jump.piece].inside.contains(piece.inside))) jump.piece = p;
      }
    }
  }

  void add_part(syntax::ExprId id, Range owner) {
    if (std::holds_alternative<syntax::BlockExpr>(ast_.exprs[id].kind)) parts_.emplace_back(range_of(ast_.exprs[id].span), owner);
    else add_value(id, owner);
  }

  /// What is run only if what stands before it wants it.
  void add_value(syntax::ExprId id, Range owner) {
    Piece piece;
    piece.inside = range_of(ast_.exprs[id].span);
    piece.owner = owner;
    piece.has_braces = false;
    piece.statements = {piece.inside};
    piece.has_value = true;
    if (out_.pieces.empty() || is_in_body(piece.inside)) out_.pieces.push_back(std::move(piece));
  }
  bool is_in_body(Range range) const { return out_.pieces[0].inside.contains(range); }

  const syntax::Ast& ast_;
  const std::string& text_;
  const FileId file_;
  const mir::Coroutine& coroutine_;
  syntax::BlockId body_;
  syntax::ExprId value_;               // the body of an async closure that is no block
  std::vector<Range> labels_;          // of each jump; empty without one
  std::vector<Range> bodies_within_;   // closures and async blocks, whose `return` is their own
  std::vector<std::pair<Range, Range>> parts_;   // blocks, and the `if` or `match` that they are of
  Outline out_;
};

}  // namespace

std::vector<Outline> outlines_of(const Compiled& compiled) {
  std::vector<Outline> out;
  if (!compiled.code || !compiled.typed) return out;
  for (const mir::Coroutine& coroutine : compiled.code->program().coroutines)
    if (compiled.sources.is_user(coroutine.span)) out.push_back(OutlineSearch(compiled, coroutine).run());
  return out;
}

}  // namespace run
