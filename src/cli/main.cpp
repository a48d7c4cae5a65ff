// The `crabglass` command line tool: the door by which tests, instructors and other tools drive the
// engine.

#include <cstdio>

int main() {
  std::fputs("usage: crabglass COMMAND FILE\n", stderr);
  return 64;
}
