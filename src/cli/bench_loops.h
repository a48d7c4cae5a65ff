#pragma once
// The part of `crabglass bench` about programs in which nothing is left to choose: how many MIR statements
// a second run, and what the aliasing models cost beside running without one.

#include <string>

#include "cli/json_writer.h"
#include "run/run.h"

namespace cli {

struct LoopFigures {
  std::string name;
  double compile_ms = 0;
  std::uint64_t statements = 0;                        // of one run
  double none_seconds = 0, stacked_seconds = 0, tree_seconds = 0;   // of the quickest run under each model
};

/// Runs the program again and again under each model, `seconds` for each, and at least once.
LoopFigures measure_loop(std::string name, const run::Compiled& compiled, double seconds);

std::string loops_heading();
std::string row_of(const LoopFigures& figures);
void write(JsonWriter& json, const LoopFigures& figures);

}  // namespace cli
