// What the page sees of a session.

#include <algorithm>

#include "app/run_session.h"
#include "base/text.h"
#include "scene/event_text.h"

namespace app {

void RunSession::update_scenes() {
  if (!are_scenes_old_) return;
  are_scenes_old_ = false;
  program_.marks.clear();
  program_.stop_lines.clear();
  if (recording_ && !(is_recording_ && goes_to_end_)) {
    const std::uint64_t moment = recording_->moment_of(cursor_);
    if (!view_) view_.emplace(recording_->trace());
    view_->move_to(moment);
    const machine::Machine& machine = view_->machine();
    if (rows_revision_ == recording_->revision()) scene::move_threads_scene(threads_, *recording_, cursor_, machine);
    else threads_ = scene::threads_scene(*recording_, cursor_, machine);
    rows_revision_ = recording_->revision();
    has_run_scenes_ = true;
    frames_ = scene::frames_scene(machine);
    const std::uint32_t polls = recording_->futures().revision();
    if (polls_revision_ == polls) scene::move_states_scene(states_, *recording_, cursor_, machine);
    else states_ = scene::states_scene(*recording_, cursor_, machine);
    polls_revision_ = polls;
    has_borrows_ = machine.alias_model() != nullptr;
    if (has_borrows_) {
      if (!before_) before_.emplace(recording_->trace());
      before_->move_to(cursor_ > 0 ? recording_->moment_of(cursor_ - 1) : 0);
      borrows_ = scene::borrows_scene(*recording_, cursor_, machine, before_->machine());
      if (rival_) rival_scene_ = rival_->scene_at(cursor_);
    }
    output_ = scene::output_scene(machine, recording_->trace().newest());
    scene::add_marks(program_, machine);
    program_.moved_last = recording_->step(cursor_).thread;
    if (machine.is_ended()) scene::add_stop_lines(program_, machine.stop(), machine.program().sources);
  }
  if (explorer_) {
    outcomes_ = scene::outcomes_scene(*explorer_, is_recorded_of_other_ ? std::string_view() : loaded_);
    const auto title = [](const std::string& memory) { return memory == "c11" ? "C11" : "SC"; };
    outcomes_.memory = title(settings_.memory);
    if (compared_) {
      outcomes_.other_memory = title(other_memory());
      scene::compare_outcomes(outcomes_, *compared_, is_recorded_of_other_ ? loaded_ : std::string_view());
    }
    has_outcomes_ = true;
    if (!is_exploring_) outcomes_.is_running = false;
    if (!is_exploring_ && (compared_ ? compared_ : explorer_)->progress() == explore::Progress::Running)
      outcomes_.summary = concat("Cancelled. ", outcomes_.summary);
  }
}

void RunSession::keep_pictures(RunSession&& earlier) {
  if (!earlier.has_run_scenes_ && !earlier.has_outcomes_) return;
  threads_ = std::move(earlier.threads_);
  frames_ = std::move(earlier.frames_);
  states_ = std::move(earlier.states_);
  codes_ = std::move(earlier.codes_);
  has_states_ = earlier.has_states_;
  borrows_ = std::move(earlier.borrows_);
  has_borrows_ = earlier.has_borrows_;
  output_ = std::move(earlier.output_);
  outcomes_ = std::move(earlier.outcomes_);
  outcomes_.is_running = false;
  has_run_scenes_ = earlier.has_run_scenes_;
  has_outcomes_ = earlier.has_outcomes_;
  program_.squiggles = std::move(earlier.program_.squiggles);
}

void RunSession::show_newer_text(const std::string& text, ui::PageView& view) {
  program_.text = text;
  program_.marks.clear();
  program_.stop_lines.clear();
  // Squiggles stay where they were until the text is compiled again.
  for (scene::Squiggle& squiggle : program_.squiggles) {
    squiggle.end = std::min(squiggle.end, static_cast<std::uint32_t>(text.size()));
    squiggle.begin = std::min(squiggle.begin, squiggle.end);
    squiggle.related.clear();
  }
  view.stage.is_compiled = false;
}

void RunSession::fill_playback(ui::PlaybackView& playback) const {
  const bool can_work = !is_compiled_ || code_;
  playback.can_run = playback.can_explore = can_work;
  playback.can_step_forward = playback.can_step_over = playback.can_play = can_work;
  if (!recording_) return;
  playback.steps = recording_->last_step();
  playback.cursor = cursor_;
  const bool is_at_end = cursor_ >= recording_->last_step();
  const bool has_ended = recording_->is_ended() && is_at_end;
  playback.can_step_back = cursor_ > 0;
  playback.can_step_forward = playback.can_step_over = can_work && !has_ended;
  playback.has_ended = has_ended && !is_recording_;
  playback.can_move_thread = can_work && !has_ended && !is_recording_;
  if (playback.has_ended) {
    const machine::Stop& stop = recording_->trace().stop();
    playback.ending = scene::outcome_kind(stop.kind);
    playback.verdict = stop.kind != machine::StopKind::Deadlock || threads_.stuck.empty() ? scene::verdict_sentence(stop) : concat("Deadlock: ", threads_.stuck);
    if (!problem_.empty()) playback.verdict += concat(" ", problem_);
    if (!output_.note.empty()) playback.verdict += concat(" ", output_.note);
  }
  playback.schedule = schedule();
}

void RunSession::fill_work(ui::WorkView& work) const {
  work = {};
  // Compiling what nobody waits for is not worth a bar that comes and goes.
  work.is_busy = is_busy() && (is_compiled_ || has_wish());
  if (!is_compiled_) {
    work.name = "Compiling";
    work.progress = -1;
  } else if (is_recording_) {
    work.name = "Running";
    work.progress = -1;
    work.detail = concat(recording_->trace().length(), " statements");
  } else if (is_exploring_) {
    work.name = "Exploring";
    const explore::Explorer& explorer = compared_ ? *compared_ : *explorer_;
    work.progress = explorer.estimated_progress();
    work.detail = concat(explorer.executions(), " executions, ", explorer.outcomes().size(),
                         explorer.outcomes().size() == 1 ? " outcome" : " outcomes");
  } else {
    work.is_busy = false;   // what compares the aliasing models needs no bar
  }
}

void RunSession::fill(ui::PageView& view) {
  update_scenes();
  ui::StageView& stage = view.stage;
  stage.is_compiled = is_compiled_ && code_ != nullptr;
  stage.is_run_of_earlier_text = has_run_scenes_ && has_errors();
  stage.program = &program_;
  stage.threads = has_run_scenes_ ? &threads_ : nullptr;
  stage.borrows = has_run_scenes_ && has_borrows_ ? &borrows_ : nullptr;
  stage.rival = stage.borrows && rival_ ? &rival_scene_ : nullptr;
  stage.frames = has_run_scenes_ ? &frames_ : nullptr;
  stage.states = has_states_ ? &states_ : nullptr;
  stage.codes = &codes_;
  stage.output = has_run_scenes_ ? &output_ : nullptr;
  stage.outcomes = has_outcomes_ ? &outcomes_ : nullptr;
  // A run that is still being made is shown as what it will be.
  if (has_outcomes_ && recording_ && !loaded_.empty())
    for (const scene::OutcomeRow& row : outcomes_.outcomes)
      if (row.is_loaded) stage.loaded = &row;
  fill_playback(view.playback);
  fill_work(view.work);
}

}  // namespace app
