#pragma once
// Every interleaving, one after another: depth first over the choice of thread and every other choice,
// with a copy of the machine at each. The referee for the reduced search. Internal to `explore/`.

#include <memory>
#include <vector>

#include "explore/findings.h"

namespace explore {

class Exhaustive {
 public:
  Exhaustive(std::shared_ptr<machine::CodeStore> code, const Options& options);
  /// Does at most about `budget` statements or `max_executions` runs; false when all is done.
  bool advance(Findings& findings, std::uint64_t budget, std::uint64_t max_executions);
  double estimated_progress() const;

 private:
  /// A moment with several ways on. `machine` is the state before any of them.
  struct Node {
    machine::Machine machine;
    std::vector<machine::ThreadId> movable;
    std::size_t next = 0;                    // index into movable: the way that is being explored
    std::vector<std::uint32_t> told;         // answers that this way gives inside the operation
    Move move;                               // of this way, as it was made
    std::vector<std::uint32_t> given, counts;
    std::uint32_t switches = 0;              // before it
  };
  bool next_way(Node& node);

  machine::Machine current_;
  bool is_in_way_ = true;                    // current_ is being run; else it waits to be looked at
  std::vector<Node> path_;
  bool is_done_ = false;
};

}  // namespace explore
