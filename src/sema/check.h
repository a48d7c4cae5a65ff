#pragma once
// Checks one body: a function's, a const's or a static's, with the closures inside it. Builds the
// typed tree as it goes, with inference variables in its types, which `finish` replaces.
//
// check_*.cpp each hold one group of the methods below: paths, calls, methods, operators, places,
// control flow, patterns, struct expressions, closures, format_args, casts; coerce.cpp the implicit
// conversions; captures.cpp what closures capture; failures.cpp what is said about unmet bounds.

#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "sema/method.h"
#include "sema/solver.h"

namespace sema {

class BodyChecker : public InferTypes {
 public:
  BodyChecker(Program& program, BodyOwner owner, const ItemScope& scope, syntax::Edition edition);

  Body check_fn(FnId fn);
  Body check_value(syntax::ExprId value, TyId type);
  Body check_static(const syntax::StaticItem& item, const StaticDef& def);

  // InferTypes
  TyId fresh_type(Span span) override { return table_.fresh(VarKind::General, span); }
  TyId fresh_const(Span span) override { return table_.fresh(VarKind::General, span); }
  TyId projected(TyId projection, Span span) override { return solver_.normalize(projection, span); }

 private:
  using Ast = syntax::Ast;
  /// The type an expression is wanted to have; none if anything goes. A hint only.
  using Expected = TyId;

  // ---- Making nodes
  ExprId make(Span span, TyId ty, decltype(Expr::kind) kind) { return body_.exprs.add({std::move(kind), ty, span}); }
  ExprId error_expr(Span span) { return make(span, types().error_, ErrorExpr{}); }
  PatId make_pat(Span span, TyId ty, decltype(Pat::kind) kind) { return body_.pats.add({std::move(kind), ty, span}); }
  Expr& expr(ExprId id) { return body_.exprs[id]; }
  TyId ty_of(ExprId id) { return shallow(body_.exprs[id].ty); }
  Span span_of_syntax(syntax::ExprId id) { return ast().exprs.at(id).span; }
  Span span_of(ExprId id) { return body_.exprs[id].span; }
  LocalId new_local(NameId name, TyId ty, Mutability mutability, Span span, bool is_user = true);
  ExprId local_ref(LocalId local, Span span) { return make(span, body_.locals[local].ty, LocalRef{local}); }

  // ---- Types
  TyStore& types() { return program_.types; }
  const Ast& ast() { return program_.ast; }
  TyId shallow(TyId ty) { return table_.shallow(ty); }
  const Ty& kind_of(TyId ty) { return types()[table_.shallow(ty)]; }
  bool is(TyId ty, TyKind kind) { return kind_of(ty).kind == kind; }
  /// Shallow, after working off obligations if that may tell what a variable is.
  TyId structurally(TyId ty);
  /// The same, with an error if the type is still unknown (E0282).
  TyId must_know(TyId ty, Span span);
  TyId expected_or_fresh(TyId expected, Span span) { return expected ? expected : fresh(span); }
  TyId fresh(Span span) { return table_.fresh(VarKind::General, span); }
  TyId lower(syntax::TypeId type);
  TyId normalize(TyId ty, Span span) { return solver_.normalize(ty, span); }
  std::string name(TyId ty) { return type_name(program_, table_.resolve(ty)); }
  std::string text(NameId id) { return std::string(program_.names.text(id)); }
  bool is_never(TyId ty) { return is(ty, TyKind::Never); }
  bool is_numeric(TyId ty);
  bool is_integral(TyId ty);
  bool is_scalar(TyId ty);
  bool is_error(TyId ty) { return is(ty, TyKind::Error); }
  TyId fn_def(FnId fn, Args args);
  TyId adt_lang(std::string_view lang, Args args);

  // ---- Messages
  diag::Diagnostic& report(diag::Kind kind, Span span, std::string message) {
    body_.has_errors = true;
    return program_.diagnostics.add(kind, span, std::move(message));
  }
  void mismatch(TyId expected, TyId found, Span span, Span because = {});

  // ---- check_expr.cpp
  ExprId check(syntax::ExprId id, Expected expected = {});
  /// The value converted to `ty`, or a mismatch.
  ExprId check_coerce(syntax::ExprId id, TyId ty);
  ExprId check_kind(syntax::ExprId id, Expected expected);
  ExprId check_literal(const syntax::LiteralExpr& literal, Span span, Expected expected);
  ExprId check_tuple(const syntax::TupleExpr& tuple, Span span, Expected expected);
  ExprId check_array(const syntax::ArrayExpr& array, Span span, Expected expected);
  ExprId check_repeat(const syntax::RepeatExpr& repeat, Span span, Expected expected);
  ExprId check_range(const syntax::RangeExpr& range, Span span, Expected expected);
  ExprId check_borrow(const syntax::BorrowExpr& borrow, Span span, Expected expected);
  ExprId check_offset_of(const syntax::OffsetOfExpr& offset, Span span);

  // ---- check_block.cpp
  ExprId check_block(syntax::BlockId id, Expected expected, LoopId label = {}, BlockSafety safety = BlockSafety::Safe);
  /// A block whose value is coerced to `ty`.
  ExprId check_block_coerce(syntax::BlockId id, TyId ty);
  void check_let(const syntax::LetStmt& let, Span span, std::vector<Stmt>& out);
  struct Merge;

  // ---- check_path.cpp
  ExprId check_path(const syntax::Path& path, Span span, Expected expected);
  struct ValuePath {
    enum class Kind : std::uint8_t { Error, Local, Const, ConstParam, Static, Fn, Ctor, UnitStruct } kind = Kind::Error;
    LocalId local;
    Def def;
    Args args;
    TyId ty;             // of the value
    TraitId trait;       // of a trait's associated item
  };
  ValuePath resolve_value_path(const syntax::Path& path, Span span, bool may_be_local, Namespace space = Namespace::Values);
  /// `Type::name`: functions, consts and variants that a type has.
  ValuePath resolve_associated(TyId self, const syntax::PathSegment& segment, Span span);
  ValuePath resolve_trait_member(TraitId trait, Args trait_args, const syntax::PathSegment& segment, Span span);
  ValuePath finish_fn_path(FnId fn, Args parent, const syntax::PathSegment& segment, Span span);
  ExprId value_of(const ValuePath& path, Span span);
  std::optional<LocalId> find_local(const syntax::Ident& ident);
  TyId prefix_type(const PathResolution& found, const syntax::Path& path);
  /// `T::Name` in the middle of a path.
  TyId associated_type_of(TyId self, const syntax::PathSegment& segment, Span span);
  /// A struct, union or variant named by a path, with its arguments; for struct expressions and patterns.
  struct VariantPath { bool is_error = true; AdtId adt; VariantIndex variant = 0; Args args; };
  VariantPath resolve_variant_path(const syntax::Path& path, Span span);

  // ---- check_call.cpp
  std::set<TyId> unsized_arguments_;   // types without a size that were given
  ExprId check_call(const syntax::CallExpr& call, Span span, Expected expected);
  bool names_a_type(syntax::ExprId callee, FnId fn) const;
  void check_variadic_argument(ExprId value, Span span);
  ExprId finish_call(ExprId callee, const CallSignature& signature, const std::vector<syntax::ExprId>& arguments, Span span,
                     Expected expected, FnId fn, std::vector<ExprId> given = {}, bool is_variadic = false, Span name_span = {});
  std::vector<ExprId> check_arguments(const CallSignature& signature, const std::vector<syntax::ExprId>& arguments,
                                      std::size_t first, Span span, Expected expected, FnId fn, bool is_variadic, Span name_span);
  ExprId call_overloaded(ExprId callee, const std::vector<syntax::ExprId>& arguments, Span span, Expected expected);
  void settle_callees();
  void check_ctor_privacy(AdtId adt, VariantIndex variant, Span span);
  bool field_is_visible(const FieldDef& field);
  /// `<args[0] as Trait>::method(values)` for desugarings; the result's type is normalized.
  ExprId call_fn(FnId fn, Args args, std::vector<ExprId> values, Span span);
  ExprId call_lang(std::string_view lang, Args args, std::vector<ExprId> values, Span span);

  // ---- check_method.cpp
  ExprId check_method_call(const syntax::MethodCallExpr& call, Span span, Expected expected);
  ExprId apply_adjustments(ExprId receiver, const MethodPick& pick, Span span);
  std::string trait_text(const TraitRef& trait_ref);
  bool has_inherent_method(TyId ty, NameId method);
  bool any_trait_has(NameId method);
  std::vector<std::pair<syntax::RangePat, Span>> ranges_;   // those of the body: asked whether they hold something when it has types
  bool is_text(syntax::ExprId end);
  void check_range_order(const syntax::RangePat& pattern, Span span);
  void check_binding_name(const syntax::IdentPat& pattern, TyId expected);
  bool report_std_gap(TyId ty, const syntax::Ident& ident);
  FnId kept_out_of_objects(TyId receiver, NameId method);
  void report_no_method(TyId receiver, const syntax::PathSegment& segment, Span span, const ProbeResult& probe);

  // ---- check_place.cpp
  ExprId check_field(const syntax::FieldExpr& field, Span span);
  ExprId check_index(const syntax::IndexExpr& index, Span span);
  bool require_index_impl(TraitId trait, const Args& args, Span span);
  ExprId check_deref(const syntax::UnaryExpr& deref, Span span, Expected expected);
  /// One step of dereferencing, or none.
  std::optional<ExprId> deref_once(ExprId value, Span span, bool only_builtin = false);
  /// Turns the overloaded derefs and indexings on the way to a place into their mutable forms.
  void make_mutable(ExprId place);
  bool is_place(ExprId id);
  bool is_place_of_nothing(ExprId id);
  bool is_place_syntax(ExprId id);
  ExprId borrow(ExprId place, BorrowExpr::Kind kind, Span span, bool is_implicit = true);

  // ---- check_operator.cpp
  ExprId check_binary(const syntax::BinaryExpr& binary, Span span, Expected expected);
  ExprId check_unary(const syntax::UnaryExpr& unary, Span span, Expected expected);
  ExprId check_assign(const syntax::AssignExpr& assign, Span span, Expected expected);
  ExprId check_destructuring(const syntax::AssignExpr& assign, Span span);
  bool is_unit_path(const syntax::Path& path);
  PatId destructuring_pat(syntax::ExprId target, TyId expected, std::vector<std::pair<LocalId, syntax::ExprId>>& assigned);
  AssocTyId output_of(TraitId trait);
  ExprId coerce_operand(ExprId value);
  ExprId coerce_to_var(ExprId value, TyId var);
  void report_operator(syntax::BinaryOp op, TyId left, TyId right, Span op_span, Span span);
  ExprId check_compound_assign(const syntax::CompoundAssignExpr& assign, Span span);
  bool is_builtin_binary(TyId left, TyId right, syntax::BinaryOp op);
  TyId enforce_builtin_binary(ExprId left, ExprId right, syntax::BinaryOp op, Span span);
  void settle_operators();

  // ---- check_control.cpp
  ExprId check_condition(syntax::ExprId id);
  void refuse_let_chain(syntax::ExprId condition);
  ExprId coerce_quietly(ExprId value, TyId ty);
  VariantIndex variant_index(AdtId adt, std::string_view variant);
  ExprId check_if(const syntax::IfExpr& branch, Span span, Expected expected);
  ExprId check_match(const syntax::MatchExpr& match, Span span, Expected expected);
  ExprId check_while(const syntax::WhileExpr& loop, Span span);
  ExprId check_loop(const syntax::LoopExpr& loop, Span span, Expected expected);
  ExprId check_for(const syntax::ForExpr& loop, Span span);
  ExprId check_question(const syntax::TryExpr& question, Span span, Expected expected);
  ExprId check_break(const syntax::BreakExpr& jump, Span span);
  ExprId check_continue(const syntax::ContinueExpr& jump, Span span);
  ExprId check_return(const syntax::ReturnExpr& jump, Span span);
  ExprId check_await(const syntax::AwaitExpr& await, Span span);
  ExprId check_labelled_block(const syntax::BlockExpr& block, Span span, Expected expected);

  // ---- check_pattern.cpp
  PatId check_pat(syntax::PatId pattern, TyId expected, BindingMode mode = BindingMode::ByValue);
  PatId check_pat_kind(syntax::PatId pattern, TyId expected, BindingMode mode);
  std::optional<Def> unit_item(const syntax::IdentPat& pattern);
  // ---- repeated_bindings.cpp
  /// E0416 in a pattern, E0415 in a list of parameters.
  void check_repeated_bindings(const std::vector<syntax::PatId>& patterns, diag::Kind kind = diag::Kind::BindingTwice);
  PatId check_ident_pat(const syntax::IdentPat& pattern, Span span, TyId expected, BindingMode mode);
  PatId check_path_pat(const syntax::Path& path, Span span, TyId expected);
  PatId check_tuple_struct_pat(const syntax::TupleStructPat& pattern, Span span, TyId expected, BindingMode mode);
  PatId check_struct_pat(const syntax::StructPat& pattern, Span span, TyId expected, BindingMode mode);
  PatId check_tuple_pat(const syntax::TuplePat& pattern, Span span, TyId expected, BindingMode mode);
  PatId check_slice_pat(const syntax::SlicePat& pattern, Span span, TyId expected, BindingMode mode);
  PatId check_or_pat(const syntax::OrPat& pattern, Span span, TyId expected, BindingMode mode);
  bool is_settled_constant(ExprId value);
  PatId constant_pat(const ValuePath& path, Span span, TyId expected);
  ExprId pattern_value(syntax::ExprId value, TyId expected);
  /// The borrow of a matched place must be mutable where a `ref mut` binding asks for it.
  bool binds_mutably(PatId pattern);
  void fix_scrutinee(ExprId scrutinee, PatId pattern);

  // ---- check_struct.cpp
  ExprId check_base(syntax::ExprId base, TyId ty);
  ExprId check_struct_expr(const syntax::StructExpr& literal, Span span, Expected expected);

  // ---- check_closure.cpp
  ExprId check_closure(const syntax::ClosureExpr& closure, Span span, Expected expected);
  ExprId check_async_block(syntax::BlockId block, bool is_move, Span span);
  struct ExpectedClosure { std::optional<Args> inputs; TyId output; std::optional<ClosureKind> kind; };
  ExpectedClosure expected_closure(TyId expected);
  std::vector<TyId> closure_param_types(const syntax::ClosureExpr& closure, ExpectedClosure& wanted);
  bool is_name(syntax::PatId pattern) const;
  ClosureId open_coroutine(TyId output, bool is_move, Span span);
  TyId coroutine_type(ClosureId id);
  ExprId close_coroutine(ClosureId id, ExprId value, TyId output, Span span);

  // ---- captures.cpp
  void infer_captures();
  void analyze_closure(ClosureId id);
  ClosureId coroutine_of_async_closure(ClosureId id) const;
  ClosureId local_owner(LocalId local) const { return local_owners_[local.value]; }

  // ---- check_format.cpp
  ExprId check_format_args(const syntax::FormatArgsExpr& format, Span span);

  // ---- check_cast.cpp
  bool cast_is_a_hint(syntax::ExprId operand, TyId target);
  ExprId check_cast(const syntax::CastExpr& cast, Span span, Expected expected);
  void settle_casts();

  // ---- coerce.cpp
  ExprId coerce(ExprId value, TyId target, Span because = {});
  /// Nothing is reported and nothing changed if it does not work.
  std::optional<ExprId> try_coerce(ExprId value, TyId target);
  std::optional<ExprId> coerce_reference(ExprId value, TyId source, TyId target);
  std::optional<ExprId> coerce_unsized(ExprId value, TyId source, TyId target);
  std::optional<ExprId> coerce_fn(ExprId value, TyId source, TyId target);
  std::optional<ExprId> coerce_raw(ExprId value, TyId source, TyId target);
  /// A use of `&mut` place that does not move it.
  ExprId reborrow(ExprId value, Span span);

  // ---- failures.cpp
  void report_failures();
  void report_unmet(const Obligation& obligation);
  Span blamed_span(const Obligation& obligation);
  void report_ambiguous();
  void check_pointed_closures();

  // ---- writeback.cpp
  void fall_back();
  void fall_back_diverging();
  void finish();
  TyId written(TyId ty, Span span);

  // ---- Scopes of variables and loops
  struct Variable { NameId name; syntax::HygieneId hygiene; LocalId local; ModuleId block; };   // the block whose items surround it
  struct LoopScope {
    LoopId id;
    std::optional<syntax::Ident> label;
    bool is_loop = true;          // false: a labelled block
    bool may_break_with_value = false;
    bool has_break = false;
    Merge* merge = nullptr;       // of the values of `break`
    bool is_in_condition = false; // its condition is looked at, not its body
  };
  /// What `return` and `?` leave.
  struct FnContext {
    TyId output;
    Merge* returns = nullptr;     // of a closure whose result is not written
    bool is_async = false, is_closure = false, is_const = false;
    std::size_t first_loop = 0;
  };
  LoopScope* find_loop(const std::optional<syntax::Ident>& label, Span span, std::string_view word);
  LoopId new_loop() { return LoopId(body_.loop_count++); }

  struct DeferredOperator { ExprId expr; syntax::BinaryOp op; ExprId left, right; bool is_assign = false; bool is_unary = false; UnaryOp unary{}; };
  struct DeferredCast { ExprId expr; ExprId operand; TyId target; Span span; };
  struct DeferredCallee { ExprId call; ClosureId closure; };
  /// What stands for each parameter or field of what is called or built; the first can be a receiver.
  struct Given { Span callee; FnId fn; std::vector<TyId> declared; std::vector<Span> spans; bool has_receiver = false, is_of_named_type = false; };
  struct PointedClosure { ClosureId closure; TyId pointer; Span span; };   // coerced to a function pointer
  struct OpenClosure { ClosureId id; ExprId expr; std::optional<ClosureKind> expected_kind; };

  Program& program_;
  ItemScope scope_;
  InferTable table_;
  Solver solver_;
  Body body_;
  std::vector<Variable> variables_;
  std::vector<LoopScope> loops_;
  FnContext fn_;
  bool diverges_ = false;
  std::vector<DeferredOperator> operators_;
  std::vector<DeferredCast> casts_;
  std::vector<OpenClosure> closures_;
  std::vector<DeferredCallee> deferred_callees_;
  std::vector<std::pair<ExprId, PatId>> scrutinees_;
  std::unordered_map<std::uint32_t, std::pair<TyId, Span>> binding_sites_;
  std::unordered_map<NameId, LocalId>* or_bindings_ = nullptr;   // of the first alternative, while checking the others
  std::unordered_set<NameId> or_seen_;
  ClosureId current_closure_;                    // none: the body of the item itself
  std::vector<ClosureId> coroutine_outer_;
  std::vector<PointedClosure> pointed_closures_;
  bool was_wrong_before_captures_ = false;   // what closures do with what they hold is not told then
  std::vector<Span> failures_told_;   // where a bound that does not hold has been told
  std::vector<Given> given_;
  std::vector<ClosureId> local_owners_;          // of each local: the closure that declares it
  std::uint32_t unsafe_depth_ = 0;
  friend class CaptureAnalysis;
};

/// Collects the type of several branches: the first sets it, the others are coerced to it.
/// (after rustc's CoerceMany)
struct BodyChecker::Merge {
  /// What has no size is a hint for the branches, not what they become: `Box::new(if a { [1] } else { [2] })`.
  Merge(BodyChecker& checker, TyId expected) : checker(checker), expected(expected) {
    const TyKind kind = expected ? checker.kind_of(expected).kind : TyKind::Error;
    if (kind == TyKind::Slice || kind == TyKind::Str || kind == TyKind::Dyn) this->expected = {};
  }
  void add(ExprId value, Span because = {});
  /// `()` of a missing value: an `if` without else, `break;`.
  void add_unit(Span span, bool is_return = false);
  TyId finish();
  BodyChecker& checker;
  TyId expected;               // none: not known
  TyId merged;                 // none: nothing yet, or only `!`
  std::vector<ExprId> values;  // in the order added, converted
  Span first_span;
  bool has_any = false;
  bool is_of_closure = false;  // the values that a closure gives
  bool is_mismatched = false;  // a value did not fit, which was told: nothing is known of the type
};

}  // namespace sema
