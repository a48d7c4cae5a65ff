#pragma once
// The syntax tree of a whole program (the student's, or std's) after macro expansion. It follows
// the Rust Reference's grammar; sugar that later phases need to explain themselves (`for`, `?`,
// `if let`, compound assignment) is kept. No node points at another: they name each other by ids.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/interner.h"
#include "base/span.h"

namespace syntax {

struct Token;
struct TokenTrees;

using ExprId = Id<struct ExprTag>;
using PatId = Id<struct PatTag>;
using TypeId = Id<struct TypeTag>;
using BlockId = Id<struct BlockTag>;
using ItemId = Id<struct ItemTag>;
using GenericArgsId = Id<struct GenericArgsTag>;

/// The hygiene of an identifier: which macro expansion introduced it (0: the student wrote it).
/// Local variables and labels are the same only if name and hygiene are; items ignore it.
/// `expand/hygiene.h` has the table of marks behind these numbers.
using HygieneId = Id<struct HygieneTag>;

struct Ident {
  NameId name;
  HygieneId hygiene;  // none: written by hand
  Span span;
};

enum class Mutability : std::uint8_t { Shared, Mutable };
enum class IsUnsafe : std::uint8_t { No, Yes };

struct Lifetime {
  Ident ident;  // with the quote: "'a", "'static", "'_"
};

// ---- Paths and generic arguments

struct GenericArgs;

struct PathSegment {
  Ident ident;                                // also "self", "super", "crate", "Self", "$crate"
  GenericArgsId generic_args;                 // none if absent
};

/// `a::b::<T>`, `::a`, `<T as Trait>::a`, `<T>::a`.
struct Path {
  bool is_global = false;                   // starts with ::
  TypeId self_type;                         // <self_type as …>; none for plain paths
  std::uint32_t trait_segments = 0;         // with self_type: how many leading segments name the trait
  std::vector<PathSegment> segments;
  Span span;
};

struct Bound;

struct GenericArg {
  enum class Kind : std::uint8_t { Lifetime, Type, Const, AssocEquals, AssocBound } kind = Kind::Type;
  Lifetime lifetime;            // Lifetime
  TypeId type;                  // Type (a plain identifier that may be a const parses as a Type); AssocEquals
  ExprId value;                 // Const: a literal or a block; AssocEquals with a const
  Ident name;                   // AssocEquals `Item = T`, AssocBound `Item: B`
  std::vector<Bound> bounds;    // AssocBound
};

struct GenericArgs {
  bool is_parenthesized = false;   // Fn(A, B) -> C: args are the types A, B
  std::vector<GenericArg> args;
  TypeId output;                   // only parenthesized; none means ()
  Span span;
};

/// `'a`, `Trait<T>`, `?Sized`, `for<'a> Trait<'a>`, `use<'a, T>` (kept but empty).
struct Bound {
  enum class Kind : std::uint8_t { Trait, Lifetime, Use } kind = Kind::Trait;
  bool is_maybe = false;           // ?Trait
  std::vector<Lifetime> for_lifetimes;
  Path trait_path;
  Lifetime lifetime;
  Span span;
};

struct GenericParam {
  enum class Kind : std::uint8_t { Lifetime, Type, Const } kind = Kind::Type;
  Ident name;
  std::vector<Bound> bounds;
  TypeId default_type;     // Type
  TypeId const_type;       // Const
  ExprId const_default;    // Const
};

struct WherePredicate {
  std::vector<Lifetime> for_lifetimes;
  TypeId type;             // none for a lifetime predicate
  Lifetime lifetime;
  std::vector<Bound> bounds;
  Span span;
};

struct Generics {
  std::vector<GenericParam> params;
  std::vector<WherePredicate> predicates;
  Span span;
};

// ---- Types

struct FnPtrParam { TypeId type; };

struct PathType { Path path; };
struct RefType { Lifetime lifetime; bool has_lifetime = false; Mutability mutability; TypeId inner; };
struct RawPtrType { Mutability mutability; TypeId inner; };
struct SliceType { TypeId element; };
struct ArrayType { TypeId element; ExprId length; };
struct TupleType { std::vector<TypeId> elements; };
struct FnPtrType {
  std::vector<Lifetime> for_lifetimes;
  IsUnsafe is_unsafe = IsUnsafe::No;
  std::string abi;                     // empty: Rust
  std::vector<TypeId> params;
  bool is_variadic = false;
  TypeId output;                       // none means ()
};
struct NeverType {};
struct InferType {};                   // _
struct ImplTraitType { std::vector<Bound> bounds; };
struct DynTraitType { std::vector<Bound> bounds; };
struct ErrorType {};

struct Type {
  std::variant<PathType, RefType, RawPtrType, SliceType, ArrayType, TupleType, FnPtrType, NeverType,
               InferType, ImplTraitType, DynTraitType, ErrorType>
      kind;
  Span span;
};

// ---- Patterns

struct WildPat {};
struct RestPat {};                                    // .. in a slice or tuple
struct IdentPat {                                     // x, ref mut x, x @ p; may resolve to a const or unit item
  bool by_ref = false;
  Mutability ref_mutability = Mutability::Shared;     // of `ref`
  Mutability mutability = Mutability::Shared;         // of the binding
  Ident name;
  PatId subpattern;                                   // none
};
struct LiteralPat { ExprId literal; };                // Literal, or Unary Neg of one, or a const block
struct RangePat { ExprId low, high; bool is_inclusive = true; };  // either end may be none
struct PathPat { Path path; };                        // a const, unit struct or unit variant
struct TupleStructPat { Path path; std::vector<PatId> elements; };
struct FieldPat { Ident name; PatId pattern; bool is_shorthand = false; };   // name "0" for tuple fields
struct StructPat { Path path; std::vector<FieldPat> fields; bool has_rest = false; };
struct TuplePat { std::vector<PatId> elements; };
struct SlicePat { std::vector<PatId> elements; };
struct RefPat { Mutability mutability; PatId inner; };
struct OrPat { std::vector<PatId> alternatives; };
struct ErrorPat {};

struct Pat {
  std::variant<WildPat, RestPat, IdentPat, LiteralPat, RangePat, PathPat, TupleStructPat, StructPat,
               TuplePat, SlicePat, RefPat, OrPat, ErrorPat>
      kind;
  Span span;
};

// ---- Expressions

enum class UnaryOp : std::uint8_t { Deref, Not, Neg };
enum class BinaryOp : std::uint8_t {
  Add, Sub, Mul, Div, Rem, BitAnd, BitOr, BitXor, Shl, Shr, Eq, Ne, Lt, Le, Gt, Ge, And, Or
};

struct LiteralExpr {
  enum class Kind : std::uint8_t { Bool, Int, Float, Char, Byte, Str, ByteStr, CStr } kind;
  unsigned __int128 integer = 0;   // Bool, Int, Char (scalar value), Byte
  double floating = 0;             // Float
  std::string bytes;               // Str, ByteStr, CStr: the value, escapes resolved, no NUL added
  std::string suffix;              // "u8", "f32", or empty
  float narrow = 0;                // Float, if it is an f32: rounded once, from the decimal text
};
struct PathExpr { Path path; };
struct FieldInit { Ident name; ExprId value; bool is_shorthand = false; };
struct StructExpr { Path path; std::vector<FieldInit> fields; ExprId base; };  // base: ..base, or none
struct TupleExpr { std::vector<ExprId> elements; };
struct ArrayExpr { std::vector<ExprId> elements; };
struct RepeatExpr { ExprId element; ExprId count; };
struct UnaryExpr { UnaryOp op; ExprId operand; };
struct BinaryExpr { BinaryOp op; ExprId left, right; Span op_span; };
struct AssignExpr { ExprId place, value; Span op_span; };   // place may be a destructuring tree
struct CompoundAssignExpr { BinaryOp op; ExprId place, value; Span op_span; };
struct RangeExpr { ExprId low, high; bool is_inclusive = false; };
struct CastExpr { ExprId operand; TypeId type; };
struct BorrowExpr { Mutability mutability; bool is_raw = false; ExprId operand; };
struct CallExpr { ExprId callee; std::vector<ExprId> arguments; };
struct MethodCallExpr { ExprId receiver; PathSegment method; std::vector<ExprId> arguments; };
struct FieldExpr { ExprId base; Ident name; };        // name "0" for tuple fields
struct IndexExpr { ExprId base, index; Span brackets; };   // from `[` to `]`
struct BlockExpr {
  enum class Kind : std::uint8_t { Plain, Unsafe, Const, Async, AsyncMove } kind = Kind::Plain;
  std::optional<Ident> label;
  BlockId block;
};
/// `let pattern = value` as a condition, alone or in a chain with &&.
struct LetExpr { PatId pattern; ExprId value; };
struct IfExpr { ExprId condition; BlockId then_block; ExprId else_expr; };   // else: Block or If, or none
struct WhileExpr { std::optional<Ident> label; ExprId condition; BlockId body; };
struct LoopExpr { std::optional<Ident> label; BlockId body; };
struct ForExpr { std::optional<Ident> label; PatId pattern; ExprId iterable; BlockId body; };
struct MatchArm { PatId pattern; ExprId guard; ExprId body; Span span; };     // guard: none if absent
struct MatchExpr { ExprId scrutinee; std::vector<MatchArm> arms; };
struct ClosureParam { PatId pattern; TypeId type; };  // type: none if absent
struct ClosureExpr {
  bool is_move = false, is_async = false;
  std::vector<ClosureParam> params;
  TypeId output;                                      // none if absent
  ExprId body;
  Span head_span;                                     // `move |a, b|`, for messages
};
struct ReturnExpr { ExprId value; };                  // none: ()
struct BreakExpr { std::optional<Ident> label; ExprId value; };
struct ContinueExpr { std::optional<Ident> label; };
struct TryExpr { ExprId operand; };
struct AwaitExpr { ExprId operand; };
struct UnderscoreExpr {};                             // _ on the left of a destructuring assignment

/// `format_args!` after its text was read; println!, panic!, write! and the others expand to it.
struct FormatSpec {
  enum class Trait : std::uint8_t { Display, Debug, LowerHex, UpperHex, Octal, Binary, LowerExp, UpperExp, Pointer } trait = Trait::Display;
  char32_t fill = U' ';
  enum class Align : std::uint8_t { None, Left, Center, Right } align = Align::None;
  bool sign_plus = false, sign_minus = false, alternate = false, zero_pad = false;
  enum class Debug : std::uint8_t { None, LowerHex, UpperHex } debug_hex = Debug::None;
  struct Count { enum class Kind : std::uint8_t { None, Literal, Argument } kind = Kind::None; std::uint32_t value = 0; };
  Count width, precision;                             // Argument: index into FormatArgsExpr::arguments
};
struct FormatPiece {
  std::string literal;                                // text before the placeholder
  bool has_placeholder = false;
  std::uint32_t argument = 0;                         // index into arguments
  FormatSpec spec;
  Span span;                                          // the placeholder inside the string
};
struct FormatArgsExpr { std::vector<FormatPiece> pieces; std::vector<ExprId> arguments; };
struct OffsetOfExpr { TypeId type; std::vector<Ident> fields; };
/// A construct the grammar has and we do not (inline assembly, ...): `Unsupported` where it runs.
struct UnsupportedExpr { std::string what; };
struct ErrorExpr {};

struct Expr {
  std::variant<LiteralExpr, PathExpr, StructExpr, TupleExpr, ArrayExpr, RepeatExpr, UnaryExpr,
               BinaryExpr, AssignExpr, CompoundAssignExpr, RangeExpr, CastExpr, BorrowExpr, CallExpr,
               MethodCallExpr, FieldExpr, IndexExpr, BlockExpr, LetExpr, IfExpr, WhileExpr, LoopExpr,
               ForExpr, MatchExpr, ClosureExpr, ReturnExpr, BreakExpr, ContinueExpr, TryExpr,
               AwaitExpr, UnderscoreExpr, FormatArgsExpr, OffsetOfExpr, UnsupportedExpr, ErrorExpr>
      kind;
  Span span;
};

// ---- Statements and blocks

struct LetStmt { PatId pattern; TypeId type; ExprId value; BlockId else_block; };   // any but pattern may be none
struct ExprStmt { ExprId expr; bool has_semicolon = true; };
struct ItemStmt { ItemId item; };
struct Stmt {
  std::variant<LetStmt, ExprStmt, ItemStmt> kind;
  Span span;
};

struct Block {
  std::vector<Stmt> stmts;
  ExprId tail;        // the value of the block; none if it has none
  Span span;
  const Token* unread = nullptr;   // its `{`, if it was left for later (parse_late_body.cpp)
};

// ---- Items

/// `#[name]`, `#[name = "value"]`, `#[name(a, b = "c", …)]`; `unsafe(no_mangle)` has name no_mangle.
struct Attribute {
  std::string name;                    // joined path: "derive", "rustfmt::skip"
  std::string value;                   // after =
  std::vector<Attribute> args;         // the words in parentheses; a literal alone has only `value`
  bool is_unsafe = false, has_parentheses = false;
  Span span;
};

struct Visibility {
  enum class Kind : std::uint8_t { Private, Public, Crate, Super, In } kind = Kind::Private;
  Path in_path;                        // In
};

struct Param { PatId pattern; TypeId type; };

/// `self`, `mut self`, `&self`, `&'a mut self`, `self: T`.
struct SelfParam {
  enum class Kind : std::uint8_t { Value, Ref, RefMut, Typed } kind = Kind::Value;
  Mutability mutability = Mutability::Shared;   // of the binding: `mut self`
  TypeId type;                                  // Typed
  Lifetime lifetime; bool has_lifetime = false; // Ref, RefMut
  Ident ident;                                  // the word self
};

struct FnDecl {
  Ident name;
  Generics generics;
  std::optional<SelfParam> self_param;
  std::vector<Param> params;           // without self
  bool is_variadic = false;
  TypeId output;                       // none means ()
  bool is_const = false, is_async = false, is_unsafe = false, is_safe = false;
  std::string abi;                     // "C" for extern "C"; empty for Rust
  BlockId body;                        // none in a trait or extern block
  Span head_span;                      // from `fn` to the end of the signature
};

struct FieldDecl { Visibility visibility; Ident name; TypeId type; std::vector<Attribute> attributes; Span span; };
enum class FieldsKind : std::uint8_t { Unit, Tuple, Named };
struct Fields { FieldsKind kind = FieldsKind::Unit; std::vector<FieldDecl> fields; };   // tuple fields are named "0", "1"
struct VariantDecl { Ident name; Fields fields; ExprId discriminant; std::vector<Attribute> attributes; Span span; };

struct FnItem { FnDecl decl; };
struct StructItem { Ident name; Generics generics; Fields fields; };
struct UnionItem { Ident name; Generics generics; Fields fields; };
struct EnumItem { Ident name; Generics generics; std::vector<VariantDecl> variants; };
struct TraitItem {
  Ident name; Generics generics; bool is_unsafe = false, is_auto = false;
  std::vector<Bound> supertraits;
  std::vector<ItemId> items;           // Fn, AssocType (as TypeAlias), Const
};
struct ImplItem {
  Generics generics; bool is_unsafe = false, is_negative = false;
  Span head_begin;               // `impl`, or `unsafe` before it
  std::optional<Path> trait_path;
  TypeId self_type;
  std::vector<ItemId> items;
};
struct ModItem { Ident name; std::vector<ItemId> items; };
/// One name brought in; `use a::{b, c as d, e::*}` is taken apart into several.
struct UseItem {
  Path path; std::optional<Ident> rename; bool is_glob = false;   // rename `_` is kept
  bool is_self = false;          // from `a::{self}`: the path is `a`, and only its module is meant
  bool may_name_macro = false;   // a macro of this name exists: no mistake if nothing else does
};
struct ConstItem { Ident name; Generics generics; TypeId type; ExprId value; };    // name `_` allowed; value none in a trait
struct StaticItem { Ident name; Mutability mutability; TypeId type; ExprId value; bool is_unsafe = false, is_safe = false; };
struct TypeAliasItem { Ident name; Generics generics; std::vector<Bound> bounds; TypeId type; };  // type none in a trait
struct ExternBlockItem { std::string abi; bool is_unsafe = false; std::vector<ItemId> items; };
struct ExternCrateItem { Ident name; std::optional<Ident> rename; };
struct ErrorItem {};

struct Item {
  std::variant<FnItem, StructItem, UnionItem, EnumItem, TraitItem, ImplItem, ModItem, UseItem,
               ConstItem, StaticItem, TypeAliasItem, ExternBlockItem, ExternCrateItem, ErrorItem>
      kind;
  Visibility visibility;
  std::vector<Attribute> attributes;
  Span span;
};

/// Attributes of a block or a statement, which items keep themselves.
struct LocalAttributes { Span extent; std::vector<Attribute> attributes; };

/// Everything parsed. One tree holds std and the student's crate, each with roots of its own: std is
/// parsed first and frozen, and each program is added to a copy. Copyable; ids stay valid in the copy.
/// Bodies that were left for later are added while others are being looked at.
struct Ast {
  StableStore<Expr, ExprId> exprs;
  StableStore<Pat, PatId> pats;
  StableStore<Type, TypeId> types;
  StableStore<Block, BlockId> blocks;
  StableStore<Item, ItemId> items;
  StableStore<GenericArgs, GenericArgsId> generic_args;
  std::vector<LocalAttributes> local_attributes;
  std::vector<std::shared_ptr<const TokenTrees>> kept_tokens;   // those that unread blocks point into
};

/// The items at the root of one crate.
struct Crate {
  std::vector<ItemId> items;
  std::vector<Attribute> attributes;   // #![…]
};

}  // namespace syntax
