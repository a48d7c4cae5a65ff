#pragma once
// `cfg`: what is true of the machine and the run. It is always the same 64-bit Linux, so that a
// program means the same everywhere.

#include "syntax/ast.h"

namespace expand {

/// Whether the `#[test]` functions of a program are what runs.
enum class TestMode : std::uint8_t { No, Yes };

bool cfg_holds(const syntax::Attribute& predicate, TestMode mode);

}  // namespace expand
