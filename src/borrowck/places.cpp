#include "borrowck/places.h"

#include "base/text.h"

namespace borrowck {

using Kind = mir::Projection::Kind;

bool is_within(const mir::Place& place, const mir::Place& whole) {
  if (place.local != whole.local || place.projections.size() < whole.projections.size()) return false;
  for (std::size_t i = 0; i < whole.projections.size(); ++i)
    if (!is_same_step(place.projections[i], whole.projections[i])) return false;
  return true;
}

bool is_same(const mir::Place& a, const mir::Place& b) {
  return a.projections.size() == b.projections.size() && is_within(a, b);
}

const mir::Type& Places::type_before(const mir::Place& place, std::size_t index) const {
  return program_.types.at(index == 0 ? local(place.local).type : place.projections[index - 1].type);
}

bool Places::is_unit(const mir::Place& place) const {
  const mir::Type& type = type_of(place);
  return type.kind == mir::TypeKind::Tuple && type.variants.size() == 1 && type.variants[0].fields.empty();
}

bool Places::leaves_owner(const mir::Place& place, std::size_t index) const {
  if (place.projections[index].kind != Kind::Deref) return false;
  return type_before(place, index).pointer_kind != mir::PointerKind::Box;
}

bool Places::is_borrowed_content(const mir::Place& place) const {
  for (std::size_t i = 0; i < place.projections.size(); ++i)
    if (leaves_owner(place, i)) return true;
  return false;
}

std::optional<std::string> Places::name_of(const mir::Place& place) const {
  std::string name;
  std::size_t from = 0;
  if (is_variable(place.local)) {
    name = local(place.local).name;
  } else {
    const mir::DebugVariable* found = nullptr;
    for (const mir::DebugVariable& variable : body_.variables)
      if (is_within(place, variable.place)) found = &variable;
    if (!found) return std::nullopt;
    name = found->name;
    from = found->place.projections.size();
  }
  std::uint32_t variant = 0;
  for (std::size_t i = from; i < place.projections.size(); ++i) {
    const mir::Projection& step = place.projections[i];
    const mir::Type& type = type_before(place, i);
    switch (step.kind) {
      case Kind::Deref: {
        // `r.x` reads better than `(*r).x`.
        const bool is_followed = i + 1 < place.projections.size() && place.projections[i + 1].kind == Kind::Field;
        if (!is_followed) name = concat("*", name);
        break;
      }
      case Kind::Field:
        // The variable's type after a downcast is still the enum.
        if (i > 0 && place.projections[i - 1].kind == Kind::Downcast) {
          name = concat(name, ".", step.index);
        } else if (step.index < (type.variants.empty() ? 0 : type.variants[variant].fields.size()) &&
                   !type.variants[variant].fields[step.index].name.empty()) {
          name = concat(name, ".", type.variants[variant].fields[step.index].name);
        } else {
          name = concat(name, ".", step.index);
        }
        break;
      case Kind::Downcast: break;
      case Kind::Index:
      case Kind::ConstantIndex:
      case Kind::Subslice: name = concat(name, "[..]"); break;
    }
  }
  return name;
}

std::optional<Span> Places::capturer(std::pair<std::uint32_t, std::uint32_t> block_and_statement) const {
  const std::vector<mir::Statement>& statements = body_.blocks[block_and_statement.first].statements;
  const auto* borrow = std::get_if<mir::AssignStmt>(&statements[block_and_statement.second].kind);
  if (!borrow || !std::holds_alternative<mir::RefRvalue>(borrow->value) || is_variable(borrow->place.local)) return {};   // a reference with a name of its own
  for (std::uint32_t i = block_and_statement.second + 1; i < statements.size(); ++i) {
    const auto* assign = std::get_if<mir::AssignStmt>(&statements[i].kind);
    const auto* aggregate = assign ? std::get_if<mir::AggregateRvalue>(&assign->value) : nullptr;
    if (!aggregate) continue;
    const mir::TypeKind kind = program_.types.at(aggregate->type).kind;
    if (kind != mir::TypeKind::Closure && kind != mir::TypeKind::Coroutine) continue;
    for (const auto& [field, operand] : aggregate->fields)
      if (operand.kind != mir::Operand::Kind::Constant && operand.place.local == borrow->place.local) return statements[i].span;
  }
  return {};
}

}  // namespace borrowck
