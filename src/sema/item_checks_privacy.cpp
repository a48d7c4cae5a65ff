// An impl's associated types may be named by all who see its trait and its type (E0446).

#include "base/text.h"
#include "sema/item_checks.h"
#include "sema/visibility.h"

namespace sema {
namespace {

class Privacy {
 public:
  explicit Privacy(Program& program) : program_(program) {}

  void check(ImplId id) {
    const ImplDef& impl = program_.impls.at(id);
    if (!impl.is_trait_impl || !impl.trait_ref.trait || impl.assoc_tys.empty()) return;
    Reach needed = reach_of(Def::Kind::Trait, impl.trait_ref.trait.value);
    for (const TyId arg : impl.trait_ref.args) narrow(arg, needed);
    for (const auto& [assoc, ty] : impl.assoc_tys) {
      Reach given{true, {}};
      narrow(ty, given);
      if (covers(program_, given, needed)) continue;
      program_.diagnostics.add(diag::Kind::PrivateInPublic, span_of(impl, program_.assoc_tys.at(assoc).name),
                               concat("the type ", quoted(type_name(program_, ty)), " is more private than the trait and the type of this impl"));
    }
  }

 private:
  /// The reach of what all parts of the type may be named from.
  void narrow(TyId id, Reach& reach) {
    const Ty ty = program_.types[id];
    if (ty.kind == TyKind::Adt) {
      const Reach own = reach_of(Def::Kind::Adt, ty.adt().value);
      if (covers(program_, reach, own)) reach = own;
    }
    if (ty.kind == TyKind::Projection || ty.kind == TyKind::Opaque || ty.kind == TyKind::Closure) return;
    for (const TyId arg : ty.args) narrow(arg, reach);
  }

  Reach reach_of(Def::Kind kind, std::uint32_t item) const {
    for (std::uint32_t i = program_.modules.frozen_count(); i < program_.modules.size(); ++i) {
      for (const auto& [name, binding] : program_.modules.at(ModuleId(i)).types) {
        if (binding.def.kind == kind && binding.def.id == item && !binding.is_import)
          return sema::reach_of(program_, binding.visibility, binding.defined_in);
      }
    }
    return {true, {}};   // std's
  }

  Span span_of(const ImplDef& impl, NameId assoc) const {
    const auto& item = std::get<syntax::ImplItem>(program_.ast.items.at(impl.item).kind);
    for (const syntax::ItemId member : item.items) {
      const auto* alias = std::get_if<syntax::TypeAliasItem>(&program_.ast.items.at(member).kind);
      if (alias && alias->name.name == assoc) return alias->name.span;
    }
    return impl.span;
  }

  Program& program_;
};

}  // namespace

void check_privacy(Program& program) {
  Privacy privacy(program);
  for (std::uint32_t i = program.impls.frozen_count(); i < program.impls.size(); ++i) privacy.check(ImplId(i));
}

}  // namespace sema
