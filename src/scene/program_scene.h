#pragma once
// What the stage shows beside the threads: the program with marks, the call stacks with variables,
// the output so far, and what exploring has found.

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"
#include "diag/diagnostic.h"

namespace scene {

/// Where a thread is about to move.
struct LineMark {
  std::uint32_t thread = 0;
  std::uint32_t line = 0;  // one-based
  std::uint32_t begin = 0, end = 0;  // bytes in the program's text
};

struct Squiggle {
  std::uint32_t begin = 0, end = 0;  // bytes in the program's text
  std::uint32_t line = 0, column = 0;
  diag::Level level = diag::Level::Error;
  std::string code;        // "E0382" or empty
  std::string message;
  std::string help;
  std::string explanation;  // the one line that stands for every diagnostic of this code
  struct Related { std::uint32_t begin, end, line; std::string text; };
  std::vector<Related> related;
};

struct ProgramScene {
  std::string text;
  std::vector<LineMark> marks;
  std::uint32_t moved_last = 0;  // the thread that came to stand where it stands with the last step
  std::vector<Squiggle> squiggles;
  std::vector<std::uint32_t> stop_lines;  // lines of the accesses that the verdict names
};

struct Variable {
  std::string name, type, value;
  bool is_live = true;                // false before its declaration and after a move or drop
  std::vector<Variable> fields;       // parts of an aggregate, for unfolding
};

struct CallFrame {
  std::string function;
  std::uint32_t line = 0;
  bool is_std = false;
  std::vector<Variable> variables;
};

struct ThreadFrames {
  std::uint32_t thread = 0;
  std::string name;
  std::vector<CallFrame> frames;  // innermost first
};

struct FramesScene {
  std::vector<ThreadFrames> threads;
  std::vector<Variable> statics;
};

struct OutputScene {
  std::string text;             // what was printed before the cursor
  std::string after_cursor;     // what the rest of the recorded run prints
  std::string errors;           // stderr: panic messages
  std::string note;             // of what it asked for and did not get; empty for nothing
};

enum class OutcomeKind { Output, CompileError, Panic, Abort, UndefinedBehavior, DataRace, Deadlock, Leak, Unsupported, Limit };

struct OutcomeRow {
  OutcomeKind kind = OutcomeKind::Output;
  std::string title;            // "prints 2", "data race on `COUNTER`"
  std::string output;           // stdout in full
  std::uint32_t line = 0;
  std::uint64_t count = 0;      // executions that ended so
  std::string schedule;         // replays one of them
  bool is_loaded = false;
  std::string way = {};         // how long it is: "2 switches of thread"
  std::uint64_t other_count = 0;  // like `count`, in the search that this one is compared with
  bool is_of_other = false;     // that search has it alone, and `schedule` is its
};

struct OutcomesScene {
  bool is_running = false;
  bool is_complete = false;     // every interleaving was covered
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  double progress = 0;          // 0..1, an estimate
  std::string summary;          // "All 6 executions explored: 2 different outcomes"
  std::string note;             // what its words mean; empty when they say it
  std::vector<OutcomeRow> outcomes;
  std::string memory, other_memory;  // "SC", "C11": of this search and the one it is compared with, if any
  std::uint64_t other_executions = 0;
};

}  // namespace scene
