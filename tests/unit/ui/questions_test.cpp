// Answering: what is chosen becomes an answer in the form of lesson/answers.h.

#include <doctest.h>

#include "tests/support/page_theatre.h"

using namespace ui_test;
using ui::Role;

namespace {

/// A page with one question of the small chapter alone.
void keep_question(Theatre& theatre, lesson::QuestionKind kind) {
  std::vector<lesson::Question>& questions = theatre.chapter.quizzes[0].questions;
  lesson::Question kept;
  for (const lesson::Question& question : questions)
    if (question.kind == kind) kept = question;
  questions = {kept};
  lesson::Block quiz = theatre.chapter.blocks.back();
  theatre.chapter.blocks = {quiz};
  ui::QuestionView asked;
  asked.question = &questions[0];
  theatre.view.chapter.questions = {asked};
}

std::string answer_of(const ui::Commands& commands) {
  const ui::AnswerQuestion* answer = only<ui::AnswerQuestion>(commands);
  return answer == nullptr ? "no answer" : answer->answer;
}

}  // namespace

TEST_CASE("a choice is checked when one is made") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::MultipleChoice);
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(theatre.take_commands().empty());
  REQUIRE(theatre.click(Role::Radio, "second"));
  REQUIRE(theatre.click(Role::Radio, "first"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "0");
}

TEST_CASE("several outcomes can be ticked, and ticked off") {
  Theatre theatre(1440, 1200);
  keep_question(theatre, lesson::QuestionKind::Outcomes);
  REQUIRE(theatre.click(Role::Checkbox, "stops: deadlock"));
  REQUIRE(theatre.click(Role::Checkbox, "first"));
  REQUIRE(theatre.click(Role::Checkbox, "second"));
  REQUIRE(theatre.click(Role::Checkbox, "second"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "0 2");
}

TEST_CASE("steps are put in order with their buttons") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Order);
  REQUIRE(theatre.click(Role::Button, "Move down"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "1 0 2");
}

TEST_CASE("steps are put in order by dragging") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Order);
  theatre.draw(3);
  const ui::Rect from = theatre.find(Role::ListItem, "first")->rect,
                 to = theatre.find(Role::ListItem, "stops: deadlock")->rect;
  theatre.move_pointer(from.x + 80, from.y + 10);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  theatre.draw(2);
  theatre.move_pointer(from.x + 80, to.y + to.height - 4);
  theatre.draw(2);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  theatre.draw(2);
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "1 2 0");
}

TEST_CASE("a short answer is typed and entered") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::ShortAnswer);
  REQUIRE(theatre.click(Role::TextBox, "Your answer"));
  theatre.type("'static");
  CHECK(theatre.find(Role::TextBox, "Your answer")->value == "'static");
  theatre.press(ImGuiKey_Enter);
  CHECK(answer_of(theatre.take_commands()) == "'static");
}

TEST_CASE("letters typed into a box are no keys of the page") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::ShortAnswer);
  REQUIRE(theatre.click(Role::TextBox, "Your answer"));
  theatre.press(ImGuiKey_E);
  theatre.press(ImGuiKey_1);
  theatre.press(ImGuiKey_Space);
  theatre.type("?");
  CHECK(theatre.take_commands().empty());
}

TEST_CASE("a line is located by clicking it") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Locate);
  REQUIRE(theatre.click(Role::Radio, "Line 5"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "line 5");
}

TEST_CASE("tracing says what is printed, or which line is refused") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Tracing);
  REQUIRE(theatre.click(Role::TextBox, "What it prints"));
  theatre.type("7");
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()).rfind("prints", 0) == 0);
  REQUIRE(theatre.click(Role::Radio, "It does not compile"));
  REQUIRE(theatre.click(Role::Radio, "Line 4"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "line 4");
}

TEST_CASE("an ordering is chosen for each hole") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Ordering);
  REQUIRE(theatre.click(Role::Radio, "Acquire"));
  REQUIRE(theatre.click(Role::Button, "Check"));
  CHECK(answer_of(theatre.take_commands()) == "Acquire");
}

TEST_CASE("a schedule is answered with the run on the stage") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::Schedule);
  REQUIRE(theatre.click(Role::Button, "Check my run"));
  CHECK(theatre.take_commands().empty());  // another program is on the stage
  REQUIRE(theatre.click(Role::Button, "Open on stage"));
  const std::string id = theatre.chapter.quizzes[0].questions[0].id;
  CHECK(only<ui::LoadProgram>(theatre.take_commands())->program_id == id);
  theatre.view.stage.program_id = id;
  REQUIRE(theatre.click(Role::Button, "Check my run"));
  CHECK(answer_of(theatre.take_commands()) == "0 1");
}

TEST_CASE("a judged answer shows its verdict, the run that refutes it, and a way to try again") {
  Theatre theatre;
  keep_question(theatre, lesson::QuestionKind::MultipleChoice);
  ui::QuestionView& asked = theatre.view.chapter.questions[0];
  asked.is_answered = true;
  asked.answer = "1";
  asked.feedback.message = "It waits.";
  asked.feedback.wrong_options = {1};
  asked.feedback.refuting_schedule = "0 0";
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "Not yet. It waits.") != nullptr);
  REQUIRE(theatre.click(Role::Button, "Show me the run"));
  CHECK(only<ui::ShowRefutation>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Try again"));
  CHECK(only<ui::RetryQuestion>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Radio, "first"));
  CHECK(theatre.find(Role::Status, "Not yet. It waits.") == nullptr);  // of the earlier choice
}
