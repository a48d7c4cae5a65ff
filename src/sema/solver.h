#pragma once
// Trait selection, projection and the list of obligations that a body's types must meet, after
// rustc's trait solver: bounds in scope first, then impls and what the language builds in.
//
// select.cpp finds the candidate for one goal, builtin_traits.cpp what the language provides,
// auto_traits.cpp Send and its like, project.cpp associated types, obligations.cpp the loop.

#include <optional>
#include <unordered_set>
#include <vector>

#include "sema/infer.h"
#include "sema/program.h"

namespace sema {

enum class Answer : std::uint8_t { No, Maybe, Yes };

/// Why something must hold, for messages.
enum class Cause : std::uint8_t { Bound, ForLoop, SizedLocal, SizedArgument, Operator, Cast, Coercion, Builtin, Projection };

struct Obligation {
  Predicate predicate;
  Span span;                       // where rustc would point
  Cause cause = Cause::Bound;
  std::uint32_t depth = 0;
  FnId callee;                     // Bound: the function whose bound it is
  Args declared;                   // Bound: what it is asked of, as it is declared
  NameId op;                       // Operator: its text
  TyId left, right;                // Operator
  Span operator_span;              // Operator
};

/// What proves a trait goal.
struct Selection {
  enum class Kind : std::uint8_t { Impl, Env, Object, Builtin } kind = Kind::Builtin;
  ImplId impl;
  Args impl_args;
  std::vector<Obligation> nested;
};

/// What calling a function-like type takes and gives.
struct CallSignature { Args inputs; TyId output; bool is_unsafe = false; };

class Solver {
 public:
  Solver(Program& program, InferTable& table, std::vector<Predicate> env);

  // ---- obligations.cpp
  void require(Obligation obligation) { pending_.push_back(std::move(obligation)); }
  /// All bounds of an item for these arguments.
  void require_bounds(const Generics& generics, const Args& args, Span span, FnId callee = {});
  /// The bounds of every struct, enum and union in the type.
  void require_well_formed(TyId ty, Span span);
  void require_trait(TraitId trait, Args args, Span span, Cause cause = Cause::Bound);
  /// Works off what can be decided; true if anything was.
  bool solve_where_possible();
  const std::vector<Obligation>& pending() const { return pending_; }
  std::vector<Obligation> take_failures() { return std::exchange(failures_, {}); }
  std::vector<Obligation> take_pending() { return std::exchange(pending_, {}); }
  /// Would it hold? Binds nothing.
  Answer evaluate(const Predicate& predicate);
  Answer evaluate_trait(TraitId trait, Args args);
  /// The goal at the bottom of the last `No`.
  const std::optional<TraitRef>& blamed() const { return blamed_; }
  Answer evaluate_all(std::vector<Obligation> goals);

  // ---- select.cpp
  /// `selection` is meaningful for Yes. Bindings remain: callers that only ask use a snapshot.
  Answer select(const TraitRef& goal, Selection& selection);
  bool match_impl(ImplId impl, const TraitRef& goal, Args& impl_args, std::vector<Obligation>& nested);
  Args fresh_args(const Generics& generics, Args parent, Span span);

  // ---- project.cpp
  TyId normalize(TyId ty, Span span) { return normalize(ty, span, pending_); }
  TyId normalize(TyId ty, Span span, std::vector<Obligation>& out);
  TraitRef normalize(TraitRef trait_ref, Span span, std::vector<Obligation>& out);
  /// `<args[0] as Trait>::Assoc`, or a variable to be known later.
  TyId projection(AssocTyId assoc, Args args, Span span);

  // ---- builtin_traits.cpp
  std::optional<CallSignature> signature_of(TyId callee);
  bool is_copy(TyId ty);
  bool is_sized(TyId ty);

  // ---- unsize.cpp
  /// `source: Unsize<target>`: Yes with nested obligations, No, or Maybe.
  Answer unsize(TyId source, TyId target, std::vector<Obligation>& nested);

  /// Bounds known to hold of a projection or opaque type, supertraits included.
  std::vector<Predicate> item_bounds(TyId ty);
  const std::vector<Predicate>& env() const { return env_; }
  Program& program() { return program_; }
  InferTable& table() { return table_; }
  TyStore& types() { return program_.types; }

  /// Opaque types stand for their hidden types (after checking), for lowering and auto traits.
  bool reveals_opaque = false;
  /// Closures whose captures are not known yet.
  std::unordered_set<ClosureId> open_closures;
  /// The opaque types of the function being checked, and the variables for what they hide.
  std::vector<std::pair<TyId, TyId>> opaque_vars;

 private:
  struct ProjectResult { Answer answer; TyId ty; };
  ProjectResult project(AssocTyId assoc, const Args& args, Span span, std::vector<Obligation>& nested);
  /// Whether one of these variables is a part of the type.
  bool mentions_one(TyId ty, const std::vector<TyId>& vars);
  ProjectResult project_builtin(AssocTyId assoc, const Args& args);
  bool bound_matches(const TraitRef& bound, const TraitRef& goal);
  Answer evaluate_one(const Obligation& goal);
  bool is_renamed(const TraitRef& a, const TraitRef& b);
  Answer evaluate_list(std::vector<Obligation> goals);
  /// Progress on one pending obligation; nested ones go to `out`.
  Answer process(const Obligation& obligation, std::vector<Obligation>& out);
  Answer process_projection(const Obligation& obligation, std::vector<Obligation>& out);
  /// nullopt: the language builds nothing in for this trait and type.
  std::optional<Answer> select_builtin(const TraitRef& goal, Selection& selection);
  Answer builtin_sized(TyId ty, Selection& selection);
  std::optional<Answer> builtin_copy_clone(const TraitRef& goal, Selection& selection);
  std::optional<Answer> builtin_call(const TraitRef& goal, Selection& selection);
  Answer select_auto(const TraitRef& goal, Selection& selection);
  /// The types inside, for auto traits; false if not known yet.
  bool constituents(TyId ty, std::vector<TyId>& out);
  bool select_from_bounds(const std::vector<Predicate>& bounds, const TraitRef& goal, Answer& answer);
  void need(Selection& selection, TraitId trait, Args args) const;
  std::vector<ImplId> impls_for(const TraitRef& goal);

  Program& program_;
  InferTable& table_;
  std::vector<Predicate> env_;
  std::vector<Obligation> pending_;
  std::vector<Obligation> failures_;
  std::vector<TraitRef> in_progress_;
  std::optional<TraitRef> blamed_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<TraitRef, Answer>>> cache_;
  std::uint32_t depth_ = 0;
};

/// The predicates together with what supertraits add.
std::vector<Predicate> elaborate(Program& program, std::vector<Predicate> predicates);
Predicate substitute(TyStore& types, const Predicate& predicate, const Args& args);

}  // namespace sema
