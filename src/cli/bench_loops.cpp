#include "cli/bench_loops.h"

#include <algorithm>
#include <cstdio>

#include "cli/stopwatch.h"

namespace cli {
namespace {

struct Quickest {
  double seconds = 0;
  std::uint64_t statements = 0;
};

/// The quickest of many runs: what else the computer does only ever adds to one.
Quickest quickest_run(const run::Compiled& compiled, run::Aliasing aliasing, double seconds) {
  run::RunOptions options;
  options.aliasing = aliasing;
  Quickest best;
  const Stopwatch watch;
  do {
    const Stopwatch one;
    best.statements = run::run(compiled, options).steps;
    const double took = one.seconds();
    best.seconds = best.seconds == 0 ? took : std::min(best.seconds, took);
  } while (watch.seconds() < seconds);
  return best;
}

double statements_per_second(const LoopFigures& figures) {
  return static_cast<double>(figures.statements) / figures.none_seconds;
}

}  // namespace

LoopFigures measure_loop(std::string name, const run::Compiled& compiled, double seconds) {
  LoopFigures figures;
  figures.name = std::move(name);
  const Quickest none = quickest_run(compiled, run::Aliasing::None, seconds);
  figures.statements = none.statements;
  figures.none_seconds = none.seconds;
  figures.stacked_seconds = quickest_run(compiled, run::Aliasing::Stacked, seconds).seconds;
  figures.tree_seconds = quickest_run(compiled, run::Aliasing::Tree, seconds).seconds;
  return figures;
}

std::string loops_heading() {
  return "loop               compile ms   statements   statements/s    Stacked Borrows   Tree Borrows   (times as long)\n";
}

std::string row_of(const LoopFigures& figures) {
  char row[200];
  std::snprintf(row, sizeof row, "%-18s %10.1f %12llu %14.0f %18.2f %14.2f\n", figures.name.c_str(), figures.compile_ms,
                static_cast<unsigned long long>(figures.statements), statements_per_second(figures),
                figures.stacked_seconds / figures.none_seconds, figures.tree_seconds / figures.none_seconds);
  return row;
}

void write(JsonWriter& json, const LoopFigures& figures) {
  json.begin_object().text("name", figures.name).name("compile_ms").decimal(figures.compile_ms);
  json.number("steps", figures.statements).name("steps_per_second").decimal(statements_per_second(figures));
  json.name("stacked_ratio").decimal(figures.stacked_seconds / figures.none_seconds);
  json.name("tree_ratio").decimal(figures.tree_seconds / figures.none_seconds).end_object();
}

}  // namespace cli
