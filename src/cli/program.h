#pragma once
// What the commands about one program share: its file, the options it is compiled and run with, and
// how mistakes and stops look in a terminal and in JSON.

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/json_writer.h"
#include "run/run.h"

namespace cli {

enum class Style { Human, Json };

struct ProgramArguments {
  std::string path;
  run::CompileOptions compile;
  run::RunOptions run;
  Style style = Style::Human;
};

/// FILE, --edition, --tests, --json.
ProgramArguments take_program(Arguments& arguments);
/// --aliasing, --implicit-writes, --memory, --max-steps, --leaks, --spurious-wakeups.
void take_models(Arguments& arguments, run::RunOptions& options);

/// Reads and compiles; none if the file cannot be read, which has been said then.
std::optional<run::Compiled> compile(const ProgramArguments& arguments);

/// The diagnostics with their pictures and a last line that counts the errors.
void print_diagnostics(const run::Compiled& compiled);
/// "diagnostics": […], as a member of the object that is being written.
void write_diagnostics(JsonWriter& json, const std::vector<run::Message>& messages);
/// "related": […].
void write_related(JsonWriter& json, const std::vector<run::Place>& places);
/// How a run ended, with a picture of each place: for stops other than the ordinary end.
std::string picture_of_stop(std::string_view verdict, std::string_view kind, std::string_view message,
                            const run::Place& place, const std::vector<run::Place>& related,
                            const run::Compiled& compiled);

/// A command that lists what `find` sees in a compiled program: as the member `name` of one object, or
/// each for people. `write(JsonWriter&, item)` and `print(item)` show one.
template <class Find, class Write, class Print>
int list_command(Arguments& arguments, std::string_view name, Find find, Write write, Print print);

/// Prints a line of JSON on stdout.
void print_json(const JsonWriter& json);
void print_out(std::string_view text);
void print_err(std::string_view text);

template <class Find, class Write, class Print>
int list_command(Arguments& arguments, std::string_view name, Find find, Write write, Print print) {
  const ProgramArguments program = take_program(arguments);
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  if (program.style == Style::Json) {
    JsonWriter json;
    json.begin_object().name(name).begin_array();
    for (const auto& item : find(*compiled)) write(json, item);
    json.end_array();
    write_diagnostics(json, compiled->messages);
    print_json(json.end_object());
  } else if (!compiled->code) {
    print_diagnostics(*compiled);
  } else {
    for (const auto& item : find(*compiled)) print(item);
  }
  return compiled->code ? exit_ok : run::exit_status(run::report_of_errors(*compiled).verdict);
}

}  // namespace cli
