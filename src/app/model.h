#pragma once
// The whole page as a value: the course, the open chapter, the program on the stage, the answers, the
// settings. Commands and events change it through one function each and leave effects behind; `view`
// says what is to be seen. It knows no browser and no clock but the time it is told.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/course.h"
#include "app/course_search.h"
#include "app/effects.h"
#include "app/questions.h"
#include "app/saved.h"
#include "app/stage.h"
#include "ui/page.h"

namespace app {

/// What the student's system asks for.
struct Preferences {
  bool is_dark = false;
  bool is_motion_reduced = false;
  bool is_contrast_high = false;
  bool is_touch = false;
};

struct TimedToast {
  ui::Toast toast;
  double until_ms = 0;
};

class Model {
 public:
  Model();

  // --- events ---
  void start(std::string_view stored, Effects& effects);
  /// The address changed, or is read for the first time; `state` is what we left in the history entry.
  void route_changed(const std::string& route, const std::string& state, Effects& effects);
  void file_arrived(std::string_view url, std::string text, Effects& effects);
  void file_failed(std::string_view url, std::string_view reason, Effects& effects);
  void try_arrived(std::string_view json, Effects& effects);
  void link_made(const std::string& link, Effects& effects);
  void progress_imported(std::string_view text, Effects& effects);
  void stored_elsewhere(std::string_view text);
  void text_edited(std::string text);
  void editor_command(std::string_view name, Effects& effects);
  void say(std::string text, ui::ToastTone tone = ui::ToastTone::Plain);

  // --- commands ---
  void apply(const ui::Command& command, Effects& effects);

  // --- time ---
  /// Goes on with long work and with playing. Returns whether the page must be drawn again.
  bool advance(double now_ms, double budget_ms, Effects& effects);
  bool is_busy() const;
  /// When `advance` is to be called again at the latest; below 0 if there is nothing to wait for.
  double next_due_ms() const;

  // --- what is seen ---
  void fill(ui::PageView& view);
  /// "light", "dark" or "contrast".
  std::string theme_name() const;

  Saved saved;
  std::uint64_t saved_revision = 0;     // rises with each change of `saved`
  Preferences preferences;
  ui::UiState ui_state;
  std::shared_ptr<run::Compiler> compiler;  // std, read once for all programs
  Stage stage;
  Course course;
  Questions questions;
  bool is_engine_there = true;          // nothing can be compiled before
  bool is_careful = false;              // after a crash: nothing is put on the stage unasked

 private:
  void carry_out(const ui::OpenChapter& command, Effects& effects);
  void carry_out(const ui::OpenLink& command, Effects& effects);
  void carry_out(const ui::GoBack& command, Effects& effects);
  void carry_out(const ui::GoForward& command, Effects& effects);
  void carry_out(const ui::LoadProgram& command, Effects& effects);
  void carry_out(const ui::EditProgram& command, Effects& effects);
  void carry_out(const ui::ResetProgram& command, Effects& effects);
  void carry_out(const ui::UndoEdit& command, Effects& effects);
  void carry_out(const ui::RedoEdit& command, Effects& effects);
  void carry_out(const ui::ShareProgram& command, Effects& effects);
  void carry_out(const ui::SetEdition& command, Effects& effects);
  void carry_out(const ui::SetAliasing& command, Effects& effects);
  void carry_out(const ui::SetMemory& command, Effects& effects);
  void carry_out(const ui::SetWakeups& command, Effects& effects);
  void carry_out(const ui::Run& command, Effects& effects);
  void carry_out(const ui::StepForward& command, Effects& effects);
  void carry_out(const ui::StepBack& command, Effects& effects);
  void carry_out(const ui::StepOver& command, Effects& effects);
  void carry_out(const ui::SeekStep& command, Effects& effects);
  void carry_out(const ui::Play& command, Effects& effects);
  void carry_out(const ui::Pause& command, Effects& effects);
  void carry_out(const ui::SetSpeed& command, Effects& effects);
  void carry_out(const ui::MoveThread& command, Effects& effects);
  void carry_out(const ui::CancelFuture& command, Effects& effects);
  void carry_out(const ui::Explore& command, Effects& effects);
  void carry_out(const ui::CancelWork& command, Effects& effects);
  void carry_out(const ui::LoadOutcome& command, Effects& effects);
  void carry_out(const ui::AnswerQuestion& command, Effects& effects);
  void carry_out(const ui::RetryQuestion& command, Effects& effects);
  void carry_out(const ui::ShowRefutation& command, Effects& effects);
  void carry_out(const ui::CopyText& command, Effects& effects);
  void carry_out(const ui::SetTheme& command, Effects& effects);
  void carry_out(const ui::SetTextScale& command, Effects& effects);
  void carry_out(const ui::ExportProgress& command, Effects& effects);
  void carry_out(const ui::ImportProgress& command, Effects& effects);
  void carry_out(const ui::ClearProgress& command, Effects& effects);
  void toggle_sheet(bool& is_open);
  void carry_out(const ui::ToggleHelp& command, Effects& effects);
  void carry_out(const ui::ToggleSearch& command, Effects& effects);
  void carry_out(const ui::SearchFor& command, Effects& effects);
  void carry_out(const ui::ToggleSettings& command, Effects& effects);
  void carry_out(const ui::OpenAbout& command, Effects& effects);

  const lesson::TocEntry* next_to_search() const;
  bool read_for_search();
  void remember_drafts();
  void changed() { ++saved_revision; }
  void go_to(const std::string& route, Effects& effects);
  void follow_route(Effects& effects);
  void chapter_may_be_ready(Effects& effects);
  bool put_on_stage(std::string_view program_id, Effects& effects);
  void put_shared_on_stage(Effects& effects);
  void text_was_set(Effects& effects);
  void remember_text();
  std::string place_state() const;

  std::string route_;                   // as in the address: "/chapter/anchor"
  bool is_route_new_ = false;           // not followed yet, for want of the book
  float scroll_wanted_ = -1;            // of the chapter that is being loaded; below 0: to its anchor
  std::string anchor_wanted_;
  std::string shown_chapter_;           // for which the arrival has been dealt with
  int history_index_ = 0, history_last_ = 0;
  std::string shared_program_;          // JSON of the last `try` link that was opened
  std::vector<TimedToast> toasts_;
  bool is_help_open_ = false, is_settings_open_ = false, is_search_open_ = false;
  CourseSearch search_;                 // in the chapters that have been read for it
  std::string search_words_;
  double now_ms_ = 0;
};

}  // namespace app
