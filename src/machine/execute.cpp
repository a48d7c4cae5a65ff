// One instruction at a time: statements, jumps, and the way to calls.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::TypeKind;

Stop Executor::stop_here(StopKind kind, std::string category, std::string message) const {
  Stop stop;
  stop.kind = kind;
  stop.category = std::move(category);
  stop.message = std::move(message);
  stop.span = machine_.user_span(thread_);
  stop.thread = thread_.id;
  return stop;
}

bool Executor::fail(StopKind kind, std::string category, std::string message) {
  machine_.end(stop_here(kind, std::move(category), std::move(message)));
  return false;
}

bool Executor::undefined_after(AllocId freed, std::string category, std::string message) {
  Stop stop = stop_here(StopKind::UndefinedBehavior, std::move(category), std::move(message));
  if (const Grave* grave = machine_.graves_ ? machine_.graves_->find(freed) : nullptr) {
    const bool is_local = grave->kind == memory::AllocKind::Local;
    stop.related.push_back({grave->made, is_local ? "the variable is declared here" : "the memory is allocated here", Moment::Role::Made, 0});
    stop.related.push_back({grave->freed, is_local ? "then it goes, with its scope" : "then it is freed", Moment::Role::Freed, 0});
  }
  machine_.end(std::move(stop));
  return false;
}

Event Executor::event(EventKind kind) const {
  Event event;
  event.kind = kind;
  event.thread = thread_.id;
  if (events_) event.span = machine_.user_span(thread_);
  return event;
}

void Executor::emit(Event event) {
  const bool is_visible = event.kind != EventKind::Read && event.kind != EventKind::Write && event.kind != EventKind::ThreadEnd;
  if (is_visible) {
    note_unusual();
    machine_.last_succeeded_ = event.succeeded;
    note_look(event);
  }
  if (events_) events_->push_back(std::move(event));
}

bool Executor::execute() {
  Frame& frame = thread_.frames.back();
  const Code& code = *frame.code;
  const Instruction& instruction = code.instructions[frame.next];
  if (instruction.needs_globals) {
    bool is_waiting = false;
    if (!ready_globals(instruction, is_waiting)) return false;
    if (is_waiting) return true;
  }
  switch (instruction.op) {
    case Op::Nop: ++frame.next; return true;
    case Op::StorageLive:
      if (!storage_live(static_cast<std::uint32_t>(instruction.count))) return false;
      ++frame.next;
      return true;
    case Op::StorageDead:
      if (!storage_dead(static_cast<std::uint32_t>(instruction.count))) return false;
      ++frame.next;
      return true;
    case Op::Copy:
      if (!copy_operand(instruction.left, code.places[instruction.place])) return false;
      ++frame.next;
      return true;
    case Op::Binary: {
      const mir::Type& type = program_.types[instruction.type];
      const auto op = static_cast<mir::BinaryOp>(instruction.detail);
      Scalar left, right, value;
      bool overflowed = false;
      if (type.metadata != mir::Metadata::None && type.kind == TypeKind::Pointer) {
        Scalar left_meta, right_meta;
        if (!read_wide(instruction.left, left, left_meta) || !read_wide(instruction.right, right, right_meta)) return false;
        const bool are_equal = left.bits == right.bits && left_meta.bits == right_meta.bits;
        const bool is_less = left.bits != right.bits ? left.bits < right.bits : left_meta.bits < right_meta.bits;
        switch (op) {
          case mir::BinaryOp::Eq: value.bits = are_equal; break;
          case mir::BinaryOp::Ne: value.bits = !are_equal; break;
          case mir::BinaryOp::Lt: value.bits = is_less; break;
          case mir::BinaryOp::Le: value.bits = is_less || are_equal; break;
          case mir::BinaryOp::Gt: value.bits = !is_less && !are_equal; break;
          case mir::BinaryOp::Ge: value.bits = !is_less; break;
          default: INVARIANT(false, "wide pointers are only compared");
        }
      } else {
        if (!read_scalar(instruction.left, left) || !read_scalar(instruction.right, right)) return false;
        if (!binary(op, type, left, right, value, overflowed)) return false;
      }
      const PlaceCode& target = code.places[instruction.place];
      if (op == mir::BinaryOp::CheckedAdd || op == mir::BinaryOp::CheckedSub || op == mir::BinaryOp::CheckedMul) {
        Bytes bytes;
        if (!reach(target, Access::Write, bytes)) return false;
        const mir::Variant& fields = program_.types[target.type].variants[0];
        memory::store(bytes.words, bytes.offset + fields.fields[0].offset, static_cast<std::uint32_t>(type.size), value);
        memory::store(bytes.words, bytes.offset + fields.fields[1].offset, 1, Scalar::of(overflowed ? 1 : 0));
      } else if (instruction.is_fast) {
        memory::store(frame_words(), target.offset, static_cast<std::uint32_t>(target.size), value);
      } else if (!write_scalar(target, value, static_cast<std::uint32_t>(target.size))) {
        return false;
      }
      ++frame.next;
      return true;
    }
    case Op::Unary: {
      const mir::Type& type = program_.types[instruction.type];
      const PlaceCode& target = code.places[instruction.place];
      Scalar value;
      switch (static_cast<mir::UnaryOp>(instruction.detail)) {
        case mir::UnaryOp::PtrMetadata: {
          if (type.metadata == mir::Metadata::None) break;
          Scalar first;
          if (!read_wide(instruction.left, first, value)) return false;
          break;
        }
        case mir::UnaryOp::Not:
          if (!read_scalar(instruction.left, value)) return false;
          value.bits = type.kind == TypeKind::Bool ? value.bits ^ 1 : ~value.bits & (type.bits >= 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << type.bits) - 1);
          break;
        case mir::UnaryOp::Neg: {
          if (!read_scalar(instruction.left, value)) return false;
          if (type.kind == TypeKind::Float) {
            value.bits ^= static_cast<unsigned __int128>(1) << (type.bits - 1);
          } else {
            const Scalar zero = Scalar::of(0);
            bool overflowed;
            Scalar negated;
            if (!binary(mir::BinaryOp::Sub, type, zero, value, negated, overflowed)) return false;
            value = negated;
          }
          break;
        }
      }
      if (!write_scalar(target, value, static_cast<std::uint32_t>(target.size))) return false;
      ++frame.next;
      return true;
    }
    case Op::Ref: {
      const PlaceCode& source = code.places[instruction.extra];
      const PlaceCode& target = code.places[instruction.place];
      Where where;
      if (!resolve(source, where, Steps::Checked)) return false;
      Pointer pointer;
      if (!to_pointer(source, where, pointer)) return false;
      const bool is_reference = instruction.detail != 0xff && instruction.detail != static_cast<std::uint8_t>(mir::BorrowKind::Fake);
      if (where.is_behind_raw && is_reference && !check_pointer_validity(program_.types[target.type], Scalar::of(pointer), where.metadata)) return false;
      if (machine_.aliasing_ && instruction.detail != 0xff && !borrow_place(pointer, source.type, where.metadata, instruction)) return false;
      if (source.is_unsized ? !write_wide(target, Scalar::of(pointer), where.metadata) : !write_scalar(target, Scalar::of(pointer), 8)) return false;
      ++frame.next;
      return true;
    }
    case Op::Mention: {
      Where where;
      if (!resolve(code.places[instruction.place], where, Steps::Checked)) return false;
      ++frame.next;
      return true;
    }
    case Op::Length: {
      Where where;
      if (!resolve(code.places[instruction.extra], where)) return false;
      if (!write_scalar(code.places[instruction.place], where.metadata, 8)) return false;
      ++frame.next;
      return true;
    }
    case Op::Cast:
      if (!cast(instruction)) return false;
      ++frame.next;
      return true;
    case Op::Discriminant: {
      const PlaceCode& source = code.places[instruction.extra];
      const PlaceCode& target = code.places[instruction.place];
      const mir::Type& type = program_.types[source.type];
      std::uint32_t variant = 0;
      if (type.kind == TypeKind::Enum || type.kind == TypeKind::Coroutine) {
        Bytes bytes;
        if (!reach_tag(source, Access::Read, bytes) || !read_discriminant(source.type, bytes.words, bytes.offset, variant)) return false;
        const auto discriminant = static_cast<unsigned __int128>(type.variants[variant].discriminant);
        if (!write_scalar(target, Scalar::of(discriminant & (target.size >= 16 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << (target.size * 8)) - 1)), static_cast<std::uint32_t>(target.size))) return false;
      } else if (!write_scalar(target, Scalar::of(0), static_cast<std::uint32_t>(target.size))) {
        return false;
      }
      ++frame.next;
      return true;
    }
    case Op::SetDiscriminant: {
      const PlaceCode& target = code.places[instruction.place];
      Bytes bytes;
      if (!reach_tag(target, Access::Write, bytes) || !write_variant(target.type, static_cast<std::uint32_t>(instruction.count), bytes)) return false;
      ++frame.next;
      return true;
    }
    case Op::Aggregate: {
      const AggregateCode& aggregate = code.aggregates[instruction.extra];
      const PlaceCode& target = code.places[instruction.place];
      Bytes bytes;
      if (!reach(target, Access::Write, bytes)) return false;
      if (target.size > 0) memory::forget(bytes.words, bytes.offset, target.size);
      for (const auto& [part, value] : aggregate.parts)
        if (!copy_operand(value, code.places[part])) return false;
      const mir::Type& type = program_.types[instruction.type];
      if (type.kind == TypeKind::Enum || type.kind == TypeKind::Coroutine) {
        if (!reach_tag(target, Access::Write, bytes) || !write_variant(instruction.type, aggregate.variant, bytes)) return false;
      }
      ++frame.next;
      return true;
    }
    case Op::Repeat: {
      const PlaceCode& target = code.places[instruction.place];
      memory::Value element;
      if (!read_whole(instruction.left, element)) return false;
      Bytes bytes;
      if (!reach(target, Access::Write, bytes)) return false;
      for (std::uint64_t i = 0; i < instruction.count && instruction.left.size > 0; ++i)
        memory::copy(element.data(), 0, bytes.words, bytes.offset + i * instruction.left.size, instruction.left.size);
      ++frame.next;
      return true;
    }
    case Op::Retag:
      if (machine_.aliasing_ && !retag(instruction)) return false;
      ++frame.next;
      return true;
    case Op::Goto: frame.next = instruction.target; return true;
    case Op::Switch: {
      Scalar value;
      if (!read_scalar(instruction.left, value)) return false;
      const SwitchCode& choose = code.switches[instruction.extra];
      for (const auto& [bits, target] : choose.targets) {
        if (bits == value.bits) {
          frame.next = target;
          return true;
        }
      }
      if (choose.otherwise == Instruction::no_target) return undefined("unreachable", "unreachable code is reached");
      frame.next = choose.otherwise;
      return true;
    }
    case Op::Return: return return_from_frame();
    case Op::Unreachable: return undefined("unreachable", "unreachable code is reached");
    case Op::Resume: return unwind();
    case Op::Abort: {
      const mir::Terminator& terminator = [&]() -> const mir::Terminator& {
        std::uint32_t index = frame.next;
        for (const mir::BasicBlock& block : code.body->blocks) {
          if (index == block.statements.size()) return block.terminator;
          index -= static_cast<std::uint32_t>(block.statements.size()) + 1;
        }
        return code.body->blocks[0].terminator;
      }();
      const auto* end = std::get_if<mir::AbortTerm>(&terminator.kind);
      return abort("abort", end && !end->why.empty() ? end->why : "the process aborts");
    }
    case Op::Unsupported: {
      std::uint32_t index = frame.next;
      for (const mir::BasicBlock& block : code.body->blocks) {
        if (index == block.statements.size()) {
          const auto* missing = std::get_if<mir::UnsupportedTerm>(&block.terminator.kind);
          return unsupported(missing ? missing->what : "this construct");
        }
        index -= static_cast<std::uint32_t>(block.statements.size()) + 1;
      }
      return unsupported("this construct");
    }
    case Op::Drop: return drop(instruction);
    case Op::Call: return call(instruction);
    case Op::Assert: {
      Scalar condition;
      if (!read_scalar(instruction.left, condition)) return false;
      if (condition.bits == instruction.count) {
        frame.next = instruction.target;
        return true;
      }
      return assert_failed(instruction);
    }
  }
  return false;
}

}  // namespace machine
