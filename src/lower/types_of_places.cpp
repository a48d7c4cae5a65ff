// Types of a monomorphic body, and places made step by step.

#include "base/text.h"
#include "lower/body_builder.h"

namespace lower {

using sema::TyKind;

sema::TyId BodyBuilder::concrete(sema::TyId ty) {
  const auto found = concrete_.find(ty);
  if (found != concrete_.end()) return found->second;
  const sema::TyId result = mono_.normalize(ty, request_.args);
  concrete_.emplace(ty, result);
  return result;
}

sema::Args BodyBuilder::concrete(const sema::Args& args) {
  sema::Args result;
  result.reserve(args.size());
  for (const sema::TyId ty : args) result.push_back(concrete(ty));
  return result;
}

mir::TypeId BodyBuilder::type_of(const mir::Place& place) {
  return place.projections.empty() ? body_.locals[place.local.value].type : place.projections.back().type;
}

sema::TyId BodyBuilder::field_ty(sema::TyId ty, std::uint32_t variant, std::uint32_t field) {
  const sema::Ty of = types()[ty];
  switch (of.kind) {
    case TyKind::Tuple: return of.args[field];
    case TyKind::Adt:
      return mono_.normalize(program().adts.at(of.adt()).variants[variant].fields[field].ty, of.args);
    case TyKind::Closure:
    case TyKind::Coroutine: return mono_.normalize(sema::captured_types(program(), of.closure(), of.args)[field], {});
    default: break;
  }
  INVARIANT(false, "only structs, tuples and closures have fields");
  return {};
}

bool BodyBuilder::is_box(sema::TyId ty) {
  const sema::Ty& of = types()[ty];
  return of.kind == TyKind::Adt && program().adts.at(of.adt()).is_box;
}

bool BodyBuilder::is_reference(sema::TyId ty) { return types()[ty].kind == TyKind::Ref; }

sema::TyId BodyBuilder::pointee_ty(sema::TyId ty) {
  INVARIANT(types()[ty].kind == TyKind::Ref || types()[ty].kind == TyKind::RawPtr || is_box(ty),
            "only pointers are followed");
  return types()[ty].args[0];
}

BuiltPlace BodyBuilder::local_place(mir::LocalId local, sema::TyId ty) {
  BuiltPlace place;
  place.place.local = local;
  place.ty = ty;
  return place;
}

BuiltPlace BodyBuilder::project(BuiltPlace base, mir::Projection projection, sema::TyId ty) {
  resolve_capture(base);
  projection.type = type(ty);
  base.place.projections.push_back(projection);
  base.ty = ty;
  base.is_downcast = false;
  base.variant = 0;
  return base;
}

BuiltPlace BodyBuilder::field(BuiltPlace base, std::uint32_t index) {
  const sema::TyId ty = field_ty(base.ty, base.variant, index);
  if (base.captured) {
    base.steps.push_back({false, index});
    base.ty = ty;
    base.is_downcast = false;
    base.variant = 0;
    resolve_capture(base);
    return base;
  }
  const sema::Ty& of = types()[base.ty];
  // The steps of a capture do not name the one variant of an enum.
  if (!base.is_downcast && of.kind == TyKind::Adt && program().adts.at(of.adt()).kind == sema::AdtKind::Enum) base = downcast(std::move(base), 0);
  return project(std::move(base), {mir::Projection::Kind::Field, index, 0, false, {}}, ty);
}

BuiltPlace BodyBuilder::deref(BuiltPlace base) {
  const sema::TyId ty = pointee_ty(base.ty);
  if (base.captured) {
    base.steps.push_back({true, 0});
    base.ty = ty;
    resolve_capture(base);
    return base;
  }
  return project(std::move(base), {mir::Projection::Kind::Deref, 0, 0, false, {}}, ty);
}

BuiltPlace BodyBuilder::downcast(BuiltPlace base, std::uint32_t variant) {
  // An enum with one variant is captured field by field, as a struct is.
  if (!base.captured) {
    const sema::TyId ty = base.ty;
    base = project(std::move(base), {mir::Projection::Kind::Downcast, variant, 0, false, {}}, ty);
  }
  base.variant = variant;
  base.is_downcast = true;
  return base;
}

/// Replaces the variable by its field of the environment if the steps so far name a captured place.
void BodyBuilder::resolve_capture(BuiltPlace& place) {
  if (!place.captured) return;
  const auto is_prefix = [&](const sema::Capture& capture) {
    if (capture.local != place.captured || capture.path.size() > place.steps.size()) return false;
    for (std::size_t i = 0; i < capture.path.size(); ++i) {
      const auto& [is_deref, index] = capture.path[i];
      if (is_deref != place.steps[i].is_deref || (!is_deref && index != place.steps[i].field)) return false;
    }
    return true;
  };
  for (std::size_t i = 0; i < closure_->captures.size(); ++i) {
    const sema::Capture& capture = closure_->captures[i];
    if (!is_prefix(capture)) continue;
    const std::vector<sema::Capture::Step> rest(place.steps.begin() + static_cast<std::ptrdiff_t>(capture.path.size()), place.steps.end());
    BuiltPlace found = field(environment_, static_cast<std::uint32_t>(i));
    if (capture.mode != sema::Capture::Mode::ByValue) found = deref(std::move(found));
    for (const sema::Capture::Step& step : rest) found = step.is_deref ? deref(std::move(found)) : field(std::move(found), step.field);
    if (place.is_downcast) found = downcast(std::move(found), place.variant);
    place = std::move(found);
    return;
  }
}

const mir::Place& BodyBuilder::resolved(BuiltPlace& place) {
  resolve_capture(place);
  INVARIANT(!place.captured, "a closure uses only what it captures");
  return place.place;
}

mir::Place BodyBuilder::resolved(const BuiltPlace& place) {
  BuiltPlace copy = place;
  return resolved(copy);
}

BuiltPlace BodyBuilder::variable(sema::LocalId local) {
  const auto found = variables_.find(local);
  if (found != variables_.end()) return found->second;
  INVARIANT(closure_, "a variable is declared before it is used");
  BuiltPlace place;
  place.captured = local;
  place.ty = concrete(source_.locals[local].ty);
  resolve_capture(place);
  return place;
}

mir::Operand BodyBuilder::copy_of(mir::Place place) {
  mir::Operand operand;
  operand.kind = mir::Operand::Kind::Copy;
  operand.place = std::move(place);
  return operand;
}

mir::Operand BodyBuilder::move_of(mir::Place place) {
  mir::Operand operand;
  operand.kind = mir::Operand::Kind::Move;
  operand.place = std::move(place);
  return operand;
}

mir::Operand BodyBuilder::consume_place(const mir::Place& place) {
  return mir_type(type_of(place)).is_copy ? copy_of(place) : move_of(place);
}

mir::Operand BodyBuilder::consume(const BuiltPlace& place) { return consume_place(resolved(place)); }

mir::Operand BodyBuilder::constant(mir::Constant value) {
  mir::Operand operand;
  operand.constant = std::move(value);
  return operand;
}

mir::Operand BodyBuilder::scalar(mir::TypeId type, unsigned __int128 bits) {
  mir::Constant value;
  value.kind = mir::Constant::Kind::Scalar;
  value.type = type;
  value.bits = bits;
  return constant(std::move(value));
}

}  // namespace lower
