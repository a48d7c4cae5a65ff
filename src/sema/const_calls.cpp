// What runs while compiling calls only functions that may: those declared `const` (E0015). Of std it is
// known which traits are never so; its other functions are not judged. Nor does a constant's value need
// itself (E0391).

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
      if (!call || expr.span.expansion || !program_.sources.is_user(expr.span)) continue;
      const Ty callee = program_.types[body.exprs[call->callee].ty];
      if (is_in(closures, expr.span) || callee.kind != TyKind::FnDef) continue;
      const FnDef& fn = program_.fns.at(callee.fn());
      if (!is_refused(fn)) continue;
      program_.diagnostics.add(diag::Kind::CallInConst, expr.span, concat("the function ", quoted(program_.names.text(fn.name)), " is not `const`: it cannot be called while compiling"))
          .label(fn.name_span, "declared here without `const`");
      return;
    }
  }

  /// Whether the value of a constant asks for that of `wanted`, itself or by way of others.
  bool needs(ConstId from, ConstId wanted, std::vector<ConstId>& seen) {
    if (!program_.consts.at(from).has_value || std::find(seen.begin(), seen.end(), from) != seen.end()) return false;
    seen.push_back(from);
    std::vector<ConstId> used;
    const Body& body = body_of(program_, BodyOwner::of(from));
    const std::vector<Span> closures = closures_of(BodyOwner::of(from));
    for (std::uint32_t i = 0; i < body.exprs.size(); ++i)
      if (const auto* ref = std::get_if<ConstRef>(&body.exprs[ExprId(i)].kind); ref && ref->args.empty() && !is_in(closures, body.exprs[ExprId(i)].span)) used.push_back(ref->item);
    return std::any_of(used.begin(), used.end(), [&](ConstId each) { return each == wanted || needs(each, wanted, seen); });
  }

  void check_cycle(ConstId id) {
    std::vector<ConstId> seen;
    if (has_cycle_ || !needs(id, id, seen)) return;
    has_cycle_ = true;   // each of a round would say the same
    program_.diagnostics.add(diag::Kind::Cycle, program_.consts.at(id).span, concat("the value of ", quoted(program_.names.text(program_.consts.at(id).name)), " needs itself"));
  }

 private:
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
    if (!is_of_trait) return false;
    const TraitId trait = fn.owner == FnOwner::Trait ? fn.trait : program_.impls.at(fn.impl).trait_ref.trait;
    static constexpr std::array<std::string_view, 7> never = {"From", "Into", "Clone", "Default", "ToString", "ToOwned", "FromStr"};
    return std::find(never.begin(), never.end(), program_.names.text(program_.traits.at(trait).name)) != never.end();
  }

  Program& program_;
  bool has_cycle_ = false;
};

}  // namespace

void check_const_calls(Program& program) {
  ConstCalls calls(program);
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    if (program.consts.at(ConstId(i)).has_value) calls.check(BodyOwner::of(ConstId(i)));
    calls.check_cycle(ConstId(i));
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    const StaticDef& def = program.statics.at(StaticId(i));
    if (!def.is_thread_local && !def.is_foreign) calls.check(BodyOwner::of(StaticId(i)));
  }
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const FnDef& def = program.fns.at(FnId(i));
    if (def.is_const && def.has_body && def.owner != FnOwner::Trait && def.owner != FnOwner::TraitImpl) calls.check(BodyOwner::of(FnId(i)));
  }
}

}  // namespace sema
