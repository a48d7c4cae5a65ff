// What runs while compiling calls only functions that may: those declared `const` (E0015). Of std it is
// known which traits are never so; its other functions are not judged. Nor does the value of a constant or
// static need itself (E0391).

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sema/item_checks.h"

namespace sema {

namespace {

class ConstCalls {
 public:
  explicit ConstCalls(Program& program) : program_(program) {}

  void check(BodyOwner owner) {
    const Body& body = body_of(program_, owner);
    if (body.has_errors) return;
    const std::vector<Span> closures = closures_of(owner);
    for (std::uint32_t i = 0; i < body.exprs.size(); ++i) {
      const Expr& expr = body.exprs[ExprId(i)];
      const auto* call = std::get_if<CallExpr>(&expr.kind);
      if (!call) continue;
      const Ty callee = program_.types[body.exprs[call->callee].ty];
      if (callee.kind != TyKind::FnDef) continue;
      const FnDef& fn = program_.fns.at(callee.fn());
      // Of what macros write only the calls that are the point of them are judged.
      const Span span = expr.span.expansion && is_what_a_macro_calls(fn) ? program_.expansions.user_span(expr.span, program_.sources) : expr.span;
      if (span.expansion || !program_.sources.is_user(span) || is_in(closures, span)) continue;
      if (!is_refused(fn) && !is_of_users_type(fn, callee.args) && !is_what_a_macro_calls(fn)) continue;
      program_.diagnostics.add(diag::Kind::CallInConst, span, concat("the function ", quoted(program_.names.text(fn.name)), " is not `const`: it cannot be called while compiling"))
          .label(fn.name_span, "declared here without `const`");
      return;
    }
  }

  /// Whether working out one asks for the value of `wanted`, itself or by way of others.
  bool needs(BodyOwner from, BodyOwner wanted, std::vector<BodyOwner>& seen) {
    if (!has_value(from) || std::find(seen.begin(), seen.end(), from) != seen.end()) return false;
    seen.push_back(from);
    const std::vector<BodyOwner> used = used_by(from);
    return std::any_of(used.begin(), used.end(), [&](BodyOwner each) { return each == wanted || needs(each, wanted, seen); });
  }

  void check_cycle(BodyOwner owner, NameId name, Span span) {
    std::vector<BodyOwner> seen;
    if (std::find(told_.begin(), told_.end(), owner) != told_.end() || !needs(owner, owner, seen)) return;
    told_.insert(told_.end(), seen.begin(), seen.end());   // each of a round would say the same
    program_.diagnostics.add(diag::Kind::Cycle, span, concat("the value of ", quoted(program_.names.text(name)), " needs itself"));
  }

 private:
  bool has_value(BodyOwner owner) const {
    switch (owner.kind) {
      case BodyOwner::Kind::Const: return program_.consts.at(ConstId(owner.id)).has_value;
      case BodyOwner::Kind::Static: return !program_.statics.at(StaticId(owner.id)).is_foreign;
      case BodyOwner::Kind::Fn: return program_.fns.at(FnId(owner.id)).has_body && program_.fns.at(FnId(owner.id)).is_const;
    }
    return false;
  }

  /// The constants that a body names, the functions of the student's that it calls, and the statics that it
  /// reads; of these only the address may be taken in a round.
  std::vector<BodyOwner> used_by(BodyOwner from) {
    std::vector<BodyOwner> used;
    const Body& body = body_of(program_, from);
    const std::vector<Span> closures = closures_of(from);
    std::vector<bool> is_place(body.exprs.size());
    bool has_choice = false;
    for (std::uint32_t i = 0; i < body.exprs.size(); ++i) {
      const auto& kind = body.exprs[ExprId(i)].kind;
      has_choice = has_choice || std::holds_alternative<IfExpr>(kind) || std::holds_alternative<MatchExpr>(kind) || std::holds_alternative<LogicalExpr>(kind);
      ExprId borrowed;
      if (const auto* borrow = std::get_if<BorrowExpr>(&kind)) borrowed = borrow->operand;
      if (const auto* raw = std::get_if<RawBorrowExpr>(&kind)) borrowed = raw->operand;
      while (borrowed) {
        is_place[borrowed.value] = true;
        const auto& inner = body.exprs[borrowed].kind;
        const auto* field = std::get_if<FieldExpr>(&inner);
        const auto* element = std::get_if<IndexExpr>(&inner);
        borrowed = field ? field->base : element ? element->base : ExprId();
      }
    }
    const bool reads_statics = from.kind != BodyOwner::Kind::Fn && !has_choice;
    for (std::uint32_t i = 0; i < body.exprs.size(); ++i) {
      const Expr& expr = body.exprs[ExprId(i)];
      if (is_in(closures, expr.span)) continue;
      if (const auto* ref = std::get_if<ConstRef>(&expr.kind); ref && ref->args.empty()) used.push_back(BodyOwner::of(ref->item));
      if (const auto* ref = std::get_if<StaticRef>(&expr.kind); ref && reads_statics && !is_place[i]) used.push_back(BodyOwner::of(ref->item));
      if (const auto* call = std::get_if<CallExpr>(&expr.kind)) {
        const Ty callee = program_.types[body.exprs[call->callee].ty];
        if (callee.kind == TyKind::FnDef && callee.args.empty() && program_.sources.is_user(program_.fns.at(callee.fn()).span)) used.push_back(BodyOwner::of(callee.fn()));
      }
    }
    return used;
  }

  /// What stands in a closure is not run where the closure is made.
  std::vector<Span> closures_of(BodyOwner owner) const {
    std::vector<Span> out;
    for (std::uint32_t i = program_.closures.frozen_count(); i < program_.closures.size(); ++i)
      if (program_.closures.at(ClosureId(i)).owner == owner) out.push_back(program_.closures.at(ClosureId(i)).span);
    return out;
  }
  static bool is_in(const std::vector<Span>& closures, Span span) {
    return std::any_of(closures.begin(), closures.end(), [&](Span closure) { return closure.begin <= span.begin && span.end <= closure.end; });
  }

  bool is_refused(const FnDef& fn) const {
    const bool is_user = program_.sources.is_user(fn.span);
    const bool is_of_trait = fn.owner == FnOwner::Trait || fn.owner == FnOwner::TraitImpl;
    if (is_user) return !fn.is_const && fn.owner != FnOwner::Foreign;
    if (!is_of_trait) return is_maker_on_the_heap(fn);
    const TraitId trait = fn.owner == FnOwner::Trait ? fn.trait : program_.impls.at(fn.impl).trait_ref.trait;
    static constexpr std::array<std::string_view, 9> never = {"From", "Into", "Clone", "Default", "ToString", "ToOwned", "FromStr", "IntoIterator", "Iterator"};
    return std::find(never.begin(), never.end(), program_.names.text(program_.traits.at(trait).name)) != never.end();
  }

  /// An impl for a type of the student's is not `const`, derived or written.
  bool is_of_users_type(const FnDef& fn, const Args& args) const {
    if (fn.owner != FnOwner::Trait || args.empty()) return false;
    const Ty& self = program_.types[args[0]];
    return self.kind == TyKind::Adt && program_.sources.is_user(program_.adts.at(self.adt()).span);
  }

  /// `Box::new`, `HashMap::new` and the like.
  bool is_maker_on_the_heap(const FnDef& fn) const {
    if (fn.owner != FnOwner::InherentImpl || fn.has_self || program_.names.text(fn.name) != "new") return false;
    const Ty& self = program_.types[program_.impls.at(fn.impl).self_ty];
    if (self.kind != TyKind::Adt) return false;
    static constexpr std::array<std::string_view, 5> makers = {"Box", "Rc", "Arc", "HashMap", "HashSet"};
    return std::find(makers.begin(), makers.end(), program_.names.text(program_.adts.at(self.adt()).name)) != makers.end();
  }

  /// What `format!`, `vec!` and `println!` are about.
  bool is_what_a_macro_calls(const FnDef& fn) const {
    if (fn.owner != FnOwner::Free || program_.sources.is_user(fn.span)) return false;
    static constexpr std::array<std::string_view, 5> called = {"format", "from_elem", "from_array", "_print", "_eprint"};
    return std::find(called.begin(), called.end(), program_.names.text(fn.name)) != called.end();
  }

  Program& program_;
  std::vector<BodyOwner> told_;
};

}  // namespace

void check_const_calls(Program& program) {
  ConstCalls calls(program);
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    if (program.consts.at(ConstId(i)).has_value) calls.check(BodyOwner::of(ConstId(i)));
    calls.check_cycle(BodyOwner::of(ConstId(i)), program.consts.at(ConstId(i)).name, program.consts.at(ConstId(i)).span);
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    const StaticDef& def = program.statics.at(StaticId(i));
    if (def.is_thread_local || def.is_foreign) continue;
    calls.check(BodyOwner::of(StaticId(i)));
    calls.check_cycle(BodyOwner::of(StaticId(i)), def.name, def.span);
  }
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const FnDef& def = program.fns.at(FnId(i));
    if (def.is_const && def.has_body && def.owner != FnOwner::Trait && def.owner != FnOwner::TraitImpl) calls.check(BodyOwner::of(FnId(i)));
  }
}

}  // namespace sema
