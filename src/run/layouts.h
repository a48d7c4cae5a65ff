#pragma once
// How the types that the student declares lie in memory.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "run/compile.h"

namespace run {

/// One field. Offsets and sizes in bytes.
struct FieldLayout {
  std::string name, type;
  std::uint64_t offset = 0, size = 0;
};

struct VariantLayout {
  std::string name;                      // empty in structs and unions
  std::vector<FieldLayout> fields;       // in the order in which they are written
};

/// How an enum's variant is told: by a tag of its own, or by values that another field cannot have.
struct TagLayout {
  bool is_niche = false;
  std::uint64_t offset = 0, size = 0;
};

struct TypeLayout {
  std::string name;
  const char* kind = "struct";           // struct, enum, union
  Place place;
  std::uint64_t size = 0;                // bytes; of the sized prefix where the type has no size
  std::uint32_t align = 1;
  bool is_sized = true;
  std::optional<TagLayout> tag;
  std::vector<VariantLayout> variants;
};

/// In the order of the text; empty for a program with errors.
std::vector<TypeLayout> type_layouts(const Compiled& compiled);

}  // namespace run
