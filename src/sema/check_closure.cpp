// Closures, async blocks and the bodies of async functions.

#include "base/text.h"
#include "sema/check.h"
#include "sema/generics.h"

namespace sema {

BodyChecker::ExpectedClosure BodyChecker::expected_closure(TyId expected) {
  ExpectedClosure out;
  if (!expected) return out;
  const LangItems& lang = program_.lang;
  auto kind_of_trait = [&](TraitId trait) -> std::optional<ClosureKind> {
    if (!trait) return std::nullopt;
    if (trait == lang.trait("fn") || trait == lang.trait("async_fn")) return ClosureKind::Fn;
    if (trait == lang.trait("fn_mut") || trait == lang.trait("async_fn_mut")) return ClosureKind::FnMut;
    if (trait == lang.trait("fn_once") || trait == lang.trait("async_fn_once")) return ClosureKind::FnOnce;
    return std::nullopt;
  };
  auto take_inputs = [&](TyId tuple) {
    const Ty seen = kind_of(tuple);
    if (seen.kind == TyKind::Tuple) out.inputs = seen.args;
  };
  TyId ty = structurally(expected);
  const Ty seen = types()[ty];
  if (seen.kind == TyKind::FnPtr) {
    out.inputs = Args(seen.args.begin(), seen.args.end() - 1);
    out.output = seen.args.back();
    return out;
  }
  if (seen.kind == TyKind::Dyn && seen.dyn->principal) {
    out.kind = kind_of_trait(seen.dyn->principal);
    if (out.kind && !seen.dyn->principal_args.empty()) take_inputs(seen.dyn->principal_args[0]);
    if (out.kind && !seen.dyn->projections.empty()) out.output = seen.dyn->projections[0].second;
    return out;
  }
  auto take_bounds = [&](TyId bounded) {
    for (const Predicate& bound : solver_.item_bounds(bounded)) {
      std::optional<ClosureKind> kind = bound.kind == Predicate::Kind::Trait ? kind_of_trait(bound.trait_ref.trait) : std::nullopt;
      if (kind) {
        if (!out.kind || *kind < *out.kind) out.kind = kind;
        take_inputs(bound.trait_ref.args[1]);
      }
      if (bound.kind == Predicate::Kind::ProjectionEquals && bound.assoc_ty == lang.assoc_ty("fn_once_output")) out.output = bound.ty;
    }
  };
  if (seen.kind == TyKind::Opaque || seen.kind == TyKind::Projection) {
    take_bounds(ty);
    return out;
  }
  if (seen.kind != TyKind::Infer) return out;
  // The unknown that an opaque result hides is bounded as the opaque type is.
  for (const auto& [opaque, var] : solver_.opaque_vars) {
    if (shallow(var) != ty) continue;
    take_bounds(opaque);
    if (out.output) out.output = normalize(out.output, body_.span);
  }
  std::vector<Obligation> pending = solver_.pending();
  for (const Obligation& obligation : pending) {
    const Predicate& predicate = obligation.predicate;
    if (predicate.kind == Predicate::Kind::OutlivesStatic || predicate.trait_ref.args.empty()) continue;
    if (shallow(predicate.trait_ref.args[0]) != ty) continue;
    std::optional<ClosureKind> kind = kind_of_trait(predicate.trait_ref.trait);
    if (!kind) continue;
    TyId inputs = normalize(predicate.trait_ref.args[1], obligation.span);
    take_inputs(inputs);
    if (predicate.kind == Predicate::Kind::Trait) {
      if (!out.kind || *kind < *out.kind) out.kind = kind;
    } else if (predicate.assoc_ty == lang.assoc_ty("fn_once_output")) {
      out.output = normalize(predicate.ty, obligation.span);
    }
  }
  return out;
}

/// What each parameter of a closure is: as written, else as what is around asks. What is written otherwise
/// than asked is a closure without expectation, and the one that asks says that it does not fit.
std::vector<TyId> BodyChecker::closure_param_types(const syntax::ClosureExpr& closure, ExpectedClosure& wanted) {
  const bool has_count = !wanted.inputs || wanted.inputs->size() == closure.params.size();
  std::vector<TyId> written, asked;
  bool fits = true;
  for (std::size_t i = 0; i < closure.params.size(); ++i) {
    const Span span = ast().pats.at(closure.params[i].pattern).span;
    written.push_back(closure.params[i].type ? lower(closure.params[i].type) : has_count ? TyId() : types().error_);
    if (!wanted.inputs || !has_count) continue;
    asked.push_back(structurally(normalize((*wanted.inputs)[i], span)));
    fits = fits && (!written[i] || table_.try_unify(written[i], asked[i]));
  }
  if (!fits) {
    wanted.inputs.reset();
    wanted.output = {};
  }
  for (std::size_t i = 0; i < written.size(); ++i)
    if (!written[i]) written[i] = fits && has_count && wanted.inputs ? asked[i] : fresh(ast().pats.at(closure.params[i].pattern).span);
  return written;
}

ExprId BodyChecker::check_closure(const syntax::ClosureExpr& closure, Span span, Expected expected) {
  ExpectedClosure wanted = expected_closure(expected);
  Closure record;
  record.owner = body_.owner;
  record.is_move = closure.is_move;
  record.is_async_closure = closure.is_async;
  record.span = span;
  record.head_span = closure.head_span.file ? closure.head_span : span;
  const bool has_count = !wanted.inputs || wanted.inputs->size() == closure.params.size();
  if (!has_count) report(diag::Kind::ClosureParamCount, record.head_span, concat("this closure takes ", closure.params.size(), closure.params.size() == 1 ? " argument" : " arguments", ", ", wanted.inputs->size(), " expected"));
  const std::vector<TyId> param_types = closure_param_types(closure, wanted);
  if (!wanted.inputs)
    for (const auto& param : closure.params) record.own_types.push_back(param.type);
  ClosureId id = program_.closures.add(record);
  solver_.open_closures.insert(id);

  std::vector<syntax::PatId> patterns;
  for (const auto& param : closure.params) patterns.push_back(param.pattern);
  check_repeated_bindings(patterns, diag::Kind::ParamTwice);
  std::size_t outer_variables = variables_.size();
  ClosureId outer_closure = current_closure_;
  current_closure_ = id;
  std::vector<Param> params;
  for (std::size_t i = 0; i < closure.params.size(); ++i) {
    Span param_span = ast().pats.at(closure.params[i].pattern).span;
    const TyId ty = param_types[i];
    PatId pattern = check_pat(closure.params[i].pattern, ty);
    params.push_back({pattern, ty, param_span});
    solver_.require_trait(program_.lang.trait("sized"), {ty}, param_span, Cause::SizedArgument);
  }
  // One mistake is told: to others it is a closure of as many parameters as they ask for.
  if (!has_count) {
    params.clear();
    for (const TyId input : *wanted.inputs) params.push_back({PatId(), input, span});
    wanted.output = types().error_;
  }
  TyId output = closure.output ? lower(closure.output) : TyId();
  if (!output) output = wanted.output && !closure.is_async ? wanted.output : fresh(span);
  program_.closures[id].params = params;
  program_.closures[id].output = output;
  Ty ty;
  ty.kind = TyKind::Closure;
  ty.def = id.value;
  ty.args = identity_args(types(), scope_.generics);
  TyId closure_ty = types().intern(std::move(ty));

  FnContext outer_fn = fn_;
  bool outer_diverges = diverges_;
  diverges_ = false;
  bool output_known = closure.output || !is(output, TyKind::Infer);
  Merge returns(*this, output_known && !closure.is_async ? output : TyId());
  returns.is_of_closure = true;
  fn_ = FnContext{};
  fn_.output = output;
  fn_.is_closure = true;
  fn_.returns = &returns;
  fn_.first_loop = loops_.size();
  ExprId value;
  if (closure.is_async) {
    // The body makes a future; what it returns is what that is ready with.
    TyId ready = closure.output ? output : fresh(span);
    fn_.is_async = true;
    Merge ready_merge(*this, closure.output ? ready : TyId());
    fn_.returns = &ready_merge;
    ClosureId block = open_coroutine(ready, false, span);
    for (const Param& param : params) {
      const auto* binding = std::get_if<BindingPat>(&body_.pats[param.pattern].kind);
      if (binding && binding->mode == BindingMode::ByValue && !binding->subpattern) program_.closures[block].params.push_back(param);
    }
    program_.closures[block].taken_params = program_.closures[block].params;
    ExprId inner = check(closure.body, closure.output ? ready : TyId());
    ready_merge.add(inner);
    TyId result = ready_merge.finish();
    inner = ready_merge.values.back();
    if (is_never(result)) inner = coerce(inner, ready);
    else table_.unify(ready, result);
    value = close_coroutine(block, inner, ready, span);
    if (closure.output) program_.closures[id].output = output = fresh(span);
    table_.unify(output, body_.exprs[value].ty);
  } else {
    value = check(closure.body, output_known ? output : TyId());
    returns.add(value);
    value = returns.values.back();
    TyId result = returns.finish();
    value = returns.values.back();
    // What never returns stands for whatever is wanted later.
    if (is_never(result)) value = coerce(value, output);
    else if (!table_.try_unify(output, result)) mismatch(output, result, span_of(value));
  }
  program_.closures[id].value = value;
  fn_ = outer_fn;
  diverges_ = outer_diverges;
  current_closure_ = outer_closure;
  variables_.erase(variables_.begin() + static_cast<long>(outer_variables), variables_.end());
  ExprId made = make(span, closure_ty, ClosureExpr{id});
  closures_.push_back({id, made, wanted.kind});
  return made;
}

ClosureId BodyChecker::open_coroutine(TyId output, bool is_move, Span span) {
  Closure record;
  record.owner = body_.owner;
  record.is_coroutine = true;
  record.is_move = is_move;
  record.output = output;
  record.span = record.head_span = span;
  ClosureId id = program_.closures.add(record);
  solver_.open_closures.insert(id);
  coroutine_outer_.push_back(current_closure_);
  current_closure_ = id;
  return id;
}

TyId BodyChecker::coroutine_type(ClosureId id) {
  Ty ty;
  ty.kind = TyKind::Coroutine;
  ty.def = id.value;
  ty.args = identity_args(types(), scope_.generics);
  return types().intern(std::move(ty));
}

ExprId BodyChecker::close_coroutine(ClosureId id, ExprId value, TyId output, Span span) {
  current_closure_ = coroutine_outer_.back();
  coroutine_outer_.pop_back();
  program_.closures[id].value = value;
  program_.closures[id].output = output;
  ExprId made = make(span, coroutine_type(id), ClosureExpr{id});
  closures_.push_back({id, made, ClosureKind::FnOnce});
  return made;
}

/// What is around tells nothing of what the block gives: that is worked out from the block alone, and asked
/// afterwards whether it is what is wanted, without a coercion (E0271).
ExprId BodyChecker::check_async_block(syntax::BlockId block, bool is_move, Span span) {
  FnContext outer_fn = fn_;
  bool outer_diverges = diverges_;
  diverges_ = false;
  Merge returns(*this, TyId());
  fn_ = FnContext{};
  fn_.is_closure = true;
  fn_.is_async = true;
  fn_.returns = &returns;
  fn_.first_loop = loops_.size();
  TyId output = fresh(span);
  fn_.output = output;
  ClosureId id = open_coroutine(output, is_move, span);
  ExprId value = check_block(block, TyId());
  returns.add(value);
  TyId result = returns.finish();
  value = returns.values.back();
  if (is_never(result)) value = coerce(value, output);
  else if (!table_.try_unify(output, result)) mismatch(output, result, span_of(value));
  fn_ = outer_fn;
  diverges_ = outer_diverges;
  return close_coroutine(id, value, output, span);
}

}  // namespace sema
