#pragma once

#include <imgui.h>

namespace ui_test {

/// A font of empty boxes, each half as wide as high: text that takes room without a file.
ImFont* add_box_font(ImFontAtlas& atlas);

}  // namespace ui_test
