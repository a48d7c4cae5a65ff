// Where fields stand. The expected numbers are rustc's (1.95, x86-64), read with `size_of`,
// `offset_of!` and a look at the bytes.

#include <doctest/doctest.h>

#include "lower/layout.h"

using namespace lower;

namespace {

Shape plain(std::uint64_t size) {
  Shape shape;
  shape.size = size;
  shape.align = static_cast<std::uint32_t>(size ? size : 1);
  return shape;
}
Shape ranged(std::uint64_t size, Bits start, Bits end) {
  Shape shape = plain(size);
  Niche niche;
  niche.size = static_cast<std::uint32_t>(size);
  niche.valid = {start, end};
  shape.niche = niche;
  return shape;
}
Shape never() {
  Shape shape;
  shape.is_uninhabited = true;
  return shape;
}
const Shape u8 = plain(1), u16 = plain(2), u32 = plain(4), u64 = plain(8);
const Shape boolean = ranged(1, 0, 1), character = ranged(4, 0, 0x10ffff);
const Shape reference = ranged(8, 1, ~std::uint64_t{0});

std::vector<std::uint64_t> offsets(std::vector<Shape> fields, sema::Repr repr = {}, Tail tail = Tail::Sized) {
  return lay_out_struct(fields, repr, tail).offsets;
}
EnumLayout enum_of(const std::vector<std::vector<Shape>>& variants) {
  std::vector<__int128> discriminants;
  for (std::size_t i = 0; i < variants.size(); ++i) discriminants.push_back(static_cast<__int128>(i));
  return lay_out_enum(variants, discriminants, {});
}
EnumLayout option(const Shape& of) { return enum_of({{}, {of}}); }
using Offsets = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("fields of a struct are sorted by alignment, the largest niche at an edge") {
  CHECK(offsets({u8, u32, u16}) == Offsets{6, 0, 4});
  CHECK(offsets({u8, u64, boolean, u16}) == Offsets{10, 0, 11, 8});
  CHECK(offsets({lay_out_array(u8, 4), u32, boolean}) == Offsets{0, 4, 8});
  CHECK(offsets({u32, boolean, u32}) == Offsets{0, 8, 4});
}

TEST_CASE("a representation may keep the order") {
  sema::Repr c;
  c.is_c = true;
  CHECK(offsets({u8, u32, u16}, c) == Offsets{0, 4, 8});
  sema::Repr packed;
  packed.is_c = true;
  packed.packed = 1;
  CHECK(offsets({u8, u32, u16}, packed) == Offsets{0, 1, 5});
  CHECK(lay_out_struct({u8, u32, u16}, packed, Tail::Sized).shape.size == 7);
}

TEST_CASE("a last field that may be unsized stays last") {
  CHECK(offsets({u8, u32, u64}, {}, Tail::MaybeUnsized) == Offsets{4, 0, 8});
  CHECK(offsets({u8, u64}, {}, Tail::MaybeUnsized) == Offsets{0, 8});
}

TEST_CASE("an option of a value with a niche takes no more room") {
  CHECK(option(reference).shape.size == 8);
  CHECK(option(reference).tag.niche_start == 0);
  CHECK(option(boolean).shape.size == 1);
  CHECK(option(boolean).tag.niche_start == 2);
  CHECK(option(option(boolean).shape).shape.size == 1);
  CHECK(option(character).tag.niche_start == 0x110000);
  CHECK(option(option(character).shape).shape.size == 4);
  CHECK(option(u32).shape.size == 8);
  CHECK(option(lay_out_struct({u32, boolean, u32}, {}, Tail::Sized).shape).shape.size == 12);
}

TEST_CASE("variants stand behind a tag, or around the niche of the largest") {
  const EnumLayout tagged = enum_of({{}, {u32}, {u8, u16}});
  CHECK(tagged.shape.size == 8);
  CHECK(tagged.tag.kind == mir::TagEncoding::Kind::Direct);
  CHECK(tagged.variants[1].offsets == Offsets{4});
  CHECK(tagged.variants[2].offsets == Offsets{1, 2});
  const EnumLayout around = enum_of({{reference, u32}, {u32}, {}});
  CHECK(around.shape.size == 16);
  const EnumLayout in_bool = enum_of({{}, {boolean}, {}});
  CHECK(in_bool.shape.size == 1);
  CHECK(in_bool.tag.niche_start == 2);
  CHECK(in_bool.tag.untagged_variant == 1);
}

TEST_CASE("the tag grows into the padding behind it") {
  const EnumLayout wide = enum_of({{u64}, {reference}});
  CHECK(wide.tag_int == sema::IntKind::U64);
  CHECK(wide.variants[0].offsets == Offsets{8});
}

TEST_CASE("variants that cannot be take no tag") {
  CHECK(enum_of({{u32}, {never()}}).shape.size == 4);
  CHECK(option(never()).shape.size == 0);
  CHECK(enum_of({}).shape.is_uninhabited);
}

TEST_CASE("a tag holds the discriminants there are") {
  CHECK(lay_out_enum({{}, {}}, {-1, 127}, {}).tag_int == sema::IntKind::I8);
  CHECK(lay_out_enum({{}, {}}, {0, 300}, {}).tag_int == sema::IntKind::U16);
}
