// Variables that patterns bind.

#include "lower/body_builder.h"

namespace lower {

mir::LocalId BodyBuilder::declare_variable(sema::LocalId local) {
  const sema::Local& of = source_.locals[local];
  const sema::TyId ty = concrete(of.ty);
  const mir::LocalId declared = new_local(type(ty));
  mir::Local& made = body_.locals[declared.value];
  made.name = std::string(program().names.text(of.name));
  made.is_mutable = of.mutability == sema::Mutability::Mutable;
  made.is_user = of.is_user;
  made.span = of.span;
  note_written(declared, of.ty);
  variables_[local] = local_place(declared, ty);
  return declared;
}

/// Each variable once; the alternatives of an or-pattern bind the same.
void BodyBuilder::declare_bindings(sema::PatId id, std::vector<sema::LocalId>& out) {
  if (!id) return;
  const sema::Pat& of = pat(id);
  if (const auto* binding = std::get_if<sema::BindingPat>(&of.kind)) {
    declare_variable(binding->local);
    out.push_back(binding->local);
    declare_bindings(binding->subpattern, out);
  } else if (const auto* variant = std::get_if<sema::VariantPat>(&of.kind)) {
    for (const auto& [field, inner] : variant->fields) declare_bindings(inner, out);
  } else if (const auto* leaf = std::get_if<sema::LeafPat>(&of.kind)) {
    for (const auto& [field, inner] : leaf->fields) declare_bindings(inner, out);
  } else if (const auto* pointer = std::get_if<sema::DerefPat>(&of.kind)) {
    declare_bindings(pointer->inner, out);
  } else if (const auto* slice = std::get_if<sema::SlicePat>(&of.kind)) {
    for (const sema::PatId inner : slice->prefix) declare_bindings(inner, out);
    declare_bindings(slice->middle, out);
    for (const sema::PatId inner : slice->suffix) declare_bindings(inner, out);
  } else if (const auto* alternatives = std::get_if<sema::OrPat>(&of.kind)) {
    if (!alternatives->alternatives.empty()) declare_bindings(alternatives->alternatives.front(), out);
  }
}

mir::LocalId BodyBuilder::local_of(sema::LocalId local) {
  const BuiltPlace place = variable(local);
  INVARIANT(!place.captured && place.place.projections.empty(), "a binding has a local of its own");
  return place.place.local;
}

void BodyBuilder::schedule_variable(sema::LocalId local, std::size_t scope) {
  const mir::LocalId declared = local_of(local);
  schedule_storage(declared, scope);
  schedule_value(declared, scope);
}

void BodyBuilder::bind_one(const MatchedBinding& binding) {
  const At at(*this, binding.span);
  const mir::LocalId local = local_of(binding.local);
  push(mir::StorageLiveStmt{local});
  const mir::Place source = resolved(binding.place);
  switch (binding.mode) {
    case sema::BindingMode::ByValue: assign_operand({local, {}}, consume_as(source, source_.locals[binding.local].ty)); break;
    case sema::BindingMode::ByRef: assign({local, {}}, mir::RefRvalue{mir::BorrowKind::Shared, source, false}); break;
    case sema::BindingMode::ByRefMut: assign({local, {}}, mir::RefRvalue{mir::BorrowKind::Mutable, source, false}); break;
  }
}

void BodyBuilder::bind(const Candidate& candidate) {
  for (const MatchedBinding& binding : candidate.bindings) bind_one(binding);
}

void BodyBuilder::bind_irrefutable(const BuiltPlace& place, sema::PatId pattern, std::size_t scope) {
  std::vector<sema::LocalId> bound;
  const mir::BlockId failed = new_block(), matched = new_block();
  const Matching matching(*this, pat(pattern).span);
  std::vector<Candidate> candidates{new_candidate(place, pattern, 0, false)};
  match_steps_ = 0;
  match_candidates(std::move(candidates), failed, [&](const Candidate& candidate, mir::BlockId) {
    for (const MatchedBinding& binding : candidate.bindings) bound.push_back(binding.local);
    bind(candidate);
    go(matched);
  });
  start(failed);
  terminate(mir::UnreachableTerm{});
  start(matched);
  std::vector<sema::LocalId> scheduled;
  for (const sema::LocalId local : bound) {
    bool is_scheduled = false;
    for (const sema::LocalId other : scheduled) is_scheduled |= other == local;
    if (is_scheduled) continue;
    scheduled.push_back(local);
    schedule_variable(local, scope);
  }
}

}  // namespace lower
