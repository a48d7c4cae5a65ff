// What is said of imports that cannot be resolved.

#include "base/text.h"
#include "sema/import_resolver.h"
#include "sema/lookup.h"
#include "sema/std_gaps.h"
#include "sema/visibility.h"

namespace sema {

using diag::Kind;

void ImportResolver::report() {
  const std::size_t before = program_.diagnostics.size();
  for (const Import& import : imports_) {
    if (import.is_waiting()) {
      report_waiting(import);
    } else {
      report_narrowed(import);
    }
  }
  if (program_.diagnostics.size() == before) {
    // Imports that go in a circle follow from each other: then each is named.
    is_blaming_all_ = true;
    for (const Import& import : imports_) {
      if (import.is_waiting()) report_waiting(import);
    }
  }
  // Their names are known from now on, so that no use of them is a second mistake.
  for (const Import& import : imports_) {
    if (import.is_waiting() && import.name && !import.use->may_name_macro) bind_error(import);
  }
}

void ImportResolver::bind_error(const Import& import) {
  for (Namespace space : spaces) {
    Binding binding;
    binding.def.kind = Def::Kind::Error;
    binding.visibility = import.item->visibility;
    binding.defined_in = import.module;
    binding.span = import.use->path.span;
    binding.is_import = true;
    const bool is_new = names(import.module, space).emplace(import.name, std::move(binding)).second;
    if (is_new) hand_on(import.module, space, import.name, nullptr);
  }
}

void ImportResolver::report_waiting(const Import& import) {
  const std::vector<syntax::PathSegment>& segments = import.use->path.segments;
  if (segments.empty()) {
    program_.diagnostics.add(Kind::RootImport, import.use->path.span,
                             "`self` can only be imported with a path before the braces");
    return;
  }
  const bool is_word = path_word(program_, segments.back().ident.name) != PathWord::Name;
  if (is_word && !import.use->is_glob && !import.use->rename) {
    program_.diagnostics.add(Kind::OtherError, import.use->path.span, "imports need to be explicitly named")
        .with_help(concat("write `use ", path_text(program_, import.use->path, segments.size()), " as name`"));
    return;
  }
  const bool is_whole = import.use->is_glob || is_word || (segments.size() == 1 && import.use->path.is_global);
  const std::size_t count = is_whole ? segments.size() : segments.size() - 1;
  const Walk prefix = walk(import, count);
  switch (prefix.kind) {
    case Walk::Kind::Error: return;
    case Walk::Kind::Missing:
    case Walk::Kind::NotAModule: return report_failed_walk(import, prefix, count);
    case Walk::Kind::Arrived: break;
    case Walk::Kind::Wait: INVARIANT(false, "nothing waits after the last round");
  }
  if (!names_inside(program_, prefix.def)) return report_failed_walk(import, prefix, count);
  if (!import.use->is_glob && !import.use->may_name_macro) report_missing(import);
}

/// A part of the path that is not the imported name itself.
void ImportResolver::report_failed_walk(const Import& import, const Walk& walk, std::size_t count) {
  const std::vector<syntax::PathSegment>& segments = import.use->path.segments;
  const syntax::PathSegment& wrong = segments[walk.at];
  const std::string name = quoted(program_.names.text(wrong.ident.name));
  if (walk.kind == Walk::Kind::Missing && follows_from_another(import, wrong.ident.name, walk.in)) return;
  if (!import.use->is_glob) forget_missing_macro(import.name);

  if (const std::string gap = std_gap(program_, walk.in, wrong.ident.name); walk.kind == Walk::Kind::Missing && !gap.empty()) {
    program_.diagnostics.add(Kind::Unsupported, wrong.ident.span, concat(quoted(gap), " is not in this standard library yet"));
    return;
  }
  const PathWord word = path_word(program_, wrong.ident.name);
  std::string reason;
  std::string_view near;
  if (walk.kind != Walk::Kind::Missing) {
    reason = concat(name, " is a ", word_for(program_, walk.def), ", not a module");
  } else if (word == PathWord::Super) {
    reason = "there are too many leading `super` keywords";
  } else if (word != PathWord::Name) {
    reason = concat(name, " stands only at the start of a path");
  } else if (walk.at == 0) {
    reason = concat("no crate, module or enum ", name, " is in scope here");
    std::vector<std::string_view> known = names_of(program_, import.module, Namespace::Types);
    known.insert(known.end(), {"std", "core", "alloc"});
    near = nearest_word(program_.names.text(wrong.ident.name), known);
  } else {
    reason = concat("could not find ", name, " in ", quoted(path_text(program_, import.use->path, walk.at)));
    near = nearest_word(program_.names.text(wrong.ident.name),
                        names_of(program_, walk.in, Namespace::Types));
  }
  const bool is_last = walk.at + 1 == count;
  diag::Diagnostic& message =
      is_last ? program_.diagnostics.add(
                    Kind::UnresolvedImport, wrong.ident.span,
                    concat("unresolved import ",
                           quoted(path_text(program_, import.use->path, walk.at + 1))))
              : program_.diagnostics.add(Kind::UnresolvedPath, wrong.ident.span,
                                         concat("failed to resolve: ", reason));
  if (is_last) message.label(wrong.ident.span, reason);
  if (!near.empty()) message.with_help(concat("there is a similar name: ", quoted(near)));
}

void ImportResolver::report_missing(const Import& import) {
  const syntax::Path& path = import.use->path;
  const syntax::Ident& last = path.segments.back().ident;
  if (follows_from_another(import, last.name, import.is_lexical ? ModuleId() : import.from)) return;
  const std::string_view name = program_.names.text(last.name);
  forget_missing_macro(import.name);
  const ModuleId in = import.is_lexical ? import.module : import.from;
  if (const std::string gap = std_gap(program_, in, last.name); !gap.empty()) {
    program_.diagnostics.add(Kind::Unsupported, last.span, concat(quoted(gap), " is not in this standard library yet"));
    return;
  }
  std::vector<std::string_view> known = names_of(program_, in, Namespace::Types);
  const std::vector<std::string_view> values = names_of(program_, in, Namespace::Values);
  known.insert(known.end(), values.begin(), values.end());
  diag::Diagnostic& message =
      program_.diagnostics.add(Kind::UnresolvedImport, last.span,
                               concat("unresolved import ",
                                      quoted(path_text(program_, path, path.segments.size()))));
  if (import.is_lexical) {
    message.label(last.span, concat("no crate or item ", quoted(name), " is in scope here"));
  } else {
    message.label(last.span, concat("no ", quoted(name), " in ",
                                    quoted(path_text(program_, path, path.segments.size() - 1))));
  }
  if (const std::string_view near = nearest_word(name, known); !near.empty() && near != name) {
    message.with_help(concat("there is a similar name: ", quoted(near)));
  }
}

/// What an import should have brought may be a macro: that it is missing is told there.
void ImportResolver::forget_missing_macro(NameId name) {
  program_.diagnostics.remove_if([&](const diag::Diagnostic& said) {
    return said.kind == Kind::MacroNotFound && program_.sources.text_of(said.span) == program_.names.text(name);
  });
}

/// Whether a missing name is one that another import should have brought, and is reported there.
bool ImportResolver::follows_from_another(const Import& import, NameId name, ModuleId in) const {
  if (is_blaming_all_) return false;
  for (const Import& other : imports_) {
    if (&other == &import || other.name != name || !other.is_waiting()) continue;
    if (in) {
      if (other.module == in) return true;
      continue;
    }
    for (ModuleId module = import.module; module; module = program_.modules.at(module).parent) {
      if (other.module == module) return true;
      if (!program_.modules.at(module).is_block) break;
    }
  }
  return false;
}

void ImportResolver::report_hidden(const Import& import, const Walk& walk) {
  for (const auto& [at, binding] : walk.hidden) {
    const syntax::Ident& ident = import.use->path.segments[at].ident;
    const std::string name = quoted(program_.names.text(ident.name));
    const std::string_view what = word_for(program_, binding->def);
    program_.diagnostics
        .add(Kind::PrivateItem, ident.span,
             concat(what, binding->is_import ? " import " : " ", name, " is private"))
        .label(binding->span, concat("the ", what, " ", name, " is defined here"));
  }
}

void ImportResolver::report_narrowed(const Import& import) {
  std::size_t last = 2;
  for (std::size_t i = 0; i < 2; ++i) {
    if (import.is_found[i] && !import.is_narrowed[i]) return;
    if (import.is_narrowed[i]) last = i;
  }
  if (last == 2) return;
  const syntax::Ident& ident = import.use->path.segments.back().ident;
  const Kind kind = last == 0 ? Kind::PrivateModuleReexport : Kind::PrivateReexport;
  program_.diagnostics
      .add(kind, ident.span,
           concat(quoted(program_.names.text(ident.name)),
                  " is not visible as far as it is exported here"))
      .with_help("make the item as visible as this import, or the import less visible");
}

}  // namespace sema
