#include "app/run_session.h"

#include <algorithm>

#include "base/text.h"
#include "scene/event_text.h"

namespace app {
namespace {

// A piece of work fits between two frames, also in a browser on a slow machine.
constexpr std::uint64_t recorded_statements_a_piece = 4'000;
constexpr std::uint64_t explored_statements_a_piece = 20'000;
// Of one run in the page. A program that needs more has no end, as far as a student can wait.
constexpr std::uint64_t most_statements = 4'000'000;
constexpr std::uint64_t most_executions = 5'000'000;
// What it may allocate: a recording keeps some copies of it, in the 2 GiB that a page can have.
constexpr std::uint64_t most_memory_bytes = 64u << 20;

run::RunOptions options_of(const RunSettings& settings) {
  run::RunOptions options;
  options.aliasing = settings.aliasing == "both" ? run::Aliasing::Tree : run::find_aliasing(settings.aliasing).value_or(run::Aliasing::None);
  options.memory = run::find_memory(settings.memory).value_or(run::Memory::Sc);
  options.has_spurious_wakeups = settings.has_spurious_wakeups;
  options.max_steps = most_statements;
  return options;
}

}  // namespace

RunSession::RunSession(std::shared_ptr<run::Compiler> compiler, std::string text, RunSettings settings)
    : compiler_(std::move(compiler)), text_(std::move(text)), settings_(std::move(settings)) {
  program_.text = text_;
}

/// Goes through a stage of it; true when it is compiled.
bool RunSession::compile_piece() {
  run::CompileOptions options;
  options.edition = settings_.edition == 2021 ? syntax::Edition::E2021 : syntax::Edition::E2024;
  if (!compilation_) compilation_ = std::make_unique<run::Compilation>(compiler_->begin(text_, options));
  if (compilation_->advance()) return false;
  take_compiled(compilation_->take());
  compilation_.reset();
  return true;
}

void RunSession::take_compiled(const run::Compiled& compiled) {
  is_compiled_ = true;
  code_ = compiled.code;
  program_ = scene::program_scene(text_, compiled.diagnostics, compiled.sources);
  const run::RunOptions wanted = options_of(settings_);
  machine_options_ = run::machine_options(wanted);
  machine_options_.max_memory_bytes = most_memory_bytes;
  const std::string missing = run::missing_model(wanted);
  if (code_ && !missing.empty()) {
    code_ = nullptr;
    scene::Squiggle squiggle;
    squiggle.line = squiggle.column = 1;
    squiggle.message = missing;
    program_.squiggles.push_back(std::move(squiggle));
  }
  if (!code_) {
    has_outcomes_ = false;   // they are of another text, and none of them can be shown
    return;
  }
  has_run_scenes_ = has_outcomes_ = false;
  states_ = scene::states_scene(code_->program());
  codes_ = scene::desugared(code_->program(), run::outlines_of(compiled));
  has_states_ = true;
}

const std::string& RunSession::other_memory() const {
  static const std::string models[] = {"c11", "sc"};
  return models[settings_.memory == "c11" ? 1 : 0];
}

machine::Options RunSession::options_under(bool is_of_other) const {
  machine::Options options = machine_options_;
  if (is_of_other)
    options.memory_mode = options.memory_mode == machine::MemoryMode::C11 ? machine::MemoryMode::SequentiallyConsistent : machine::MemoryMode::C11;
  return options;
}

// ---- What is wanted

void RunSession::grant(Wish wish) {
  if (!is_compiled_) {
    wish_ = wish;
    return;
  }
  wish_ = Wish::None;
  if (!code_) return;
  if (wish == Wish::Run || wish == Wish::Schedule) is_recorded_of_other_ = wish == Wish::Schedule && is_wished_of_other_;
  switch (wish) {
    case Wish::None: break;
    case Wish::Run:
      loaded_.clear();
      problem_.clear();
      begin_recording(std::make_unique<explore::DefaultChooser>(), CursorAt::End);
      break;
    case Wish::StepForward:
    case Wish::StepOver:
      if (!recording_) {
        begin_recording(std::make_unique<explore::DefaultChooser>(), CursorAt::Start);
        move_cursor(first_step(wish));
      } else if (cursor_ < recording_->last_step()) {
        move_cursor(wish == Wish::StepOver ? recording_->step_over(cursor_) : cursor_ + 1);
      } else if (!recording_->is_ended() && !is_recording_) {
        // What was driven by hand goes on by itself, one step.
        explore::DefaultChooser chooser;
        rival_.reset();
        const std::uint32_t last = recording_->last_step();
        for (int i = 0; i < 200'000 && recording_->last_step() == last && !recording_->is_ended(); ++i) recording_->record(chooser, 1);
        move_cursor(recording_->last_step());
      }
      break;
    case Wish::Finish:
      if (!recording_) {
        begin_recording(std::make_unique<explore::DefaultChooser>(), CursorAt::End);
      } else if (recording_->is_ended()) {
        move_cursor(recording_->last_step());
      } else if (!is_recording_) {
        chooser_ = std::make_unique<explore::DefaultChooser>();
        replay_ = nullptr;
        rival_.reset();
        is_recording_ = true;
      }
      goes_to_end_ = is_recording_;
      break;
    case Wish::Explore:
    case Wish::Compare: {
      const bool compares = wish == Wish::Compare && explorer_;
      explore::Options options;
      options.machine = options_under(compares);
      options.max_executions = most_executions;
      compared_.reset();
      (compares ? compared_ : explorer_) = std::make_unique<explore::Explorer>(code_, options);
      is_exploring_ = true;
      scenes_changed();
      break;
    }
    case Wish::Move: {
      if (!recording_) begin_recording(std::make_unique<explore::DefaultChooser>(), CursorAt::Start);
      if (is_recording_ && recording_->last_step() < cursor_ + 1) record_piece();
      is_recording_ = false;
      goes_to_end_ = false;
      forget_moments();
      loaded_.clear();
      problem_.clear();
      recording_->drive(cursor_, wished_thread_, wished_choice_);
      move_cursor(recording_->last_step());
      break;
    }
    case Wish::Schedule: {
      Result<explore::SharedRun, explore::ScheduleError> read = explore::parse_shared_run(wished_schedule_);
      problem_.clear();
      if (!read.is_ok()) {
        problem_ = concat("The schedule of this run cannot be read: ", read.failure().message, ". This is another run.");
        begin_recording(std::make_unique<explore::DefaultChooser>(), wished_cursor_);
        break;
      }
      explore::SharedRun shared = std::move(read).value();
      loaded_ = explore::to_text(shared.schedule);
      auto replay = std::make_unique<explore::ReplayChooser>(std::move(shared.schedule));
      const explore::ReplayChooser* kept = replay.get();
      begin_recording(std::move(replay), wished_cursor_);
      replay_ = kept;
      wished_cancel_ = shared.cancel;
      break;
    }
  }
}

/// Where the first press leads: past the start, which looks as if nothing had happened, and past the
/// first event if that comes next.
std::uint32_t RunSession::first_step(Wish wish) {
  for (int i = 0; i < 50 && is_recording_ && recording_->last_step() < 2; ++i) record_piece();
  if (recording_->last_step() == 0) return 0;
  if (wish == Wish::StepOver) return recording_->step_over(0);
  const scene::Recording::Rows seen = recording_->rows();
  return !seen.rows.empty() && seen.rows[0].step <= 1 ? std::min(seen.rows[0].step + 1, recording_->last_step()) : 1;
}

void RunSession::run() { grant(Wish::Run); }
void RunSession::finish() { grant(Wish::Finish); }
void RunSession::step_forward() { grant(Wish::StepForward); }
void RunSession::step_over() { grant(Wish::StepOver); }
void RunSession::step_back() {
  if (recording_ && cursor_ > 0) move_cursor(cursor_ - 1);
}
void RunSession::seek(std::uint32_t step) {
  if (recording_) move_cursor(std::min(step, recording_->last_step()));
}
void RunSession::move_thread(std::uint32_t thread, const scene::MoveChoice& choice) {
  wished_choice_ = choice;
  wished_thread_ = thread;
  grant(Wish::Move);
}
void RunSession::cancel_future(std::uint32_t future) {
  if (!recording_ || is_recording_) return;
  update_scenes();
  if (future >= states_.futures.size()) return;
  const scene::FutureRow row = states_.futures[future];
  if (!recording_->cancel(cursor_, future)) return;
  forget_moments();
  loaded_.clear();
  problem_ = concat("`", row.name, "` was dropped at line ", row.machine != scene::no_future ? states_.machines[row.machine].states[row.state].line : 0, ", where it waited");
  for (std::size_t i = 0; i < row.values.size(); ++i)
    if (!row.values[i].name.empty()) problem_ += concat(i == 0 ? ": lost " : ", ", row.values[i].name, row.values[i].value.empty() ? "" : " = ", row.values[i].value);
  problem_ += ". The run ends with its drop.";
  move_cursor(recording_->last_step());
}
void RunSession::explore(bool compares) {
  wants_failure_ = false;
  grant(compares ? Wish::Compare : Wish::Explore);
}

void RunSession::show_failure() {
  wants_failure_ = false;
  const explore::Outcome* shortest = nullptr;
  for (const explore::Outcome& outcome : explorer_->outcomes()) {
    const bool is_failure = outcome.stop.kind != machine::StopKind::Exit || outcome.stop.exit_code != 0;
    const bool is_shorter = !shortest || std::pair(outcome.switches, outcome.steps) < std::pair(shortest->switches, shortest->steps);
    if (is_failure && is_shorter) shortest = &outcome;
  }
  if (shortest) return load_schedule(explore::to_text(shortest->schedule), CursorAt::End);
  finish();
  problem_ = explorer_->is_complete() ? "No run of this program fails." : "No run that was tried fails.";
}

void RunSession::load_outcome(std::uint32_t index) {
  if (index == ui::LoadOutcome::shortest_failure) {
    if (explorer_ && !is_exploring_ && explorer_->progress() != explore::Progress::Running) return show_failure();
    wants_failure_ = true;
    return grant(Wish::Explore);
  }
  update_scenes();
  if (index >= outcomes_.outcomes.size()) return;
  load_schedule(outcomes_.outcomes[index].schedule, CursorAt::End, outcomes_.outcomes[index].is_of_other);
}

void RunSession::load_schedule(std::string_view schedule, CursorAt cursor, bool is_of_other) {
  is_wished_of_other_ = is_of_other;
  wished_schedule_ = schedule;
  wished_cursor_ = cursor;
  grant(Wish::Schedule);
}

void RunSession::cancel() {
  wish_ = Wish::None;
  if (is_recording_) {
    is_recording_ = false;
    if (goes_to_end_) move_cursor(recording_->last_step());
    goes_to_end_ = false;
  }
  is_exploring_ = wants_failure_ = false;
  scenes_changed();
}

// ---- Doing it

void RunSession::forget_moments() {
  view_.reset();
  before_.reset();
  rival_.reset();
}

void RunSession::begin_recording(std::unique_ptr<machine::Chooser> chooser, CursorAt cursor) {
  trace::Options options;
  options.machine = options_under(is_recorded_of_other_);
  options.machine.remembers_freed = true;
  forget_moments();
  recording_ = std::make_unique<scene::Recording>(code_, options);
  chooser_ = std::move(chooser);
  replay_ = nullptr;
  wished_cancel_.reset();
  is_recording_ = true;
  goes_to_end_ = cursor == CursorAt::End;
  cursor_ = 0;
  rows_revision_ = polls_revision_ = ~std::uint32_t{0};
  scenes_changed();
}

void RunSession::record_piece() {
  if (recording_->record(*chooser_, recorded_statements_a_piece) == machine::Progress::Ended) {
    is_recording_ = false;
    if (replay_ && replay_->has_diverged()) {
      problem_ = "This run's schedule was made for another program, so it could not be followed to its end.";
      loaded_.clear();
    }
    if (goes_to_end_) move_cursor(recording_->last_step());
    goes_to_end_ = false;
    cancel_again();
    scenes_changed();
  }
}

/// What was dropped by hand in the run that a link leads to.
void RunSession::cancel_again() {
  if (!wished_cancel_) return;
  const explore::SharedRun::Cancel wished = *wished_cancel_;
  wished_cancel_.reset();
  const std::uint32_t end = cursor_;
  move_cursor(recording_->step_at(wished.moment));
  cancel_future(wished.future);
  if (recording_->cancelled()) return;
  move_cursor(end);
  problem_ = "In this run a future was dropped by hand, which is not there now; this is the run without that.";
}

/// The run under the other aliasing model is made when nothing else is to do.
bool RunSession::rival_piece() {
  if (!is_comparing()) return false;
  if (!rival_) {
    run::RunOptions wanted = options_of(settings_);
    wanted.aliasing = run::Aliasing::Stacked;
    trace::Options options;
    options.machine = options_under(is_recorded_of_other_);
    options.machine.alias_model = run::machine_options(wanted).alias_model;
    rival_ = std::make_unique<scene::Rival>(code_, options, *recording_);
  }
  rival_->work(*recording_);
  scenes_changed();
  return true;
}

void RunSession::explore_piece() {
  if ((compared_ ? compared_ : explorer_)->advance({explored_statements_a_piece, ~std::uint64_t{0}}) != explore::Progress::Running) is_exploring_ = false;
  if (wants_failure_ && !is_exploring_) show_failure();
  scenes_changed();
}

bool RunSession::is_busy() const { return !is_compiled_ || is_recording_ || is_exploring_ || is_comparing(); }

bool RunSession::work() {
  if (!is_compiled_) {
    if (!compile_piece()) return false;
    scenes_changed();
    grant(wish_);
    return true;
  }
  if (is_recording_) {
    record_piece();
    return true;
  }
  if (is_exploring_) {
    explore_piece();
    return true;
  }
  return rival_piece();
}

void RunSession::move_cursor(std::uint32_t step) {
  cursor_ = step;
  scenes_changed();
}

std::string RunSession::schedule() const {
  if (!recording_) return {};
  return explore::to_text(recording_->trace().schedule());
}

std::string RunSession::shared_schedule() const {
  if (!recording_ || !recording_->cancelled()) return schedule();
  explore::SharedRun shared;
  shared.cancel = {recording_->moment_of(recording_->cancelled()->step), recording_->cancelled()->future};
  shared.schedule = recording_->trace().schedule_until(shared.cancel->moment);
  return explore::to_text(shared);
}

}  // namespace app
