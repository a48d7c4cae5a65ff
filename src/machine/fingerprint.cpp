// A number for what a machine will do from here on: two machines with the same one go on in the same
// ways, whatever led to them. It leaves out how things came to be numbered (allocations count by their
// keys), the order of what has no order, locals that nobody reads again, how many steps there were, and
// knowledge that every thread has: what happens before whatever anybody does next is in no race, and
// nothing is learned from it.

#include <algorithm>

#include "base/mixer.h"
#include "machine/machine.h"

namespace machine {

namespace {

/// What all unfinished threads know of each thread's past.
class CommonPast {
 public:
  void meet(const Clock& clock) {
    if (is_first_) {
      for (std::uint32_t thread = 0; thread < clock.size(); ++thread) times_.push_back(clock.of(thread));
      nanos_ = clock.nanos();
    }
    is_first_ = false;
    nanos_ = std::min(nanos_, clock.nanos());
    for (std::uint32_t thread = 0; thread < times_.size(); ++thread) times_[thread] = std::min(times_[thread], clock.of(thread));
  }
  bool has(ThreadId thread, std::uint32_t time) const { return time == 0 || (thread < times_.size() && time <= times_[thread]); }
  bool has_time(std::uint64_t nanos) const { return nanos <= nanos_; }

 private:
  bool is_first_ = true;
  std::uint64_t nanos_ = 0;
  std::vector<std::uint32_t> times_;
};

void add_whole(Mixer& mixer, const Clock& clock) {
  mixer.add(clock.nanos());
  for (std::uint32_t thread = 0; thread < clock.size(); ++thread)
    if (clock.of(thread) != 0) mixer.add(std::uint64_t{thread} << 32 | clock.of(thread));
  mixer.add(~std::uint64_t{0});
}

/// What a clock can teach.
void add_news(Mixer& mixer, const Clock& clock, const CommonPast& past) {
  if (!past.has_time(clock.nanos())) mixer.add(clock.nanos());
  for (std::uint32_t thread = 0; thread < clock.size(); ++thread)
    if (!past.has(thread, clock.of(thread))) mixer.add(std::uint64_t{thread} << 32 | clock.of(thread));
  mixer.add(~std::uint64_t{0});
}

void add_span(Mixer& mixer, Span span) {
  mixer.add(std::uint64_t{span.file.value} << 32 | span.begin);
  mixer.add(span.end);
}

void add_bits(Mixer& mixer, unsigned __int128 bits) {
  mixer.add(static_cast<std::uint64_t>(bits));
  mixer.add(static_cast<std::uint64_t>(bits >> 64));
}

class Fingerprint {
 public:
  explicit Fingerprint(const memory::Memory& memory) : memory_(memory) {}

  std::uint64_t of_allocation(const memory::Allocation& allocation) const {
    Mixer mixer;
    mixer.add(allocation.key);
    mixer.add(allocation.base);
    mixer.add(allocation.size);
    mixer.add(std::uint64_t{allocation.align} << 16 | static_cast<std::uint64_t>(allocation.kind) << 8 | (allocation.is_mutable ? 2u : 0u) | (allocation.is_exposed ? 1u : 0u));
    mixer.add(std::uint64_t{allocation.origin} << 32 | allocation.owner_fn);
    mixer.add(allocation.thread);
    add_span(mixer, allocation.span);
    add_words(mixer, allocation.words.data(), allocation.words.size());
    return mixer.value();
  }

  /// All of a thread but its clocks.
  std::uint64_t of_thread(const Thread& thread) const {
    Mixer mixer;
    mixer.add(thread.is_finished);
    mixer.add(thread.name);
    mixer.add(thread.scope);
    if (thread.scope != 0) add_scalar(mixer, thread.packet);
    if (thread.is_finished) return mixer.value();
    mixer.add(thread.arena.next_address());
    mixer.add(thread.arena.next_key());
    mixer.add(std::uint64_t{thread.channels_made} << 32 | thread.stores_made);
    mixer.add(thread.frames.size());
    for (const Frame& frame : thread.frames) add_frame(mixer, frame, thread.stack.data() + frame.base);
    const bool states[] = {thread.is_fresh, thread.is_at_visible, thread.timed_out, thread.will_be_notified, thread.waits_in_vain,
                           thread.message_taken, thread.message_refused, thread.has_park_token, thread.has_watched_changed, thread.was_seen, thread.has_read_time, thread.has_written_shared};
    for (const bool state : states) mixer.add(state);
    if (thread.is_at_visible) add_pending(mixer, thread.pending);
    if (thread.end) mixer.add(thread.end->message);
    mixer.add(static_cast<std::uint64_t>(thread.phase));
    // Of a ticket counts whether there is one, but for a barrier's round.
    mixer.add(thread.pending.kind == EventKind::Barrier ? thread.ticket : thread.ticket != 0);
    mixer.add(thread.deadline);
    mixer.add(std::uint64_t{thread.timeouts} << 32 | thread.clock_reads);
    mixer.add(std::uint64_t{thread.panic_count} << 32 | thread.global_depth);
    if (thread.panic_count > 0) {
      const auto add_panic = [&](const PanicState& panic) {
        add_words(mixer, panic.payload, 2);
        mixer.add(panic.message);
        add_span(mixer, panic.span);
      };
      add_panic(thread.panic);
      for (const PanicState& panic : thread.outer_panics) add_panic(panic);
    }
    mixer.add(thread.destructors.size());
    for (const auto& [fn, data] : thread.destructors) {
      mixer.add(fn.value);
      add_scalar(mixer, data);
    }
    mixer.add(thread.locals.size());
    for (const auto& [global, alloc] : thread.locals) {
      mixer.add(global);
      add_alloc(mixer, alloc.value);
    }
    mixer.add(thread.spin_history.size());
    for (const std::uint64_t state : thread.spin_history) mixer.add(state);
    mixer.add(thread.watched.size());
    for (const Object& object : thread.watched) add_object(mixer, object);
    mixer.add(thread.written.size());
    for (const memory::AllocId id : thread.written) add_alloc(mixer, id.value);
    mixer.add(thread.changed.size());
    for (const Object& object : thread.changed) add_object(mixer, object);
    return mixer.value();
  }

  /// A freed allocation is nobody's any more: its number serves, since it is never used again.
  void add_alloc(Mixer& mixer, std::uint32_t id) const {
    const memory::Allocation* allocation = memory_.find(memory::AllocId(id));
    mixer.add(allocation ? 1 : 0);
    mixer.add(allocation ? allocation->key : id);
  }
  void add_object(Mixer& mixer, const Object& object) const {
    mixer.add(static_cast<std::uint64_t>(object.kind));
    if (object.kind == Object::Kind::Memory) {
      add_alloc(mixer, object.id);
    } else {
      mixer.add(object.id);
    }
    mixer.add(object.offset);
    mixer.add(object.size);
  }
  void add_scalar(Mixer& mixer, const memory::Scalar& scalar) const {
    add_bits(mixer, scalar.bits);
    add_provenance(mixer, scalar.provenance);
  }

 private:
  void add_provenance(Mixer& mixer, memory::Provenance provenance) const {
    if (provenance.is_none() || provenance.is_wildcard()) {
      mixer.add(provenance.is_none() ? 2 : 3);
    } else {
      add_alloc(mixer, provenance.alloc);
    }
  }
  void add_words(Mixer& mixer, const memory::Word* words, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i) {
      const memory::Word& word = words[i];
      if (word.init == 0xff && word.provenance.is_none()) {
        mixer.add(word.bits);
        continue;
      }
      std::uint64_t mask = 0;
      for (int byte = 0; byte < 8; ++byte)
        if ((word.init >> byte) & 1) mask |= std::uint64_t{0xff} << (byte * 8);
      mixer.add(std::uint64_t{word.init} << 16 | std::uint64_t{word.lost} << 8 | word.shift);
      mixer.add(word.bits & mask);
      add_provenance(mixer, word.provenance);
      if (word.of_other == 0) continue;
      mixer.add(std::uint64_t{word.of_other} << 8 | word.other_shift);
      add_provenance(mixer, word.other);
    }
  }
  void add_frame(Mixer& mixer, const Frame& frame, const memory::Word* words) const {
    const Code& code = *frame.code;
    mixer.add(std::uint64_t{code.fn.value} << 32 | frame.next);
    mixer.add(static_cast<std::uint64_t>(frame.kind));
    mixer.add(frame.result.is_in_frame);
    mixer.add(frame.result.is_in_frame ? frame.result.offset : frame.result.pointer.address);
    if (!frame.result.is_in_frame) add_provenance(mixer, frame.result.pointer.provenance);
    if (frame.kind == FrameKind::GlobalInit) mixer.add(frame.global);
    if (frame.kind == FrameKind::Catch) {
      mixer.add(frame.payload_target.address);
      add_provenance(mixer, frame.payload_target.provenance);
    }
    if (code.live_locals.empty()) code.live_locals = find_live_locals(code);
    const bool is_liveness_known = code.instructions[frame.next].op >= Op::Goto;
    if (!is_liveness_known) return add_words(mixer, words, code.frame_words);
    for (const LocalSlot& slot : code.slots)
      if (slot.has_own_allocation) add_words(mixer, words + slot.offset / 8, 1);
    for (const std::uint32_t local : code.live_locals[frame.next]) {
      const LocalSlot& slot = code.slots[local];
      if (!slot.has_own_allocation) add_words(mixer, words + slot.offset / 8, static_cast<std::size_t>(slot.size + 7) / 8);
    }
  }
  void add_pending(Mixer& mixer, const Pending& pending) const {
    mixer.add(static_cast<std::uint64_t>(pending.kind) << 32 | static_cast<std::uint64_t>(pending.intrinsic));
    add_object(mixer, pending.object);
    add_object(mixer, pending.second);
    mixer.add(static_cast<std::uint64_t>(pending.order) << 16 | static_cast<std::uint64_t>(pending.failure_order) << 8 | (pending.is_weak ? 4u : 0u) | (pending.has_timeout ? 2u : 0u) | (pending.writes ? 1u : 0u));
    add_bits(mixer, pending.expected);
  }

  const memory::Memory& memory_;
};

}  // namespace

std::uint64_t Machine::fingerprint() const {
  INVARIANT(has_fingerprint(), "asked only where there is one");
  const Fingerprint print(memory_);
  CommonPast past;
  for (const Shared<Thread>& thread : threads_)
    if (!thread->is_finished) past.meet(thread->clock);
  Mixer mixer;
  mixer.add(memory_.fingerprint([&](const memory::Allocation& allocation) { return print.of_allocation(allocation); }));
  for (const Shared<Thread>& thread : threads_) {
    mixer.add(thread.fingerprint([&](const Thread& thread) { return print.of_thread(thread); }));
    if (thread->is_finished) {
      add_news(mixer, thread->clock, past);
      continue;
    }
    add_whole(mixer, thread->clock);
    add_news(mixer, thread->acquired_by_fence, past);
    add_news(mixer, thread->released_by_fence, past);
    if (thread->has_park_token) add_news(mixer, thread->park_clock, past);
  }
  mixer.add(clock_nanos_);
  mixer.add(is_cut_short_);
  mixer.add(statics_.fingerprint([&](const Statics& statics) {
    Mixer part;
    part.add(statics.arena.next_address());
    part.add(statics.arena.next_key());
    for (const GlobalState& global : statics.globals) {
      part.add((global.is_ready ? 2u : 0u) | (global.is_running ? 1u : 0u));
      if (global.alloc) print.add_alloc(part, global.alloc.value);
    }
    return part.value();
  }));

  std::uint64_t locks = 0;
  for (const LockState& lock : *locks_) {
    if (!memory_.find(memory::AllocId(lock.object.id))) continue;
    Mixer part;
    print.add_object(part, lock.object);
    part.add(std::uint64_t{lock.word} << 32 | lock.owner);
    std::uint64_t readers = 0;
    for (const ThreadId reader : lock.readers) readers += (std::uint64_t{reader} + 1) * 0x9e3779b97f4a7c15u;
    part.add(readers);
    add_news(part, lock.released, past);
    add_news(part, lock.read_released, past);
    part.add(std::uint64_t{lock.waiting} << 32 ^ lock.round);
    locks += part.value();
  }
  mixer.add(locks);

  for (const ChannelState& channel : *channels_) {
    mixer.add(channel.key);
    mixer.add(channel.capacity);
    mixer.add(std::uint64_t{channel.senders} << 1 | (channel.has_receiver ? 1u : 0u));
    mixer.add(channel.queue.size());
    for (const Message& message : channel.queue) {
      print.add_scalar(mixer, message.value);
      add_news(mixer, message.clock, past);
      mixer.add(message.sender);
    }
    add_news(mixer, channel.disconnect_clock, past);
    mixer.add(channel.freed.size());
    for (const Clock& clock : channel.freed) add_news(mixer, clock, past);
  }

  std::uint64_t accesses = 0;
  accesses_.for_each([&](memory::AllocId id, const AccessHistory& history) {
    Mixer part;
    print.add_alloc(part, id.value);
    for (const AccessCell& cell : history.cells) {
      part.add(cell.begin);
      part.add(cell.end);
      part.add(cell.write_time == 0 ? 0 : std::uint64_t{cell.write_thread} + 1);
      if (!past.has(cell.write_thread, cell.write_time)) {
        part.add(cell.write_time);
        add_span(part, cell.write_span);
      }
      std::uint64_t others = 0;
      for (const AccessCell::Other& other : cell.others) {
        Mixer one;
        one.add(std::uint64_t{other.thread} << 2 | (other.is_atomic ? 2u : 0u) | (other.is_write ? 1u : 0u));
        if (!past.has(other.thread, other.time)) {
          one.add(other.time);
          add_span(one, other.span);
        }
        others += one.value();
      }
      part.add(others);
      add_news(part, cell.released, past);
      part.add(cell.atomic_size);
    }
    accesses += part.value();
  });
  mixer.add(accesses);

  for (const Shared<std::string>* text : {&stdout_, &stderr_})
    mixer.add(text->fingerprint([](const std::string& text) {
      Mixer part;
      part.add(text);
      return part.value();
    }));
  if (stop_) {
    mixer.add(static_cast<std::uint64_t>(stop_->kind));
    mixer.add(stop_->category);
    mixer.add(stop_->message);
    add_span(mixer, stop_->span);
  }
  return mixer.value();
}

}  // namespace machine
