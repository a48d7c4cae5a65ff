#pragma once
// Who may name an item: everybody, or what stands inside one module. A private item is visible in
// the module it is defined in and in all modules inside that, also where it stands in a block.

#include "sema/program.h"

namespace sema {

/// Where something may be named.
struct Reach {
  bool is_everywhere = false;
  ModuleId within;               // unless everywhere
};

/// The module around a block, or the module itself.
ModuleId nearest_module(const Program& program, ModuleId module);
/// Whether `module` is `ancestor` or stands inside it; blocks count as the module around them.
bool is_inside(const Program& program, ModuleId module, ModuleId ancestor);

Reach reach_of(const Program& program, const syntax::Visibility& visibility, ModuleId defined_in);
/// Whether all who may name `narrow` may also name `wide`.
bool covers(const Program& program, const Reach& wide, const Reach& narrow);

/// Whether code in `from` may name an item, field or method of `defined_in`.
bool is_visible(const Program& program, const syntax::Visibility& visibility, ModuleId defined_in,
                ModuleId from);
inline bool is_visible(const Program& program, const Binding& binding, ModuleId from) {
  return is_visible(program, binding.visibility, binding.defined_in, from);
}

}  // namespace sema
