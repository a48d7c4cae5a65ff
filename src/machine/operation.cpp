// From a thread's pending operation to what it touches. Before it is carried out it counts as the most
// that it could be; afterwards, `succeeded` says whether it changed anything.

#include "machine/operation.h"

#include "machine/machine.h"

namespace machine {

using How = Touch::How;
using Realm = Touch::Realm;

std::uint64_t Machine::key_of(const Object& object) const {
  const memory::Allocation* allocation = memory_.find(memory::AllocId(object.id));
  return allocation ? allocation->key : ~std::uint64_t{0};
}

Operation Machine::pending_operation(ThreadId id) const {
  const Thread& thread = *threads_[id];
  Operation operation;
  operation.thread = id;
  if (thread.is_finished || !thread.is_at_visible) return operation;
  const Pending& pending = thread.pending;
  operation.kind = pending.kind;
  if (thread.phase == WaitPhase::Spinning || thread.phase == WaitPhase::Forever) {
    operation.can_block = true;
    return operation;
  }
  const auto touch = [&](Realm realm, How how) {
    operation.add(realm, how, key_of(pending.object), pending.object.offset, pending.object.offset + pending.object.size);
  };
  const auto channel = [&](Realm realm, How how) { operation.add(realm, how, (*channels_)[pending.object.id].key); };
  switch (pending.kind) {
    case EventKind::Print:
    case EventKind::Exit: operation.add(Realm::Output, How::Changes, 0); break;
    case EventKind::Spawn: operation.add(Realm::Spawning, How::Changes, 0); break;
    case EventKind::Join:
      operation.other = pending.object.id;
      operation.can_block = true;
      break;
    case EventKind::IsFinished: operation.other = pending.object.id; break;
    case EventKind::Fence: break;
    case EventKind::AtomicLoad:
      operation.is_sc = is_c11() && pending.order == MemoryOrder::SeqCst;
      touch(Realm::Memory, is_c11() ? How::LooksWeakly : How::Looks);
      break;
    case EventKind::AtomicStore:
    case EventKind::AtomicUpdate:
      operation.is_weak = pending.is_weak;
      operation.is_sc = is_c11() && (pending.order == MemoryOrder::SeqCst || (pending.intrinsic == mir::Intrinsic::atomic_compare_exchange && pending.failure_order == MemoryOrder::SeqCst));
      touch(Realm::Memory, is_c11() ? How::ChangesWeakly : How::Changes);
      break;
    case EventKind::Lock:
    case EventKind::WriteLock:
      operation.can_block = true;
      operation.takes_lock = true;
      touch(Realm::Lock, How::Changes);
      break;
    case EventKind::ReadLock:
      operation.can_block = true;
      operation.takes_lock = true;
      touch(Realm::Lock, How::Shares);
      break;
    case EventKind::TryReadLock:
      operation.takes_lock = true;
      touch(Realm::Lock, How::Shares);
      break;
    case EventKind::ReadUnlock: touch(Realm::Lock, How::Shares); break;
    case EventKind::TryLock:
    case EventKind::TryWriteLock:
      operation.takes_lock = true;
      touch(Realm::Lock, How::Changes);
      break;
    case EventKind::Unlock:
    case EventKind::WriteUnlock: touch(Realm::Lock, How::Changes); break;
    case EventKind::OnceBegin:
      if (pending.intrinsic == mir::Intrinsic::once_state) {
        touch(Realm::Lock, How::Looks);
      } else {
        operation.can_block = true;
        operation.takes_lock = true;
        touch(Realm::Lock, How::Changes);
      }
      break;
    case EventKind::OnceEnd: touch(Realm::Lock, How::Changes); break;
    case EventKind::Wait:
    case EventKind::WaitEnd:
      // First the thread lets go of the mutex; once notified, it takes the mutex again.
      if (thread.phase == WaitPhase::None) {
        touch(Realm::Lock, How::Shares);
      } else {
        operation.kind = EventKind::WaitEnd;
        operation.can_block = true;
        if (thread.phase == WaitPhase::Condvar) break;
        operation.takes_lock = true;
      }
      operation.add(Realm::Lock, How::Changes, key_of(pending.second), pending.second.offset, pending.second.offset + pending.second.size);
      break;
    case EventKind::NotifyOne:
    case EventKind::NotifyAll: touch(Realm::Lock, How::Changes); break;
    case EventKind::Barrier:
      if (thread.phase == WaitPhase::None) {
        touch(Realm::Lock, How::Changes);
      } else {
        operation.kind = EventKind::WaitEnd;
        operation.can_block = true;
      }
      break;
    case EventKind::Send:
      operation.can_block = thread.phase == WaitPhase::Rendezvous || (*channels_)[pending.object.id].capacity != ~std::uint64_t{0};
      if (thread.phase == WaitPhase::Rendezvous) break;
      channel(Realm::Tail, How::Changes);
      channel(Realm::Receiver, How::Looks);
      break;
    case EventKind::TrySend:
      channel(Realm::Tail, How::Changes);
      channel(Realm::Receiver, How::Looks);
      channel(Realm::Head, How::Looks);
      // Whether a receiver stands ready is no step of its own, so this commutes with nothing.
      if ((*channels_)[pending.object.id].capacity == 0) operation.ends_run = true;
      break;
    case EventKind::Receive: {
      const ChannelState& state = (*channels_)[pending.object.id];
      operation.can_block = thread.deadline == forever;
      // With a timeout it is one that tries.
      if (!operation.can_block) operation.kind = EventKind::TryReceive;
      channel(Realm::Head, How::Changes);
      if (state.queue.empty() || !operation.can_block) {
        channel(Realm::Tail, How::Looks);
        channel(Realm::Senders, How::Looks);
      }
      break;
    }
    case EventKind::TryReceive:
      channel(Realm::Head, How::Changes);
      channel(Realm::Tail, How::Looks);
      channel(Realm::Senders, How::Looks);
      break;
    case EventKind::AddSender:
    case EventKind::DropSender: channel(Realm::Senders, How::Shares); break;
    case EventKind::DropReceiver:
      channel(Realm::Head, How::Changes);
      channel(Realm::Tail, How::Changes);
      channel(Realm::Receiver, How::Changes);
      break;
    case EventKind::Park:
      operation.can_block = thread.deadline == forever;
      operation.add(Realm::Token, How::Changes, id);
      break;
    case EventKind::Unpark:
      operation.other = pending.object.id;
      operation.add(Realm::Token, How::Shares, pending.object.id);
      break;
    case EventKind::Sleep:
    case EventKind::Yield:
    case EventKind::Clock:
    case EventKind::ThreadStart:
    case EventKind::ThreadEnd:
    case EventKind::Read:
    case EventKind::Write:
    case EventKind::Panic:
    case EventKind::Call:
    case EventKind::Return:
    case EventKind::Drop:
    case EventKind::Allocate:
    case EventKind::Deallocate: break;
  }
  return operation;
}

bool are_silently_dependent(const Operation& a, const Operation& b) {
  if (!a.is_done || !b.is_done) return true;
  const auto conflicts = [](const Touch& touch, const Operation& other) {
    for (std::uint8_t i = 0; i < other.touch_count; ++i)
      if (!commute(touch, other.touches[i])) return true;
    if (other.silent)
      for (const Touch& theirs : *other.silent)
        if (!commute(touch, theirs)) return true;
    return false;
  };
  if (a.silent)
    for (const Touch& touch : *a.silent)
      if (conflicts(touch, b)) return true;
  if (b.silent)
    for (const Touch& touch : *b.silent)
      if (conflicts(touch, a)) return true;
  return false;
}

void narrow(Operation& operation, bool succeeded) {
  const auto set = [&](Realm realm, How how) {
    for (std::uint8_t i = 0; i < operation.touch_count; ++i)
      if (operation.touches[i].realm == realm) operation.touches[i].how = how;
  };
  switch (operation.kind) {
    case EventKind::TryLock:
    case EventKind::TryWriteLock:
    case EventKind::TryReadLock:
    case EventKind::OnceBegin:
      if (succeeded) break;
      operation.takes_lock = false;
      set(Realm::Lock, How::Looks);
      break;
    case EventKind::AtomicUpdate:
      if (!succeeded) set(Realm::Memory, operation.touches[0].how == How::ChangesWeakly ? How::LooksWeakly : How::Looks);
      break;
    case EventKind::NotifyOne:
    case EventKind::NotifyAll:
      // Nobody waited: only that was seen.
      if (!succeeded) set(Realm::Lock, How::Looks);
      break;
    case EventKind::Barrier:
      // All but the last of a round only add to the number of those that wait.
      if (!succeeded) set(Realm::Lock, How::Shares);
      break;
    case EventKind::Park:
      if (!succeeded) set(Realm::Token, How::Looks);
      break;
    case EventKind::Wait:
      // Its time was over at once: it only let go of the mutex.
      if (!succeeded) operation.touches[0] = operation.touches[--operation.touch_count];
      break;
    case EventKind::Send:
    case EventKind::TrySend:
      if (!succeeded) set(Realm::Tail, How::Looks);
      break;
    case EventKind::TryReceive:
      // One that gets a message has nothing to do with what is sent later.
      if (succeeded) {
        operation.touch_count = 1;
      } else {
        set(Realm::Head, How::Looks);
      }
      break;
    default: break;
  }
}

}  // namespace machine
