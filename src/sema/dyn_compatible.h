#pragma once
// Which traits can be used as `dyn Trait`.

#include <optional>
#include <string>

#include "sema/program.h"

namespace sema {

/// Why a trait cannot be used as `dyn`, and where that is written; nothing if it can. The items of
/// the trait must be complete.
struct DynObstacle {
  Span span;
  std::string why;
};
std::optional<DynObstacle> dyn_obstacle(Program& program, TraitId trait);

/// Reports the use of a trait as `dyn` if that cannot be (E0038).
void check_dyn_use(Program& program, TraitId trait, Span span);

}  // namespace sema
