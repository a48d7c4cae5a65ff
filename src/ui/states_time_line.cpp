// Who polled whom, when. A column is one poll from outside; what it polls on the way stands below
// it, so that the column, read downwards, is the stack of nested futures.
//
//   job          ○     ○     ●        ○ Pending: the poll returned, the future waits
//     download   ○     ●              ● Ready: it has its value
//       timer    ○     ●
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

using scene::FuturePoll;
using scene::FutureRow;
using scene::FutureWake;
using scene::no_future;
using scene::PollResult;

constexpr float still_to_come = 0.38f;

/// A future; or several small ones of a kind, awaited one after the other within the same future.
struct TimeRow {
  std::vector<std::uint32_t> futures;
};

struct TimeLine {
  const StatesPicture& picture;
  float left = 0, right = 0;        // of the rows
  float track = 0, column_width = 0;  // where the first shown column begins
  float top = 0, row_height = 0;    // of the first row
  std::uint32_t first = 0, shown = 0;  // columns
  bool is_low = false;
  std::vector<TimeRow> rows = {};
  std::vector<std::uint32_t> row_of = {};  // each future's

  float x(float column) const { return track + (column - static_cast<float>(first) + 0.5f) * column_width; }
  float y(std::uint32_t future) const { return top + (static_cast<float>(row_of[future]) + 0.5f) * row_height; }
  bool is_shown(std::uint32_t column) const { return column >= first && column < first + shown; }
  bool is_in_sight(std::uint32_t future) const {
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    return y(future) + row_height > clip.Min.y && y(future) - row_height < clip.Max.y;
  }
};

/// What is awaited stands below who awaits it.
void add_rows(TimeLine& line, std::uint32_t inside) {
  const std::vector<FutureRow>& futures = line.picture.scene.futures;
  for (std::uint32_t i = 0; i < futures.size(); ++i) {
    if (futures[i].inside != inside) continue;
    const std::uint32_t head = line.picture.row_heads[i];
    if (head != i) {
      line.row_of[i] = line.row_of[head];
      line.rows[line.row_of[i]].futures.push_back(i);
      continue;
    }
    line.row_of[i] = static_cast<std::uint32_t>(line.rows.size());
    line.rows.push_back({{i}});
    add_rows(line, i);
  }
}

/// The one of a row that is there now, or was last, or comes first.
std::uint32_t present_of(const TimeLine& line, const TimeRow& row) {
  std::uint32_t found = row.futures[0];
  for (const std::uint32_t future : row.futures)
    if (line.picture.scene.futures[future].is_made) found = future;
  return found;
}

void draw_poll_mark(const Painter& painter, PollResult result, ImVec2 at, float radius, ImU32 color, ImU32 ground) {
  ImDrawList* list = canvas();
  list->AddCircleFilled(at, radius + 1.5f, ground, 24);
  switch (result) {
    case PollResult::Pending:
      list->AddCircle(at, radius - 0.5f, color, 24, 2);
      return;
    case PollResult::Ready:
      list->AddCircleFilled(at, radius, color, 24);
      return;
    case PollResult::Panicked:
      draw_icon(list, Icon::Cross, at, radius * 2.4f, painter.ink(Ink::Bad));
      return;
    case PollResult::Running:
      list->AddCircle(at, radius - 0.5f, color, 24, 1.5f);
      list->AddCircleFilled(at, 2, color, 12);
      return;
  }
}

std::string_view result_words(PollResult result) {
  switch (result) {
    case PollResult::Pending: return "Pending";
    case PollResult::Ready: return "Ready";
    case PollResult::Panicked: return "panics";
    case PollResult::Running: return "does not return";
  }
  return "";
}

float legend_height(const Painter& painter) { return line_height_of(painter, Type::SmallStrong) + 8; }

void draw_legend(const Painter& painter, ImVec2 at, float right, bool has_wakes) {
  const float height = legend_height(painter) - 4;
  draw_text(painter, at, Type::SmallStrong, painter.ink(Ink::Heading), "Polls");
  note_widget(painter, Role::Heading, "Polls", at, at + ImVec2(60, height));
  const float y = at.y + line_height_of(painter, Type::SmallStrong) / 2;
  const float text_y = y - line_height_of(painter, Type::Caption) / 2;
  float x = right;
  const ImU32 color = painter.ink(Ink::Muted);
  if (has_wakes) {
    x -= width_of(painter, Type::Caption, "wake");
    draw_text(painter, ImVec2(x, text_y), Type::Caption, color, "wake");
    x -= 10;
    canvas()->AddTriangleFilled(ImVec2(x, y + 4), ImVec2(x - 4, y - 3), ImVec2(x + 4, y - 3), painter.ink(Ink::Warn));
    x -= 14;
  }
  const auto entry = [&](PollResult result, std::string_view words) {
    x -= width_of(painter, Type::Caption, words);
    draw_text(painter, ImVec2(x, text_y), Type::Caption, color, words);
    x -= 10;
    draw_poll_mark(painter, result, ImVec2(x, y), 4.5f, color, painter.ink(Ink::Page));
    x -= 16;
  };
  entry(PollResult::Ready, "Ready");
  entry(PollResult::Pending, "Pending");
}

bool has_several_pollers(const scene::StatesScene& scene) {
  for (const FuturePoll& poll : scene.polls)
    if (poll.thread != scene.polls[0].thread) return true;
  return false;
}
float pollers_height(const StatesPicture& picture) {
  return has_several_pollers(picture.scene) ? line_height_of(picture.painter, Type::Caption) + 6 : 0;
}

/// With several threads, each poll from outside stands under the name of the thread that polls.
void draw_pollers(const TimeLine& line, float y) {
  const Painter& painter = line.picture.painter;
  const std::vector<FuturePoll>& polls = line.picture.scene.polls;
  if (!has_several_pollers(line.picture.scene)) return;
  for (std::size_t i = 0; i < polls.size();) {
    const FuturePoll& poll = polls[i];
    std::size_t end = i + 1;
    std::uint32_t last = poll.last_column;
    while (end < polls.size() && (polls[end].depth > 0 || polls[end].thread == poll.thread)) {
      last = std::max(last, polls[end].last_column);
      ++end;
    }
    i = end;
    if (last < line.first || poll.column >= line.first + line.shown) continue;
    const float from = line.x(static_cast<float>(std::max(poll.column, line.first))) - line.column_width / 2;
    const float to = line.x(static_cast<float>(std::min(last, line.first + line.shown - 1))) + line.column_width / 2;
    const ImU32 color = painter.lane(poll.thread);
    fill(ImVec2(from + 1, y), ImVec2(to - 1, y + 3), color, 1.5f);
    draw_elided(painter, ImVec2(from + 2, y + 4), Type::Caption, color, poll.thread_name, to - from - 3);
  }
}

void draw_future_name(const TimeLine& line, const TimeRow& time_row, float width) {
  const std::uint32_t index = present_of(line, time_row);
  const StatesPicture& picture = line.picture;
  const Painter& painter = picture.painter;
  const FutureRow& row = picture.scene.futures[index];
  const float alpha = !row.is_made ? still_to_come : row.is_gone ? 0.62f : 1;
  const float middle = line.y(index), half = line.row_height / 2;
  const ImVec2 from(line.left, middle - half + 1), to(line.left + width - 4, middle + half - 1);
  Traits traits;
  const std::string name(time_row.futures.size() > 1 ? bare_name(row) : std::string_view(row.name));
  const std::string words = words_of_future(picture.scene, index);
  traits.value = words;
  traits.is_checked = row.is_running;
  ImGui::PushID(static_cast<int>(index));
  const Touched touched = press_area(painter, Role::Row, {name, "future"}, from, to, traits, 6);
  ImGui::PopID();
  if (row.is_running) fill(from, to, faded(picture.color_of(index), 0.13f), 6);
  if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 6);
  const float indent = 10 * static_cast<float>(std::min(row.depth, 4u));
  const float x = line.left + 16 + indent;
  const ImU32 color = faded(picture.color_of(index), alpha);
  const float words_height = line.is_low ? 0 : line_height_of(painter, Type::Caption);
  const ImVec2 dot(line.left + 8 + indent, middle - words_height / 2);
  if (row.is_made && !row.is_gone) canvas()->AddCircleFilled(dot, 4, color, 20);
  else canvas()->AddCircle(dot, 3.5f, color, 20, 1.5f);
  const float name_height = line_height_of(painter, Type::SmallStrong);
  const float y = middle - (name_height + words_height) / 2;
  draw_elided(painter, ImVec2(x, y), Type::SmallStrong, color, name, to.x - x - 2);
  if (!line.is_low)
    draw_elided(painter, ImVec2(x, y + name_height), Type::Caption,
              faded(painter.ink(row.is_dropped_early ? Ink::Bad : Ink::Muted), row.is_made ? 1 : 0.6f),
              words, to.x - x - 2);
  if (touched.is_hovered) {
    std::string text = concat(row.name, ": ", words);
    if (!row.place.empty() && !row.is_gone) text += concat("\nlies ", row.place);
    for (const scene::Variable& value : row.values) text += concat("\n", value.name, " = ", value.value);
    explain(painter, touched, text);
    if (row.machine != no_future) {
      const scene::FutureMachine& machine = picture.scene.machines[row.machine];
      const std::uint32_t waits = machine.states[row.state].line;
      painter.state.next_hovered_line = waits > 0 ? waits : machine.line;
    }
  }
  if (touched.is_clicked) painter.state.wanted_machine = row.machine;
}

void draw_poll(const TimeLine& line, std::uint32_t index, std::uint32_t number) {
  const StatesPicture& picture = line.picture;
  const Painter& painter = picture.painter;
  const FuturePoll& poll = picture.scene.polls[index];
  if (!line.is_shown(poll.column) || !line.is_in_sight(poll.future)) return;
  const FutureRow& row = picture.scene.futures[poll.future];
  const ImVec2 at(line.x(static_cast<float>(poll.column)), line.y(poll.future));
  const bool is_under_way = poll.has_begun && !poll.is_over;
  const PollResult result = is_under_way ? PollResult::Running : poll.result;
  const float radius = std::min(6.5f, line.column_width / 2 - 2);
  const ImVec2 reach(line.column_width / 2, std::min(line.row_height / 2, painter.is_touch ? 22.0f : 15.0f));
  Traits traits;
  traits.is_checked = is_under_way;
  traits.value = is_under_way ? "under way" : std::string(result_words(poll.result));
  ImGui::PushID(static_cast<int>(index));
  const Touched touched =
      press_area(painter, Role::Row, {concat(row.name, ", poll ", number), "poll"}, at - reach, at + reach, traits, 6);
  ImGui::PopID();
  if (touched.is_hovered) fill(at - reach, at + reach, painter.ink(Ink::Hover), 6);
  const ImU32 color = faded(picture.color_of(poll.future), poll.has_begun ? 1 : still_to_come);
  draw_poll_mark(painter, result, at, radius, color, painter.ink(Ink::Page));
  if (touched.is_hovered) {
    std::string words = concat(poll.thread_name, " polls ", row.name, ": ", result_words(poll.result));
    if (row.machine != no_future) {
      const std::vector<scene::MachineState>& states = picture.scene.machines[row.machine].states;
      words += concat("\n", states[poll.from_state].name, " → ", states[poll.to_state].name);
      const std::uint32_t waits = states[poll.to_state].line;
      if (waits > 0) words += concat(", which waits at line ", waits);
      painter.state.next_hovered_line = waits > 0 ? waits : states[poll.from_state].line;
    }
    explain(painter, touched, concat(words, "\nsteps ", poll.begin_step, " to ", poll.end_step));
  }
  if (touched.is_clicked) picture.commands.push_back(SeekStep{poll.end_step});
}

/// From a poll down to those within it.
void draw_stems(const TimeLine& line) {
  const StatesPicture& picture = line.picture;
  const std::vector<FuturePoll>& polls = picture.scene.polls;
  for (std::size_t i = 0; i < polls.size(); ++i) {
    const FuturePoll& inner = polls[i];
    if (inner.depth == 0 || !line.is_shown(inner.column)) continue;
    std::size_t outer = i;
    while (outer > 0 && !(polls[outer].thread == inner.thread && polls[outer].depth + 1 == inner.depth)) --outer;
    const FuturePoll& around = polls[outer];
    const ImU32 color = faded(picture.color_of(inner.future), inner.has_begun ? 0.75f : 0.25f);
    const ImVec2 to(line.x(static_cast<float>(inner.column)), line.y(inner.future));
    const ImVec2 from(line.x(static_cast<float>(std::max(around.column, line.first))), line.y(around.future));
    if (from.x != to.x) canvas()->AddLine(from, ImVec2(to.x, from.y), color, 1.5f);
    canvas()->AddLine(ImVec2(to.x, from.y), to, color, 1.5f);
  }
}

/// From who wakes to who is to be polled again, between the polls.
void draw_wakes(const TimeLine& line) {
  const StatesPicture& picture = line.picture;
  const Painter& painter = picture.painter;
  std::uint32_t number = 0;
  for (const FutureWake& wake : picture.scene.wakes) {
    ++number;
    if (wake.future == no_future || picture.scene.polls.empty() || !line.is_shown(wake.column)) continue;
    const ImU32 color = faded(painter.ink(Ink::Warn), wake.has_happened ? 1 : still_to_come);
    const float x = line.x(static_cast<float>(wake.column) + 0.5f);
    const float to = line.y(wake.future), from = wake.by != no_future ? line.y(wake.by) : line.top - 4;
    const float sign = from < to ? -1.0f : 1.0f;
    const float end = to + sign * 2;
    ImDrawList* list = canvas();
    if (std::fabs(from - to) > 4) {
      list->AddLine(ImVec2(x, from), ImVec2(x, end + sign * 5), color, 1.5f);
      list->AddCircleFilled(ImVec2(x, from), 2.5f, color, 12);
    }
    list->AddTriangleFilled(ImVec2(x, end), ImVec2(x - 4, end + sign * 7), ImVec2(x + 4, end + sign * 7), color);
    const std::string by = wake.by != no_future ? picture.scene.futures[wake.by].name : wake.thread_name;
    const std::string name = concat(by, " wakes ", picture.scene.futures[wake.future].name);
    const ImVec2 low(x - 5, std::min(from, to) - 2), high(x + 5, std::max(from, to) + 9);
    ImGui::PushID(static_cast<int>(number));
    Traits traits;
    traits.value = concat("line ", wake.line);
    const Touched touched = press_area(painter, Role::Row, {name, "wake"}, low, high, traits, 4);
    ImGui::PopID();
    if (touched.is_hovered) {
      explain(painter, touched, concat(name, wake.line > 0 ? concat("   ·   line ", wake.line) : std::string()));
      painter.state.next_hovered_line = wake.line;
    }
    if (touched.is_clicked) picture.commands.push_back(SeekStep{wake.step});
  }
}

}  // namespace

float time_row_height(const Painter& painter, TimeRows rows) {
  const float name = line_height_of(painter, Type::SmallStrong);
  if (rows == TimeRows::Low) return std::max(painter.is_touch ? 34.0f : 0.0f, name + 6);
  return std::max(painter.is_touch ? 44.0f : 0.0f, name + line_height_of(painter, Type::Caption) + 8);
}

float time_line_height(const StatesPicture& picture, TimeRows rows) {
  TimeLine line{picture};
  line.row_of.resize(picture.scene.futures.size());
  add_rows(line, no_future);
  return legend_height(picture.painter) + pollers_height(picture) +
         time_row_height(picture.painter, rows) * static_cast<float>(line.rows.size());
}

float draw_time_line(const StatesPicture& picture, Area area, TimeRows rows) {
  const Painter& painter = picture.painter;
  const scene::StatesScene& scene = picture.scene;
  TimeLine line{picture};
  line.left = area.from.x;
  line.right = area.to.x;
  line.row_of.resize(scene.futures.size());
  add_rows(line, no_future);
  line.is_low = rows == TimeRows::Low;
  bool has_wakes = false;
  for (const FutureWake& wake : scene.wakes) has_wakes |= wake.future != no_future;
  draw_legend(painter, area.from, area.to.x, has_wakes);
  float y = area.from.y + legend_height(painter);

  float names = line.is_low ? 60.0f : 96.0f;
  for (const FutureRow& row : scene.futures)
    names = std::max(names, 34 + 10 * static_cast<float>(std::min(row.depth, 4u)) +
                                std::max(width_of(painter, Type::SmallStrong, row.name),
                                         line.is_low ? 0.0f : width_of(painter, Type::Caption, "Suspend0, line 00")));
  names = std::min(names, area.width() * 0.52f);
  line.row_height = time_row_height(painter, rows);
  line.track = area.from.x + names;
  const float room = area.to.x - line.track;
  const float least = painter.is_touch ? 26.0f : 18.0f;
  const auto columns = static_cast<float>(std::max(scene.columns, 1u));
  line.column_width = std::clamp(room / columns, least, 40.0f);
  line.shown = std::max(1u, static_cast<std::uint32_t>(room / line.column_width));
  // Of more columns than fit, those around the cursor.
  if (scene.columns > line.shown) {
    const std::uint32_t before = line.shown * 2 / 3;
    line.first = std::min(scene.cursor_column > before ? scene.cursor_column - before : 0, scene.columns - line.shown);
  }
  draw_pollers(line, y);
  y += pollers_height(picture);
  line.top = y;
  const float bottom = y + line.row_height * static_cast<float>(line.rows.size());

  if (scene.cursor_column > 0 && line.is_shown(scene.cursor_column - 1)) {
    const float x = line.x(static_cast<float>(scene.cursor_column - 1));
    fill(ImVec2(x - line.column_width / 2 + 1, y), ImVec2(x + line.column_width / 2 - 1, bottom), painter.ink(Ink::AccentSoft), 6);
  }
  for (const TimeRow& row : line.rows) {
    if (!line.is_in_sight(row.futures[0])) continue;
    const float middle = line.y(row.futures[0]);
    fill(ImVec2(line.track, middle - 0.5f), ImVec2(line.right, middle + 0.5f), painter.ink(Ink::Hairline));
    draw_future_name(line, row, names);
  }
  draw_stems(line);
  draw_wakes(line);
  std::vector<std::uint32_t> numbers(scene.futures.size());
  for (std::uint32_t i = 0; i < scene.polls.size(); ++i) draw_poll(line, i, ++numbers[scene.polls[i].future]);
  float end = bottom;
  const auto say = [&](std::string_view words) {
    draw_elided(painter, ImVec2(line.left, end + 6), Type::Caption, painter.ink(Ink::Faint), words, area.width());
    end += line_height_of(painter, Type::Caption) + 6;
  };
  if (line.first > 0) say(concat(line.first, " earlier ", line.first == 1 ? "poll" : "polls", " to the left"));
  if (!scene.has_all_polls) say("Later polls were not noted: there were too many.");
  return end - area.from.y;
}

}  // namespace ui
