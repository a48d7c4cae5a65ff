#pragma once
// What came of running a program, once or in every way: the values that the command line prints, the
// lesson checker compares, and tests read. Field for field the command line's contract.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "machine/stop.h"
#include "run/compile.h"

namespace run {

/// Something that was printed to the standard output, and the line that did it.
struct Printed {
  std::uint32_t line = 0;
  std::string text;
};

struct Report {
  std::string verdict;                   // "ok", "compile_error", "panic", "ub", "race", "unsupported", …
  std::string kind;                      // stable words: "use after free", "steps"; empty for ok
  std::string message;                   // a sentence for people
  Place place;                           // line 0: it has none in the student's text
  std::vector<Place> related;            // earlier moments that led there
  std::string stdout_text, stderr_text;
  std::vector<Printed> prints;           // if RunOptions::keeps_prints
  int exit_code = 0;                     // of the program
  std::uint64_t steps = 0;
  std::string schedule;                  // replays the run; empty if nothing ran
  std::vector<Message> diagnostics;
  std::uint32_t thread = 0;              // that stopped the run
  bool has_diverged = false;             // a schedule was given that does not fit the program
};

/// A distinct way in which the program can end.
struct OutcomeReport {
  std::string verdict, kind, message;
  Place place;
  std::vector<Place> related;
  std::string stdout_text, stderr_text;
  std::uint64_t count = 0;
  std::string schedule;
};

struct ExploreReport {
  std::string verdict;                   // "ok" if it explored at all, else as in Report
  std::string message;                   // why it did not
  bool is_complete = false;              // nothing else can happen
  bool is_whole = false;                 // no execution was left out; but some may be cut off
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  std::uint64_t cut_off = 0;             // executions that met a limit, or what the subset lacks
  std::uint64_t steps = 0;
  std::string interleavings;             // decimal; empty if they were not counted
  std::vector<OutcomeReport> outcomes;   // in the order in which they were found
  std::vector<Message> diagnostics;
};

/// What the process of the command line returns for a verdict: 0, 1, 2, 3 or 4.
int exit_status(std::string_view verdict);

}  // namespace run
