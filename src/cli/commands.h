#pragma once
// The commands of the tool, one file each. A command takes its arguments, does its work, prints, and
// returns what the process exits with.

#include "cli/arguments.h"

namespace cli {

/// Exit codes of design and contract: 0 to 4 say how the program fared (run::exit_status).
inline constexpr int exit_ok = 0;
inline constexpr int exit_errors = 1;
inline constexpr int exit_unsupported = 3;
inline constexpr int exit_usage = 64;

int run_command(Arguments arguments);
int explore_command(Arguments arguments);
int check_command(Arguments arguments);
int expand_command(Arguments arguments);
int mir_command(Arguments arguments);
int layout_command(Arguments arguments);
int states_command(Arguments arguments);
int scene_command(Arguments arguments);
int book_command(Arguments arguments);
int bench_command(Arguments arguments);

/// Says what is wrong with the words, and returns exit_usage.
int usage(std::string_view mistake);

}  // namespace cli
