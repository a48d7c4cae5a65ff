// The ways to answer: choose, order, type, click a line, or show a run or a program on the stage.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "lesson/answers.h"
#include "ui/questions.h"
#include "ui/rich_text.h"
#include "ui/text_box.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using lesson::Question;
using lesson::QuestionKind;

bool holds(const std::vector<std::uint32_t>& list, std::uint32_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::vector<std::uint32_t> chosen_of(const std::string& draft) {
  return lesson::read_indexes(draft).value_or(std::vector<std::uint32_t>());
}

/// The circle or square of a choice, with what was judged in it.
void draw_mark(const Painter& painter, ImVec2 center, bool is_several, bool is_chosen,
               bool is_judged, bool is_wrong) {
  const float radius = 9;
  const ImU32 color = !is_judged || !is_chosen ? painter.ink(is_chosen ? Ink::Accent : Ink::Faint)
                                               : painter.ink(is_wrong ? Ink::Bad : Ink::Good);
  const ImVec2 half(radius, radius);
  const float rounding = is_several ? 5 : radius;
  if (is_chosen)
    fill(center - half, center + half, color, rounding);
  else
    outline(center - half, center + half, color, rounding, 1.5f);
  const ImU32 on = painter.ink(Ink::OnAccent);
  if (is_chosen && is_judged)
    draw_icon(canvas(), is_wrong ? Icon::Cross : Icon::Check, center, 14, on);
  else if (is_chosen && is_several)
    draw_icon(canvas(), Icon::Check, center, 14, on);
  else if (is_chosen)
    canvas()->AddCircleFilled(center, 3.5f, on, 16);
}

float draw_output_lines(const Reader& reader, std::string_view text, ImVec2 at, float width) {
  CodeBox box;
  box.is_rust = false;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return draw_code_box(reader, text, at, width, box);
}

float draw_choices(const Reader& reader, Asked asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const Question& question = asked.question;
  const bool is_several = question.accepts_several || question.kind == QuestionKind::Outcomes;
  std::vector<std::uint32_t> chosen = chosen_of(asked.draft);
  float y = at.y;
  for (std::uint32_t i = 0; i < question.options.size(); ++i) {
    const lesson::Option& option = question.options[i];
    const bool is_chosen = holds(chosen, i);
    const bool is_wrong = holds(asked.view.feedback.wrong_options, i);
    ImGui::PushID(static_cast<int>(i));
    Backdrop backdrop;
    const float top = y, left = at.x + 44, inner = width - 44 - 14;
    y += 11;
    const bool is_output =
        question.kind == QuestionKind::Outcomes && option.text.rfind("stops:", 0) != 0;
    y += is_output ? draw_output_lines(reader, option.text, ImVec2(left, y), inner)
                   : draw_markdown(reader,
                                   question.kind == QuestionKind::Outcomes
                                       ? concat("It stops:", option.text.substr(6))
                                       : option.text,
                                   ImVec2(left, y), inner);
    const bool shows_reason = asked.is_judged && !option.because.empty() &&
                              (is_chosen || is_wrong || asked.view.feedback.is_right);
    if (shows_reason) {
      Reader small = reader;
      small.is_small = true;
      small.color = painter.ink(Ink::Muted);
      y += 4 + draw_markdown(small, option.because, ImVec2(left, y + 4), inner);
    }
    y = std::max(y + 11, top + painter.target());
    Traits traits;
    traits.is_checked = is_chosen;
    const ImVec2 from(at.x, top), to(at.x + width, y);
    const Touched touched = press_area(painter, is_several ? Role::Checkbox : Role::Radio,
                                       {option.text, "option"}, from, to, traits, 9);
    const float mark_y =
        top + 11 + line_height_of(painter, is_output ? Type::Code : Type::Body) / 2;
    draw_mark(painter, ImVec2(at.x + 22, mark_y), is_several, is_chosen, asked.is_judged, is_wrong);
    backdrop.begin_ground();
    ImU32 edge = painter.ink(is_chosen ? Ink::Accent : Ink::Hairline);
    ImU32 ground = painter.ink(Ink::Card);
    if (is_chosen) ground = painter.ink(Ink::AccentSoft);
    if (asked.is_judged && is_chosen) {
      edge = painter.ink(is_wrong ? Ink::Bad : Ink::Good);
      ground = painter.ink(is_wrong ? Ink::BadSoft : Ink::GoodSoft);
    }
    fill(from, to, ground, 9);
    if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 9);
    outline(from, to, is_chosen ? faded(edge, 0.6f) : edge, 9);
    if (touched.is_clicked) {
      if (!is_several)
        chosen = {i};
      else if (is_chosen)
        chosen.erase(std::find(chosen.begin(), chosen.end(), i));
      else
        chosen.push_back(i);
      asked.draft = lesson::answer_of_choices(chosen);
    }
    ImGui::PopID();
    y += 8;
  }
  return y - 8 - at.y;
}

void move_step(std::vector<std::uint32_t>& order, std::size_t from, std::size_t to) {
  const std::uint32_t step = order[from];
  order.erase(order.begin() + static_cast<long>(from));
  order.insert(order.begin() + static_cast<long>(to), step);
}

float draw_order(const Reader& reader, Asked asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  std::vector<std::uint32_t> order = chosen_of(asked.draft);
  if (order.size() != asked.question.options.size()) {
    order.clear();
    for (std::uint32_t i = 0; i < asked.question.options.size(); ++i) order.push_back(i);
  }
  bool is_changed = false;
  float y = at.y;
  const float side = icon_button_size(painter);
  std::vector<float> tops;
  int held = -1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const lesson::Option& option = asked.question.options[order[i]];
    const bool is_wrong = asked.is_judged && holds(asked.view.feedback.wrong_options, order[i]);
    ImGui::PushID(static_cast<int>(order[i]));
    Backdrop backdrop;
    tops.push_back(y);
    const float top = y, left = at.x + 62, inner = width - 62 - 2 * side - 12;
    const float text_top = std::max(9.0f, (side + 8 - line_height_of(painter, Type::Body)) / 2);
    y +=
        text_top + draw_markdown(reader, option.text, ImVec2(left, y + text_top), inner) + text_top;
    const ImVec2 from(at.x, top), to(at.x + width, y);
    Traits traits;
    traits.value = concat(i + 1);
    const Touched touched =
        press_area(painter, Role::ListItem, {option.text, "step"}, from, to, traits, 9);
    if (touched.is_held) held = static_cast<int>(i);
    draw_icon(canvas(), Icon::Drag, ImVec2(at.x + 18, (from.y + to.y) / 2), 16,
              painter.ink(Ink::Faint));
    const std::string number = concat(i + 1);
    draw_text(painter,
              ImVec2(at.x + 46 - width_of(painter, Type::UiStrong, number) / 2,
                     (from.y + to.y - line_height_of(painter, Type::UiStrong)) / 2),
              Type::UiStrong, painter.ink(is_wrong ? Ink::Bad : Ink::Muted), number);
    const float button_y = (from.y + to.y - side) / 2;
    Traits up, down;
    up.is_enabled = i > 0;
    down.is_enabled = i + 1 < order.size();
    if (icon_button(painter, Icon::ArrowUp, {"Move up", "up"},
                    ImVec2(to.x - 2 * side - 6, button_y), up)) {
      move_step(order, i, i - 1);
      is_changed = true;
    }
    if (icon_button(painter, Icon::ArrowDown, {"Move down", "down"},
                    ImVec2(to.x - side - 6, button_y), down)) {
      move_step(order, i, i + 1);
      is_changed = true;
    }
    backdrop.begin_ground();
    fill(from, to, painter.ink(is_wrong ? Ink::BadSoft : Ink::Card), 9);
    if (touched.is_held || touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 9);
    outline(from, to,
            painter.ink(touched.is_held ? Ink::Accent
                        : is_wrong      ? Ink::Bad
                                        : Ink::Hairline),
            9);
    ImGui::PopID();
    y += 8;
    if (is_changed) break;
  }
  if (held >= 0 && !is_changed && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    std::size_t over = 0;
    for (std::size_t i = 0; i < tops.size(); ++i)
      if (ImGui::GetIO().MousePos.y >= tops[i]) over = i;
    if (static_cast<int>(over) != held) {
      move_step(order, static_cast<std::size_t>(held), over);
      is_changed = true;
    }
  }
  if (is_changed || asked.draft.empty()) asked.draft = lesson::answer_of_order(order);
  return y - 8 - at.y;
}

float draw_short_answer(const Reader& reader, Asked asked, ImVec2 at, float width) {
  const int rows = asked.question.response == "short" ? 1 : 5;
  bool is_entered = false;
  text_box(reader.painter, {"Your answer"}, at, width, rows, "Type your answer", asked.draft,
           &is_entered);
  if (is_entered && is_complete(reader, asked))
    reader.commands.push_back(AnswerQuestion{asked.question.id, asked.draft});
  return text_box_height(reader.painter, rows);
}

float draw_program(const Reader& reader, const Question& question, ImVec2 at, float width,
                   CodeBox& box) {
  Backdrop backdrop;
  box.has_numbers = true;
  const float height =
      14 + draw_code_box(reader, question.program, at + ImVec2(16, 14), width - 32, box) + 14;
  note_widget(reader.painter, Role::Code, question.id, at, at + ImVec2(width, height)).value =
      question.program;
  backdrop.begin_ground();
  fill(at, at + ImVec2(width, height), reader.painter.ink(Ink::CodeBack), 9);
  outline(at, at + ImVec2(width, height), reader.painter.ink(Ink::Hairline), 9);
  return height;
}

float draw_tracing(const Reader& reader, Asked asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const bool says_line = lesson::read_line(asked.draft).has_value() || asked.draft == "line";
  CodeBox box;
  box.has_pressable_lines = says_line;
  box.chosen_line = lesson::read_line(asked.draft).value_or(0);
  float y = at.y + draw_program(reader, asked.question, at, width, box) + 12;
  if (box.clicked_line > 0) asked.draft = lesson::answer_of_line(box.clicked_line);
  static constexpr std::string_view ways[] = {"It prints", "It does not compile"};
  const int pressed = segments(painter, {"What happens"}, ImVec2(at.x, y), std::min(width, 340.0f),
                               ways, 2, says_line ? 1 : 0);
  if (pressed == 0 && says_line) asked.draft = lesson::answer_of_output("");
  if (pressed == 1 && !says_line) asked.draft = "line";
  y += std::max(painter.target(), 36.0f) + 10;
  if (says_line) {
    const std::string words = box.chosen_line > 0
                                  ? concat("Line ", box.chosen_line, " is the one that is refused.")
                                  : std::string("Click the line that is refused.");
    draw_text(painter, ImVec2(at.x, y), Type::Ui, painter.ink(Ink::Muted), words);
    return y + line_height_of(painter, Type::Ui) - at.y;
  }
  std::string output = lesson::read_output(asked.draft).value_or("");
  if (text_box(painter, {"What it prints"}, ImVec2(at.x, y), width, 3,
               "What it prints, line by line", output))
    asked.draft = lesson::answer_of_output(output);
  return y + text_box_height(painter, 3) - at.y;
}

float draw_locate(const Reader& reader, Asked asked, ImVec2 at, float width) {
  CodeBox box;
  box.has_pressable_lines = true;
  box.chosen_line = lesson::read_line(asked.draft).value_or(0);
  box.is_chosen_wrong = asked.is_judged && !asked.view.feedback.is_right;
  const float height = draw_program(reader, asked.question, at, width, box);
  if (box.clicked_line > 0) asked.draft = lesson::answer_of_line(box.clicked_line);
  return height;
}

constexpr std::string_view not_chosen = "?";   // in the draft, for an ordering still to be chosen

float draw_orderings(const Reader& reader, Asked asked, ImVec2 at, float width) {
  static constexpr std::string_view names[] = {"Relaxed", "Acquire", "Release", "AcqRel", "SeqCst"};
  const Painter& painter = reader.painter;
  CodeBox box;
  float y = at.y + draw_program(reader, asked.question, at, width, box);
  std::vector<std::string> words = lesson::read_words(asked.draft);
  words.resize(asked.question.accepted.size(), std::string(not_chosen));
  for (std::size_t hole = 0; hole < words.size(); ++hole) {
    y += 10;
    const std::string label =
        words.size() == 1 ? std::string("Ordering") : concat("Ordering ", hole + 1);
    const float label_width = width < 480 ? 0 : 96;
    if (label_width > 0)
      draw_text(painter, ImVec2(at.x, y + 8), Type::SmallStrong, painter.ink(Ink::Muted), label);
    int selected = -1;
    for (int i = 0; i < 5; ++i)
      if (words[hole] == names[i]) selected = i;
    const int pressed = segments(painter, {label}, ImVec2(at.x + label_width, y),
                                 width - label_width, names, 5, selected);
    if (pressed >= 0) words[hole] = std::string(names[pressed]);
    y += std::max(painter.target(), 36.0f);
  }
  std::string draft;
  for (const std::string& word : words) draft += draft.empty() ? word : concat(" ", word);
  asked.draft = draft;
  return y - at.y;
}

bool is_on_stage(const Reader& reader, const Asked& asked) {
  return reader.view.stage.program_id == asked.question.id;
}

/// For questions that are answered with the stage: bring the program there, then say how far it is.
float draw_stage_task(const Reader& reader, Asked asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const bool is_here = is_on_stage(reader, asked);
  const bool is_schedule = asked.question.kind == QuestionKind::Schedule;
  Backdrop backdrop;
  float y = at.y + 14;
  std::string words;
  if (!is_here)
    words = is_schedule
                ? "Open the program on the stage and move its threads until it happens."
                : "Open the program on the stage and edit it until it holds in every execution.";
  else if (is_schedule && reader.view.playback.has_ended)
    words = concat("Your run has ended. ", reader.view.playback.verdict);
  else if (is_schedule)
    words = "It is on the stage. Choose which thread moves next by clicking its lane.";
  else
    words = reader.view.stage.is_compiled ? "It is on the stage and compiles."
                                          : "It is on the stage, and does not compile yet.";
  const float inner = width - 32;
  y += draw_sentence(painter, words, ImVec2(at.x + 16, y), inner, {Type::Ui, painter.ink(Ink::Text)});
  y += 8;
  ButtonStyle style;
  style.icon = is_here ? Icon::ArrowRight : Icon::Stage;
  style.look = is_here ? Look::Plain : Look::Soft;
  if (button(painter, {is_here ? "Go to the stage" : "Open on stage", "stage"},
             ImVec2(at.x + (is_here ? 8 : 16), y), style)) {
    if (!is_here) reader.commands.push_back(LoadProgram{asked.question.id});
    painter.state.narrow_pane = NarrowPane::Stage;
    painter.state.tab = StageTab::Threads;
    if (!is_schedule) painter.state.mode = StageMode::Edit;
  }
  y += button_size(painter, "", style).y + 12;
  backdrop.begin_ground();
  fill(at, ImVec2(at.x + width, y), painter.ink(Ink::Sunken), 9);
  return y - at.y;
}

}  // namespace

float draw_answering(const Reader& around, Asked asked, ImVec2 at, float width) {
  Reader reader = around;
  reader.has_copies = false;   // what is pressed, moved or judged has its own buttons there
  switch (asked.question.kind) {
    case QuestionKind::MultipleChoice:
      return draw_choices(reader, asked, at, width);
    case QuestionKind::Outcomes: {
      float height = 0;
      if (!asked.question.program.empty()) {
        CodeBox box;
        height = draw_program(reader, asked.question, at, width, box) + 14;
      }
      return height + draw_choices(reader, asked, at + ImVec2(0, height), width);
    }
    case QuestionKind::Order:
      return draw_order(reader, asked, at, width);
    case QuestionKind::ShortAnswer:
      return draw_short_answer(reader, asked, at, width);
    case QuestionKind::Tracing:
      return draw_tracing(reader, asked, at, width);
    case QuestionKind::Locate:
      return draw_locate(reader, asked, at, width);
    case QuestionKind::Ordering:
      return draw_orderings(reader, asked, at, width);
    case QuestionKind::Schedule:
      return draw_stage_task(reader, asked, at, width);
    case QuestionKind::Exercise:
      return draw_stage_task(reader, asked, at, width);
  }
  return 0;
}

bool is_complete(const Reader& reader, const Asked& asked) {
  switch (asked.question.kind) {
    case QuestionKind::MultipleChoice:
    case QuestionKind::Outcomes:
      return !chosen_of(asked.draft).empty();
    case QuestionKind::Order:
      return true;
    case QuestionKind::Ordering:
      return !asked.draft.empty() && asked.draft.find(not_chosen) == std::string::npos;
    case QuestionKind::ShortAnswer:
      return !trimmed(asked.draft).empty();
    case QuestionKind::Tracing:
      return asked.draft != "line";
    case QuestionKind::Locate:
      return lesson::read_line(asked.draft).has_value();
    case QuestionKind::Schedule:
      return is_on_stage(reader, asked) && reader.view.playback.steps > 0;
    case QuestionKind::Exercise:
      return is_on_stage(reader, asked);
  }
  return false;
}

std::string answer_to_give(const Reader& reader, const Asked& asked) {
  if (asked.question.kind == QuestionKind::Schedule) return reader.view.playback.schedule;
  if (asked.question.kind == QuestionKind::Exercise)
    return reader.view.stage.program != nullptr ? reader.view.stage.program->text : std::string();
  if (asked.question.kind == QuestionKind::Tracing && !lesson::read_line(asked.draft) &&
      !lesson::read_output(asked.draft))
    return lesson::answer_of_output("");
  return asked.draft;
}

}  // namespace ui
