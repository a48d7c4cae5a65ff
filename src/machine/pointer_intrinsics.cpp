// Pointers as numbers and numbers as pointers: offsets, distances, addresses with and without provenance.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

bool Executor::pointer_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const std::vector<mir::TypeId>& type_args = call.term->callee.type_args;
  const auto type = [&]() -> const mir::Type& { return program_.types[type_args[0]]; };
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  switch (which) {
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
    default: handled = false; return true;
  }
}

}  // namespace machine
