#pragma once
// What programs may rightly use of std and Crabglass does not have yet: the list in std/not_yet.rs.

#include <string>

#include "sema/program.h"

namespace sema {

/// The path, `std::fs`, if `in` is a module of std that has this name in Rust and not here; else empty.
std::string std_gap(const Program& program, ModuleId in, NameId name);
/// The same of a type's method, associated function or constant: `Option::as_pin_ref`.
std::string std_gap(const Program& program, TyId ty, NameId name);

/// What is wrong with a program may only follow from a feature of nightly Rust that it asks for and that
/// is not built here: each such feature is said to be missing.
void tell_missing_features(const std::vector<syntax::Attribute>& of_crate, diag::Diagnostics& diagnostics);

}  // namespace sema
