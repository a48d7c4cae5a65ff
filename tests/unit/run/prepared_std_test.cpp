// What std has ready changes no program: its functions are the same as when all is lowered with it.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "lower/lower.h"
#include "run/compile.h"
#include "tests/support/program_file.h"

namespace {

/// Globals are numbered in the order in which they are made.
std::string without_numbers_of_globals(std::string text) {
  constexpr std::string_view word = "promoted";
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t digits = at + word.size();
    text.erase(digits, std::min(text.find_first_not_of("0123456789", digits), text.size()) - digits);
  }
  return text;
}

/// The text of each of the student's functions, by name. Constants that were promoted have no name of their own.
std::map<std::string, std::string> functions_of(const mir::Program& program, const std::map<std::string, std::string>* wanted = nullptr) {
  std::map<std::string, std::string> out;
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
    const mir::Body& body = program.bodies.at(mir::FnId(i));
    if (body.name == "promoted") continue;
    if (wanted ? wanted->count(body.name) > 0 : body.is_user) out[body.name] = without_numbers_of_globals(mir::print(program, body));
  }
  return out;
}

}  // namespace

TEST_CASE("what std has ready changes no function of a program") {
  run::Compiler compiler;
  std::size_t functions = 0, ready = 0;
  for (const std::string& path : program_file::list("tests/programs/run")) {
    INFO(path);
    const run::Compiled compiled = compiler.compile(program_file::read(path));
    if (!compiled.code) continue;
    const mir::Program& with = compiled.code->program();
    sema::Program typed = *compiled.typed;
    const mir::Program without = lower::lower_program(typed);
    const std::map<std::string, std::string> texts = functions_of(with);
    const std::map<std::string, std::string> alone = functions_of(without, &texts);
    for (const auto& function : texts) {
      INFO(function.first);
      REQUIRE(alone.count(function.first) == 1);
      CHECK(alone.at(function.first) == function.second);
    }
    functions += texts.size();
    ready += with.bodies.frozen_count();
  }
  CHECK(functions > 300);
  CHECK(ready > 300);
}
