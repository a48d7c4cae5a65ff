// Expressions that are neither calls, places, operators nor control flow.

#include "base/text.h"
#include "sema/check.h"

namespace sema {

TyId BodyChecker::structurally(TyId ty) {
  ty = shallow(ty);
  if (types()[ty].kind == TyKind::Infer) {
    solver_.solve_where_possible();
    ty = shallow(ty);
  }
  return ty;
}

TyId BodyChecker::must_know(TyId ty, Span span) {
  ty = structurally(ty);
  if (types()[ty].kind == TyKind::Infer && table_.kind_of(ty) == VarKind::General) {
    // Where something is wrong already, that may be why.
    Span at = table_.origin_of(ty).file ? table_.origin_of(ty) : span;
    if (!body_.has_errors)
      report(diag::Kind::CannotInfer, at, "the type must be known here, and nothing before says what it is")
          .with_help("write the type: `let x: Type = …`");
    table_.unify(ty, types().error_);
    return types().error_;
  }
  return ty;
}

TyId BodyChecker::lower(syntax::TypeId type) {
  Span span = ast().types.at(type).span;
  return normalize(lower_type(program_, scope_, type, this), span);
}

bool BodyChecker::is_integral(TyId ty) {
  ty = shallow(ty);
  const Ty& seen = types()[ty];
  return seen.kind == TyKind::Int || (seen.kind == TyKind::Infer && table_.kind_of(ty) == VarKind::Int);
}
bool BodyChecker::is_numeric(TyId ty) {
  ty = shallow(ty);
  const Ty& seen = types()[ty];
  return seen.kind == TyKind::Int || seen.kind == TyKind::Float || (seen.kind == TyKind::Infer && table_.kind_of(ty) != VarKind::General);
}
bool BodyChecker::is_scalar(TyId ty) {
  TyKind kind = kind_of(ty).kind;
  return is_numeric(ty) || kind == TyKind::Bool || kind == TyKind::Char || kind == TyKind::RawPtr || kind == TyKind::FnPtr || kind == TyKind::FnDef || kind == TyKind::Never;
}

TyId BodyChecker::fn_def(FnId fn, Args args) {
  Ty ty;
  ty.kind = TyKind::FnDef;
  ty.def = fn.value;
  ty.args = std::move(args);
  return types().intern(std::move(ty));
}

TyId BodyChecker::adt_lang(std::string_view lang, Args args) {
  AdtId adt = program_.lang.adt(lang);
  return adt ? types().adt(adt, std::move(args)) : types().error_;
}

void BodyChecker::mismatch(TyId expected, TyId found, Span span, Span because) {
  expected = table_.resolve(expected);
  found = table_.resolve(found);
  if (types().flags(expected).has_error || types().flags(found).has_error) {
    body_.has_errors = true;
    return;
  }
  auto shown = [&](TyId ty) {
    if (types()[ty].kind != TyKind::Infer) return quoted(type_name(program_, ty));
    return std::string(table_.kind_of(ty) == VarKind::Int ? "integer" : table_.kind_of(ty) == VarKind::Float ? "floating-point number" : "`_`");
  };
  diag::Diagnostic& said = report(diag::Kind::TypeMismatch, span, concat("found ", shown(found), ", expected ", shown(expected)));
  if (because.file) said.label(because, concat("expected ", shown(expected), " because of this"));
  const Ty& want = types()[expected];
  const Ty& have = types()[found];
  if (want.kind == TyKind::Ref && want.args[0] == found) {
    said.with_help(concat("borrow it: put `", want.mutability == Mutability::Mutable ? "&mut " : "&", "` before it"));
  } else if (have.kind == TyKind::Ref && have.args[0] == expected) {
    said.with_help("dereference it: put `*` before it");
  } else if (is_numeric(expected) && is_numeric(found) && want.kind != TyKind::Infer) {
    said.with_help(concat("convert it: `as ", type_name(program_, expected), "`, or `.try_into().unwrap()`"));
  } else if (want.kind == TyKind::Adt && want.adt() == program_.lang.adt("String") && have.kind == TyKind::Ref) {
    said.with_help("make a String of it: add `.to_string()`");
  } else if (want.kind == TyKind::Adt && !want.args.empty() && want.args[0] == found && want.adt() == program_.lang.adt("Option")) {
    said.with_help("wrap it in `Some(…)`");
  }
}

ExprId BodyChecker::check_coerce(syntax::ExprId id, TyId ty) {
  ExprId value = check(id, ty);
  return coerce(value, ty);
}

ExprId BodyChecker::check(syntax::ExprId id, Expected expected) {
  if (!id) return error_expr({});
  bool before = diverges_;
  diverges_ = false;
  ExprId value = check_kind(id, expected);
  if (is_never(body_.exprs[value].ty)) diverges_ = true;
  diverges_ = diverges_ || before;
  return value;
}

ExprId BodyChecker::check_kind(syntax::ExprId id, Expected expected) {
  const syntax::Expr node = ast().exprs.at(id);
  Span span = node.span;
  struct Visitor {
    BodyChecker& c;
    Span span;
    Expected expected;
    ExprId operator()(const syntax::LiteralExpr& e) { return c.check_literal(e, span, expected); }
    ExprId operator()(const syntax::PathExpr& e) { return c.check_path(e.path, span, expected); }
    ExprId operator()(const syntax::StructExpr& e) { return c.check_struct_expr(e, span, expected); }
    ExprId operator()(const syntax::TupleExpr& e) { return c.check_tuple(e, span, expected); }
    ExprId operator()(const syntax::ArrayExpr& e) { return c.check_array(e, span, expected); }
    ExprId operator()(const syntax::RepeatExpr& e) { return c.check_repeat(e, span, expected); }
    ExprId operator()(const syntax::UnaryExpr& e) { return c.check_unary(e, span, expected); }
    ExprId operator()(const syntax::BinaryExpr& e) { return c.check_binary(e, span, expected); }
    ExprId operator()(const syntax::AssignExpr& e) { return c.check_assign(e, span, expected); }
    ExprId operator()(const syntax::CompoundAssignExpr& e) { return c.check_compound_assign(e, span); }
    ExprId operator()(const syntax::RangeExpr& e) { return c.check_range(e, span, expected); }
    ExprId operator()(const syntax::CastExpr& e) { return c.check_cast(e, span, expected); }
    ExprId operator()(const syntax::BorrowExpr& e) { return c.check_borrow(e, span, expected); }
    ExprId operator()(const syntax::CallExpr& e) { return c.check_call(e, span, expected); }
    ExprId operator()(const syntax::MethodCallExpr& e) { return c.check_method_call(e, span, expected); }
    ExprId operator()(const syntax::FieldExpr& e) { return c.check_field(e, span); }
    ExprId operator()(const syntax::IndexExpr& e) { return c.check_index(e, span); }
    ExprId operator()(const syntax::BlockExpr& e) {
      using Kind = syntax::BlockExpr::Kind;
      if (e.kind == Kind::Async || e.kind == Kind::AsyncMove) return c.check_async_block(e.block, e.kind == Kind::AsyncMove, span);
      if (e.label) return c.check_labelled_block(e, span, expected);
      return c.check_block(e.block, expected, {}, e.kind == Kind::Unsafe ? BlockSafety::Unsafe : BlockSafety::Safe);
    }
    ExprId operator()(const syntax::LetExpr&) {
      c.report(diag::Kind::UnexpectedToken, span, "`let` stands here as a value; it is only allowed in the condition of `if` or `while`");
      return c.error_expr(span);
    }
    ExprId operator()(const syntax::IfExpr& e) { return c.check_if(e, span, expected); }
    ExprId operator()(const syntax::WhileExpr& e) { return c.check_while(e, span); }
    ExprId operator()(const syntax::LoopExpr& e) { return c.check_loop(e, span, expected); }
    ExprId operator()(const syntax::ForExpr& e) { return c.check_for(e, span); }
    ExprId operator()(const syntax::MatchExpr& e) { return c.check_match(e, span, expected); }
    ExprId operator()(const syntax::ClosureExpr& e) { return c.check_closure(e, span, expected); }
    ExprId operator()(const syntax::ReturnExpr& e) { return c.check_return(e, span); }
    ExprId operator()(const syntax::BreakExpr& e) { return c.check_break(e, span); }
    ExprId operator()(const syntax::ContinueExpr& e) { return c.check_continue(e, span); }
    ExprId operator()(const syntax::TryExpr& e) { return c.check_question(e, span, expected); }
    ExprId operator()(const syntax::AwaitExpr& e) { return c.check_await(e, span); }
    ExprId operator()(const syntax::UnderscoreExpr&) {
      c.report(diag::Kind::OtherError, span, "`_` stands here as a value; it is only allowed on the left of `=`");
      return c.error_expr(span);
    }
    ExprId operator()(const syntax::FormatArgsExpr& e) { return c.check_format_args(e, span); }
    ExprId operator()(const syntax::OffsetOfExpr& e) { return c.check_offset_of(e, span); }
    ExprId operator()(const syntax::UnsupportedExpr& e) {
      return c.make(span, c.expected_or_fresh(expected, span), UnsupportedExpr{e.what});
    }
    ExprId operator()(const syntax::ErrorExpr&) {
      c.body_.has_errors = true;
      return c.error_expr(span);
    }
  };
  return std::visit(Visitor{*this, span, expected}, node.kind);
}

ExprId BodyChecker::check_literal(const syntax::LiteralExpr& literal, Span span, Expected expected) {
  using Kind = syntax::LiteralExpr::Kind;
  Literal value{};
  value.kind = Literal::Kind::Scalar;
  value.bits = literal.integer;
  auto float_type = [&]() -> TyId {
    if (literal.suffix == "f32") return types().f32_;
    if (literal.suffix == "f64") return types().f64_;
    if (expected && (is(expected, TyKind::Float) || (is(expected, TyKind::Infer) && table_.kind_of(shallow(expected)) == VarKind::Float))) return shallow(expected);
    return table_.fresh(VarKind::Float, span);
  };
  switch (literal.kind) {
    case Kind::Bool: return make(span, types().bool_, value);
    case Kind::Char: return make(span, types().char_, value);
    case Kind::Byte: return make(span, types().u8_, value);
    case Kind::Int: {
      if (literal.suffix == "f32" || literal.suffix == "f64") {
        value.kind = Literal::Kind::Float;
        value.floating = static_cast<double>(literal.integer);
        value.narrow = static_cast<float>(literal.integer);
        return make(span, float_type(), value);
      }
      for (int kind = 0; kind < 12; ++kind) {
        if (literal.suffix == name_of(static_cast<IntKind>(kind))) return make(span, types().int_type(static_cast<IntKind>(kind)), value);
      }
      // `let x: u8 = 1` and `c as u8 == 1`: take the wanted type at once.
      if (expected && is_integral(expected)) return make(span, shallow(expected), value);
      return make(span, table_.fresh(VarKind::Int, span), value);
    }
    case Kind::Float:
      value.kind = Literal::Kind::Float;
      value.floating = literal.floating;
      value.narrow = literal.narrow;
      return make(span, float_type(), value);
    case Kind::Str:
      value.kind = Literal::Kind::Str;
      value.bytes = literal.bytes;
      return make(span, types().ref(types().str_, Mutability::Shared), value);
    case Kind::ByteStr: {
      value.kind = Literal::Kind::ByteStr;
      value.bytes = literal.bytes;
      TyId length = types().const_value(literal.bytes.size(), types().usize_);
      return make(span, types().ref(types().array(types().u8_, length), Mutability::Shared), value);
    }
    case Kind::CStr:
      value.kind = Literal::Kind::CStr;
      value.bytes = literal.bytes + '\0';
      return make(span, types().ref(adt_lang("CStr", {}), Mutability::Shared), value);
  }
  return error_expr(span);
}

ExprId BodyChecker::check_tuple(const syntax::TupleExpr& tuple, Span span, Expected expected) {
  Args wanted;
  if (expected && is(expected, TyKind::Tuple)) wanted = kind_of(expected).args;
  TupleExpr made;
  Args elements;
  for (std::size_t i = 0; i < tuple.elements.size(); ++i) {
    TyId want = i < wanted.size() && wanted.size() == tuple.elements.size() ? wanted[i] : TyId();
    ExprId element = check(tuple.elements[i], want);
    if (want) {
      // What is hoped for is a tuple, so it is the element that does not fit.
      element = coerce(element, want);
    }
    made.elements.push_back(element);
    elements.push_back(want && is_error(body_.exprs[element].ty) ? want : body_.exprs[element].ty);
  }
  for (TyId element : elements) solver_.require_trait(program_.lang.trait("sized"), {element}, span);
  return make(span, types().tuple(elements), std::move(made));
}

ExprId BodyChecker::check_array(const syntax::ArrayExpr& array, Span span, Expected expected) {
  TyId element;
  if (expected && (is(expected, TyKind::Array) || is(expected, TyKind::Slice))) element = kind_of(expected).args[0];
  // Of an element type that is quite open nothing is known: functions may meet as a pointer.
  if (element && table_.is_general_var(shallow(element))) element = {};
  Merge merge(*this, element);
  for (syntax::ExprId each : array.elements) merge.add(check(each, element ? element : merge.merged));
  ArrayExpr made;
  TyId ty = array.elements.empty() ? (element ? element : fresh(span)) : merge.finish();
  made.elements = merge.values;
  return make(span, types().array(ty, types().const_value(array.elements.size(), types().usize_)), std::move(made));
}

ExprId BodyChecker::check_repeat(const syntax::RepeatExpr& repeat, Span span, Expected expected) {
  TyId element;
  if (expected && (is(expected, TyKind::Array) || is(expected, TyKind::Slice))) element = kind_of(expected).args[0];
  ExprId value = element ? check_coerce(repeat.element, element) : check(repeat.element);
  TyId ty = element ? element : body_.exprs[value].ty;
  TyId count;
  const syntax::Expr& written = ast().exprs.at(repeat.count);
  if (const auto* path = std::get_if<syntax::PathExpr>(&written.kind); path && path->path.segments.size() == 1 && !path->path.self_type) {
    PathResolution found = resolve_path(program_, scope_, path->path, Namespace::Values, false);
    if (found.def.kind == Def::Kind::ConstParam) count = found.def.ty;
    if (found.def.kind == Def::Kind::None && find_local(path->path.segments[0].ident)) {
      report(diag::Kind::LocalInConst, written.span, "the length of an array is a constant, and this is a variable")
          .with_help("make it a `const`, or take a `Vec`: `vec![value; length]`");
      return error_expr(span);
    }
  }
  if (std::holds_alternative<syntax::UnderscoreExpr>(written.kind)) count = fresh(span);
  if (!count) {
    ConstResult result = evaluate_const(program_, scope_, repeat.count, types().usize_);
    if (!result.is_known) {
      if (!result.why_not.empty()) report(diag::Kind::Unsupported, written.span, concat("the length of this array cannot be worked out: ", result.why_not));
      return error_expr(span);
    }
    count = types().const_value(result.bits, types().usize_);
  }
  bool is_const_element = std::holds_alternative<ConstRef>(body_.exprs[value].kind);
  if (const auto* block = std::get_if<syntax::BlockExpr>(&ast().exprs.at(repeat.element).kind)) is_const_element = is_const_element || block->kind == syntax::BlockExpr::Kind::Const;
  const Ty& length = kind_of(count);
  bool is_few = length.kind == TyKind::ConstValue && length.value <= 1;
  if (!is_const_element && !is_few) solver_.require_trait(program_.lang.trait("copy"), {ty}, span_of(value));
  return make(span, types().array(ty, count), RepeatExpr{value, count});
}

ExprId BodyChecker::check_range(const syntax::RangeExpr& range, Span span, Expected expected) {
  std::string_view lang = range.low ? (range.high ? (range.is_inclusive ? "RangeInclusiveStruct" : "Range") : "RangeFrom")
                                    : (range.high ? (range.is_inclusive ? "RangeToInclusive" : "RangeTo") : "RangeFull");
  AdtId adt = program_.lang.adt(lang);
  if (!range.low && !range.high) {
    AdtExpr made;
    made.adt = adt;
    return make(span, types().adt(adt, {}), std::move(made));
  }
  TyId wanted;
  if (expected && is(expected, TyKind::Adt) && kind_of(expected).adt() == adt) wanted = kind_of(expected).args[0];
  Merge merge(*this, wanted);
  if (range.low) merge.add(check(range.low, wanted));
  if (range.high) merge.add(check(range.high, wanted ? wanted : merge.merged));
  TyId element = merge.finish();
  if (range.low && range.high && range.is_inclusive) {
    return call_lang("range_inclusive_new", {element}, {merge.values[0], merge.values[1]}, span);
  }
  AdtExpr made;
  made.adt = adt;
  made.args = {element};
  for (std::uint32_t i = 0; i < merge.values.size(); ++i) made.fields.push_back({i, merge.values[i]});
  return make(span, types().adt(adt, {element}), std::move(made));
}

ExprId BodyChecker::check_borrow(const syntax::BorrowExpr& borrowed, Span span, Expected expected) {
  TyId wanted;
  if (expected && (is(expected, TyKind::Ref) || is(expected, TyKind::RawPtr))) {
    TyId pointee = kind_of(expected).args[0];
    // `&[1, 2]` for a `&[T]`: the slice is a hint for the elements only.
    wanted = pointee;
    // `&Row { cells: [1, 2] }` for a `&Row<[u8]>`: what is built has a size, and is unsized then.
    if (is(pointee, TyKind::Adt) && solver_.evaluate_trait(program_.lang.trait("sized"), {pointee}) == Answer::No) wanted = {};
  }
  ExprId operand = check(borrowed.operand, wanted);
  if (borrowed.mutability == Mutability::Mutable) make_mutable(operand);
  TyId inner = body_.exprs[operand].ty;
  if (borrowed.is_raw && !is_place(operand) && !is_error(inner)) {
    report(diag::Kind::AddressOfTemporary, span_of(operand), "this value is gone at the end of the statement: no raw pointer can be made to it")
        .with_help("give the value a name with `let`");
    return make(span, types().error_, ErrorExpr{});
  }
  if (borrowed.is_raw) return make(span, types().raw_ptr(inner, borrowed.mutability), RawBorrowExpr{borrowed.mutability, operand});
  auto kind = borrowed.mutability == Mutability::Mutable ? BorrowExpr::Kind::Mutable : BorrowExpr::Kind::Shared;
  return make(span, types().ref(inner, borrowed.mutability), BorrowExpr{kind, operand, false});
}

ExprId BodyChecker::check_offset_of(const syntax::OffsetOfExpr& offset, Span span) {
  OffsetOfExpr made{lower(offset.type), {}};
  TyId holder = made.of;
  for (const syntax::Ident& name : offset.fields) {
    const Ty seen = types()[structurally(holder)];
    std::optional<std::uint32_t> index;
    TyId field_ty;
    if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).kind != AdtKind::Enum) {
      const std::vector<FieldDef>& fields = program_.adts.at(seen.adt()).variants[0].fields;
      for (std::uint32_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name.name) index = i;
      }
      if (index) field_ty = normalize(substitute(types(), program_.adts.at(seen.adt()).variants[0].fields[*index].ty, seen.args), span);
    } else if (seen.kind == TyKind::Tuple) {
      for (std::uint32_t i = 0; i < seen.args.size(); ++i) {
        if (program_.names.text(name.name) == std::to_string(i)) index = i;
      }
      if (index) field_ty = seen.args[*index];
    }
    if (!index) {
      report(diag::Kind::UnknownField, name.span, concat(quoted(this->name(holder)), " has no field ", quoted(text(name.name))));
      return error_expr(span);
    }
    made.fields.push_back(*index);
    holder = field_ty;
  }
  return make(span, types().usize_, std::move(made));
}

}  // namespace sema
