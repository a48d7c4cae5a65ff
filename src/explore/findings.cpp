#include "explore/findings.h"

#include <functional>

namespace explore {

Outcome& Findings::outcome_of(const machine::Machine& machine, bool& is_new) {
  const machine::Stop& stop = machine.stop();
  LineColumn at;
  if (stop.span.file) at = machine.program().sources.begin_of(stop.span);
  std::uint64_t hash = std::hash<std::string>()(machine.stdout_text());
  hash = (hash ^ std::hash<std::string>()(stop.category)) * 0x9e3779b97f4a7c15u;
  hash = (hash ^ at.line) * 0x9e3779b97f4a7c15u + static_cast<std::uint64_t>(stop.kind);
  const auto range = by_hash_.equal_range(hash);
  for (auto it = range.first; it != range.second; ++it) {
    Outcome& known = outcomes[it->second];
    if (known.stop.kind == stop.kind && known.line == at.line && known.stop.category == stop.category && known.stdout_text == machine.stdout_text()) return known;
  }
  by_hash_.emplace(hash, outcomes.size());
  outcomes.emplace_back();
  Outcome& outcome = outcomes.back();
  outcome.line = at.line;
  outcome.column = at.column;
  outcome.stdout_text = machine.stdout_text();
  is_new = true;
  return outcome;
}

void write_move(const Move& move, Schedule& schedule) {
  if (move.was_asked) schedule.choices.push_back({machine::ChoiceKind::NextThread, move.thread});
  schedule.choices.insert(schedule.choices.end(), move.values.begin(), move.values.end());
}

}  // namespace explore
