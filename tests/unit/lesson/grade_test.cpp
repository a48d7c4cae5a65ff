// Judging answers that need no run.

#include <doctest/doctest.h>

#include "lesson/answers.h"
#include "lesson/grade.h"

using namespace lesson;

namespace {

Question choice(bool accepts_several) {
  Question question;
  question.kind = QuestionKind::MultipleChoice;
  question.accepts_several = accepts_several;
  question.options = {{"a", true, "", 0}, {"b", false, "", 0}, {"c", accepts_several, "", 0}};
  return question;
}

}  // namespace

TEST_CASE("a single choice is right or wrong") {
  CHECK(grade_at_once(choice(false), "0").is_right);
  const Feedback feedback = grade_at_once(choice(false), "1");
  CHECK_FALSE(feedback.is_right);
  CHECK(feedback.wrong_options == std::vector<std::uint32_t>{1});
}

TEST_CASE("of several choices all must be found and none added") {
  CHECK(grade_at_once(choice(true), "0 2").is_right);
  CHECK(grade_at_once(choice(true), "0").message == "What you chose is right, but one is missing.");
  CHECK(grade_at_once(choice(true), "0").wrong_options.empty());
  CHECK(grade_at_once(choice(true), "0 1").message == "One right choice is missing.");
  CHECK(grade_at_once(choice(true), "0 1 2").wrong_options == std::vector<std::uint32_t>{1});
  CHECK_FALSE(grade_at_once(choice(true), "").is_right);
  CHECK_FALSE(grade_at_once(choice(true), "0 9").is_right);
  CHECK_FALSE(grade_at_once(choice(true), "zero").is_right);
}

TEST_CASE("a short answer is right whatever its case, spacing and backticks") {
  Question question;
  question.kind = QuestionKind::ShortAnswer;
  question.accepted = {"`let mut`", "a mutable binding"};
  CHECK(grade_at_once(question, " Let   mut.").is_right);
  CHECK(grade_at_once(question, "A mutable binding").is_right);
  CHECK_FALSE(grade_at_once(question, "let").is_right);
  question.response = "code";
  CHECK_FALSE(grade_at_once(question, "Let mut").is_right);
}

TEST_CASE("keywords accept an answer in the student's own words") {
  Question question;
  question.kind = QuestionKind::ShortAnswer;
  question.accepted = {"The thread may outlive the frame."};
  question.keywords = {{"outlive", "longer"}, {"frame", "function"}};
  CHECK(grade_at_once(question, "It can live LONGER than the function").is_right);
  CHECK(grade_at_once(question, "It can live longer").message == "You are on the way. Something that matters is still missing.");
  CHECK_FALSE(grade_at_once(question, "Because").is_right);
}

TEST_CASE("a tracing answer names the output or the line") {
  Question question;
  question.kind = QuestionKind::Tracing;
  question.stdout_text = "1\n2\n";
  CHECK(grade_at_once(question, answer_of_output("1\n2")).is_right);
  CHECK(grade_at_once(question, answer_of_output("1 \n2\n\n")).is_right);
  CHECK_FALSE(grade_at_once(question, answer_of_output("1")).is_right);
  const auto hint = [&question](const char* output) { return grade_at_once(question, answer_of_output(output)).message; };
  CHECK(hint("1").find("more follow") != std::string::npos);
  CHECK(hint("1\n3").find("Line 2") != std::string::npos);
  CHECK(hint("1\n2\n3").find("fewer") != std::string::npos);
  CHECK(grade_at_once(question, answer_of_line(1)).message == "The compiler accepts this program.");
  question.does_compile = false;
  question.line_number = 3;
  CHECK(grade_at_once(question, answer_of_line(3)).is_right);
  CHECK_FALSE(grade_at_once(question, answer_of_line(2)).is_right);
  CHECK_FALSE(grade_at_once(question, answer_of_output("1\n2")).is_right);
}

TEST_CASE("steps of equal rank may come in any order") {
  Question question;
  question.kind = QuestionKind::Order;
  question.options = {{"last", true, "", 2}, {"one", true, "", 1}, {"other", true, "", 1}, {"first", true, "", 0}};
  CHECK(grade_at_once(question, "3 1 2 0").is_right);
  CHECK(grade_at_once(question, "3 2 1 0").is_right);
  CHECK(grade_at_once(question, right_answer(question)).is_right);
  const Feedback feedback = grade_at_once(question, "1 3 2 0");
  CHECK_FALSE(feedback.is_right);
  CHECK(feedback.wrong_options == std::vector<std::uint32_t>{1, 3});
  CHECK_FALSE(grade_at_once(question, "3 1 1 0").is_right);
  CHECK_FALSE(grade_at_once(question, "3 1 2").is_right);
}

TEST_CASE("any of the lines to find is right") {
  Question question;
  question.kind = QuestionKind::Locate;
  question.line_numbers = {4, 6};
  CHECK(grade_at_once(question, "line 6").is_right);
  CHECK_FALSE(grade_at_once(question, "line 5").is_right);
  CHECK_FALSE(grade_at_once(question, "6").is_right);
}
