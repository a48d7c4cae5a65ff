#pragma once
// Method lookup: which function `receiver.name()` means, and what is done to the receiver first.
// After rustc's probe: candidates from the impls of every autoderef step, then from traits in scope;
// by value, by shared, then by mutable reference.

#include <vector>

#include "sema/solver.h"

namespace sema {

struct AutoderefStep {
  TyId ty;
  bool is_overloaded = false;    // reached through Deref::deref
  bool is_unsized_array = false; // the slice that the array of the step before becomes
};

struct MethodPick {
  FnId fn;
  Args parent_args;              // of the impl or trait: fresh variables, not yet constrained
  bool is_trait = false;
  std::uint32_t derefs = 0;      // autoderef steps taken
  bool is_unsized = false;       // the last step is from array to slice
  enum class AutoRef : std::uint8_t { None, Shared, Mutable, ConstPtr } autoref = AutoRef::None;
};

struct ProbeResult {
  enum class Kind : std::uint8_t { Found, None, Ambiguous, UnknownType, Private } kind = Kind::None;
  MethodPick pick;
  std::vector<FnId> candidates;      // Ambiguous
  std::vector<TraitRef> unmet;       // None: a method exists, but these bounds do not hold
  std::vector<TraitId> out_of_scope; // None: traits that have it
  FnId private_fn;
  TyId unknown;                      // UnknownType
};

class MethodProbe {
 public:
  MethodProbe(Solver& solver, const ItemScope& scope) : solver_(solver), scope_(scope) {}

  std::vector<AutoderefStep> autoderef(TyId receiver);
  ProbeResult probe(TyId receiver, NameId name);

 private:
  struct Candidate {
    FnId fn;
    enum class Kind : std::uint8_t { Inherent, Bound, Trait } kind = Kind::Inherent;
    ImplId impl;
    TraitRef bound;              // Bound: args known
  };
  void assemble_inherent(TyId self, NameId name, std::vector<Candidate>& out);
  void assemble_bounds(const std::vector<Predicate>& bounds, NameId name, std::vector<Candidate>& out);
  void assemble_traits(NameId name, std::vector<Candidate>& out);
  /// Does the candidate take `self_ty` as its self argument? Binds nothing.
  Answer consider(const Candidate& candidate, TyId self_ty, MethodPick& pick, std::vector<TraitRef>& unmet);
  bool pick_from(const std::vector<Candidate>& candidates, TyId self_ty, ProbeResult& result, bool is_inherent);

  Solver& solver_;
  const ItemScope& scope_;
};

/// Whether the names of this scope include the trait, so that its methods can be called.
bool is_trait_in_scope(Program& program, const ItemScope& scope, TraitId trait);

}  // namespace sema
