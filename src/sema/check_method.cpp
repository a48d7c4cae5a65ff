// `receiver.method(arguments)`.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"
#include "sema/impl_index.h"
#include "sema/lower_type.h"
#include "sema/std_gaps.h"
#include "sema/supertraits.h"

namespace sema {

ExprId BodyChecker::apply_adjustments(ExprId receiver, const MethodPick& pick, Span span) {
  ExprId place = receiver;
  for (std::uint32_t i = 0; i < pick.derefs; ++i) {
    std::optional<ExprId> next = deref_once(place, span);
    if (!next) return place;
    place = *next;
  }
  using AutoRef = MethodPick::AutoRef;
  if (pick.autoref == AutoRef::None) {
    const Ty of = types()[ty_of(place)];
    // A receiver is borrowed anew, which only shows in what a closure captures: what the reference points to.
    if (current_closure_ && of.kind == TyKind::Ref && of.mutability == Mutability::Shared && is_place(place)) {
      const ExprId target = make(span, of.args[0], DerefExpr{place});
      return make(span, ty_of(place), BorrowExpr{BorrowExpr::Kind::Shared, target, true});
    }
    const ExprId self = reborrow(place, span);
    // Like `&mut x` that is added: not in use before the call.
    auto* borrowed = std::get_if<BorrowExpr>(&body_.exprs[self].kind);
    if (borrowed && borrowed->is_implicit && borrowed->kind == BorrowExpr::Kind::Mutable) {
      if (pick.derefs > 0) make_mutable(borrowed->operand);
      borrowed = std::get_if<BorrowExpr>(&body_.exprs[self].kind);
      borrowed->kind = BorrowExpr::Kind::TwoPhase;
    }
    return self;
  }
  if (pick.autoref == AutoRef::ConstPtr) {
    TyId pointee = kind_of(body_.exprs[place].ty).args[0];
    return make(span, types().raw_ptr(pointee, Mutability::Shared), CastExpr{CastKind::MutToConst, place});
  }
  bool is_mutable = pick.autoref == AutoRef::Mutable;
  if (is_mutable) make_mutable(place);
  ExprId made = borrow(place, is_mutable ? BorrowExpr::Kind::TwoPhase : BorrowExpr::Kind::Shared, span);
  if (pick.is_unsized) {
    TyId element = kind_of(body_.exprs[place].ty).args[0];
    made = make(span, types().ref(types().slice(element), is_mutable ? Mutability::Mutable : Mutability::Shared), CastExpr{CastKind::Unsize, made});
  }
  return made;
}

ExprId BodyChecker::check_method_call(const syntax::MethodCallExpr& call, Span span, Expected expected) {
  ExprId receiver = check(call.receiver);
  Span name_span = call.method.ident.span;
  TyId receiver_ty = structurally(body_.exprs[receiver].ty);
  auto give_up = [&]() {
    for (syntax::ExprId argument : call.arguments) check(argument);
    return error_expr(span);
  };
  if (is_error(receiver_ty)) return give_up();
  // `&_` may turn out to be `&dyn Trait`.
  if (types().flags(table_.resolve(receiver_ty)).has_infer) solver_.solve_where_possible();
  MethodProbe prober(solver_, scope_);
  ProbeResult probe = prober.probe(receiver_ty, call.method.ident.name);
  if (probe.kind == ProbeResult::Kind::UnknownType) {
    solver_.solve_where_possible();
    probe = prober.probe(receiver_ty, call.method.ident.name);
  }
  if (probe.kind == ProbeResult::Kind::UnknownType) {
    if (types()[shallow(probe.unknown)].kind != TyKind::Error) {
      if (body_.has_errors) {
        table_.unify(probe.unknown, types().error_);
        return give_up();
      }
      Span at = table_.origin_of(shallow(probe.unknown)).file ? table_.origin_of(shallow(probe.unknown)) : span_of(receiver);
      report(diag::Kind::CannotInfer, at, concat("the type must be known before ", quoted(text(call.method.ident.name)), " is called on it"))
          .label(name_span, "this call needs it")
          .with_help("write the type where the variable is declared");
      table_.unify(probe.unknown, types().error_);
    }
    return give_up();
  }
  if (probe.kind != ProbeResult::Kind::Found) {
    report_no_method(receiver_ty, call.method, span, probe);
    return give_up();
  }
  const MethodPick& pick = probe.pick;
  if (program_.fns.at(pick.fn).trait && program_.fns.at(pick.fn).trait == program_.lang.trait("drop")) {
    report(diag::Kind::DestructorCall, name_span, "a destructor cannot be called by name").with_help("use `drop(value)`");
  }
  TypeLowering lowering(program_, scope_, this);
  Generics generics = program_.fns.at(pick.fn).generics;
  Args args = lowering.generic_args(generics, pick.parent_args, call.method, ArgsPlace::InMethodCall,
                                    concat("method ", quoted(text(program_.fns.at(pick.fn).name))));
  ExprId self = apply_adjustments(receiver, pick, span_of(receiver));
  TyId callee_ty = fn_def(pick.fn, args);
  CallSignature signature = *solver_.signature_of(callee_ty);
  signature.inputs[0] = normalize(signature.inputs[0], span);
  if (!table_.try_unify(signature.inputs[0], body_.exprs[self].ty)) {
    mismatch(signature.inputs[0], body_.exprs[self].ty, span_of(receiver));
  }
  // `impl` bounds first: they tell what the parameters of the impl are.
  solver_.require_bounds(generics, args, name_span, pick.fn);
  ExprId callee = make(name_span, callee_ty, ZeroSized{});
  // `vec.push(vec.len())`: the receiver's mutable borrow begins only with the call.
  return finish_call(callee, signature, call.arguments, span, expected, pick.fn, {self}, false, name_span);
}

bool BodyChecker::has_inherent_method(TyId ty, NameId method) {
  const std::optional<std::uint64_t> head = type_head(types(), ty);
  const auto impls = program_.impls_by_head.find(impl_key(std::nullopt, head.value_or(0)));
  if (!head || impls == program_.impls_by_head.end()) return false;
  return std::any_of(impls->second.begin(), impls->second.end(), [&](ImplId impl) { return program_.impls.at(impl).fns.count(method) > 0; });
}

bool BodyChecker::any_trait_has(NameId method) {
  for (std::uint32_t i = 0; i < program_.traits.size(); ++i)
    for (const FnId fn : program_.traits.at(TraitId(i)).fns)
      if (program_.fns.at(fn).name == method) return true;
  return false;
}

bool BodyChecker::report_std_gap(TyId ty, const syntax::Ident& ident) {
  const std::string gap = std_gap(program_, ty, ident.name);
  if (!gap.empty()) report(diag::Kind::Unsupported, ident.span, concat(quoted(gap), " is not in this standard library yet"));
  return !gap.empty();
}

void BodyChecker::report_no_method(TyId receiver, const syntax::PathSegment& segment, Span span, const ProbeResult& probe) {
  (void)span;
  NameId method = segment.ident.name;
  Span at = segment.ident.span;
  std::string shown = name(receiver);
  if (types().flags(table_.resolve(receiver)).has_error) {
    body_.has_errors = true;
    return;
  }
  if (probe.kind == ProbeResult::Kind::Private) {
    report(diag::Kind::PrivateMethod, at, concat("method ", quoted(text(method)), " is private"))
        .label(program_.fns.at(probe.private_fn).name_span, "declared here without `pub`");
    return;
  }
  if (probe.kind == ProbeResult::Kind::Ambiguous) {
    diag::Diagnostic& said = report(diag::Kind::AmbiguousAssocItem, at, concat("several traits of ", quoted(shown), " have a method ", quoted(text(method))));
    for (FnId fn : probe.candidates) said.label(program_.fns.at(fn).name_span, concat("one is ", quoted(program_.fns.at(fn).path)));
    said.with_help(concat("call it by its trait: `Trait::", text(method), "(value)`"));
    return;
  }
  TyId known = shallow(receiver);
  const bool is_number = types()[known].kind == TyKind::Infer && table_.kind_of(known) != VarKind::General;
  if (is_number && (has_inherent_method(table_.kind_of(known) == VarKind::Float ? types().f64_ : types().i32_, method) || any_trait_has(method))) {
    report(diag::Kind::AmbiguousNumber, at, concat("the type of this number must be known before ", quoted(text(method)), " is called on it"))
        .with_help("give it a suffix, as in `2_i32`");
    return;
  }
  if (const FnId fn = kept_out_of_objects(receiver, method)) {
    report(diag::Kind::OtherError, at, concat("the method ", quoted(text(method)), " cannot be called on a trait object"))
        .label(program_.fns.at(fn).name_span, "it is declared with `where Self: Sized`");
    return;
  }
  // A field that holds a function is called with parentheses around it.
  std::string help;
  std::vector<std::string_view> names;
  MethodProbe prober(solver_, scope_);
  for (const AutoderefStep& step : prober.autoderef(receiver)) {
    if (report_std_gap(step.ty, segment.ident)) return;
    const Ty ty = types()[step.ty];
    if (ty.kind == TyKind::Adt && program_.adts.at(ty.adt()).kind != AdtKind::Enum) {
      for (const FieldDef& field : program_.adts.at(ty.adt()).variants[0].fields) {
        if (field.name == method) help = concat("it is a field; if that can be called, write `(value.", text(method), ")(…)`");
      }
    }
    if (std::optional<std::uint64_t> head = type_head(types(), step.ty)) {
      auto impls = program_.impls_by_head.find(impl_key(std::nullopt, head));
      if (impls == program_.impls_by_head.end()) continue;
      for (ImplId impl : impls->second) {
        for (const auto& [each, fn] : program_.impls.at(impl).fns) {
          if (program_.fns.at(fn).has_self) names.push_back(program_.names.text(each));
        }
      }
    }
  }
  if (!probe.unmet.empty()) {
    const TraitRef& unmet = probe.unmet[0];
    std::string goal = trait_text(unmet);
    diag::Diagnostic& said = report(diag::Kind::UnknownMethod, at, concat(quoted(shown), " has a method ", quoted(text(method)), ", but what it requires does not hold"));
    said.with_help(concat("it requires ", quoted(concat(name(unmet.args[0]), ": ", goal))));
    return;
  }
  diag::Diagnostic& said = report(diag::Kind::UnknownMethod, at, concat(quoted(shown), " has no method ", quoted(text(method))));
  if (!help.empty()) {
    said.with_help(help);
    return;
  }
  std::string_view near = nearest_word(program_.names.text(method), names);
  if (!near.empty()) {
    said.with_help(concat("did you mean ", quoted(near), "?"));
  } else if (!probe.out_of_scope.empty()) {
    said.with_help(concat("the trait that has it is not in scope: `use ", program_.traits.at(probe.out_of_scope[0]).path, ";`"));
  }
}

/// The method of an object's trait that objects do not have.
FnId BodyChecker::kept_out_of_objects(TyId receiver, NameId method) {
  for (const AutoderefStep& step : MethodProbe(solver_, scope_).autoderef(receiver)) {
    const Ty ty = types()[step.ty];
    if (ty.kind != TyKind::Dyn || !ty.dyn->principal) continue;
    for (const TraitId trait : with_supertraits(program_, ty.dyn->principal))
      for (const FnId fn : program_.traits.at(trait).fns)
        if (program_.fns.at(fn).name == method) return fn;
  }
  return {};
}

std::string BodyChecker::trait_text(const TraitRef& trait_ref) {
  std::string out = text(program_.traits.at(trait_ref.trait).name);
  if (trait_ref.args.size() < 2) return out;
  out += "<";
  for (std::size_t i = 1; i < trait_ref.args.size(); ++i) out += concat(i > 1 ? ", " : "", name(trait_ref.args[i]));
  return out + ">";
}

}  // namespace sema
