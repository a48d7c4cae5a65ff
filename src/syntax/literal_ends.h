#pragma once
// Where literals end in a text, not counting their suffixes. What stands in them is looked at when they
// are decoded.

#include <string_view>

#include "syntax/token.h"

namespace syntax {

struct LiteralEnd {
  std::size_t at = 0;
  bool is_whole = true;                // it ends with its quote
};

/// `at`: of the opening quote.
LiteralEnd end_of_char(std::string_view text, std::size_t at);
LiteralEnd end_of_string(std::string_view text, std::size_t at);

struct NumberEnd {
  std::size_t at = 0;
  LiteralKind kind = LiteralKind::Int;   // or Float
  bool lacks_exponent = false;           // `1e+` without a digit behind it
};

/// `at`: of the first digit.
NumberEnd end_of_number(std::string_view text, std::size_t at);

}  // namespace syntax
