// What a program claims (at its fence and at its line ends) against what the engine finds.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "lesson/check.h"
#include "lesson/goal.h"
#include "lesson/grading.h"

namespace lesson {
namespace {

using run::OutcomeReport;

/// How each kind of claim at a line's end names the end of a run.
std::string_view verdict_of_level(std::string_view level) {
  if (level == "ERROR") return "compile_error";
  if (level == "PANIC") return "panic";
  if (level == "ABORT") return "abort";
  if (level == "UB") return "ub";
  if (level == "RACE") return "race";
  if (level == "DEADLOCK") return "deadlock";
  if (level == "LEAK") return "leak";
  return {};
}

std::vector<std::string> split_outputs(std::string_view list) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t bar = list.find('|');
    out.push_back(std::string(without_final_newline(unescape(list.substr(0, bar)))));
    if (bar == std::string_view::npos) return out;
    list.remove_prefix(bar + 1);
  }
}

/// "E0382 use of moved": a code, then a part of the message; either may be absent.
bool is_named(const run::Message& message, std::string_view claim) {
  const std::size_t space = std::min(claim.find(' '), claim.size());
  const std::string_view first = claim.substr(0, space);
  const bool has_code = first.size() == 5 && first[0] == 'E' && first.find_first_not_of("0123456789", 1) == first.npos;
  if (has_code && message.code != first) return false;
  return message.message.find(trimmed(has_code ? claim.substr(space) : claim)) != std::string::npos;
}

class ProgramCheck {
 public:
  ProgramCheck(const Program& program, run::Compiler& compiler, diag::Diagnostics& diagnostics)
      : program_(program), compiler_(compiler), diagnostics_(diagnostics) {
    run_options_.aliasing = run::find_aliasing(program.options.aliasing).value_or(run::Aliasing::None);
    run_options_.memory = run::find_memory(program.options.memory).value_or(run::Memory::Sc);
    run_options_.checks_leaks = program.options.expect == "leak" || has_claim("LEAK");
    run_options_.keeps_prints = true;
    if (!option("max-steps").empty()) run_options_.max_steps = read_steps(option("max-steps"));
    expected_ = program.options.expect == "output" || program.options.expect.empty() ? "ok" : program.options.expect;
    if (program.options.expect.empty())
      for (const LineClaim& claim : program.claims)
        if (!verdict_of_level(claim.level).empty()) expected_ = verdict_of_level(claim.level);
  }

  void check() {
    run::CompileOptions options;
    options.edition = program_.options.edition == 2021 ? syntax::Edition::E2021 : syntax::Edition::E2024;
    const run::Compiled compiled = compiler_.compile(program_.text, options);
    check_messages(compiled);
    if (!compiled.code || diagnostics_.has_errors() || option("no_run") == "true") return;
    if (program_.options.is_explored) explore(compiled);
    if (!program_.options.is_explored || has_claim("PRINTS")) run(compiled);
  }

 private:
  std::string_view option(const char* name) const {
    const auto found = program_.options.others.find(name);
    return found == program_.options.others.end() ? std::string_view() : std::string_view(found->second);
  }
  bool has_claim(std::string_view level) const {
    return std::any_of(program_.claims.begin(), program_.claims.end(), [&](const LineClaim& claim) { return claim.level == level; });
  }
  static std::uint64_t read_steps(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char c : digits)
      if (c >= '0' && c <= '9') value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
  }

  diag::Diagnostic& fail(Span span, std::string message) { return diagnostics_.add(diag::Kind::LessonClaim, span, std::move(message)); }
  /// Where a line of the program stands in the lesson.
  Span line_span(std::uint32_t line) const {
    if (line == 0 || line > program_.line_spans.size() || !program_.line_spans[line - 1].file) return program_.span;
    return program_.line_spans[line - 1];
  }

  // ---- The text

  void check_messages(const run::Compiled& compiled) {
    std::vector<bool> is_claimed(compiled.messages.size());
    for (const LineClaim& claim : program_.claims) {
      if (claim.level != "ERROR" && claim.level != "WARNING" && claim.level != "NOTE") continue;
      bool is_found = false;
      for (std::size_t i = 0; i < compiled.messages.size(); ++i) {
        const run::Message& message = compiled.messages[i];
        if (message.place.line != claim.line || level_name(message.level) != claim.level || !is_named(message, claim.text)) continue;
        is_claimed[i] = is_found = true;
      }
      if (!is_found) fail(claim.span, concat("no such message at this line: ", quoted(claim.text)));
    }
    const std::string_view code = option("code");
    bool has_code = code.empty();
    for (std::size_t i = 0; i < compiled.messages.size(); ++i) {
      const run::Message& message = compiled.messages[i];
      if (message.level != diag::Level::Error) continue;
      has_code |= message.code == code;
      const bool is_expected = expected_ == "compile_error" && message.kind != diag::Kind::Unsupported;
      const bool may_be_unclaimed = is_expected && !has_claim("ERROR") && (code.empty() || message.code == code);
      if (is_claimed[i] || may_be_unclaimed) continue;
      fail(line_span(message.place.line), concat(message.code.empty() ? "" : concat(message.code, ": "), message.message));
    }
    if (expected_ != "compile_error") return;
    if (compiled.code) fail(program_.span, "the program compiles, and is said not to");
    else if (!has_code) fail(program_.span, concat("the program has no error ", code));
  }
  static std::string_view level_name(diag::Level level) {
    return level == diag::Level::Error ? "ERROR" : level == diag::Level::Warning ? "WARNING" : "NOTE";
  }

  // ---- One run

  void run(const run::Compiled& compiled) {
    const run::Report report = run::run(compiled, run_options_);
    if (!program_.options.is_explored) {
      if (report.verdict != expected_) return wrong_ending(report.verdict, report.message, report.place.line, report.stdout_text);
      check_line_of_stop(report.verdict, {report_as_outcome(report)});
      if (!option("outputs").empty()) check_outputs({report_as_outcome(report)});
      if (!option("stderr").empty() && report.stderr_text.find(unescape(option("stderr"))) == std::string::npos)
        fail(program_.span, concat("standard error does not have ", quoted(option("stderr")), ", it is ", quoted(report.stderr_text)));
      if (!option("kind").empty() && report.kind != option("kind"))
        fail(program_.span, concat("the kind is ", quoted(report.kind), ", not ", quoted(option("kind"))));
      if (!option("exit-code").empty() && std::to_string(report.exit_code) != option("exit-code"))
        fail(program_.span, concat("the exit code is ", report.exit_code));
    }
    check_prints(report.prints);
  }

  static OutcomeReport report_as_outcome(const run::Report& report) {
    OutcomeReport outcome;
    outcome.verdict = report.verdict;
    outcome.kind = report.kind;
    outcome.message = report.message;
    outcome.place = report.place;
    outcome.stdout_text = report.stdout_text;
    return outcome;
  }

  void wrong_ending(std::string_view verdict, std::string_view message, std::uint32_t line, std::string_view stdout_text) {
    fail(line_span(line), concat("the program ", describe_ending(verdict, message, 0, stdout_text), ", and is said ",
                                 expected_ == "ok" ? std::string("to end normally") : concat("to end with `", expected_, "`")));
  }

  /// The lines printed by each line of the program, in order, are those that it claims, in order.
  void check_prints(const std::vector<run::Printed>& prints) {
    std::set<std::uint32_t> lines;
    for (const LineClaim& claim : program_.claims)
      if (claim.level == "PRINTS") lines.insert(claim.line);
    for (const std::uint32_t line : lines) {
      std::string printed;
      for (const run::Printed& one : prints)
        if (one.line == line) printed += one.text;
      std::string claimed;
      Span span;
      for (const LineClaim& claim : program_.claims) {
        if (claim.level != "PRINTS" || claim.line != line) continue;
        claimed += concat(claimed.empty() ? "" : "\n", unescape(claim.text));
        span = claim.span;
      }
      // Claims are read without the space around them.
      const std::string_view got = trimmed(printed);
      if (got != trimmed(claimed)) fail(span, concat("this line prints ", quoted(got)));
    }
  }

  /// Claims such as `//~ RACE: …`: a run that ends so ends at that line.
  void check_line_of_stop(std::string_view verdict, const std::vector<OutcomeReport>& outcomes) {
    for (const LineClaim& claim : program_.claims) {
      if (claim.level == "ERROR" || verdict_of_level(claim.level).empty()) continue;
      const OutcomeReport* near = nullptr;
      bool is_found = false;
      for (const OutcomeReport& outcome : outcomes) {
        if (outcome.verdict != verdict_of_level(claim.level)) continue;
        near = &outcome;
        const bool has_text = outcome.message.find(claim.text) != std::string::npos || outcome.kind.find(claim.text) != std::string::npos;
        is_found |= outcome.place.line == claim.line && has_text;
      }
      if (is_found) continue;
      if (!near) fail(claim.span, concat("nothing ends so; the program ends with `", verdict, "`"));
      else fail(claim.span, concat("it ends so at line ", near->place.line, " of the program: ", near->message));
    }
  }

  // ---- All runs

  void explore(const run::Compiled& compiled) {
    run::ExploreOptions options;
    options.run = run_options_;
    const run::ExploreReport report = run::explore(compiled, options);
    if (report.verdict != "ok") {
      fail(program_.span, report.message);
      return;
    }
    if (!report.is_whole) {
      fail(program_.span, concat("more than ", report.executions, " executions: too many to try them all"));
      return;
    }
    bool is_met = false;
    for (const OutcomeReport& outcome : report.outcomes) {
      is_met |= outcome.verdict == expected_;
      const bool may_end_normally = outcome.verdict == "ok" && !program_.options.is_always;
      if (outcome.verdict != expected_ && !may_end_normally)
        wrong_ending(outcome.verdict, outcome.message, outcome.place.line, outcome.stdout_text);
    }
    if (!is_met) fail(program_.span, concat("no execution ends with `", expected_, "`"));
    if (!option("outputs").empty()) check_outputs(report.outcomes);
    if (!option("executions").empty() && option("executions") != std::to_string(report.executions))
      fail(program_.span, concat("there are ", report.executions, " executions"));
    check_line_of_stop(expected_, report.outcomes);
  }

  /// What the runs that end normally print is exactly what `outputs` lists.
  void check_outputs(const std::vector<OutcomeReport>& outcomes) {
    const std::vector<std::string> claimed = split_outputs(option("outputs"));
    std::vector<std::string> found;
    for (const OutcomeReport& outcome : outcomes)
      if (outcome.verdict == "ok" || !program_.options.is_explored) found.push_back(std::string(without_final_newline(outcome.stdout_text)));
    for (const std::string& one : claimed)
      if (std::find(found.begin(), found.end(), one) == found.end()) fail(program_.span, concat("no execution prints ", quoted(one)));
    for (const std::string& one : found)
      if (std::find(claimed.begin(), claimed.end(), one) == claimed.end()) fail(program_.span, concat("an execution prints ", quoted(one)));
  }

  const Program& program_;
  run::Compiler& compiler_;
  diag::Diagnostics& diagnostics_;
  run::RunOptions run_options_;
  std::string expected_;      // the verdict that is claimed
};

}  // namespace

void check_program(const Program& program, run::Compiler& compiler, diag::Diagnostics& diagnostics) {
  diag::Diagnostics own;
  ProgramCheck(program, compiler, own).check();
  for (const diag::Diagnostic& item : own.all()) diagnostics.add(item.kind, item.span, item.message);
}

}  // namespace lesson
