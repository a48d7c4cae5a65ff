#include "sema/lookup.h"

#include <algorithm>

#include "base/text.h"
#include "sema/visibility.h"

namespace sema {

PathWord path_word(const Program& program, NameId name) {
  const std::string_view text = program.names.text(name);
  if (text == "crate") return PathWord::Crate;
  if (text == "$crate") return PathWord::DollarCrate;
  if (text == "self") return PathWord::SelfModule;
  if (text == "super") return PathWord::Super;
  if (text == "Self") return PathWord::SelfType;
  return PathWord::Name;
}

const Binding* find_in_module(const Program& program, ModuleId module, Namespace space, NameId name) {
  const Module& in = program.modules.at(module);
  const auto& names = space == Namespace::Types ? in.types : in.values;
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

ModuleId crate_root_of(const Program& program, const syntax::PathSegment& word, ModuleId from) {
  const Span span = word.ident.span;
  const bool is_of_std = path_word(program, word.ident.name) == PathWord::DollarCrate && span.file &&
                         program.sources.file(span.file).origin == FileOrigin::Std;
  return is_of_std ? program.std_root : program.modules.at(from).crate_root;
}

ModuleId super_of(const Program& program, ModuleId module) {
  const ModuleId parent = program.modules.at(nearest_module(program, module)).parent;
  return parent ? nearest_module(program, parent) : ModuleId();
}

ModuleId extern_crate(const Program& program, NameId name) {
  const std::string_view text = program.names.text(name);
  const bool is_std = text == "std" || text == "core" || text == "alloc";
  if (is_std) return program.std_root;
  // The runtime for lessons is embedded with std.
  const Binding* runtime = text == "crabglass" && program.std_root ? find_in_module(program, program.std_root, Namespace::Types, name) : nullptr;
  return runtime ? ModuleId(runtime->def.id) : ModuleId();
}

ModuleId prelude_of(const Program& program, ModuleId from) {
  if (!program.std_root) return {};
  const auto module_in = [&](ModuleId module, std::string_view name) {
    const NameId id = program.names.find(name);
    const Binding* found = id ? find_in_module(program, module, Namespace::Types, id) : nullptr;
    const bool is_module = found && found->def.kind == Def::Kind::Module;
    return is_module ? ModuleId(found->def.id) : ModuleId();
  };
  const ModuleId all = module_in(program.std_root, "prelude");
  if (!all) return {};
  const bool is_2021 = program.modules.at(from).crate_root != program.std_root &&
                       program.edition == syntax::Edition::E2021;
  return module_in(all, is_2021 ? "rust_2021" : "rust_2024");
}

Def primitive_type(Program& program, NameId name) {
  const std::string_view text = program.names.text(name);
  const auto named = [](Primitive kind, TyId ty) {
    return Def{Def::Kind::Primitive, static_cast<std::uint32_t>(kind), 0, ty};
  };
  if (text.size() < 2 || text.size() > 5) return {};
  if (text == "bool") return named(Primitive::Bool, program.types.bool_);
  if (text == "char") return named(Primitive::Char, program.types.char_);
  if (text == "str") return named(Primitive::Str, program.types.str_);
  if (text == "f64") return named(Primitive::Float, program.types.f64_);
  if (text == "f32") return named(Primitive::Float, program.types.f32_);
  if (text[0] != 'i' && text[0] != 'u') return {};
  for (int i = 0; i <= static_cast<int>(IntKind::Usize); ++i) {
    const auto kind = static_cast<IntKind>(i);
    if (text == name_of(kind)) return named(Primitive::Int, program.types.int_type(kind));
  }
  return {};
}

ModuleId names_inside(const Program& program, const Def& def) {
  if (def.kind == Def::Kind::Module) return ModuleId(def.id);
  if (def.kind != Def::Kind::Adt) return {};
  const auto found = program.enum_modules.find(AdtId(def.id));
  return found == program.enum_modules.end() ? ModuleId() : found->second;
}

bool is_same(const Def& a, const Def& b) {
  return a.kind == b.kind && a.id == b.id && a.variant == b.variant && a.ty == b.ty;
}

std::string_view word_for(const Program& program, const Def& def) {
  switch (def.kind) {
    case Def::Kind::None: case Def::Kind::Error: return "item";
    case Def::Kind::Module: return "module";
    case Def::Kind::Adt:
      switch (program.adts.at(AdtId(def.id)).kind) {
        case AdtKind::Struct: return "struct";
        case AdtKind::Enum: return "enum";
        case AdtKind::Union: return "union";
      }
      return "type";
    case Def::Kind::Variant: return "variant";
    case Def::Kind::Trait: return "trait";
    case Def::Kind::TypeAlias: return "type alias";
    case Def::Kind::Fn: return "function";
    case Def::Kind::Ctor:
      return program.adts.at(AdtId(def.id)).kind == AdtKind::Enum ? "variant" : "tuple struct constructor";
    case Def::Kind::Const: return "constant";
    case Def::Kind::Static: return "static";
    case Def::Kind::Primitive: return "built-in type";
    case Def::Kind::TypeParam: return "type parameter";
    case Def::Kind::ConstParam: return "const parameter";
    case Def::Kind::SelfType: return "self type";
    case Def::Kind::AssocTy: return "associated type";
    case Def::Kind::ForeignType: return "foreign type";
  }
  return "item";
}

std::string path_text(const Program& program, const syntax::Path& path, std::size_t count) {
  std::string out = path.is_global ? "::" : "";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += "::";
    out += program.names.text(path.segments[i].ident.name);
  }
  return out;
}

std::vector<std::string_view> names_of(const Program& program, ModuleId module, Namespace space) {
  const Module& in = program.modules.at(module);
  std::vector<std::string_view> names;
  for (const auto& [name, binding] : space == Namespace::Types ? in.types : in.values) {
    if (binding.def.kind != Def::Kind::Error) names.push_back(program.names.text(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace sema
