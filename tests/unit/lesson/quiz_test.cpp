// Quiz files: mdbook-quiz's schema, our types, and what is told about broken ones.

#include <doctest/doctest.h>

#include "course.h"
#include "lesson/answers.h"

namespace {

course::Loaded load(std::string quiz) {
  return course::load(course::with_chapter("text\n\n{{#quiz ../q.toml}}\n", {{"q.toml", std::move(quiz)}}));
}

lesson::Question question_of(std::string quiz) {
  const course::Loaded loaded = load("[[questions]]\nid = \"q\"\n" + quiz);
  CHECK(loaded.problems() == "");
  REQUIRE(loaded.chapter.quizzes.size() == 1);
  REQUIRE(loaded.chapter.quizzes[0].questions.size() == 1);
  return loaded.chapter.quizzes[0].questions[0];
}

/// Problems of a quiz with one question whose lines start at line 3.
std::string problems_of(std::string question) {
  return load("[[questions]]\nid = \"q\"\n" + question).problems();
}

std::string texts(const std::vector<lesson::Option>& options) {
  std::string out;
  for (const lesson::Option& option : options)
    out += concat(out.empty() ? "" : " ", option.is_right ? "+" : "-", option.text);
  return out;
}

}  // namespace

TEST_CASE("mdbook-quiz's three types load unchanged") {
  const course::Loaded loaded = load(R"(
[multipart]
shared = "A *shared* text"

[[questions]]
id = "one"
type = "ShortAnswer"
prompt.prompt = "Keyword?"
prompt.response = "short"
answer.answer = "let"
answer.alternatives = ["LET"]
context = "It is `let`."

[[questions]]
id = "two"
multipart = "shared"
type = "Tracing"
prompt.program = "fn main() {\n  println!(\"1\");\n}\n"
answer.doesCompile = true
answer.stdout = "1"
promptExplanation = true

[[questions]]
id = "three"
type = "MultipleChoice"
prompt.prompt = "1 + 1?"
prompt.distractors = ["1", "3"]
prompt.answerIndex = 1
answer.answer = "2"
)");
  CHECK(loaded.problems() == "");
  REQUIRE(loaded.chapter.quizzes.size() == 1);
  const std::vector<lesson::Question>& questions = loaded.chapter.quizzes[0].questions;
  REQUIRE(questions.size() == 3);
  CHECK(questions[0].accepted == std::vector<std::string>{"let", "LET"});
  CHECK(questions[0].context == "It is `let`.");
  CHECK(questions[1].part_of == "A *shared* text");
  CHECK(questions[1].does_compile);
  CHECK(questions[1].stdout_text == "1");
  CHECK(texts(questions[2].options) == "-1 +2 -3");
  CHECK_FALSE(questions[2].accepts_several);
  CHECK(course::dump(loaded.chapter.blocks) == "p(text) quiz#1");
}

TEST_CASE("several right answers are a list, and each option may say why") {
  const lesson::Question question = question_of(
      "type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"d\", \"b\"]\nprompt.because = [\"no d\", \"no b\"]\n"
      "prompt.sortAnswers = true\nanswer.answer = [\"c\", \"a\"]\nanswer.because = [\"yes c\", \"yes a\"]\n");
  CHECK(question.accepts_several);
  CHECK(texts(question.options) == "+a -b +c -d");
  CHECK(question.options[1].because == "no b");
  CHECK(question.options[2].because == "yes c");
  CHECK(lesson::right_answer(question) == "0 2");
}

TEST_CASE("options come in an order of their own, which editing a text does not change") {
  const auto order_with = [](std::string text) {
    return question_of("type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"b\", \"c\", \"d\", \"e\"]\n"
                       "answer.answer = \"" + text + "\"\n").options;
  };
  const std::vector<lesson::Option> before = order_with("a"), after = order_with("edited");
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i].is_right == after[i].is_right);
}

TEST_CASE("our own types load") {
  const std::string program = "prompt.prompt = \"p\"\nprompt.program = \"fn main() {\\n}\\n\"\n";
  const lesson::Question outcomes =
      question_of("type = \"Outcomes\"\n" + program + "prompt.distractors = [\"3\"]\nanswer.answer = [\"1\"]\n");
  CHECK(outcomes.kind == lesson::QuestionKind::Outcomes);
  CHECK(outcomes.accepts_several);
  CHECK(question_of("type = \"Schedule\"\n" + program + "answer.goal = \"deadlock\"\n").goal == "deadlock");
  CHECK(question_of("type = \"Locate\"\n" + program + "answer.lineNumber = [1, 2]\n").line_numbers ==
        std::vector<std::uint32_t>{1, 2});
  const lesson::Question exercise = question_of(
      "type = \"Exercise\"\n" + program + "answer.goal = \"prints: 2\"\nanswer.mustContain = \"spawn\"\nanswer.solution = \"fn main() {}\"\n");
  CHECK(exercise.must_contain == std::vector<std::string>{"spawn"});
  const lesson::Question ordering = question_of(
      "type = \"Ordering\"\nprompt.prompt = \"p\"\nprompt.program = \"x.store(1, ?1); x.load(?2)\"\nprompt.memory = \"c11\"\n"
      "answer.goal = \"prints: 1\"\nanswer.answer = [\"Release\", \"Acquire\"]\n");
  CHECK(lesson::right_answer(ordering) == "Release Acquire");
  CHECK(ordering.memory == "c11");
}

TEST_CASE("steps to put in order are never shown in the right order") {
  for (const char* id : {"q1", "q2", "q3", "q4", "q5", "q6"}) {
    const course::Loaded loaded = load(concat("[[questions]]\nid = \"", id,
                                              "\"\ntype = \"Order\"\nprompt.prompt = \"p\"\nanswer.answer = [\"a\", [\"b\", \"c\"], \"d\"]\n"));
    const lesson::Question& question = loaded.chapter.quizzes.at(0).questions.at(0);
    bool is_in_order = true;
    for (std::size_t i = 1; i < question.options.size(); ++i)
      is_in_order = is_in_order && question.options[i - 1].rank <= question.options[i].rank;
    CHECK_FALSE(is_in_order);
  }
}

TEST_CASE("answers are written and read in one form") {
  CHECK(lesson::answer_of_choices({2, 0, 2}) == "0 2");
  CHECK(lesson::answer_of_order({2, 0, 1}) == "2 0 1");
  CHECK(*lesson::read_indexes("2 0 1") == std::vector<std::uint32_t>{2, 0, 1});
  CHECK(lesson::read_indexes("")->empty());
  CHECK_FALSE(lesson::read_indexes("1 x").has_value());
  CHECK_FALSE(lesson::read_indexes("99999999999").has_value());
  CHECK(*lesson::read_line("line 4") == 4);
  CHECK_FALSE(lesson::read_line("4").has_value());
  CHECK(*lesson::read_output(lesson::answer_of_output("a\nb\n")) == "a\nb\n");
  CHECK(lesson::read_output("prints")->empty());
  CHECK_FALSE(lesson::read_output("line 3").has_value());
}

TEST_CASE("a broken quiz is told at its line, and the chapter still loads") {
  const struct { const char* question; const char* problem; } table[] = {
      {"type = \"Multiplechoice\"\n", "q.toml:3: unknown type of question `Multiplechoice`\n"},
      {"prompt.prompt = \"p\"\n", "q.toml:1: the question has no `type`\n"},
      {"type = \"ShortAnswer\"\nanswer.answer = \"a\"\n", "q.toml:1: the question has no `prompt`\n"},
      {"type = \"ShortAnswer\"\nprompt.prompt = \"p\"\n", "q.toml:1: the question has no `answer`\n"},
      {"type = \"ShortAnswer\"\nprompt = \"p\"\nanswer.answer = \"a\"\n",
       "q.toml:4: `prompt` is a text, expected a table\nq.toml:1: the question has no `prompt`\n"},
      {"type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"a\"]\nanswer.answer = []\n",
       "q.toml:6: no option is right\n"},
      {"type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"a\"]\nanswer.answer = \"a\"\n",
       "q.toml:5: two options read `a`\n"},
      {"type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"a\", 3]\nanswer.answer = \"b\"\n",
       "q.toml:5: expected a text, found a number\n"},
      {"type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"a\"]\nprompt.because = [\"x\", \"y\"]\nanswer.answer = \"b\"\n",
       "q.toml:6: there are 2 reasons for 1 options\n"},
      {"type = \"MultipleChoice\"\nprompt.prompt = \"p\"\nprompt.distractors = [\"a\"]\nprompt.answerIndex = 7\nanswer.answer = \"b\"\n",
       "q.toml:6: there is no place 7 among 2 options\n"},
      {"type = \"Tracing\"\nprompt.program = \"fn main() {}\"\nanswer.doesCompile = true\n", "q.toml:5: `answer` has no `stdout`\n"},
      {"type = \"Tracing\"\nprompt.program = \"fn main() {}\"\nanswer.doesCompile = false\nanswer.lineNumber = 9\n",
       "q.toml:6: the program has no line 9, only 1\n"},
      {"type = \"Schedule\"\nprompt.prompt = \"p\"\nprompt.program = \"fn main() {}\"\nanswer.goal = \"prints 1\"\n",
       "q.toml:6: unknown goal `prints 1`\n"},
      {"type = \"Exercise\"\nprompt.prompt = \"p\"\nanswer.goal = \"ends\"\n", "q.toml:4: `prompt` has no `program`\n"},
      {"type = \"Order\"\nprompt.prompt = \"p\"\nanswer.answer = [\"a\"]\n", "q.toml:5: there is nothing to put in order\n"},
      {"type = \"Ordering\"\nprompt.prompt = \"p\"\nprompt.program = \"x\"\nanswer.goal = \"ends\"\nanswer.answer = \"Strong\"\n",
       "q.toml:7: unknown ordering `Strong`\nq.toml:7: the program has no hole `?1`\n"},
      {"type = \"ShortAnswer\"\nmultipart = \"x\"\nprompt.prompt = \"p\"\nanswer.answer = \"a\"\n",
       "q.toml:4: there is no `multipart.x`\n"},
      {"type = \"ShortAnswer\"\nprompt.prompt = \"p\"\nanswer.answer = \"a\"\nanswer.alternative = \"b\"\n",
       "q.toml:6: unknown key `alternative` in `answer`\n"},
      {"type = \n", "q.toml:3: this is not TOML: "},
  };
  for (const auto& row : table) {
    INFO(row.question);
    const std::string expected = row.problem;
    CHECK(problems_of(row.question).substr(0, expected.back() == '\n' ? std::string::npos : expected.size()) == expected);
    CHECK(course::dump(load(concat("[[questions]]\nid = \"q\"\n", row.question)).chapter.blocks).substr(0, 7) == "p(text)");
  }
}

TEST_CASE("a quiz without questions, with twins, without ids, or missing, is told") {
  CHECK(load("").problems() == "q.toml:1: the quiz has no questions\n");
  const std::string question = "type = \"ShortAnswer\"\nprompt.prompt = \"p\"\nanswer.answer = \"a\"\n";
  CHECK(load("[[questions]]\nid = \"x\"\n" + question + "[[questions]]\nid = \"x\"\n" + question).problems() ==
        "q.toml:7: two questions have the id `x`\n");
  CHECK(load("[[questions]]\n" + question).problems() == "q.toml:1: the question has no `id`\n");
  CHECK(course::load(course::with_chapter("a\n\n{{#quiz gone.toml}}\n\nb")).problems() ==
        "src/a.md:3: the quiz `src/gone.toml` is missing\n");
  CHECK(course::dump(course::load(course::with_chapter("a\n\n{{#quiz gone.toml}}\n\nb")).chapter.blocks) == "p(a) p(b)");
  CHECK(course::load(course::with_chapter("```text\n{{#quiz ../q.toml}}\n```", {{"q.toml", "[[questions]]\nid = \"q\"\n" + question}})).problems() ==
        "src/a.md:2: a quiz cannot stand inside code\n");
}

TEST_CASE("a quiz in the middle of a paragraph comes after it") {
  const std::string quiz = "[[questions]]\nid = \"q\"\ntype = \"ShortAnswer\"\nprompt.prompt = \"p\"\nanswer.answer = \"a\"\n";
  const course::Loaded loaded = course::load(course::with_chapter("before {{#quiz ../q.toml}} after", {{"q.toml", quiz}}));
  CHECK(course::dump(loaded.chapter.blocks) == "p(before  after) quiz#1");
}
