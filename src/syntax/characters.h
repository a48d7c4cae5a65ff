#pragma once
// What single characters are to the lexer.

#include <string>

namespace syntax {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Whether a scalar value may start, or continue, an identifier.
bool is_ident_start(char32_t scalar);
bool is_ident_continue(char32_t scalar);
/// What Rust's grammar counts as white space.
bool is_space(char32_t scalar);
/// For messages: as it is, or by its number if it cannot be seen or turns the text around it.
std::string shown(char32_t scalar);

}  // namespace syntax
