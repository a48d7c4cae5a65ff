// `dyn Trait<A, Item = T> + Send`: one principal trait, auto traits, and a type for every
// associated type that the principal and its supertraits leave open.

#include <algorithm>

#include "base/text.h"
#include "sema/dyn_compatible.h"
#include "sema/lower_type.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

namespace {

bool mentions_param(const TyStore& types, TyId id, std::uint32_t index) {
  if (!types.flags(id).has_param) return false;
  const Ty& ty = types[id];
  if (ty.kind == TyKind::Param && ty.index == index) return true;
  for (TyId arg : ty.args) {
    if (mentions_param(types, arg, index)) return true;
  }
  return false;
}

/// Whether `where Self: Sized` keeps an associated type out of trait objects.
bool needs_sized_self(const Program& program, AssocTyId id) {
  TraitId sized = program.lang.trait("sized");
  const AssocTyDef& def = program.assoc_tys.at(id);
  const std::vector<Predicate>& own = def.generics.predicates;
  std::size_t of_trait = program.traits.at(def.trait).generics.predicates.size();
  for (std::size_t i = of_trait; i < own.size(); ++i) {
    if (own[i].kind != Predicate::Kind::Trait || own[i].trait_ref.trait != sized) continue;
    const Ty& self = program.types[own[i].trait_ref.args[0]];
    if (self.kind == TyKind::Param && self.index == 0) return true;
  }
  return false;
}

}  // namespace

TyId TypeLowering::dyn_type(const std::vector<syntax::Bound>& bounds, Span span) {
  TyStore& types = program_.types;
  DynTy dyn;
  std::vector<Predicate> assoc;
  Span principal_span;
  TraitRef principal;
  NameId self_by_default;   // a parameter that is `Self` if it is left out
  for (const syntax::Bound& bound : bounds) {
    if (bound.kind != syntax::Bound::Kind::Trait) continue;
    if (bound.is_maybe) {
      program_.diagnostics.add(Kind::OtherError, bound.span, "a trait object has no `?Trait`");
      continue;
    }
    const syntax::Path& path = bound.trait_path;
    TraitId trait = resolve_trait(program_, scope_, path, path.segments.size());
    if (!trait) return error();
    if (program_.traits.at(trait).is_auto) {
      dyn.auto_traits.push_back(trait);
      continue;
    }
    if (dyn.principal) {
      program_.diagnostics.add(Kind::DynSeveralTraits, bound.span,
                               "only auto traits can be added to the trait of a trait object")
          .label(principal_span, "the first trait that is not an auto trait");
      continue;
    }
    // The error type stands for the Self that the object forgets.
    std::optional<TraitRef> lowered = trait_ref(path, path.segments.size(), types.error_, &assoc);
    if (!lowered) return error();
    const Generics& generics = program_.traits.at(trait).generics;
    std::size_t written = 0;
    if (path.segments.back().generic_args) {
      for (const syntax::GenericArg& arg :
           program_.ast.generic_args.at(path.segments.back().generic_args).args) {
        written += arg.kind == syntax::GenericArg::Kind::Type ||
                   arg.kind == syntax::GenericArg::Kind::Const;
      }
    }
    for (std::size_t i = 1 + written; i < generics.params.size(); ++i) {
      TyId by_default = generics.params[i].default_type;
      if (by_default && mentions_param(types, by_default, 0)) self_by_default = generics.params[i].name;
    }
    principal = *lowered;
    principal_span = bound.span;
    dyn.principal = trait;
    dyn.principal_args.assign(lowered->args.begin() + 1, lowered->args.end());
  }
  // In signatures this waits until traits are complete (signature_checks.cpp).
  if (infer_ && dyn.principal) check_dyn_use(program_, dyn.principal, span);
  if (!dyn.principal && dyn.auto_traits.empty()) {
    program_.diagnostics.add(Kind::DynNoTrait, span, "a trait object needs at least one trait");
    return error();
  }
  for (const Predicate& equals : assoc) {
    if (equals.kind == Predicate::Kind::ProjectionEquals) {
      dyn.projections.emplace_back(equals.assoc_ty, equals.ty);
    }
  }
  auto is_given = [&dyn](AssocTyId id) {
    return std::any_of(dyn.projections.begin(), dyn.projections.end(),
                       [id](const auto& known) { return known.first == id; });
  };
  std::string missing;
  if (dyn.principal) {
    std::vector<TraitRef> all = with_supertraits(program_, principal);
    // `trait Bytes: Iterator<Item = u8>` says what Item is.
    for (const TraitRef& one : all) {
      for (const Predicate& predicate : program_.traits.at(one.trait).generics.predicates) {
        if (predicate.kind != Predicate::Kind::ProjectionEquals) continue;
        const Ty& self = types[predicate.trait_ref.args[0]];
        if (self.kind != TyKind::Param || self.index != 0 || is_given(predicate.assoc_ty)) continue;
        dyn.projections.emplace_back(predicate.assoc_ty, substitute(types, predicate.ty, one.args));
      }
    }
    for (const TraitRef& one : all) {
      for (AssocTyId id : program_.traits.at(one.trait).assoc_tys) {
        if (is_given(id) || needs_sized_self(program_, id)) continue;
        if (program_.assoc_tys.at(id).generics.params.size() > one.args.size()) continue;
        if (!missing.empty()) missing += ", ";
        missing += quoted(program_.names.text(program_.assoc_tys.at(id).name));
      }
    }
  }
  if (!missing.empty()) {
    program_.diagnostics.add(Kind::MissingAssocType, principal_span,
                             concat("the trait object does not say what ", missing, " is"));
    return error();
  }
  if (self_by_default) {
    program_.diagnostics.add(Kind::DynDefaultSelf, principal_span,
                             concat("the parameter ", quoted(program_.names.text(self_by_default)),
                                    " is `Self` by default, which a trait object does not know: it must be given"));
    return error();
  }
  std::sort(dyn.projections.begin(), dyn.projections.end());
  std::sort(dyn.auto_traits.begin(), dyn.auto_traits.end());
  dyn.auto_traits.erase(std::unique(dyn.auto_traits.begin(), dyn.auto_traits.end()),
                        dyn.auto_traits.end());
  Ty ty;
  ty.kind = TyKind::Dyn;
  ty.dyn = std::move(dyn);
  return types.intern(std::move(ty));
}

}  // namespace sema
