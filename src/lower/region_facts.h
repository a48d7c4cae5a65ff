#pragma once
// The regions of a body, and what its statements and calls ask of them: what rustc's type check of MIR
// finds, as far as types and signatures say it plainly.

#include "lower/region_closures.h"
#include "mir/checked.h"

namespace lower {

/// `body` is as `Purpose::Borrowck` makes it: the callee of each call is the number of its checked type.
/// `flows` are those of the closures that are known so far; `expected` what all are taken for.
mir::RegionFacts region_facts(Monomorphizer& mono, const BodyRequest& request, const mir::Body& body, const ClosureFlows& flows, const ExpectedClosures& expected);

}  // namespace lower
