#pragma once
// The typed tree to MIR: every function once per set of types it is used with, starting from `main`.

#include "mir/checked.h"
#include "sema/program.h"

#include <set>

namespace lower {

struct LoweredStd;

struct LowerOptions {
  bool runs_tests = false;     // `start` runs the #[test] functions instead of main
};

/// Every body of the student's crate once, as it was written, for `borrowck/`: with all drops and with
/// generic parameters left standing. Errors are in the bodies of `wrong` alone, which are left out.
mir::CheckedProgram lower_for_borrowck(sema::Program& program, const std::set<sema::FnId>& wrong = {});

/// The whole program, ready to run. Only for programs without errors. `lowered`: see lowered_std.h.
mir::Program lower_program(sema::Program& program, const LowerOptions& options = {}, const LoweredStd* lowered = nullptr);

}  // namespace lower
