#pragma once
// What the phases made of a program, as text: the MIR of its functions, and its macro expansions.

#include <string>
#include <vector>

#include "run/compile.h"

namespace run {

enum class Functions : std::uint8_t { Users, All };

struct FunctionText {
  std::string name;
  Place place;
  std::string text;
};

/// Empty for a program with errors.
std::vector<FunctionText> mir_texts(const Compiled& compiled, Functions functions);

/// One macro call of the student's text, or one in what another made.
struct ExpansionText {
  std::string macro;
  Place place;                     // of the outermost call in the student's text
  std::uint32_t depth = 0;         // of calls inside calls; 0 stands in the text itself
  std::uint32_t rule = 0;          // which rule matched, from 1; 0 for a built-in macro or derive
  struct Binding { std::string name, text; };
  std::vector<Binding> bindings;   // what each `$name` stood for; repetitions joined by ", "
  std::string arguments;           // the tokens it was given
  std::string result;              // the tokens that came of it
};

/// In the order in which they took place.
std::vector<ExpansionText> expansion_texts(const Compiled& compiled);
/// The student's text with every macro call replaced by what came of it, all the way.
std::string expanded_text(const Compiled& compiled);

}  // namespace run
