// Operators: built in for scalars, else calls of the operator traits.

#include "base/text.h"
#include "sema/check.h"

namespace sema {

namespace {

using Op = syntax::BinaryOp;

struct OperatorTrait { std::string_view lang, assign_lang, symbol; };
OperatorTrait operator_trait(Op op) {
  switch (op) {
    case Op::Add: return {"add", "add_assign", "+"};
    case Op::Sub: return {"sub", "sub_assign", "-"};
    case Op::Mul: return {"mul", "mul_assign", "*"};
    case Op::Div: return {"div", "div_assign", "/"};
    case Op::Rem: return {"rem", "rem_assign", "%"};
    case Op::BitAnd: return {"bitand", "bitand_assign", "&"};
    case Op::BitOr: return {"bitor", "bitor_assign", "|"};
    case Op::BitXor: return {"bitxor", "bitxor_assign", "^"};
    case Op::Shl: return {"shl", "shl_assign", "<<"};
    case Op::Shr: return {"shr", "shr_assign", ">>"};
    case Op::Eq: return {"eq", "", "=="};
    case Op::Ne: return {"eq", "", "!="};
    case Op::Lt: return {"partial_ord", "", "<"};
    case Op::Le: return {"partial_ord", "", "<="};
    case Op::Gt: return {"partial_ord", "", ">"};
    case Op::Ge: return {"partial_ord", "", ">="};
    case Op::And: return {"", "", "&&"};
    case Op::Or: return {"", "", "||"};
  }
  return {};
}

bool is_comparison(Op op) { return op >= Op::Eq && op <= Op::Ge; }
bool is_shift(Op op) { return op == Op::Shl || op == Op::Shr; }

std::string_view comparison_method(Op op) {
  switch (op) {
    case Op::Eq: return "eq";
    case Op::Ne: return "ne";
    case Op::Lt: return "lt";
    case Op::Le: return "le";
    case Op::Gt: return "gt";
    default: return "ge";
  }
}

}  // namespace

bool BodyChecker::is_builtin_binary(TyId left, TyId right, Op op) {
  left = shallow(left);
  right = shallow(right);
  if (is_error(left) || is_error(right)) return true;
  bool bools = is(left, TyKind::Bool) && is(right, TyKind::Bool);
  switch (op) {
    case Op::Shl: case Op::Shr: return is_integral(left) && is_integral(right);
    case Op::Add: case Op::Sub: case Op::Mul: case Op::Div: case Op::Rem:
      return is_numeric(left) && is_numeric(right) && is_integral(left) == is_integral(right);
    case Op::BitAnd: case Op::BitOr: case Op::BitXor: return bools || (is_integral(left) && is_integral(right));
    case Op::And: case Op::Or: return true;
    default: {
      if (!is_scalar(left) || !is_scalar(right)) return false;
      TyKind a = kind_of(left).kind, b = kind_of(right).kind;
      if (a == TyKind::FnPtr || b == TyKind::FnPtr || a == TyKind::FnDef || b == TyKind::FnDef) return a == TyKind::FnPtr && b == TyKind::FnPtr;
      return true;
    }
  }
}

TyId BodyChecker::enforce_builtin_binary(ExprId left, ExprId right, Op op, Span span) {
  TyId left_ty = body_.exprs[left].ty, right_ty = body_.exprs[right].ty;
  if (is_shift(op)) return shallow(left_ty);
  if (!table_.try_unify(left_ty, right_ty)) {
    mismatch(left_ty, right_ty, span_of(right));
    // Besides, there is no such operator.
    if (!is_comparison(op)) report_operator(op, left_ty, right_ty, span, span);
  }
  return is_comparison(op) ? types().bool_ : shallow(left_ty);
}

ExprId BodyChecker::check_binary(const syntax::BinaryExpr& binary, Span span, Expected expected) {
  if (binary.op == Op::And || binary.op == Op::Or) {
    ExprId left = check_coerce(binary.left, types().bool_);
    bool before = diverges_;
    ExprId right = check_coerce(binary.right, types().bool_);
    diverges_ = before;   // the right side may not run
    return make(span, types().bool_, LogicalExpr{binary.op == Op::And, left, right});
  }
  OperatorTrait with = operator_trait(binary.op);
  bool compares = is_comparison(binary.op);
  // `let x: u64 = 1 << n`: the wanted type is a hint for numbers.
  Expected hint = !compares && expected && is_numeric(expected) ? expected : Expected{};
  ExprId left = check(binary.left, is_shift(binary.op) ? hint : hint);
  TyId left_ty = structurally(body_.exprs[left].ty);
  Expected right_hint = is_numeric(left_ty) && !is_shift(binary.op) ? left_ty : Expected{};
  ExprId right = check(binary.right, right_hint);
  TyId right_ty = structurally(body_.exprs[right].ty);
  if (is_error(left_ty) || is_error(right_ty)) {
    body_.has_errors = true;
    return make(span, compares ? types().bool_ : types().error_, ErrorExpr{});
  }
  if (!is(left_ty, TyKind::Never) && !is(right_ty, TyKind::Never) && is_builtin_binary(left_ty, right_ty, binary.op)) {
    if (is(left_ty, TyKind::RawPtr)) right = coerce(right, left_ty);   // `*mut T` is compared with `*const T`
    TyId ty = enforce_builtin_binary(left, right, binary.op, span);
    return make(span, ty, BinaryExpr{binary.op, left, right});
  }
  if (is_shift(binary.op)) {
    // Integers are shifted by references to integers too, in every mixture of types.
    auto number = [&](ExprId value) {
      const Ty ty = kind_of(structurally(body_.exprs[value].ty));
      if (ty.kind != TyKind::Ref || ty.mutability != Mutability::Shared) return value;
      TyId inner = structurally(ty.args[0]);
      return is_integral(inner) ? make(span_of(value), inner, DerefExpr{value}) : value;
    };
    ExprId shifted = number(left), by = number(right);
    TyId ty = structurally(body_.exprs[shifted].ty);
    if (is_integral(ty) && is_integral(structurally(body_.exprs[by].ty))) return make(span, ty, BinaryExpr{binary.op, shifted, by});
  }
  TraitId trait = program_.lang.trait(with.lang);
  TyId rhs = fresh(span_of(right));
  if (!compares) left = coerce_operand(left);   // what is compared is borrowed where it stands
  left_ty = structurally(body_.exprs[left].ty);
  // An unknown left side is decided later by what is learned of it.
  if (!is(left_ty, TyKind::Infer) || table_.kind_of(left_ty) != VarKind::General) {
    if (solver_.evaluate_trait(trait, {left_ty, rhs}) == Answer::No) {
      report_operator(binary.op, left_ty, right_ty, binary.op_span.file ? binary.op_span : span, span);
      return make(span, compares ? types().bool_ : types().error_, ErrorExpr{});
    }
  }
  Obligation obligation;
  obligation.predicate.trait_ref = {trait, {left_ty, rhs}};
  obligation.span = span_of(left);
  obligation.cause = Cause::Operator;
  obligation.op = program_.names.intern(with.symbol);
  obligation.left = left_ty;
  obligation.right = right_ty;
  obligation.operator_span = binary.op_span.file ? binary.op_span : span;
  // The right side: compared operands are borrowed, others given.
  if (compares) {
    // What has an order has equality: PartialOrd's supertrait.
    std::optional<Obligation> equality;
    if (with.lang == "partial_ord") {
      equality = obligation;
      equality->predicate.trait_ref.trait = program_.lang.trait("eq");
    }
    solver_.require(std::move(obligation));
    if (equality) solver_.require(std::move(*equality));
    solver_.solve_where_possible();
    // Where only one type can be compared with, it is what the right side becomes: `pointer == function`.
    std::optional<ExprId> converted;
    if (!is(rhs, TyKind::Infer) && table_.resolve(rhs) != table_.resolve(right_ty)) converted = try_coerce(right, rhs);
    if (converted) right = *converted;
    else if (!table_.try_unify(rhs, right_ty)) mismatch(rhs, right_ty, span_of(right));
    solver_.solve_where_possible();
    FnId method;
    for (FnId fn : program_.traits.at(trait).fns) {
      if (program_.names.text(program_.fns.at(fn).name) == comparison_method(binary.op)) method = fn;
    }
    ExprId callee = make(span, fn_def(method, {left_ty, rhs}), ZeroSized{});
    std::vector<ExprId> operands{borrow(left, BorrowExpr::Kind::Shared, span_of(left)), borrow(right, BorrowExpr::Kind::Shared, span_of(right))};
    ExprId made = make(span, types().bool_, CallExpr{callee, std::move(operands), span});
    operators_.push_back({made, binary.op, left, right});
    return made;
  }
  solver_.require(std::move(obligation));
  solver_.solve_where_possible();
  right = coerce_to_var(right, rhs);
  ExprId callee = make(span, fn_def(program_.traits.at(trait).fns[0], {left_ty, rhs}), ZeroSized{});
  TyId output = solver_.projection(output_of(trait), {left_ty, rhs}, span);
  // A number behind a reference counts as one: `x * 2` for an `x: &i32` is an i32 at once.
  const auto number = [&](TyId ty) { return is(ty, TyKind::Ref) ? structurally(kind_of(ty).args[0]) : ty; };
  const TyId left_number = number(left_ty), right_number = number(structurally(right_ty));
  if (is_numeric(left_number) && is_builtin_binary(left_number, right_number, binary.op) && table_.try_unify(left_number, right_number)) table_.try_unify(output, left_number);
  ExprId made = make(span, output, CallExpr{callee, {left, right}, span});
  operators_.push_back({made, binary.op, left, right});
  return made;
}

/// `Output` of an operator trait.
AssocTyId BodyChecker::output_of(TraitId trait) {
  const TraitDef& def = program_.traits.at(trait);
  return def.assoc_tys.empty() ? AssocTyId() : def.assoc_tys[0];
}

ExprId BodyChecker::coerce_operand(ExprId value) {
  // `&mut T` on the left of an operator is reborrowed, not moved.
  return reborrow(value, span_of(value));
}

ExprId BodyChecker::coerce_to_var(ExprId value, TyId var) {
  if (std::optional<ExprId> converted = try_coerce(value, var)) return *converted;
  mismatch(var, body_.exprs[value].ty, span_of(value));
  return value;
}

void BodyChecker::report_operator(Op op, TyId left, TyId right, Span op_span, Span span) {
  (void)op_span;
  left = table_.resolve(left);
  right = table_.resolve(right);
  if (types().flags(left).has_error || types().flags(right).has_error) {
    body_.has_errors = true;
    return;
  }
  OperatorTrait with = operator_trait(op);
  // rustc says E0277 where the left type has the operator for other right sides, else E0369.
  TraitId trait = program_.lang.trait(with.lang);
  bool has_any = solver_.evaluate_trait(trait, {left, fresh(span)}) != Answer::No;
  std::string why = concat(quoted(with.symbol), " is not defined for ", quoted(name(left)), " and ", quoted(name(right)));
  if (has_any && !is_comparison(op)) {
    report(diag::Kind::TraitNotImplemented, op_span, why);
    return;
  }
  if (has_any && is_comparison(op)) {
    report(diag::Kind::TraitNotImplemented, op_span, why);
    return;
  }
  diag::Diagnostic& said = report(diag::Kind::BinaryOperator, op_span, why);
  const Ty& seen = types()[left];
  if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).span.file && program_.sources.is_user(program_.adts.at(seen.adt()).span)) {
    std::string_view derived = with.lang == "eq" ? "PartialEq" : with.lang == "partial_ord" ? "PartialOrd" : "";
    if (!derived.empty()) said.with_help(concat("put `#[derive(", derived, ")]` on ", quoted(text(program_.adts.at(seen.adt()).name))));
  } else if (seen.kind == TyKind::Param) {
    said.with_help(concat("bound the parameter: ", quoted(concat(name(left), ": ", text(program_.traits.at(trait).name)))));
  }
}

ExprId BodyChecker::check_unary(const syntax::UnaryExpr& unary, Span span, Expected expected) {
  if (unary.op == syntax::UnaryOp::Deref) return check_deref(unary, span, expected);
  bool is_not = unary.op == syntax::UnaryOp::Not;
  // `-128_i8`: the literal and its sign are one number.
  if (!is_not) {
    if (const auto* literal = std::get_if<syntax::LiteralExpr>(&ast().exprs.at(unary.operand).kind);
        literal && (literal->kind == syntax::LiteralExpr::Kind::Int || literal->kind == syntax::LiteralExpr::Kind::Float)) {
      ExprId value = check_literal(*literal, ast().exprs.at(unary.operand).span, expected);
      TyId ty = body_.exprs[value].ty;
      const Ty& seen = kind_of(ty);
      if (seen.kind == TyKind::Int && !is_signed(seen.int_kind)) {
        report(diag::Kind::UnaryOperator, span, concat("`-` is not defined for ", quoted(name(ty)))).with_help("unsigned numbers cannot be negative");
      }
      return make(span, ty, UnaryExpr{UnaryOp::Neg, value});
    }
  }
  ExprId operand = check(unary.operand, expected && (is_numeric(expected) || is(expected, TyKind::Bool)) ? expected : Expected{});
  TyId ty = must_know(body_.exprs[operand].ty, span_of(operand));
  if (is_error(ty)) return error_expr(span);
  bool is_builtin = is_not ? is_integral(ty) || is(ty, TyKind::Bool) : is_numeric(ty) && !(is(ty, TyKind::Int) && !is_signed(kind_of(ty).int_kind));
  if (is_builtin) return make(span, ty, UnaryExpr{is_not ? UnaryOp::Not : UnaryOp::Neg, operand});
  TraitId trait = program_.lang.trait(is_not ? "not" : "neg");
  if (is(ty, TyKind::Never)) return operand;
  if (solver_.evaluate_trait(trait, {ty}) == Answer::No) {
    report(diag::Kind::UnaryOperator, span, concat(is_not ? "`!`" : "`-`", " is not defined for ", quoted(name(ty))));
    return error_expr(span);
  }
  solver_.require_trait(trait, {ty}, span, Cause::Operator);
  TyId output = solver_.projection(output_of(trait), {ty}, span);
  ExprId callee = make(span, fn_def(program_.traits.at(trait).fns[0], {ty}), ZeroSized{});
  return make(span, output, CallExpr{callee, {operand}, span});
}

ExprId BodyChecker::check_assign(const syntax::AssignExpr& assign, Span span, Expected expected) {
  const auto& target = ast().exprs.at(assign.place).kind;
  bool is_pattern = std::holds_alternative<syntax::TupleExpr>(target) || std::holds_alternative<syntax::ArrayExpr>(target) ||
                    std::holds_alternative<syntax::StructExpr>(target) || std::holds_alternative<syntax::UnderscoreExpr>(target);
  // `(..) = value`.
  if (const auto* range = std::get_if<syntax::RangeExpr>(&target)) is_pattern = is_pattern || (!range->low && !range->high);
  if (const auto* call = std::get_if<syntax::CallExpr>(&target)) {
    // `Some(x) = …` takes apart, `f() = …` is a mistake.
    if (const auto* path = std::get_if<syntax::PathExpr>(&ast().exprs.at(call->callee).kind)) {
      PathResolution found = resolve_path(program_, scope_, path->path, Namespace::Values, false);
      is_pattern = is_pattern || found.def.kind == Def::Kind::Ctor || found.def.kind == Def::Kind::Variant || found.def.kind == Def::Kind::SelfType || found.def.kind == Def::Kind::TypeAlias;
    }
  }
  if (const auto* path = std::get_if<syntax::PathExpr>(&target)) is_pattern = is_unit_path(path->path);
  if (is_pattern) return check_destructuring(assign, span);
  ExprId place = check(assign.place);
  if (!is_place_syntax(place) && !is_error(body_.exprs[place].ty)) {
    check(assign.value);
    // Where a `bool` is wanted, `==` was meant: that there is none is all that is told.
    if (expected && is(expected, TyKind::Bool)) return make(span, types().unit_, ErrorExpr{});
    diag::Diagnostic& said = report(diag::Kind::NotAssignable, assign.op_span.file ? assign.op_span : span, "the left side of `=` is a value, not a place that can hold one");
    if (is(structurally(body_.exprs[place].ty), TyKind::Ref)) said.with_help("dereference the left side: put `*` before it");
    return make(span, types().unit_, ErrorExpr{});
  }
  make_mutable(place);
  ExprId value = check_coerce(assign.value, body_.exprs[place].ty);
  solver_.require_trait(program_.lang.trait("sized"), {body_.exprs[place].ty}, span_of(place));
  return make(span, types().unit_, AssignExpr{place, value});
}

/// Whether a path names a unit struct or variant, which holds nothing that could be assigned.
bool BodyChecker::is_unit_path(const syntax::Path& path) {
  if (path.self_type) return false;
  const PathResolution found = resolve_path(program_, scope_, path, Namespace::Values, false);
  const bool is_ctor = found.def.kind == Def::Kind::Ctor || found.def.kind == Def::Kind::Variant;
  return is_ctor && found.resolved_segments == path.segments.size() &&
         program_.adts.at(AdtId(found.def.id)).variants[found.def.variant].fields_kind == syntax::FieldsKind::Unit;
}

/// `(a, b.c) = value` is `{ let (t1, t2) = value; a = t1; b.c = t2; }`.
ExprId BodyChecker::check_destructuring(const syntax::AssignExpr& assign, Span span) {
  ExprId value = check(assign.value);
  BlockExpr block;
  std::vector<std::pair<LocalId, syntax::ExprId>> assigned;
  LetStmt let;
  let.value = value;
  let.ty = body_.exprs[value].ty;
  let.span = span;
  let.pattern = destructuring_pat(assign.place, let.ty, assigned);
  block.stmts.push_back(std::move(let));
  bool is_wrong = false;
  for (const auto& [local, target] : assigned) {
    ExprId place = check(target);
    is_wrong = is_wrong || is_error(body_.exprs[place].ty);
    if (!is_place_syntax(place) && !is_error(body_.exprs[place].ty)) report(diag::Kind::NotAssignable, span_of(place), "this is a value, not a place that can be assigned");
    make_mutable(place);
    ExprId taken = coerce(local_ref(local, span_of(place)), body_.exprs[place].ty);
    block.stmts.push_back(ExprStmt{make(span_of(place), types().unit_, AssignExpr{place, taken}), span_of(place)});
  }
  block.end_span = span;
  return make(span, is_wrong ? types().error_ : types().unit_, std::move(block));
}

PatId BodyChecker::destructuring_pat(syntax::ExprId target, TyId expected, std::vector<std::pair<LocalId, syntax::ExprId>>& assigned) {
  const syntax::Expr node = ast().exprs.at(target);
  auto is_rest = [&](syntax::ExprId id) {
    const auto* range = std::get_if<syntax::RangeExpr>(&ast().exprs.at(id).kind);
    return range && !range->low && !range->high;
  };
  if (std::holds_alternative<syntax::UnderscoreExpr>(node.kind) || is_rest(target)) return make_pat(node.span, expected, WildPat{});
  auto sequence = [&](const std::vector<syntax::ExprId>& elements, const Args& parts) {
    LeafPat leaf;
    std::size_t rest = elements.size();
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (is_rest(elements[i])) rest = i;
    }
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (i == rest) continue;
      std::size_t at = i < rest ? i : parts.size() - (elements.size() - i);
      if (at < parts.size()) leaf.fields.push_back({static_cast<std::uint32_t>(at), destructuring_pat(elements[i], parts[at], assigned)});
    }
    return leaf;
  };
  if (const auto* tuple = std::get_if<syntax::TupleExpr>(&node.kind)) {
    TyId ty = structurally(expected);
    bool has_rest = false;
    for (syntax::ExprId element : tuple->elements) has_rest = has_rest || is_rest(element);
    if (types()[ty].kind == TyKind::Infer && !has_rest) {
      Args parts;
      for (std::size_t i = 0; i < tuple->elements.size(); ++i) parts.push_back(fresh(node.span));
      table_.unify(ty, types().tuple(parts));
      ty = shallow(ty);
    }
    if (types()[ty].kind != TyKind::Tuple || (!has_rest && types()[ty].args.size() != tuple->elements.size())) {
      Args parts(tuple->elements.size(), types().error_);
      if (types()[ty].kind != TyKind::Error) {
        Args shown;
        for (std::size_t i = 0; i < tuple->elements.size(); ++i) shown.push_back(fresh(node.span));
        mismatch(expected, types().tuple(shown), node.span);
      }
      return make_pat(node.span, expected, ErrorPat{});
    }
    Args parts = types()[ty].args;
    LeafPat leaf = sequence(tuple->elements, parts);
    return make_pat(node.span, expected, std::move(leaf));
  }
  if (const auto* array = std::get_if<syntax::ArrayExpr>(&node.kind)) {
    TyId ty = structurally(expected);
    const Ty seen = types()[ty];
    if (seen.kind != TyKind::Array && seen.kind != TyKind::Slice) {
      if (seen.kind != TyKind::Error) report(diag::Kind::SlicePatternType, node.span, concat("found ", quoted(name(ty)), ", expected an array or slice"));
      return make_pat(node.span, expected, ErrorPat{});
    }
    SlicePat slice;
    for (syntax::ExprId element : array->elements) {
      if (is_rest(element)) {
        slice.has_middle = true;
        continue;
      }
      PatId part = destructuring_pat(element, seen.args[0], assigned);
      (slice.has_middle ? slice.suffix : slice.prefix).push_back(part);
    }
    return make_pat(node.span, expected, std::move(slice));
  }
  if (const auto* call = std::get_if<syntax::CallExpr>(&node.kind)) {
    if (const auto* path = std::get_if<syntax::PathExpr>(&ast().exprs.at(call->callee).kind)) {
      ValuePath resolved = resolve_value_path(path->path, node.span, false);
      if (resolved.kind == ValuePath::Kind::Ctor) {
        AdtId adt(resolved.def.id);
        table_.unify(expected, types().adt(adt, resolved.args));
        Args parts;
        std::vector<TyId> fields;
        for (const FieldDef& field : program_.adts.at(adt).variants[resolved.def.variant].fields) fields.push_back(field.ty);
        for (TyId field : fields) parts.push_back(normalize(substitute(types(), field, resolved.args), node.span));
        LeafPat leaf = sequence(call->arguments, parts);
        if (program_.adts.at(adt).kind == AdtKind::Enum) return make_pat(node.span, expected, VariantPat{adt, resolved.def.variant, std::move(leaf.fields)});
        return make_pat(node.span, expected, std::move(leaf));
      }
    }
  }
  if (const auto* literal = std::get_if<syntax::StructExpr>(&node.kind)) {
    VariantPath path = resolve_variant_path(literal->path, node.span);
    if (path.is_error) return make_pat(node.span, expected, ErrorPat{});
    table_.unify(expected, types().adt(path.adt, path.args));
    LeafPat leaf;
    for (const syntax::FieldInit& init : literal->fields) {
      const std::vector<FieldDef> fields = program_.adts.at(path.adt).variants[path.variant].fields;
      for (std::uint32_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == init.name.name) leaf.fields.push_back({i, destructuring_pat(init.value, normalize(substitute(types(), fields[i].ty, path.args), node.span), assigned)});
      }
    }
    if (program_.adts.at(path.adt).kind == AdtKind::Enum) return make_pat(node.span, expected, VariantPat{path.adt, path.variant, std::move(leaf.fields)});
    return make_pat(node.span, expected, std::move(leaf));
  }
  if (const auto* path = std::get_if<syntax::PathExpr>(&node.kind); path && is_unit_path(path->path)) return check_path_pat(path->path, node.span, expected);
  LocalId local = new_local(program_.names.intern("value"), expected, Mutability::Shared, node.span, false);
  assigned.push_back({local, target});
  return make_pat(node.span, expected, BindingPat{local, BindingMode::ByValue, {}});
}

ExprId BodyChecker::check_compound_assign(const syntax::CompoundAssignExpr& assign, Span span) {
  OperatorTrait with = operator_trait(assign.op);
  ExprId place = check(assign.place);
  TyId left_ty = structurally(body_.exprs[place].ty);
  Expected hint = is_numeric(left_ty) && !is_shift(assign.op) ? left_ty : Expected{};
  ExprId value = check(assign.value, hint);
  TyId right_ty = structurally(body_.exprs[value].ty);
  if (is_error(left_ty) || is_error(right_ty)) return make(span, types().unit_, ErrorExpr{});
  const bool is_place = is_place_syntax(place);
  const auto not_assignable = [&] {
    report(diag::Kind::CompoundNotAssignable, assign.op_span.file ? assign.op_span : span, concat("the left side of `", with.symbol, "=` is a value, not a place that can hold one"));
    return make(span, types().unit_, ErrorExpr{});
  };
  if (is_place) make_mutable(place);
  if (const Ty by = kind_of(right_ty); is_place && is_shift(assign.op) && is_integral(left_ty) && by.kind == TyKind::Ref && by.mutability == Mutability::Shared) {
    TyId inner = structurally(by.args[0]);
    if (is_integral(inner)) return make(span, types().unit_, CompoundAssignExpr{assign.op, place, make(span_of(value), inner, DerefExpr{value})});
  }
  if (is_builtin_binary(left_ty, right_ty, assign.op)) {
    if (!is_place) return not_assignable();
    enforce_builtin_binary(place, value, assign.op, span);
    return make(span, types().unit_, CompoundAssignExpr{assign.op, place, value});
  }
  TraitId trait = program_.lang.trait(with.assign_lang);
  TyId rhs = fresh(span_of(value));
  bool is_unknown = is(left_ty, TyKind::Infer) && table_.kind_of(left_ty) == VarKind::General;
  if (!is_unknown && solver_.evaluate_trait(trait, {left_ty, rhs}) == Answer::No) {
    diag::Diagnostic& said = report(diag::Kind::CompoundOperator, span, concat("`", with.symbol, "=` is not defined for ", quoted(name(left_ty)), " and ", quoted(name(right_ty))));
    if (is(left_ty, TyKind::Ref)) said.with_help("dereference the left side: put `*` before it");
    return make(span, types().unit_, ErrorExpr{});
  }
  if (!is_place) return not_assignable();
  Obligation obligation;
  obligation.predicate.trait_ref = {trait, {left_ty, rhs}};
  obligation.span = span;
  obligation.cause = Cause::Operator;
  obligation.op = program_.names.intern(concat(with.symbol, "="));
  obligation.left = left_ty;
  obligation.right = right_ty;
  obligation.operator_span = assign.op_span.file ? assign.op_span : span;
  solver_.require(std::move(obligation));
  solver_.solve_where_possible();
  value = coerce_to_var(value, rhs);
  ExprId callee = make(span, fn_def(program_.traits.at(trait).fns[0], {left_ty, rhs}), ZeroSized{});
  ExprId self = borrow(place, BorrowExpr::Kind::TwoPhase, span_of(place));
  ExprId made = make(span, types().unit_, CallExpr{callee, {self, value}, span});
  operators_.push_back({made, assign.op, place, value, true});
  return made;
}

/// Operators whose operands turned out to be scalars are the built-in ones after all.
void BodyChecker::settle_operators() {
  for (const DeferredOperator& deferred : operators_) {
    TyId left = table_.resolve(body_.exprs[deferred.left].ty), right = table_.resolve(body_.exprs[deferred.right].ty);
    if (is_error(left) || is_error(right) || is(left, TyKind::Never) || is(right, TyKind::Never)) continue;
    if (!is_builtin_binary(left, right, deferred.op)) continue;
    bool is_same = left == right;
    if (!is_same && !is_shift(deferred.op)) continue;
    if (deferred.is_assign) body_.exprs[deferred.expr].kind = CompoundAssignExpr{deferred.op, deferred.left, deferred.right};
    else body_.exprs[deferred.expr].kind = BinaryExpr{deferred.op, deferred.left, deferred.right};
  }
  operators_.clear();
}

}  // namespace sema
