#pragma once
// What happens at a step that other threads, the outside, or the student can notice. Events are what
// schedules interleave, what pictures show a row for, and what exploration asks dependence about.

#include <cstdint>
#include <string>

#include "base/span.h"
#include "memory/pointer.h"

namespace machine {

using ThreadId = std::uint32_t;   // 0 is main; in the order of spawning

enum class EventKind : std::uint8_t {
  Spawn, ThreadStart, ThreadEnd, Join,
  Read, Write,                    // plain accesses to memory that several threads can reach
  AtomicLoad, AtomicStore, AtomicUpdate, Fence,
  Lock, TryLock, Unlock, ReadLock, TryReadLock, ReadUnlock, WriteLock, TryWriteLock, WriteUnlock,
  Wait, WaitEnd, NotifyOne, NotifyAll, OnceBegin, OnceEnd, Barrier,
  Send, TrySend, Receive, TryReceive, AddSender, DropSender, DropReceiver,
  Park, Unpark, Yield, Sleep, Clock, IsFinished,
  Print, Panic, Call, Return, Drop, Allocate, Deallocate, Exit
};

enum class MemoryOrder : std::uint8_t { Relaxed, Release, Acquire, AcqRel, SeqCst };

/// What an operation is about: bytes of an allocation (variables, atomics, locks), or a channel or
/// thread by its number.
struct Object {
  enum class Kind : std::uint8_t { None, Memory, Channel, Thread, Output } kind = Kind::None;
  std::uint32_t id = 0;           // allocation, channel or thread
  std::uint64_t offset = 0;       // Memory: of the first byte
  std::uint64_t size = 0;
  friend bool operator==(const Object& a, const Object& b) {
    return a.kind == b.kind && a.id == b.id && a.offset == b.offset;
  }
};

struct Event {
  EventKind kind = EventKind::Yield;
  ThreadId thread = 0;
  Object object;
  Object second;                  // Wait: the mutex let go
  ThreadId other = 0;             // Spawn, Join, Unpark, Lock after a wait: the other thread
  bool succeeded = true;          // TryLock, compare-exchange, Send, Receive: whether it did what it wanted
  bool is_spurious = false;       // Wait, WaitEnd: without a notification
  MemoryOrder order = MemoryOrder::SeqCst;
  unsigned __int128 value = 0;    // read, stored, or (update) the old value
  unsigned __int128 new_value = 0;   // AtomicUpdate: the value put in
  std::uint32_t value_bits = 0;   // width of the values; 0 when there are none
  bool value_is_signed = false, value_is_bool = false, value_is_pointer = false;
  std::string text;               // Print: what; Panic: the message; Call, Drop: the name
  Span span;
};

}  // namespace machine
