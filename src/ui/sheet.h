#pragma once
// A sheet in the middle of the page, the rest dimmed: help, settings, search.

#include "ui/panes.h"

namespace ui {

struct Sheet {
  ImVec2 origin;    // where its content begins
  float width = 0;  // of the content
  float bottom = 0;
  bool wants_close = false;
};

/// Close it with end_sheet, giving the lowest point that was drawn.
Sheet begin_sheet(const Painter& painter, const PageView& view, const char* key,
                  std::string_view title, float wanted_width, float wanted_height);
void end_sheet(ImVec2 lowest);

}  // namespace ui
