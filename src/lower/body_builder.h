#pragma once
// One typed body to MIR, after rustc's mir build. An expression is lowered in the way its user wants
// it: into a place that waits for the value, as a place, as an operand, or as an rvalue. The builder
// keeps the block that is being filled and a stack of scopes, each with what must be dropped or
// declared dead when it is left.
//
// Drops are written as if every variable were whole to the end; `elaborate_drops` then removes or
// guards those of values that were moved away.

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lower/monomorphizer.h"
#include "mir/mir.h"
#include "sema/program.h"

namespace lower {

/// A place with its type. Inside a closure it may begin at a variable of the function around whose
/// capture is only decided by the steps that follow; `captured` then names that variable.
struct BuiltPlace {
  mir::Place place;
  sema::TyId ty;                                // concrete
  std::uint32_t variant = 0;                    // downcast to this one
  bool is_downcast = false;
  sema::LocalId captured;
  std::vector<sema::Capture::Step> steps;       // so far, from `captured`
};

/// What is left to do at the end of a scope for one local.
struct ScheduledDrop {
  mir::LocalId local;
  bool is_value = false;                        // else its storage
  mir::BlockId unwind;                          // cleanup from here on down, once made
  std::vector<std::pair<mir::BlockId, mir::BlockId>> exits;   // by final target: the same for leaving
};
struct DropScope {
  std::vector<ScheduledDrop> drops;
  Span end;                                     // where leaving it is shown
};

/// Where a condition goes when it is false: scopes from `depth` on are left first.
struct ElseTarget { std::size_t depth = 0; mir::BlockId block; };

struct MatchPair { BuiltPlace place; sema::PatId pattern; };
struct MatchedBinding { BuiltPlace place; sema::LocalId local; sema::BindingMode mode; Span span; };
/// One way to match an arm: tests still to be made, and the bindings found on the way.
struct Candidate {
  std::vector<MatchPair> pairs;
  std::vector<MatchedBinding> bindings;
  std::uint32_t arm = 0;
  bool has_guard = false;
};
/// Called in the block where the candidate has matched; ends that block. A guard that fails goes to
/// `guard_failed`.
using MatchedCandidate = std::function<void(const Candidate&, mir::BlockId guard_failed)>;

class BodyBuilder {
 public:
  BodyBuilder(Monomorphizer& mono, const BodyRequest& request);

  mir::Body lower();
  /// The initializer of a promoted constant: only this expression.
  mir::Body lower_promoted(sema::ExprId value);
  /// The body of a coroutine before it is made a state machine (coroutine.cpp).
  mir::Body lower_coroutine();

 private:
  struct Breakable { sema::LoopId id; mir::BlockId break_block, continue_block; mir::Place destination; std::size_t depth; };

  /// Sets a span, and puts the old one back.
  class SpanGuard {
   public:
    SpanGuard(const SpanGuard&) = delete;
    ~SpanGuard() { span_ = before_; }
   protected:
    SpanGuard(Span& span, Span now) : span_(span), before_(span) { span = now; }
   private:
    Span& span_;
    Span before_;
  };
  /// The span of what is emitted.
  class At : SpanGuard {
   public:
    At(BodyBuilder& builder, Span span) : SpanGuard(builder.span_, span) {}
  };
  /// While it lives, what is matched is read where its expression stands, and not where a pattern does.
  class Matching : SpanGuard {
   public:
    Matching(BodyBuilder& builder, Span scrutinee) : SpanGuard(builder.scrutinee_span_, scrutinee) {}
  };

  // ---- body_builder.cpp: the frame of a body
  void lower_params(const std::vector<sema::Param>& params, std::uint32_t first_argument);
  mir::Body finish();

  // ---- types_of_places.cpp: types and places
  sema::Program& program() { return mono_.program(); }
  sema::TyStore& types() { return mono_.program().types; }
  const sema::Expr& expr(sema::ExprId id) const { return source_.exprs[id]; }
  const sema::Pat& pat(sema::PatId id) const { return source_.pats[id]; }
  sema::TyId concrete(sema::TyId ty);
  sema::Args concrete(const sema::Args& args);
  sema::TyId ty_of(sema::ExprId id) { return concrete(expr(id).ty); }
  mir::TypeId type(sema::TyId concrete_ty) { return mono_.type(concrete_ty); }
  const mir::Type& mir_type(sema::TyId concrete_ty) { return mono_.mir_type(concrete_ty); }
  const mir::Type& mir_type(mir::TypeId id) { return mono_.out().types[id]; }
  mir::TypeId type_of(const mir::Place& place);
  sema::TyId field_ty(sema::TyId ty, std::uint32_t variant, std::uint32_t field);
  sema::TyId pointee_ty(sema::TyId ty);
  bool is_box(sema::TyId ty);
  bool is_reference(sema::TyId ty);
  BuiltPlace local_place(mir::LocalId local, sema::TyId ty);
  BuiltPlace field(BuiltPlace base, std::uint32_t index);
  BuiltPlace deref(BuiltPlace base);
  BuiltPlace downcast(BuiltPlace base, std::uint32_t variant);
  BuiltPlace project(BuiltPlace base, mir::Projection projection, sema::TyId ty);
  /// Decides captures; must be called before `place` is used.
  const mir::Place& resolved(BuiltPlace& place);
  mir::Place resolved(const BuiltPlace& place);
  void resolve_capture(BuiltPlace& place);
  BuiltPlace variable(sema::LocalId local);

  // ---- generic_coroutine.cpp: what rustc, which makes state machines of generic bodies, does not know
  bool is_coroutine() const { return dropped_block_ && !mono_.is_for_borrowck(); }
  void ask_as_written();
  /// A move also of what happens to be Copy here, where the type as written need not be.
  mir::Operand consume_as(const mir::Place& place, sema::TyId written);
  bool may_need_drop(sema::TyId written);
  /// The local's type as written: where it may have a destructor, the local is dropped as if it had one.
  void note_written(mir::LocalId local, sema::TyId written);

  static mir::Operand copy_of(mir::Place place);
  static mir::Operand move_of(mir::Place place);
  /// A copy if the type is Copy, else a move.
  mir::Operand consume(const BuiltPlace& place);
  mir::Operand consume_place(const mir::Place& place);
  static mir::Operand constant(mir::Constant value);
  static mir::Operand scalar(mir::TypeId type, unsigned __int128 bits);
  mir::Operand usize_constant(std::uint64_t value) { return scalar(mono_.type(types().usize_), value); }
  mir::Operand bool_constant(bool value) { return scalar(mono_.type(types().bool_), value ? 1 : 0); }

  // ---- emit.cpp: blocks, statements, terminators
  mir::LocalId new_local(mir::TypeId type);
  /// A local for one value on its way to its user: never borrowed, so it needs no storage statements.
  mir::LocalId new_temp(mir::TypeId type);
  mir::BlockId new_block(bool is_cleanup = false);
  void start(mir::BlockId block) { block_ = block; }
  mir::BlockId current_block();
  template <class Kind> void push(Kind kind) { push_statement({std::move(kind), span_, scope_}); }
  void push_statement(mir::Statement statement);
  void assign(mir::Place place, mir::Rvalue value);
  void assign_operand(mir::Place place, mir::Operand value) { assign(std::move(place), mir::UseRvalue{std::move(value)}); }
  template <class Kind> void terminate(Kind kind) { set_terminator({std::move(kind), span_, scope_}); }
  void set_terminator(mir::Terminator terminator);
  void set_terminator_of(mir::BlockId block, mir::Terminator terminator);
  void go(mir::BlockId target) { terminate(mir::GotoTerm{target}); }
  void unsupported(std::string what);
  /// For the checks: a pattern looks at the place, which is written at `span`.
  void fake_read(const BuiltPlace& place, Span span);
  void mention(const BuiltPlace& place);
  void assert_that(mir::Operand condition, bool expected, mir::AssertKind kind, mir::BinaryOp op,
                   mir::Operand left = {}, mir::Operand right = {});
  /// Calls `fn` with operands that are ready; goes on after it.
  void call_fn(mir::FnId fn, std::vector<mir::Operand> arguments, mir::Place destination);

  // ---- scopes.cpp
  Span last_character(sema::ExprId body) const;     // of a function: its closing brace
  std::size_t push_scope(Span end);
  void pop_scope();
  /// Leaves the innermost scope without a trace: what it holds has been moved away.
  void discard_scope();
  void schedule_storage(mir::LocalId local, std::size_t scope);
  void schedule_value(mir::LocalId local, std::size_t scope);
  void schedule(std::size_t scope, mir::LocalId local, bool is_value);
  std::size_t top_scope() const { return scopes_.size() - 1; }
  /// The start of cleanup for a panic here; none if there is nothing to clean up.
  mir::BlockId unwind_here() { return unwind_below(scopes_.size(), 0); }
  /// For a panic while drop number `index` of `scope` is at work: what lies below it.
  mir::BlockId unwind_below(std::size_t scope, std::size_t index);
  mir::BlockId resume_block();
  /// Leaves all scopes from `depth` on and goes to `target`; the current block is finished.
  void exit_to(std::size_t depth, mir::BlockId target);
  mir::BlockId exit_block(std::size_t scope, std::size_t index, std::size_t depth, mir::BlockId target);
  mir::ScopeId new_source_scope(Span span);

  /// A scope at whose end temporaries are dropped.
  class Terminating {
   public:
    Terminating(BodyBuilder& builder, Span end) : builder_(builder), before_(builder.temp_scope_) {
      builder.temp_scope_ = builder.push_scope(end);
    }
    void end() {
      if (is_ended_) return;
      is_ended_ = true;
      builder_.pop_scope();
      builder_.temp_scope_ = before_;
    }
    ~Terminating() { end(); }
    Terminating(const Terminating&) = delete;
   private:
    BodyBuilder& builder_;
    std::size_t before_;
    bool is_ended_ = false;
  };

  // ---- temporaries.cpp: how long temporaries live
  std::size_t temp_scope_of(sema::ExprId id) const;
  void check_lasting_borrow(const sema::BorrowExpr& borrow);
  void extend_temporaries(sema::ExprId initializer, std::size_t scope);
  void extend_operand(sema::ExprId operand, std::size_t scope);
  bool pattern_binds_by_reference(sema::PatId id) const;

  // ---- expr_into.cpp
  void into(const mir::Place& destination, sema::ExprId id);
  /// The value is dropped at the end of the statement.
  void as_statement(sema::ExprId id);
  void block_into(const mir::Place& destination, const sema::BlockExpr& block, Span span);
  void block_contents(const mir::Place& destination, const sema::BlockExpr& block, Span span);
  void if_into(const mir::Place& destination, const sema::IfExpr& branch);
  void loop_into(const mir::Place& destination, const sema::LoopExpr& loop, Span span);
  void logical_into(const mir::Place& destination, sema::ExprId id);
  void break_to(const sema::BreakExpr& leave);
  void continue_to(const sema::ContinueExpr& leave);
  void return_value(const sema::ReturnExpr& leave);
  void assign_expr(const sema::AssignExpr& assignment);
  void compound_assign(const sema::CompoundAssignExpr& assignment);
  /// `place = value`, dropping what was there before.
  void drop_and_replace(const mir::Place& place, mir::Operand value);

  // ---- statements.cpp
  void let_statement(const sema::LetStmt& let, std::size_t block_scope);
  void let_else(const sema::LetStmt& let, std::size_t block_scope);

  // ---- expr_place.cpp, expr_operand.cpp
  BuiltPlace as_place(sema::ExprId id);
  BuiltPlace index_place(const sema::IndexExpr& index);
  /// A temporary with storage of its own, which lives as long as the language says.
  mir::LocalId as_temp(sema::ExprId id);
  bool is_place_expr(sema::ExprId id) const;
  bool is_constant_expr(sema::ExprId id) const;
  /// Whether evaluating it changes nothing and cannot be changed by what is evaluated before its use.
  bool is_pure(sema::ExprId id) const;
  enum class Later : std::uint8_t { Pure, MayChange };   // what is evaluated before the operand is used
  mir::Operand as_operand(sema::ExprId id, Later later = Later::Pure);
  std::vector<mir::Operand> as_operands(const std::vector<sema::ExprId>& ids);
  /// The operand in a local of its own.
  mir::LocalId operand_in_temp(mir::Operand operand, mir::TypeId type);

  // ---- expr_rvalue.cpp
  mir::Rvalue as_rvalue(sema::ExprId id);
  mir::Rvalue borrow(const sema::BorrowExpr& borrow, sema::TyId ty);
  mir::Rvalue repeat(const sema::RepeatExpr& repeat, sema::TyId ty);
  void adt_into(const mir::Place& destination, const sema::AdtExpr& adt, sema::TyId ty);
  void aggregate_into(const mir::Place& destination, sema::TyId ty, std::uint32_t variant,
                      const std::vector<std::pair<std::uint32_t, sema::ExprId>>& fields, sema::ExprId base);

  // ---- arithmetic.cpp
  mir::Rvalue unary(const sema::UnaryExpr& operation, sema::TyId ty);
  mir::Rvalue binary(sema::BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId left_ty, sema::TyId right_ty);
  mir::Rvalue shift(mir::BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId left_ty, sema::TyId right_ty);
  mir::Rvalue divide(mir::BinaryOp op, mir::Operand left, mir::Operand right, sema::TyId ty);
  mir::Operand compare(mir::BinaryOp op, mir::Operand left, mir::Operand right);

  // ---- casts.cpp
  mir::Rvalue cast(const sema::CastExpr& cast, sema::TyId to);
  mir::Rvalue enum_to_int(sema::ExprId operand, sema::TyId to);
  mir::Rvalue unsize(mir::Operand operand, sema::TyId from, sema::TyId to);
  mir::Rvalue reify(sema::TyId from, sema::TyId to);
  sema::TyId struct_tail(sema::TyId ty);

  // ---- calls.cpp
  void call_into(const mir::Place& destination, const sema::CallExpr& call, sema::TyId output);
  void intrinsic_call(const mir::Place& destination, const std::string& name, const sema::Args& args,
                      std::vector<mir::Operand> arguments, sema::TyId output, Span fn_span);
  void check_transmute(sema::TyId from, sema::TyId to, Span span);
  void finish_call(mir::CallTerm call, sema::TyId output);
  mir::Operand unsized_receiver(sema::ExprId id, mir::Place& moved);

  // ---- constants.cpp
  mir::Operand constant_of(sema::ExprId id);
  mir::Operand literal(const sema::Literal& literal, sema::TyId ty);
  mir::Operand const_value(sema::TyId value_ty, sema::TyId ty);
  BuiltPlace static_place(sema::StaticId item);
  bool is_promotable(sema::ExprId id);
  std::optional<unsigned __int128> known_int(sema::ExprId id);
  mir::Operand promote(sema::ExprId value, sema::TyId reference_ty);
  std::optional<unsigned __int128> constant_bits(sema::ExprId id);

  // ---- closures.cpp
  mir::Rvalue closure_value(sema::ClosureId id, sema::TyId ty);
  BuiltPlace capture_source(const sema::Capture& capture);
  void name_captures();

  // ---- coroutine.cpp
  void take_parameters(Span end);
  void await_into(const mir::Place& destination, const sema::AwaitExpr& await, sema::TyId output);

  // ---- conditions.cpp
  /// Goes on in the current block if it holds. Variables of `let` are scheduled in the innermost scope.
  void condition(sema::ExprId id, const ElseTarget& otherwise);
  void let_condition(const sema::LetExpr& let, Span span, const ElseTarget& otherwise);
  bool has_let(sema::ExprId id) const;

  // ---- match.cpp, match_test.cpp, bindings.cpp
  void match_into(const mir::Place& destination, const sema::MatchExpr& match, Span span);
  Candidate new_candidate(const BuiltPlace& place, sema::PatId pattern, std::uint32_t arm, bool has_guard);
  std::vector<BuiltPlace> tested_places(const std::vector<Candidate>& candidates);
  std::vector<mir::Operand> borrow_for_guard(const std::vector<BuiltPlace>& tested, const Candidate& candidate);
  void match_candidates(std::vector<Candidate> candidates, mir::BlockId failed, const MatchedCandidate& matched);
  void simplify(Candidate& candidate);
  bool simplify_pair(MatchPair pair, Candidate& candidate, std::vector<MatchPair>& left);
  void slice_pairs(const BuiltPlace& place, const sema::SlicePat& slice, std::vector<MatchPair>& out);
  bool has_only_variant(sema::TyId ty);
  std::vector<Candidate> expand_or(std::vector<Candidate> candidates);
  void test_first(std::vector<Candidate> candidates, std::size_t pair, mir::BlockId failed, const MatchedCandidate& matched);
  void switch_variant(std::vector<Candidate> candidates, const BuiltPlace& place, mir::BlockId failed, const MatchedCandidate& matched);
  void switch_bits(std::vector<Candidate> candidates, const BuiltPlace& place, mir::BlockId failed, const MatchedCandidate& matched);
  void test_constant(const MatchPair& pair, mir::BlockId failed);
  void test_range(const MatchPair& pair, mir::BlockId failed);
  void test_length(const MatchPair& pair, mir::BlockId failed);
  void require(mir::Operand condition, mir::BlockId failed);
  mir::Operand equal_by_trait(const BuiltPlace& place, sema::ExprId value);
  mir::Operand discriminant_of(const BuiltPlace& place);
  unsigned __int128 discriminant_bits(sema::TyId ty, std::uint32_t variant);

  void declare_bindings(sema::PatId id, std::vector<sema::LocalId>& out);
  mir::LocalId declare_variable(sema::LocalId local);
  void bind(const Candidate& candidate);
  void bind_one(const MatchedBinding& binding);
  void keep_for_guard(const MatchedBinding& binding);
  void schedule_variable(sema::LocalId local, std::size_t scope);
  mir::LocalId local_of(sema::LocalId local);
  /// `let pattern = place`, for a pattern that always matches.
  void bind_irrefutable(const BuiltPlace& place, sema::PatId pattern, std::size_t scope);

  Monomorphizer& mono_;
  BodyRequest request_;
  const sema::Body& source_;
  std::optional<sema::Closure> closure_;          // the one whose body this is
  BuiltPlace environment_;                        // of the closure: its value, reached through self
  mir::Body body_;
  mir::BlockId block_;                            // none after a terminator
  Span span_;
  mir::ScopeId scope_;
  std::vector<DropScope> scopes_;
  std::size_t temp_scope_ = 0;
  std::optional<std::size_t> value_scope_;                       // of a constant or static: what lasts as long as its value
  std::unordered_map<sema::ExprId, std::size_t> extended_;       // temporaries of an initializer
  std::unordered_map<sema::LocalId, BuiltPlace> variables_;
  std::unordered_map<sema::TyId, sema::TyId> concrete_;
  std::vector<Breakable> breakables_;
  std::uint32_t match_steps_ = 0;                 // of the match that was begun last
  mir::BlockId return_block_, resume_block_;
  mir::BlockId dropped_block_;                    // of a coroutine: where it ends if it is dropped while it waits
  std::optional<TypeQuestions> as_written_;       // of a generic coroutine
  mir::LocalId context_;                          // of a coroutine: that of the poll at work
  sema::TyId output_;
  /// Values that a call takes through a pointer to them: gone once it begins.
  std::vector<std::pair<mir::BlockId, mir::Place>> moved_by_call_;
  Span scrutinee_span_;
};

// ---- Passes over the finished body

/// Values that have been moved away are not dropped: decides each Drop by what is initialized there.
/// `moved_by_call` are places whose value the call at the end of a block takes besides its operands.
void elaborate_drops(mir::Program& program, mir::Body& body,
                     const std::vector<std::pair<mir::BlockId, mir::Place>>& moved_by_call);
/// Retag statements where rustc's AddRetag has them.
void add_retags(const mir::Program& program, mir::Body& body);
/// Joins blocks that only follow each other and removes those that nothing reaches. The blocks named
/// in `moved_by_call` get their new numbers.
void simplify_blocks(mir::Body& body, std::vector<std::pair<mir::BlockId, mir::Place>>& moved_by_call);

}  // namespace lower
