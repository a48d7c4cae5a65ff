// Visible operations: what other threads or the outside can notice. A thread that reaches one stops
// before it (look_ahead finds out which and what about), and runs it when the chooser picks the
// thread. Locks, condition variables, channels and parking are operations of the machine, so that
// each is one event; the first two are in locks.cpp, channels in channels.cpp.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

namespace {

struct VisibleKind { Intrinsic intrinsic; EventKind event; bool is_memory; bool writes; };

/// Visible intrinsics whose first argument names what they are about.
constexpr VisibleKind visible_kinds[] = {
    {Intrinsic::write_stdout, EventKind::Print, false, true},
    {Intrinsic::exit, EventKind::Exit, false, true},
    {Intrinsic::thread_spawn, EventKind::Spawn, false, true},
    {Intrinsic::thread_join, EventKind::Join, false, false},
    {Intrinsic::thread_is_finished, EventKind::IsFinished, false, false},
    {Intrinsic::thread_end, EventKind::Yield, false, false},
    {Intrinsic::thread_yield, EventKind::Yield, false, false},
    {Intrinsic::spin_loop, EventKind::Yield, false, false},
    {Intrinsic::thread_park, EventKind::Park, false, true},
    {Intrinsic::thread_unpark, EventKind::Unpark, false, true},
    {Intrinsic::thread_sleep, EventKind::Sleep, false, false},
    {Intrinsic::clock_now, EventKind::Clock, false, false},
    {Intrinsic::mutex_lock, EventKind::Lock, true, true},
    {Intrinsic::mutex_try_lock, EventKind::TryLock, true, true},
    {Intrinsic::mutex_unlock, EventKind::Unlock, true, true},
    {Intrinsic::rwlock_read, EventKind::ReadLock, true, true},
    {Intrinsic::rwlock_write, EventKind::WriteLock, true, true},
    {Intrinsic::rwlock_try_read, EventKind::TryReadLock, true, true},
    {Intrinsic::rwlock_try_write, EventKind::TryWriteLock, true, true},
    {Intrinsic::rwlock_unlock_read, EventKind::ReadUnlock, true, true},
    {Intrinsic::rwlock_unlock_write, EventKind::WriteUnlock, true, true},
    {Intrinsic::condvar_wait, EventKind::Wait, true, true},
    {Intrinsic::condvar_notify_one, EventKind::NotifyOne, true, true},
    {Intrinsic::condvar_notify_all, EventKind::NotifyAll, true, true},
    {Intrinsic::once_begin, EventKind::OnceBegin, true, true},
    {Intrinsic::once_end, EventKind::OnceEnd, true, true},
    {Intrinsic::once_state, EventKind::OnceBegin, true, false},
    {Intrinsic::barrier_wait, EventKind::Barrier, true, true},
    {Intrinsic::channel_send, EventKind::Send, false, true},
    {Intrinsic::channel_try_send, EventKind::TrySend, false, true},
    {Intrinsic::channel_receive, EventKind::Receive, false, true},
    {Intrinsic::channel_try_receive, EventKind::TryReceive, false, true},
    {Intrinsic::channel_add_sender, EventKind::AddSender, false, true},
    {Intrinsic::channel_drop_sender, EventKind::DropSender, false, true},
    {Intrinsic::channel_drop_receiver, EventKind::DropReceiver, false, true},
    {Intrinsic::atomic_load, EventKind::AtomicLoad, true, false},
    {Intrinsic::atomic_store, EventKind::AtomicStore, true, true},
    {Intrinsic::atomic_swap, EventKind::AtomicUpdate, true, true},
    {Intrinsic::atomic_compare_exchange, EventKind::AtomicUpdate, true, true},
    {Intrinsic::atomic_update, EventKind::AtomicUpdate, true, true},
    {Intrinsic::atomic_fence, EventKind::Fence, false, false},
};

constexpr std::size_t intrinsic_count = static_cast<std::size_t>(Intrinsic::c_call) + 1;

/// For each intrinsic its place in `visible_kinds`, from 1; 0 for those that are not visible.
struct VisibleIndex {
  std::uint8_t of[intrinsic_count] = {};
  constexpr VisibleIndex() {
    std::uint8_t place = 0;
    for (const VisibleKind& kind : visible_kinds) of[static_cast<std::size_t>(kind.intrinsic)] = ++place;
  }
};
constexpr VisibleIndex visible_index;

const VisibleKind* find_kind(Intrinsic intrinsic) {
  const std::uint8_t place = visible_index.of[static_cast<std::size_t>(intrinsic)];
  return place == 0 ? nullptr : &visible_kinds[place - 1];
}

}  // namespace

Object Executor::memory_object(const Scalar& pointer, std::uint64_t size) {
  Object object;
  object.kind = Object::Kind::Memory;
  Pointer target = pointer.pointer();
  AllocId id;
  if (target.provenance.is_wildcard()) {
    id = machine_.memory_.find_exposed(target.address);
  } else if (!target.provenance.is_none()) {
    id = target.provenance.alloc_id();
  }
  const memory::Allocation* allocation = id ? machine_.memory_.find(id) : nullptr;
  object.id = id.value;
  object.offset = allocation ? target.address - allocation->base : target.address;
  object.size = size;
  return object;
}

/// The end of main ends the process, whatever the other threads are about to do.
void Executor::stand_before_the_end() {
  thread_.pending = Pending{};
  thread_.pending.kind = EventKind::Exit;
  thread_.pending.object.kind = Object::Kind::Output;
  thread_.pending.writes = true;
  thread_.pending.span = machine_.user_span(thread_);
  thread_.is_at_visible = true;
}

bool Executor::look_ahead() {
  const Instruction& instruction = this->instruction();
  if (instruction.op == Op::Return && frame().kind == FrameKind::Start && thread_.destructors.empty()) {
    stand_before_the_end();
    return true;
  }
  if (instruction.op != Op::Call) return true;
  const CallCode& call = frame().code->calls[instruction.extra];
  if (call.term->callee.kind != mir::CallTerm::Callee::Kind::Intrinsic) return true;
  const VisibleKind* kind = find_kind(call.term->callee.intrinsic);
  if (!kind) return true;
  if (thread_.global_depth > 0) return true;
  if (instruction.needs_globals) {
    bool is_waiting = false;
    if (!ready_globals(instruction, is_waiting)) return false;
    if (is_waiting) return true;
  }
  Pending pending;
  pending.kind = kind->event;
  pending.intrinsic = kind->intrinsic;
  pending.writes = kind->writes;
  pending.span = machine_.user_span(thread_);
  Scalar first;
  if (kind->is_memory) {
    const std::size_t at = kind->intrinsic == Intrinsic::atomic_update ? 1 : 0;
    if (!argument(call, at, first)) return false;
    std::uint64_t size = 1;
    const bool is_atomic = kind->event == EventKind::AtomicLoad || kind->event == EventKind::AtomicStore || kind->event == EventKind::AtomicUpdate;
    if (is_atomic)
      size = program_.types[call.term->callee.type_args[0]].size;
    pending.object = memory_object(first, size);
    if (is_atomic && !look_ahead_at_atomic(call, pending)) return false;
    if (kind->intrinsic == Intrinsic::condvar_wait) {
      Scalar mutex;
      if (!argument(call, 1, mutex)) return false;
      pending.second = memory_object(mutex, 1);
      Scalar timeout;
      if (!argument(call, 2, timeout)) return false;
      pending.has_timeout = deadline_after(static_cast<std::uint64_t>(timeout.bits)) != forever;
      pending.is_weak = pending.has_timeout || machine_.options_.has_spurious_wakeups;
    }
  } else if (kind->event == EventKind::Fence) {
    if (!argument(call, 0, first)) return false;
    pending.order = order_of(first);
  } else if (kind->event == EventKind::Print || kind->event == EventKind::Exit) {
    pending.object.kind = Object::Kind::Output;
  } else if (kind->event == EventKind::Join || kind->event == EventKind::IsFinished || kind->event == EventKind::Unpark) {
    if (!argument(call, 0, first)) return false;
    pending.object = {Object::Kind::Thread, static_cast<std::uint32_t>(first.bits), 0, 0};
  } else if (kind->event == EventKind::Park) {
    pending.object = {Object::Kind::Thread, thread_.id, 0, 0};
  } else if (kind->event == EventKind::Send || kind->event == EventKind::TrySend || kind->event == EventKind::Receive || kind->event == EventKind::TryReceive || kind->event == EventKind::AddSender || kind->event == EventKind::DropSender || kind->event == EventKind::DropReceiver) {
    if (!argument(call, 0, first)) return false;
    pending.object = {Object::Kind::Channel, static_cast<std::uint32_t>(first.bits), 0, 0};
  }
  const bool may_time_out = kind->intrinsic == Intrinsic::thread_park || kind->intrinsic == Intrinsic::thread_sleep || kind->intrinsic == Intrinsic::channel_receive;
  if (may_time_out && thread_.deadline == forever) {
    Scalar timeout;
    if (!argument(call, kind->intrinsic == Intrinsic::channel_receive ? 1 : 0, timeout)) return false;
    thread_.deadline = deadline_after(static_cast<std::uint64_t>(timeout.bits));
  }
  thread_.pending = pending;
  thread_.is_at_visible = true;
  look_for_spinning();
  return true;
}

std::uint64_t Executor::deadline_after(std::uint64_t nanos) const {
  const std::uint64_t now = thread_.clock.nanos();
  return nanos < forever - now ? now + nanos : forever;
}

void Executor::time_out() {
  thread_.clock.pass(thread_.deadline);
  thread_.clock_reads = 0;
  ++thread_.timeouts;
}

/// The clock that others learn from what this thread releases now; its own then moves on.
Clock Executor::release() {
  Clock released = thread_.clock;
  thread_.clock.advance(thread_.id);
  return released;
}

/// The operation has been carried out and gives nothing back.
bool Executor::finish_operation(Event event) {
  emit(std::move(event));
  advance();
  return true;
}

bool Executor::answer_operation(Event event, bool value) {
  event.succeeded = value;
  emit(std::move(event));
  return result(Scalar::of(value ? 1 : 0), 1);
}

bool Executor::visible_intrinsic(const Instruction& instruction, const CallCode& call) {
  const Intrinsic which = call.term->callee.intrinsic;
  const VisibleKind* kind = find_kind(which);
  if (!kind) return unsupported(concat("the intrinsic ", quoted(mir::name_of(which))));
  const Pending pending = thread_.pending;
  Event event = this->event(kind->event);
  event.object = pending.object;
  event.second = pending.second;
  const auto no_result = [&] { return finish_operation(std::move(event)); };
  const auto free_word = [&](const Object& object) -> bool {
    const memory::Allocation* allocation = machine_.memory_.find(memory::AllocId(object.id));
    if (!allocation || object.offset >= allocation->size + 1) return undefined_after(memory::AllocId(object.id), "use after free", "a lock is used after its memory was freed");
    return true;
  };
  if (kind->is_memory && !free_word(pending.object)) return false;

  switch (which) {
    case Intrinsic::write_stdout: {
      Scalar pointer, length;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !read_text(pointer, static_cast<std::uint64_t>(length.bits), event.text)) return false;
      if (machine_.stdout_->size() + event.text.size() > machine_.options_.max_output_bytes)
        return fail(StopKind::Limit, "output", concat("the program prints more than ", machine_.options_.max_output_bytes >> 10, " KiB"));
      machine_.stdout_.edit() += event.text;
      return no_result();
    }
    case Intrinsic::exit: {
      Scalar code;
      if (!argument(call, 0, code)) return false;
      emit(std::move(event));
      Stop stop;
      stop.kind = StopKind::Exit;
      stop.exit_code = static_cast<int>(static_cast<std::int32_t>(static_cast<std::uint32_t>(code.bits)));
      stop.message = "the program called `process::exit`";
      stop.thread = thread_.id;
      stop.span = machine_.user_span(thread_);
      machine_.end(std::move(stop));
      return false;
    }
    // ---- threads
    case Intrinsic::thread_spawn: {
      Scalar entry, data, name, name_length;
      if (!argument(call, 0, entry) || !argument(call, 1, data) || !argument(call, 2, name) || !argument(call, 3, name_length)) return false;
      const std::size_t started = machine_.threads_.size();
      const Options& limits = machine_.options_;
      if (started >= limits.max_threads) {
        std::size_t running = 0;
        for (const Shared<Thread>& thread : machine_.threads_) running += thread->is_finished ? 0 : 1;
        if (running >= limits.max_threads || started >= limits.max_threads_ever)
          return fail(StopKind::Limit, "threads", concat("the program starts more than ", started, " threads"));
      }
      mir::FnId fn;
      Thread child;
      child.id = static_cast<ThreadId>(machine_.threads_.size());
      if (!function_of(entry, fn) || !read_text(name, static_cast<std::uint64_t>(name_length.bits), child.name)) return false;
      if (child.name.empty()) child.name = concat("thread ", child.id);
      child.arena = memory::Arena(child.id);
      child.clock = release();
      child.clock.advance(child.id);
      Executor starter(machine_, child, chooser_, nullptr);
      if (!starter.push_frame(fn, FrameKind::ThreadEntry, ReturnPlace{}) || !starter.store_argument(1, data)) return false;
      child.is_fresh = true;
      event.other = child.id;
      const ThreadId id = child.id;
      machine_.threads_.push_back(Shared<Thread>::make(std::move(child)));
      emit(std::move(event));
      return result(Scalar::of(id), 8);
    }
    case Intrinsic::thread_join: {
      const Thread& other = *machine_.threads_[pending.object.id];
      acquire(other.clock);
      event.other = other.id;
      return no_result();
    }
    case Intrinsic::thread_is_finished: {
      const Thread& other = *machine_.threads_[pending.object.id];
      if (other.is_finished) acquire(other.clock);
      return answer_operation(std::move(event), other.is_finished);
    }
    case Intrinsic::thread_end: return no_result();
    case Intrinsic::thread_yield:
    case Intrinsic::spin_loop:
    case Intrinsic::atomic_fence: {
      if (which == Intrinsic::atomic_fence) {
        Scalar order_value;
        if (!argument(call, 0, order_value)) return false;
        event.order = order_of(order_value);
        fence(event.order);
      } else {
        machine_.has_yielded_ = true;
      }
      return no_result();
    }
    case Intrinsic::thread_park: {
      event.succeeded = thread_.has_park_token;
      if (thread_.has_park_token) {
        thread_.has_park_token = false;
        acquire(thread_.park_clock);
      } else {
        time_out();
      }
      thread_.deadline = forever;
      return no_result();
    }
    case Intrinsic::thread_unpark: {
      Thread& other = pending.object.id == thread_.id ? thread_ : machine_.threads_[pending.object.id].edit();
      event.other = pending.object.id;
      other.has_park_token = true;
      other.park_clock.join(release());
      return no_result();
    }
    case Intrinsic::thread_sleep: {
      thread_.clock.pass(thread_.deadline);
      thread_.clock_reads = 0;
      thread_.deadline = forever;
      return no_result();
    }
    case Intrinsic::clock_now: {
      // To a thread that does nothing but look at it, the clock goes ever faster.
      constexpr std::uint32_t patience = 100;
      if (++thread_.clock_reads > patience) thread_.clock.pass(thread_.clock.nanos() + (std::uint64_t{1000} << std::min(thread_.clock_reads - patience, 32u)));
      emit(std::move(event));
      return result(Scalar::of(thread_.clock.nanos()), 8);
    }
    case Intrinsic::mutex_lock:
    case Intrinsic::rwlock_write:
    case Intrinsic::mutex_try_lock:
    case Intrinsic::rwlock_try_write:
    case Intrinsic::mutex_unlock:
    case Intrinsic::rwlock_unlock_write:
    case Intrinsic::rwlock_read:
    case Intrinsic::rwlock_try_read:
    case Intrinsic::rwlock_unlock_read:
    case Intrinsic::condvar_wait:
    case Intrinsic::condvar_notify_one:
    case Intrinsic::condvar_notify_all:
    case Intrinsic::once_begin:
    case Intrinsic::once_end:
    case Intrinsic::once_state:
    case Intrinsic::barrier_wait: return lock_intrinsic(call, std::move(event));
    case Intrinsic::channel_send:
    case Intrinsic::channel_try_send:
    case Intrinsic::channel_receive:
    case Intrinsic::channel_try_receive:
    case Intrinsic::channel_add_sender:
    case Intrinsic::channel_drop_sender:
    case Intrinsic::channel_drop_receiver: return channel_intrinsic(call, std::move(event));
    case Intrinsic::atomic_load:
    case Intrinsic::atomic_store:
    case Intrinsic::atomic_swap:
    case Intrinsic::atomic_compare_exchange:
    case Intrinsic::atomic_update: return atomic_intrinsic(instruction, call, std::move(event));
    default: return unsupported(concat("the intrinsic ", quoted(mir::name_of(which))));
  }
}

}  // namespace machine
