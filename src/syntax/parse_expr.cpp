// Expressions: binary operators by precedence climbing, prefix operators, ranges. Operands are in
// parse_operand.cpp, expressions with blocks in parse_control.cpp.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

namespace {

// Low binds least; the numbers are only compared.
enum Precedence : int {
  AssignLevel = 1, RangeLevel, OrLevel, AndLevel, CompareLevel, BitOrLevel, BitXorLevel, BitAndLevel,
  ShiftLevel, SumLevel, ProductLevel, CastLevel
};

enum class Shape { None, Binary, Assign, CompoundAssign, Range, RangeInclusive, Cast };
struct Operator {
  Shape shape = Shape::None;
  int level = 0;
  BinaryOp op = BinaryOp::Add;
};

Operator operator_of(const Token& token) {
  if (token.is(Keyword::As)) return {Shape::Cast, CastLevel, BinaryOp::Add};
  if (!token.is(TokenKind::Punct)) return {};
  switch (token.punct) {
    case Punct::Eq: return {Shape::Assign, AssignLevel, BinaryOp::Add};
    case Punct::PlusEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Add};
    case Punct::MinusEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Sub};
    case Punct::StarEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Mul};
    case Punct::SlashEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Div};
    case Punct::PercentEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Rem};
    case Punct::CaretEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::BitXor};
    case Punct::AndEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::BitAnd};
    case Punct::OrEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::BitOr};
    case Punct::ShlEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Shl};
    case Punct::ShrEq: return {Shape::CompoundAssign, AssignLevel, BinaryOp::Shr};
    case Punct::DotDot: return {Shape::Range, RangeLevel, BinaryOp::Add};
    case Punct::DotDotEq:
    case Punct::DotDotDot: return {Shape::RangeInclusive, RangeLevel, BinaryOp::Add};
    case Punct::OrOr: return {Shape::Binary, OrLevel, BinaryOp::Or};
    case Punct::AndAnd: return {Shape::Binary, AndLevel, BinaryOp::And};
    case Punct::EqEq: return {Shape::Binary, CompareLevel, BinaryOp::Eq};
    case Punct::Ne: return {Shape::Binary, CompareLevel, BinaryOp::Ne};
    case Punct::Lt:
    case Punct::LeftArrow: return {Shape::Binary, CompareLevel, BinaryOp::Lt};
    case Punct::Le: return {Shape::Binary, CompareLevel, BinaryOp::Le};
    case Punct::Gt: return {Shape::Binary, CompareLevel, BinaryOp::Gt};
    case Punct::Ge: return {Shape::Binary, CompareLevel, BinaryOp::Ge};
    case Punct::Or: return {Shape::Binary, BitOrLevel, BinaryOp::BitOr};
    case Punct::Caret: return {Shape::Binary, BitXorLevel, BinaryOp::BitXor};
    case Punct::And: return {Shape::Binary, BitAndLevel, BinaryOp::BitAnd};
    case Punct::Shl: return {Shape::Binary, ShiftLevel, BinaryOp::Shl};
    case Punct::Shr: return {Shape::Binary, ShiftLevel, BinaryOp::Shr};
    case Punct::Plus: return {Shape::Binary, SumLevel, BinaryOp::Add};
    case Punct::Minus: return {Shape::Binary, SumLevel, BinaryOp::Sub};
    case Punct::Star: return {Shape::Binary, ProductLevel, BinaryOp::Mul};
    case Punct::Slash: return {Shape::Binary, ProductLevel, BinaryOp::Div};
    case Punct::Percent: return {Shape::Binary, ProductLevel, BinaryOp::Rem};
    default: return {};
  }
}

}  // namespace

ExprId Parser::parse_expr() {
  const Restrict restrict(*this, {});
  return parse_binary(AssignLevel);
}

/// The head of `if`, `while`, and a guard: no struct literals, `let` allowed.
ExprId Parser::parse_condition() {
  const Restrict restrict(*this, {restrictions_.has_struct_literals, true});
  return parse_binary(AssignLevel);
}

bool Parser::may_begin_expr() const {
  switch (token_.kind) {
    case TokenKind::Literal:
    case TokenKind::Lifetime: return true;
    case TokenKind::Open:
      return !(token_.delimiter == Delimiter::Brace && !restrictions_.has_struct_literals);
    case TokenKind::Close:
    case TokenKind::End: return false;
    case TokenKind::Punct:
      switch (token_.punct) {
        case Punct::Minus:
        case Punct::Star:
        case Punct::Not:
        case Punct::And:
        case Punct::AndAnd:
        case Punct::Or:
        case Punct::OrOr:
        case Punct::Lt:
        case Punct::Shl:
        case Punct::PathSep:
        case Punct::DotDot:
        case Punct::DotDotEq:
        case Punct::Pound: return true;
        default: return false;
      }
    case TokenKind::Ident:
      switch (token_.keyword) {
        case Keyword::As:
        case Keyword::Else:
        case Keyword::In:
        case Keyword::Where:
        case Keyword::Mut:
        case Keyword::Ref:
        case Keyword::Pub:
        case Keyword::Fn:
        case Keyword::Struct:
        case Keyword::Enum:
        case Keyword::Trait:
        case Keyword::Impl:
        case Keyword::Mod:
        case Keyword::Use:
        case Keyword::Type:
        case Keyword::Dyn:
        case Keyword::Extern: return false;
        default: return true;
      }
  }
  return false;
}

ExprId Parser::parse_binary(int lowest) {
  const Level level(*this);
  if (!level.is_allowed) return add_expr(ErrorExpr{}, token_.span);
  if (token_.is(Punct::DotDot) || token_.is(Punct::DotDotEq) || token_.is(Punct::DotDotDot))
    return parse_prefix_range();
  return parse_binary_rest(parse_unary(), lowest);
}

/// `..`, `..b`, `..=b`.
ExprId Parser::parse_prefix_range() {
  const Span begin = token_.span;
  const bool is_inclusive = !token_.is(Punct::DotDot);
  bump();
  ExprId high;
  if (may_begin_expr()) {
    const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
    high = parse_binary(RangeLevel + 1);
  } else if (is_inclusive) {
    context_.diagnostics.add(diag::Kind::InclusiveRangeNoEnd, begin, "inclusive range with no end")
        .with_help("use `..` instead");
  }
  return add_expr(RangeExpr{ExprId(), high, is_inclusive}, span_from(begin));
}

ExprId Parser::parse_binary_rest(ExprId left, int lowest) {
  const Span begin = context_.ast.exprs.at(left).span;
  for (std::uint32_t links = 0; !is_lost_; ++links) {
    const Operator op = operator_of(token_);
    if (op.shape == Shape::None || op.level < lowest) break;
    if (is_chain_too_long(links)) break;
    const Span op_span = token_.span;
    if (token_.is(Punct::LeftArrow)) {
      eat_part(Punct::Lt);
    } else {
      bump();
    }
    if (std::holds_alternative<LetExpr>(context_.ast.exprs.at(left).kind) &&
        !(op.shape == Shape::Binary && op.op == BinaryOp::And)) {
      report(context_.ast.exprs.at(left).span, "expected expression, found `let` statement")
          .with_help("only `&&` joins `let` conditions");
    }
    const bool keeps_let = op.shape == Shape::Binary && op.op == BinaryOp::And;
    const Restrict restrict(
        *this, {restrictions_.has_struct_literals, keeps_let && restrictions_.has_let});
    switch (op.shape) {
      case Shape::None: break;
      case Shape::Cast: {
        const TypeId type = parse_type(AllowPlus::No);
        left = add_expr(CastExpr{left, type}, span_from(begin));
        break;
      }
      case Shape::Range:
      case Shape::RangeInclusive: {
        ExprId high;
        if (may_begin_expr()) {
          high = parse_binary(RangeLevel + 1);
        } else if (op.shape == Shape::RangeInclusive) {
          context_.diagnostics
              .add(diag::Kind::InclusiveRangeNoEnd, op_span, "inclusive range with no end")
              .with_help("use `..` instead");
        }
        left = add_expr(RangeExpr{left, high, op.shape == Shape::RangeInclusive}, span_from(begin));
        break;
      }
      case Shape::Assign: {
        const ExprId value = parse_binary(AssignLevel);
        left = add_expr(AssignExpr{left, value, op_span}, span_from(begin));
        break;
      }
      case Shape::CompoundAssign: {
        const ExprId value = parse_binary(AssignLevel);
        left = add_expr(CompoundAssignExpr{op.op, left, value, op_span}, span_from(begin));
        break;
      }
      case Shape::Binary: {
        const ExprId right = parse_binary(op.level + 1);
        left = add_expr(BinaryExpr{op.op, left, right, op_span}, span_from(begin));
        if (op.level == CompareLevel && operator_of(token_).level == CompareLevel && !is_lost_) {
          // `f<T>(x)` without a turbofish looks like two comparisons.
          const bool is_generic_call = op.op == BinaryOp::Lt && starts_with(Punct::Gt);
          error(op_span, "comparison operators cannot be chained",
                is_generic_call ? "use `::<...>` instead of `<...>` to specify generic arguments"
                                : "split the comparison into two");
        }
        break;
      }
    }
  }
  return left;
}

ExprId Parser::parse_unary() {
  const Span begin = token_.span;
  UnaryOp op;
  if (token_.is(Punct::Not)) {
    op = UnaryOp::Not;
  } else if (token_.is(Punct::Minus)) {
    op = UnaryOp::Neg;
  } else if (token_.is(Punct::Star)) {
    op = UnaryOp::Deref;
  } else if (token_.is(Punct::And) || token_.is(Punct::AndAnd)) {
    return parse_borrow();
  } else if (token_.is(Punct::Pound)) {
    std::vector<Attribute> attributes;
    parse_outer_attributes(attributes);
    return parse_unary();
  } else if (token_.is(Punct::Plus) && peek().is(TokenKind::Literal)) {
    report(token_.span, "leading `+` is not supported").with_help("try removing the `+`");
    bump();
    return parse_unary();
  } else {
    return parse_postfix();
  }
  const Level level(*this);
  if (!level.is_allowed) return add_expr(ErrorExpr{}, begin);
  bump();
  const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
  const ExprId operand = parse_unary();
  return add_expr(UnaryExpr{op, operand}, span_from(begin));
}

/// `&x`, `&mut x`, `&raw const x`, `&raw mut x`; `&&x` borrows twice.
ExprId Parser::parse_borrow() {
  const Level level(*this);
  const Span begin = token_.span;
  if (!level.is_allowed) return add_expr(ErrorExpr{}, begin);
  const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
  if (token_.is(Punct::AndAnd)) {
    eat_part(Punct::And);
    const ExprId operand = parse_borrow();
    return add_expr(BorrowExpr{Mutability::Shared, false, operand}, span_from(begin));
  }
  bump();
  BorrowExpr borrow{Mutability::Shared, false, ExprId()};
  if (token_.is(Keyword::Raw) && (peek().is(Keyword::Const) || peek().is(Keyword::Mut)) &&
      !(peek().is(Keyword::Const) && peek(2).opens(Delimiter::Brace))) {
    bump();
    borrow.is_raw = true;
    if (bump().is(Keyword::Mut)) borrow.mutability = Mutability::Mutable;
  } else if (eat(Keyword::Mut)) {
    borrow.mutability = Mutability::Mutable;
  }
  borrow.operand = parse_unary();
  return add_expr(borrow, span_from(begin));
}

}  // namespace syntax
