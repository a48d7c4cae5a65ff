#pragma once
// The single checks, each over one body.

#include "borrowck/flow.h"
#include "borrowck/places.h"
#include "diag/diagnostic.h"
#include "mir/checked.h"

namespace borrowck {

/// One body, with the program whose types it has.
struct Input {
  const mir::Program& program;
  const mir::Body& body;
  const mir::BodyFacts& facts;
};

/// What is used has a value (E0381, E0382); a variable without `mut` gets one once (E0384).
void check_values(const Places& places, const Flow& flow, diag::Diagnostics& diagnostics);
/// What is changed is mutable (E0594, E0596); what is moved belongs to the one who moves it (E0507).
void check_access(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics);
/// What is borrowed is left alone, and is there as long (E0499, E0502, E0503, E0505, E0506, E0515, E0597, E0716).
void check_loans(const Input& input, const Places& places, const Flow& flow, diag::Diagnostics& diagnostics);
/// References go out for no longer than they came in for, as far as the signature tells (E0521, E0621).
void check_outlives(const Input& input, diag::Diagnostics& diagnostics);
/// `arithmetic_overflow` and `unconditional_panic`.
void check_known_panics(const Input& input, diag::Diagnostics& diagnostics);

}  // namespace borrowck
