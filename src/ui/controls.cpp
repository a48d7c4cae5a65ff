// Running, stepping, playing and exploring; the bar of the trace; and how it ended.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

constexpr double speeds[] = {1, 2, 4, 8, 16, 32};

std::string speed_words(double speed) {
  return concat(static_cast<int>(speed + 0.5), " / s");
}

double next_speed(double speed) {
  for (const double each : speeds)
    if (each > speed + 0.01) return each;
  return speeds[0];
}

/// Colours of the threads along the bar, so that a switch can be seen before it is gone to.
void draw_bar_threads(const Painter& painter, const PageView& view, ImVec2 from, float width,
                      float height) {
  const scene::ThreadsScene* threads = view.stage.threads;
  const std::uint32_t steps = view.playback.steps;
  if (threads == nullptr || steps == 0 || threads->lanes.size() < 2) return;
  for (std::size_t i = 0; i < threads->rows.size(); ++i) {
    const scene::EventRow& row = threads->rows[i];
    if (row.lane >= threads->lanes.size()) continue;
    const float x = from.x + width * static_cast<float>(row.step) / static_cast<float>(steps);
    const float each = std::max(width / static_cast<float>(steps), 2.0f);
    fill(ImVec2(x, from.y), ImVec2(std::min(x + each, from.x + width), from.y + height),
         row.is_conflict ? painter.ink(Ink::Bad)
                         : faded(painter.lane(threads->lanes[row.lane].thread), 0.75f));
    // More rows than pixels: the rest would be drawn over these.
    if (threads->rows.size() > 2000) i += threads->rows.size() / 1000;
  }
}

void draw_bar(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
              float width) {
  const PlaybackView& playback = view.playback;
  const float height = painter.is_touch ? 44.0f : 30.0f;
  const float knob = 8, left = at.x + knob, span = std::max(width - 2 * knob, 1.0f);
  const std::string said = concat("step ", playback.cursor, " of ", playback.steps);
  Traits traits;
  traits.is_enabled = playback.steps > 0;
  traits.value = said;
  const Touched touched =
      press_area(painter, Role::Slider, {"Trace"}, at, at + ImVec2(width, height), traits, 8);
  const float share = playback.steps == 0 ? 0
                                          : static_cast<float>(playback.cursor) /
                                                static_cast<float>(playback.steps);
  const float middle = at.y + height / 2;
  fill(ImVec2(left, middle - 3), ImVec2(left + span, middle + 3), painter.ink(Ink::Hairline), 3);
  if (playback.steps > 0)
    fill(ImVec2(left, middle - 3), ImVec2(left + span * share, middle + 3),
         faded(painter.ink(Ink::Accent), 0.5f), 3);
  draw_bar_threads(painter, view, ImVec2(left, middle + 6), span, 3);
  if (playback.steps > 0) {
    const ImVec2 center(left + span * share, middle);
    if (touched.is_hovered || touched.is_held)
      canvas()->AddCircleFilled(center, 13, faded(painter.ink(Ink::Accent), 0.18f), 24);
    canvas()->AddCircleFilled(center, knob, painter.ink(Ink::Accent), 24);
    canvas()->AddCircleFilled(center, knob - 3, painter.ink(Ink::Card), 24);
  }
  if (touched.is_held) {
    const float wanted = std::clamp((ImGui::GetIO().MousePos.x - left) / span, 0.0f, 1.0f);
    const auto step =
        static_cast<std::uint32_t>(std::lround(wanted * static_cast<float>(playback.steps)));
    if (step != playback.cursor) commands.push_back(SeekStep{step});
  }
  if (touched.is_focused) {
    painter.state.is_slider_focused = true;
    const auto is_pressed = [](ImGuiKey key) {
      return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any);
    };
    if (is_pressed(ImGuiKey_RightArrow) && playback.cursor < playback.steps)
      commands.push_back(SeekStep{playback.cursor + 1});
    if (is_pressed(ImGuiKey_LeftArrow) && playback.cursor > 0)
      commands.push_back(SeekStep{playback.cursor - 1});
  }
}

float draw_work(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
                float width) {
  const WorkView& work = view.work;
  ButtonStyle style;
  style.look = Look::Outlined;
  const ImVec2 button_extent = button_size(painter, "Cancel", style);
  const float height = button_extent.y + 12;
  const float inner = width - button_extent.x - 12;
  draw_elided(painter, ImVec2(at.x, at.y + 4), Type::SmallStrong, painter.ink(Ink::Text), work.name,
              inner);
  const float name_width = width_of(painter, Type::SmallStrong, work.name) + 10;
  if (name_width < inner)
    draw_elided(painter, ImVec2(at.x + name_width, at.y + 4), Type::Small, painter.ink(Ink::Muted),
                work.detail, inner - name_width);
  progress_bar(painter, {work.name},
               ImVec2(at.x, at.y + 4 + line_height_of(painter, Type::Small) + 5), inner,
               work.progress);
  if (button(painter, {"Cancel", "cancel-work"}, ImVec2(at.x + width - button_extent.x, at.y + 4),
             style))
    commands.push_back(CancelWork{});
  return height;
}

/// What the view below tells in full is only named here.
std::string ending_words(const PageView& view, StageTab tab) {
  const scene::BorrowsScene* borrows = view.stage.borrows;
  if (tab != StageTab::Borrows || borrows == nullptr || borrows->moments.empty()) return view.playback.verdict;
  const std::uint32_t line = borrows->moments.back().line;
  return concat(title_of(view.playback.ending), line > 0 ? concat(" in line ", line) : std::string());
}

float draw_ending(const Painter& painter, const PageView& view, ImVec2 at, float width) {
  const Tone tone = tone_of(view.playback.ending);
  const std::string words = ending_words(view, painter.state.tab);
  const float inner = width - 46 - 14;
  const Prose prose{Type::Ui, painter.ink(tone.ink)};
  const float text_height =
      draw_sentence(painter, words, ImVec2(), inner, prose, Pass::Measure);
  const float height = text_height + 18;
  fill(at, at + ImVec2(width, height), painter.ink(tone.ground), 9);
  if (painter.theme.name == "contrast")
    outline(at, at + ImVec2(width, height), painter.ink(tone.ink), 9);
  draw_icon(canvas(), tone.icon,
            ImVec2(at.x + 23, at.y + 9 + line_height_of(painter, Type::Ui) / 2), 17,
            painter.ink(tone.ink));
  draw_sentence(painter, words, ImVec2(at.x + 46, at.y + 9), inner, prose);
  note_widget(painter, Role::Status, words, at, at + ImVec2(width, height)).value =
      std::string(title_of(view.playback.ending));
  return height + 8;
}

}  // namespace

float draw_controls(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
                    float width) {
  const PlaybackView& playback = view.playback;
  ButtonStyle run;
  run.look = Look::Primary;
  run.icon = Icon::Play;
  run.tip = playback.can_run ? "Run from the start to the end   Enter" : "The program has mistakes: see Problems";
  ButtonStyle explore;
  explore.look = Look::Soft;
  explore.icon = Icon::Explore;
  explore.tip = playback.can_explore ? "Try every order in which the threads can run   E" : "The program has mistakes: see Problems";
  const float side = icon_button_size(painter);
  const float row = button_size(painter, "Run", run).y;
  const float icon_y = at.y + (row - side) / 2;
  const float explore_width = button_size(painter, "Explore all", explore).x;
  const std::string speed = speed_words(playback.steps_per_second);
  ButtonStyle speed_style;
  speed_style.look = Look::Quiet;
  speed_style.tip = "How many steps a second it plays; click to change";
  const float speed_width = button_size(painter, speed, speed_style).x;
  const float buttons_width = button_size(painter, "Run", run).x + 8 + 4 * (side + 2) + speed_width;
  const bool is_one_row = buttons_width + 12 + explore_width <= width;

  float x = at.x;
  if (button(painter, {"Run"}, ImVec2(x, at.y), run, Traits::enabled(playback.can_run), &x))
    commands.push_back(Run{});
  x += 8;
  if (icon_button(painter, Icon::StepBack, {"Step back"}, ImVec2(x, icon_y),
                  Traits::enabled(playback.can_step_back), "Step back   ←"))
    commands.push_back(StepBack{});
  x += side + 2;
  if (icon_button(painter, Icon::StepForward, {"Step forward"}, ImVec2(x, icon_y),
                  Traits::enabled(playback.can_step_forward), "Step forward   →"))
    commands.push_back(StepForward{});
  x += side + 2;
  if (icon_button(painter, Icon::StepOver, {"Step over"}, ImVec2(x, icon_y),
                  Traits::enabled(playback.can_step_over), "Step over a call   ↓ or O"))
    commands.push_back(StepOver{});
  x += side + 2;
  if (playback.is_playing) {
    if (icon_button(painter, Icon::Pause, {"Pause"}, ImVec2(x, icon_y), {}, "Pause   P"))
      commands.push_back(Pause{});
  } else if (icon_button(painter, Icon::Play, {"Play"}, ImVec2(x, icon_y),
                         Traits::enabled(playback.can_play), "Step by itself   P")) {
    commands.push_back(Play{});
  }
  x += side + 2;
  if (x + speed_width <= at.x + width) {
    Traits traits;
    traits.value = speed;
    if (button(painter, {speed, "speed"}, ImVec2(x, at.y), speed_style, traits)) {
      painter.state.arrangement.speed = static_cast<float>(next_speed(playback.steps_per_second));
      commands.push_back(SetSpeed{next_speed(playback.steps_per_second)});
    }
  }
  float y = at.y + row + 4;
  const bool is_exploring = view.stage.outcomes != nullptr && view.stage.outcomes->is_running;
  const float explore_y = is_one_row ? at.y : y;
  if (button(painter, {"Explore all"}, ImVec2(at.x + width - explore_width, explore_y), explore,
             Traits::enabled(playback.can_explore && !is_exploring))) {
    commands.push_back(Explore{});
    painter.state.tab = StageTab::Outcomes;
  }
  const std::string count = concat(playback.cursor, " / ", playback.steps);
  const float count_width = std::max(width_of(painter, Type::Caption, count),
                                     width_of(painter, Type::Caption, "000 / 000")) +
                            8;
  const float bar_width =
      is_one_row ? width - count_width : width - explore_width - 10 - count_width;
  const float bar_height = painter.is_touch ? 44.0f : 30.0f;
  const float bar_y = is_one_row ? y : y + (row - bar_height) / 2;
  draw_bar(painter, view, commands, ImVec2(at.x, bar_y), bar_width);
  draw_text(painter,
            ImVec2(at.x + bar_width + count_width - width_of(painter, Type::Caption, count),
                   bar_y + (bar_height - line_height_of(painter, Type::Caption)) / 2),
            Type::Caption, painter.ink(Ink::Muted), count);
  y += is_one_row ? bar_height : row;
  y += 6;
  if (view.work.is_busy)
    y += draw_work(painter, view, commands, ImVec2(at.x, y), width);
  // How the run ended is not what the table of all runs says.
  else if (playback.has_ended && !playback.verdict.empty() &&
           painter.state.tab != StageTab::Outcomes)
    y += draw_ending(painter, view, ImVec2(at.x, y), width);
  return y - at.y;
}

}  // namespace ui
