#pragma once
// Which functions have errors, so that the others can still be looked at.

#include "sema/program.h"

#include <optional>
#include <set>

namespace sema {

/// The functions whose bodies have errors, if there are errors nowhere else: then nothing is unknown of
/// the others but what those bodies say, which is not asked for.
std::optional<std::set<FnId>> wrong_bodies(Program& program);

}  // namespace sema
