// What stands in a piece of memory, value by value, and which variables point to where in it.
//
//   pair: (u8, u32)     cells   .1 = 7        .0 = 1
//                       bytes   0 1 2 3       4
//   r = &mut pair.1     arrow   r (&mut pair.1) -> byte 0

#include <algorithm>

#include "base/text.h"
#include "scene/borrows_detail.h"
#include "scene/value_reader.h"

namespace scene {
namespace {

constexpr std::size_t most_cells = 16;
constexpr int deepest_cell = 3;

/// The type of the whole memory; none if nobody knows it.
mir::TypeId type_of_memory(ObjectNames& names, const machine::Machine& machine, memory::AllocId id, const memory::Allocation& allocation) {
  const mir::Program& program = machine.program();
  switch (allocation.kind) {
    case memory::AllocKind::Local: return program.bodies[mir::FnId(allocation.owner_fn)].locals[allocation.origin].type;
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal: return program.globals[mir::GlobalId(allocation.origin)].type;
    case memory::AllocKind::Heap: return names.root_type(machine, id);
    case memory::AllocKind::Function:
    case memory::AllocKind::Vtable: break;
  }
  return {};
}

void split(std::vector<BorrowCell>& cells, const ValueReader& reader, const mir::Program& program, const std::string& name, mir::TypeId type_id, const Where& where, int depth) {
  const mir::Type& type = program.types[type_id];
  if (type.size == 0 || cells.size() > most_cells) return;
  Where part = where;
  if (type.kind == mir::TypeKind::Array && type.length <= most_cells) {
    for (std::uint64_t i = 0; i < type.length; ++i, part.offset += program.types[type.pointee].size)
      split(cells, reader, program, concat(name, "[", i, "]"), type.pointee, part, depth - 1);
    return;
  }
  // What std's types hold inside is nobody's to look at, but for what they wrap.
  const bool has_parts = type.variants.size() == 1 && !type.variants[0].fields.empty() && type.display.empty() &&
                         (type.kind == mir::TypeKind::Struct || type.kind == mir::TypeKind::Tuple || type.kind == mir::TypeKind::Closure);
  if (has_parts && depth > 0) {
    for (const mir::Field& field : type.variants[0].fields)
      split(cells, reader, program, concat(name, ".", field.name), field.type, field_place(where, field), depth - 1);
    return;
  }
  cells.push_back({where.offset, where.offset + type.size, name, reader.read({}, type_id, where).value});
}

}  // namespace

void add_cells(BorrowCard& card, ObjectNames& names, const machine::Machine& machine, memory::AllocId id, const memory::Allocation& allocation) {
  const mir::TypeId type = type_of_memory(names, machine, id, allocation);
  if (!type || !machine.program().types[type].is_sized) return;
  const std::uint64_t size = machine.program().types[type].size;
  if (size == 0 || allocation.size % size != 0) return;
  Where where;
  where.words = allocation.words.data();
  where.limit = allocation.size;
  where.alloc = id;
  // On the heap there may be room for several.
  const ValueReader reader(machine);
  for (; where.offset < allocation.size && card.cells.size() <= most_cells; where.offset += size)
    split(card.cells, reader, machine.program(), allocation.size > size ? concat("[", where.offset / size, "]") : std::string(), type, where, deepest_cell);
  if (card.cells.size() > most_cells) card.cells.clear();
  std::sort(card.cells.begin(), card.cells.end(), [](const BorrowCell& a, const BorrowCell& b) { return a.begin < b.begin; });
}

void add_arrows(BorrowCard& card, const TagHolders& holders, const memory::Allocation& allocation) {
  for (const TagHolders::Arrow& held : holders.arrows()) {
    if (held.pointer.provenance.alloc != card.alloc || held.pointer.address - allocation.base > allocation.size) continue;
    BorrowArrow arrow;
    arrow.name = held.name;
    arrow.offset = held.pointer.address - allocation.base;
    arrow.tag = held.pointer.provenance.tag;
    bool is_known = false;
    for (const BorrowRange& range : card.ranges)
      for (const BorrowTag& tag : range.tags) {
        const bool is_here = range.begin <= arrow.offset && arrow.offset < range.end;
        if (tag.tag != arrow.tag || (is_known && !is_here)) continue;
        is_known = true;
        arrow.maker = tag.name;
        arrow.color = tag.color;
        arrow.line = tag.line;
        arrow.tone = tag.tone;
      }
    if (is_known) card.arrows.push_back(std::move(arrow));
  }
  std::stable_sort(card.arrows.begin(), card.arrows.end(), [](const BorrowArrow& a, const BorrowArrow& b) { return a.offset < b.offset; });
}

}  // namespace scene
