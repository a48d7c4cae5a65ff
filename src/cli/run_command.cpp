// crabglass run FILE.rs: one execution.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace cli {
namespace {

void print_as_json(const run::Report& report) {
  JsonWriter json;
  json.begin_object()
      .text("verdict", report.verdict)
      .text("kind", report.kind)
      .text("message", report.message)
      .number("line", report.place.line)
      .number("column", report.place.column);
  write_related(json, report.related);
  json.text("stdout", report.stdout_text)
      .text("stderr", report.stderr_text)
      .name("exit_code")
      .number(report.exit_code)
      .number("steps", report.steps)
      .text("schedule", report.schedule);
  write_diagnostics(json, report.diagnostics);
  print_json(json.end_object());
}

void print_for_people(const run::Report& report, const run::Compiled& compiled) {
  if (!compiled.code) return print_diagnostics(compiled);
  print_out(report.stdout_text);
  print_err(report.stderr_text);
  if (report.has_diverged) print_err("note: the schedule does not fit this program; from there on it was not followed\n");
  if (report.verdict == "ok") {
    if (report.exit_code != 0) print_err(concat("the program's exit code is ", report.exit_code, "\n"));
    return;
  }
  if (!report.stdout_text.empty() && report.stdout_text.back() != '\n') print_err("\n");
  print_err(picture_of_stop(report.verdict, report.kind, report.message, report.place, report.related, compiled));
  if (report.schedule.size() > 2) print_err(concat("  = again: --schedule ", report.schedule, "\n"));
}

}  // namespace

int run_command(Arguments arguments) {
  ProgramArguments program = take_program(arguments);
  take_models(arguments, program.run);
  program.run.seed = arguments.take_number("--seed");
  if (const auto schedule = arguments.take_option("--schedule")) program.run.schedule = *schedule;
  if (program.run.seed && !program.run.schedule.empty()) arguments.complain("--seed and --schedule exclude each other");
  if (const std::string unreadable = run::schedule_mistake(program.run.schedule); !unreadable.empty())
    arguments.complain(concat("--schedule: ", unreadable));
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);

  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  const run::Report report = run::run(*compiled, program.run);
  if (program.style == Style::Json) print_as_json(report);
  else print_for_people(report, *compiled);
  return run::exit_status(report.verdict);
}

}  // namespace cli
