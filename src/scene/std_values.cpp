// Values of std's types, and of pointers, by what they stand for rather than by what they are made of.

#include <algorithm>

#include "base/text.h"
#include "scene/value_reader.h"

namespace scene {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Wrappers of one value that add nothing worth seeing.
bool is_transparent(const mir::Type& type) {
  return type.is_unsafe_cell || is_one_of(type.display, {"MaybeUninit", "ManuallyDrop", "Wrapping", "NonZero", "Pin", "SyncUnsafeCell"}) ||
         type.display.rfind("NonZero", 0) == 0 || (type.display.rfind("Atomic", 0) == 0 && type.display != "Atomic");
}

const mir::Field* only_field(const mir::Type& type) {
  return type.variants.size() == 1 && !type.variants[0].fields.empty() ? &type.variants[0].fields[0] : nullptr;
}

}  // namespace

std::string ValueReader::text_at(const Where& where, std::uint64_t length) const {
  if (!where.words) return std::string(where.lost);
  if (where.offset + length > where.limit) return "out of bounds";
  std::string out = "\"";
  for (std::uint64_t i = 0; i < length; ++i) {
    if (!memory::is_byte_initialized(where.words, where.offset + i)) return "uninitialized";
    const char byte = static_cast<char>(memory::byte_at(where.words, where.offset + i));
    switch (byte) {
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      default: out += byte; break;
    }
    if (out.size() > 200) break;
  }
  return out += "\"";
}

void ValueReader::fill_pointer(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  const Where target = follow(type, where);
  const mir::Type& pointee = program_.types[type.pointee];
  if (type.pointer_kind == mir::PointerKind::Raw || type.pointer_kind == mir::PointerKind::RawMut) {
    memory::Scalar address;
    out.value = load(where, 8, address) ? address.bits == 0 ? "null" : scalar_text(type, address.bits) : "uninitialized";
    if (target.words) {
      Variable behind = value("*", type.pointee, target, depth);
      out.value += concat(" → ", behind.value);
      out.fields.push_back(std::move(behind));
    } else if (out.value != target.lost) {
      out.value += concat(" (", target.lost, ")");
    }
    return;
  }
  if (!target.words) {
    out.value = target.lost;
    return;
  }
  Variable behind = value("*", type.pointee, target, depth);
  switch (type.pointer_kind) {
    case mir::PointerKind::Ref: out.value = pointee.kind == mir::TypeKind::Str ? behind.value : concat("&", behind.value); break;
    case mir::PointerKind::RefMut: out.value = concat("&mut ", behind.value); break;
    default: out.value = behind.value; break;
  }
  // What is behind unfolds in place of the pointer, unless it is a plain value that is seen already.
  out.fields = std::move(behind.fields);
}

bool ValueReader::fill_std(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  const std::string_view name = type.display;
  if (name == "Box") {
    fill_pointer(out, type, where, depth);
    return true;
  }
  if (is_transparent(type)) {
    const mir::Field* inner = only_field(type);
    if (name == "ManuallyDrop" || name == "MaybeUninit") {
      const mir::Field* named = field_named(type, "value");
      if (named) inner = named;
    }
    if (!inner) return false;
    Variable held = value(out.name, inner->type, field_place(where, *inner), depth);
    out.value = std::move(held.value);
    out.fields = std::move(held.fields);
    return true;
  }
  if (is_one_of(name, {"Arc", "Rc"})) return fill_counted(out, type, where, depth);
  if (is_one_of(name, {"Mutex", "RwLock", "Cell", "RefCell", "OnceCell"})) return fill_holder(out, type, where, depth);
  if (is_one_of(name, {"MutexGuard", "RwLockReadGuard", "RwLockWriteGuard", "Ref", "RefMut"})) return fill_guard(out, type, where, depth);
  if (name == "NonNull") {
    const mir::Field* inner = only_field(type);
    if (!inner) return false;
    Variable pointer = value(out.name, inner->type, field_place(where, *inner), depth);
    out.value = std::move(pointer.value);
    out.fields = std::move(pointer.fields);
    return true;
  }
  if (name == "String" || name == "Vec") {
    Where vec = where;
    const mir::Type* vec_type = &type;
    if (name == "String") {
      const mir::Field* inner = field_named(type, "vec");
      if (!inner) return false;
      vec = field_place(where, *inner);
      vec_type = &program_.types[inner->type];
    }
    const mir::Field* pointer = field_named(*vec_type, "pointer");
    const mir::Field* length = field_named(*vec_type, "len");
    if (!pointer || !length) return false;
    const mir::Field* raw = only_field(program_.types[pointer->type]);
    memory::Scalar count;
    if (!raw || !load(field_place(vec, *length), 8, count)) {
      out.value = "uninitialized";
      return true;
    }
    const mir::Type& raw_type = program_.types[raw->type];
    Where target = follow(raw_type, field_place(field_place(vec, *pointer), *raw));
    const auto elements = static_cast<std::uint64_t>(count.bits);
    if (elements == 0) {
      out.value = name == "String" ? "\"\"" : "[]";
    } else if (!target.words && program_.types[raw_type.pointee].size > 0) {
      out.value = target.lost;
    } else if (name == "String") {
      out.value = text_at(target, elements);
    } else {
      static const memory::Word nothing;
      if (!target.words) target.words = &nothing;
      fill_list(out, raw_type.pointee, elements, target, depth);
    }
    return true;
  }
  if (name == "JoinHandle" || name == "ScopedJoinHandle" || name == "Thread") {
    const mir::Field* thread = name == "Thread" ? nullptr : field_named(type, "thread");
    if (name != "Thread" && !thread) return false;
    memory::Scalar twice_id;
    if (!load(thread ? field_place(where, *thread) : where, 8, twice_id)) return false;
    const std::uint64_t id = static_cast<std::uint64_t>(twice_id.bits) / 2;   // from 1
    if (id == 0 || id > machine_.thread_count()) return false;
    out.value = machine_.thread(static_cast<machine::ThreadId>(id - 1)).name;
    return true;
  }
  if (name == "Range" || name == "RangeInclusive") {
    const mir::Field* start = field_named(type, "start");
    const mir::Field* end = field_named(type, "end");
    if (!start || !end) return false;
    out.value = concat(value("start", start->type, field_place(where, *start), depth).value, name == "Range" ? ".." : "..=",
                       value("end", end->type, field_place(where, *end), depth).value);
    return true;
  }
  if (type.kind == mir::TypeKind::Enum) return false;
  // The rest of std keeps its parts to itself.
  fill_fields(out, type, 0, where, depth);
  const std::string_view bare = std::string_view(type.display);
  out.value = type.variants.empty() || type.variants[0].fields.empty() ? std::string(bare) : concat(bare, " { .. }");
  return true;
}

/// A Mutex, RwLock, Cell or RefCell: the value inside, and who has it locked or borrowed.
bool ValueReader::fill_holder(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  const mir::Field* inner = field_named(type, "value");
  if (!inner) return false;
  Variable held = value("value", inner->type, field_place(where, *inner), depth);
  out.value = concat(type.display, "(", held.value, ")");
  out.fields.push_back(std::move(held));
  if ((type.display == "Mutex" || type.display == "RwLock") && where.alloc) {
    const mir::Field* word = field_named(type, "word");
    machine::Object object;
    object.kind = machine::Object::Kind::Memory;
    object.id = where.alloc.value;
    object.offset = where.offset + (word ? word->offset : 0);
    if (const std::optional<machine::ThreadId> owner = machine_.lock_owner(object)) {
      Variable locked;
      locked.name = "locked by";
      locked.value = machine_.thread(*owner).name;
      out.value += concat(", locked by ", locked.value);
      out.fields.push_back(std::move(locked));
    }
  }
  if (type.display == "RefCell") {
    const mir::Field* borrow = field_named(type, "borrow");
    memory::Scalar state;
    if (borrow && program_.types[borrow->type].size <= 16 && load(field_place(where, *borrow), program_.types[borrow->type].size, state) && state.bits != 0) {
      const auto count = static_cast<std::int64_t>(static_cast<std::uint64_t>(state.bits));
      out.value += count < 0 ? ", mutably borrowed" : ", borrowed";
    }
  }
  return true;
}

/// An Arc or Rc: what it owns, and how many own it.
bool ValueReader::fill_counted(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  const mir::Field* pointer = field_named(type, "pointer");
  const mir::Field* raw = pointer ? only_field(program_.types[pointer->type]) : nullptr;
  if (!raw) return false;
  const mir::Type& raw_type = program_.types[raw->type];
  if (raw_type.kind != mir::TypeKind::Pointer) return false;
  const Where inner = follow(raw_type, field_place(field_place(where, *pointer), *raw));
  if (!inner.words) {
    out.value = inner.lost;
    return true;
  }
  const mir::Type& inner_type = program_.types[raw_type.pointee];
  const mir::Field* held = field_named(inner_type, "value");
  const mir::Field* strong = field_named(inner_type, "strong");
  if (!held || !strong) return false;
  Variable owned = value("value", held->type, field_place(inner, *held), depth);
  out.value = owned.value;
  out.fields.push_back(std::move(owned));
  out.fields.push_back(value("strong", strong->type, field_place(inner, *strong), depth));
  if (const mir::Field* weak = field_named(inner_type, "weak")) {
    // All strong pointers together hold one weak count; people count the others.
    Variable count = value("weak", weak->type, field_place(inner, *weak), depth);
    memory::Scalar number;
    if (load(field_place(inner, *weak), 8, number) && number.bits > 0) count.value = to_decimal(number.bits - 1);
    out.fields.push_back(std::move(count));
  }
  for (std::size_t i = 1; i < out.fields.size(); ++i) {
    out.fields[i].type = "usize";
    const std::string& count = out.fields[i].value;
    const std::size_t open = count.find('(');
    if (open != std::string::npos) out.fields[i].value = count.substr(open + 1, count.size() - open - 2);
  }
  return true;
}

/// A lock's guard: what it gives access to.
bool ValueReader::fill_guard(Variable& out, const mir::Type& type, const Where& where, Depth depth) const {
  for (const std::string_view name : {"lock", "value"}) {
    const mir::Field* field = field_named(type, name);
    if (!field) continue;
    const mir::Type& pointer = program_.types[field->type];
    if (pointer.kind != mir::TypeKind::Pointer) {
      Variable inner = value(out.name, field->type, field_place(where, *field), depth);
      out.value = concat("guard of ", inner.value);
      out.fields = std::move(inner.fields);
      return true;
    }
    const Where target = follow(pointer, field_place(where, *field));
    const mir::Type& lock = program_.types[pointer.pointee];
    const mir::Field* held = name == "lock" ? field_named(lock, "value") : nullptr;
    if (!target.words) {
      out.value = target.lost;
      return true;
    }
    Variable inner = held ? value("*", held->type, field_place(target, *held), depth) : value("*", pointer.pointee, target, depth);
    out.value = concat("guard of ", inner.value);
    out.fields.push_back(std::move(inner));
    return true;
  }
  return false;
}

}  // namespace scene
