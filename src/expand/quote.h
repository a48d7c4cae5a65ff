#pragma once
// Tokens made by us: what the built-in derives write.

#include <string_view>
#include <vector>

#include "syntax/lexer.h"
#include "syntax/literal.h"

namespace expand {

/// Tokens written one after another: text of ours, and tokens of the item.
class Quote {
 public:
  Quote(Span span, HygieneId mark, Interner& names) : span_(span), mark_(mark), names_(names) {}

  Quote& operator<<(std::string_view text) {
    const std::vector<syntax::Token> tokens = syntax::lex_quoted(text, span_, mark_, names_);
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    return *this;
  }
  Quote& operator<<(const syntax::Token& token) {
    out_.push_back(token);
    return *this;
  }
  Quote& operator<<(syntax::TokenSlice tokens) {
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    return *this;
  }
  Quote& string(std::string_view text) { return *this << syntax::string_token(text, span_, mark_, names_); }
  /// Groups are opened and closed apart from text, which is always balanced.
  Quote& open(syntax::Delimiter delimiter) { return group(syntax::TokenKind::Open, delimiter); }
  Quote& close(syntax::Delimiter delimiter) { return group(syntax::TokenKind::Close, delimiter); }
  /// What follows is about this place: messages about a field stand at the field.
  Quote& at(Span span) {
    span_ = span;
    return *this;
  }
  std::vector<syntax::Token> finish() {
    syntax::link_groups(out_);
    return std::move(out_);
  }

 private:
  Quote& group(syntax::TokenKind kind, syntax::Delimiter delimiter) {
    syntax::Token token;
    token.kind = kind;
    token.delimiter = delimiter;
    token.span = span_;
    token.hygiene = mark_;
    out_.push_back(token);
    return *this;
  }

  Span span_;
  HygieneId mark_;
  Interner& names_;
  std::vector<syntax::Token> out_;
};

}  // namespace expand
