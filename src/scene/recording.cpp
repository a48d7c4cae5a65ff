#include "scene/recording.h"

#include <algorithm>

#include "base/text.h"
#include "explore/choosers.h"
#include "scene/event_text.h"

namespace scene {
namespace {

/// With more stops than this nobody looks at each; the rest of the run is one step.
constexpr std::size_t most_recorded_steps = 20'000;
constexpr std::size_t most_rows = 5'000;

std::uint32_t line_of(const mir::Program& program, Span span) {
  return program.sources.is_user(span) ? program.sources.begin_of(span).line : 0;
}

/// Whether a thread runs what a static or a const is computed from. In Rust that happened before the
/// program ran, so nobody stands there; a thread-local's value is computed when it is first used.
bool is_at_compile_time(const mir::Program& program, const machine::Thread& thread) {
  if (thread.global_depth == 0) return false;
  return std::any_of(thread.frames.begin(), thread.frames.end(), [&](const machine::Frame& frame) {
    return frame.kind == machine::FrameKind::GlobalInit && program.globals[mir::GlobalId(frame.global)].kind != mir::Global::Kind::ThreadLocal;
  });
}

}  // namespace

Recording::Recording(std::shared_ptr<machine::CodeStore> code, const trace::Options& options) : trace_(std::move(code), options), futures_(trace_.newest().program()) {
  steps_.push_back({});
}

Recording::Standing Recording::standing_of(const machine::Thread& thread) const {
  Standing standing;
  standing.is_started = true;
  const machine::Machine& machine = trace_.newest();
  if (is_at_compile_time(machine.program(), thread)) return standing;
  for (const machine::Frame& frame : thread.frames)
    if (frame.code->body->is_user) ++standing.depth;
  if (standing.depth > 0) standing.line = line_of(machine.program(), machine.user_span(thread));
  return standing;
}

bool Recording::is_shown(const machine::Event& event, const machine::Thread& thread) const {
  using machine::EventKind;
  switch (event.kind) {
    case EventKind::Read:
    case EventKind::Write: {
      const bool is_of_race = trace_.is_ended() && trace_.stop().kind == machine::StopKind::DataRace;
      if (is_of_race) return true;
      if (thread.frames.empty() || !thread.frames.back().code->body->is_user) return false;
      // A return has left the function whose variable it read.
      const memory::Allocation* allocation = trace_.newest().memory().find(memory::AllocId(event.object.id));
      if (!allocation || allocation->kind != memory::AllocKind::Local) return allocation != nullptr;
      return trace_.newest().program().bodies[mir::FnId(allocation->owner_fn)].is_user;
    }
    case EventKind::Call:
    case EventKind::Return:
    case EventKind::Drop:
    case EventKind::Allocate:
    case EventKind::Deallocate:
    case EventKind::Clock:
    case EventKind::AddSender: return false;
    default: return !is_atomic(event.kind) || !is_inside_std(thread);
  }
}

std::uint32_t Recording::color_of(const std::string& object) {
  if (object.empty()) return 0;
  const auto found = std::find(colored_.begin(), colored_.end(), object);
  if (found == colored_.end()) {
    colored_.push_back(object);
    return static_cast<std::uint32_t>(colored_.size());
  }
  return static_cast<std::uint32_t>(found - colored_.begin()) + 1;
}

void Recording::add_row(machine::ThreadId thread, EventKind kind, std::string text, Span span, const NamedObject& object, RowEvent event) {
  if (rows_.size() >= most_rows && kind != EventKind::Stop) return;
  ++revision_;
  EventRow row;
  row.step = last_step();
  row.lane = thread;
  row.kind = kind;
  row.text = std::move(text);
  row.object = object.name;
  // Threads have colours of their own.
  if (event.object.kind != machine::Object::Kind::Thread) row.object_color = color_of(object.name);
  row.line = line_of(trace_.newest().program(), span);
  rows_.push_back(std::move(row));
  events_.push_back(event);
  if (!is_private(event)) has_news_ = true;
}

bool Recording::is_private(const RowEvent& event) const {
  if (event.kind != machine::EventKind::Read && event.kind != machine::EventKind::Write) return false;
  const auto user = users_.find(event.object.id);
  return user != users_.end() && user->second != shared;
}

void Recording::note_event(const machine::Event& event) {
  const machine::Machine& machine = trace_.newest();
  const machine::Thread& thread = machine.thread(event.thread);
  if (!is_shown(event, thread)) return;
  const NamedObject object = names_.name(machine, event.object);
  if (object.is_reference_count) return;
  const bool is_plain = event.kind == machine::EventKind::Read || event.kind == machine::EventKind::Write;
  // A temporary that happens to be reachable, or what a thread is started with, is nobody's variable.
  if (is_plain && object.name.empty() && !trace_.is_ended()) return;
  if (is_plain) {
    const auto [user, is_first] = users_.emplace(event.object.id, event.thread);
    if (!is_first && user->second != event.thread) user->second = shared;
  }
  RowEvent kept{event.kind, event.thread, event.other, event.object, event.second, event.succeeded, event.order};
  if (is_atomic(event.kind) && machine.is_c11()) {
    kept.read_from = machine.last_deed().read_from;
    kept.stored = machine.last_deed().stored;
  }
  const bool is_sent = row_kind(event.kind) == EventKind::Send && event.succeeded;
  const std::string message = is_sent ? sent_message(machine, thread) : std::string();
  std::string text = event_text(machine, event, object);
  if (!message.empty()) text += concat(" ← ", message);
  const std::size_t rows_before = rows_.size();
  add_row(event.thread, row_kind(event.kind), std::move(text), event.span, object, kept);
  if (rows_.size() > rows_before) rows_.back().message = message;
}

/// The place where a thread has come to stand is a stop; if nothing was to be seen since the stop
/// before, that one moves here.
void Recording::note_stop(machine::ThreadId thread, const Standing& standing) {
  const memory::AliasModel* model = trace_.newest().alias_model();
  const Step step{trace_.length(), thread, standing.line, standing.depth, model ? model->newest_tag() : 0};
  // The start is where main comes to its first line, not in what std does before.
  const bool is_start = steps_.size() == 1 && steps_[0].line == 0 && rows_.empty() && !trace_.is_ended();
  if (has_news_ && !is_start) steps_.push_back(step);
  else steps_.back() = step;
  has_news_ = false;
}

void Recording::note_waiting() {
  const machine::Machine& machine = trace_.newest();
  waiting_.resize(machine.thread_count());
  for (std::size_t i = 0; i < machine.thread_count(); ++i) {
    const auto id = static_cast<machine::ThreadId>(i);
    const machine::Thread& thread = machine.thread(id);
    const bool is_waiting = !thread.is_finished && thread.is_at_visible && !machine.can_move(thread);
    Waiting& was = waiting_[i];
    const auto now = static_cast<std::uint32_t>(rows_.size());
    if (is_waiting && !was.is_waiting) was = {true, now, waiting_text(machine, thread, names_), line_of(machine.program(), machine.user_span(thread))};
    if (!is_waiting && was.is_waiting) {
      if (was.from_row < now) blocked_.push_back({id, was.from_row, now, was.reason, was.line});
      was.is_waiting = false;
    }
  }
}

void Recording::note_end() {
  const machine::Machine& machine = trace_.newest();
  const machine::Stop& stop = trace_.stop();
  if (stop.kind == machine::StopKind::DataRace) {
    // The access that came second is the last row; the other is the last that stands where it stood.
    bool is_second_shown = false;
    for (std::size_t i = rows_.size(); i-- > 0 && !is_second_shown;) {
      if (rows_[i].lane != stop.thread || rows_[i].step != last_step()) continue;
      is_second_shown = events_[i].kind == machine::EventKind::Read || events_[i].kind == machine::EventKind::Write;
      if (is_second_shown) rows_[i].is_conflict = true;
      break;
    }
    for (const machine::Moment& moment : stop.related) {
      const std::uint32_t line = line_of(machine.program(), moment.span);
      for (std::size_t i = rows_.size(); i-- > 0;) {
        const bool is_access = !rows_[i].object.empty() && (rows_[i].kind == EventKind::Read || rows_[i].kind == EventKind::Write || is_atomic(events_[i].kind));
        if (rows_[i].lane == stop.thread || rows_[i].line != line || !is_access) continue;
        rows_[i].is_conflict = true;
        break;
      }
    }
  }
  const std::string title = stop_title(stop);
  if (title.empty()) return;
  add_row(stop.thread, EventKind::Stop, title, stop.span, {}, {});
  rows_.back().is_conflict = stop.kind == machine::StopKind::DataRace || stop.kind == machine::StopKind::Deadlock;
}

void Recording::note_statement(machine::Chooser& chooser) {
  trace_.record(chooser, 1);
  const machine::Machine& machine = trace_.newest();
  const machine::ThreadId mover = machine.current_thread();
  futures_.note_statement(machine, mover);
  if (standings_.size() < machine.thread_count()) standings_.resize(machine.thread_count());
  if (!standings_[mover].is_started) {
    standings_[mover].is_started = true;
    if (mover != 0) add_row(mover, EventKind::ThreadStart, "begins", {}, {}, {machine::EventKind::ThreadStart, mover, 0, {}, {}, true, machine::MemoryOrder::SeqCst});
  }
  const std::size_t rows_before = rows_.size();
  for (; events_seen_ < trace_.events().size(); ++events_seen_) note_event(trace_.events()[events_seen_].event);
  if (trace_.is_ended()) note_end();

  const machine::Thread& thread = machine.thread(mover);
  const Standing now = standing_of(thread);
  const bool is_at_line = now.depth > 0 && now.line > 0;
  const bool is_new_line = is_at_line && !(now == standings_[mover]);
  const bool is_before_operation = thread.is_at_visible && !(is_atomic(thread.pending.kind) && is_inside_std(thread));
  const bool has_moved_on = mover != last_thread_;
  last_thread_ = mover;
  if (is_new_line) has_news_ = true;
  if (trace_.is_ended()) {
    has_news_ = true;
    note_stop(mover, now);
  } else if (is_new_line || is_before_operation || thread.is_finished) {
    note_stop(mover, now);
  }
  if (is_at_line) standings_[mover] = now;
  if (rows_.size() != rows_before || thread.is_at_visible || thread.is_finished || has_moved_on) note_waiting();
}

machine::Progress Recording::record(machine::Chooser& chooser, std::uint64_t budget) {
  while (budget > 0 && !trace_.is_ended()) {
    // Nobody steps through what comes after so many stops; it only runs.
    if (steps_.size() >= most_recorded_steps) {
      const std::uint64_t before = trace_.length();
      trace_.record(chooser, std::min<std::uint64_t>(budget, 10'000));
      for (; events_seen_ < trace_.events().size(); ++events_seen_) note_event(trace_.events()[events_seen_].event);
      if (trace_.is_ended()) {
        note_end();
        steps_.push_back({trace_.length(), trace_.stop().thread, 0, 0, ~memory::TagValue{0}});
      }
      if (trace_.length() == before) break;
      budget -= std::min(budget, trace_.length() - before);
      continue;
    }
    const std::uint64_t before = trace_.length();
    note_statement(chooser);
    if (trace_.length() == before) break;
    --budget;
  }
  return trace_.is_ended() ? machine::Progress::Ended : machine::Progress::Running;
}

void Recording::cut(std::uint32_t step) {
  step = std::min(step, last_step());
  const std::uint64_t moment = steps_[step].moment;
  if (moment >= trace_.length()) return;
  trace_.cut(moment);
  if (cancelled_ && step <= cancelled_->step) cancelled_.reset();
  ++revision_;
  steps_.resize(step + 1);
  while (!rows_.empty() && rows_.back().step >= step) rows_.pop_back();
  const auto rows = static_cast<std::uint32_t>(rows_.size());
  events_.resize(rows);
  users_.clear();
  for (const RowEvent& event : events_) {
    if (event.kind != machine::EventKind::Read && event.kind != machine::EventKind::Write) continue;
    const auto [user, is_first] = users_.emplace(event.object.id, event.thread);
    if (!is_first && user->second != event.thread) user->second = shared;
  }
  for (EventRow& row : rows_) row.is_conflict = false;
  events_seen_ = trace_.events().size();
  const machine::Machine& machine = trace_.newest();
  futures_.cut(machine);
  // Blocked spans that reach beyond the cut are open again.
  waiting_.assign(machine.thread_count(), {});
  for (const BlockedSpan& span : blocked_)
    if (span.from_row <= rows && span.to_row > rows && span.lane < waiting_.size()) waiting_[span.lane] = {true, span.from_row, span.reason, span.line};
  blocked_.erase(std::remove_if(blocked_.begin(), blocked_.end(), [&](const BlockedSpan& span) { return span.to_row > rows; }), blocked_.end());
  standings_.assign(machine.thread_count(), {});
  for (std::size_t i = 0; i < machine.thread_count(); ++i) {
    const auto id = static_cast<machine::ThreadId>(i);
    bool is_started = i == 0;
    for (const EventRow& row : rows_) is_started |= row.lane == i;
    standings_[i] = standing_of(machine.thread(id));
    standings_[i].is_started = is_started;
  }
  has_news_ = false;
  note_waiting();
}

bool Recording::drive(std::uint32_t step, machine::ThreadId thread, const MoveChoice& choice) {
  cut(step);
  explore::DefaultChooser nobody;
  // Everybody comes to stand before an operation, so that there is a choice.
  for (int i = 0; i < 1'000'000 && !trace_.is_ended() && !trace_.newest().is_at_choice(); ++i) note_statement(nobody);
  const machine::Machine& machine = trace_.newest();
  if (trace_.is_ended() || thread >= machine.thread_count() || !machine.can_be_moved(machine.thread(thread))) return false;
  explore::DrivenChooser driver;
  driver.move_next(thread);
  driver.answer_next(choice.answer, choice.fails_weakly);
  has_news_ = true;
  note_statement(driver);
  for (int i = 0; i < 1'000'000 && !trace_.is_ended() && !trace_.newest().is_at_choice(); ++i) note_statement(nobody);
  return true;
}

bool Recording::cancel(std::uint32_t step, std::uint32_t future) {
  const std::uint64_t moment = moment_of(step);
  if (future >= futures_.futures().size()) return false;
  const LoggedFuture wanted = futures_.futures()[future];
  if (wanted.first > moment || wanted.dropped <= moment) return false;
  for (const LoggedPoll& poll : futures_.polls())
    if (poll.future == future && poll.begin <= moment && moment < poll.end) return false;
  cut(step);
  if (!trace_.cancel(wanted.type, wanted.alloc, wanted.offset)) return false;
  if (trace_.is_ended()) {
    futures_.note_drop(future, trace_.newest());
    note_end();
  }
  cancelled_ = Cancelled{step, future};
  explore::DefaultChooser nobody;
  record(nobody, 1'000'000);
  return true;
}

std::uint32_t Recording::step_at(std::uint64_t moment) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), moment, [](std::uint64_t at, const Step& step) { return at < step.moment; });
  return after == steps_.begin() ? 0 : static_cast<std::uint32_t>(after - steps_.begin() - 1);
}

std::uint32_t Recording::step_over(std::uint32_t step) const {
  if (step >= last_step()) return last_step();
  const machine::ThreadId mover = trace_.thread_of(steps_[step].moment);
  std::uint32_t depth = 0;
  for (std::uint32_t i = step + 1; i-- > 0;) {
    if (steps_[i].thread != mover) continue;
    depth = steps_[i].depth;
    break;
  }
  for (std::uint32_t i = step + 1; i < last_step(); ++i)
    if (steps_[i].thread == mover && steps_[i].depth <= depth && (steps_[i].line > 0 || steps_[i].depth == 0)) return i;
  return last_step();
}

Recording::Rows Recording::rows() const {
  Rows out;
  // How many rows are seen before each.
  std::vector<std::uint32_t> seen(rows_.size() + 1);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool is_seen = rows_[i].is_conflict || !is_private(events_[i]);
    seen[i + 1] = seen[i] + (is_seen ? 1 : 0);
    if (!is_seen) continue;
    out.rows.push_back(rows_[i]);
    out.events.push_back(events_[i]);
  }
  const auto add = [&](const BlockedSpan& span) {
    if (seen[span.from_row] < seen[span.to_row]) out.blocked.push_back({span.lane, seen[span.from_row], seen[span.to_row], span.reason, span.line});
  };
  for (const BlockedSpan& span : blocked_) add(span);
  for (std::uint32_t lane = 0; lane < waiting_.size(); ++lane)
    if (waiting_[lane].is_waiting) add({lane, waiting_[lane].from_row, static_cast<std::uint32_t>(rows_.size()), waiting_[lane].reason, waiting_[lane].line});
  // What is received was sent first.
  std::vector<bool> is_received(out.rows.size());
  for (std::size_t i = 0; i < out.rows.size(); ++i) {
    if (out.rows[i].kind != EventKind::Receive || !out.events[i].succeeded) continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (is_received[k] || out.rows[k].message.empty() || out.rows[k].kind != EventKind::Send || !(out.events[k].object == out.events[i].object)) continue;
      is_received[k] = true;
      out.rows[i].message = out.rows[k].message;
      out.rows[i].text += concat(" → ", out.rows[k].message);
      break;
    }
  }
  return out;
}

}  // namespace scene
