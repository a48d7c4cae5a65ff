#include "mir/mir.h"

namespace mir {
namespace {

constexpr std::string_view names[] = {
#define INTRINSIC(name) #name,
#include "mir/intrinsics.def"
#undef INTRINSIC
};

}  // namespace

std::string_view name_of(Intrinsic intrinsic) { return names[static_cast<std::size_t>(intrinsic)]; }

std::optional<Intrinsic> find_intrinsic(std::string_view name) {
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == name) return static_cast<Intrinsic>(i);
  return std::nullopt;
}

}  // namespace mir
