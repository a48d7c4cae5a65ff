// The operations that std asks of the machine, apart from the visible ones (visible.cpp) and
// arithmetic (arithmetic.cpp, float_intrinsics.cpp). The list with signatures is mir/intrinsics.def.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;
using mir::TypeKind;

bool Executor::argument(const CallCode& call, std::size_t index, Scalar& value) {
  const OperandCode& operand = call.arguments[index];
  if (operand.is_wide) {
    Scalar metadata;
    return read_wide(operand, value, metadata);
  }
  if (operand.is_scalar) return read_scalar(operand, value);
  // A newtype around a scalar.
  memory::Value words;
  if (!read_whole(operand, words)) return false;
  if (operand.size == 0) {
    value = Scalar{};
    return true;
  }
  if (operand.size > 16 || !memory::load(words.data(), 0, static_cast<std::uint32_t>(operand.size), value))
    return undefined("uninitialized", "an uninitialized value is used");
  return true;
}

bool Executor::result(const Scalar& value, std::uint32_t size) {
  if (!write_scalar(frame().code->places[instruction().place], value, size)) return false;
  advance();
  return true;
}

bool Executor::result_words(const Word* words, std::uint64_t size) {
  Bytes bytes;
  if (!reach(frame().code->places[instruction().place], Access::Write, bytes)) return false;
  if (size > 0) memory::copy(words, 0, bytes.words, bytes.offset, size);
  advance();
  return true;
}

bool Executor::read_text(const Scalar& pointer, std::uint64_t length, std::string& text) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), length, 1, Access::Read, bytes)) return false;
  if (length > 0 && !memory::is_initialized(bytes.words, bytes.offset, length)) return undefined("uninitialized", "a read of uninitialized memory");
  text.resize(length);
  for (std::uint64_t i = 0; i < length; ++i) text[i] = static_cast<char>(memory::byte_at(bytes.words, bytes.offset + i));
  return true;
}

bool Executor::write_text(const Scalar& pointer, std::string_view text) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), text.size(), 1, Access::Write, bytes)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) memory::set_byte(bytes.words, bytes.offset + i, static_cast<std::uint8_t>(text[i]));
  return true;
}

bool Executor::write_at(const Scalar& pointer, const Scalar& value, std::uint32_t size) {
  Bytes bytes;
  if (!reach_pointer(pointer.pointer(), size, 1, Access::Write, bytes)) return false;
  memory::store(bytes.words, bytes.offset, size, value);
  return true;
}

bool Executor::intrinsic(const Instruction& instruction, const CallCode& call) {
  bool handled = false;
  if (!memory_intrinsic(call.term->callee.intrinsic, call, instruction, handled)) return false;
  if (handled) return true;
  if (!arithmetic_intrinsic(call.term->callee.intrinsic, call, handled)) return false;
  if (handled) return true;
  if (!float_intrinsic(call.term->callee.intrinsic, call, handled)) return false;
  if (handled) return true;
  return visible_intrinsic(instruction, call);
}

bool Executor::memory_intrinsic(Intrinsic which, const CallCode& call, const Instruction& instruction, bool& handled) {
  handled = true;
  const std::vector<mir::TypeId>& type_args = call.term->callee.type_args;
  const auto type = [&]() -> const mir::Type& { return program_.types[type_args[0]]; };
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  const auto text_result = [&](const std::string& text) {
    memory::Allocation allocation;
    allocation.size = text.size();
    allocation.kind = memory::AllocKind::Global;
    allocation.origin = Id<int>::none_value;
    allocation.is_mutable = false;
    const AllocId id = new_allocation(std::move(allocation), thread_.arena);
    memory::Allocation& made = machine_.memory_.edit(id);
    for (std::size_t i = 0; i < text.size(); ++i) memory::set_byte(made.words.data(), i, static_cast<std::uint8_t>(text[i]));
    const Word words[2] = {{made.base, {id.value, made.tag}, 0xff}, {text.size(), {}, 0xff}};
    return result_words(words, 16);
  };
  const auto allocate = [&](std::uint64_t size, std::uint64_t align, AllocId& id) {
    if (machine_.memory_.live_bytes() + size > machine_.options_.max_memory_bytes)
      return fail(StopKind::Limit, "memory", concat("the program uses more than ", machine_.options_.max_memory_bytes >> 20, " MiB"));
    memory::Allocation allocation;
    allocation.size = size;
    allocation.align = static_cast<std::uint32_t>(align);
    allocation.kind = memory::AllocKind::Heap;
    allocation.thread = thread_.id;
    allocation.span = machine_.user_span(thread_);
    id = new_allocation(std::move(allocation), thread_.arena);
    if (is_tracking() && !note_access(id, 0, size, Access::Write, false)) return false;
    return true;
  };
  const auto deallocate = [&](const Scalar& pointer, std::uint64_t size, std::uint64_t align) {
    Pointer target = pointer.pointer();
    AllocId id;
    if (!find_target(target, 0, "a deallocation", id)) return false;
    const memory::Allocation* allocation = machine_.memory_.find(id);
    if (allocation->kind != memory::AllocKind::Heap) return undefined("deallocation", "a deallocation of memory that did not come from the heap");
    if (target.address != allocation->base) return undefined("deallocation", "a deallocation through a pointer that does not point to the start of its allocation");
    if (allocation->size != size || allocation->align != align)
      return undefined("deallocation", concat("a deallocation with size ", size, " and alignment ", align, " of an allocation of size ", allocation->size, " and alignment ", allocation->align));
    if (is_tracking() && !note_access(id, 0, allocation->size, Access::Write, false, "a deallocation")) return false;
    if (!aliasing_free(id, target.provenance.tag)) return false;
    note_free(id);
    machine_.memory_.free(id);
    return true;
  };

  switch (which) {
    // ---- types
    case Intrinsic::size_of: return scalar_result(type().size, 8);
    case Intrinsic::align_of: return scalar_result(type().align, 8);
    case Intrinsic::size_of_val:
    case Intrinsic::align_of_val: {
      Scalar pointer, metadata;
      if (!type().is_sized && !read_wide(call.arguments[0], pointer, metadata)) return false;
      return scalar_result(which == Intrinsic::size_of_val ? size_of_unsized(type_args[0], metadata) : align_of_unsized(type_args[0], metadata), 8);
    }
    case Intrinsic::needs_drop: return scalar_result(type().needs_drop ? 1 : 0, 1);
    case Intrinsic::type_name: return text_result(type().name);
    case Intrinsic::is_compared_bytewise: return scalar_result(type().kind == TypeKind::Int || type().kind == TypeKind::Bool || type().kind == TypeKind::Char ? 1 : 0, 1);
    case Intrinsic::type_id: return scalar_result(type_args[0].value + std::uint64_t{1}, 8);
    case Intrinsic::variant_count: return scalar_result(type().variants.size(), 8);
    case Intrinsic::discriminant_value: {
      Scalar pointer;
      if (!argument(call, 0, pointer)) return false;
      if (type().kind != TypeKind::Enum) return scalar_result(0, 16);
      Bytes bytes;
      if (!reach_pointer(pointer.pointer(), type().size, type().align, Access::Read, bytes)) return false;
      std::uint32_t variant = 0;
      if (!read_discriminant(type_args[0], bytes.words, bytes.offset, variant)) return false;
      return scalar_result(static_cast<unsigned __int128>(type().variants[variant].discriminant), 16);
    }
    // ---- values
    case Intrinsic::transmute: {
      const mir::Type& to = program_.types[type_args[1]];
      if (to.size != type().size) return unsupported("a transmute between types of different size");
      memory::Value words;
      if (!read_whole(call.arguments[0], words) || !check_validity(type_args[1], words.data(), 0)) return false;
      keep_what_type_keeps(type_args[1], words.data(), 0);
      return result_words(words.data(), to.size);
    }
    case Intrinsic::transmute_copy_unchecked: {
      const mir::Type& to = program_.types[type_args[1]];
      Scalar pointer;
      Bytes bytes;
      if (!argument(call, 0, pointer) || !reach_pointer(pointer.pointer(), to.size, 1, Access::Read, bytes)) return false;
      memory::Value words(memory::words_for(to.size));
      if (to.size > 0) memory::copy(bytes.words, bytes.offset, words.data(), 0, to.size);
      if (!check_validity(type_args[1], words.data(), 0)) return false;
      keep_what_type_keeps(type_args[1], words.data(), 0);
      return result_words(words.data(), to.size);
    }
    case Intrinsic::read_via_copy:
    case Intrinsic::read_unaligned:
    case Intrinsic::volatile_load: {
      Scalar pointer;
      Bytes bytes;
      if (!argument(call, 0, pointer)) return false;
      if (!reach_pointer(pointer.pointer(), type().size, which == Intrinsic::read_unaligned ? 1 : type().align, Access::Read, bytes)) return false;
      memory::Value words(memory::words_for(type().size));
      if (type().size > 0) memory::copy(bytes.words, bytes.offset, words.data(), 0, type().size);
      if (!check_validity(type_args[0], words.data(), 0)) return false;
      keep_what_type_keeps(type_args[0], words.data(), 0);
      return result_words(words.data(), type().size);
    }
    case Intrinsic::write_via_move:
    case Intrinsic::write_unaligned:
    case Intrinsic::volatile_store: {
      Scalar pointer;
      Bytes bytes;
      memory::Value words;
      if (!argument(call, 0, pointer) || !read_whole(call.arguments[1], words)) return false;
      if (!reach_pointer(pointer.pointer(), type().size, which == Intrinsic::write_unaligned ? 1 : type().align, Access::Write, bytes)) return false;
      if (type().size > 0) memory::copy(words.data(), 0, bytes.words, bytes.offset, type().size);
      advance();
      return true;
    }
    case Intrinsic::copy:
    case Intrinsic::copy_nonoverlapping: {
      Scalar source, target, count;
      if (!argument(call, 0, source) || !argument(call, 1, target) || !argument(call, 2, count)) return false;
      unsigned __int128 wide_size = count.bits * type().size;
      if (wide_size > (~std::uint64_t{0} >> 1)) return undefined("out of bounds", "a copy of more bytes than memory has");
      const auto size = static_cast<std::uint64_t>(wide_size);
      const auto source_address = static_cast<std::uint64_t>(source.bits), target_address = static_cast<std::uint64_t>(target.bits);
      if (which == Intrinsic::copy_nonoverlapping && size > 0 && source_address < target_address + size && target_address < source_address + size)
        return undefined("overlap", "`copy_nonoverlapping` is called on ranges that overlap");
      Bytes from, to;
      if (!reach_pointer(source.pointer(), size, type().align, Access::Read, from)) return false;
      memory::Value words(memory::words_for(size + 8));
      const std::uint64_t shift = from.offset & 7;
      if (size > 0) memory::copy(from.words, from.offset, words.data(), shift, size);
      if (!reach_pointer(target.pointer(), size, type().align, Access::Write, to)) return false;
      if (size > 0) memory::copy(words.data(), shift, to.words, to.offset, size);
      advance();
      return true;
    }
    case Intrinsic::write_bytes: {
      Scalar target, byte, count;
      if (!argument(call, 0, target) || !argument(call, 1, byte) || !argument(call, 2, count)) return false;
      const unsigned __int128 wide_size = count.bits * type().size;
      if (wide_size > (~std::uint64_t{0} >> 1)) return undefined("out of bounds", "more bytes are written than memory has");
      const auto size = static_cast<std::uint64_t>(wide_size);
      Bytes to;
      if (!reach_pointer(target.pointer(), size, type().align, Access::Write, to)) return false;
      for (std::uint64_t i = 0; i < size; ++i) memory::set_byte(to.words, to.offset + i, static_cast<std::uint8_t>(byte.bits));
      advance();
      return true;
    }
    case Intrinsic::compare_bytes: {
      Scalar left, right, count;
      if (!argument(call, 0, left) || !argument(call, 1, right) || !argument(call, 2, count)) return false;
      std::string a, b;
      if (!read_text(left, static_cast<std::uint64_t>(count.bits), a) || !read_text(right, static_cast<std::uint64_t>(count.bits), b)) return false;
      const int order = a.compare(b);
      return scalar_result(order < 0 ? 0xffffffffu : order > 0 ? 1u : 0u, 4);
    }
    case Intrinsic::drop_in_place: {
      Scalar pointer, metadata;
      if (type().is_sized) {
        if (!argument(call, 0, pointer)) return false;
      } else if (!read_wide(call.arguments[0], pointer, metadata)) {
        return false;
      }
      // The value is lent to its destructor: what a reference needs, the pointer must have.
      const std::uint64_t size = size_of_unsized(type_args[0], metadata), align = align_of_unsized(type_args[0], metadata);
      if (machine_.is_ended()) return false;
      AllocId id;
      Pointer start = pointer.pointer();
      if (start.address % align != 0) return undefined("misaligned", concat("`drop_in_place` is called on a pointer that is not aligned to ", align, " bytes"));
      if (size > 0 && !find_target(start, size, "`drop_in_place`", id)) return false;
      return call_drop_glue(type_args[0], pointer.pointer(), metadata);
    }
    case Intrinsic::forget: advance(); return true;
    case Intrinsic::uninit: {
      Bytes bytes;
      if (!reach(frame().code->places[instruction.place], Access::Write, bytes)) return false;
      if (type().size > 0) memory::forget(bytes.words, bytes.offset, type().size);
      advance();
      return true;
    }
    case Intrinsic::zeroed: {
      memory::Value words(memory::words_for(type().size), Word{0, {}, 0xff});
      if (!check_validity(type_args[0], words.data(), 0)) return false;
      return result_words(words.data(), type().size);
    }
    case Intrinsic::allocate:
    case Intrinsic::allocate_zeroed: {
      Scalar size, align;
      if (!argument(call, 0, size) || !argument(call, 1, align)) return false;
      if (size.bits > 0x7fffffffffffffff) return undefined("allocation", "an allocation of more than half of all addresses");
      AllocId id;
      if (!allocate(static_cast<std::uint64_t>(size.bits), static_cast<std::uint64_t>(align.bits), id)) return false;
      if (which == Intrinsic::allocate_zeroed)
        for (Word& word : machine_.memory_.edit(id).words) word = Word{0, {}, 0xff};
      return result(Scalar::of(base_pointer(id)), 8);
    }
    case Intrinsic::deallocate: {
      Scalar pointer, size, align;
      if (!argument(call, 0, pointer) || !argument(call, 1, size) || !argument(call, 2, align)) return false;
      if (!deallocate(pointer, static_cast<std::uint64_t>(size.bits), static_cast<std::uint64_t>(align.bits))) return false;
      advance();
      return true;
    }
    case Intrinsic::reallocate: {
      Scalar pointer, old_size, align, new_size;
      if (!argument(call, 0, pointer) || !argument(call, 1, old_size) || !argument(call, 2, align) || !argument(call, 3, new_size)) return false;
      AllocId id;
      if (!allocate(static_cast<std::uint64_t>(new_size.bits), static_cast<std::uint64_t>(align.bits), id)) return false;
      const std::uint64_t kept = std::min(static_cast<std::uint64_t>(old_size.bits), static_cast<std::uint64_t>(new_size.bits));
      Bytes from;
      if (!reach_pointer(pointer.pointer(), kept, 1, Access::Read, from)) return false;
      if (kept > 0) memory::copy(from.words, from.offset, machine_.memory_.edit(id).words.data(), 0, kept);
      if (!deallocate(pointer, static_cast<std::uint64_t>(old_size.bits), static_cast<std::uint64_t>(align.bits))) return false;
      return result(Scalar::of(base_pointer(id)), 8);
    }
    case Intrinsic::box_free: {
      Scalar pointer, metadata;
      if (type().is_sized) {
        if (!argument(call, 0, pointer)) return false;
      } else if (!read_wide(call.arguments[0], pointer, metadata)) {
        return false;
      }
      const std::uint64_t size = size_of_unsized(type_args[0], metadata);
      if (size > 0 && !deallocate(pointer, size, align_of_unsized(type_args[0], metadata))) return false;
      advance();
      return true;
    }
    // ---- pointers
    case Intrinsic::offset:
    case Intrinsic::arith_offset: {
      Scalar pointer, count;
      if (!argument(call, 0, pointer) || !argument(call, 1, count)) return false;
      const auto elements = static_cast<std::int64_t>(static_cast<std::uint64_t>(count.bits));
      const bool is_huge = which == Intrinsic::offset && elements < 0 && !program_.types[type_args[1]].is_signed;
      std::int64_t bytes = 0;
      const bool overflows = __builtin_mul_overflow(elements, static_cast<std::int64_t>(type().size), &bytes) || is_huge;
      Pointer moved{static_cast<std::uint64_t>(pointer.bits) + static_cast<std::uint64_t>(elements) * type().size, pointer.provenance};
      if (which == Intrinsic::offset && bytes != 0) {
        if (overflows) return undefined("pointer arithmetic", "a pointer offset in bytes does not fit an `isize`");
        AllocId id;
        Pointer start = pointer.pointer();
        if (!find_target(start, 0, "pointer arithmetic", id)) return false;
        const memory::Allocation* allocation = machine_.memory_.find(id);
        const std::uint64_t end = moved.address - allocation->base;
        if (end > allocation->size)
          return undefined("pointer arithmetic", concat("pointer arithmetic by ", bytes, " bytes leaves its allocation of ", allocation->size, " bytes"));
      }
      return result(Scalar::of(moved), 8);
    }
    case Intrinsic::ptr_offset_from: {
      Scalar left, right;
      if (!argument(call, 0, left) || !argument(call, 1, right)) return false;
      const auto difference = static_cast<std::int64_t>(static_cast<std::uint64_t>(left.bits) - static_cast<std::uint64_t>(right.bits));
      if (left.bits != right.bits) {
        Pointer a = left.pointer(), b = right.pointer();
        AllocId left_id, right_id;
        if (!find_target(a, 0, "`offset_from`", left_id) || !find_target(b, 0, "`offset_from`", right_id)) return false;
        if (left_id != right_id) return undefined("pointer arithmetic", "`offset_from` is called on pointers into different allocations");
      }
      if (type().size == 0) return undefined("pointer arithmetic", "`offset_from` is called on pointers to a type without size");
      if (difference % static_cast<std::int64_t>(type().size) != 0) return undefined("pointer arithmetic", "`offset_from` is called on pointers whose distance is no multiple of the element's size");
      return scalar_result(static_cast<std::uint64_t>(difference / static_cast<std::int64_t>(type().size)), 8);
    }
    case Intrinsic::ptr_addr: {
      Scalar pointer;
      return argument(call, 0, pointer) && scalar_result(pointer.bits, 8);
    }
    case Intrinsic::ptr_with_addr: {
      Scalar pointer, address;
      return argument(call, 0, pointer) && argument(call, 1, address) && result({address.bits, pointer.provenance}, 8);
    }
    case Intrinsic::ptr_expose: {
      Scalar pointer;
      if (!argument(call, 0, pointer)) return false;
      expose(pointer.provenance);
      return scalar_result(pointer.bits, 8);
    }
    case Intrinsic::ptr_from_exposed: {
      Scalar address;
      if (!argument(call, 0, address)) return false;
      return result({address.bits, {address.bits == 0 ? Provenance::no_alloc : Provenance::wildcard_alloc, 0}}, 8);
    }
    case Intrinsic::ptr_without_provenance: {
      Scalar address;
      return argument(call, 0, address) && scalar_result(address.bits, 8);
    }
    case Intrinsic::slice_from_raw_parts: {
      Scalar pointer, length;
      if (!argument(call, 0, pointer) || !argument(call, 1, length)) return false;
      const Word words[2] = {{static_cast<std::uint64_t>(pointer.bits), pointer.provenance, 0xff}, {static_cast<std::uint64_t>(length.bits), {}, 0xff}};
      return result_words(words, 16);
    }
    case Intrinsic::ptr_metadata_len: {
      Scalar pointer, length;
      return read_wide(call.arguments[0], pointer, length) && result(length, 8);
    }
    case Intrinsic::ptr_from_parts: {
      Scalar data;
      if (!argument(call, 0, data)) return false;
      Scalar pointer, metadata;
      const bool is_wide = call.arguments[1].is_wide;
      if (is_wide && !read_wide(call.arguments[1], pointer, metadata)) return false;
      const Word words[2] = {{static_cast<std::uint64_t>(data.bits), data.provenance, 0xff}, {static_cast<std::uint64_t>(metadata.bits), metadata.provenance, 0xff}};
      return result_words(words, is_wide ? 16 : 8);
    }
    // ---- control
    case Intrinsic::abort: return fail(StopKind::Abort, "abort", "the process aborts");
    case Intrinsic::unreachable: return undefined("unreachable", "`unreachable_unchecked` is reached");
    case Intrinsic::assume: {
      Scalar holds;
      if (!argument(call, 0, holds)) return false;
      if (holds.bits == 0) return undefined("assume", "an assumption that was promised to hold does not");
      advance();
      return true;
    }
    case Intrinsic::panic_start: {
      Scalar pointer, length;
      if (!argument(call, 0, pointer) || !argument(call, 1, length)) return false;
      put_panic_aside();
      if (!read_text(pointer, static_cast<std::uint64_t>(length.bits), thread_.panic.message)) return false;
      thread_.panic.span = machine_.caller_span(thread_);
      Event panic = event(EventKind::Panic);
      panic.text = thread_.panic.message;
      emit(std::move(panic));
      advance();
      return true;
    }
    case Intrinsic::unwind: {
      Scalar data, vtable;
      if (!argument(call, 0, data) || !argument(call, 1, vtable)) return false;
      put_panic_aside();
      thread_.panic.payload[0] = {static_cast<std::uint64_t>(data.bits), data.provenance, 0xff};
      thread_.panic.payload[1] = {static_cast<std::uint64_t>(vtable.bits), vtable.provenance, 0xff};
      ++thread_.panic_count;
      return unwind();
    }
    case Intrinsic::catch_unwind: {
      Scalar function, data, payload;
      if (!argument(call, 0, function) || !argument(call, 1, data) || !argument(call, 2, payload)) return false;
      mir::FnId fn;
      ReturnPlace place;
      if (!function_of(function, fn) || !return_place(instruction.place, place)) return false;
      if (!push_frame(fn, FrameKind::Catch, place)) return false;
      frame().payload_target = payload.pointer();
      return store_argument(1, data);
    }
    case Intrinsic::panic_count: return scalar_result(thread_.panic_count, 8);
    case Intrinsic::keep: {
      Scalar kept;
      AllocId id;
      if (!argument(call, 0, kept)) return false;
      Pointer pointer = kept.pointer();
      if (!find_target(pointer, 0, "an access", id)) return false;
      memory::Allocation& allocation = machine_.memory_.edit(id);
      allocation.kind = memory::AllocKind::Global;
      allocation.origin = Id<int>::none_value;
      advance();
      return true;
    }
    case Intrinsic::caller_location: {
      Scalar line, column;
      if (!argument(call, 0, line) || !argument(call, 1, column)) return false;
      const LineColumn at = program_.sources.begin_of(machine_.caller_span(thread_));
      if (!write_at(line, Scalar::of(at.line), 4) || !write_at(column, Scalar::of(at.column), 4)) return false;
      advance();
      return true;
    }
    case Intrinsic::black_box: {
      memory::Value words;
      return read_whole(call.arguments[0], words) && result_words(words.data(), call.arguments[0].size);
    }
    case Intrinsic::unsupported: {
      Scalar pointer, length;
      std::string what;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !read_text(pointer, static_cast<std::uint64_t>(length.bits), what)) return false;
      return unsupported(what);
    }
    case Intrinsic::stdout_length:
      note_unusual();
      return scalar_result(machine_.stdout_->size(), 8);
    case Intrinsic::stdout_take: {
      note_unusual();
      Scalar from, buffer;
      if (!argument(call, 0, from) || !argument(call, 1, buffer)) return false;
      std::string& printed = machine_.stdout_.edit();
      if (!write_text(buffer, std::string_view(printed).substr(static_cast<std::size_t>(from.bits)))) return false;
      printed.resize(static_cast<std::size_t>(from.bits));
      advance();
      return true;
    }
    case Intrinsic::write_stderr: {
      note_unusual();
      Scalar pointer, length;
      std::string text;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !read_text(pointer, static_cast<std::uint64_t>(length.bits), text)) return false;
      if (machine_.stderr_->size() + text.size() > machine_.options_.max_output_bytes)
        return fail(StopKind::Limit, "output", concat("the program prints more than ", machine_.options_.max_output_bytes >> 10, " KiB"));
      machine_.stderr_.edit() += text;
      advance();
      return true;
    }
    case Intrinsic::read_stdin:
      note_unusual();
      machine_.has_asked_for_input_ = true;
      return scalar_result(0, 8);
    case Intrinsic::channel_new: {
      note_unusual();
      Scalar capacity;
      if (!argument(call, 0, capacity)) return false;
      std::vector<Machine::ChannelState>& channels = machine_.channels_.edit();
      channels.emplace_back();
      channels.back().capacity = static_cast<std::uint64_t>(capacity.bits);
      channels.back().key = (std::uint64_t{thread_.id} << 32) + thread_.channels_made++;
      return scalar_result(channels.size() - 1, 8);
    }
    case Intrinsic::thread_current: return scalar_result(thread_.id, 8);
    case Intrinsic::scope_add: {
      note_unusual();
      Scalar scope, thread, packet;
      if (!argument(call, 0, scope) || !argument(call, 1, thread) || !argument(call, 2, packet)) return false;
      Thread& member = machine_.threads_[static_cast<ThreadId>(thread.bits)].edit();
      member.scope = scope.pointer().address;
      member.packet = packet;
      advance();
      return true;
    }
    case Intrinsic::scope_take: {
      note_unusual();
      Scalar scope, packet;
      if (!argument(call, 0, scope) || !argument(call, 1, packet)) return false;
      for (Shared<Thread>& thread : machine_.threads_) {
        if (thread->scope != scope.pointer().address) continue;
        if (!write_at(packet, thread->packet, 8)) return false;
        thread.edit().scope = 0;
        return scalar_result(thread->id, 8);
      }
      return scalar_result(~std::uint64_t{0}, 8);
    }
    case Intrinsic::thread_name: {
      note_unusual();
      Scalar id, buffer, capacity;
      if (!argument(call, 0, id) || !argument(call, 1, buffer) || !argument(call, 2, capacity)) return false;
      std::string name = machine_.threads_[static_cast<std::size_t>(id.bits)]->name;
      if (name.size() > static_cast<std::uint64_t>(capacity.bits)) name.resize(static_cast<std::size_t>(capacity.bits));
      return write_text(buffer, name) && scalar_result(name.size(), 8);
    }
    case Intrinsic::thread_local_dtor: {
      Scalar data, function;
      mir::FnId fn;
      if (!argument(call, 0, data) || !argument(call, 1, function) || !function_of(function, fn)) return false;
      thread_.destructors.emplace_back(fn, data);
      advance();
      return true;
    }
    default: handled = false; return true;
  }
}

/// The simulated C library.
bool Executor::call_foreign(const mir::Body& body, const Instruction& instruction) {
  const CallCode& call = frame().code->calls[instruction.extra];
  const std::string& name = body.link_name;
  const auto c_string = [&](const Scalar& pointer, std::string& text) {
    for (std::uint64_t i = 0;; ++i) {
      Bytes bytes;
      if (!reach_pointer({pointer.pointer().address + i, pointer.provenance}, 1, 1, Access::Read, bytes)) return false;
      Scalar byte;
      if (!memory::load(bytes.words, bytes.offset, 1, byte)) return undefined("uninitialized", "C reads uninitialized memory");
      if (byte.bits == 0) return true;
      text += static_cast<char>(byte.bits);
    }
  };
  Scalar first;
  if (!call.arguments.empty() && call.arguments[0].is_scalar && !argument(call, 0, first)) return false;
  if (name == "strlen") {
    std::string text;
    return c_string(first, text) && result(Scalar::of(text.size()), 8);
  }
  if (name == "abs") {
    const auto value = static_cast<std::int32_t>(static_cast<std::uint32_t>(first.bits));
    return result(Scalar::of(static_cast<std::uint32_t>(value < 0 ? 0u - static_cast<std::uint32_t>(value) : static_cast<std::uint32_t>(value))), 4);
  }
  if (name == "toupper" || name == "tolower") {
    auto value = static_cast<std::uint32_t>(first.bits);
    if (name == "toupper" && value >= 'a' && value <= 'z') value -= 32;
    if (name == "tolower" && value >= 'A' && value <= 'Z') value += 32;
    return result(Scalar::of(value), 4);
  }
  return unsupported(concat("the foreign function ", quoted(name)));
}

}  // namespace machine
