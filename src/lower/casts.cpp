// `as` and coercions.

#include "base/text.h"
#include "lower/body_builder.h"

namespace lower {

using sema::CastKind;
using sema::TyKind;

mir::Rvalue BodyBuilder::cast(const sema::CastExpr& conversion, sema::TyId to) {
  const sema::TyId from = ty_of(conversion.operand);
  const auto simple = [&](mir::CastKind kind) -> mir::Rvalue {
    mir::CastRvalue result;
    result.kind = kind;
    result.operand = as_operand(conversion.operand);
    result.type = type(to);
    return result;
  };
  switch (conversion.kind) {
    case CastKind::IntToInt: {
      if (from == to) return mir::UseRvalue{as_operand(conversion.operand)};
      return simple(mir::CastKind::IntToInt);
    }
    case CastKind::IntToFloat: return simple(mir::CastKind::IntToFloat);
    case CastKind::FloatToInt: return simple(mir::CastKind::FloatToInt);
    case CastKind::FloatToFloat: return simple(mir::CastKind::FloatToFloat);
    case CastKind::EnumToInt: return enum_to_int(conversion.operand, to);
    case CastKind::PtrToPtr:
    case CastKind::ArrayPtrToElementPtr: return simple(mir::CastKind::PtrToPtr);
    case CastKind::PtrToAddr: return simple(mir::CastKind::PtrToAddr);
    case CastKind::AddrToPtr: return simple(mir::CastKind::AddrToPtr);
    case CastKind::FnPtrToAddr: return simple(mir::CastKind::FnPtrToAddr);
    case CastKind::FnPtrToPtr: return simple(mir::CastKind::FnPtrToPtr);
    case CastKind::RefToPtr:
    case CastKind::MutToConst: {
      if (!is_reference(from)) return simple(mir::CastKind::PtrToPtr);
      // A reference becomes a raw pointer by borrowing what it points to.
      BuiltPlace target = deref(as_place(conversion.operand));
      return mir::RawRefRvalue{types()[to].mutability == sema::Mutability::Mutable, resolved(target)};
    }
    case CastKind::ReifyFn:
    case CastKind::ClosureToFnPtr: {
      if (!is_constant_expr(conversion.operand)) as_operand(conversion.operand);
      return reify(from, to);
    }
    case CastKind::UnsafeFnPtr: {
      if (types()[from].kind == TyKind::FnDef) return reify(from, to);
      return simple(mir::CastKind::FnPtrToPtr);
    }
    case CastKind::Unsize:
      if (mono_.is_for_borrowck()) return simple(mir::CastKind::PtrToPtr);
      return unsize(as_operand(conversion.operand), from, to);
    case CastKind::Subtype: return mir::UseRvalue{as_operand(conversion.operand)};
    case CastKind::NeverToAny: break;
  }
  INVARIANT(false, "a cast from ! is lowered as a statement");
  return mir::UseRvalue{};
}

mir::Rvalue BodyBuilder::enum_to_int(sema::ExprId operand, sema::TyId to) {
  const sema::TyId from = ty_of(operand);
  const mir::LocalId value = operand_in_temp(as_operand(operand), type(from));
  const BuiltPlace place = local_place(value, from);
  mir::CastRvalue result;
  result.kind = mir::CastKind::IntToInt;
  result.operand = discriminant_of(place);
  result.type = type(to);
  return result;
}

mir::Rvalue BodyBuilder::reify(sema::TyId from, sema::TyId to) {
  const sema::Ty of = types()[from];
  mir::CastRvalue result;
  result.kind = mir::CastKind::ReifyFn;
  result.type = type(to);
  mir::Constant nothing;
  nothing.type = type(from);
  result.operand = constant(std::move(nothing));
  if (mono_.is_for_borrowck()) return result;
  switch (of.kind) {
    case TyKind::FnDef: result.fn = mono_.instance(of.fn(), of.args); break;
    case TyKind::Ctor: result.fn = mono_.shim(ShimKind::CtorFn, from); break;
    case TyKind::Closure: result.fn = mono_.shim(ShimKind::ClosureFnPtr, from); break;
    default: INVARIANT(false, "only functions, constructors and closures become function pointers");
  }
  return result;
}


/// The tail of a struct whose last field may be unsized; other types are their own tail.
sema::TyId BodyBuilder::struct_tail(sema::TyId ty) {
  while (true) {
    const sema::Ty of = types()[ty];
    if (of.kind != TyKind::Adt) return ty;
    const sema::AdtDef& def = program().adts.at(of.adt());
    if (def.kind != sema::AdtKind::Struct || def.variants[0].fields.empty()) return ty;
    ty = field_ty(ty, 0, static_cast<std::uint32_t>(def.variants[0].fields.size() - 1));
  }
}

mir::Rvalue BodyBuilder::unsize(mir::Operand operand, sema::TyId from, sema::TyId to) {
  // A smart pointer holds, at some depth, the pointer that changes.
  sema::TyId inner_from = from, inner_to = to;
  while (true) {
    const sema::Ty a = types()[inner_from], b = types()[inner_to];
    const bool is_pointer = a.kind == TyKind::Ref || a.kind == TyKind::RawPtr || is_box(inner_from);
    if (is_pointer) break;
    INVARIANT(a.kind == TyKind::Adt && b.kind == TyKind::Adt, "only pointers are unsized");
    const std::size_t count = program().adts.at(a.adt()).variants[0].fields.size();
    bool is_found = false;
    for (std::uint32_t i = 0; i < count && !is_found; ++i) {
      const sema::TyId field_from = field_ty(inner_from, 0, i), field_to = field_ty(inner_to, 0, i);
      if (field_from == field_to || mir_type(field_from).size == 0) continue;
      inner_from = field_from;
      inner_to = field_to;
      is_found = true;
    }
    if (!is_found) return mir::UseRvalue{std::move(operand)};
  }
  mir::CastRvalue result;
  result.operand = std::move(operand);
  result.type = type(to);
  sema::TyId source = pointee_ty(inner_from), target = pointee_ty(inner_to);
  if (source == target) {
    result.kind = mir::CastKind::PtrToPtr;
    return result;
  }
  target = struct_tail(target);
  const sema::Ty wide = types()[target];
  if (wide.kind == TyKind::Slice) {
    // The array is as deep in the source as the slice is in the target.
    sema::TyId array = source;
    while (types()[array].kind == TyKind::Adt) {
      const std::size_t last = program().adts.at(types()[array].adt()).variants[0].fields.size() - 1;
      array = field_ty(array, 0, static_cast<std::uint32_t>(last));
    }
    result.kind = mir::CastKind::UnsizeArray;
    result.length = mir_type(array).length;
    return result;
  }
  INVARIANT(wide.kind == TyKind::Dyn, "what is unsized becomes a slice or a trait object");
  // Descend in step with the target to the type behind the vtable.
  sema::TyId target_at = pointee_ty(inner_to);
  while (types()[target_at].kind == TyKind::Adt) {
    const std::uint32_t last = static_cast<std::uint32_t>(program().adts.at(types()[target_at].adt()).variants[0].fields.size() - 1);
    source = field_ty(source, 0, last);
    target_at = field_ty(target_at, 0, last);
  }
  if (types()[source].kind == TyKind::Dyn) {
    const bool keeps_vtable = types()[source].dyn->principal == wide.dyn->principal || !wide.dyn->principal;
    if (keeps_vtable) {
      // Only auto traits are left out; the bits stay as they are.
      result.kind = mir::CastKind::Transmute;
      return result;
    }
    mono_.upcast(source, target, to);
    result.kind = mir::CastKind::UpcastDyn;
    return result;
  }
  result.kind = mir::CastKind::UnsizeDyn;
  result.vtable = mono_.vtable_for(source, target);
  return result;
}

}  // namespace lower
