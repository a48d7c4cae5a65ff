// Statics, constants, string literals, and the addresses of functions and vtables: made when first
// needed. An instruction that needs a global which is not there yet runs its initializer first and is
// then repeated.

#include "machine/executor.h"

namespace machine {

using memory::AllocKind;

namespace {

AllocId find_made(const std::vector<std::pair<std::uint32_t, AllocId>>& made, std::uint32_t key) {
  for (const auto& [id, alloc] : made)
    if (id == key) return alloc;
  return {};
}

/// Made by whoever needs it first, but always called the same.
std::uint64_t key_of_static(const memory::Allocation& allocation) {
  return (std::uint64_t{1} << 63) | (static_cast<std::uint64_t>(allocation.kind) << 32) | allocation.origin;
}

}  // namespace

AllocId Executor::global_alloc(std::uint32_t global) {
  if (program_.globals[mir::GlobalId(global)].kind == mir::Global::Kind::ThreadLocal) return find_made(thread_.locals, global);
  return machine_.statics_->globals[global].alloc;
}

bool Executor::ready_global(std::uint32_t index, bool& is_waiting) {
  const mir::Global& global = program_.globals[mir::GlobalId(index)];
  const bool is_thread_local = global.kind == mir::Global::Kind::ThreadLocal;
  const Machine::GlobalState& known = machine_.statics_->globals[index];
  if (is_thread_local ? static_cast<bool>(find_made(thread_.locals, index)) && !known.is_running : known.is_ready) return true;
  Machine::Statics& statics = machine_.statics_.edit();
  Machine::GlobalState& state = statics.globals[index];
  if (state.is_running) {
    // Statics may hold each other's addresses; what is read of them is looked at where it is read.
    if (global.kind == mir::Global::Kind::Static && thread_.global_depth > 0) return true;
    return unsupported("a global whose initializer needs itself");
  }
  const mir::Type& type = program_.types[global.type];
  memory::Allocation allocation;
  allocation.kind = is_thread_local ? AllocKind::ThreadLocal : AllocKind::Global;
  allocation.origin = index;
  allocation.span = global.span;
  allocation.thread = thread_.id;
  const bool is_bytes = global.kind == mir::Global::Kind::Bytes;
  allocation.size = is_bytes ? global.bytes.size() : type.size;
  allocation.align = is_bytes ? 1 : type.align;
  allocation.is_mutable = !is_bytes;
  if (!is_thread_local) allocation.key = key_of_static(allocation);
  const AllocId id = new_allocation(std::move(allocation), is_thread_local ? thread_.arena : statics.arena);
  if (is_bytes) {
    memory::Allocation& made = machine_.memory_.edit(id);
    for (std::size_t i = 0; i < global.bytes.size(); ++i) memory::set_byte(made.words.data(), i, static_cast<std::uint8_t>(global.bytes[i]));
    state.alloc = id;
    state.is_ready = true;
    return true;
  }
  state.alloc = id;
  state.is_running = true;
  if (is_thread_local) thread_.locals.emplace_back(index, id);
  INVARIANT(global.initializer, "a global that is not bytes has an initializer");
  if (!push_frame(global.initializer, FrameKind::GlobalInit, ReturnPlace{})) return false;
  frame().global = index;
  ++thread_.global_depth;
  is_waiting = true;
  return true;
}

bool Executor::ready_globals(const Instruction& instruction, bool& is_waiting) {
  const auto ready = [&](const OperandCode& operand) {
    if (operand.kind != OperandCode::Kind::GlobalAddress && operand.kind != OperandCode::Kind::GlobalValue) return true;
    return ready_global(operand.index, is_waiting) && !is_waiting;
  };
  const Code& code = *frame().code;
  if (!ready(instruction.left) || !ready(instruction.right)) return is_waiting;
  if (instruction.op == Op::Aggregate)
    for (const auto& [part, value] : code.aggregates[instruction.extra].parts)
      if (!ready(value)) return is_waiting;
  if (instruction.op == Op::Call)
    for (const OperandCode& value : code.calls[instruction.extra].arguments)
      if (!ready(value)) return is_waiting;
  return true;
}

Pointer Executor::function_pointer(mir::FnId fn) {
  AllocId id = find_made(machine_.statics_->functions, fn.value);
  if (!id) {
    memory::Allocation allocation;
    allocation.kind = AllocKind::Function;
    allocation.origin = fn.value;
    allocation.align = 16;
    allocation.is_mutable = false;
    allocation.key = key_of_static(allocation);
    id = machine_.memory_.allocate(std::move(allocation), machine_.statics_.edit().arena);
    machine_.statics_.edit().functions.emplace_back(fn.value, id);
  }
  return {machine_.memory_.find(id)->base, {id.value, 0}};
}

Pointer Executor::vtable_pointer(mir::VtableId vtable) {
  AllocId id = find_made(machine_.statics_->vtables, vtable.value);
  if (!id) {
    memory::Allocation allocation;
    allocation.kind = AllocKind::Vtable;
    allocation.origin = vtable.value;
    allocation.align = 8;
    allocation.is_mutable = false;
    allocation.key = key_of_static(allocation);
    id = machine_.memory_.allocate(std::move(allocation), machine_.statics_.edit().arena);
    machine_.statics_.edit().vtables.emplace_back(vtable.value, id);
  }
  return {machine_.memory_.find(id)->base, {id.value, 0}};
}

bool Executor::vtable_of(const Scalar& pointer, mir::VtableId& vtable) {
  const Provenance provenance = pointer.provenance;
  const memory::Allocation* allocation = provenance.is_none() || provenance.is_wildcard() ? nullptr : machine_.memory_.find(provenance.alloc_id());
  if (!allocation || allocation->kind != AllocKind::Vtable || allocation->base != static_cast<std::uint64_t>(pointer.bits))
    return undefined("invalid value", "the second word of a pointer to a trait object is not a vtable");
  vtable = mir::VtableId(allocation->origin);
  return true;
}

}  // namespace machine
