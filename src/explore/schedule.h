#pragma once
// A run as text: the choices that were made, so that it replays exactly, natively and in wasm, and
// fits in a link. The machine asks only where there are at least two answers, so a schedule holds
// only what was really chosen.
//
//   s1-0x3-1-2x4-w2     version 1; thread 0 three times, thread 1, thread 2 four times; wake thread 2
//
// Letters before a number: r which store a load reads, p place in modification order, f weak failure,
// w which waiter wakes, u spurious wakeup, t timeout. All characters may stand in a URL as they are.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "machine/chooser.h"

namespace explore {

struct Schedule {
  std::vector<machine::Choice> choices;

  friend bool operator==(const Schedule& a, const Schedule& b);
};

/// A schedule that cannot be read: what is wrong, and at which byte of the text.
struct ScheduleError {
  std::string message;
  std::size_t at = 0;
};

std::string to_text(const Schedule& schedule);
/// At most a million choices; surrounding blanks are ignored.
Result<Schedule, ScheduleError> parse_schedule(std::string_view text);

/// A run as a link has it. What is no choice of the machine, a future dropped by hand, stands behind its
/// schedule: `s1-0x3.cancel-120-1` drops future 1 at moment 120, with which the run ends.
struct SharedRun {
  struct Cancel { std::uint64_t moment = 0; std::uint32_t future = 0; };

  Schedule schedule;
  std::optional<Cancel> cancel;
};

std::string to_text(const SharedRun& run);
Result<SharedRun, ScheduleError> parse_shared_run(std::string_view text);

/// How often the picked thread differs from the one picked before.
std::uint32_t context_switches(const Schedule& schedule);

}  // namespace explore
