#pragma once
// What `borrowck/` is given: the student's bodies as they were written, each once, and beside each what
// the small language does not say, because no machine needs it.

#include <cstdint>
#include <map>
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
};

/// The regions in a body, numbered. Number 0 is 'static. Where a region is not known to be tied to
/// another, it is not: a check made from these says less than rustc, never more.
struct RegionFacts {
  std::uint32_t count = 0;
  std::vector<std::vector<std::uint32_t>> of_local;      // those in the type of each local
  std::vector<std::vector<std::uint32_t>> dropped;       // of these: those that its destructor may look at
  std::vector<Outlives> outlives;
  /// Of each `&place`, by block and statement: the region of the reference.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_borrow;
};

struct BodyFacts {
  std::vector<CaptureFacts> captures;   // of a closure
  RegionFacts regions;                  // empty: of what is not checked for loans
};

struct CheckedProgram {
  Program program;
  std::vector<BodyFacts> facts;         // by body
};

}  // namespace mir
