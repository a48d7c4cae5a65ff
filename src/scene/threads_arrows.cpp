// The arrows between rows: what makes one event happen before another of a different thread.

#include "base/text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

using Kind = machine::EventKind;

bool releases(machine::MemoryOrder order) {
  return order == machine::MemoryOrder::Release || order == machine::MemoryOrder::AcqRel || order == machine::MemoryOrder::SeqCst;
}
bool acquires(machine::MemoryOrder order) {
  return order == machine::MemoryOrder::Acquire || order == machine::MemoryOrder::AcqRel || order == machine::MemoryOrder::SeqCst;
}

/// The last row before `row`, in another lane, whose event passes the test.
template <class Test>
std::int64_t last_before(const std::vector<RowEvent>& events, std::size_t row, Test test) {
  for (std::size_t i = row; i-- > 0;)
    if (test(events[i])) return static_cast<std::int64_t>(i);
  return -1;
}

/// The row of the store that an atomic read has read; below 0 if no row shows it.
std::int64_t source_of(const std::vector<RowEvent>& events, std::size_t row) {
  const RowEvent& read = events[row];
  return last_before(events, row, [&](const RowEvent& e) {
    if (!(e.object == read.object) || (e.kind != Kind::AtomicStore && (e.kind != Kind::AtomicUpdate || !e.succeeded))) return false;
    return read.read_from == machine::no_store || e.stored == read.read_from;
  });
}

/// Whether the reader's start, or a join of the writer, orders the two already: an arrow more would
/// say nothing.
bool is_ordered_anyway(const std::vector<RowEvent>& events, std::size_t from, std::size_t to) {
  const machine::ThreadId writer = events[from].thread, reader = events[to].thread;
  for (std::size_t i = from + 1; i < to; ++i) {
    const RowEvent& event = events[i];
    if (event.kind == Kind::ThreadStart && event.thread == reader) return true;
    if (event.kind == Kind::Join && event.thread == reader && event.other == writer) return true;
  }
  return false;
}

/// The row from which on a read knows what another thread did: a releasing store, or the releasing
/// fence before a relaxed one.
struct Release { std::int64_t row = -1, store = -1; };

/// Looks at the store that was read; what relaxed updates stored goes on with the release sequence
/// that they read.
Release release_read_by(const std::vector<RowEvent>& events, std::size_t read) {
  for (std::int64_t at = source_of(events, read); at >= 0; at = source_of(events, static_cast<std::size_t>(at))) {
    const RowEvent& store = events[static_cast<std::size_t>(at)];
    if (releases(store.order)) return {at, at};
    const std::int64_t fence = last_before(events, static_cast<std::size_t>(at), [&](const RowEvent& e) { return e.kind == Kind::Fence && e.thread == store.thread && releases(e.order); });
    if (fence >= 0) return {fence, at};
    if (store.kind != Kind::AtomicUpdate) break;
  }
  return {};
}

}  // namespace

std::vector<Arrow> arrows_between(const std::vector<RowEvent>& events, const std::vector<EventRow>& rows) {
  std::vector<Arrow> arrows;
  std::vector<bool> is_received(events.size());
  const auto add = [&](std::int64_t from, std::size_t to, ArrowKind kind, std::string reason) {
    if (from >= 0 && rows[static_cast<std::size_t>(from)].lane != rows[to].lane)
      arrows.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), kind, std::move(reason)});
  };
  // What `read` has read is acquired at `at`: by itself, or by a fence after it.
  const auto add_release = [&](std::size_t read, std::size_t at) {
    const Release release = release_read_by(events, read);
    if (release.row < 0 || is_ordered_anyway(events, static_cast<std::size_t>(release.row), at)) return;
    for (const Arrow& arrow : arrows)
      if (arrow.to_row == at && arrow.from_row == release.row) return;
    const std::string stored = concat(release.row == release.store ? "that store to " : "a store behind that fence to ", rows[read].object, " wrote");
    add(release.row, at, ArrowKind::HappensBefore,
        concat(read == at ? "this reads what " : "a load before this fence reads what ", stored, ", so what came before the ",
               release.row == release.store ? "store" : "fence", " happens before what follows"));
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    const RowEvent& event = events[i];
    const std::string& what = rows[i].object;
    switch (event.kind) {
      case Kind::ThreadStart:
        add(last_before(events, i, [&](const RowEvent& e) { return e.kind == Kind::Spawn && e.other == event.thread; }), i, ArrowKind::Spawn,
            "what came before the spawn happens before all that the thread does");
        break;
      case Kind::Join:
        add(last_before(events, i, [&](const RowEvent& e) { return e.kind == Kind::ThreadEnd && e.thread == event.other; }), i, ArrowKind::Join,
            "all that the thread did happens before what follows the join");
        break;
      case Kind::Lock:
      case Kind::TryLock:
      case Kind::ReadLock:
      case Kind::TryReadLock:
      case Kind::WriteLock:
      case Kind::TryWriteLock:
      case Kind::OnceBegin:
        if (!event.succeeded && event.kind != Kind::OnceBegin) break;
        add(last_before(events, i,
                        [&](const RowEvent& e) {
                          return (e.object == event.object && (e.kind == Kind::Unlock || e.kind == Kind::ReadUnlock || e.kind == Kind::WriteUnlock || e.kind == Kind::OnceEnd)) ||
                                 (e.kind == Kind::Wait && e.second == event.object);
                        }),
            i, ArrowKind::LockHandOver, concat("the unlock of ", what, " happens before this lock"));
        break;
      case Kind::Receive:
      case Kind::TryReceive: {
        if (!event.succeeded) break;
        for (std::size_t j = 0; j < i; ++j) {
          const bool is_send = (events[j].kind == Kind::Send || events[j].kind == Kind::TrySend) && events[j].object == event.object;
          if (!is_send || is_received[j]) continue;
          is_received[j] = true;
          add(static_cast<std::int64_t>(j), i, ArrowKind::Message, "sending a message happens before receiving it");
          break;
        }
        break;
      }
      case Kind::WaitEnd:
        add(last_before(events, i, [&](const RowEvent& e) { return (e.kind == Kind::NotifyOne || e.kind == Kind::NotifyAll) && e.object == event.object; }), i,
            ArrowKind::Wake, concat("woken by this notification of ", what));
        break;
      case Kind::Park:
        add(last_before(events, i, [&](const RowEvent& e) { return e.kind == Kind::Unpark && e.other == event.thread; }), i, ArrowKind::Wake,
            "the unpark happens before what follows the park");
        break;
      case Kind::AtomicLoad:
      case Kind::AtomicUpdate:
        if (acquires(event.order)) add_release(i, i);
        break;
      case Kind::Fence:
        // It acquires what the relaxed reads before it have read, back to the fence before.
        for (std::size_t k = i; acquires(event.order) && k-- > 0;) {
          const RowEvent& read = events[k];
          if (read.thread != event.thread) continue;
          if (read.kind == Kind::Fence && acquires(read.order)) break;
          if ((read.kind == Kind::AtomicLoad || read.kind == Kind::AtomicUpdate) && !acquires(read.order)) add_release(k, i);
        }
        break;
      default: break;
    }
  }
  return arrows;
}

}  // namespace scene
