#pragma once
// The one door through which chance comes in. A run is its program plus the answers given here: it
// replays, it fits in a link, and it can be searched exhaustively.

#include <cstdint>
#include <vector>

namespace machine {

enum class ChoiceKind : std::uint8_t {
  NextThread,        // which thread moves next: options are thread ids
  ReadFrom,          // which store an atomic load reads: 0 is the newest it may read
  StoreAt,           // where in modification order a store goes: 0 is last
  WeakFailure,       // whether a compare_exchange_weak fails though it could succeed: 0 no, 1 yes
  WakeWhich,         // which of several waiters is woken
  SpuriousWakeup,    // whether a condvar wait wakes without a notification: 0 no, 1 yes
  Timeout,           // how a timed wait on a condvar ends: 0 as the clock says, 1 its time is over, 2 notified, 3 for no reason
};

/// A question with at least two possible answers.
struct ChoicePoint {
  ChoiceKind kind = ChoiceKind::NextThread;
  std::uint32_t thread = 0;                 // whose operation asks; for NextThread the one that moved last
  const std::uint32_t* options = nullptr;   // NextThread, WakeWhich: thread ids; Timeout: what it can be; else null
  std::uint32_t count = 0;                  // answers are 0 .. count - 1
  const std::uint64_t* names = nullptr;     // ReadFrom, StoreAt: the stores' names, which do not depend on other threads
  std::uint32_t early = 0;                  // NextThread: how many options, the last, wait for a time that has not come
  bool has_yielded = false;                 // NextThread: whether the one that moved last gave up its turn
};

class Chooser {
 public:
  virtual ~Chooser() = default;
  /// The index of the chosen option, below `point.count`.
  virtual std::uint32_t choose(const ChoicePoint& point) = 0;
};

/// A choice that was made, as schedules record it.
struct Choice {
  ChoiceKind kind = ChoiceKind::NextThread;
  std::uint32_t value = 0;                  // one of the options, or else the index
};

}  // namespace machine
