// What memory, pointers and permissions are called in the picture of borrows.

#include <algorithm>

#include "base/text.h"
#include "scene/borrows_detail.h"

namespace scene {
namespace {

constexpr std::size_t longest_expression = 34;

bool begins_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool was_space = false;
  for (const char c : trimmed(text)) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_space && was_space) continue;
    out += is_space ? ' ' : c;
    was_space = is_space;
  }
  if (out.size() <= longest_expression) return out;
  return concat(first_bytes(out, longest_expression - 1), "…");
}

PermissionTone tone_of_permission(std::string_view permission) {
  if (permission == "Unique") return PermissionTone::Unique;
  if (begins_with(permission, "Reserved")) return PermissionTone::Reserved;
  if (permission == "SharedReadWrite") return PermissionTone::SharedWrite;
  if (permission == "SharedReadOnly" || permission == "Frozen") return PermissionTone::ReadOnly;
  if (permission == "Cell") return PermissionTone::Cell;
  return PermissionTone::Disabled;
}

std::string words_of(memory::BorrowOrigin origin) {
  switch (origin) {
    case memory::BorrowOrigin::Shared: return "shared reference";
    case memory::BorrowOrigin::Mutable: return "mutable reference";
    case memory::BorrowOrigin::TwoPhase: return "two-phase mutable reference";
    case memory::BorrowOrigin::RawConst: return "raw pointer, *const";
    case memory::BorrowOrigin::RawMutable: return "raw pointer, *mut";
    case memory::BorrowOrigin::Box: return "box";
    case memory::BorrowOrigin::InPlace: return "place lent to a call";
  }
  return "";
}

std::string name_of_origin(const memory::TagRow& row, const SourceMap& sources) {
  if (!sources.is_user(row.span)) return words_of(row.origin);
  const std::string text = one_line(sources.text_of(row.span));
  return text.empty() ? words_of(row.origin) : text;
}

bool is_of_student(const machine::Machine& machine, const memory::Allocation& allocation) {
  const mir::Program& program = machine.program();
  switch (allocation.kind) {
    case memory::AllocKind::Local: {
      const mir::Body& body = program.bodies[mir::FnId(allocation.owner_fn)];
      return body.is_user && allocation.origin < body.locals.size();
    }
    case memory::AllocKind::Heap: return program.sources.is_user(allocation.span);
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal:
      return allocation.origin < program.globals.size() && program.sources.is_user(program.globals[mir::GlobalId(allocation.origin)].span) &&
             !program.globals[mir::GlobalId(allocation.origin)].name.empty();
    case memory::AllocKind::Function:
    case memory::AllocKind::Vtable: return false;
  }
  return false;
}

BorrowCard card_of(ObjectNames& names, const machine::Machine& machine, memory::AllocId id, const memory::Allocation& allocation) {
  const mir::Program& program = machine.program();
  BorrowCard card;
  card.alloc = id.value;
  card.size = allocation.size;
  if (program.sources.is_user(allocation.span)) card.line = program.sources.begin_of(allocation.span).line;
  switch (allocation.kind) {
    case memory::AllocKind::Local: {
      const mir::Body& body = program.bodies[mir::FnId(allocation.owner_fn)];
      const mir::Local& local = body.locals[allocation.origin];
      card.name = local.name;
      card.place = concat(local.is_argument ? "argument of " : "variable of ", body.name);
      if (!card.name.empty()) break;
      card.name = program.sources.is_user(local.span) ? one_line(program.sources.text_of(local.span)) : std::string();
      card.place = concat("temporary value in ", body.name);
      break;
    }
    case memory::AllocKind::Heap: {
      const NamedObject owner = names.name(machine, {machine::Object::Kind::Memory, id.value, 0, allocation.size});
      const std::string maker = one_line(program.sources.text_of(allocation.span));
      card.name = owner.name.empty() ? maker : concat("heap of ", owner.name);
      card.place = concat("heap, by ", maker);
      break;
    }
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal:
      card.name = program.globals[mir::GlobalId(allocation.origin)].name;
      card.place = allocation.kind == memory::AllocKind::Global ? "static" : "thread local";
      break;
    case memory::AllocKind::Function:
    case memory::AllocKind::Vtable: break;
  }
  return card;
}

void sort_as_tree(BorrowRange& range) {
  const auto count = static_cast<std::uint32_t>(range.tags.size());
  std::vector<std::uint32_t> order, open;
  for (std::uint32_t i = count; i-- > 0;)
    if (range.tags[i].parent_row == no_tag_row) open.push_back(i);
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    order.push_back(node);
    for (std::uint32_t i = count; i-- > 0;)
      if (range.tags[i].parent_row == node) open.push_back(i);
  }
  std::vector<std::uint32_t> place(count, no_tag_row);
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<BorrowTag> sorted;
  for (const std::uint32_t i : order) {
    sorted.push_back(std::move(range.tags[i]));
    BorrowTag& tag = sorted.back();
    if (tag.parent_row != no_tag_row) tag.parent_row = place[tag.parent_row];
  }
  range.tags = std::move(sorted);
}

}  // namespace scene
