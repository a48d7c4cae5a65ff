// Whether the right answer of a question is right, and the rest of it makes sense.

#include <algorithm>

#include "base/text.h"
#include "lesson/answers.h"
#include "lesson/check.h"
#include "lesson/goal.h"
#include "lesson/grade.h"
#include "lesson/grading.h"

namespace lesson {
namespace {

constexpr std::uint64_t statements_a_piece = 10'000'000;

class QuestionCheck {
 public:
  QuestionCheck(const Question& question, std::shared_ptr<run::Compiler> compiler, diag::Diagnostics& diagnostics)
      : question_(question), compiler_(std::move(compiler)), diagnostics_(diagnostics) {
    run_options_.aliasing = run::find_aliasing(question.aliasing).value_or(run::Aliasing::None);
    run_options_.memory = run::find_memory(question.memory).value_or(run::Memory::Sc);
  }

  void check() {
    switch (question_.kind) {
      case QuestionKind::ShortAnswer:
      case QuestionKind::MultipleChoice:
      case QuestionKind::Order: return accepts(right_answer(question_));
      case QuestionKind::Tracing: return check_tracing();
      case QuestionKind::Locate: return check_locate();
      case QuestionKind::Outcomes: return check_outcomes();
      case QuestionKind::Schedule: return check_schedule();
      case QuestionKind::Exercise: return check_exercise();
      case QuestionKind::Ordering: return check_ordering();
    }
  }

 private:
  void fail(std::string message) {
    diagnostics_.add(diag::Kind::LessonClaim, question_.span, concat("question ", quoted(question_.id), ": ", message));
  }

  Feedback judge(std::string answer) {
    if (judging_of(question_.kind) == Judging::AtOnce) return grade_at_once(question_, answer);
    Grading grading(compiler_, question_, std::move(answer));
    while (grading.advance(statements_a_piece)) {
    }
    return grading.feedback();
  }

  void accepts(std::string answer) {
    const Feedback feedback = judge(std::move(answer));
    if (!feedback.is_right) fail(concat("its own answer is judged wrong: ", feedback.message));
  }

  /// The question's program, compiled; none after a complaint.
  std::optional<run::Compiled> compile(const std::string& text) {
    run::CompileOptions options;
    options.edition = question_.edition == 2021 ? syntax::Edition::E2021 : syntax::Edition::E2024;
    run::Compiled compiled = compiler_->compile(text, options);
    if (compiled.code) return compiled;
    const run::Report report = run::report_of_errors(compiled);
    fail(concat("its program does not compile: line ", report.place.line, ": ", report.message));
    return std::nullopt;
  }

  std::optional<run::ExploreReport> explore(const run::Compiled& compiled) {
    run::ExploreOptions options;
    options.run = run_options_;
    run::ExploreReport report = run::explore(compiled, options);
    if (report.verdict != "ok") {
      fail(report.message);
      return std::nullopt;
    }
    if (!report.is_complete) {
      fail(report.is_whole ? concat(report.cut_off, " executions meet a limit or what is not supported") : concat("more than ", report.executions, " executions: too many to try them all"));
      return std::nullopt;
    }
    return report;
  }

  // ---- One type each

  void check_tracing() {
    accepts(right_answer(question_));
    if (question_.does_compile) {
      const std::optional<run::Compiled> compiled = compile(question_.program);
      if (!compiled) return;
      const std::optional<run::ExploreReport> report = explore(*compiled);
      if (!report) return;
      for (const run::OutcomeReport& outcome : report->outcomes)
        if (outcome.verdict != "ok" || without_final_newline(outcome.stdout_text) != without_final_newline(question_.stdout_text))
          fail(concat("its program ", describe_ending(outcome.verdict, outcome.message, outcome.place.line, outcome.stdout_text)));
      return;
    }
    run::CompileOptions options;
    options.edition = question_.edition == 2021 ? syntax::Edition::E2021 : syntax::Edition::E2024;
    const run::Compiled compiled = compiler_->compile(question_.program, options);
    if (compiled.code) return fail("its program compiles, and is said not to");
    if (compiled.is_unsupported()) return fail(run::report_of_errors(compiled).message);
    const bool is_there = question_.line_number == 0 ||
                          std::any_of(compiled.messages.begin(), compiled.messages.end(), [&](const run::Message& message) {
                            return message.level == diag::Level::Error && message.place.line == question_.line_number;
                          });
    if (!is_there) fail(concat("line ", question_.line_number, " has no error; line ", run::report_of_errors(compiled).place.line, " has"));
  }

  /// Where the program's runs stop at places, the lines that are right are among these places.
  void check_locate() {
    accepts(right_answer(question_));
    const auto lines = static_cast<std::uint32_t>(split_lines(question_.program).size());
    for (const std::uint32_t line : question_.line_numbers)
      if (line == 0 || line > lines) fail(concat("its program has no line ", line));
  }

  void check_outcomes() {
    accepts(right_answer(question_));
    const std::optional<run::Compiled> compiled = compile(question_.program);
    if (!compiled) return;
    const std::optional<run::ExploreReport> report = explore(*compiled);
    if (!report) return;
    for (const run::OutcomeReport& outcome : report->outcomes) {
      const bool is_offered = std::any_of(question_.options.begin(), question_.options.end(), [&](const Option& option) {
        return is_option(option.text, outcome.verdict, outcome.stdout_text);
      });
      if (!is_offered)
        fail(concat("no option says that the program ", describe_ending(outcome.verdict, outcome.message, outcome.place.line, outcome.stdout_text)));
    }
  }

  void check_schedule() {
    const std::optional<Goal> goal = read_goal(question_.goal);
    if (!goal) return fail(concat("its goal ", quoted(question_.goal), " cannot be read"));
    if (!question_.solution.empty()) accepts(question_.solution);
    const std::optional<run::Compiled> compiled = compile(question_.program);
    if (!compiled) return;
    const std::optional<run::ExploreReport> report = explore(*compiled);
    if (!report) return;
    for (const run::OutcomeReport& outcome : report->outcomes)
      if (is_reached(*goal, outcome.verdict, outcome.stdout_text)) return accepts(outcome.schedule);
    fail(concat("no execution ", describe_goal(*goal)));
  }

  void check_exercise() {
    if (!read_goal(question_.goal)) return fail(concat("its goal ", quoted(question_.goal), " cannot be read"));
    if (question_.solution.empty()) fail("it has no solution, so nobody knows whether it can be solved");
    else accepts(question_.solution);
    if (judge(question_.program).is_right) fail("the program it starts from passes already");
  }

  void check_ordering() {
    accepts(right_answer(question_));
    // With every hole as weak as it can be, something must go wrong, or there is nothing to find out.
    std::string weakest;
    for (std::size_t i = 0; i < question_.accepted.size(); ++i) weakest += i == 0 ? "Relaxed" : " Relaxed";
    if (weakest != right_answer(question_) && judge(weakest).is_right) fail("`Relaxed` everywhere is enough");
  }

  const Question& question_;
  std::shared_ptr<run::Compiler> compiler_;
  diag::Diagnostics& diagnostics_;
  run::RunOptions run_options_;
};

}  // namespace

void check_question(const Question& question, std::shared_ptr<run::Compiler> compiler, diag::Diagnostics& diagnostics) {
  QuestionCheck(question, std::move(compiler), diagnostics).check();
}

}  // namespace lesson
