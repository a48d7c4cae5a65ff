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

/// A few words in a lane, in a row that another lane has; `more` only if it fits as well.
void draw_aside(const Grid& grid, std::uint32_t lane, std::uint32_t row, ImU32 color,
                std::string_view words, std::string_view more = {}) {
  if (!grid.is_wide || grid.scene.rows[row].kind == scene::EventKind::Stop) return;
  const float x = grid.text_x(lane), room = grid.words_end(lane, row) - x;
  std::string text = without_ticks(words);
  // What a join waits for is plain from where its arrow comes from.
  constexpr std::string_view end = " to end";
  const bool is_join = text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
  if (is_join && width_of(grid.painter, Type::Caption, text) > room) text.resize(text.size() - end.size());
  const std::string all = concat(text, more);
  if (width_of(grid.painter, Type::Caption, all) <= room) text = all;
  draw_elided(grid.painter,
              ImVec2(x, grid.row_y(row) - line_height_of(grid.painter, Type::Caption) / 2),
              Type::Caption, color, text, room);
}

}  // namespace

std::vector<Life> lives_of(const ThreadsScene& scene) {
  std::vector<Life> lives(scene.lanes.size());
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const std::uint32_t lane = scene.rows[i].lane;
    if (lane >= lives.size()) continue;
    if (!lives[lane].has_rows) lives[lane] = {i, i, i, true};
    lives[lane].last = i;
  }
  for (const Arrow& arrow : scene.arrows) {
    if (arrow.to_row >= scene.rows.size() || scene.rows[arrow.to_row].lane >= lives.size()) continue;
    Life& life = lives[scene.rows[arrow.to_row].lane];
    life.reached_from = std::min(life.reached_from, arrow.from_row);
  }
  return lives;
}

void draw_rails(const Grid& grid, const ImRect& clip) {
  const std::vector<Life>& lives = grid.lives;
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
    draw_aside(grid, span.lane, span.from_row, faded(grid.painter.ink(Ink::Muted), alpha),
               concat("waits for ", span.reason),
               span.line > 0 ? concat("   ·   line ", span.line) : std::string());
    if (ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(corner - ImVec2(3, 0), end + ImVec2(3, 0)))
      explain_area(
          grid.painter, 1 + span.from_row * 64 + span.lane, corner, end,
          concat(grid.scene.lanes[span.lane].name, " waits: ", without_ticks(span.reason)));
  }
}

/// Beside the rail of who holds the lock, in the lock's colour.
void draw_bars(const Grid& grid, const ImRect& clip) {
  const float now = grid.top + grid.row_height * static_cast<float>(grid.scene.rows_done);
  const auto count = static_cast<std::uint32_t>(grid.scene.rows.size());
  for (std::uint32_t i = 0; i < grid.scene.held.size(); ++i) {
    const scene::LockBar& bar = grid.scene.held[i];
    if (bar.lane >= grid.scene.lanes.size()) continue;
    // The first on the left of the rail, the second on its right, and so on outwards.
    const float away = 9 + 4 * static_cast<float>(bar.level / 2);
    const float x = grid.rail_x(bar.lane) + (bar.level % 2 == 0 ? -away - 3 : away);
    const float from = grid.row_y(bar.from_row);
    const float to = bar.to_row < count ? grid.row_y(bar.to_row)
                                        : grid.top + grid.row_height * static_cast<float>(count);
    if (to < clip.Min.y || from > clip.Max.y) continue;
    const ImU32 color = color_of_object(grid.painter, bar.object_color);
    const float done = std::clamp(now, from, to);
    if (done < to) fill(ImVec2(x, done), ImVec2(x + 3, to), faded(color, later), 1.5f);
    if (from < done) fill(ImVec2(x, from), ImVec2(x + 3, done), color, 1.5f);
    // Its name, in the first row in which the lane has nothing else to say.
    const auto is_taken = [&](std::uint32_t row) {
      if (grid.scene.rows[row].lane == bar.lane) return true;
      for (const scene::BlockedSpan& span : grid.scene.blocked)
        if (span.lane == bar.lane && span.from_row <= row && row < span.to_row) return true;
      return false;
    };
    const std::uint32_t end = std::min(bar.to_row, bar.from_row + 8);
    std::uint32_t free = bar.from_row + 1;
    while (free < end && is_taken(free)) ++free;
    if (free < end)
      draw_aside(grid, bar.lane, free, faded(color, grid.is_done(free) ? 1 : later),
                 concat("holds ", bar.object));
    if (ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(ImVec2(x - 2, from), ImVec2(x + 5, to)))
      explain_area(grid.painter, 0x20000000u + i, ImVec2(x, std::max(from, clip.Min.y)),
                   ImVec2(x + 3, std::min(to, clip.Max.y)),
                   concat(grid.scene.lanes[bar.lane].name, " holds ", without_ticks(bar.object)));
  }
}

float draw_waits(const Grid& grid) {
  const Painter& painter = grid.painter;
  if (grid.scene.stuck.empty()) return 0;
  const auto count = static_cast<std::uint32_t>(grid.scene.rows.size());
  float y = grid.top + grid.row_height * static_cast<float>(count) + 6;
  hairline(painter, ImVec2(grid.left + 8, y), grid.width - 16);
  y += 6;
  const std::size_t lanes = grid.scene.lanes.size();
  for (const scene::WaitEdge& edge : grid.scene.waits) {
    const float middle = y + grid.row_height / 2;
    const ImVec2 dot(grid.rail_x(edge.lane), middle);
    const ImU32 color = edge.is_in_circle ? painter.ink(Ink::Bad) : grid.color_of(edge.lane);
    // An arrow to the right runs below the words.
    if (edge.on_lane < lanes && edge.on_lane != edge.lane) {
      const bool is_right = edge.on_lane > edge.lane;
      const ImVec2 start = dot + ImVec2(0, is_right && grid.is_wide ? 12.0f : 0.0f);
      const ImVec2 end(grid.rail_x(edge.on_lane) + (is_right ? -4.0f : 4.0f), start.y);
      const float head = is_right ? -7.0f : 7.0f;
      canvas()->AddLine(dot, start, color, 2);
      canvas()->AddLine(start, end + ImVec2(head, 0), color, 2);
      canvas()->AddTriangleFilled(end, end + ImVec2(head, -4.5f), end + ImVec2(head, 4.5f), color);
    }
    canvas()->AddCircleFilled(dot, 5, grid.color_of(edge.lane), 20);
    // Where words stand in lanes, the arrow says who has it.
    const std::string words = grid.is_wide ? edge.text.substr(0, edge.text.find(" ("))
                                           : concat(grid.scene.lanes[edge.lane].name, " ", edge.text);
    const float x = grid.text_x(edge.lane);
    draw_elided(painter, ImVec2(x, middle - line_height_of(painter, Type::Small) / 2), Type::Small, color,
                without_ticks(words), grid.text_end(edge.lane) - x);
    y += grid.row_height;
  }
  return y + 8 - grid.top - grid.row_height * static_cast<float>(count);
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
