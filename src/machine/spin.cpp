// Loops that only look. A thread that comes back to where it was, in the same state, after nothing but
// looking (loads, exchanges that change nothing, failed tries, locks taken and given back, yields) will go
// round for ever unless somebody changes what it looked at; so it waits for that instead of going round.
//
// `watched` holds what the thread has looked at since it last changed anything; `spin_history` holds
// the states in which it stood before an operation since then. Two states are the same if the frames
// stand at the same instructions and agree in what they may still read of their locals, and if what the
// thread itself has written meanwhile (`written`) holds the same. What others may write is no part of it.
//
// Such a round can be left out of a run without any other thread or any later round seeing a difference:
// it only read, and what it wrote is what had been there. So exploring need not go round: the runs in
// which the thread looks later show all that can follow.
//
// The same holds for a round that changes atomics, what locks guard, or park tokens, and puts all of
// it back (`changed`; an executor whose task wakes itself does so), if no other thread has met any of it on
// the way. In C11 mode nothing is put back: the stores stay. Nor is time: a round that looks at it is new.

#include "machine/executor.h"
#include "machine/stretches.h"

namespace machine {

namespace {

constexpr std::size_t max_words = 4096;      // more is not looked through: such a loop is run as it stands
constexpr std::size_t max_history = 128;
constexpr std::size_t max_written = 64;      // allocations, and objects changed
constexpr std::uint32_t patience = 6;        // releases, before it is asked whether a thread puts back what it changes

bool overlap(const Object& a, const Object& b) {
  if (a.kind != b.kind || a.id != b.id) return false;
  return a.kind != Object::Kind::Memory || (a.offset < b.offset + b.size && b.offset < a.offset + a.size);
}

/// Whether an event only looked, going by whether it did what it wanted.
bool only_looks(const Event& event, bool gives_back_unchanged) {
  switch (event.kind) {
    case EventKind::AtomicLoad:
    case EventKind::Fence:
    case EventKind::Yield:
    case EventKind::Sleep:
    case EventKind::Clock:
    case EventKind::Lock:
    case EventKind::ReadLock:
    case EventKind::WriteLock:
    case EventKind::TryLock:
    case EventKind::TryReadLock:
    case EventKind::TryWriteLock:
    case EventKind::IsFinished: return true;
    // One that puts back what it took, such as the `swap(true)` of a spin lock, changes nothing.
    case EventKind::AtomicUpdate: return !event.succeeded || event.value == event.new_value;
    case EventKind::Unlock:
    case EventKind::ReadUnlock:
    case EventKind::WriteUnlock: return gives_back_unchanged;
    case EventKind::Wait: return (event.is_spurious || !event.succeeded) && gives_back_unchanged;
    case EventKind::WaitEnd: return event.is_spurious || !event.succeeded;
    case EventKind::Park:
    case EventKind::Receive:
    case EventKind::TrySend:
    case EventKind::TryReceive:
    case EventKind::OnceBegin: return !event.succeeded;
    default: return false;
  }
}

/// Whether an event that did more than look changed something that its thread can put back.
bool can_be_put_back(const Event& event) {
  switch (event.kind) {
    case EventKind::AtomicStore:
    case EventKind::AtomicUpdate:
    case EventKind::Unlock:
    case EventKind::ReadUnlock:
    case EventKind::WriteUnlock:
    case EventKind::Park:
    case EventKind::Unpark: return true;
    default: return false;
  }
}

/// Whether an operation may turn out to be one that only looked.
bool may_only_look(EventKind kind) {
  switch (kind) {
    case EventKind::AtomicStore:
    case EventKind::Print:
    case EventKind::Exit:
    case EventKind::Spawn:
    case EventKind::Join:
    case EventKind::Send:
    case EventKind::Receive:
    case EventKind::Unpark:
    case EventKind::Park:
    case EventKind::Sleep:
    case EventKind::Wait: return false;
    default: return true;
  }
}

class StateHash {
 public:
  StateHash(const memory::Memory& memory, const Thread& thread) : memory_(memory), thread_(thread) {}
  /// All that the thread has written or may put back since it last changed anything for good.
  void add_changed() {
    for (const memory::AllocId id : thread_.written)
      if (memory_.find(id)) add_target(id);
    for (const Object& object : thread_.changed) {
      if (object.kind == Object::Kind::Thread) continue;
      const memory::AllocId id(object.id);
      const memory::Allocation* allocation = memory_.find(id);
      if (!allocation) continue;
      add_target(id);
      add(object.offset);
      for (std::size_t word = object.offset / 8; word < allocation->words.size() && word * 8 < object.offset + object.size; ++word) add_words(&allocation->words[word], 1);
    }
  }
  void add(std::uint64_t value) {
    hash_ = (hash_ ^ value) * 0x9e3779b97f4a7c15u;
    hash_ ^= hash_ >> 29;
  }
  /// What a frame may still read of its locals.
  void add_frame(const Frame& frame, const Word* words) {
    const Code& code = *frame.code;
    add(code.fn.value);
    add(frame.next);
    if (code.live_locals.empty()) code.live_locals = find_live_locals(code);
    if (code.instructions[frame.next].op < Op::Goto) return add_words(words, code.frame_words);
    for (const std::uint32_t local : code.live_locals[frame.next]) {
      const LocalSlot& slot = code.slots[local];
      add_words(words + slot.offset / 8, slot.has_own_allocation ? 1 : static_cast<std::size_t>(slot.size + 7) / 8);
    }
  }
  void add_words(const Word* words, std::size_t count) {
    for (std::size_t i = 0; i < count && !is_too_large(); ++i) {
      const Word& word = words[i];
      ++words_;
      add(word.init);
      if (word.init == 0) continue;
      if (word.provenance.is_none() || word.provenance.is_wildcard() || !word.is_whole_pointer()) {
        std::uint64_t mask = 0;
        for (int byte = 0; byte < 8; ++byte)
          if ((word.init >> byte) & 1) mask |= std::uint64_t{0xff} << (byte * 8);
        add(word.bits & mask);
        continue;
      }
      add_pointer(word.bits, word.provenance);
    }
  }
  bool is_too_large() const { return words_ > max_words; }
  std::uint64_t value() const { return hash_; }

 private:
  void add_pointer(std::uint64_t address, Provenance provenance) {
    const memory::AllocId id = provenance.alloc_id();
    const memory::Allocation* allocation = memory_.find(id);
    if (!allocation) return add(0x20000);   // dangling: the address says nothing
    add(address - allocation->base);
    add_target(id);
  }
  /// What is the thread's own counts by what it holds, since each round may allocate it anew; all else by
  /// which it is.
  void add_target(memory::AllocId id) {
    const memory::Allocation& allocation = *memory_.find(id);
    bool is_own = allocation.kind == memory::AllocKind::Local && allocation.thread == thread_.id;
    for (const memory::AllocId written : thread_.written) is_own = is_own || written == id;
    if (!is_own) return add(allocation.key + 0x30000);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (!(seen_[i] == id)) continue;
      add(i);
      return;
    }
    add(seen_.size() + 0x10000);
    seen_.push_back(id);
    const auto is_shared = [&](const Object& object, std::size_t word) {
      return object.kind == Object::Kind::Memory && object.id == id.value && object.offset < word * 8 + 8 && word * 8 < object.offset + object.size;
    };
    for (std::size_t i = 0; i < allocation.words.size(); ++i) {
      bool is_looked_at = is_shared(thread_.pending.object, i);
      for (const Object& object : thread_.watched) is_looked_at = is_looked_at || is_shared(object, i);
      if (!is_looked_at) add_words(&allocation.words[i], 1);
    }
  }

  const memory::Memory& memory_;
  const Thread& thread_;
  std::uint64_t hash_ = 0;
  std::size_t words_ = 0;
  std::vector<memory::AllocId> seen_;
};

}  // namespace

void find_cycles(Code& code) {
  // Instructions without a way on, or without a way to them, are taken away until none is left: what
  // remains stands in a cycle or between two.
  const std::size_t count = code.instructions.size();
  std::vector<std::vector<std::uint32_t>> after(count), before(count);
  const auto link = [&](std::uint32_t from, std::uint32_t to) {
    if (to == Instruction::no_target || to >= count) return;
    after[from].push_back(to);
    before[to].push_back(from);
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    const Instruction& instruction = code.instructions[i];
    switch (instruction.op) {
      case Op::Goto: link(i, instruction.target); break;
      case Op::Switch:
        for (const auto& [bits, target] : code.switches[instruction.extra].targets) link(i, target);
        link(i, code.switches[instruction.extra].otherwise);
        break;
      case Op::Return:
      case Op::Unreachable:
      case Op::Resume:
      case Op::Abort:
      case Op::Unsupported: break;
      case Op::Drop:
      case Op::Call:
      case Op::Assert:
        link(i, instruction.target);
        link(i, instruction.unwind);
        break;
      default: link(i, i + 1); break;
    }
  }
  std::vector<std::uint32_t> ways_on(count), ways_to(count), work;
  for (std::uint32_t i = 0; i < count; ++i) {
    ways_on[i] = static_cast<std::uint32_t>(after[i].size());
    ways_to[i] = static_cast<std::uint32_t>(before[i].size());
    if (ways_on[i] == 0 || ways_to[i] == 0) work.push_back(i);
  }
  code.in_cycle.assign(count, true);
  while (!work.empty()) {
    const std::uint32_t i = work.back();
    work.pop_back();
    if (!code.in_cycle[i]) continue;
    code.in_cycle[i] = false;
    for (const std::uint32_t next : after[i])
      if (--ways_to[next] == 0) work.push_back(next);
    for (const std::uint32_t last : before[i])
      if (--ways_on[last] == 0) work.push_back(last);
  }
}

/// Whether a timeout or a sleep came to its end with it.
static bool takes_time(const Event& event) {
  if (event.kind == EventKind::Sleep) return true;
  return !event.succeeded && (event.kind == EventKind::Park || event.kind == EventKind::Receive || event.kind == EventKind::WaitEnd);
}

/// A visible operation was carried out: remembers what was looked at, or tells those that watch it.
void Executor::note_look(const Event& event) {
  note_meeting(event.object);
  note_meeting(event.second);
  const bool is_unlock = event.kind == EventKind::Unlock || event.kind == EventKind::ReadUnlock || event.kind == EventKind::WriteUnlock;
  const bool is_in_vain = event.kind == EventKind::Wait && thread_.waits_in_vain;
  if ((is_in_vain || only_looks(event, !thread_.has_written_shared)) && !(thread_.has_read_time && takes_time(event))) {
    // Those that could not have the lock may now; to those that had it, nothing is new.
    if (is_unlock) return note_change(event.object);
    if (event.kind == EventKind::Wait) return note_change(event.second);
    if (event.kind == EventKind::Clock) {
      if (!thread_.changed.empty()) forget_looks();
      thread_.has_read_time = true;
    }
    if (event.object.kind == Object::Kind::None || !is_in_loop()) return;
    const bool is_lock = event.kind == EventKind::Lock || event.kind == EventKind::ReadLock || event.kind == EventKind::WriteLock;
    const bool is_try = event.kind == EventKind::TryLock || event.kind == EventKind::TryReadLock || event.kind == EventKind::TryWriteLock;
    Object object = event.kind == EventKind::WaitEnd ? event.second : event.object;
    if (is_lock || event.kind == EventKind::WaitEnd || (is_try && event.succeeded)) object.size = 0;
    for (const Object& watched : thread_.watched)
      if (watched == object) return;
    thread_.watched.push_back(object);
    return;
  }
  if (can_be_put_back(event)) {
    note_own_change(event.object);
  } else {
    forget_looks();
  }
  if (is_unlock) {
    thread_.has_written_shared = false;
    note_change(event.object, 1);
  } else {
    note_change(event.object);
  }
  if (event.second.kind != Object::Kind::None) note_change(event.second, 1);
}

/// The thread does something with what others may have changed and not yet put back.
void Executor::note_meeting(const Object& object) {
  if (object.kind == Object::Kind::None) return;
  for (Shared<Thread>& other : machine_.threads_) {
    if (other->changed.empty() || other->was_seen || other->id == thread_.id) continue;
    for (const Object& changed : other->changed) {
      if (!overlap(changed, object)) continue;
      other.edit().was_seen = true;
      break;
    }
  }
}

/// A change that may be put back, if the thread is on its way round.
void Executor::note_own_change(const Object& object) {
  const bool is_full = thread_.changed.size() >= max_written;
  const bool is_short = thread_.clock.of(thread_.id) < patience;
  if (thread_.spin_history.empty() || is_full || is_short || thread_.has_read_time || machine_.is_c11() || !is_in_loop()) return forget_looks();
  for (const Object& changed : thread_.changed)
    if (changed == object) return;
  thread_.changed.push_back(object);
}

/// `least`: how large something that is watched counts at least.
void Executor::note_change(const Object& object, std::uint64_t least) {
  if (object.kind == Object::Kind::None) return;
  for (Shared<Thread>& other : machine_.threads_) {
    if (other->watched.empty() || other->has_watched_changed || other->id == thread_.id) continue;
    for (Object watched : other->watched) {
      if (watched.size < least) watched.size = least;
      if (!overlap(watched, object)) continue;
      other.edit().has_watched_changed = true;
      break;
    }
  }
}

/// A plain write, to be remembered if it may be part of a round.
void Executor::note_written(AllocId id) {
  if (thread_.spin_history.empty()) return;
  for (const AllocId written : thread_.written)
    if (written == id) return;
  if (thread_.written.size() >= max_written) return forget_looks();
  thread_.written.push_back(id);
}

void Executor::forget_looks() {
  thread_.watched.clear();
  thread_.spin_history.clear();
  thread_.written.clear();
  thread_.changed.clear();
  thread_.was_seen = false;
  thread_.has_watched_changed = thread_.has_read_time = false;
}

bool Executor::is_in_loop() const {
  for (const Frame& frame : thread_.frames)
    if (frame.next < frame.code->in_cycle.size() && frame.code->in_cycle[frame.next]) return true;
  return false;
}

/// The thread stands before an operation: if it stood here before and has only looked since, it waits
/// for a change.
void Executor::look_for_spinning() {
  const bool is_wait = thread_.pending.kind == EventKind::Wait && thread_.pending.is_weak;
  if (thread_.phase != WaitPhase::None || !(is_wait || thread_.deadline != forever || may_only_look(thread_.pending.kind)) || !is_in_loop()) return;
  StateHash hash(machine_.memory_, thread_);
  for (const Frame& frame : thread_.frames) hash.add_frame(frame, thread_.stack.data() + frame.base);
  hash.add_changed();
  for (const Object& object : thread_.changed) {
    if (object.kind != Object::Kind::Thread) continue;
    note_unusual();
    const bool has_token = object.id == thread_.id ? thread_.has_park_token : machine_.threads_[object.id]->has_park_token;
    hash.add(std::uint64_t{object.id} << 1 | (has_token ? 1u : 0u));
  }
  if (hash.is_too_large()) {
    if (is_wait) thread_.pending.is_weak = false;
    if (!thread_.changed.empty()) forget_looks();
    return;
  }
  for (const std::uint64_t earlier : thread_.spin_history) {
    if (earlier != hash.value()) continue;
    if (is_wait) {
      // It woke in vain already: waking so again would show nothing new.
      thread_.pending.is_weak = false;
      return;
    }
    if (thread_.has_read_time) {
      note_unusual();
      // It waits for a time to come: the clock goes ever faster.
      thread_.clock.pass(thread_.clock.nanos() * 2 + 1'000'000);
      machine_.clock_nanos_ = std::max(machine_.clock_nanos_, thread_.clock.nanos());
      forget_looks();
      break;
    }
    const bool cuts = machine_.options_.spins == Spins::Cut;
    if (thread_.was_seen || (thread_.has_watched_changed && !cuts)) {
      forget_looks();
      break;
    }
    thread_.phase = WaitPhase::Spinning;
    return;
  }
  if (thread_.spin_history.size() < max_history) thread_.spin_history.push_back(hash.value());
}

/// A thread that has run for long without an operation and comes back to where it was, all that it is
/// being the same and no memory written, goes round for ever: the others need not wait for it. So that they
/// never wait, it stands still; a run of a single thread goes on to its limit. Asked before each
/// statement after the first thousand; the thread is compared with what it was a few times only.
bool Executor::look_for_silent_loop() {
  constexpr std::uint32_t most_comparisons = 64;
  Thread::SilentRound& round = thread_.round;
  const std::uint64_t edits = machine_.memory_.edits();
  if (round.comparisons > 0 && round.depth == thread_.frames.size() && round.next == frame().next) {
    --round.comparisons;
    if (round.memory_edits == edits && round.name == Stretches::name_of(machine_, thread_)) {
      thread_.pending = Pending{};
      thread_.pending.span = machine_.user_span(thread_);
      thread_.is_at_visible = true;
      thread_.phase = WaitPhase::Forever;
      return true;
    }
  }
  if (round.statements < 2 * round.next_look && round.name != 0) return false;
  if (round.name != 0) round.next_look *= 2;
  const bool is_alone = machine_.is_alone(thread_.id);
  round.comparisons = is_alone || machine_.aliasing_ || thread_.global_depth > 0 ? 0 : most_comparisons;
  round.depth = static_cast<std::uint32_t>(thread_.frames.size());
  round.next = frame().next;
  round.memory_edits = edits;
  round.name = round.comparisons > 0 ? Stretches::name_of(machine_, thread_) : 1;
  return false;
}

}  // namespace machine
