// The end of checking a body: what is still open falls back, closures learn what they capture, and
// variables of inference give way to types.

#include "sema/check.h"

namespace sema {

/// Integers become i32, floats f64, the types of what never is a value `()` (2021) or `!` (2024).
void BodyChecker::fall_back() {
  for (std::uint32_t i = 0; i < table_.size(); ++i) {
    Ty ty;
    ty.kind = TyKind::Infer;
    ty.index = i;
    TyId var = types().intern(std::move(ty));
    TyId root = table_.shallow(var);
    if (root != var) continue;
    VarKind kind = table_.kind_of(var);
    if (kind == VarKind::Int) table_.unify(var, types().i32_);
    else if (kind == VarKind::Float) table_.unify(var, types().f64_);
  }
}

void BodyChecker::fall_back_diverging() {
  for (std::uint32_t i = 0; i < table_.size(); ++i) {
    Ty ty;
    ty.kind = TyKind::Infer;
    ty.index = i;
    TyId var = types().intern(std::move(ty));
    if (table_.shallow(var) != var || !table_.is_diverging(var)) continue;
    table_.unify(var, body_.has_errors ? types().error_ : body_.edition == syntax::Edition::E2024 ? types().never_ : types().unit_);
  }
}

TyId BodyChecker::written(TyId ty, Span span) {
  TyId resolved = table_.resolve(ty);
  if (!types().flags(resolved).has_infer) return resolved;
  if (!body_.has_errors && !program_.diagnostics.has_errors()) {
    TyId open = resolved;
    std::function<bool(TyId)> find = [&](TyId part) {
      const Ty seen = types()[table_.shallow(part)];
      if (seen.kind == TyKind::Infer) {
        open = table_.shallow(part);
        return true;
      }
      for (TyId arg : seen.args) {
        if (find(arg)) return true;
      }
      return false;
    };
    find(resolved);
    Span at = types()[open].kind == TyKind::Infer && table_.origin_of(open).file ? table_.origin_of(open) : span;
    report(diag::Kind::CannotInfer, at, "nothing says what this type is").with_help("write the type: `let x: Type = …`, or give the arguments with `::<…>`");
  }
  body_.has_errors = true;
  // Every open variable inside is a mistake that has been told.
  std::function<TyId(TyId)> close = [&](TyId part) -> TyId {
    part = table_.shallow(part);
    if (!types().flags(part).has_infer) return part;
    Ty seen = types()[part];
    if (seen.kind == TyKind::Infer) return types().error_;
    for (TyId& arg : seen.args) arg = close(arg);
    if (seen.dyn) {
      for (TyId& arg : seen.dyn->principal_args) arg = close(arg);
      for (auto& [assoc, equal] : seen.dyn->projections) equal = close(equal);
    }
    return types().intern(std::move(seen));
  };
  return close(resolved);
}

void BodyChecker::finish() {
  solver_.solve_where_possible();
  fall_back();
  solver_.solve_where_possible();
  report_failures();   // in a body that is wrong nothing follows from what never is a value
  fall_back_diverging();
  solver_.solve_where_possible();
  // What is cast is an i32 rather than what it is cast to.
  settle_casts();
  solver_.solve_where_possible();
  infer_captures();
  solver_.solve_where_possible();
  fall_back();
  settle_operators();
  report_failures();
  report_ambiguous();
  if (!body_.has_errors) {
    for (const auto& [range, span] : ranges_) check_range_order(range, span);
  }

  for (std::uint32_t i = 0; i < body_.exprs.size(); ++i) {
    ExprId id(i);
    Span span = body_.exprs[id].span;
    TyId ty = written(body_.exprs[id].ty, span);
    body_.exprs[id].ty = ty;
    auto resolve_args = [&](Args args) {
      for (TyId& arg : args) arg = written(arg, span);
      return args;
    };
    if (auto* adt = std::get_if<AdtExpr>(&body_.exprs[id].kind)) {
      Args args = resolve_args(adt->args);
      std::get<AdtExpr>(body_.exprs[id].kind).args = std::move(args);
    } else if (auto* constant = std::get_if<ConstRef>(&body_.exprs[id].kind)) {
      Args args = resolve_args(constant->args);
      std::get<ConstRef>(body_.exprs[id].kind).args = std::move(args);
    } else if (auto* offset = std::get_if<OffsetOfExpr>(&body_.exprs[id].kind)) {
      TyId of = written(offset->of, span);
      std::get<OffsetOfExpr>(body_.exprs[id].kind).of = of;
    } else if (auto* repeat = std::get_if<RepeatExpr>(&body_.exprs[id].kind)) {
      TyId count = written(repeat->count, span);
      std::get<RepeatExpr>(body_.exprs[id].kind).count = count;
    } else if (auto* block = std::get_if<BlockExpr>(&body_.exprs[id].kind)) {
      for (std::size_t s = 0; s < block->stmts.size(); ++s) {
        auto* let = std::get_if<LetStmt>(&std::get<BlockExpr>(body_.exprs[id].kind).stmts[s]);
        if (let) let->ty = written(let->ty, let->span);
      }
    }
  }
  // After the expressions: what is not known is told where it arises.
  for (std::uint32_t i = 0; i < body_.locals.size(); ++i) {
    LocalId id(i);
    TyId ty = written(body_.locals[id].ty, body_.locals[id].span);
    body_.locals[id].ty = ty;
  }
  for (std::uint32_t i = 0; i < body_.pats.size(); ++i) {
    PatId id(i);
    TyId ty = written(body_.pats[id].ty, body_.pats[id].span);
    body_.pats[id].ty = ty;
  }
  for (Param& param : body_.params) param.ty = written(param.ty, param.span);
  body_.output = written(body_.output, body_.span);
  for (const OpenClosure& open : closures_) {
    Closure& closure = program_.closures[open.id];
    for (Param& param : closure.params) param.ty = written(param.ty, param.span);
    closure.output = written(closure.output, closure.span);
    for (Capture& capture : closure.captures) capture.place_ty = written(capture.place_ty, capture.span);
  }
  for (const auto& [opaque, var] : solver_.opaque_vars) {
    OpaqueId id = types()[opaque].opaque();
    if (id.value >= program_.opaques.frozen_count()) {
      TyId hidden = written(var, body_.span);
      program_.opaques[id].hidden = hidden;
    } else {
      program_.frozen_hidden[id] = written(var, body_.span);
    }
  }
  check_pointed_closures();
}

}  // namespace sema
