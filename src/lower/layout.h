#pragma once
// Where fields stand and how variants are told apart, as rustc 1.95 decides on x86-64: alone from the
// size, alignment and unused values ("niches") of each field. Measured against rustc by
// tests/unit/lower/layout_test.cpp.

#include <cstdint>
#include <optional>
#include <vector>

#include "mir/mir.h"
#include "sema/typed.h"

namespace lower {

using Bits = unsigned __int128;

/// Values that a scalar somewhere inside a type never has, free to stand for other variants.
struct Niche {
  std::uint64_t offset = 0;
  mir::TypeId scalar;              // its type
  std::uint32_t size = 0;          // in bytes
  mir::ValidRange valid;           // what it does have

  Bits mask() const { return size >= 16 ? ~Bits{0} : (Bits{1} << (size * 8)) - 1; }
  /// How many values are free.
  Bits available() const { return (valid.start - valid.end - 1) & mask(); }
};

/// What layout needs to know of a field's type.
struct Shape {
  std::uint64_t size = 0;
  std::uint32_t align = 1;
  bool is_uninhabited = false;
  std::optional<Niche> niche;      // the largest

  bool is_zero_sized() const { return size == 0; }
};

/// How the fields of a struct lie; `shape` is the whole's.
struct StructLayout {
  Shape shape;
  std::vector<std::uint64_t> offsets;    // by field number
  std::vector<std::uint32_t> order;      // field numbers by increasing offset
};

struct EnumLayout {
  Shape shape;
  std::vector<StructLayout> variants;
  mir::TagEncoding tag;            // Direct: `tag_type` and the niche's `scalar` are for the caller to fill
  sema::IntKind tag_int = sema::IntKind::U8;   // Direct: the tag's type
};

enum class Tail : std::uint8_t { Sized, MaybeUnsized };   // MaybeUnsized: the last field stays last

StructLayout lay_out_struct(const std::vector<Shape>& fields, const sema::Repr& repr, Tail tail);
/// Fields that come after `size` bytes of others with the alignment `align`; offsets are in the whole.
StructLayout lay_out_behind(const std::vector<Shape>& fields, std::uint64_t size, std::uint32_t align);
StructLayout lay_out_union(const std::vector<Shape>& fields, const sema::Repr& repr);
EnumLayout lay_out_enum(const std::vector<std::vector<Shape>>& variants,
                        const std::vector<__int128>& discriminants, const sema::Repr& repr);
/// The shape of `count` elements one after another.
Shape lay_out_array(const Shape& element, std::uint64_t count);

std::uint64_t round_up(std::uint64_t offset, std::uint64_t align);

}  // namespace lower
