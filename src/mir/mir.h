#pragma once
// The small language the machine runs, after rustc's MIR: functions are graphs of basic blocks over
// typed locals; places, operands, rvalues, statements, terminators. Everything is monomorphic: each
// generic function appears once per set of types it is used with. Types carry their layout, so that
// the machine never asks how something is represented.
//
// The same form, lowered once per function with its generic parameters left standing (TypeKind::Param),
// is what `borrowck/` reads; such bodies are never run.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/source_map.h"
#include "base/span.h"

namespace mir {

using TypeId = Id<struct MirTypeTag>;
using FnId = Id<struct MirFnTag>;          // a monomorphic function body, or a foreign function
using LocalId = Id<struct MirLocalTag>;    // 0: return value; then the arguments; then the rest
using BlockId = Id<struct MirBlockTag>;
using GlobalId = Id<struct GlobalTag>;     // static, const value, promoted constant, string literal
using VtableId = Id<struct VtableTag>;
using ScopeId = Id<struct ScopeTag>;       // a lexical scope, for which variables are in view

// ---- Types with their layout

enum class TypeKind : std::uint8_t {
  Bool, Char, Int, Float, Never,
  Pointer,                  // references, raw pointers, Box (with the global allocator)
  FnPtr, FnDef,             // FnDef: zero-sized
  Array, Slice, Str, Dyn,
  Tuple, Struct, Enum, Union, Closure, Coroutine,
  Param,                    // only in bodies for borrowck: layout unknown
};
enum class PointerKind : std::uint8_t { Ref, RefMut, Raw, RawMut, Box };
enum class Metadata : std::uint8_t { None, Length, Vtable };   // what a wide pointer carries in its second word

struct Field { std::string name; TypeId type; std::uint64_t offset = 0; };
struct Variant { std::string name; __int128 discriminant = 0; std::vector<Field> fields; bool is_uninhabited = false; };

/// How the active variant of an enum (or state of a coroutine) is told from its bytes.
struct TagEncoding {
  enum class Kind : std::uint8_t { Single, Direct, Niche } kind = Kind::Single;
  std::uint32_t single_variant = 0;              // Single: there is only this one inhabited
  std::uint64_t offset = 0;                      // Direct, Niche: where the tag stands
  TypeId tag_type;                               // Direct, Niche: an Int, or the pointer or char type with the niche
  std::uint32_t untagged_variant = 0;            // Niche: the variant of every other value
  std::uint32_t first_niche_variant = 0;         // Niche: variants first..last are niche_start, niche_start + 1, …
  std::uint32_t last_niche_variant = 0;
  unsigned __int128 niche_start = 0;
};

/// A run of values that a scalar may have, wrapping around: start..=end. For validity and niches.
struct ValidRange { unsigned __int128 start = 0, end = 0; };

struct Type {
  TypeKind kind = TypeKind::Tuple;
  std::string name;                  // as Rust writes it
  std::uint64_t size = 0;            // bytes; for Slice, Str, Dyn and structs ending in one: of the sized prefix
  std::uint32_t align = 1;
  bool is_sized = true;
  bool is_copy = false;
  bool is_uninhabited = false;
  bool needs_drop = false;
  FnId drop_glue;                    // takes *mut T; none if nothing to do
  // Int, Float
  std::uint32_t bits = 0;
  bool is_signed = false;
  // Pointer, FnPtr
  PointerKind pointer_kind = PointerKind::Raw;
  bool is_c_abi = false;             // FnPtr: extern "C" fn
  TypeId pointee;                    // Pointer; Array, Slice: the element
  Metadata metadata = Metadata::None;
  bool pointee_is_unpin = true;      // false: `&mut` and Box to it are not retagged as unique
  // Array
  std::uint64_t length = 0;
  // Tuple, Struct, Union, Closure: one variant; Enum, Coroutine: all
  std::vector<Variant> variants;
  TagEncoding tag;
  bool is_unsafe_cell = false;       // the struct UnsafeCell itself
  bool has_unsafe_cell = false;      // somewhere inside, not behind a pointer
  bool is_manually_drop = false, is_maybe_uninit = false;
  bool is_transparent = false;       // repr(transparent)
  std::uint8_t packed = 0;           // repr(packed(n)): no field is aligned to more; 0: not packed
  std::string display;               // lang name of std types that the page shows specially: "Vec", "String", "Rc", "Mutex", …
  bool has_valid_range = false;      // scalars with fewer values than bits: NonZero, NonNull, char, bool, …
  ValidRange valid_range;
  // FnDef, Closure: what calling it runs, for display
  std::string callee_name;
};

// ---- Places, operands, rvalues

struct Projection {
  enum class Kind : std::uint8_t {
    Deref,             // through a pointer (also Box)
    Field,             // number `index` of the struct, tuple, union, closure, or the variant downcast to
    Index,             // by the usize in local `index`; bounds are checked by an Assert before
    ConstantIndex,     // element `index`, or from the end if is_from_end
    Subslice,          // elements index .. (length - from_end), of an array or slice
    Downcast,          // to variant number `index`
  } kind;
  std::uint64_t index = 0;
  std::uint64_t from_end = 0;
  bool is_from_end = false;
  TypeId type;         // of the place after this step
};
struct Place {
  LocalId local;
  std::vector<Projection> projections;
};

struct Constant {
  enum class Kind : std::uint8_t {
    Scalar,            // bits, of type bool, char, int, or a float's bits
    ZeroSized,
    GlobalAddress,     // a thin pointer to the global, or a wide one with `length`
    GlobalValue,       // the value of a const global, copied out
    Fn,                // the address of `fn`: a function pointer
    Vtable,
    Null,              // the pointer without provenance at address `bits` (dangling slices, ptr::null)
  } kind = Kind::ZeroSized;
  TypeId type;
  unsigned __int128 bits = 0;
  GlobalId global;
  std::uint64_t length = 0;
  FnId fn;
};
struct Operand {
  enum class Kind : std::uint8_t { Copy, Move, Constant } kind = Kind::Constant;
  Place place;
  Constant constant;
};

enum class BinaryOp : std::uint8_t {
  Add, Sub, Mul,                 // wrap; the checked forms are CheckedAdd, …: (result, overflowed)
  CheckedAdd, CheckedSub, CheckedMul,
  Div, Rem,                      // zero and overflow are checked by an Assert before
  BitAnd, BitOr, BitXor, Shl, Shr,   // shift amounts are checked by an Assert before, then masked
  Eq, Ne, Lt, Le, Gt, Ge,        // also of pointers (address, then metadata), bool, char, float
  Offset,                        // pointer + count of elements
};
enum class UnaryOp : std::uint8_t { Not, Neg, PtrMetadata };
enum class CastKind : std::uint8_t {
  IntToInt, IntToFloat, FloatToInt, FloatToFloat,
  PtrToPtr,                      // also drops metadata when the target is thin
  PtrToAddr,                     // exposes the provenance
  AddrToPtr,                     // with exposed provenance
  FnPtrToAddr, FnPtrToPtr, Transmute,
  ReifyFn,                       // the constant function of an FnDef or captureless closure as a pointer
  UnsizeArray,                   // &[T; N] to &[T] and other pointer kinds
  UnsizeDyn,                     // to a dyn: adds `vtable`
  UpcastDyn,                     // vtable of a dyn to that of a supertrait
};
enum class BorrowKind : std::uint8_t { Shared, Mutable, TwoPhaseMutable, ClosureUnique, Fake };

struct UseRvalue { Operand operand; };
struct RepeatRvalue { Operand element; std::uint64_t count = 0; };
struct RefRvalue { BorrowKind kind = BorrowKind::Shared; Place place; bool is_implicit = false; };
struct RawRefRvalue { bool is_mutable = false; Place place; };
struct LenRvalue { Place place; };
struct CastRvalue { CastKind kind; Operand operand; TypeId type; VtableId vtable; FnId fn; std::uint64_t length = 0; };
struct BinaryRvalue { BinaryOp op; Operand left, right; };
struct UnaryRvalue { UnaryOp op; Operand operand; };
struct DiscriminantRvalue { Place place; };        // of the type of the destination
struct AggregateRvalue { TypeId type; std::uint32_t variant = 0; std::vector<std::pair<std::uint32_t, Operand>> fields; };   // union: exactly one field
using Rvalue = std::variant<UseRvalue, RepeatRvalue, RefRvalue, RawRefRvalue, LenRvalue, CastRvalue, BinaryRvalue, UnaryRvalue, DiscriminantRvalue, AggregateRvalue>;

// ---- Statements and terminators

enum class RetagKind : std::uint8_t { FnEntry, TwoPhase, Raw, Default };

struct AssignStmt { Place place; Rvalue value; };
struct SetDiscriminantStmt { Place place; std::uint32_t variant = 0; };
struct StorageLiveStmt { LocalId local; };
struct StorageDeadStmt { LocalId local; };
struct RetagStmt { RetagKind kind = RetagKind::Default; Place place; };
struct FakeReadStmt { Place place; };              // `let _ = place;`, a match on it: a use for borrowck, nothing at run time
struct PlaceMentionStmt { Place place; };
struct NopStmt {};
struct Statement {
  std::variant<AssignStmt, SetDiscriminantStmt, StorageLiveStmt, StorageDeadStmt, RetagStmt, FakeReadStmt, PlaceMentionStmt, NopStmt> kind;
  Span span;
  ScopeId scope;
};

enum class Intrinsic : std::uint16_t {
#define INTRINSIC(name) name,
#include "mir/intrinsics.def"
#undef INTRINSIC
};
std::string_view name_of(Intrinsic intrinsic);
std::optional<Intrinsic> find_intrinsic(std::string_view name);

enum class AssertKind : std::uint8_t { Overflow, DivisionByZero, RemainderByZero, BoundsCheck, OverflowNeg, MisalignedPointer, NullPointer, ResumedAfterReturn, ResumedAfterPanic };

struct GotoTerm { BlockId target; };
struct SwitchTerm { Operand operand; std::vector<std::pair<unsigned __int128, BlockId>> targets; BlockId otherwise; };   // otherwise may be none: unreachable
struct ReturnTerm {};
struct UnreachableTerm {};
struct ResumeTerm {};                              // end of a cleanup path: unwinding goes on in the caller
struct AbortTerm { std::string why; };             // panic in a destructor during cleanup, or in a nounwind function
struct DropTerm { Place place; BlockId target, unwind; };          // runs the type's drop glue; nothing if the type needs none
struct CallTerm {
  struct Callee {
    enum class Kind : std::uint8_t {
      Fn,              // a known function
      Pointer,         // the function pointer in `pointer`
      Virtual,         // method number `method` of the vtable of arguments[0], whose data pointer is passed on thin
      Intrinsic,
      Unresolved,      // only for borrowck: a method of a generic parameter
    } kind = Kind::Fn;
    FnId fn;
    Operand pointer;
    std::uint32_t method = 0;
    Intrinsic intrinsic{};
    std::vector<TypeId> type_args;   // Intrinsic: its generic arguments
    std::string name;                // for display
  } callee;
  std::vector<Operand> arguments;
  Place destination;
  BlockId target;                    // none: never returns
  BlockId unwind;                    // none: unwinding goes on in the caller
  Span fn_span;                      // the method's name, or the whole call; of a macro's call, where that was written
};
struct AssertTerm { Operand condition; bool expected = true; AssertKind kind; BinaryOp op = BinaryOp::Add; Operand left, right; BlockId target, unwind; };   // BoundsCheck: left is the length, right the index
struct UnsupportedTerm { std::string what; };
struct FalseEdgeTerm { BlockId target, imaginary; };   // only for borrowck: arms that may be tried next; before a coroutine's transform: waits, is resumed or dropped
struct Terminator {
  std::variant<GotoTerm, SwitchTerm, ReturnTerm, UnreachableTerm, ResumeTerm, AbortTerm, DropTerm, CallTerm, AssertTerm, UnsupportedTerm, FalseEdgeTerm> kind = UnreachableTerm{};
  Span span;
  ScopeId scope;
};

struct BasicBlock { std::vector<Statement> statements; Terminator terminator; bool is_cleanup = false; };

struct Local {
  TypeId type;
  std::string name;                  // of the variable; empty for temporaries
  bool is_mutable = false, is_user = false, is_argument = false;
  bool is_always_live = false;       // return value and arguments: no StorageLive
  bool may_need_drop = false;        // in a generic coroutine, whatever its type is here
  Span span;
};
struct Scope { ScopeId parent; Span span; };
/// A captured variable shown in a closure's frame under its own name.
struct DebugVariable { std::string name; Place place; ScopeId scope; Span span; };

struct Body {
  std::string name;                  // "main", "Vec<i32>::push"
  std::string path;
  std::uint32_t argument_count = 0;
  std::vector<Local> locals;
  std::vector<BasicBlock> blocks;    // block 0 is the entry
  std::vector<Scope> scopes;
  std::vector<DebugVariable> variables;
  bool is_user = false;              // from the student's text
  bool is_foreign = false;           // no blocks: `link_name` names a simulated C function
  bool is_c_abi = false;             // extern "C"
  bool is_nounwind = false;          // extern "C": a panic that leaves it aborts
  bool has_early_writes = true;      // with implicit writes: a mutable argument counts as written to; not of `rustc_no_writable`
  bool is_variadic = false;
  bool is_track_caller = false;      // a panic in it is said to be where it was called
  bool is_closure = false;
  bool spreads_last_argument = false;  // a closure's body called through Fn*: the tuple is taken apart
  std::string link_name;
  Span span;
};

struct Global {
  enum class Kind : std::uint8_t { Static, Const, Promoted, Bytes, ThreadLocal } kind = Kind::Static;
  std::string name;                  // of a static or const, as written
  TypeId type;
  bool is_mutable = false;           // static mut, or with interior mutability
  FnId initializer;                  // returns the value; run before main (statics), at first use (others); none for Bytes
  std::string bytes;                 // Bytes
  Span span;
};

struct Vtable {
  TypeId type;                       // the concrete type
  std::string trait_name;            // the trait object's type, "dyn Trait + Send"; empty if auto traits are all it has
  FnId drop_glue;                    // takes *mut T; may be none
  std::vector<FnId> methods;         // none where `where Self: Sized`
};

/// What a coroutine's type does not say of its states: where each variant waits, and where what it keeps was declared.
struct CoroutineState { Span span; std::vector<Span> fields; };
struct Coroutine {
  TypeId type;                       // its variants are the states
  std::string name;                  // of the async function; empty: an async block
  Span span;
  std::vector<CoroutineState> states;   // by variant; the span of the await, none of the first three
};

/// A whole program, ready to run. Immutable and shared by all machines that run it.
struct Program {
  Store<Type, TypeId> types;
  Store<Body, FnId> bodies;
  Store<Global, GlobalId> globals;
  Store<Vtable, VtableId> vtables;
  /// For upcasting: the vtable of `to` for the type whose vtable is `from`, by (vtable, trait name).
  std::vector<std::pair<std::pair<VtableId, std::string>, VtableId>> upcasts;
  std::vector<FnId> constants;       // no arguments: each works out one constant or static of the student's text that may fail
  FnId start;                        // no arguments, returns the exit code as i32: calls std's lang fn "start" (`fn lang_start<T: Termination>(main: fn() -> T) -> i32`) with main, or the test harness
  FnId main;
  FnId panic_message;                // std's lang fn "panic_message": `fn(*const u8, usize, bool) -> !`, called for a failed Assert with its text and whether that was formatted
  bool asks_for_ends = false;        // whether a thread has ended can be asked
  FnId thread_exit;                  // runs a thread's thread-local destructors; none if there are none
  SourceMap sources;                 // for spans in reports
  TypeId unit, bool_, usize, u8;
  /// The structs, enums and unions that the student declares, in the order of the text; a generic one
  /// once for each way in which it is used.
  struct DeclaredType { TypeId type; Span span; };
  std::vector<DeclaredType> declared_types;
  std::vector<Coroutine> coroutines;   // by place
};

/// The text form, as `crabglass mir` prints it.
std::string print(const Program& program, const Body& body);
std::string print(const Program& program);
std::string print(const Program& program, const Body& body, const Place& place);
/// What is wrong with the form of a body; empty if nothing.
std::vector<std::string> check_well_formed(const Program& program, const Body& body);

}  // namespace mir
