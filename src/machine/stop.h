#pragma once
// How a run ends. A stop says where, why, and which earlier moments led to it.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace machine {

enum class StopKind : std::uint8_t {
#define STOP(name, verdict) name,
#include "machine/stops.def"
#undef STOP
};
/// "ok", "panic", "ub", … as in the command line's contract.
std::string_view verdict_of(StopKind kind);

/// An earlier moment that matters: the other access of a race, where a tag was created or disabled, or
/// memory made and freed.
struct Moment {
  enum class Role : std::uint8_t { Other, TagMade, TagLost, Made, Freed };
  Span span;
  std::string message;
  Role role = Role::Other;
  std::uint32_t tag = 0;           // of the aliasing model, for TagMade and TagLost
};

struct Stop {
  StopKind kind = StopKind::Exit;
  std::string category;            // "use after free", "data race", "steps", …: stable words for machines
  std::string message;             // a sentence for people
  Span span;                       // in the student's text where there is any
  std::uint32_t thread = 0;
  int exit_code = 0;               // of Exit, Panic, Abort
  std::vector<Moment> related;     // in the order in which they happened
};

/// Boxed, so that a successful result stays small.
using StopBox = std::unique_ptr<Stop>;
template <class T>
using Checked = Result<T, StopBox>;

}  // namespace machine
