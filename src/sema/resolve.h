#pragma once
// What a path means where it stands. `resolve_path` of program.h is the usual door; here the caller
// can also say what the path is used as, which decides how a failure is named.
//
// A path is looked up in this order: blocks of the body, generic parameters, blocks and the module
// around the item, crates, the prelude of std, built-in types. It is followed through modules and
// enums; behind any other type the rest are associated items, which are the caller's business.

#include <functional>
#include <string_view>
#include <vector>

#include "sema/program.h"

namespace sema {

enum class PathUse : std::uint8_t {
  Type, Trait,
  Value,
  Struct,               // `Path { … }`, as an expression or a pattern: in the namespace of types
  TuplePattern,         // `Path(…)` as a pattern
  UnitPattern,          // `a::B` as a pattern
};

/// The names of local variables, asked for only when a misspelled one is looked for.
using LocalNames = std::function<std::vector<std::string_view>()>;

/// As `resolve_path`, with the messages of one use; always reports.
PathResolution resolve_path_as(Program& program, const ItemScope& scope, const syntax::Path& path,
                               PathUse use, const LocalNames& local_names = {});
/// The namespace in which a path of this use is looked up.
Namespace namespace_of(PathUse use);

}  // namespace sema
