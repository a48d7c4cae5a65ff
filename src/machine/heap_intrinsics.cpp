// The heap: allocating, growing and giving back.

#include <algorithm>

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

bool Executor::allocate(std::uint64_t size, std::uint64_t align, AllocId& id) {
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
}

bool Executor::deallocate(const Scalar& pointer, std::uint64_t size, std::uint64_t align) {
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
}

bool Executor::heap_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const std::vector<mir::TypeId>& type_args = call.term->callee.type_args;
  const auto type = [&]() -> const mir::Type& { return program_.types[type_args[0]]; };
  switch (which) {
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
      if (!pointer_argument(call, type(), pointer, metadata)) return false;
      const std::uint64_t size = size_of_unsized(type_args[0], metadata);
      if (size > 0 && !deallocate(pointer, size, align_of_unsized(type_args[0], metadata))) return false;
      advance();
      return true;
    }
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
    default: handled = false; return true;
  }
}

}  // namespace machine
