// Traits: their associated items by name first, then supertraits and bounds, then signatures.

#include <algorithm>

#include "base/text.h"
#include "sema/attributes.h"
#include "sema/collector.h"
#include "sema/impl_index.h"

namespace sema {

using diag::Kind;

void Collector::declare_trait(const Declared& declared) {
  const syntax::Item& node = program_.ast.items.at(declared.item);
  const auto& item = std::get<syntax::TraitItem>(node.kind);
  TraitEntry entry;
  entry.id = TraitId(declared.def.id);
  entry.item = &item;

  TraitDef def;
  def.name = item.name.name;
  def.item = declared.item;
  def.is_auto = item.is_auto;
  def.is_unsafe = item.is_unsafe;
  def.is_marker = find_attribute(node.attributes, "marker") != nullptr;
  def.path = program_.traits.at(entry.id).path;
  def.span = item.name.span;
  GenericParamDef self;
  self.name = program_.names.intern("Self");
  self.is_sized = false;
  def.generics.params.push_back(self);
  declare_params(program_, module_scope(declared.module), item.generics, def.generics);
  read_lang(program_, node.attributes, declared.def);

  entry.scope = module_scope(declared.module);
  entry.scope.generics = def.generics;
  entry.scope.self_ty = program_.types.param(0, self.name);
  entry.scope.trait = entry.id;
  Predicate holds;
  holds.trait_ref = {entry.id, identity_args(program_.types, def.generics)};
  holds.span = item.name.span;
  entry.scope.generics.predicates.push_back(std::move(holds));

  std::string path = def.path;
  program_.traits[entry.id] = std::move(def);
  declare_trait_items(entry, path);
  index_trait(program_, entry.id);
  traits_.push_back(std::move(entry));
}

void Collector::declare_trait_items(TraitEntry& entry, const std::string& path) {
  Generics around;
  around.params = entry.scope.generics.params;
  around.parent_count = static_cast<std::uint32_t>(around.params.size());
  for (syntax::ItemId item_id : entry.item->items) {
    const syntax::Item& node = program_.ast.items.at(item_id);
    if (const auto* fn = std::get_if<syntax::FnItem>(&node.kind)) {
      FnDef def;
      def.name = fn->decl.name.name;
      def.owner = FnOwner::Trait;
      def.trait = entry.id;
      def.item = item_id;
      def.has_self = fn->decl.self_param.has_value();
      def.path = concat(path, "::", program_.names.text(def.name));
      FnId id = program_.fns.add(std::move(def));
      program_.traits[entry.id].fns.push_back(id);
      read_lang(program_, node.attributes, {Def::Kind::Fn, id.value, 0, {}});
      entry.fns.push_back({id, fn});
    } else if (const auto* assoc = std::get_if<syntax::TypeAliasItem>(&node.kind)) {
      AssocTyDef def;
      def.name = assoc->name.name;
      def.trait = entry.id;
      def.generics = around;
      declare_params(program_, entry.scope, assoc->generics, def.generics);
      def.span = assoc->name.span;
      AssocTyId id = program_.assoc_tys.add(std::move(def));
      program_.traits[entry.id].assoc_tys.push_back(id);
      read_lang(program_, node.attributes, {Def::Kind::AssocTy, id.value, 0, {}});
      entry.assoc_tys.push_back({id, assoc});
    } else if (const auto* item = std::get_if<syntax::ConstItem>(&node.kind)) {
      ConstDef def;
      def.trait = entry.id;
      ConstId id = program_.consts.add(std::move(def));
      declare_const(id, *item, item_id, entry.scope,
                    concat(path, "::", program_.names.text(item->name.name)));
      program_.traits[entry.id].consts.push_back(id);
      entry.consts.push_back({id, item});
    }
  }
}

namespace {

/// Whether a where clause bounds the trait's own Self.
bool bounds_self(const Program& program, const syntax::WherePredicate& where) {
  if (!where.type) return false;
  const auto* path = std::get_if<syntax::PathType>(&program.ast.types.at(where.type).kind);
  return path && !path->path.self_type && path->path.segments.size() == 1 &&
         program.names.text(path->path.segments[0].ident.name) == "Self";
}

}  // namespace

void Collector::find_supertraits(TraitEntry& entry) {
  std::vector<TraitId> above;
  auto look_at = [&](const std::vector<syntax::Bound>& bounds) {
    for (const syntax::Bound& bound : bounds) {
      if (bound.kind != syntax::Bound::Kind::Trait || bound.is_maybe) continue;
      std::size_t before = program_.diagnostics.size();
      TraitId trait = resolve_trait(program_, entry.scope, bound.trait_path,
                                    bound.trait_path.segments.size());
      program_.diagnostics.truncate(before);   // said when the bound itself is lowered
      if (trait && std::find(above.begin(), above.end(), trait) == above.end()) {
        above.push_back(trait);
      }
    }
  };
  look_at(entry.item->supertraits);
  for (const syntax::WherePredicate& where : entry.item->generics.predicates) {
    if (bounds_self(program_, where)) look_at(where.bounds);
  }
  program_.traits[entry.id].supertraits = std::move(above);
}

void Collector::complete_trait_bounds(TraitEntry& entry) {
  if (entry.state == TraitEntry::State::Done) return;
  if (entry.state == TraitEntry::State::Working) {
    program_.diagnostics.add(Kind::Cycle, entry.item->name.span,
                             concat("the trait ", quoted(program_.names.text(entry.item->name.name)),
                                    " is a supertrait of itself"));
    program_.traits[entry.id].supertraits.clear();
    return;
  }
  entry.state = TraitEntry::State::Working;
  const std::vector<TraitId> above = program_.traits.at(entry.id).supertraits;
  for (TraitId trait : above) {
    for (TraitEntry& other : traits_) {
      if (other.id == trait) complete_trait_bounds(other);
    }
  }
  std::vector<std::function<void()>> supertraits;
  for (const syntax::Bound& bound : entry.item->supertraits) {
    supertraits.push_back([this, &entry, &bound] {
      std::size_t mistakes = program_.diagnostics.size();
      std::vector<Predicate> added;
      TypeLowering(program_, entry.scope, nullptr).bound(bound, entry.scope.self_ty, added);
      if (program_.diagnostics.size() != mistakes) return;
      for (Predicate& one : added) entry.scope.generics.predicates.push_back(std::move(one));
    });
  }
  // Defaults came after the entry was made.
  entry.scope.generics.params = program_.traits.at(entry.id).generics.params;
  lower_predicates(program_, entry.scope, entry.item->generics, nullptr, std::move(supertraits));
  program_.traits[entry.id].generics = entry.scope.generics;
  entry.state = TraitEntry::State::Done;
}

void Collector::complete_trait_items(TraitEntry& entry) {
  const Generics& around = entry.scope.generics;
  for (const AssocTyEntry& assoc : entry.assoc_tys) {
    ItemScope scope = entry.scope;
    scope.generics.params = program_.assoc_tys.at(assoc.id).generics.params;
    scope.generics.parent_count = static_cast<std::uint32_t>(around.params.size());
    lower_defaults(program_, scope, assoc.item->generics, scope.generics);
    lower_predicates(program_, scope, assoc.item->generics, nullptr);
    Ty itself;
    itself.kind = TyKind::Projection;
    itself.def = assoc.id.value;
    itself.args = identity_args(program_.types, scope.generics);
    TyId projection = program_.types.intern(std::move(itself));
    std::vector<Predicate> bounds;
    TypeLowering lowering(program_, scope, nullptr);
    lowering.bounds_with_sized(assoc.item->bounds, projection, assoc.item->name.span, bounds);
    TyId by_default;
    if (assoc.item->type) by_default = lowering.type(assoc.item->type);
    AssocTyDef& def = program_.assoc_tys[assoc.id];
    def.generics = std::move(scope.generics);
    def.bounds = std::move(bounds);
    def.default_ty = by_default;
  }
  for (const ConstEntry& one : entry.consts) complete_const(one.id, entry.scope);
  for (const FnEntry& fn : entry.fns) complete_fn(fn.id, *fn.item, entry.scope);
}

}  // namespace sema
