#include "syntax/print.h"

#include "base/text.h"

namespace syntax {

std::string print_token(const Token& token, const Interner& names) {
  switch (token.kind) {
    case TokenKind::End: return "";
    case TokenKind::Ident: return concat(token.is_raw ? "r#" : "", names.text(token.text));
    case TokenKind::Lifetime:
      return token.is_raw ? concat("'r#", names.text(token.text).substr(1))
                          : std::string(names.text(token.text));
    case TokenKind::Literal: return std::string(names.text(token.text));
    case TokenKind::Punct: return std::string(spelling(token.punct));
    case TokenKind::Open:
      switch (token.delimiter) {
        case Delimiter::Paren: return "(";
        case Delimiter::Bracket: return "[";
        case Delimiter::Brace: return "{";
        case Delimiter::None: return "";
      }
      break;
    case TokenKind::Close:
      switch (token.delimiter) {
        case Delimiter::Paren: return ")";
        case Delimiter::Bracket: return "]";
        case Delimiter::Brace: return "}";
        case Delimiter::None: return "";
      }
      break;
  }
  return "";
}

namespace {

bool is_invisible(const Token& token) {
  return (token.is(TokenKind::Open) || token.is(TokenKind::Close)) &&
         token.delimiter == Delimiter::None;
}

/// Whether rustc's printer puts a space between two tokens that stood apart (or whose distance is
/// not known).
bool needs_space(const Token& left, const Token& right) {
  const bool left_is_punct = left.is(TokenKind::Punct);
  const bool right_is_punct = right.is(TokenKind::Punct);
  if (left.is(Punct::Dot) && !right_is_punct) return false;
  if (!left_is_punct && (right.is(Punct::Comma) || right.is(Punct::Semi) || right.is(Punct::Dot)))
    return false;
  if (left.is(TokenKind::Ident) && right.opens(Delimiter::Paren))
    return left.is_reserved() && !left.is(Keyword::Fn) && !left.is(Keyword::SelfUpper) &&
           !left.is(Keyword::Pub);
  if (left.is(Punct::Pound) && right.opens(Delimiter::Bracket)) return false;
  return true;
}

std::vector<const Token*> visible(TokenSlice tokens) {
  std::vector<const Token*> seen;
  for (const Token& token : tokens)
    if (!is_invisible(token)) seen.push_back(&token);
  return seen;
}

}  // namespace

std::string print_tokens(TokenSlice tokens, const Interner& names) {
  std::string out;
  const std::vector<const Token*> seen = visible(tokens);
  std::vector<bool> is_tight;   // of each open group: nothing stands between its brace and what is inside
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Token& token = *seen[i];
    out += print_token(token, names);
    if (token.is(TokenKind::Open)) is_tight.push_back(token.is_joint);
    if (token.is(TokenKind::Close) && !is_tight.empty()) is_tight.pop_back();
    if (i + 1 == seen.size()) break;
    const Token& next = *seen[i + 1];
    const bool is_empty_group = token.is(TokenKind::Open) && next.is(TokenKind::Close);
    if (is_empty_group) continue;
    if (token.opens(Delimiter::Brace) || next.closes(Delimiter::Brace)) {
      if (is_tight.empty() || !is_tight.back()) out += ' ';
      continue;
    }
    if (token.is(TokenKind::Open) || next.is(TokenKind::Close)) continue;
    if (token.is_joint) continue;
    if (needs_space(token, next)) out += ' ';
  }
  return out;
}

namespace {

/// Whether an operand has ended before a token, so that an operator there is binary.
bool ends_operand(const Token* token) {
  if (token == nullptr) return false;
  switch (token->kind) {
    case TokenKind::Literal:
    case TokenKind::Lifetime:
    case TokenKind::Close: return true;
    case TokenKind::Ident:
      return !token->is_reserved() || token->is(Keyword::SelfLower) ||
             token->is(Keyword::SelfUpper) || token->is(Keyword::True) ||
             token->is(Keyword::False) || token->is(Keyword::Await) || token->is(Keyword::Super) ||
             token->is(Keyword::Crate) || token->is(Keyword::DollarCrate) ||
             token->is(Keyword::Underscore);
    case TokenKind::Punct: return token->is(Punct::Question);
    case TokenKind::Open:
    case TokenKind::End: return false;
  }
  return false;
}

/// Spaces an expression by what its tokens mean.
class ExprPrinter {
 public:
  ExprPrinter(TokenSlice tokens, const Interner& names) : seen_(visible(tokens)), names_(names) {}

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const bool is_tight = classify(i);
      out += print_token(*seen_[i], names_);
      if (i + 1 < seen_.size() && space_after(i, is_tight)) out += ' ';
    }
    return out;
  }

 private:
  const Token* at(std::size_t i) const { return i < seen_.size() ? seen_[i] : nullptr; }

  /// Keeps track of generic arguments and closure heads; true if nothing may follow with a space.
  bool classify(std::size_t i) {
    const Token& token = *seen_[i];
    const Token* before = i > 0 ? seen_[i - 1] : nullptr;
    is_generic_close_ = false;
    if (token.is(Punct::Lt) && before != nullptr &&
        (before->is(Punct::PathSep) || generics_ > 0 || !ends_operand(before))) {
      ++generics_;
      return true;
    }
    if (generics_ > 0 && (token.is(Punct::Gt) || token.is(Punct::Shr))) {
      generics_ -= token.is(Punct::Shr) ? 2 : 1;
      if (generics_ < 0) generics_ = 0;
      is_generic_close_ = true;
      return false;
    }
    if (token.is(Punct::Or) && (in_closure_head_ || !ends_operand(before))) {
      in_closure_head_ = !in_closure_head_;
      return in_closure_head_;
    }
    const bool is_prefix = token.is(Punct::Minus) || token.is(Punct::Star) || token.is(Punct::Not) ||
                           token.is(Punct::And) || token.is(Punct::AndAnd);
    return is_prefix && (!ends_operand(before) || generics_ > 0);
  }

  bool space_after(std::size_t i, bool is_tight) const {
    const Token& token = *seen_[i];
    const Token& next = *seen_[i + 1];
    if (is_tight) return false;
    if (token.is(TokenKind::Open) && next.is(TokenKind::Close)) return false;
    if (token.opens(Delimiter::Brace) || next.closes(Delimiter::Brace)) return true;
    if (token.is(TokenKind::Open) || next.is(TokenKind::Close)) return false;
    if (token.is(Punct::Dot) || next.is(Punct::Dot)) return false;
    if (token.is(Punct::PathSep) || next.is(Punct::PathSep)) return !ends_operand(&token) && !token.is(Punct::PathSep) && !is_generic_close_;
    if (token.is(Punct::DotDot) || token.is(Punct::DotDotEq) || next.is(Punct::DotDot) ||
        next.is(Punct::DotDotEq))
      return token.is(Punct::Comma);
    if (next.is(Punct::Comma) || next.is(Punct::Semi) || next.is(Punct::Question) ||
        next.is(Punct::Colon))
      return false;
    if (next.is(Punct::Or) && in_closure_head_) return false;
    if (generics_ > 0 && (next.is(Punct::Gt) || next.is(Punct::Shr) || next.is(Punct::Lt))) return false;
    // `name!(…)`, `f(…)`, `a[…]`, `f::<T>(…)`
    if (next.is(Punct::Not) && token.is_name() && at(i + 2) != nullptr && at(i + 2)->is(TokenKind::Open))
      return false;
    if (token.is(Punct::Not)) return next.opens(Delimiter::Brace);
    if (next.opens(Delimiter::Paren) || next.opens(Delimiter::Bracket))
      return !(ends_operand(&token) || is_generic_close_);
    return true;
  }

  std::vector<const Token*> seen_;
  const Interner& names_;
  int generics_ = 0;
  bool in_closure_head_ = false;
  bool is_generic_close_ = false;
};

}  // namespace

std::string print_expr_tokens(TokenSlice tokens, const Interner& names) {
  return ExprPrinter(tokens, names).run();
}

}  // namespace syntax
