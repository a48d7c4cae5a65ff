#pragma once
// Constants and statics have their values when the program is compiled: the machine works them out,
// and one that panics or breaks a rule is a mistake in the text (E0080).

#include <memory>

#include "diag/diagnostic.h"
#include "machine/code.h"

namespace run {

/// False if some have no value; each of these is reported.
bool check_constants(const std::shared_ptr<machine::CodeStore>& code, diag::Diagnostics& diagnostics);

}  // namespace run
