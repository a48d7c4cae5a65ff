// Lanes side by side, time running down. With room, each event's words stand in its own lane;
// without, the lanes become narrow rails and all words stand to their right. Only rows in sight are
// drawn.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/threads_grid.h"

namespace ui {
namespace {

using scene::Arrow;
using scene::EventRow;
using scene::Lane;
using scene::ThreadsScene;

/// With the name that everybody gives to what Rust calls compare_exchange.
std::string shortened(std::string words) {
  for (const std::string_view method : {"compare_exchange_weak", "compare_exchange"})
    if (const std::size_t at = words.find(method); at != words.npos) return words.replace(at, method.size(), "CAS");
  return words;
}

/// The words of a row around its middle, the variable that they are about in its colour. Words too long
/// for one line are set small in two.
void draw_words(const Grid& grid, const EventRow& row, ImVec2 middle, Type type, float alpha, float end) {
  const Painter& painter = grid.painter;
  const std::string text = without_ticks(row.text), object = without_ticks(row.object);
  const ImU32 plain = faded(painter.ink(row.is_conflict ? Ink::Bad : Ink::Text), alpha);
  ImVec2 at = middle - ImVec2(0, line_height_of(painter, type) / 2);
  if (width_of(painter, type, text) > end - at.x) {
    const std::vector<std::string_view> lines = wrapped_lines(painter, Type::Caption, text, end - at.x);
    const bool has_room = lines.size() == 2 && width_of(painter, Type::Caption, lines[0]) <= end - at.x;
    if (!has_room) return draw_elided(painter, at, type, plain, shortened(text), end - at.x);
    const float height = line_height_of(painter, Type::Caption), overlap = 3;
    draw_text(painter, middle - ImVec2(0, height - overlap / 2), Type::Caption, plain, lines[0]);
    return draw_elided(painter, middle - ImVec2(0, overlap / 2), Type::Caption, plain, lines[1], end - at.x);
  }
  const std::size_t begin = object.empty() ? std::string::npos : text.find(object);
  if (begin == std::string::npos || row.object_color == 0 || row.is_conflict)
    return draw_text(painter, at, type, plain, text);
  const std::string_view all = text, pieces[] = {all.substr(0, begin), all.substr(begin, object.size()), all.substr(begin + object.size())};
  for (int i = 0; i < 3; ++i) {
    draw_text(painter, at, type, i == 1 ? faded(color_of_object(painter, row.object_color), alpha) : plain, pieces[i]);
    at.x += width_of(painter, type, pieces[i]);
  }
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
  const Touched touched = press_area(painter, Role::Row, {concat(lane.name, ": ", row.text), "row"},
                                     from, to, traits, 6);
  ImGui::PopID();
  grid.layers->SetCurrentChannel(canvas(), 0);
  if (is_now) fill(from, to, painter.ink(Ink::AccentSoft), 6);
  if (row.is_conflict) fill(from, to, faded(painter.ink(Ink::BadSoft), alpha), 6);
  if (row.is_conflict && is_now) outline(from, to, painter.ink(Ink::Bad), 6);
  if (touched.is_hovered || (row.object_color > 0 && state.hovered_object == row.object_color))
    fill(from, to, painter.ink(Ink::Hover), 6);
  grid.layers->SetCurrentChannel(canvas(), 2);

  const ImU32 color =
      faded(row.is_conflict ? painter.ink(Ink::Bad) : grid.color_of(row.lane), alpha);
  const ImU32 ground = painter.ink(row.is_conflict ? Ink::BadSoft
                                   : is_now        ? Ink::AccentSoft
                                                   : Ink::Page);
  // What lies under the mark must not shine through it when it is faint.
  if (alpha < 1)
    canvas()->AddCircleFilled(ImVec2(grid.rail_x(row.lane), y), 8, painter.ink(Ink::Page), 20);
  draw_event_mark(canvas(), row.kind, ImVec2(grid.rail_x(row.lane), y), color, ground);
  float x = grid.text_x(row.lane);
  const float end = grid.words_end(row.lane, index);
  const Type type = is_now ? Type::SmallStrong : Type::Small;
  if (!grid.is_wide && grid.name_width > 0) {
    draw_elided(painter, ImVec2(x, y - line_height_of(painter, Type::SmallStrong) / 2),
                Type::SmallStrong, color, lane.name, grid.name_width - 10);
    x += grid.name_width;
  }
  draw_words(grid, row, ImVec2(x, y), type, alpha, end);
  if (row.line > 0) {
    const std::string number = concat(row.line);
    draw_text(painter,
              ImVec2(grid.left + grid.gutter - 10 - width_of(painter, Type::CodeSmall, number),
                     y - line_height_of(painter, Type::CodeSmall) / 2),
              Type::CodeSmall,
              is_now ? painter.ink(Ink::Accent) : color, number);
  }
  if (touched.is_hovered) {
    state.next_hovered_line = row.line;
    state.next_hovered_object = row.object_color;
    // A row speaks for itself, but for its mark and for what had to be cut.
    const bool is_cut = width_of(painter, type, without_ticks(row.text)) > end - x;
    if (is_cut || std::abs(ImGui::GetIO().MousePos.x - grid.rail_x(row.lane)) < 12)
      explain(painter, touched, concat(lane.name, " ", words_of(row.kind), "\n", without_ticks(row.text)));
  }
  if (touched.is_clicked) grid.commands.push_back(SeekStep{row.step + 1});
}

void draw_now_line(const Grid& grid) {
  if (grid.scene.rows_done == 0 || grid.scene.rows_done >= grid.scene.rows.size()) return;
  const float y = std::floor(grid.top + grid.row_height * static_cast<float>(grid.scene.rows_done));
  fill(ImVec2(grid.left + 4, y - 0.5f), ImVec2(grid.left + grid.width - 4, y + 0.5f),
       faded(grid.painter.ink(Ink::Accent), 0.7f));
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
  const auto first = static_cast<std::uint32_t>(
      std::clamp((clip.Min.y - grid.top) / grid.row_height - 1, 0.0f, static_cast<float>(count)));
  const auto last = static_cast<std::uint32_t>(
      std::clamp((clip.Max.y - grid.top) / grid.row_height + 1, 0.0f, static_cast<float>(count)));

  ImDrawListSplitter layers;
  layers.Split(canvas(), 3);
  layers.SetCurrentChannel(canvas(), 1);
  grid.layers = &layers;
  grid.lives = lives_of(grid.scene);
  draw_rails(grid, clip);
  draw_blocked(grid, clip);
  draw_bars(grid, clip);
  for (const Arrow& arrow : grid.scene.arrows) draw_arrow(grid, arrow, clip);
  layers.SetCurrentChannel(canvas(), 2);
  state.next_hovered_object = 0;
  for (std::uint32_t i = first; i < last; ++i) draw_row(grid, i);
  draw_now_line(grid);
  const float waits = draw_waits(grid);
  layers.Merge(canvas());

  if (state.followed_row_cursor != grid.scene.rows_done || state.followed_rows_height > area.height()) {
    state.followed_row_cursor = grid.scene.rows_done;
    const float y = grid.row_height * static_cast<float>(grid.scene.rows_done);
    const float top = ImGui::GetScrollY();
    if (y < top + grid.row_height || y + waits > top + area.height() - 2 * grid.row_height) {
      ImGui::SetScrollY(std::max(y + waits - area.height() * (waits > 0 ? 1.0f : 0.55f), 0.0f));
      state.wants_animation = true;
    }
  }
  state.followed_rows_height = area.height();
  end_pane(ImVec2(origin.x, origin.y + height + waits));
  state.hovered_object = state.next_hovered_object;
}

}  // namespace

void draw_threads(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const ThreadsScene* scene = view.stage.threads;
  if (scene == nullptr || scene->lanes.empty()) {
    Traits traits;
    traits.is_enabled = view.playback.can_run;
    if (view.stage.is_to_be_driven) {
      if (draw_empty(painter, area, Icon::Explore, "You choose which thread moves",
                     "After the first step the threads stand here side by side. Press the head of the one that shall move next.",
                     "First step", traits, Icon::StepForward))
        commands.push_back(StepForward{});
      return;
    }
    if (draw_empty(
            painter, area, Icon::Explore, "No run yet",
            "Run the program, or step through it, to see what each thread does and in which order.",
            "Run it", traits))
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
  if (grid.is_wide)
    grid.lane_width = std::min(grid.lane_width, 360 * painter.scale);
  else
    grid.lane_width = std::min(26.0f, (grid.width * 0.4f) / lanes);
  for (const Lane& lane : scene->lanes)
    if (grid.width >= 400)
      grid.name_width =
          std::min(std::max(grid.name_width, width_of(painter, Type::SmallStrong, lane.name) + 14),
                   grid.width * 0.24f);
  grid.row_height = std::ceil((painter.is_touch ? 36.0f : 30.0f) * painter.scale);
  float heads = draw_heads(grid, ImVec2(area.from.x, area.from.y + 6));
  heads += draw_choices(grid, ImVec2(area.from.x, area.from.y + 6 + heads));
  const float top = area.from.y + heads + 10;
  hairline(painter, ImVec2(area.from.x, top), area.width());
  draw_rows(grid, Area{ImVec2(area.from.x, top + 1), area.to});
}

}  // namespace ui
