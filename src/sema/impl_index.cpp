#include "sema/impl_index.h"

namespace sema {

std::optional<std::uint64_t> type_head(const TyStore& types, TyId id) {
  const Ty& ty = types[id];
  std::uint64_t kind = static_cast<std::uint64_t>(ty.kind) << 40;
  switch (ty.kind) {
    case TyKind::Param: case TyKind::Projection: case TyKind::Opaque: case TyKind::Infer:
    case TyKind::Error:
      return std::nullopt;
    case TyKind::Int: return kind | static_cast<std::uint64_t>(ty.int_kind);
    case TyKind::Float: return kind | ty.float_bits;
    case TyKind::Ref: case TyKind::RawPtr: return kind | static_cast<std::uint64_t>(ty.mutability);
    case TyKind::Adt: case TyKind::FnDef: case TyKind::Ctor: case TyKind::Closure:
    case TyKind::Coroutine: case TyKind::Foreign:
      return kind | ty.def;
    case TyKind::Tuple: case TyKind::FnPtr: return kind | ty.args.size();
    case TyKind::Dyn: return kind | ty.dyn->principal.value;
    default: return kind;
  }
}

std::uint64_t impl_key(std::optional<TraitId> trait, std::optional<std::uint64_t> head) {
  std::uint64_t key = head ? *head + 1 : 0;
  std::uint64_t of_trait = trait ? trait->value + 1ull : 0;
  return key ^ (of_trait * 0x9e3779b97f4a7c15ull);
}

void index_impl(Program& program, ImplId id) {
  const ImplDef& impl = program.impls.at(id);
  std::optional<std::uint64_t> head = type_head(program.types, impl.self_ty);
  if (impl.is_trait_impl) {
    // An impl for what does not exist is for nothing.
    for (const TyId arg : impl.trait_ref.args)
      if (program.types.flags(arg).has_error) return;
    program.trait_impls[impl.trait_ref.trait].push_back(id);
    program.impls_by_head[impl_key(impl.trait_ref.trait, head)].push_back(id);
  } else {
    program.impls_by_head[impl_key(std::nullopt, head)].push_back(id);
  }
}

void index_trait(Program& program, TraitId id) {
  const TraitDef& trait = program.traits.at(id);
  for (FnId fn : trait.fns) {
    std::vector<TraitId>& known = program.traits_by_method[program.fns.at(fn).name];
    if (known.empty() || known.back() != id) known.push_back(id);
  }
}

}  // namespace sema
