#pragma once
// Where a terminator may go.

#include <variant>

#include "mir/mir.h"

namespace mir {

/// Calls `visit` with each target that there is; of a terminator that is not const, as something that may
/// be changed.
template <class AnyTerminator, class Visit>
void for_each_target(AnyTerminator& terminator, Visit visit) {
  const auto see = [&](auto& target) {
    if (target) visit(target);
  };
  if (auto* jump = std::get_if<GotoTerm>(&terminator.kind)) {
    see(jump->target);
  } else if (auto* choose = std::get_if<SwitchTerm>(&terminator.kind)) {
    for (auto& [bits, target] : choose->targets) see(target);
    see(choose->otherwise);
  } else if (auto* drop = std::get_if<DropTerm>(&terminator.kind)) {
    see(drop->target);
    see(drop->unwind);
  } else if (auto* call = std::get_if<CallTerm>(&terminator.kind)) {
    see(call->target);
    see(call->unwind);
  } else if (auto* check = std::get_if<AssertTerm>(&terminator.kind)) {
    see(check->target);
    see(check->unwind);
  } else if (auto* edge = std::get_if<FalseEdgeTerm>(&terminator.kind)) {
    see(edge->target);
    see(edge->imaginary);
  }
}

}  // namespace mir
