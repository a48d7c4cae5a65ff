#pragma once
// One run for each class of runs that differ only in the order of independent operations: optimal
// dynamic partial order reduction with wakeup trees (Abdulla, Aronis, Jonsson, Sagonas, POPL 2014),
// on machines that can be copied, so that no prefix is ever run again, and of which equal ones are
// recognized, so that a move that was made from the same state before is not carried out again (state.h).
//
// The search goes down one run. At its end each pair of operations that are dependent, and that
// nothing in between keeps in their order, is a race: there must be a run with the pair the other way
// round. What it takes to get there, the rest of this run that does not come after the first of the
// pair and then the second, is added to the wakeup tree of the node where the first was carried out,
// unless a run there will lead to the same anyway. A node's sleep set holds the operations whose runs
// from there have all been seen; they stay asleep until something that depends on them happens.
//
//      a ── b ── c ── d     b and d race; c does not come after b:
//      └─── c ── d …        the node before b gets the way c d
//
// What the textbook leaves out:
//   Locks. Taking a lock is not in a race with the release before it, which it must wait for, but with
//     the acquisition before it. Operations that wait for ever at the end of a run count as well.
//   The end of the process. What stops a run depends on everything, since nothing happens after it.
//     The ordinary end of main only depends on output: what other threads did silently is not seen.
//   Questions other than which thread (whom to wake): every answer is tried at the same node, and each
//     sleeps by itself, since with one an operation may touch more than with another.
//   C11 mode. A run there is the graph of who reads from which store and of the stores' orders, not an
//     order of events: accesses commute unless one reads what the other stores, and which store is read,
//     or where one goes, is part of what an event is (its label). All labels that an event can have at a
//     node are explored there. What they cannot show are the reads that come before the store they could
//     read, and the stores that another update has taken: these pairs are the races of C11 mode, and
//     their plan says which label is wanted. What sleeps are labelled events; a thread sleeps if all
//     labels that it can have do. So each graph is reached once, though not every run begun leads to a
//     new one (compare TruSt, Kokologiannakis et al.,
//     POPL 2022, which goes from graph to graph; going down with machines needs no running again).
//   Undefined behaviour and panics. An operation that stops the run does so only in some states, and
//     what it depends on changes with that: a planned one must be tried to know. As long as none was met
//     the search cannot have gone wrong; when the first is met, it starts again and tries them.
//   Data races. Silent accesses make operations dependent only in programs that have a race. So here
//     too the search starts again when it meets the first, with an eye on them.
//   Programs without end. A run that goes on and on is given up, and then no search proves anything any
//     more, nor would one that varies the end of such a run show anything. So the search starts again and
//     varies the first choices only, with threads that take turns.
// Internal to `explore/`.

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

#include "explore/happened.h"
#include "explore/orders.h"
#include "explore/state.h"
#include "machine/stretches.h"

namespace explore {

/// A label with the one name that counts: the nearest of its stores that is there.
Label nearest(const Label& label, const machine::Machine& machine, machine::ThreadId thread);

class Reduced {
 public:
  Reduced(std::shared_ptr<machine::CodeStore> code, const Options& options);
  /// Does at most about `budget` statements or `max_executions` runs; false when all is done.
  bool advance(Findings& findings, std::uint64_t budget, std::uint64_t max_executions);
  double estimated_progress() const;

 private:
  /// A node of a wakeup tree: an operation to carry out, and what to do after it.
  struct Way {
    Shared<machine::Operation> operation;
    std::uint32_t answer = any_answer;     // to its question
    Label label;                           // C11 mode: how an atomic access is to go
    std::vector<Way> next;                 // moved on to the next node when the way is gone
    Way(Shared<machine::Operation> operation_, std::uint32_t answer_, Label label_, std::vector<Way> next_)
        : operation(std::move(operation_)), answer(answer_), label(std::move(label_)), next(std::move(next_)) {}
    Way(const Way&) = default;
    Way& operator=(const Way&) = default;
    Way(Way&&) noexcept = default;
    Way& operator=(Way&&) noexcept = default;
    /// Not by recursion: one below the other, ways are as many as the run has moves.
    ~Way() {
      std::vector<Way> open = std::move(next);
      while (!open.empty()) {
        std::vector<Way> below = std::move(open.back().next);
        open.pop_back();
        std::move(below.begin(), below.end(), std::back_inserter(open));
      }
    }
    machine::ThreadId thread() const { return operation->thread; }
  };
  struct Sleeper {
    Shared<machine::Operation> operation;
    std::uint32_t answer = any_answer;     // only with this answer; any: it asked nothing
    std::uint32_t answers = 0;             // that it could have been given
    Label label;                           // only so
    machine::ThreadId thread() const { return operation->thread; }
    bool is_any() const { return answer == any_answer && !label.is_set(); }
  };
  struct Node {
    Shared<State> state;                   // before any of the ways
    std::uint64_t statements = 0;          // of the path until here
    bool has_time_passed = false;
    bool takes_plans = false;              // there is, or may be, more than one way
    bool is_varied = true;                 // not behind what a search of an endless program varies
    std::uint32_t choices = 0;             // nodes of the path until here with more than one way
    std::uint32_t in_a_row = 0;            // moves that the last to move has made one after another
    std::vector<Sleeper> sleepers;
    std::vector<Way> ways;                 // the first is being explored
    std::size_t done = 0;                  // ways explored already
  };
  /// Operations to be carried out at a node: events of the path, then the second of a race.
  struct Plan {
    EventIndex node = 0;                   // where it begins
    std::vector<EventIndex> events;
    bool has_last = false;
    machine::Operation last;
    Label last_label;
    Times last_before;
    std::vector<machine::StoreName> made;  // stores of the ways that lead from the node to where it is inserted
  };

  /// Between the two of a race, in a program without end: more would be planned than can be tried.
  static constexpr EventIndex most_between_when_endless = 100;

  /// What is done one piece at a time when a run has ended.
  struct Turning {
    std::size_t next_race = 0;
    machine::ThreadId next_thread = 0;     // that waits
    bool is_fitting = false;               // `plan_` is for this race, and tried
    Race fitted{};
    std::optional<machine::Machine> trial;   // of its plan, as far as it went
    std::size_t tried = 0;                   // events of the plan that it has carried out
  };

  bool meets_news() const;
  bool is_too_long() const;
  void give_up();
  bool is_given_up() const;
  void start_again(Findings& findings);
  void begin_way(Findings& findings);
  void arrive(Findings& findings);
  bool run_tail(Findings& findings, machine::ThreadId thread);
  void end_way();
  bool enter_node(Findings& findings);
  void end_run(Findings& findings);
  void add_outcome(Findings& findings) const;
  void backtrack();
  void begin_turning();
  bool turn_next(Findings& findings);
  void reverse_waiting(Findings& findings, machine::ThreadId thread);
  void reverse(Findings& findings, EventIndex first, EventIndex second, const machine::Operation& operation, const Times& before, bool needs_trial, const Label& label = {});
  void reverse_c11(const Race& race);
  void fit_plan(Findings& findings);
  void add_plan(Findings& findings, Node& node, bool needs_trial);
  bool is_possible(Findings& findings, const Node& node, const Plan& plan, std::size_t& failed, bool* stops = nullptr) const;
  bool carry_out(Findings& findings, machine::Machine& trial, const Plan& plan, std::size_t& next, bool* stops) const;
  bool is_weak_initial(const machine::Operation& operation, std::uint32_t answer, const Label& label, const Plan& plan, std::size_t& position) const;
  void insert(std::vector<Way>& ways, Plan& plan) const;
  bool is_asleep(const Node& node, machine::ThreadId thread) const;
  bool is_answer_asleep(const Node& node, machine::ThreadId thread, std::uint32_t answer) const;
  bool is_label_asleep(const Node& node, machine::ThreadId thread, const machine::AtomicOption& option) const;
  void prepare_ways(Node& node) const;
  static std::vector<Way> take_planned(Node& node, machine::ThreadId thread, std::uint32_t answer);
  bool is_last_way(const Node& node) const;
  bool may_ask(const State& state, machine::ThreadId thread) const;
  Label label_of(EventIndex event, EventIndex node) const;
  bool is_same_label(EventIndex event, const Label& label, const Plan& plan) const;
  void go_one_way(Node& node, machine::ThreadId thread) const;
  void count_interleavings(Findings& findings);

  /// Where the path has come to.
  const machine::Machine& here() const { return *here_->machine; }

  Options options_;
  machine::Machine start_;
  bool expects_stops_ = false, expects_races_ = false;
  bool is_endless_ = false;                    // a run was given up
  std::uint32_t runs_since_ = 0, given_up_ = 0;
  std::uint32_t failed_tails_ = 0;
  States states_;
  mutable machine::Stretches stretches_;
  Shared<State> here_;
  std::uint64_t statements_ = 0;               // of the path
  std::optional<machine::Machine> running_;    // on its way to the next state
  Shared<Step> step_;                          // the move that it makes, or the last one
  bool is_done_ = false;
  std::vector<Node> path_;
  History history_;
  Orders orders_;
  Plan plan_;
  std::optional<Turning> turning_;
};

}  // namespace explore
