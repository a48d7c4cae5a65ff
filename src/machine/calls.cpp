// Calls, returns, drops, panics and unwinding: everything that pushes or pops a frame.

#include <algorithm>

#include "base/text.h"
#include "machine/executor.h"
#include "machine/leaks.h"

namespace machine {

using mir::TypeKind;
using Callee = mir::CallTerm::Callee;

namespace {

memory::Allocation local_allocation(const Code& code, std::uint32_t local, ThreadId thread, Span span) {
  memory::Allocation allocation;
  allocation.size = code.slots[local].size;
  allocation.align = code.slots[local].align;
  allocation.kind = memory::AllocKind::Local;
  allocation.origin = local;
  allocation.owner_fn = code.fn.value;
  allocation.thread = thread;
  allocation.span = span;
  return allocation;
}

}  // namespace

bool Executor::storage_live(std::uint32_t local) {
  if (!storage_dead(local)) return false;
  const Code& code = *frame().code;
  const LocalSlot& slot = code.slots[local];
  if (!slot.has_own_allocation) return true;
  if (machine_.memory_.live_bytes() + slot.size > machine_.options_.max_memory_bytes)
    return fail(StopKind::Limit, "memory", concat("the program uses more than ", machine_.options_.max_memory_bytes >> 20, " MiB"));
  const Pointer base = base_pointer(new_allocation(local_allocation(code, local, thread_.id, code.body->locals[local].span), thread_.arena));
  frame_words()[slot.offset >> 3] = {base.address, base.provenance, 0xff};
  return true;
}

bool Executor::storage_dead(std::uint32_t local) {
  const LocalSlot& slot = frame().code->slots[local];
  Word* words = frame_words();
  if (!slot.has_own_allocation) {
    if (slot.size > 0) memory::forget(words, slot.offset, slot.size);
    return true;
  }
  Word& word = words[slot.offset >> 3];
  if (word.init == 0) return true;
  if (!note_end_of_local(word.provenance.alloc_id()) || !aliasing_free(word.provenance.alloc_id(), word.provenance.tag)) return false;
  note_free(word.provenance.alloc_id());
  machine_.memory_.free(word.provenance.alloc_id());
  word = Word{};
  return true;
}

bool Executor::push_frame(mir::FnId fn, FrameKind kind, const ReturnPlace& result) {
  if (thread_.frames.size() >= machine_.options_.max_depth)
    return fail(StopKind::Limit, "depth", concat("calls are nested more than ", machine_.options_.max_depth, " deep: the stack would overflow"));
  const Code& code = machine_.code_->code(fn);
  Frame frame;
  frame.code = &code;
  frame.base = static_cast<std::uint32_t>(thread_.stack.size());
  frame.kind = kind;
  frame.result = result;
  frame.call = machine_.next_call_++;
  thread_.stack.resize(thread_.stack.size() + code.frame_words);
  thread_.frames.push_back(frame);
  for (std::uint32_t i = 0; i < code.body->locals.size(); ++i) {
    if (!code.slots[i].has_own_allocation) continue;
    const mir::Local& local = code.body->locals[i];
    if (i <= code.body->argument_count || local.is_always_live)
      if (!storage_live(i)) return false;
  }
  return true;
}

/// Puts an argument of one or two words into parameter number `index` (from 1) of the newest frame.
bool Executor::store_argument(std::uint32_t index, const Scalar& first, const Scalar* second) {
  const LocalSlot& slot = frame().code->slots[index];
  Word* words = frame_words();
  std::uint64_t offset = slot.offset;
  if (slot.has_own_allocation) {
    words = machine_.memory_.edit(words[slot.offset >> 3].provenance.alloc_id()).words.data();
    offset = 0;
  }
  memory::store(words, offset, static_cast<std::uint32_t>(std::min<std::uint64_t>(slot.size, 8)), first);
  if (second) memory::store(words, offset + 8, 8, *second);
  return true;
}

bool Executor::return_place(std::uint32_t index, ReturnPlace& result) {
  const PlaceCode& place = frame().code->places[index];
  Where where;
  if (!resolve(place, where)) return false;
  result.is_in_frame = where.is_in_frame;
  result.offset = static_cast<std::uint32_t>(where.offset);
  result.pointer = where.pointer;
  result.size = place.size;
  result.align = place.align;
  return true;
}

bool Executor::function_of(const Scalar& pointer, mir::FnId& fn) {
  if (pointer.provenance.is_none()) return undefined("function pointer", "a call through something that is not a function pointer");
  const auto address = static_cast<std::uint64_t>(pointer.bits);
  const AllocId id = pointer.provenance.is_wildcard() ? machine_.memory_.find_exposed(address) : pointer.provenance.alloc_id();
  const memory::Allocation* allocation = id ? machine_.memory_.find(id) : nullptr;
  if (!allocation || allocation->kind != memory::AllocKind::Function || allocation->base != address)
    return undefined("function pointer", "a call through something that is not a function pointer");
  fn = mir::FnId(allocation->origin);
  return true;
}

bool Executor::call(const Instruction& instruction) {
  const CallCode& call = frame().code->calls[instruction.extra];
  const Callee& callee = call.term->callee;
  mir::FnId fn = callee.fn;
  bool takes_thin_receiver = false;
  switch (callee.kind) {
    case Callee::Kind::Intrinsic: return intrinsic(instruction, call);
    case Callee::Kind::Fn: break;
    case Callee::Kind::Pointer: {
      Scalar pointer;
      if (!read_scalar(instruction.left, pointer) || !function_of(pointer, fn)) return false;
      const mir::Body& body = program_.bodies[fn];
      if (body.is_c_abi != program_.types[instruction.left.type].is_c_abi)
        return undefined("call", body.is_c_abi ? "a function that is `extern \"C\"` is called as one that is not" : "a function that is not `extern \"C\"` is called as one that is");
      if (!body.is_variadic && body.argument_count != call.arguments.size() && !body.is_foreign)
        return wrong_argument(body.span, concat("a function that takes ", body.argument_count, body.argument_count == 1 ? " argument" : " arguments", " is called with ", call.arguments.size()));
      break;
    }
    case Callee::Kind::Virtual: {
      Scalar metadata;
      memory::Value receiver;
      if (!read_whole(call.arguments[0], receiver)) return false;
      INVARIANT(receiver.size() == 2, "the receiver of a virtual call is a wide pointer");
      metadata = {receiver[1].bits, receiver[1].provenance};
      mir::VtableId vtable;
      if (!vtable_of(metadata, vtable)) return false;
      fn = program_.vtables[vtable].methods[callee.method];
      INVARIANT(fn, "only methods that are in the vtable are called through it");
      takes_thin_receiver = true;
      break;
    }
    case Callee::Kind::Unresolved: return unsupported(callee.name);
  }
  const mir::Body& body = program_.bodies[fn];
  if (body.is_foreign) return call_foreign(body, instruction);
  ReturnPlace result;
  if (!return_place(instruction.place, result)) return false;
  // Arguments are read in the caller before the new frame may move the stack.
  const std::uint32_t caller = static_cast<std::uint32_t>(thread_.frames.size() - 1);
  std::vector<Word> far_words;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const OperandCode& argument = call.arguments[i];
    if (argument.kind == OperandCode::Kind::Frame || argument.size == 0) continue;
    memory::Value value;
    if (!read_whole(argument, value)) return false;
    far_words.insert(far_words.end(), value.data(), value.data() + value.size());
  }
  if (!push_frame(fn, FrameKind::Call, result)) return false;
  const Code& code = *frame().code;
  Word* caller_words = thread_.stack.data() + thread_.frames[caller].base;
  std::size_t next_far = 0;
  std::uint32_t parameter = 1;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const OperandCode& argument = call.arguments[i];
    const bool is_last = i + 1 == call.arguments.size();
    const Word* source = caller_words;
    std::uint64_t offset = argument.index;
    if (argument.size == 0) {
      source = nullptr;
    } else if (argument.kind != OperandCode::Kind::Frame) {
      source = far_words.data() + next_far;
      offset = 0;
      next_far += memory::words_for(argument.size);
    }
    const auto put = [&](std::uint32_t index, std::uint64_t from, std::uint64_t size) {
      const LocalSlot& slot = code.slots[index];
      const std::uint64_t bytes = std::min(size, slot.size);
      if (bytes == 0) return;
      if (slot.has_own_allocation) {
        memory::Allocation& allocation = machine_.memory_.edit(frame_words()[slot.offset >> 3].provenance.alloc_id());
        memory::copy(source, from, allocation.words.data(), 0, bytes);
      } else {
        memory::copy(source, from, frame_words(), slot.offset, bytes);
      }
    };
    if (is_last && body.spreads_last_argument) {
      const mir::Type& tuple = program_.types[argument.type];
      for (const mir::Field& field : tuple.variants[0].fields) put(parameter++, offset + field.offset, program_.types[field.type].size);
    } else if (i == 0 && takes_thin_receiver) {
      put(parameter++, offset, 8);
    } else {
      put(parameter++, offset, argument.size);
    }
    if (argument.clears_source && argument.size > 0) memory::forget(caller_words, argument.index, argument.size);
  }
  const bool may_disagree = callee.kind == Callee::Kind::Pointer && !body.is_variadic && !body.spreads_last_argument;
  return !may_disagree || check_call_types(body, call, thread_.frames[caller].code->places[instruction.place].type);
}

bool Executor::pop_frame() {
  Frame& top = frame();
  const Code& code = *top.code;
  Word* words = frame_words();
  for (const LocalSlot& slot : code.slots) {
    if (!slot.has_own_allocation) continue;
    Word& word = words[slot.offset >> 3];
    if (word.init == 0) continue;
    if (!note_end_of_local(word.provenance.alloc_id()) || !aliasing_free(word.provenance.alloc_id(), word.provenance.tag)) return false;
    note_free(word.provenance.alloc_id());
    machine_.memory_.free(word.provenance.alloc_id());
  }
  thread_.stack.resize(top.base);
  thread_.frames.pop_back();
  return true;
}

bool Executor::deliver(const ReturnPlace& result, const Word* words, std::uint64_t offset) {
  if (result.size == 0) return true;
  if (result.is_in_frame) {
    memory::copy(words, offset, frame_words(), result.offset, result.size);
    return true;
  }
  Bytes bytes;
  if (!reach_pointer(result.pointer, result.size, result.align, Access::Write, bytes)) return false;
  memory::copy(words, offset, bytes.words, bytes.offset, result.size);
  return true;
}

bool Executor::return_from_frame() {
  // The main thread's locals are dropped before the process ends.
  if (frame().kind == FrameKind::Start && !thread_.destructors.empty()) return run_destructor();
  if (!aliasing_end_call()) return false;
  const Frame top = frame();
  const LocalSlot& slot = top.code->slots[0];
  memory::Value value(memory::words_for(slot.size));
  if (slot.size > 0) {
    const Word* words = frame_words();
    std::uint64_t offset = slot.offset;
    if (slot.has_own_allocation) {
      words = machine_.memory_.find(words[slot.offset >> 3].provenance.alloc_id())->words.data();
      offset = 0;
    }
    memory::copy(words, offset, value.data(), 0, slot.size);
  } else if (program_.types[top.code->body->locals[0].type].is_uninhabited) {
    return undefined("unreachable", "a function that never returns has returned");
  }
  // What is no value is so where it arrives: the caller says what it takes the result for.
  const bool has_caller = top.kind == FrameKind::Call || top.kind == FrameKind::Catch;
  const auto is_valid = [&] { return slot.size == 0 || check_validity(top.code->body->locals[0].type, value.data(), 0); };
  if (!has_caller && !is_valid()) return false;
  if (!pop_frame() || (has_caller && !is_valid())) return false;
  switch (top.kind) {
    case FrameKind::Call:
    case FrameKind::Catch: {
      const Instruction& instruction = this->instruction();
      if (top.kind == FrameKind::Catch) {
        Word no{0, {}, 1};
        if (!deliver(top.result, &no, 0)) return false;
      } else {
        // The caller may know the function as one that returns something else.
        const bool is_call = instruction.op == Op::Call && slot.size > 0;
        const mir::TypeId expected = is_call ? frame().code->places[instruction.place].type : mir::TypeId();
        if (is_call && expected != top.code->body->locals[0].type && program_.types[expected].size == slot.size && !check_validity(expected, value.data(), 0)) return false;
        if (!deliver(top.result, value.data(), 0)) return false;
      }
      if (instruction.target == Instruction::no_target) return undefined("unreachable", "a call that never returns has returned");
      frame().next = instruction.target;
      return true;
    }
    case FrameKind::GlobalInit: {
      Machine::GlobalState& global = machine_.statics_.edit().globals[top.global];
      memory::Allocation& allocation = machine_.memory_.edit(global.alloc);
      if (slot.size > 0) memory::copy(value.data(), 0, allocation.words.data(), 0, slot.size);
      allocation.is_mutable = program_.globals[mir::GlobalId(top.global)].is_mutable;
      global.is_ready = true;
      global.is_running = false;
      --thread_.global_depth;
      return true;
    }
    case FrameKind::ThreadEntry:
    case FrameKind::Destructor:
      if (thread_.frames.empty()) return finish_thread();
      return frame().kind != FrameKind::Panicked || end_panicked();
    case FrameKind::Panicked: break;
    case FrameKind::Start: {
      Stop stop;
      stop.kind = StopKind::Exit;
      stop.exit_code = static_cast<int>(static_cast<std::int32_t>(value.size() == 0 ? 0 : value[0].bits));
      stop.message = "the program ran to its end";
      const auto is_over = [&](const Shared<Thread>& thread) { return thread->id == thread_.id || thread->is_finished; };
      // What threads that still run hold is not lost.
      if (machine_.options_.checks_leaks && std::all_of(machine_.threads_.begin(), machine_.threads_.end(), is_over))
        add_leaks(machine_.memory_, stop);
      machine_.end(std::move(stop));
      return false;
    }
  }
  return false;
}

/// Runs the next destructor of a thread local, or marks the thread as finished.
bool Executor::run_destructor() {
  const auto [fn, data] = thread_.destructors.back();
  thread_.destructors.pop_back();
  return push_frame(fn, FrameKind::Destructor, ReturnPlace{}) && store_argument(1, data);
}

bool Executor::finish_thread() {
  if (!thread_.destructors.empty()) return run_destructor();
  thread_.is_finished = true;
  note_change({Object::Kind::Thread, thread_.id, 0, 0});
  for (const auto& [global, alloc] : thread_.locals)
    if (const memory::Allocation* allocation = machine_.memory_.find(alloc)) {
      if (!aliasing_free(alloc, allocation->tag)) return false;
      machine_.memory_.free(alloc);
    }
  emit(event(EventKind::ThreadEnd));
  thread_.clock.advance(thread_.id);
  return true;
}

// ---- Drops

bool Executor::drop(const Instruction& instruction) {
  const PlaceCode& place = frame().code->places[instruction.place];
  Where where;
  if (!resolve(place, where)) return false;
  Pointer pointer;
  if (!to_pointer(place, where, pointer)) return false;
  // The glue returns to this instruction's target.
  return call_drop_glue(instruction.type, pointer, where.metadata);
}

bool Executor::call_drop_glue(mir::TypeId type_id, Pointer pointer, const Scalar& metadata) {
  const mir::Type& type = program_.types[type_id];
  mir::FnId glue = type.drop_glue;
  const bool is_dyn = type.kind == TypeKind::Dyn;
  if (is_dyn) {
    mir::VtableId vtable;
    if (!vtable_of(metadata, vtable)) return false;
    glue = program_.vtables[vtable].drop_glue;
  }
  if (!glue) {
    if (machine_.aliasing_ && !borrow_pointer(pointer, type_id, metadata, memory::BorrowOrigin::Mutable, true, memory::Protector::None)) return false;
    frame().next = instruction().target;
    return true;
  }
  ReturnPlace nowhere;
  if (!push_frame(glue, FrameKind::Call, nowhere)) return false;
  // What is dropped is lent to its destructor as a mutable reference that is an argument.
  if (machine_.aliasing_) {
    const bool is_unpin = program_.types[frame().code->body->locals[1].type].pointee_is_unpin;
    if (!borrow_pointer(pointer, type_id, metadata, memory::BorrowOrigin::Mutable, is_unpin, is_unpin ? memory::Protector::Strong : memory::Protector::None)) return false;
  }
  const Scalar data = Scalar::of(pointer);
  return store_argument(1, data, type.is_sized || is_dyn ? nullptr : &metadata);
}

// ---- Panics

bool Executor::panic_with(const std::string& message, Payload payload) {
  INVARIANT(program_.panic_message, "std provides the function that panics");
  memory::Allocation text;
  text.size = message.size();
  text.kind = memory::AllocKind::Global;
  text.is_mutable = false;
  text.origin = Id<int>::none_value;
  const AllocId id = new_allocation(std::move(text), thread_.arena);
  memory::Allocation& allocation = machine_.memory_.edit(id);
  for (std::size_t i = 0; i < message.size(); ++i) memory::set_byte(allocation.words.data(), i, static_cast<std::uint8_t>(message[i]));
  const Scalar pointer = Scalar::of(base_pointer(id));
  if (!push_frame(program_.panic_message, FrameKind::Call, ReturnPlace{})) return false;
  return store_argument(1, pointer) && store_argument(2, Scalar::of(message.size())) &&
         store_argument(3, Scalar::of(payload == Payload::Formatted ? 1 : 0));
}

bool Executor::assert_failed(const Instruction& instruction) {
  const auto operation = [&]() -> const char* {
    switch (static_cast<mir::BinaryOp>(instruction.extra)) {
      case mir::BinaryOp::Add:
      case mir::BinaryOp::CheckedAdd: return "add";
      case mir::BinaryOp::Sub:
      case mir::BinaryOp::CheckedSub: return "subtract";
      case mir::BinaryOp::Mul:
      case mir::BinaryOp::CheckedMul: return "multiply";
      case mir::BinaryOp::Div: return "divide";
      case mir::BinaryOp::Rem: return "calculate the remainder";
      case mir::BinaryOp::Shl: return "shift left";
      case mir::BinaryOp::Shr: return "shift right";
      default: return "calculate";
    }
  };
  switch (static_cast<mir::AssertKind>(instruction.detail)) {
    case mir::AssertKind::Overflow: return panic_with(concat("attempt to ", operation(), " with overflow"));
    case mir::AssertKind::OverflowNeg: return panic_with("attempt to negate with overflow");
    case mir::AssertKind::DivisionByZero: return panic_with("attempt to divide by zero");
    case mir::AssertKind::RemainderByZero: return panic_with("attempt to calculate the remainder with a divisor of zero");
    case mir::AssertKind::BoundsCheck: {
      const CallCode& details = frame().code->calls[instruction.place];
      Scalar length, index;
      if (!read_scalar(details.arguments[0], length) || !read_scalar(details.arguments[1], index)) return false;
      return panic_with(concat("index out of bounds: the len is ", static_cast<std::uint64_t>(length.bits), " but the index is ", static_cast<std::uint64_t>(index.bits)), Payload::Formatted);
    }
    case mir::AssertKind::MisalignedPointer: return undefined("misaligned", "a misaligned pointer is dereferenced");
    case mir::AssertKind::NullPointer: return undefined("null", "a null pointer is dereferenced");
    case mir::AssertKind::ResumedAfterReturn: return panic_with("`async fn` resumed after completion");
    case mir::AssertKind::ResumedAfterPanic: return panic_with("`async fn` resumed after panicking");
  }
  return false;
}

/// A panic begins: one that is being unwound already, and runs the destructor that panics, waits.
void Executor::put_panic_aside() {
  if (thread_.panic_count > thread_.outer_panics.size()) thread_.outer_panics.push_back(thread_.panic);
}

/// Leaves frames until one has something to clean up or catches the panic.
bool Executor::unwind() {
  while (true) {
    Frame& top = frame();
    const Instruction& at = top.code->instructions[top.next];
    const bool can_clean = at.op == Op::Call || at.op == Op::Drop || at.op == Op::Assert;
    if (can_clean && at.unwind != Instruction::no_target) {
      top.next = at.unwind;
      return true;
    }
    if (can_clean && top.code->in_cleanup[top.next])
      return abort("panic in a destructor", "a destructor panics while a panic is unwinding: the process aborts");
    if (top.code->body->is_nounwind)
      return abort("panic in a function that cannot unwind", "a panic reaches the end of a function that cannot unwind: the process aborts");
    const Frame left = top;
    if (left.kind == FrameKind::Start) {
      top.kind = FrameKind::Panicked;
      --thread_.panic_count;
      return end_panicked();
    }
    if (!aliasing_end_call() || !pop_frame()) return false;
    switch (left.kind) {
      case FrameKind::Catch: {
        Word yes{1, {}, 1};
        if (!deliver(left.result, &yes, 0)) return false;
        Bytes bytes;
        if (!reach_pointer(left.payload_target, 16, 8, Access::Write, bytes)) return false;
        memory::copy(thread_.panic.payload, 0, bytes.words, bytes.offset, 16);
        if (--thread_.panic_count > 0) {
          thread_.panic = std::move(thread_.outer_panics.back());
          thread_.outer_panics.pop_back();
        }
        frame().next = instruction().target;
        return true;
      }
      case FrameKind::ThreadEntry:
      case FrameKind::Destructor:
        return abort("panic", "a panic leaves a thread's outermost function: the process aborts");
      case FrameKind::GlobalInit: --thread_.global_depth; break;
      case FrameKind::Call:
      case FrameKind::Panicked:
      case FrameKind::Start: break;
    }
  }
}

/// The process ends otherwise than by main's return. While other threads run, what they do before that is
/// theirs to do, so that the end is an operation of its own.
bool Executor::end_when_chosen(Stop stop) {
  const auto still_runs = [&](const Shared<Thread>& thread) { return thread->id != thread_.id && !thread->is_finished; };
  if (thread_.global_depth > 0 || std::none_of(machine_.threads_.begin(), machine_.threads_.end(), still_runs)) {
    machine_.end(std::move(stop));
    return false;
  }
  note_unusual();
  thread_.end = Shared<Stop>::make(std::move(stop));
  stand_before_the_end();
  return false;
}

bool Executor::abort(std::string category, std::string message) {
  return end_when_chosen(stop_here(StopKind::Abort, std::move(category), std::move(message)));
}

/// The panic has left main.
bool Executor::end_panicked() {
  if (!thread_.destructors.empty()) return run_destructor();
  Stop stop;
  stop.kind = StopKind::Panic;
  stop.category = "panic";
  stop.message = thread_.panic.message;
  stop.span = thread_.panic.span;
  stop.thread = thread_.id;
  stop.exit_code = 101;
  return end_when_chosen(std::move(stop));
}

}  // namespace machine
