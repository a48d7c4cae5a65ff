// A coroutine of a generic function keeps what rustc's generic body keeps: a `T` is moved where it is
// used and dropped at its end, also with `u32` for `T`, and a flag says whether it is still to be dropped.

#include "lower/body_builder.h"

namespace lower {

void BodyBuilder::ask_as_written() {
  if (mono_.is_for_borrowck() || closure_->owner.kind != sema::BodyOwner::Kind::Fn) return;
  const sema::Generics& generics = program().fn_scopes.at(sema::FnId(closure_->owner.id)).generics;
  if (!generics.params.empty()) as_written_.emplace(program(), generics.predicates);
}

mir::Operand BodyBuilder::consume_as(const mir::Place& place, sema::TyId written) {
  const auto is_moved = [&] {
    // Of what a function gives as `impl Trait` nobody knows more while bodies are made.
    if (types()[written].kind == sema::TyKind::Opaque) return true;
    return as_written_ && types().flags(written).has_param && !as_written_->is_copy(as_written_->normalize(written));
  };
  return is_coroutine() && is_moved() ? move_of(place) : consume_place(place);
}

bool BodyBuilder::may_need_drop(sema::TyId written) {
  return is_coroutine() && as_written_ && types().flags(written).has_param && as_written_->needs_drop(as_written_->normalize(written));
}

void BodyBuilder::note_written(mir::LocalId local, sema::TyId written) {
  body_.locals[local.value].may_need_drop = may_need_drop(written);
}

}  // namespace lower
