// `course_text DIR OUT` is `crabglass book text DIR OUT` without the engine: the site's build links it in
// seconds, and a machine that only builds the site has no native compiler.

#include <cstdio>

#include "cli/course_text.h"

int main(int argc, char** argv) {
  if (argc == 3) return cli::write_course_text(argv[1], argv[2]) ? 0 : 1;
  std::fputs("course_text: wants the folder of a course and the folder to write to\n", stderr);
  return 64;
}
