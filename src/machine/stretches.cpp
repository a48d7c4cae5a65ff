#include "machine/stretches.h"

#include <algorithm>

#include "base/mixer.h"
#include "machine/executor.h"

namespace machine {

namespace {

// ---- Two things that are the same

bool is_same(const memory::Word& a, const memory::Word& b) {
  if (a.bits != b.bits || !(a.provenance == b.provenance) || a.init != b.init || a.lost != b.lost || a.shift != b.shift || a.of_other != b.of_other) return false;
  return a.of_other == 0 || (a.other_shift == b.other_shift && a.other == b.other);
}

bool is_same(const memory::Allocation& a, const memory::Allocation& b) {
  if (a.base != b.base || a.size != b.size || a.align != b.align || a.kind != b.kind || a.is_mutable != b.is_mutable || a.is_exposed != b.is_exposed) return false;
  if (a.origin != b.origin || a.owner_fn != b.owner_fn || a.thread != b.thread || !(a.span == b.span) || a.tag != b.tag || a.key != b.key) return false;
  return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), [](const memory::Word& x, const memory::Word& y) { return is_same(x, y); });
}

template <class Shared, class IsSame>
bool are_same(const Shared& a, const Shared& b, IsSame is_same) {
  if (a.is_same(b)) return true;
  return a && b && is_same(*a, *b);
}

// ---- A thread as a number

/// In one go: a thread has many of them.
void add(Mixer& mixer, const memory::Word& word) {
  const std::uint64_t provenance = std::uint64_t{word.provenance.alloc} << 32 | word.provenance.tag;
  const std::uint64_t rest = word.init | std::uint64_t{word.lost} << 8 | std::uint64_t{word.shift} << 16 | std::uint64_t{word.of_other} << 24;
  mixer.add(word.bits + provenance * 0xd6e8feb86659fd93u + rest * 0xa0761d6478bd642fu);
  if (word.of_other == 0) return;
  mixer.add(word.other_shift);
  mixer.add(std::uint64_t{word.other.alloc} << 32 | word.other.tag);
}

void add(Mixer& mixer, const memory::Pointer& pointer) {
  mixer.add(pointer.address);
  mixer.add(std::uint64_t{pointer.provenance.alloc} << 32 | pointer.provenance.tag);
}

void add(Mixer& mixer, const memory::Scalar& scalar) {
  mixer.add(static_cast<std::uint64_t>(scalar.bits >> 64));
  add(mixer, memory::Pointer{static_cast<std::uint64_t>(scalar.bits), scalar.provenance});
}

void add(Mixer& mixer, const Clock& clock) {
  mixer.add(clock.nanos());
  mixer.add(clock.size());
  for (std::uint32_t thread = 0; thread < clock.size(); ++thread) mixer.add(clock.of(thread));
}

void add(Mixer& mixer, const Object& object) {
  mixer.add(static_cast<std::uint64_t>(object.kind) << 32 | object.id);
  mixer.add(object.offset);
  mixer.add(object.size);
}

/// Without the numbers of calls, which only aliasing models ask for.
void add(Mixer& mixer, const Frame& frame) {
  mixer.add(frame.code->fn.value | std::uint64_t{frame.next} << 32);
  mixer.add(frame.base | static_cast<std::uint64_t>(frame.kind) << 32 | std::uint64_t{frame.result.is_in_frame} << 40);
  mixer.add(frame.result.offset | std::uint64_t{frame.result.align} << 32);
  mixer.add(frame.result.size);
  add(mixer, frame.result.pointer);
  mixer.add(frame.global);
  add(mixer, frame.payload_target);
}

}  // namespace

void Recording::note_history(memory::AllocId id, const memory::AllocMap<Machine::AccessHistory>& known) {
  for (const History& history : histories)
    if (history.id == id) return;
  histories.push_back({id, known.share(id)});
}

void Recording::note_forgotten(const Forgotten& stores) {
  for (const Forgotten& known : forgotten)
    if (known.id == stores.id && known.offset == stores.offset && known.size == stores.size) return;
  forgotten.push_back(stores);
}

void Executor::note_unusual() const {
  if (machine_.recording_) machine_.recording_->is_unusual = true;
}

std::uint64_t Stretches::name_of(const Machine& machine, const Thread& thread) {
  Mixer mixer;
  mixer.add(thread.id | std::uint64_t{machine.threads_.size() > 1} << 32);
  mixer.add(thread.name);
  mixer.add(thread.scope);
  add(mixer, thread.packet);
  mixer.add(thread.arena.next_address());
  mixer.add(thread.arena.next_key());
  mixer.add(thread.channels_made | std::uint64_t{thread.stores_made} << 32);
  mixer.add(thread.frames.size());
  for (const Frame& frame : thread.frames) add(mixer, frame);
  for (const memory::Word& word : thread.stack) add(mixer, word);
  const bool states[] = {thread.is_fresh, thread.timed_out, thread.will_be_notified, thread.waits_in_vain, thread.message_taken, thread.message_refused,
                         thread.has_park_token, thread.has_watched_changed, thread.has_read_time, thread.has_written_shared, thread.was_seen};
  std::uint64_t bits = static_cast<std::uint64_t>(thread.phase);
  for (const bool state : states) bits = bits << 1 | (state ? 1u : 0u);
  mixer.add(bits);
  mixer.add(thread.deadline);
  mixer.add(thread.timeouts | std::uint64_t{thread.clock_reads} << 32);
  mixer.add(thread.ticket);
  for (const Clock* clock : {&thread.park_clock, &thread.clock, &thread.acquired_by_fence, &thread.released_by_fence}) add(mixer, *clock);
  mixer.add(thread.destructors.size());
  for (const auto& [fn, data] : thread.destructors) {
    mixer.add(fn.value);
    add(mixer, data);
  }
  mixer.add(thread.locals.size());
  for (const auto& [global, alloc] : thread.locals) mixer.add(global | std::uint64_t{alloc.value} << 32);
  mixer.add(thread.spin_history.size());
  for (const std::uint64_t state : thread.spin_history) mixer.add(state);
  for (const std::vector<Object>* objects : {&thread.watched, &thread.changed}) {
    mixer.add(objects->size());
    for (const Object& object : *objects) add(mixer, object);
  }
  mixer.add(thread.written.size());
  for (const memory::AllocId id : thread.written) mixer.add(id.value);
  return mixer.value();
}

/// In the middle of its own business, and of nothing special.
bool Stretches::can_be_asked(const Machine& machine) const {
  const Thread& thread = *machine.threads_[machine.current_];
  return !machine.aliasing_ && !thread.is_finished && !thread.is_at_visible && thread.global_depth == 0 && thread.panic_count == 0 && thread.outer_panics.empty();
}

/// Where stretches hardly ever return, looking for them is left for a while.
bool Stretches::is_worthwhile() {
  if (pause_ > 0) {
    --pause_;
    return false;
  }
  if (looked_ == sample) {
    if (met_ * 4 < looked_) pause_ = 16 * sample;
    looked_ = met_ = 0;
  }
  return true;
}

bool Stretches::repeat(Machine& machine, Chooser& chooser) {
  recording_.reset();
  if (!can_be_asked(machine) || !is_worthwhile()) return false;
  const std::uint64_t name = name_of(machine, *machine.threads_[machine.current_]);
  const auto known = stretches_.find(name);
  ++looked_;
  if (known != stretches_.end()) {
    for (const Stretch& stretch : known->second) {
      if (!fits(stretch, machine)) continue;
      ++met_;
      ++repeated_;
      statements_saved_ += stretch.statements;
      put(stretch, machine, chooser);
      return true;
    }
  }
  recording_.emplace();
  recording_->name = name;
  return false;
}

bool Stretches::fits(const Stretch& stretch, const Machine& machine) {
  if (machine.steps_ + stretch.statements > machine.options_.max_steps) return false;
  if (!stretch.statics_before.is_same(machine.statics_)) return false;
  if (stretch.allocations_made > 0 && stretch.allocation_count != machine.memory_.count()) return false;
  if (machine.memory_.live_bytes() + stretch.most_bytes > machine.options_.max_memory_bytes) return false;
  for (const AllocationChange& change : stretch.allocations)
    if (!are_same(change.before, machine.memory_.share(change.id), [](const memory::Allocation& a, const memory::Allocation& b) { return is_same(a, b); })) return false;
  for (const HistoryChange& change : stretch.histories)
    if (!are_same(change.before, machine.accesses_.share(change.id), [](const Machine::AccessHistory& a, const Machine::AccessHistory& b) { return a.cells == b.cells; })) return false;
  for (const Shared<Location>& location : machine.locations_)
    for (const Recording::Forgotten& stores : stretch.forgotten)
      if (location->alloc == stores.id && location->offset < stores.offset + stores.size && stores.offset < location->offset + location->size) return false;
  return true;
}

void Stretches::put(const Stretch& stretch, Machine& machine, Chooser& chooser) {
  Shared<Thread>& thread = machine.threads_[machine.current_];
  if (stretch.thread->is_finished) Executor(machine, thread.edit(), chooser, nullptr).note_change({Object::Kind::Thread, thread->id, 0, 0});
  thread = stretch.thread;
  for (const AllocationChange& change : stretch.allocations)
    if (!change.before.is_same(change.after)) machine.memory_.put_back(change.id, change.after);
  for (const HistoryChange& change : stretch.histories) {
    if (change.before.is_same(change.after)) continue;
    if (change.after) {
      machine.accesses_.put_shared(change.id, change.after);
    } else {
      machine.accesses_.erase(change.id);
    }
  }
  machine.memory_.use_up(stretch.allocations_made);
  machine.statics_ = stretch.statics_after;
  machine.silent_accesses_.insert(machine.silent_accesses_.end(), stretch.silent_accesses.begin(), stretch.silent_accesses.end());
  machine.steps_ += stretch.statements;
  machine.look_at_fresh_threads(chooser);
}

void Stretches::begin(Machine& machine) {
  if (!recording_) return;
  recording_->statics = machine.statics_;
  recording_->allocation_count = machine.memory_.count();
  recording_->steps = machine.steps_;
  recording_->silent_accesses = std::move(machine.silent_accesses_);
  machine.silent_accesses_.clear();
  machine.recording_ = &*recording_;
  machine.memory_.note_in(&recording_->footprint);
}

void Stretches::end(Machine& machine) {
  if (!recording_) return;
  machine.recording_ = nullptr;
  machine.memory_.note_in(nullptr);
  Recording recording = std::move(*recording_);
  recording_.reset();
  std::swap(recording.silent_accesses, machine.silent_accesses_);
  machine.silent_accesses_.insert(machine.silent_accesses_.end(), recording.silent_accesses.begin(), recording.silent_accesses.end());
  const Shared<Thread>& thread = machine.threads_[machine.current_];
  const bool is_whole = thread->is_finished || thread->is_at_visible;
  if (!is_whole || machine.stop_ || recording.is_unusual || recording.footprint.is_too_large() || thread->panic_count > 0) return;
  Stretch stretch;
  stretch.statics_before = std::move(recording.statics);
  stretch.statics_after = machine.statics_;
  stretch.allocation_count = recording.allocation_count;
  stretch.allocations_made = machine.memory_.count() - recording.allocation_count;
  for (const memory::Footprint::Touched& touched : recording.footprint.touched()) {
    if (!touched.before && !machine.memory_.share(touched.id)) continue;
    stretch.allocations.push_back({touched.id, touched.before, machine.memory_.share(touched.id)});
  }
  for (const Recording::History& history : recording.histories)
    if (history.before || machine.accesses_.find(history.id) || history.id.value < recording.allocation_count) stretch.histories.push_back({history.id, history.before, machine.accesses_.share(history.id)});
  if (machine.is_c11()) stretch.forgotten = std::move(recording.forgotten);
  stretch.silent_accesses = std::move(recording.silent_accesses);
  stretch.statements = machine.steps_ - recording.steps;
  stretch.most_bytes = recording.footprint.bytes_made();
  stretch.thread = thread;
  bytes_ += size_of(stretch);
  if (bytes_ > max_bytes) forget();
  std::vector<Stretch>& known = stretches_[recording.name];
  if (known.size() == most_of_name) known.erase(known.begin());
  known.push_back(std::move(stretch));
}

std::size_t Stretches::size_of(const Stretch& stretch) {
  std::size_t words = stretch.thread->stack.size();
  for (const AllocationChange& change : stretch.allocations)
    if (change.after && !change.after.is_same(change.before)) words += change.after->words.size() + 4;
  return sizeof(Stretch) + sizeof(Thread) + stretch.thread->frames.size() * sizeof(Frame) + words * sizeof(memory::Word) + stretch.histories.size() * 200;
}

void Stretches::forget() {
  stretches_.clear();
  bytes_ = 0;
}

}  // namespace machine
