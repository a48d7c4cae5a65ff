// What is said of paths that lead nowhere.

#include <algorithm>

#include "base/text.h"
#include "sema/lookup.h"
#include "sema/path_resolver.h"
#include "sema/std_gaps.h"
#include "sema/visibility.h"

namespace sema {

using diag::Kind;

namespace {

/// How a failure of each use is named: nothing of the name, or something else of the name.
struct UseWords {
  Kind missing, other;
  std::string_view wanted;
};
UseWords words_of(PathUse use) {
  switch (use) {
    case PathUse::Type: return {Kind::UnresolvedType, Kind::NotAType, "type"};
    case PathUse::Trait: return {Kind::UnresolvedTrait, Kind::NotATrait, "trait"};
    case PathUse::Value: return {Kind::UnresolvedName, Kind::NotAValue, "value"};
    case PathUse::Struct: return {Kind::UnresolvedStruct, Kind::ExpectedStruct, "struct, variant or union type"};
    case PathUse::TuplePattern:
      return {Kind::UnresolvedPattern, Kind::PatternNotTupleStruct, "tuple struct or tuple variant"};
    case PathUse::UnitPattern:
      return {Kind::UnresolvedPattern, Kind::PatternNotTupleStruct, "unit struct, unit variant or constant"};
  }
  return {Kind::UnresolvedName, Kind::NotAValue, "value"};
}

bool is_macro_of_std(std::string_view name) {
  static constexpr std::string_view all[] = {"assert", "assert_eq", "assert_ne", "column", "compile_error", "concat", "dbg", "debug_assert", "debug_assert_eq", "debug_assert_ne", "env", "eprint", "eprintln", "file", "format", "format_args", "include_str", "line", "matches", "module_path", "option_env", "panic", "print", "println", "stringify", "thread_local", "todo", "try", "unimplemented", "unreachable", "vec", "write", "writeln"};
  return std::find(std::begin(all), std::end(all), name) != std::end(all);
}

bool starts_like_a_type(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

/// Where std has a public item of this name, outside its preludes: "std::collections::HashMap".
/// The nearest to the root, and the first by name among those.
std::string path_in_std(const Program& program, NameId name, Namespace space) {
  struct Step {
    ModuleId module;
    std::string path;
  };
  if (!program.std_root) return {};
  std::vector<Step> level = {{program.std_root, "std"}};
  std::vector<ModuleId> seen = {program.std_root};
  for (int depth = 0; depth < 4 && !level.empty(); ++depth) {
    std::vector<Step> next;
    for (const Step& step : level) {
      const Binding* found = find_in_module(program, step.module, space, name);
      const bool is_public = found && found->visibility.kind == syntax::Visibility::Kind::Public;
      if (is_public && found->def.kind != Def::Kind::Module) {
        return concat(step.path, "::", program.names.text(name));
      }
      for (const auto& [inner, binding] : program.modules.at(step.module).types) {
        const ModuleId module(binding.def.id);
        if (binding.def.kind != Def::Kind::Module || program.names.text(inner) == "prelude" ||
            binding.visibility.kind != syntax::Visibility::Kind::Public ||
            program.names.text(inner).starts_with("crabglass") || std::find(seen.begin(), seen.end(), module) != seen.end()) {
          continue;
        }
        seen.push_back(module);
        next.push_back({module, concat(step.path, "::", program.names.text(inner))});
      }
    }
    std::sort(next.begin(), next.end(), [](const Step& a, const Step& b) { return a.path < b.path; });
    level = std::move(next);
  }
  return {};
}

}  // namespace

PathResolution PathResolver::fail(Kind kind, Span span, std::string message, std::string help) {
  PathResolution resolution;
  resolution.is_error = true;
  if (!is_reporting_) return resolution;
  diag::Diagnostic& diagnostic = program_.diagnostics.add(kind, span, std::move(message));
  if (!help.empty()) diagnostic.with_help(std::move(help));
  return resolution;
}

/// The first word of the path is not in scope.
PathResolution PathResolver::fail_outward(std::uint32_t at) {
  PathResolution error;
  error.is_error = true;
  if (!is_reporting_) return error;
  const syntax::Ident& ident = path_.segments[at].ident;
  const std::string_view text = program_.names.text(ident.name);
  if (report_outer(ident)) return error;
  if (path_word(program_, ident.name) == PathWord::Super) {
    return fail(Kind::UnresolvedPath, ident.span, "there are too many leading `super` keywords");
  }
  if (at + 1 < length()) {
    const std::string_view what = starts_like_a_type(text) ? "type" : "crate or module";
    return fail(Kind::UnresolvedPath, ident.span, concat("cannot find ", what, " ", quoted(text), " in this scope"),
                hint(ident, Namespace::Types, ModuleId()));
  }
  const UseWords words = words_of(use_);
  const Namespace other = space_ == Namespace::Types ? Namespace::Values : Namespace::Types;
  const Found found = find_outward(other, ident.name);
  if (found.def.kind == Def::Kind::Error) return error;
  if (found.def.kind != Def::Kind::None) {
    return fail(words.other, path_.span,
                concat("expected ", words.wanted, ", found ", word_for(program_, found.def), " ", quoted(text)),
                how_to_build(found.def));
  }
  if (use_ == PathUse::Value && is_macro_of_std(text))
    return fail(Kind::NotAValue, path_.span, concat("expected value, found macro ", quoted(text)), concat("a macro is called with `!`: `", text, "!(…)`"));
  return fail(words.missing, ident.span,
              concat("cannot find ", words.wanted, " ", quoted(text), " in this scope"),
              hint(ident, space_, ModuleId()));
}

/// A later word is not in the module (or enum) before it; no module: among the crates.
PathResolution PathResolver::fail_in(ModuleId module, std::uint32_t at) {
  PathResolution error;
  error.is_error = true;
  if (!is_reporting_) return error;
  const syntax::Ident& ident = path_.segments[at].ident;
  const std::string_view text = program_.names.text(ident.name);
  const std::string where = module ? quoted(path_text(program_, path_, at)) : "the list of crates";
  if (path_word(program_, ident.name) != PathWord::Name) {
    const bool is_super = path_word(program_, ident.name) == PathWord::Super;
    return fail(Kind::UnresolvedPath, ident.span,
                is_super ? "there are too many leading `super` keywords"
                         : concat(quoted(text), " stands only at the start of a path"));
  }
  if (const std::string gap = std_gap(program_, module, ident.name); !gap.empty()) {
    return fail(Kind::Unsupported, ident.span, concat(quoted(gap), " is not in this standard library yet"));
  }
  if (at + 1 < length()) {
    return fail(Kind::UnresolvedPath, ident.span, concat("could not find ", quoted(text), " in ", where),
                hint(ident, Namespace::Types, module));
  }
  const UseWords words = words_of(use_);
  const Namespace other = space_ == Namespace::Types ? Namespace::Values : Namespace::Types;
  const Binding* found = module ? find_in_module(program_, module, other, ident.name) : nullptr;
  if (found && found->def.kind == Def::Kind::Error) return error;
  if (found) {
    return fail(words.other, path_.span,
                concat("expected ", words.wanted, ", found ", word_for(program_, found->def), " ",
                       quoted(path_text(program_, path_, at + 1))),
                how_to_build(found->def));
  }
  return fail(words.missing, ident.span,
              concat("cannot find ", words.wanted, " ", quoted(text), " in ", where),
              hint(ident, space_, module));
}

PathResolution PathResolver::fail_self_type() {
  PathResolution error;
  error.is_error = true;
  if (!is_reporting_) return error;
  const syntax::Ident& ident = path_.segments[0].ident;
  if (report_outer(ident)) return error;
  if (scope_.is_adt_header) return fail(Kind::SelfInDefault, ident.span, "the default of a type parameter cannot name `Self`");
  return fail(length() > 1 ? Kind::UnresolvedPath : Kind::SelfTypeOutside, ident.span, "cannot find type `Self` in this scope",
              "`Self` is only there in impls, traits and the definitions of types");
}

PathResolution PathResolver::fail_word_as_value() {
  const syntax::Ident& ident = path_.segments[0].ident;
  if (length() == 1 && path_word(program_, ident.name) == PathWord::SelfModule) {
    return fail(Kind::SelfValueOutside, ident.span, "expected value, found module `self`",
                "`self` is a value only in a method with a `self` parameter");
  }
  return fail(Kind::NotAValue, path_.span,
              concat("expected value, found module ", quoted(path_text(program_, path_, length()))));
}

// ---- Names of the function around

/// A parameter or variable of a function outside the item is no name inside it.
bool PathResolver::report_outer(const syntax::Ident& ident) {
  const syntax::ItemId own = scope_.fn ? program_.fns.at(scope_.fn).item : syntax::ItemId();
  const std::string name = quoted(program_.names.text(ident.name));
  const bool is_self = path_word(program_, ident.name) == PathWord::SelfType;
  for (ModuleId at = scope_.module; program_.modules.at(at).is_block; at = program_.modules.at(at).parent) {
    const syntax::ItemId around = program_.modules.at(at).body_of;
    if (around == own || !around) continue;
    if (has_outer_param(around, ident.name, is_self)) {
      program_.diagnostics
          .add(Kind::OuterParam, ident.span,
               concat(is_self ? "" : "generic parameter ", name,
                      " of the item around cannot be used in an inner item"))
          .with_help("an inner item is on its own: give it a parameter of its own");
      return true;
    }
    if (space_ == Namespace::Values && length() == 1 && is_outer_local(at, ident)) {
      if (scope_.fn) {
        program_.diagnostics
            .add(Kind::OuterLocal, ident.span,
                 concat("the variable ", name, " of the function around cannot be used in an inner item"))
            .with_help("a closure `|| { ... }` can use the variables around it");
      } else {
        program_.diagnostics
            .add(Kind::ConstUsesLocal, ident.span, concat("the variable ", name, " is no constant"))
            .with_help("a constant is known before the program runs: use `let` instead");
      }
      return true;
    }
  }
  return false;
}

/// Whether an item, or the impl or trait it stands in, has a generic parameter of this name; or a
/// `Self`, if that is asked for.
bool PathResolver::has_outer_param(syntax::ItemId around, NameId name, bool is_self) const {
  const auto declares = [name](const syntax::Generics& generics) {
    return std::any_of(generics.params.begin(), generics.params.end(),
                       [name](const syntax::GenericParam& param) { return param.name.name == name; });
  };
  const auto& kind = program_.ast.items.at(around).kind;
  const auto* fn = std::get_if<syntax::FnItem>(&kind);
  if (fn && declares(fn->decl.generics)) return true;
  const std::uint32_t count = program_.ast.items.size();
  for (std::uint32_t i = program_.ast.items.frozen_count(); i < count; ++i) {
    const auto& outer = program_.ast.items.at(syntax::ItemId(i)).kind;
    const auto* impl = std::get_if<syntax::ImplItem>(&outer);
    const auto* trait = std::get_if<syntax::TraitItem>(&outer);
    if (!impl && !trait) continue;
    const std::vector<syntax::ItemId>& items = impl ? impl->items : trait->items;
    if (std::find(items.begin(), items.end(), around) == items.end()) continue;
    return is_self || declares(impl ? impl->generics : trait->generics);
  }
  return false;
}

/// Whether the function around `block` has a variable of this name before the block's end that is
/// not one of an inner item's own.
bool PathResolver::is_outer_local(ModuleId block, const syntax::Ident& ident) const {
  const Span body = program_.ast.items.at(program_.modules.at(block).body_of).span;
  const Span own = scope_.fn ? program_.fns.at(scope_.fn).span : ident.span;
  const std::uint32_t count = program_.ast.pats.size();
  for (std::uint32_t i = program_.ast.pats.frozen_count(); i < count; ++i) {
    const syntax::Pat& pat = program_.ast.pats.at(syntax::PatId(i));
    const auto* local = std::get_if<syntax::IdentPat>(&pat.kind);
    if (!local || local->name.name != ident.name || pat.span.file != body.file) continue;
    if (pat.span.begin >= body.begin && pat.span.begin < own.begin) return true;
  }
  return false;
}

// ---- What may have been meant

std::vector<std::string_view> PathResolver::names_outward(Namespace space) const {
  std::vector<std::string_view> names;
  const auto add = [&](ModuleId module) {
    const std::vector<std::string_view> here = names_of(program_, module, space);
    names.insert(names.end(), here.begin(), here.end());
  };
  if (local_names_ && space == Namespace::Values) names = local_names_();
  for (const GenericParamDef& param : scope_.generics.params) {
    if (param.is_const == (space == Namespace::Values)) names.push_back(program_.names.text(param.name));
  }
  for (ModuleId module = scope_.module; module; module = program_.modules.at(module).parent) {
    add(module);
    if (!program_.modules.at(module).is_block) break;
  }
  if (const ModuleId prelude = prelude_of(program_, scope_.module)) add(prelude);
  if (space == Namespace::Types) names.insert(names.end(), {"std", "bool", "char", "str", "usize"});
  return names;
}

std::string PathResolver::hint(const syntax::Ident& ident, Namespace space, ModuleId module) const {
  const std::string_view text = program_.names.text(ident.name);
  if (!module) {
    const std::string path = path_in_std(program_, ident.name, space);
    if (!path.empty()) return concat("an item of this name can be imported: `use ", path, ";`");
  }
  const std::string_view near = nearest_word(text, module ? names_of(program_, module, space) : names_outward(space));
  if (near.empty() || near == text) return {};
  return concat("there is a similar name: ", quoted(near));
}

/// A struct whose name is no value: it has named fields, or fields that are private.
std::string PathResolver::how_to_build(const Def& def) const {
  if (space_ != Namespace::Values || def.kind != Def::Kind::Adt) return {};
  const AdtDef& adt = program_.adts.at(AdtId(def.id));
  if (adt.kind == AdtKind::Enum || adt.variants.empty()) return {};
  if (adt.variants[0].fields_kind == syntax::FieldsKind::Tuple) {
    return "it has private fields, so that its name builds no value here";
  }
  return concat("a struct with named fields is written `", program_.names.text(adt.name), " { ... }`");
}

// ---- What is there, but may not be named

void PathResolver::report_hidden(const Binding& binding, std::uint32_t at) {
  const std::string name = quoted(program_.names.text(this->name(at)));
  const std::string_view what = word_for(program_, binding.def);
  program_.diagnostics
      .add(Kind::PrivateItem, path_.segments[at].ident.span,
           concat(what, binding.is_import ? " import " : " ", name, " is private"))
      .label(binding.span, concat("the ", what, " ", name, " is defined here"));
}

void PathResolver::report_ambiguous(std::uint32_t at) {
  program_.diagnostics
      .add(Kind::AmbiguousName, path_.segments[at].ident.span,
           concat(quoted(program_.names.text(name(at))), " is ambiguous"))
      .with_help("several glob imports bring this name: import the one that is meant by its name");
}

}  // namespace sema
