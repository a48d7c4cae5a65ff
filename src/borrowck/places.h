#pragma once
// Questions about the places of a body.

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "mir/mir.h"

namespace borrowck {

/// A step as far as it says which part is meant, whatever its type is.
inline bool is_same_step(const mir::Projection& a, const mir::Projection& b) {
  return a.kind == b.kind && a.index == b.index && a.from_end == b.from_end && a.is_from_end == b.is_from_end;
}
/// Whether `place` is `whole` or a part of it.
bool is_within(const mir::Place& place, const mir::Place& whole);
bool is_same(const mir::Place& a, const mir::Place& b);

/// Calls `see` for each operand of the value.
template <class See> void for_each_operand(const mir::Rvalue& value, See see) {
  if (const auto* use = std::get_if<mir::UseRvalue>(&value)) see(use->operand);
  else if (const auto* repeat = std::get_if<mir::RepeatRvalue>(&value)) see(repeat->element);
  else if (const auto* cast = std::get_if<mir::CastRvalue>(&value)) see(cast->operand);
  else if (const auto* unary = std::get_if<mir::UnaryRvalue>(&value)) see(unary->operand);
  else if (const auto* binary = std::get_if<mir::BinaryRvalue>(&value)) {
    see(binary->left);
    see(binary->right);
  } else if (const auto* aggregate = std::get_if<mir::AggregateRvalue>(&value)) {
    for (const auto& [field, operand] : aggregate->fields) see(operand);
  }
}

class Places {
 public:
  Places(const mir::Program& program, const mir::Body& body) : program_(program), body_(body) {}

  const mir::Local& local(mir::LocalId id) const { return body_.locals[id.value]; }
  /// The type of the place that the step at `index` starts from.
  const mir::Type& type_before(const mir::Place& place, std::size_t index) const;
  const mir::Type& type_of(const mir::Place& place) const { return type_before(place, place.projections.size()); }
  bool is_unit(const mir::Place& place) const;
  /// The step follows a pointer other than a Box.
  bool leaves_owner(const mir::Place& place, std::size_t index) const;
  /// Some step of the place does so.
  bool is_borrowed_content(const mir::Place& place) const;
  /// A variable that the student wrote.
  bool is_variable(mir::LocalId id) const { return local(id).is_user && !local(id).name.empty(); }
  /// What a closure captured, reached through itself.
  bool is_environment(mir::LocalId id) const { return body_.is_closure && id.value == 1; }
  /// The closure that captures the reference which a statement makes, if one does. What is wrong with such a
  /// borrow is told at the closure, as rustc does.
  std::optional<Span> capturer(std::pair<std::uint32_t, std::uint32_t> block_and_statement) const;
  /// "s", "p.name", "*r": as the student would write it; none for what has no name.
  std::optional<std::string> name_of(const mir::Place& place) const;

 private:
  const mir::Program& program_;
  const mir::Body& body_;
};

}  // namespace borrowck
