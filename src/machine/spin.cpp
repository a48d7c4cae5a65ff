// Loops that only look. A thread that comes back to where it was, in the same state, after nothing but
// looking (loads, exchanges that change nothing, failed tries, yields) will go round for ever unless somebody
// changes what it looked at; so it waits for that instead of going round.
//
// `watched` holds what the thread has looked at since it last changed anything; `spin_history` holds
// the states in which it stood before an operation since then. Two states are the same if the frames
// stand at the same instructions and all bytes that can be reached from them are equal, where pointers
// are compared by what they lead to: each round of a loop may allocate its temporaries anew.

#include "machine/executor.h"

namespace machine {

namespace {

constexpr std::size_t max_words = 4096;      // more is not looked through: such a loop is run as it stands
constexpr std::size_t max_history = 64;

bool overlap(const Object& a, const Object& b) {
  if (a.kind != b.kind || a.id != b.id) return false;
  return a.kind != Object::Kind::Memory || (a.offset < b.offset + b.size && b.offset < a.offset + a.size);
}

/// Whether an event only looked, going by whether it did what it wanted.
bool only_looks(const Event& event, bool is_c11) {
  switch (event.kind) {
    case EventKind::AtomicLoad:
    case EventKind::Fence:
    case EventKind::Yield:
    case EventKind::IsFinished: return true;
    // One that puts back what it took, such as the `swap(true)` of a spin lock, changes nothing. In C11
    // mode it is a store of its own.
    case EventKind::AtomicUpdate: return !event.succeeded || (!is_c11 && event.value == event.new_value);
    case EventKind::TryLock:
    case EventKind::TryReadLock:
    case EventKind::TryWriteLock:
    case EventKind::TrySend:
    case EventKind::TryReceive:
    case EventKind::OnceBegin: return !event.succeeded;
    default: return false;
  }
}

class StateHash {
 public:
  explicit StateHash(const memory::Memory& memory) : memory_(memory) {}
  void add(std::uint64_t value) {
    hash_ = (hash_ ^ value) * 0x9e3779b97f4a7c15u;
    hash_ ^= hash_ >> 29;
  }
  void add_words(const Word* words, std::size_t count) {
    for (std::size_t i = 0; i < count && !is_too_large(); ++i) {
      const Word& word = words[i];
      ++words_;
      add(word.init);
      if (word.init == 0) continue;
      if (word.provenance.is_none() || word.provenance.is_wildcard()) {
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
    const memory::Allocation* allocation = memory_.find(provenance.alloc_id());
    if (!allocation) {
      add(address);   // dangling
      return;
    }
    add(address - allocation->base);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i] != provenance.alloc) continue;
      add(i);
      return;
    }
    add(seen_.size() + 0x10000);
    seen_.push_back(provenance.alloc);
    add_words(allocation->words.data(), allocation->words.size());
  }

  const memory::Memory& memory_;
  std::uint64_t hash_ = 0;
  std::size_t words_ = 0;
  std::vector<std::uint32_t> seen_;
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

/// A visible operation was carried out: remembers what was looked at, or tells those that watch it.
void Executor::note_look(const Event& event) {
  if (only_looks(event, machine_.is_c11())) {
    if (event.object.kind == Object::Kind::None) return;
    for (const Object& object : thread_.watched)
      if (object == event.object) return;
    if (is_in_loop()) thread_.watched.push_back(event.object);
    return;
  }
  forget_looks();
  note_change(event.object);
  if (event.second.kind != Object::Kind::None) note_change(event.second);
}

void Executor::note_change(const Object& object) {
  if (object.kind == Object::Kind::None) return;
  for (Shared<Thread>& other : machine_.threads_) {
    if (other->watched.empty() || other->has_watched_changed || other->id == thread_.id) continue;
    for (const Object& watched : other->watched) {
      if (!overlap(watched, object)) continue;
      other.edit().has_watched_changed = true;
      break;
    }
  }
}

void Executor::forget_looks() {
  thread_.watched.clear();
  thread_.spin_history.clear();
  thread_.has_watched_changed = false;
}

bool Executor::is_in_loop() const {
  for (const Frame& frame : thread_.frames)
    if (frame.next < frame.code->in_cycle.size() && frame.code->in_cycle[frame.next]) return true;
  return false;
}

/// The thread stands before an operation: if it stood here before and has only looked since, it waits
/// for a change.
void Executor::look_for_spinning() {
  if (thread_.phase != WaitPhase::None || !is_in_loop()) return;
  StateHash hash(machine_.memory_);
  for (const Frame& frame : thread_.frames) {
    hash.add(frame.code->fn.value);
    hash.add(frame.next);
  }
  hash.add_words(thread_.stack.data(), thread_.stack.size());
  if (hash.is_too_large()) return;
  for (const std::uint64_t earlier : thread_.spin_history) {
    if (earlier != hash.value()) continue;
    const bool cuts = machine_.options_.spins == Spins::Cut;
    if (thread_.has_watched_changed && !cuts) {
      forget_looks();
      break;
    }
    thread_.phase = WaitPhase::Spinning;
    return;
  }
  if (thread_.spin_history.size() < max_history) thread_.spin_history.push_back(hash.value());
}

}  // namespace machine
