#include "app/stage.h"

#include <algorithm>
#include <chrono>

#include "app/run_session.h"

namespace app {
namespace {

/// How long typing must rest before the text is compiled.
constexpr double typing_rest_ms = 350;

double elapsed_ms(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

}  // namespace

struct Stage::Session {
  std::unique_ptr<RunSession> run;       // of the text as it is, or as it was before typing went on
  bool is_text_new = false;              // `run` is of an earlier text
  std::string run_key;                   // of the program it is of
  double compile_at_ms = -1;             // when it is to be compiled; below 0: not known yet
  bool is_playing = false;
  double steps_per_second = 4;
  double next_step_ms = -1;
  double now_ms = 0;
};

Stage::Stage(std::shared_ptr<run::Compiler> compiler) : compiler_(std::move(compiler)), session_(std::make_unique<Session>()) {}
Stage::~Stage() = default;

namespace {

RunSettings settings_of(const StageProgram& program) { return {program.edition, program.aliasing, program.memory, program.has_spurious_wakeups}; }

}  // namespace

void Stage::load(StageProgram program, std::string text) {
  program_ = std::move(program);
  history_ = TextHistory(std::move(text));
  text_changed();
}

/// The text was replaced by something that is not typed: it is compiled at once.
void Stage::text_changed() {
  auto run = std::make_unique<RunSession>(compiler_, text(), settings_of(program_));
  // While the new text has mistakes, the pictures of the old one stay.
  if (session_->run && session_->run_key == program_.key) run->keep_pictures(std::move(*session_->run));
  session_->run = std::move(run);
  session_->run_key = program_.key;
  session_->is_text_new = false;
  session_->is_playing = false;
}

void Stage::edit(std::string text) {
  history_.edit(std::move(text));
  session_->is_playing = false;
  session_->is_text_new = true;
  session_->compile_at_ms = session_->now_ms + typing_rest_ms;
}

void Stage::reset() {
  history_.replace(program_.lesson_text);
  text_changed();
}

void Stage::undo() {
  history_.undo();
  text_changed();
}

void Stage::redo() {
  history_.redo();
  text_changed();
}

void Stage::set_edition(int year) {
  program_.edition = year;
  if (!is_empty()) text_changed();
}

void Stage::set_aliasing(std::string model) {
  program_.aliasing = std::move(model);
  if (is_empty()) return;
  const bool has_run = session_->run && session_->run->has_recording();
  const std::string schedule = this->schedule();
  text_changed();
  if (has_run && schedule.empty()) session_->run->run();
  else if (has_run) session_->run->load_schedule(schedule, RunSession::CursorAt::End);
}

void Stage::set_memory(std::string model) {
  program_.memory = std::move(model);
  rules_changed();
}

void Stage::set_wakeups(bool are_spurious) {
  program_.has_spurious_wakeups = are_spurious;
  rules_changed();
}

/// A run that is shown is made anew: its choices would not be those of the new rules.
void Stage::rules_changed() {
  if (is_empty()) return;
  const bool has_run = session_->run && session_->run->has_recording();
  text_changed();
  if (has_run) session_->run->run();
}

/// Whoever asks for a run does not wait for typing to rest.
void Stage::catch_up() {
  session_->is_playing = false;
  if (session_->is_text_new) text_changed();
}

void Stage::run(bool goes_on) {
  if (is_empty()) return;
  catch_up();
  if (goes_on) session_->run->finish();
  else session_->run->run();
}
void Stage::step_forward() {
  if (is_empty()) return;
  catch_up();
  session_->run->step_forward();
}
void Stage::step_back() {
  session_->is_playing = false;
  if (session_->run) session_->run->step_back();
}
void Stage::step_over() {
  if (is_empty()) return;
  catch_up();
  session_->run->step_over();
}
void Stage::seek(std::uint32_t step) {
  session_->is_playing = false;
  if (session_->run) session_->run->seek(step);
}
void Stage::move_thread(std::uint32_t thread, const scene::MoveChoice& choice) {
  if (is_empty()) return;
  catch_up();
  session_->run->move_thread(thread, choice);
}

void Stage::cancel_future(std::uint32_t future) {
  if (is_empty()) return;
  catch_up();
  session_->run->cancel_future(future);
}

void Stage::play() {
  if (is_empty()) return;
  catch_up();
  if (!session_->run->has_recording()) session_->run->step_forward();
  else if (session_->run->is_at_end()) session_->run->seek(0);
  session_->is_playing = true;
  session_->next_step_ms = session_->now_ms + 1000 / session_->steps_per_second;
}
void Stage::pause() { session_->is_playing = false; }
void Stage::set_speed(double steps_per_second) {
  if (steps_per_second > 0) session_->steps_per_second = steps_per_second;
}

void Stage::explore(bool compares) {
  if (is_empty()) return;
  catch_up();
  session_->run->explore(compares);
}
void Stage::cancel() {
  session_->is_playing = false;
  if (session_->run) session_->run->cancel();
}
void Stage::load_outcome(std::uint32_t index) {
  session_->is_playing = false;
  if (session_->run) session_->run->load_outcome(index);
}
void Stage::load_schedule(std::string schedule, CursorAt cursor) {
  if (is_empty()) return;
  catch_up();
  session_->run->load_schedule(schedule, cursor == CursorAt::End ? RunSession::CursorAt::End : RunSession::CursorAt::Start);
}
std::string Stage::schedule() const { return session_->run ? session_->run->shared_schedule() : std::string(); }

const std::string& Stage::memory() const { return session_->run ? session_->run->memory() : program_.memory; }

bool Stage::advance(double now_ms, double budget_ms) {
  session_->now_ms = now_ms;
  bool has_changed = false;
  if (session_->is_text_new && now_ms >= session_->compile_at_ms) {
    text_changed();
    has_changed = true;
  }
  RunSession* run = session_->run.get();
  if (!run) return has_changed;
  const auto start = std::chrono::steady_clock::now();
  while (run->is_busy() && elapsed_ms(start) < budget_ms) has_changed |= run->work();
  if (session_->is_playing && now_ms >= session_->next_step_ms && run->has_recording() && run->is_compiled()) {
    if (run->is_at_end() && !run->is_busy()) {
      session_->is_playing = false;
    } else {
      run->step_forward();
      // After a pause of the whole page it goes on from now, not from then.
      const double interval = 1000 / session_->steps_per_second;
      session_->next_step_ms = std::max(session_->next_step_ms + interval, now_ms);
      if (run->is_at_end() && !run->is_busy()) session_->is_playing = false;
    }
    has_changed = true;
  }
  if (session_->is_playing && run->is_compiled() && run->has_errors()) session_->is_playing = false;
  return has_changed;
}

bool Stage::is_busy() const { return session_->run && session_->run->is_busy(); }

double Stage::next_due_ms() const {
  double due = -1;
  const auto earliest = [&](double at) {
    if (due < 0 || at < due) due = at;
  };
  if (session_->is_text_new) earliest(session_->compile_at_ms);
  if (session_->is_playing) earliest(session_->next_step_ms);
  return due;
}

void Stage::fill(ui::PageView& view) {
  view.stage = {};
  const double speed = session_->steps_per_second;
  view.playback = {};
  view.playback.steps_per_second = speed;
  view.work = {};
  if (is_empty()) return;
  view.stage.program_id = program_.id;
  view.stage.title = program_.title;
  view.stage.edition = program_.edition;
  view.stage.aliasing = program_.aliasing;
  view.stage.memory = program_.memory;
  view.stage.has_spurious_wakeups = program_.has_spurious_wakeups;
  view.stage.is_edited = is_edited();
  view.stage.is_editable = program_.is_editable;
  view.stage.is_to_be_driven = program_.is_to_be_driven;
  view.stage.can_undo = history_.can_undo();
  view.stage.can_redo = history_.can_redo();
  session_->run->fill(view);
  view.playback.is_playing = session_->is_playing;
  if (session_->is_text_new) session_->run->show_newer_text(text(), view);
}

}  // namespace app
