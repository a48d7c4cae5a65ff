#include "ui/theme.h"

#include <cmath>

namespace ui {
namespace {

constexpr std::uint32_t packed(std::uint32_t rgba) {
  return (rgba & 0xff) << 24 | (rgba >> 8 & 0xff) << 16 | (rgba >> 16 & 0xff) << 8 | rgba >> 24;
}

// Light, dark, contrast. After the palette of Okabe and Ito, darkened or lightened for the ground.
constexpr std::uint32_t lane_table[lane_count][3] = {
    {0x1F62B8FF, 0x6FA8F5FF, 0x6FB2FFFF},  // blue
    {0xC45A00FF, 0xF2A04EFF, 0xFFA640FF},  // orange
    {0x8E3A86FF, 0xDD93D8FF, 0xFF8CF5FF},  // reddish purple
    {0x5E6B00FF, 0xC7CF5AFF, 0xE6F050FF},  // olive
    {0x007A8AFF, 0x4FD0C2FF, 0x40F5E0FF},  // sea
    {0x5A4632FF, 0xC9AE92FF, 0xE8C8A0FF},  // umber
    {0xB52E5AFF, 0xF585A2FF, 0xFF85ACFF},  // crimson
    {0x4C5566FF, 0xAAB4C6FF, 0xD0D8E8FF},  // slate
};

Theme theme_of_column(std::string_view name, int column) {
  Theme theme;
  theme.name = name;
  theme.is_dark = column != 0;
  int row = 0;
#define INK(role, light, dark, contrast)                         \
  {                                                              \
    constexpr std::uint32_t columns[] = {light, dark, contrast}; \
    theme.inks[row++] = packed(columns[column]);                 \
  }
#include "ui/inks.def"
#undef INK
  for (int lane = 0; lane < lane_count; ++lane)
    theme.lanes[lane] = packed(lane_table[lane][column]);
  return theme;
}

double linear(std::uint32_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(std::uint32_t color) {
  return 0.2126 * linear(color & 0xff) + 0.7152 * linear(color >> 8 & 0xff) +
         0.0722 * linear(color >> 16 & 0xff);
}

}  // namespace

const Theme& theme_named(std::string_view name, bool is_system_dark) {
  static const Theme light = theme_of_column("light", 0);
  static const Theme dark = theme_of_column("dark", 1);
  static const Theme contrast = theme_of_column("contrast", 2);
  if (name == "light") return light;
  if (name == "dark") return dark;
  if (name == "contrast") return contrast;
  return is_system_dark ? dark : light;
}

std::uint32_t faded(std::uint32_t color, float alpha) {
  const float own = static_cast<float>(color >> 24);
  return (color & 0x00ffffffu) | static_cast<std::uint32_t>(own * alpha + 0.5f) << 24;
}

std::uint32_t mixed(std::uint32_t under, std::uint32_t over, float weight) {
  std::uint32_t out = 0xff000000u;
  for (int shift = 0; shift < 24; shift += 8) {
    const float a = static_cast<float>(under >> shift & 0xff),
                b = static_cast<float>(over >> shift & 0xff);
    out |= static_cast<std::uint32_t>(a + (b - a) * weight + 0.5f) << shift;
  }
  return out;
}

double contrast_of(std::uint32_t one, std::uint32_t other) {
  const double a = luminance(one), b = luminance(other);
  return (a > b ? a + 0.05 : b + 0.05) / (a > b ? b + 0.05 : a + 0.05);
}

}  // namespace ui
