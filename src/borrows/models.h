#pragma once
// The aliasing models, for whoever sets up a machine.

#include <memory>

#include "memory/alias_model.h"

namespace borrows {

struct TreeOptions {
  /// A mutable reference that enters a function counts as written to at once.
  bool has_implicit_writes = false;
};

std::unique_ptr<memory::AliasModel> make_stacked_borrows();
std::unique_ptr<memory::AliasModel> make_tree_borrows(const TreeOptions& options = {});

}  // namespace borrows
