#pragma once
// What a derive needs to know of an item, read from its tokens.

#include <optional>
#include <vector>

#include "syntax/token.h"

namespace expand {

struct DeriveParam {
  enum class Kind : std::uint8_t { Lifetime, Type, Const } kind = Kind::Type;
  syntax::Token name;
  syntax::TokenSlice bounds;       // after `:`, without the default
};
struct DeriveField {
  std::optional<syntax::Token> name;   // none in a tuple
  syntax::TokenSlice type;
  Span span;
};
enum class DeriveShape : std::uint8_t { Unit, Tuple, Named };
struct DeriveVariant {
  syntax::Token name;
  DeriveShape shape = DeriveShape::Unit;
  std::vector<DeriveField> fields;
  bool is_default = false;         // #[default]
  Span span;
};
struct DeriveInput {
  enum class Kind : std::uint8_t { Struct, Enum, Union } kind = Kind::Struct;
  syntax::Token name;
  std::vector<DeriveParam> params;
  syntax::TokenSlice where_clause;   // without the word `where`
  std::vector<DeriveVariant> variants;   // of a struct or union: one, with the type's name
};

DeriveInput read_derive_input(syntax::TokenSlice item, const Interner& names);

}  // namespace expand
