#pragma once
// What `borrowck/` is given: the student's bodies as they were written, each once, and beside each what
// the small language does not say, because no machine needs it.

#include <string>
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

struct BodyFacts {
  std::vector<CaptureFacts> captures;   // of a closure
};

struct CheckedProgram {
  Program program;
  std::vector<BodyFacts> facts;         // by body
};

}  // namespace mir
