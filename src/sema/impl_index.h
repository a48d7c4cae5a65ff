#pragma once
// Finds the impls that may concern a type without looking at all of them: by the trait and by the
// outermost constructor of the self type.

#include <cstdint>
#include <optional>
#include <vector>

#include "sema/program.h"

namespace sema {

/// What two types that could be equal have in common, cheaply compared. None: any type may match
/// (a parameter, an inference variable, a projection).
std::optional<std::uint64_t> type_head(const TyStore& types, TyId ty);

/// The key of `Program::impls_by_head`: no trait for inherent impls; no head for blanket impls.
std::uint64_t impl_key(std::optional<TraitId> trait, std::optional<std::uint64_t> head);

/// Called once for each impl when its self type (and trait) are known.
void index_impl(Program& program, ImplId impl);
/// Also the traits that declare a method or function of this name; called once per trait.
void index_trait(Program& program, TraitId trait);

}  // namespace sema
