#pragma once
// One text on the stage and all that is known of it: its mistakes or its program, the run that is
// recorded, the place in it, the search through all runs, and the scenes of these. Work is done in
// pieces by `advance`; commands only say what is wanted.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "explore/choosers.h"
#include "explore/explorer.h"
#include "run/outline.h"
#include "run/run.h"
#include "scene/borrows_rival.h"
#include "scene/recording.h"
#include "scene/scenes.h"
#include "scene/states.h"
#include "ui/page.h"

namespace app {

/// What a text is compiled and run as.
struct RunSettings {
  int edition = 2024;
  std::string aliasing = "none";     // "both": Tree Borrows, with Stacked Borrows beside it
  std::string memory = "sc";
  bool has_spurious_wakeups = false;
};

class RunSession {
 public:
  RunSession(std::shared_ptr<run::Compiler> compiler, std::string text, RunSettings settings);

  const std::string& text() const { return text_; }
  /// Takes over what was seen of an earlier text, to be shown until this one compiles.
  void keep_pictures(RunSession&& earlier);

  // ---- What is wanted
  void run();
  /// Goes on by itself from where the run that is shown has been taken.
  void finish();
  void step_forward();
  void step_back();
  void step_over();
  void seek(std::uint32_t step);
  void move_thread(std::uint32_t thread, const scene::MoveChoice& choice);
  void cancel_future(std::uint32_t future);
  /// `compares`: also under the other memory model, once the search under this one is done.
  void explore(bool compares);
  void cancel();
  /// Of the table, or `ui::LoadOutcome::shortest_failure`.
  void load_outcome(std::uint32_t index);
  enum class CursorAt { Start, End };
  void load_schedule(std::string_view schedule, CursorAt cursor, bool is_of_other = false);

  // ---- Doing it
  /// One piece of work; says whether there is anything new to see. Pieces take a few milliseconds, but
  /// for a compilation and for the last piece of reading std.
  bool work();
  bool is_busy() const;
  /// Something was asked for that waits for the compilation.
  bool has_wish() const { return wish_ != Wish::None; }

  // ---- What is to be seen
  bool is_compiled() const { return is_compiled_; }
  bool has_errors() const { return is_compiled_ && !code_; }
  bool has_recording() const { return recording_ != nullptr; }
  std::uint32_t cursor() const { return cursor_; }
  bool is_at_end() const { return recording_ && cursor_ >= recording_->last_step(); }
  /// Of the run that is shown; empty if none is.
  std::string schedule() const;
  /// The same for a link, with the future that was dropped by hand (explore::SharedRun).
  std::string shared_schedule() const;
  /// Of the run that is shown.
  const std::string& memory() const { return is_recorded_of_other_ ? other_memory() : settings_.memory; }
  void fill(ui::PageView& view);
  /// The same while the student types: the text is newer than what is known of it.
  void show_newer_text(const std::string& text, ui::PageView& view);

 private:
  enum class Wish { None, Run, StepForward, StepOver, Explore, Compare, Finish, Move, Schedule };

  bool compile_piece();
  void take_compiled(const run::Compiled& compiled);
  void grant(Wish wish);
  void forget_moments();   // of a recording that changes
  std::uint32_t first_step(Wish wish);
  void begin_recording(std::unique_ptr<machine::Chooser> chooser, CursorAt cursor);
  const std::string& other_memory() const;
  machine::Options options_under(bool is_of_other) const;
  void record_piece();
  void cancel_again();
  bool is_comparing() const { return settings_.aliasing == "both" && recording_ && (!rival_ || rival_->has_work()); }
  bool rival_piece();
  void explore_piece();
  void show_failure();
  void move_cursor(std::uint32_t step);
  void scenes_changed() { are_scenes_old_ = true; }
  void update_scenes();
  void fill_playback(ui::PlaybackView& playback) const;
  void fill_work(ui::WorkView& work) const;

  std::shared_ptr<run::Compiler> compiler_;
  std::string text_;
  RunSettings settings_;
  std::unique_ptr<run::Compilation> compilation_;   // while it is under way
  bool is_compiled_ = false;
  std::shared_ptr<machine::CodeStore> code_;  // null while there are errors
  machine::Options machine_options_;

  Wish wish_ = Wish::None;                    // to be granted when the text is compiled
  std::uint32_t wished_thread_ = 0;
  scene::MoveChoice wished_choice_;
  std::string wished_schedule_;
  std::optional<explore::SharedRun::Cancel> wished_cancel_;   // once the run is recorded
  CursorAt wished_cursor_ = CursorAt::End;
  bool is_wished_of_other_ = false;           // the schedule is one of the other memory model

  std::unique_ptr<scene::Recording> recording_;
  std::unique_ptr<machine::Chooser> chooser_;
  const explore::ReplayChooser* replay_ = nullptr;  // the chooser, if it follows a schedule
  std::optional<trace::Cursor> view_;         // the machine at the cursor
  std::optional<trace::Cursor> before_;       // and at the step before, for what it did to borrows
  std::uint32_t cursor_ = 0;
  std::unique_ptr<scene::Rival> rival_;       // of the recording, if both models are wanted
  bool is_recorded_of_other_ = false;
  bool is_recording_ = false;
  bool goes_to_end_ = false;                  // the cursor follows the end of the recording
  std::string loaded_;                        // the schedule that was loaded, as its outcome has it
  std::string problem_;                       // of a schedule that cannot be followed

  std::unique_ptr<explore::Explorer> explorer_;
  std::unique_ptr<explore::Explorer> compared_;  // the same under the other memory model
  bool is_exploring_ = false;
  bool wants_failure_ = false;                // to be shown when the search is done

  scene::ProgramScene program_;
  scene::ThreadsScene threads_;
  scene::BorrowsScene borrows_;
  scene::RivalScene rival_scene_;
  scene::FramesScene frames_;
  scene::StatesScene states_;
  std::vector<scene::MachineCode> codes_;      // of its machines
  scene::OutputScene output_;
  scene::OutcomesScene outcomes_;
  bool are_scenes_old_ = true;
  bool has_borrows_ = false;                  // the run that is shown has an aliasing model
  bool has_run_scenes_ = false;               // those of a run, maybe of an earlier text
  bool has_outcomes_ = false;
  bool has_states_ = false;                   // the machines of a text that compiled, maybe an earlier one
  std::uint32_t polls_revision_ = 0;          // of the recording's futures, when the whole scene was last made
  std::uint32_t rows_revision_ = 0;           // of the recording, when its rows were last taken
};

}  // namespace app
