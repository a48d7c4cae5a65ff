#include "sema/resolve.h"

#include "sema/lookup.h"
#include "sema/path_resolver.h"
#include "sema/visibility.h"

namespace sema {

Namespace namespace_of(PathUse use) {
  switch (use) {
    case PathUse::Type: case PathUse::Trait: case PathUse::Struct: return Namespace::Types;
    case PathUse::Value: case PathUse::TuplePattern: case PathUse::UnitPattern: return Namespace::Values;
  }
  return Namespace::Types;
}

PathResolution resolve_path(Program& program, const ItemScope& scope, const syntax::Path& path,
                            Namespace space, bool report) {
  const PathUse use = space == Namespace::Types ? PathUse::Type : PathUse::Value;
  return PathResolver(program, scope, path, use, report, {}).resolve();
}

PathResolution resolve_path_as(Program& program, const ItemScope& scope, const syntax::Path& path,
                               PathUse use, const LocalNames& local_names) {
  return PathResolver(program, scope, path, use, true, local_names).resolve();
}

PathResolution PathResolver::done(Def def, std::uint32_t count) const {
  PathResolution resolution;
  resolution.def = def;
  resolution.resolved_segments = count;
  // What an import failed to bring was reported there.
  resolution.is_error = def.kind == Def::Kind::Error;
  return resolution;
}

PathResolution PathResolver::resolve() {
  if (path_.self_type || path_.segments.empty()) return {};
  Def def;
  std::uint32_t count = leading_words(def);
  if (count == length() && count > 0) {
    return space_ == Namespace::Values ? fail_word_as_value() : done(def, count);
  }
  if (count == 0 && path_word(program_, name(0)) == PathWord::SelfType) return self_type();
  if (count == 0 && path_.is_global) {
    const ModuleId root = extern_crate(program_, name(0));
    if (!root) return fail_in(ModuleId(), 0);
    def = {Def::Kind::Module, root.value, 0, {}};
    count = 1;
  } else if (count == 0) {
    const Found found = find_outward(space_at(0), name(0));
    if (found.def.kind == Def::Kind::None) return fail_outward(0);
    if (found.binding) check_use(*found.binding, 0);
    def = found.def;
    count = 1;
  }
  return go_on(def, count);
}

std::uint32_t PathResolver::leading_words(Def& def) {
  ModuleId module;
  std::uint32_t count = 0;
  for (; count < length(); ++count) {
    const PathWord word = path_word(program_, name(count));
    if (word == PathWord::Crate || word == PathWord::DollarCrate) {
      if (count > 0) break;
      module = crate_root_of(program_, path_.segments[0], scope_.module);
    } else if (word == PathWord::SelfModule) {
      if (count > 0) break;
      module = nearest_module(program_, scope_.module);
    } else if (word == PathWord::Super) {
      const ModuleId above = super_of(program_, count > 0 ? module : scope_.module);
      if (!above) break;
      module = above;
    } else {
      break;
    }
  }
  if (module) def = {Def::Kind::Module, module.value, 0, {}};
  return count;
}

PathResolution PathResolver::self_type() {
  if (!scope_.self_ty) return fail_self_type();
  return done({Def::Kind::SelfType, 0, 0, scope_.self_ty}, 1);
}

/// From `count` segments that mean `def` on through modules and enums.
PathResolution PathResolver::go_on(Def def, std::uint32_t count) {
  while (count < length()) {
    const ModuleId module = names_inside(program_, def);
    if (!module) return done(def, count);
    const Binding* binding = find_in_module(program_, module, space_at(count), name(count));
    if (!binding) {
      // What is no variant may be an associated item.
      if (def.kind == Def::Kind::Adt) return done(def, count);
      // `f64::sqrt` means the type, even where the module `std::f64` was imported.
      if (count == 1 && !path_.is_global) {
        const Def primitive = primitive_type(program_, name(0));
        if (primitive.kind != Def::Kind::None) return done(primitive, 1);
      }
      return fail_in(module, count);
    }
    check_use(*binding, count);
    def = binding->def;
    ++count;
    if (def.kind == Def::Kind::Error) return done(def, length());
    if (def.kind == Def::Kind::Variant || def.kind == Def::Kind::Ctor) break;
  }
  if (def.kind == Def::Kind::Error) return done(def, length());
  // A type `str` beside an imported module `str`.
  if (def.kind == Def::Kind::Module && length() == 1 && !path_.is_global) {
    const Def primitive = primitive_type(program_, name(0));
    if (primitive.kind != Def::Kind::None) return done(primitive, 1);
  }
  return done(def, count);
}

PathResolver::Found PathResolver::find_outward(Namespace space, NameId name) const {
  ModuleId module = scope_.module;
  const auto found_in = [&](ModuleId in) {
    const Binding* binding = find_in_module(program_, in, space, name);
    return binding ? Found{binding->def, binding} : Found();
  };
  // Blocks of the body hide the function's parameters; blocks around the function do not.
  const syntax::ItemId own = scope_.fn ? program_.fns.at(scope_.fn).item : syntax::ItemId();
  while (own && program_.modules.at(module).is_block && program_.modules.at(module).body_of == own) {
    if (const Found found = found_in(module); found.binding) return found;
    module = program_.modules.at(module).parent;
  }
  if (const Def param = find_param(space, name); param.kind != Def::Kind::None) return {param, nullptr};
  for (; module; module = program_.modules.at(module).parent) {
    if (const Found found = found_in(module); found.binding) return found;
    if (!program_.modules.at(module).is_block) break;
  }
  if (space == Namespace::Types) {
    if (const ModuleId root = extern_crate(program_, name)) {
      return {{Def::Kind::Module, root.value, 0, {}}, nullptr};
    }
  }
  if (const ModuleId prelude = prelude_of(program_, scope_.module)) {
    if (const Found found = found_in(prelude); found.binding) return found;
  }
  if (space == Namespace::Types) return {primitive_type(program_, name), nullptr};
  return {};
}

Def PathResolver::find_param(Namespace space, NameId name) const {
  const std::vector<GenericParamDef>& params = scope_.generics.params;
  for (std::size_t i = params.size(); i-- > 0;) {
    if (params[i].name != name || params[i].is_const != (space == Namespace::Values)) continue;
    const auto index = static_cast<std::uint32_t>(i);
    return {params[i].is_const ? Def::Kind::ConstParam : Def::Kind::TypeParam, index, 0,
            program_.types.param(index, name)};
  }
  return {};
}

void PathResolver::check_use(const Binding& binding, std::uint32_t at) {
  if (!is_reporting_) return;
  if (!is_visible(program_, binding, scope_.module)) report_hidden(binding, at);
  if (binding.is_ambiguous) report_ambiguous(at);
}

}  // namespace sema
