#pragma once
// What all built-in derives write: the head of an impl, places and patterns for fields, bodies that
// take each variant in turn.

#include <cstddef>
#include <string_view>
#include <vector>

#include "expand/derive_input.h"
#include "expand/expander.h"
#include "expand/quote.h"

namespace expand {

class DeriveWriter {
 public:
  DeriveWriter(const DeriveInput& input, Span span, HygieneId mark, Expander& expander, DeriveSet with)
      : input_(input), span_(span), expander_(expander), with_(with), q_(span, mark, expander.names()) {}

  std::vector<syntax::Token> finish() { return q_.finish(); }

 protected:
  static constexpr syntax::Delimiter paren = syntax::Delimiter::Paren, brace = syntax::Delimiter::Brace;

  bool has_type_params() const;
  bool has_payload() const;

  // ---- The head

  void begin_impl(std::string_view trait_path, std::string_view bound);
  void end_impl() { q_.close(brace); }
  void begin_fn(std::string_view head);
  void end_fn() { q_.close(brace); }

  // ---- Fields

  void field_name(const DeriveVariant& variant, std::size_t i);
  /// The place of a field: `self.x`, or what the pattern bound to a reference.
  void operand(const DeriveVariant& variant, std::size_t i, std::string_view who, std::string_view bound_prefix);
  void reference(const DeriveVariant& variant, std::size_t i, std::string_view who, std::string_view bound_prefix);
  void field_ref(const DeriveVariant& variant, std::size_t i) { reference(variant, i, "self", "__self_"); }
  void path(const DeriveVariant& variant);
  void pattern(const DeriveVariant& variant, std::string_view prefix);
  void discriminants();

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

 private:
  void projection_bounds(std::string_view bound);
};

}  // namespace expand
