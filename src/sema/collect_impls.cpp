// Impls: heads first, so that they are found by trait and type; then what stands in them.

#include "base/text.h"
#include "sema/attributes.h"
#include "sema/collector.h"
#include "sema/impl_index.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

void Collector::complete_impl_head(const DeclaredImpl& declared) {
  const syntax::Item& node = program_.ast.items.at(declared.item);
  const auto& item = std::get<syntax::ImplItem>(node.kind);
  ImplEntry entry;
  entry.item = &item;
  entry.scope = module_scope(declared.module);

  ImplDef def;
  def.is_trait_impl = item.trait_path.has_value();
  def.is_negative = item.is_negative;
  def.is_unsafe = item.is_unsafe;
  def.self_ty = program_.types.error_;
  def.module = declared.module;
  def.item = declared.item;
  def.span = node.span;
  declare_params(program_, entry.scope, item.generics, def.generics);
  entry.scope.generics = def.generics;
  entry.id = program_.impls.add(std::move(def));
  entry.scope.impl = entry.id;
  ItemScope& scope = entry.scope;
  ImplId id = entry.id;

  bool has_trait = false;
  auto head = [this, &scope, &item, &has_trait, id] {
    scope.self_ty = TypeLowering(program_, scope, nullptr).type(item.self_type);
    program_.impls[id].self_ty = scope.self_ty;
    if (!item.trait_path) return;
    const syntax::Path& path = *item.trait_path;
    std::optional<TraitRef> trait = TypeLowering(program_, scope, nullptr)
                                        .trait_ref(path, path.segments.size(), scope.self_ty, nullptr);
    has_trait = trait.has_value();
    if (!trait) return;
    scope.trait = trait->trait;
    program_.impls[id].trait_ref = std::move(*trait);
  };
  lower_predicates(program_, scope, item.generics, nullptr, {head});
  program_.impls[id].generics = scope.generics;
  if (!item.trait_path || has_trait) index_impl(program_, id);
  impls_.push_back(std::move(entry));
}

namespace {

/// "main::Point<T>": the type of an impl in the paths of what stands in it.
std::string self_path(const Program& program, TyId id) {
  const Ty& ty = program.types[id];
  if (ty.kind != TyKind::Adt) return type_name(program, id);
  std::string path = program.adts.at(ty.adt()).path;
  for (std::size_t i = 0; i < ty.args.size(); ++i) {
    path += concat(i == 0 ? "<" : ", ", type_name(program, ty.args[i]));
  }
  return ty.args.empty() ? path : path + ">";
}

}  // namespace

void Collector::declare_impl_items(ImplEntry& entry) {
  std::string self = self_path(program_, entry.scope.self_ty);
  std::string path = self;
  if (entry.scope.trait) {
    path = concat("<", self, " as ", program_.traits.at(entry.scope.trait).path, ">");
  }
  for (syntax::ItemId item_id : entry.item->items) add_impl_item(entry, item_id, path);
}

void Collector::add_impl_item(ImplEntry& entry, syntax::ItemId item_id, const std::string& path) {
  const syntax::Item& node = program_.ast.items.at(item_id);
  bool of_trait = entry.item->trait_path.has_value();
  auto refuse_second = [&](const syntax::Ident& name, Span first) {
    Kind kind = of_trait ? Kind::DuplicateImplItem : Kind::DuplicateInherentItem;
    program_.diagnostics
        .add(kind, name.span, concat("the impl has two items called ",
                                     quoted(program_.names.text(name.name))))
        .label(first, "the first");
  };
  if (const auto* fn = std::get_if<syntax::FnItem>(&node.kind)) {
    FnDef def;
    def.name = fn->decl.name.name;
    def.owner = of_trait ? FnOwner::TraitImpl : FnOwner::InherentImpl;
    def.impl = entry.id;
    def.item = item_id;
    def.has_self = fn->decl.self_param.has_value();
    def.path = concat(path, "::", program_.names.text(def.name));
    def.name_span = fn->decl.name.span;
    FnId id = program_.fns.add(std::move(def));
    auto [first, is_new] = program_.impls[entry.id].fns.emplace(fn->decl.name.name, id);
    if (!is_new) refuse_second(fn->decl.name, program_.fns.at(first->second).name_span);
    if (!of_trait && node.visibility.kind != syntax::Visibility::Kind::Public) {
      program_.fn_visibility[id] = {node.visibility, entry.scope.module};
    }
    read_lang(program_, node.attributes, {Def::Kind::Fn, id.value, 0, {}});
    entry.fns.push_back({id, fn});
  } else if (const auto* item = std::get_if<syntax::ConstItem>(&node.kind)) {
    ConstDef def;
    def.impl = entry.id;
    ConstId id = program_.consts.add(std::move(def));
    declare_const(id, *item, item_id, entry.scope,
                  concat(path, "::", program_.names.text(item->name.name)));
    auto [first, is_new] = program_.impls[entry.id].consts.emplace(item->name.name, id);
    if (!is_new) refuse_second(item->name, program_.consts.at(first->second).span);
    entry.consts.push_back({id, item});
  } else if (const auto* assoc = std::get_if<syntax::TypeAliasItem>(&node.kind)) {
    if (!of_trait) {
      program_.diagnostics.add(Kind::Unsupported, assoc->name.span,
                               "inherent associated types are unstable");
      return;
    }
    if (!entry.scope.trait) return;
    AssocTyId declared = own_assoc_ty(program_, entry.scope.trait, assoc->name.name);
    if (!declared) {
      program_.diagnostics.add(
          has_trait_member(program_, entry.scope.trait, assoc->name.name) ? Kind::TypeForOther : Kind::NotATraitType, node.span,
          concat("type ", quoted(program_.names.text(assoc->name.name)), " is not a member of trait ",
                 quoted(program_.names.text(program_.traits.at(entry.scope.trait).name))));
      return;
    }
    ItemScope scope = entry.scope;
    scope.generics.parent_count = static_cast<std::uint32_t>(scope.generics.params.size());
    declare_params(program_, entry.scope, assoc->generics, scope.generics);
    lower_predicates(program_, scope, assoc->generics, nullptr);
    TyId ty = lower_type(program_, scope, assoc->type, nullptr);
    bool is_new = program_.impls[entry.id].assoc_tys.emplace(declared, ty).second;
    if (!is_new) refuse_second(assoc->name, program_.assoc_tys.at(declared).span);
  }
}

void Collector::note_drop(const ImplEntry& entry) {
  TraitId drop = program_.lang.trait("drop");
  if (!drop || entry.scope.trait != drop || entry.item->is_negative) return;
  const Ty& self = program_.types[entry.scope.self_ty];
  if (self.kind != TyKind::Adt || self.adt().value < program_.adts.frozen_count()) return;
  AdtDef& adt = program_.adts[self.adt()];
  adt.drop_impl = entry.id;
  if (!entry.fns.empty()) adt.drop_fn = entry.fns[0].id;
}

}  // namespace sema
