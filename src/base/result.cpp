#include "base/result.h"

#include <cstdio>
#include <cstdlib>

void invariant_failed(const char* condition, const char* message, const char* file, int line) {
  std::fprintf(stderr, "bug in Crabglass: %s (%s) at %s:%d\n", message, condition, file, line);
  std::exit(70);
}
