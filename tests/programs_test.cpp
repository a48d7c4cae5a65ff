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

TEST_CASE("the standard library has no mistakes, whatever is read of it") {
  const auto mistakes_in = [](const run::StdFiles& files) {
    run::Compiler compiler;
    compiler.read_std(files);
    return compiler.std_mistakes();
  };
  CHECK(mistakes_in({}) == "");
  CHECK(mistakes_in(run::all_std_files()) == "");
  CHECK(run::all_std_files().size() > 5);
  for (const std::string_view file : run::all_std_files()) {
    INFO(file);
    CHECK(mistakes_in(run::std_files_for(file)) == "");
  }
}

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
