#pragma once
// Inference variables: what is not known yet about a type, a union-find with a log, so that a trial
// can be taken back. After rustc_infer.

#include <vector>

#include "sema/program.h"

namespace sema {

enum class VarKind : std::uint8_t { General, Int, Float };   // Int, Float: from a literal without suffix

class InferTable {
 public:
  explicit InferTable(TyStore& types) : types_(types) {}

  TyId fresh(VarKind kind = VarKind::General, Span origin = {});
  std::uint32_t size() const { return static_cast<std::uint32_t>(vars_.size()); }

  /// Follows variables at the top only; an unbound variable gives its root.
  TyId shallow(TyId ty) const;
  /// With every bound variable inside replaced.
  TyId resolve(TyId ty);
  Args resolve(const Args& args);
  /// Of an unbound variable (after `shallow`).
  VarKind kind_of(TyId var) const { return vars_[types_[var].index].kind; }
  Span origin_of(TyId var) const { return vars_[types_[var].index].origin; }
  bool is_var(TyId ty) const { return types_[shallow(ty)].kind == TyKind::Infer; }
  bool is_general_var(TyId ty) const {
    TyId seen = shallow(ty);
    return types_[seen].kind == TyKind::Infer && kind_of(seen) == VarKind::General;
  }
  /// The variable arose from an expression that never yields a value: it falls back to `()` or `!`.
  void mark_diverging(TyId var) { vars_[types_[var].index].is_diverging = true; }
  bool is_diverging(TyId var) const { return vars_[types_[var].index].is_diverging; }

  /// Makes two types equal; on false the table may have changed: wrap it in a snapshot.
  bool unify(TyId a, TyId b);
  bool unify(const Args& a, const Args& b);
  /// `unify` that changes nothing if it fails.
  bool try_unify(TyId a, TyId b);

  struct Snapshot { std::size_t log_size, var_count; };
  Snapshot snapshot() const { return {log_.size(), vars_.size()}; }
  void rollback(Snapshot snapshot);
  /// Counts the bindings that stand, to see whether anything was learned.
  std::size_t changes() const { return log_.size(); }

  TyStore& types() { return types_; }

 private:
  struct Var { TyId bound; VarKind kind = VarKind::General; bool is_diverging = false; Span origin; };
  bool bind(TyId var, TyId to);
  bool occurs(std::uint32_t var, TyId ty) const;
  void set(std::uint32_t var, TyId to);

  TyStore& types_;
  std::vector<Var> vars_;
  std::vector<std::pair<std::uint32_t, Var>> log_;
};

}  // namespace sema
