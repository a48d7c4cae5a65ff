// What exploring found: a row for each distinct way the program can end.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

/// The output in one line; empty if the title says it already, unless it had to cut it.
std::string shown_output(const scene::OutcomeRow& row) {
  if (row.kind == scene::OutcomeKind::Output && row.title.find("…") == std::string::npos) return {};
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

/// How often something ended so: a share of a search's executions.
struct Share {
  std::string_view memory;  // of the search; empty if there is only one
  std::uint64_t count, total;
  std::string_view way;     // how long the shortest is, where there is room to say it
};

void draw_share(const Painter& painter, const Share& share, Ink ink, ImVec2 at, float width) {
  const double part = share.total == 0 ? 0 : static_cast<double>(share.count) / static_cast<double>(share.total);
  std::string words = share.count == 0 ? std::string("never") : concat(share.count, " of ", share.total);
  if (!share.way.empty()) words += concat("  ·  ", share.way);
  if (!share.memory.empty()) words = concat(share.memory, "  ", words);
  draw_text(painter, at, Type::Caption, painter.ink(share.count == 0 ? Ink::Faint : Ink::Muted), words);
  const ImVec2 bar = at + ImVec2(0, line_height_of(painter, Type::Caption) + 2);
  fill(bar, bar + ImVec2(width, 5), painter.ink(Ink::Hairline), 3);
  if (share.count > 0)
    fill(bar, bar + ImVec2(std::max(width * static_cast<float>(part), 5.0f), 5), painter.ink(ink), 3);
}

/// Returns the height.
float draw_outcome(const Painter& painter, Commands& commands, const scene::OutcomesScene& scene,
                   std::uint32_t index, Columns columns, float y) {
  const scene::OutcomeRow& row = scene.outcomes[index];
  const Tone tone = tone_of(row.kind);
  const bool is_narrow = columns.right - columns.left < 620;
  const bool is_compared = !scene.other_memory.empty();
  const Share shares[] = {{is_compared ? scene.memory : std::string_view(), row.count, scene.executions,
                           is_narrow && !is_compared ? std::string_view(row.way) : std::string_view()},
                          {scene.other_memory, row.other_count, scene.other_executions, {}}};
  const int share_count = is_compared ? 2 : 1;
  const float padding = 14, left = columns.left + padding, right = columns.right - padding;
  ButtonStyle style;
  style.look = row.is_loaded ? Look::Plain : Look::Outlined;
  style.icon = row.is_loaded ? Icon::Check : Icon::Play;
  const std::string tip = concat("The shortest way there: ", row.way);
  if (!row.way.empty()) style.tip = tip;
  const std::string_view action = row.is_loaded ? "Shown" : "Show me";
  const ImVec2 extent = button_size(painter, action, style);
  const float count_width = is_narrow ? 0.0f : 120.0f;
  // On a narrow screen the button stands below the words.
  const float text_right = is_narrow ? right : right - extent.x - 12 - count_width;

  const ChipStyle kind_style{painter.ink(tone.ink), painter.ink(tone.ground)};
  const float title_height = line_height_of(painter, Type::UiStrong);
  const float chip_space = chip_height(painter);
  std::string output = shown_output(row);
  const std::string only = !is_compared || (row.count > 0 && row.other_count > 0) ? std::string()
                           : concat("only under ", row.count > 0 ? scene.memory : scene.other_memory);
  // A row for the kind and the title, one for the output, and on a narrow screen one for the count.
  // A title that does not fit beside the chips stands below them, in as many lines as it needs.
  const float chips_width = chip(painter, ImVec2(), title_of(row.kind), kind_style, Pass::Measure) + 10 +
                            (only.empty() ? 0 : chip(painter, ImVec2(), only, kind_style, Pass::Measure) + 6);
  const bool is_wrapped = left + chips_width + width_of(painter, Type::UiStrong, without_ticks(row.title)) > text_right;
  const Prose title_prose{Type::UiStrong, painter.ink(Ink::Heading), true};
  const float wrapped_height =
      is_wrapped ? draw_sentence(painter, row.title, ImVec2(), text_right - left, title_prose, Pass::Measure) + 4 : 0;
  const float share_height = line_height_of(painter, Type::Caption) + 10;
  const float shares_height = share_height * static_cast<float>(share_count);
  float height = 12 + std::max(title_height, chip_space) + wrapped_height;
  if (!output.empty()) height += line_height_of(painter, Type::CodeSmall) + 4;
  const float foot = std::max(shares_height, extent.y);
  height = is_narrow ? height + 8 + foot + 10 : std::max({height + 12, shares_height + 16, extent.y + 16});
  const ImVec2 from(columns.left, y), to(columns.right, y + height);
  fill(from, to, painter.ink(Ink::Card), 10);
  outline(from, to, painter.ink(row.is_loaded ? Ink::Accent : Ink::Hairline), 10);
  const std::string name = concat(title_of(row.kind), ": ", row.title);
  ImGui::PushID(static_cast<int>(index));
  Traits card_traits;
  card_traits.is_checked = row.is_loaded;
  card_traits.value = only.empty() ? concat(row.count) : concat(row.count, ", ", only);
  const Touched card = press_area(painter, Role::Row, {name, "card"}, from, to, card_traits, 10);
  if (card.is_hovered) fill(from, to, painter.ink(Ink::Hover), 10);

  float line_y = y + 12;
  float x = left + chip(painter, ImVec2(left, line_y), title_of(row.kind), kind_style) + 6;
  if (!only.empty())
    x += chip(painter, ImVec2(x, line_y), only, {painter.ink(Ink::Warn), painter.ink(Ink::WarnSoft)}) + 6;
  if (is_wrapped)
    draw_sentence(painter, row.title, ImVec2(left, line_y + chip_space + 4), text_right - left,
                  title_prose);
  else
    draw_elided(painter, ImVec2(x + 4, line_y + (chip_space - title_height) / 2), Type::UiStrong,
                painter.ink(Ink::Heading), without_ticks(row.title), text_right - x - 4);
  line_y += std::max(title_height, chip_space) + 4 + wrapped_height;
  if (!output.empty()) {
    draw_elided(painter, ImVec2(left, line_y), Type::CodeSmall, painter.ink(Ink::Muted), output,
                text_right - left);
    line_y += line_height_of(painter, Type::CodeSmall) + 4;
  }
  const float bar_width = is_narrow ? std::min(right - left - extent.x - 16, 240.0f) : count_width - 12;
  const float middle = is_narrow ? to.y - 10 - foot / 2 : y + height / 2;
  float share_y = middle - shares_height / 2 + 2;
  for (int i = 0; i < share_count; ++i, share_y += share_height)
    draw_share(painter, shares[i], tone.ink, ImVec2(is_narrow ? left : text_right + 12, share_y), bar_width);
  Traits traits;
  traits.is_checked = row.is_loaded;
  traits.value = row.title;
  const bool is_pressed = button(painter, {action, "show"}, ImVec2(right - extent.x, middle - extent.y / 2), style, traits);
  if (is_pressed || card.is_clicked) {
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
                   "Explore all", traits, Icon::Explore))
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
  y += summary_height + 6;
  if (!scene->note.empty())
    y += draw_wrapped(painter, ImVec2(x, y), columns.right - x, Type::Caption,
                      painter.ink(Ink::Muted), scene->note);
  y += 12;
  if (scene->is_running && !view.work.is_busy) {
    progress_bar(painter, {"Exploring"}, ImVec2(columns.left, y), width, scene->progress);
    y += 20;
  }
  const bool has_orderings =
      view.stage.program != nullptr && view.stage.program->text.find("Ordering::") != std::string::npos;
  if (has_orderings && scene->is_complete && scene->other_memory.empty()) {
    ButtonStyle style;
    style.look = Look::Outlined;
    style.icon = Icon::Explore;
    style.tip = "Explore once more, under the other memory model";
    const std::string compare = scene->memory == "C11" ? "Compare with SC" : "Compare with C11";
    if (button(painter, {compare}, ImVec2(columns.left, y), style, Traits::enabled(!scene->is_running)))
      commands.push_back(Explore{true});
    y += button_size(painter, compare, style).y + 10;
  }
  for (std::uint32_t i = 0; i < scene->outcomes.size(); ++i)
    y += draw_outcome(painter, commands, *scene, i, columns, y) + 8;
  end_pane(ImVec2(origin.x, y + 12));
}

}  // namespace ui
