// Branches, loops and jumps, and what `for`, `while`, `?` and `.await` stand for.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"
#include "sema/restore.h"

namespace sema {

/// A condition: `let` may stand in it, joined by `&&`; its variables stay in scope for the caller.
ExprId BodyChecker::check_condition(syntax::ExprId id) {
  const syntax::Expr node = ast().exprs.at(id);
  if (const auto* let = std::get_if<syntax::LetExpr>(&node.kind)) {
    ExprId value = check(let->value);
    check_repeated_bindings({let->pattern});
    PatId pattern = check_pat(let->pattern, body_.exprs[value].ty);
    fix_scrutinee(value, pattern);
    return make(node.span, types().bool_, LetExpr{pattern, value});
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node.kind); binary && binary->op == syntax::BinaryOp::And) {
    ExprId left = check_condition(binary->left);
    bool before = diverges_;
    ExprId right = check_condition(binary->right);
    diverges_ = before;
    return make(node.span, types().bool_, LogicalExpr{true, left, right});
  }
  return check_coerce(id, types().bool_);
}

/// `let` joined by `&&` came with edition 2024 (of guards it has always been so).
void BodyChecker::refuse_let_chain(syntax::ExprId condition) {
  const auto* chain = std::get_if<syntax::BinaryExpr>(&ast().exprs.at(condition).kind);
  if (!chain || chain->op != syntax::BinaryOp::And || body_.edition != syntax::Edition::E2021) return;
  for (const syntax::ExprId part : {chain->left, chain->right}) {
    if (std::holds_alternative<syntax::LetExpr>(ast().exprs.at(part).kind))
      program_.diagnostics.add(diag::Kind::OtherError, ast().exprs.at(part).span, "`let` joined by `&&` is there from edition 2024 on");
    refuse_let_chain(part);
  }
}

ExprId BodyChecker::check_if(const syntax::IfExpr& branch, Span span, Expected expected) {
  Restore variables(variables_);
  refuse_let_chain(branch.condition);
  ExprId condition = check_condition(branch.condition);
  bool condition_diverges = diverges_;
  // A statement-like expectation of () holds for the branches as well; an open one says nothing of them.
  if (expected && is(expected, TyKind::Infer)) expected = {};
  Merge merge(*this, expected);
  diverges_ = false;
  ExprId then_block = check_block(branch.then_block, expected);
  bool then_diverges = diverges_;
  variables_.erase(variables_.begin() + static_cast<long>(variables.size), variables_.end());
  IfExpr made;
  made.condition = condition;
  if (!branch.else_expr) {
    // Without else the value is ().
    TyId have = ty_of(then_block);
    if (!is_never(have) && !table_.try_unify(have, types().unit_)) {
      Span at = span_of(then_block);
      if (const auto* block = std::get_if<BlockExpr>(&body_.exprs[then_block].kind); block && block->tail) at = span_of(block->tail);
      bool wants_value = expected && !is(expected, TyKind::Infer) && shallow(expected) != types().unit_;
      const bool wants_unit = expected && shallow(expected) == types().unit_;
      if (!is_error(have)) {
        if (wants_unit) mismatch(types().unit_, have, at);
        else report(diag::Kind::IfWithoutElse, span, concat("`if` without `else` gives `()`, expected ", quoted(name(wants_value ? expected : have)))).with_help("add an `else` block that gives a value");
      }
      diverges_ = condition_diverges;
      return make(span, types().error_, ErrorExpr{});
    }
    made.then_expr = coerce_quietly(then_block, types().unit_);
    diverges_ = condition_diverges;
    if (expected && !is(expected, TyKind::Infer) && shallow(expected) != types().unit_ && !is_never(shallow(expected)) && !is_error(expected) && (is_never(have) || have == types().unit_)) {
      report(diag::Kind::IfWithoutElse, span, concat("`if` without `else` gives `()`, expected ", quoted(name(expected)))).with_help("add an `else` block that gives a value");
      return make(span, expected, ErrorExpr{});
    }
    return make(span, types().unit_, std::move(made));
  }
  merge.add(then_block);
  diverges_ = false;
  ExprId else_expr = check(branch.else_expr, expected ? expected : merge.merged);
  bool else_diverges = diverges_;
  merge.add(else_expr, merge.first_span);
  TyId ty = merge.finish();
  made.then_expr = merge.values[0];
  made.else_expr = merge.values[1];
  diverges_ = condition_diverges || (then_diverges && else_diverges);
  return make(span, ty, std::move(made));
}

ExprId BodyChecker::coerce_quietly(ExprId value, TyId ty) {
  if (std::optional<ExprId> converted = try_coerce(value, ty)) return *converted;
  return make(span_of(value), ty, ErrorExpr{});
}

ExprId BodyChecker::check_match(const syntax::MatchExpr& match, Span span, Expected expected) {
  const bool before = diverges_;
  ExprId scrutinee = check(match.scrutinee);
  const auto says_nothing = [&](const syntax::MatchArm& arm) { return std::holds_alternative<syntax::WildPat>(ast().pats.at(arm.pattern).kind); };
  const bool is_read = !is_place_of_nothing(scrutinee) || !std::all_of(match.arms.begin(), match.arms.end(), says_nothing);
  if (!is_read) diverges_ = before;
  bool scrutinee_diverges = diverges_;
  if (is_read && is_never(body_.exprs[scrutinee].ty) && !match.arms.empty()) {
    // No value gets there: the patterns say what it would be.
    TyId any = fresh(span_of(scrutinee));
    table_.mark_diverging(any);
    scrutinee = coerce(scrutinee, any);
  }
  MatchExpr made;
  made.scrutinee = scrutinee;
  if (expected && is(expected, TyKind::Infer)) expected = {};
  Merge merge(*this, expected);
  bool all_diverge = true;
  TyId ty = body_.exprs[scrutinee].ty;
  std::vector<PatId> patterns;
  std::vector<std::vector<Variable>> bound;
  // All patterns first: they may tell what the scrutinee is.
  for (const syntax::MatchArm& arm : match.arms) {
    Restore variables(variables_);
    check_repeated_bindings({arm.pattern});
    patterns.push_back(check_pat(arm.pattern, ty));
    bound.emplace_back(variables_.begin() + static_cast<long>(variables.size), variables_.end());
  }
  for (PatId pattern : patterns) fix_scrutinee(scrutinee, pattern);
  for (std::size_t i = 0; i < match.arms.size(); ++i) {
    const syntax::MatchArm& written = match.arms[i];
    Restore variables(variables_);
    variables_.insert(variables_.end(), bound[i].begin(), bound[i].end());
    Arm arm;
    arm.pattern = patterns[i];
    arm.span = written.span;
    diverges_ = false;
    if (written.guard) arm.guard = check_condition(written.guard);
    diverges_ = false;
    ExprId body = check(written.body, expected ? expected : merge.merged);
    all_diverge = all_diverge && diverges_;
    merge.add(body, merge.first_span);
    made.arms.push_back(std::move(arm));
  }
  TyId result = merge.finish();
  for (std::size_t i = 0; i < made.arms.size(); ++i) made.arms[i].body = merge.values[i];
  diverges_ = scrutinee_diverges || all_diverge;
  return make(span, match.arms.empty() ? types().never_ : result, std::move(made));
}

// ---- Loops

BodyChecker::LoopScope* BodyChecker::find_loop(const std::optional<syntax::Ident>& label, Span span, std::string_view word) {
  for (std::size_t i = loops_.size(); i > fn_.first_loop; --i) {
    LoopScope& loop = loops_[i - 1];
    if (label) {
      if (loop.label && loop.label->name == label->name && program_.expansions.sees(label->hygiene, loop.label->hygiene, loop.label->span)) return &loop;
      continue;
    }
    if (loop.is_loop && !loop.is_in_condition) return &loop;
    if (loop.is_loop) report(diag::Kind::BreakInCondition, span, concat("`", word, "` in the condition of a loop needs the loop's label"));
    else report(diag::Kind::UnlabelledBreak, span, concat("`", word, "` in a labelled block needs a label"));
    return nullptr;
  }
  const bool is_outside = label && std::any_of(loops_.begin(), loops_.begin() + static_cast<long>(fn_.first_loop), [&](const LoopScope& loop) { return loop.label && loop.label->name == label->name; });
  if (is_outside) {
    report(diag::Kind::UnreachableLabel, label->span, concat("the label ", quoted(text(label->name)), " is outside of this closure or async block"));
    if (fn_.is_closure) report(diag::Kind::BreakInClosure, span, concat("`", word, "` stands in a closure; the loop is outside of it"));
  } else if (label) {
    report(diag::Kind::UndeclaredLabel, label->span, concat("no loop or block around here has the label ", quoted(text(label->name))));
  } else if (fn_.is_closure) {
    report(diag::Kind::BreakInClosure, span, concat("`", word, "` stands in a closure; the loop is outside of it"));
  } else {
    report(diag::Kind::BreakOutside, span, concat("`", word, "` stands outside of a loop"));
  }
  return nullptr;
}

ExprId BodyChecker::check_loop(const syntax::LoopExpr& loop, Span span, Expected expected) {
  LoopId id = new_loop();
  Merge merge(*this, expected && !is(expected, TyKind::Infer) ? expected : TyId());
  loops_.push_back({id, loop.label, true, true, false, &merge});
  ExprId body = check_block(loop.body, types().unit_);
  LoopScope scope = loops_.back();
  loops_.pop_back();
  body = coerce(body, types().unit_);
  diverges_ = !scope.has_break;
  TyId ty = scope.has_break ? merge.finish() : types().never_;
  return make(span, ty, LoopExpr{id, body});
}

ExprId BodyChecker::check_labelled_block(const syntax::BlockExpr& block, Span span, Expected expected) {
  LoopId id = new_loop();
  Merge merge(*this, expected && !is(expected, TyKind::Infer) ? expected : TyId());
  loops_.push_back({id, block.label, false, true, false, &merge});
  ExprId body = check_block(block.block, expected, id, block.kind == syntax::BlockExpr::Kind::Unsafe ? BlockSafety::Unsafe : BlockSafety::Safe);
  LoopScope scope = loops_.back();
  loops_.pop_back();
  if (!scope.has_break) return body;
  // The tail is one more value.
  BlockExpr inner = std::get<BlockExpr>(body_.exprs[body].kind);
  if (inner.tail) {
    merge.add(inner.tail);
    inner.tail = merge.values.back();
  } else if (!is_never(body_.exprs[body].ty)) {
    merge.add_unit(span);
  }
  TyId ty = merge.finish();
  diverges_ = false;
  body_.exprs[body].kind = std::move(inner);
  body_.exprs[body].ty = ty;
  return body;
}

ExprId BodyChecker::check_break(const syntax::BreakExpr& jump, Span span) {
  LoopScope* found = find_loop(jump.label, span, "break");
  if (!found) {
    if (jump.value) check(jump.value);
    return make(span, types().error_, ErrorExpr{});
  }
  std::size_t index = static_cast<std::size_t>(found - loops_.data());
  loops_[index].has_break = true;
  BreakExpr made;
  made.target = found->id;
  if (jump.value) {
    if (!found->may_break_with_value) {
      report(diag::Kind::BreakWithValue, span, "`break` with a value is only for `loop` and labelled blocks");
      check(jump.value);
      return make(span, types().never_, ErrorExpr{});
    }
    Merge* merge = found->merge;
    ExprId value = check(jump.value, merge->expected ? merge->expected : merge->merged);
    merge->add(value, merge->first_span);
    made.value = merge->values.back();
  } else if (found->merge && found->may_break_with_value) {
    found->merge->add_unit(span);
  }
  return make(span, types().never_, std::move(made));
}

ExprId BodyChecker::check_continue(const syntax::ContinueExpr& jump, Span span) {
  LoopScope* found = find_loop(jump.label, span, "continue");
  if (!found) return make(span, types().error_, ErrorExpr{});
  if (!found->is_loop) {
    report(diag::Kind::ContinueBlock, span, "`continue` names a block that is no loop");
    return make(span, types().never_, ErrorExpr{});
  }
  return make(span, types().never_, ContinueExpr{found->id});
}

ExprId BodyChecker::check_return(const syntax::ReturnExpr& jump, Span span) {
  if (fn_.is_const && body_.owner.kind != BodyOwner::Kind::Fn && !fn_.is_closure) {
    report(diag::Kind::ReturnOutside, span, "`return` stands outside of a function");
  }
  ReturnExpr made;
  if (fn_.returns) {
    if (jump.value) {
      ExprId value = check(jump.value, fn_.returns->expected ? fn_.returns->expected : fn_.returns->merged);
      fn_.returns->add(value);
      made.value = fn_.returns->values.back();
    } else {
      fn_.returns->add_unit(span, true);
    }
    return make(span, types().never_, std::move(made));
  }
  if (jump.value) {
    made.value = check_coerce(jump.value, fn_.output);
  } else if (!table_.try_unify(fn_.output, types().unit_)) {
    TyId wanted = table_.resolve(fn_.output);
    if (!is_error(wanted)) report(diag::Kind::ReturnWithoutValue, span, concat("`return` without a value in a function that gives ", quoted(name(wanted)))).with_help("return a value");
  }
  return make(span, types().never_, std::move(made));
}

/// `while c { b }` is `loop { if c { b } else { break } }`.
ExprId BodyChecker::check_while(const syntax::WhileExpr& loop, Span span) {
  LoopId id = new_loop();
  Restore variables(variables_);
  bool before = diverges_;
  loops_.push_back({id, loop.label, true, false, true, nullptr});
  IfExpr branch;
  loops_.back().is_in_condition = true;
  refuse_let_chain(loop.condition);
  branch.condition = check_condition(loop.condition);
  loops_.back().is_in_condition = false;
  ExprId body = check_block(loop.body, types().unit_);
  loops_.pop_back();
  branch.then_expr = coerce(body, types().unit_);
  diverges_ = before;
  Span condition_span = span_of(branch.condition);
  ExprId leave = make(condition_span, types().never_, BreakExpr{id, {}});
  branch.else_expr = make(condition_span, types().unit_, CastExpr{CastKind::NeverToAny, leave});
  ExprId inner = make(span, types().unit_, std::move(branch));
  return make(span, types().unit_, LoopExpr{id, inner});
}

/// `for p in e { b }` is
/// `match IntoIterator::into_iter(e) { mut iter => loop { match Iterator::next(&mut iter) { None => break, Some(p) => b } } }`.
ExprId BodyChecker::check_for(const syntax::ForExpr& loop, Span span) {
  ExprId iterable = check(loop.iterable);
  bool before = diverges_;
  Span head = span_of(iterable);
  FnId into_iter = program_.lang.fn("into_iter"), next = program_.lang.fn("next");
  TyId source = body_.exprs[iterable].ty;
  TraitId into_trait = program_.fns.at(into_iter).trait;
  solver_.require_trait(into_trait, {source}, head, Cause::ForLoop);
  solver_.solve_where_possible();
  ExprId iterator = call_fn(into_iter, {source}, {iterable}, head);
  TyId iterator_ty = body_.exprs[iterator].ty;
  LocalId local = new_local(program_.names.intern("iter"), iterator_ty, Mutability::Mutable, head, false);
  LoopId id = new_loop();

  ExprId self = borrow(local_ref(local, head), BorrowExpr::Kind::Mutable, head, false);
  ExprId step = call_fn(next, {iterator_ty}, {self}, head);
  TyId option = structurally(body_.exprs[step].ty);
  TyId item = types()[option].kind == TyKind::Adt && !types()[option].args.empty() ? types()[option].args[0] : types().error_;
  AdtId option_adt = program_.lang.adt("Option");

  Restore variables(variables_);
  solver_.solve_where_possible();
  check_repeated_bindings({loop.pattern});
  PatId element = check_pat(loop.pattern, item);
  loops_.push_back({id, loop.label, true, false, true, nullptr});
  ExprId body = check_block(loop.body, types().unit_);
  loops_.pop_back();
  body = coerce(body, types().unit_);
  diverges_ = before;

  MatchExpr advance;
  advance.scrutinee = step;
  advance.source = MatchSource::ForLoop;
  ExprId leave = make(head, types().unit_, CastExpr{CastKind::NeverToAny, make(head, types().never_, BreakExpr{id, {}})});
  VariantIndex none = variant_index(option_adt, "None"), some = variant_index(option_adt, "Some");
  advance.arms.push_back({make_pat(head, option, VariantPat{option_adt, none, {}}), {}, leave, head});
  Span element_span = body_.pats[element].span;
  advance.arms.push_back({make_pat(element_span, option, VariantPat{option_adt, some, {{0, element}}}), {}, body, element_span});
  ExprId inner = make(span, types().unit_, std::move(advance));
  ExprId repeated = make(span, types().unit_, LoopExpr{id, inner});
  MatchExpr outer;
  outer.scrutinee = iterator;
  outer.source = MatchSource::ForLoop;
  outer.arms.push_back({make_pat(head, iterator_ty, BindingPat{local, BindingMode::ByValue, {}}), {}, repeated, head});
  return make(span, types().unit_, std::move(outer));
}

VariantIndex BodyChecker::variant_index(AdtId adt, std::string_view variant) {
  const AdtDef& def = program_.adts.at(adt);
  for (VariantIndex i = 0; i < def.variants.size(); ++i) {
    if (program_.names.text(def.variants[i].name) == variant) return i;
  }
  return 0;
}

/// `e?` is `match Try::branch(e) { Continue(v) => v, Break(r) => return FromResidual::from_residual(r) }`.
ExprId BodyChecker::check_question(const syntax::TryExpr& question, Span span, Expected) {
  ExprId operand = check(question.operand);
  TyId operand_ty = must_know(body_.exprs[operand].ty, span_of(operand));
  if (is_error(operand_ty)) return error_expr(span);
  FnId branch = program_.lang.fn("branch"), from_residual = program_.lang.fn("from_residual");
  TraitId try_trait = program_.fns.at(branch).trait;
  Span at{span.file, span.end > 0 ? span.end - 1 : 0, span.end, span.expansion};
  if (solver_.evaluate_trait(try_trait, {operand_ty}) == Answer::No) {
    report(diag::Kind::TraitNotImplemented, span, concat("`?` is for Option, Result and their like, found ", quoted(name(operand_ty))));
    return error_expr(span);
  }
  ExprId flow = call_fn(branch, {operand_ty}, {operand}, span);
  TyId flow_ty = structurally(body_.exprs[flow].ty);
  AdtId flow_adt = program_.lang.adt("ControlFlow");
  if (types()[flow_ty].kind != TyKind::Adt) return error_expr(span);
  TyId residual = types()[flow_ty].args[0], output = types()[flow_ty].args[1];
  TyId target = fn_.returns ? (fn_.returns->expected ? fn_.returns->expected : fn_.returns->merged) : fn_.output;
  if (!target) {
    target = fresh(span);
    fn_.returns->merged = target;
    fn_.returns->has_any = true;
  }
  target = structurally(target);
  TraitId residual_trait = program_.fns.at(from_residual).trait;
  bool target_known = types()[target].kind != TyKind::Infer;
  if (target_known && solver_.evaluate_trait(residual_trait, {target, residual}) == Answer::No) {
    std::string why;
    const Ty& seen = types()[target];
    bool takes_some = solver_.evaluate_trait(residual_trait, {target, fresh(span)}) != Answer::No && seen.kind == TyKind::Adt;
    if (takes_some) why = concat("`?` cannot turn the error of ", quoted(name(operand_ty)), " into that of ", quoted(name(target)));
    else why = concat("`?` leaves a function that gives ", quoted(name(target)), ", which is neither Option nor Result");
    report(diag::Kind::TraitNotImplemented, at, why);
  } else {
    Obligation obligation;
    obligation.predicate.trait_ref = {residual_trait, {target, residual}};
    obligation.span = at;
    solver_.require(std::move(obligation));
  }
  NameId value_name = program_.names.intern("value"), residual_name = program_.names.intern("residual");
  LocalId value = new_local(value_name, output, Mutability::Shared, span, false);
  LocalId error = new_local(residual_name, residual, Mutability::Shared, span, false);
  ExprId callee = make(at, fn_def(from_residual, {target, residual}), ZeroSized{});
  ExprId converted = make(at, target, CallExpr{callee, {local_ref(error, at)}, at});
  ReturnExpr leave;
  leave.value = converted;
  if (is(output, TyKind::Infer)) table_.mark_diverging(shallow(output));
  ExprId left = make(at, output, CastExpr{CastKind::NeverToAny, make(at, types().never_, leave)});
  MatchExpr match;
  match.scrutinee = flow;
  match.source = MatchSource::Question;
  auto arm = [&](std::string_view variant, LocalId local, TyId ty, ExprId body) {
    PatId binding = make_pat(span, ty, BindingPat{local, BindingMode::ByValue, {}});
    PatId pattern = make_pat(span, flow_ty, VariantPat{flow_adt, variant_index(flow_adt, variant), {{0, binding}}});
    match.arms.push_back({pattern, {}, body, span});
  };
  arm("Continue", value, output, local_ref(value, span));
  arm("Break", error, residual, left);
  return make(span, output, std::move(match));
}

ExprId BodyChecker::check_await(const syntax::AwaitExpr& await, Span span) {
  if (!fn_.is_async) {
    report(diag::Kind::AwaitOutside, span, "`.await` stands outside of an async function or block").with_help("make the function `async`");
    check(await.operand);
    return error_expr(span);
  }
  ExprId operand = check(await.operand);
  FnId into_future = program_.lang.fn("into_future");
  TyId source = must_know(body_.exprs[operand].ty, span_of(operand));
  if (is_error(source)) return error_expr(span);
  TraitId into_trait = program_.fns.at(into_future).trait;
  if (solver_.evaluate_trait(into_trait, {source}) == Answer::No) {
    report(diag::Kind::TraitNotImplemented, span, concat(quoted(name(source)), " is not a future")).with_help("remove the `.await`");
    return error_expr(span);
  }
  ExprId future = call_fn(into_future, {source}, {operand}, span);
  TyId output = solver_.projection(program_.lang.assoc_ty("future_output"), {body_.exprs[future].ty}, span);
  return make(span, output, AwaitExpr{future});
}

}  // namespace sema
