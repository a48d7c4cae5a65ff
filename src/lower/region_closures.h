#pragma once
// The regions of closures. A closure's body is looked at before the body that makes it. What it asks of
// regions that the code around chooses is kept as flows and asked where the closure is made or called;
// what its caller chooses anew each time must not get out of it.

#include <map>
#include <set>

#include "lower/region_env.h"
#include "mir/checked.h"

namespace lower {

/// What a closure is taken for where it is made: the bound of the parameter that it is an argument for, as
/// written in the declaration of what is called: `F: FnMut(&T) -> K`.
struct ExpectedClosure {
  std::vector<syntax::TypeId> params;
  syntax::TypeId output;              // none: ()
  std::set<NameId> late;              // lifetimes of `for<'a>`
  std::set<NameId> generics;          // the parameters of what is called, which the code around chooses
};
using ExpectedClosures = std::map<sema::ClosureId, ExpectedClosure>;

/// Those of the closures that the body gives to calls.
void find_expected(Monomorphizer& mono, const mir::Body& body, ExpectedClosures& out);

/// The regions in a closure's environment, parameters and result, and who chooses each. `locals` are those
/// of its body; where the result's lifetime is that of a parameter, it gets the same region.
void know_closure(RegionTypes& types, sema::ClosureId closure, const ExpectedClosures& expected, mir::RegionFacts& out, std::vector<Typed>& locals);

/// What the closure's body asks of its regions.
void find_flows(Monomorphizer& mono, sema::ClosureId closure, const mir::Body& body, const mir::RegionFacts& facts, ClosureFlows& flows);

}  // namespace lower
