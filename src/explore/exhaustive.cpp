#include "explore/exhaustive.h"

namespace explore {

using machine::Machine;
using machine::ThreadId;

Exhaustive::Exhaustive(std::shared_ptr<machine::CodeStore> code, const Options& options) : current_(std::move(code), options.machine) {}

/// Turns to the next way on from a node; false if there is none left.
bool Exhaustive::next_way(Node& node) {
  // Like an odometer: the last answer that can be raised is, those behind it start again.
  node.told = node.given;
  while (!node.told.empty()) {
    const std::size_t last = node.told.size() - 1;
    if (node.told[last] + 1 < node.counts[last]) {
      ++node.told[last];
      return true;
    }
    node.told.pop_back();
  }
  return ++node.next < node.movable.size();
}

bool Exhaustive::advance(Findings& findings, std::uint64_t budget, std::uint64_t max_executions) {
  const std::uint64_t first_steps = findings.steps;
  const std::vector<std::uint32_t> nothing;
  while (!is_done_ && findings.steps - first_steps < budget && max_executions > 0) {
    const std::uint64_t before = current_.steps();
    const std::uint64_t left = budget - (findings.steps - first_steps);
    if (is_in_way_) {
      // A long stretch without visible operations is continued here. It asks nothing.
      MoveChooser nobody(nothing);
      current_.run_to_choice(nobody, left);
      findings.steps += current_.steps() - before;
      if (!current_.is_ended() && !current_.is_at_choice()) continue;
      is_in_way_ = false;
    }
    if (!current_.is_ended()) {
      while (current_.pass_time()) {}
      findings.is_bounded = findings.is_bounded || current_.has_bound_timeouts();
      std::vector<ThreadId> movable = current_.movable_threads();
      if (movable.empty()) {
        current_.end_stuck();
      } else {
        std::uint32_t switches = 0;
        if (!path_.empty()) {
          const Node& last = path_.back();
          switches = last.switches;
          if (path_.size() > 1 && path_[path_.size() - 2].move.thread != last.move.thread) ++switches;
        }
        path_.push_back({current_, std::move(movable), 0, {}, {}, {}, {}, switches});
      }
    }
    if (current_.is_ended()) {
      if (current_.is_cut_short()) {
        ++findings.blocked;
      } else {
        std::uint32_t switches = 0;
        if (!path_.empty()) {
          switches = path_.back().switches;
          if (path_.size() > 1 && path_[path_.size() - 2].move.thread != path_.back().move.thread) ++switches;
        }
        findings.add(current_, switches, current_.steps(), [this](Schedule& schedule) {
          for (const Node& node : path_) write_move(node.move, schedule);
        });
        findings.interleavings += Count(1);
      }
      --max_executions;
      while (!path_.empty() && !next_way(path_.back())) path_.pop_back();
      if (path_.empty()) {
        is_done_ = true;
        break;
      }
    }
    Node& node = path_.back();
    MoveChooser chooser(node.told);
    current_ = node.machine;
    const std::uint64_t start = current_.steps();
    current_.move(node.movable[node.next], chooser, budget);
    findings.steps += current_.steps() - start;
    node.move = {node.movable[node.next], node.machine.asks_when_replayed(), std::move(chooser.values)};
    node.given = std::move(chooser.given);
    node.counts = std::move(chooser.counts);
    is_in_way_ = true;
  }
  return !is_done_;
}

double Exhaustive::estimated_progress() const {
  if (is_done_) return 1;
  double done = 0, share = 1;
  for (const Node& node : path_) {
    share /= static_cast<double>(node.movable.size());
    done += share * static_cast<double>(node.next);
  }
  return done;
}

}  // namespace explore
