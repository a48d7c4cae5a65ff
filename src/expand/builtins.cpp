// The macros that `macro_rules!` cannot write. All others are in std's macros.rs.

#include <cstdlib>

#include "base/text.h"
#include "expand/expander.h"
#include "syntax/lexer.h"
#include "syntax/literal.h"
#include "syntax/print.h"

namespace expand {

using namespace syntax;
using diag::Kind;

namespace {

Token word(std::string_view text, Span span, Expander& expander) {
  Token token;
  token.kind = TokenKind::Ident;
  token.text = expander.names().intern(text);
  token.keyword = keyword_of(text);
  token.span = span;
  return token;
}

Token integer(std::uint32_t value, Span span, Expander& expander) {
  Token token;
  token.kind = TokenKind::Literal;
  token.literal = LiteralKind::Int;
  token.text = expander.names().intern(concat(value, "u32"));
  token.span = span;
  return token;
}

Span in_expansion(Span span, ExpansionId id) {
  span.expansion = id;
  return span;
}

MacroResult give(std::vector<Token> tokens, ExpansionId id, Expander& expander) {
  MacroResult result;
  result.kind = MacroResult::Kind::Tokens;
  result.tokens = expander.keep(id, std::move(tokens));
  return result;
}
MacroResult give_string(std::string_view text, const MacroCall& call, ExpansionId id,
                        Expander& expander) {
  return give({string_token(text, in_expansion(call.span, id), {}, expander.names())}, id, expander);
}
MacroResult give_expr(decltype(Expr::kind) kind, const MacroCall& call, ParseContext& context) {
  MacroResult result;
  result.kind = MacroResult::Kind::Expr;
  result.expr = context.ast.exprs.add({std::move(kind), call.span});
  return result;
}
MacroResult fail(Kind kind, Span span, std::string message, Expander& expander) {
  expander.diagnostics().add(kind, span, std::move(message));
  return {};
}

/// Where the outermost of the calls that led here stands.
Span outermost(const MacroCall& call, Expander& expander) {
  Span span = call.span;
  for (ExpansionId id = call.path.first->span.expansion; id;) {
    const Expansion& expansion = expander.expansions().all.at(id);
    span = expansion.call;
    id = expansion.parent;
  }
  return span;
}

std::vector<TokenSlice> split_at_commas(TokenSlice tokens) {
  std::vector<TokenSlice> parts;
  const Token* begin = tokens.first;
  for (const Token* at = tokens.first; at != tokens.last; at = after_tree(at))
    if (at->is(Punct::Comma)) {
      parts.push_back({begin, at});
      begin = at + 1;
    }
  if (begin != tokens.last) parts.push_back({begin, tokens.last});
  return parts;
}

Span span_of(TokenSlice tokens, Span otherwise) {
  return tokens.is_empty() ? otherwise : join_spans(tokens.first->span, tokens.last[-1].span);
}

/// What stands in the invisible groups that a macro's fragments are.
TokenSlice without_groups(TokenSlice tokens) {
  while (!tokens.is_empty() && tokens.first->opens(Delimiter::None) && after_tree(tokens.first) == tokens.last)
    tokens = contents_of(tokens.first);
  return tokens;
}

/// The string that a built-in is given as its only or first argument.
std::optional<std::string> string_argument(TokenSlice argument, const MacroCall& call,
                                           Expander& expander, ParseContext& context) {
  const Token* literal = literal_argument(expander, argument, context);
  if (literal == nullptr ||
      (literal->literal != LiteralKind::Str && literal->literal != LiteralKind::RawStr)) {
    expander.diagnostics().add(Kind::MacroNoRuleMatched, span_of(argument, call.span),
                               argument.is_empty() ? "expected one argument: a string literal"
                                                   : "argument must be a string literal");
    return std::nullopt;
  }
  return decode_string(*literal, expander.names(), expander.diagnostics()).value;
}

// ---- The macros

MacroResult expand_stringify(Expander& expander, const MacroCall& call, ExpansionId id, ParseContext&) {
  return give_string(print_tokens(call.arguments, expander.names()), call, id, expander);
}

/// The text of an expression as `assert!` shows it.
MacroResult expand_stringify_expr(Expander& expander, const MacroCall& call, ExpansionId id,
                                  ParseContext&) {
  return give_string(print_expr_tokens(call.arguments, expander.names()), call, id, expander);
}

MacroResult expand_concat(Expander& expander, const MacroCall& call, ExpansionId id,
                          ParseContext& context) {
  std::string text;
  for (TokenSlice part : split_at_commas(call.arguments)) {
    const Span span = span_of(part, call.span);
    part = without_groups(part);
    const bool is_negative = !part.is_empty() && part.first->is(Punct::Minus);
    if (is_negative) ++part.first;
    const Token* token = literal_argument(expander, part, context);
    if (token == nullptr)
      return fail(Kind::MacroNoRuleMatched, span, "expected a literal", expander);
    if (is_negative) text += '-';
    if (token->is(TokenKind::Ident)) {
      text += expander.names().text(token->text);
      continue;
    }
    const LiteralExpr literal = decode_literal(*token, expander.names(), expander.diagnostics());
    switch (literal.kind) {
      case LiteralExpr::Kind::Str: text += literal.bytes; break;
      case LiteralExpr::Kind::Char: append_utf8(text, static_cast<char32_t>(literal.integer)); break;
      case LiteralExpr::Kind::Int: text += to_decimal(literal.integer); break;
      case LiteralExpr::Kind::Float: {
        std::string_view written = expander.names().text(token->text);
        written.remove_suffix(literal.suffix.size());
        text += written;
        break;
      }
      case LiteralExpr::Kind::Bool: text += literal.integer != 0 ? "true" : "false"; break;
      case LiteralExpr::Kind::Byte:
      case LiteralExpr::Kind::ByteStr:
      case LiteralExpr::Kind::CStr:
        return fail(Kind::MacroNoRuleMatched, span, "cannot concatenate a byte string literal",
                    expander);
    }
  }
  return give_string(text, call, id, expander);
}

MacroResult expand_line(Expander& expander, const MacroCall& call, ExpansionId id, ParseContext&) {
  const Span span = outermost(call, expander);
  return give({integer(expander.sources().begin_of(span).line, in_expansion(call.span, id), expander)},
              id, expander);
}
MacroResult expand_column(Expander& expander, const MacroCall& call, ExpansionId id, ParseContext&) {
  const Span span = outermost(call, expander);
  return give({integer(expander.sources().begin_of(span).column, in_expansion(call.span, id), expander)},
              id, expander);
}
MacroResult expand_file(Expander& expander, const MacroCall& call, ExpansionId id, ParseContext&) {
  return give_string("src/main.rs", call, id, expander);
}

MacroResult expand_module_path(Expander& expander, const MacroCall& call, ExpansionId id,
                               ParseContext& context) {
  std::string path = "main";
  for (const NameId name : context.module_path)
    path += concat("::", expander.names().text(name));
  return give_string(path, call, id, expander);
}

MacroResult expand_compile_error(Expander& expander, const MacroCall& call, ExpansionId,
                                 ParseContext& context) {
  const std::vector<TokenSlice> parts = split_at_commas(call.arguments);
  const std::optional<std::string> text =
      string_argument(parts.empty() ? TokenSlice{} : parts[0], call, expander, context);
  if (!text) return {};
  return fail(Kind::CompileErrorMacro, call.span, *text, expander);
}

MacroResult expand_cfg(Expander& expander, const MacroCall& call, ExpansionId id,
                       ParseContext& context) {
  Parser parser(context, call.arguments, call.span);
  const Attribute predicate = parser.parse_attribute_body();
  const bool is_true = cfg_holds(predicate, expander.cfg());
  return give({word(is_true ? "true" : "false", in_expansion(call.span, id), expander)}, id, expander);
}

/// `cfg_select! { unix => { … } windows => value, _ => … }` is what its first arm that holds gives.
MacroResult expand_cfg_select(Expander& expander, const MacroCall& call, ExpansionId id,
                              ParseContext& context) {
  Parser parser(context, call.arguments, call.span);
  std::optional<TokenSlice> selected;
  while (!parser.is_at_end() && !parser.is_lost()) {
    const bool is_otherwise = parser.token().is(Keyword::Underscore);
    Attribute predicate;
    if (is_otherwise) parser.bump(); else predicate = parser.parse_attribute_body();
    if (!parser.expect(Punct::FatArrow)) return {};
    TokenSlice arm{parser.position(), parser.position()};
    if (parser.at_open(Delimiter::Brace)) {
      arm = contents_of(parser.position());
      parser.skip_tree();
      parser.eat(Punct::Comma);
    } else {
      const TokenSlice rest{parser.position(), call.arguments.last};
      arm.last += measure_fragment(Fragment::Expr, rest, call.span, context);
      while (parser.position() < arm.last) parser.skip_tree();
      if (!parser.is_at_end() && !parser.expect(Punct::Comma)) return {};
    }
    const bool holds = is_otherwise || cfg_holds(predicate, expander.cfg());
    if (holds && !selected) selected = arm;
  }
  if (parser.is_lost()) return {};
  if (!selected)
    return fail(Kind::CompileErrorMacro, call.span,
                "none of the predicates in this `cfg_select` evaluated to true", expander);
  return give(std::vector<Token>(selected->begin(), selected->end()), id, expander);
}

MacroResult expand_env(Expander& expander, const MacroCall& call, ExpansionId, ParseContext& context) {
  const std::vector<TokenSlice> parts = split_at_commas(call.arguments);
  const std::optional<std::string> name =
      string_argument(parts.empty() ? TokenSlice{} : parts[0], call, expander, context);
  if (!name) return {};
  if (parts.size() > 1) {
    const std::optional<std::string> message = string_argument(parts[1], call, expander, context);
    return message ? fail(Kind::CompileErrorMacro, call.span, *message, expander) : MacroResult{};
  }
  return fail(Kind::CompileErrorMacro, call.span,
              concat("environment variable ", quoted(*name), " not defined at compile time"), expander);
}

MacroResult expand_option_env(Expander& expander, const MacroCall& call, ExpansionId id, ParseContext&) {
  const Span span = in_expansion(call.span, id);
  return give(lex_quoted("::core::option::Option::None::<&'static str>", span, {}, expander.names()),
              id, expander);
}

MacroResult expand_include(Expander& expander, const MacroCall& call, ExpansionId, ParseContext&) {
  return fail(Kind::CompileErrorMacro, call.span,
              concat("couldn't read the file: a program is one file here, so `",
                     expander.names().text(call.path.last[-1].text), "!` has nothing to read"),
              expander);
}

/// `offset_of!(Type, field.field)`.
MacroResult expand_offset_of(Expander&, const MacroCall& call, ExpansionId, ParseContext& context) {
  Parser parser(context, call.arguments, call.span);
  OffsetOfExpr made;
  made.type = parser.parse_type();
  parser.expect(Punct::Comma);
  while (!parser.is_at_end() && !parser.is_lost()) {
    if (parser.token().is(TokenKind::Literal)) {   // `0`, or `0.1`
      const Token number = parser.bump();
      std::string_view text = context.names.text(number.text);
      while (!text.empty()) {
        const std::size_t dot = text.find('.');
        made.fields.push_back({context.names.intern(text.substr(0, dot)), number.hygiene, number.span});
        text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
      }
    } else {
      made.fields.push_back(parser.parse_ident("a field"));
    }
    if (!parser.eat(Punct::Dot)) break;
  }
  parser.eat(Punct::Comma);
  if (!parser.is_at_end()) parser.error_expected("`.` or end of arguments");
  return give_expr(std::move(made), call, context);
}

MacroResult expand_asm(Expander&, const MacroCall& call, ExpansionId, ParseContext& context) {
  return give_expr(UnsupportedExpr{"inline assembly"}, call, context);
}

struct Entry {
  std::string_view name;
  Builtin expand;
};
constexpr Entry table[] = {
    {"format_args", expand_format_args},
    {"format_args_nl", expand_format_args},
    {"const_format_args", expand_format_args},
    {"stringify", expand_stringify},
    {"__stringify_expr", expand_stringify_expr},
    {"concat", expand_concat},
    {"line", expand_line},
    {"column", expand_column},
    {"file", expand_file},
    {"module_path", expand_module_path},
    {"compile_error", expand_compile_error},
    {"cfg", expand_cfg},
    {"cfg_select", expand_cfg_select},
    {"env", expand_env},
    {"option_env", expand_option_env},
    {"include", expand_include},
    {"include_str", expand_include},
    {"include_bytes", expand_include},
    {"offset_of", expand_offset_of},
    {"asm", expand_asm},
    {"global_asm", expand_asm},
};

}  // namespace

Builtin find_builtin(std::string_view name) {
  for (const Entry& entry : table)
    if (entry.name == name) return entry.expand;
  return nullptr;
}

bool is_builtin(std::string_view name) { return find_builtin(name) != nullptr; }

std::vector<std::string_view> builtin_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : table)
    if (!entry.name.starts_with("__")) names.push_back(entry.name);
  return names;
}

const Token* literal_argument(Expander& expander, TokenSlice argument, ParseContext& context) {
  argument = without_groups(argument);
  if (argument.is_empty()) return nullptr;
  if (argument.size() == 1) {
    const Token& token = *argument.first;
    const bool is_literal =
        token.is(TokenKind::Literal) || token.is(Keyword::True) || token.is(Keyword::False);
    return is_literal ? argument.first : nullptr;
  }
  // A macro call that stands for a literal.
  const Token* bang = argument.first;
  while (bang != argument.last && (bang->is(TokenKind::Ident) || bang->is(Punct::PathSep))) ++bang;
  if (bang == argument.first || argument.last - bang < 3 || !bang->is(Punct::Not) ||
      !bang[1].is(TokenKind::Open) || after_tree(bang + 1) != argument.last)
    return nullptr;
  MacroCall call;
  call.path = {argument.first, bang};
  call.arguments = contents_of(bang + 1);
  call.delimiter = bang[1].delimiter;
  call.span = join_spans(argument.first->span, argument.last[-1].span);
  ++context.expansion_depth;
  const MacroResult result = expander.expand(call, context);
  const Token* literal = result.kind == MacroResult::Kind::Tokens
                             ? literal_argument(expander, result.tokens, context)
                             : nullptr;
  --context.expansion_depth;
  return literal;
}

}  // namespace expand
