#pragma once
// The typed tree: what `sema/` hands to `lower/`. Names are resolved, every expression has a type,
// every implicit step is explicit: auto-ref and auto-deref, coercions, overloaded operators as calls,
// `for`, `while`, `?` as loops and matches, closures with what they capture and how.
// After rustc's THIR. Types in a body may mention the generic parameters of the item it belongs to;
// `lower/` substitutes them.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sema/types.h"
#include "syntax/edition.h"

namespace sema {

using ExprId = Id<struct TypedExprTag>;
using PatId = Id<struct TypedPatTag>;
using LocalId = Id<struct TypedLocalTag>;    // a variable of a body
using LoopId = Id<struct TypedLoopTag>;      // a loop or labelled block, target of break and continue
using syntax::BinaryOp;

// ---- Patterns

enum class BindingMode : std::uint8_t { ByValue, ByRef, ByRefMut };

struct WildPat {};
struct BindingPat { LocalId local; BindingMode mode = BindingMode::ByValue; PatId subpattern; };
struct VariantPat { AdtId adt; VariantIndex variant; std::vector<std::pair<std::uint32_t, PatId>> fields; };
struct LeafPat { std::vector<std::pair<std::uint32_t, PatId>> fields; };     // struct, tuple, union
struct DerefPat { PatId inner; };                       // through a reference (written & or by default binding modes) or Box
struct ConstantPat { ExprId value; };                   // compared with ==; literal, or a const item
struct RangePat { ExprId low, high; bool is_inclusive = true; };   // ends are literals or consts; may be none
struct SlicePat { std::vector<PatId> prefix; PatId middle; bool has_middle = false; std::vector<PatId> suffix; };  // slice or array; middle may be none (`..`)
struct OrPat { std::vector<PatId> alternatives; };      // each binds the same LocalIds
struct ErrorPat {};

struct Pat {
  std::variant<WildPat, BindingPat, VariantPat, LeafPat, DerefPat, ConstantPat, RangePat, SlicePat, OrPat, ErrorPat> kind;
  TyId ty;                                              // of the value matched
  Span span;
};

// ---- Expressions

struct Literal {
  enum class Kind : std::uint8_t { Scalar, Float, Str, ByteStr, CStr } kind;
  unsigned __int128 bits = 0;      // Scalar: bool, char, integer (two's complement in its width)
  double floating = 0;
  float narrow = 0;                // Float: an f32 is rounded once, from the text
  std::string bytes;               // Str: type &str; ByteStr: &[u8; N]; CStr: &CStr (with the NUL)
};
struct LocalRef { LocalId local; };                     // a place; inside a closure also a captured variable of the parent
struct StaticRef { StaticId item; };                    // a place
struct ConstRef { ConstId item; Args args; };           // a value; an associated const of a trait is resolved by lower
struct OffsetOfExpr { TyId of; std::vector<std::uint32_t> fields; };   // a value: where the field of a field … of `of` stands
struct ZeroSized {};                                    // a value of type FnDef, Ctor, or a unit: its type says all
struct ConstParamRef { TyId param; };                   // `N`: a TyKind::Param
struct AdtExpr {
  AdtId adt; VariantIndex variant = 0; Args args;
  std::vector<std::pair<std::uint32_t, ExprId>> fields; // in the order written
  ExprId base;                                          // ..base, or none
};
struct TupleExpr { std::vector<ExprId> elements; };
struct ArrayExpr { std::vector<ExprId> elements; };
struct RepeatExpr { ExprId element; TyId count; };      // the element is Copy, a const, or count <= 1
enum class UnaryOp : std::uint8_t { Not, Neg };
struct UnaryExpr { UnaryOp op; ExprId operand; };       // built-in types only
struct BinaryExpr { BinaryOp op; ExprId left, right; }; // built-in types only; never And, Or
struct LogicalExpr { bool is_and; ExprId left, right; };
struct DerefExpr { ExprId operand; };                   // a place: through a reference, raw pointer or Box
struct FieldExpr { ExprId base; std::uint32_t field; }; // a place if base is one; struct, tuple, union
struct IndexExpr { ExprId base, index; };               // a place: array or slice by usize, bounds checked
struct AssignExpr { ExprId place, value; };             // drops the old value
struct CompoundAssignExpr { BinaryOp op; ExprId place, value; };   // built-in types only
struct BorrowExpr {
  enum class Kind : std::uint8_t { Shared, Mutable, TwoPhase } kind;
  ExprId operand;
  bool is_implicit = false;                             // auto-ref or reborrow: extends no temporary
};
struct RawBorrowExpr { Mutability mutability; ExprId operand; };
enum class CastKind : std::uint8_t {
  IntToInt, IntToFloat, FloatToInt, FloatToFloat,       // IntToInt also from bool, char, and to char (from u8)
  EnumToInt,                                            // a field-less enum to its discriminant
  PtrToPtr, PtrToAddr, AddrToPtr, RefToPtr, ArrayPtrToElementPtr, FnPtrToAddr, FnPtrToPtr,
  ReifyFn, ClosureToFnPtr, UnsafeFnPtr,                 // to function pointers
  Unsize,                                               // [T; N] to [T], T to dyn Trait, upcasting; behind any pointer, also Box, Rc, Arc, Pin (CoerceUnsized)
  MutToConst, NeverToAny, Subtype,
};
struct CastExpr { CastKind kind; ExprId operand; };
/// `callee` has type FnDef, Ctor (then AdtExpr is preferred) or FnPtr. A method or operator call has
/// the FnDef of the trait's method with the trait's arguments, Self first; lower picks the impl.
struct CallExpr {
  ExprId callee;
  std::vector<ExprId> arguments;
  Span fn_span;                   // where the call says that it stands: at a method's name, at the brackets of an index
  bool is_of_place = false;       // of Deref::deref or Index::index, whose result is dereferenced as a place
};
enum class BlockSafety : std::uint8_t { Safe, Unsafe };
struct LetStmt { PatId pattern; ExprId value; TyId ty; bool has_else = false; ExprId else_block; Span span; };   // value may be none
struct ExprStmt { ExprId expr; Span span; };
using Stmt = std::variant<LetStmt, ExprStmt>;
struct BlockExpr { std::vector<Stmt> stmts; ExprId tail; BlockSafety safety = BlockSafety::Safe; LoopId label; Span end_span; };   // label: target of break 'a, or none
struct LetExpr { PatId pattern; ExprId value; };        // bool; only inside conditions and guards, joined by LogicalExpr and
struct IfExpr { ExprId condition, then_expr, else_expr; };        // else may be none
struct Arm { PatId pattern; ExprId guard; ExprId body; Span span; };
enum class MatchSource : std::uint8_t { Written, ForLoop, Question, Await, Assert };
struct MatchExpr { ExprId scrutinee; std::vector<Arm> arms; MatchSource source = MatchSource::Written; };
struct LoopExpr { LoopId id; ExprId body; };
struct BreakExpr { LoopId target; ExprId value; };      // value may be none
struct ContinueExpr { LoopId target; };
struct ReturnExpr { ExprId value; };                    // value may be none
struct ClosureExpr { ClosureId closure; };              // captures are in the closure's own record
struct AwaitExpr { ExprId future; };                    // into_future already called; polls until ready
struct UnsupportedExpr { std::string what; };           // stops with Unsupported when reached
struct ErrorExpr {};

struct Expr {
  std::variant<Literal, LocalRef, StaticRef, ConstRef, OffsetOfExpr, ZeroSized, ConstParamRef, AdtExpr, TupleExpr,
               ArrayExpr, RepeatExpr, UnaryExpr, BinaryExpr, LogicalExpr, DerefExpr, FieldExpr,
               IndexExpr, AssignExpr, CompoundAssignExpr, BorrowExpr, RawBorrowExpr, CastExpr,
               CallExpr, BlockExpr, LetExpr, IfExpr, MatchExpr, LoopExpr, BreakExpr, ContinueExpr,
               ReturnExpr, ClosureExpr, AwaitExpr, UnsupportedExpr, ErrorExpr>
      kind;
  TyId ty;
  Span span;
};

struct Local {
  NameId name;
  TyId ty;
  Mutability mutability = Mutability::Shared;
  Span span;                       // of the binding
  bool is_user = true;             // false: made by a desugaring
  syntax::TypeId written;          // of `let name: Type`, which may name lifetimes; none if nothing is written
};

/// How a closure holds one captured place (edition 2021: the place may be a path of fields).
struct Capture {
  LocalId local;                                  // the variable of the function around
  struct Step { bool is_deref = false; std::uint32_t field = 0; };
  std::vector<Step> path;                         // from the variable to the captured place
  enum class Mode : std::uint8_t { ByValue, ByRef, ByRefMut, ByUniqueRef } mode = Mode::ByRef;
  TyId place_ty;                                  // of the captured place
  Span span;                                      // the use that made it captured
};

enum class ClosureKind : std::uint8_t { Fn, FnMut, FnOnce };

struct Param { PatId pattern; TyId ty; Span span; };

/// Whose body: a function, const, or static.
struct BodyOwner {
  enum class Kind : std::uint8_t { Fn, Const, Static } kind = Kind::Fn;
  std::uint32_t id = 0;
  static BodyOwner of(FnId id) { return {Kind::Fn, id.value}; }
  static BodyOwner of(ConstId id) { return {Kind::Const, id.value}; }
  static BodyOwner of(StaticId id) { return {Kind::Static, id.value}; }
  friend bool operator==(BodyOwner a, BodyOwner b) { return a.kind == b.kind && a.id == b.id; }
};

/// A closure, async block, or the body of an async fn. Its expressions, patterns and variables stand
/// in the stores of the Body around it, so that a captured variable has one id everywhere.
struct Closure {
  BodyOwner owner;
  ClosureKind kind = ClosureKind::Fn;
  bool is_coroutine = false;                      // an async block or body: a future, polled and not called
  bool is_async_closure = false;                  // calling it makes a future
  std::vector<Param> params;                      // of a coroutine: those of the async function that it is the body of
  std::vector<Param> taken_params;                // of a coroutine: the same as variables around it, which are its first captures
  ExprId value;                                   // the body
  TyId output;                                    // of a call; of a coroutine: what it is ready with
  std::vector<Capture> captures;                  // in the order of first use; they are its fields
  bool is_move = false;
  Span span, head_span;
  std::vector<syntax::TypeId> own_types;          // of the parameters as written (none: left out), where nothing around says what the closure takes
};

/// The typed body of a function, const or static, with all closures inside it.
struct Body {
  BodyOwner owner;
  std::vector<Param> params;                      // for a method, self is the first
  ExprId value;
  TyId output;
  Store<Expr, ExprId> exprs;
  Store<Pat, PatId> pats;
  Store<Local, LocalId> locals;
  std::uint32_t loop_count = 0;                   // LoopIds are below this
  syntax::Edition edition = syntax::Edition::E2024;
  bool has_errors = false;
  Span span;
};

// ---- Items, as later phases see them

/// `visible_within`: the module in which it may be named; none: everywhere (then is_public).
struct FieldDef { NameId name; TyId ty; bool is_public = false; Span span; Id<struct ModuleTag> visible_within; };
struct VariantDef {
  NameId name;
  syntax::FieldsKind fields_kind = syntax::FieldsKind::Unit;
  std::vector<FieldDef> fields;
  __int128 discriminant = 0;                      // explicit or counted
  Span span;
};
struct Repr {
  bool is_c = false, is_transparent = false;
  bool is_open = false;                           // non_exhaustive: of an enum with one variant, the tag is read
  std::uint32_t packed = 0, align = 0;            // 0: not given
  bool has_int = false; IntKind int_kind = IntKind::Isize;
};
enum class AdtKind : std::uint8_t { Struct, Enum, Union };
struct GenericParamDef { NameId name; bool is_const = false; TyId const_type; TyId default_type; bool is_sized = true; bool is_impl_trait = false; };   // is_impl_trait: made by `impl Trait` in a parameter
struct Generics {
  std::uint32_t parent_count = 0;                 // how many come from the trait or impl around
  std::vector<GenericParamDef> params;            // all, the parent's first
  std::vector<Predicate> predicates;              // all, the parent's first; includes implied Self: Trait
};
struct AdtDef {
  NameId name;
  AdtKind kind = AdtKind::Struct;
  Generics generics;
  std::vector<VariantDef> variants;               // exactly one for struct and union
  Repr repr;
  FnId drop_fn;                                   // <T as Drop>::drop of its impl, or none
  ImplId drop_impl;
  bool is_box = false, is_unsafe_cell = false, is_manually_drop = false, is_maybe_uninit = false, is_phantom_data = false;
  unsigned __int128 valid_range_start = 0;        // #[valid_range_start(1)]: the scalar inside is at least this; 0: not given
  unsigned __int128 valid_range_end = 0;          // #[valid_range_bits(63)]: and at most what these bits hold; 0: not given
  std::string path;                               // "std::vec::Vec", "main::Point"
  syntax::ItemId item;
  Span span;
};
enum class FnOwner : std::uint8_t { Free, InherentImpl, TraitImpl, Trait, Foreign };
struct FnDef {
  NameId name;
  FnOwner owner = FnOwner::Free;
  ImplId impl;                                    // InherentImpl, TraitImpl
  TraitId trait;                                  // Trait
  Generics generics;
  std::vector<TyId> params;                       // with self first if it has one
  TyId output;
  bool has_self = false, has_body = false, is_const = false, is_async = false, is_unsafe = false, is_variadic = false, is_track_caller = false, is_no_writable = false;
  std::string abi;                                // "" is Rust; "rust-intrinsic" names one of mir/intrinsics.def
  std::string link_name;                          // no_mangle or foreign name
  bool is_test = false, should_panic = false, is_ignored = false; std::string expected_panic, ignored_reason;
  std::string path;                               // "std::vec::Vec<T>::push"
  syntax::ItemId item;
  Span span, name_span;
};
struct TraitDef {
  NameId name;
  Generics generics;                              // Self is number 0
  std::vector<TraitId> supertraits;
  std::vector<FnId> fns;                          // vtable order is the order of methods here, supertraits' first
  std::vector<AssocTyId> assoc_tys;
  std::vector<ConstId> consts;
  bool is_auto = false, is_unsafe = false, is_marker = false;
  std::string path;
  syntax::ItemId item;
  Span span;
};
struct ConstDef { NameId name; TyId ty; Generics generics; TraitId trait; ImplId impl; bool has_value = false; std::string path; Span span; };
struct StaticDef { NameId name; TyId ty; Mutability mutability; bool is_thread_local = false, is_foreign = false; std::string path; Span span; };

}  // namespace sema
