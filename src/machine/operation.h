#pragma once
// What a visible operation touches, and when two of them can be exchanged. Two neighbouring operations
// of different threads lead to the same state in either order exactly if they touch nothing in common
// or touch it in ways that commute:
//
//              Looks   Shares  Changes
//   Looks        ✓       ·        ·        two loads
//   Shares       ·       ✓        ·        two readers of a lock, two waits on a condition variable
//   Changes      ·       ·        ·
//
// In C11 mode an atomic access commutes with every other one, but for those of which one reads what the
// other stores: the order of stores is not that in which they are carried out.
//
// The silent statements that follow an operation belong to it. They matter only in a program with data
// races, where they conflict with those of another thread; so they are recorded on demand.
//
// What orders operations without being a thing that both touch (a join after the thread's end, a
// receive after its send) is an edge, not a touch; the explorer knows those.

#include <cstdint>
#include <vector>

#include "base/shared.h"
#include "machine/event.h"

namespace machine {

struct Touch {
  enum class Realm : std::uint8_t { Memory, Lock, Output, Spawning, Token, Tail, Head, Senders, Receiver };
  enum class How : std::uint8_t { Looks, Shares, Changes, LooksWeakly, ChangesWeakly };   // weakly: atomic, C11 mode
  Realm realm = Realm::Memory;
  How how = How::Looks;
  std::uint32_t begin = 0, end = 1;   // bytes of it
  std::uint64_t key = 0;          // of the allocation, channel or thread: the same in every interleaving
};

struct Operation {
  EventKind kind = EventKind::Yield;
  ThreadId thread = 0;
  ThreadId other = 0;             // Join, IsFinished, Unpark: about which thread
  bool takes_lock = false;        // becomes the owner of a lock, or would like to
  bool can_block = false;         // may have to wait until another operation lets it go on
  bool ends_run = false;          // the whole process ends with it, not counting the ordinary exit
  bool is_weak = false;           // a compare-exchange that may fail without a reason
  bool is_sc = false;             // C11 mode: a SeqCst access
  bool is_done = false;           // it happened; else it may do more than is known
  std::uint8_t touch_count = 0;
  std::uint64_t read_from = 0, stored = 0;   // C11 mode, once it is done: names of stores
  Touch touches[4];
  Shared<std::vector<Touch>> silent;   // plain accesses that followed; none if not recorded

  void add(Touch::Realm realm, Touch::How how, std::uint64_t key, std::uint64_t begin = 0, std::uint64_t end = 1) {
    touches[touch_count++] = {realm, how, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), key};
  }
};

inline bool commute(const Touch& a, const Touch& b) {
  if (a.realm != b.realm || a.key != b.key || a.begin >= b.end || b.begin >= a.end) return true;
  const bool is_weak = a.how >= Touch::How::LooksWeakly;
  if (is_weak != (b.how >= Touch::How::LooksWeakly)) return (is_weak ? a : b).how == Touch::How::LooksWeakly && (is_weak ? b : a).how == Touch::How::Looks;
  return is_weak || (a.how == b.how && a.how != Touch::How::Changes);
}

/// The part of `are_dependent` that looks at recorded plain accesses.
bool are_silently_dependent(const Operation& a, const Operation& b);

/// Whether operations of two different threads may not be exchanged.
inline bool are_dependent(const Operation& a, const Operation& b) {
  if (a.ends_run || b.ends_run) return true;
  if (a.kind == EventKind::IsFinished && a.other == b.thread) return true;
  if (b.kind == EventKind::IsFinished && b.other == a.thread) return true;
  if ((a.read_from != 0 && a.read_from == b.stored) || (b.read_from != 0 && b.read_from == a.stored)) return true;
  for (std::uint8_t i = 0; i < a.touch_count; ++i)
    for (std::uint8_t j = 0; j < b.touch_count; ++j)
      if (!commute(a.touches[i], b.touches[j])) return true;
  if (a.silent || b.silent) return are_silently_dependent(a, b);
  return false;
}

/// Makes the most that an operation could be into what it was, once it is known whether it did what it
/// wanted.
void narrow(Operation& operation, bool succeeded);

}  // namespace machine
