// Questions, settings, and what the student takes along or throws away.

#include <algorithm>

#include "app/model.h"
#include "base/text.h"

namespace app {

void Model::carry_out(const ui::AnswerQuestion& command, Effects&) {
  const lesson::Question* question = questions.find(command.question_id);
  if (!question) return;
  questions.answer(*question, command.answer);
}

void Model::carry_out(const ui::RetryQuestion& command, Effects&) { questions.retry(command.question_id); }

void Model::carry_out(const ui::ShowRefutation& command, Effects& effects) {
  const std::string schedule = questions.refuting_schedule(command.question_id);
  if (!put_on_stage(command.question_id, effects)) return;
  if (!schedule.empty()) stage.load_schedule(schedule, Stage::CursorAt::End);
  ui_state.narrow_pane = ui::NarrowPane::Stage;
  ui_state.tab = ui::StageTab::Threads;
}

void Model::carry_out(const ui::CopyText& command, Effects& effects) {
  effects.push_back(WriteClipboard{command.text});
  say("Copied.");
}

void Model::carry_out(const ui::SetTheme& command, Effects&) {
  saved.theme = command.name;
  changed();
}

void Model::carry_out(const ui::SetTextScale& command, Effects&) {
  saved.text_scale = std::clamp(command.factor, 0.75, 2.0);
  changed();
}

void Model::carry_out(const ui::ExportProgress&, Effects& effects) {
  effects.push_back(DownloadFile{"crabglass-progress.json", print_saved(saved)});
}

void Model::carry_out(const ui::ImportProgress&, Effects& effects) { effects.push_back(PickFile{}); }

void Model::progress_imported(std::string_view text, Effects& effects) {
  if (text.empty()) return;
  Saved other;
  switch (read_saved(text, other)) {
    case SavedProblem::Damaged:
      return say("This is not a progress file of Crabglass. Nothing was changed.", ui::ToastTone::Bad);
    case SavedProblem::LaterVersion:
      return say("This file is of a later version of Crabglass. Nothing was changed.", ui::ToastTone::Bad);
    case SavedProblem::None: break;
  }
  merge_saved(saved, other);
  changed();
  if (course.opened().state == ui::LoadState::Ready) questions.open(course.opened().chapter, saved);
  const auto edited = saved.programs.find(stage.program().key);
  if (edited != saved.programs.end() && !stage.is_edited()) {
    stage.edit(edited->second);
    text_was_set(effects);
  }
  say(concat("Imported: ", other.answers.size(), other.answers.size() == 1 ? " answer, " : " answers, ",
             other.programs.size(), other.programs.size() == 1 ? " edited program." : " edited programs."),
      ui::ToastTone::Good);
}

/// Another tab of the same browser saved; what it has more, this one takes over.
void Model::stored_elsewhere(std::string_view text) {
  Saved other;
  if (read_saved(text, other) != SavedProblem::None) return;
  const std::string before = print_saved(saved);
  merge_saved(saved, other);
  // Saving what is not new would have the tabs answer one another for ever.
  if (print_saved(saved) == before) return;
  changed();
  if (course.opened().state == ui::LoadState::Ready) questions.open(course.opened().chapter, saved);
}

void Model::carry_out(const ui::ClearProgress&, Effects& effects) {
  Saved cleared;
  cleared.theme = saved.theme;
  cleared.text_scale = saved.text_scale;
  cleared.arrangement = saved.arrangement;
  cleared.route = saved.route;
  cleared.questions = saved.questions;
  cleared.visited = {course.opened().id};
  saved = std::move(cleared);
  changed();
  stage.reset();
  text_was_set(effects);
  if (course.opened().state == ui::LoadState::Ready) questions.open(course.opened().chapter, saved);
  say("Answers and edited programs are cleared.");
}

/// What was said before a sheet came up would stand on it.
void Model::toggle_sheet(bool& is_open) {
  is_open = !is_open;
  if (is_open) toasts_.clear();
}

void Model::carry_out(const ui::ToggleHelp&, Effects&) { toggle_sheet(is_help_open_); }
void Model::carry_out(const ui::ToggleSearch&, Effects& effects) {
  toggle_sheet(is_search_open_);
  if (is_search_open_) course.fetch_all(effects);
}
void Model::carry_out(const ui::SearchFor& command, Effects&) { search_words_ = command.words; }
void Model::carry_out(const ui::ToggleSettings&, Effects&) { toggle_sheet(is_settings_open_); }
void Model::carry_out(const ui::OpenAbout&, Effects& effects) { effects.push_back(OpenUrl{"about.html"}); }

}  // namespace app
