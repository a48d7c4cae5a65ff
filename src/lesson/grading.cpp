#include "lesson/grading.h"

#include <algorithm>

#include "base/text.h"
#include "lesson/answers.h"
#include "lesson/grade.h"

namespace lesson {
namespace {

constexpr std::string_view stops = "stops:";

run::RunOptions run_options(const Question& question) {
  run::RunOptions options;
  options.aliasing = run::find_aliasing(question.aliasing).value_or(run::Aliasing::None);
  options.memory = run::find_memory(question.memory).value_or(run::Memory::Sc);
  return options;
}

std::string line_of_error(const run::Compiled& compiled) {
  for (const run::Message& message : compiled.messages) {
    if (message.level != diag::Level::Error) continue;
    return message.place.line > 0 ? concat("Line ", message.place.line, ": ", message.message) : message.message;
  }
  return {};
}

std::string counted(std::uint64_t count, std::string_view thing) { return concat(count, " ", thing, count == 1 ? "" : "s"); }

}  // namespace

bool is_reached(const Goal& goal, std::string_view verdict, std::string_view stdout_text) {
  switch (goal.kind) {
    case GoalKind::Prints: return verdict == "ok" && without_final_newline(stdout_text) == goal.output;
    case GoalKind::Ends: return verdict == "ok";
    case GoalKind::Panic: return verdict == "panic";
    case GoalKind::Race: return verdict == "race";
    case GoalKind::Deadlock: return verdict == "deadlock";
    case GoalKind::Ub: return verdict == "ub" || verdict == "race";
    case GoalKind::Leak: return verdict == "leak";
  }
  return false;
}

bool is_option(std::string_view option, std::string_view verdict, std::string_view stdout_text) {
  if (option.substr(0, stops.size()) == stops) return trimmed(option.substr(stops.size())) == verdict;
  return verdict == "ok" && without_final_newline(stdout_text) == without_final_newline(option);
}

std::string describe_ending(std::string_view verdict, std::string_view message, std::uint32_t line, std::string_view stdout_text) {
  const std::string place = line > 0 ? concat(" (line ", line, ")") : std::string();
  if (verdict == "ok") return describe_goal({GoalKind::Prints, std::string(without_final_newline(stdout_text))});
  if (verdict == "panic") return concat("panics", place);
  if (verdict == "race") return concat("has a data race", place);
  if (verdict == "deadlock") return concat("ends in a deadlock", place);
  if (verdict == "leak") return "leaks memory";
  if (verdict == "ub") return concat("has undefined behaviour", place, ": ", message);
  return concat("stops", place, ": ", message);
}

Grading::Grading(std::shared_ptr<run::Compiler> compiler, const Question& question, std::string answer)
    : compiler_(std::move(compiler)), question_(question), answer_(std::move(answer)) {}

void Grading::be_wrong(std::string message) {
  feedback_ = {};
  feedback_.message = std::move(message);
}

/// The program that the question is about, with the answer put in. None if the answer is out of
/// question; then the feedback says why.
std::optional<std::string> Grading::program_to_run() {
  switch (question_.kind) {
    case QuestionKind::Exercise:
      for (const std::string& needed : question_.must_contain)
        if (answer_.find(needed) == std::string::npos) {
          be_wrong(concat("Your program must still contain ", quoted(needed), "."));
          return std::nullopt;
        }
      for (const std::string& barred : question_.must_not_contain)
        if (answer_.find(barred) != std::string::npos) {
          be_wrong(concat("Your program must do without ", quoted(barred), "."));
          return std::nullopt;
        }
      return question_.hidden_text.empty() ? answer_ : concat(answer_, "\n", question_.hidden_text);
    case QuestionKind::Ordering: {
      const std::vector<std::string> words = read_words(answer_);
      std::string program = question_.program;
      for (std::size_t i = words.size(); i-- > 0;) {
        const std::string hole = concat("?", i + 1);
        for (std::size_t at = 0; (at = program.find(hole, at)) != std::string::npos; at += words[i].size()) program.replace(at, hole.size(), words[i]);
      }
      return program;
    }
    default: return question_.program;
  }
}

bool Grading::begin() {
  const std::optional<std::string> program = program_to_run();
  if (!program) return false;
  run::CompileOptions options;
  options.edition = question_.edition == 2021 ? syntax::Edition::E2021 : syntax::Edition::E2024;
  const run::Compiled compiled = compiler_->compile(*program, options);
  if (!compiled.code) {
    be_wrong(concat(question_.kind == QuestionKind::Exercise ? "It does not compile. " : "The question's program does not compile. ", line_of_error(compiled)));
    return false;
  }
  if (question_.kind == QuestionKind::Schedule) {
    judge_schedule(compiled);
    return false;
  }
  run::ExploreOptions explore;
  explore.run = run_options(question_);
  exploration_.emplace(compiled, explore);
  return true;
}

bool Grading::advance(std::uint64_t max_steps) {
  if (!is_begun_) {
    is_begun_ = true;
    return begin();
  }
  if (!exploration_) return false;
  if (exploration_->advance(max_steps)) return true;
  const run::ExploreReport report = exploration_->report();
  exploration_.reset();
  if (report.verdict != "ok") be_wrong(concat("Crabglass cannot explore this program: ", report.message, "."));
  else if (question_.kind == QuestionKind::Outcomes) judge_outcomes(report);
  else judge_goal(report);
  return false;
}

void Grading::judge_schedule(const run::Compiled& compiled) {
  if (trimmed(answer_).empty()) return be_wrong("Put the program on the stage and drive a run first.");
  const std::optional<Goal> goal = read_goal(question_.goal);
  run::RunOptions options = run_options(question_);
  options.schedule = answer_;
  const run::Report report = run::run(compiled, options);
  if (report.has_diverged) return be_wrong("That run is of another program. Reset the program on the stage, and drive that.");
  const std::string ending = describe_ending(report.verdict, report.message, report.place.line, report.stdout_text);
  if (goal && is_reached(*goal, report.verdict, report.stdout_text)) {
    feedback_ = {};
    feedback_.is_right = true;
    feedback_.message = concat("Your run ", ending, ".");
    return;
  }
  be_wrong(concat("Your run ", ending, ". The question asks for one that ", goal ? describe_goal(*goal) : question_.goal, "."));
}

void Grading::judge_outcomes(const run::ExploreReport& report) {
  std::vector<bool> is_possible;
  for (const Option& option : question_.options)
    is_possible.push_back(std::any_of(report.outcomes.begin(), report.outcomes.end(), [&](const run::OutcomeReport& outcome) {
      return is_option(option.text, outcome.verdict, outcome.stdout_text);
    }));
  if (report.is_whole && !report.is_complete)
    return be_wrong(concat(counted(report.cut_off, "execution"), " met a limit or what is not supported, so this cannot be judged."));
  if (!report.is_complete) return be_wrong(concat("The search was given up after ", counted(report.executions, "execution"), ", so this cannot be judged."));
  feedback_ = grade_choices(question_, answer_, is_possible);
  const std::string explored = concat("Crabglass ran all ", counted(report.executions, "execution"), ".");
  feedback_.message += concat(feedback_.message.empty() ? "" : " ", explored);
  if (feedback_.is_right) return;
  // A possible outcome that was left out can be shown.
  const std::vector<std::uint32_t> chosen = read_indexes(answer_).value_or(std::vector<std::uint32_t>());
  for (std::uint32_t i = 0; i < question_.options.size(); ++i) {
    if (!is_possible[i] || std::find(chosen.begin(), chosen.end(), i) != chosen.end()) continue;
    for (const run::OutcomeReport& outcome : report.outcomes)
      if (is_option(question_.options[i].text, outcome.verdict, outcome.stdout_text)) feedback_.refuting_schedule = outcome.schedule;
    return;
  }
}

void Grading::judge_goal(const run::ExploreReport& report) {
  const std::optional<Goal> goal = read_goal(question_.goal);
  if (!goal) return be_wrong("The question names no goal that can be read.");
  for (const run::OutcomeReport& outcome : report.outcomes) {
    if (is_reached(*goal, outcome.verdict, outcome.stdout_text)) continue;
    const bool is_only_one = report.is_complete && report.outcomes.size() == 1;
    be_wrong(concat(is_only_one ? "Every execution " : "There is an execution that ",
                    describe_ending(outcome.verdict, outcome.message, outcome.place.line, outcome.stdout_text), "."));
    feedback_.refuting_schedule = outcome.schedule;
    return;
  }
  if (report.is_whole && !report.is_complete)
    return be_wrong(concat(counted(report.cut_off, "execution"), " met a limit or what is not supported, so this cannot be judged."));
  if (!report.is_complete)
    return be_wrong(concat("In ", counted(report.executions, "execution"), " nothing went wrong, but there are too many to try them all. Make the program smaller."));
  const std::string proof = report.executions == 1 ? concat("Its one execution ", describe_goal(*goal), ".")
                                                   : concat("Each of its ", report.executions, " executions ", describe_goal(*goal), ".");
  if (question_.kind == QuestionKind::Ordering && read_words(answer_) != question_.accepted) {
    be_wrong(concat(proof, " But weaker orderings are enough."));
    return;
  }
  feedback_ = {};
  feedback_.is_right = true;
  feedback_.message = proof;
}

}  // namespace lesson
