// `format_args!`: the string, its arguments, and how the two fit together.

#include <algorithm>

#include "base/text.h"
#include "expand/expander.h"
#include "expand/format_string.h"
#include "syntax/literal.h"

namespace expand {

using namespace syntax;
using diag::Kind;

namespace {

struct Argument {
  NameId name;        // none: positional
  ExprId expr;
  Span span;
  bool is_used = false;
  bool is_captured = false;
};

class FormatArgs {
 public:
  FormatArgs(Expander& expander, const MacroCall& call, ParseContext& context)
      : expander_(expander), call_(call), context_(context) {}

  MacroResult run() {
    const Token* comma = first_comma();
    const TokenSlice first{call_.arguments.first, comma};
    if (first.is_empty())
      return fail(call_.span, "requires at least a format string argument");
    const std::size_t reported = expander_.diagnostics().size();
    literal_ = literal_argument(expander_, first, context_);
    if (expander_.diagnostics().size() != reported) return {};
    if (literal_ == nullptr ||
        (literal_->literal != LiteralKind::Str && literal_->literal != LiteralKind::RawStr) ||
        !literal_->is(TokenKind::Literal))
      return fail(join_spans(first.first->span, first.last[-1].span),
                  "format argument must be a string literal",
                  "you might be missing a string literal to format with: `\"{}\", `");
    DecodedString text = decode_string(*literal_, context_.names, expander_.diagnostics());
    offsets_ = std::move(text.offsets);
    if (ends_line()) {
      text.value += '\n';
      offsets_.push_back(offsets_.back());
    }
    if (!read_arguments(comma)) return {};
    FormatTemplate format = read_format_string(text.value);
    if (format.mistake) {
      const FormatMistake& mistake = *format.mistake;
      return fail(span_in_string(mistake.begin, mistake.end), mistake.message, mistake.help);
    }
    return assemble(std::move(format));
  }

 private:
  bool ends_line() const {
    return context_.names.text(call_.path.last[-1].text) == "format_args_nl";
  }
  const Token* first_comma() const {
    const Token* at = call_.arguments.first;
    while (at != call_.arguments.last && !at->is(Punct::Comma)) at = after_tree(at);
    return at;
  }

  MacroResult fail(Span span, std::string message, std::string help = {}) {
    expander_.diagnostics().add(Kind::FormatString, span, std::move(message)).with_help(std::move(help));
    return {};
  }

  /// The place of a part of the string's value in the source.
  Span span_in_string(std::uint32_t begin, std::uint32_t end) const {
    Span span = literal_->span;
    const auto offset = [&](std::uint32_t at) {
      return offsets_[std::min<std::size_t>(at, offsets_.size() - 1)];
    };
    // A literal that a macro made stands for more or less text than it has.
    const std::size_t written = context_.names.text(literal_->text).size();
    if (span.end - span.begin != written) return span;
    const std::uint32_t start = span.begin;
    span.begin = start + offset(begin);
    span.end = start + offset(end);
    return span;
  }

  bool read_arguments(const Token* comma) {
    Parser parser(context_, {comma, call_.arguments.last}, call_.span);
    while (parser.eat(Punct::Comma) && !parser.is_at_end()) {
      Argument argument;
      argument.span = parser.token().span;
      const bool is_named = parser.token().is(TokenKind::Ident) && parser.peek().is(Punct::Eq);
      if (is_named) {
        argument.name = parser.bump().text;
        parser.bump();
      }
      argument.expr = parser.parse_expr();
      if (parser.is_lost()) return false;
      if (!is_named) argument.span = context_.ast.exprs.at(argument.expr).span;
      if (is_named && find(argument.name) != nullptr) {
        fail(argument.span, concat("duplicate argument named ", quoted(context_.names.text(argument.name))));
        return false;
      }
      if (!is_named && named_ > 0) {
        fail(argument.span, "positional arguments cannot follow named arguments",
             "put the named arguments last");
        return false;
      }
      named_ += is_named;
      arguments_.push_back(argument);
    }
    explicit_ = arguments_.size();
    if (parser.is_at_end()) return true;
    parser.error_expected("`,`");
    return false;
  }

  Argument* find(NameId name) {
    for (Argument& argument : arguments_)
      if (argument.name && argument.name == name) return &argument;
    return nullptr;
  }

  /// The argument that a name in the string means, or none if a message is due.
  std::optional<std::uint32_t> resolve(const ArgumentName& wanted) {
    switch (wanted.kind) {
      case ArgumentName::Kind::None: return std::nullopt;
      case ArgumentName::Kind::Next: return use(next_++, wanted, false);
      case ArgumentName::Kind::Index: return use(wanted.index, wanted, true);
      case ArgumentName::Kind::Name: break;
    }
    const NameId name = context_.names.intern(wanted.name);
    if (Argument* argument = find(name)) {
      argument->is_used = true;
      return static_cast<std::uint32_t>(argument - arguments_.data());
    }
    Argument captured;
    captured.name = name;
    captured.span = span_in_string(wanted.begin, wanted.end);
    captured.span.expansion = literal_->span.expansion;
    captured.is_used = captured.is_captured = true;
    Path path;
    path.segments.push_back({{name, literal_->hygiene, captured.span}, GenericArgsId()});
    path.span = captured.span;
    captured.expr = context_.ast.exprs.add({PathExpr{std::move(path)}, captured.span});
    arguments_.push_back(captured);
    return static_cast<std::uint32_t>(arguments_.size() - 1);
  }

  std::optional<std::uint32_t> use(std::uint32_t index, const ArgumentName& wanted, bool is_explicit) {
    if (index < explicit_) {
      arguments_[index].is_used = true;
      return index;
    }
    if (!missing_) missing_ = Missing{index, wanted, is_explicit};
    return std::nullopt;
  }

  static FormatSpec::Count count_of(const FormatSpec::Count& literal, std::optional<std::uint32_t> argument) {
    if (!argument) return literal;
    return {FormatSpec::Count::Kind::Argument, *argument};
  }

  MacroResult assemble(FormatTemplate format) {
    FormatArgsExpr made;
    for (FormatText& text : format.pieces) {
      FormatPiece piece;
      piece.literal = std::move(text.literal);
      if (text.placeholder) {
        Placeholder& placeholder = *text.placeholder;
        ++placeholders_;
        piece.has_placeholder = true;
        piece.spec = placeholder.spec;
        piece.span = span_in_string(placeholder.begin, placeholder.end);
        if (placeholder.argument.kind == ArgumentName::Kind::Next) {
          placeholder.argument.begin = placeholder.begin;
          placeholder.argument.end = placeholder.end;
        }
        piece.spec.width = count_of(piece.spec.width, resolve(placeholder.width));
        piece.spec.precision = count_of(piece.spec.precision, resolve(placeholder.precision));
        const std::optional<std::uint32_t> argument = resolve(placeholder.argument);
        piece.argument = argument.value_or(0);
        piece.has_placeholder = argument.has_value();
      }
      made.pieces.push_back(std::move(piece));
    }
    // The arguments are looked at even so.
    if (missing_) report_missing();
    else report_unused();
    for (const Argument& argument : arguments_) made.arguments.push_back(argument.expr);
    flatten_format(made, context_.ast);
    MacroResult result;
    result.kind = MacroResult::Kind::Expr;
    result.expr = context_.ast.exprs.add({std::move(made), call_.span});
    return result;
  }

  void report_missing() {
    const auto noun = [](std::size_t count) {
      return concat(count, count == 1 ? " argument" : " arguments");
    };
    const std::string have =
        explicit_ == 0 ? std::string("no arguments were given")
                       : concat(explicit_ == 1 ? "there is " : "there are ", noun(explicit_));
    const Span span = span_in_string(missing_->wanted.begin, missing_->wanted.end);
    if (missing_->is_explicit)
      fail(span, concat("invalid reference to positional argument ", missing_->index, " (", have, ")"),
           "positional arguments are zero-based");
    else
      fail(span, concat(next_, " positional argument", next_ == 1 ? "" : "s",
                             " in format string, but ", have));
  }

  void report_unused() {
    std::vector<const Argument*> unused;
    for (const Argument& argument : arguments_)
      if (!argument.is_used) unused.push_back(&argument);
    if (unused.empty()) return;
    auto& message = expander_.diagnostics().add(
        Kind::FormatString, unused[0]->span,
        unused.size() > 1  ? "multiple unused formatting arguments"
        : unused[0]->name ? "named argument never used"
                          : "argument never used");
    for (std::size_t i = 1; i < unused.size(); ++i) message.label(unused[i]->span, "argument never used");
    message.label(literal_->span, placeholders_ == 0 ? "this string has no placeholders"
                                                     : "formatting specifier missing");
  }

  struct Missing {
    std::uint32_t index;
    ArgumentName wanted;
    bool is_explicit;
  };

  Expander& expander_;
  const MacroCall& call_;
  ParseContext& context_;
  const Token* literal_ = nullptr;
  std::vector<std::uint32_t> offsets_;
  std::vector<Argument> arguments_;   // as given, then what the string captures
  std::size_t explicit_ = 0, named_ = 0;
  std::uint32_t next_ = 0;
  std::size_t placeholders_ = 0;
  std::optional<Missing> missing_;
};

}  // namespace

MacroResult expand_format_args(Expander& expander, const MacroCall& call, ExpansionId,
                               ParseContext& context) {
  return FormatArgs(expander, call, context).run();
}

}  // namespace expand
