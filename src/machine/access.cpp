// Places and memory: from a place's code to bytes that may be read or written, with every check that
// Rust's rules ask for on the way (null, dangling, bounds, alignment, races, uninitialized bytes,
// validity of values).

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::TypeKind;

std::string to_hex(std::uint64_t value) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  do {
    text.insert(text.begin(), digits[value & 15]);
    value >>= 4;
  } while (value != 0);
  return "0x" + text;
}

bool Executor::resolve(const PlaceCode& place, Where& where, Steps steps) {
  Word* words = frame_words();
  if (place.start == PlaceCode::Start::Frame) {
    where.is_in_frame = true;
    where.offset = place.offset;
    if (place.step_count == 0) return true;
  } else {
    const Word& slot = words[place.offset >> 3];
    if (slot.init == 0) return undefined("dead local", "a variable is used outside its scope");
    where.is_in_frame = false;
    where.pointer = {slot.bits, slot.provenance};
  }
  const PlaceStep* step = frame().code->steps.data() + place.first_step;
  for (std::uint32_t i = 0; i < place.step_count; ++i, ++step) {
    const std::uint64_t start = where.pointer.address;
    switch (step->kind) {
      case PlaceStep::Kind::Add: where.pointer.address += step->amount; break;
      case PlaceStep::Kind::Deref:
      case PlaceStep::Kind::DerefBox: {
        Bytes bytes;
        if (where.is_in_frame) {
          bytes = {words, where.offset};
        } else if (!reach_pointer(where.pointer, step->is_wide ? 16 : 8, 8, Access::Read, bytes)) {
          return false;
        }
        Scalar address;
        if (!memory::load(bytes.words, bytes.offset, 8, address))
          return undefined("uninitialized", "an uninitialized pointer is dereferenced");
        if (step->is_wide && !memory::load(bytes.words, bytes.offset + 8, 8, where.metadata))
          return undefined("uninitialized", "an uninitialized pointer is dereferenced");
        where.is_in_frame = false;
        where.pointer = address.pointer();
        if (steps == Steps::Trusted) break;
        const mir::Type& pointer = program_.types[step->pointer];
        where.is_behind_raw = pointer.pointer_kind == mir::PointerKind::Raw || pointer.pointer_kind == mir::PointerKind::RawMut;
        if (!where.is_behind_raw && !check_pointer_validity(pointer, address, where.metadata)) return false;
        continue;
      }
      case PlaceStep::Kind::IndexBy: {
        INVARIANT(!where.is_in_frame, "a local that is indexed has an allocation");
        Scalar index;
        if (!memory::load(words, step->amount, 8, index))
          return undefined("uninitialized", "an uninitialized index is used");
        where.pointer.address += static_cast<std::uint64_t>(index.bits) * step->element_size;
        break;
      }
      case PlaceStep::Kind::FromEnd:
        where.pointer.address += (static_cast<std::uint64_t>(where.metadata.bits) - step->amount) * step->element_size;
        break;
      case PlaceStep::Kind::Subslice:
        where.pointer.address += step->amount * step->element_size;
        where.metadata.bits -= step->amount + step->amount_back;
        break;
      case PlaceStep::Kind::DynTail: {
        mir::VtableId vtable;
        if (!vtable_of(where.metadata, vtable)) return false;
        const std::uint64_t align = std::min<std::uint64_t>(program_.types[program_.vtables[vtable].type].align, step->amount_back);
        where.pointer.address += (step->amount + align - 1) / align * align;
        break;
      }
    }
    // An offset within what a raw pointer points to stays in bounds.
    if (where.is_behind_raw && where.pointer.address != start) {
      Pointer from{start, where.pointer.provenance};
      AllocId id;
      if (!find_target(from, where.pointer.address - start, "a field's address", id)) return false;
    }
  }
  return true;
}

bool Executor::to_pointer(const PlaceCode&, const Where& where, Pointer& pointer) {
  INVARIANT(!where.is_in_frame, "a local whose address is taken has an allocation");
  pointer = where.pointer;
  return true;
}

bool Executor::find_target(Pointer& pointer, std::uint64_t size, const char* doing, AllocId& id) {
  if (pointer.provenance.is_wildcard()) {
    id = machine_.memory_.find_exposed(pointer.address);
    if (!id) return undefined("dangling", concat(doing, " through ", to_hex(pointer.address), ", an integer cast to a pointer that no exposed allocation contains"));
    pointer.provenance.alloc = id.value;
  } else if (pointer.provenance.is_none()) {
    if (pointer.address == 0) return undefined("null", concat(doing, " through a null pointer"));
    return undefined("dangling", concat(doing, " through ", to_hex(pointer.address), ", a pointer without provenance"));
  } else {
    id = pointer.provenance.alloc_id();
  }
  const memory::Allocation* allocation = machine_.memory_.find(id);
  if (!allocation) return undefined_after(id, "use after free", concat(doing, " through a dangling pointer: what it pointed to has been freed"));
  const std::uint64_t offset = pointer.address - allocation->base;
  if (offset > allocation->size || size > allocation->size - offset)
    return undefined("out of bounds", concat(doing, " of ", size, size == 1 ? " byte" : " bytes", " at offset ", static_cast<std::int64_t>(offset), " of an allocation of ", allocation->size, allocation->size == 1 ? " byte" : " bytes"));
  return true;
}

bool Executor::reach_pointer(Pointer pointer, std::uint64_t size, std::uint32_t align, Access access,
                             Bytes& bytes, bool is_atomic) {
  static Word nothing;
  if (align > 1 && pointer.address % align != 0)
    return undefined("misaligned", concat("an access through ", to_hex(pointer.address), ", which is not aligned to ", align, " bytes"));
  if (size == 0) {
    // An access of no bytes touches no allocation: any pointer serves, the null pointer too.
    bytes = {&nothing, 0};
    return true;
  }
  AllocId id;
  if (!find_target(pointer, size, access == Access::Read ? "a read" : "a write", id)) return false;
  const memory::Allocation* allocation = machine_.memory_.find(id);
  const std::uint64_t offset = pointer.address - allocation->base;
  if (allocation->kind == memory::AllocKind::Function || allocation->kind == memory::AllocKind::Vtable)
    return undefined("dangling", "data is accessed through a pointer to a function or vtable");
  if (access == Access::Write && !allocation->is_mutable && thread_.global_depth == 0)
    return undefined("read-only memory", "a write to memory that is read-only");
  if (access == Access::Write && !is_atomic) note_written(id);
  if (machine_.aliasing_ && !aliasing_access(id, *allocation, pointer.provenance.tag, offset, size, access)) return false;
  if (is_tracking() && !note_access(id, offset, size, access, is_atomic)) return false;
  if (access == Access::Read) {
    bytes = {const_cast<Word*>(allocation->words.data()), offset};
  } else {
    bytes = {machine_.memory_.edit(id).words.data(), offset};
  }
  return true;
}

bool Executor::reach(const PlaceCode& place, Access access, Bytes& bytes) {
  Where where;
  if (!resolve(place, where)) return false;
  if (where.is_in_frame) {
    bytes = {frame_words(), where.offset};
    return true;
  }
  return reach_pointer(where.pointer, place.size, place.align, access, bytes);
}

bool Executor::reach_tag(const PlaceCode& place, Access access, Bytes& bytes) {
  Where where;
  if (!resolve(place, where)) return false;
  if (where.is_in_frame) {
    bytes = {frame_words(), where.offset};
    return true;
  }
  const mir::TagEncoding& tag = program_.types[place.type].tag;
  if (tag.kind == mir::TagEncoding::Kind::Single) return reach_pointer(where.pointer, 0, place.align, access, bytes);
  const mir::Type& type = program_.types[tag.tag_type];
  where.pointer.address += tag.offset;
  if (!reach_pointer(where.pointer, type.metadata != mir::Metadata::None ? 8 : type.size, 1, access, bytes)) return false;
  bytes.offset -= tag.offset;
  return true;
}

std::uint64_t Executor::size_of_unsized(mir::TypeId type_id, const Scalar& metadata) {
  const mir::Type& type = program_.types[type_id];
  if (type.is_sized) return type.size;
  switch (type.kind) {
    case TypeKind::Slice: return program_.types[type.pointee].size * static_cast<std::uint64_t>(metadata.bits);
    case TypeKind::Str: return static_cast<std::uint64_t>(metadata.bits);
    case TypeKind::Dyn: {
      mir::VtableId vtable;
      if (!vtable_of(metadata, vtable)) return 0;
      return program_.types[program_.vtables[vtable].type].size;
    }
    default: {
      const mir::Field& tail = type.variants[0].fields.back();
      for (const mir::Field& field : type.variants[0].fields) {
        if (program_.types[field.type].is_sized) continue;
        const std::uint64_t align = align_of_unsized(type_id, metadata);
        const std::uint64_t field_align = align_of_field(type, field, metadata);
        const std::uint64_t begin = (field.offset + field_align - 1) / field_align * field_align;
        return (begin + size_of_unsized(field.type, metadata) + align - 1) / align * align;
      }
      return tail.offset;
    }
  }
}

std::uint64_t Executor::align_of_unsized(mir::TypeId type_id, const Scalar& metadata) {
  const mir::Type& type = program_.types[type_id];
  if (type.is_sized) return type.align;
  if (type.kind == TypeKind::Dyn) {
    mir::VtableId vtable;
    if (!vtable_of(metadata, vtable)) return 1;
    return program_.types[program_.vtables[vtable].type].align;
  }
  std::uint64_t align = type.align;
  if (!type.variants.empty())
    for (const mir::Field& field : type.variants[0].fields)
      align = std::max(align, align_of_field(type, field, metadata));
  return align;
}

std::uint64_t Executor::align_of_field(const mir::Type& type, const mir::Field& field, const Scalar& metadata) {
  const std::uint64_t align = align_of_unsized(field.type, metadata);
  return type.packed ? std::min<std::uint64_t>(align, type.packed) : align;
}

// ---- Operands

bool Executor::read_scalar(const OperandCode& operand, Scalar& value) {
  switch (operand.kind) {
    case OperandCode::Kind::Immediate: value = Scalar::of(operand.bits); return true;
    case OperandCode::Kind::Frame:
      if (memory::load(frame_words(), operand.index, static_cast<std::uint32_t>(operand.size), value)) return true;
      return undefined("uninitialized", "an uninitialized value is used");
    case OperandCode::Kind::Place: {
      const PlaceCode& place = frame().code->places[operand.index];
      Bytes bytes;
      if (!reach(place, Access::Read, bytes)) return false;
      if (!memory::load(bytes.words, bytes.offset, static_cast<std::uint32_t>(operand.size), value))
        return undefined("uninitialized", "a read of uninitialized memory");
      const mir::Type& type = program_.types[operand.type];
      if (type.kind == TypeKind::Int) value.provenance = {};
      return check_scalar_validity(type, value);
    }
    case OperandCode::Kind::GlobalAddress: {
      value = Scalar::of(base_pointer(global_alloc(operand.index)));
      return true;
    }
    case OperandCode::Kind::GlobalValue: {
      const memory::Allocation* allocation = machine_.memory_.find(global_alloc(operand.index));
      if (!memory::load(allocation->words.data(), 0, static_cast<std::uint32_t>(operand.size), value))
        return undefined("uninitialized", "a constant holds uninitialized memory");
      return true;
    }
    case OperandCode::Kind::Function: value = Scalar::of(function_pointer(mir::FnId(operand.index))); return true;
    case OperandCode::Kind::Vtable: value = Scalar::of(vtable_pointer(mir::VtableId(operand.index))); return true;
  }
  return false;
}

bool Executor::read_wide(const OperandCode& operand, Scalar& first, Scalar& second) {
  if (operand.kind == OperandCode::Kind::GlobalAddress) {
    first = Scalar::of(base_pointer(global_alloc(operand.index)));
    second = Scalar::of(operand.length);
    return true;
  }
  if (operand.kind == OperandCode::Kind::Immediate) {
    first = Scalar::of(static_cast<std::uint64_t>(operand.bits));
    second = Scalar::of(operand.length);
    return true;
  }
  Bytes bytes;
  if (operand.kind == OperandCode::Kind::Frame) {
    bytes = {frame_words(), operand.index};
  } else if (operand.kind == OperandCode::Kind::GlobalValue) {
    bytes = {const_cast<Word*>(machine_.memory_.find(global_alloc(operand.index))->words.data()), 0};
  } else if (!reach(frame().code->places[operand.index], Access::Read, bytes)) {
    return false;
  }
  if (!memory::load(bytes.words, bytes.offset, 8, first) || !memory::load(bytes.words, bytes.offset + 8, 8, second))
    return undefined("uninitialized", "an uninitialized pointer is used");
  return true;
}

bool Executor::read_whole(const OperandCode& operand, memory::Value& words) {
  words.reset(memory::words_for(operand.size));
  if (operand.size == 0) return true;
  switch (operand.kind) {
    case OperandCode::Kind::Frame: memory::copy(frame_words(), operand.index, words.data(), 0, operand.size); return true;
    case OperandCode::Kind::Place: {
      Bytes bytes;
      if (!reach(frame().code->places[operand.index], Access::Read, bytes)) return false;
      memory::copy(bytes.words, bytes.offset, words.data(), 0, operand.size);
      return true;
    }
    case OperandCode::Kind::GlobalValue:
      memory::copy(machine_.memory_.find(global_alloc(operand.index))->words.data(), 0, words.data(), 0, operand.size);
      return true;
    default:
      if (operand.is_wide) {
        Scalar first, second;
        if (!read_wide(operand, first, second)) return false;
        memory::store(words.data(), 0, 8, first);
        memory::store(words.data(), 8, 8, second);
        return true;
      }
      Scalar value;
      if (!read_scalar(operand, value)) return false;
      memory::store(words.data(), 0, static_cast<std::uint32_t>(operand.size), value);
      return true;
  }
}

bool Executor::write_scalar(const PlaceCode& target, const Scalar& value, std::uint32_t size) {
  Bytes bytes;
  if (!reach(target, Access::Write, bytes)) return false;
  if (size > 0) memory::store(bytes.words, bytes.offset, size, value);
  return true;
}

bool Executor::write_wide(const PlaceCode& target, const Scalar& first, const Scalar& second) {
  Bytes bytes;
  if (!reach(target, Access::Write, bytes)) return false;
  memory::store(bytes.words, bytes.offset, 8, first);
  memory::store(bytes.words, bytes.offset + 8, 8, second);
  return true;
}

bool Executor::copy_operand(const OperandCode& operand, const PlaceCode& target) {
  if (operand.size == 0) {
    const mir::Type& type = program_.types[operand.type];
    if (type.is_uninhabited) return undefined("invalid value", concat("a value of type ", quoted(type.name), ", which has none"));
    Bytes nothing;
    if (operand.kind == OperandCode::Kind::Place && !reach(frame().code->places[operand.index], Access::Read, nothing)) return false;
    if (target.start == PlaceCode::Start::Frame && target.step_count == 0) return true;
    Bytes bytes;
    return reach(target, Access::Write, bytes);
  }
  switch (operand.kind) {
    case OperandCode::Kind::Frame: {
      if (operand.is_scalar && !memory::is_initialized(frame_words(), operand.index, operand.size))
        return undefined("uninitialized", "an uninitialized value is used");
      Bytes bytes;
      if (!reach(target, Access::Write, bytes)) return false;
      memory::copy(frame_words(), operand.index, bytes.words, bytes.offset, operand.size);
      if (operand.clears_source && bytes.words != frame_words())
        memory::forget(frame_words(), operand.index, operand.size);
      return true;
    }
    case OperandCode::Kind::Place: {
      const PlaceCode& source = frame().code->places[operand.index];
      Bytes from, to;
      if (!reach(source, Access::Read, from)) return false;
      if (!check_validity(operand.type, from.words, from.offset)) return false;
      // Reaching the target may copy shared pages: what was found of the source must be found again.
      if (target.start == PlaceCode::Start::Frame && target.step_count == 0) {
        memory::copy(from.words, from.offset, frame_words(), target.offset, operand.size);
        if (source.may_hold_other_type) keep_what_type_keeps(operand.type, frame_words(), target.offset);
        return true;
      }
      memory::Value words(memory::words_for(operand.size + (from.offset & 7)));
      memory::copy(from.words, from.offset, words.data(), from.offset & 7, operand.size);
      if (source.may_hold_other_type) keep_what_type_keeps(operand.type, words.data(), from.offset & 7);
      if (!reach(target, Access::Write, to)) return false;
      memory::copy(words.data(), from.offset & 7, to.words, to.offset, operand.size);
      return true;
    }
    case OperandCode::Kind::GlobalValue: {
      Bytes to;
      if (!reach(target, Access::Write, to)) return false;
      memory::copy(machine_.memory_.find(global_alloc(operand.index))->words.data(), 0, to.words, to.offset, operand.size);
      return true;
    }
    default: {
      if (operand.is_wide || operand.size > 16) {
        Scalar first, second;
        return read_wide(operand, first, second) && write_wide(target, first, second);
      }
      Scalar value;
      return read_scalar(operand, value) && write_scalar(target, value, static_cast<std::uint32_t>(operand.size));
    }
  }
}

}  // namespace machine
