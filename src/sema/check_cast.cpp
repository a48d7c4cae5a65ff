// `value as Type`. What a cast does is decided when all types are known.

#include "base/text.h"
#include "sema/check.h"

namespace sema {

/// Whether the type that a value is cast to says something of the value itself: of numbers, arrays and
/// closures it does. A call, a tuple or a borrow gets its own type first.
bool BodyChecker::cast_is_a_hint(syntax::ExprId operand, TyId target) {
  const syntax::Expr& expr = ast().exprs.at(operand);
  if (const auto* literal = std::get_if<syntax::LiteralExpr>(&expr.kind)) {
    if (!is_numeric(target)) return true;
    return literal->kind == syntax::LiteralExpr::Kind::Int ? is_integral(target)
         : literal->kind == syntax::LiteralExpr::Kind::Float && is(target, TyKind::Float);
  }
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.kind)) {
    return unary->op != syntax::UnaryOp::Deref && cast_is_a_hint(unary->operand, target);
  }
  if (const auto* inner = std::get_if<syntax::BlockExpr>(&expr.kind)) {
    const syntax::ExprId tail = ast().blocks.at(inner->block).tail;
    return tail && cast_is_a_hint(tail, target);
  }
  return std::holds_alternative<syntax::ArrayExpr>(expr.kind) || std::holds_alternative<syntax::RepeatExpr>(expr.kind) ||
         std::holds_alternative<syntax::ClosureExpr>(expr.kind);
}

ExprId BodyChecker::check_cast(const syntax::CastExpr& cast, Span span, Expected) {
  TyId target = lower(cast.type);
  TyId hint = cast_is_a_hint(cast.operand, target) ? target : TyId();
  // A number that becomes a character or an address.
  if (hint && is(hint, TyKind::Char)) hint = types().u8_;
  if (hint && is(hint, TyKind::RawPtr)) hint = types().usize_;
  ExprId operand = check(cast.operand, hint);
  if (const TyKind kind = kind_of(target).kind; kind == TyKind::Slice || kind == TyKind::Str || kind == TyKind::Dyn) {
    report(diag::Kind::CastToUnsized, span, concat("a value of type ", quoted(name(target)), " has no size that is known when compiling"))
        .with_help("cast to a reference or a box of it");
    return error_expr(span);
  }
  ExprId made = make(span, target, CastExpr{CastKind::Subtype, operand});
  casts_.push_back({made, operand, target, span});
  return made;
}

void BodyChecker::settle_casts() {
  for (const DeferredCast& deferred : std::vector<DeferredCast>(casts_)) {
    TyId source = table_.resolve(body_.exprs[deferred.operand].ty);
    TyId target = table_.resolve(deferred.target);
    const Ty from = types()[source], to = types()[target];
    auto set = [&](CastKind kind) { body_.exprs[deferred.expr].kind = CastExpr{kind, deferred.operand}; };
    if (from.kind == TyKind::Error || to.kind == TyKind::Error) {
      body_.has_errors = true;
      continue;
    }
    bool from_int = is_integral(source), to_int = is_integral(target);
    bool from_float = from.kind == TyKind::Float;
    bool from_field_less_enum = from.kind == TyKind::Adt && program_.adts.at(from.adt()).kind == AdtKind::Enum;
    if (from_field_less_enum) {
      for (const VariantDef& variant : program_.adts.at(from.adt()).variants) from_field_less_enum = from_field_less_enum && variant.fields.empty();
    }
    if (from_int && to_int) { set(CastKind::IntToInt); continue; }
    if ((from.kind == TyKind::Bool || from.kind == TyKind::Char) && to_int) { set(CastKind::IntToInt); continue; }
    if (from.kind == TyKind::Int && from.int_kind == IntKind::U8 && to.kind == TyKind::Char) { set(CastKind::IntToInt); continue; }
    if (from_int && to.kind == TyKind::Float) { set(CastKind::IntToFloat); continue; }
    if (from_float && to_int) { set(CastKind::FloatToInt); continue; }
    if (from_float && to.kind == TyKind::Float) { set(CastKind::FloatToFloat); continue; }
    if (from_field_less_enum && to_int) { set(CastKind::EnumToInt); continue; }
    if (source == target) { set(CastKind::Subtype); continue; }
    if (std::optional<ExprId> converted = try_coerce(deferred.operand, target)) {
      body_.exprs[deferred.expr].kind = CastExpr{CastKind::Subtype, *converted};
      continue;
    }
    auto is_thin = [&](TyId pointee) { return solver_.is_sized(pointee); };
    if (from.kind == TyKind::RawPtr && to.kind == TyKind::RawPtr) {
      if (is_thin(from.args[0]) && !is_thin(to.args[0])) {
        report(diag::Kind::CastToWide, deferred.span, concat("a thin pointer ", quoted(name(source)), " cannot become the wide ", quoted(name(target))));
      } else {
        set(CastKind::PtrToPtr);
      }
      continue;
    }
    if (from.kind == TyKind::RawPtr && to_int) {
      if (is_thin(from.args[0])) set(CastKind::PtrToAddr);
      else report(diag::Kind::CastNeedsOtherWay, deferred.span, concat("a wide pointer ", quoted(name(source)), " cannot become a number"));
      continue;
    }
    if (from_int && to.kind == TyKind::RawPtr) {
      if (is(to.args[0], TyKind::Infer)) {
        report(diag::Kind::CastToUnknownPointer, deferred.span, "nothing says what the pointer points to").with_help("write the type: `as *const u8`");
        table_.unify(to.args[0], types().error_);
        continue;
      }
      if (!is_thin(to.args[0])) {
        report(diag::Kind::CastNeedsOtherWay, deferred.span, concat(quoted(name(source)), " cannot become the wide pointer ", quoted(name(target))));
        continue;
      }
      ExprId address = deferred.operand;
      if (table_.resolve(source) != types().usize_) address = make(deferred.span, types().usize_, CastExpr{CastKind::IntToInt, address});
      body_.exprs[deferred.expr].kind = CastExpr{CastKind::AddrToPtr, address};
      continue;
    }
    if (from.kind == TyKind::Ref && to.kind == TyKind::RawPtr) {
      // `&[T; N]` to `*const T`, else by way of the raw pointer of the same type.
      const Ty pointee = types()[table_.resolve(from.args[0])];
      Mutability mutability = to.mutability;
      bool allowed = from.mutability == Mutability::Mutable || mutability == Mutability::Shared;
      if (allowed && pointee.kind == TyKind::Array && table_.try_unify(pointee.args[0], to.args[0])) {
        ExprId raw = coerce(deferred.operand, types().raw_ptr(from.args[0], mutability));
        body_.exprs[deferred.expr].kind = CastExpr{CastKind::ArrayPtrToElementPtr, raw};
        continue;
      }
      report(diag::Kind::CastNeedsOtherWay, deferred.span, concat("casting ", quoted(name(source)), " as ", quoted(name(target)), " is invalid"))
          .with_help(concat("go through a raw pointer: `as ", mutability == Mutability::Mutable ? "*mut" : "*const", " _ as ", type_name(program_, target), "`"));
      continue;
    }
    bool from_fn = from.kind == TyKind::FnPtr || from.kind == TyKind::FnDef || from.kind == TyKind::Ctor;
    if (from_fn && (to_int || to.kind == TyKind::RawPtr)) {
      ExprId pointer = deferred.operand;
      if (from.kind != TyKind::FnPtr) {
        CallSignature signature = *solver_.signature_of(source);
        Ty fn;
        fn.kind = TyKind::FnPtr;
        fn.is_unsafe = signature.is_unsafe;
        fn.args = signature.inputs;
        fn.args.push_back(signature.output);
        for (TyId& part : fn.args) part = normalize(part, deferred.span);
        if (from.kind == TyKind::FnDef) fn.abi = abi_of(program_.fns.at(from.fn()).abi);
        pointer = make(deferred.span, types().intern(fn), CastExpr{CastKind::ReifyFn, deferred.operand});
      }
      body_.exprs[deferred.expr].kind = CastExpr{to_int ? CastKind::FnPtrToAddr : CastKind::FnPtrToPtr, pointer};
      continue;
    }
    const bool is_pointer = from.kind == TyKind::RawPtr || from.kind == TyKind::FnPtr || from.kind == TyKind::FnDef;
    const bool is_plain = from_int || from_float || from.kind == TyKind::Bool || from.kind == TyKind::Char || is_pointer || from_field_less_enum;
    if (to.kind == TyKind::Char && is_plain) {
      report(diag::Kind::CastToChar, deferred.span, concat("only `u8` can be cast to `char`, found ", quoted(name(source)))).with_help("use `char::from_u32`");
      continue;
    }
    if (to.kind == TyKind::Bool && is_plain) {
      report(diag::Kind::CastToBool, deferred.span, concat(quoted(name(source)), " cannot be cast to `bool`")).with_help("compare it: `!= 0`");
      continue;
    }
    const bool is_to_plain = to_int || to.kind == TyKind::Float || to.kind == TyKind::Bool || to.kind == TyKind::Char;
    const bool is_close = (from.kind == TyKind::Ref && is_to_plain) || (is_plain && (is_to_plain || to.kind == TyKind::RawPtr));
    report(is_close ? diag::Kind::CastNeedsOtherWay : diag::Kind::BadCast, deferred.span, concat(quoted(name(source)), " cannot be cast to ", quoted(name(target))));
  }
  casts_.clear();
}

}  // namespace sema
