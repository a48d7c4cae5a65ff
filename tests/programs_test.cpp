// Every program of tests/programs does what it claims, through all phases.

#include <doctest/doctest.h>

#include "lesson/check.h"
#include "tests/support/program_file.h"

namespace {

run::Compiler& compiler() {
  static run::Compiler made;
  return made;
}

}  // namespace

TEST_CASE("the standard library has no mistakes") { CHECK(compiler().std_mistakes() == ""); }

TEST_CASE("every program does what it claims") {
  const std::vector<std::string> paths = program_file::list("tests/programs");
  CHECK(paths.size() > 40);
  for (const std::string& path : paths) {
    for (const std::string& model : program_file::models(path)) {
      INFO(path, " ", model);
      SourceMap sources;
      diag::Diagnostics diagnostics;
      const lesson::Program program = program_file::parse(path, sources, diagnostics, model);
      lesson::check_program(program, compiler(), diagnostics);
      std::string mistakes;
      for (const diag::Diagnostic& item : diagnostics.all()) mistakes += diag::render(item, sources);
      CHECK(mistakes == "");
    }
  }
}
