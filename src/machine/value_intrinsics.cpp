// Values moved as bytes: transmutes, reads and writes through pointers, copies, drops in place.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

bool Executor::value_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const std::vector<mir::TypeId>& type_args = call.term->callee.type_args;
  const auto type = [&]() -> const mir::Type& { return program_.types[type_args[0]]; };
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  switch (which) {
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
    case Intrinsic::raw_eq: {
      std::string texts[2];
      for (std::uint32_t i = 0; i < 2; ++i) {
        Scalar pointer;
        Bytes bytes;
        if (!argument(call, i, pointer) || !reach_pointer(pointer.pointer(), type().size, type().align, Access::Read, bytes)) return false;
        if (type().size > 0 && memory::has_provenance(bytes.words, bytes.offset, type().size)) return undefined("provenance", "`raw_eq` on bytes of a pointer: they are more than a number");
        if (!read_text(pointer, type().size, texts[i])) return false;
      }
      return scalar_result(texts[0] == texts[1] ? 1 : 0, 1);
    }
    case Intrinsic::drop_in_place: {
      Scalar pointer, metadata;
      if (!pointer_argument(call, type(), pointer, metadata)) return false;
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
    case Intrinsic::black_box: {
      memory::Value words;
      return read_whole(call.arguments[0], words) && result_words(words.data(), call.arguments[0].size);
    }
    default: handled = false; return true;
  }
}

}  // namespace machine
