#pragma once
// From a literal as it is written to the value it stands for.

#include "diag/diagnostic.h"
#include "syntax/token.h"

namespace syntax {

/// The value of a literal token; what is wrong with its form is reported and something near is given.
LiteralExpr decode_literal(const Token& token, const Interner& names,
                           diag::Diagnostics& diagnostics);

/// The value of a string literal, and for each of its bytes (and the end) where in the literal's
/// text it was written, so that a message about the value can point into the text.
struct DecodedString {
  std::string value;
  std::vector<std::uint32_t> offsets;
};
DecodedString decode_string(const Token& token, const Interner& names,
                            diag::Diagnostics& diagnostics);

/// A string literal token of this value, as `concat!` and `stringify!` make them.
Token string_token(std::string_view value, Span span, HygieneId hygiene, Interner& names);

/// The text as `{:?}` and string literals write it, without the quotes.
std::string escape_string(std::string_view value);

}  // namespace syntax
