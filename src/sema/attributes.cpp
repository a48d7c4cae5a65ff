#include "sema/attributes.h"

#include "base/text.h"

namespace sema {

const syntax::Attribute* find_attribute(const std::vector<syntax::Attribute>& attributes,
                                        std::string_view name) {
  for (const syntax::Attribute& attribute : attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

void read_lang(Program& program, const std::vector<syntax::Attribute>& attributes, const Def& def) {
  if (const syntax::Attribute* lang = find_attribute(attributes, "lang")) {
    program.lang.items.emplace(lang->value, def);
  }
}

namespace {

/// The number in `align(8)`, `packed(2)`; a literal alone is an argument with only a value.
std::uint32_t number_in(const syntax::Attribute& attribute, std::uint32_t absent) {
  if (attribute.args.empty()) return absent;
  const syntax::Attribute& arg = attribute.args[0];
  std::uint32_t number = 0;
  for (char digit : arg.value.empty() ? arg.name : arg.value) {
    if (digit >= '0' && digit <= '9') number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

}  // namespace

std::uint32_t number_attribute(const std::vector<syntax::Attribute>& attributes, std::string_view name) {
  const syntax::Attribute* attribute = find_attribute(attributes, name);
  return attribute ? number_in(*attribute, 0) : 0;
}

Repr read_repr(Program& program, const std::vector<syntax::Attribute>& attributes) {
  Repr repr;
  for (const syntax::Attribute& attribute : attributes) {
    if (attribute.name == "non_exhaustive") repr.is_open = true;
    if (attribute.name != "repr") continue;
    for (const syntax::Attribute& hint : attribute.args) {
      if (hint.name == "C") {
        repr.is_c = true;
      } else if (hint.name == "transparent") {
        repr.is_transparent = true;
      } else if (hint.name == "packed") {
        repr.packed = number_in(hint, 1);
      } else if (hint.name == "align") {
        repr.align = std::max(repr.align, number_in(hint, 1));
      } else if (hint.name != "Rust" && hint.name != "simd") {
        bool is_known = false;
        for (int i = 0; i <= static_cast<int>(IntKind::Usize); ++i) {
          IntKind kind = static_cast<IntKind>(i);
          if (hint.name != name_of(kind)) continue;
          repr.has_int = is_known = true;
          repr.int_kind = kind;
        }
        if (!is_known && !hint.name.empty()) {
          program.diagnostics.add(diag::Kind::UnknownRepr, hint.span,
                                  concat("no representation is called ", quoted(hint.name)));
        }
      }
    }
  }
  return repr;
}

void read_fn_attributes(const std::vector<syntax::Attribute>& attributes, std::string_view name,
                        FnDef& fn) {
  fn.is_test = find_attribute(attributes, "test") != nullptr;
  if (const syntax::Attribute* ignore = find_attribute(attributes, "ignore")) {
    fn.is_ignored = true;
    fn.ignored_reason = ignore->value;
  }
  if (const syntax::Attribute* panics = find_attribute(attributes, "should_panic")) {
    fn.should_panic = true;
    fn.expected_panic = panics->value;
    if (const syntax::Attribute* expected = find_attribute(panics->args, "expected")) {
      fn.expected_panic = expected->value;
    }
  }
  fn.is_track_caller = find_attribute(attributes, "track_caller") != nullptr;
  fn.is_no_writable = find_attribute(attributes, "rustc_no_writable") != nullptr;
  if (find_attribute(attributes, "intrinsic")) fn.abi = "rust-intrinsic";
  if (find_attribute(attributes, "no_mangle")) fn.link_name = name;
  for (std::string_view given : {"export_name", "link_name"}) {
    if (const syntax::Attribute* link = find_attribute(attributes, given)) fn.link_name = link->value;
  }
}

}  // namespace sema
