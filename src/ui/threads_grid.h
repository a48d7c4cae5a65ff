#pragma once
// The threads view's geometry, shared by the files that draw its heads, its rails and its rows.

#include <vector>

#include "ui/views.h"

namespace ui {

/// The rows in which a lane has a rail, and from which an arrow comes to it.
struct Life {
  std::uint32_t first = 0, last = 0;
  std::uint32_t reached_from = 0;
  bool has_rows = false;
};

struct Grid {
  const Painter& painter;
  const PageView& view;
  const scene::ThreadsScene& scene;
  Commands& commands;
  float left = 0, width = 0;
  float gutter = 0;  // of line numbers
  float lane_width = 0;
  bool is_wide = true;   // words stand in their lanes
  float name_width = 0;  // of the threads' names before the words, on rails
  float row_height = 0;
  float top = 0;  // of the first row, on the canvas
  std::vector<Life> lives = {};  // by lane
  /// 0: grounds of rows, 1: rails and arrows, 2: marks and words.
  ImDrawListSplitter* layers = nullptr;

  float rail_x(std::uint32_t lane) const {
    return left + gutter + lane_width * static_cast<float>(lane) +
           (is_wide ? 16.0f : lane_width / 2);
  }
  float row_y(std::uint32_t row) const {
    return top + row_height * (static_cast<float>(row) + 0.5f);
  }
  ImU32 color_of(std::uint32_t lane) const { return painter.lane(scene.lanes[lane].thread); }
  bool is_done(std::uint32_t row) const { return row < scene.rows_done; }
  float text_x(std::uint32_t lane) const {
    return is_wide ? rail_x(lane) + 16
                   : left + gutter + lane_width * static_cast<float>(scene.lanes.size()) + 8;
  }
  bool is_empty_at(std::uint32_t lane, std::uint32_t row) const {
    const Life& life = lives[lane];
    if (!life.has_rows || row < life.reached_from) return true;
    const scene::LaneState state = scene.lanes[lane].state;
    const bool goes_on = state == scene::LaneState::CanMove || state == scene::LaneState::Blocked;
    return row > life.last && !(goes_on && row <= scene.rows_done);
  }
  /// Where the words of a row end: they go on over lanes that have nothing there.
  float words_end(std::uint32_t lane, std::uint32_t row) const {
    if (!is_wide) return text_end(lane);
    std::uint32_t next = lane + 1;
    while (next < scene.lanes.size() && is_empty_at(next, row)) ++next;
    return next < scene.lanes.size() ? text_end(next - 1) : left + width - 8;
  }
  float text_end(std::uint32_t lane) const {
    return is_wide ? left + gutter + lane_width * static_cast<float>(lane + 1) - 6
                   : left + width - 8;
  }
};

/// Variables and locks have colours that threads do not: those of code.
inline ImU32 color_of_object(const Painter& painter, std::uint32_t number) {
  constexpr Ink inks[] = {Ink::String, Ink::Keyword, Ink::TypeName, Ink::Lifetime, Ink::MacroName, Ink::Number, Ink::Function};
  return painter.ink(inks[(number + 6) % 7]);
}

/// The opacity of rows after the cursor.
inline constexpr float later = 0.38f;

std::vector<Life> lives_of(const scene::ThreadsScene& scene);
/// The lanes' names and next moves, above the rows. Returns their height.
float draw_heads(const Grid& grid, ImVec2 at);
/// Below the heads: the ways in which next moves can go, and what channels hold. Returns the height.
float draw_choices(const Grid& grid, ImVec2 at);
/// What lies under the rows' marks: a rail for each thread, hatching where it waits, and arrows.
void draw_rails(const Grid& grid, const ImRect& clip);
void draw_blocked(const Grid& grid, const ImRect& clip);
void draw_bars(const Grid& grid, const ImRect& clip);
/// Below the rows: who waits for whom, when that is what is left. Returns the height.
float draw_waits(const Grid& grid);
void draw_arrow(const Grid& grid, const scene::Arrow& arrow, const ImRect& clip);

}  // namespace ui
