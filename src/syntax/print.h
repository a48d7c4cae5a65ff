#pragma once
// Tokens back to text, as rustc prints them: for `stringify!`, `assert!` and the macro stepper.

#include <string>

#include "syntax/token.h"

namespace syntax {

/// As `stringify!` does: tokens that stood together stay together, the others by rustc's rules.
std::string print_tokens(TokenSlice tokens, const Interner& names);
/// An expression as rustc's pretty printer spaces it, however it was typed.
std::string print_expr_tokens(TokenSlice tokens, const Interner& names);
/// One token as it is written.
std::string print_token(const Token& token, const Interner& names);

}  // namespace syntax
