// Closures: making one from what it captures. How its body reaches a captured variable is in
// types_of_places.cpp.

#include "base/text.h"
#include "lower/body_builder.h"

namespace lower {

BuiltPlace BodyBuilder::capture_source(const sema::Capture& capture) {
  BuiltPlace place = variable(capture.local);
  for (const sema::Capture::Step& step : capture.path)
    place = step.is_deref ? deref(std::move(place)) : field(std::move(place), step.field);
  return place;
}

mir::Rvalue BodyBuilder::closure_value(sema::ClosureId id, sema::TyId ty) {
  const sema::Closure closure = program().closures.at(id);
  mir::AggregateRvalue value;
  value.type = type(ty);
  std::uint32_t index = 0;
  for (const sema::Capture& capture : closure.captures) {
    const At at(*this, mono_.is_for_borrowck() ? capture.span : span_);
    BuiltPlace source = capture_source(capture);
    mir::Operand operand;
    if (capture.mode == sema::Capture::Mode::ByValue) {
      operand = consume_place(resolved(source));
    } else {
      mir::RefRvalue reference;
      reference.place = resolved(source);
      reference.is_implicit = true;
      switch (capture.mode) {
        // Whether the variable may be changed is asked where the closure changes it.
        case sema::Capture::Mode::ByRefMut:
          reference.kind = mono_.is_for_borrowck() ? mir::BorrowKind::ClosureUnique : mir::BorrowKind::Mutable;
          break;
        case sema::Capture::Mode::ByUniqueRef: reference.kind = mir::BorrowKind::ClosureUnique; break;
        case sema::Capture::Mode::ByRef:
        case sema::Capture::Mode::ByValue: break;
      }
      const mir::LocalId temp = new_temp(type(field_ty(ty, 0, index)));
      assign({temp, {}}, std::move(reference));
      operand = consume_place({temp, {}});
    }
    value.fields.emplace_back(index++, std::move(operand));
  }
  return value;
}

/// Captured variables are shown under their own names.
void BodyBuilder::name_captures() {
  for (std::size_t i = 0; i < closure_->captures.size(); ++i) {
    const sema::Capture& capture = closure_->captures[i];
    const sema::Local& local = source_.locals[capture.local];
    if (!local.is_user) continue;
    BuiltPlace place = field(environment_, static_cast<std::uint32_t>(i));
    if (capture.mode != sema::Capture::Mode::ByValue) place = deref(std::move(place));
    std::string name(program().names.text(local.name));
    sema::TyId ty = concrete(local.ty);
    for (const sema::Capture::Step& step : capture.path) {
      if (step.is_deref) {
        name = concat("*", name);
        ty = pointee_ty(ty);
        continue;
      }
      const sema::Ty of = types()[ty];
      if (of.kind == sema::TyKind::Adt) name = concat(name, ".", program().names.text(program().adts.at(of.adt()).variants[0].fields[step.field].name));
      else name = concat(name, ".", step.field);
      ty = field_ty(ty, 0, step.field);
    }
    body_.variables.push_back({std::move(name), place.place, mir::ScopeId(0), local.span});
  }
}

}  // namespace lower
