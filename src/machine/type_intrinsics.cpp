// What std asks about types: size, name, discriminants.

#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;
using mir::TypeKind;

/// A `&'static str`.
bool Executor::result_text(const std::string& text) {
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
}

bool Executor::type_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const std::vector<mir::TypeId>& type_args = call.term->callee.type_args;
  const auto type = [&]() -> const mir::Type& { return program_.types[type_args[0]]; };
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  switch (which) {
    case Intrinsic::size_of: return scalar_result(type().size, 8);
    case Intrinsic::align_of: return scalar_result(type().align, 8);
    case Intrinsic::size_of_val:
    case Intrinsic::align_of_val: {
      Scalar pointer, metadata;
      if (!type().is_sized && !read_wide(call.arguments[0], pointer, metadata)) return false;
      return scalar_result(which == Intrinsic::size_of_val ? size_of_unsized(type_args[0], metadata) : align_of_unsized(type_args[0], metadata), 8);
    }
    case Intrinsic::needs_drop: return scalar_result(type().needs_drop ? 1 : 0, 1);
    case Intrinsic::type_name: return result_text(type().name);
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
    default: handled = false; return true;
  }
}

}  // namespace machine
