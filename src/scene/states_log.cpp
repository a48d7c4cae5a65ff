#include "scene/states_log.h"

#include <algorithm>

namespace scene {
namespace {

constexpr std::size_t most_polls = 1'000;
constexpr std::size_t most_wakes = 1'000;
constexpr std::size_t most_passed = 100;   // awaits in one poll

/// `T` of a `Pin<&mut T>`; none of anything else.
mir::TypeId pinned_type(const mir::Program& program, mir::TypeId id) {
  const mir::Type& pin = program.types[id];
  if (pin.kind != mir::TypeKind::Struct || pin.variants.size() != 1 || pin.variants[0].fields.size() != 1) return {};
  const mir::Type& pointer = program.types[pin.variants[0].fields[0].type];
  return pointer.kind == mir::TypeKind::Pointer ? pointer.pointee : mir::TypeId();
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Futures of std that only poll another one for its owner, and those that nobody has named, are not shown.
bool is_passed_over(const mir::Program& program, mir::TypeId id) {
  const mir::Type& type = program.types[id];
  if (type.kind == mir::TypeKind::Coroutine)
    return std::none_of(program.coroutines.begin(), program.coroutines.end(), [&](const mir::Coroutine& each) { return each.type == id && !each.name.empty(); });
  if (type.kind != mir::TypeKind::Struct && type.kind != mir::TypeKind::Enum) return true;
  const auto begins = [&](std::string_view word) { return type.name.rfind(word, 0) == 0; };
  return begins("Pin<") || begins("AssertUnwindSafe<") || begins("PollFn<{closure@crabglass");
}

}  // namespace

FutureFunctions::FutureFunctions(const mir::Program& program) : functions_(program.bodies.size()) {
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
    const mir::Body& body = program.bodies[mir::FnId(i)];
    Function& function = functions_[i];
    if (!body.is_user && (body.name == "Waker::wake" || body.name == "Waker::wake_by_ref")) {
      function.kind = Kind::Wake;
      continue;
    }
    if (body.argument_count != 2 || body.locals.size() < 3) continue;
    const mir::TypeId type = pinned_type(program, body.locals[1].type);
    if (!type) continue;
    const bool is_machine = body.is_closure && program.types[type].kind == mir::TypeKind::Coroutine;
    if (!is_machine && !ends_with(body.name, "Future>::poll")) continue;
    if (!body.is_user && is_passed_over(program, type)) continue;
    function = {is_machine ? Kind::MachinePoll : Kind::OwnPoll, type, !body.is_user};
    has_futures_ = true;
  }
  for (const Function& poll : std::vector<Function>(functions_)) {
    if (poll.kind != Kind::MachinePoll && poll.kind != Kind::OwnPoll) continue;
    const mir::FnId glue = program.types[poll.type].drop_glue;
    if (glue && functions_[glue.value].kind == Kind::None) functions_[glue.value] = {Kind::Drop, poll.type};
  }
}

bool FutureFunctions::is_future(mir::TypeId type) const {
  const auto polls_it = [&](const Function& function) { return function.type == type && (function.kind == Kind::MachinePoll || function.kind == Kind::OwnPoll); };
  return std::any_of(functions_.begin(), functions_.end(), polls_it);
}

std::uint32_t state_at(const mir::Program& program, mir::TypeId type, const Where& where) {
  const std::int64_t state = active_variant(program, program.types[type], where);
  return state < 0 ? 0 : static_cast<std::uint32_t>(state);
}

Where where_future(const machine::Machine& machine, const LoggedFuture& future) {
  Where where;
  const memory::Allocation* allocation = future.alloc ? machine.memory().find(future.alloc) : nullptr;
  if (!allocation) return where;
  where.words = allocation->words.data();
  where.offset = future.offset;
  where.limit = allocation->size;
  where.alloc = future.alloc;
  return where;
}

/// Whether its last poll was the last of all.
bool FutureLog::has_answered(std::uint32_t future) const {
  for (std::size_t i = polls_.size(); i-- > 0;)
    if (polls_[i].future == future) return polls_[i].result == PollResult::Ready || polls_[i].result == PollResult::Panicked;
  return false;
}

/// The future that lies there. One that has never run, where an earlier one has, is another.
std::uint32_t FutureLog::future_at(const machine::Machine& machine, const Where& where, const FutureFunctions::Function& function, std::uint32_t state) {
  const bool is_machine = function.kind == FutureFunctions::Kind::MachinePoll;
  for (std::size_t i = futures_.size(); i-- > 0;) {
    const LoggedFuture& known = futures_[i];
    if (known.type != function.type || known.alloc != where.alloc || known.offset != where.offset) continue;
    if (known.dropped != not_yet || (is_machine && state == 0)) break;
    if (!is_machine && has_answered(static_cast<std::uint32_t>(i))) break;
    return static_cast<std::uint32_t>(i);
  }
  LoggedFuture made;
  made.type = function.type;
  made.is_machine = is_machine;
  made.is_of_std = function.is_of_std;
  made.alloc = where.alloc;
  made.offset = where.offset;
  made.first = machine.steps();
  futures_.push_back(made);
  return static_cast<std::uint32_t>(futures_.size() - 1);
}

std::uint32_t FutureLog::woken_by(std::uint64_t waker, std::uint64_t moment) const {
  if (waker == 0) return no_future;
  std::size_t end = 0;
  while (end < polls_.size() && polls_[end].begin <= moment) ++end;
  for (std::size_t i = end; i-- > 0;) {
    if (polls_[i].waker.data != waker) continue;
    std::uint32_t future = polls_[i].future;
    // Its own polls may be older than those of what it awaits, which came later.
    for (std::size_t j = i; j-- > 0 && polls_[j].thread == polls_[i].thread;) {
      if (polls_[j].depth < polls_[i].depth && polls_[j].waker.data == waker && polls_[j].end >= polls_[i].end) future = polls_[j].future;
      if (polls_[j].depth == 0) break;
    }
    return future;
  }
  for (std::size_t i = end; i < polls_.size(); ++i)
    if (polls_[i].waker.data == waker) return polls_[i].future;
  return no_future;
}

void FutureLog::close_polls(const machine::Machine& machine, const machine::Thread& thread, Thread& known) {
  while (!known.open.empty()) {
    const Open& open = known.open.back();
    if (open.frame < thread.frames.size() && thread.frames[open.frame].call == open.call) return;
    LoggedPoll& poll = polls_[open.poll];
    const LoggedFuture& future = futures_[poll.future];
    const mir::Program& program = machine.program();
    poll.end = machine.steps();
    ++revision_;
    const bool is_unwinding = thread.panic_count > 0;
    if (future.is_machine) {
      const Where where = where_future(machine, future);
      // What it lay in may be gone with the same panic.
      poll.to_state = where.words ? state_at(program, future.type, where) : poll.from_state;
      const bool was_over = poll.from_state == 1 || poll.from_state == 2;
      const bool has_panicked = poll.to_state == 2 || was_over || (is_unwinding && !where.words);
      poll.result = has_panicked ? PollResult::Panicked : poll.to_state == 1 ? PollResult::Ready : PollResult::Pending;
    } else {
      poll.result = is_unwinding ? PollResult::Panicked : answer_of(machine, thread, open);
    }
    known.open.pop_back();
  }
}

/// What a `poll` of the student's own has returned, where its caller finds it.
PollResult FutureLog::answer_of(const machine::Machine& machine, const machine::Thread& thread, const Open& open) const {
  const LoggedPoll& poll = polls_[open.poll];
  const mir::Type& type = machine.program().types[poll.answer_type];
  Where where;
  if (!poll.answer.is_in_frame) {
    const memory::Allocation* allocation =
        poll.answer.pointer.provenance.is_none() || poll.answer.pointer.provenance.is_wildcard() ? nullptr : machine.memory().find(poll.answer.pointer.provenance.alloc_id());
    if (!allocation) return PollResult::Pending;
    where.words = allocation->words.data();
    where.offset = poll.answer.pointer.address - allocation->base;
    where.limit = allocation->size;
  } else {
    if (open.frame == 0 || open.frame > thread.frames.size()) return PollResult::Pending;
    where.words = thread.stack.data() + thread.frames[open.frame - 1].base;
    where.offset = poll.answer.offset;
    where.limit = poll.answer.offset + poll.answer.size;
  }
  return active_variant(machine.program(), type, where) == 0 ? PollResult::Ready : PollResult::Pending;
}

void FutureLog::enter(const machine::Machine& machine, const machine::Thread& thread, Thread& known) {
  const machine::Frame& frame = thread.frames.back();
  const FutureFunctions::Function& function = functions_->of(frame.code->fn);
  if (function.kind == FutureFunctions::Kind::None) return;
  ++revision_;
  const ValueReader reader(machine);
  const mir::Program& program = machine.program();
  const mir::LocalId first(1);
  if (function.kind == FutureFunctions::Kind::Wake) {
    if (wakes_.size() >= most_wakes) return;
    LoggedWake wake;
    wake.moment = machine.steps();
    wake.thread = thread.id;
    wake.span = machine.user_span(thread);
    const mir::TypeId waker = frame.code->body->locals[1].type;
    wake.future = woken_by(read_waker(machine, waker, reader.where_local(thread, frame, first)).data, wake.moment);
    if (!known.open.empty()) wake.by = polls_[known.open.back().poll].future;
    wakes_.push_back(wake);
    return;
  }
  Where argument = reader.where_local(thread, frame, first);
  mir::TypeId pointer = frame.code->body->locals[1].type;
  if (function.kind == FutureFunctions::Kind::Drop) {
    const Where where = reader.follow(program.types[pointer], argument);
    for (std::size_t i = futures_.size(); i-- > 0;) {
      LoggedFuture& future = futures_[i];
      if (future.type != function.type || future.alloc != where.alloc || future.offset != where.offset) continue;
      if (future.dropped == not_yet) future.dropped = machine.steps();
      break;
    }
    return;
  }
  // How a future of std is made of others is its own business.
  if (function.is_of_std && !known.open.empty() && futures_[polls_[known.open.back().poll].future].is_of_std) return;
  if (polls_.size() >= most_polls) {
    has_all_ = false;
    return;
  }
  const mir::Field& inside = program.types[pointer].variants[0].fields[0];
  argument = field_place(argument, inside);
  const Where where = reader.follow(program.types[inside.type], argument);
  LoggedPoll poll;
  poll.thread = thread.id;
  poll.begin = machine.steps();
  poll.call = frame.call;
  poll.depth = static_cast<std::uint32_t>(known.open.size());
  const Where context = reader.where_local(thread, frame, mir::LocalId(2));
  const mir::TypeId context_type = frame.code->body->locals[2].type;
  poll.waker = read_waker(machine, context_type, context);
  // What is awaited is handed the waker of who awaits it.
  if (known.open.empty() || polls_[known.open.back().poll].waker.data != poll.waker.data) poll.waker = read_waker_deeply(machine, context_type, context);
  poll.answer = frame.result;
  poll.answer_type = frame.code->body->locals[0].type;
  if (function.kind == FutureFunctions::Kind::MachinePoll) poll.from_state = poll.to_state = state_at(program, function.type, where);
  poll.future = future_at(machine, where, function, poll.from_state);
  LoggedFuture& future = futures_[poll.future];
  if (future.first == poll.begin && !known.open.empty()) future.inside = polls_[known.open.back().poll].future;
  known.open.push_back({static_cast<std::uint32_t>(polls_.size()), thread.frames.size() - 1, frame.call});
  polls_.push_back(poll);
}

/// An await is answered where its machine asks whether the answer is Ready.
void FutureLog::pass_await(const machine::Machine& machine, const machine::Frame& frame, LoggedPoll& poll) {
  if (frame.code->instructions[frame.next].op != machine::Op::Switch || poll.passed.size() >= most_passed) return;
  const Span span = frame.code->spans[frame.next];
  for (const mir::Coroutine& coroutine : machine.program().coroutines) {
    if (coroutine.type != futures_[poll.future].type) continue;
    for (std::uint32_t s = 0; s < coroutine.states.size(); ++s)
      if (coroutine.states[s].span.file && coroutine.states[s].span == span) poll.passed.emplace_back(machine.steps(), s);
  }
}

void FutureLog::note_statement(const machine::Machine& machine, machine::ThreadId mover) {
  if (!functions_->has_futures()) return;
  if (threads_.size() < machine.thread_count()) threads_.resize(machine.thread_count());
  Thread& known = threads_[mover];
  const machine::Thread& thread = machine.thread(mover);
  close_polls(machine, thread, known);
  if (thread.frames.empty()) return;
  if (!known.open.empty() && known.open.back().frame + 1 == thread.frames.size()) pass_await(machine, thread.frames.back(), polls_[known.open.back().poll]);
  if (thread.frames.back().call <= known.newest_call) return;
  known.newest_call = thread.frames.back().call;
  enter(machine, thread, known);
}

void FutureLog::cut(const machine::Machine& machine) {
  if (!functions_->has_futures()) return;
  ++revision_;
  const std::uint64_t moment = machine.steps();
  const auto is_later = [&](std::uint64_t at) { return at > moment; };
  polls_.erase(std::remove_if(polls_.begin(), polls_.end(), [&](const LoggedPoll& poll) { return is_later(poll.begin); }), polls_.end());
  wakes_.erase(std::remove_if(wakes_.begin(), wakes_.end(), [&](const LoggedWake& wake) { return is_later(wake.moment); }), wakes_.end());
  futures_.erase(std::remove_if(futures_.begin(), futures_.end(), [&](const LoggedFuture& future) { return is_later(future.first); }), futures_.end());
  for (LoggedFuture& future : futures_)
    if (future.dropped != not_yet && is_later(future.dropped)) future.dropped = not_yet;
  has_all_ = true;
  threads_.assign(machine.thread_count(), {});
  for (std::uint32_t i = 0; i < polls_.size(); ++i) {
    LoggedPoll& poll = polls_[i];
    while (!poll.passed.empty() && is_later(poll.passed.back().first)) poll.passed.pop_back();
    if (!is_later(poll.end)) continue;
    poll.end = not_yet;
    poll.result = PollResult::Running;
    poll.to_state = poll.from_state;
    const std::vector<machine::Frame>& frames = machine.thread(poll.thread).frames;
    for (std::size_t f = 0; f < frames.size(); ++f)
      if (frames[f].call == poll.call) threads_[poll.thread].open.push_back({i, f, poll.call});
  }
  for (std::size_t t = 0; t < threads_.size(); ++t)
    for (const machine::Frame& frame : machine.thread(static_cast<machine::ThreadId>(t)).frames)
      threads_[t].newest_call = std::max(threads_[t].newest_call, frame.call);
}

}  // namespace scene
