#pragma once
// Colours by what they are for. Each theme is a column of one table; nothing else in `ui/` names a
// colour. Lane colours are told apart by lightness as well as by hue, so that readers who do not
// see red or green apart can follow them (they also differ in name and in place).

#include <cstdint>
#include <string_view>

namespace ui {

enum class Ink {
#define INK(role, light, dark, contrast) role,
#include "ui/inks.def"
#undef INK
};
inline constexpr int ink_count = 0
#define INK(role, light, dark, contrast) +1
#include "ui/inks.def"
#undef INK
    ;

inline constexpr int lane_count = 8;

struct Theme {
  std::string_view name;
  bool is_dark = false;
  std::uint32_t inks[ink_count] = {};  // as ImGui packs them: alpha, blue, green, red
  std::uint32_t lanes[lane_count] = {};
};

/// "light", "dark" or "contrast"; "system" and unknown names are one of the first two.
const Theme& theme_named(std::string_view name, bool is_system_dark);

inline std::uint32_t ink_of(const Theme& theme, Ink ink) {
  return theme.inks[static_cast<int>(ink)];
}
/// The colour of a thread; threads beyond the table begin again.
inline std::uint32_t lane_of(const Theme& theme, std::uint32_t thread) {
  return theme.lanes[thread % lane_count];
}
/// The same colour with its alpha multiplied.
std::uint32_t faded(std::uint32_t color, float alpha);
/// `weight` of `over` laid on `under`, both opaque.
std::uint32_t mixed(std::uint32_t under, std::uint32_t over, float weight);
/// The contrast ratio of the web accessibility guidelines: 1 to 21.
double contrast_of(std::uint32_t one, std::uint32_t other);

}  // namespace ui
