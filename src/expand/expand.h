#pragma once
// The front door of the front end: from a file to its syntax tree, with all macros expanded.
//
// std is parsed first; what its `macro_rules!` with `#[macro_export]` define stays in the
// `MacroScope`, which is the prelude of macros for the program that is parsed next.

#include <memory>
#include <unordered_map>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "expand/cfg.h"
#include "expand/macro_rules.h"
#include "expand/record.h"
#include "syntax/ast.h"
#include "syntax/edition.h"
#include "syntax/token.h"

namespace expand {

/// The macros that can be named. Copyable; a copy of std's is where each program starts.
struct MacroScope {
  std::vector<std::shared_ptr<const MacroDefinition>> definitions;
  std::unordered_map<NameId, std::uint32_t> exported;     // by #[macro_export], of this crate
  std::unordered_map<NameId, std::uint32_t> prelude;      // std's
  std::unordered_map<NameId, std::uint32_t> any;          // the last of this name, for paths and `use`

  /// Ends a crate: what it exports is the prelude of the next.
  void publish();
};

/// Reads a file of a program (or of std) to the items of its crate.
syntax::Crate parse_source(FileId file, const SourceMap& sources, Interner& names,
                           syntax::Edition edition, syntax::Ast& ast, Expansions& expansions,
                           MacroScope& macros, diag::Diagnostics& diagnostics,
                           const Cfg& cfg = {});

/// Whether a program has functions marked `#[test]`; what is in comments or strings does not count.
bool has_test_functions(const syntax::TokenTrees& tokens, const Interner& names);

}  // namespace expand
