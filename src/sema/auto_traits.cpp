// Send, Sync, Unpin and their like: a type has them if everything inside it has, unless an impl
// says otherwise.

#include "sema/impl_index.h"
#include "sema/solver.h"

namespace sema {

bool Solver::constituents(TyId self, std::vector<TyId>& out) {
  const Ty ty = types()[self];
  switch (ty.kind) {
    case TyKind::Ref: case TyKind::RawPtr: case TyKind::Slice:
      out.push_back(ty.args[0]);
      return true;
    case TyKind::Array:
      out.push_back(ty.args[0]);
      return true;
    case TyKind::Tuple:
      out.insert(out.end(), ty.args.begin(), ty.args.end());
      return true;
    case TyKind::Adt: {
      const AdtDef& adt = program_.adts.at(ty.adt());
      if (adt.is_phantom_data) {
        out.insert(out.end(), ty.args.begin(), ty.args.end());
        return true;
      }
      std::vector<TyId> fields;
      for (const VariantDef& variant : adt.variants) {
        for (const FieldDef& field : variant.fields) fields.push_back(field.ty);
      }
      for (TyId field : fields) out.push_back(substitute(types(), field, ty.args));
      return true;
    }
    case TyKind::Closure: case TyKind::Coroutine: {
      if (open_closures.count(ty.closure())) return false;
      std::vector<TyId> captured = captured_types(program_, ty.closure(), ty.args);
      out.insert(out.end(), captured.begin(), captured.end());
      const auto kept = program_.witnesses.find(self);
      if (kept != program_.witnesses.end()) out.insert(out.end(), kept->second.begin(), kept->second.end());
      return true;
    }
    case TyKind::Opaque: {
      TyId hidden = hidden_type(program_, ty.opaque());
      if (!hidden) return false;
      out.push_back(substitute(types(), hidden, ty.args));
      return true;
    }
    default:
      return true;
  }
}

Answer Solver::select_auto(const TraitRef& goal, Selection& selection) {
  TyId self = goal.args[0];
  TyKind kind = types()[self].kind;
  if (kind == TyKind::Infer) return Answer::Yes;   // an integer or float
  for (ImplId impl : impls_for(goal)) {
    InferTable::Snapshot before = table_.snapshot();
    Args impl_args;
    std::vector<Obligation> nested;
    if (!match_impl(impl, goal, impl_args, nested)) {
      table_.rollback(before);
      continue;
    }
    if (program_.impls.at(impl).is_negative) return Answer::No;
    selection.kind = Selection::Kind::Impl;
    selection.impl = impl;
    selection.impl_args = std::move(impl_args);
    selection.nested = std::move(nested);
    return Answer::Yes;
  }
  if (kind == TyKind::Param || kind == TyKind::Projection || kind == TyKind::Dyn || kind == TyKind::Foreign) return Answer::No;
  // What an async block borrows from itself must not move.
  if (kind == TyKind::Coroutine && goal.trait == program_.lang.trait("unpin")) return Answer::No;
  std::vector<TyId> parts;
  if (!constituents(self, parts)) return Answer::Maybe;
  for (TyId part : parts) need(selection, goal.trait, {part});
  return Answer::Yes;
}

}  // namespace sema
