// The `crabglass` command line tool: the door by which tests, instructors and other tools drive the
// engine.

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace cli {
namespace {

struct Command {
  std::string_view name;
  std::string_view arguments;
  std::string_view what;
  int (*run)(Arguments);
};

constexpr Command commands[] = {
    {"run", "FILE.rs [--seed N | --schedule TEXT] [--max-steps N]", "one execution", run_command},
    {"explore", "FILE.rs [--strategy reduced|exhaustive] [--max-executions N]", "all executions", explore_command},
    {"check", "FILE.rs", "the errors of the text", check_command},
    {"expand", "FILE.rs [--steps]", "macros expanded, at once or step by step", expand_command},
    {"mir", "FILE.rs [--all]", "the small language that the machine runs", mir_command},
    {"layout", "FILE.rs", "size, alignment and fields of the declared types", layout_command},
    {"states", "FILE.rs", "the states of async functions and what each keeps", states_command},
    {"scene", "VIEW FILE.rs [--at STEP]", "what the page shows", scene_command},
    {"book", "check DIR | text DIR OUT", "verify a course; write it as plain pages", book_command},
    {"bench", "[NAME]", "how fast the engine is", bench_command},
};

std::string help() {
  std::string out = "crabglass COMMAND …\n\n";
  for (const Command& command : commands) {
    std::string line = concat("  ", command.name, " ", command.arguments);
    line.resize(line.size() < 68 ? 68 : line.size() + 2, ' ');
    out += concat(line, command.what, "\n");
  }
  out +=
      "\n"
      "  --edition 2024|2021   --aliasing none|stacked|tree   --memory sc|c11   --tests   --leaks\n"
      "  --implicit-writes     with --aliasing tree: a `&mut` argument counts as written to at once\n"
      "  --spurious-wakeups    a wait on a Condvar may end without a notification\n"
      "  --json                for other programs: one object on standard output\n"
      "\n"
      "A FILE of - is the standard input. Exit codes: 0 ran to its end, 1 the text has errors, 2 the run\n"
      "stopped (panic, undefined behaviour, race, deadlock, leak), 3 not supported, 4 a limit was met,\n"
      "64 wrong usage, 70 a bug in Crabglass.\n";
  return out;
}

}  // namespace

int usage(std::string_view mistake) {
  print_err(concat("crabglass: ", mistake, "\n       `crabglass --help` lists the commands\n"));
  return exit_usage;
}

int main_of(int count, char** words) {
  std::vector<std::string> rest(words + std::min(count, 1), words + count);
  if (rest.empty()) {
    print_err(help());
    return exit_usage;
  }
  const std::string name = rest.front();
  rest.erase(rest.begin());
  if (name == "--help" || name == "-h" || name == "help") {
    print_out(help());
    return exit_ok;
  }
  for (const Command& command : commands)
    if (command.name == name) return command.run(Arguments(std::move(rest)));
  return usage(concat("there is no command ", quoted(name)));
}

}  // namespace cli

int main(int count, char** words) { return cli::main_of(count, words); }
