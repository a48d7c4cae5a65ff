#include "sema/visibility.h"

namespace sema {

ModuleId nearest_module(const Program& program, ModuleId module) {
  while (module && program.modules.at(module).is_block) module = program.modules.at(module).parent;
  return module;
}

bool is_inside(const Program& program, ModuleId module, ModuleId ancestor) {
  ancestor = nearest_module(program, ancestor);
  for (; module; module = program.modules.at(module).parent) {
    if (module == ancestor) return true;
  }
  return false;
}

namespace {

/// The module of `pub(in path)`: `crate`, `self` or `super`, then names of modules. A path that
/// names no module is as good as private.
ModuleId named_module(const Program& program, const syntax::Path& path, ModuleId from) {
  ModuleId at;
  for (const syntax::PathSegment& segment : path.segments) {
    const std::string_view word = program.names.text(segment.ident.name);
    if (word == "crate" || word == "$crate") {
      at = program.modules.at(from).crate_root;
    } else if (word == "self") {
      at = from;
    } else if (word == "super") {
      at = nearest_module(program, program.modules.at(at ? at : from).parent);
    } else {
      const Module& module = program.modules.at(at ? at : program.modules.at(from).crate_root);
      const auto found = module.types.find(segment.ident.name);
      if (found == module.types.end() || found->second.def.kind != Def::Kind::Module) return from;
      at = ModuleId(found->second.def.id);
    }
    if (!at) return from;
  }
  return at ? at : from;
}

}  // namespace

Reach reach_of(const Program& program, const syntax::Visibility& visibility, ModuleId defined_in) {
  const ModuleId home = nearest_module(program, defined_in);
  switch (visibility.kind) {
    case syntax::Visibility::Kind::Public: return {true, {}};
    case syntax::Visibility::Kind::Private: return {false, home};
    case syntax::Visibility::Kind::Crate: return {false, program.modules.at(home).crate_root};
    case syntax::Visibility::Kind::Super: {
      const ModuleId parent = nearest_module(program, program.modules.at(home).parent);
      return {false, parent ? parent : home};
    }
    case syntax::Visibility::Kind::In:
      return {false, named_module(program, visibility.in_path, home)};
  }
  return {false, home};
}

bool covers(const Program& program, const Reach& wide, const Reach& narrow) {
  if (wide.is_everywhere) return true;
  return !narrow.is_everywhere && is_inside(program, narrow.within, wide.within);
}

bool is_visible(const Program& program, const syntax::Visibility& visibility, ModuleId defined_in,
                ModuleId from) {
  if (visibility.kind == syntax::Visibility::Kind::Public) return true;
  const Reach reach = reach_of(program, visibility, defined_in);
  return is_inside(program, from, reach.within);
}

}  // namespace sema
