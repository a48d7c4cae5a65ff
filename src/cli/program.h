#pragma once
// What the commands about one program share: its file, the options it is compiled and run with, and
// how mistakes and stops look in a terminal and in JSON.

#include <optional>
#include <string>

#include "cli/arguments.h"
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
/// --aliasing, --memory, --max-steps, --leaks.
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

/// Prints a line of JSON on stdout.
void print_json(const JsonWriter& json);
void print_out(std::string_view text);
void print_err(std::string_view text);

}  // namespace cli
