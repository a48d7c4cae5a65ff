#include "lower/region_calls.h"

#include "lower/region_signature.h"

#include <algorithm>
#include <utility>

namespace lower {

using sema::TyKind;

void Relations::relate_parts(const Regions& from, const Typed& into, std::size_t begin, Span span) {
  const std::vector<Variance>& variances = names_.types().variances(into.ty);
  if (variances.size() != into.regions.size() || from.size() + begin != into.regions.size()) return;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::uint32_t to = into.regions[begin + i];
    switch (variances[begin + i]) {
      case Variance::Unrelated: break;
      case Variance::Bound:
      case Variance::Covariant: add(from[i], to, span); break;
      case Variance::Contravariant: add(to, from[i], span); break;
      case Variance::Invariant:
        add(from[i], to, span);
        add(to, from[i], span);
        break;
    }
  }
}

void Relations::add_params(sema::TyId ty, std::uint32_t shorter, Span span) {
  for (const NameId name : names_.types().params_in(ty))
    out_.params.push_back({std::string(names_.types().program().names.text(name)), shorter, {shorter, shorter, span, asker}});
}

void relate_call(RegionNames& names, Relations& relations, sema::TyId callee_id,
                 const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span) {
  const sema::Ty callee = names.types().ty(callee_id);
  relations.asker = mir::Outlives::Asker::Call;
  if (callee.kind == TyKind::FnDef) Signature(names, relations, callee.fn(), callee.args, span).relate(arguments, result);
}

}  // namespace lower
