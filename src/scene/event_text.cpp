#include "scene/event_text.h"

#include <algorithm>

#include "base/text.h"

namespace scene {
namespace {

using machine::Event;
using Kind = machine::EventKind;

std::string called(const machine::Machine& machine, const machine::Object& object, const NamedObject& named) {
  if (!named.name.empty()) return named.name;
  std::string described = machine.describe(object);
  described.erase(std::remove(described.begin(), described.end(), '`'), described.end());
  return described;
}

std::string number(const Event& event, unsigned __int128 bits) {
  mir::Type type;
  type.kind = event.value_is_bool ? mir::TypeKind::Bool : event.value_is_pointer ? mir::TypeKind::Pointer : mir::TypeKind::Int;
  type.bits = event.value_bits;
  type.is_signed = event.value_is_signed;
  if (event.value_is_pointer && bits == 0) return "null";
  return scalar_text(type, bits);
}

/// What the bytes of a plain access hold now.
std::string value_there(const machine::Machine& machine, const Event& event, const NamedObject& object) {
  if (!object.type) return {};
  const memory::Allocation* allocation = machine.memory().find(memory::AllocId(event.object.id));
  if (!allocation) return {};
  Where where;
  where.words = allocation->words.data();
  where.offset = event.object.offset;
  where.limit = allocation->size;
  return ValueReader(machine).read("", object.type, where).value;
}

}  // namespace

bool is_atomic(Kind kind) {
  return kind == Kind::AtomicLoad || kind == Kind::AtomicStore || kind == Kind::AtomicUpdate || kind == Kind::Fence;
}

bool is_inside_std(const machine::Thread& thread) {
  for (std::size_t i = thread.frames.size(); i-- > 0;) {
    const mir::Body& body = *thread.frames[i].code->body;
    if (body.is_user) return false;
    if (body.path.find("atomic::") == std::string::npos) return true;
  }
  return true;
}

std::string_view last_part(std::string_view function) {
  const std::size_t colons = function.rfind("::");
  if (colons != std::string_view::npos) function = function.substr(colons + 2);
  return function.substr(0, function.find('<'));
}

std::string method_of(const machine::Thread& thread) {
  if (thread.frames.empty() || thread.frames.back().code->body->is_user) return "update";
  return std::string(last_part(thread.frames.back().code->body->name));
}

std::string quoted_output(std::string_view text) {
  constexpr std::size_t longest = 60;
  const bool ends_line = !text.empty() && text.back() == '\n';
  const std::string_view line = ends_line ? text.substr(0, text.size() - 1) : text;
  const std::string_view shown = first_bytes(line, longest);
  std::string out = "\"";
  for (const char letter : shown) {
    if (letter == '\n') out += "\\n";
    else if (letter == '"') out += "\\\"";
    else out += letter;
  }
  return concat(out, shown.size() < line.size() ? "…" : "", "\"");
}

std::string sent_message(const machine::Machine& machine, const machine::Thread& thread) {
  if (thread.frames.empty()) return {};
  const machine::Frame& frame = thread.frames.back();
  const ValueReader reader(machine);
  for (std::uint32_t i = 0; i < frame.code->body->locals.size(); ++i) {
    const mir::Local& local = frame.code->body->locals[i];
    const mir::Type& type = machine.program().types[local.type];
    if (local.name != "message" || type.kind != mir::TypeKind::Pointer) continue;
    const Where at = reader.follow(type, reader.where_local(thread, frame, mir::LocalId(i)));
    std::string value = at.words ? reader.read("", type.pointee, at).value : std::string();
    return value;
  }
  return {};
}

EventKind row_kind(Kind kind) {
  switch (kind) {
    case Kind::Spawn: return EventKind::Spawn;
    case Kind::ThreadStart: return EventKind::ThreadStart;
    case Kind::ThreadEnd:
    case Kind::Exit: return EventKind::ThreadEnd;
    case Kind::Join:
    case Kind::IsFinished: return EventKind::Join;
    case Kind::Read: return EventKind::Read;
    case Kind::Write: return EventKind::Write;
    case Kind::AtomicLoad: return EventKind::AtomicLoad;
    case Kind::AtomicStore: return EventKind::AtomicStore;
    case Kind::AtomicUpdate: return EventKind::AtomicUpdate;
    case Kind::Fence: return EventKind::Fence;
    case Kind::Lock:
    case Kind::ReadLock:
    case Kind::WriteLock:
    case Kind::OnceBegin: return EventKind::Lock;
    case Kind::TryLock:
    case Kind::TryReadLock:
    case Kind::TryWriteLock: return EventKind::TryLock;
    case Kind::Unlock:
    case Kind::ReadUnlock:
    case Kind::WriteUnlock:
    case Kind::OnceEnd: return EventKind::Unlock;
    case Kind::Wait:
    case Kind::WaitEnd:
    case Kind::Barrier: return EventKind::Wait;
    case Kind::NotifyOne:
    case Kind::NotifyAll: return EventKind::Notify;
    case Kind::Send:
    case Kind::TrySend: return EventKind::Send;
    case Kind::Receive:
    case Kind::TryReceive: return EventKind::Receive;
    case Kind::Park: return EventKind::Park;
    case Kind::Unpark: return EventKind::Unpark;
    case Kind::Print: return EventKind::Print;
    case Kind::Panic: return EventKind::Panic;
    case Kind::Yield:
    case Kind::Sleep:
    case Kind::Clock:
    case Kind::Call:
    case Kind::Return: return EventKind::Yield;
    case Kind::Drop:
    case Kind::AddSender:
    case Kind::DropSender:
    case Kind::DropReceiver:
    case Kind::Allocate:
    case Kind::Deallocate: return EventKind::Drop;
  }
  return EventKind::Yield;
}

std::string event_text(const machine::Machine& machine, const Event& event, const NamedObject& object) {
  const std::string what = called(machine, event.object, object);
  const auto other = [&] { return event.other < machine.thread_count() ? machine.thread(event.other).name : std::string("a thread"); };
  switch (event.kind) {
    case Kind::Spawn: return concat("spawn ", other());
    case Kind::ThreadStart: return "begins";
    case Kind::ThreadEnd: return "ends";
    case Kind::Exit: return "the program ends";
    case Kind::Join: return concat("join ", other());
    case Kind::IsFinished: return concat(what, " is_finished → ", event.succeeded ? "true" : "false");
    case Kind::Read: {
      const std::string value = value_there(machine, event, object);
      return value.empty() ? concat("read ", what) : concat("read ", what, " → ", value);
    }
    case Kind::Write: {
      const std::string value = value_there(machine, event, object);
      return value.empty() ? concat("write ", what) : concat("write ", what, " = ", value);
    }
    case Kind::AtomicLoad: return concat(what, ".load → ", number(event, event.value));
    case Kind::AtomicStore: return concat(what, ".store(", number(event, event.new_value), ")");
    case Kind::AtomicUpdate: {
      const std::string method = method_of(machine.thread(event.thread));
      if (!event.succeeded) return concat(what, ".", method, " fails: it is ", number(event, event.value));
      return concat(what, ".", method, ": ", number(event, event.value), " → ", number(event, event.new_value));
    }
    case Kind::Fence: return "fence";
    case Kind::Lock: return concat("lock ", what);
    case Kind::TryLock: return concat("try to lock ", what, event.succeeded ? ": got it" : ": it is taken");
    case Kind::Unlock: return concat("unlock ", what);
    case Kind::ReadLock: return concat("lock ", what, " to read");
    case Kind::TryReadLock: return concat("try to lock ", what, event.succeeded ? " to read: got it" : " to read: it is taken");
    case Kind::ReadUnlock: return concat("unlock ", what, " (read)");
    case Kind::WriteLock: return concat("lock ", what, " to write");
    case Kind::TryWriteLock: return concat("try to lock ", what, event.succeeded ? " to write: got it" : " to write: it is taken");
    case Kind::WriteUnlock: return concat("unlock ", what, " (write)");
    case Kind::Wait: return concat("wait on ", what);
    case Kind::WaitEnd: return concat("wakes from ", what, event.is_spurious ? " for no reason" : "");
    case Kind::NotifyOne: return concat("notify one of ", what, event.succeeded ? concat(": ", other()) : std::string(": nobody waits"));
    case Kind::NotifyAll: return concat("notify all of ", what, event.succeeded ? "" : ": nobody waits");
    case Kind::OnceBegin: return concat(what, event.succeeded ? ": begins to make the value" : ": looks whether it is made");
    case Kind::OnceEnd: return concat(what, ": the value is made");
    case Kind::Barrier: return concat("barrier ", what, event.succeeded ? ": passes" : ": arrives");
    case Kind::Send: return concat("send on ", what, event.succeeded ? "" : ": nobody receives");
    case Kind::TrySend: return concat("try to send on ", what, event.succeeded ? "" : ": it does not go");
    case Kind::Receive: return event.succeeded ? concat("receive from ", what) : concat("receive from ", what, ": no sender is left");
    case Kind::TryReceive: return concat("try to receive from ", what, event.succeeded ? "" : ": nothing there");
    case Kind::AddSender: return concat("another sender of ", what);
    case Kind::DropSender: return concat("drop a sender of ", what);
    case Kind::DropReceiver: return concat("drop the receiver of ", what);
    case Kind::Park: return "park";
    case Kind::Unpark: return concat("unpark ", other());
    case Kind::Yield: return "yield";
    case Kind::Sleep: return "sleep";
    case Kind::Clock: return "look at the clock";
    case Kind::Print: return concat("print ", quoted_output(event.text));
    case Kind::Panic: return concat("panic: ", event.text);
    case Kind::Call:
    case Kind::Return:
    case Kind::Drop:
    case Kind::Allocate:
    case Kind::Deallocate: return event.text;
  }
  return {};
}

}  // namespace scene
