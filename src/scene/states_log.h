#pragma once
// What a recording notes of futures while it runs: each poll of a future of the student's, with the
// state it began and ended in, each wake, and each drop. It looks only at calls: a function has been
// entered when the innermost frame's number is higher than any seen before on that thread.

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "machine/machine.h"
#include "scene/states_scene.h"
#include "scene/waker_reader.h"

namespace scene {

/// What functions of a program have to do with futures. Made once, never changed.
class FutureFunctions {
 public:
  enum class Kind : std::uint8_t { None, MachinePoll, OwnPoll, Drop, Wake };
  struct Function { Kind kind = Kind::None; mir::TypeId type; bool is_of_std = false; };   // the future's type; none for Wake

  explicit FutureFunctions(const mir::Program& program);
  const Function& of(mir::FnId fn) const { return functions_[fn.value]; }
  bool has_futures() const { return has_futures_; }
  /// Whether a type is a future that has rows of its own.
  bool is_future(mir::TypeId type) const;

 private:
  std::vector<Function> functions_;
  bool has_futures_ = false;
};

inline constexpr std::uint64_t not_yet = ~std::uint64_t{0};

struct LoggedFuture {
  mir::TypeId type;
  bool is_machine = false;
  bool is_of_std = false;
  memory::AllocId alloc;             // where it lies; none if it has no bytes
  std::uint64_t offset = 0;
  std::uint64_t first = 0;           // the moment of its first poll
  std::uint64_t dropped = not_yet;
  std::uint32_t inside = no_future;  // the future whose poll first polled it
};

struct LoggedPoll {
  std::uint32_t future = 0;
  machine::ThreadId thread = 0;
  std::uint64_t begin = 0, end = not_yet;  // moments
  PollResult result = PollResult::Running;
  std::uint32_t from_state = 0, to_state = 0;
  std::uint32_t depth = 0;
  WakerReading waker;                // of the context; with what it leads to unless it came from the poll around
  std::uint64_t call = 0;            // the frame's number
  std::vector<std::pair<std::uint64_t, std::uint32_t>> passed;   // moments, and the states whose awaits were answered then
  machine::ReturnPlace answer;       // where the caller wants it
  mir::TypeId answer_type;
};

struct LoggedWake {
  std::uint64_t moment = 0;
  machine::ThreadId thread = 0;
  std::uint32_t by = no_future, future = no_future;
  Span span;
};

class FutureLog {
 public:
  explicit FutureLog(const mir::Program& program) : functions_(std::make_shared<FutureFunctions>(program)) {}

  /// The machine has run one statement of `mover`.
  void note_statement(const machine::Machine& machine, machine::ThreadId mover);
  /// A future is dropped of which no part has a destructor.
  void note_drop(std::uint32_t future, const machine::Machine& machine) {
    futures_[future].dropped = machine.steps();
    ++revision_;
  }
  /// Forgets what came after the machine's moment.
  void cut(const machine::Machine& machine);

  const std::vector<LoggedFuture>& futures() const { return futures_; }
  const std::vector<LoggedPoll>& polls() const { return polls_; }
  const std::vector<LoggedWake>& wakes() const { return wakes_; }
  /// Changes when something is noted or forgotten.
  std::uint32_t revision() const { return revision_; }
  bool has_all() const { return has_all_; }
  const FutureFunctions& functions() const { return *functions_; }
  /// The outermost future that was last polled with this waker up to a moment; of the first polls after
  /// it, if there was none.
  std::uint32_t woken_by(std::uint64_t waker, std::uint64_t moment) const;

 private:
  struct Open { std::uint32_t poll; std::size_t frame; std::uint64_t call; };
  struct Thread { std::uint64_t newest_call = 0; std::vector<Open> open; };

  void close_polls(const machine::Machine& machine, const machine::Thread& thread, Thread& known);
  void enter(const machine::Machine& machine, const machine::Thread& thread, Thread& known);
  void pass_await(const machine::Machine& machine, const machine::Frame& frame, LoggedPoll& poll);
  std::uint32_t future_at(const machine::Machine& machine, const Where& where, const FutureFunctions::Function& function, std::uint32_t state);
  bool has_answered(std::uint32_t future) const;
  PollResult answer_of(const machine::Machine& machine, const machine::Thread& thread, const Open& open) const;

  std::shared_ptr<const FutureFunctions> functions_;
  std::vector<LoggedFuture> futures_;
  std::vector<LoggedPoll> polls_;
  std::vector<LoggedWake> wakes_;
  std::vector<Thread> threads_;
  bool has_all_ = true;
  std::uint32_t revision_ = 0;
};

/// The number of the state in which a coroutine is; 0 if its bytes say none.
std::uint32_t state_at(const mir::Program& program, mir::TypeId type, const Where& where);
/// The place of a future, if its bytes are still there.
Where where_future(const machine::Machine& machine, const LoggedFuture& future);

}  // namespace scene
