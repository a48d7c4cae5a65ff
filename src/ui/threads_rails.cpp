// What lies under the marks of the threads view: rails, hatched waits, and the arrows that order
// events between threads.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/threads_grid.h"

namespace ui {

using scene::Arrow;
using scene::ArrowKind;
using scene::LaneState;
using scene::ThreadsScene;

namespace {

struct Life {
  std::uint32_t first = 0, last = 0;
  bool has_rows = false;
};

std::vector<Life> lives_of(const ThreadsScene& scene) {
  std::vector<Life> lives(scene.lanes.size());
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const std::uint32_t lane = scene.rows[i].lane;
    if (lane >= lives.size()) continue;
    if (!lives[lane].has_rows) lives[lane] = {i, i, true};
    lives[lane].last = i;
  }
  return lives;
}

}  // namespace

void draw_rails(const Grid& grid, const ImRect& clip) {
  const std::vector<Life> lives = lives_of(grid.scene);
  const float now = grid.top + grid.row_height * static_cast<float>(grid.scene.rows_done);
  for (std::uint32_t lane = 0; lane < lives.size(); ++lane) {
    if (!lives[lane].has_rows) continue;
    const float x = grid.rail_x(lane);
    const float from = std::max(grid.row_y(lives[lane].first), clip.Min.y);
    float to = grid.row_y(lives[lane].last);
    const LaneState state = grid.scene.lanes[lane].state;
    if (state == LaneState::CanMove || state == LaneState::Blocked) to = std::max(to, now);
    to = std::min(to, clip.Max.y);
    const ImU32 color = grid.color_of(lane);
    if (std::min(now, to) > from)
      fill(ImVec2(x - 1, from), ImVec2(x + 1, std::min(now, to)), faded(color, 0.55f));
    if (to > std::max(now, from))
      fill(ImVec2(x - 1, std::max(now, from)), ImVec2(x + 1, to), faded(color, 0.2f));
  }
}

void draw_blocked(const Grid& grid, const ImRect& clip) {
  for (const scene::BlockedSpan& span : grid.scene.blocked) {
    if (span.lane >= grid.scene.lanes.size()) continue;
    const float x = grid.rail_x(span.lane);
    const float from = grid.top + grid.row_height * static_cast<float>(span.from_row);
    const float to = grid.top + grid.row_height * static_cast<float>(span.to_row);
    if (to < clip.Min.y || from > clip.Max.y || to <= from) continue;
    const float alpha = grid.is_done(span.from_row) ? 1 : later;
    const ImVec2 corner(x - 6, from + 2), end(x + 6, to - 2);
    const ImU32 color = grid.color_of(span.lane);
    fill(corner, end, mixed(grid.painter.ink(Ink::Card), color, 0.1f * alpha), 4);
    ImGui::PushClipRect(corner, end, true);
    const float first = std::max(corner.y, clip.Min.y) - 14;
    for (float y = first - std::fmod(first - corner.y, 6.0f); y < std::min(end.y, clip.Max.y) + 14;
         y += 6)
      canvas()->AddLine(ImVec2(corner.x, y + 12), ImVec2(end.x, y), faded(color, 0.6f * alpha),
                        1.5f);
    ImGui::PopClipRect();
    outline(corner, end, faded(color, 0.55f * alpha), 4);
    if (ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(corner - ImVec2(3, 0), end + ImVec2(3, 0)))
      explain_area(
          grid.painter, 1 + span.from_row * 64 + span.lane, corner, end,
          concat(grid.scene.lanes[span.lane].name, " waits: ", without_ticks(span.reason)));
  }
}

/// Leaves its row between two rows, turns into the other lane, and follows it down.
void draw_arrow(const Grid& grid, const Arrow& arrow, const ImRect& clip) {
  const auto& rows = grid.scene.rows;
  if (arrow.from_row >= rows.size() || arrow.to_row >= rows.size()) return;
  const std::uint32_t from_lane = rows[arrow.from_row].lane, to_lane = rows[arrow.to_row].lane;
  if (from_lane >= grid.scene.lanes.size() || to_lane >= grid.scene.lanes.size()) return;
  const ImVec2 from(grid.rail_x(from_lane), grid.row_y(arrow.from_row) + 8);
  const ImVec2 to(grid.rail_x(to_lane), grid.row_y(arrow.to_row) - 9);
  if (to.y < clip.Min.y || from.y > clip.Max.y) return;
  const float alpha = grid.is_done(arrow.to_row) ? 1 : later;
  const Painter& painter = grid.painter;
  ImU32 color = painter.ink(Ink::Muted);
  if (arrow.kind == ArrowKind::LockHandOver) color = painter.ink(Ink::Accent);
  if (arrow.kind == ArrowKind::Message || arrow.kind == ArrowKind::Wake)
    color = painter.ink(Ink::Note);
  color = faded(color, alpha);
  const float bend = std::min(to.y, from.y + grid.row_height - 12);
  ImDrawList* list = canvas();
  list->PathLineTo(from);
  list->PathBezierCubicCurveTo(ImVec2(from.x, bend + (from.y - bend) * 0.2f),
                               ImVec2(to.x, from.y + (bend - from.y) * 0.1f), ImVec2(to.x, bend),
                               24);
  list->PathLineTo(to);
  list->PathStroke(color, 0, 2);
  list->AddTriangleFilled(to + ImVec2(0, 3), to + ImVec2(-4.5f, -4), to + ImVec2(4.5f, -4), color);
  const ImRect near(ImVec2(std::min(from.x, to.x) - 4, from.y),
                    ImVec2(std::max(from.x, to.x) + 4, from.y + grid.row_height * 0.5f));
  if (!arrow.reason.empty() && ImGui::IsWindowHovered() &&
      ImGui::IsMouseHoveringRect(near.Min, near.Max))
    explain_area(painter, 0x40000000u + arrow.from_row * 8 + static_cast<std::uint32_t>(arrow.kind),
                 near.Min, near.Max, without_ticks(arrow.reason));
}

}  // namespace ui
