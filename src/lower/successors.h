#pragma once
// Where a terminator may go.

#include <variant>

#include "mir/mir.h"

namespace lower {

/// Calls `visit` with each target that there is, as something that may be changed.
template <class Visit>
void for_each_target(mir::Terminator& terminator, Visit visit) {
  const auto see = [&](mir::BlockId& target) {
    if (target) visit(target);
  };
  if (auto* jump = std::get_if<mir::GotoTerm>(&terminator.kind)) {
    see(jump->target);
  } else if (auto* choose = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
    for (auto& [bits, target] : choose->targets) see(target);
    see(choose->otherwise);
  } else if (auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) {
    see(drop->target);
    see(drop->unwind);
  } else if (auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
    see(call->target);
    see(call->unwind);
  } else if (auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
    see(check->target);
    see(check->unwind);
  } else if (auto* edge = std::get_if<mir::FalseEdgeTerm>(&terminator.kind)) {
    see(edge->target);
    see(edge->imaginary);
  }
}

}  // namespace lower
