// Statements. An expression that ends with a block ends its statement; the last expression without
// a semicolon is the block's value.

#include "base/text.h"
#include "syntax/parser.h"

namespace syntax {

bool Parser::is_block_like(ExprId id) const {
  const auto& kind = context_.ast.exprs.at(id).kind;
  return std::holds_alternative<BlockExpr>(kind) || std::holds_alternative<IfExpr>(kind) ||
         std::holds_alternative<MatchExpr>(kind) || std::holds_alternative<LoopExpr>(kind) ||
         std::holds_alternative<WhileExpr>(kind) || std::holds_alternative<ForExpr>(kind);
}

namespace {
bool starts_block_like(const Token& token, const Token& next, const Token& third) {
  if (token.opens(Delimiter::Brace)) return true;
  if (token.is(TokenKind::Lifetime)) return next.is(Punct::Colon);
  switch (token.keyword) {
    case Keyword::If:
    case Keyword::Match:
    case Keyword::While:
    case Keyword::Loop:
    case Keyword::For: return token.is(TokenKind::Ident);
    case Keyword::Unsafe:
    case Keyword::Const: return next.opens(Delimiter::Brace);
    case Keyword::Async:
      return next.opens(Delimiter::Brace) ||
             (next.is(Keyword::Move) && third.opens(Delimiter::Brace));
    default: return false;
  }
}
}  // namespace

ExprId Parser::parse_expr_of_stmt() {
  const Restrict restrict(*this, {});
  std::vector<Attribute> attributes;
  parse_outer_attributes(attributes);
  if (!starts_block_like(token_, peek(), peek(2))) return parse_binary(1);
  const Span begin = token_.span;
  ExprId expr = parse_primary();
  if (!token_.is(Punct::Dot) && !token_.is(Punct::Question)) return expr;
  expr = parse_postfix_rest(expr, begin);
  return parse_binary_rest(expr, 1);
}

void Parser::parse_stmts(Block& block) {
  while (!is_at_end() && !token_.is(TokenKind::Close) && !context_.is_aborted) {
    const Token* before = at_;
    parse_stmt(block);
    if (is_lost_) skip_to_next_stmt();
    if (at_ == before && !is_at_end() && !token_.is(TokenKind::Close)) skip_tree();
  }
  // Where `cfg` leaves out what stood last, a block before it gives the value.
  if (block.tail || block.stmts.empty()) return;
  const auto* last = std::get_if<ExprStmt>(&block.stmts.back().kind);
  if (last == nullptr || last->has_semicolon) return;
  block.tail = last->expr;
  block.stmts.pop_back();
}

/// To the end of the broken statement, or to something that starts one.
void Parser::skip_to_next_stmt() {
  while (!is_at_end() && !token_.is(TokenKind::Close)) {
    if (eat(Punct::Semi)) break;
    const bool is_block = at_open(Delimiter::Brace);
    if (token_.is(Keyword::Let) || token_.is(Keyword::Fn) || token_.is(Keyword::Struct) ||
        token_.is(Keyword::Enum) || token_.is(Keyword::Impl) || token_.is(Keyword::Return)) {
      if (at_ != lost_at_) break;
    }
    skip_tree();
    if (is_block && !token_.is(Keyword::Else)) break;
  }
  find_way();
}

bool Parser::parse_stmt(Block& block) {
  lost_at_ = at_;
  if (eat(Punct::Semi)) return true;
  const Span begin = token_.span;
  if (at_open(Delimiter::None) && token_.fragment == Fragment::Stmt) {
    const Group group = enter_group();
    let_needs_semi_ = false;
    parse_stmt(block);
    let_needs_semi_ = true;
    leave_group(group, "end of statement");
    // `$s;` gives its semicolon to the statement inside.
    if (block.tail) {
      const bool has_semicolon = eat(Punct::Semi);
      if (has_semicolon || !token_.is(TokenKind::Close)) {
        block.stmts.push_back({ExprStmt{block.tail, has_semicolon}, span_from(begin)});
        block.tail = ExprId();
      }
    } else {
      eat(Punct::Semi);
    }
    return true;
  }
  const Token* before_attributes = at_;
  std::vector<Attribute> attributes;
  const bool is_kept = parse_outer_attributes(attributes);
  if (is_lost_) return false;
  if (token_.is(Keyword::Let)) {
    context_.left_out += !is_kept;
    parse_let_stmt(block, is_kept);
    context_.left_out -= !is_kept;
    if (!attributes.empty()) context_.ast.local_attributes.push_back({span_from(begin), std::move(attributes)});
    return true;
  }
  if (is_item_start()) {
    at_ = before_attributes;   // an item reads its attributes itself
    load();
    std::vector<ItemId> items;
    parse_item(items, ItemPlace::Block);
    for (const ItemId item : items)
      block.stmts.push_back({ItemStmt{item}, context_.ast.items.at(item).span});
    return true;
  }
  if (token_.is(TokenKind::Close) || is_at_end()) {
    error(begin, "expected statement after outer attribute");
    return false;
  }
  context_.left_out += !is_kept;
  if (is_kept && parse_macro_stmt(block)) return true;
  const ExprId expr = parse_expr_of_stmt();
  context_.left_out -= !is_kept;
  if (!attributes.empty()) context_.ast.local_attributes.push_back({span_from(begin), std::move(attributes)});
  finish_expr_stmt(block, expr, begin, is_kept);
  return true;
}

/// What can follow an expression whose semicolon was forgotten.
bool Parser::may_follow_missing_semi() const {
  return may_begin_expr() || token_.is(Keyword::Let) || is_item_start() ||
         token_.is(TokenKind::Close);
}

void Parser::finish_expr_stmt(Block& block, ExprId expr, Span begin, bool is_kept) {
  if (is_lost_) {
    if (is_kept) block.stmts.push_back({ExprStmt{expr, true}, span_from(begin)});
    return;
  }
  if (eat(Punct::Semi)) {
    if (is_kept) block.stmts.push_back({ExprStmt{expr, true}, span_from(begin)});
    return;
  }
  if (token_.is(TokenKind::Close) || is_at_end()) {
    if (is_kept) block.tail = expr;
    return;
  }
  if (is_block_like(expr) && at_[-1].closes(Delimiter::Brace)) {
    if (is_kept) block.stmts.push_back({ExprStmt{expr, false}, span_from(begin)});
    return;
  }
  if (is_kept) block.stmts.push_back({ExprStmt{expr, true}, span_from(begin)});
  missing_semi("`;`, `}`, `.`, `?`, or an operator");
}

bool Parser::is_on_one_line(Span first, Span second) const {
  return context_.sources.line_column(first.file, first.end).line ==
         context_.sources.begin_of(second).line;
}

/// Reports that a statement should have ended. When the next token can start a statement the
/// semicolon was forgotten; the message stands where it belongs, and parsing goes on.
void Parser::missing_semi(std::string_view otherwise) {
  if (is_lost_) return;
  const bool is_new_line = previous_span_.file == token_.span.file &&
                           !is_on_one_line(previous_span_, token_.span);
  const bool is_statement_word = token_.is(Keyword::Let) || is_item_start() ||
                                 token_.is(Keyword::Return) || token_.is(Keyword::If) ||
                                 token_.is(Keyword::Match) || token_.is(Keyword::For) ||
                                 token_.is(Keyword::While) || token_.is(Keyword::Loop);
  if ((is_new_line && may_follow_missing_semi()) || is_statement_word) {
    error(previous_span_, concat("expected `;`, found ", found()), "add `;` here");
    find_way();
    return;
  }
  error_expected(otherwise);
}

void Parser::parse_let_stmt(Block& block, bool is_kept) {
  const Span begin = token_.span;
  const bool needs_semi = let_needs_semi_;
  let_needs_semi_ = true;
  bump();
  LetStmt let;
  if (token_.is(Keyword::Mut) && peek().opens(Delimiter::Paren)) {
    report(token_.span, "`mut` must be attached to each individual binding")
        .with_help("write `mut` before each name");
    bump();
  }
  let.pattern = parse_pat();
  if (!is_lost_ && eat(Punct::Colon)) let.type = parse_type();
  if (!is_lost_ && token_.is(Punct::PlusEq)) {
    error(token_.span, "can't reassign an uninitialized variable", "initialize the variable with `=`");
  } else if (!is_lost_ && eat(Punct::Eq)) {
    let.value = parse_expr();
    if (!is_lost_ && eat(Keyword::Else)) let.else_block = parse_block("after `else`");
  }
  if (needs_semi && !is_lost_ && !eat(Punct::Semi)) {
    if (token_.is(TokenKind::Close) || is_at_end()) {
      error(previous_span_, concat("expected `;`, found ", found()), "add `;` here");
      find_way();
    } else {
      missing_semi(!let.value && !let.type ? "one of `:`, `;`, `=`, `@`, or `|`"
                                           : "`;`, `.`, `?`, `else`, or an operator");
    }
  }
  if (is_kept) block.stmts.push_back({let, span_from(begin)});
}

/// A macro call at the start of a statement; false if there is none, or if it is the start of a
/// longer expression.
bool Parser::parse_macro_stmt(Block& block) {
  if (!token_.is_name() && !token_.is(Punct::PathSep) && !token_.is(Keyword::Crate) &&
      !token_.is(Keyword::SelfLower) && !token_.is(Keyword::Super) &&
      !token_.is(Keyword::DollarCrate))
    return false;
  const Token* last = at_;
  if (last->is(Punct::PathSep)) ++last;
  while (last != tokens_.last && last->is(TokenKind::Ident) && last + 1 != tokens_.last &&
         last[1].is(Punct::PathSep))
    last += 2;
  if (tokens_.last - last < 3 || !last->is(TokenKind::Ident) || !last[1].is(Punct::Not) ||
      !last[2].is(TokenKind::Open) || last[2].delimiter == Delimiter::None)
    return false;
  const Token* after = after_tree(last + 2);
  const Token& next = after == tokens_.last ? end_ : *after;
  const bool is_braced = last[2].delimiter == Delimiter::Brace;
  const bool ends_here = next.is(Punct::Semi) || next.is(TokenKind::Close) || next.is(TokenKind::End);
  if (is_braced ? next.is(Punct::Dot) || next.is(Punct::Question) : !ends_here) return false;

  const Span begin = token_.span;
  MacroCall call;
  call.path = {at_, last + 1};
  call.delimiter = last[2].delimiter;
  call.arguments = contents_of(last + 2);
  call.position = MacroPosition::Stmt;
  at_ = last + 2;
  load();
  skip_tree();
  call.span = span_from(begin);
  const bool has_semicolon = eat(Punct::Semi);
  const bool is_last = token_.is(TokenKind::Close) || is_at_end();
  if (context_.macros == nullptr || context_.left_out > 0 || context_.is_aborted) {
    const ExprId nothing = add_expr(ErrorExpr{}, call.span);
    if (has_semicolon || !is_last) {
      block.stmts.push_back({ExprStmt{nothing, has_semicolon}, call.span});
    } else {
      block.tail = nothing;
    }
    return true;
  }
  const MacroResult result = context_.macros->expand(call, context_);
  ExprId tail;
  switch (result.kind) {
    case MacroResult::Kind::Failed: tail = add_expr(ErrorExpr{}, call.span); break;
    case MacroResult::Kind::Expr: tail = result.expr; break;
    case MacroResult::Kind::Tokens: {
      const InExpansion in_expansion(context_);
    Parser inner(context_, result.tokens, call.span);
      inner.parse_stmts(block);
      tail = block.tail;
      block.tail = ExprId();
      break;
    }
  }
  if (!tail) return true;
  if (!has_semicolon && is_last) {
    block.tail = tail;
  } else {
    block.stmts.push_back({ExprStmt{tail, has_semicolon || !is_block_like(tail)}, call.span});
  }
  return true;
}

}  // namespace syntax
