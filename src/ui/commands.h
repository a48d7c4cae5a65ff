#pragma once
// What the student asked for. Drawing returns these; `app/` carries them out. Nothing in `ui/`
// changes the model.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "scene/threads_scene.h"

namespace ui {

// Getting about
struct OpenChapter {
  std::string chapter_id;
  std::string anchor;
};
struct OpenLink {
  std::string url;
};  // http(s) or a chapter link of the book
struct GoBack {};
struct GoForward {};

// The program on the stage
struct LoadProgram {
  std::string program_id;
};  // a fence of the chapter, by its id
struct EditProgram {
  std::string text;
};
struct ResetProgram {};
struct UndoEdit {};
struct RedoEdit {};
struct ShareProgram {};
struct SetEdition {
  int year = 2024;
};
struct SetAliasing {
  std::string model;
};  // "none", "stacked", "tree", "tree-implicit-writes", "both"; a run that is shown is made again under it

// Running it
struct Run {
  bool goes_on = false;  // from where the shown run has been taken by hand, not from the start
};
struct StepForward {};
struct StepBack {};
struct StepOver {};
struct SeekStep {
  std::uint32_t step = 0;
};
struct Play {};
struct Pause {};
struct SetSpeed {
  double steps_per_second = 4;
};
struct MoveThread {
  std::uint32_t thread = 0;
  scene::MoveChoice choice = {};  // of the ways in which it can
};  // drive: this thread moves next
struct CancelFuture {
  std::uint32_t future = 0;
};  // drop it at the cursor, where it waits
struct SetMemory {
  std::string model;
};  // "sc", "c11"; a run that is shown is made again under it
struct SetWakeups {
  bool are_spurious = false;
};
struct Explore {
  bool compares = false;  // with the other memory model, beside what is found already
};
struct CancelWork {};
struct LoadOutcome {
  std::uint32_t index = 0;
  /// The failure that takes the fewest switches, searched for if that is still to be done.
  static constexpr std::uint32_t shortest_failure = 0xffffffffu;
};

// Questions
struct AnswerQuestion {
  std::string question_id;
  std::string answer;
};  // encoded by lesson/answers
struct RetryQuestion {
  std::string question_id;
};
struct ShowRefutation {
  std::string question_id;
};  // load the run that refutes the given answer

// The page
struct CopyText {
  std::string text;
};
struct SetTheme {
  std::string name;
};  // "system", "light", "dark", "contrast"
struct SetTextScale {
  double factor = 1;
};
struct ExportProgress {};
struct ImportProgress {};
struct ClearProgress {};
struct ToggleHelp {};
struct ToggleSearch {};
struct SearchFor {
  std::string words;
};
struct ToggleSettings {};
struct OpenAbout {};  // what Crabglass is made of, on a page of its own

using Command =
    std::variant<OpenChapter, OpenLink, GoBack, GoForward, LoadProgram, EditProgram, ResetProgram,
                 UndoEdit, RedoEdit, ShareProgram, SetEdition, SetAliasing, SetMemory, SetWakeups, Run, StepForward, StepBack, StepOver,
                 SeekStep, Play, Pause, SetSpeed, MoveThread, CancelFuture, Explore, CancelWork, LoadOutcome,
                 AnswerQuestion, RetryQuestion, ShowRefutation, CopyText, SetTheme, SetTextScale,
                 ExportProgress, ImportProgress, ClearProgress, ToggleHelp, ToggleSearch, SearchFor, ToggleSettings,
                 OpenAbout>;
using Commands = std::vector<Command>;

}  // namespace ui
