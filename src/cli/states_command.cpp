// crabglass states FILE.rs: the states of each async function and block, and what each keeps.

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/states.h"

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

}  // namespace

int states_command(Arguments arguments) {
  return list_command(arguments, "coroutines", run::state_machines, write_machine, print_machine);
}

}  // namespace cli
