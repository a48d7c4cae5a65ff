#pragma once
// What the student did, as it survives a reload: stored in the browser, exported to a file, imported
// from one. The text form is JSON with a version. What cannot be read is reported, never guessed, and
// members that this version does not know are kept as they are.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/json.h"
#include "ui/state.h"

namespace app {

struct SavedAnswer {
  std::string answer;
  bool is_right = false;
  std::uint32_t tries = 0;
};

struct Saved {
  std::map<std::string, std::string> programs;   // program key -> its edited text
  std::map<std::string, SavedAnswer> answers;    // question id -> the last answer
  std::map<std::string, std::string> drafts;     // question id -> an answer that is begun and not given
  std::map<std::string, std::vector<std::string>> questions;  // chapter id -> ids of those it asks
  std::set<std::string> visited;                 // chapter ids
  std::string theme = "system";
  double text_scale = 1;
  std::string route;                             // where the student was
  float scroll = 0;
  std::string program_on_stage;                  // its id, in the chapter of the route
  ui::Arrangement arrangement;
  Json::Object others;                           // of a later version
};

inline constexpr int saved_version = 1;

enum class SavedProblem { None, Damaged, LaterVersion };

std::string print_saved(const Saved& saved);
/// Reads what it can; an empty text is a new student and no problem.
SavedProblem read_saved(std::string_view text, Saved& out);
/// Adds what `other` has and `own` has not: answers, edited programs, visited chapters. A right answer
/// is never replaced by a wrong one.
void merge_saved(Saved& own, const Saved& other);

}  // namespace app
