#pragma once
// What a trait implies: its supertraits, theirs, and the associated types that all of them bring.

#include <optional>
#include <vector>

#include "sema/program.h"

namespace sema {

/// The trait itself and all traits above it, each once, with the arguments that follow from
/// `trait_ref`; nearest first.
std::vector<TraitRef> with_supertraits(Program& program, const TraitRef& trait_ref);
std::vector<TraitId> with_supertraits(const Program& program, TraitId trait);

/// The associated type of this name that the trait itself declares, or none.
AssocTyId own_assoc_ty(const Program& program, TraitId trait, NameId name);
/// Whether the trait itself has a type, constant or function of this name.
bool has_trait_member(const Program& program, TraitId trait, NameId name);

/// An associated type found through a bound: which one, and the arguments of its trait.
struct FoundAssocTy {
  AssocTyId assoc_ty;
  Args trait_args;
};
/// By name in the trait of `trait_ref`, else in its supertraits.
std::optional<FoundAssocTy> find_assoc_ty(Program& program, const TraitRef& trait_ref, NameId name);

}  // namespace sema
