#pragma once
// Moves what macros of std made of the student's text to the place of the macro's call: a panic of
// `assert!` stands at the `assert!`, not inside std. With that it is known which functions stand in the
// student's text. Internal to `run/`.

#include "expand/expand.h"
#include "mir/mir.h"

namespace run {

void move_spans_to_user(mir::Program& program, const expand::Expansions& expansions);

}  // namespace run
