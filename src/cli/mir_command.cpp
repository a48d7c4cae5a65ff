// crabglass mir FILE.rs: the MIR of the student's functions, or with --all of everything they reach.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/texts.h"

namespace cli {

namespace {

void print_function(const run::FunctionText& function) { print_out(concat(function.text, "\n")); }

void write_function(JsonWriter& json, const run::FunctionText& function) {
  json.begin_object().text("name", function.name).number("line", function.place.line).text("mir", function.text).end_object();
}

}  // namespace

int mir_command(Arguments arguments) {
  const run::Functions functions = arguments.take_switch("--all") ? run::Functions::All : run::Functions::Users;
  const auto find = [&](const run::Compiled& compiled) { return run::mir_texts(compiled, functions); };
  return list_command(arguments, "functions", find, write_function, print_function);
}

}  // namespace cli
