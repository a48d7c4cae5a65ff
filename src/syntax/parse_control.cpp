// Expressions with blocks (if, match, loops, blocks, closures) and jumps.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

BlockId Parser::parse_block(std::string_view where) {
  Block block;
  block.span = token_.span;
  if (at_open(Delimiter::None) && token_.fragment == Fragment::Block) {
    const Group group = enter_group();
    const BlockId inner = parse_block(where);
    leave_group(group, "end of block");
    return inner;
  }
  const Level level(*this);
  if (!level.is_allowed || !expect_open(Delimiter::Brace, where))
    return context_.ast.blocks.add(std::move(block));
  const Span begin = token_.span;
  const Restrict restrict(*this, {});
  const std::uint32_t scope = context_.macros != nullptr ? context_.macros->scope() : 0;
  const Group group = enter_group();
  std::vector<Attribute> attributes;
  parse_inner_attributes(attributes);
  parse_stmts(block);
  leave_group(group, "statement or `}`");
  if (context_.macros != nullptr) context_.macros->leave_scope(scope);
  block.span = span_from(begin);
  if (!attributes.empty()) context_.ast.local_attributes.push_back({block.span, std::move(attributes)});
  return context_.ast.blocks.add(std::move(block));
}

ExprId Parser::parse_block_expr(BlockExpr::Kind kind, std::optional<Ident> label, Span begin) {
  const BlockId block = parse_block("");
  return add_expr(BlockExpr{kind, std::move(label), block}, span_from(begin));
}

/// `'a: loop { … }` and the other loops and blocks with labels.
ExprId Parser::parse_labelled() {
  const Span begin = token_.span;
  const Ident label = parse_lifetime().ident;
  if (!token_.is(Punct::Colon)) {
    error(label.span, concat("expected `while`, `for`, `loop` or `{` after a label, found ", found()));
    return add_expr(ErrorExpr{}, begin);
  }
  bump();
  if (token_.is(Keyword::Loop)) return parse_loop(label, begin);
  if (token_.is(Keyword::While)) return parse_while(label, begin);
  if (token_.is(Keyword::For)) return parse_for(label, begin);
  if (at_open(Delimiter::Brace) || at_open(Delimiter::None))
    return parse_block_expr(BlockExpr::Kind::Plain, label, begin);
  error_expected("`while`, `for`, `loop` or `{` after a label");
  return add_expr(ErrorExpr{}, begin);
}

ExprId Parser::parse_if() {
  const Level level(*this);
  const Span begin = token_.span;
  if (!level.is_allowed) return add_expr(ErrorExpr{}, begin);
  bump();
  IfExpr made;
  {
    const Restrict restrict(*this, {false, true});
    if (at_open(Delimiter::Brace) && !peek_after_tree().opens(Delimiter::Brace) &&
        !peek_after_tree().is(TokenKind::Punct)) {
      error(begin, "missing condition for `if` expression", "add a condition after `if`");
      find_way();
      made.condition = add_expr(ErrorExpr{}, begin);
    } else {
      made.condition = parse_condition();
    }
  }
  if (is_lost_) skip_to_block();
  made.then_block = parse_block("after the condition of `if`");
  if (eat(Keyword::Else)) {
    const Span else_begin = token_.span;
    if (token_.is(Keyword::If)) {
      made.else_expr = parse_if();
    } else if (at_open(Delimiter::Brace) || at_open(Delimiter::None)) {
      made.else_expr = parse_block_expr(BlockExpr::Kind::Plain, std::nullopt, else_begin);
    } else {
      error_expected("`{` or `if` after `else`");
      made.else_expr = add_expr(ErrorExpr{}, else_begin);
    }
  }
  return add_expr(std::move(made), span_from(begin));
}

/// After a broken head, the block that follows can still be read.
void Parser::skip_to_block() {
  const Token* next = at_;
  while (next != tokens_.last && !next->is(TokenKind::Close) && !next->is(Punct::Semi)) {
    if (next->opens(Delimiter::Brace)) {
      at_ = next;
      load();
      find_way();
      return;
    }
    next = after_tree(next);
  }
}

ExprId Parser::parse_while(std::optional<Ident> label, Span begin) {
  bump();
  WhileExpr made;
  made.label = std::move(label);
  {
    const Restrict restrict(*this, {false, true});
    made.condition = parse_condition();
  }
  if (is_lost_) skip_to_block();
  made.body = parse_block("after the condition of `while`");
  return add_expr(std::move(made), span_from(begin));
}

ExprId Parser::parse_loop(std::optional<Ident> label, Span begin) {
  bump();
  const BlockId body = parse_block("after `loop`");
  return add_expr(LoopExpr{std::move(label), body}, span_from(begin));
}

ExprId Parser::parse_for(std::optional<Ident> label, Span begin) {
  bump();
  ForExpr made;
  made.label = std::move(label);
  made.pattern = parse_pat();
  if (!eat(Keyword::In)) {
    error(previous_span_, "missing `in` in `for` loop", "try adding `in` here");
    if (eat(Punct::Eq)) find_way();
  }
  {
    const Restrict restrict(*this, {false, false});
    made.iterable = parse_binary(1);
  }
  if (is_lost_) skip_to_block();
  made.body = parse_block("after the iterator of `for`");
  return add_expr(std::move(made), span_from(begin));
}

ExprId Parser::parse_match() {
  const Span begin = token_.span;
  bump();
  MatchExpr made;
  {
    const Restrict restrict(*this, {false, false});
    made.scrutinee = parse_binary(1);
  }
  if (is_lost_) skip_to_block();
  if (!expect_open(Delimiter::Brace, "")) return add_expr(std::move(made), span_from(begin));
  const Restrict restrict(*this, {});
  const Group group = enter_group();
  std::vector<Attribute> attributes;
  parse_inner_attributes(attributes);
  while (at_ != group.close && !context_.is_aborted) {
    MatchArm arm;
    const Span arm_begin = token_.span;
    const bool is_kept = parse_outer_attributes(attributes);
    context_.left_out += !is_kept;
    arm.pattern = parse_pat();
    if (eat(Keyword::If)) arm.guard = parse_condition();
    if (token_.is(Punct::Eq) && !is_lost_) {
      error_expected("`=>`");
    } else {
      expect(Punct::FatArrow);
    }
    if (!is_lost_) {
      arm.body = parse_expr_of_stmt();
      if (!eat(Punct::Comma) && !arm_is_complete(arm.body) && at_ != group.close && !is_lost_) {
        if (token_.is(Punct::Semi)) {
          error(token_.span, "expected `,`, found `;`", "arms of `match` end with `,`");
        } else {
          error_expected("`,` following `match` arm");
        }
      }
    }
    context_.left_out -= !is_kept;
    if (is_lost_) {
      if (!arm.body) arm.body = add_expr(ErrorExpr{}, arm_begin);
      while (at_ != group.close && !token_.is(Punct::Comma) && !is_at_end()) skip_tree();
      eat(Punct::Comma);
      find_way();
    }
    arm.span = span_from(arm_begin);
    if (is_kept) made.arms.push_back(arm);
  }
  leave_group(group, "`}`");
  return add_expr(std::move(made), span_from(begin));
}

/// A body that ends with its block, or a macro call in braces, needs no comma.
bool Parser::arm_is_complete(ExprId body) const {
  if (at_ == tokens_.first || !at_[-1].closes(Delimiter::Brace)) return false;
  const auto& kind = context_.ast.exprs.at(body).kind;
  return is_block_like(body) || !(std::holds_alternative<StructExpr>(kind) ||
                                  std::holds_alternative<BinaryExpr>(kind) ||
                                  std::holds_alternative<ClosureExpr>(kind) ||
                                  std::holds_alternative<UnaryExpr>(kind));
}

// ---- Closures

bool Parser::is_closure_start() const {
  const auto is_bar = [](const Token& t) { return t.is(Punct::Or) || t.is(Punct::OrOr); };
  if (token_.is(Keyword::Move) || token_.is(Keyword::Static)) return true;
  if (token_.is(Keyword::Async))
    return is_bar(peek()) || (peek().is(Keyword::Move) && is_bar(peek(2)));
  if (token_.is(Keyword::For)) return false;
  return false;
}

ExprId Parser::parse_closure() {
  const Span begin = token_.span;
  ClosureExpr closure;
  eat(Keyword::Static);
  closure.is_async = eat(Keyword::Async);
  closure.is_move = eat(Keyword::Move);
  if (!eat(Punct::OrOr)) {
    if (!eat(Punct::Or)) {
      error_expected("`|`");
      return add_expr(ErrorExpr{}, begin);
    }
    while (!token_.is(Punct::Or) && !is_lost_ && !is_at_end()) {
      std::vector<Attribute> attributes;
      const bool is_kept = parse_outer_attributes(attributes);
      ClosureParam param;
      param.pattern = parse_pat_no_or();
      if (eat(Punct::Colon)) param.type = parse_type();
      if (is_kept) closure.params.push_back(param);
      if (!eat(Punct::Comma)) break;
    }
    if (!eat_part(Punct::Or)) error_expected("`,`, `:` or `|`");
  }
  closure.output = parse_output_type(AllowPlus::No);
  closure.head_span = span_from(begin);
  if (closure.output) {
    closure.body = parse_block_expr(BlockExpr::Kind::Plain, std::nullopt, token_.span);
  } else {
    const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
    closure.body = parse_binary(1);
  }
  return add_expr(std::move(closure), span_from(begin));
}

// ---- let conditions and jumps

ExprId Parser::parse_let() {
  const Span begin = token_.span;
  const bool is_allowed = restrictions_.has_let;
  if (!is_allowed) {
    if (!is_lost_)
      report(begin, "expected expression, found `let` statement")
          .with_help("only supported directly in conditions of `if` and `while` expressions");
  }
  bump();
  LetExpr made;
  made.pattern = parse_pat();
  if (token_.is(Punct::EqEq)) {
    error(token_.span, "expected `=`, found `==`", "use `=` to take the value apart");
  } else {
    expect(Punct::Eq);
  }
  const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
  made.value = parse_binary(5);   // tighter than `&&`, so that chains work
  return add_expr(made, span_from(begin));
}

std::optional<Ident> Parser::parse_label_use() {
  if (!token_.is(TokenKind::Lifetime)) return std::nullopt;
  return parse_lifetime().ident;
}

ExprId Parser::parse_jump() {
  const Span begin = token_.span;
  const Keyword keyword = bump().keyword;
  const Restrict restrict(*this, {restrictions_.has_struct_literals, false});
  if (keyword == Keyword::Return) {
    const ExprId value = may_begin_expr() ? parse_binary(1) : ExprId();
    return add_expr(ReturnExpr{value}, span_from(begin));
  }
  // `break 'a: loop {}` would be a labelled value.
  const bool is_labelled_value = token_.is(TokenKind::Lifetime) && peek().is(Punct::Colon);
  std::optional<Ident> label;
  if (!is_labelled_value) label = parse_label_use();
  if (keyword == Keyword::Continue) return add_expr(ContinueExpr{std::move(label)}, span_from(begin));
  const ExprId value = may_begin_expr() ? parse_binary(1) : ExprId();
  return add_expr(BreakExpr{std::move(label), value}, span_from(begin));
}

}  // namespace syntax
