#include "sema/imports.h"

#include <algorithm>

#include "sema/import_resolver.h"
#include "sema/lookup.h"
#include "sema/visibility.h"

namespace sema {

void resolve_imports(Program& program, const std::vector<PendingImport>& imports) {
  ImportResolver(program, imports).run();
}

ImportResolver::ImportResolver(Program& program, const std::vector<PendingImport>& imports)
    : program_(program) {
  imports_.reserve(imports.size());
  for (const PendingImport& pending : imports) {
    const syntax::Item& item = program.ast.items.at(pending.item);
    const auto* use = std::get_if<syntax::UseItem>(&item.kind);
    INVARIANT(use != nullptr, "only `use` items are imports");
    Import import;
    import.module = pending.module;
    import.item = &item;
    import.use = use;
    const std::vector<syntax::PathSegment>& segments = use->path.segments;
    if (use->is_glob) {
      ++waiting_globs_[import.module];
    } else if (!segments.empty()) {
      import.is_lexical = segments.size() == 1 && !use->path.is_global;
      import.name = use->rename ? use->rename->name : segments.back().ident.name;
      if (program.names.text(import.name) == "_") import.name = NameId();
      if (import.name) ++waiting_names_[key(import.module, import.name)];
    }
    imports_.push_back(import);
  }
}

void ImportResolver::run() {
  while (true) {
    bool is_progress = false;
    for (Import& import : imports_) {
      if (!import.is_finished) is_progress |= try_import(import);
    }
    if (is_progress) {
      if (stage_ != Stage::Lenient) stage_ = Stage::Careful;
    } else if (stage_ == Stage::Careful) {
      stage_ = Stage::Eager;
    } else if (stage_ == Stage::Eager) {
      stage_ = Stage::Lenient;
    } else {
      break;
    }
  }
  report();
}

bool ImportResolver::try_import(Import& import) {
  return import.use->is_glob ? try_glob(import) : try_single(import);
}

// ---- Looking names up

ImportResolver::Looked ImportResolver::look_in(ModuleId module, Namespace space, NameId name,
                                               const Import& import) const {
  const Binding* binding = find_in_module(program_, module, space, name);
  if (binding && !binding->is_glob) return {Looked::Kind::Found, binding->def, binding};
  if (stage_ == Stage::Careful) {
    // What hides this name may be on its way; an import does not wait for itself.
    const auto waiting = waiting_names_.find(key(module, name));
    const bool is_own = module == import.module && name == import.name && import.is_waiting();
    if (waiting != waiting_names_.end() && waiting->second > (is_own ? 1u : 0u)) {
      return {Looked::Kind::Wait, {}, nullptr};
    }
    const auto globs = waiting_globs_.find(module);
    const bool is_own_glob = module == import.module && import.use->is_glob;
    if (!binding && globs != waiting_globs_.end() && globs->second > (is_own_glob ? 1u : 0u)) {
      return {Looked::Kind::Wait, {}, nullptr};
    }
  }
  if (binding) return {Looked::Kind::Found, binding->def, binding};
  return {};
}

ImportResolver::Looked ImportResolver::look_outward(Namespace space, NameId name,
                                                    const Import& import) const {
  for (ModuleId module = import.module; module; module = program_.modules.at(module).parent) {
    const Looked looked = look_in(module, space, name, import);
    if (looked.kind != Looked::Kind::Missing) return looked;
    if (!program_.modules.at(module).is_block) break;
  }
  if (space == Namespace::Types) {
    if (const ModuleId root = extern_crate(program_, name)) {
      return {Looked::Kind::Found, {Def::Kind::Module, root.value, 0, {}}, nullptr};
    }
  }
  const ModuleId prelude = prelude_of(program_, import.module);
  return prelude ? look_in(prelude, space, name, import) : Looked();
}

ImportResolver::Walk ImportResolver::walk(const Import& import, std::size_t count) {
  const std::vector<syntax::PathSegment>& segments = import.use->path.segments;
  Walk walk;
  const auto go_to = [&walk](ModuleId module) {
    walk.def = {Def::Kind::Module, module.value, 0, {}};
    walk.in = module;
  };
  const auto stop = [&walk](Walk::Kind kind) {
    walk.kind = kind;
    return walk;
  };
  if (count == 0) go_to(import.use->path.is_global ? ModuleId() : import.module);
  for (std::uint32_t i = 0; i < count; ++i) {
    const syntax::PathSegment& segment = segments[i];
    const NameId name = segment.ident.name;
    walk.at = i;
    const PathWord word = path_word(program_, name);
    if (word != PathWord::Name) {
      if (word == PathWord::Super) {
        const bool is_leading = i == 0 || path_word(program_, segments[i - 1].ident.name) == PathWord::Super ||
                                path_word(program_, segments[i - 1].ident.name) == PathWord::SelfModule;
        const ModuleId above = is_leading ? super_of(program_, i == 0 ? import.module : walk.in) : ModuleId();
        if (!above) return stop(Walk::Kind::Missing);
        go_to(above);
      } else if (i > 0 || word == PathWord::SelfType) {
        return stop(Walk::Kind::Missing);
      } else {
        go_to(word == PathWord::SelfModule ? nearest_module(program_, import.module)
                                           : crate_root_of(program_, segment, import.module));
      }
      continue;
    }
    Looked looked;
    if (i == 0 && import.use->path.is_global) {
      if (const ModuleId root = extern_crate(program_, name)) {
        looked = {Looked::Kind::Found, {Def::Kind::Module, root.value, 0, {}}, nullptr};
      }
    } else if (i == 0) {
      looked = look_outward(Namespace::Types, name, import);
    } else {
      if (walk.def.kind == Def::Kind::Error) return stop(Walk::Kind::Error);
      const ModuleId inside = names_inside(program_, walk.def);
      if (!inside) {
        walk.at = i - 1;
        return stop(Walk::Kind::NotAModule);
      }
      walk.in = inside;
      looked = look_in(inside, Namespace::Types, name, import);
      if (looked.binding && !is_visible(program_, *looked.binding, import.module)) {
        walk.hidden.emplace_back(i, looked.binding);
      }
    }
    if (looked.kind == Looked::Kind::Wait) return stop(Walk::Kind::Wait);
    if (looked.kind == Looked::Kind::Missing) return stop(Walk::Kind::Missing);
    walk.def = looked.def;
    if (i == 0) walk.in = ModuleId();
  }
  return stop(walk.def.kind == Def::Kind::Error ? Walk::Kind::Error : Walk::Kind::Arrived);
}

// ---- Trying one import

bool ImportResolver::try_single(Import& import) {
  const std::vector<syntax::PathSegment>& segments = import.use->path.segments;
  if (segments.empty()) return false;
  const syntax::PathSegment& last = segments.back();
  const bool is_word = path_word(program_, last.ident.name) != PathWord::Name;
  if (is_word || (segments.size() == 1 && import.use->path.is_global)) {
    // `use crate as root`, `use super::{self as up}`, `use ::std`
    if (is_word && !import.use->rename) return false;
    const Walk whole = walk(import, segments.size());
    if (whole.kind != Walk::Kind::Arrived) return false;
    import.is_finished = accept(import, Namespace::Types, {Looked::Kind::Found, whole.def, nullptr});
    return import.is_finished;
  }
  bool is_progress = false;
  if (!import.is_lexical && !import.from) {
    const Walk prefix = walk(import, segments.size() - 1);
    const ModuleId from = prefix.kind == Walk::Kind::Arrived ? names_inside(program_, prefix.def) : ModuleId();
    if (!from || (!prefix.hidden.empty() && stage_ != Stage::Lenient)) return false;
    report_hidden(import, prefix);
    import.from = from;
    is_progress = true;
  }
  for (Namespace space : spaces) {
    const auto index = static_cast<std::size_t>(space);
    if (import.is_found[index] || (import.use->is_self && space == Namespace::Values)) continue;
    const NameId name = last.ident.name;
    const Looked looked = import.is_lexical ? look_outward(space, name, import)
                                            : look_in(import.from, space, name, import);
    if (looked.kind == Looked::Kind::Found) is_progress |= accept(import, space, looked);
  }
  import.is_finished = import.is_found[0] && (import.is_found[1] || import.use->is_self);
  return is_progress;
}

/// Binds what was found, if it may be named here. What is not visible is left for the last stage,
/// and then only taken if nothing else has the name.
bool ImportResolver::accept(Import& import, Namespace space, const Looked& looked) {
  const auto index = static_cast<std::size_t>(space);
  const Binding* original = looked.binding;
  const bool is_hidden = original && !is_visible(program_, *original, import.module);
  if (is_hidden && (stage_ != Stage::Lenient || !import.is_waiting())) return false;
  const bool was_waiting = import.is_waiting();
  if (is_hidden) {
    Walk last;
    last.hidden.emplace_back(static_cast<std::uint32_t>(import.use->path.segments.size() - 1), original);
    report_hidden(import, last);
  }
  Binding binding;
  binding.def = looked.def;
  binding.visibility = import.item->visibility;
  binding.defined_in = import.module;
  binding.span = import.use->rename ? import.use->rename->span : import.use->path.segments.back().ident.span;
  binding.is_import = true;
  if (original) {
    binding.is_ambiguous = original->is_ambiguous;
    const Reach wanted = reach_of(program_, binding.visibility, import.module);
    // Of what may not be named it has been said: the import has it nevertheless.
    if (!is_hidden && !covers(program_, reach_of(program_, original->visibility, original->defined_in), wanted)) {
      import.is_narrowed[index] = true;
      binding.visibility = original->visibility;
      binding.defined_in = original->defined_in;
    }
  }
  import.is_found[index] = true;
  if (import.name) {
    if (was_waiting) --waiting_names_[key(import.module, import.name)];
    define(import.module, space, import.name, std::move(binding), nullptr);
  } else if (looked.def.kind == Def::Kind::Trait) {
    hand_on_trait(import.module, TraitId(looked.def.id));
  }
  return true;
}

bool ImportResolver::try_glob(Import& import) {
  const std::size_t count = import.use->path.segments.size();
  const Walk prefix = walk(import, count);
  if (prefix.kind != Walk::Kind::Arrived) return false;
  const ModuleId from = names_inside(program_, prefix.def);
  if (!from || (!prefix.hidden.empty() && stage_ != Stage::Lenient)) return false;
  report_hidden(import, prefix);
  import.from = from;
  import.is_finished = true;
  --waiting_globs_[import.module];
  if (from == import.module) return true;
  glob_importers_[from].push_back(static_cast<std::uint32_t>(&import - imports_.data()));
  for (Namespace space : spaces) {
    // A copy: what is defined may come back to the same module.
    const Module& source = program_.modules.at(from);
    const auto originals = space == Namespace::Types ? source.types : source.values;
    for (const auto& [name, original] : originals) {
      if (is_visible(program_, original, import.module)) {
        define(import.module, space, name, glob_binding(import, original), nullptr);
      }
    }
  }
  const std::vector<TraitId> traits = program_.modules.at(from).unnamed_traits;
  for (TraitId trait : traits) hand_on_trait(import.module, trait);
  return true;
}

// ---- Binding

Binding ImportResolver::glob_binding(const Import& import, const Binding& original) const {
  Binding binding = original;
  binding.is_import = true;
  binding.is_glob = true;
  const Reach wanted = reach_of(program_, import.item->visibility, import.module);
  if (covers(program_, reach_of(program_, original.visibility, original.defined_in), wanted)) {
    binding.visibility = import.item->visibility;
    binding.defined_in = import.module;
  }
  return binding;
}

std::unordered_map<NameId, Binding>& ImportResolver::names(ModuleId module, Namespace space) {
  Module& in = program_.modules[module];
  return space == Namespace::Types ? in.types : in.values;
}

/// `replaced`: what the binding's source had under this name before, if it changed its mind.
void ImportResolver::define(ModuleId module, Namespace space, NameId name, Binding binding,
                            const Def* replaced) {
  const auto [at, is_new] = names(module, space).emplace(name, binding);
  if (is_new) return hand_on(module, space, name, nullptr);
  Binding& known = at->second;
  if (!known.is_glob) {
    if (!binding.is_glob) report_two_names(program_, known, binding, name);
    return;
  }
  const Def old = known.def;
  if (!binding.is_glob || (replaced && is_same(old, *replaced) && !is_same(old, binding.def))) {
    known = std::move(binding);
    return hand_on(module, space, name, &old);
  }
  if (!is_same(old, binding.def)) {
    if (known.is_ambiguous) return;
    known.is_ambiguous = true;
    return hand_on(module, space, name, nullptr);
  }
  const Reach reach = reach_of(program_, known.visibility, known.defined_in);
  const Reach offered = reach_of(program_, binding.visibility, binding.defined_in);
  const bool is_wider = !covers(program_, reach, offered);
  const bool turns_ambiguous = binding.is_ambiguous && !known.is_ambiguous;
  if (is_wider) {
    known.visibility = binding.visibility;
    known.defined_in = binding.defined_in;
  }
  known.is_ambiguous |= binding.is_ambiguous;
  if (is_wider || turns_ambiguous) hand_on(module, space, name, nullptr);
}

/// Globs that were taken before bring what comes later too.
void ImportResolver::hand_on(ModuleId module, Namespace space, NameId name, const Def* replaced) {
  const auto importers = glob_importers_.find(module);
  if (importers == glob_importers_.end()) return;
  const Binding original = names(module, space).at(name);
  const std::vector<std::uint32_t> indices = importers->second;
  for (std::uint32_t index : indices) {
    const Import& import = imports_[index];
    if (!is_visible(program_, original, import.module)) continue;
    define(import.module, space, name, glob_binding(import, original), replaced);
  }
}

void ImportResolver::hand_on_trait(ModuleId module, TraitId trait) {
  std::vector<TraitId>& traits = program_.modules[module].unnamed_traits;
  if (std::find(traits.begin(), traits.end(), trait) != traits.end()) return;
  traits.push_back(trait);
  const auto importers = glob_importers_.find(module);
  if (importers == glob_importers_.end()) return;
  const std::vector<std::uint32_t> indices = importers->second;
  for (std::uint32_t index : indices) hand_on_trait(imports_[index].module, trait);
}

}  // namespace sema
