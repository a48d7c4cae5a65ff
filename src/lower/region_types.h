#pragma once
// The regions in a type. Checked types know no lifetimes; here each type has a fixed list of places
// where one stands, in the order of its parts:
//
//   &'0 (u8, &'1 mut Vec<&'2 str>)        Iter<'0, &'1 T>        closure{x: &'0 T}
//
// A value's regions are then a list of that length. What holds no reference that can be told apart
// (function pointers, parameters) has none: the loans in it are not followed.

#include <cstdint>
#include <map>
#include <vector>

#include "lower/monomorphizer.h"

namespace lower {

using Regions = std::vector<std::uint32_t>;

/// How the regions of two values of one type are related when one is put where the other is wanted.
enum class Variance : std::uint8_t {
  Unrelated,      // not at all, or as we do not say
  Covariant,      // the given one lasts at least as long
  Contravariant,
  Invariant,      // they are the same
  Bound,          // of a trait object: Covariant, also directly behind `&mut`
};

/// Which of a closure's regions must outlive which, as its body asks. Numbers count the regions of what it
/// holds, then those of its parameters in order, then those of its result.
struct FlowsOfClosure {
  static constexpr std::uint32_t for_ever = 0xffffffffu;   // 'static
  std::uint32_t held = 0, given = 0, result = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;   // longer, shorter

  /// Calls `ask(longer, shorter)` for each pair of regions: `all` are those held, or all of them.
  template <class Ask> void between(const Regions& all, Ask ask) const {
    if (all.size() != held && all.size() != held + given + result) return;
    for (const auto& [longer, shorter] : pairs) {
      if (longer >= all.size()) continue;
      if (shorter == for_ever) ask(all[longer], 0u);
      else if (shorter < all.size()) ask(all[longer], all[shorter]);
    }
  }
};
using ClosureFlows = std::map<sema::ClosureId, FlowsOfClosure>;

/// `own`, standing where things vary as `around` says.
Variance within(Variance around, Variance own);

class RegionTypes {
 public:
  RegionTypes(Monomorphizer& mono, const ClosureFlows& flows) : mono_(mono), flows_(flows) {}

  /// How many regions the type has, and how each varies.
  std::size_t count(sema::TyId ty) { return variances(ty).size(); }
  const std::vector<Variance>& variances(sema::TyId ty);

  /// Where the regions of argument number `index` begin among those of an Adt.
  std::size_t offset_of_arg(const sema::Ty& adt, std::size_t index);
  /// The lifetime parameters that the declaration of the type has.
  const std::vector<NameId>& lifetimes_of(sema::AdtId adt);
  /// The syntax of a field's type.
  syntax::TypeId field_syntax(sema::AdtId adt, std::uint32_t variant, std::uint32_t field);
  /// The type parameters in the type.
  std::vector<NameId> params_in(sema::TyId ty);
  /// The types of what a closure holds.
  std::vector<sema::TyId> captured(const sema::Ty& closure);
  /// `syntax` names the type by its own name, with all its arguments plain to see.
  const syntax::PathSegment* plain_segment(const sema::Ty& adt, syntax::TypeId syntax);

  const ClosureFlows& flows() const { return flows_; }
  Monomorphizer& mono() { return mono_; }
  sema::Program& program() { return mono_.program(); }
  /// A copy: making types moves those that there are.
  sema::Ty ty(sema::TyId id) { return mono_.program().types[id]; }

 private:
  struct AdtVariances {
    std::vector<Variance> of_lifetimes, of_args;
    bool operator==(const AdtVariances&) const = default;
  };
  struct Seen;
  const AdtVariances& variances_of(sema::AdtId adt);
  void see(sema::TyId declared, syntax::TypeId syntax, Variance around, Seen& seen);

  Monomorphizer& mono_;
  const ClosureFlows& flows_;
  std::map<sema::TyId, std::vector<Variance>> variances_;
  std::map<sema::AdtId, AdtVariances> adt_variances_;
  std::map<sema::AdtId, std::vector<NameId>> lifetimes_;
};

}  // namespace lower
