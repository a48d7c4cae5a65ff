#include "lower/lowered_std.h"

namespace lower {

StdLowering::StdLowering(sema::Program& std_program)
    : program_(std_program), lowered_(std::make_shared<LoweredStd>()), mono_(std_program, lowered_->mir) {
  if (const sema::FnId prepared = program_.lang.fn("prepared")) mono_.item(prepared, {});
}

bool StdLowering::advance() {
  constexpr int functions_at_once = 20;
  for (int i = 0; i < functions_at_once; ++i)
    if (!mono_.advance()) return false;
  return true;
}

std::shared_ptr<const LoweredStd> StdLowering::take() {
  lowered_->instances = mono_.instances();
  lowered_->types = mono_.type_ids();
  lowered_->mir.bodies.freeze();
  // What its bodies ask of types that they cannot see into is no program's question.
  program_.auto_goals.clear();
  return std::move(lowered_);
}

}  // namespace lower
