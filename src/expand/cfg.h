#pragma once
// `cfg`: what is true of the machine and the run. It is always the same 64-bit Linux, so that a
// program means the same everywhere.

#include <set>
#include <string_view>

#include "syntax/ast.h"

namespace expand {

/// Whether the `#[test]` functions of a program are what runs.
enum class TestMode : std::uint8_t { No, Yes };

/// What is not the same for all texts.
struct Cfg {
  TestMode test = TestMode::No;
  const std::set<std::string_view>* std_files = nullptr;   // in std, those that are not always read and were read
};

bool cfg_holds(const syntax::Attribute& predicate, const Cfg& cfg);

}  // namespace expand
