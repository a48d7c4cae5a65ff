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
        // Who wakes without a notification wants the mutex back from now on; when it gets it is open.
        event.is_spurious = pending.is_weak && chooser_.choose({ChoiceKind::SpuriousWakeup, thread_.id, nullptr, 2}) == 1;
        if (event.is_spurious) thread_.phase = WaitPhase::Notified, thread_.ticket = 0;
        thread_.deadline = nanos >= forever - machine_.clock_nanos_ ? forever : machine_.clock_nanos_ + nanos;
        thread_.timed_out = false;
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
      std::uint32_t answer = once.word;
      if (answer == 0) {
        set_lock(once, 3);
        once.owner = thread_.id;
      }
      event.succeeded = answer == 0;
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
