// Any text as a program: compiled, run under Tree Borrows, explored. A crash, a hang, and an end that
// the report does not name are findings.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "run/compile.h"
#include "run/run.h"

namespace {

constexpr std::uint64_t max_steps = 20'000;
constexpr std::uint64_t max_executions = 20;

run::Compiler& prepared_compiler() {
  static run::Compiler compiler = [] {
    run::Compiler made;
    made.read_std(run::all_std_files());
    return made;
  }();
  return compiler;
}

void run_some(const run::Compiled& compiled) {
  run::RunOptions options;
  options.aliasing = run::Aliasing::Tree;
  options.max_steps = max_steps;
  const run::Report report = run::run(compiled, options);
  INVARIANT(!report.verdict.empty(), "each run has a verdict");
  INVARIANT(report.verdict == "ok" || !report.message.empty(), "what is not well is said in a sentence");
  INVARIANT(report.steps <= max_steps + 1, "a run keeps to its limit, and counts the step that met it");
}

void explore_some(const run::Compiled& compiled) {
  run::ExploreOptions options;
  options.run.memory = run::Memory::C11;
  options.run.max_steps = max_steps;
  options.max_executions = max_executions;
  options.max_steps = 4 * max_steps;
  const run::ExploreReport report = run::explore(compiled, options);
  INVARIANT(report.executions <= max_executions, "a search keeps to its limit");
  INVARIANT(!report.outcomes.empty() || !report.is_complete, "a complete search has found how the program ends");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const run::Compiled compiled = prepared_compiler().compile(std::string(reinterpret_cast<const char*>(data), size));
  INVARIANT((compiled.code != nullptr) != compiled.has_errors(), "a program runs or has errors");
  if (!compiled.code) return 0;
  run_some(compiled);
  explore_some(compiled);
  return 0;
}
