// The variant of an enum's value: read from its tag or niche, and written there.

#include "base/bits.h"
#include "base/text.h"
#include "machine/executor.h"

namespace machine {

bool Executor::read_discriminant(mir::TypeId type_id, const Word* words, std::uint64_t offset, std::uint32_t& variant) {
  const mir::Type& type = program_.types[type_id];
  const mir::TagEncoding& tag = type.tag;
  const auto has_values = [&](std::uint32_t found) {
    if (found < type.variants.size() && !type.variants[found].is_uninhabited) return true;
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " is of a variant that has no values"));
  };
  if (tag.kind == mir::TagEncoding::Kind::Single) {
    variant = tag.single_variant;
    return has_values(variant);
  }
  const mir::Type& tag_type = program_.types[tag.tag_type];
  const auto size = static_cast<std::uint32_t>(tag_type.metadata != mir::Metadata::None ? 8 : tag_type.size);
  Scalar value;
  if (!memory::load(words, offset + tag.offset, size, value)) return undefined("uninitialized", concat("the tag of a value of type ", quoted(type.name), " is uninitialized"));
  if (tag.kind == mir::TagEncoding::Kind::Direct) {
    const Wide mask = mask_of(size * 8);
    for (std::uint32_t i = 0; i < type.variants.size(); ++i) {
      if ((static_cast<Wide>(type.variants[i].discriminant) & mask) == value.bits) {
        variant = i;
        return has_values(i);
      }
    }
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " has the tag ", to_decimal(value.bits), ", which no variant has"));
  }
  const Wide relative = (value.bits - tag.niche_start) & mask_of(size * 8);
  const std::uint32_t count = tag.last_niche_variant - tag.first_niche_variant;
  variant = relative <= count ? tag.first_niche_variant + static_cast<std::uint32_t>(relative) : tag.untagged_variant;
  // The variant that has the niche for itself is told by every other value.
  if ((relative <= count && variant == tag.untagged_variant) || type.variants[variant].is_uninhabited)
    return undefined("invalid value", concat("a value of type ", quoted(type.name), " has the tag ", to_decimal(value.bits), ", which no variant has"));
  return true;
}

bool Executor::write_variant(mir::TypeId type_id, std::uint32_t variant, Bytes bytes) {
  const mir::Type& type = program_.types[type_id];
  const mir::TagEncoding& tag = type.tag;
  if (tag.kind == mir::TagEncoding::Kind::Single) return true;
  const mir::Type& tag_type = program_.types[tag.tag_type];
  const auto size = static_cast<std::uint32_t>(tag_type.metadata != mir::Metadata::None ? 8 : tag_type.size);
  Wide value;
  if (tag.kind == mir::TagEncoding::Kind::Direct) {
    value = static_cast<Wide>(type.variants[variant].discriminant) & mask_of(size * 8);
  } else {
    if (variant == tag.untagged_variant) return true;
    value = (tag.niche_start + (variant - tag.first_niche_variant)) & mask_of(size * 8);
  }
  memory::store(bytes.words, bytes.offset + tag.offset, size, Scalar::of(value));
  return true;
}

}  // namespace machine
