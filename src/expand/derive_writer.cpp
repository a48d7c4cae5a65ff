#include "expand/derive_writer.h"

#include <algorithm>

#include "base/text.h"

namespace expand {

using namespace syntax;

bool DeriveWriter::has_type_params() const {
  return std::any_of(input_.params.begin(), input_.params.end(), [](const DeriveParam& param) {
    return param.kind == DeriveParam::Kind::Type;
  });
}
bool DeriveWriter::has_payload() const {
  return std::any_of(input_.variants.begin(), input_.variants.end(),
                     [](const DeriveVariant& variant) { return !variant.fields.empty(); });
}

void DeriveWriter::begin_impl(std::string_view trait_path, std::string_view bound) {
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
void DeriveWriter::projection_bounds(std::string_view bound) {
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

void DeriveWriter::begin_fn(std::string_view head) {
  q_ << head;
  q_.open(brace);
}

void DeriveWriter::field_name(const DeriveVariant& variant, std::size_t i) {
  if (variant.fields[i].name) {
    q_ << *variant.fields[i].name;
  } else {
    q_ << std::to_string(i);
  }
}

void DeriveWriter::operand(const DeriveVariant& variant, std::size_t i, std::string_view who,
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

void DeriveWriter::reference(const DeriveVariant& variant, std::size_t i, std::string_view who,
               std::string_view bound_prefix) {
  if (input_.kind != DeriveInput::Kind::Enum) q_ << "&";
  operand(variant, i, who, bound_prefix);
}
void DeriveWriter::path(const DeriveVariant& variant) {
  if (input_.kind == DeriveInput::Kind::Enum) {
    q_ << input_.name << "::" << variant.name;
  } else {
    q_ << input_.name;
  }
}

void DeriveWriter::pattern(const DeriveVariant& variant, std::string_view prefix) {
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

void DeriveWriter::discriminants() {
  q_ << "let __self_discr = ::core::intrinsics::discriminant_value(self);"
        "let __arg1_discr = ::core::intrinsics::discriminant_value(other);";
}

}  // namespace expand
