#pragma once
// What programs may rightly use of std and Crabglass does not have yet: the list in std/not_yet.rs.

#include <string>

#include "sema/program.h"

namespace sema {

/// The path, `std::fs`, if `in` is a module of std that has this name in Rust and not here; else empty.
std::string std_gap(const Program& program, ModuleId in, NameId name);
/// The same of a type's method, associated function or constant: `Option::as_pin_ref`.
std::string std_gap(const Program& program, TyId ty, NameId name);

}  // namespace sema
