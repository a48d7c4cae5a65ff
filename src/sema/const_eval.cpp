#include "sema/const_eval.h"

#include "base/text.h"
#include "sema/lower_type.h"

namespace sema {

using diag::Kind;

namespace {

// A constant that takes longer is left to the machine.
constexpr std::uint32_t max_steps = 300'000;
constexpr std::uint32_t max_const_depth = 60;

bool is_integer(const TyStore& types, TyId ty) {
  return !ty || types[ty].kind == TyKind::Int;
}

}  // namespace

ConstResult evaluate_const(Program& program, const ItemScope& scope, syntax::ExprId expr, TyId ty) {
  return ConstEvaluator(program, scope, {}, 0).run(expr, ty);
}

ConstResult evaluate_const_item(Program& program, ConstId item, const Args& args) {
  return ConstEvaluator::run_item(program, item, args, 0);
}

ConstResult ConstEvaluator::run_item(Program& program, ConstId item, const Args& args,
                                     std::uint32_t depth) {
  auto of_item = program.const_items.find(item);
  if (of_item == program.const_items.end()) return {false, 0, "a constant without an item"};
  const auto& syntax = std::get<syntax::ConstItem>(program.ast.items.at(of_item->second).kind);
  if (!syntax.value) return {false, 0, "an associated constant that depends on the implementor"};
  if (depth > max_const_depth) {
    program.diagnostics.add(Kind::Cycle, program.consts.at(item).span,
                            "the value of this constant needs itself");
    return {};
  }
  const ItemScope scope = program.const_scopes.at(item);
  TyId ty = substitute(program.types, type_of_const(program, item), args);
  if (program.types[ty].kind == TyKind::Error) return {};
  return ConstEvaluator(program, scope, args, depth).run(syntax.value, ty);
}

ConstResult ConstEvaluator::run(syntax::ExprId id, TyId ty) {
  Value value = expr(id, ty);
  if (is_reported_) return {};
  if (value && !value->is_aggregate) {
    if (ty && value->ty && program_.types[ty].kind == TyKind::Int && value->ty != ty &&
        program_.types[value->ty].kind != TyKind::Adt) {
      program_.diagnostics.add(
          Kind::TypeMismatch, program_.ast.exprs.at(id).span,
          concat("expected ", quoted(type_name(program_, ty)), ", found ",
                 quoted(type_name(program_, value->ty))));
      return {};
    }
    unsigned __int128 bits = ty ? truncate_bits(program_.types, ty, value->bits) : value->bits;
    if (ty && !value->ty &&
        signed_value(program_.types, ty, bits) != static_cast<__int128>(value->bits)) {
      return {false, 0, "an integer too large for its type"};
    }
    return {true, bits, {}};
  }
  if (why_not_.empty()) why_not_ = "this form of expression";
  return {false, 0, why_not_};
}

ConstEvaluator::Value ConstEvaluator::unknown(std::string why) {
  if (why_not_.empty()) why_not_ = std::move(why);
  flow_ = Flow::Unknown;
  return std::nullopt;
}

ConstEvaluator::Value ConstEvaluator::failed(Span span, const std::string& what) {
  program_.diagnostics.add(Kind::ConstEvaluation, called_at_.value_or(span), concat("this constant has no value: ", what));
  is_reported_ = true;
  flow_ = Flow::Unknown;
  return std::nullopt;
}

ConstValue ConstEvaluator::make(TyId ty, unsigned __int128 bits) const {
  ConstValue value;
  value.ty = ty;
  value.bits = bits;
  return value;
}

bool ConstEvaluator::step() {
  if (++steps_ <= max_steps) return true;
  unknown("it takes too long");
  return false;
}

/// Gives an open literal the type of its neighbour, or the expected one; or leaves both open.
void ConstEvaluator::adopt(ConstValue& left, ConstValue& right, TyId expected) {
  TyId ty = left.ty ? left.ty : right.ty ? right.ty : expected;
  if (!ty || program_.types[ty].kind != TyKind::Int) return;
  for (ConstValue* side : {&left, &right}) {
    if (side->ty) continue;
    side->ty = ty;
    side->bits = truncate_bits(program_.types, ty, side->bits);
  }
}

ConstEvaluator::Value ConstEvaluator::expr(syntax::ExprId id, TyId expected) {
  if (!step()) return std::nullopt;
  const syntax::Expr& node = program_.ast.exprs.at(id);
  TyStore& types = program_.types;
  if (const auto* literal = std::get_if<syntax::LiteralExpr>(&node.kind)) {
    using LiteralKind = syntax::LiteralExpr::Kind;
    switch (literal->kind) {
      case LiteralKind::Bool: return make(types.bool_, literal->integer);
      case LiteralKind::Char: return make(types.char_, literal->integer);
      case LiteralKind::Byte: return make(types.u8_, literal->integer);
      case LiteralKind::Int: {
        TyId ty = expected && types[expected].kind == TyKind::Int ? expected : TyId();
        for (int i = 0; i <= static_cast<int>(IntKind::Usize); ++i) {
          if (literal->suffix == name_of(static_cast<IntKind>(i))) {
            ty = types.int_type(static_cast<IntKind>(i));
          }
        }
        return make(ty, ty ? truncate_bits(types, ty, literal->integer) : literal->integer);
      }
      case LiteralKind::Str:
      case LiteralKind::ByteStr: {
        ConstValue text;
        text.is_aggregate = true;
        for (char byte : literal->bytes) {
          text.elements.push_back(make(types.u8_, static_cast<unsigned char>(byte)));
        }
        return text;
      }
      case LiteralKind::Float: case LiteralKind::CStr: break;
    }
    return unknown("it is not an integer");
  }
  if (const auto* one = std::get_if<syntax::PathExpr>(&node.kind)) {
    return path(one->path, expected, node.span);
  }
  if (const auto* one = std::get_if<syntax::UnaryExpr>(&node.kind)) {
    return unary(*one, expected, node.span);
  }
  if (const auto* one = std::get_if<syntax::BinaryExpr>(&node.kind)) {
    return binary(*one, expected, node.span);
  }
  if (const auto* one = std::get_if<syntax::CastExpr>(&node.kind)) return cast(*one);
  if (const auto* one = std::get_if<syntax::BorrowExpr>(&node.kind)) {
    if (one->is_raw || one->mutability == Mutability::Mutable) return unknown("a mutable borrow");
    return expr(one->operand, expected);   // shared references are as good as copies here
  }
  if (const auto* one = std::get_if<syntax::CallExpr>(&node.kind)) return call(*one, node.span);
  if (const auto* one = std::get_if<syntax::MethodCallExpr>(&node.kind)) {
    return method_call(*one, node.span);
  }
  if (const auto* one = std::get_if<syntax::IfExpr>(&node.kind)) return if_else(*one, expected);
  if (const auto* one = std::get_if<syntax::MatchExpr>(&node.kind)) return match(*one, expected);
  if (const auto* one = std::get_if<syntax::WhileExpr>(&node.kind)) {
    if (one->label) return unknown("a labelled loop");
    return loop(one->condition, one->body, expected);
  }
  if (const auto* one = std::get_if<syntax::LoopExpr>(&node.kind)) {
    if (one->label) return unknown("a labelled loop");
    return loop({}, one->body, expected);
  }
  if (const auto* one = std::get_if<syntax::BlockExpr>(&node.kind)) {
    using BlockKind = syntax::BlockExpr::Kind;
    if (one->label || one->kind == BlockKind::Async || one->kind == BlockKind::AsyncMove) {
      return unknown("a block of this kind");
    }
    return block(one->block, expected);
  }
  if (const auto* one = std::get_if<syntax::ReturnExpr>(&node.kind)) {
    carried_ = one->value ? expr(one->value, {}) : Value(make(types.unit_, 0));
    if (flow_ == Flow::Normal) flow_ = Flow::Return;
    return std::nullopt;
  }
  if (const auto* one = std::get_if<syntax::BreakExpr>(&node.kind)) {
    if (one->label) return unknown("a break with a label");
    carried_ = one->value ? expr(one->value, {}) : Value(make(types.unit_, 0));
    if (flow_ == Flow::Normal) flow_ = Flow::Break;
    return std::nullopt;
  }
  if (const auto* one = std::get_if<syntax::ContinueExpr>(&node.kind)) {
    if (one->label) return unknown("a continue with a label");
    flow_ = Flow::Continue;
    return std::nullopt;
  }
  if (const auto* one = std::get_if<syntax::AssignExpr>(&node.kind)) {
    ConstValue* target = place(one->place);
    if (!target) return unknown("this kind of assignment");
    Value value = expr(one->value, target->ty);
    if (!value) return std::nullopt;
    return assign(one->place, std::move(*value));
  }
  if (const auto* one = std::get_if<syntax::CompoundAssignExpr>(&node.kind)) {
    syntax::BinaryExpr sum{one->op, one->place, one->value, one->op_span};
    ConstValue* target = place(one->place);
    if (!target) return unknown("this kind of assignment");
    Value value = binary(sum, target->ty, node.span);
    if (!value) return std::nullopt;
    return assign(one->place, std::move(*value));
  }
  if (const auto* one = std::get_if<syntax::ArrayExpr>(&node.kind)) {
    ConstValue array;
    array.is_aggregate = true;
    TyId element = expected && types[expected].kind == TyKind::Array ? types[expected].args[0] : TyId();
    for (syntax::ExprId item : one->elements) {
      Value value = expr(item, element);
      if (!value) return std::nullopt;
      array.elements.push_back(std::move(*value));
    }
    return array;
  }
  if (const auto* one = std::get_if<syntax::TupleExpr>(&node.kind)) {
    ConstValue tuple;
    if (one->elements.empty()) return make(types.unit_, 0);
    tuple.is_aggregate = true;
    for (syntax::ExprId item : one->elements) {
      Value value = expr(item, {});
      if (!value) return std::nullopt;
      tuple.elements.push_back(std::move(*value));
    }
    return tuple;
  }
  if (const auto* one = std::get_if<syntax::StructExpr>(&node.kind)) return structure(*one);
  if (std::holds_alternative<syntax::ClosureExpr>(node.kind)) {
    ConstValue never_called;
    never_called.is_aggregate = true;
    return never_called;
  }
  if (const auto* one = std::get_if<syntax::RepeatExpr>(&node.kind)) {
    Value element = expr(one->element, {});
    Value count = element ? expr(one->count, types.usize_) : std::nullopt;
    if (!count || count->bits > max_steps) return unknown("a large array");
    ConstValue array;
    array.is_aggregate = true;
    array.elements.assign(static_cast<std::size_t>(count->bits), *element);
    return array;
  }
  if (const auto* one = std::get_if<syntax::IndexExpr>(&node.kind)) {
    Value base = expr(one->base, {});
    Value index = base ? expr(one->index, types.usize_) : std::nullopt;
    if (!index || !base->is_aggregate || index->is_aggregate) return unknown("this kind of indexing");
    if (index->bits >= base->elements.size()) {
      return failed(node.span, concat("the index is ", to_decimal(index->bits),
                                      " but the length is ", base->elements.size()));
    }
    return base->elements[static_cast<std::size_t>(index->bits)];
  }
  if (const auto* one = std::get_if<syntax::FieldExpr>(&node.kind)) {
    Value base = expr(one->base, {});
    if (!base) return std::nullopt;
    std::string_view name = program_.names.text(one->name.name);
    if (base->is_aggregate && base->ty && types[base->ty].kind == TyKind::Adt) {
      const std::vector<FieldDef>& fields = program_.adts.at(types[base->ty].adt()).variants[0].fields;
      for (std::size_t i = 0; i < fields.size() && i < base->elements.size(); ++i)
        if (fields[i].name == one->name.name) return base->elements[i];
    }
    std::size_t index = 0;
    for (char digit : name) {
      if (digit < '0' || digit > '9' || index > base->elements.size()) return unknown("a field of a struct");
      index = index * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (index >= base->elements.size()) return unknown("a field of a struct");
    return base->elements[index];
  }
  if (std::holds_alternative<syntax::ErrorExpr>(node.kind)) {
    is_reported_ = true;
    flow_ = Flow::Unknown;
    return std::nullopt;
  }
  return unknown("this form of expression");
}

ConstEvaluator::Value ConstEvaluator::structure(const syntax::StructExpr& node) {
  PathResolution found = resolve_path(program_, scope(), node.path, Namespace::Types, false);
  bool is_struct = found.resolved_segments == node.path.segments.size() && found.def.kind == Def::Kind::Adt &&
                   program_.adts.at(AdtId(found.def.id)).kind == AdtKind::Struct;
  if (!is_struct || node.base) return unknown("a value of this type");
  AdtId adt(found.def.id);
  const Generics& generics = program_.adts.at(adt).generics;
  if (!generics.params.empty()) return unknown("a value of this type");
  const std::vector<FieldDef> fields = program_.adts.at(adt).variants[0].fields;
  ConstValue made;
  made.is_aggregate = true;
  made.ty = program_.types.adt(adt, {});
  made.elements.resize(fields.size());
  std::size_t given = 0;
  for (const syntax::FieldInit& init : node.fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name != init.name.name) continue;
      Value value = expr(init.value, fields[i].ty);
      if (!value) return std::nullopt;
      made.elements[i] = std::move(*value);
      ++given;
    }
  }
  if (given != fields.size()) return unknown("a value of this type");
  return made;
}

ConstEvaluator::Value ConstEvaluator::unary(const syntax::UnaryExpr& node, TyId expected, Span span) {
  const TyStore& types = program_.types;
  if (node.op == syntax::UnaryOp::Deref) return expr(node.operand, expected);
  // The least number of a type is written as the negation of one that does not fit.
  Value operand = expr(node.operand, expected);
  if (!operand) return std::nullopt;
  if (operand->is_aggregate) return unknown("an operator of this type");
  if (node.op == syntax::UnaryOp::Not) {
    if (!operand->ty) operand->ty = expected && is_integer(types, expected) ? expected : types.i32_;
    return make(operand->ty, truncate_bits(types, operand->ty, ~operand->bits));
  }
  if (!is_integer(types, operand->ty)) return unknown("an operator of this type");
  if (!operand->ty) return make({}, -operand->bits);
  bool is_literal = std::holds_alternative<syntax::LiteralExpr>(program_.ast.exprs.at(node.operand).kind);
  ConstOperation negated = apply_operator(types, syntax::BinaryOp::Sub, operand->ty, 0, operand->bits,
                                          operand->ty);
  if (!negated.bits && !is_literal) return failed(span, "attempt to negate with overflow");
  return make(operand->ty, truncate_bits(types, operand->ty, -operand->bits));
}

ConstEvaluator::Value ConstEvaluator::binary(const syntax::BinaryExpr& node, TyId expected,
                                             Span span) {
  using syntax::BinaryOp;
  TyStore& types = program_.types;
  Value left;
  bool is_comparison = node.op >= BinaryOp::Eq && node.op <= BinaryOp::Ge;
  bool is_logical = node.op == BinaryOp::And || node.op == BinaryOp::Or;
  bool is_shift = node.op == BinaryOp::Shl || node.op == BinaryOp::Shr;
  left = expr(node.left, is_comparison || is_logical ? TyId() : expected);
  if (!left) return std::nullopt;
  if (is_logical) {
    bool is_decided = (node.op == BinaryOp::Or) == (left->bits != 0);
    return is_decided ? left : expr(node.right, types.bool_);
  }
  Value right = expr(node.right, is_shift ? TyId() : left->ty);
  if (!right) return std::nullopt;
  if (left->is_aggregate || right->is_aggregate) return unknown("an operator of this type");
  if (is_shift) {
    if (!left->ty) left->ty = types.i32_;
    if (!right->ty) right->ty = types.i32_;
  } else {
    adopt(*left, *right, is_comparison ? TyId() : expected);
    if (left->ty != right->ty) {
      return unknown(concat("an operator between ", quoted(type_name(program_, left->ty)), " and ",
                            quoted(type_name(program_, right->ty))));
    }
  }
  // Open literals are worked out wide; their type is found later, and they must fit it.
  bool is_open = !left->ty;
  if (is_open) left->ty = right->ty = types.int_type(IntKind::I128);
  TyKind kind = types[left->ty].kind;
  if (kind != TyKind::Int && kind != TyKind::Bool && kind != TyKind::Char) {
    return unknown("an operator of this type");
  }
  ConstOperation result = apply_operator(types, node.op, left->ty, left->bits, right->bits, right->ty);
  if (!result.bits) return failed(span, result.failure);
  return make(is_comparison ? types.bool_ : is_open ? TyId() : left->ty, *result.bits);
}

ConstEvaluator::Value ConstEvaluator::cast(const syntax::CastExpr& node) {
  TyStore& types = program_.types;
  TyId to = concrete(lower_type(program_, scope(), node.type, nullptr));
  Value operand = expr(node.operand, {});
  if (!operand) return std::nullopt;
  if (operand->is_aggregate) return unknown("a cast of this type");
  if (!operand->ty) operand->ty = types[to].kind == TyKind::Int ? to : types.i32_;
  TyKind from_kind = types[operand->ty].kind, to_kind = types[to].kind;
  bool from_ok = from_kind == TyKind::Int || from_kind == TyKind::Bool ||
                 from_kind == TyKind::Char || from_kind == TyKind::Adt;
  if (!from_ok || (to_kind != TyKind::Int && to_kind != TyKind::Char && to_kind != TyKind::Bool)) {
    return unknown("a cast of this type");
  }
  unsigned __int128 bits = from_kind == TyKind::Adt
                               ? operand->bits
                               : static_cast<unsigned __int128>(
                                     signed_value(types, operand->ty, operand->bits));
  return make(to, truncate_bits(types, to, bits));
}

std::optional<bool> ConstEvaluator::condition(syntax::ExprId id) {
  const syntax::Expr& node = program_.ast.exprs.at(id);
  if (const auto* let = std::get_if<syntax::LetExpr>(&node.kind)) {
    Value value = expr(let->value, {});
    if (!value) return std::nullopt;
    return matches(let->pattern, *value);
  }
  const auto* both = std::get_if<syntax::BinaryExpr>(&node.kind);
  if (both && both->op == syntax::BinaryOp::And) {
    std::optional<bool> left = condition(both->left);
    if (!left || !*left) return left;
    return condition(both->right);
  }
  Value value = expr(id, program_.types.bool_);
  if (!value) return std::nullopt;
  return value->bits != 0;
}

ConstEvaluator::Value ConstEvaluator::if_else(const syntax::IfExpr& node, TyId expected) {
  std::size_t variables = variables_.size();
  std::optional<bool> is_taken = condition(node.condition);
  if (!is_taken) return std::nullopt;
  Value value;
  if (*is_taken) {
    value = block(node.then_block, expected);
  }
  variables_.erase(variables_.begin() + static_cast<long>(variables), variables_.end());
  if (*is_taken) return value;
  if (node.else_expr) return expr(node.else_expr, expected);
  return make(program_.types.unit_, 0);
}

ConstEvaluator::Value ConstEvaluator::loop(syntax::ExprId condition_id, syntax::BlockId body,
                                           TyId expected) {
  while (step()) {
    std::size_t variables = variables_.size();
    if (condition_id) {
      std::optional<bool> goes_on = condition(condition_id);
      if (!goes_on) return std::nullopt;
      if (!*goes_on) return make(program_.types.unit_, 0);
    }
    block(body, expected);
    variables_.erase(variables_.begin() + static_cast<long>(variables), variables_.end());
    if (flow_ == Flow::Continue) flow_ = Flow::Normal;
    if (flow_ == Flow::Break) {
      flow_ = Flow::Normal;
      return std::move(carried_);
    }
    if (flow_ != Flow::Normal) return std::nullopt;
  }
  return std::nullopt;
}

ConstEvaluator::Value ConstEvaluator::match(const syntax::MatchExpr& node, TyId expected) {
  Value scrutinee = expr(node.scrutinee, {});
  if (!scrutinee) return std::nullopt;
  for (const syntax::MatchArm& arm : node.arms) {
    std::size_t variables = variables_.size();
    std::optional<bool> is_taken = matches(arm.pattern, *scrutinee);
    if (is_taken && *is_taken && arm.guard) is_taken = condition(arm.guard);
    if (!is_taken) return std::nullopt;
    Value value;
    if (*is_taken) value = expr(arm.body, expected);
    variables_.erase(variables_.begin() + static_cast<long>(variables), variables_.end());
    if (*is_taken) return value;
  }
  return unknown("a match without a fitting arm");
}

ConstEvaluator::Value ConstEvaluator::block(syntax::BlockId id, TyId expected) {
  const syntax::Block& node = program_.ast.blocks.at(id);
  ItemScope inside;
  const ItemScope* outside = scope_;
  auto declares = program_.block_modules.find(id);
  if (declares != program_.block_modules.end()) {
    inside = *scope_;
    inside.module = declares->second;
    scope_ = &inside;
  }
  std::size_t variables = variables_.size();
  Value value = make(program_.types.unit_, 0);
  for (const syntax::Stmt& stmt : node.stmts) {
    if (!statement(stmt)) {
      value = std::nullopt;
      break;
    }
  }
  if (value && node.tail) value = expr(node.tail, expected);
  scope_ = outside;
  variables_.erase(variables_.begin() + static_cast<long>(variables), variables_.end());
  return value;
}

/// False if control does not go on after it.
bool ConstEvaluator::statement(const syntax::Stmt& stmt) {
  if (!step()) return false;
  if (const auto* one = std::get_if<syntax::ExprStmt>(&stmt.kind)) {
    expr(one->expr, {});
    return flow_ == Flow::Normal;
  }
  const auto* let = std::get_if<syntax::LetStmt>(&stmt.kind);
  if (!let) return true;
  if (!let->value || let->else_block) {
    unknown("this form of `let`");
    return false;
  }
  TyId ty;
  if (let->type && !std::holds_alternative<syntax::InferType>(program_.ast.types.at(let->type).kind)) {
    ty = concrete(lower_type(program_, scope(), let->type, nullptr));
  }
  Value value = expr(let->value, ty);
  if (!value) return false;
  std::optional<bool> is_bound = matches(let->pattern, *value);
  if (is_bound && !*is_bound) unknown("a `let` that does not match");
  return is_bound && *is_bound;
}

ConstValue* ConstEvaluator::variable(const syntax::Ident& ident) {
  for (std::size_t i = variables_.size(); i-- > 0;) {
    if (variables_[i].name == ident.name && variables_[i].hygiene == ident.hygiene) {
      return &variables_[i].value;
    }
  }
  return nullptr;
}

ConstValue* ConstEvaluator::place(syntax::ExprId id) {
  const syntax::Expr& node = program_.ast.exprs.at(id);
  if (const auto* one = std::get_if<syntax::PathExpr>(&node.kind)) {
    if (one->path.self_type || one->path.segments.size() != 1) return nullptr;
    return variable(one->path.segments[0].ident);
  }
  if (const auto* one = std::get_if<syntax::IndexExpr>(&node.kind)) {
    Value index = expr(one->index, program_.types.usize_);
    ConstValue* base = index ? place(one->base) : nullptr;
    if (!base || index->is_aggregate || index->bits >= base->elements.size()) return nullptr;
    return &base->elements[static_cast<std::size_t>(index->bits)];
  }
  return nullptr;
}

ConstEvaluator::Value ConstEvaluator::assign(syntax::ExprId place_id, ConstValue value) {
  ConstValue* target = place(place_id);
  if (!target) return unknown("this kind of assignment");
  if (!value.ty) value.ty = target->ty;
  *target = std::move(value);
  return make(program_.types.unit_, 0);
}

}  // namespace sema
