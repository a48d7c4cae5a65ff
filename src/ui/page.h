#pragma once
// The seam between the model and its picture. `app/` fills a PageView with what is to be seen in
// this frame, `draw_page` draws it and appends what the student asked for to the commands. The
// view is const; what only concerns drawing (scroll positions, the open tab, a draft of an answer)
// is in UiState, which `app/` keeps from frame to frame and mostly leaves alone.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/book.h"
#include "lesson/quiz.h"
#include "scene/borrows_rival.h"
#include "scene/desugar.h"
#include "scene/program_scene.h"
#include "scene/states_scene.h"
#include "scene/threads_scene.h"
#include "ui/commands.h"
#include "ui/fonts.h"
#include "ui/state.h"

namespace ui {

enum class LoadState { Idle, Loading, Ready, Failed };

/// One line of the course list. Drafts and part titles come too; `draw_page` decides what it shows.
struct ContentsRow {
  const lesson::TocEntry* entry = nullptr;
  bool is_visited = false;
  std::uint32_t questions = 0;  // in the chapter; 0 when it has none or is not loaded yet
  std::uint32_t questions_right = 0;
};

struct QuestionView {
  const lesson::Question* question = nullptr;
  std::string answer;  // the last one given, as `AnswerQuestion` carried it
  bool is_answered = false;
  bool is_judging = false;    // a judgement that needs exploring is still at work
  lesson::Feedback feedback;  // of that answer; read only if it is answered
  std::uint32_t tries = 0;
};

struct BookView {
  LoadState state = LoadState::Idle;
  std::string error;         // a sentence; for Failed
  double load_progress = 0;  // 0..1
  std::string title;
  std::vector<ContentsRow> contents;
  std::string chapter_id;  // the open chapter
  bool can_go_back = false, can_go_forward = false;
};

struct ChapterView {
  LoadState state = LoadState::Idle;
  std::string error;
  const lesson::Chapter* chapter = nullptr;
  std::vector<QuestionView> questions;     // of all its quizzes, in order
  std::vector<diag::Diagnostic> problems;  // the author's mistakes, shown above the text
};

/// The program on the stage. A fence's program has the fence's id, a question's has the question's
/// id: `LoadProgram` takes either.
struct StageView {
  std::string program_id;  // empty: nothing is on the stage yet
  std::string title;       // "The lost update"; the id if the fence has no title
  int edition = 2024;
  std::string aliasing = "none";  // the model that references are watched by, or "both"
  std::string memory = "sc";      // what atomic loads may read; the other is "c11"
  bool has_spurious_wakeups = false;  // a wait on a Condvar may end without a notification
  bool is_edited = false;  // differs from the lesson's text
  bool is_editable = true;
  bool is_to_be_driven = false;  // a question asks for a run of it, moved by hand
  bool can_undo = false, can_redo = false;
  bool is_compiled = false;  // without errors
  bool is_run_of_earlier_text = false;  // what is shown of a run: the text has mistakes since
  const scene::ProgramScene* program = nullptr;
  const scene::ThreadsScene* threads = nullptr;  // any of these may be null: nothing to show yet
  const scene::BorrowsScene* borrows = nullptr;
  const scene::RivalScene* rival = nullptr;  // the same under the other aliasing model
  const scene::FramesScene* frames = nullptr;
  const scene::StatesScene* states = nullptr;  // of the program alone before it has run
  const std::vector<scene::MachineCode>* codes = nullptr;  // of its machines
  const scene::OutputScene* output = nullptr;
  const scene::OutcomesScene* outcomes = nullptr;
  const scene::OutcomeRow* loaded = nullptr;  // of these, the one that is shown; null if the run is another
};

struct PlaybackView {
  std::uint32_t steps = 0;   // recorded so far
  std::uint32_t cursor = 0;  // 0..steps
  bool is_playing = false;
  double steps_per_second = 4;
  bool can_run = false, can_step_forward = false, can_step_back = false, can_step_over = false;
  bool can_explore = false;
  bool can_play = false;  // at the end of a run it plays from the start
  bool can_move_thread = false;  // the cursor is where a thread may be chosen
  bool has_ended = false;        // the recorded run ended, and the cursor is at its end
  scene::OutcomeKind ending = scene::OutcomeKind::Output;  // how; read only if it has ended
  std::string verdict;                                     // a sentence; empty while it runs
  std::string schedule;  // of the run shown, for `Schedule` questions
};

/// Something long at work, with a bar and a cancel button.
struct WorkView {
  bool is_busy = false;
  std::string name;     // "Exploring"
  double progress = 0;  // 0..1; below 0 when it cannot be told
  std::string detail;   // "1204 executions"
};

struct SettingsView {
  std::string theme = "system";  // as chosen: "system", "light", "dark", "contrast"
  bool is_system_dark = false;   // what "system" means now
  double text_scale = 1;
  bool is_motion_reduced = false;
  std::string version;  // of Crabglass, for the settings' foot
};

struct LayoutView {
  float width = 1440, height = 900;       // CSS pixels
  bool is_touch = false;                  // the last pointer was a finger
  float inset_top = 0, inset_bottom = 0;  // of phones with rounded screens
};

/// A place of the course that has the words that were searched for.
struct TextRange {
  std::uint32_t begin = 0, end = 0;   // bytes
};

struct SearchHit {
  std::string chapter_id, anchor;
  std::string title;    // of the heading
  std::string chapter;  // with its number; only that where the title is the chapter's own
  std::string excerpt;  // the words where they stand; empty if it is the heading that has them
  std::vector<TextRange> marks;   // of the words in the excerpt
};

struct SearchView {
  bool is_open = false;
  bool is_loading = false;  // there are chapters that are not read yet
  std::vector<SearchHit> hits;
};

enum class ToastTone { Plain, Good, Bad };
struct Toast {
  std::string text;
  ToastTone tone = ToastTone::Plain;
};

struct ImageView {
  LoadState state = LoadState::Idle;
  std::uint64_t texture = 0;    // an ImTextureID
  float width = 0, height = 0;  // CSS pixels
};

struct PageView {
  BookView book;
  ChapterView chapter;
  StageView stage;
  PlaybackView playback;
  WorkView work;
  SearchView search;
  SettingsView settings;
  LayoutView layout;
  Fonts fonts;
  std::vector<Toast> toasts;  // those that are still to be seen, oldest first
  bool is_help_open = false, is_settings_open = false;
  /// Questions are Markdown; the result is kept in UiState, so it is asked once a text.
  std::function<std::vector<lesson::Block>(std::string_view markdown)> markdown;
  /// The picture at a link of the chapter; asked each frame, so it answers at once. May be empty.
  std::function<ImageView(std::string_view target)> image;
};

/// Draws one frame between ImGui::NewFrame and ImGui::Render. Afterwards `state.widgets` says what
/// was drawn, `state.editor` where the text editor goes, and `state.wants_animation` whether the
/// next frame will differ without any input.
void draw_page(const PageView& view, UiState& state, Commands& commands);

}  // namespace ui
