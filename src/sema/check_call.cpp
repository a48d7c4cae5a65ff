// Calls: of functions, constructors, function pointers, closures and whatever implements Fn*.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"

namespace sema {

ExprId BodyChecker::call_fn(FnId fn, Args args, std::vector<ExprId> values, Span span) {
  if (!fn) return error_expr(span);
  TyId ty = fn_def(fn, std::move(args));
  CallSignature signature = *solver_.signature_of(ty);
  for (std::size_t i = 0; i < values.size() && i < signature.inputs.size(); ++i) {
    TyId want = normalize(signature.inputs[i], span);
    values[i] = coerce(values[i], want);
  }
  TyId output = normalize(signature.output, span);
  ExprId callee = make(span, ty, ZeroSized{});
  return make(span, output, CallExpr{callee, std::move(values), span});
}

ExprId BodyChecker::call_lang(std::string_view lang, Args args, std::vector<ExprId> values, Span span) {
  FnId fn = program_.lang.fn(lang);
  INVARIANT(fn, "std has the language items that the checker calls");
  return call_fn(fn, std::move(args), std::move(values), span);
}

std::vector<ExprId> BodyChecker::check_arguments(const CallSignature& signature, const std::vector<syntax::ExprId>& arguments,
                                                 std::size_t first, Span span, Expected expected, FnId fn, bool is_variadic, Span name_span) {
  std::size_t wanted = signature.inputs.size() - first;
  bool is_right_count = is_variadic ? arguments.size() >= wanted : arguments.size() == wanted;
  if (!is_right_count) {
    std::string what = fn ? concat("function ", quoted(text(program_.fns.at(fn).name))) : std::string("this function");
    diag::Diagnostic& said = report(is_variadic ? diag::Kind::VariadicCount : fn || name_span.file ? diag::Kind::ArgumentCount : diag::Kind::ClosureArgumentCount, name_span.file ? name_span : span,
                                    concat(what, " takes ", wanted, wanted == 1 ? " argument" : " arguments", ", found ", arguments.size()));
    if (fn && program_.fns.at(fn).name_span.file && program_.sources.is_user(program_.fns.at(fn).name_span)) said.label(program_.fns.at(fn).name_span, "declared here");
  }
  // What the result should be tells what generic arguments are: a hint for the arguments' types.
  Args hints;
  for (std::size_t i = first; i < signature.inputs.size(); ++i) hints.push_back({});
  if (expected && !is(expected, TyKind::Infer)) {
    InferTable::Snapshot before = table_.snapshot();
    if (table_.unify(signature.output, expected)) {
      for (std::size_t i = 0; i < hints.size(); ++i) {
        TyId hint = table_.resolve(signature.inputs[first + i]);
        // A struct without a size is unsized from one that has one, which its fields tell.
        if (is(hint, TyKind::Adt) && solver_.evaluate_trait(program_.lang.trait("sized"), {hint}) == Answer::No) continue;
        hints[i] = hint;
      }
    }
    table_.rollback(before);
  }
  std::vector<ExprId> values(arguments.size());
  auto is_closure = [&](syntax::ExprId id) { return std::holds_alternative<syntax::ClosureExpr>(ast().exprs.at(id).kind); };
  // Closures last: the other arguments tell what theirs are.
  for (int round = 0; round < 2; ++round) {
    if (round == 1) solver_.solve_where_possible();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (is_closure(arguments[i]) != (round == 1)) continue;
      if (i >= wanted) {
        values[i] = check(arguments[i]);
        if (is_variadic) check_variadic_argument(values[i], span_of_syntax(arguments[i]));
        continue;
      }
      TyId formal = signature.inputs[first + i];
      // What has no size cannot be given, which is told once.
      if (const TyKind kind = kind_of(formal).kind; fn && (kind == TyKind::Str || kind == TyKind::Slice || kind == TyKind::Dyn) && unsized_arguments_.insert(shallow(formal)).second)
        solver_.require_trait(program_.lang.trait("sized"), {formal}, span_of_syntax(arguments[i]), Cause::SizedArgument);
      TyId hint = hints[i] ? hints[i] : formal;
      // The hint may be unsized (`dyn Fn()` for the T of Box::new): only look at it.
      ExprId value = check(arguments[i], is(formal, TyKind::Infer) && hints[i] && !is(hints[i], TyKind::Infer) ? hint : (is(formal, TyKind::Infer) ? formal : hint));
      std::optional<ExprId> as_hint;
      if (hints[i] && hints[i] != formal && !types().flags(table_.resolve(hint)).has_infer && solver_.is_sized(hint)) {
        InferTable::Snapshot before = table_.snapshot();
        if (table_.unify(formal, hint)) {
          as_hint = try_coerce(value, hint);
          if (!as_hint) table_.rollback(before);
        } else {
          table_.rollback(before);
        }
      }
      values[i] = as_hint ? *as_hint : coerce(value, formal);
      // The reborrow of an argument is not in use before the call.
      auto* borrowed = std::get_if<BorrowExpr>(&body_.exprs[values[i]].kind);
      if (borrowed && borrowed->is_implicit && borrowed->kind == BorrowExpr::Kind::Mutable) borrowed->kind = BorrowExpr::Kind::TwoPhase;
    }
  }
  return values;
}

/// C's functions take no small numbers behind `...`: C makes ints and doubles of them.
void BodyChecker::check_variadic_argument(ExprId value, Span span) {
  const Ty ty = kind_of(body_.exprs[value].ty);
  const bool is_small = ty.kind == TyKind::Bool || ty.kind == TyKind::FnDef || (ty.kind == TyKind::Float && ty.float_bits == 32) ||
                        (ty.kind == TyKind::Int && bits_of(ty.int_kind) < 32);
  if (is_small) report(diag::Kind::VariadicArgument, span, concat("a variadic function cannot be given ", quoted(name(body_.exprs[value].ty))));
}

ExprId BodyChecker::finish_call(ExprId callee, const CallSignature& raw, const std::vector<syntax::ExprId>& arguments, Span span,
                                Expected expected, FnId fn, std::vector<ExprId> given, bool is_variadic, Span name_span) {
  CallSignature signature = raw;
  for (TyId& input : signature.inputs) input = normalize(input, span);
  signature.output = normalize(signature.output, span);
  std::size_t first = given.size();
  if (fn) {
    std::vector<Span> spans;
    for (const ExprId each : given) spans.push_back(span_of(each));
    for (const syntax::ExprId each : arguments) spans.push_back(span_of_syntax(each));
    given_.push_back({name_span, fn, program_.fns.at(fn).params, std::move(spans), first > 0});
  }
  std::vector<ExprId> values = check_arguments(signature, arguments, first, span, expected, fn, is_variadic, name_span);
  given.insert(given.end(), values.begin(), values.end());
  TyId output = shallow(signature.output);
  if (types()[output].kind == TyKind::Never) diverges_ = true;
  return make(span, output, CallExpr{callee, std::move(given), name_span.file ? name_span : span});
}

/// `Type::function` of a trait, not `Trait::function`.
bool BodyChecker::names_a_type(syntax::ExprId callee, FnId fn) const {
  const TraitId trait = program_.fns.at(fn).owner == FnOwner::Trait ? program_.fns.at(fn).trait : TraitId();
  const auto* path = std::get_if<syntax::PathExpr>(&program_.ast.exprs.at(callee).kind);
  if (!trait || !path || path->path.segments.size() < 2) return false;
  return path->path.segments[path->path.segments.size() - 2].ident.name != program_.traits.at(trait).name;
}

ExprId BodyChecker::check_call(const syntax::CallExpr& call, Span span, Expected expected) {
  ExprId callee = check(call.callee);
  TyId ty = structurally(body_.exprs[callee].ty);
  Span name_span = span_of(callee);
  // Through references and boxes to something that can be called.
  for (int step = 0; step < 16; ++step) {
    const Ty seen = types()[ty];
    switch (seen.kind) {
      case TyKind::Error:
        for (syntax::ExprId argument : call.arguments) check(argument);
        return error_expr(span);
      case TyKind::FnDef: {
        CallSignature signature = *solver_.signature_of(ty);
        ExprId made = finish_call(callee, signature, call.arguments, span, expected, seen.fn(), {}, program_.fns.at(seen.fn()).is_variadic, name_span);
        if (const auto given = std::find_if(given_.begin(), given_.end(), [&](const Given& each) { return each.callee == name_span; }); given != given_.end())
          given->is_of_named_type = names_a_type(call.callee, seen.fn());
        return made;
      }
      case TyKind::FnPtr: {
        CallSignature signature = *solver_.signature_of(ty);
        return finish_call(callee, signature, call.arguments, span, expected, {}, {}, false, {});
      }
      case TyKind::Ctor: {
        CallSignature signature = *solver_.signature_of(ty);
        const AdtId adt = seen.adt();
        solver_.require_bounds(program_.adts.at(adt).generics, seen.args, span);
        given_.push_back({span, {}, {}, {}});
        for (const FieldDef& field : program_.adts.at(adt).variants[seen.index].fields) given_.back().declared.push_back(field.ty);
        for (const syntax::ExprId each : call.arguments) given_.back().spans.push_back(span_of_syntax(each));
        check_ctor_privacy(adt, seen.index, name_span);
        ExprId made = finish_call(callee, signature, call.arguments, span, expected, {}, {}, false, name_span);
        CallExpr written = std::get<CallExpr>(body_.exprs[made].kind);
        AdtExpr aggregate;
        aggregate.adt = adt;
        aggregate.variant = seen.index;
        aggregate.args = seen.args;
        for (std::uint32_t i = 0; i < written.arguments.size() && i < signature.inputs.size(); ++i) aggregate.fields.push_back({i, written.arguments[i]});
        body_.exprs[made].kind = std::move(aggregate);
        return made;
      }
      case TyKind::Closure: case TyKind::Param: case TyKind::Dyn: case TyKind::Opaque: case TyKind::Projection: case TyKind::Adt:
      case TyKind::Infer: {
        if (seen.kind == TyKind::Infer && !table_.is_general_var(ty)) break;
        ExprId result = call_overloaded(callee, call.arguments, span, expected);
        if (result) return result;
        break;
      }
      default: break;
    }
    std::optional<ExprId> next = deref_once(callee, span_of(callee));
    if (!next) break;
    callee = *next;
    ty = structurally(body_.exprs[callee].ty);
  }
  TyId original = ty;
  for (syntax::ExprId argument : call.arguments) check(argument);
  if (!is_error(original)) report(diag::Kind::NotCallable, span, concat("expected a function, found ", quoted(name(original))));
  return error_expr(span);
}

ExprId BodyChecker::call_overloaded(ExprId callee, const std::vector<syntax::ExprId>& arguments, Span span, Expected expected) {
  TyId ty = structurally(body_.exprs[callee].ty);
  const Ty seen = types()[ty];
  if (seen.kind == TyKind::Infer) {
    must_know(ty, span_of(callee));
    for (syntax::ExprId argument : arguments) check(argument);
    return error_expr(span);
  }
  struct Way { std::string_view lang; BorrowExpr::Kind borrow; bool by_ref; ClosureKind kind; };
  static constexpr Way ways[] = {{"fn", BorrowExpr::Kind::Shared, true, ClosureKind::Fn},
                                 {"fn_mut", BorrowExpr::Kind::Mutable, true, ClosureKind::FnMut},
                                 {"fn_once", BorrowExpr::Kind::Shared, false, ClosureKind::FnOnce}};
  bool is_open = seen.kind == TyKind::Closure && solver_.open_closures.count(seen.closure());
  for (const Way& way : ways) {
    TraitId trait = program_.lang.trait(way.lang);
    TyId tuple;
    if (seen.kind == TyKind::Closure) {
      CallSignature signature = *solver_.signature_of(ty);
      for (TyId& input : signature.inputs) input = normalize(input, span);
      tuple = types().tuple(signature.inputs);
      if (!is_open) {
        ClosureKind kind = program_.closures.at(seen.closure()).kind;
        if (kind > way.kind) continue;
      }
    } else {
      Args inputs;
      for (std::size_t i = 0; i < arguments.size(); ++i) inputs.push_back(fresh(span));
      tuple = types().tuple(inputs);
    }
    if (seen.kind != TyKind::Closure) {
      Answer answer = solver_.evaluate_trait(trait, {ty, tuple});
      if (answer == Answer::No) {
        // Perhaps only the number of arguments is wrong.
        TyId any = fresh(span);
        if (solver_.evaluate_trait(trait, {ty, any}) == Answer::No) continue;
        tuple = any;
      }
      solver_.require_trait(trait, {ty, tuple}, span);
      solver_.solve_where_possible();
    }
    TyId inputs_ty = structurally(tuple);
    if (types()[inputs_ty].kind != TyKind::Tuple) return {};
    CallSignature signature;
    signature.inputs = types()[inputs_ty].args;
    signature.output = solver_.projection(program_.lang.assoc_ty("fn_once_output"), {ty, inputs_ty}, span);
    std::vector<ExprId> values = check_arguments(signature, arguments, 0, span, expected, {}, false, {});
    values.resize(signature.inputs.size(), values.empty() ? ExprId() : values.back());
    if (arguments.size() != signature.inputs.size()) return error_expr(span);
    ExprId packed = make(span, inputs_ty, TupleExpr{values});
    const TraitDef& def = program_.traits.at(trait);
    if (def.fns.empty()) return {};
    ExprId self = callee;
    if (way.by_ref) {
      if (way.borrow == BorrowExpr::Kind::Mutable) make_mutable(callee);
      self = borrow(callee, way.borrow, span_of(callee));
    }
    ExprId target = make(span, fn_def(def.fns[0], {ty, inputs_ty}), ZeroSized{});
    TyId output = shallow(signature.output);
    ExprId made = make(span, output, CallExpr{target, {self, packed}, span});
    if (is_open) deferred_callees_.push_back({made, seen.closure()});
    if (types()[output].kind == TyKind::Never) diverges_ = true;
    return made;
  }
  return {};
}

/// Once a closure's kind is known, its calls go through the trait of that kind.
void BodyChecker::settle_callees() {
  for (const DeferredCallee& deferred : deferred_callees_) {
    ClosureKind kind = program_.closures.at(deferred.closure).kind;
    if (kind == ClosureKind::Fn) continue;
    CallExpr call = std::get<CallExpr>(body_.exprs[deferred.call].kind);
    const Ty callee = types()[table_.resolve(body_.exprs[call.callee].ty)];
    TraitId trait = program_.lang.trait(kind == ClosureKind::FnMut ? "fn_mut" : "fn_once");
    body_.exprs[call.callee].ty = fn_def(program_.traits.at(trait).fns[0], callee.args);
    BorrowExpr self = std::get<BorrowExpr>(body_.exprs[call.arguments[0]].kind);
    if (kind == ClosureKind::FnMut) {
      make_mutable(self.operand);
      self.kind = BorrowExpr::Kind::Mutable;
      TyId inner = body_.exprs[self.operand].ty;
      body_.exprs[call.arguments[0]].kind = self;
      body_.exprs[call.arguments[0]].ty = types().ref(inner, Mutability::Mutable);
    } else {
      call.arguments[0] = self.operand;
      body_.exprs[deferred.call].kind = call;
    }
  }
  deferred_callees_.clear();
}

void BodyChecker::check_ctor_privacy(AdtId adt, VariantIndex variant, Span span) {
  if (program_.adts.at(adt).kind == AdtKind::Enum) return;
  for (const FieldDef& field : program_.adts.at(adt).variants[variant].fields) {
    if (field_is_visible(field)) continue;
    report(diag::Kind::PrivateItem, span, concat("the constructor of ", quoted(text(program_.adts.at(adt).name)), " has private fields and cannot be used here"));
    return;
  }
}

}  // namespace sema
