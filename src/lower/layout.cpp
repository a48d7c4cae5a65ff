#include "lower/layout.h"

#include <algorithm>
#include <tuple>

namespace lower {
namespace {

/// Where the largest niche should end up: other variants then fit behind or before it.
enum class NicheBias : std::uint8_t { Start, End };

/// What stands before a variant's fields: room for the tag.
struct Prefix {
  std::uint64_t size = 0;
  std::uint32_t align = 1;
};

enum class StructKind : std::uint8_t { Sized, MaybeUnsized, Prefixed };

int trailing_zeros(std::uint64_t value) { return value == 0 ? 64 : __builtin_ctzll(value); }

bool keeps_field_order(const sema::Repr& repr) { return repr.is_c || repr.has_int; }

Bits available(const std::optional<Niche>& niche) { return niche ? niche->available() : 0; }

std::uint32_t field_align(const Shape& field, const sema::Repr& repr) {
  return repr.packed ? std::min(field.align, repr.packed) : field.align;
}

/// Sorts field numbers: by alignment first, so that there is little padding, then by niche.
class FieldOrder {
 public:
  FieldOrder(const std::vector<Shape>& fields, std::size_t sorted_count, const sema::Repr& repr,
             NicheBias bias)
      : fields_(fields), repr_(repr), bias_(bias) {
    for (std::size_t i = 0; i < sorted_count; ++i) {
      max_align_ = std::max(max_align_, fields[i].align);
      largest_niche_ = std::max(largest_niche_, available(fields[i].niche));
    }
  }

  /// Of a struct: by descending alignment, then the niche first (or last).
  auto struct_key(std::uint32_t index) const {
    const Shape& field = fields_[index];
    const Bits niche = available(field.niche);
    const bool is_start = bias_ == NicheBias::Start;
    std::uint64_t inner = 0;
    if (field.niche) {
      inner = is_start ? field.niche->offset
                       : ~(field.size - field.niche->size - field.niche->offset);
    }
    return std::make_tuple(-group(field), is_start ? ~niche : niche, inner);
  }
  /// Of a variant behind its tag: by ascending alignment, the niche last.
  auto variant_key(std::uint32_t index) const {
    return std::make_tuple(group(fields_[index]), available(fields_[index].niche));
  }

 private:
  /// The alignment, as a power of two, that the field is grouped under: `[u8; 4]` goes with `u32`.
  std::int64_t group(const Shape& field) const {
    if (repr_.packed) return field_align(field, repr_);
    const int by_size = trailing_zeros(std::max<std::uint64_t>(field.align, field.size));
    if (largest_niche_ == 0) return by_size;
    if (bias_ == NicheBias::Start) return std::min(trailing_zeros(max_align_), by_size);
    return available(field.niche) == largest_niche_ ? trailing_zeros(field.align) : by_size;
  }

  const std::vector<Shape>& fields_;
  const sema::Repr& repr_;
  NicheBias bias_;
  std::uint32_t max_align_ = 1;
  Bits largest_niche_ = 0;
};

StructLayout lay_out_biased(const std::vector<Shape>& fields, const sema::Repr& repr, StructKind kind,
                            Prefix prefix, NicheBias bias) {
  StructLayout layout;
  layout.offsets.resize(fields.size());
  for (std::uint32_t i = 0; i < fields.size(); ++i) layout.order.push_back(i);
  if (!keeps_field_order(repr) && fields.size() > 1) {
    const std::size_t sorted = kind == StructKind::MaybeUnsized ? fields.size() - 1 : fields.size();
    const FieldOrder order(fields, sorted, repr, bias);
    const auto last = layout.order.begin() + static_cast<std::ptrdiff_t>(sorted);
    if (kind == StructKind::Prefixed) {
      std::stable_sort(layout.order.begin(), last, [&](std::uint32_t a, std::uint32_t b) {
        return order.variant_key(a) < order.variant_key(b);
      });
    } else {
      std::stable_sort(layout.order.begin(), last, [&](std::uint32_t a, std::uint32_t b) {
        return order.struct_key(a) < order.struct_key(b);
      });
    }
  }
  Shape& whole = layout.shape;
  std::uint64_t offset = 0;
  if (kind == StructKind::Prefixed) {
    const std::uint32_t align = repr.packed ? std::min(prefix.align, repr.packed) : prefix.align;
    whole.align = std::max(whole.align, align);
    offset = round_up(prefix.size, align);
  }
  for (std::uint32_t index : layout.order) {
    const Shape& field = fields[index];
    const std::uint32_t align = field_align(field, repr);
    offset = round_up(offset, align);
    whole.align = std::max(whole.align, align);
    whole.is_uninhabited |= field.is_uninhabited;
    layout.offsets[index] = offset;
    const Bits best = available(whole.niche);
    const Bits here = available(field.niche);
    if (here > 0 && (bias == NicheBias::Start ? here > best : here >= best)) {
      whole.niche = field.niche;
      whole.niche->offset += offset;
    }
    offset += field.size;
  }
  whole.align = std::max(whole.align, repr.align);
  whole.size = round_up(offset, whole.align);
  return layout;
}

/// Tries the niche at the start; if it lands in the middle, at the end, and takes that if it then has
/// more room before it than the first had on either side.
StructLayout lay_out(const std::vector<Shape>& fields, const sema::Repr& repr, StructKind kind,
                     Prefix prefix = {}) {
  StructLayout layout = lay_out_biased(fields, repr, kind, prefix, NicheBias::Start);
  const std::optional<Niche>& niche = layout.shape.niche;
  if (kind == StructKind::MaybeUnsized || !niche || fields.size() <= 1) return layout;
  const std::uint64_t head = niche->offset;
  const std::uint64_t tail = layout.shape.size - head - niche->size;
  if (head == 0 || tail == 0) return layout;
  StructLayout other = lay_out_biased(fields, repr, kind, prefix, NicheBias::End);
  const std::uint64_t other_head = other.shape.niche->offset;
  return other_head > head && other_head > tail ? other : layout;
}

/// A variant that no value can have and that takes no room.
bool is_absent(const std::vector<Shape>& fields) {
  bool is_uninhabited = false, is_empty = true;
  for (const Shape& field : fields) {
    is_uninhabited |= field.is_uninhabited;
    is_empty &= field.is_zero_sized() && field.align == 1;
  }
  return is_uninhabited && is_empty;
}

struct Reserved {
  Bits start = 0;              // the first of the values taken
  mir::ValidRange valid;       // what the scalar has from now on
};

/// Takes `count` values out of a niche, next to zero where that is free.
std::optional<Reserved> reserve(const Niche& niche, Bits count) {
  if (count > niche.available()) return std::nullopt;
  const Bits mask = niche.mask();
  const mir::ValidRange valid = niche.valid;
  const auto before = [&] {
    const Bits start = (valid.start - count) & mask;
    return Reserved{start, {start, valid.end}};
  };
  const auto behind = [&] {
    return Reserved{(valid.end + 1) & mask, {valid.start, (valid.end + count) & mask}};
  };
  if (valid.start > valid.end) return behind();
  if (valid.start <= mask - valid.end) return count <= valid.start ? before() : behind();
  const Bits end = (valid.end + count) & mask;
  const bool passes_zero = end >= 1 && end <= valid.end;
  return passes_zero ? before() : behind();
}

/// The enum whose largest variant has unused values that name the other variants.
std::optional<EnumLayout> lay_out_in_niche(const std::vector<std::vector<Shape>>& variants,
                                           const sema::Repr& repr) {
  if (keeps_field_order(repr) || variants.size() < 2) return std::nullopt;
  EnumLayout out;
  std::uint32_t largest = 0;
  for (std::uint32_t i = 0; i < variants.size(); ++i) {
    out.variants.push_back(lay_out(variants[i], repr, StructKind::Sized));
    const Shape& shape = out.variants[i].shape;
    out.shape.align = std::max(out.shape.align, shape.align);
    if (shape.size >= out.variants[largest].shape.size) largest = i;
  }
  const auto needs_value = [&](std::uint32_t i) { return i != largest && !is_absent(variants[i]); };
  std::uint32_t first = 0, last = static_cast<std::uint32_t>(variants.size()) - 1;
  while (first <= last && !needs_value(first)) ++first;
  if (first > last) return std::nullopt;
  while (!needs_value(last)) --last;
  const std::optional<Niche> niche = out.variants[largest].shape.niche;
  if (!niche) return std::nullopt;
  const std::optional<Reserved> reserved = reserve(*niche, last - first + 1);
  if (!reserved) return std::nullopt;
  out.shape.size = round_up(out.variants[largest].shape.size, out.shape.align);
  out.shape.is_uninhabited = true;
  for (std::uint32_t i = 0; i < variants.size(); ++i) {
    StructLayout& variant = out.variants[i];
    out.shape.is_uninhabited &= variant.shape.is_uninhabited;
    if (i == largest || variant.shape.size <= niche->offset) continue;
    const std::uint64_t moved = round_up(niche->offset + niche->size, variant.shape.align);
    if (moved + variant.shape.size > out.shape.size) return std::nullopt;
    for (std::uint64_t& offset : variant.offsets) offset += moved;
  }
  out.tag.kind = mir::TagEncoding::Kind::Niche;
  out.tag.offset = niche->offset;
  out.tag.tag_type = niche->scalar;
  out.tag.untagged_variant = largest;
  out.tag.first_niche_variant = first;
  out.tag.last_niche_variant = last;
  out.tag.niche_start = reserved->start;
  Niche rest = *niche;
  rest.valid = reserved->valid;
  if (rest.available() > 0) out.shape.niche = rest;
  return out;
}

/// The smallest integer, 1, 2, 4, 8 or 16 bytes, that holds all values from `min` to `max`.
std::uint32_t bytes_for(__int128 min, __int128 max, bool is_signed) {
  for (std::uint32_t size = 1; size < 16; size *= 2) {
    const int bits = static_cast<int>(size * 8) - (is_signed ? 1 : 0);
    const __int128 limit = static_cast<__int128>(1) << bits;
    if (max < limit && min >= (is_signed ? -limit : 0)) return size;
  }
  return 16;
}

sema::IntKind int_of(std::uint32_t size, bool is_signed) {
  using sema::IntKind;
  switch (size) {
    case 1: return is_signed ? IntKind::I8 : IntKind::U8;
    case 2: return is_signed ? IntKind::I16 : IntKind::U16;
    case 4: return is_signed ? IntKind::I32 : IntKind::U32;
    case 8: return is_signed ? IntKind::I64 : IntKind::U64;
    default: return is_signed ? IntKind::I128 : IntKind::U128;
  }
}

/// The enum with a tag in front of every variant.
EnumLayout lay_out_tagged(const std::vector<std::vector<Shape>>& variants,
                          const std::vector<__int128>& discriminants, const sema::Repr& repr) {
  EnumLayout out;
  __int128 min = 0, max = 0;
  bool has_value = false;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const bool is_uninhabited = std::any_of(variants[i].begin(), variants[i].end(),
                                            [](const Shape& field) { return field.is_uninhabited; });
    if (!repr.is_c && is_uninhabited) continue;
    min = has_value ? std::min(min, discriminants[i]) : discriminants[i];
    max = has_value ? std::max(max, discriminants[i]) : discriminants[i];
    has_value = true;
  }
  bool is_signed = min < 0;
  std::uint32_t size = bytes_for(min, max, is_signed);
  if (repr.is_c) size = std::max(size, 4u);
  if (repr.has_int) {
    is_signed = sema::is_signed(repr.int_kind);
    size = static_cast<std::uint32_t>(sema::bits_of(repr.int_kind) / 8);
  }
  std::uint32_t prefix_align = size;
  if (repr.is_c) {
    for (const auto& fields : variants)
      for (const Shape& field : fields) prefix_align = std::max(prefix_align, field.align);
  }
  std::uint32_t start_align = 256;   // of the first field that a larger tag would have to move
  out.shape.is_uninhabited = true;
  for (const auto& fields : variants) {
    out.variants.push_back(lay_out(fields, repr, StructKind::Prefixed, {size, prefix_align}));
    const StructLayout& variant = out.variants.back();
    for (std::uint32_t index : variant.order) {
      if (fields[index].is_zero_sized() && fields[index].align == 1) continue;
      start_align = std::min(start_align, fields[index].align);
      break;
    }
    out.shape.size = std::max(out.shape.size, variant.shape.size);
    out.shape.align = std::max(out.shape.align, variant.shape.align);
    out.shape.is_uninhabited &= variant.shape.is_uninhabited;
  }
  out.shape.size = round_up(out.shape.size, out.shape.align);
  // The tag grows into the padding behind it.
  if (!repr.is_c && !repr.has_int && start_align <= 16 && start_align > size) {
    for (StructLayout& variant : out.variants) {
      for (std::uint64_t& offset : variant.offsets)
        if (offset <= size) offset = start_align;
    }
    size = start_align;
  }
  out.tag.kind = mir::TagEncoding::Kind::Direct;
  out.tag_int = repr.has_int ? repr.int_kind : int_of(size, is_signed);
  Niche tag;
  tag.size = size;
  tag.valid = {static_cast<Bits>(min) & tag.mask(), static_cast<Bits>(max) & tag.mask()};
  if (tag.available() > 0) out.shape.niche = tag;
  return out;
}

}  // namespace

std::uint64_t round_up(std::uint64_t offset, std::uint64_t align) {
  return (offset + align - 1) / align * align;
}

StructLayout lay_out_struct(const std::vector<Shape>& fields, const sema::Repr& repr, Tail tail) {
  return lay_out(fields, repr,
                 tail == Tail::MaybeUnsized && !fields.empty() ? StructKind::MaybeUnsized : StructKind::Sized);
}

StructLayout lay_out_behind(const std::vector<Shape>& fields, std::uint64_t size, std::uint32_t align) {
  return lay_out(fields, {}, StructKind::Prefixed, {size, align});
}

StructLayout lay_out_union(const std::vector<Shape>& fields, const sema::Repr& repr) {
  StructLayout layout;
  layout.offsets.assign(fields.size(), 0);
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    layout.order.push_back(i);
    layout.shape.align = std::max(layout.shape.align, field_align(fields[i], repr));
    layout.shape.size = std::max(layout.shape.size, fields[i].size);
  }
  layout.shape.align = std::max(layout.shape.align, repr.align);
  layout.shape.size = round_up(layout.shape.size, layout.shape.align);
  return layout;
}

EnumLayout lay_out_enum(const std::vector<std::vector<Shape>>& variants,
                        const std::vector<__int128>& discriminants, const sema::Repr& repr) {
  std::vector<std::uint32_t> present;
  for (std::uint32_t i = 0; i < variants.size(); ++i)
    if (repr.is_c || !is_absent(variants[i])) present.push_back(i);
  if (present.empty() || (present.size() < 2 && !keeps_field_order(repr))) {
    EnumLayout out;
    for (const auto& fields : variants) out.variants.push_back(lay_out(fields, repr, StructKind::Sized));
    if (present.empty()) {
      out.shape.is_uninhabited = true;
    } else {
      out.tag.single_variant = present[0];
      out.shape = out.variants[present[0]].shape;
    }
    return out;
  }
  EnumLayout tagged = lay_out_tagged(variants, discriminants, repr);
  std::optional<EnumLayout> in_niche = lay_out_in_niche(variants, repr);
  if (!in_niche) return tagged;
  const bool is_smaller = in_niche->shape.size < tagged.shape.size;
  const bool has_more_room = in_niche->shape.size == tagged.shape.size &&
                             available(in_niche->shape.niche) > available(tagged.shape.niche);
  return is_smaller || has_more_room ? *in_niche : tagged;
}

Shape lay_out_array(const Shape& element, std::uint64_t count) {
  constexpr std::uint64_t largest = std::uint64_t{1} << 62;
  Shape shape;
  shape.align = element.align;
  const bool is_too_large = element.size != 0 && count > largest / element.size;
  shape.size = is_too_large ? largest : element.size * count;
  if (count > 0) {
    shape.is_uninhabited = element.is_uninhabited;
    shape.niche = element.niche;
  }
  return shape;
}

}  // namespace lower
