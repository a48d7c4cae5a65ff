#include "sema/collector.h"

#include <algorithm>

#include "base/text.h"
#include "sema/attributes.h"

namespace sema {

ModuleId collect_crate(Program& program, const syntax::Crate& crate, bool is_std) {
  CrateCollection collection(program, crate, is_std);
  while (collection.advance()) {}
  return collection.root();
}

struct CrateCollection::Declared {
  Declared(Program& program, const syntax::Crate& crate, bool is_std)
      : declarations(declare_crate(program, crate, is_std)), collector(program, declarations, is_std) {}
  Declarations declarations;
  Collector collector;
};

CrateCollection::CrateCollection(Program& program, const syntax::Crate& crate, bool is_std)
    : program_(program), crate_(crate), is_std_(is_std) {}
CrateCollection::~CrateCollection() = default;

bool CrateCollection::advance() {
  if (!declared_) {
    if (!is_std_) program_.crate_attributes = crate_.attributes;
    declared_ = std::make_unique<Declared>(program_, crate_, is_std_);
    return true;
  }
  if (declared_->collector.advance()) return true;
  if (!is_std_) check_signatures(program_, declared_->declarations);
  return false;
}

ModuleId CrateCollection::root() const { return declared_->declarations.root; }

namespace {
constexpr std::size_t impls_a_piece = 1'000;   // a few milliseconds of work
}

ItemScope Collector::module_scope(ModuleId module) const {
  ItemScope scope;
  scope.module = module;
  return scope;
}

bool Collector::advance() {
  switch (stage_) {
    case Stage::Names:
      declare_names();
      stage_ = Stage::Bounds;
      return true;
    case Stage::Bounds:
      for (TraitEntry& entry : traits_) find_supertraits(entry);
      for (TraitEntry& entry : traits_) complete_trait_bounds(entry);
      for (AdtEntry& entry : adts_) complete_adt_bounds(entry);
      for (const DeclaredImpl& impl : declarations_.impls) complete_impl_head(impl);
      stage_ = Stage::ImplItems;
      return true;
    case Stage::ImplItems:
      for (ImplEntry& entry : impls_) declare_impl_items(entry);
      stage_ = Stage::FreeItems;
      return true;
    case Stage::FreeItems:
      complete_free_items();
      for (TraitEntry& entry : traits_) complete_trait_items(entry);
      stage_ = Stage::Impls;
      return true;
    case Stage::Impls:
      for (std::size_t left = impls_a_piece; left > 0 && next_impl_ < impls_.size(); --left) complete_impl(impls_[next_impl_++]);
      if (next_impl_ == impls_.size()) stage_ = Stage::Fields;
      return true;
    case Stage::Fields:
      complete_discriminants();
      for (AdtEntry& entry : adts_) complete_fields(entry);   // lengths in them may call const functions
      if (!is_std_) note_entry_points();
  }
  return false;
}

void Collector::declare_names() {
  const syntax::Ast& ast = program_.ast;
  for (const Declared& declared : declarations_.items) {
    const syntax::Item& node = ast.items.at(declared.item);
    switch (declared.def.kind) {
      case Def::Kind::Adt: declare_adt(declared); break;
      case Def::Kind::Trait: declare_trait(declared); break;
      case Def::Kind::TypeAlias:
        declare_alias(declared, std::get<syntax::TypeAliasItem>(node.kind));
        break;
      case Def::Kind::Const: {
        const auto& item = std::get<syntax::ConstItem>(node.kind);
        ConstId id(declared.def.id);
        declare_const(id, item, declared.item, module_scope(declared.module),
                      program_.consts.at(id).path);
        read_lang(program_, node.attributes, declared.def);
        break;
      }
      case Def::Kind::Fn: {
        if (declared.is_foreign) program_.fns[FnId(declared.def.id)].abi = declared.abi;
        read_lang(program_, node.attributes, declared.def);
        break;
      }
      default: break;
    }
  }
  complete_defaults();
  std::size_t mistakes = program_.diagnostics.size();
  complete_discriminants();   // those that call functions follow when their signatures are known
  program_.diagnostics.truncate(mistakes);
}

void Collector::complete_free_items() {
  const syntax::Ast& ast = program_.ast;
  complete_aliases();
  for (const Declared& declared : declarations_.items) {
    const syntax::Item& node = ast.items.at(declared.item);
    if (declared.def.kind == Def::Kind::Const) {
      complete_const(ConstId(declared.def.id), module_scope(declared.module));
    } else if (declared.def.kind == Def::Kind::Static) {
      complete_static(StaticId(declared.def.id), std::get<syntax::StaticItem>(node.kind), declared);
    } else if (declared.def.kind == Def::Kind::Fn) {
      complete_fn(FnId(declared.def.id), std::get<syntax::FnItem>(node.kind),
                  module_scope(declared.module));
    }
  }
}

void Collector::complete_impl(const ImplEntry& entry) {
  for (const ConstEntry& one : entry.consts) complete_const(one.id, entry.scope);
  for (const FnEntry& fn : entry.fns) complete_fn(fn.id, *fn.item, entry.scope);
  note_drop(entry);
}

void Collector::declare_alias(const Declared& declared, const syntax::TypeAliasItem& item) {
  TypeAliasDef& def = program_.type_aliases[Id<struct TypeAliasTag>(declared.def.id)];
  def.name = item.name.name;
  def.type = item.type;
  def.module = declared.module;
  def.span = item.name.span;
  Generics generics;
  declare_params(program_, module_scope(declared.module), item.generics, generics);
  program_.type_aliases[Id<struct TypeAliasTag>(declared.def.id)].generics = std::move(generics);
}

/// Defaults of all types and traits together: `struct A<T = B>` may stand before `struct B<U = u8>`.
void Collector::complete_defaults() {
  std::vector<std::function<void()>> steps;
  for (const Declared& declared : declarations_.items) {
    const syntax::Item& node = program_.ast.items.at(declared.item);
    const syntax::Generics* written = nullptr;
    if (const auto* one = std::get_if<syntax::StructItem>(&node.kind)) written = &one->generics;
    if (const auto* one = std::get_if<syntax::EnumItem>(&node.kind)) written = &one->generics;
    if (const auto* one = std::get_if<syntax::UnionItem>(&node.kind)) written = &one->generics;
    if (const auto* one = std::get_if<syntax::TraitItem>(&node.kind)) written = &one->generics;
    if (const auto* one = std::get_if<syntax::TypeAliasItem>(&node.kind)) written = &one->generics;
    if (!written || std::none_of(written->params.begin(), written->params.end(),
                                 [](const syntax::GenericParam& param) {
                                   return param.default_type || param.const_default;
                                 })) {
      continue;
    }
    steps.push_back([this, &declared, written] {
      ItemScope scope = module_scope(declared.module);
      switch (declared.def.kind) {
        case Def::Kind::Adt: {
          AdtId id(declared.def.id);
          scope.generics = program_.adts.at(id).generics;
          scope.is_adt_header = true;
          lower_defaults(program_, scope, *written, scope.generics);
          program_.adts[id].generics = scope.generics;
          break;
        }
        case Def::Kind::Trait: {
          TraitId id(declared.def.id);
          scope.generics = program_.traits.at(id).generics;
          scope.self_ty = program_.types.param(0, program_.names.intern("Self"));
          scope.trait = id;
          lower_defaults(program_, scope, *written, scope.generics);
          program_.traits[id].generics = scope.generics;
          break;
        }
        default: {
          Id<struct TypeAliasTag> id(declared.def.id);
          scope.generics = program_.type_aliases.at(id).generics;
          lower_defaults(program_, scope, *written, scope.generics);
          program_.type_aliases[id].generics = scope.generics;
        }
      }
    });
  }
  settle(program_, std::move(steps));
}

void Collector::complete_aliases() {
  for (const Declared& declared : declarations_.items) {
    if (declared.def.kind == Def::Kind::TypeAlias) {
      Id<struct TypeAliasTag> id(declared.def.id);
      TyId ty = type_of_alias(program_, id);
      program_.type_aliases[id].ty = ty;
    }
  }
}

void Collector::declare_const(ConstId id, const syntax::ConstItem& item, syntax::ItemId item_id,
                              const ItemScope& scope, std::string path) {
  ConstDef& def = program_.consts[id];
  def.name = item.name.name;
  def.generics = scope.generics;
  def.has_value = static_cast<bool>(item.value);
  def.path = std::move(path);
  def.span = item.name.span;
  program_.const_items[id] = item_id;
  program_.const_scopes[id] = scope;
}

void Collector::complete_const(ConstId id, const ItemScope& scope) {
  program_.const_scopes[id] = scope;   // with the bounds, which the type may need
  TyId ty = type_of_const(program_, id);
  ConstDef& def = program_.consts[id];
  def.ty = ty;
  def.generics = scope.generics;
  def.generics.parent_count = static_cast<std::uint32_t>(scope.generics.params.size());
}

void Collector::complete_static(StaticId id, const syntax::StaticItem& item,
                                const Declared& declared) {
  ItemScope scope = module_scope(declared.module);
  TyId ty = lower_type(program_, scope, item.type, nullptr);
  const syntax::Item& node = program_.ast.items.at(declared.item);
  StaticDef& def = program_.statics[id];
  def.name = item.name.name;
  def.ty = ty;
  def.mutability = item.mutability;
  def.is_thread_local = find_attribute(node.attributes, "thread_local") != nullptr;
  def.is_foreign = declared.is_foreign;
  def.span = item.name.span;
  program_.static_items[id] = declared.item;
  program_.static_scopes[id] = std::move(scope);
}

}  // namespace sema
