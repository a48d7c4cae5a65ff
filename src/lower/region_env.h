#pragma once
// From types as they are declared, with names of lifetimes and parameters, to the regions of a value:
// `&'a Pair<T>` where 'a and T stand for something. The lifetimes are read from the syntax beside the
// checked type; where the two do not go together (an alias, a projection), fresh regions are made, of
// which nothing is known.

#include <functional>
#include <optional>

#include "lower/region_types.h"
#include "lower/written_fns.h"

namespace lower {

/// What the names in a declaration stand for.
struct RegionEnv {
  sema::Args args;                                 // the parameters, by number
  std::vector<std::optional<Regions>> regions;     // theirs
  std::map<NameId, std::uint32_t> lifetimes;
  std::optional<std::uint32_t> elided;             // of lifetimes left out; absent: each is another one
  Regions inputs;                                  // lifetimes met so far that are left out, or named
  std::optional<std::uint32_t> object = 0;         // of a trait object without a lifetime; absent: not known
  bool is_in_body = false;                         // where the lifetime of a trait object is worked out if it is left out
  bool is_plain = true;                            // all of them were to be seen
  sema::TyId self_declared;                        // what `Self` is, and how the impl writes it
  syntax::TypeId self_syntax;
};

/// The impl of a trait for certain types, and what its parameters are then.
struct ChosenImpl {
  sema::ImplId impl;
  sema::Args args;
};

/// A value's type and its regions.
struct Typed {
  sema::TyId ty;
  Regions regions;
};

class RegionNames {
 public:
  RegionNames(RegionTypes& types) : types_(types) {}

  static constexpr std::uint32_t for_static = 0;
  std::uint32_t fresh() { return next_++; }
  Regions fresh_for(sema::TyId ty);
  std::uint32_t count() const { return next_; }
  RegionTypes& types() { return types_; }

  /// The regions of `concrete`, which is what `declared` is with the arguments put in.
  Regions instantiate(sema::TyId declared, syntax::TypeId syntax, sema::TyId concrete, RegionEnv& env);
  /// The other way: what the names in `declared` stand for if it has these regions.
  void bind(sema::TyId declared, syntax::TypeId syntax, sema::TyId concrete, const Regions& regions, RegionEnv& env);
  std::optional<ChosenImpl> impl_of(sema::TraitId trait, const sema::Args& args);
  /// The names in a chosen impl, if the trait's arguments have these regions.
  RegionEnv inside(const ChosenImpl& chosen, const sema::Args& args, const std::vector<Regions>& regions);
  /// What calling a closure or function gives, as `<F as FnOnce<Inputs>>::Output == Output` says it of the
  /// parameters in `env`; sets those of `Output` if nothing has. What follows is added to `flows`.
  /// `written`: the bounds of parameters by their numbers, where they are known.
  void bind_outputs(const std::vector<sema::Predicate>& predicates, RegionEnv& env, const std::map<std::uint32_t, WrittenFn>& written = {});
  /// Longer, shorter: what follows from calls of closures, to be taken by who asked.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> flows;
  /// Those of a field, from those of the whole.
  Regions field(sema::TyId whole, std::uint32_t variant, std::uint32_t field, const Regions& regions, sema::TyId field_ty);
  /// Those of the regions that a value's destructor may look at.
  const std::vector<bool>& dropped(sema::TyId ty) { return dropped(ty, 0); }

 private:
  Regions inputs_of(const sema::Predicate& bound, const WrittenFn* written, RegionEnv& env);
  void flow_through(const sema::Ty& fn, sema::TyId inputs, const Regions& given, const Typed& result);
  std::uint32_t named(const syntax::Lifetime& lifetime, RegionEnv& env);
  std::uint32_t left_out(RegionEnv& env);
  Regions unknown(sema::TyId concrete, RegionEnv& env);
  Regions adt(const sema::Ty& declared, syntax::TypeId syntax, const sema::Ty& concrete, RegionEnv& env);
  Regions projection(const sema::Ty& declared, syntax::TypeId syntax, sema::TyId concrete, RegionEnv& env);
  void name_own_lifetimes(const syntax::Generics& declared, syntax::TypeId written, RegionEnv& env, RegionEnv& inner);
  const std::vector<bool>& dropped(sema::TyId ty, int depth);
  sema::Program& program() { return types_.program(); }

  RegionTypes& types_;
  std::uint32_t next_ = 1;
  int depth_ = 0;
  std::map<sema::TyId, std::vector<bool>> dropped_;
};

}  // namespace lower
