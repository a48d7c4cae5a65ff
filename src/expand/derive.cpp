// The built-in derives, with the impls that rustc makes: one bound per type parameter, fields in
// order, enums by discriminant and then by variant.

#include <algorithm>

#include "base/text.h"
#include "expand/derive_input.h"
#include "expand/expander.h"
#include "syntax/lexer.h"
#include "syntax/literal.h"

namespace expand {

using namespace syntax;

namespace {

/// Tokens written one after another: text of ours, and tokens of the item.
class Quote {
 public:
  Quote(Span span, HygieneId mark, Interner& names) : span_(span), mark_(mark), names_(names) {}

  Quote& operator<<(std::string_view text) {
    const std::vector<Token> tokens = lex_quoted(text, span_, mark_, names_);
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    return *this;
  }
  Quote& operator<<(const Token& token) {
    out_.push_back(token);
    return *this;
  }
  Quote& operator<<(TokenSlice tokens) {
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    return *this;
  }
  Quote& string(std::string_view text) { return *this << string_token(text, span_, mark_, names_); }
  /// Groups are opened and closed apart from text, which is always balanced.
  Quote& open(Delimiter delimiter) { return group(TokenKind::Open, delimiter); }
  Quote& close(Delimiter delimiter) { return group(TokenKind::Close, delimiter); }
  /// What follows is about this place: messages about a field stand at the field.
  Quote& at(Span span) {
    span_ = span;
    return *this;
  }
  std::vector<Token> finish() {
    link_groups(out_);
    return std::move(out_);
  }

 private:
  Quote& group(TokenKind kind, Delimiter delimiter) {
    Token token;
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
  std::vector<Token> out_;
};

constexpr Delimiter paren = Delimiter::Paren, brace = Delimiter::Brace;

class Deriver {
 public:
  Deriver(const DeriveInput& input, Span span, HygieneId mark, Expander& expander, DeriveSet with)
      : input_(input), span_(span), expander_(expander), with_(with),
        q_(span, mark, expander.names()) {}

  std::vector<Token> finish() { return q_.finish(); }

  void clone() {
    begin_impl("::core::clone::Clone", "::core::clone::Clone");
    begin_fn("#[inline] fn clone(&self) -> Self");
    // What is Copy and not generic is copied as a whole.
    if ((with_.copy && !has_type_params()) || input_.kind == DeriveInput::Kind::Union) {
      q_ << "*self";
    } else {
      match_self([&](const DeriveVariant& variant) {
        build(variant, [&](const DeriveField&, std::size_t i) {
          q_ << "::core::clone::Clone::clone";
          q_.open(paren);
          field_ref(variant, i);
          q_.close(paren);
        });
      });
    }
    end_fn();
    end_impl();
  }

  void copy() {
    begin_impl("::core::marker::Copy", "::core::marker::Copy");
    end_impl();
  }

  void debug() {
    begin_impl("::core::fmt::Debug", "::core::fmt::Debug");
    begin_fn("#[inline] fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result");
    match_self([&](const DeriveVariant& variant) {
      const std::string_view name = expander_.names().text(variant.name.text);
      if (variant.shape == DeriveShape::Unit || variant.fields.empty()) {
        q_ << "::core::fmt::Formatter::write_str";
        q_.open(paren) << "f,";
        q_.string(name).close(paren);
        return;
      }
      const bool is_named = variant.shape == DeriveShape::Named;
      // By paths: a trait in scope may have a method `field` or `finish` too.
      const std::string_view builder = is_named ? "::core::fmt::DebugStruct" : "::core::fmt::DebugTuple";
      q_ << builder << "::finish";
      q_.open(paren);
      for (std::size_t i = 0; i < variant.fields.size(); ++i) {
        q_ << builder << "::field";
        q_.open(paren);
      }
      q_ << "&mut" << (is_named ? "::core::fmt::Formatter::debug_struct" : "::core::fmt::Formatter::debug_tuple");
      q_.open(paren) << "f,";
      q_.string(name).close(paren);
      for (std::size_t i = 0; i < variant.fields.size(); ++i) {
        q_.at(variant.fields[i].span) << ",";
        if (is_named) q_.string(expander_.names().text(variant.fields[i].name->text)) << ",";
        q_ << "&";   // the last field may be unsized
        field_ref(variant, i);
        q_.close(paren);
      }
      q_.at(span_).close(paren);
    });
    end_fn();
    end_impl();
  }

  void make_default() {
    if (input_.kind == DeriveInput::Kind::Enum) {
      const DeriveVariant* chosen = nullptr;
      for (const DeriveVariant& variant : input_.variants)
        if (variant.is_default && chosen == nullptr) chosen = &variant;
      if (chosen == nullptr) {
        expander_.diagnostics()
            .add(diag::Kind::DeriveDefault, span_, "`#[derive(Default)]` on enum with no `#[default]`")
            .with_help("make a unit variant default by placing `#[default]` above it");
        return;
      }
      if (chosen->shape != DeriveShape::Unit) {
        expander_.diagnostics().add(diag::Kind::DeriveTarget, chosen->name.span,
                                    "the `#[default]` attribute may only be used on unit enum variants");
        return;
      }
      begin_impl("::core::default::Default", "");
      begin_fn("#[inline] fn default() -> Self");
      q_ << "Self::" << chosen->name;
    } else {
      begin_impl("::core::default::Default", "::core::default::Default");
      begin_fn("#[inline] fn default() -> Self");
      build(input_.variants[0], [&](const DeriveField&, std::size_t) {
        q_ << "::core::default::Default::default()";
      });
    }
    end_fn();
    end_impl();
  }

  void partial_eq() {
    begin_impl("::core::cmp::PartialEq", "::core::cmp::PartialEq");
    begin_fn("#[inline] fn eq(&self, other: &Self) -> bool");
    const auto compare = [&](const DeriveVariant& variant) {
      for (std::size_t i = 0; i < variant.fields.size(); ++i) {
        if (i > 0) q_ << "&&";
        q_.at(variant.fields[i].span);
        operand(variant, i, "self", "__self_");
        q_ << "==";
        operand(variant, i, "other", "__arg1_");
      }
      q_.at(span_);
      if (variant.fields.empty()) q_ << "true";
    };
    if (input_.kind != DeriveInput::Kind::Enum) {
      compare(input_.variants[0]);
    } else if (input_.variants.empty()) {
      q_ << "match *self {}";
    } else {
      if (input_.variants.size() > 1) {
        discriminants();
        q_ << "__self_discr == __arg1_discr";
        if (has_payload()) q_ << "&&";
      }
      if (has_payload()) match_both(compare, "true");
      if (input_.variants.size() == 1 && !has_payload()) q_ << "true";
    }
    end_fn();
    end_impl();
  }

  void eq() {
    begin_impl("::core::cmp::Eq", "::core::cmp::Eq");
    // Never called: it is here so that a field which is not Eq is an error.
    begin_fn("#[inline] fn assert_receiver_is_total_eq(&self) -> ()");
    for (const DeriveVariant& variant : input_.variants)
      for (const DeriveField& field : variant.fields) {
        q_.at(field.span) << "let _: ::core::cmp::AssertParamIsEq<" << field.type << ">;";
      }
    q_.at(span_);
    end_fn();
    end_impl();
  }

  void ordering(bool is_partial) {
    const std::string_view trait_path = is_partial ? "::core::cmp::PartialOrd" : "::core::cmp::Ord";
    const std::string_view method =
        is_partial ? "::core::cmp::PartialOrd::partial_cmp" : "::core::cmp::Ord::cmp";
    const std::string_view equal =
        is_partial ? "::core::option::Option::Some(::core::cmp::Ordering::Equal)"
                   : "::core::cmp::Ordering::Equal";
    begin_impl(trait_path, trait_path);
    begin_fn(is_partial ? "#[inline] fn partial_cmp(&self, other: &Self) -> "
                          "::core::option::Option<::core::cmp::Ordering>"
                        : "#[inline] fn cmp(&self, other: &Self) -> ::core::cmp::Ordering");
    const auto compare = [&](const DeriveVariant& variant) {
      const std::size_t count = variant.fields.size();
      for (std::size_t i = 0; i < count; ++i) {
        q_.at(variant.fields[i].span);
        const bool is_last = i + 1 == count;
        if (!is_last) q_ << "match";
        q_ << method;
        q_.open(paren);
        reference(variant, i, "self", "__self_");
        q_ << ",";
        reference(variant, i, "other", "__arg1_");
        q_.close(paren);
        if (!is_last) q_.open(brace) << equal << "=>";
      }
      for (std::size_t i = 0; i + 1 < count; ++i) {
        q_ << ", cmp => cmp,";
        q_.close(brace);
      }
      q_.at(span_);
      if (count == 0) q_ << equal;
    };
    const std::string by_discriminant = concat(method, "(&__self_discr, &__arg1_discr)");
    if (input_.kind != DeriveInput::Kind::Enum) {
      compare(input_.variants[0]);
    } else if (input_.variants.empty()) {
      q_ << "match *self {}";
    } else if (input_.variants.size() == 1) {
      if (has_payload()) {
        match_both(compare, "");
      } else {
        q_ << equal;
      }
    } else {
      discriminants();
      if (has_payload()) {
        match_both(compare, by_discriminant);
      } else {
        q_ << by_discriminant;
      }
    }
    end_fn();
    end_impl();
  }

  void hash() {
    begin_impl("::core::hash::Hash", "::core::hash::Hash");
    begin_fn("#[inline] fn hash<__H: ::core::hash::Hasher>(&self, state: &mut __H) -> ()");
    const auto hash_fields = [&](const DeriveVariant& variant) {
      q_.open(brace);
      for (std::size_t i = 0; i < variant.fields.size(); ++i) {
        q_.at(variant.fields[i].span) << "::core::hash::Hash::hash";
        q_.open(paren);
        reference(variant, i, "self", "__self_");
        q_ << ", state";
        q_.close(paren) << ";";
      }
      q_.at(span_).close(brace);
    };
    if (input_.kind == DeriveInput::Kind::Enum && input_.variants.size() > 1)
      q_ << "let __self_discr = ::core::intrinsics::discriminant_value(self) as isize;"
            "::core::hash::Hash::hash(&__self_discr, state);";
    if (input_.kind != DeriveInput::Kind::Enum || input_.variants.empty() || has_payload())
      match_self(hash_fields);
    end_fn();
    end_impl();
  }

 private:
  bool has_type_params() const {
    return std::any_of(input_.params.begin(), input_.params.end(), [](const DeriveParam& param) {
      return param.kind == DeriveParam::Kind::Type;
    });
  }
  bool has_payload() const {
    return std::any_of(input_.variants.begin(), input_.variants.end(),
                       [](const DeriveVariant& variant) { return !variant.fields.empty(); });
  }

  // ---- The head

  void begin_impl(std::string_view trait_path, std::string_view bound) {
    q_ << "#[automatically_derived] impl";
    if (!input_.params.empty()) {
      q_ << "<";
      for (const DeriveParam& param : input_.params) {
        if (param.kind == DeriveParam::Kind::Const) q_ << "const";
        q_ << param.name;
        const bool gets_bound = param.kind == DeriveParam::Kind::Type && !bound.empty();
        if (gets_bound || !param.bounds.is_empty()) q_ << ":" << param.bounds;
        if (gets_bound) q_ << (param.bounds.is_empty() ? "" : "+") << bound;
        q_ << ",";
      }
      q_ << ">";
    }
    q_ << trait_path << "for" << input_.name;
    if (!input_.params.empty()) {
      q_ << "<";
      for (const DeriveParam& param : input_.params) q_ << param.name << ",";
      q_ << ">";
    }
    q_ << "where";
    if (!input_.where_clause.is_empty()) q_ << input_.where_clause << ",";
    if (!bound.empty()) projection_bounds(bound);
    q_.open(brace);
  }

  /// `T::Item: Clone` for each `T::Item` in a field's type, as rustc adds them.
  void projection_bounds(std::string_view bound) {
    const auto is_type_param = [&](const Token& token) {
      return std::any_of(input_.params.begin(), input_.params.end(), [&](const DeriveParam& param) {
        return param.kind == DeriveParam::Kind::Type && param.name.text == token.text;
      });
    };
    for (const DeriveVariant& variant : input_.variants)
      for (const DeriveField& field : variant.fields)
        for (const Token* at = field.type.first; at < field.type.last; ++at) {
          if (!at->is(TokenKind::Ident) || !is_type_param(*at)) continue;
          if (at != field.type.first && at[-1].is(Punct::PathSep)) continue;
          const Token* end = at + 1;
          while (end + 1 < field.type.last && end->is(Punct::PathSep) && end[1].is(TokenKind::Ident))
            end += 2;
          if (end > at + 1) q_ << TokenSlice{at, end} << ":" << bound << ",";
        }
  }

  void end_impl() { q_.close(brace); }
  void begin_fn(std::string_view head) {
    q_ << head;
    q_.open(brace);
  }
  void end_fn() { q_.close(brace); }

  // ---- Fields

  void field_name(const DeriveVariant& variant, std::size_t i) {
    if (variant.fields[i].name) {
      q_ << *variant.fields[i].name;
    } else {
      q_ << std::to_string(i);
    }
  }
  /// The place of a field: `self.x`, or what the pattern bound to a reference.
  void operand(const DeriveVariant& variant, std::size_t i, std::string_view who,
               std::string_view bound_prefix) {
    if (input_.kind == DeriveInput::Kind::Enum) {
      q_ << concat(bound_prefix, i);
    } else {
      // What is packed may not be referred to: a copy of it stands in a block.
      if (with_.packed) q_.open(paren).open(brace);
      q_ << who << ".";
      field_name(variant, i);
      if (with_.packed) q_.close(brace).close(paren);
    }
  }
  void reference(const DeriveVariant& variant, std::size_t i, std::string_view who,
                 std::string_view bound_prefix) {
    if (input_.kind != DeriveInput::Kind::Enum) q_ << "&";
    operand(variant, i, who, bound_prefix);
  }
  void field_ref(const DeriveVariant& variant, std::size_t i) {
    reference(variant, i, "self", "__self_");
  }

  void path(const DeriveVariant& variant) {
    if (input_.kind == DeriveInput::Kind::Enum) {
      q_ << input_.name << "::" << variant.name;
    } else {
      q_ << input_.name;
    }
  }

  template <class MakeField>
  void build(const DeriveVariant& variant, MakeField make_field) {
    path(variant);
    if (variant.shape == DeriveShape::Unit) return;
    const bool is_named = variant.shape == DeriveShape::Named;
    q_.open(is_named ? brace : paren);
    for (std::size_t i = 0; i < variant.fields.size(); ++i) {
      q_.at(variant.fields[i].span);
      if (is_named) {
        field_name(variant, i);
        q_ << ":";
      }
      make_field(variant.fields[i], i);
      q_ << ",";
    }
    q_.at(span_).close(is_named ? brace : paren);
  }

  void pattern(const DeriveVariant& variant, std::string_view prefix) {
    path(variant);
    if (variant.shape == DeriveShape::Unit) return;
    const bool is_named = variant.shape == DeriveShape::Named;
    q_.open(is_named ? brace : paren);
    for (std::size_t i = 0; i < variant.fields.size(); ++i) {
      if (is_named) {
        field_name(variant, i);
        q_ << ":";
      }
      q_ << concat(prefix, i) << ",";
    }
    q_.close(is_named ? brace : paren);
  }

  // ---- Bodies

  /// For a struct the body itself; for an enum a match with an arm for each variant.
  template <class Body>
  void match_self(Body body) {
    if (input_.kind != DeriveInput::Kind::Enum) return body(input_.variants[0]);
    if (input_.variants.empty()) {
      q_ << "match *self {}";
      return;
    }
    q_ << "match self";
    q_.open(brace);
    for (const DeriveVariant& variant : input_.variants) {
      pattern(variant, "__self_");
      q_ << "=>";
      body(variant);
      q_ << ",";
    }
    q_.close(brace);
  }

  void discriminants() {
    q_ << "let __self_discr = ::core::intrinsics::discriminant_value(self);"
          "let __arg1_discr = ::core::intrinsics::discriminant_value(other);";
  }

  /// An arm for each variant with fields, where both sides are that variant.
  template <class Body>
  void match_both(Body body, std::string_view otherwise) {
    q_ << "match (self, other)";
    q_.open(brace);
    bool is_complete = true;
    for (const DeriveVariant& variant : input_.variants) {
      if (variant.fields.empty()) {
        is_complete = false;
        continue;
      }
      q_.open(paren);
      pattern(variant, "__self_");
      q_ << ",";
      pattern(variant, "__arg1_");
      q_.close(paren) << "=>";
      body(variant);
      q_ << ",";
    }
    if (input_.variants.size() > 1 || !is_complete) q_ << "_ =>" << otherwise << ",";
    q_.close(brace);
  }

  const DeriveInput& input_;
  Span span_;
  Expander& expander_;
  DeriveSet with_;
  Quote q_;
};

}  // namespace

bool derive_impl(std::string_view name, TokenSlice item, Span derive_span, HygieneId mark,
                 DeriveSet with, Expander& expander, std::vector<Token>& out) {
  const DeriveInput input = read_derive_input(item, expander.names());
  if (!input.name.is(TokenKind::Ident)) return true;   // the parser says what is wrong with it
  Deriver deriver(input, derive_span, mark, expander, with);
  if (input.kind == DeriveInput::Kind::Union && name != "Clone" && name != "Copy" && name != "Eq") {
    expander.diagnostics().add(diag::Kind::DeriveTarget, derive_span,
                               "this trait cannot be derived for unions");
    return true;
  }
  if (name == "Clone") {
    deriver.clone();
  } else if (name == "Copy") {
    deriver.copy();
  } else if (name == "Debug") {
    deriver.debug();
  } else if (name == "Default") {
    deriver.make_default();
  } else if (name == "PartialEq") {
    deriver.partial_eq();
  } else if (name == "Eq") {
    deriver.eq();
  } else if (name == "PartialOrd") {
    deriver.ordering(true);
  } else if (name == "Ord") {
    deriver.ordering(false);
  } else if (name == "Hash") {
    deriver.hash();
  } else {
    return false;
  }
  out = deriver.finish();
  return true;
}

}  // namespace expand
