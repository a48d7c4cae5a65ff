// The items of a crate: each gets its id, and its name in the module or block it stands in.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "sema/declare.h"
#include "sema/declaring_blocks.h"
#include "sema/imports.h"
#include "sema/visibility.h"

namespace sema {

using diag::Kind;

namespace {

Kind kind_of_conflict(const Binding& one, const Binding& other) {
  if (one.is_extern_crate && other.is_extern_crate) return Kind::CrateTwice;
  if (one.is_import && other.is_import) return one.is_extern_crate || other.is_extern_crate ? Kind::ImportedCrateName : Kind::ImportedTwice;
  if (one.is_extern_crate || other.is_extern_crate) return Kind::CrateConflict;
  return one.is_import || other.is_import ? Kind::ImportConflict : Kind::DuplicateDefinition;
}

}  // namespace

void report_two_names(Program& program, const Binding& one, const Binding& other, NameId name) {
  const bool is_one_later = other.span.begin < one.span.begin;
  const Binding& later = is_one_later ? one : other;
  const Binding& earlier = is_one_later ? other : one;
  const Kind kind = kind_of_conflict(one, other);
  diag::Diagnostic& said = program.diagnostics.add(kind, later.span, concat("the name ", quoted(program.names.text(name)), " is defined multiple times"));
  said.label(earlier.span, earlier.is_import ? "it was imported here before" : "the first definition is here");
  if (kind != Kind::DuplicateDefinition) said.with_help("rename the import with `as`");
}

void bind_item(Program& program, ModuleId module, Namespace space, NameId name, Binding binding) {
  Module& into = program.modules[module];
  auto& names = space == Namespace::Types ? into.types : into.values;
  const auto [at, is_new] = names.emplace(name, binding);
  if (!is_new) report_two_names(program, at->second, binding, name);
}

namespace {

/// Where an item stands: its module, and the words before its name ("main::shapes").
struct Place {
  ModuleId module;
  std::string path;
};

class Declarer {
 public:
  Declarer(Program& program, bool is_std) : program_(program), is_std_(is_std) {}

  Declarations run(const syntax::Crate& crate) {
    const NameId name = program_.names.intern(is_std_ ? "std" : "main");
    const ModuleId root = program_.modules.next_id();
    Module module;
    module.name = name;
    module.crate_root = root;
    program_.modules.add(std::move(module));
    (is_std_ ? program_.std_root : program_.user_root) = root;
    out_.root = root;
    const Place place{root, is_std_ ? "std" : "main"};
    for (syntax::ItemId id : crate.items) declare(id, place);
    resolve_imports(program_, imports_);
    return std::move(out_);
  }

 private:
  void declare(syntax::ItemId id, const Place& place) {
    const syntax::Item& item = program_.ast.items.at(id);
    std::visit([&](const auto& kind) { declare(kind, item, id, place); }, item.kind);
  }

  // ---- Types

  void declare(const syntax::StructItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    const AdtId adt = add_adt(node.name, AdtKind::Struct, item, id, place);
    if (node.fields.kind != syntax::FieldsKind::Named) {
      Binding ctor = binding(item, node.name, place, {Def::Kind::Ctor, adt.value, 0, {}});
      ctor.visibility = narrowest(item.visibility, node.fields, place);
      bind_item(program_, place.module, Namespace::Values, node.name.name, std::move(ctor));
    }
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    for (const syntax::FieldDecl& field : node.fields.fields) finder.visit(field.type);
    declare_blocks(finder, id, inside(place, node.name));
  }

  void declare(const syntax::UnionItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    add_adt(node.name, AdtKind::Union, item, id, place);
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    for (const syntax::FieldDecl& field : node.fields.fields) finder.visit(field.type);
    declare_blocks(finder, id, inside(place, node.name));
  }

  void declare(const syntax::EnumItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    const AdtId adt = add_adt(node.name, AdtKind::Enum, item, id, place);
    const ModuleId variants = add_module(node.name.name, place);
    program_.modules[variants].enum_def = adt;
    program_.enum_modules[adt] = variants;
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    for (VariantIndex i = 0; i < node.variants.size(); ++i) {
      const syntax::VariantDecl& variant = node.variants[i];
      // A variant is as visible as its enum.
      Binding type = binding(item, variant.name, place, {Def::Kind::Variant, adt.value, i, {}});
      Binding value = type;
      if (variant.fields.kind != syntax::FieldsKind::Named) value.def.kind = Def::Kind::Ctor;
      const std::size_t reported = program_.diagnostics.size();
      bind_item(program_, variants, Namespace::Types, variant.name.name, std::move(type));
      // Both names are taken together: what is said of one is said.
      if (program_.diagnostics.size() == reported) {
        bind_item(program_, variants, Namespace::Values, variant.name.name, std::move(value));
      }
      for (const syntax::FieldDecl& field : variant.fields.fields) finder.visit(field.type);
      finder.visit(variant.discriminant);
    }
    declare_blocks(finder, id, inside(place, node.name));
  }

  void declare(const syntax::TraitItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    TraitDef def;
    def.name = node.name.name;
    def.is_auto = node.is_auto;
    def.is_unsafe = node.is_unsafe;
    def.path = path_of(place, node.name);
    def.span = item.span;
    const TraitId trait = program_.traits.add(std::move(def));
    add(Namespace::Types, node.name, {Def::Kind::Trait, trait.value, 0, {}}, item, id, place);
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    declare_blocks(finder, id, inside(place, node.name));
    declare_bodies(node.items, inside(place, node.name));
  }

  void declare(const syntax::TypeAliasItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    TypeAliasDef def;
    def.name = node.name.name;
    def.type = node.type;
    def.module = place.module;
    def.span = item.span;
    const auto alias = program_.type_aliases.add(std::move(def));
    add(Namespace::Types, node.name, {Def::Kind::TypeAlias, alias.value, 0, {}}, item, id, place);
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    finder.visit(node.type);
    declare_blocks(finder, id, inside(place, node.name));
  }

  // ---- Values

  void declare(const syntax::FnItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    add_fn(node, item, id, place, FnOwner::Free);
    declare_in_fn(node.decl, id, place);
  }

  void declare(const syntax::ConstItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    ConstDef def;
    def.name = node.name.name;
    def.has_value = static_cast<bool>(node.value);
    def.path = path_of(place, node.name);
    def.span = item.span;
    const ConstId constant = program_.consts.add(std::move(def));
    const Def named{Def::Kind::Const, constant.value, 0, {}};
    if (program_.names.text(node.name.name) == "_") {
      out_.items.push_back({id, place.module, named, false, {}, false});
    } else {
      add(Namespace::Values, node.name, named, item, id, place);
    }
    declare_in_value(node.type, node.value, id, inside(place, node.name));
  }

  void declare(const syntax::StaticItem& node, const syntax::Item& item, syntax::ItemId id,
               const Place& place) {
    add_static(node, item, id, place, false);
    declare_in_value(node.type, node.value, id, inside(place, node.name));
  }

  // ---- Items that hold items

  void declare(const syntax::ModItem& node, const syntax::Item& item, syntax::ItemId,
               const Place& place) {
    const ModuleId module = add_module(node.name.name, place);
    bind_item(program_, place.module, Namespace::Types, node.name.name,
              binding(item, node.name, place, {Def::Kind::Module, module.value, 0, {}}));
    const Place within{module, path_of(place, node.name)};
    for (syntax::ItemId inner : node.items) declare(inner, within);
  }

  void declare(const syntax::ImplItem& node, const syntax::Item&, syntax::ItemId id,
               const Place& place) {
    out_.impls.push_back({id, place.module});
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(node.generics);
    finder.visit(node.self_type);
    declare_blocks(finder, id, place);
    declare_bodies(node.items, place);
  }

  void declare(const syntax::ExternBlockItem& node, const syntax::Item&, syntax::ItemId,
               const Place& place) {
    for (syntax::ItemId id : node.items) {
      const syntax::Item& item = program_.ast.items.at(id);
      const std::size_t before = out_.items.size();
      if (const auto* fn = std::get_if<syntax::FnItem>(&item.kind)) {
        add_fn(*fn, item, id, place, FnOwner::Foreign);
      } else if (const auto* data = std::get_if<syntax::StaticItem>(&item.kind)) {
        add_static(*data, item, id, place, true);
      } else if (const auto* type = std::get_if<syntax::TypeAliasItem>(&item.kind)) {
        add(Namespace::Types, type->name, {Def::Kind::ForeignType, id.value, 0, {}}, item, id, place);
      }
      for (std::size_t i = before; i < out_.items.size(); ++i) {
        out_.items[i].is_foreign = true;
        out_.items[i].abi = node.abi;
        out_.items[i].is_unsafe_block = node.is_unsafe;
      }
    }
  }

  void declare(const syntax::UseItem&, const syntax::Item&, syntax::ItemId id, const Place& place) {
    imports_.push_back({place.module, id});
  }

  void declare(const syntax::ExternCrateItem& node, const syntax::Item& item, syntax::ItemId,
               const Place& place) {
    const std::string_view name = program_.names.text(node.name.name);
    ModuleId root;
    if (name == "std" || name == "core" || name == "alloc") root = program_.std_root;
    if (name == "self") root = out_.root;
    if (!root) {
      program_.diagnostics.add(Kind::UnknownCrate, item.span,
                               concat("there is no crate ", quoted(name)))
          .with_help("a program here has `std`, `core` and `alloc`, and no other crates");
      return;
    }
    const syntax::Ident& as = node.rename ? *node.rename : node.name;
    if (program_.names.text(as.name) == "_") return;
    Binding bound = binding(item, as, place, {Def::Kind::Module, root.value, 0, {}});
    bound.is_import = bound.is_extern_crate = true;
    bind_item(program_, place.module, Namespace::Types, as.name, std::move(bound));
  }

  void declare(const syntax::ErrorItem&, const syntax::Item&, syntax::ItemId, const Place&) {}

  // ---- Bodies

  void declare_in_fn(const syntax::FnDecl& decl, syntax::ItemId id, const Place& place) {
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(decl.generics);
    for (const syntax::Param& param : decl.params) {
      finder.visit(param.pattern);
      finder.visit(param.type);
    }
    finder.visit(decl.output);
    // A body that was left for later declares nothing.
    if (decl.body && !program_.ast.blocks.at(decl.body).unread) finder.visit(decl.body);
    declare_blocks(finder, id, inside(place, decl.name));
  }

  void declare_in_value(syntax::TypeId type, syntax::ExprId value, syntax::ItemId id,
                        const Place& place) {
    DeclaringBlockFinder finder(program_.ast);
    finder.visit(type);
    finder.visit(value);
    declare_blocks(finder, id, place);
  }

  /// What the items of a trait or impl have in their bodies; themselves they have no names here.
  void declare_bodies(const std::vector<syntax::ItemId>& items, const Place& place) {
    for (syntax::ItemId id : items) {
      const syntax::Item& item = program_.ast.items.at(id);
      if (const auto* fn = std::get_if<syntax::FnItem>(&item.kind)) {
        declare_in_fn(fn->decl, id, place);
      } else if (const auto* constant = std::get_if<syntax::ConstItem>(&item.kind)) {
        declare_in_value(constant->type, constant->value, id, inside(place, constant->name));
      } else if (const auto* alias = std::get_if<syntax::TypeAliasItem>(&item.kind)) {
        declare_in_value(alias->type, {}, id, inside(place, alias->name));
      }
    }
  }

  void declare_blocks(DeclaringBlockFinder& finder, syntax::ItemId body_of, const Place& place) {
    std::vector<ModuleId> made;
    for (const DeclaringBlock& declaring : finder.take()) {
      const bool is_outermost = declaring.parent == DeclaringBlock::no_parent;
      const Place around{is_outermost ? place.module : made[declaring.parent], place.path};
      const ModuleId module = add_module(NameId(), around);
      program_.modules[module].is_block = true;
      program_.modules[module].body_of = body_of;
      program_.block_modules[declaring.block] = module;
      made.push_back(module);
      for (const syntax::Stmt& stmt : program_.ast.blocks.at(declaring.block).stmts) {
        if (const auto* item = std::get_if<syntax::ItemStmt>(&stmt.kind)) {
          declare(item->item, {module, place.path});
        }
      }
    }
  }

  // ---- Small steps

  std::string path_of(const Place& place, const syntax::Ident& name) const {
    return concat(place.path, "::", program_.names.text(name.name));
  }
  Place inside(const Place& place, const syntax::Ident& name) const {
    return {place.module, path_of(place, name)};
  }

  Binding binding(const syntax::Item& item, const syntax::Ident& name, const Place& place,
                  Def def) const {
    Binding bound;
    bound.def = def;
    bound.visibility = item.visibility;
    bound.defined_in = place.module;
    bound.span = name.span;
    return bound;
  }

  void add(Namespace space, const syntax::Ident& name, Def def, const syntax::Item& item,
           syntax::ItemId id, const Place& place) {
    bind_item(program_, place.module, space, name.name, binding(item, name, place, def));
    out_.items.push_back({id, place.module, def, false, {}, false});
  }

  ModuleId add_module(NameId name, const Place& place) {
    Module module;
    module.parent = place.module;
    module.name = name;
    module.crate_root = out_.root;
    return program_.modules.add(std::move(module));
  }

  AdtId add_adt(const syntax::Ident& name, AdtKind kind, const syntax::Item& item,
                syntax::ItemId id, const Place& place) {
    AdtDef def;
    def.name = name.name;
    def.kind = kind;
    def.path = path_of(place, name);
    def.span = item.span;
    const AdtId adt = program_.adts.add(std::move(def));
    add(Namespace::Types, name, {Def::Kind::Adt, adt.value, 0, {}}, item, id, place);
    return adt;
  }

  void add_fn(const syntax::FnItem& node, const syntax::Item& item, syntax::ItemId id,
              const Place& place, FnOwner owner) {
    FnDef def;
    def.name = node.decl.name.name;
    def.owner = owner;
    def.path = path_of(place, node.decl.name);
    def.item = id;
    def.span = item.span;
    def.name_span = node.decl.name.span;
    const FnId fn = program_.fns.add(std::move(def));
    add(Namespace::Values, node.decl.name, {Def::Kind::Fn, fn.value, 0, {}}, item, id, place);
  }

  void add_static(const syntax::StaticItem& node, const syntax::Item& item, syntax::ItemId id,
                  const Place& place, bool is_foreign) {
    StaticDef def;
    def.name = node.name.name;
    def.mutability = node.mutability;
    def.is_foreign = is_foreign;
    def.path = path_of(place, node.name);
    def.span = item.span;
    const StaticId data = program_.statics.add(std::move(def));
    add(Namespace::Values, node.name, {Def::Kind::Static, data.value, 0, {}}, item, id, place);
  }

  /// A tuple struct is built by its name only where all its fields are visible.
  syntax::Visibility narrowest(const syntax::Visibility& item, const syntax::Fields& fields,
                               const Place& place) const {
    syntax::Visibility narrow = item;
    for (const syntax::FieldDecl& field : fields.fields) {
      const Reach so_far = reach_of(program_, narrow, place.module);
      const Reach reach = reach_of(program_, field.visibility, place.module);
      if (!covers(program_, reach, so_far)) narrow = field.visibility;
    }
    return narrow;
  }

  Program& program_;
  const bool is_std_;
  Declarations out_;
  std::vector<PendingImport> imports_;
};

}  // namespace

Declarations declare_crate(Program& program, const syntax::Crate& crate, bool is_std) {
  return Declarer(program, is_std).run(crate);
}

}  // namespace sema
