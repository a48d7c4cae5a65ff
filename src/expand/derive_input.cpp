#include "expand/derive_input.h"

namespace expand {

using namespace syntax;

namespace {

/// Splits at commas that are in no bracket and between no `<` and `>`.
std::vector<TokenSlice> split_at_outer_commas(TokenSlice tokens) {
  std::vector<TokenSlice> parts;
  const Token* begin = tokens.first;
  int angles = 0;
  for (const Token* at = tokens.first; at != tokens.last; at = after_tree(at)) {
    if (at->is(Punct::Lt)) ++angles;
    if (at->is(Punct::Shl)) angles += 2;
    if (at->is(Punct::Gt) && angles > 0) --angles;
    if (at->is(Punct::Shr)) angles -= 2;
    if (at->is(Punct::Comma) && angles <= 0) {
      parts.push_back({begin, at});
      begin = at + 1;
    }
  }
  if (begin != tokens.last) parts.push_back({begin, tokens.last});
  return parts;
}

class InputReader {
 public:
  InputReader(TokenSlice item, const Interner& names) : at_(item.first), end_(item.last), names_(names) {}

  DeriveInput run() {
    DeriveInput input;
    while (at_ != end_ && !at_->is(Keyword::Struct) && !at_->is(Keyword::Enum) &&
           !at_->is(Keyword::Union))
      at_ = after_tree(at_);
    if (end_ - at_ < 2 || !is_name(at_[1])) return input;
    input.kind = at_->is(Keyword::Enum)    ? DeriveInput::Kind::Enum
                 : at_->is(Keyword::Union) ? DeriveInput::Kind::Union
                                           : DeriveInput::Kind::Struct;
    ++at_;
    input.name = unwrapped(*at_);
    at_ = after_tree(at_);
    if (at_ != end_ && at_->is(Punct::Lt)) read_params(input);
    read_where(input);
    if (input.kind == DeriveInput::Kind::Enum) {
      read_variants(input);
    } else {
      DeriveVariant only;
      only.name = input.name;
      only.span = input.name.span;
      if (at_ != end_ && at_->is(TokenKind::Open)) {
        read_fields(at_, only);
        at_ = after_tree(at_);
      }
      input.variants.push_back(std::move(only));
      read_where(input);
    }
    return input;
  }

 private:
  static Token unwrapped(const Token& token) {
    return token.opens(Delimiter::None) ? (&token)[1] : token;
  }
  /// What stands where a name should may be anything: the parser says so, and nothing is derived of it.
  static bool is_name(const Token& token) { return unwrapped(token).is(TokenKind::Ident); }

  /// `<` … `>`
  void read_params(DeriveInput& input) {
    const Token* begin = ++at_;
    int angles = 1;
    while (at_ != end_) {
      if (at_->is(Punct::Lt)) ++angles;
      if (at_->is(Punct::Gt)) --angles;
      if (at_->is(Punct::Shr)) angles -= 2;
      if (angles <= 0) break;
      at_ = after_tree(at_);
    }
    for (const TokenSlice part : split_at_outer_commas({begin, at_})) read_param(part, input);
    if (at_ != end_) ++at_;
  }

  static void read_param(TokenSlice part, DeriveInput& input) {
    skip_attributes(part, nullptr, nullptr);
    if (part.is_empty()) return;
    DeriveParam param;
    if (part.first->is(TokenKind::Lifetime)) {
      param.kind = DeriveParam::Kind::Lifetime;
    } else if (part.first->is(Keyword::Const)) {
      param.kind = DeriveParam::Kind::Const;
      ++part.first;
    }
    if (part.is_empty() || unwrapped(*part.first).is(TokenKind::Open)) return;
    param.name = unwrapped(*part.first);
    const Token* at = after_tree(part.first);
    if (at < part.last && at->is(Punct::Colon)) {
      const Token* begin = ++at;
      while (at < part.last && !at->is(Punct::Eq)) at = after_tree(at);
      param.bounds = {begin, at};
      // `T: ?Sized + Clone,` may end in a plus.
      if (!param.bounds.is_empty() && param.bounds.last[-1].is(Punct::Plus)) --param.bounds.last;
    }
    input.params.push_back(param);
  }

  void read_where(DeriveInput& input) {
    if (at_ == end_ || !at_->is(Keyword::Where)) return;
    const Token* begin = ++at_;
    while (at_ != end_ && !at_->opens(Delimiter::Brace) && !at_->is(Punct::Semi)) at_ = after_tree(at_);
    input.where_clause = {begin, at_};
    if (!input.where_clause.is_empty() && input.where_clause.last[-1].is(Punct::Comma))
      --input.where_clause.last;
  }

  static void skip_attributes(TokenSlice& tokens, const Interner* names, bool* is_default) {
    while (tokens.size() >= 2 && tokens.first->is(Punct::Pound) &&
           tokens.first[1].opens(Delimiter::Bracket)) {
      if (is_default != nullptr && tokens.first[1].skip == 2 &&
          names->text(tokens.first[2].text) == "default")
        *is_default = true;
      tokens.first = after_tree(tokens.first + 1);
    }
  }

  void read_fields(const Token* open, DeriveVariant& variant) {
    variant.shape = open->opens(Delimiter::Paren) ? DeriveShape::Tuple : DeriveShape::Named;
    for (TokenSlice part : split_at_outer_commas(contents_of(open))) {
      skip_attributes(part, nullptr, nullptr);
      if (part.is_empty()) continue;
      DeriveField field;
      field.span = join_spans(part.first->span, part.last[-1].span);
      if (part.first->opens(Delimiter::None) && part.first->fragment == Fragment::Vis)
        part.first = after_tree(part.first);
      if (part.first->is(Keyword::Pub)) {
        ++part.first;
        // `pub(crate) T`, but not the tuple type of `pub (A, B)`.
        if (part.size() > 1 && part.first->opens(Delimiter::Paren) &&
            after_tree(part.first) != part.last)
          part.first = after_tree(part.first);
      }
      if (variant.shape == DeriveShape::Named) {
        if (part.is_empty() || !is_name(*part.first)) continue;
        field.name = unwrapped(*part.first);
        part.first = after_tree(part.first);
        if (!part.is_empty() && part.first->is(Punct::Colon)) ++part.first;
      }
      field.type = part;
      variant.fields.push_back(field);
    }
  }

  void read_variants(DeriveInput& input) {
    if (at_ == end_ || !at_->opens(Delimiter::Brace)) return;
    for (TokenSlice part : split_at_outer_commas(contents_of(at_))) {
      DeriveVariant variant;
      skip_attributes(part, &names_, &variant.is_default);
      if (part.is_empty() || !is_name(*part.first)) continue;
      variant.name = unwrapped(*part.first);
      variant.span = join_spans(part.first->span, part.last[-1].span);
      const Token* next = after_tree(part.first);
      if (next != part.last && next->is(TokenKind::Open)) read_fields(next, variant);
      input.variants.push_back(std::move(variant));
    }
  }

  const Token* at_;
  const Token* end_;
  const Interner& names_;
};

}  // namespace

DeriveInput read_derive_input(TokenSlice item, const Interner& names) {
  return InputReader(item, names).run();
}

}  // namespace expand
