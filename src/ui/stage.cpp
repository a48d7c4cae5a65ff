// The stage: the program with its head, the controls under it, and one view of the run.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

float draw_head(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const StageView& stage = view.stage;
  const float side = icon_button_size(painter);
  const float height = side + 12;
  const float y = area.from.y + 6;
  float right = area.to.x - 8;
  const auto next = [&] { return right -= side + 2; };
  const bool is_editing = painter.state.mode == StageMode::Edit;

  if (stage.is_editable) {
    Traits traits;
    traits.is_checked = is_editing;
    if (icon_button(painter, is_editing ? Icon::Read : Icon::Edit,
                    {is_editing ? "Read the program" : "Edit the program", "edit"},
                    ImVec2(next(), y), traits,
                    is_editing ? "Back to reading   Esc" : "Edit the program   F2"))
      painter.state.mode = is_editing ? StageMode::Read : StageMode::Edit;
  }
  if (icon_button(painter, Icon::Share, {"Share"}, ImVec2(next(), y), {},
                  "Copy a link to this program and its run"))
    commands.push_back(ShareProgram{});
  if (area.width() > 430) {
    const std::string text = stage.program != nullptr ? stage.program->text : std::string();
    if (icon_button(painter, Icon::Copy, {"Copy program"}, ImVec2(next(), y)))
      commands.push_back(CopyText{text});
  }
  if (stage.can_undo || stage.can_redo || is_editing) {
    if (icon_button(painter, Icon::Redo, {"Redo"}, ImVec2(next(), y), Traits::enabled(stage.can_redo)))
      commands.push_back(RedoEdit{});
    if (icon_button(painter, Icon::Undo, {"Undo"}, ImVec2(next(), y), Traits::enabled(stage.can_undo)))
      commands.push_back(UndoEdit{});
  }
  if (stage.is_edited &&
      icon_button(painter, Icon::Reset, {"Reset to the lesson's text", "reset"}, ImVec2(next(), y)))
    commands.push_back(ResetProgram{});

  const float left = area.from.x + 20, dot = stage.is_edited ? 14 : 0;
  const std::string title = stage.title.empty() ? stage.program_id : stage.title;
  right = draw_rules(painter, view, ImVec2(left + 110, y + (side - painter.target()) / 2), right - 2,
                     left + width_of(painter, Type::UiStrong, title) + dot + 12);
  const float room = right - left - 12;
  const float text_y = y + (side - line_height_of(painter, Type::UiStrong)) / 2;
  draw_elided(painter, ImVec2(left, text_y), Type::UiStrong, painter.ink(Ink::Heading), title,
              room - dot);
  note_widget(painter, Role::Heading, title, ImVec2(left, y), ImVec2(right, y + side)).value =
      stage.is_edited ? "edited" : "";
  if (stage.is_edited) {
    const float x = left + std::min(width_of(painter, Type::UiStrong, title), room - dot) + 10;
    canvas()->AddCircleFilled(ImVec2(x, y + side / 2), 3.5f, painter.ink(Ink::Warn), 16);
    if (ImGui::IsMouseHoveringRect(ImVec2(x - 8, y), ImVec2(x + 8, y + side)) &&
        ImGui::IsWindowHovered())
      explain_area(painter, 0x5a5a, ImVec2(x - 6, y + side / 2 - 6),
                   ImVec2(x + 6, y + side / 2 + 6), "Edited: differs from the lesson's text");
  }
  hairline(painter, ImVec2(area.from.x, area.from.y + height), area.width());
  return height + 1;
}

/// Which of the outcomes the run that is shown was loaded as, and the way back to all of them.
float draw_loaded(const Painter& painter, const PageView& view, Area area) {
  const scene::OutcomeRow* row = view.stage.loaded;
  if (row == nullptr) return 0;
  const Tone tone = tone_of(row->kind);
  const float height = std::max(painter.target(), 34.0f);
  const ImVec2 to(area.to.x, area.from.y + height);
  fill(area.from, to, painter.ink(tone.ground));
  ButtonStyle style;
  style.shown = area.width() < 420 ? "All" : "All outcomes";
  const float button_width = button_size(painter, style.shown, style).x;
  const float middle = area.from.y + height / 2;
  draw_icon(canvas(), tone.icon, ImVec2(area.from.x + 28, middle), 15, painter.ink(tone.ink));
  const std::string words = concat("Showing: ", without_ticks(row->title));
  const float left = area.from.x + 44, room = to.x - 8 - button_width - 8 - left;
  draw_elided(painter, ImVec2(left, middle - line_height_of(painter, Type::SmallStrong) / 2), Type::SmallStrong,
              painter.ink(tone.ink), words, room);
  note_widget(painter, Role::Status, words, area.from, to).value = std::string(title_of(row->kind));
  if (button(painter, {"All outcomes"}, ImVec2(to.x - 8 - button_width, middle - button_size(painter, "All", style).y / 2), style))
    painter.state.tab = StageTab::Outcomes;
  return height;
}

struct TabRow {
  StageTab tab;
  std::string_view name;
};
constexpr TabRow tabs[] = {{StageTab::Threads, "Threads"},
                           {StageTab::Borrows, "Borrows"},
                           {StageTab::Futures, "Futures"},
                           {StageTab::Output, "Output"},
                           {StageTab::Variables, "Variables"},
                           {StageTab::Outcomes, "Outcomes"},
                           {StageTab::Problems, "Problems"}};

bool has_futures(const PageView& view) {
  const scene::StatesScene* states = view.stage.states;
  return states != nullptr && (!states->machines.empty() || !states->futures.empty());
}

/// The last one may be without an end.
std::size_t line_count(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (text.empty() || text.back() == '\n' ? 0 : 1);
}

float draw_tabs(const Painter& painter, const PageView& view, Area area) {
  UiState& state = painter.state;
  const float height = painter.is_touch ? 44.0f : 38.0f;
  const std::size_t problems =
      view.stage.program != nullptr ? view.stage.program->squiggles.size() : 0;
  const std::size_t outcomes =
      view.stage.outcomes != nullptr ? view.stage.outcomes->outcomes.size() : 0;
  const std::size_t printed = view.stage.output != nullptr ? line_count(view.stage.output->text) : 0;
  const bool is_narrow = area.width() < 460;
  const auto is_shown = [&](const TabRow& row) {
    if (row.tab == StageTab::Futures) return has_futures(view) || state.tab == row.tab;
    return row.tab != StageTab::Problems || problems > 0 || !is_narrow || state.tab == row.tab;
  };
  const auto badge_of = [&](const TabRow& row) {
    const std::size_t count = row.tab == StageTab::Problems   ? problems
                              : row.tab == StageTab::Outcomes ? outcomes
                              : row.tab == StageTab::Output   ? printed
                                                              : 0;
    return count > 0 ? concat(count) : std::string();
  };
  // Where the tabs stand side by side, and where the one that is open ends.
  const float margin = is_narrow ? 2.0f : 10.0f;
  const auto measure = [&](Type type) {
    float end = margin, open_end = 0;
    for (const TabRow& row : tabs) {
      if (!is_shown(row)) continue;
      end += tab_width(painter, row.name, badge_of(row), type);
      if (state.tab == row.tab && !(is_narrow && row.tab == StageTab::Problems)) open_end = end;
    }
    return std::pair(end, open_end);
  };
  const Type type = measure(Type::UiStrong).first <= area.width() ? Type::UiStrong : Type::SmallStrong;
  const auto [end, open_end] = measure(type);
  // When they do not fit even so, the first or the last are in sight, among them the one that is open.
  const float arrow = 30, room = area.width() - (end > area.width() ? arrow : 0.0f);
  if (state.tab != state.followed_tab) {
    state.followed_tab = state.tab;
    state.shows_last_tabs = open_end > room;
  }
  const bool is_shifted = end > area.width() && state.shows_last_tabs;
  float x = area.from.x + margin - (is_shifted ? end - room : 0.0f);
  const auto draw = [&](const TabRow& row) {
    const ImU32 color = painter.ink(row.tab == StageTab::Problems ? Ink::Bad : Ink::Muted);
    // One for which there is not all of its room is not seen at all: half a word looks like a mistake.
    const float to = x + tab_width(painter, row.name, badge_of(row), type);
    const bool is_cut = x < area.from.x || to > area.from.x + room + 1;
    ImGui::PushClipRect(area.from, is_cut ? area.from : ImVec2(area.from.x + room, area.from.y + height), true);
    if (tab(painter, {row.name}, ImVec2(x, area.from.y), state.tab == row.tab, badge_of(row), color, &x, type))
      state.tab = row.tab;
    ImGui::PopClipRect();
  };
  // Where only the first few are in sight, what is wrong stands first.
  const bool has_problems_first = is_narrow && problems > 0;
  if (has_problems_first) draw(std::end(tabs)[-1]);
  for (const TabRow& row : tabs)
    if (is_shown(row) && !(has_problems_first && row.tab == StageTab::Problems)) draw(row);
  if (end > area.width()) {
    const ImVec2 from(area.from.x + room, area.from.y), to(area.to.x, area.from.y + height);
    const Touched touched = press_area(painter, Role::Button, {"Other views", "other-views"}, from, to);
    draw_icon(canvas(), is_shifted ? Icon::ChevronLeft : Icon::ChevronRight, (from + to) * 0.5f, 15,
              painter.ink(touched.is_hovered ? Ink::Text : Ink::Muted));
    if (touched.is_clicked) state.shows_last_tabs = !state.shows_last_tabs;
  }
  hairline(painter, ImVec2(area.from.x, area.from.y + height), area.width());
  return height + 1;
}

/// That the pictures below are older than the text, which has mistakes since; and the way to them.
float draw_earlier(const Painter& painter, const PageView& view, Area area) {
  const StageTab tab = painter.state.tab;
  if (!view.stage.is_run_of_earlier_text || tab == StageTab::Problems || tab == StageTab::Outcomes) return 0;
  const float height = std::max(painter.target(), 34.0f);
  const ImVec2 to(area.to.x, area.from.y + height);
  fill(area.from, to, painter.ink(Ink::WarnSoft));
  ButtonStyle style;
  style.look = Look::Outlined;
  style.shown = area.width() < 460 ? "Problems" : "Show the problems";
  const ImVec2 extent = button_size(painter, style.shown, style);
  const float middle = area.from.y + height / 2, left = area.from.x + 44;
  draw_icon(canvas(), Icon::Warning, ImVec2(area.from.x + 26, middle), 15, painter.ink(Ink::Warn));
  const std::string_view words = area.width() < 460 ? "From before your last edit" : "This run is from before your last edit.";
  draw_elided(painter, ImVec2(left, middle - line_height_of(painter, Type::Small) / 2), Type::Small, painter.ink(Ink::Text),
              words, to.x - 12 - extent.x - left);
  note_widget(painter, Role::Status, words, area.from, to);
  if (button(painter, {"Show the problems", "earlier-problems"}, ImVec2(to.x - 8 - extent.x, middle - extent.y / 2), style))
    painter.state.tab = StageTab::Problems;
  return height;
}

/// What has nothing to show because the program does not compile says so, and leads to why.
bool draw_mistakes(const Painter& painter, const PageView& view, Area area) {
  const StageView& stage = view.stage;
  const bool is_compiling = view.work.is_busy || view.playback.can_run;
  if (is_compiling || stage.program == nullptr || stage.program->squiggles.empty()) return false;
  const StageTab tab = painter.state.tab;
  const bool is_empty = tab == StageTab::Outcomes    ? stage.outcomes == nullptr
                        : tab == StageTab::Futures   ? stage.states == nullptr
                        : tab == StageTab::Variables ? stage.frames == nullptr
                        : tab == StageTab::Output    ? stage.output == nullptr
                        : tab == StageTab::Borrows   ? stage.borrows == nullptr
                        : tab == StageTab::Threads   ? stage.threads == nullptr
                                                     : false;
  if (!is_empty) return false;
  if (draw_empty(painter, area, Icon::Warning, "The program has mistakes",
                 "It can run when they are mended. Each is marked in the text and explained under Problems.", "Show the problems", {},
                 Icon::None))
    painter.state.tab = StageTab::Problems;
  return true;
}

void draw_view(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  painter.state.watched = {area.from.x, area.from.y, area.width(), area.height()};
  if (area.height() < 24 || draw_mistakes(painter, view, area)) return;
  switch (painter.state.tab) {
    case StageTab::Threads:
      return draw_threads(painter, view, commands, area);
    case StageTab::Borrows:
      return draw_borrows(painter, view, commands, area);
    case StageTab::Futures:
      return draw_states(painter, view, commands, area);
    case StageTab::Output:
      return draw_output(painter, view, commands, area);
    case StageTab::Variables:
      return draw_frames(painter, view, commands, area);
    case StageTab::Outcomes:
      return draw_outcomes(painter, view, commands, area);
    case StageTab::Problems:
      return draw_problems(painter, view, commands, area);
  }
}

/// Where there is less to share, on a phone and on a low stage, the run needs more of it; and so do polls
/// with the machines below them.
float program_part(const PageView& view, float room) {
  return shape_of(view.layout) == PageShape::Single || room < 700 || has_futures(view) ? 0.75f : 1.0f;
}

/// As much of the stage as the program needs, within what the student has set.
float program_height(const Painter& painter, const PageView& view, float room) {
  float lines = 0;
  if (view.stage.program != nullptr)
    lines = static_cast<float>(split_lines(view.stage.program->text).size()) +
            static_cast<float>(view.stage.program->squiggles.size()) * 1.6f;
  const float needed = (lines + 1) * line_height_of(painter, Type::Code) + 24;
  const float least = painter.state.arrangement.program_share * program_part(view, room);
  const float share = std::clamp(least, 0.12f, 0.8f) * room;
  const bool is_editing = painter.state.mode == StageMode::Edit;
  return std::floor(std::clamp(is_editing ? std::max(share, 160.0f) : std::min(share, needed),
                               std::min(80.0f, room * 0.3f), room * 0.8f));
}

/// What is below or beside the program: controls, tabs and a view.
void draw_run(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const float margin = area.width() < 420 ? 12.0f : 16.0f;
  float y = area.from.y + draw_controls(painter, view, commands,
                                        ImVec2(area.from.x + margin, area.from.y),
                                        area.width() - 2 * margin);
  y += draw_tabs(painter, view, Area{ImVec2(area.from.x, y), area.to});
  y += draw_earlier(painter, view, Area{ImVec2(area.from.x, y), area.to});
  draw_view(painter, view, commands, Area{ImVec2(area.from.x, y), area.to});
}

/// A stage that is wider than high, as below the text of a tablet: the program on the left.
void draw_in_columns(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  UiState& state = painter.state;
  const float share = std::clamp(state.arrangement.program_width_share, 0.25f, 0.7f);
  const float x = std::floor(area.from.x + area.width() * share);
  draw_program(painter, view, commands, Area{area.from, ImVec2(x, area.to.y)});
  const float change =
      draw_splitter(painter, {"Width of the program", "program-splitter"}, Split::Columns,
                    Area{ImVec2(x, area.from.y), ImVec2(x + 7, area.to.y)});
  if (change != 0)
    state.arrangement.program_width_share =
        std::clamp((x - area.from.x + change) / area.width(), 0.25f, 0.7f);
  draw_run(painter, view, commands, Area{ImVec2(x + 7, area.from.y + 12), area.to});
}

}  // namespace

void draw_stage(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  UiState& state = painter.state;
  state.stage = {area.from.x, area.from.y, area.width(), area.height()};
  fill(area.from, area.to, painter.ink(Ink::Page));
  if (ImGui::IsMouseHoveringRect(area.from, area.to) &&
      ImGui::IsMouseClicked(ImGuiMouseButton_Left))
    state.keys_go_to = KeyTarget::Stage;
  begin_pane(painter, "stage", area, Scroll::None);
  if (view.stage.program_id.empty()) {
    draw_empty(painter, area, Icon::Stage, "The stage is empty",
               "Open a program from the text to run it here, step through its threads, and see "
               "every way it can end.");
    end_pane(area.to);
    return;
  }
  float y = area.from.y + draw_head(painter, view, commands, area);
  y += draw_loaded(painter, view, Area{ImVec2(area.from.x, y), area.to});
  if (area.width() >= 740 && area.width() > area.height() * 1.1f) {
    draw_in_columns(painter, view, commands, Area{ImVec2(area.from.x, y), area.to});
    end_pane(area.to);
    return;
  }
  const float room = area.to.y - y;
  const float program = program_height(painter, view, room);
  draw_program(painter, view, commands,
               Area{ImVec2(area.from.x, y), ImVec2(area.to.x, y + program)});
  y += program;
  const float change =
      draw_splitter(painter, {"Height of the program", "program-splitter"}, Split::Rows,
                    Area{ImVec2(area.from.x, y), ImVec2(area.to.x, y + 7)});
  if (change != 0 && room > 0) {
    state.arrangement.program_share = std::clamp((program + change) / (room * program_part(view, room)), 0.12f, 0.95f);
  }
  draw_run(painter, view, commands, Area{ImVec2(area.from.x, y + 13), area.to});
  end_pane(area.to);
}

}  // namespace ui
