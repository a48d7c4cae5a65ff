#include "scene/list_reader.h"

#include <algorithm>

namespace scene {
namespace {

class ListReader {
 public:
  ListReader(const ValueReader& reader, std::uint64_t most) : reader_(reader), program_(reader.program()), most_(most) {}

  ListElements read(mir::TypeId id, const Where& where) const {
    const mir::Type& type = program_.types[id];
    if (type.kind == mir::TypeKind::Array) return row(type.pointee, type.length, where);
    if (type.display == "LinkedList") return read_nodes(type, where);
    if (type.display == "VecDeque") return read_ring(type, where);
    if (type.display == "Vec") {
      mir::TypeId element;
      const Where first = buffer_of(type, where, element);
      return element ? row(element, number_at(program_, type, where, "len"), first) : ListElements();
    }
    // The others are made of these.
    for (const mir::Variant& variant : type.variants)
      for (const mir::Field& field : variant.fields) {
        if (program_.types[field.type].kind != mir::TypeKind::Struct) continue;
        ListElements inner = read(field.type, field_place(where, field));
        if (inner.type) return inner;
      }
    return {};
  }

 private:
  /// Elements that lie one behind the other.
  ListElements row(mir::TypeId element, std::uint64_t length, Where at) const {
    ListElements out{element, length, {}};
    for (std::uint64_t i = 0; i < length && i < most_; ++i, at.offset += program_.types[element].size) out.places.push_back(at);
    return out;
  }

  ListElements read_ring(const mir::Type& type, const Where& where) const {
    ListElements out;
    const Where first = buffer_of(type, where, out.type);
    if (!out.type) return out;
    out.length = number_at(program_, type, where, "len");
    const std::uint64_t head = number_at(program_, type, where, "head");
    const std::uint64_t capacity = std::max<std::uint64_t>(number_at(program_, type, where, "capacity"), 1);
    for (std::uint64_t i = 0; i < out.length && i < most_; ++i) {
      out.places.push_back(first);
      out.places.back().offset += (head + i) % capacity * program_.types[out.type].size;
    }
    return out;
  }

  ListElements read_nodes(const mir::Type& list, const Where& where) const {
    ListElements out;
    const mir::Field* head = field_named(list, "head");
    if (!head) return out;
    const mir::TypeId pointer = pointer_within(head->type);
    if (!pointer) return out;
    const mir::Type& node = program_.types[program_.types[pointer].pointee];
    const mir::Field* value = field_named(node, "element");
    const mir::Field* next = field_named(node, "next");
    if (!value || !next) return out;
    out.type = value->type;
    out.length = number_at(program_, list, where, "len");
    Where at = field_place(where, *head);
    for (std::uint64_t i = 0; i < out.length && i < most_; ++i) {
      const Where target = reader_.follow(program_.types[pointer], at);
      if (!target.words) break;
      out.places.push_back(field_place(target, *value));
      at = field_place(target, *next);
    }
    return out;
  }

  /// Of `Option<NonNull<Node>>`, which is the pointer, or null.
  mir::TypeId pointer_within(mir::TypeId id) const {
    while (id && program_.types[id].kind != mir::TypeKind::Pointer) {
      mir::TypeId inner;
      for (const mir::Variant& variant : program_.types[id].variants)
        if (!variant.fields.empty()) inner = variant.fields[0].type;
      id = inner;
    }
    return id;
  }

  Where buffer_of(const mir::Type& vec, const Where& where, mir::TypeId& element) const {
    const mir::Field* pointer = field_named(vec, "pointer");
    if (!pointer || program_.types[pointer->type].variants.empty()) return {};
    const mir::Field& raw = program_.types[pointer->type].variants[0].fields[0];
    element = program_.types[raw.type].pointee;
    Where target = reader_.follow(program_.types[raw.type], field_place(field_place(where, *pointer), raw));
    static const memory::Word nothing;
    if (!target.words && element && program_.types[element].size == 0) target.words = &nothing;
    return target;
  }

  const ValueReader& reader_;
  const mir::Program& program_;
  std::uint64_t most_;
};

}  // namespace

ListElements elements_of(const ValueReader& reader, mir::TypeId list, const Where& where, std::uint64_t most) {
  return ListReader(reader, most).read(list, where);
}

}  // namespace scene
