// What is said about bounds that do not hold, or that nothing decides.

#include <algorithm>

#include "base/text.h"
#include "sema/check.h"
#include "sema/dyn_compatible.h"
#include "sema/generics.h"

namespace sema {

namespace {

/// The first generic parameter that types name and that `fits`.
template <class Fits>
std::optional<std::uint32_t> first_param(const TyStore& types, const std::vector<TyId>& in, Fits fits) {
  for (const TyId id : in) {
    if (!types.flags(id).has_param) continue;
    const Ty& ty = types[id];
    if (ty.kind == TyKind::Param && fits(ty.index)) return ty.index;
    std::vector<TyId> parts(ty.args.begin(), ty.args.end());
    if (ty.dyn) {
      parts.insert(parts.end(), ty.dyn->principal_args.begin(), ty.dyn->principal_args.end());
      for (const auto& projection : ty.dyn->projections) parts.push_back(projection.second);
    }
    if (const auto found = first_param(types, parts, fits)) return found;
  }
  return std::nullopt;
}

/// What an associated type of a parameter is does not tell the parameter.
bool tells_param(const TyStore& types, TyId id, std::uint32_t param) {
  const Ty& ty = types[id];
  if (!types.flags(id).has_param || ty.kind == TyKind::Projection) return false;
  if (ty.kind == TyKind::Param) return ty.index == param;
  const auto tells = [&](TyId part) { return tells_param(types, part, param); };
  if (ty.dyn && std::any_of(ty.dyn->principal_args.begin(), ty.dyn->principal_args.end(), tells)) return true;
  return std::any_of(ty.args.begin(), ty.args.end(), tells) ||
         (ty.dyn && std::any_of(ty.dyn->projections.begin(), ty.dyn->projections.end(), [&](const auto& each) { return tells(each.second); }));
}

}  // namespace

void BodyChecker::report_failures() {
  const std::vector<Obligation> failures = solver_.take_failures();
  const auto is_same = [&](const Obligation& a, const Obligation& b) {
    return a.predicate.trait_ref.trait == b.predicate.trait_ref.trait && table_.resolve(a.predicate.trait_ref.args) == table_.resolve(b.predicate.trait_ref.args);
  };
  for (const Obligation& obligation : failures) {
    // An associated type is not there for want of an impl, which may be asked for as well.
    const bool is_of_assoc = obligation.cause == Cause::Projection || obligation.predicate.kind == Predicate::Kind::ProjectionEquals;
    bool is_known = is_of_assoc && std::any_of(failures.begin(), failures.end(), [&](const Obligation& each) {
      return each.cause != Cause::Projection && each.predicate.kind == Predicate::Kind::Trait && is_same(each, obligation);
    });
    Obligation told = obligation;
    told.span = blamed_span(obligation);
    for (Span span : failures_told_) is_known = is_known || span == told.span;
    if (is_known) continue;
    failures_told_.push_back(told.span);
    report_unmet(told);
  }
}

/// The argument or field that a bound of what is called or built is about: the only one whose declared type names the parameter that
/// the bound is asked of. A parameter of a function itself is looked for first, `Self`
/// last; a receiver is not blamed, nor an argument in `String::from(3.5)`, which names the type.
/// (after rustc's adjust_fulfillment_errors)
Span BodyChecker::blamed_span(const Obligation& obligation) {
  const auto given = std::find_if(given_.begin(), given_.end(), [&](const Given& each) { return each.callee == obligation.span && each.fn == obligation.callee; });
  if (obligation.declared.empty() || given == given_.end()) return obligation.span;
  if (given->is_of_named_type && obligation.declared == identity_args(types(), program_.traits.at(program_.fns.at(given->fn).trait).generics)) return obligation.span;
  const auto rank = [&](std::uint32_t param) {
    if (!given->fn) return 0;
    const FnDef& fn = program_.fns.at(given->fn);
    return param >= fn.generics.parent_count ? 0 : fn.owner == FnOwner::Trait && param == 0 ? 2 : 1;
  };
  for (int wanted = 0; wanted < 3; ++wanted) {
    const auto param = first_param(types(), obligation.declared, [&](std::uint32_t each) { return rank(each) == wanted; });
    if (!param) continue;
    std::vector<Span> about;
    for (std::size_t i = 0; i < given->declared.size() && i < given->spans.size(); ++i)
      if (tells_param(types(), given->declared[i], *param)) about.push_back(given->spans[i]);
    if (about.size() == 1) return given->has_receiver && about[0] == given->spans[0] ? obligation.span : about[0];
  }
  return obligation.span;
}

void BodyChecker::report_unmet(const Obligation& obligation) {
  const Predicate& predicate = obligation.predicate;
  Args args = table_.resolve(predicate.trait_ref.args);
  for (TyId arg : args) {
    if (types().flags(arg).has_error) {
      body_.has_errors = true;
      return;
    }
  }
  if (args.empty()) return;
  const LangItems& lang = program_.lang;
  TraitId trait = predicate.trait_ref.trait;
  std::string self = quoted(name(args[0]));
  std::string wanted = trait_text({trait, args});
  std::string_view callee = obligation.callee ? program_.names.text(program_.fns.at(obligation.callee).name) : std::string_view();
  const Ty& self_ty = types()[args[0]];

  if (predicate.kind == Predicate::Kind::ProjectionEquals) {
    Ty projection;
    projection.kind = TyKind::Projection;
    projection.def = predicate.assoc_ty.value;
    projection.args = args;
    std::vector<Obligation> ignored;
    InferTable::Snapshot before = table_.snapshot();
    TyId found = solver_.normalize(types().intern(projection), obligation.span, ignored);
    std::string is = name(found);
    table_.rollback(before);
    if (types().flags(table_.resolve(predicate.ty)).has_error) {
      body_.has_errors = true;
      return;
    }
    report(diag::Kind::ProjectionMismatch, obligation.span,
           concat("`", text(program_.assoc_tys.at(predicate.assoc_ty).name), "` of ", self, " is ", quoted(is), ", expected ", quoted(name(predicate.ty))));
    return;
  }
  auto about = [&](std::string message) -> diag::Diagnostic& {
    diag::Diagnostic& made = report(diag::Kind::TraitNotImplemented, obligation.span, std::move(message));
    if (!callee.empty()) made.label(obligation.span, concat("required by a bound of ", quoted(callee)));
    return made;
  };
  if (trait == lang.trait("sized")) {
    if (self_ty.kind == TyKind::Dyn && self_ty.dyn->principal && dyn_obstacle(program_, self_ty.dyn->principal)) {
      body_.has_errors = true;   // said where the type is written
      return;
    }
    std::string_view where = obligation.cause == Cause::SizedLocal ? " as a variable" : obligation.cause == Cause::SizedArgument ? " as an argument" : "";
    about(concat("the size of ", self, " is not known when compiling; it cannot stand here", where)).with_help("put it behind a pointer: `&` or `Box<…>`");
    return;
  }
  if (trait == lang.trait("send")) {
    diag::Diagnostic& made = about(concat(self, " cannot be sent between threads safely"));
    if (self_ty.kind == TyKind::Adt && program_.names.text(program_.adts.at(self_ty.adt()).name) == "Rc") made.with_help("use `Arc`, whose counter is atomic");
    return;
  }
  if (trait == lang.trait("sync")) {
    diag::Diagnostic& made = about(concat(self, " cannot be shared between threads safely"));
    std::string_view adt = self_ty.kind == TyKind::Adt ? program_.names.text(program_.adts.at(self_ty.adt()).name) : std::string_view();
    if (adt == "RefCell") made.with_help("use `Mutex` or `RwLock` instead");
    if (adt == "Cell") made.with_help("use an atomic type or a `Mutex` instead");
    return;
  }
  if (obligation.cause == Cause::ForLoop || (program_.traits.at(trait).name == program_.names.find("Iterator") && trait == lang.trait("iterator"))) {
    diag::Diagnostic& made = about(concat(self, " is not an iterator"));
    if (is_integral(args[0])) made.with_help("write a range: `0..n`");
    return;
  }
  if (obligation.cause == Cause::Operator) {
    diag::Diagnostic& made = report(diag::Kind::TraitNotImplemented, obligation.operator_span.file ? obligation.operator_span : obligation.span,
                                    concat(quoted(text(obligation.op ? obligation.op : program_.traits.at(trait).name)), " is not defined for ", quoted(name(obligation.left ? obligation.left : args[0])),
                                           obligation.right ? concat(" and ", quoted(name(obligation.right))) : std::string()));
    if (obligation.right && is_numeric(args[0]) && is_numeric(obligation.right)) made.with_help(concat("convert one: `as ", name(args[0]), "`"));
    return;
  }
  std::string_view trait_name = program_.names.text(program_.traits.at(trait).name);
  bool is_fn = trait == lang.trait("fn") || trait == lang.trait("fn_mut") || trait == lang.trait("fn_once");
  if (is_fn && self_ty.kind == TyKind::Closure) {
    ClosureKind kind = program_.closures.at(self_ty.closure()).kind;
    bool too_weak = (trait == lang.trait("fn") && kind != ClosureKind::Fn) || (trait == lang.trait("fn_mut") && kind == ClosureKind::FnOnce);
    Span at = program_.closures.at(self_ty.closure()).head_span;
    if (too_weak) {
      report(diag::Kind::ClosureKindMismatch, at, concat("this closure is only `", kind == ClosureKind::FnOnce ? "FnOnce" : "FnMut", "`, expected `", trait_name, "`"))
          .label(obligation.span, "required here");
      return;
    }
  }
  if (is_fn) {
    const std::optional<CallSignature> signature = solver_.signature_of(args[0]);
    const Ty tuple = types()[args[1]];
    if (!signature || signature->is_unsafe || tuple.kind != TyKind::Tuple) {
      about(concat("expected something that can be called as ", quoted(wanted), ", found ", self));
    } else if (const std::size_t takes = signature->inputs.size(); takes != tuple.args.size()) {
      report(diag::Kind::ClosureParamCount, obligation.span, concat(self, " takes ", takes, takes == 1 ? " argument, " : " arguments, ", tuple.args.size(), " expected"));
    } else {
      report(diag::Kind::ClosureSignature, obligation.span, concat(self, " does not have the signature that ", quoted(wanted), " asks for"));
    }
    return;
  }
  if (trait_name == "Display") {
    about(concat(self, " has no `Display`: it cannot be printed with `{}`")).with_help("print it with `{:?}` if it has Debug, or implement `std::fmt::Display`");
    return;
  }
  bool is_own = self_ty.kind == TyKind::Adt && program_.adts.at(self_ty.adt()).span.file && program_.sources.is_user(program_.adts.at(self_ty.adt()).span);
  static constexpr std::string_view derivable[] = {"Debug", "Clone", "Copy", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash", "Default"};
  bool is_derivable = std::find(std::begin(derivable), std::end(derivable), trait_name) != std::end(derivable);
  diag::Diagnostic& made = about(concat(self, " does not implement ", quoted(wanted)));
  if (is_own && is_derivable) made.with_help(concat("put `#[derive(", trait_name, ")]` on ", quoted(text(program_.adts.at(self_ty.adt()).name))));
  else if (self_ty.kind == TyKind::Param) made.with_help(concat("bound the parameter: ", quoted(concat(name(args[0]), ": ", wanted))));
}

/// Obligations that nothing decided: a type is missing, if no other mistake explains it.
void BodyChecker::report_ambiguous() {
  std::vector<Obligation> open = solver_.take_pending();
  // The first type that is asked for is told; of what is asked of it, an associated type says more than the
  // bound that has it, and that it has a size says least.
  const auto is_sized = [this](const Predicate& predicate) { return predicate.trait_ref.trait == program_.lang.trait("sized"); };
  const auto is_of_operator = [&](const Predicate& predicate) {
    return std::any_of(open.begin(), open.end(), [&](const Obligation& each) { return each.cause == Cause::Operator && each.predicate.trait_ref.trait == predicate.trait_ref.trait; });
  };
  const auto rank = [&](const Obligation& each) {
    return each.predicate.kind == Predicate::Kind::ProjectionEquals && !is_of_operator(each.predicate) ? 0 : is_sized(each.predicate) ? 2 : 1;
  };
  const auto subject = [&](const Obligation& each) { return each.predicate.trait_ref.args.empty() ? TyId() : table_.resolve(each.predicate.trait_ref.args[0]); };
  const auto told = std::find_if(open.begin(), open.end(), [&](const Obligation& each) { return bool(subject(each)); });
  if (told != open.end()) {
    const TyId first = subject(*told);
    const auto asks = [&](const Obligation& each) { return subject(each) == first; };
    const auto end = std::stable_partition(open.begin(), open.end(), asks);
    std::stable_sort(open.begin(), end, [&](const Obligation& a, const Obligation& b) { return rank(a) < rank(b); });
    // `left + right` is asked before what `right` asks for, and after what `left` does.
    const auto asked_before = std::find_if(open.begin(), open.end(), [&](const Obligation& each) {
      return each.cause == Cause::Operator && each.span.file == open.front().span.file && each.operator_span.begin < open.front().span.begin && each.span.end <= each.operator_span.begin;
    });
    if (asked_before != open.end()) std::rotate(open.begin(), asked_before, asked_before + 1);
  }
  for (Obligation& obligation : open) {
    const Predicate& predicate = obligation.predicate;
    if (body_.has_errors || program_.diagnostics.has_errors()) continue;
    Args args = table_.resolve(predicate.trait_ref.args);
    bool has_error = false;
    for (TyId arg : args) has_error = has_error || types().flags(arg).has_error;
    if (has_error || args.empty()) continue;
    const Ty& self = types()[args[0]];
    if (self.kind == TyKind::Infer) {
      Span at = table_.origin_of(args[0]).file ? table_.origin_of(args[0]) : obligation.span;
      const bool is_trait_fn = obligation.callee && program_.fns.at(obligation.callee).owner == FnOwner::Trait && !program_.fns.at(obligation.callee).has_self &&
                               program_.fns.at(obligation.callee).trait == predicate.trait_ref.trait;
      if (is_trait_fn) {
        report(diag::Kind::TraitFnWithoutSelf, obligation.span, concat("nothing says of which type this function of ", quoted(text(program_.traits.at(predicate.trait_ref.trait).name)), " is"))
            .with_help("name the type: `Type::function(…)`, or `<Type as Trait>::function(…)`");
        continue;
      }
      const diag::Kind kind = predicate.kind == Predicate::Kind::ProjectionEquals ? diag::Kind::CannotInferAssoc : is_sized(predicate) ? diag::Kind::CannotInfer : diag::Kind::CannotSatisfy;
      report(kind, at, "nothing says what this type is").with_help("write the type: `let x: Type = …`, or give the arguments with `::<…>`");
    } else {
      const bool asks_for_output = obligation.cause == Cause::Operator && !program_.traits.at(predicate.trait_ref.trait).assoc_tys.empty();
      report(asks_for_output ? diag::Kind::CannotInferAssoc : diag::Kind::CannotSatisfy, obligation.span, concat("several impls of ", quoted(trait_text({predicate.trait_ref.trait, args})), " for ", quoted(name(args[0])), " fit, and nothing says which"))
          .with_help("write the type that is meant");
    }
  }
}

/// A closure that captures something is no function pointer: known once its captures are.
void BodyChecker::check_pointed_closures() {
  for (const PointedClosure& each : pointed_closures_) {
    const Closure& closure = program_.closures.at(each.closure);
    if (closure.captures.empty()) continue;
    const Capture& first = closure.captures[0];
    report(diag::Kind::TypeMismatch, each.span, concat("found a closure that captures ", quoted(text(body_.locals[first.local].name)), ", expected ", quoted(name(each.pointer))))
        .label(first.span, "captured here")
        .with_help("only closures that capture nothing are function pointers: take `impl Fn` or `&dyn Fn` instead");
  }
}

}  // namespace sema
