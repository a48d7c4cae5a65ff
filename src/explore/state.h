#pragma once
// The states that a reduced search comes to, and the moves between them that it has seen. Runs that
// differ in the order of operations often meet in a state: there each move is carried out once, and
// remembered. What the search makes of a run does not change by that, only how the run is made.
//
//      ─ a ─ ● ─ b ─ ● ─ c ─ ●          the second run carries out b and a; c is remembered
//       ╲ b ─ ● ─ a ─╱
//
// Internal to `explore/`.

#include <optional>
#include <unordered_map>
#include <vector>

#include "base/shared.h"
#include "explore/findings.h"
#include "machine/machine.h"

namespace explore {

struct State;

constexpr std::uint32_t any_answer = 0xffffffffu;

/// How a move changes what a thread waits for, or whether it is there.
struct Mark {
  enum class What : std::uint8_t { Spawned, Finished, Woken } what;
  machine::ThreadId thread;
};

/// What a move was told and what came of it: the same whenever it is made from the same state.
struct Step {
  machine::ThreadId thread = 0;
  bool was_asked = false;                      // there were other threads that could move
  std::uint32_t answer = any_answer;           // to its question other than the thread; any: it asked nothing
  std::uint32_t answers = 0;                   // out of how many
  std::vector<machine::Choice> values;
  Shared<machine::Operation> possible;         // the most it could have been before it was carried out
  Shared<machine::Operation> operation;        // what it really touched
  bool succeeded = true;                       // did what it wanted
  bool has_time_passed = false;                // the clock was moved behind it, and decides
  bool ends_alone = false;                     // the thread was the last, and the run went on to its end
  machine::AtomicDeed deed;                    // of an atomic access in C11 mode
  std::vector<Mark> marks;
  std::uint64_t statements = 0;
  Shared<State> to;
  Move move() const { return {thread, was_asked, values}; }
};

/// As a MoveChooser is told it.
inline std::vector<std::uint32_t> told(std::uint32_t answer) {
  if (answer == any_answer) return {};
  return {answer};
}

/// A moment at which each thread stands before a visible operation, or at which the run is over.
struct State {
  explicit State(machine::Machine reached);

  /// What the thread stands before, at most.
  const Shared<machine::Operation>& pending(machine::ThreadId thread) const;
  /// C11 mode: the ways that its atomic access has.
  const std::vector<machine::AtomicOption>& options(machine::ThreadId thread) const;
  /// The step that was remembered; none if there is none.
  Shared<Step> find_step(machine::ThreadId thread, std::uint32_t answer) const;
  /// What a move of `mover` that led from here to a machine changed for the threads.
  std::vector<Mark> marks_until(const machine::Machine& after, machine::ThreadId mover) const;

  mutable std::optional<machine::Machine> machine;   // gone when its last way is explored, if nothing is remembered
  std::vector<machine::ThreadId> movable;
  bool is_remembered = false;                  // the search may come to it again
  mutable std::vector<Shared<Step>> steps;     // remembered

 private:
  struct Standing { bool is_finished, is_let_go, has_answer; machine::WaitPhase phase; };
  static Standing standing_of(const machine::Machine& machine, const machine::Thread& thread);

  std::vector<Standing> standings_;            // of its threads
  mutable std::vector<Shared<machine::Operation>> pending_;
  mutable std::vector<std::optional<std::vector<machine::AtomicOption>>> options_;
};

/// Lets time pass until somebody can move, and ends the run if nobody ever can. True if timeouts were left
/// to the clock on the way.
bool settle(machine::Machine& machine);

class States {
 public:
  States() = default;
  States(States&&) = default;
  States& operator=(States&&) = default;
  ~States() { forget(); }
  /// The state that a settled machine is in; an equal one that was there before, if any.
  Shared<State> find_or_add(machine::Machine machine);
  /// For the next time that it is made.
  static void remember(const State& from, const Shared<Step>& step);
  void forget();

 private:
  bool is_worthwhile();

  static constexpr std::size_t max_states = 10'000;   // then all are forgotten
  static constexpr std::uint32_t sample = 512;
  std::uint32_t looked_ = 0, met_ = 0;         // of a sample
  std::uint32_t pause_ = 0;
  std::unordered_map<std::uint64_t, Shared<State>> states_;
};

}  // namespace explore
