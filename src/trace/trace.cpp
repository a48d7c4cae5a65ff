#include "trace/trace.h"

#include <algorithm>

#include "trace/again.h"

namespace trace {

using explore::DefaultChooser;
using explore::DrivenChooser;
using explore::RecordingChooser;
using machine::Machine;
using machine::Progress;
using machine::ThreadId;

Trace::Trace(std::shared_ptr<machine::CodeStore> code, const Options& options)
    : options_(options), newest_(std::move(code), options.machine) {
  INVARIANT(options.max_checkpoints >= 2, "a trace keeps its start and at least one more moment");
  take_checkpoint();
}

void Trace::take_checkpoint() {
  checkpoints_.push_back({newest_, schedule_.choices.size()});
  if (!has_too_many_checkpoints()) return;
  checkpoint_distance_ *= 2;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < checkpoints_.size(); ++i) {
    const bool is_of_cancel = before_cancel_ && checkpoints_[i].machine.steps() == before_cancel_->steps();
    if (checkpoints_[i].machine.steps() % checkpoint_distance_ != 0 && !is_of_cancel) continue;
    if (kept != i) checkpoints_[kept] = std::move(checkpoints_[i]);
    ++kept;
  }
  checkpoints_.erase(checkpoints_.begin() + static_cast<std::ptrdiff_t>(kept), checkpoints_.end());
}

bool Trace::has_too_many_checkpoints() const {
  if (checkpoints_.size() > options_.max_checkpoints) return true;
  std::uint64_t bytes = 0;
  for (const Checkpoint& checkpoint : checkpoints_) bytes += checkpoint.machine.memory().live_bytes();
  return checkpoints_.size() > 2 && bytes > options_.max_checkpoint_bytes;
}

Progress Trace::record(machine::Chooser& chooser, std::uint64_t budget) {
  RecordingChooser recorder(chooser, schedule_);
  std::vector<machine::Event> happened;
  for (; budget > 0 && !newest_.is_ended(); --budget) {
    const std::uint64_t statement = newest_.steps();
    if (statement % checkpoint_distance_ == 0 && checkpoints_.back().machine.steps() < statement) take_checkpoint();
    happened.clear();
    newest_.step(recorder, &happened);
    choice_moments_.resize(schedule_.choices.size(), statement);
    if (newest_.steps() == statement) break;   // nobody could move
    const ThreadId mover = newest_.current_thread();
    if (turns_.empty() || turns_.back().thread != mover) turns_.push_back({statement, mover});
    for (machine::Event& event : happened) {
      if (events_.size() < options_.max_events) {
        events_.push_back({std::move(event), newest_.steps()});
      } else {
        has_all_events_ = false;
      }
    }
  }
  return newest_.is_ended() ? Progress::Ended : Progress::Running;
}

Progress Trace::settle(std::uint64_t budget) {
  DefaultChooser nobody;
  while (budget-- > 0 && !newest_.is_ended() && !newest_.is_at_choice()) record(nobody, 1);
  if (newest_.is_at_choice()) newest_.pass_time();
  return newest_.is_ended() ? Progress::Ended : Progress::Running;
}

bool Trace::drive(ThreadId thread, std::uint64_t budget) {
  if (newest_.is_ended() || !newest_.is_at_choice()) return false;
  newest_.pass_time();
  if (thread >= newest_.thread_count() || !newest_.can_be_moved(newest_.thread(thread))) return false;
  DrivenChooser driver;
  driver.move_next(thread);
  record(driver, 1);
  settle(budget);
  return true;
}

bool Trace::cancel(mir::TypeId future, memory::AllocId alloc, std::uint64_t offset) {
  DefaultChooser nobody;
  Machine before = newest_;
  if (!newest_.cancel(future, alloc, offset, nobody)) return false;
  while (!checkpoints_.empty() && checkpoints_.back().machine.steps() >= length()) checkpoints_.pop_back();
  before_cancel_ = std::move(before);
  checkpoints_.push_back({newest_, schedule_.choices.size()});
  return true;
}

void Trace::cut(std::uint64_t moment) {
  if (moment >= length()) return;
  newest_ = at(moment);
  if (before_cancel_ && moment <= before_cancel_->steps()) {
    if (moment == before_cancel_->steps()) {
      newest_ = std::move(*before_cancel_);
      for (Checkpoint& checkpoint : checkpoints_)
        if (checkpoint.machine.steps() == moment) checkpoint.machine = newest_;
    }
    before_cancel_.reset();
  }
  schedule_ = schedule_until(moment);
  choice_moments_.resize(schedule_.choices.size());
  while (checkpoints_.back().machine.steps() > moment) checkpoints_.pop_back();
  const std::size_t kept_events = events_until(moment);
  if (kept_events < events_.size()) has_all_events_ = true;
  events_.resize(kept_events);
  while (!turns_.empty() && turns_.back().first_statement >= moment) turns_.pop_back();
}

std::size_t Trace::events_until(std::uint64_t moment) const {
  const auto after = std::upper_bound(events_.begin(), events_.end(), moment, [](std::uint64_t at, const TimedEvent& event) { return at < event.moment; });
  return static_cast<std::size_t>(after - events_.begin());
}

explore::Schedule Trace::schedule_until(std::uint64_t moment) const {
  const auto end = std::lower_bound(choice_moments_.begin(), choice_moments_.end(), moment) - choice_moments_.begin();
  explore::Schedule schedule;
  schedule.choices.assign(schedule_.choices.begin(), schedule_.choices.begin() + end);
  return schedule;
}

ThreadId Trace::thread_of(std::uint64_t statement) const {
  const auto after = std::upper_bound(turns_.begin(), turns_.end(), statement, [](std::uint64_t at, const Turn& turn) { return at < turn.first_statement; });
  return after == turns_.begin() ? 0 : (after - 1)->thread;
}

const Trace::Checkpoint& Trace::checkpoint_before(std::uint64_t moment) const {
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), moment, [](std::uint64_t at, const Checkpoint& checkpoint) { return at < checkpoint.machine.steps(); });
  return *(after - 1);
}

Machine Trace::at(std::uint64_t moment) const {
  if (moment >= length()) return newest_;
  const Checkpoint& checkpoint = checkpoint_before(moment);
  Machine machine = checkpoint.machine;
  Again again(schedule_, checkpoint.choices);
  machine.run(again, moment - machine.steps());
  return machine;
}

}  // namespace trace
