// Blocks and `let`.

#include "base/text.h"
#include "sema/check.h"
#include "sema/restore.h"

namespace sema {

ExprId BodyChecker::check_block(syntax::BlockId id, Expected expected, LoopId label, BlockSafety safety) {
  const syntax::Block block = ast().blocks.at(id);
  Restore variables(variables_);
  ModuleId outer_module = scope_.module;
  auto inner = program_.block_modules.find(id);
  if (inner != program_.block_modules.end()) scope_.module = inner->second;
  if (safety == BlockSafety::Unsafe) ++unsafe_depth_;
  bool outer_diverges = diverges_;
  diverges_ = false;

  BlockExpr made;
  made.safety = safety;
  made.label = label;
  made.end_span = Span{block.span.file, block.span.end > 0 ? block.span.end - 1 : 0, block.span.end, block.span.expansion};
  for (const syntax::Stmt& stmt : block.stmts) {
    if (const auto* let = std::get_if<syntax::LetStmt>(&stmt.kind)) {
      check_let(*let, stmt.span, made.stmts);
    } else if (const auto* run = std::get_if<syntax::ExprStmt>(&stmt.kind)) {
      ExprId value;
      if (run->has_semicolon) {
        value = check(run->expr);
      } else {
        // `if … {}` and the like as a statement must be ().
        value = check(run->expr, types().unit_);
        value = coerce(value, types().unit_);
      }
      made.stmts.push_back(ExprStmt{value, stmt.span});
    }
  }
  TyId ty;
  if (block.tail) {
    made.tail = check(block.tail, expected);
    if (expected) {
      // The tail is the coercion site, so that temporaries and reborrows belong to it.
      if (std::optional<ExprId> converted = try_coerce(made.tail, expected)) made.tail = *converted;
    }
    ty = body_.exprs[made.tail].ty;
  } else {
    ty = diverges_ ? types().never_ : types().unit_;
  }
  bool block_diverges = diverges_;
  diverges_ = outer_diverges || block_diverges;
  if (safety == BlockSafety::Unsafe) --unsafe_depth_;
  scope_.module = outer_module;
  return make(block.span, ty, std::move(made));
}

ExprId BodyChecker::check_block_coerce(syntax::BlockId id, TyId ty) {
  ExprId block = check_block(id, ty);
  const auto& made = std::get<BlockExpr>(body_.exprs[block].kind);
  TyId have = ty_of(block);
  if (!made.tail && have == types().unit_ && !table_.try_unify(ty, have)) {
    const syntax::Block& written = ast().blocks.at(id);
    TyId wanted = table_.resolve(ty);
    if (!types().flags(wanted).has_error) {
      // rustc points at the result type, but for a function the body's own end says more to a learner;
      // the line of the signature is where both agree.
      Span at = body_.owner.kind == BodyOwner::Kind::Fn && written.span == body_.span ? body_.span : written.span;
      if (body_.owner.kind == BodyOwner::Kind::Fn && loops_.empty() && !fn_.is_closure) {
        const FnDef& fn = program_.fns.at(FnId(body_.owner.id));
        const auto& decl = std::get<syntax::FnItem>(ast().items.at(fn.item).kind).decl;
        if (decl.body == id && decl.output) at = ast().types.at(decl.output).span;
      }
      diag::Diagnostic& said = report(diag::Kind::TypeMismatch, at, concat("this must give ", quoted(type_name(program_, wanted)), ", and its body ends without a value"));
      if (!written.stmts.empty()) {
        const syntax::Stmt& last = written.stmts.back();
        if (const auto* run = std::get_if<syntax::ExprStmt>(&last.kind); run && run->has_semicolon) {
          said.with_help("remove the `;` after the last expression to return its value");
          said.label(last.span, "this value is thrown away by the `;`");
        }
      }
    }
    return make(span_of(block), ty, ErrorExpr{});
  }
  return coerce(block, ty);
}

void BodyChecker::check_let(const syntax::LetStmt& let, Span span, std::vector<Stmt>& out) {
  LetStmt made;
  made.span = span;
  made.ty = let.type ? lower(let.type) : fresh(ast().pats.at(let.pattern).span);
  if (let.type) solver_.require_well_formed(made.ty, ast().types.at(let.type).span);
  bool is_wrong = false;
  if (let.value) {
    const bool before = diverges_;
    made.value = check(let.value, let.type ? made.ty : Expected{});
    // Of a variable whose value is wrong nothing is known, whatever type is written.
    is_wrong = let.type && types().flags(table_.resolve(ty_of(made.value))).has_error;
    if (let.type) made.value = coerce(made.value, made.ty);
    if (is_place_of_nothing(made.value) && std::holds_alternative<syntax::WildPat>(ast().pats.at(let.pattern).kind)) {
      table_.unify(made.ty, types().never_);
      diverges_ = before;
    } else if (!let.type) {
      TyId value_ty = ty_of(made.value);
      if (is_never(value_ty)) {
        table_.mark_diverging(made.ty);
        made.value = coerce(made.value, made.ty);
      } else {
        table_.unify(made.ty, value_ty);
      }
    }
  }
  if (let.else_block) {
    made.has_else = true;
    bool before = diverges_;
    ExprId otherwise = check_block(let.else_block, types().never_);
    TyId ty = ty_of(otherwise);
    if (!is_never(ty) && !is_error(ty)) {
      report(diag::Kind::TypeMismatch, span_of(otherwise), concat("the `else` of a `let` must leave: found ", quoted(name(ty)), ", expected `!`"))
          .with_help("end it with `return`, `break`, `continue` or a panic");
    }
    made.else_block = coerce(otherwise, types().never_);
    diverges_ = before;
  }
  check_repeated_bindings({let.pattern});
  made.pattern = check_pat(let.pattern, is_wrong ? types().error_ : made.ty);
  if (const auto* binding = std::get_if<BindingPat>(&body_.pats[made.pattern].kind); binding && let.type && is_name(let.pattern)) body_.locals[binding->local].written = let.type;
  if (made.value) fix_scrutinee(made.value, made.pattern);
  // A pattern that looks into a place needs no size: `let [a, b] = slice[..] else { … }`.
  if (!std::holds_alternative<syntax::SlicePat>(ast().pats.at(let.pattern).kind))
    solver_.require_trait(program_.lang.trait("sized"), {made.ty}, ast().pats.at(let.pattern).span, Cause::SizedLocal);
  out.push_back(std::move(made));
}

}  // namespace sema
