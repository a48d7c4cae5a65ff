#pragma once
// The lints that rustc treats as errors unless the text says otherwise, as far as they are looked for.

#include <string_view>

#include "sema/program.h"

namespace sema {

/// Nothing around the place says `allow`, `warn` or `expect` of it.
bool is_lint_denied(const Program& program, Span place, std::string_view lint);
/// `overflowing_literals`: integers that their type cannot hold.
void check_lints(Program& program, const Body& body);

}  // namespace sema
