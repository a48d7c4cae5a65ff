#pragma once
// The checks of values as rustc's borrow checker makes them over MIR: what is used must be there (not
// moved away, not still without a value), and what is changed must be mutable.

#include "diag/diagnostic.h"
#include "mir/checked.h"

namespace borrowck {

/// Checks every body of the student. The bodies are as they were written: all drops are there, and no
/// retags.
void check(const mir::CheckedProgram& checked, diag::Diagnostics& diagnostics);

}  // namespace borrowck
