// crabglass mir FILE.rs: the MIR of the student's functions, or with --all of everything they reach.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/texts.h"

namespace cli {

int mir_command(Arguments arguments) {
  const bool shows_all = arguments.take_switch("--all");
  const ProgramArguments program = take_program(arguments);
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  const std::vector<run::FunctionText> functions =
      run::mir_texts(*compiled, shows_all ? run::Functions::All : run::Functions::Users);
  if (program.style == Style::Json) {
    JsonWriter json;
    json.begin_object().name("functions").begin_array();
    for (const run::FunctionText& function : functions)
      json.begin_object().text("name", function.name).number("line", function.place.line).text("mir", function.text).end_object();
    json.end_array();
    write_diagnostics(json, compiled->messages);
    print_json(json.end_object());
  } else if (!compiled->code) {
    print_diagnostics(*compiled);
  } else {
    for (const run::FunctionText& function : functions) print_out(concat(function.text, "\n"));
  }
  return compiled->code ? exit_ok : run::exit_status(run::report_of_errors(*compiled).verdict);
}

}  // namespace cli
