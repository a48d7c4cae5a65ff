#include "syntax/parser.h"

#include "base/text.h"
#include "syntax/lexer.h"

namespace syntax {

using diag::Kind;

Parser::Parser(ParseContext& context, TokenSlice tokens, Span end)
    : context_(context), tokens_(tokens), at_(tokens.first) {
  end_.span = end;
  previous_span_ = tokens.is_empty() ? end : tokens.first->span;
  load();
}

void Parser::load() { token_ = at_ == tokens_.last ? end_ : *at_; }

const Token& Parser::peek(std::size_t ahead) const {
  return static_cast<std::size_t>(tokens_.last - at_) > ahead ? at_[ahead] : end_;
}

const Token& Parser::peek_after_tree() const {
  if (at_ == tokens_.last) return end_;
  const Token* next = after_tree(at_);
  return next == tokens_.last ? end_ : *next;
}

Token Parser::bump() {
  const Token taken = token_;
  if (at_ == tokens_.last) return taken;
  previous_span_ = token_.span;
  ++at_;
  load();
  return taken;
}

void Parser::skip_tree() {
  if (at_ == tokens_.last) return;
  const Token* next = after_tree(at_);
  previous_span_ = next[-1].span;
  at_ = next;
  load();
}

bool Parser::eat(Punct punct) {
  if (!token_.is(punct)) return false;
  bump();
  return true;
}

bool Parser::eat(Keyword keyword) {
  if (!token_.is(keyword)) return false;
  bump();
  return true;
}

bool Parser::starts_with(Punct punct) const {
  return token_.is(TokenKind::Punct) && spelling(token_.punct).starts_with(spelling(punct));
}

namespace {
std::optional<Punct> punct_spelled(std::string_view text) {
  constexpr Punct all[] = {
#define PUNCT(name, spelling) Punct::name,
#include "syntax/puncts.def"
#undef PUNCT
  };
  for (const Punct punct : all)
    if (spelling(punct) == text) return punct;
  return std::nullopt;
}
}  // namespace

bool Parser::eat_part(Punct punct) {
  if (eat(punct)) return true;
  if (!starts_with(punct)) return false;
  const std::string_view taken = spelling(punct);
  const std::optional<Punct> rest = punct_spelled(spelling(token_.punct).substr(taken.size()));
  if (!rest) return false;
  const auto length = static_cast<std::uint32_t>(taken.size());
  previous_span_ = token_.span;
  if (token_.span.end - token_.span.begin > length) {
    previous_span_.end = token_.span.begin + length;
    token_.span.begin += length;
  }
  token_.punct = *rest;
  return true;
}

bool Parser::expect(Punct punct) {
  if (eat(punct)) return true;
  error_expected(quoted(spelling(punct)));
  return false;
}

bool Parser::expect_part(Punct punct) {
  if (eat_part(punct)) return true;
  error_expected(quoted(spelling(punct)));
  return false;
}

bool Parser::expect_keyword(Keyword keyword) {
  if (eat(keyword)) return true;
  error_expected(quoted(spelling(keyword)));
  return false;
}

// ---- Groups

Parser::Group Parser::enter_group() {
  INVARIANT(token_.is(TokenKind::Open), "a group is entered at its start");
  const Group group{at_ + token_.skip, token_.delimiter};
  bump();
  return group;
}

bool Parser::leave_group(const Group& group, std::string_view expected) {
  if (context_.is_aborted) {
    at_ = tokens_.last;
    load();
    return false;
  }
  const bool is_all_read = at_ == group.close;
  if (!is_all_read) {
    error_expected(expected);
    at_ = group.close;
    load();
  }
  bump();
  find_way();
  return is_all_read;
}

bool Parser::expect_open(Delimiter delimiter, std::string_view where) {
  if (at_open(delimiter)) return true;
  const std::string_view mark = delimiter == Delimiter::Paren     ? "`(`"
                                : delimiter == Delimiter::Bracket ? "`[`"
                                                                  : "`{`";
  error_expected(concat(mark, where.empty() ? "" : " ", where));
  return false;
}

// ---- Messages

std::string describe(const Token& token, const Interner& names) {
  switch (token.kind) {
    case TokenKind::End: return "end of input";
    case TokenKind::Ident:
      if (token.is(Keyword::Underscore)) return "reserved identifier `_`";
      return concat(token.is_reserved() ? "keyword " : "", token.is_raw ? "`r#" : "`",
                    names.text(token.text), "`");
    case TokenKind::Lifetime:
    case TokenKind::Literal: return quoted(names.text(token.text));
    case TokenKind::Punct: return quoted(spelling(token.punct));
    case TokenKind::Open:
      switch (token.delimiter) {
        case Delimiter::Paren: return "`(`";
        case Delimiter::Bracket: return "`[`";
        case Delimiter::Brace: return "`{`";
        case Delimiter::None: return concat(quoted(spelling(token.fragment)), " metavariable");
      }
      break;
    case TokenKind::Close:
      switch (token.delimiter) {
        case Delimiter::Paren: return "`)`";
        case Delimiter::Bracket: return "`]`";
        case Delimiter::Brace: return "`}`";
        case Delimiter::None: return "end of a metavariable";
      }
      break;
  }
  return "token";
}

std::string Parser::found() const { return describe(token_, context_.names); }

void Parser::error(Span span, std::string message, std::string help) {
  if (is_lost_ || context_.is_aborted) return;
  is_lost_ = true;
  context_.diagnostics.add(Kind::UnexpectedToken, span, std::move(message))
      .with_help(std::move(help));
}

void Parser::error_expected(std::string_view expected) {
  error(token_.is(TokenKind::End) && previous_span_.file ? previous_span_ : token_.span,
        concat("expected ", expected, ", found ", found()));
}

diag::Diagnostic& Parser::report(Span span, std::string message) {
  return context_.diagnostics.add(Kind::UnexpectedToken, span, std::move(message));
}

// ---- Nesting

Parser::Level::Level(Parser& parser) : context(parser.context_) {
  is_allowed = ++context.depth <= max_parser_depth && !context.is_aborted;
  if (is_allowed) return;
  if (!context.is_aborted)
    context.diagnostics.add(
        context.expansion_depth > 30 ? Kind::MacroRecursionLimit : Kind::NestingTooDeep,
        parser.token_.span,
        context.expansion_depth > 30 ? "recursion limit reached while expanding a macro"
                                     : concat("this is nested deeper than ", max_nesting, " levels"));
  parser.abort();
}

bool Parser::is_chain_too_long(std::uint32_t links) {
  if (links <= max_chain) return false;
  context_.diagnostics
      .add(diag::Kind::NestingTooDeep, token_.span, concat("this expression is a chain of more than ", max_chain, " links"))
      .with_help("name a part of it with `let`");
  abort();
  return true;
}

void Parser::abort() {
  context_.is_aborted = true;
  at_ = tokens_.last;
  load();
}

// ---- Adding nodes

TypeId Parser::add_type(decltype(Type::kind) kind, Span span) {
  return context_.ast.types.add({std::move(kind), span});
}
PatId Parser::add_pat(decltype(Pat::kind) kind, Span span) {
  return context_.ast.pats.add({std::move(kind), span});
}
ExprId Parser::add_expr(decltype(Expr::kind) kind, Span span) {
  return context_.ast.exprs.add({std::move(kind), span});
}

Crate parse_crate(const TokenTrees& tokens, ParseContext& context) {
  return Parser(context, tokens.slice(), tokens.end).parse_crate();
}

}  // namespace syntax
