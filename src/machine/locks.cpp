// Mutexes, read-write locks, condition variables, once and barriers.

#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

Machine::LockState& Executor::lock_state(const Object& object) {
  std::vector<Machine::LockState>& locks = machine_.locks_.edit();
  const std::uint32_t word = machine_.lock_word(object);
  for (Machine::LockState& lock : locks) {
    if (!(lock.object == object)) continue;
    if (lock.word != word) {
      // Another lock has been moved here, or a new one written over the old.
      lock = {};
      lock.object = object;
      lock.word = word;
    }
    return lock;
  }
  locks.emplace_back();
  locks.back().object = object;
  locks.back().word = word;
  return locks.back();
}

void Executor::set_lock(Machine::LockState& lock, std::uint32_t word) {
  lock.word = word;
  const memory::AllocId id(lock.object.id);
  if (machine_.memory_.find(id)) memory::store(machine_.memory_.edit(id).words.data(), lock.object.offset, 4, Scalar::of(word));
}

/// How a wait on a condition variable ends, if that is asked. When exploring, the clock decides nothing:
/// a time that is over before the notification counts as over at once, and one that waits for a
/// notification that does not come is in no other run.
Executor::WaitEnd Executor::choose_wait_end(const Pending& pending) {
  if (!pending.is_weak || (machine_.options_.spins == Spins::Cut && thread_.deadline != forever && thread_.timeouts >= max_timeouts)) return WaitEnd::Open;
  const bool has_spurious = machine_.options_.has_spurious_wakeups;
  if (thread_.deadline == forever)
    return chooser_.choose({ChoiceKind::SpuriousWakeup, thread_.id, nullptr, 2}) == 1 ? WaitEnd::Spurious : WaitEnd::Open;
  static constexpr std::uint32_t ends[] = {0, 1, 2, 3};
  const std::uint32_t first = machine_.options_.spins == Spins::Cut ? 1 : 0;
  return static_cast<WaitEnd>(ends[first + chooser_.choose({ChoiceKind::Timeout, thread_.id, ends + first, 3 - first + (has_spurious ? 1u : 0u)})]);
}

bool Executor::lock_intrinsic(const CallCode& call, Event event) {
  const Intrinsic which = call.term->callee.intrinsic;
  const Pending pending = thread_.pending;
  const auto no_result = [&] { return finish_operation(std::move(event)); };
  const auto bool_result = [&](bool value) { return answer_operation(std::move(event), value); };
  switch (which) {
    // ---- mutexes and read-write locks
    case Intrinsic::mutex_lock:
    case Intrinsic::rwlock_write:
    case Intrinsic::mutex_try_lock:
    case Intrinsic::rwlock_try_write: {
      Machine::LockState& lock = lock_state(pending.object);
      const bool is_free = lock.word == 0;
      const bool is_try = which == Intrinsic::mutex_try_lock || which == Intrinsic::rwlock_try_write;
      INVARIANT(is_free || is_try, "a thread moves to a lock only when it is free");
      if (is_free) {
        set_lock(lock, Machine::LockState::written);
        lock.owner = thread_.id;
        acquire(lock.released);
        acquire(lock.read_released);
      }
      return is_try ? bool_result(is_free) : no_result();
    }
    case Intrinsic::mutex_unlock:
    case Intrinsic::rwlock_unlock_write: {
      Machine::LockState& lock = lock_state(pending.object);
      set_lock(lock, 0);
      lock.owner = Machine::LockState::nobody;
      lock.released = release();
      return no_result();
    }
    case Intrinsic::rwlock_read:
    case Intrinsic::rwlock_try_read: {
      Machine::LockState& lock = lock_state(pending.object);
      const bool is_free = lock.word != Machine::LockState::written;
      if (is_free) {
        set_lock(lock, lock.word + 1);
        lock.readers.push_back(thread_.id);
        acquire(lock.released);
      }
      return which == Intrinsic::rwlock_try_read ? bool_result(is_free) : no_result();
    }
    case Intrinsic::rwlock_unlock_read: {
      Machine::LockState& lock = lock_state(pending.object);
      if (lock.word > 0) set_lock(lock, lock.word - 1);
      for (std::size_t i = 0; i < lock.readers.size(); ++i) {
        if (lock.readers[i] != thread_.id) continue;
        lock.readers.erase(lock.readers.begin() + static_cast<long>(i));
        break;
      }
      lock.read_released.join(release());
      return no_result();
    }
    // ---- condition variables: let go of the mutex, wait, take the mutex again
    case Intrinsic::condvar_wait: {
      if (thread_.phase == WaitPhase::None) {
        Scalar timeout;
        if (!argument(call, 2, timeout)) return false;
        const auto nanos = static_cast<std::uint64_t>(timeout.bits);
        Machine::LockState& mutex = lock_state(pending.second);
        set_lock(mutex, 0);
        mutex.owner = Machine::LockState::nobody;
        mutex.released = release();
        thread_.phase = WaitPhase::Condvar;
        thread_.ticket = machine_.next_ticket_++;
        thread_.deadline = deadline_after(nanos);
        const WaitEnd wait_end = choose_wait_end(pending);
        thread_.waits_in_vain = pending.has_timeout && !pending.is_weak;
        thread_.timed_out = wait_end == WaitEnd::TimedOut;
        thread_.will_be_notified = wait_end == WaitEnd::Notified;
        event.is_spurious = wait_end == WaitEnd::Spurious;
        event.succeeded = wait_end != WaitEnd::TimedOut;
        // Who wakes without a notification wants the mutex back from now on; when it gets it is open.
        if (event.is_spurious || thread_.timed_out) thread_.phase = WaitPhase::Notified, thread_.ticket = 0;
        if (thread_.timed_out) time_out();
        if (thread_.will_be_notified) thread_.deadline = forever;
        emit(std::move(event));
        return true;
      }
      Machine::LockState& mutex = lock_state(pending.second);
      INVARIANT(mutex.word == 0, "a thread moves to a lock only when it is free");
      set_lock(mutex, Machine::LockState::written);
      mutex.owner = thread_.id;
      acquire(mutex.released);
      acquire(mutex.read_released);
      const bool was_notified = thread_.phase == WaitPhase::Notified && !thread_.timed_out;
      thread_.phase = WaitPhase::None;
      thread_.deadline = forever;
      thread_.will_be_notified = thread_.waits_in_vain = false;
      event.kind = EventKind::WaitEnd;
      event.is_spurious = was_notified && thread_.ticket == 0;
      return bool_result(was_notified);
    }
    case Intrinsic::condvar_notify_one:
    case Intrinsic::condvar_notify_all: {
      std::vector<ThreadId> waiters;
      for (const Shared<Thread>& other : machine_.threads_)
        if (other->phase == WaitPhase::Condvar && other->pending.object == pending.object) waiters.push_back(other->id);
      if (which == Intrinsic::condvar_notify_one && waiters.size() > 1) {
        const std::uint32_t index = chooser_.choose({ChoiceKind::WakeWhich, thread_.id, waiters.data(), static_cast<std::uint32_t>(waiters.size())});
        waiters = {waiters[index]};
      }
      event.succeeded = !waiters.empty();
      if (!waiters.empty()) event.other = waiters[0];
      for (const ThreadId waiter : waiters) machine_.threads_[waiter].edit().phase = WaitPhase::Notified;
      return no_result();
    }
    // ---- once and barrier
    case Intrinsic::once_begin: {
      Machine::LockState& once = lock_state(pending.object);
      acquire(once.released);
      Scalar takes_poisoned;
      if (!argument(call, 1, takes_poisoned)) return false;
      const std::uint32_t answer = once.word;
      event.succeeded = answer == 0 || (answer == 2 && takes_poisoned.bits != 0);
      if (event.succeeded) {
        set_lock(once, 3);
        once.owner = thread_.id;
      }
      emit(std::move(event));
      return result(Scalar::of(answer), 4);
    }
    case Intrinsic::once_end: {
      Scalar state;
      if (!argument(call, 1, state)) return false;
      Machine::LockState& once = lock_state(pending.object);
      set_lock(once, static_cast<std::uint32_t>(state.bits));
      once.released = release();
      return no_result();
    }
    case Intrinsic::once_state: {
      Machine::LockState& once = lock_state(pending.object);
      if (once.word != 3) acquire(once.released);
      event.succeeded = false;   // it only looks
      emit(std::move(event));
      return result(Scalar::of(once.word == 3 ? 0 : once.word), 4);
    }
    case Intrinsic::barrier_wait: {
      Machine::LockState& barrier = lock_state(pending.object);
      if (thread_.phase == WaitPhase::None) {
        Scalar count;
        if (!argument(call, 1, count)) return false;
        barrier.read_released.join(release());
        if (barrier.waiting + 1 >= static_cast<std::uint64_t>(count.bits)) {
          barrier.waiting = 0;
          ++barrier.round;
          barrier.released = barrier.read_released;
          acquire(barrier.released);
          return bool_result(true);
        }
        ++barrier.waiting;
        thread_.phase = WaitPhase::Condvar;
        thread_.ticket = barrier.round;
        emit(std::move(event));
        return true;
      }
      acquire(barrier.released);
      thread_.phase = WaitPhase::None;
      return bool_result(false);
    }
    default: return unsupported("this operation of a lock");
  }
}

}  // namespace machine
