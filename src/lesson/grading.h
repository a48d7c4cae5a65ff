#pragma once
// Judging answers by running: Outcomes (which of these can happen?), Schedule (a run that the student
// drove), Exercise (a program that must do its work in every execution) and Ordering (the holes of a
// program filled in). All runs may take long, so the work is done in pieces:
//
//   Grading grading(compiler, question, answer);
//   while (grading.advance(100'000)) … draw a frame …
//   grading.feedback()

#include <memory>
#include <optional>
#include <string>

#include "lesson/goal.h"
#include "lesson/quiz.h"
#include "run/run.h"

namespace lesson {

class Grading {
 public:
  /// The question must outlive the grading.
  Grading(std::shared_ptr<run::Compiler> compiler, const Question& question, std::string answer);

  /// Works off about so many statements; false when the verdict is there.
  bool advance(std::uint64_t max_steps);
  double estimated_progress() const { return exploration_ ? exploration_->estimated_progress() : 0; }
  const Feedback& feedback() const { return feedback_; }

 private:
  /// Compiles and begins, or gives the verdict at once. False in the second case.
  bool begin();
  std::optional<std::string> program_to_run();
  void judge_schedule(const run::Compiled& compiled);
  void judge_outcomes(const run::ExploreReport& report);
  void judge_goal(const run::ExploreReport& report);
  void be_wrong(std::string message);

  std::shared_ptr<run::Compiler> compiler_;
  const Question& question_;
  std::string answer_;
  bool is_begun_ = false;
  std::optional<run::Exploration> exploration_;
  Feedback feedback_;
};

/// Whether a run that ended so does what the goal says.
bool is_reached(const Goal& goal, std::string_view verdict, std::string_view stdout_text);
/// Whether an option of an Outcomes question (a standard output, or "stops: deadlock") says so.
bool is_option(std::string_view option, std::string_view verdict, std::string_view stdout_text);
/// "prints `2`", "ends in a deadlock (line 7)": how a run ended.
std::string describe_ending(std::string_view verdict, std::string_view message, std::uint32_t line, std::string_view stdout_text);

}  // namespace lesson
