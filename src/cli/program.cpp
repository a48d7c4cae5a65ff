#include "cli/program.h"

#include <cstdio>

#include "base/text.h"
#include "cli/files.h"

namespace cli {

void print_out(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void print_err(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}
void print_json(const JsonWriter& json) { print_out(concat(json.out(), "\n")); }

ProgramArguments take_program(Arguments& arguments) {
  ProgramArguments out;
  if (arguments.take_switch("--json")) out.style = Style::Json;
  if (arguments.take_switch("--tests")) out.compile.entry = run::Entry::Tests;
  if (const std::optional<std::string> year = arguments.take_option("--edition")) {
    if (const auto edition = run::find_edition(*year)) out.compile.edition = *edition;
    else arguments.complain(concat("--edition is 2024 or 2021, not ", quoted(*year)));
  }
  out.path = arguments.take_word("FILE.rs");
  out.compile.file_name = file_name_of(out.path);
  return out;
}

void take_models(Arguments& arguments, run::RunOptions& options) {
  if (const std::optional<std::string> name = arguments.take_option("--aliasing")) {
    if (const auto aliasing = run::find_aliasing(*name)) options.aliasing = *aliasing;
    else arguments.complain(concat("--aliasing is none, stacked or tree, not ", quoted(*name)));
  }
  if (arguments.take_switch("--implicit-writes")) {
    if (options.aliasing != run::Aliasing::Tree) arguments.complain("--implicit-writes belongs to --aliasing tree");
    options.aliasing = run::Aliasing::TreeImplicitWrites;
  }
  if (const std::optional<std::string> name = arguments.take_option("--memory")) {
    if (const auto memory = run::find_memory(*name)) options.memory = *memory;
    else arguments.complain(concat("--memory is sc or c11, not ", quoted(*name)));
  }
  if (const auto steps = arguments.take_number("--max-steps")) options.max_steps = *steps;
  if (arguments.take_switch("--leaks")) options.checks_leaks = true;
  if (arguments.take_switch("--spurious-wakeups")) options.has_spurious_wakeups = true;
}

std::optional<run::Compiled> compile(const ProgramArguments& arguments) {
  std::optional<std::string> text = read_file(arguments.path);
  if (!text) return std::nullopt;
  run::Compiler compiler;
  return compiler.compile(std::move(*text), arguments.compile);
}

void print_diagnostics(const run::Compiled& compiled) {
  std::size_t errors = 0;
  for (const run::Message& message : compiled.messages) {
    print_err(concat(message.rendered, "\n"));
    if (message.level == diag::Level::Error) ++errors;
  }
  if (errors == 0) return;
  print_err(compiled.is_unsupported() ? std::string("this program needs more of Rust than Crabglass has\n")
                                      : concat(errors, errors == 1 ? " error\n" : " errors\n"));
}

void write_related(JsonWriter& json, const std::vector<run::Place>& places) {
  json.name("related").begin_array();
  for (const run::Place& place : places)
    json.begin_object().number("line", place.line).text("message", place.message).end_object();
  json.end_array();
}

void write_diagnostics(JsonWriter& json, const std::vector<run::Message>& messages) {
  json.name("diagnostics").begin_array();
  for (const run::Message& message : messages) {
    const char* level = message.level == diag::Level::Error ? "error" : message.level == diag::Level::Warning ? "warning" : "note";
    json.begin_object()
        .text("code", message.code)
        .text("level", level)
        .number("line", message.place.line)
        .number("column", message.place.column)
        .text("message", message.message);
    write_related(json, message.related);
    json.text("help", message.help).end_object();
  }
  json.end_array();
}

std::string picture_of_stop(std::string_view verdict, std::string_view kind, std::string_view message,
                            const run::Place& place, const std::vector<run::Place>& related,
                            const run::Compiled& compiled) {
  const auto span_of = [&](const run::Place& at) {
    return at.line == 0 ? Span{} : Span{compiled.file, at.begin, at.end, {}};
  };
  std::string_view title = verdict;
  if (verdict == "ub") title = "undefined behaviour";
  if (verdict == "race") title = "data race";
  std::string out;
  if (message.substr(0, title.size()) != title) {
    out += title;
    if (!kind.empty() && kind != title && kind != verdict) out += concat(" (", kind, ")");
    out += ": ";
  }
  out += concat(message, "\n", diag::picture(span_of(place), "", '^', compiled.sources));
  for (const run::Place& earlier : related)
    out += earlier.line == 0 ? concat("  = ", earlier.message, "\n")
                             : diag::picture(span_of(earlier), earlier.message, '-', compiled.sources);
  return out;
}

}  // namespace cli
