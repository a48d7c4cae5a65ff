// The built-in derives, with the impls that rustc makes: one bound per type parameter, fields in
// order, enums by discriminant and then by variant.

#include "base/text.h"
#include "expand/derive_writer.h"

namespace expand {

using namespace syntax;

namespace {

class Deriver : public DeriveWriter {
 public:
  using DeriveWriter::DeriveWriter;

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
};

}  // namespace

bool derive_impl(std::string_view name, TokenSlice item, Span derive_span, HygieneId mark,
                 DeriveSet with, Expander& expander, std::vector<Token>& out) {
  if (name.empty()) {
    expander.diagnostics().add(diag::Kind::DeriveLiteral, derive_span, "a trait's name is expected here, not a literal");
    return true;
  }
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
