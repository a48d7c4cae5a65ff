// `impl Trait` in a result stands for one type. Where that holds the opaque type itself, by its own
// function or by those that it calls, there is none.

#include <algorithm>

#include "sema/item_checks.h"

namespace sema {

namespace {

class OpaqueCircles {
 public:
  explicit OpaqueCircles(Program& program) : program_(program) {}

  void report() {
    std::vector<OpaqueId> endless;
    for (std::uint32_t i = program_.opaques.frozen_count(); i < program_.opaques.size(); ++i) {
      std::vector<OpaqueId> way;
      if (leads_to(OpaqueId(i), OpaqueId(i), way)) endless.push_back(OpaqueId(i));
    }
    for (const OpaqueId each : endless) {
      const FnId fn = program_.opaques.at(each).fn;
      program_.diagnostics.add(diag::Kind::OpaqueCircle, fn ? program_.fns.at(fn).span : Span(), "the type that this stands for would hold itself")
          .with_help("name a type, or put a box of a trait object between: `Box<dyn …>`");
      program_.opaques[each].hidden = program_.types.error_;
    }
  }

 private:
  bool leads_to(OpaqueId from, OpaqueId goal, std::vector<OpaqueId>& way) {
    if (std::find(way.begin(), way.end(), from) != way.end()) return false;
    way.push_back(from);
    const TyId hidden = program_.opaques.at(from).hidden;
    return hidden && holds(hidden, goal, way);
  }

  bool holds(TyId id, OpaqueId goal, std::vector<OpaqueId>& way) {
    if (!program_.types.flags(id).has_opaque) return false;
    const Ty ty = program_.types[id];
    if (ty.kind == TyKind::Opaque && ty.opaque() == goal) return true;
    if (ty.kind == TyKind::Opaque && ty.opaque().value >= program_.opaques.frozen_count() && leads_to(ty.opaque(), goal, way)) return true;
    return std::any_of(ty.args.begin(), ty.args.end(), [&](TyId part) { return holds(part, goal, way); });
  }

  Program& program_;
};

}  // namespace

void check_opaque_circles(Program& program) { OpaqueCircles(program).report(); }

}  // namespace sema
