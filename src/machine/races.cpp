// Data races: two accesses to the same byte, at least one a write and at least one not atomic, of
// which neither happens before the other. Each allocation that is touched while there is more than
// one thread keeps, per range of bytes, the last write and the reads since, as times of their threads
// (after FastTrack). Whatever happened before the second thread was spawned happens before all of it.

#include "base/text.h"
#include "machine/executor.h"
#include "machine/stretches.h"

#include <algorithm>

namespace machine {

namespace {

template <class Cells>
void split_at(Cells& cells, std::uint64_t offset) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].begin < offset && offset < cells[i].end) {
      auto right = cells[i];
      right.begin = offset;
      cells[i].end = offset;
      cells.insert(cells.begin() + static_cast<long>(i) + 1, std::move(right));
      return;
    }
  }
}

}  // namespace

bool Executor::note_access(AllocId id, std::uint64_t offset, std::uint64_t size, Access access, bool is_atomic, const char* doing) {
  if (size == 0) return true;
  if (events_ && !is_atomic && !doing) {
    Event plain = event(access == Access::Read ? EventKind::Read : EventKind::Write);
    plain.object = {Object::Kind::Memory, id.value, offset, size};
    emit(std::move(plain));
  }
  if (machine_.options_.records_silent_accesses && !is_atomic) {
    const std::uint64_t key = machine_.memory_.find(id)->key;
    const Touch touch{Touch::Realm::Memory, access == Access::Read ? Touch::How::Looks : Touch::How::Changes, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + size), key};
    std::vector<Touch>& silent = machine_.silent_accesses_;
    if (silent.empty() || silent.back().key != key || silent.back().how != touch.how || silent.back().begin != touch.begin || silent.back().end != touch.end) silent.push_back(touch);
  }
  std::vector<Machine::AccessCell>& cells = history_of(id).cells;
  split_at(cells, offset);
  split_at(cells, offset + size);
  // Fill the gaps in the range, so that each byte of it has a cell.
  std::uint64_t at = offset;
  for (std::size_t i = 0; at < offset + size; ++i) {
    if (i == cells.size() || cells[i].begin > at) {
      const std::uint64_t end = i == cells.size() ? offset + size : std::min(cells[i].begin, offset + size);
      Machine::AccessCell cell;
      cell.begin = at;
      cell.end = end;
      cells.insert(cells.begin() + static_cast<long>(i), std::move(cell));
      at = end;
    } else if (cells[i].end > at) {
      at = cells[i].end;
    }
  }
  const Span span = machine_.user_span(thread_);
  const std::uint32_t now = thread_.clock.of(thread_.id);
  const auto race = [&](const char* other_kind, bool other_atomic, ThreadId other, Span other_span) {
    Stop stop;
    stop.kind = StopKind::DataRace;
    stop.category = "data race";
    Object object;
    object.kind = Object::Kind::Memory;
    object.id = id.value;
    object.offset = offset;
    object.size = size;
    const char* this_kind = doing ? doing : access == Access::Read ? is_atomic ? "an atomic load" : "a read" : is_atomic ? "an atomic store" : "a write";
    stop.message = concat("data race on ", machine_.describe(object), ": ", this_kind, " by ", machine_.threads_[thread_.id]->name, " and ", other_atomic ? "an atomic " : "a ", other_kind, " by ", machine_.threads_[other]->name, " are not ordered by any synchronization");
    stop.span = span;
    stop.thread = thread_.id;
    stop.related.push_back({other_span, concat("the other access: ", other_atomic ? "an atomic " : "a ", other_kind, " by ", machine_.threads_[other]->name)});
    machine_.end(std::move(stop));
    return false;
  };
  const bool is_write = access == Access::Write;
  const bool is_plain_write = is_write && !is_atomic;
  if (is_plain_write && machine_.memory_.find(id)->kind != memory::AllocKind::Local) thread_.has_written_shared = true;
  for (Machine::AccessCell& cell : cells) {
    if (cell.end <= offset || cell.begin >= offset + size) continue;
    if (is_plain_write) {
      if (cell.write_time != 0 && cell.write_thread != thread_.id) thread_.has_written_shared = true;
      for (const Machine::AccessCell::Other& other : cell.others)
        if (other.thread != thread_.id) thread_.has_written_shared = true;
    }
    if (cell.write_time > thread_.clock.of(cell.write_thread)) return race("write", false, cell.write_thread, cell.write_span);
    Machine::AccessCell::Other* mine = nullptr;
    for (Machine::AccessCell::Other& other : cell.others) {
      if (other.thread == thread_.id && other.is_atomic == is_atomic && other.is_write == is_write) mine = &other;
      if (!is_write && !other.is_write) continue;
      if (is_atomic && other.is_atomic && cell.atomic_size == size) continue;
      if (other.time <= thread_.clock.of(other.thread)) continue;
      return race(other.is_write ? other.is_atomic ? "store" : "write" : other.is_atomic ? "load" : "read", other.is_atomic, other.thread, other.span);
    }
    if (is_plain_write) {
      cell.write_thread = thread_.id;
      cell.write_time = now;
      cell.write_span = span;
      cell.others.clear();
      cell.released = Clock{};
    } else if (mine) {
      mine->time = now;
      mine->span = span;
    } else {
      cell.others.push_back({thread_.id, now, is_atomic, is_write, span});
    }
    if (is_atomic) cell.atomic_size = size;
  }
  if (is_plain_write && machine_.is_c11()) forget_stores(id, offset, size);
  return true;
}

/// The end of a local variable is a write to all of it; who alone knew it has nothing to be checked.
bool Executor::note_end_of_local(AllocId id) {
  if (!is_tracking() || !(machine_.options_.records_silent_accesses || is_known_to_others(id))) return true;
  return note_access(id, 0, machine_.memory_.find(id)->size, Access::Write, false, "its end, a deallocation,");
}

bool Executor::is_known_to_others(AllocId id) const {
  const auto by_another = [&](const Machine::AccessCell& cell) {
    if (cell.write_time != 0 && cell.write_thread != thread_.id) return true;
    return std::any_of(cell.others.begin(), cell.others.end(), [&](const auto& other) { return other.thread != thread_.id; });
  };
  if (machine_.recording_) machine_.recording_->note_history(id, machine_.accesses_);
  const Machine::AccessHistory* history = machine_.accesses_.find(id);
  return history && std::any_of(history->cells.begin(), history->cells.end(), by_another);
}

/// The accesses to an allocation, for adding to them.
Machine::AccessHistory& Executor::history_of(AllocId id) {
  if (machine_.recording_) machine_.recording_->note_history(id, machine_.accesses_);
  return machine_.accesses_.find(id) ? machine_.accesses_.edit(id) : machine_.accesses_.put(id, {});
}

void Executor::note_free(AllocId id) {
  if (machine_.graves_) {
    const memory::Allocation& allocation = *machine_.memory_.find(id);
    machine_.graves_.edit().bury({id, allocation.kind, allocation.span, machine_.user_span(thread_)});
  }
  forget_stores(id, 0, ~std::uint64_t{0});
  if (machine_.recording_) machine_.recording_->note_history(id, machine_.accesses_);
  machine_.accesses_.erase(id);
}

/// The clock that the last atomic store to these bytes released; null if there is no history.
Clock* Executor::released_clock(AllocId id, std::uint64_t offset, std::uint64_t size) {
  if (!machine_.accesses_.find(id)) return nullptr;
  for (Machine::AccessCell& cell : machine_.accesses_.edit(id).cells)
    if (cell.begin <= offset && cell.end >= offset + size) return &cell.released;
  return nullptr;
}

}  // namespace machine
