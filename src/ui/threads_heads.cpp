// The heads of the lanes: who each thread is, what it does next or waits for, and the way to move
// it.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/threads_grid.h"

namespace ui {
namespace {

using scene::Lane;
using scene::LaneState;

bool can_move(const Grid& grid, const Lane& lane) {
  return lane.state == LaneState::CanMove && grid.view.playback.can_move_thread;
}

std::string state_words(const Lane& lane) {
  switch (lane.state) {
    case LaneState::NotStarted:
      return "not started";
    case LaneState::CanMove:
      return lane.next_action.empty() ? "stopped" : without_ticks(lane.next_action);
    case LaneState::Blocked:
      return lane.waiting_for.empty() ? "waits"
                                      : concat("waits for ", without_ticks(lane.waiting_for));
    case LaneState::Finished:
      return "finished";
    case LaneState::Panicked:
      return "panicked";
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
    case LaneState::CanMove:
      list->AddCircleFilled(center, 6, color, 24);
      break;
    case LaneState::Blocked:
      list->AddCircle(center, 5, color, 24, 2);
      list->AddLine(center - ImVec2(2, 2.5f), center - ImVec2(2, -2.5f), color, 1.5f);
      list->AddLine(center + ImVec2(2, -2.5f), center + ImVec2(2, 2.5f), color, 1.5f);
      break;
    case LaneState::NotStarted:
      list->AddCircle(center, 5, faded(color, 0.5f), 24, 1.5f);
      break;
    case LaneState::Finished:
      draw_icon(list, Icon::Check, center, 15, color);
      break;
    case LaneState::Panicked:
      draw_icon(list, Icon::Cross, center, 15, grid.painter.ink(Ink::Bad));
      break;
  }
}

std::string explanation_of(const Grid& grid, const Lane& lane) {
  std::string words = concat(lane.name, ": ", state_words(lane));
  if (lane.next_line > 0 && lane.state == LaneState::CanMove)
    words += concat(" (line ", lane.next_line, ")");
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
  const Touched touched =
      press_area(painter, Role::Button, {concat("Move ", lane.name), "move"}, from, to, traits, 8);
  ImGui::PopID();
  if (is_movable) {
    fill(from, to, faded(color, touched.is_held ? 0.26f : touched.is_hovered ? 0.2f : 0.11f), 8);
    if (painter.theme.name == "contrast") outline(from, to, color, 8);
  }
  const float name_height = line_height_of(painter, Type::SmallStrong),
              words_height = line_height_of(painter, Type::Caption);
  const bool has_words = grid.is_wide || grid.width >= 480;
  const float y = from.y + (to.y - from.y - name_height - (has_words ? words_height : 0)) / 2;
  draw_lane_dot(grid, index, ImVec2(from.x + 15, y + name_height / 2));
  const float x = from.x + 28, right = to.x - (is_movable ? 22 : 6);
  draw_elided(painter, ImVec2(x, y), Type::SmallStrong, color, lane.name, right - x);
  if (has_words)
    draw_elided(painter, ImVec2(x, y + name_height), Type::Caption,
                painter.ink(is_movable ? Ink::Text : Ink::Muted), words, right - x);
  if (is_movable)
    draw_icon(canvas(), Icon::Play, ImVec2(to.x - 14, (from.y + to.y) / 2), 11, color);
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
    const float width =
        28 + width_of(painter, Type::SmallStrong, lane.name) + (can_move(grid, lane) ? 26 : 10);
    if (x + width > grid.left + 8 + room && x > grid.left + 8) {
      x = grid.left + 8;
      y += height + 4;
    }
    draw_head(grid, i, ImVec2(x, y), ImVec2(x + width, y + height));
    x += width + 4;
  }
  return y + height - at.y;
}

/// For whoever has moved threads by hand long enough.
float draw_ways_on(const Grid& grid, ImVec2 at, float right) {
  const Painter& painter = grid.painter;
  ButtonStyle style;
  style.icon = Icon::Play;
  style.tip = "Run on from here by itself   F";
  float x = at.x;
  if (button(painter, {"Finish for me", "finish"}, at, style, {}, &x)) grid.commands.push_back(Run{true});
  style.icon = Icon::Explore;
  style.tip = "Search all runs for one that fails, with as few switches of thread as can be";
  const std::string_view name = "Shortest way to a failure";
  x += 6;
  if (grid.view.stage.is_to_be_driven) return painter.target();   // that would be the answer
  if (x + button_size(painter, name, style).x <= right &&
      button(painter, {name, "failure"}, ImVec2(x, at.y), style, Traits::enabled(grid.view.playback.can_explore)))
    grid.commands.push_back(LoadOutcome{LoadOutcome::shortest_failure});
  return painter.target();
}

std::string said_of_store(const Grid& grid, const scene::StoreEntry& store) {
  const auto& lanes = grid.scene.lanes;
  std::string words = store.lane < lanes.size() ? concat(store.value, ", stored by ", lanes[store.lane].name) : concat(store.value, ", there from the start");
  for (const std::uint32_t lane : store.readers)
    if (lane < lanes.size()) words += concat(lane == store.readers[0] ? "; may be read by " : ", ", lanes[lane].name);
  return store.readers.empty() ? concat(words, "; nobody can read it any more") : words;
}

/// The stores to an atomic, oldest first, each with a dot for every thread that may still read it.
float draw_stores(const Grid& grid, const scene::StoreList& list, ImVec2 at, float right) {
  const Painter& painter = grid.painter;
  const float height = chip_height(painter), text_y = (height - line_height_of(painter, Type::Small)) / 2;
  const ImU32 color = color_of_object(painter, list.object_color);
  const std::string name = concat(without_ticks(list.object), list.earlier > 0 ? " …" : "");
  draw_text(painter, at + ImVec2(0, text_y), Type::SmallStrong, color, name);
  float x = at.x + width_of(painter, Type::SmallStrong, name) + 8, y = at.y;
  for (std::size_t i = 0; i < list.stores.size(); ++i) {
    const scene::StoreEntry& store = list.stores[i];
    const auto dots = static_cast<float>(store.readers.size());
    const float width = 16 + width_of(painter, Type::Small, store.value) + (dots > 0 ? 4 + 11 * dots : 0);
    if (x + width > right && x > at.x + 16) x = at.x + 16, y += height + 4;
    const ImVec2 from(x, y), to(x + width, y + height);
    const bool is_readable = dots > 0;
    fill(from, to, faded(color, is_readable ? 0.14f : 0.05f), 6);
    if (store.lane < grid.scene.lanes.size()) outline(from, to, faded(grid.color_of(store.lane), is_readable ? 0.8f : 0.3f), 6);
    draw_text(painter, from + ImVec2(8, text_y), Type::Small, painter.ink(is_readable ? Ink::Text : Ink::Faint), store.value);
    float dot = to.x - 8 - 11 * dots + 6;
    for (const std::uint32_t lane : store.readers) {
      if (lane < grid.scene.lanes.size()) canvas()->AddCircleFilled(ImVec2(dot, y + height / 2), 4, grid.color_of(lane), 16);
      dot += 11;
    }
    const std::string words = said_of_store(grid, store);
    note_widget(painter, Role::Status, concat(without_ticks(list.object), ": ", words), from, to);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(from, to))
      explain_area(painter, 0x30000000u + list.object_color * 64 + static_cast<std::uint32_t>(i), from, to, words);
    x += width + 5;
  }
  return y + height - at.y;
}

}  // namespace

float draw_heads(const Grid& grid, ImVec2 at) {
  const Painter& painter = grid.painter;
  const float height = std::max(painter.target(), line_height_of(painter, Type::SmallStrong) +
                                                      line_height_of(painter, Type::Caption) + 12);
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

float draw_choices(const Grid& grid, ImVec2 at) {
  const Painter& painter = grid.painter;
  const float left = grid.left + 8, right = grid.left + grid.width - 8;
  float y = at.y;
  for (std::uint32_t i = 0; i < grid.scene.lanes.size(); ++i) {
    const Lane& lane = grid.scene.lanes[i];
    if (lane.choices.empty() || !can_move(grid, lane)) continue;
    float x = left;
    const std::string words = concat(lane.name, ": ", without_ticks(lane.next_action));
    y += 4;
    draw_text(painter, ImVec2(x, y + (painter.target() - line_height_of(painter, Type::Small)) / 2),
              Type::Small, grid.color_of(i), words);
    x += width_of(painter, Type::Small, words) + 10;
    ImGui::PushID(static_cast<int>(i));
    for (std::uint32_t k = 0; k < lane.choices.size(); ++k) {
      const scene::MoveChoice& choice = lane.choices[k];
      ButtonStyle style;
      style.look = Look::Outlined;
      const float width = button_size(painter, choice.text, style).x;
      if (x + width > right && x > left + 24) {
        x = left + 24;
        y += painter.target() + 4;
      }
      ImGui::PushID(static_cast<int>(k));
      if (button(painter, {choice.text, "choice"}, ImVec2(x, y), style, {}, &x))
        grid.commands.push_back(MoveThread{lane.thread, choice});
      ImGui::PopID();
      x += 6;
    }
    ImGui::PopID();
    y += painter.target();
  }
  if (grid.view.playback.can_move_thread && grid.scene.lanes.size() > 1) y += draw_ways_on(grid, ImVec2(left, y + 4), right) + 4;
  float x = left;
  for (const std::string& content : grid.scene.contents) {
    const std::string text = without_ticks(content);
    const ChipStyle style{painter.ink(Ink::Note), painter.ink(Ink::NoteSoft)};
    const float width = chip(painter, ImVec2(), text, style, Pass::Measure);
    if (x == left || x + width > right) y += x == left ? 6 : chip_height(painter) + 4, x = left;
    chip(painter, ImVec2(x, y), text, style);
    note_widget(painter, Role::Status, text, ImVec2(x, y), ImVec2(x + width, y + chip_height(painter)));
    x += width + 6;
  }
  if (x > left) y += chip_height(painter) + 2;
  for (const scene::StoreList& list : grid.scene.stores)
    if (!list.stores.empty()) y += draw_stores(grid, list, ImVec2(left, y + 6), right) + 6;
  return y - at.y;
}

}  // namespace ui
