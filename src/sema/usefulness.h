#pragma once
// The question behind exhaustiveness: which value do these rows of patterns not match?

#include <optional>
#include <string>
#include <vector>

#include "sema/program.h"

namespace sema {

/// A pattern taken apart into a constructor and parts.
struct Shape {
  enum class Kind : std::uint8_t { Wild, Variant, Struct, Range, Constant, Slice, Or, Opaque } kind = Kind::Wild;
  VariantIndex variant = 0;                    // Variant
  unsigned __int128 low = 0, high = 0;         // Range: of bool, char and integers, biased if signed
  std::string text;                            // Constant: strings and floats, equal if the text is
  std::size_t prefix = 0;                      // Slice: how many of `parts` stand in front
  bool has_rest = false;                       // Slice
  std::vector<Shape> parts;
  TyId ty;
};

/// A value that no row matches, as a pattern in words; none if every value is matched.
std::optional<std::string> uncovered(Program& program, const std::vector<Shape>& rows, TyId ty);

/// Values of the type cannot exist.
bool is_uninhabited(Program& program, TyId ty);

}  // namespace sema
