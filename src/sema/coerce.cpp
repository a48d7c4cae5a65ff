// Implicit conversions at coercion sites, after rustc's `coercion.rs`.

#include "sema/check.h"
#include "sema/dyn_compatible.h"

namespace sema {

namespace {

/// Where a value is written: for a block, where it ends with one.
Span written_span(const Body& body, ExprId value) {
  const auto* block = std::get_if<BlockExpr>(&body.exprs[value].kind);
  while (block && block->tail) {
    value = block->tail;
    block = std::get_if<BlockExpr>(&body.exprs[value].kind);
  }
  return body.exprs[value].span;
}

bool allows(Mutability source, Mutability target) { return source == Mutability::Mutable || target == Mutability::Shared; }

}  // namespace

ExprId BodyChecker::coerce(ExprId value, TyId target, Span because) {
  if (std::optional<ExprId> converted = try_coerce(value, target)) return *converted;
  mismatch(target, body_.exprs[value].ty, written_span(body_, value), because);
  return make(span_of(value), target, ErrorExpr{});
}

std::optional<ExprId> BodyChecker::try_coerce(ExprId value, TyId target) {
  Span span = span_of(value);
  TyId source = shallow(body_.exprs[value].ty);
  target = shallow(target);
  if (source == target) {
    if (types()[source].kind == TyKind::Ref && types()[source].mutability == Mutability::Mutable) return reborrow(value, span);
    return value;
  }
  if (types()[source].kind == TyKind::Infer) source = structurally(source);
  target = structurally(target);
  const Ty from = types()[source], to = types()[target];
  if (from.kind == TyKind::Never) {
    if (to.kind == TyKind::Never) return value;
    if (to.kind == TyKind::Infer) table_.mark_diverging(target);
    return make(span, target, CastExpr{CastKind::NeverToAny, value});
  }
  if (from.kind == TyKind::Error || to.kind == TyKind::Error) return value;
  // What is wrong inside of a type is not handed on.
  if (body_.has_errors && from.kind != TyKind::Infer && types().flags(table_.resolve(source)).has_error) return value;
  if (from.kind == TyKind::Infer || to.kind == TyKind::Infer) {
    if (!table_.try_unify(source, target)) return std::nullopt;
    if (from.kind == TyKind::Ref && from.mutability == Mutability::Mutable && to.kind != TyKind::Infer) return reborrow(value, span);
    return value;
  }
  if (std::optional<ExprId> unsized_value = coerce_unsized(value, source, target)) return unsized_value;
  if (to.kind == TyKind::Ref) {
    if (from.kind == TyKind::Ref) return coerce_reference(value, source, target);
  } else if (to.kind == TyKind::RawPtr) {
    if (std::optional<ExprId> raw = coerce_raw(value, source, target)) return raw;
  } else if (to.kind == TyKind::FnPtr) {
    if (std::optional<ExprId> pointer = coerce_fn(value, source, target)) return pointer;
  }
  if (!table_.try_unify(source, target)) return std::nullopt;
  return value;
}

ExprId BodyChecker::reborrow(ExprId value, Span span) {
  TyId source = ty_of(value);
  const Ty ty = types()[source];
  if (ty.kind != TyKind::Ref || ty.mutability != Mutability::Mutable || !is_place(value)) return value;
  ExprId place = make(span, ty.args[0], DerefExpr{value});
  return make(span, source, BorrowExpr{BorrowExpr::Kind::Mutable, place, true});
}

std::optional<ExprId> BodyChecker::coerce_reference(ExprId value, TyId source, TyId target) {
  const Ty from = types()[source], to = types()[target];
  if (!allows(from.mutability, to.mutability)) return std::nullopt;
  Span span = span_of(value);
  // `&x` to `&y` where some number of derefs of x is y.
  ExprId place = make(span, from.args[0], DerefExpr{value});
  for (int step = 0; step < 32; ++step) {
    if (table_.try_unify(body_.exprs[place].ty, to.args[0])) {
      if (step == 0 && from.mutability == Mutability::Shared) return value;
      if (to.mutability == Mutability::Mutable) make_mutable(place);
      auto kind = to.mutability == Mutability::Mutable ? BorrowExpr::Kind::Mutable : BorrowExpr::Kind::Shared;
      return make(span, types().ref(body_.exprs[place].ty, to.mutability), BorrowExpr{kind, place, true});
    }
    std::optional<ExprId> next = deref_once(place, span);
    if (!next) return std::nullopt;
    place = *next;
  }
  return std::nullopt;
}

std::optional<ExprId> BodyChecker::coerce_raw(ExprId value, TyId source, TyId target) {
  const Ty from = types()[source], to = types()[target];
  Span span = span_of(value);
  if (from.kind == TyKind::Ref) {
    if (!allows(from.mutability, to.mutability) || !table_.try_unify(from.args[0], to.args[0])) return std::nullopt;
    ExprId place = make(span, from.args[0], DerefExpr{value});
    if (to.mutability == Mutability::Mutable) make_mutable(place);
    return make(span, target, RawBorrowExpr{to.mutability, place});
  }
  if (from.kind == TyKind::RawPtr) {
    if (!allows(from.mutability, to.mutability) || !table_.try_unify(from.args[0], to.args[0])) return std::nullopt;
    if (from.mutability == to.mutability) return value;
    return make(span, target, CastExpr{CastKind::MutToConst, value});
  }
  return std::nullopt;
}

std::optional<ExprId> BodyChecker::coerce_fn(ExprId value, TyId source, TyId target) {
  const Ty from = types()[source], to = types()[target];
  Span span = span_of(value);
  if (from.kind == TyKind::FnPtr) {
    if (from.is_unsafe || !to.is_unsafe) return std::nullopt;
    Ty safe = to;
    safe.is_unsafe = false;
    if (!table_.try_unify(source, types().intern(safe))) return std::nullopt;
    return make(span, target, CastExpr{CastKind::UnsafeFnPtr, value});
  }
  std::optional<CallSignature> signature = solver_.signature_of(source);
  if (!signature) return std::nullopt;
  if (from.kind == TyKind::FnDef && signature->is_unsafe && !to.is_unsafe) return std::nullopt;
  Ty pointer;
  pointer.kind = TyKind::FnPtr;
  pointer.is_unsafe = to.is_unsafe;
  if (from.kind == TyKind::FnDef) pointer.abi = abi_of(program_.fns.at(from.fn()).abi);
  for (TyId input : signature->inputs) pointer.args.push_back(normalize(input, span));
  pointer.args.push_back(normalize(signature->output, span));
  if (!table_.try_unify(types().intern(pointer), target)) return std::nullopt;
  if (from.kind != TyKind::Closure) return make(span, target, CastExpr{CastKind::ReifyFn, value});
  pointed_closures_.push_back({from.closure(), target, span});
  return make(span, target, CastExpr{CastKind::ClosureToFnPtr, value});
}

std::optional<ExprId> BodyChecker::coerce_unsized(ExprId value, TyId source, TyId target) {
  const Ty from = types()[source], to = types()[target];
  Span span = span_of(value);
  auto is_pointer = [](const Ty& ty) { return ty.kind == TyKind::Ref || ty.kind == TyKind::RawPtr; };
  TyId inner_source, inner_target;
  if (is_pointer(to)) {
    if (!is_pointer(from) || (from.kind == TyKind::RawPtr && to.kind == TyKind::Ref) || !allows(from.mutability, to.mutability)) return std::nullopt;
    inner_source = structurally(from.args[0]);
    inner_target = structurally(to.args[0]);
  } else if (to.kind == TyKind::Adt && from.kind == TyKind::Adt && to.def == from.def && !to.args.empty()) {
    // Box, Rc, Arc, Pin, Cell…: only if the target's pointee, however deep, is unsized.
    Predicate predicate;
    predicate.trait_ref = {program_.lang.trait("coerce_unsized"), {source, target}};
    if (table_.resolve(source) == table_.resolve(target)) return std::nullopt;
    bool has_unsized = false;
    for (std::size_t i = 0; i < to.args.size(); ++i) {
      TyId a = structurally(from.args[i]), b = structurally(to.args[i]);
      std::function<bool(TyId)> ends_unsized = [&](TyId ty) -> bool {
        const Ty seen = types()[shallow(ty)];
        if (seen.kind == TyKind::Dyn || seen.kind == TyKind::Slice) return true;
        if ((seen.kind == TyKind::Adt || seen.kind == TyKind::Ref) && !seen.args.empty()) return ends_unsized(seen.args.back());
        return false;
      };
      has_unsized = has_unsized || (a != b && ends_unsized(b) && !table_.is_general_var(a));
    }
    if (!has_unsized || !predicate.trait_ref.trait) return std::nullopt;
    InferTable::Snapshot before = table_.snapshot();
    Selection selection;
    Answer answer = solver_.select(predicate.trait_ref, selection);
    if (answer != Answer::Yes || selection.kind != Selection::Kind::Impl) {
      table_.rollback(before);
      return std::nullopt;
    }
    // Settle the structure (Unsize and CoerceUnsized of the fields) now, leave the trait bounds.
    std::vector<Obligation> work = std::move(selection.nested);
    std::vector<Obligation> left;
    while (!work.empty()) {
      Obligation goal = std::move(work.back());
      work.pop_back();
      bool is_structural = goal.predicate.kind == Predicate::Kind::Trait &&
                           (goal.predicate.trait_ref.trait == program_.lang.trait("unsize") || goal.predicate.trait_ref.trait == program_.lang.trait("coerce_unsized"));
      if (!is_structural) {
        left.push_back(std::move(goal));
        continue;
      }
      Selection inner;
      Answer inner_answer = solver_.select(goal.predicate.trait_ref, inner);
      if (inner_answer == Answer::No || inner_answer == Answer::Maybe) {
        table_.rollback(before);
        return std::nullopt;
      }
      for (Obligation& each : inner.nested) work.push_back(std::move(each));
    }
    for (Obligation& each : left) {
      each.span = span;
      each.cause = Cause::Coercion;
      solver_.require(std::move(each));
    }
    return make(span, target, CastExpr{CastKind::Unsize, value});
  } else {
    return std::nullopt;
  }
  const Ty goal = types()[inner_target];
  if (goal.kind != TyKind::Slice && goal.kind != TyKind::Dyn && goal.kind != TyKind::Adt) return std::nullopt;
  if (goal.kind == TyKind::Dyn && inner_source == inner_target) return std::nullopt;
  if (goal.kind == TyKind::Adt && (types()[inner_source].kind != TyKind::Adt || types()[inner_source].def != goal.def)) return std::nullopt;
  if (goal.kind == TyKind::Dyn && types()[inner_source].kind == TyKind::Dyn && table_.try_unify(inner_source, inner_target)) return std::nullopt;
  InferTable::Snapshot before = table_.snapshot();
  std::vector<Obligation> nested;
  if (solver_.unsize(inner_source, inner_target, nested) != Answer::Yes) {
    table_.rollback(before);
    return std::nullopt;
  }
  if (goal.kind == TyKind::Dyn && goal.dyn->principal && types()[inner_source].kind != TyKind::Dyn && dyn_obstacle(program_, goal.dyn->principal)) {
    check_dyn_use(program_, goal.dyn->principal, span);
    body_.has_errors = true;
    return make(span, target, ErrorExpr{});
  }
  for (Obligation& each : nested) {
    each.span = span;
    each.cause = Cause::Coercion;
    solver_.require(std::move(each));
  }
  ExprId pointer = value;
  if (from.kind == TyKind::Ref) {
    ExprId place = make(span, from.args[0], DerefExpr{value});
    if (to.kind == TyKind::RawPtr) {
      if (to.mutability == Mutability::Mutable) make_mutable(place);
      pointer = make(span, types().raw_ptr(from.args[0], to.mutability), RawBorrowExpr{to.mutability, place});
    } else if (from.mutability == Mutability::Mutable) {
      auto kind = to.mutability == Mutability::Mutable ? BorrowExpr::Kind::Mutable : BorrowExpr::Kind::Shared;
      pointer = make(span, types().ref(from.args[0], to.mutability), BorrowExpr{kind, place, true});
    }
  } else if (from.mutability != to.mutability) {
    pointer = make(span, types().raw_ptr(from.args[0], to.mutability), CastExpr{CastKind::MutToConst, value});
  }
  return make(span, target, CastExpr{CastKind::Unsize, pointer});
}

void BodyChecker::Merge::add(ExprId value, Span because) {
  Span span = checker.span_of(value);
  TyId ty = checker.ty_of(value);
  // One that does not fit is told; of those after it, a block whose type is known is one by itself.
  if (is_mismatched) {
    const auto* block = std::get_if<BlockExpr>(&checker.body_.exprs[value].kind);
    if (!(expected || is_of_closure) || !block || !block->tail) {
      values.push_back(value);
      return;
    }
  }
  is_mismatched |= checker.types().flags(checker.table_.resolve(ty)).has_error;
  if (expected) {
    if (!has_any) first_span = span;
    has_any = true;
    std::optional<ExprId> converted = checker.try_coerce(value, expected);
    if (!converted) is_mismatched = true;
    values.push_back(converted ? *converted : checker.coerce(value, expected, because.file ? because : Span{}));
    merged = expected;
    return;
  }
  has_any = true;
  if (!merged) {
    if (checker.is_never(ty)) {
      values.push_back(value);
      return;
    }
    merged = ty;
    first_span = span;
    values.push_back(value);
    return;
  }
  if (std::optional<ExprId> converted = checker.try_coerce(value, merged)) {
    values.push_back(*converted);
    return;
  }
  // Two functions, or closures that capture nothing, meet as a function pointer.
  auto is_fn_like = [&](TyId each) {
    TyKind kind = checker.kind_of(each).kind;
    return kind == TyKind::FnDef || kind == TyKind::Closure || kind == TyKind::Ctor;
  };
  if (is_fn_like(merged) && is_fn_like(ty)) {
    std::optional<CallSignature> signature = checker.solver_.signature_of(merged);
    Ty pointer;
    pointer.kind = TyKind::FnPtr;
    pointer.is_unsafe = signature->is_unsafe || checker.solver_.signature_of(ty)->is_unsafe;
    for (TyId input : signature->inputs) pointer.args.push_back(checker.normalize(input, span));
    pointer.args.push_back(checker.normalize(signature->output, span));
    TyId target = checker.types().intern(pointer);
    std::optional<ExprId> converted = checker.try_coerce(value, target);
    if (converted) {
      for (ExprId& earlier : values) {
        if (!checker.is_never(checker.body_.exprs[earlier].ty)) earlier = checker.coerce(earlier, target);
      }
      values.push_back(*converted);
      merged = target;
      return;
    }
  }
  // The other way round: what came first may fit the new one (`&mut T` then `&T`).
  if (checker.kind_of(merged).kind == TyKind::Ref && checker.kind_of(ty).kind == TyKind::Ref) {
    bool all_fit = true;
    std::vector<ExprId> converted_values;
    for (ExprId earlier : values) {
      if (checker.is_never(checker.body_.exprs[earlier].ty)) {
        converted_values.push_back(earlier);
        continue;
      }
      std::optional<ExprId> converted = checker.try_coerce(earlier, ty);
      if (!converted) {
        all_fit = false;
        break;
      }
      converted_values.push_back(*converted);
    }
    if (all_fit) {
      values = std::move(converted_values);
      values.push_back(value);
      merged = ty;
      return;
    }
  }
  checker.mismatch(merged, ty, written_span(checker.body_, value), first_span);
  is_mismatched = true;
  values.push_back(checker.make(span, merged, ErrorExpr{}));
}

void BodyChecker::Merge::add_unit(Span span, bool is_return) {
  has_any = true;
  TyId unit = checker.types().unit_;
  TyId wanted = expected ? expected : merged;
  if (!wanted) {
    merged = unit;
    first_span = span;
    return;
  }
  if (!checker.table_.try_unify(wanted, unit)) {
    if (is_return) {
      checker.report(diag::Kind::ReturnWithoutValue, span, concat("`return` without a value in a closure that gives ", quoted(checker.name(wanted))));
    } else {
      checker.mismatch(wanted, unit, span, first_span);
    }
  } else {
    merged = unit;
  }
}

TyId BodyChecker::Merge::finish() {
  if (is_mismatched) return checker.types().error_;
  if (expected && has_any) return expected;
  if (!merged) return checker.types().never_;
  for (ExprId& value : values) {
    if (checker.is_never(checker.body_.exprs[value].ty) && !checker.is_never(merged)) value = checker.coerce(value, merged);
  }
  return merged;
}

}  // namespace sema
