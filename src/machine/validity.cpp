// Which values are valid, and what a copy of a value keeps of its bytes (the Reference, "Behavior
// considered undefined": producing an invalid value).

#include "base/text.h"
#include "machine/executor.h"

#include <algorithm>

namespace machine {

using mir::TypeKind;

namespace {

std::string describe(const mir::Type& type) { return type.pointer_kind == mir::PointerKind::Box ? "box" : "reference"; }

/// "dyn Trait<u8> + Send" is a pointer to a `Trait<u8>` for the vtable: the rest has no methods.
std::string_view principal_of(std::string_view dyn_name) {
  if (dyn_name.substr(0, 4) == "dyn ") dyn_name.remove_prefix(4);
  int depth = 0;
  for (std::size_t i = 0; i < dyn_name.size(); ++i) {
    const char c = dyn_name[i];
    if (c == '<' || c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']' || (c == '>' && (i == 0 || dyn_name[i - 1] != '-'))) --depth;
    if (depth == 0 && dyn_name.substr(i, 3) == " + ") return dyn_name.substr(0, i);
  }
  return dyn_name;
}

/// Auto traits have no methods: a vtable for anything serves.
bool is_auto_trait(std::string_view name) {
  return name == "Send" || name == "Sync" || name == "Unpin" || name == "UnwindSafe" || name == "RefUnwindSafe";
}

}  // namespace

bool Executor::check_scalar_validity(const mir::Type& type, const Scalar& value) {
  const auto bits = value.bits;
  switch (type.kind) {
    case TypeKind::Bool:
      if (bits > 1) return undefined("invalid value", concat("a `bool` holds ", static_cast<std::uint64_t>(bits), ", which is neither 0 nor 1"));
      return true;
    case TypeKind::Char:
      if (bits > 0x10ffff || (bits >= 0xd800 && bits <= 0xdfff))
        return undefined("invalid value", concat("a `char` holds ", to_hex(static_cast<std::uint64_t>(bits)), ", which is no Unicode scalar value"));
      return true;
    // Whether there is a function is asked by the call (Miri, unless validity is checked recursively).
    case TypeKind::FnPtr: return bits != 0 || undefined("invalid value", "a function pointer is null");
    case TypeKind::Pointer: return type.metadata != mir::Metadata::None || check_pointer_validity(type, value, {});
    default: return true;
  }
}

bool Executor::check_pointer_validity(const mir::Type& type, const Scalar& value, const Scalar& metadata, Dangling dangling) {
  if (type.metadata == mir::Metadata::Vtable) {
    mir::VtableId vtable;
    if (!vtable_of(metadata, vtable)) return false;
    const mir::Type& pointee = program_.types[type.pointee];
    const std::string_view wanted = principal_of(pointee.name);
    const std::string_view made_for = principal_of(program_.vtables[vtable].trait_name);
    if (pointee.kind == TypeKind::Dyn && !is_auto_trait(wanted) && wanted != made_for)
      return undefined("invalid value", concat("the vtable of a pointer to ", quoted(pointee.name), " is one for ", quoted(made_for)));
  }
  if (type.pointer_kind == mir::PointerKind::Raw || type.pointer_kind == mir::PointerKind::RawMut) return true;
  const auto address = static_cast<std::uint64_t>(value.bits);
  if (address == 0) return undefined("invalid value", concat("a ", describe(type), " is null"));
  const mir::Type& pointee = program_.types[type.pointee];
  const std::uint64_t align = pointee.is_sized ? pointee.align : align_of_unsized(type.pointee, metadata);
  if (address % align != 0) return undefined("invalid value", concat("a ", describe(type), " is not aligned to ", align, " bytes"));
  if (pointee.is_uninhabited) return undefined("invalid value", concat("a ", describe(type), " to an uninhabited type"));
  const std::uint64_t element_size = pointee.kind == TypeKind::Slice ? program_.types[pointee.pointee].size : 1;
  if (type.metadata == mir::Metadata::Length && static_cast<std::uint64_t>(metadata.bits) > 0x7fffffffffffffff / std::max<std::uint64_t>(element_size, 1))
    return undefined("invalid value", concat("a ", describe(type), " to more bytes than any object has"));
  const std::uint64_t size = pointee.is_sized ? pointee.size : size_of_unsized(type.pointee, metadata);
  const Provenance provenance = value.provenance;
  if (size == 0 || dangling == Dangling::Fine) return true;
  const AllocId id = provenance.is_none() ? AllocId() : provenance.is_wildcard() ? machine_.memory_.find_exposed(address) : provenance.alloc_id();
  const memory::Allocation* allocation = id ? machine_.memory_.find(id) : nullptr;
  if (!allocation)
    return undefined_after(id, "invalid value", concat("a ", describe(type), " dangles: ", provenance.is_none() ? "it has no provenance" : provenance.is_wildcard() ? "no exposed allocation is there" : "what it pointed to has been freed"));
  const std::uint64_t offset = address - allocation->base;
  if (offset > allocation->size || size > allocation->size - offset)
    return undefined("invalid value", concat("a ", describe(type), " reaches beyond its allocation"));
  return true;
}

bool Executor::check_validity(mir::TypeId type_id, const Word* words, std::uint64_t offset, Dangling dangling) {
  const mir::Type& type = program_.types[type_id];
  if (type.size == 0 && type.kind != TypeKind::Never && !type.is_uninhabited) return true;
  if (type.is_uninhabited) return undefined("invalid value", concat("a value of type ", quoted(type.name), ", which has none"));
  switch (type.kind) {
    case TypeKind::Union: return true;
    case TypeKind::Bool:
    case TypeKind::Char:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::FnPtr:
    case TypeKind::Pointer: {
      Scalar value;
      if (!memory::load(words, offset, type.kind == TypeKind::Pointer ? 8 : static_cast<std::uint32_t>(type.size), value))
        return undefined("uninitialized", "a read of uninitialized memory");
      if (type.kind != TypeKind::Pointer) return check_scalar_validity(type, value);
      if (type.metadata == mir::Metadata::None) return check_pointer_validity(type, value, {}, dangling);
      Scalar metadata;
      if (!memory::load(words, offset + 8, 8, metadata)) return undefined("uninitialized", "a read of uninitialized memory");
      return check_pointer_validity(type, value, metadata, dangling);
    }
    case TypeKind::Array: {
      const mir::Type& element = program_.types[type.pointee];
      if (element.kind == TypeKind::Int || element.kind == TypeKind::Float) {
        if (!memory::is_initialized(words, offset, type.size)) return undefined("uninitialized", "a read of uninitialized memory");
        return true;
      }
      for (std::uint64_t i = 0; i < type.length; ++i)
        if (!check_validity(type.pointee, words, offset + i * element.size, dangling)) return false;
      return true;
    }
    case TypeKind::Enum:
    case TypeKind::Coroutine: {
      std::uint32_t variant = 0;
      if (!read_discriminant(type_id, words, offset, variant)) return false;
      if (type.kind == TypeKind::Coroutine) return true;
      for (const mir::Field& field : type.variants[variant].fields)
        if (!check_validity(field.type, words, offset + field.offset, dangling)) return false;
      return true;
    }
    case TypeKind::Struct:
    case TypeKind::Tuple:
    case TypeKind::Closure: {
      if (type.is_maybe_uninit) return true;
      // What was dropped in a ManuallyDrop may still be moved about (std::mem::MaybeDangling is in it).
      if (type.is_manually_drop) dangling = Dangling::Fine;
      for (const mir::Field& field : type.variants[0].fields)
        if (!check_validity(field.type, words, offset + field.offset, dangling)) return false;
      if (type.has_valid_range) {
        Scalar value;
        const std::uint32_t size = static_cast<std::uint32_t>(std::min<std::uint64_t>(type.size, 16));
        if (memory::load(words, offset, size == 16 && !type.variants[0].fields.empty() && program_.types[type.variants[0].fields[0].type].metadata != mir::Metadata::None ? 8 : size, value)) {
          const auto [start, end] = type.valid_range;
          const bool fits = start <= end ? value.bits >= start && value.bits <= end : value.bits >= start || value.bits <= end;
          if (!fits) return undefined("invalid value", concat("a value outside the range that ", quoted(type.name), " allows"));
        }
      }
      return true;
    }
    default: return true;
  }
}

// ---- Copies

void Executor::keep_what_type_keeps(mir::TypeId type_id, Word* words, std::uint64_t offset) {
  const mir::Type& type = program_.types[type_id];
  if (type.size == 0 || type.is_maybe_uninit) return;
  const auto strip = [words](std::uint64_t begin, std::uint64_t size) { memory::forget_provenance(words, begin, size); };
  switch (type.kind) {
    case TypeKind::Bool:
    case TypeKind::Char:
    case TypeKind::Int:
    case TypeKind::Float: strip(offset, type.size); return;
    case TypeKind::Pointer:
      if (type.metadata == mir::Metadata::Length) strip(offset + 8, 8);
      return;
    case TypeKind::Array: {
      const mir::Type& element = program_.types[type.pointee];
      if (element.kind == TypeKind::Int || element.kind == TypeKind::Float) return strip(offset, type.size);
      for (std::uint64_t i = 0; i < type.length; ++i) keep_what_type_keeps(type.pointee, words, offset + i * element.size);
      return;
    }
    case TypeKind::Struct:
    case TypeKind::Tuple:
    case TypeKind::Closure:
    case TypeKind::Enum: {
      std::uint32_t variant = 0;
      std::vector<memory::ByteRange> kept;
      if (type.kind == TypeKind::Enum) {
        if (!read_discriminant(type_id, words, offset, variant)) return;
        if (type.tag.kind != mir::TagEncoding::Kind::Single) {
          const mir::Type& tag = program_.types[type.tag.tag_type];
          kept.push_back({type.tag.offset, type.tag.offset + (tag.metadata != mir::Metadata::None ? 8 : tag.size)});
        }
      }
      for (const mir::Field& field : type.variants[variant].fields) {
        keep_what_type_keeps(field.type, words, offset + field.offset);
        kept.push_back({field.offset, field.offset + program_.types[field.type].size});
      }
      std::sort(kept.begin(), kept.end(), [](const memory::ByteRange& a, const memory::ByteRange& b) { return a.begin < b.begin; });
      std::uint64_t done = 0;
      for (const memory::ByteRange& range : kept) {
        if (range.begin > done) memory::forget(words, offset + done, range.begin - done);
        done = std::max(done, range.end);
      }
      if (done < type.size) memory::forget(words, offset + done, type.size - done);
      return;
    }
    default: return;
  }
}

}  // namespace machine
