// crabglass expand FILE.rs: the program without its macros, or with --steps each expansion by itself.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/texts.h"

namespace cli {
namespace {

void print_steps(const std::vector<run::ExpansionText>& steps) {
  std::uint32_t number = 0;
  for (const run::ExpansionText& step : steps) {
    const std::string indent(2 * step.depth, ' ');
    std::string head = concat(indent, ++number, ". line ", step.place.line, ": ", step.macro);
    head += step.rule > 0 ? concat("!, rule ", step.rule) : std::string(", built in");
    print_out(concat(head, "\n"));
    if (!step.arguments.empty()) print_out(concat(indent, "   given  ", step.arguments, "\n"));
    for (const run::ExpansionText::Binding& binding : step.bindings)
      print_out(concat(indent, "          $", binding.name, " = ", binding.text, "\n"));
    if (!step.result.empty()) print_out(concat(indent, "   gives  ", step.result, "\n"));
  }
}

void write_steps(JsonWriter& json, const std::vector<run::ExpansionText>& steps) {
  json.name("steps").begin_array();
  for (const run::ExpansionText& step : steps) {
    json.begin_object()
        .text("macro", step.macro)
        .number("line", step.place.line)
        .number("column", step.place.column)
        .number("depth", step.depth)
        .number("rule", step.rule)
        .text("given", step.arguments)
        .name("bindings")
        .begin_array();
    for (const run::ExpansionText::Binding& binding : step.bindings)
      json.begin_object().text("name", binding.name).text("text", binding.text).end_object();
    json.end_array().text("result", step.result).end_object();
  }
  json.end_array();
}

}  // namespace

int expand_command(Arguments arguments) {
  const bool in_steps = arguments.take_switch("--steps");
  const ProgramArguments program = take_program(arguments);
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  const std::vector<run::ExpansionText> steps = run::expansion_texts(*compiled);
  if (program.style == Style::Json) {
    JsonWriter json;
    json.begin_object();
    if (in_steps) write_steps(json, steps);
    else json.text("text", run::expanded_text(*compiled));
    write_diagnostics(json, compiled->messages);
    print_json(json.end_object());
  } else {
    if (in_steps) print_steps(steps);
    else print_out(run::expanded_text(*compiled));
    print_diagnostics(*compiled);
  }
  return compiled->has_errors() ? run::exit_status(run::report_of_errors(*compiled).verdict) : exit_ok;
}

}  // namespace cli
