#pragma once
// Bounds by Fn, FnMut and FnOnce as they are written: `F: for<'a> FnMut(&'a T, u8) -> K`. Checked bounds
// know no lifetimes, so the text is asked.

#include <vector>

#include "sema/program.h"

namespace lower {

struct WrittenFn {
  std::vector<syntax::TypeId> params;
  syntax::TypeId output;            // none: ()
  std::vector<NameId> late;         // lifetimes of `for<'a>`
};

void add_written_fns(const sema::Program& program, const std::vector<syntax::Bound>& bounds, std::vector<WrittenFn>& found);
/// Those of the parameter `name`.
void add_written_fns(const sema::Program& program, const syntax::Generics& generics, NameId name, std::vector<WrittenFn>& found);

}  // namespace lower
