#include "scene/object_names.h"

#include "base/text.h"

namespace scene {
namespace {

constexpr int deepest_owner = 5;
constexpr std::uint32_t most_misses = 4;
constexpr std::uint64_t most_searched = 32;  // of a list, looked at for pointers

const mir::Type& type_of(const machine::Machine& machine, mir::TypeId id) { return machine.program().types[id]; }

/// Goes down to the part of a value that has the given bytes, adding to the name what a person would
/// write. Parts of std's types have no names.
void descend(const machine::Machine& machine, NamedObject& out, mir::TypeId type_id, std::uint64_t offset, std::uint64_t size) {
  const mir::Type& type = type_of(machine, type_id);
  if (type.kind == mir::TypeKind::Array && type.pointee) {
    const std::uint64_t element = type_of(machine, type.pointee).size;
    if (element == 0 || offset % element + size > element) return;
    out.name += concat("[", offset / element, "]");
    return descend(machine, out, type.pointee, offset % element, size);
  }
  if (offset == 0 && size == type.size && type.kind != mir::TypeKind::Struct && type.kind != mir::TypeKind::Tuple) {
    out.type = type_id;
    return;
  }
  if (type.variants.size() != 1) return;
  for (const mir::Field& field : type.variants[0].fields) {
    const std::uint64_t field_size = type_of(machine, field.type).size;
    if (offset < field.offset || offset + size > field.offset + field_size || field_size == 0) continue;
    // The counts beside what an Arc or Rc owns.
    if ((type.display == "ArcInner" || type.display == "RcInner") && field.name != "value") {
      out.is_reference_count = true;
      return;
    }
    if (type.display.empty()) out.name += concat(".", field.name);
    return descend(machine, out, field.type, offset - field.offset, size);
  }
  if (offset == 0 && size == type.size) out.type = type_id;
}

}  // namespace

void ObjectNames::add(memory::AllocId alloc, Root root) {
  if (alloc) roots_.emplace(alloc.value, std::move(root));
}

/// Notes what a value's pointers lead to.
void ObjectNames::walk(const ValueReader& reader, const machine::Machine& machine, const std::string& name, mir::TypeId type_id, const Where& where, int depth) {
  if (!where.words || depth == 0) return;
  const mir::Type& type = type_of(machine, type_id);
  if (type.is_sized && where.offset + type.size > where.limit) return;
  switch (type.kind) {
    case mir::TypeKind::Pointer: {
      const Where target = reader.follow(type, where);
      if (!target.words || !target.alloc) return;
      const memory::Allocation* allocation = machine.memory().find(target.alloc);
      const mir::Type& pointee = type_of(machine, type.pointee);
      const bool is_heap = allocation && allocation->kind == memory::AllocKind::Heap;
      if (is_heap && !roots_.count(target.alloc.value) && target.offset == 0) add(target.alloc, {name, type.pointee, 0});
      if (pointee.is_sized) walk(reader, machine, name, type.pointee, target, depth - 1);
      return;
    }
    case mir::TypeKind::Array: {
      Where element = where;
      const std::uint64_t size = type_of(machine, type.pointee).size;
      for (std::uint64_t i = 0; i < type.length && i < most_searched; ++i, element.offset += size)
        walk(reader, machine, concat(name, "[", i, "]"), type.pointee, element, depth - 1);
      return;
    }
    case mir::TypeKind::Struct:
    case mir::TypeKind::Tuple:
    case mir::TypeKind::Closure:
    case mir::TypeKind::Enum: {
      const std::int64_t variant = type.kind == mir::TypeKind::Enum ? active_variant(machine.program(), type, where) : 0;
      if (variant < 0 || static_cast<std::size_t>(variant) >= type.variants.size()) return;
      // Threads belong to themselves, and so does what is in the making for them.
      if (type.display == "JoinHandle" || type.display == "ScopedJoinHandle") return;
      for (const mir::Field& field : type.variants[static_cast<std::size_t>(variant)].fields) {
        const bool is_own = type.display.empty() && type.kind != mir::TypeKind::Closure;
        walk(reader, machine, is_own ? concat(name, ".", field.name) : name, field.type, field_place(where, field), depth - (is_own ? 1 : 0));
      }
      return;
    }
    default: return;
  }
}

/// Looks through the statics and the student's variables, main's first.
void ObjectNames::search(const machine::Machine& machine) {
  const ValueReader reader(machine);
  const mir::Program& program = machine.program();
  for (std::uint32_t i = 0; i < program.globals.size(); ++i) {
    const mir::GlobalId global(i);
    if (program.globals[global].name.empty() || !program.sources.is_user(program.globals[global].span)) continue;
    walk(reader, machine, program.globals[global].name, program.globals[global].type, reader.where_global(global), deepest_owner);
  }
  for (std::size_t t = 0; t < machine.thread_count(); ++t) {
    const machine::Thread& thread = machine.thread(static_cast<machine::ThreadId>(t));
    for (const machine::Frame& frame : thread.frames) {
      if (!frame.code->body->is_user) continue;
      for (std::uint32_t i = 0; i < frame.code->body->locals.size(); ++i) {
        const mir::Local& local = frame.code->body->locals[i];
        if (!local.name.empty()) walk(reader, machine, local.name, local.type, reader.where_local(thread, frame, mir::LocalId(i)), deepest_owner);
      }
      for (const mir::DebugVariable& variable : frame.code->body->variables)
        if (variable.place.local.value < frame.code->body->locals.size())
          walk(reader, machine, variable.name, frame.code->body->locals[variable.place.local.value].type, reader.where_local(thread, frame, variable.place.local), deepest_owner);
    }
  }
}

const ObjectNames::Root* ObjectNames::root_of(const machine::Machine& machine, memory::AllocId alloc) {
  const auto known = roots_.find(alloc.value);
  if (known != roots_.end()) return &known->second;
  const memory::Allocation* allocation = machine.memory().find(alloc);
  if (!allocation) return nullptr;
  const mir::Program& program = machine.program();
  switch (allocation->kind) {
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal: {
      if (allocation->origin >= program.globals.size()) return nullptr;
      const mir::Global& global = program.globals[mir::GlobalId(allocation->origin)];
      add(alloc, {global.name, global.type, 0});
      break;
    }
    case memory::AllocKind::Local: {
      const mir::Local& local = program.bodies[mir::FnId(allocation->owner_fn)].locals[allocation->origin];
      add(alloc, {local.name, local.type, 0});
      break;
    }
    case memory::AllocKind::Heap:
      // It may be between owners now, and have a name later; but a search is slow.
      if (misses_[alloc.value] >= most_misses) return nullptr;
      search(machine);
      if (!roots_.count(alloc.value)) ++misses_[alloc.value];
      break;
    case memory::AllocKind::Function:
    case memory::AllocKind::Vtable: return nullptr;
  }
  const auto found = roots_.find(alloc.value);
  return found == roots_.end() ? nullptr : &found->second;
}

NamedObject ObjectNames::name(const machine::Machine& machine, const machine::Object& object) {
  NamedObject out;
  switch (object.kind) {
    case machine::Object::Kind::None:
    case machine::Object::Kind::Output: return out;
    case machine::Object::Kind::Channel: out.name = concat("channel ", object.id + 1); return out;
    case machine::Object::Kind::Thread:
      out.name = object.id < machine.thread_count() ? machine.thread(object.id).name : concat("thread ", object.id);
      return out;
    case machine::Object::Kind::Memory: break;
  }
  const Root* root = root_of(machine, memory::AllocId(object.id));
  if (!root || root->name.empty() || !root->type) return out;
  out.name = root->name;
  const mir::Type& type = type_of(machine, root->type);
  if (!type.is_sized || object.offset < root->offset || object.offset + object.size > root->offset + type.size) {
    // A list's elements on the heap, beyond the first.
    if (object.offset >= root->offset && type.is_sized && type.size > 0 && object.offset - root->offset >= type.size) {
      const std::uint64_t index = (object.offset - root->offset) / type.size;
      out.name += concat("[", index, "]");
      descend(machine, out, root->type, (object.offset - root->offset) % type.size, object.size);
    }
    return out;
  }
  descend(machine, out, root->type, object.offset - root->offset, object.size);
  return out;
}

}  // namespace scene
