#pragma once
// What programs may rightly use of std and Crabglass does not have yet.

#include <string>

#include "sema/program.h"

namespace sema {

/// The path, `std::fs`, if `in` is a module of std that has this name in Rust and not here; else empty.
std::string std_gap(const Program& program, ModuleId in, NameId name);

}  // namespace sema
