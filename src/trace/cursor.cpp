// Moving a cursor. Going forward runs the cursor's own machine on; going back starts at a checkpoint.
// A line is reached at the first moment at which the thread whose turn is next stands on another line
// of the student's text, or in another call of it. While std runs, the thread stands where the student
// called it.

#include <algorithm>

#include "trace/again.h"
#include "trace/trace.h"

namespace trace {

using machine::Machine;
using machine::ThreadId;

namespace {

/// Where a thread stands in the student's text.
struct Standing {
  bool is_known = false;           // false while it is in nothing that the student wrote
  std::uint32_t line = 0;
  std::size_t depth = 0;           // calls of the student's functions that it is in
};

bool is_same(const Standing& a, const Standing& b) {
  return a.is_known == b.is_known && a.line == b.line && a.depth == b.depth;
}

Standing standing_of(const Machine& machine, ThreadId id) {
  Standing standing;
  const machine::Thread& thread = machine.thread(id);
  for (const machine::Frame& frame : thread.frames)
    if (frame.code->body->is_user) ++standing.depth;
  const Span span = machine.user_span(thread);
  standing.is_known = standing.depth > 0 && machine.program().sources.is_user(span);
  if (standing.is_known) standing.line = machine.program().sources.begin_of(span).line;
  return standing;
}

}  // namespace

std::optional<ThreadId> Cursor::next_thread() const {
  if (is_at_end()) return std::nullopt;
  return trace_->thread_of(moment());
}

void Cursor::move_to(std::uint64_t moment) {
  if (moment == this->moment() && (moment < trace_->length() || machine_.is_ended() == trace_->is_ended())) return;
  if (moment >= trace_->length()) {
    machine_ = trace_->newest();
    choices_ = trace_->schedule().choices.size();
    return;
  }
  const Trace::Checkpoint& checkpoint = trace_->checkpoint_before(moment);
  if (moment < machine_.steps() || machine_.is_ended() || checkpoint.machine.steps() > machine_.steps()) {
    machine_ = checkpoint.machine;
    choices_ = checkpoint.choices;
  }
  Again again(trace_->schedule(), choices_);
  machine_.run(again, moment - machine_.steps());
  choices_ = again.next();
}

/// The moment at which the next line is reached, or the end.
std::uint64_t Cursor::next_line(std::uint64_t from, bool steps_over) {
  const ThreadId thread = trace_->thread_of(from);
  const Standing start = standing_of(machine_, thread);
  for (std::uint64_t at = from + 1; at < trace_->length(); ++at) {
    move_to(at);
    const ThreadId next = trace_->thread_of(at);
    if (steps_over && next != thread && !machine_.thread(thread).is_finished) continue;
    const Standing now = standing_of(machine_, next);
    if (!now.is_known) continue;
    if (next != thread) return at;
    if (steps_over && start.is_known && now.depth > start.depth) continue;
    if (!is_same(now, start)) return at;
  }
  return trace_->length();
}

/// The last moment before `from` at which a line was reached.
std::uint64_t Cursor::previous_line(std::uint64_t from, bool steps_over) const {
  const ThreadId thread = trace_->thread_of(std::min(from, trace_->length() - 1));
  const Standing end = standing_of(machine_, thread);
  std::uint64_t until = from;
  while (until > 0) {
    const Trace::Checkpoint& checkpoint = trace_->checkpoint_before(until - 1);
    Machine machine = checkpoint.machine;
    Again again(trace_->schedule(), checkpoint.choices);
    std::uint64_t found = 0;
    bool is_found = false;
    std::vector<Standing> last(64);
    ThreadId last_thread = trace_->thread_of(machine.steps());
    last[last_thread] = standing_of(machine, last_thread);
    for (std::uint64_t at = machine.steps() + 1; at <= until && at < from; ++at) {
      machine.run(again, 1);
      const ThreadId next = trace_->thread_of(at);
      const Standing now = standing_of(machine, next);
      if (next >= last.size()) last.resize(next + 1);
      const bool is_new = now.is_known && (!is_same(now, last[next]) || (!steps_over && next != last_thread));
      if (is_new && (!steps_over || (next == thread && (!end.is_known || now.depth <= end.depth)))) {
        found = at;
        is_found = true;
      }
      if (now.is_known) last[next] = now;
      last_thread = next;
    }
    if (is_found) return found;
    until = checkpoint.machine.steps();
  }
  return 0;
}

bool Cursor::forward(Stride stride) {
  if (is_at_end()) return false;
  const std::uint64_t from = moment();
  switch (stride) {
    case Stride::Statement: move_to(from + 1); break;
    case Stride::Line: move_to(next_line(from, false)); break;
    case Stride::LineOver: move_to(next_line(from, true)); break;
    case Stride::Event: {
      const std::size_t next = trace_->events_until(from);
      move_to(next < trace_->events().size() ? trace_->events()[next].moment : trace_->length());
      break;
    }
  }
  return true;
}

bool Cursor::back(Stride stride) {
  if (is_at_start()) return false;
  const std::uint64_t from = moment();
  switch (stride) {
    case Stride::Statement: move_to(from - 1); break;
    case Stride::Line: move_to(previous_line(from, false)); break;
    case Stride::LineOver: move_to(previous_line(from, true)); break;
    case Stride::Event: {
      // To the event before the one that has just happened.
      std::size_t count = trace_->events_until(from - 1);
      move_to(count > 0 ? trace_->events()[count - 1].moment : 0);
      break;
    }
  }
  return true;
}

}  // namespace trace
