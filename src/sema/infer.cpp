#include "sema/infer.h"

namespace sema {

TyId InferTable::fresh(VarKind kind, Span origin) {
  Ty ty;
  ty.kind = TyKind::Infer;
  ty.index = static_cast<std::uint32_t>(vars_.size());
  vars_.push_back({TyId(), kind, false, origin});
  return types_.intern(std::move(ty));
}

TyId InferTable::shallow(TyId ty) const {
  while (types_[ty].kind == TyKind::Infer) {
    TyId bound = vars_[types_[ty].index].bound;
    if (!bound) return ty;
    ty = bound;
  }
  return ty;
}

TyId InferTable::resolve(TyId id) {
  if (!types_.flags(id).has_infer) return id;
  id = shallow(id);
  if (types_[id].kind == TyKind::Infer || !types_.flags(id).has_infer) return id;
  Ty ty = types_[id];
  for (TyId& arg : ty.args) arg = resolve(arg);
  if (ty.dyn) {
    for (TyId& arg : ty.dyn->principal_args) arg = resolve(arg);
    for (auto& [assoc, equal] : ty.dyn->projections) equal = resolve(equal);
  }
  return types_.intern(std::move(ty));
}

Args InferTable::resolve(const Args& args) {
  Args out;
  out.reserve(args.size());
  for (TyId arg : args) out.push_back(resolve(arg));
  return out;
}

void InferTable::set(std::uint32_t var, TyId to) {
  log_.push_back({var, vars_[var]});
  vars_[var].bound = to;
}

bool InferTable::occurs(std::uint32_t var, TyId ty) const {
  ty = shallow(ty);
  if (!types_.flags(ty).has_infer) return false;
  const Ty& seen = types_[ty];
  if (seen.kind == TyKind::Infer) return seen.index == var;
  for (TyId arg : seen.args) {
    if (occurs(var, arg)) return true;
  }
  if (!seen.dyn) return false;
  for (TyId arg : seen.dyn->principal_args) {
    if (occurs(var, arg)) return true;
  }
  for (const auto& [assoc, equal] : seen.dyn->projections) {
    if (occurs(var, equal)) return true;
  }
  return false;
}

bool InferTable::bind(TyId var, TyId to) {
  std::uint32_t index = types_[var].index;
  const Ty& target = types_[to];
  VarKind kind = vars_[index].kind;
  if (target.kind == TyKind::Infer) {
    std::uint32_t other = target.index;
    VarKind other_kind = vars_[other].kind;
    if (kind != VarKind::General && other_kind != VarKind::General && kind != other_kind) return false;
    // The root is the one that knows more; `!` fallback survives in either direction.
    if (kind != VarKind::General && other_kind == VarKind::General) {
      set(other, var);
    } else {
      if (vars_[index].is_diverging && !vars_[other].is_diverging) {
        log_.push_back({other, vars_[other]});
        vars_[other].is_diverging = true;
      }
      set(index, to);
    }
    return true;
  }
  if (target.kind != TyKind::Error) {
    if (kind == VarKind::Int && target.kind != TyKind::Int) return false;
    if (kind == VarKind::Float && target.kind != TyKind::Float) return false;
  }
  if (occurs(index, to)) return false;
  set(index, to);
  return true;
}

bool InferTable::unify(const Args& a, const Args& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!unify(a[i], b[i])) return false;
  }
  return true;
}

bool InferTable::unify(TyId a, TyId b) {
  a = shallow(a);
  b = shallow(b);
  if (a == b) return true;
  TyKind kind_a = types_[a].kind, kind_b = types_[b].kind;
  if (kind_a == TyKind::Infer) return bind(a, b);
  if (kind_b == TyKind::Infer) return bind(b, a);
  if (kind_a == TyKind::Error || kind_b == TyKind::Error) return true;
  if (kind_a != kind_b) return false;
  if (!types_.flags(a).has_infer && !types_.flags(b).has_infer && !types_.flags(a).has_error && !types_.flags(b).has_error) return false;
  const Ty first = types_[a], second = types_[b];
  if (first.mutability != second.mutability || first.int_kind != second.int_kind ||
      first.float_bits != second.float_bits || first.is_unsafe != second.is_unsafe ||
      first.abi != second.abi || first.def != second.def || first.index != second.index ||
      first.value != second.value || first.args.size() != second.args.size() ||
      first.dyn.has_value() != second.dyn.has_value()) {
    return false;
  }
  if (!unify(first.args, second.args)) return false;
  if (!first.dyn) return true;
  const DynTy &x = *first.dyn, &y = *second.dyn;
  if (x.principal != y.principal || x.auto_traits != y.auto_traits || x.projections.size() != y.projections.size()) return false;
  if (!unify(x.principal_args, y.principal_args)) return false;
  for (std::size_t i = 0; i < x.projections.size(); ++i) {
    if (x.projections[i].first != y.projections[i].first || !unify(x.projections[i].second, y.projections[i].second)) return false;
  }
  return true;
}

bool InferTable::try_unify(TyId a, TyId b) {
  Snapshot before = snapshot();
  if (unify(a, b)) return true;
  rollback(before);
  return false;
}

void InferTable::rollback(Snapshot snapshot) {
  while (log_.size() > snapshot.log_size) {
    if (log_.back().first < vars_.size()) vars_[log_.back().first] = log_.back().second;
    log_.pop_back();
  }
  vars_.resize(snapshot.var_count);
}

}  // namespace sema
