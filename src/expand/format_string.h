#pragma once
// The small language inside the string of `format_args!` (std::fmt, "Syntax"), read to placeholders
// that still name their arguments as they were written.

#include <optional>
#include <string>
#include <vector>

#include "syntax/ast.h"

namespace expand {

/// Which argument a placeholder means: the next one, `{0}`, or `{name}`.
struct ArgumentName {
  enum class Kind : std::uint8_t { None, Next, Index, Name } kind = Kind::None;
  std::uint32_t index = 0;
  std::string name;
  std::uint32_t begin = 0, end = 0;   // bytes of the string's value
};

struct Placeholder {
  ArgumentName argument;
  syntax::FormatSpec spec;            // its counts are filled in once the arguments are known
  ArgumentName width, precision;      // `{:1$}`, `{:.name$}`; `.*` is Next
  std::uint32_t begin = 0, end = 0;   // bytes of the string's value, with the braces
};

struct FormatText {
  std::string literal;                // before the placeholder
  std::optional<Placeholder> placeholder;
};

struct FormatMistake {
  std::string message;
  std::string help;
  std::uint32_t begin = 0, end = 0;
};

struct FormatTemplate {
  std::vector<FormatText> pieces;
  std::optional<FormatMistake> mistake;   // the first
};

FormatTemplate read_format_string(std::string_view text);

/// Makes a nested `format_args!` and literal arguments part of the string: `{}`, `1` is `1`.
void flatten_format(syntax::FormatArgsExpr& format, const syntax::Ast& ast);

}  // namespace expand
