#pragma once
// The two halves of collecting a crate. First every item gets its id and its name in a module, and
// imports are resolved; then, when every name can be found, each item's signature is worked out.

#include <vector>

#include "sema/program.h"

namespace sema {

/// An item that has its id and name, but no signature yet.
struct Declared {
  syntax::ItemId item;
  ModuleId module;             // the module (or block) it stands in
  Def def;                     // Adt, Trait, TypeAlias, Fn, Const, Static, ForeignType
  bool is_foreign = false;     // stands in an extern block
  std::string abi;             // of that extern block
  bool is_unsafe_block = false;  // `unsafe extern`
};

struct DeclaredImpl { syntax::ItemId item; ModuleId module; };

struct Declarations {
  ModuleId root;
  std::vector<Declared> items;         // in the order of the text, also those in function bodies' blocks
  std::vector<DeclaredImpl> impls;
};

/// Makes modules, ids and bindings, and resolves imports. What is inside traits and impls is left to
/// the collector. (modules.cpp, imports.cpp)
Declarations declare_crate(Program& program, const syntax::Crate& crate, bool is_std);

/// Lifetimes that are not declared, or left out where nothing says which is meant; trait objects of
/// traits that cannot be. Part of collecting the student's crate. (signature_checks.cpp)
void check_signatures(Program& program, const Declarations& declarations);

}  // namespace sema
