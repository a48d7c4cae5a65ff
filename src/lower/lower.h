#pragma once
// The typed tree to MIR: every function once per set of types it is used with, starting from `main`.

#include "mir/mir.h"
#include "sema/program.h"

namespace lower {

struct LowerOptions {
  bool runs_tests = false;     // `start` runs the #[test] functions instead of main
};

/// The whole program, ready to run. Only for programs without errors.
mir::Program lower_program(sema::Program& program, const LowerOptions& options = {});

}  // namespace lower
