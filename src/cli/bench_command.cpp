// crabglass bench [NAME]: compile times, statements and executions per second, what the aliasing models
// cost, and what a complete proof takes, for the programs of tests/bench. The programs of its folder loops
// have one execution, which is run; every other one is explored for a while, again and again if it is done
// sooner. Lines of a program may say more: `//@ memory: c11`, `//@ natively:` what other tools need for
// the same program, and `//@ with COUNT = 3:` what they need if a constant is changed.

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "cli/bench_loops.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/program.h"
#include "cli/stopwatch.h"

namespace cli {
namespace {

constexpr std::string_view loops_folder = "loops/";

struct Figures {
  std::string name;
  double compile_ms = 0;
  std::uint64_t executions = 0;
  std::uint64_t steps = 0;
  double seconds = 0;
  bool is_complete = false;
  // Of one complete exploration:
  std::uint64_t needed = 0, blocked = 0;
  double proof_seconds = 0;
  std::string natively;
};

/// Explores for about `seconds`, from the beginning again whenever it is done sooner.
Figures measure(std::string name, const run::Compiled& compiled, const run::ExploreOptions& options, double seconds) {
  Figures figures;
  figures.name = std::move(name);
  const Stopwatch watch;
  do {
    run::Exploration exploration(compiled, options);
    const double first = figures.seconds;
    bool is_running = true;
    do {
      is_running = exploration.advance(200'000);
      figures.seconds = watch.seconds();
    } while (is_running && figures.seconds < seconds);
    const run::ExploreReport report = exploration.report();
    figures.executions += report.executions;
    figures.steps += report.steps;
    if (!report.is_complete) continue;
    const double took = figures.seconds - first;
    if (!figures.is_complete || took < figures.proof_seconds) figures.proof_seconds = took;
    figures.is_complete = true;
    figures.needed = report.executions;
    figures.blocked = report.blocked;
  } while (figures.seconds < seconds);
  return figures;
}

void print(const Figures& figures) {
  char line[200];
  std::snprintf(line, sizeof line, "%-18s %9.1f %12.0f %14.0f   ", figures.name.c_str(), figures.compile_ms,
                static_cast<double>(figures.executions) / figures.seconds, static_cast<double>(figures.steps) / figures.seconds);
  print_out(line);
  if (figures.is_complete) {
    const std::string count = figures.blocked > 0 ? concat(figures.needed, " + ", figures.blocked) : concat(figures.needed);
    std::snprintf(line, sizeof line, "%-14s %8.1f ms   ", count.c_str(), figures.proof_seconds * 1000);
    print_out(line);
  } else {
    print_out("not done          ");
  }
  print_out(concat(figures.natively, "\n"));
}

void write(JsonWriter& json, const Figures& figures) {
  json.begin_object().text("name", figures.name).name("compile_ms").decimal(figures.compile_ms);
  json.name("executions_per_second").decimal(static_cast<double>(figures.executions) / figures.seconds);
  json.name("steps_per_second").decimal(static_cast<double>(figures.steps) / figures.seconds);
  json.boolean("complete", figures.is_complete).number("executions", figures.needed).number("blocked", figures.blocked);
  json.name("proof_seconds").decimal(figures.proof_seconds).text("natively", figures.natively).end_object();
}

/// What a line of the program says behind `//@ name: `; empty without one.
std::string directive(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(concat("//@ ", name, ": "));
  if (at == std::string_view::npos) return "";
  const std::size_t begin = at + name.size() + 6;
  return std::string(text.substr(begin, text.find('\n', begin) - begin));
}

struct BenchProgram { std::string name, text, natively; };

/// The program, or one for each line `//@ with COUNT = 3: natively`, which is about the program whose
/// constant COUNT is 3.
void add_sizes(std::vector<BenchProgram>& programs, const std::string& name, const std::string& text) {
  constexpr std::string_view mark = "//@ with ";
  const std::size_t before = programs.size();
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    at += mark.size();
    const std::size_t equals = text.find(" = ", at), colon = text.find(": ", at);
    const std::string size = text.substr(equals + 3, colon - equals - 3);
    const std::size_t constant = text.find(concat("const ", text.substr(at, equals - at), ":"));
    if (constant == std::string::npos) continue;
    const std::size_t begin = text.find("= ", constant) + 2;
    BenchProgram program{concat(name, "_", size), text, text.substr(colon + 2, text.find('\n', colon) - colon - 2)};
    program.text.replace(begin, text.find(';', begin) - begin, size);
    programs.push_back(std::move(program));
  }
  if (programs.size() == before) programs.push_back({name, text, directive(text, "natively")});
}

/// Every program of the folder, or the one that is wanted.
std::vector<BenchProgram> programs_of(const lesson::FileSet& files, const std::optional<std::string>& wanted) {
  std::vector<BenchProgram> programs;
  for (const auto& [path, text] : files) {
    const bool is_program = path.size() > 3 && path.substr(path.size() - 3) == ".rs";
    if (is_program) add_sizes(programs, path.substr(0, path.rfind('.')), text);
  }
  if (wanted) {
    const auto is_other = [&](const BenchProgram& program) { return program.name != *wanted && program.name != concat(loops_folder, *wanted) && program.name.substr(0, program.name.rfind('_')) != *wanted; };
    programs.erase(std::remove_if(programs.begin(), programs.end(), is_other), programs.end());
  }
  return programs;
}

/// Compiles `program`, a second time with what it needs of std read; none after its errors are printed.
std::optional<run::Compiled> compile_timed(run::Compiler& compiler, const BenchProgram& program, double& compile_ms) {
  compiler.compile(program.text, {});
  const Stopwatch watch;
  run::Compiled compiled = compiler.compile(program.text, {});
  compile_ms = watch.milliseconds();
  if (compiled.code) return compiled;
  print_diagnostics(compiled);
  return {};
}

/// One half of what is measured: prints a row for each program, or writes its object. False if one of
/// them has errors.
bool measure_loops(run::Compiler& compiler, const std::vector<BenchProgram>& programs, double seconds, JsonWriter& json, bool as_json) {
  json.name("loops").begin_array();
  if (!as_json && !programs.empty()) print_out(loops_heading());
  for (const BenchProgram& program : programs) {
    double compile_ms = 0;
    const auto compiled = compile_timed(compiler, program, compile_ms);
    if (!compiled) return false;
    LoopFigures figures = measure_loop(program.name.substr(loops_folder.size()), *compiled, seconds);
    figures.compile_ms = compile_ms;
    if (!as_json) print_out(row_of(figures));
    write(json, figures);
  }
  json.end_array();
  return true;
}

bool measure_explorations(run::Compiler& compiler, const std::vector<BenchProgram>& programs, double seconds, JsonWriter& json, bool as_json) {
  json.name("programs").begin_array();
  if (!as_json && !programs.empty())
    print_out("\nprogram            compile ms executions/s   statements/s   executions    to proof   natively\n");
  for (const BenchProgram& program : programs) {
    double compile_ms = 0;
    const auto compiled = compile_timed(compiler, program, compile_ms);
    if (!compiled) return false;
    run::ExploreOptions options;
    options.run.memory = run::find_memory(directive(program.text, "memory")).value_or(options.run.memory);
    Figures figures = measure(program.name, *compiled, options, seconds);
    figures.natively = program.natively;
    figures.compile_ms = compile_ms;
    if (!as_json) print(figures);
    write(json, figures);
  }
  json.end_array();
  return true;
}

}  // namespace

int bench_command(Arguments arguments) {
  const bool as_json = arguments.take_switch("--json");
  const std::string folder = arguments.take_option("--dir").value_or("tests/bench");
  const double seconds = static_cast<double>(arguments.take_number("--seconds").value_or(2));
  const std::optional<std::string> wanted = arguments.take_optional_word();
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<lesson::FileSet> files = read_folder(folder);
  if (!files) return exit_usage;
  std::vector<BenchProgram> programs = programs_of(*files, wanted);
  if (programs.empty()) return usage(concat("there is no program ", quoted(wanted.value_or("")), " in ", folder));

  const auto is_explored = [](const BenchProgram& program) { return program.name.compare(0, loops_folder.size(), loops_folder) != 0; };
  const auto first_loop = std::stable_partition(programs.begin(), programs.end(), is_explored);
  const std::vector<BenchProgram> loops(first_loop, programs.end());
  programs.erase(first_loop, programs.end());

  run::Compiler compiler;
  const Stopwatch watch;
  compiler.read_std({});
  const double read_std_ms = watch.milliseconds();
  JsonWriter json;
  json.begin_object().name("read_std_ms").decimal(read_std_ms);
  if (!as_json) print_out(concat("reading std takes ", static_cast<std::uint64_t>(read_std_ms), " ms\n\n"));
  const bool is_done = measure_loops(compiler, loops, seconds, json, as_json) && measure_explorations(compiler, programs, seconds, json, as_json);
  if (!is_done) return exit_errors;
  if (as_json) print_json(json.end_object());
  return exit_ok;
}

}  // namespace cli
