#pragma once
// `name @ pattern`: one value is bound twice. The two must not be in each other's way: what is moved is
// not borrowed inside, what is borrowed is not moved inside, and what is borrowed mutably is alone.

#include "sema/program.h"

namespace sema {

void check_pattern_borrows(Program& program, const Body& body);

}  // namespace sema
