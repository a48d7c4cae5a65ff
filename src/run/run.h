#pragma once
// The front door to running: which models a program runs under, one run, and all runs. What takes
// long can be done in pieces: a page makes its own Explorer or Trace from `machine_options` and
// `explore_options`; `run` and `explore` here go on until they are done.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "explore/explorer.h"
#include "machine/machine.h"
#include "run/compile.h"
#include "run/report.h"

namespace run {

/// Which rules for references hold.
/// TreeImplicitWrites: a mutable reference that enters a function counts as written to at once.
enum class Aliasing : std::uint8_t { None, Stacked, Tree, TreeImplicitWrites };
/// What a thread may read of what others wrote: the newest store, or what the C11 model allows.
enum class Memory : std::uint8_t { Sc, C11 };

std::optional<Aliasing> find_aliasing(std::string_view name);   // "none", "stacked", "tree", "tree-implicit-writes"
std::optional<Memory> find_memory(std::string_view name);       // "sc", "c11"
std::optional<syntax::Edition> find_edition(std::string_view year);   // "2024", "2021"

struct RunOptions {
  Aliasing aliasing = Aliasing::None;
  Memory memory = Memory::Sc;
  std::optional<std::uint64_t> seed;     // random choices; else the plain ones
  std::string schedule;                  // to follow; wins over a seed
  std::uint64_t max_steps = 20'000'000;
  bool checks_leaks = false;
  bool has_spurious_wakeups = false;
  bool keeps_prints = false;             // notes which line printed what
};

struct ExploreOptions {
  RunOptions run;                        // without seed and schedule
  explore::Strategy strategy = explore::Strategy::Reduced;
  std::uint64_t max_executions = 1'000'000;
  std::uint64_t max_steps = 2'000'000'000;      // statements over all executions
};

/// What is wrong with the text of a schedule; empty if it can be read, or if there is none.
std::string schedule_mistake(std::string_view schedule);
/// A sentence that says which of the models asked for is not there; empty if all are. Whoever makes a
/// machine of their own asks this first.
std::string missing_model(const RunOptions& options);
machine::Options machine_options(const RunOptions& options);
explore::Options explore_options(const ExploreOptions& options);

/// Who answers the machine's questions: the schedule, the seed, or the plain choices. A schedule that
/// cannot be read (see `schedule_mistake`) counts as none.
std::unique_ptr<machine::Chooser> make_chooser(const RunOptions& options);

/// One run to its end.
Report run(const Compiled& compiled, const RunOptions& options);
/// All runs, or as many as the options allow.
ExploreReport explore(const Compiled& compiled, const ExploreOptions& options);

/// All runs, in pieces: for pages that show the search while it goes on, and for checking answers.
class Exploration {
 public:
  Exploration(const Compiled& compiled, const ExploreOptions& options);
  /// Works off about `max_steps` statements; false when nothing is left to do.
  bool advance(std::uint64_t max_steps);
  bool is_running() const { return is_running_; }
  /// From 0 to 1.
  double estimated_progress() const;
  /// What is known so far.
  ExploreReport report() const;

 private:
  Compiled compiled_;
  std::optional<explore::Explorer> explorer_;    // none if the program cannot run
  ExploreReport obstacle_;                       // then
  bool is_running_ = false;
};

/// How a run ended, as a report without its output; and what an explorer has found so far.
Report report_of(const machine::Stop& stop, const SourceMap& sources);
ExploreReport report_of(const explore::Explorer& explorer, const SourceMap& sources);
/// The report of a program that cannot run: "compile_error", or "unsupported" if only that is wrong.
Report report_of_errors(const Compiled& compiled);

}  // namespace run
