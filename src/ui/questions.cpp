#include "ui/questions.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using lesson::Question;
using lesson::QuestionKind;

std::string_view kind_words(const Question& question) {
  switch (question.kind) {
    case QuestionKind::ShortAnswer:
      return "Answer in words";
    case QuestionKind::Tracing:
      return "What does it print?";
    case QuestionKind::MultipleChoice:
      return question.accepts_several ? "Choose all that are right" : "Choose one";
    case QuestionKind::Outcomes:
      return "Which outcomes are possible?";
    case QuestionKind::Schedule:
      return "Find the schedule";
    case QuestionKind::Order:
      return "Put in order";
    case QuestionKind::Ordering:
      return "The weakest ordering that is right";
    case QuestionKind::Locate:
      return "Click the line";
    case QuestionKind::Exercise:
      return "Exercise";
  }
  return "";
}

std::string_view check_words(QuestionKind kind) {
  if (kind == QuestionKind::Schedule) return "Check my run";
  if (kind == QuestionKind::Exercise) return "Check my program";
  return "Check";
}

const QuestionView* view_of(const PageView& page, const Question& question) {
  for (const QuestionView& view : page.chapter.questions)
    if (view.question != nullptr && view.question->id == question.id) return &view;
  return nullptr;
}

float draw_verdict(const Reader& reader, const Asked& asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const lesson::Feedback& feedback = asked.view.feedback;
  const Ink ink = feedback.is_right ? Ink::Good : Ink::Bad;
  Backdrop backdrop;
  const float left = at.x + 44, inner = width - 44 - 16;
  float y = at.y + 13;
  const std::string_view title = feedback.is_right ? "That is right." : "Not yet.";
  const float row = line_height_of(painter, Type::UiStrong);
  const ImVec2 center(at.x + 23, y + row / 2);
  canvas()->AddCircleFilled(center, 10, painter.ink(ink), 24);
  draw_icon(canvas(), feedback.is_right ? Icon::Check : Icon::Cross, center, 14,
            painter.ink(Ink::OnAccent));
  draw_text(painter, ImVec2(left, y), Type::UiStrong, painter.ink(ink), title);
  y += row;
  Reader small = reader;
  small.is_small = true;
  if (!feedback.message.empty())
    y += 4 + draw_markdown(small, feedback.message, ImVec2(left, y + 4), inner);
  if (feedback.is_right && !asked.question.context.empty())
    y += 8 + draw_markdown(small, asked.question.context, ImVec2(left, y + 8), inner);
  if (!feedback.refuting_schedule.empty()) {
    ButtonStyle style;
    style.look = Look::Outlined;
    style.icon = Icon::Play;
    if (button(painter, {"Show me the run", "refute"}, ImVec2(left, y + 10), style)) {
      reader.commands.push_back(ShowRefutation{asked.question.id});
      painter.state.narrow_pane = NarrowPane::Stage;
      painter.state.tab = StageTab::Threads;
    }
    y += 10 + button_size(painter, "", style).y;
  }
  y += 14;
  note_widget(painter, Role::Status, concat(title, " ", feedback.message), at,
              ImVec2(at.x + width, y));
  backdrop.begin_ground();
  fill(at, ImVec2(at.x + width, y), painter.ink(feedback.is_right ? Ink::GoodSoft : Ink::BadSoft),
       9);
  if (painter.theme.name == "contrast") outline(at, ImVec2(at.x + width, y), painter.ink(ink), 9);
  return y - at.y;
}

float draw_actions(const Reader& reader, const Asked& asked, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const Question& question = asked.question;
  float x = at.x;
  ButtonStyle style;
  style.look = Look::Primary;
  const float height = button_size(painter, "", style).y;
  if (asked.view.is_judging) {
    draw_text(painter, ImVec2(at.x, at.y), Type::Small, painter.ink(Ink::Muted),
              "Checking every execution");
    progress_bar(painter, {"Checking the answer"}, ImVec2(at.x, at.y + height - 10),
                 std::min(width, 260.0f), reader.view.work.progress);
    return height;
  }
  if (asked.is_judged && asked.view.feedback.is_right) {
    style.look = Look::Plain;
    style.icon = Icon::Reset;
    if (button(painter, {"Answer again", "retry"}, ImVec2(x - 8, at.y), style)) {
      reader.commands.push_back(RetryQuestion{question.id});
      painter.state.drafts.erase(question.id);
    }
    return height;
  }
  const bool is_stage_task =
      question.kind == QuestionKind::Schedule || question.kind == QuestionKind::Exercise;
  Traits traits;
  traits.is_enabled = is_complete(reader, asked) && (!asked.is_judged || is_stage_task);
  if (button(painter, {check_words(question.kind), "check"}, ImVec2(x, at.y), style, traits, &x))
    reader.commands.push_back(AnswerQuestion{question.id, answer_to_give(reader, asked)});
  if (asked.is_judged) {
    style.look = Look::Plain;
    style.icon = Icon::Reset;
    if (button(painter, {"Try again", "retry"}, ImVec2(x + 8, at.y), style)) {
      reader.commands.push_back(RetryQuestion{question.id});
      painter.state.drafts.erase(question.id);
    }
  }
  return height;
}

float draw_question(const Reader& reader, const Question& question, std::size_t number,
                    std::size_t count, ImVec2 at, float width) {
  static const QuestionView unseen;
  const Painter& painter = reader.painter;
  const QuestionView* found = view_of(reader.view, question);
  const QuestionView& view = found != nullptr ? *found : unseen;
  ImGui::PushID(question.id.data(), question.id.data() + question.id.size());
  const auto [entry, is_new] = painter.state.drafts.try_emplace(question.id);
  if (is_new && view.is_answered) entry->second = view.answer;
  const bool is_stage_task =
      question.kind == QuestionKind::Schedule || question.kind == QuestionKind::Exercise;
  Asked asked{question, view, entry->second, false};
  asked.is_judged = view.is_answered && (is_stage_task || asked.draft == view.answer);

  Backdrop backdrop;
  const float padding = width < 480 ? 16.0f : 24.0f;
  const float left = at.x + padding, inner = width - 2 * padding;
  float y = at.y + padding - 4;
  const bool is_right = view.is_answered && view.feedback.is_right;
  const std::string label = concat("QUESTION ", number, " OF ", count);
  draw_text(painter, ImVec2(left, y), Type::Caption, painter.ink(Ink::Accent), label);
  const float label_width = width_of(painter, Type::Caption, label);
  draw_elided(painter, ImVec2(left + label_width + 10, y), Type::Caption, painter.ink(Ink::Faint),
              kind_words(question), inner - label_width - 40);
  if (is_right) {
    const ImVec2 center(at.x + width - padding - 9, y + line_height_of(painter, Type::Caption) / 2);
    canvas()->AddCircleFilled(center, 9, painter.ink(Ink::Good), 24);
    draw_icon(canvas(), Icon::Check, center, 13, painter.ink(Ink::OnAccent));
  }
  y += line_height_of(painter, Type::Caption) + 10;
  y += draw_markdown(reader, question.prompt, ImVec2(left, y), inner) + 16;
  y += draw_answering(reader, asked, ImVec2(left, y), inner) + 16;
  const bool shows_verdict = asked.is_judged && !view.is_judging;
  if (shows_verdict) y += draw_verdict(reader, asked, ImVec2(left, y), inner) + 14;
  y += draw_actions(reader, asked, ImVec2(left, y), inner) + padding;
  WidgetNode& node =
      note_widget(painter, Role::Region, concat("Question ", number), at, ImVec2(at.x + width, y));
  node.value = question.id;
  backdrop.begin_ground();
  shadow(painter, at, ImVec2(at.x + width, y), 12, 6);
  card(painter, at, ImVec2(at.x + width, y), Ink::Card, 12);
  ImGui::PopID();
  return y - at.y;
}

}  // namespace

float draw_quiz(const Reader& reader, const lesson::Quiz& quiz, ImVec2 at, float width) {
  float y = at.y;
  std::size_t number = 0, count = 0;
  for (const lesson::Quiz& each : reader.chapter->quizzes) {
    if (&each == &quiz) number = count;
    count += each.questions.size();
  }
  const std::string* shared = nullptr;
  for (const Question& question : quiz.questions) {
    if (&question != &quiz.questions.front()) y += 18;
    if (!question.part_of.empty() && (shared == nullptr || *shared != question.part_of))
      y += draw_markdown(reader, question.part_of, ImVec2(at.x, y), width) + 14;
    shared = &question.part_of;
    y += draw_question(reader, question, ++number, count, ImVec2(at.x, y), width);
  }
  return y - at.y;
}

}  // namespace ui
