#pragma once
// What is asked of regions where a value is put somewhere, and where a function is called.

#include <optional>

#include "lower/region_env.h"
#include "mir/checked.h"

namespace lower {

class Relations {
 public:
  Relations(RegionNames& names, mir::RegionFacts& out) : names_(names), out_(out) {}

  void add(std::uint32_t longer, std::uint32_t shorter, Span span) {
    if (longer != shorter) out_.outlives.push_back({longer, shorter, span, asker});
  }
  /// The parameters in a type must outlive a region.
  void add_params(sema::TyId ty, std::uint32_t shorter, Span span);
  /// What asks for what is added next.
  mir::Outlives::Asker asker = mir::Outlives::Asker::Assignment;
  /// What asks for a call's result: the call, or what returns it.
  mir::Outlives::Asker result_asker = mir::Outlives::Asker::Call;
  /// Of the last call, if it returns `impl Trait`: the regions that the value behind it may hold.
  Regions captured;

  /// `from` is put where `into` stands.
  void relate(const Typed& from, const Typed& into, Span span) { relate_parts(from.regions, into, 0, span); }
  /// The same of the regions of `into` from number `begin` on.
  void relate_parts(const Regions& from, const Typed& into, std::size_t begin, Span span);

 private:
  RegionNames& names_;
  mir::RegionFacts& out_;
};

/// The signature of what `callee` names, with the arguments and where the result goes. Constants are absent.
void relate_call(RegionNames& names, Relations& relations, sema::TyId callee,
                 const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span);

/// The signature of a function inside it: the regions of its result and arguments, as it names them, into
/// `locals`; and what its body may take for granted.
void know_signature(RegionNames& names, mir::RegionFacts& out, sema::FnId fn, const sema::Args& args, std::vector<Typed>& locals);

}  // namespace lower
