// After the Reference, "Dyn compatibility": everything but the type itself must be known from the
// vtable, so nothing callable may depend on the type in another way.

#include "sema/dyn_compatible.h"

#include <algorithm>

#include "base/text.h"
#include "sema/supertraits.h"

namespace sema {

namespace {

class Search {
 public:
  explicit Search(Program& program) : program_(program), sized_(program.lang.trait("sized")) {}

  std::optional<DynObstacle> in_trait(TraitId id) {
    const TraitDef& trait = program_.traits.at(id);
    std::string name = quoted(program_.names.text(trait.name));
    for (const Predicate& predicate : trait.generics.predicates) {
      if (predicate.kind != Predicate::Kind::Trait || predicate.trait_ref.trait == id) continue;
      if (!is_self(predicate.trait_ref.args[0])) continue;
      if (predicate.trait_ref.trait == sized_) return obstacle(predicate.span, concat(name, " requires `Self: Sized`"));
      for (std::size_t i = 1; i < predicate.trait_ref.args.size(); ++i) {
        if (mentions_self(predicate.trait_ref.args[i])) {
          return obstacle(predicate.span, concat("a supertrait of ", name, " speaks of `Self`"));
        }
      }
    }
    for (ConstId one : trait.consts) {
      const ConstDef& def = program_.consts.at(one);
      return obstacle(def.span, concat("it has the associated constant ", text(def.name)));
    }
    for (AssocTyId one : trait.assoc_tys) {
      const AssocTyDef& def = program_.assoc_tys.at(one);
      if (def.generics.params.size() > trait.generics.params.size()) {
        return obstacle(def.span, concat("its associated type ", text(def.name), " has parameters"));
      }
    }
    for (FnId one : trait.fns) {
      if (std::optional<DynObstacle> found = in_method(program_.fns.at(one), trait)) return found;
    }
    return std::nullopt;
  }

 private:
  DynObstacle obstacle(Span span, std::string why) { return {span, std::move(why)}; }
  std::string text(NameId name) { return quoted(program_.names.text(name)); }

  bool is_self(TyId id) {
    const Ty& ty = program_.types[id];
    return ty.kind == TyKind::Param && ty.index == 0;
  }

  /// `Self` anywhere but as the base of one of its own associated types.
  bool mentions_self(TyId id) {
    if (!program_.types.flags(id).has_param) return false;
    if (is_self(id)) return true;
    const Ty& ty = program_.types[id];
    std::size_t first = ty.kind == TyKind::Projection && is_self(ty.args[0]) ? 1 : 0;
    for (std::size_t i = first; i < ty.args.size(); ++i) {
      if (mentions_self(ty.args[i])) return true;
    }
    if (!ty.dyn) return false;
    return std::any_of(ty.dyn->principal_args.begin(), ty.dyn->principal_args.end(),
                       [this](TyId arg) { return mentions_self(arg); });
  }

  std::optional<DynObstacle> in_method(const FnDef& fn, const TraitDef& trait) {
    // `where Self: Sized` keeps a method out of trait objects.
    for (const Predicate& predicate : fn.generics.predicates) {
      if (predicate.kind == Predicate::Kind::Trait && predicate.trait_ref.trait == sized_ &&
          is_self(predicate.trait_ref.args[0])) {
        return std::nullopt;
      }
    }
    std::string name = concat("method ", text(fn.name));
    if (!fn.has_self) {
      return obstacle(fn.name_span, concat("associated function ", text(fn.name), " has no `self` parameter"));
    }
    if (fn.is_async) return obstacle(fn.name_span, concat(name, " is async"));
    if (fn.generics.params.size() > trait.generics.params.size()) {
      return obstacle(fn.name_span, concat(name, " has generic type parameters"));
    }
    for (std::size_t i = 1; i < fn.params.size(); ++i) {
      if (mentions_self(fn.params[i])) {
        return obstacle(fn.name_span, concat(name, " has `Self` in a parameter's type"));
      }
    }
    if (program_.types.flags(fn.output).has_opaque) {
      return obstacle(fn.name_span, concat(name, " gives an `impl Trait` type"));
    }
    if (mentions_self(fn.output)) {
      return obstacle(fn.name_span, concat(name, " has `Self` in the type of its result"));
    }
    return std::nullopt;
  }

  Program& program_;
  TraitId sized_;
};

}  // namespace

std::optional<DynObstacle> dyn_obstacle(Program& program, TraitId trait) {
  Search search(program);
  for (TraitId one : with_supertraits(program, trait)) {
    if (std::optional<DynObstacle> found = search.in_trait(one)) return found;
  }
  return std::nullopt;
}

void check_dyn_use(Program& program, TraitId trait, Span span) {
  std::optional<DynObstacle> found = dyn_obstacle(program, trait);
  if (!found) return;
  diag::Diagnostic& said = program.diagnostics.add(
      diag::Kind::DynIncompatible, span,
      concat("the trait ", quoted(program.names.text(program.traits.at(trait).name)),
             " cannot be used as `dyn`: ", found->why));
  if (program.sources.is_user(found->span)) said.label(found->span, "this is why");
}

}  // namespace sema
