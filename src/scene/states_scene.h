#pragma once
// The picture of async code as plain data: the state machine that each async function or block has
// become, the futures that were made of them in a run, and who polled which when.
//
//   machine   async fn download   Unresumed → Suspend0 → Suspend1 → Returned
//   future    download #2         now in Suspend1, polled 3 times, inside job
//   polls     job       [pending ] [pending ] [ready ]
//             download   [pend.]    [ready]             a poll within a poll is a poll of what is awaited

#include <cstdint>
#include <string>
#include <vector>

#include "scene/program_scene.h"

namespace scene {

inline constexpr std::uint32_t no_future = 0xffffffffu;

enum class KeptKind : std::uint8_t { Capture, Variable, Awaited, Temporary };

/// What a state keeps from one poll to the next.
struct KeptValue {
  KeptKind kind = KeptKind::Variable;
  std::string name;                 // "buf"; of what is awaited, the future's own name: "download"
  std::string type;
  std::string why;                  // "`buf` lives across this await: 64 bytes"
  std::uint64_t offset = 0, bytes = 0;
  std::uint32_t line = 0;           // of its declaration; 0 when it has none
  bool is_slot = false;             // a parameter's place, empty since the first poll moved it into a variable
};

enum class StateKind : std::uint8_t { Unresumed, Returned, Panicked, Suspended };

struct MachineState {
  StateKind kind = StateKind::Suspended;
  std::string name;                 // "Suspend0"
  std::string text;                 // what is awaited, as it is written: "sleep(2).await"; empty for the first three
  std::uint32_t line = 0;           // of the await
  std::uint64_t bytes = 0;
  std::vector<KeptValue> kept;
  std::vector<std::uint32_t> next;  // the states in which a poll can leave it, itself included
};

struct FutureMachine {
  std::string name;                 // "download"; "async block"
  std::string title;                // "async fn download"
  std::uint32_t line = 0;
  std::uint64_t bytes = 0;
  std::uint64_t state_offset = 0, state_bytes = 0;  // of the number of the state
  std::vector<MachineState> states;
};

enum class PollResult : std::uint8_t { Running, Pending, Ready, Panicked };

struct FuturePoll {
  std::uint32_t future = 0;         // index into `futures`
  std::uint32_t thread = 0;
  std::string thread_name;
  std::uint32_t begin_step = 0;     // the first step at which it has begun, and that at which it is over
  std::uint32_t end_step = 0;
  std::uint32_t column = 0;         // on the time line
  std::uint32_t last_column = 0;    // of the polls within it
  PollResult result = PollResult::Pending;         // of the whole recorded run
  std::uint32_t from_state = 0, to_state = 0;      // of its machine, if it has one
  std::uint32_t depth = 0;          // polls around it
  bool has_begun = false, is_over = false;         // at the cursor
};

/// A call of `wake` or `wake_by_ref`.
struct FutureWake {
  std::uint32_t thread = 0;
  std::string thread_name;
  std::uint32_t by = no_future;     // the future that was being polled by that thread
  std::uint32_t future = no_future; // the outermost one that was last polled with this waker
  std::uint32_t step = 0, line = 0;
  std::uint32_t column = 0;         // that of the last poll before it
  bool has_happened = false;
};

struct FutureRow {
  std::uint32_t machine = no_future;  // index into `machines`; none for a future with a `poll` of the student's own
  std::uint32_t number = 1;         // among those of its kind
  std::string name;                 // "download", "download #2"
  std::string place;                // "in `task`", "inside job", "on the heap"
  std::uint32_t inside = no_future; // the future that polled it last, or first polled it
  std::uint32_t depth = 0;
  std::uint32_t state = 0;          // at the cursor; while it runs, the one it was resumed from
  std::uint32_t part = 0;           // the state from whose await on its body runs; `state` while it does not
  std::uint32_t byte = 0;           // of the student's text, where it stands while it runs
  std::uint32_t polls = 0;          // begun before the cursor
  bool is_made = false;             // it exists, or has existed, at the cursor
  bool is_running = false;          // a poll of it is under way
  bool is_gone = false;             // dropped, or its memory is
  bool is_dropped_early = false;    // dropped before it was ready
  std::vector<Variable> values;     // of what the state keeps, in the order of `kept`; empty while it runs
};

/// One that stands in a list: a task, or a waker and whom it wakes.
struct HeldTask {
  std::uint32_t future = no_future; // none if it cannot be told, or was never polled
  std::string text;                 // what stands beside it: "60"; for a time "at 5 ms"
  bool has_time = false;
  std::uint64_t time_nanos = 0;     // on the virtual clock
};

/// A list in the program's memory of tasks or of wakers: an executor's queue, a clock's alarms; or a place
/// for one waker. The one who keeps a waker is the one who will wake.
struct TaskList {
  std::string name;                 // the way to it: "clock.alarms"
  std::string type;                 // "VecDeque", "channel"; empty: a place for one waker
  bool holds_wakers = false;
  std::vector<HeldTask> tasks;      // in order; the first of them
  std::uint64_t length = 0;
  std::string beside;               // the plain fields next to it: "now = 5"
  std::string reached_by;           // with several threads, those whose variables lead to it: "main, t1"
};

struct StatesScene {
  std::vector<FutureMachine> machines;
  std::vector<FutureRow> futures;   // of the whole run, in the order in which they are first polled
  std::vector<FuturePoll> polls;
  std::vector<FutureWake> wakes;
  std::vector<TaskList> lists;      // at the cursor
  std::uint64_t clock_nanos = 0;    // at the cursor; time passes where all threads wait
  std::vector<std::uint32_t> stack; // the futures that are being polled at the cursor, outermost first
  /// The time line has a column for each poll that is within no other; what is polled on the way stands
  /// below it, in the same column. Only a future that is polled again within the same poll has one more.
  std::uint32_t columns = 0;
  std::uint32_t cursor_column = 0;  // how many of them lie before the cursor
  std::uint32_t latest_future = no_future;  // the one that moved last before the cursor
  bool has_all_polls = true;        // false if there were too many to keep
};

std::string to_text(const StatesScene& scene);
/// "1.5 ms".
std::string nanos_text(std::uint64_t nanos);

}  // namespace scene
