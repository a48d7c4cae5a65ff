#pragma once
// What only `unsafe` code may do (E0133), and references to `static mut`, which edition 2024 denies.

#include "sema/program.h"

namespace sema {

void check_unsafety(Program& program, const Body& body);

}  // namespace sema
