#include "sema/supertraits.h"

#include <algorithm>

namespace sema {

namespace {

// Supertraits in a circle, each with larger arguments than the last, would never end.
constexpr std::size_t max_supertraits = 200;

/// Whether a predicate of a trait's generics bounds its Self.
bool is_supertrait(const Program& program, const Predicate& predicate, TraitId trait) {
  if (predicate.kind != Predicate::Kind::Trait || predicate.trait_ref.trait == trait) return false;
  const Ty& self = program.types[predicate.trait_ref.args[0]];
  return self.kind == TyKind::Param && self.index == 0;
}

}  // namespace

std::vector<TraitRef> with_supertraits(Program& program, const TraitRef& trait_ref) {
  std::vector<TraitRef> found{trait_ref};
  for (std::size_t i = 0; i < found.size() && i < max_supertraits; ++i) {
    const TraitRef below = found[i];
    for (const Predicate& predicate : program.traits.at(below.trait).generics.predicates) {
      if (!is_supertrait(program, predicate, below.trait)) continue;
      TraitRef above{predicate.trait_ref.trait,
                     substitute(program.types, predicate.trait_ref.args, below.args)};
      if (std::find(found.begin(), found.end(), above) == found.end()) {
        found.push_back(std::move(above));
      }
    }
  }
  return found;
}

std::vector<TraitId> with_supertraits(const Program& program, TraitId trait) {
  std::vector<TraitId> found{trait};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (TraitId above : program.traits.at(found[i]).supertraits) {
      if (std::find(found.begin(), found.end(), above) == found.end()) found.push_back(above);
    }
  }
  return found;
}

AssocTyId own_assoc_ty(const Program& program, TraitId trait, NameId name) {
  for (AssocTyId id : program.traits.at(trait).assoc_tys) {
    if (program.assoc_tys.at(id).name == name) return id;
  }
  return {};
}

bool has_trait_member(const Program& program, TraitId trait, NameId name) {
  const TraitDef& def = program.traits.at(trait);
  const bool is_fn = std::any_of(def.fns.begin(), def.fns.end(), [&](FnId id) { return program.fns.at(id).name == name; });
  const bool is_const = std::any_of(def.consts.begin(), def.consts.end(), [&](ConstId id) { return program.consts.at(id).name == name; });
  return is_fn || is_const || own_assoc_ty(program, trait, name);
}

std::optional<FoundAssocTy> find_assoc_ty(Program& program, const TraitRef& trait_ref,
                                          NameId name) {
  if (AssocTyId own = own_assoc_ty(program, trait_ref.trait, name)) {
    return FoundAssocTy{own, trait_ref.args};
  }
  // Most names are not found; the ids alone tell that without building arguments.
  bool is_above = false;
  for (TraitId above : with_supertraits(program, trait_ref.trait)) {
    is_above = is_above || own_assoc_ty(program, above, name);
  }
  if (!is_above) return std::nullopt;
  for (const TraitRef& above : with_supertraits(program, trait_ref)) {
    if (AssocTyId id = own_assoc_ty(program, above.trait, name)) {
      return FoundAssocTy{id, above.args};
    }
  }
  return std::nullopt;
}

}  // namespace sema
