#pragma once
// What imports and paths have in common: the words a path may start with, and the names that are
// there without being declared or imported.

#include "sema/program.h"

namespace sema {

enum class PathWord : std::uint8_t { Name, Crate, DollarCrate, SelfModule, Super, SelfType };
PathWord path_word(const Program& program, NameId name);

/// The name in one module itself; null if it has none.
const Binding* find_in_module(const Program& program, ModuleId module, Namespace space, NameId name);

/// `crate` and `$crate` where they stand: a macro of std means std, wherever it is used.
ModuleId crate_root_of(const Program& program, const syntax::PathSegment& word, ModuleId from);
/// The module above that around `module`; none above a crate's root.
ModuleId super_of(const Program& program, ModuleId module);
/// `std`, `core` and `alloc`, three names for one crate; none for other names.
ModuleId extern_crate(const Program& program, NameId name);
/// The names that every module of a crate sees: those of its edition's prelude.
ModuleId prelude_of(const Program& program, ModuleId from);
/// `i32`, `bool`, `str`: Kind::None for other names.
Def primitive_type(Program& program, NameId name);

/// The module behind a definition that has names inside: a module, or an enum. None for others.
ModuleId names_inside(const Program& program, const Def& def);
bool is_same(const Def& a, const Def& b);

/// "struct", "module", "function": what a definition is, for messages.
std::string_view word_for(const Program& program, const Def& def);
/// "a::b": the first `count` segments as they are written.
std::string path_text(const Program& program, const syntax::Path& path, std::size_t count);
/// The names of a module in one namespace, sorted, to find a misspelled one among.
std::vector<std::string_view> names_of(const Program& program, ModuleId module, Namespace space);

}  // namespace sema
