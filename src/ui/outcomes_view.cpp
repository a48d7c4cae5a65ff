// What exploring found: a row for each distinct way the program can end.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

/// The output in one line; empty if the title says it already.
std::string shown_output(const scene::OutcomeRow& row) {
  if (row.title.find(trimmed(row.output)) != std::string::npos) return {};
  std::string out;
  for (const std::string_view line : split_lines(trimmed(row.output))) {
    if (!out.empty()) out += "  ·  ";
    out += line;
  }
  return out;
}

struct Columns {
  float left, right;
};

/// Returns the height.
float draw_outcome(const Painter& painter, Commands& commands, const scene::OutcomeRow& row,
                   std::uint32_t index, std::uint64_t total, Columns columns,
                   float y) {
  const Tone tone = tone_of(row.kind);
  const bool is_narrow = columns.right - columns.left < 620;
  const float padding = 14, left = columns.left + padding, right = columns.right - padding;
  ButtonStyle style;
  style.look = row.is_loaded ? Look::Plain : Look::Outlined;
  style.icon = row.is_loaded ? Icon::Check : Icon::Play;
  const std::string_view action = row.is_loaded ? "Shown" : "Show me";
  const ImVec2 extent = button_size(painter, action, style);
  const float count_width = is_narrow ? 0.0f : 120.0f;
  const float text_right = right - extent.x - 12 - count_width;

  const ChipStyle kind_style{painter.ink(tone.ink), painter.ink(tone.ground)};
  const float title_height = line_height_of(painter, Type::UiStrong);
  const float chip_space = chip_height(painter);
  const std::string output = shown_output(row);
  // A row for the kind and the title, one for the output, and on a narrow screen one for the count.
  const bool is_phone = columns.right - columns.left < 420;
  const Prose title_prose{Type::UiStrong, painter.ink(Ink::Heading), true};
  const float wrapped_height = is_phone
                                   ? draw_sentence(painter, row.title, ImVec2(), text_right - left,
                                                   title_prose, Pass::Measure) +
                                         4
                                   : 0;
  float height = 12 + std::max(title_height, chip_space) + wrapped_height + 12;
  if (!output.empty()) height += line_height_of(painter, Type::CodeSmall) + 4;
  if (is_narrow) height += 24;
  height = std::max(height, extent.y + 16);
  const ImVec2 from(columns.left, y), to(columns.right, y + height);
  fill(from, to, painter.ink(Ink::Card), 10);
  outline(from, to, painter.ink(row.is_loaded ? Ink::Accent : Ink::Hairline), 10);
  const std::string name = concat(title_of(row.kind), ": ", row.title);
  note_widget(painter, Role::Row, name, from, to).value = concat(row.count);

  float line_y = y + 12;
  const float chip_width = chip(painter, ImVec2(left, line_y), title_of(row.kind), kind_style);
  if (is_phone)
    draw_sentence(painter, row.title, ImVec2(left, line_y + chip_space + 4), text_right - left,
                  title_prose);
  else
    draw_elided(painter, ImVec2(left + chip_width + 10, line_y + (chip_space - title_height) / 2),
                Type::UiStrong, painter.ink(Ink::Heading), without_ticks(row.title),
                text_right - left - chip_width - 10);
  line_y += std::max(title_height, chip_space) + 4 + wrapped_height;
  if (!output.empty()) {
    draw_elided(painter, ImVec2(left, line_y), Type::CodeSmall, painter.ink(Ink::Muted), output,
                text_right - left);
    line_y += line_height_of(painter, Type::CodeSmall) + 4;
  }
  const float share =
      total == 0 ? 0
                 : static_cast<float>(static_cast<double>(row.count) / static_cast<double>(total));
  const float bar_left = is_narrow ? left : text_right + 12;
  const float bar_width = is_narrow ? right - left - extent.x - 90 : count_width - 12;
  const float bar_y = is_narrow ? to.y - 20 : y + height / 2 + 6;
  const std::string count = concat(row.count, " of ", total);
  draw_text(painter,
            is_narrow ? ImVec2(bar_left + bar_width + 8, bar_y - 5)
                      : ImVec2(bar_left, y + height / 2 - 15),
            Type::Caption, painter.ink(Ink::Muted), count);
  fill(ImVec2(bar_left, bar_y), ImVec2(bar_left + bar_width, bar_y + 5), painter.ink(Ink::Hairline),
       3);
  fill(ImVec2(bar_left, bar_y), ImVec2(bar_left + std::max(bar_width * share, 5.0f), bar_y + 5),
       painter.ink(tone.ink), 3);
  ImGui::PushID(static_cast<int>(index));
  Traits traits;
  traits.is_checked = row.is_loaded;
  traits.value = row.title;
  if (button(painter, {action, "show"}, ImVec2(right - extent.x, y + (height - extent.y) / 2),
             style, traits)) {
    commands.push_back(LoadOutcome{index});
    painter.state.tab = StageTab::Threads;
  }
  ImGui::PopID();
  return height;
}

}  // namespace

void draw_outcomes(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const scene::OutcomesScene* scene = view.stage.outcomes;
  if (scene == nullptr ||
      (scene->outcomes.empty() && !scene->is_running && scene->executions == 0)) {
    Traits traits;
    traits.is_enabled = view.playback.can_explore;
    if (draw_empty(painter, area, Icon::Explore, "What can happen?",
                   "One run shows one order of events. Exploring tries every order in which the "
                   "threads can run, and lists each way it can end.",
                   "Explore all", traits))
      commands.push_back(Explore{});
    return;
  }
  begin_pane(painter, "outcomes", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const Columns columns{area.from.x + 14, area.to.x - 18};
  float y = origin.y + 14;
  const float width = columns.right - columns.left;
  std::string summary = scene->summary;
  if (summary.empty()) summary = concat(scene->executions, " executions so far");
  const Ink ink = scene->is_complete ? Ink::Good : Ink::Muted;
  float x = columns.left;
  if (scene->is_complete) {
    draw_icon(canvas(), Icon::Check, ImVec2(x + 9, y + line_height_of(painter, Type::Ui) / 2), 17,
              painter.ink(ink));
    x += 26;
  }
  const float summary_height =
      draw_sentence(painter, summary, ImVec2(x, y), columns.right - x,
                    {Type::Ui, painter.ink(scene->is_complete ? Ink::Text : Ink::Muted)});
  note_widget(painter, Role::Status, summary, ImVec2(columns.left, y),
              ImVec2(columns.right, y + summary_height));
  y += summary_height + 10;
  if (scene->is_running && !view.work.is_busy) {
    progress_bar(painter, {"Exploring"}, ImVec2(columns.left, y), width, scene->progress);
    y += 20;
  }
  std::uint64_t total = 0;
  for (const scene::OutcomeRow& row : scene->outcomes)
    total += row.count;
  for (std::uint32_t i = 0; i < scene->outcomes.size(); ++i)
    y += draw_outcome(painter, commands, scene->outcomes[i], i, total, columns, y) + 8;
  end_pane(ImVec2(origin.x, y + 12));
}

}  // namespace ui
