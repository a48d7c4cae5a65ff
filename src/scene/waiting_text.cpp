// What threads wait for, what they are about to do, and how runs end, in words.

#include "base/text.h"
#include "scene/event_text.h"
#include "scene/threads_stores.h"

namespace scene {
namespace {

using Kind = machine::EventKind;

std::string called(const machine::Machine& machine, const machine::Object& object, ObjectNames& names) {
  const NamedObject named = names.name(machine, object);
  if (!named.name.empty()) return quoted(named.name);
  return machine.describe(object);
}

/// What a thread does in std before an atomic that the student's program does not mention: the owners
/// of an `Arc` are counted when it is cloned or dropped. Empty for what has no name of its own.
std::string own_work_of_std(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names) {
  std::string_view verb;
  for (std::size_t i = thread.frames.size(); i-- > 0 && !thread.frames[i].code->body->is_user && verb.empty();) {
    const std::string_view function = last_part(thread.frames[i].code->body->name);
    if (function == "clone" || function == "drop") verb = function == "clone" ? "clone " : "drop ";
  }
  if (verb.empty()) return {};
  const NamedObject named = names.name(machine, thread.pending.object);
  if (named.name.empty()) return concat(verb, "an Arc");
  return named.is_reference_count ? concat(verb, quoted(named.name)) : std::string();
}

}  // namespace

std::string waiting_text(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names) {
  const machine::Pending& pending = thread.pending;
  const auto lock = [&](const machine::Object& object) {
    const std::optional<machine::ThreadId> owner = machine.lock_owner(object);
    std::string out = concat("lock ", called(machine, object, names));
    if (owner) out += *owner == thread.id ? " (it holds that itself)" : concat(" (held by ", machine.thread(*owner).name, ")");
    return out;
  };
  switch (thread.phase) {
    case machine::WaitPhase::Spinning: return concat("a change of ", called(machine, pending.object, names), " (it spins)");
    case machine::WaitPhase::Forever: return "nothing: it goes round a loop for ever";
    case machine::WaitPhase::Rendezvous: return "its message to be taken";
    case machine::WaitPhase::Notified: return lock(pending.second);
    case machine::WaitPhase::Condvar:
      return pending.kind == Kind::Barrier ? concat("the others at ", called(machine, pending.object, names)) : concat("a notification on ", called(machine, pending.object, names));
    case machine::WaitPhase::None: break;
  }
  switch (pending.kind) {
    case Kind::Join: return concat(machine.thread(pending.object.id).name, " to end");
    case Kind::Lock:
    case Kind::ReadLock:
    case Kind::WriteLock: return lock(pending.object);
    case Kind::OnceBegin: return concat(called(machine, pending.object, names), " to be made");
    case Kind::Sleep: return "its sleep to be over";
    case Kind::Park: return "an unpark";
    case Kind::Send: return concat("room in ", called(machine, pending.object, names));
    case Kind::Receive: return concat("a message on ", called(machine, pending.object, names));
    default: return "something";
  }
}

std::optional<machine::ThreadId> waits_on(const machine::Machine& machine, const machine::Thread& thread) {
  if (thread.phase == machine::WaitPhase::Notified) return machine.lock_owner(thread.pending.second);
  if (thread.phase != machine::WaitPhase::None) return std::nullopt;
  switch (thread.pending.kind) {
    case Kind::Join: return thread.pending.object.id;
    case Kind::Lock:
    case Kind::ReadLock:
    case Kind::WriteLock: return machine.lock_owner(thread.pending.object);
    default: return std::nullopt;
  }
}

std::vector<MoveChoice> move_choices(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names) {
  std::vector<MoveChoice> choices;
  const machine::Pending& pending = thread.pending;
  if (!thread.is_at_visible) return choices;
  if (pending.kind == Kind::NotifyOne) {
    for (std::uint32_t i = 0; i < machine.thread_count(); ++i)
      if (machine.thread(i).phase == machine::WaitPhase::Condvar && machine.thread(i).pending.object == pending.object)
        choices.push_back({static_cast<std::uint32_t>(choices.size()), false, concat("wakes ", machine.thread(i).name)});
  }
  if (pending.kind == Kind::Wait && pending.is_weak && thread.phase == machine::WaitPhase::None)
    choices = {{0, false, "until it is notified"}, {1, false, pending.has_timeout ? "its time is over" : "wakes for no reason"}};
  const machine::Location* location = pending.object.kind == machine::Object::Kind::Memory ? machine.find_location(memory::AllocId(pending.object.id), pending.object.offset) : nullptr;
  if (location) {
    const auto value = [&](std::size_t index) { return store_text(machine, *location, index, names); };
    std::uint32_t answer = 0;
    machine::StoreName last = machine::no_store;
    for (const machine::AtomicOption& option : machine.atomic_options(thread.id)) {
      if (last != machine::no_store && last != option.name) ++answer;
      last = option.name;
      std::string text;
      if (pending.kind != Kind::AtomicStore) text = concat("reads ", value(option.index));
      else text = option.index == location->last() ? std::string("goes last") : concat("goes before ", value(option.index + 1));
      choices.push_back({answer, option.fails_weakly, option.fails_weakly ? concat(text, ", fails") : text});
    }
  }
  if (choices.size() < 2) choices.clear();
  return choices;
}

std::string next_action(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names) {
  if (thread.is_finished || !thread.is_at_visible) return {};
  const machine::Pending& pending = thread.pending;
  if (is_atomic(pending.kind) && is_inside_std(thread)) return own_work_of_std(machine, thread, names);
  const std::string what = called(machine, pending.object, names);
  switch (pending.kind) {
    case Kind::Spawn: return "spawn a thread";
    case Kind::Join: return concat("join ", machine.thread(pending.object.id).name);
    case Kind::AtomicLoad: return concat("load ", what);
    case Kind::AtomicStore: return concat("store to ", what);
    case Kind::AtomicUpdate: return concat(method_of(thread), " on ", what);
    case Kind::Fence: return "fence";
    case Kind::Lock: return concat("lock ", what);
    case Kind::TryLock:
    case Kind::TryReadLock:
    case Kind::TryWriteLock: return concat("try to lock ", what);
    case Kind::Unlock:
    case Kind::ReadUnlock:
    case Kind::WriteUnlock: return concat("unlock ", what);
    case Kind::ReadLock: return concat("lock ", what, " to read");
    case Kind::WriteLock: return concat("lock ", what, " to write");
    case Kind::Wait: return thread.phase == machine::WaitPhase::None ? concat("wait on ", what) : concat("wake from ", what);
    case Kind::NotifyOne:
    case Kind::NotifyAll: return concat("notify ", what);
    case Kind::Send:
    case Kind::TrySend: return concat("send on ", what);
    case Kind::Receive:
    case Kind::TryReceive: return concat("receive from ", what);
    case Kind::Barrier: return concat("arrive at ", what);
    case Kind::Park: return "park";
    case Kind::Unpark: return concat("unpark ", machine.thread(pending.object.id).name);
    case Kind::Yield: return "yield";
    case Kind::Sleep: return "sleep";
    case Kind::Print: return "print";
    case Kind::Exit: return "end the program";
    case Kind::IsFinished: return concat("look whether ", machine.thread(pending.object.id).name, " has ended");
    default: return "go on";
  }
}

std::string stop_title(const machine::Stop& stop) {
  switch (stop.kind) {
    case machine::StopKind::Exit: return {};
    case machine::StopKind::Panic: return "the program ends by a panic";
    case machine::StopKind::Abort: return "the program aborts";
    case machine::StopKind::UndefinedBehavior: return "undefined behavior";
    case machine::StopKind::DataRace: return "data race";
    case machine::StopKind::Deadlock: return "deadlock";
    case machine::StopKind::Leak: return "memory leak";
    case machine::StopKind::Unsupported: return "not supported here";
    case machine::StopKind::Limit: return "stopped at a limit";
  }
  return {};
}

std::string verdict_sentence(const machine::Stop& stop) {
  switch (stop.kind) {
    case machine::StopKind::Exit:
      return stop.exit_code == 0 ? std::string("The program ran to its end.") : concat("The program ended with exit code ", stop.exit_code, ".");
    case machine::StopKind::Panic: return concat("The program panicked: ", stop.message);
    case machine::StopKind::Abort: return concat("The program aborted: ", stop.message);
    case machine::StopKind::UndefinedBehavior: return concat("Undefined behavior: ", stop.message);
    case machine::StopKind::DataRace: return concat("Undefined behavior: ", stop.message);
    case machine::StopKind::Deadlock: return concat("Deadlock: ", stop.message);
    case machine::StopKind::Leak: return concat("Memory leak: ", stop.message);
    case machine::StopKind::Unsupported: return concat("Crabglass cannot run this: ", stop.message);
    case machine::StopKind::Limit: return concat("Stopped: ", stop.message);
  }
  return {};
}

OutcomeKind outcome_kind(machine::StopKind kind) {
  switch (kind) {
    case machine::StopKind::Exit: return OutcomeKind::Output;
    case machine::StopKind::Panic: return OutcomeKind::Panic;
    case machine::StopKind::Abort: return OutcomeKind::Abort;
    case machine::StopKind::UndefinedBehavior: return OutcomeKind::UndefinedBehavior;
    case machine::StopKind::DataRace: return OutcomeKind::DataRace;
    case machine::StopKind::Deadlock: return OutcomeKind::Deadlock;
    case machine::StopKind::Leak: return OutcomeKind::Leak;
    case machine::StopKind::Unsupported: return OutcomeKind::Unsupported;
    case machine::StopKind::Limit: return OutcomeKind::Limit;
  }
  return OutcomeKind::Output;
}

}  // namespace scene
