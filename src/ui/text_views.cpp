// The views of the stage that are made of words: what was printed, and what is wrong.
#include <algorithm>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

/// The first so many characters.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && count-- == 0) break;
  return text.substr(0, at);
}

/// A line that is longer than the pane goes on in the next row, as in a terminal.
float draw_lines(const Painter& painter, ImVec2 at, float width, std::string_view text,
                 ImU32 color) {
  const float row = line_height_of(painter, Type::Code);
  const auto columns = static_cast<std::size_t>(std::max(width / width_of(painter, Type::Code, "0"), 8.0f));
  const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
  float y = at.y;
  std::vector<std::string_view> lines = split_lines(text);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (const std::string_view line : lines) {
    std::string_view rest = line;
    do {
      const std::string_view shown = first_characters(rest, columns);
      rest.remove_prefix(shown.size());
      // A program can print without end: only what is in sight is drawn.
      if (y <= clip.Max.y && y + row >= clip.Min.y) draw_elided(painter, ImVec2(at.x, y), Type::Code, color, shown, width + 1);
      y += row;
    } while (!rest.empty());
  }
  return y - at.y;
}

std::string_view action_words(diag::Level level) {
  return level == diag::Level::Error ? "Error" : level == diag::Level::Warning ? "Warning" : "Note";
}

float draw_problem(const Painter& painter, const scene::Squiggle& problem, ImVec2 at, float width) {
  const Ink ink = problem.level == diag::Level::Error     ? Ink::Bad
                  : problem.level == diag::Level::Warning ? Ink::Warn
                                                          : Ink::Note;
  const Ink ground = ink == Ink::Bad    ? Ink::BadSoft
                     : ink == Ink::Warn ? Ink::WarnSoft
                                        : Ink::NoteSoft;
  const float left = at.x + 16, inner = width - 32;
  float y = at.y + 12;
  const auto measure = [&](Pass pass) {
    y = at.y + 12;
    const ChipStyle style{painter.ink(ink), painter.ink(ground)};
    const std::string label =
        problem.code.empty() ? std::string(action_words(problem.level)) : problem.code;
    const float chip_width = chip(painter, ImVec2(left, y), label, style, pass);
    if (pass == Pass::Draw)
      draw_text(painter, ImVec2(left + chip_width + 10, y + 3), Type::Caption,
                painter.ink(Ink::Muted),
                concat("line ", problem.line, ", column ", problem.column));
    y += chip_height(painter) + 8;
    y += draw_sentence(painter, problem.message, ImVec2(left, y), inner,
                       {Type::UiStrong, painter.ink(Ink::Heading), true}, pass);
    for (const scene::Squiggle::Related& related : problem.related) {
      if (related.text.empty()) continue;
      y += 4 + draw_sentence(painter, concat("line ", related.line, ": ", related.text),
                             ImVec2(left, y + 4), inner, {Type::Small, painter.ink(Ink::Muted)},
                             pass);
    }
    if (!problem.help.empty())
      y += 8 + draw_sentence(painter, concat("Help: ", problem.help), ImVec2(left, y + 8), inner,
                             {Type::Small, painter.ink(Ink::Accent)}, pass);
    if (!problem.explanation.empty() && !problem.code.empty())
      y += 8 + draw_sentence(painter, concat("What ", problem.code, " means: ", problem.explanation, "."), ImVec2(left, y + 8), inner,
                             {Type::Small, painter.ink(Ink::Muted)}, pass);
    y += 14;
  };
  measure(Pass::Measure);
  const float bottom = y;
  card(painter, at, ImVec2(at.x + width, bottom));
  measure(Pass::Draw);
  WidgetNode& node = note_widget(
      painter, Role::Row, concat(problem.code, problem.code.empty() ? "" : ": ", problem.message),
      at, ImVec2(at.x + width, bottom));
  node.value = concat("line ", problem.line);
  ImGui::PushID(&problem);
  if (ImGui::IsMouseHoveringRect(at, ImVec2(at.x + width, bottom)) && ImGui::IsWindowHovered())
    painter.state.next_hovered_line = problem.line;
  ImGui::PopID();
  return bottom - at.y;
}

}  // namespace

void draw_output(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const scene::OutputScene* scene = view.stage.output;
  if (scene == nullptr ||
      (scene->text.empty() && scene->after_cursor.empty() && scene->errors.empty() && scene->note.empty())) {
    draw_empty(painter, area, Icon::Read, "Nothing printed yet",
               view.stage.is_run_of_earlier_text ? "That run had printed nothing."
               : view.playback.steps == 0 ? "What the program prints appears here as it runs."
                                        : "Up to this step the program has printed nothing.");
    return;
  }
  begin_pane(painter, "output", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float left = area.from.x + 20, width = area.width() - 40 - icon_button_size(painter);
  float y = origin.y + 14;
  note_widget(painter, Role::Code, "Output", area.from, area.to).value = scene->text;
  if (icon_button(painter, Icon::Copy, {"Copy output"},
                  ImVec2(area.to.x - icon_button_size(painter) - 14, y - 4)))
    commands.push_back(CopyText{scene->text});
  y += draw_lines(painter, ImVec2(left, y), width, scene->text, painter.ink(Ink::CodeText));
  if (!scene->errors.empty()) {
    y += 10;
    y += draw_lines(painter, ImVec2(left, y), width, scene->errors, painter.ink(Ink::Bad));
  }
  if (!scene->after_cursor.empty()) {
    y += 12;
    draw_text(painter, ImVec2(left, y), Type::Caption, painter.ink(Ink::Faint),
              "still to come in this run");
    y += line_height_of(painter, Type::Caption) + 4;
    y += draw_lines(painter, ImVec2(left, y), width, scene->after_cursor,
                    faded(painter.ink(Ink::Muted), 0.6f));
  }
  if (!scene->note.empty()) {
    y += 10;
    const float height = draw_wrapped(painter, ImVec2(left, y), width, Type::Small, painter.ink(Ink::Muted), scene->note);
    note_widget(painter, Role::Status, scene->note, ImVec2(left, y), ImVec2(left + width, y + height));
    y += height;
  }
  end_pane(ImVec2(origin.x, y + 20));
}

void draw_problems(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  (void)commands;
  if (view.stage.program == nullptr || view.stage.program->squiggles.empty()) {
    draw_empty(painter, area, Icon::Check, "No problems", "The program compiles.");
    return;
  }
  begin_pane(painter, "problems", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float y = origin.y + 14;
  for (const scene::Squiggle& problem : view.stage.program->squiggles)
    y += draw_problem(painter, problem, ImVec2(area.from.x + 14, y), area.width() - 32) + 10;
  end_pane(ImVec2(origin.x, y + 12));
}

}  // namespace ui
