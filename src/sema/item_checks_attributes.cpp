// Attributes of items: that they exist, stand on what they are for, and ask for what can be. Most of
// them change nothing that the machine does, but rustc refuses them where they mean nothing.

#include <algorithm>

#include "base/text.h"
#include "sema/attributes.h"
#include "sema/item_checks.h"

namespace sema {

using diag::Kind;

namespace {

using syntax::Attribute;

template <std::size_t count>
bool is_one_of(std::string_view word, const std::string_view (&words)[count]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view known_attributes[] = {
    "allow", "automatically_derived", "bench", "cfg", "cfg_attr", "cfi_encoding", "cold", "collapse_debuginfo",
    "const_trait", "coroutine", "coverage", "crate_name", "crate_type", "debugger_visualizer", "default",
    "default_lib_allocator", "deny", "deprecated", "derive", "derive_const", "do_not_recommend", "doc", "expect",
    "export_name", "feature", "forbid", "fundamental", "global_allocator", "ignore", "inline", "instruction_set",
    "intrinsic", "lang", "link", "link_name", "link_ordinal", "link_section", "macro_escape", "macro_export",
    "macro_use", "marker", "may_dangle", "must_not_suspend", "must_use", "naked", "needs_allocator", "no_builtins",
    "no_core", "no_implicit_prelude", "no_link", "no_main", "no_mangle", "no_std", "non_exhaustive", "optimize",
    "panic_handler", "path", "pin_project", "pointee", "proc_macro", "proc_macro_attribute", "proc_macro_derive",
    "recursion_limit", "repr", "should_panic", "stable", "target_feature", "test", "test_case", "thread_local",
    "track_caller", "type_const", "type_length_limit", "unstable", "used", "warn", "windows_subsystem"};
constexpr std::string_view known_tools[] = {"clippy", "rustc", "rustdoc", "rustfmt", "diagnostic", "miri", "rust_analyzer", "core", "std", "alloc"};
constexpr std::string_view lint_levels[] = {"allow", "warn", "deny", "forbid", "expect"};

bool is_literal(const Attribute& attribute) { return attribute.name.empty(); }

/// The first segment of `tool::name`; nothing of a plain name.
std::string_view tool_of(const Attribute& attribute) {
  const std::size_t at = attribute.name.find("::");
  return at == std::string::npos ? std::string_view() : std::string_view(attribute.name).substr(0, at);
}

class Attributes {
 public:
  explicit Attributes(Program& program) : program_(program) {}

  void run() {
    for (const Attribute& attribute : program_.crate_attributes) check_lint_level(attribute);
    const auto& items = program_.ast.items;
    for (std::uint32_t i = items.frozen_count(); i < items.size(); ++i) check_item(items.at(syntax::ItemId(i)));
    for (std::uint32_t i = program_.adts.frozen_count(); i < program_.adts.size(); ++i) check_layout(AdtDef(program_.adts.at(AdtId(i))));
  }

 private:
  void say(Kind kind, Span span, std::string message) { program_.diagnostics.add(kind, span, std::move(message)); }

  void check_item(const syntax::Item& item) {
    check_all(item.attributes);
    for (const Attribute& attribute : item.attributes) {
      if (!program_.sources.is_user(attribute.span)) continue;
      check_place(attribute, item);
      if (attribute.name == "repr") check_repr_place(attribute, item);
      if (attribute.name == "no_mangle") check_symbol(item);
    }
    if (const auto* many = std::get_if<syntax::EnumItem>(&item.kind)) {
      for (const syntax::VariantDecl& variant : many->variants) {
        check_all(variant.attributes);
        check_fields(variant.fields);
      }
    }
    if (const auto* one = std::get_if<syntax::StructItem>(&item.kind)) check_fields(one->fields);
    if (const auto* one = std::get_if<syntax::UnionItem>(&item.kind)) check_fields(one->fields);
  }

  void check_fields(const syntax::Fields& fields) {
    for (const syntax::FieldDecl& field : fields.fields) check_all(field.attributes);
  }

  // ---- What an attribute says, wherever it stands

  void check_all(const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
      if (attribute.name.empty() || !program_.sources.is_user(attribute.span)) continue;
      check_name(attribute);
      const bool is_unsafe = attribute.name == "no_mangle" || attribute.name == "export_name" || attribute.name == "link_section";
      if (is_unsafe && !attribute.is_unsafe && program_.edition == syntax::Edition::E2024)
        say(Kind::OtherError, attribute.span, concat("the attribute is unsafe: write ", quoted(concat("unsafe(", attribute.name, ")"))));
      check_lint_level(attribute);
      if (attribute.name == "inline") check_inline(attribute);
      if (attribute.name == "deprecated") check_deprecated(attribute);
      if (attribute.name == "stable" || attribute.name == "unstable")
        say(Kind::StabilityAttribute, attribute.span, "only the standard library says what is stable");
      if (attribute.name == "export_name" && attribute.value.find('\0') != std::string::npos)
        say(Kind::ZeroInSymbol, attribute.span, "a symbol's name holds no zero byte");
    }
  }

  void check_name(const Attribute& attribute) {
    const std::string_view tool = tool_of(attribute);
    if (tool.empty() ? is_one_of(attribute.name, known_attributes) || attribute.name.starts_with("rustc_") || attribute.name.starts_with("valid_range_")
                     : is_one_of(tool, known_tools))
      return;
    if (tool.empty()) say(Kind::OtherError, attribute.span, concat("there is no attribute ", quoted(attribute.name)));
    else say(Kind::UnresolvedPath, attribute.span, concat("cannot find crate or module ", quoted(tool), " in this scope"));
  }

  void check_lint_level(const Attribute& attribute) {
    if (!is_one_of(attribute.name, lint_levels)) return;
    for (const Attribute& lint : attribute.args) {
      if (lint.name == "reason") continue;
      const std::string_view tool = tool_of(lint);
      if (is_literal(lint) || !lint.value.empty()) say(Kind::LintForm, lint.span, "the name of a lint is expected here");
      else if (!tool.empty() && !is_one_of(tool, known_tools)) say(Kind::UnknownTool, lint.span, concat("there is no tool ", quoted(tool)));
      else if (attribute.name != "forbid" && attribute.name != "expect" && is_forbidden(lint.name))
        say(Kind::ForbiddenLint, lint.span, concat("the crate forbids ", quoted(lint.name), ": it cannot be changed here"));
    }
  }

  bool is_forbidden(std::string_view lint) const {
    return std::any_of(program_.crate_attributes.begin(), program_.crate_attributes.end(),
                       [&](const Attribute& each) { return each.name == "forbid" && find_attribute(each.args, lint); });
  }

  void check_inline(const Attribute& attribute) {
    if (attribute.args.size() > 1) say(Kind::AttributeArgumentCount, attribute.span, "`inline` takes at most one word");
    else if (attribute.args.size() == 1 && attribute.args[0].name != "always" && attribute.args[0].name != "never")
      say(Kind::AttributeArgument, attribute.args[0].span, "`inline` takes `always` or `never`");
  }

  void check_deprecated(const Attribute& attribute) {
    std::vector<std::string_view> seen;
    for (const Attribute& part : attribute.args) {
      if (is_literal(part) || (part.name != "since" && part.name != "note" && part.name != "suggestion"))
        say(Kind::AttributeArgument, part.span, "`deprecated` takes `since = \"…\"` and `note = \"…\"`");
      else if (std::find(seen.begin(), seen.end(), part.name) != seen.end())
        say(Kind::AttributeArgumentTwice, part.span, concat(quoted(part.name), " is given twice"));
      seen.push_back(part.name);
    }
  }

  // ---- Where it stands

  void check_place(const Attribute& attribute, const syntax::Item& item) {
    const bool is_fn = std::holds_alternative<syntax::FnItem>(item.kind);
    const bool is_type = std::holds_alternative<syntax::StructItem>(item.kind) || std::holds_alternative<syntax::EnumItem>(item.kind);
    const bool is_for_fns = attribute.name == "inline" || attribute.name == "track_caller" || attribute.name == "test";
    if ((is_for_fns && !is_fn) || (attribute.name == "non_exhaustive" && !is_type))
      say(Kind::OtherError, attribute.span, concat("the attribute ", quoted(attribute.name), " is for ", is_for_fns ? "functions" : "structs, enums and variants"));
  }

  void check_symbol(const syntax::Item& item) {
    const auto* fn = std::get_if<syntax::FnItem>(&item.kind);
    if (!fn) return;
    const std::string_view name = program_.names.text(fn->decl.name.name);
    if (std::any_of(name.begin(), name.end(), [](char each) { return static_cast<unsigned char>(each) > 127; }))
      say(Kind::NonAsciiSymbol, fn->decl.name.span, "the name of a symbol is ASCII");
  }

  // ---- Representations

  void check_repr_place(const Attribute& attribute, const syntax::Item& item) {
    const bool is_enum = std::holds_alternative<syntax::EnumItem>(item.kind);
    const bool is_fielded = std::holds_alternative<syntax::StructItem>(item.kind) || std::holds_alternative<syntax::UnionItem>(item.kind);
    for (const Attribute& hint : attribute.args) {
      if (is_literal(hint)) {
        say(Kind::LiteralInAttribute, hint.span, "a word is expected here, not a literal");
      } else if (hint.name == "align" || hint.name == "packed") {
        check_alignment(hint);
      }
      const bool is_number = is_int(hint.name);
      const bool fits = is_number ? is_enum : hint.name == "packed" ? is_fielded : is_enum || is_fielded;
      if (!is_literal(hint) && !fits) say(Kind::ReprTarget, hint.span, concat("the representation ", quoted(hint.name), " is for ", is_number ? "enums" : hint.name == "packed" ? "structs and unions" : "structs, enums and unions"));
    }
  }

  void check_alignment(const Attribute& hint) {
    const bool is_align = hint.name == "align";
    if (!hint.value.empty() || hint.args.size() > 1) {
      say(Kind::AlignForm, hint.span, concat(quoted(hint.name), " takes one number in parentheses"));
      return;
    }
    const std::uint32_t bytes = number_attribute({hint}, hint.name);
    if (hint.args.empty() ? is_align : bytes == 0 || (bytes & (bytes - 1)) != 0 || bytes > (1u << 29))
      say(Kind::BadAlign, hint.span, concat("what ", quoted(hint.name), " is given must be a power of two"));
  }

  static bool is_int(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(IntKind::Usize); ++i)
      if (name == name_of(static_cast<IntKind>(i))) return true;
    return false;
  }

  void check_layout(const AdtDef& adt) {
    if (!adt.item) return;
    const syntax::Item& node = program_.ast.items.at(adt.item);
    std::vector<const Attribute*> hints;
    for (const Attribute& attribute : node.attributes)
      if (attribute.name == "repr" && program_.sources.is_user(attribute.span))
        for (const Attribute& hint : attribute.args) hints.push_back(&hint);
    if (hints.empty()) return;
    const auto count = [&](auto fits) { return std::count_if(hints.begin(), hints.end(), [&](const Attribute* hint) { return fits(*hint); }); };
    const auto has = [&](std::string_view name) { return count([&](const Attribute& hint) { return hint.name == name; }) > 0; };
    const auto ints = count([](const Attribute& hint) { return is_int(hint.name); });
    const bool has_fields = std::any_of(adt.variants.begin(), adt.variants.end(), [](const VariantDef& variant) { return !variant.fields.empty(); });
    if (has("transparent") && hints.size() > 1) {
      say(Kind::TransparentWithOther, hints[0]->span, "a transparent type has no other representation");
    } else if (ints > 1 || (ints == 1 && has("C") && !has_fields) || (has("Rust") && (has("C") || ints > 0))) {
      say(Kind::ConflictingReprs, hints[0]->span, "these representations exclude each other");
    }
    if (has("transparent")) check_transparent(adt);
    if (has("packed")) check_packed(adt, hints);
  }

  void check_transparent(const AdtDef& adt) {
    if (adt.kind == AdtKind::Enum && adt.variants.size() != 1) {
      say(Kind::TransparentEnum, adt.span, "a transparent enum has exactly one variant");
      return;
    }
    std::size_t large = 0;
    for (const VariantDef& variant : adt.variants)
      for (const FieldDef& field : variant.fields) large += is_nothing(field.ty) ? 0 : 1;
    if (large > 1) say(Kind::TransparentFields, adt.span, "a transparent type has at most one field with a size or an alignment");
  }

  /// Neither a size nor an alignment above 1.
  bool is_nothing(TyId id) const {
    const Ty& ty = program_.types[id];
    const auto all = [this](const auto& parts) { return std::all_of(parts.begin(), parts.end(), [this](TyId part) { return is_nothing(part); }); };
    switch (ty.kind) {
      case TyKind::Error: case TyKind::Never: case TyKind::FnDef: return true;
      case TyKind::Tuple: return all(ty.args);
      case TyKind::Array: return is_nothing(ty.args[0]) || (length_is_zero(ty.args[1]) && is_byte(ty.args[0]));
      case TyKind::Adt: break;
      default: return false;
    }
    const AdtDef& adt = program_.adts.at(ty.adt());
    if (adt.kind != AdtKind::Struct || adt.repr.align > 1) return false;
    std::vector<TyId> parts;
    for (const FieldDef& field : adt.variants[0].fields) parts.push_back(field.ty);
    return all(parts);
  }

  bool is_byte(TyId id) const {
    const Ty& ty = program_.types[id];
    return ty.kind == TyKind::Bool || (ty.kind == TyKind::Int && bits_of(ty.int_kind) == 8);
  }

  bool length_is_zero(TyId length) const {
    const Ty& ty = program_.types[length];
    return ty.kind == TyKind::ConstValue && ty.value == 0;
  }

  void check_packed(const AdtDef& adt, const std::vector<const Attribute*>& hints) {
    std::vector<std::uint32_t> sizes;
    bool has_align = false;
    for (const Attribute* hint : hints) {
      if (hint->name == "packed") sizes.push_back(hint->args.empty() ? 1 : number_attribute({*hint}, "packed"));
      has_align |= hint->name == "align";
    }
    std::vector<AdtId> seen;
    if (std::adjacent_find(sizes.begin(), sizes.end(), std::not_equal_to<>()) != sizes.end()) {
      say(Kind::PackedTwice, adt.span, "the type is packed in two ways");
    } else if (has_align) {
      say(Kind::PackedAlign, adt.span, "a type is packed or aligned, not both");
    } else if (holds_aligned(adt, seen)) {
      say(Kind::PackedHoldsAligned, adt.span, "a packed type holds no type that chooses its alignment");
    }
  }

  bool holds_aligned(const AdtDef& adt, std::vector<AdtId>& seen) const {
    for (const VariantDef& variant : adt.variants) {
      for (const FieldDef& field : variant.fields) {
        const Ty& ty = program_.types[field.ty];
        if (ty.kind != TyKind::Adt || std::find(seen.begin(), seen.end(), ty.adt()) != seen.end()) continue;
        seen.push_back(ty.adt());
        const AdtDef& held = program_.adts.at(ty.adt());
        if (held.repr.align > 0 || holds_aligned(held, seen)) return true;
      }
    }
    return false;
  }

  Program& program_;
};

}  // namespace

void check_attributes(Program& program) { Attributes(program).run(); }

}  // namespace sema
