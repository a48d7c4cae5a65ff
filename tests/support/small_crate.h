#pragma once
// A program's items with std under them, as far as the passes go that make and complete them. What makes
// and destroys a sema::Program stands in small_crate.cpp alone: each file that does takes long to compile.

#include <memory>
#include <string>

#include "sema/declare.h"
#include "sema/program.h"

namespace small_crate {

/// Std as every program starts from it.
const sema::Program& std_program();

struct Crate {
  std::shared_ptr<sema::Program> program;
  sema::Declarations declarations;   // if only declared
};

/// Modules, names and imports: `declare_crate`.
Crate declare(std::string text, syntax::Edition edition = syntax::Edition::E2024);
/// Types, bounds and signatures too: `collect_crate`.
std::shared_ptr<sema::Program> collect(std::string text);

/// "E0046 3, E0407 5": code and line of each message so far.
std::string problems(const sema::Program& program);
/// Of what the checks of items say.
std::string item_problems(std::string text);

}  // namespace small_crate
