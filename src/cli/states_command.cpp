// crabglass states FILE.rs: the states of each async function and block, and what each keeps; with
// --desugar, the `enum` and the `poll` that it becomes.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/outline.h"
#include "run/states.h"
#include "scene/desugar.h"

namespace cli {

namespace {

std::string title(const run::StateMachine& machine) {
  return machine.name.empty() ? std::string("async block") : concat("async fn ", machine.name);
}

void print_machine(const run::StateMachine& machine) {
  print_out(concat(title(machine), " at line ", machine.place.line, ": ", machine.size, " bytes, align ", machine.align,
                   "; state at ", machine.state_offset, "\n"));
  for (const run::StateLayout& state : machine.states) {
    print_out(concat("  ", state.name));
    if (state.place.line > 0) print_out(concat(", waits at line ", state.place.line));
    print_out(concat(": ", state.size, " bytes\n"));
    for (const run::KeptField& field : state.fields)
      print_out(concat("    ", field.offset, "..", field.offset + field.size, "  ", run::name_of(field.kind), " ",
                       field.name, field.name.empty() ? "" : ": ", field.type, "\n"));
  }
}

void write_machine(JsonWriter& json, const run::StateMachine& machine) {
  json.begin_object().text("name", machine.name).text("kind", machine.name.empty() ? "async block" : "async fn");
  json.text("type", machine.type).number("line", machine.place.line).number("size", machine.size).number("align", machine.align);
  json.name("discriminant").begin_object().number("offset", machine.state_offset).number("size", machine.state_size).end_object();
  json.name("states").begin_array();
  for (const run::StateLayout& state : machine.states) {
    json.begin_object().text("name", state.name).number("line", state.place.line).number("size", state.size);
    json.name("fields").begin_array();
    for (const run::KeptField& field : state.fields)
      json.begin_object().text("name", field.name).text("kind", run::name_of(field.kind)).text("type", field.type)
          .number("offset", field.offset).number("size", field.size).number("line", field.place.line).end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

std::vector<scene::MachineCode> find_code(const run::Compiled& compiled) {
  if (!compiled.code) return {};
  return scene::desugared(compiled.code->program(), run::outlines_of(compiled));
}

void print_code(const scene::MachineCode& code) { print_out(concat(scene::to_text(code), "\n")); }

void write_code(JsonWriter& json, const scene::MachineCode& code) {
  json.begin_array();
  for (const scene::CodeLine& line : code)
    json.begin_object().text("text", line.text).number("begin", line.begin).number("end", line.end).end_object();
  json.end_array();
}

}  // namespace

int states_command(Arguments arguments) {
  if (arguments.take_switch("--desugar")) return list_command(arguments, "machines", find_code, write_code, print_code);
  return list_command(arguments, "coroutines", run::state_machines, write_machine, print_machine);
}

}  // namespace cli
