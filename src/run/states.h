#pragma once
// The state machines that the student's async functions and blocks become.

#include <cstdint>
#include <string>
#include <vector>

#include "run/compile.h"

namespace run {

/// What a field of a state is: captured from around, a variable, the future that is awaited, or a value in between.
enum class KeptKind : std::uint8_t { Capture, Variable, Awaited, Temporary };
const char* name_of(KeptKind kind);

struct KeptField {
  KeptKind kind = KeptKind::Variable;
  std::string name, type;
  std::uint64_t offset = 0, size = 0;    // bytes
  Place place;                           // of the declaration
};

struct StateLayout {
  std::string name;                      // Unresumed, Returned, Panicked, Suspend0, …
  Place place;                           // of the await; line 0 for the first three
  std::uint64_t size = 0;                // what it keeps, in bytes, without gaps
  std::vector<KeptField> fields;
};

struct StateMachine {
  std::string name;                      // of the async function; empty: an async block
  std::string type;
  Place place;
  std::uint64_t size = 0;
  std::uint32_t align = 1;
  std::uint64_t state_offset = 0, state_size = 0;   // of the number of the state
  std::vector<StateLayout> states;       // by number
};

/// In the order of the text; a generic one once for each way in which it is used.
std::vector<StateMachine> state_machines(const Compiled& compiled);
std::vector<StateMachine> machines_of(const mir::Program& program, const SourceMap& sources);

}  // namespace run
