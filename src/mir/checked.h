#pragma once
// What `borrowck/` is given: the student's bodies as they were written, each once, and beside each what
// the small language does not say, because no machine needs it.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "mir/mir.h"

namespace mir {

/// One place that a closure holds: field of its environment of the same number.
struct CaptureFacts {
  std::string name;              // of the captured place, as written
  bool is_by_reference = false;
  bool is_mutable = false;       // the captured place may be changed by who owns the variable
  Span declared;                 // where the variable is
};

/// `longer: shorter`, as the statement or call at `span` asks for it.
struct Outlives {
  std::uint32_t longer = 0, shorter = 0;
  Span span;
  /// Object: a value becomes a `dyn Trait`, but not on its way out of the function.
  /// Annotation: the type that is written for a variable.
  enum class Asker : std::uint8_t { Assignment, Object, Result, Call, Annotation } asker = Asker::Assignment;
};

/// A region that is not the body's own: one that the signature names, or leaves out in the type of an argument.
struct Universal {
  /// Of a closure: each call chooses the lifetimes of `|x: &T|` and that of the borrow of the environment; what
  /// stands in captured variables is chosen by the body around, and so is the result unless it comes from a call's.
  enum class Chooser : std::uint8_t { Caller, Call, Environment, Around, AroundOrCall };
  std::uint32_t region = 0;
  std::string name;              // "'a"; empty if it is left out
  LocalId argument;              // left out: of the first argument that has it
  bool is_of_impl = false;       // declared around the function
  Chooser chooser = Chooser::Caller;
};

/// Regions that last for as long as a value behind `impl Trait` is used, which is in one of these locals.
struct HiddenHolder {
  std::vector<std::uint32_t> regions;
  std::vector<LocalId> locals;
};

/// A type parameter that must outlive a region, as for a trait object that holds it.
struct ParamOutlives {
  std::string name;
  std::uint32_t region = 0;
  Outlives asked;                // by whom
};

/// The regions in a body, numbered. Number 0 is 'static. Where a region is not known to be tied to
/// another, it is not: a check made from these says less than rustc, never more.
struct RegionFacts {
  std::uint32_t count = 0;
  std::vector<std::vector<std::uint32_t>> of_local;      // those in the type of each local
  std::vector<std::vector<std::uint32_t>> dropped;       // of these: those that its destructor may look at
  std::vector<Outlives> outlives;
  std::vector<HiddenHolder> hidden;
  std::vector<Universal> universals;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> known;   // longer, shorter: by bounds of the signature, or its types
  std::vector<ParamOutlives> params;
  std::vector<std::pair<std::string, std::uint32_t>> known_params;   // the region that a parameter outlives
  std::optional<std::vector<std::uint32_t>> captured;   // by the `impl Trait` that is returned; absent: all
  bool has_signature = false;    // the body is that of a function whose signature is known
  bool is_of_trait_impl = false, has_self = false;
  /// Of each `&place`, by block and statement: the region of the reference.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_borrow;
  /// Of the same: number of the first step of its place into a type with a destructor of its own.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> destructors;
};

struct BodyFacts {
  std::vector<CaptureFacts> captures;   // of a closure
  std::set<TypeId> with_destructor;     // of the types in its places: those with a `Drop` of their own
  RegionFacts regions;                  // empty: of what is not checked for loans
  bool allows_overflow = false, allows_panic = false;   // lints that the text may have switched off
};

struct CheckedProgram {
  Program program;
  std::vector<BodyFacts> facts;         // by body
};

}  // namespace mir
