#pragma once
// Runs a program in every way that can make a difference, and keeps the distinct ways in which it can
// end. The work is resumable: `advance` does a bounded amount of it and returns, so that a page stays
// smooth and the search can be watched and cancelled. No clock inside: budgets count statements.
//
//   Explorer explorer(code, options);
//   while (explorer.advance({100'000}) == Progress::Running) { … show explorer.outcomes() … }

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "explore/count.h"
#include "explore/schedule.h"
#include "machine/machine.h"

namespace explore {

enum class Strategy : std::uint8_t {
  Reduced,      // one run of each class of runs that differ only in the order of independent steps
  Exhaustive,   // every interleaving of visible operations: the referee
};

struct Options {
  Strategy strategy = Strategy::Reduced;
  machine::Options machine;
  std::uint64_t max_executions = ~std::uint64_t{0};
  std::uint64_t max_steps = ~std::uint64_t{0};     // statements over all executions
  bool counts_interleavings = true;                // Reduced: work out how many interleavings each run stands for
};

struct Budget {
  std::uint64_t max_steps = 100'000;               // statements, or what takes as long; may be passed by the length of one operation
  std::uint64_t max_executions = ~std::uint64_t{0};
};

enum class Progress : std::uint8_t {
  Running,      // there is more to do
  Complete,     // every way was covered
  Bounded,      // a maximum of Options was met first, or there was no end of timeouts
};

/// A way in which the program can end. Two runs have the same outcome if verdict, category, line and
/// standard output are the same.
struct Outcome {
  machine::Stop stop;               // of the run that `schedule` gives
  std::uint32_t line = 0;           // in the student's text; 0 if the stop has no place
  std::uint32_t column = 0;
  std::string stdout_text;
  std::string stderr_text;
  std::uint64_t count = 0;          // executions that ended so
  Schedule schedule;                // the shortest found: fewest context switches, then fewest statements
  std::uint32_t switches = 0;
  std::uint64_t steps = 0;
  std::uint64_t first_execution = 0;   // number of the execution that showed it first, from 1

  std::string_view verdict() const { return machine::verdict_of(stop.kind); }
};

class Search;

class Explorer {
 public:
  Explorer(std::shared_ptr<machine::CodeStore> code, const Options& options);
  ~Explorer();
  Explorer(Explorer&&) noexcept;
  Explorer& operator=(Explorer&&) noexcept;

  Progress advance(const Budget& budget);

  Progress progress() const { return progress_; }
  bool is_complete() const { return progress_ == Progress::Complete; }
  /// In the order in which they were found.
  const std::vector<Outcome>& outcomes() const;
  /// Runs that came to an end of their own, deadlocks among them.
  std::uint64_t executions() const;
  /// Runs given up because a thread kept looking at values that had not changed: what would follow is
  /// covered by a run in which it looks later. Not counted in `executions`.
  std::uint64_t blocked() const;
  /// Runs that turned out to repeat another one. Zero for a program without exotic waiting.
  std::uint64_t redundant() const;
  /// Of the executions, those that met a limit or what the subset lacks: what would follow is not known, so
  /// that a search with such runs proves nothing though it is complete.
  std::uint64_t cut_off() const;
  /// Statements carried out: those of moves that were remembered are not.
  std::uint64_t steps() const;
  /// The plain interleavings that the executions so far stand for, in decimal; empty if not counted.
  std::string interleavings() const;
  /// How much of the search is done, from 0 to 1: an estimate from the branches left.
  double estimated_progress() const;

 private:
  std::unique_ptr<Search> search_;
  Options options_;
  Progress progress_ = Progress::Running;
};

}  // namespace explore
