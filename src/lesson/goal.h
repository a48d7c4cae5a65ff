#pragma once
// What a question asks of a run, in the words of a quiz file: "prints: 1", "ends", "deadlock".

#include <optional>
#include <string>
#include <string_view>

namespace lesson {

enum class GoalKind { Prints, Ends, Panic, Race, Deadlock, Ub, Leak };

struct Goal {
  GoalKind kind = GoalKind::Ends;
  std::string output;  // Prints: without a final line end
};

std::optional<Goal> read_goal(std::string_view text);
/// "prints `1`", "ends in a deadlock": what a run that reaches the goal does.
std::string describe_goal(const Goal& goal);

/// A text without its final line ends: outputs are compared so.
std::string_view without_final_newline(std::string_view output);
/// `\n` and `\t` and `\\` written out.
std::string unescape(std::string_view text);

}  // namespace lesson
