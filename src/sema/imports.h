#pragma once
// `use`: names of one module brought into another.

#include <vector>

#include "sema/program.h"

namespace sema {

struct PendingImport {
  ModuleId module;          // the module or block the `use` stands in
  syntax::ItemId item;      // a UseItem
};

/// Resolves all imports of a crate whose items are bound, until nothing more can be found; then
/// reports those that name nothing, or name what is not visible.
void resolve_imports(Program& program, const std::vector<PendingImport>& imports);

/// Says that a module has a name twice: of the two, the second in the text is at fault.
void report_two_names(Program& program, const Binding& one, const Binding& other, NameId name);

/// Binds a name in a module and reports a second one (E0428, E0259, E0260).
void bind_item(Program& program, ModuleId module, Namespace space, NameId name, Binding binding);

}  // namespace sema
