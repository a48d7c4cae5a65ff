// An async fn whose future would hold itself: it awaits its own call, or that of one that awaits it,
// without a box between.

#include <algorithm>

#include "base/text.h"
#include "sema/item_checks.h"

namespace sema {

namespace {

class AsyncCircles {
 public:
  explicit AsyncCircles(Program& program) : program_(program) {
    for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
      FnId fn(i);
      if (program.fns.at(fn).is_async && program.fns.at(fn).has_body) awaited_[fn] = awaited_by(fn);
    }
  }

  void report() {
    std::vector<FnId> told;
    for (std::uint32_t i = program_.fns.frozen_count(); i < program_.fns.size(); ++i) {
      FnId fn(i);
      if (!awaited_.count(fn) || std::find(told.begin(), told.end(), fn) != told.end()) continue;
      std::vector<FnId> way;
      if (!leads_back(fn, fn, way)) continue;
      told.insert(told.end(), way.begin(), way.end());
      program_.diagnostics
          .add(diag::Kind::AsyncRecursion, program_.fns.at(fn).span,
               "the future of this async fn would contain itself: it awaits its own call")
          .with_help("put a box between: `Box::pin(...).await`");
    }
  }

 private:
  /// The async functions whose futures stand in that of `fn`.
  std::vector<FnId> awaited_by(FnId fn) {
    std::vector<FnId> found;
    const Body& body = body_of(program_, BodyOwner::of(fn));
    for (std::uint32_t i = 0; i < body.exprs.size(); ++i) {
      const Expr& expr = body.exprs.at(ExprId(i));
      const auto* await = std::get_if<AwaitExpr>(&expr.kind);
      if (!await || is_in_own_block(fn, expr.span)) continue;
      FnId callee = fn_of_future(body.exprs.at(await->future).ty);
      if (callee) found.push_back(callee);
    }
    return found;
  }

  FnId fn_of_future(TyId id) {
    const Ty& ty = program_.types[id];
    if (ty.kind == TyKind::Opaque) {
      FnId fn = program_.opaques.at(ty.opaque()).fn;
      return fn && program_.fns.at(fn).is_async ? fn : FnId();
    }
    if (ty.kind != TyKind::Coroutine) return {};
    // The body of an async fn, seen from inside it.
    const BodyOwner owner = program_.closures.at(ty.closure()).owner;
    if (owner.kind != BodyOwner::Kind::Fn) return {};
    FnId fn(owner.id);
    const Ty& output = program_.types[program_.fns.at(fn).output];
    bool is_body = output.kind == TyKind::Opaque && program_.opaques.at(output.opaque()).hidden &&
                   program_.types[program_.opaques.at(output.opaque()).hidden].def == ty.def;
    return is_body && program_.fns.at(fn).is_async ? fn : FnId();
  }

  /// Inside an async block or closure of the function, which is a future or value of its own.
  bool is_in_own_block(FnId fn, Span span) {
    const Ty& output = program_.types[program_.fns.at(fn).output];
    TyId hidden = output.kind == TyKind::Opaque ? program_.opaques.at(output.opaque()).hidden : TyId();
    for (std::uint32_t i = program_.closures.frozen_count(); i < program_.closures.size(); ++i) {
      const Closure& closure = program_.closures.at(ClosureId(i));
      if (!(closure.owner == BodyOwner::of(fn))) continue;
      if (hidden && program_.types[hidden].def == i) continue;
      if (closure.span.file == span.file && closure.span.begin <= span.begin && span.end <= closure.span.end) {
        return true;
      }
    }
    return false;
  }

  bool leads_back(FnId from, FnId start, std::vector<FnId>& way) {
    way.push_back(from);
    for (FnId next : awaited_[from]) {
      if (next == start) return true;
      if (!awaited_.count(next) || std::find(way.begin(), way.end(), next) != way.end()) continue;
      if (leads_back(next, start, way)) return true;
    }
    way.pop_back();
    return false;
  }

  Program& program_;
  std::unordered_map<FnId, std::vector<FnId>> awaited_;
};

}  // namespace

void check_async_recursion(Program& program) { AsyncCircles(program).report(); }

}  // namespace sema
