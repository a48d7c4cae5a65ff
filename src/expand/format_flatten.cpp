// What rustc does to `format_args!` before it is run (its `flatten_format_args`): a nested
// `format_args!` and literal text or numbers become part of the string. A program can see it:
// `Arguments::as_str` gives the text then, and a panic's payload is a `&'static str`.

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "expand/format_string.h"

namespace expand {

using namespace syntax;

namespace {

using Count = FormatSpec::Count;

bool is_plain(const FormatSpec& spec) {
  return spec.trait == FormatSpec::Trait::Display && spec.fill == U' ' &&
         spec.align == FormatSpec::Align::None && !spec.sign_plus && !spec.sign_minus && !spec.alternate && !spec.zero_pad &&
         spec.width.kind == Count::Kind::None && spec.precision.kind == Count::Kind::None;
}

template <class Visit>
void for_each_argument(FormatArgsExpr& format, Visit visit) {
  for (FormatPiece& piece : format.pieces) {
    if (piece.has_placeholder) visit(piece.argument);
    for (Count* count : {&piece.spec.width, &piece.spec.precision})
      if (count->kind == Count::Kind::Argument) visit(count->value);
  }
}

std::string decimal(unsigned __int128 value) {
  std::string digits;
  do digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  while ((value /= 10) != 0);
  return digits;
}

const Expr& behind_references(const Ast& ast, ExprId expr_id) {
  const Expr* expr = &ast.exprs.at(expr_id);
  while (const auto* borrow = std::get_if<BorrowExpr>(&expr->kind)) {
    if (borrow->is_raw) break;
    expr = &ast.exprs.at(borrow->operand);
  }
  return *expr;
}

/// The text that an argument is sure to print as, or none.
std::optional<std::string> text_of(const Expr& argument) {
  const auto* literal = std::get_if<LiteralExpr>(&argument.kind);
  if (literal == nullptr) return std::nullopt;
  if (literal->kind == LiteralExpr::Kind::Str) return literal->bytes;
  // What its type can hold (i32 if none is named); more is cut when it runs.
  const std::string_view suffix = literal->suffix;
  const bool is_signed = suffix.empty() || suffix[0] == 'i';
  const bool is_float = !suffix.empty() && suffix[0] == 'f';
  const int bits = suffix.empty() ? 32 : suffix.ends_with("size") ? 64 : std::atoi(suffix.data() + 1);
  const bool fits = bits > 0 && literal->integer >> (bits - 1) >> (is_signed ? 0 : 1) == 0;
  if (literal->kind == LiteralExpr::Kind::Int && !is_float && fits) return decimal(literal->integer);
  return std::nullopt;
}

}  // namespace

void flatten_format(FormatArgsExpr& format, const Ast& ast) {
  std::vector<std::uint32_t> uses(format.arguments.size());
  for_each_argument(format, [&](std::uint32_t index) { ++uses[index]; });
  FormatArgsExpr flat;
  std::vector<std::uint32_t> moved_to;
  std::vector<const FormatArgsExpr*> nested;
  for (std::size_t i = 0; i < format.arguments.size(); ++i) {
    moved_to.push_back(static_cast<std::uint32_t>(flat.arguments.size()));
    const auto* inner = std::get_if<FormatArgsExpr>(&behind_references(ast, format.arguments[i]).kind);
    const auto is_plain_use = [&](const FormatPiece& piece) {
      return piece.has_placeholder && piece.argument == i && is_plain(piece.spec);
    };
    if (uses[i] != 1 || !std::any_of(format.pieces.begin(), format.pieces.end(), is_plain_use)) inner = nullptr;
    nested.push_back(inner);
    if (inner == nullptr) flat.arguments.push_back(format.arguments[i]);
    else flat.arguments.insert(flat.arguments.end(), inner->arguments.begin(), inner->arguments.end());
  }
  std::string text;   // literal text that waits for the next placeholder
  const auto place = [&](FormatPiece piece) {
    text += piece.literal;
    if (!piece.has_placeholder) return;
    const auto known = is_plain(piece.spec)
                           ? text_of(behind_references(ast, flat.arguments[piece.argument]))
                           : std::nullopt;
    if (known) {
      text += *known;
      return;
    }
    piece.literal = std::move(text);
    text.clear();
    flat.pieces.push_back(std::move(piece));
  };
  const auto shifted = [&](FormatPiece piece, const auto& new_index) {
    FormatArgsExpr one;
    one.pieces.push_back(std::move(piece));
    for_each_argument(one, [&](std::uint32_t& index) { index = new_index(index); });
    return one.pieces[0];
  };
  for (const FormatPiece& piece : format.pieces) {
    const FormatArgsExpr* inner = piece.has_placeholder ? nested[piece.argument] : nullptr;
    if (inner == nullptr) {
      place(shifted(piece, [&](std::uint32_t index) { return moved_to[index]; }));
      continue;
    }
    text += piece.literal;
    const std::uint32_t first = moved_to[piece.argument];
    for (const FormatPiece& part : inner->pieces)
      place(shifted(part, [&](std::uint32_t index) { return first + index; }));
  }
  if (!text.empty()) {
    FormatPiece last;
    last.literal = std::move(text);
    flat.pieces.push_back(std::move(last));
  }
  // Arguments that became text leave.
  std::vector<std::uint32_t> is_used(flat.arguments.size());
  for_each_argument(flat, [&](std::uint32_t index) { is_used[index] = 1; });
  std::vector<std::uint32_t> kept_as(flat.arguments.size());
  format.arguments.clear();
  for (std::size_t i = 0; i < flat.arguments.size(); ++i) {
    kept_as[i] = static_cast<std::uint32_t>(format.arguments.size());
    const bool is_literal = text_of(behind_references(ast, flat.arguments[i])).has_value();
    if (is_used[i] != 0 || !is_literal) format.arguments.push_back(flat.arguments[i]);
  }
  for_each_argument(flat, [&](std::uint32_t& index) { index = kept_as[index]; });
  format.pieces = std::move(flat.pieces);
}

}  // namespace expand
