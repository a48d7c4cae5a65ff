#pragma once
// The programs of tests/programs: what they claim at the line it concerns, and what they claim as a
// whole in lines `//@ key: value` at their head.
//
//   //@ explore                 the claims are about all executions
//   //@ always                  every execution ends as claimed, not only some
//   //@ outputs: 1|2            exactly what the executions that end normally print; \n parts lines
//   //@ expect: limit           how it ends, where no line can say it
//   //@ models: stacked tree    checked once under each; `//~[tree] UB: …` is a claim about one of them
//   //@ kind, stderr, exit-code, executions, edition, aliasing, memory, max-steps
//
// Line ends are claimed as in lessons: `//~ PRINTS: 3`, `//~ ERROR E0382`, `//~ PANIC: too late`.

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/book.h"

namespace program_file {

/// All .rs files below a folder of the repository, by path.
std::vector<std::string> list(const std::string& folder);
std::string read(const std::string& path);
/// The aliasing models under which the program is checked; one empty name if it does not say.
std::vector<std::string> models(const std::string& path);
lesson::Program parse(const std::string& path, SourceMap& sources, diag::Diagnostics& diagnostics, const std::string& model = {});

}  // namespace program_file
