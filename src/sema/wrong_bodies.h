#pragma once
// Which functions have errors, so that the others can still be looked at.

#include "sema/program.h"

#include <optional>
#include <set>

namespace sema {

/// The functions of whose bodies no more can be said: those with errors, and those that mention what has no
/// meaning because of an error elsewhere. An error in an item keeps no other body from being looked at, as
/// rustc has it. None if there are types that no body can do without.
std::optional<std::set<FnId>> wrong_bodies(Program& program);

/// Takes back what was said of the types in bodies.
void leave_bodies_out(Program& program);

}  // namespace sema
