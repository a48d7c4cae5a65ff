#pragma once
// Generic parameters and bounds, in the order in which they can be known: first the parameters'
// names and kinds, so that paths to an item can be read; then defaults; then bounds, which may speak
// of associated types that other bounds bring.

#include <functional>
#include <unordered_map>
#include <vector>

#include "sema/lower_type.h"

namespace sema {

/// Adds the type and const parameters of `syntax` after those that `generics` has from its parent.
/// `owner` scope supplies the types of const parameters. Names declared twice are reported.
void declare_params(Program& program, const ItemScope& owner, const syntax::Generics& syntax,
                    Generics& generics);
/// The identity arguments: each parameter as itself.
Args identity_args(TyStore& types, const Generics& generics);

/// A parameter for every `impl Trait` in the types of a function's parameters, after the others.
struct ImplTraitParams {
  std::unordered_map<syntax::TypeId, TyId> params;          // to the parameter it became
  std::vector<std::pair<syntax::TypeId, TyId>> in_order;    // its bounds are still to be lowered
};
ImplTraitParams declare_impl_trait_params(Program& program, const syntax::FnDecl& decl,
                                          Generics& generics);

/// Runs each step; those that report a mistake are taken back and tried again after the others, as
/// long as that helps. What is still wrong at the end is reported.
void settle(Program& program, std::vector<std::function<void()>> steps);

/// Defaults of the item's own parameters, worked out in `scope`, which knows the parameters.
void lower_defaults(Program& program, const ItemScope& scope, const syntax::Generics& syntax,
                    Generics& generics);

/// Bounds on parameters, where clauses, implied `Sized`: appended to `scope.generics.predicates`.
/// What an item has beside these and may depend on them, or they on it (an impl's self type, a
/// trait's supertraits), is done in `beside`, settled together with them.
void lower_predicates(Program& program, ItemScope& scope, const syntax::Generics& syntax,
                      const ImplTraitParams* impl_traits,
                      std::vector<std::function<void()>> beside = {});

}  // namespace sema
