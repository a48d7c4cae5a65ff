#include "machine/machine.h"

#include <algorithm>

#include "base/text.h"
#include "machine/executor.h"
#include "machine/stretches.h"

namespace machine {

std::string_view verdict_of(StopKind kind) {
  static constexpr std::string_view verdicts[] = {
#define STOP(name, verdict) verdict,
#include "machine/stops.def"
#undef STOP
  };
  return verdicts[static_cast<std::size_t>(kind)];
}

namespace {

/// Answers nothing: for moments at which no choice can arise.
class NoChoice : public Chooser {
 public:
  std::uint32_t choose(const ChoicePoint&) override { return 0; }
};

}  // namespace

Machine::Machine(std::shared_ptr<CodeStore> code, const Options& options)
    : code_(std::move(code)), options_(options),
      aliasing_(options.alias_model ? memory::AliasState(options.alias_model->clone()) : memory::AliasState()), statics_(Shared<Statics>::make()),
      locks_(Shared<std::vector<LockState>>::make()), channels_(Shared<std::vector<ChannelState>>::make()),
      stdout_(Shared<std::string>::make()), stderr_(Shared<std::string>::make()) {
  if (aliasing_) memory_.list_changes();
  if (options_.remembers_freed) graves_ = Shared<Graves>::make();
  statics_.edit().globals.resize(code_->program().globals.size());
  Thread main;
  main.name = "main";
  main.clock.advance(0);
  NoChoice nothing;
  Executor executor(*this, main, nothing, nullptr);
  const bool is_pushed = executor.push_frame(options_.start ? options_.start : code_->program().start, FrameKind::Start, ReturnPlace{});
  INVARIANT(is_pushed, "the first frame always fits");
  main.is_fresh = true;
  threads_.push_back(Shared<Thread>::make(std::move(main)));
  look_at_fresh_threads(nothing);
}

void Machine::end(Stop stop) {
  if (!stop_) stop_ = std::move(stop);
}

const Machine::LockState* Machine::find_lock(const Object& object) const {
  for (const LockState& state : *locks_)
    if (state.object == object) return &state;
  return nullptr;
}

std::uint32_t Machine::lock_word(const Object& object) const {
  const memory::Allocation* allocation = memory_.find(memory::AllocId(object.id));
  memory::Scalar word;
  if (!allocation || object.offset + 4 > allocation->size || !memory::load(allocation->words.data(), object.offset, 4, word)) return 0;
  return static_cast<std::uint32_t>(word.bits);
}

bool Machine::can_move(const Thread& thread, Time time) const {
  if (thread.is_finished) return false;
  if (!thread.is_at_visible) return true;
  switch (thread.phase) {
    case WaitPhase::Condvar:
      if (thread.pending.kind == EventKind::Barrier) return find_lock(thread.pending.object)->round != thread.ticket;
      return false;
    case WaitPhase::Notified: return lock_word(thread.pending.second) == 0;
    case WaitPhase::Rendezvous: return thread.message_taken || thread.message_refused;
    case WaitPhase::Spinning: return options_.spins == Spins::Wait && thread.has_news() && is_possible(thread, time);
    case WaitPhase::Forever: return false;
    case WaitPhase::None: break;
  }
  return is_possible(thread, time);
}

/// Whether what the thread stands before could be carried out now.
bool Machine::is_possible(const Thread& thread, Time time) const {
  switch (thread.pending.kind) {
    case EventKind::Join: return threads_[thread.pending.object.id]->is_finished;
    case EventKind::Lock:
    case EventKind::WriteLock: return lock_word(thread.pending.object) == 0;
    case EventKind::ReadLock: return lock_word(thread.pending.object) != LockState::written;
    case EventKind::OnceBegin: return thread.pending.intrinsic == mir::Intrinsic::once_state || lock_word(thread.pending.object) != 3;
    case EventKind::Park: return thread.has_park_token || is_due(thread, time);
    case EventKind::Sleep: return is_due(thread, time);
    case EventKind::Send: {
      const ChannelState& channel = (*channels_)[thread.pending.object.id];
      return !channel.has_receiver || channel.capacity == 0 || channel.queue.size() < channel.capacity;
    }
    case EventKind::Receive: {
      const ChannelState& channel = (*channels_)[thread.pending.object.id];
      return !channel.queue.empty() || channel.senders == 0 || is_due(thread, time);
    }
    default: return true;
  }
}

bool Machine::is_due(const Thread& thread, Time time) const {
  if (thread.deadline <= clock_nanos_) return true;
  return time == Time::AnyMoment && thread.deadline != forever && (thread.timeouts < max_timeouts || thread.pending.kind == EventKind::Sleep);
}

bool Machine::has_bound_timeouts() const {
  for (const Shared<Thread>& thread : threads_)
    if (thread->timeouts >= max_timeouts && thread->deadline != forever && !thread->waits_in_vain && thread->pending.kind != EventKind::Sleep) return true;
  return false;
}

bool Machine::is_at_choice() const {
  if (stop_) return false;
  for (const Shared<Thread>& thread : threads_)
    if (!thread->is_finished && !thread->is_at_visible) return false;
  return true;
}

std::vector<ThreadId> Machine::movable_threads() const {
  std::vector<ThreadId> movable;
  for (const Shared<Thread>& thread : threads_)
    if (can_move(*thread)) movable.push_back(thread->id);
  return movable;
}

bool Machine::can_any_move() const {
  for (const Shared<Thread>& thread : threads_)
    if (can_move(*thread)) return true;
  return false;
}

bool Machine::can_move_early(const Thread& thread) const {
  if (thread.is_finished || !thread.is_at_visible || thread.deadline == forever || can_move(thread)) return false;
  return thread.phase == WaitPhase::None || (thread.phase == WaitPhase::Spinning && thread.has_news());
}

/// A thread was stopped for looking in vain although what it looked at has changed since, or it waits
/// for a notification where another run lets its time be over.
bool Machine::has_cut_spin() const {
  if (options_.spins != Spins::Cut) return false;
  for (const Shared<Thread>& thread : threads_) {
    if (thread->phase == WaitPhase::Spinning && thread->has_news()) return true;
    if (thread->phase == WaitPhase::Condvar && (thread->will_be_notified || (thread->waits_in_vain && thread->has_watched_changed))) return true;
  }
  return false;
}

bool Machine::is_alone(ThreadId id) const {
  for (const Shared<Thread>& other : threads_)
    if (other->id != id && !other->is_finished) return false;
  return true;
}

bool Machine::can_only_go_one_way(ThreadId id) const {
  const Thread& thread = *threads_[id];
  if (!is_alone(id) || thread.phase != WaitPhase::None || thread.deadline != forever || thread.pending.is_weak || !can_move(thread)) return false;
  // A join could also come before what others still did then, which counts where interleavings are counted.
  const bool is_join = thread.pending.kind == EventKind::Join;
  if (is_join && is_c11()) return true;
  for (const Shared<Thread>& other : threads_)
    if (other->id != id && !(is_join && other->id == thread.pending.object.id) && !thread.clock.includes(other->clock)) return false;
  return true;
}

bool Machine::asks_when_replayed() const {
  int count = 0;
  for (const Shared<Thread>& thread : threads_)
    if (can_move(*thread) || can_move_early(*thread) || (thread->phase == WaitPhase::Spinning && thread->has_news() && is_possible(*thread, Time::Clock))) ++count;
  return count > 1;
}

bool Machine::pass_time() {
  if (has_cut_spin()) return false;
  for (const Shared<Thread>& thread : threads_)
    if (can_move(*thread, Time::Clock)) return false;
  // One that waits again and again in vain is woken last, and only if there is news.
  const auto is_in_vain = [](const Thread& thread) { return thread.phase == WaitPhase::Condvar && thread.waits_in_vain; };
  const auto waits_for_time = [&](const Thread& thread) {
    if (thread.is_finished || thread.deadline == forever || thread.phase == WaitPhase::Notified) return false;
    return thread.phase == WaitPhase::Condvar || thread.deadline > clock_nanos_;
  };
  for (const bool in_vain : {false, true}) {
    std::uint64_t next = forever;
    for (const Shared<Thread>& thread : threads_)
      if (waits_for_time(*thread) && is_in_vain(*thread) == in_vain && (!in_vain || thread->has_watched_changed)) next = std::min(next, thread->deadline);
    if (next == forever) continue;
    clock_nanos_ = std::max(clock_nanos_, next);
    for (Shared<Thread>& thread : threads_) {
      if (thread->phase != WaitPhase::Condvar || thread->deadline > next || is_in_vain(*thread) != in_vain) continue;
      Thread& waiter = thread.edit();
      waiter.phase = WaitPhase::Notified;
      waiter.timed_out = true;
      ++waiter.timeouts;
      waiter.clock.pass(waiter.deadline);
    }
    return true;
  }
  return false;
}

/// "the lock `A`", "the lock made at line 5".
static std::string with_noun(std::string_view noun, std::string_view what) {
  constexpr std::string_view general = "the allocation ";
  if (what.substr(0, general.size()) == general) what.remove_prefix(general.size());
  return concat("the ", noun, " ", what);
}

/// What a thread that cannot move waits for.
std::string Machine::why_stuck(const Thread& thread) const {
  if (thread.phase == WaitPhase::Spinning && is_possible(thread, Time::Clock)) return "spins on a value that nobody changes";
  if (thread.phase == WaitPhase::Forever) return "goes round a loop that changes nothing, for ever";
  const Pending& pending = thread.pending;
  switch (pending.kind) {
    case EventKind::Join: return concat("waits for ", threads_[pending.object.id]->name, " to end");
    case EventKind::Lock:
    case EventKind::ReadLock:
    case EventKind::WriteLock: {
      const std::optional<ThreadId> owner = lock_owner(pending.object);
      return concat("waits for ", with_noun("lock", describe(pending.object)), owner ? concat(", held by ", *owner == thread.id ? "itself" : threads_[*owner]->name) : "");
    }
    case EventKind::Wait:
      return thread.phase == WaitPhase::Condvar ? concat("waits on ", with_noun("condition variable", describe(pending.object))) : concat("waits for ", with_noun("lock", describe(pending.second)));
    case EventKind::Receive: return "waits for a message";
    case EventKind::Send: return thread.phase == WaitPhase::Rendezvous ? "waits for its message to be taken" : "waits for room in a channel";
    case EventKind::Park: return "is parked";
    case EventKind::Barrier: return "waits at a barrier";
    default: return "waits";
  }
}

/// Ends the run because no thread can move: says which thread waits for what.
void Machine::end_stuck() {
  is_cut_short_ = has_cut_spin();
  Stop stop;
  stop.kind = StopKind::Deadlock;
  stop.category = "deadlock";
  for (const Shared<Thread>& thread : threads_) {
    if (thread->is_finished) continue;
    const Span span = user_span(*thread);
    const std::string why = concat(thread->name, " ", why_stuck(*thread));
    if (stop.related.empty()) {
      stop.span = span;
      stop.thread = thread->id;
    }
    stop.message += concat(stop.related.empty() ? "no thread can move: " : "; ", why);
    stop.related.push_back({span, why});
  }
  end(std::move(stop));
}

void Machine::give_up(std::string why) {
  Stop stop;
  stop.kind = StopKind::Limit;
  stop.category = without_end;
  stop.message = std::move(why);
  stop.thread = mover_;
  stop.span = user_span(*threads_[mover_]);
  end(std::move(stop));
}

/// Decides which thread the next statement belongs to; false if the run has ended instead.
bool Machine::settle(Chooser& chooser) {
  // A thread that is in the middle of its own business goes on, then any other that is.
  if (!threads_[current_]->is_finished && !threads_[current_]->is_at_visible) return true;
  for (const Shared<Thread>& thread : threads_) {
    if (!thread->is_finished && !thread->is_at_visible) {
      current_ = thread->id;
      return true;
    }
  }
  std::vector<ThreadId> movable = movable_threads();
  // Time passes by itself only when nothing else can happen.
  while (movable.empty() && pass_time()) movable = movable_threads();
  if (movable.empty()) {
    end_stuck();
    return false;
  }
  const std::size_t due = movable.size();
  for (const Shared<Thread>& thread : threads_)
    if (can_move_early(*thread)) movable.push_back(thread->id);
  std::uint32_t index = 0;
  if (movable.size() > 1) {
    const auto count = static_cast<std::uint32_t>(movable.size());
    index = chooser.choose({ChoiceKind::NextThread, mover_, movable.data(), count, nullptr, count - static_cast<std::uint32_t>(due), has_yielded_});
  }
  has_yielded_ = false;
  INVARIANT(index < movable.size(), "a chooser answers with one of the options");
  current_ = mover_ = movable[index];
  return true;
}

Progress Machine::step(Chooser& chooser, std::vector<Event>* events) { return run(chooser, 1, events); }

Progress Machine::run(Chooser& chooser, std::uint64_t budget, std::vector<Event>* events) {
  while (budget > 0 && !stop_) {
    if (!settle(chooser)) break;
    run_current(chooser, budget, events);
  }
  return stop_ ? Progress::Ended : Progress::Running;
}

/// Finds out whether threads that have not run yet begin with a visible operation. Not while another
/// thread is in the middle of something, such as making a global that this one needs too.
void Machine::look_at_fresh_threads(Chooser& chooser) {
  for (Shared<Thread>& shared : threads_) {
    if (!shared->is_fresh) continue;
    if (recording_) recording_->is_unusual = true;
    Thread& thread = shared.edit();
    thread.is_fresh = false;
    Executor executor(*this, thread, chooser, nullptr);
    if (!executor.look_ahead() || !thread.is_at_visible) return;
  }
}

void Machine::run_current(Chooser& chooser, std::uint64_t& budget, std::vector<Event>* events) {
  Thread& thread = threads_[current_].edit();
  // The operation is carried out now: from here the thread goes on to its next one. If it has to wait
  // in the middle, it stands at the same operation again.
  if (thread.is_at_visible) thread.round = {};
  thread.is_at_visible = false;
  Executor executor(*this, thread, chooser, events);
  if (thread.is_fresh) {
    thread.is_fresh = false;
    if (!executor.look_ahead() || thread.is_at_visible) return;
  }
  if (thread.end) return end(*thread.end);
  if (thread.phase == WaitPhase::Spinning) {
    thread.phase = WaitPhase::None;
    executor.forget_looks();
  }
  while (budget > 0) {
    if (++steps_ > options_.max_steps) {
      executor.fail(StopKind::Limit, "steps", concat("the program runs for more than ", grouped(std::to_string(options_.max_steps)), " statements: it may never end"));
      break;
    }
    --budget;
    const std::size_t thread_count = threads_.size();
    if (!executor.execute()) break;
    if (thread.is_finished) break;
    if (executor.is_before_call() && (!executor.look_ahead() || thread.is_at_visible)) break;
    if (threads_.size() != thread_count) break;
    if (++thread.round.statements >= thread.round.next_look && executor.look_for_silent_loop()) break;
  }
  if (thread.is_at_visible || thread.is_finished) look_at_fresh_threads(chooser);
}

Progress Machine::move(ThreadId mover, Chooser& chooser, std::uint64_t budget, std::vector<Event>* events) {
  current_ = mover_ = mover;
  silent_accesses_.clear();
  run_current(chooser, budget, events);
  return run_to_choice(chooser, budget, events);
}

Progress Machine::run_to_choice(Chooser& chooser, std::uint64_t budget, std::vector<Event>* events, Stretches* stretches) {
  while (budget > 0 && !stop_ && !is_at_choice()) {
    settle(chooser);
    if (stretches && stretches->repeat(*this, chooser)) {
      --budget;
      continue;
    }
    if (stretches) stretches->begin(*this);
    run_current(chooser, budget, events);
    if (stretches) stretches->end(*this);
  }
  return stop_ ? Progress::Ended : Progress::Running;
}

// ---- Looking at the state

Span Machine::frame_span(const Frame& frame) const {
  return frame.next < frame.code->spans.size() ? frame.code->spans[frame.next] : frame.code->body->span;
}

Span Machine::user_span(const Thread& thread) const {
  const mir::Program& program = code_->program();
  if (thread.frames.empty()) return {};
  const Span here = frame_span(thread.frames.back());
  if (program.sources.is_user(here)) return here;
  const Frame& top = thread.frames.back();
  for (std::size_t i = thread.frames.size(); i-- > 0 && !top.knows_span_below;) {
    const Frame& frame = thread.frames[i];
    const Span below = frame.knows_span_below ? frame.span_below : i > 0 ? frame_span(thread.frames[i - 1]) : Span{};
    if (!frame.knows_span_below && i > 0 && !program.sources.is_user(below)) continue;
    for (std::size_t above = i; above < thread.frames.size(); ++above) {
      thread.frames[above].knows_span_below = true;
      thread.frames[above].span_below = below;
    }
  }
  return program.sources.is_user(top.span_below) ? top.span_below : here;
}

Span Machine::caller_span(const Thread& thread) const {
  const mir::Program& program = code_->program();
  for (std::size_t i = thread.frames.size(); i-- > 0;) {
    const Frame& frame = thread.frames[i];
    if (frame.code->body->is_track_caller || !program.sources.is_user(frame_span(frame))) continue;
    if (frame.next >= frame.code->instructions.size()) continue;
    const Instruction& instruction = frame.code->instructions[frame.next];
    if (instruction.op != Op::Call) return frame_span(frame);
    const Span call = frame.code->calls[instruction.extra].term->fn_span;
    return program.sources.is_user(call) ? call : frame_span(frame);
  }
  return user_span(thread);
}

LocalBytes Machine::local_bytes(const Thread& thread, const Frame& frame, mir::LocalId local) const {
  const LocalSlot& slot = frame.code->slots[local.value];
  const memory::Word* words = thread.stack.data() + frame.base;
  LocalBytes bytes;
  if (slot.has_own_allocation) {
    const memory::Word& word = words[slot.offset >> 3];
    if (word.init == 0) return bytes;
    const memory::Allocation* allocation = memory_.find(word.provenance.alloc_id());
    if (!allocation) return bytes;
    return {true, allocation->words.data(), 0};
  }
  return {true, words, slot.offset};
}

std::optional<ThreadId> Machine::lock_owner(const Object& object) const {
  for (const LockState& lock : *locks_) {
    if (!(lock.object == object)) continue;
    if (lock.owner != LockState::nobody) return lock.owner;
    if (!lock.readers.empty()) return lock.readers.front();
  }
  return std::nullopt;
}

std::string Machine::describe(const Object& object) const {
  switch (object.kind) {
    case Object::Kind::None: return "nothing";
    case Object::Kind::Channel: return concat("channel ", object.id + 1);
    case Object::Kind::Thread: return object.id < threads_.size() ? threads_[object.id]->name : concat("thread ", object.id);
    case Object::Kind::Output: return "the output";
    case Object::Kind::Memory: break;
  }
  const memory::Allocation* allocation = memory_.find(memory::AllocId(object.id));
  if (!allocation) return "freed memory";
  const mir::Program& program = code_->program();
  switch (allocation->kind) {
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal:
      if (allocation->origin < program.globals.size() && !program.globals[mir::GlobalId(allocation->origin)].name.empty())
        return quoted(program.globals[mir::GlobalId(allocation->origin)].name);
      return "a constant";
    case memory::AllocKind::Local: {
      const mir::Local& local = program.bodies[mir::FnId(allocation->owner_fn)].locals[allocation->origin];
      if (!local.name.empty()) return quoted(local.name);
      return "a temporary";
    }
    default: {
      const LineColumn at = program.sources.begin_of(allocation->span);
      return at.line > 0 && program.sources.is_user(allocation->span) ? concat("the allocation made at line ", at.line) : std::string("an allocation");
    }
  }
}

}  // namespace machine
