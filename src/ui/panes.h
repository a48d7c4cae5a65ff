#pragma once
// The parts of the page, each drawn into a rectangle that page.cpp gives it.

#include "ui/page.h"
#include "ui/widgets.h"

namespace ui {

struct Area {
  ImVec2 from, to;
  float width() const { return to.x - from.x; }
  float height() const { return to.y - from.y; }
};

/// A scrolled region that keyboard focus passes through. Close it with `end_pane`, giving the
/// lowest point that was drawn.
enum class Scroll { Vertical, Both, None };
bool begin_pane(const Painter& painter, const char* name, Area area,
                Scroll scroll = Scroll::Vertical);
void end_pane(ImVec2 lowest);

/// A line between two panes that can be dragged or moved with arrow keys. Returns the change.
enum class Split { Columns, Rows };
float draw_splitter(const Painter& painter, Name name, Split split, Area area);

void draw_top_bar(const Painter& painter, const PageView& view, Commands& commands, Area area,
                  bool is_contents_inline);
void draw_contents(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_reading(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_stage(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_help(const Painter& painter, const PageView& view, Commands& commands);
void draw_settings(const Painter& painter, const PageView& view, Commands& commands);
/// The menu of the choice in the stage's head that is open.
void draw_rule_menu(const Painter& painter, const PageView& view, Commands& commands);
void draw_search(const Painter& painter, const PageView& view, Commands& commands);
void draw_toasts(const Painter& painter, const PageView& view, float bottom);

/// From this width on the course list stands beside the text; below it is a drawer.
inline constexpr float inline_contents_width = 1240;
/// How reading and stage share the page: next to each other, the stage below, or one at a time.
enum class PageShape { SideBySide, Stacked, Single };
PageShape shape_of(const LayoutView& layout);

/// What keys ask for. Call it after everything is drawn.
void read_keys(const Painter& painter, const PageView& view, Commands& commands);

}  // namespace ui
