#pragma once
// Whether patterns cover all values: `match` (E0004), and the patterns of `let`, `for` and parameters,
// which must never fail (E0005). After Maranget, "Warnings for pattern matching" (2007).

#include "sema/program.h"

namespace sema {

void check_exhaustiveness(Program& program, const Body& body);

}  // namespace sema
