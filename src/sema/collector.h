#pragma once
// Collects the items of one crate: from declared names to complete definitions. The order matters,
// because what one item says may need what another one is:
//
//   names and parameters of everything     a path can be read
//   defaults of parameters                 ... also with arguments left out
//   supertraits, bounds of traits          `Self::Item` is found
//   bounds of types, heads of impls        impls are found by trait and type
//   fields, signatures, consts             everything else

#include <string>
#include <vector>

#include "sema/declare.h"
#include "sema/generics.h"

namespace sema {

class Collector {
 public:
  Collector(Program& program, const Declarations& declarations, bool is_std)
      : program_(program), declarations_(declarations), is_std_(is_std) {}
  /// Does one stage, or a part of a long one; false when all is done.
  bool advance();

 private:
  /// A function, const or associated type inside a trait or impl, or a free one.
  struct FnEntry { FnId id; const syntax::FnItem* item; };
  struct ConstEntry { ConstId id; const syntax::ConstItem* item; };
  struct AssocTyEntry { AssocTyId id; const syntax::TypeAliasItem* item; };
  struct TraitEntry {
    TraitId id;
    const syntax::TraitItem* item;
    ItemScope scope;
    std::vector<FnEntry> fns;
    std::vector<ConstEntry> consts;
    std::vector<AssocTyEntry> assoc_tys;
    enum class State : std::uint8_t { Waiting, Working, Done } state = State::Waiting;
  };
  struct AdtEntry { AdtId id; const syntax::Item* item; ItemScope scope; };
  struct ImplEntry {
    ImplId id;
    const syntax::ImplItem* item;
    ItemScope scope;
    std::vector<FnEntry> fns;
    std::vector<ConstEntry> consts;
  };

  // collector.cpp
  void declare_names();
  void complete_free_items();
  void complete_impl(const ImplEntry& entry);
  void declare_alias(const Declared& declared, const syntax::TypeAliasItem& item);
  void complete_defaults();
  void complete_aliases();
  void declare_const(ConstId id, const syntax::ConstItem& item, syntax::ItemId item_id,
                     const ItemScope& scope, std::string path);
  void complete_const(ConstId id, const ItemScope& scope);
  void complete_static(StaticId id, const syntax::StaticItem& item, const Declared& declared);
  ItemScope module_scope(ModuleId module) const;

  // collect_adts.cpp
  void declare_adt(const Declared& declared);
  void complete_adt_bounds(AdtEntry& entry);
  void complete_fields(AdtEntry& entry);
  VariantDef fields_of(const ItemScope& scope, const syntax::Fields& fields, NameId name, Span span);
  bool count_discriminants(const AdtEntry& entry, const syntax::EnumItem& item);
  void complete_discriminants();
  void check_discriminants(AdtId id);

  // collect_traits.cpp
  void declare_trait(const Declared& declared);
  void declare_trait_items(TraitEntry& entry, const std::string& path);
  void find_supertraits(TraitEntry& entry);
  void complete_trait_bounds(TraitEntry& entry);
  void complete_trait_items(TraitEntry& entry);

  // collect_impls.cpp
  void complete_impl_head(const DeclaredImpl& declared);
  void declare_impl_items(ImplEntry& entry);
  void add_impl_item(ImplEntry& entry, syntax::ItemId item_id, const std::string& path);
  void note_drop(const ImplEntry& entry);

  // collect_fns.cpp
  void complete_fn(FnId id, const syntax::FnItem& item, const ItemScope& around);
  TyId self_param_type(const syntax::SelfParam& self, const ItemScope& scope);
  TyId async_output(TyId output, FnId fn, const ItemScope& scope, Span span);
  void note_entry_points();

  Program& program_;
  const Declarations& declarations_;
  bool is_std_;
  std::vector<TraitEntry> traits_;
  std::vector<AdtEntry> adts_;
  std::vector<ImplEntry> impls_;
  enum class Stage : std::uint8_t { Names, Bounds, ImplItems, FreeItems, Impls, Fields } stage_ = Stage::Names;
  std::size_t next_impl_ = 0;   // of Stage::Impls
};

}  // namespace sema
