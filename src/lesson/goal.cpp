#include "lesson/goal.h"

#include "base/text.h"

namespace lesson {

std::string_view without_final_newline(std::string_view output) {
  while (!output.empty() && (output.back() == '\n' || output.back() == '\r')) output.remove_suffix(1);
  return output;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const char next = text[++at];
    if (next == 'n') out += '\n';
    else if (next == 't') out += '\t';
    else if (next == '\\') out += '\\';
    else (out += '\\') += next;
  }
  return out;
}

std::optional<Goal> read_goal(std::string_view text) {
  constexpr std::string_view prints = "prints:";
  if (text.substr(0, prints.size()) == prints) {
    std::string_view output = text.substr(prints.size());
    if (!output.empty() && output[0] == ' ') output.remove_prefix(1);
    return Goal{GoalKind::Prints, unescape(without_final_newline(output))};
  }
  text = trimmed(text);
  if (text == "ends") return Goal{GoalKind::Ends, {}};
  if (text == "panic") return Goal{GoalKind::Panic, {}};
  if (text == "race") return Goal{GoalKind::Race, {}};
  if (text == "deadlock") return Goal{GoalKind::Deadlock, {}};
  if (text == "ub") return Goal{GoalKind::Ub, {}};
  if (text == "leak") return Goal{GoalKind::Leak, {}};
  return std::nullopt;
}

std::string describe_goal(const Goal& goal) {
  switch (goal.kind) {
    case GoalKind::Prints: {
      std::string line = goal.output;
      for (std::size_t at = 0; (at = line.find('\n', at)) != std::string::npos; at += 3)
        line.replace(at, 1, " \u23ce ");
      return goal.output.empty() ? "prints nothing" : concat("prints ", quoted(line));
    }
    case GoalKind::Ends: return "ends normally";
    case GoalKind::Panic: return "panics";
    case GoalKind::Race: return "has a data race";
    case GoalKind::Deadlock: return "ends in a deadlock";
    case GoalKind::Ub: return "has undefined behaviour";
    case GoalKind::Leak: return "leaks memory";
  }
  return {};
}

}  // namespace lesson
