#include "mir/mir.h"

namespace mir {

std::string_view name_of(Intrinsic intrinsic) {
  static constexpr std::string_view names[] = {
#define INTRINSIC(name) #name,
#include "mir/intrinsics.def"
#undef INTRINSIC
  };
  return names[static_cast<std::size_t>(intrinsic)];
}

}  // namespace mir
