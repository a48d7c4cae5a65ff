#include "scene/waker_reader.h"

#include <algorithm>

namespace scene {
namespace {

constexpr int deepest_reach = 6;

/// Goes to a field of a struct by its name, and through it if it is a reference.
bool go_to(const machine::Machine& machine, mir::TypeId& type, Where& where, std::string_view name) {
  const mir::Program& program = machine.program();
  const mir::Field* field = field_named(program.types[type], name);
  if (!field || !where.words) return false;
  where = field_place(where, *field);
  type = field->type;
  const mir::Type& reached = program.types[type];
  if (name == "data" || reached.kind != mir::TypeKind::Pointer) return true;
  where = ValueReader(machine).follow(reached, where);
  type = reached.pointee;
  return where.words != nullptr;
}

bool load_word(const Where& where, std::uint64_t size, memory::Scalar& out) {
  return where.words && size > 0 && size <= 16 && where.offset + size <= where.limit && memory::load(where.words, where.offset, static_cast<std::uint32_t>(size), out);
}

/// Goes to the RawWaker.
bool go_to_raw(const machine::Machine& machine, mir::TypeId& type, Where& where) {
  const mir::Program& program = machine.program();
  const mir::Type& first = program.types[type];
  if (first.kind == mir::TypeKind::Pointer) {
    where = ValueReader(machine).follow(first, where);
    type = first.pointee;
  }
  // Context { waker: &Waker }, Waker { waker: RawWaker }, RawWaker { data, vtable }
  for (int i = 0; i < 2 && field_named(program.types[type], "waker"); ++i)
    if (!go_to(machine, type, where, "waker")) return false;
  return field_named(program.types[type], "data") != nullptr;
}

/// The type as which a function of a waker's table takes its argument: the first that the argument is
/// made a pointer to.
mir::TypeId pointee_in(const mir::Program& program, const mir::Body& wake) {
  for (std::size_t i = wake.argument_count + 1; i < wake.locals.size(); ++i) {
    const mir::Type& type = program.types[wake.locals[i].type];
    if (type.kind != mir::TypeKind::Pointer) continue;
    const mir::Type& pointee = program.types[type.pointee];
    if (pointee.is_sized && pointee.size > 0 && pointee.kind == mir::TypeKind::Struct) return type.pointee;
  }
  return {};
}

class Reach {
 public:
  Reach(const machine::Machine& machine, WakerReading& out) : machine_(machine), program_(machine.program()), out_(out) {}

  void look(mir::TypeId id, const Where& where, int depth) {
    const mir::Type& type = program_.types[id];
    if (!where.words || depth == 0 || (type.is_sized && where.offset + type.size > where.limit)) return;
    std::uint64_t channel = 0;
    if (read_channel(machine_, type, where, channel)) out_.reach.push_back(reach_of_channel(channel));
    switch (type.kind) {
      case mir::TypeKind::Int: {
        memory::Scalar bits;
        // Those behind a pointer are counts and the like.
        if (out_.number_type || where.alloc != out_.alloc || !load_word(where, type.size, bits)) return;
        out_.number_type = id;
        out_.number = static_cast<std::uint64_t>(bits.bits);
        return;
      }
      case mir::TypeKind::Pointer: {
        const Where target = ValueReader(machine_).follow(type, where);
        if (!target.words || !target.alloc || std::count(out_.reach.begin(), out_.reach.end(), target.alloc.value) > 0) return;
        out_.reach.push_back(target.alloc.value);
        return look(type.pointee, target, depth - 1);
      }
      case mir::TypeKind::Struct:
      case mir::TypeKind::Tuple:
        if (type.is_maybe_uninit || type.variants.empty()) return;
        for (const mir::Field& field : type.variants[0].fields) look(field.type, field_place(where, field), type.display.empty() ? depth - 1 : depth);
        return;
      default: return;
    }
  }

 private:
  const machine::Machine& machine_;
  const mir::Program& program_;
  WakerReading& out_;
};

}  // namespace

bool read_channel(const machine::Machine&, const mir::Type& type, const Where& where, std::uint64_t& channel) {
  if (type.display != "Sender" && type.display != "SyncSender" && type.display != "Receiver") return false;
  const mir::Field* field = field_named(type, "channel");
  memory::Scalar number;
  if (!field || !load_word(field_place(where, *field), 8, number)) return false;
  channel = static_cast<std::uint64_t>(number.bits);
  return true;
}

WakerReading read_waker(const machine::Machine& machine, mir::TypeId type, Where where) {
  WakerReading out;
  memory::Scalar data;
  if (!go_to_raw(machine, type, where) || !go_to(machine, type, where, "data") || !load_word(where, 8, data)) return out;
  out.data = static_cast<std::uint64_t>(data.bits);
  const Where target = ValueReader(machine).follow(machine.program().types[type], where);
  if (target.words && target.alloc) {
    out.alloc = target.alloc;
    out.offset = target.offset;
  }
  return out;
}

WakerReading read_waker_deeply(const machine::Machine& machine, mir::TypeId type, Where where) {
  WakerReading out = read_waker(machine, type, where);
  if (!out.alloc || !go_to_raw(machine, type, where)) return out;
  Where wake = where;
  mir::TypeId wake_type = type;
  memory::Scalar function;
  if (!go_to(machine, wake_type, wake, "vtable") || !go_to(machine, wake_type, wake, "wake") || !load_word(wake, 8, function)) return out;
  if (function.provenance.is_none() || function.provenance.is_wildcard()) return out;
  const memory::Allocation* code = machine.memory().find(function.provenance.alloc_id());
  if (!code || code->kind != memory::AllocKind::Function) return out;
  const mir::TypeId pointee = pointee_in(machine.program(), machine.program().bodies[mir::FnId(code->origin)]);
  const memory::Allocation* allocation = machine.memory().find(out.alloc);
  if (!pointee || !allocation) return out;
  Where target;
  target.words = allocation->words.data();
  target.offset = out.offset;
  target.limit = allocation->size;
  target.alloc = out.alloc;
  out.reach.push_back(out.alloc.value);
  Reach(machine, out).look(pointee, target, deepest_reach);
  return out;
}

}  // namespace scene
