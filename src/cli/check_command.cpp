// crabglass check FILE.rs: the diagnostics, and nothing is run.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace cli {

int check_command(Arguments arguments) {
  const ProgramArguments program = take_program(arguments);
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  const std::string verdict = compiled->code ? "ok" : run::report_of_errors(*compiled).verdict;
  if (program.style == Style::Json) {
    JsonWriter json;
    json.begin_object().text("verdict", verdict);
    write_diagnostics(json, compiled->messages);
    print_json(json.end_object());
  } else {
    print_diagnostics(*compiled);
    if (compiled->code) print_out(concat(program.compile.file_name, ": no errors\n"));
  }
  return run::exit_status(verdict);
}

}  // namespace cli
