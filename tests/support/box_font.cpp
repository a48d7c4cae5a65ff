#include "tests/support/box_font.h"

#include <imgui_internal.h>

namespace ui_test {
namespace {

bool has_every_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool measure(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = baked->Size * 0.8f;
  baked->Descent = -baked->Size * 0.2f;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar codepoint, ImFontGlyph* glyph,
                float* advance) {
  const float width = baked->Size * 0.5f;
  if (advance != nullptr) *advance = width;
  if (glyph == nullptr) return true;
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = width;
  return true;
}

}  // namespace

ImFont* add_box_font(ImFontAtlas& atlas) {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "boxes";
    made.FontSrcContainsGlyph = has_every_glyph;
    made.FontBakedInit = measure;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  ImFontConfig config;
  config.FontLoader = &loader;
  config.SizePixels = 16;
  return atlas.AddFont(&config);
}

}  // namespace ui_test
