// Lanes side by side, time running down. With room, each event's words stand in its own lane; without,
// the lanes become narrow rails and all words stand to their right. Only rows in sight are drawn.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

using scene::Arrow;
using scene::ArrowKind;
using scene::EventRow;
using scene::Lane;
using scene::LaneState;
using scene::ThreadsScene;

struct Grid {
  const Painter& painter;
  const PageView& view;
  const ThreadsScene& scene;
  Commands& commands;
  float left = 0, width = 0;
  float gutter = 0;            // of line numbers
  float lane_width = 0;
  bool is_wide = true;         // words stand in their lanes
  float name_width = 0;        // of the threads' names before the words, on rails
  float row_height = 0;
  float top = 0;               // of the first row, on the canvas
  ImDrawListSplitter* layers = nullptr;  // 0: grounds of rows, 1: rails and arrows, 2: marks and words

  float rail_x(std::uint32_t lane) const {
    return left + gutter + lane_width * static_cast<float>(lane) + (is_wide ? 16.0f : lane_width / 2);
  }
  float row_y(std::uint32_t row) const { return top + row_height * (static_cast<float>(row) + 0.5f); }
  ImU32 color_of(std::uint32_t lane) const { return painter.lane(scene.lanes[lane].thread); }
  bool is_done(std::uint32_t row) const { return row < scene.rows_done; }
  float text_x(std::uint32_t lane) const {
    return is_wide ? rail_x(lane) + 16 : left + gutter + lane_width * static_cast<float>(scene.lanes.size()) + 8;
  }
  float text_end(std::uint32_t lane) const {
    return is_wide ? left + gutter + lane_width * static_cast<float>(lane + 1) - 6 : left + width - 8;
  }
};

constexpr float later = 0.38f;   // of rows after the cursor

bool can_move(const Grid& grid, const Lane& lane) {
  return lane.state == LaneState::CanMove && grid.view.playback.can_move_thread;
}

std::string state_words(const Lane& lane) {
  switch (lane.state) {
    case LaneState::NotStarted: return "not started";
    case LaneState::CanMove: return lane.next_action.empty() ? "can move" : without_ticks(lane.next_action);
    case LaneState::Blocked: return lane.waiting_for.empty() ? "waits" : concat("waits for ", without_ticks(lane.waiting_for));
    case LaneState::Finished: return "finished";
    case LaneState::Panicked: return "panicked";
  }
  return "";
}

/// 0 to 1: the next moves swell twice after a step, then rest, so that an idle page is still.
float pulse_of(const Painter& painter, std::uint32_t cursor) {
  UiState& state = painter.state;
  if (state.pulsed_cursor != cursor) {
    state.pulsed_cursor = cursor;
    state.pulse_end = state.time + 1.4f;
  }
  const float left = state.pulse_end - state.time;
  if (painter.is_motion_reduced || left <= 0 || left > 1.4f) return 0;
  state.wants_animation = true;
  return 0.5f - 0.5f * std::cos((1.4f - left) / 0.7f * 2 * 3.1415927f);
}

void draw_lane_dot(const Grid& grid, std::uint32_t index, ImVec2 center) {
  const Lane& lane = grid.scene.lanes[index];
  const ImU32 color = grid.color_of(index);
  ImDrawList* list = canvas();
  const float pulse = can_move(grid, lane) ? pulse_of(grid.painter, grid.view.playback.cursor) : 0;
  if (pulse > 0) list->AddCircleFilled(center, 6 + 5 * pulse, faded(color, 0.28f * pulse), 24);
  switch (lane.state) {
    case LaneState::CanMove: list->AddCircleFilled(center, 6, color, 24); break;
    case LaneState::Blocked:
      list->AddCircle(center, 5, color, 24, 2);
      list->AddLine(center - ImVec2(2, 2.5f), center - ImVec2(2, -2.5f), color, 1.5f);
      list->AddLine(center + ImVec2(2, -2.5f), center + ImVec2(2, 2.5f), color, 1.5f);
      break;
    case LaneState::NotStarted: list->AddCircle(center, 5, faded(color, 0.5f), 24, 1.5f); break;
    case LaneState::Finished: draw_icon(list, Icon::Check, center, 15, color); break;
    case LaneState::Panicked: draw_icon(list, Icon::Cross, center, 15, grid.painter.ink(Ink::Bad)); break;
  }
}

std::string explanation_of(const Grid& grid, const Lane& lane) {
  std::string words = concat(lane.name, ": ", state_words(lane));
  if (lane.next_line > 0 && lane.state == LaneState::CanMove) words += concat(" (line ", lane.next_line, ")");
  if (can_move(grid, lane)) words += concat("\nClick to move this thread   ", lane.thread + 1);
  return words;
}

/// A lane's head: its name, what it does next or waits for; pressing it moves the thread.
void draw_head(const Grid& grid, std::uint32_t index, ImVec2 from, ImVec2 to) {
  const Painter& painter = grid.painter;
  const Lane& lane = grid.scene.lanes[index];
  const bool is_movable = can_move(grid, lane);
  const ImU32 color = grid.color_of(index);
  const std::string words = state_words(lane);
  Traits traits;
  traits.is_enabled = is_movable;
  traits.value = words;
  ImGui::PushID(static_cast<int>(index));
  const Touched touched = press_area(painter, Role::Button, {concat("Move ", lane.name), "move"}, from, to, traits, 8);
  ImGui::PopID();
  if (is_movable) {
    fill(from, to, faded(color, touched.is_held ? 0.26f : touched.is_hovered ? 0.2f : 0.11f), 8);
    if (painter.theme.name == "contrast") outline(from, to, color, 8);
  }
  const float name_height = line_height_of(painter, Type::SmallStrong), words_height = line_height_of(painter, Type::Caption);
  const bool has_words = grid.is_wide || grid.width >= 480;
  const float y = from.y + (to.y - from.y - name_height - (has_words ? words_height : 0)) / 2;
  draw_lane_dot(grid, index, ImVec2(from.x + 15, y + name_height / 2));
  const float x = from.x + 28, right = to.x - (is_movable ? 22 : 6);
  draw_elided(painter, ImVec2(x, y), Type::SmallStrong, color, lane.name, right - x);
  if (has_words)
    draw_elided(painter, ImVec2(x, y + name_height), Type::Caption, painter.ink(is_movable ? Ink::Text : Ink::Muted), words, right - x);
  if (is_movable) draw_icon(canvas(), Icon::Play, ImVec2(to.x - 14, (from.y + to.y) / 2), 11, color);
  if (touched.is_hovered) {
    explain_area(painter, touched.id, from, to, explanation_of(grid, lane));
    painter.state.next_hovered_line = lane.next_line;
  }
  if (touched.is_clicked) grid.commands.push_back(MoveThread{lane.thread});
}

/// Heads without words, for phones: a dot and a name, as wide as they need.
float draw_short_heads(const Grid& grid, ImVec2 at, float room) {
  const Painter& painter = grid.painter;
  const float height = painter.target();
  float x = grid.left + 8, y = at.y;
  for (std::uint32_t i = 0; i < grid.scene.lanes.size(); ++i) {
    const Lane& lane = grid.scene.lanes[i];
    const float width = 28 + width_of(painter, Type::SmallStrong, lane.name) + (can_move(grid, lane) ? 26 : 10);
    if (x + width > grid.left + 8 + room && x > grid.left + 8) {
      x = grid.left + 8;
      y += height + 4;
    }
    draw_head(grid, i, ImVec2(x, y), ImVec2(x + width, y + height));
    x += width + 4;
  }
  return y + height - at.y;
}

/// Returns the height of the heads.
float draw_heads(const Grid& grid, ImVec2 at) {
  const Painter& painter = grid.painter;
  const float height = std::max(painter.target(), line_height_of(painter, Type::SmallStrong) + line_height_of(painter, Type::Caption) + 12);
  const auto count = static_cast<std::uint32_t>(grid.scene.lanes.size());
  if (grid.is_wide) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const float x = grid.left + grid.gutter + grid.lane_width * static_cast<float>(i);
      draw_head(grid, i, ImVec2(x + 1, at.y), ImVec2(x + grid.lane_width - 4, at.y + height));
    }
    return height;
  }
  // Rails are too narrow for a head: heads flow in rows above them.
  const float room = grid.width - 16;
  if (grid.width < 480) return draw_short_heads(grid, at, room);
  const int in_row = std::max(1, std::min(static_cast<int>(count), static_cast<int>(room / 150)));
  const float each = room / static_cast<float>(in_row);
  for (std::uint32_t i = 0; i < count; ++i) {
    const ImVec2 from(grid.left + 8 + each * static_cast<float>(static_cast<int>(i) % in_row),
                      at.y + (height + 4) * static_cast<float>(static_cast<int>(i) / in_row));
    draw_head(grid, i, from, from + ImVec2(each - 4, height));
  }
  const int rows = (static_cast<int>(count) + in_row - 1) / in_row;
  return static_cast<float>(rows) * (height + 4) - 4;
}

struct Life { std::uint32_t first = 0, last = 0; bool has_rows = false; };

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
    if (std::min(now, to) > from) fill(ImVec2(x - 1, from), ImVec2(x + 1, std::min(now, to)), faded(color, 0.55f));
    if (to > std::max(now, from)) fill(ImVec2(x - 1, std::max(now, from)), ImVec2(x + 1, to), faded(color, 0.2f));
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
    for (float y = first - std::fmod(first - corner.y, 6.0f); y < std::min(end.y, clip.Max.y) + 14; y += 6)
      canvas()->AddLine(ImVec2(corner.x, y + 12), ImVec2(end.x, y), faded(color, 0.6f * alpha), 1.5f);
    ImGui::PopClipRect();
    outline(corner, end, faded(color, 0.55f * alpha), 4);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(corner - ImVec2(3, 0), end + ImVec2(3, 0)))
      explain_area(grid.painter, 1 + span.from_row * 64 + span.lane, corner, end, concat(grid.scene.lanes[span.lane].name, " waits: ", without_ticks(span.reason)));
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
  if (arrow.kind == ArrowKind::Message || arrow.kind == ArrowKind::Wake) color = painter.ink(Ink::Note);
  color = faded(color, alpha);
  const float bend = std::min(to.y, from.y + grid.row_height - 12);
  ImDrawList* list = canvas();
  list->PathLineTo(from);
  list->PathBezierCubicCurveTo(ImVec2(from.x, bend + (from.y - bend) * 0.2f), ImVec2(to.x, from.y + (bend - from.y) * 0.1f), ImVec2(to.x, bend), 24);
  list->PathLineTo(to);
  list->PathStroke(color, 0, 2);
  list->AddTriangleFilled(to + ImVec2(0, 3), to + ImVec2(-4.5f, -4), to + ImVec2(4.5f, -4), color);
  const ImRect near(ImVec2(std::min(from.x, to.x) - 4, from.y), ImVec2(std::max(from.x, to.x) + 4, from.y + grid.row_height * 0.5f));
  if (!arrow.reason.empty() && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(near.Min, near.Max))
    explain_area(painter, 0x40000000u + arrow.from_row * 8 + static_cast<std::uint32_t>(arrow.kind), near.Min, near.Max, without_ticks(arrow.reason));
}

void draw_row(const Grid& grid, std::uint32_t index) {
  const Painter& painter = grid.painter;
  const EventRow& row = grid.scene.rows[index];
  if (row.lane >= grid.scene.lanes.size()) return;
  UiState& state = painter.state;
  const Lane& lane = grid.scene.lanes[row.lane];
  const bool is_now = index + 1 == grid.scene.rows_done;
  const float alpha = grid.is_done(index) ? 1 : later;
  const float y = grid.row_y(index), half = grid.row_height / 2;
  const ImVec2 from(grid.left + 4, y - half + 1), to(grid.left + grid.width - 4, y + half - 1);
  Traits traits;
  traits.is_checked = is_now;
  traits.value = concat("line ", row.line);
  ImGui::PushID(static_cast<int>(index));
  const Touched touched = press_area(painter, Role::Row, {concat(lane.name, ": ", row.text), "row"}, from, to, traits, 6);
  ImGui::PopID();
  grid.layers->SetCurrentChannel(canvas(), 0);
  if (is_now) fill(from, to, painter.ink(Ink::AccentSoft), 6);
  if (row.is_conflict) fill(from, to, faded(painter.ink(Ink::BadSoft), alpha), 6);
  if (row.is_conflict && is_now) outline(from, to, painter.ink(Ink::Bad), 6);
  if (touched.is_hovered || (row.object_color > 0 && state.hovered_object == row.object_color)) fill(from, to, painter.ink(Ink::Hover), 6);
  grid.layers->SetCurrentChannel(canvas(), 2);

  const ImU32 color = faded(row.is_conflict ? painter.ink(Ink::Bad) : grid.color_of(row.lane), alpha);
  const ImU32 ground = painter.ink(row.is_conflict ? Ink::BadSoft : is_now ? Ink::AccentSoft : Ink::Page);
  // What lies under the mark must not shine through it when it is faint.
  if (alpha < 1) canvas()->AddCircleFilled(ImVec2(grid.rail_x(row.lane), y), 8, painter.ink(Ink::Page), 20);
  draw_event_mark(canvas(), row.kind, ImVec2(grid.rail_x(row.lane), y), color, ground);
  float x = grid.text_x(row.lane);
  const float end = grid.text_end(row.lane);
  const Type type = is_now ? Type::SmallStrong : Type::Small;
  if (!grid.is_wide && grid.name_width > 0) {
    draw_elided(painter, ImVec2(x, y - line_height_of(painter, Type::SmallStrong) / 2), Type::SmallStrong, color, lane.name, grid.name_width - 10);
    x += grid.name_width;
  }
  draw_elided(painter, ImVec2(x, y - line_height_of(painter, type) / 2), type, faded(painter.ink(row.is_conflict ? Ink::Bad : Ink::Text), alpha), without_ticks(row.text), end - x);
  if (row.line > 0) {
    const std::string number = concat(row.line);
    draw_text(painter, ImVec2(grid.left + grid.gutter - 10 - width_of(painter, Type::CodeSmall, number), y - line_height_of(painter, Type::CodeSmall) / 2), Type::CodeSmall,
              faded(painter.ink(is_now ? Ink::Accent : row.is_conflict ? Ink::Bad : Ink::Faint), alpha), number);
  }
  if (touched.is_hovered) {
    state.next_hovered_line = row.line;
    state.next_hovered_object = row.object_color;
    explain(painter, touched, concat(lane.name, " ", words_of(row.kind), row.object.empty() ? "" : ": ", without_ticks(row.object), "\n", without_ticks(row.text), "   ·   line ", row.line, "   ·   step ", row.step + 1));
  }
  if (touched.is_clicked) grid.commands.push_back(SeekStep{row.step + 1});
}

void draw_now_line(const Grid& grid) {
  if (grid.scene.rows_done == 0 || grid.scene.rows_done >= grid.scene.rows.size()) return;
  const float y = std::floor(grid.top + grid.row_height * static_cast<float>(grid.scene.rows_done));
  fill(ImVec2(grid.left + 4, y - 0.5f), ImVec2(grid.left + grid.width - 4, y + 0.5f), faded(grid.painter.ink(Ink::Accent), 0.7f));
}

void draw_rows(const Grid& outer, Area area) {
  const Painter& painter = outer.painter;
  UiState& state = painter.state;
  begin_pane(painter, "thread-rows", area);
  Grid grid = outer;
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  grid.top = origin.y + 6;
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  const auto count = static_cast<std::uint32_t>(grid.scene.rows.size());
  const float height = grid.row_height * static_cast<float>(count) + 12;
  const auto first = static_cast<std::uint32_t>(std::clamp((clip.Min.y - grid.top) / grid.row_height - 1, 0.0f, static_cast<float>(count)));
  const auto last = static_cast<std::uint32_t>(std::clamp((clip.Max.y - grid.top) / grid.row_height + 1, 0.0f, static_cast<float>(count)));

  ImDrawListSplitter layers;
  layers.Split(canvas(), 3);
  layers.SetCurrentChannel(canvas(), 1);
  grid.layers = &layers;
  draw_rails(grid, clip);
  draw_blocked(grid, clip);
  for (const Arrow& arrow : grid.scene.arrows) draw_arrow(grid, arrow, clip);
  layers.SetCurrentChannel(canvas(), 2);
  state.next_hovered_object = 0;
  for (std::uint32_t i = first; i < last; ++i) draw_row(grid, i);
  draw_now_line(grid);
  layers.Merge(canvas());

  if (state.followed_row_cursor != grid.scene.rows_done) {
    state.followed_row_cursor = grid.scene.rows_done;
    const float y = grid.row_height * static_cast<float>(grid.scene.rows_done);
    const float top = ImGui::GetScrollY();
    if (y < top + grid.row_height || y > top + area.height() - 2 * grid.row_height) {
      ImGui::SetScrollY(std::max(y - area.height() * 0.55f, 0.0f));
      state.wants_animation = true;
    }
  }
  end_pane(ImVec2(origin.x, origin.y + height));
  state.hovered_object = state.next_hovered_object;
}

}  // namespace

void draw_threads(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const ThreadsScene* scene = view.stage.threads;
  if (scene == nullptr || scene->lanes.empty()) {
    Traits traits;
    traits.is_enabled = view.playback.can_run;
    if (draw_empty(painter, area, Icon::Explore, "No run yet",
                   "Run the program, or step through it, to see what each thread does and in which order.", "Run it", traits))
      commands.push_back(Run{});
    return;
  }
  Grid grid{painter, view, *scene, commands};
  grid.left = area.from.x;
  grid.width = area.width() - (painter.is_touch ? 4.0f : 10.0f);
  grid.gutter = 40 * painter.scale;
  const auto lanes = static_cast<float>(scene->lanes.size());
  grid.lane_width = (grid.width - grid.gutter) / lanes;
  grid.is_wide = grid.lane_width >= 140 * painter.scale;
  if (grid.is_wide) grid.lane_width = std::min(grid.lane_width, 360 * painter.scale);
  else grid.lane_width = std::min(26.0f, (grid.width * 0.4f) / lanes);
  for (const Lane& lane : scene->lanes)
    if (grid.width >= 400) grid.name_width = std::min(std::max(grid.name_width, width_of(painter, Type::SmallStrong, lane.name) + 14), grid.width * 0.24f);
  grid.row_height = std::ceil((painter.is_touch ? 36.0f : 30.0f) * painter.scale);
  const float heads = draw_heads(grid, ImVec2(area.from.x, area.from.y + 6));
  const float top = area.from.y + heads + 10;
  hairline(painter, ImVec2(area.from.x, top), area.width());
  draw_rows(grid, Area{ImVec2(area.from.x, top + 1), area.to});
}

}  // namespace ui
