#pragma once
// A function's signature as one call of it has it: the regions that its arguments must have and those
// of its result, and what its bounds ask of them.

#include <optional>
#include <vector>

#include "lower/region_calls.h"

namespace lower {

class Signature {
 public:
  Signature(RegionNames& names, Relations& relations, sema::FnId fn, const sema::Args& args, Span span);

  /// The regions that the arguments must have.
  std::vector<Regions> wanted_arguments(const syntax::FnDecl& decl);
  /// Those of the result. The arguments come first.
  Regions given_result(const syntax::FnDecl& decl);
  void relate(const std::vector<std::optional<Typed>>& arguments, const Typed& result);
  const RegionEnv& env() const { return env_; }
  /// What a lifetime named in the signature stands for.
  std::optional<std::uint32_t> region_of(const syntax::Lifetime& lifetime) const;

 private:
  void keep(const std::vector<Regions>& wanted, const Typed& future);
  sema::TyId concrete(sema::TyId declared);
  void know_self();
  Regions captured(const syntax::FnDecl& decl) const;
  Regions self_regions(const syntax::SelfParam& self, std::optional<std::uint32_t>& of_self);
  std::optional<std::uint32_t> elided_in_result();
  std::map<std::uint32_t, WrittenFn> written_fns() const;
  void know_impls();
  void know_bounds(const syntax::Generics& generics);
  void know_bound(NameId name, bool is_lifetime, const syntax::Bound& bound);
  void know_impl_traits(const syntax::FnDecl& decl);
  void outlives(std::uint32_t param, std::uint32_t shorter);

  RegionNames& names_;
  Relations& relations_;
  sema::Program& program_;
  const sema::FnDef& def_;
  Span span_;
  RegionEnv env_;
  std::optional<std::uint32_t> of_self_;   // of `&self`
};

}  // namespace lower
