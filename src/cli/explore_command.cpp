// crabglass explore FILE.rs: every execution that can make a difference, as a table of outcomes.

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace cli {
namespace {

void print_as_json(const run::ExploreReport& report, double seconds) {
  JsonWriter json;
  json.begin_object()
      .boolean("complete", report.is_complete)
      .number("executions", report.executions)
      .number("blocked", report.blocked)
      .number("cut_off", report.cut_off)
      .text("interleavings", report.interleavings)
      .name("outcomes")
      .begin_array();
  for (const run::OutcomeReport& outcome : report.outcomes) {
    json.begin_object()
        .text("verdict", outcome.verdict)
        .text("kind", outcome.kind)
        .text("message", outcome.message)
        .number("line", outcome.place.line)
        .number("column", outcome.place.column);
    write_related(json, outcome.related);
    json.text("stdout", outcome.stdout_text)
        .number("count", outcome.count)
        .text("schedule", outcome.schedule)
        .end_object();
  }
  json.end_array().name("seconds").decimal(seconds);
  if (report.verdict != "ok") json.text("verdict", report.verdict).text("message", report.message);
  write_diagnostics(json, report.diagnostics);
  print_json(json.end_object());
}

/// What an execution printed, on one line.
std::string one_line(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += " ⏎ ";
    else out += c;
    if (out.size() > 60) return out + "…";
  }
  return out;
}

std::string title_of(const run::OutcomeReport& outcome) {
  const std::string printed = one_line(outcome.stdout_text);
  if (outcome.verdict == "ok") return printed.empty() ? "ends, prints nothing" : concat("prints ", printed);
  std::string title = concat(outcome.verdict == "ub" ? "undefined behaviour" : outcome.verdict == "race" ? "data race" : outcome.verdict);
  if (outcome.place.line > 0) title += concat(" at line ", outcome.place.line);
  if (!outcome.message.empty()) title += concat(": ", one_line(outcome.message));
  if (!printed.empty()) title += concat(" (after printing ", printed, ")");
  return title;
}

std::string right_aligned(std::string text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

void print_for_people(const run::ExploreReport& report) {
  const std::string executions = concat(report.executions, report.executions == 1 ? " execution" : " executions");
  std::string head = report.is_complete ? concat("all ", executions, " explored") : report.is_whole ? concat(executions, " explored") : concat("stopped after ", executions, ", there are more");
  if (report.cut_off > 0) head += concat("; ", report.cut_off, " of them cut off by a limit or by what is not supported: what would follow there is not known");
  if (!report.interleavings.empty() && report.interleavings != std::to_string(report.executions))
    head += concat("; they stand for ", report.interleavings, " interleavings");
  if (report.blocked > 0) head += concat("; ", report.blocked, " endless waits cut");
  print_out(concat(head, "\n\n"));
  std::vector<const run::OutcomeReport*> outcomes;
  std::size_t width = 5;
  for (const run::OutcomeReport& outcome : report.outcomes) {
    outcomes.push_back(&outcome);
    width = std::max(width, std::to_string(outcome.count).size());
  }
  std::stable_sort(outcomes.begin(), outcomes.end(), [](const run::OutcomeReport* a, const run::OutcomeReport* b) { return a->count > b->count; });
  for (const run::OutcomeReport* outcome : outcomes) {
    print_out(concat("  ", right_aligned(std::to_string(outcome->count), width), " ×  ", title_of(*outcome), "\n"));
    print_out(concat("  ", std::string(width, ' '), "    --schedule ", outcome->schedule, "\n"));
  }
}

/// The worst that can happen decides: a stop before a limit before an ordinary end.
int exit_status_of(const run::ExploreReport& report) {
  if (report.verdict != "ok") return run::exit_status(report.verdict);
  int worst = 0;
  for (const run::OutcomeReport& outcome : report.outcomes) {
    const int status = run::exit_status(outcome.verdict);
    if (status == 2) return 2;
    worst = std::max(worst, status);
  }
  return worst == 0 && !report.is_complete ? 4 : worst;
}

}  // namespace

int explore_command(Arguments arguments) {
  ProgramArguments program = take_program(arguments);
  run::ExploreOptions options;
  take_models(arguments, program.run);
  options.run = program.run;
  if (const auto name = arguments.take_option("--strategy")) {
    if (*name == "reduced") options.strategy = explore::Strategy::Reduced;
    else if (*name == "exhaustive") options.strategy = explore::Strategy::Exhaustive;
    else arguments.complain(concat("--strategy is reduced or exhaustive, not ", quoted(*name)));
  }
  if (const auto count = arguments.take_number("--max-executions")) options.max_executions = *count;
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);

  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  const auto began = std::chrono::steady_clock::now();
  const run::ExploreReport report = run::explore(*compiled, options);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (program.style == Style::Json) print_as_json(report, seconds);
  else if (!compiled->code) print_diagnostics(*compiled);
  else if (report.verdict != "ok") print_err(concat(report.verdict, ": ", report.message, "\n"));
  else print_for_people(report);
  return exit_status_of(report);
}

}  // namespace cli
