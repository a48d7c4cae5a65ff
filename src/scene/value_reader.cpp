#include "scene/value_reader.h"

#include <algorithm>

#include "base/text.h"

namespace scene {
namespace {

constexpr int deepest = 6;               // so that values that contain themselves come to an end
constexpr std::uint64_t most_elements = 100;
constexpr std::size_t longest_text = 80; // of a value on its line

void shorten(std::string& text) {
  if (text.size() <= longest_text) return;
  text.resize(first_bytes(text, longest_text - 1).size());
  text += "…";
}

std::string joined(const std::vector<Variable>& parts, bool is_named) {
  std::string out;
  for (const Variable& part : parts) {
    if (!out.empty()) out += ", ";
    if (is_named) out += concat(part.name, ": ");
    out += part.value;
    if (out.size() > 2 * longest_text) break;
  }
  return out;
}

/// `Option<i32>` to `Option`, `shapes::Point<f32>` to `Point`.
std::string_view bare_name(std::string_view name) {
  name = name.substr(0, name.find('<'));
  const std::size_t colons = name.rfind("::");
  return colons == std::string_view::npos ? name : name.substr(colons + 2);
}

bool is_marker(const mir::Program& program, const mir::Field& field) {
  return program.types[field.type].display == "PhantomData" || program.types[field.type].display == "PhantomPinned";
}

}  // namespace

const mir::Field* field_named(const mir::Type& type, std::string_view name) {
  if (type.variants.size() != 1) return nullptr;
  for (const mir::Field& field : type.variants[0].fields)
    if (field.name == name) return &field;
  return nullptr;
}

Where field_place(const Where& where, const mir::Field& field) {
  Where place = where;
  place.offset += field.offset;
  return place;
}

std::uint64_t number_at(const mir::Program& program, const mir::Type& type, const Where& where, std::string_view name) {
  const mir::Field* field = field_named(type, name);
  const std::uint64_t size = field ? program.types[field->type].size : 0;
  if (size == 0 || size > 8 || where.offset + field->offset + size > where.limit) return 0;
  memory::Scalar number;
  const bool is_there = memory::load(where.words, where.offset + field->offset, static_cast<std::uint32_t>(size), number);
  return is_there ? static_cast<std::uint64_t>(number.bits) : 0;
}

bool ValueReader::load(const Where& where, std::uint64_t size, memory::Scalar& out) const {
  if (!where.words || size == 0 || size > 16 || where.offset + size > where.limit) return false;
  return memory::load(where.words, where.offset, static_cast<std::uint32_t>(size), out);
}

std::int64_t active_variant(const mir::Program& program, const mir::Type& type, const Where& where) {
  const mir::TagEncoding& tag = type.tag;
  if (tag.kind == mir::TagEncoding::Kind::Single) return type.variants.empty() ? -1 : tag.single_variant;
  const mir::Type& tag_type = program.types[tag.tag_type];
  const std::uint64_t at = where.offset + tag.offset;
  memory::Scalar raw;
  if (!where.words || at + tag_type.size > where.limit || tag_type.size == 0) return -1;
  if (!memory::load(where.words, at, static_cast<std::uint32_t>(tag_type.size), raw)) return -1;
  const auto bits = static_cast<std::uint32_t>(tag_type.size * 8);
  const unsigned __int128 mask = bits >= 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << bits) - 1;
  if (tag.kind == mir::TagEncoding::Kind::Niche) {
    const unsigned __int128 relative = (raw.bits - tag.niche_start) & mask;
    if (relative <= tag.last_niche_variant - tag.first_niche_variant)
      return tag.first_niche_variant + static_cast<std::int64_t>(relative);
    return tag.untagged_variant;
  }
  for (std::size_t i = 0; i < type.variants.size(); ++i)
    if ((static_cast<unsigned __int128>(type.variants[i].discriminant) & mask) == raw.bits) return static_cast<std::int64_t>(i);
  return -1;
}

Where ValueReader::follow(const mir::Type& pointer, const Where& where) const {
  Where target;
  memory::Scalar address;
  if (!load(where, 8, address)) {
    target.lost = where.words ? "uninitialized" : where.lost;
    return target;
  }
  if (pointer.metadata != mir::Metadata::None) {
    Where second = where;
    second.offset += 8;
    memory::Scalar metadata;
    if (!load(second, 8, metadata)) {
      target.lost = "uninitialized";
      return target;
    }
    target.metadata = static_cast<std::uint64_t>(metadata.bits);
    target.vtable = metadata.provenance;
  }
  memory::AllocId id;
  if (address.provenance.is_wildcard()) id = machine_.memory().find_exposed(static_cast<std::uint64_t>(address.bits));
  else if (!address.provenance.is_none()) id = address.provenance.alloc_id();
  if (address.bits == 0) target.lost = "null";
  const memory::Allocation* allocation = id ? machine_.memory().find(id) : nullptr;
  if (!allocation) {
    // A pointer to nothing is fine where nothing is read through it.
    static const memory::Word nothing;
    const mir::Type& pointee = program_.types[pointer.pointee];
    const bool is_empty = pointer.metadata == mir::Metadata::Length ? target.metadata == 0 : pointee.is_sized && pointee.size == 0;
    if (is_empty && address.bits != 0) target.words = &nothing;
    return target;
  }
  const std::uint64_t offset = static_cast<std::uint64_t>(address.bits) - allocation->base;
  if (offset > allocation->size) {
    target.lost = "out of bounds";
    return target;
  }
  target.words = allocation->words.data();
  target.offset = offset;
  target.limit = allocation->size;
  target.alloc = id;
  return target;
}

Where ValueReader::where_local(const machine::Thread& thread, const machine::Frame& frame, mir::LocalId local) const {
  Where where;
  where.lost = "not live";
  const machine::LocalSlot& slot = frame.code->slots[local.value];
  const memory::Word* words = thread.stack.data() + frame.base;
  if (!slot.has_own_allocation) {
    where.words = words;
    where.offset = slot.offset;
    where.limit = slot.offset + slot.size;
    return where;
  }
  const memory::Word& pointer = words[slot.offset >> 3];
  if (pointer.init == 0 || pointer.provenance.is_none() || !pointer.is_whole_pointer()) return where;
  const memory::Allocation* allocation = machine_.memory().find(pointer.provenance.alloc_id());
  if (!allocation) return where;
  where.words = allocation->words.data();
  where.limit = allocation->size;
  where.alloc = pointer.provenance.alloc_id();
  return where;
}

Where ValueReader::where_global(mir::GlobalId global) const {
  Where where;
  where.lost = "not made yet";
  const memory::AllocId id = machine_.global_allocation(global);
  const memory::Allocation* allocation = id ? machine_.memory().find(id) : nullptr;
  if (!allocation) return where;
  where.words = allocation->words.data();
  where.limit = allocation->size;
  where.alloc = id;
  return where;
}

Variable ValueReader::read(std::string name, mir::TypeId type, const Where& where) const {
  return value(std::move(name), type, where, {deepest});
}

Variable ValueReader::read_local(const machine::Thread& thread, const machine::Frame& frame, mir::LocalId local) const {
  const mir::Local& declared = frame.code->body->locals[local.value];
  const mir::Type& type = program_.types[declared.type];
  const Where where = where_local(thread, frame, local);
  bool is_live = where.words != nullptr;
  if (is_live && type.size > 0) {
    // Moved out of, or not given a value yet: none of its bytes says anything.
    bool has_any = false;
    for (std::uint64_t i = 0; i < type.size && where.offset + i < where.limit && !has_any; ++i)
      has_any = memory::is_byte_initialized(where.words, where.offset + i);
    is_live = has_any;
  }
  if (is_live) return read(declared.name, declared.type, where);
  Variable out;
  out.name = declared.name;
  out.type = type.name;
  out.is_live = false;
  return out;
}

Variable ValueReader::read_global(mir::GlobalId global) const {
  return read(program_.globals[global].name, program_.globals[global].type, where_global(global));
}

Variable ValueReader::value(std::string name, mir::TypeId type_id, const Where& where, Depth depth) const {
  const mir::Type& type = program_.types[type_id];
  Variable out;
  out.name = std::move(name);
  out.type = type.name;
  if (!where.words) {
    out.value = where.lost;
    return out;
  }
  if (type.is_sized && where.offset + type.size > where.limit) {
    out.value = "out of bounds";
    return out;
  }
  if (depth.left <= 0) {
    out.value = "…";
    return out;
  }
  --depth.left;
  if (!type.display.empty() && fill_std(out, type, where, depth)) {
    shorten(out.value);
    return out;
  }
  switch (type.kind) {
    case mir::TypeKind::Bool:
    case mir::TypeKind::Char:
    case mir::TypeKind::Int:
    case mir::TypeKind::Float: fill_scalar(out, type, where); break;
    case mir::TypeKind::Never: out.value = "!"; break;
    case mir::TypeKind::Pointer: fill_pointer(out, type, where, depth); break;
    case mir::TypeKind::FnPtr: {
      memory::Scalar pointer;
      if (!load(where, 8, pointer)) { out.value = "uninitialized"; break; }
      const memory::Allocation* code = pointer.provenance.is_none() ? nullptr : machine_.memory().find(pointer.provenance.alloc_id());
      out.value = code && code->kind == memory::AllocKind::Function ? concat("fn ", program_.bodies[mir::FnId(code->origin)].name) : scalar_text(type, pointer.bits);
      break;
    }
    case mir::TypeKind::FnDef: out.value = concat("fn ", type.callee_name); break;
    case mir::TypeKind::Array: fill_list(out, type.pointee, type.length, where, depth); break;
    case mir::TypeKind::Slice: fill_list(out, type.pointee, where.metadata, where, depth); break;
    case mir::TypeKind::Str: out.value = text_at(where, where.metadata); break;
    case mir::TypeKind::Dyn: {
      const memory::Allocation* table = where.vtable.is_none() ? nullptr : machine_.memory().find(where.vtable.alloc_id());
      if (!table || table->kind != memory::AllocKind::Vtable) { out.value = "of unknown type"; break; }
      Variable inner = value(out.name, program_.vtables[mir::VtableId(table->origin)].type, where, depth);
      inner.type = concat(out.type, " = ", inner.type);
      return inner;
    }
    case mir::TypeKind::Tuple:
    case mir::TypeKind::Struct:
    case mir::TypeKind::Closure:
    case mir::TypeKind::Union: fill_fields(out, type, 0, where, depth); break;
    case mir::TypeKind::Enum:
    case mir::TypeKind::Coroutine: fill_enum(out, type, where, depth); break;
    case mir::TypeKind::Param: out.value = "…"; break;
  }
  shorten(out.value);
  return out;
}

void ValueReader::fill_scalar(Variable& out, const mir::Type& type, const Where& where) const {
  memory::Scalar scalar;
  out.value = load(where, type.size, scalar) ? scalar_text(type, scalar.bits) : "uninitialized";
}

void ValueReader::fill_list(Variable& out, mir::TypeId element, std::uint64_t count, Where at, Depth depth) const {
  const std::uint64_t size = program_.types[element].size;
  at.metadata = 0;
  for (std::uint64_t i = 0; i < count && i < most_elements; ++i) {
    out.fields.push_back(value(concat("[", i, "]"), element, at, depth));
    at.offset += size;
  }
  out.value = concat("[", joined(out.fields, false), count > most_elements ? ", …]" : "]");
  if (count > 4 && out.value.size() > longest_text) {
    const std::string many = concat("…] (", count, ")");
    shorten(out.value);
    out.value.resize(out.value.size() - std::string_view("…").size());
    while (out.value.size() + many.size() > longest_text && (static_cast<unsigned char>(out.value.back()) & 0x80) == 0) out.value.pop_back();
    out.value += many;
  }
}

void ValueReader::fill_fields(Variable& out, const mir::Type& type, std::uint32_t variant_index, const Where& where, Depth depth) const {
  const mir::Variant& variant = type.variants[variant_index];
  bool is_named = type.kind == mir::TypeKind::Struct || type.kind == mir::TypeKind::Enum || type.kind == mir::TypeKind::Union || type.kind == mir::TypeKind::Coroutine;
  for (std::size_t i = 0; i < variant.fields.size(); ++i) {
    const mir::Field& field = variant.fields[i];
    if (is_marker(program_, field)) continue;
    std::string name = field.name.empty() ? concat(i) : field.name;
    if (name[0] >= '0' && name[0] <= '9') is_named = false;
    out.fields.push_back(value(std::move(name), field.type, field_place(where, field), depth));
  }
  switch (type.kind) {
    case mir::TypeKind::Closure: out.value = out.fields.empty() ? "closure" : concat("closure { ", joined(out.fields, true), " }"); return;
    case mir::TypeKind::Tuple: out.value = concat("(", joined(out.fields, false), out.fields.size() == 1 ? ",)" : ")"); return;
    default: break;
  }
  const bool has_variants = type.kind == mir::TypeKind::Enum || type.kind == mir::TypeKind::Coroutine;
  out.value = has_variants ? variant.name : std::string(bare_name(type.name));
  if (out.fields.empty()) return;
  out.value += is_named ? concat(" { ", joined(out.fields, true), " }") : concat("(", joined(out.fields, false), ")");
}

void ValueReader::fill_enum(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  const std::int64_t variant = active_variant(program_, type, where);
  if (variant < 0 || static_cast<std::size_t>(variant) >= type.variants.size()) {
    out.value = type.variants.empty() ? "!" : "uninitialized";
    return;
  }
  fill_fields(out, type, static_cast<std::uint32_t>(variant), where, depth);
}

}  // namespace scene
