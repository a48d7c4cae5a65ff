// How many interleavings a run stands for: the linear extensions of its happens-before order. Counted
// over the sets of events that can have happened at some moment, each given by how far every thread
// has come; there are few enough of them for the programs one explores, else the count is given up.

#include "explore/reduced.h"

namespace explore {

namespace {
constexpr std::size_t max_moments = 1 << 14;
constexpr std::uint64_t max_summand = std::uint64_t{1} << 58;
}  // namespace

void Reduced::count_interleavings(Findings& findings) const {
  if (!findings.are_interleavings_known) return;
  // In C11 mode a run is no class of interleavings.
  if (current_.is_c11()) {
    findings.are_interleavings_known = false;
    return;
  }
  // The order in which main ends and others go on silently was not explored.
  const auto give_up = [&findings] { findings.are_interleavings_known = false; };
  std::vector<std::vector<EventIndex>> of_thread;
  for (EventIndex i = 0; i < history_.size(); ++i) {
    if (history_[i].thread() >= of_thread.size()) of_thread.resize(history_[i].thread() + 1);
    of_thread[history_[i].thread()].push_back(i);
  }
  if (current_.stop().kind == machine::StopKind::Exit)
    for (machine::ThreadId id = 1; id < current_.thread_count(); ++id) {
      const bool has_events = id < of_thread.size() && !of_thread[id].empty();
      const bool is_over = current_.thread(id).is_finished && (!has_events || history_.happens_before(of_thread[id].back(), static_cast<EventIndex>(history_.size() - 1)));
      if (!is_over) return give_up();
    }
  std::size_t moments = 1;
  std::vector<std::size_t> weight;   // of a thread's progress in the number of a moment
  for (const std::vector<EventIndex>& events : of_thread) {
    weight.push_back(moments);
    moments *= events.size() + 1;
    if (moments > max_moments) return give_up();
  }
  // ways[m]: in how many orders one can get to moment m. A moment's number is larger than that of
  // each moment before it.
  std::vector<std::uint64_t> ways(moments);
  ways[0] = 1;
  std::vector<std::uint32_t> progress(of_thread.size());
  for (std::size_t moment = 0; moment < moments; ++moment) {
    if (ways[moment] != 0) {
      std::size_t rest = moment;
      for (std::size_t t = of_thread.size(); t-- > 0;) {
        progress[t] = static_cast<std::uint32_t>(rest / weight[t]);
        rest %= weight[t];
      }
      for (std::size_t t = 0; t < of_thread.size(); ++t) {
        if (progress[t] == of_thread[t].size()) continue;
        const Times& needed = history_[of_thread[t][progress[t]]].times;
        bool is_next = true;
        for (machine::ThreadId other = 0; other < of_thread.size(); ++other)
          if (other != t && needed.of(other) > progress[other]) is_next = false;
        if (!is_next) continue;
        std::uint64_t& target = ways[moment + weight[t]];
        target += ways[moment];
        if (target > max_summand) return give_up();
      }
    }
  }
  findings.interleavings += Count(ways.back());
}

}  // namespace explore
