#pragma once
// A box to type words in. Programs are typed in the editor that is laid over the canvas instead.

#include <string>

#include "ui/widgets.h"

namespace ui {

/// One row, or several in the code face. Returns whether the text changed; `is_entered` tells that
/// Enter was pressed in a box of one row.
bool text_box(const Painter& painter, Name name, ImVec2 at, float width, int rows,
              std::string_view hint, std::string& text, bool* is_entered = nullptr);
float text_box_height(const Painter& painter, int rows);

}  // namespace ui
