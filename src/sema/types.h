#pragma once
// Types as the checker sees them: generic, interned, compared by id. Lifetimes are not part of a
// type here: they never change what a program does, only whether it is accepted; the borrow checker
// reads them from the syntax and from the reborrows that MIR keeps.
//
// Generic parameters are numbered through all levels, outermost first: in a trait `Self` is number
// 0; in an impl's or trait's method the impl's or trait's parameters come before the method's own.
// Constants that stand in types (array lengths, const generics) are types of kind ConstValue, so
// that one list of arguments serves all.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/layered_map.h"
#include "base/ids.h"
#include "base/interner.h"
#include "syntax/ast.h"

namespace sema {

using TyId = Id<struct TyTag>;
using AdtId = Id<struct AdtTag>;          // struct, enum or union
using FnId = Id<struct FnTag>;            // function, method, trait method, foreign function
using TraitId = Id<struct TraitTag>;
using ImplId = Id<struct ImplTag>;
using ConstId = Id<struct ConstTag>;      // const item or associated const
using StaticId = Id<struct StaticTag>;
using AssocTyId = Id<struct AssocTyTag>;  // an associated type as its trait declares it
using ClosureId = Id<struct ClosureTag>;  // closure, async block, body of an async fn
using OpaqueId = Id<struct OpaqueTag>;    // one `impl Trait` in return position
using VariantIndex = std::uint32_t;

using syntax::Mutability;

using Args = std::vector<TyId>;

enum class IntKind : std::uint8_t { I8, I16, I32, I64, I128, Isize, U8, U16, U32, U64, U128, Usize };
bool is_signed(IntKind kind);
/// 8 to 128; isize and usize are 64 everywhere.
int bits_of(IntKind kind);
std::string_view name_of(IntKind kind);

/// How a function is called: two of them are of two types. A panic may leave a function of CUnwind.
enum class Abi : std::uint8_t { Rust, C, CUnwind };
/// Of what a function is declared with: "" is Rust's.
Abi abi_of(std::string_view declared);
/// What stands before `fn`: "extern \"C\" " or nothing.
std::string_view prefix_of(Abi abi);

enum class TyKind : std::uint8_t {
  Bool, Char, Int, Float,      // Int: int_kind; Float: float_bits
  Str, Never,
  Adt,                         // def: AdtId; args
  Ref, RawPtr,                 // args[0]; mutability
  Slice,                       // args[0]
  Array,                       // args[0] element, args[1] length (ConstValue, Param, Infer)
  Tuple,                       // args; empty: ()
  FnDef,                       // def: FnId; args: a zero-sized value naming one function
  Ctor,                        // def: AdtId, index: variant; args: a tuple struct's or variant's constructor
  FnPtr,                       // args: parameters, then the result; is_unsafe, abi
  Closure,                     // def: ClosureId; args: those of the function around it
  Coroutine,                   // def: ClosureId; the future of an async block or fn
  Dyn,                         // see DynTy
  Param,                       // index, name: a generic parameter (type or const)
  Projection,                  // def: AssocTyId; args: those of the trait (Self first), then its own
  Opaque,                      // def: OpaqueId; args: those of the function around it
  ConstValue,                  // value, args[0]: its type
  Infer,                       // index: an inference variable; only while checking a body
  Foreign,                     // def: a type declared in an extern block
  Error,                       // compatible with everything: its mistake was reported
};

/// `dyn Trait<A, Item = T> + Send`. The principal may be absent (`dyn Send`).
struct DynTy {
  TraitId principal;
  Args principal_args;                                  // without Self
  std::vector<std::pair<AssocTyId, TyId>> projections;  // sorted by id
  std::vector<TraitId> auto_traits;                     // sorted by id
  bool operator==(const DynTy&) const = default;
};

struct Ty {
  TyKind kind = TyKind::Error;
  Mutability mutability = Mutability::Shared;
  IntKind int_kind = IntKind::I32;
  std::uint8_t float_bits = 64;
  bool is_unsafe = false;
  Abi abi = Abi::Rust;
  std::uint32_t def = 0xffffffffu;
  std::uint32_t index = 0;
  NameId name;
  unsigned __int128 value = 0;
  Args args;
  std::optional<DynTy> dyn;

  AdtId adt() const { return AdtId(def); }
  FnId fn() const { return FnId(def); }
  ClosureId closure() const { return ClosureId(def); }
  AssocTyId assoc_ty() const { return AssocTyId(def); }
  OpaqueId opaque() const { return OpaqueId(def); }
  bool operator==(const Ty&) const = default;
};

/// What a type contains anywhere inside it; for skipping work.
struct TyFlags { bool has_infer = false, has_param = false, has_projection = false, has_opaque = false, has_error = false; };

/// All types of a compilation, each once.
class TyStore {
 public:
  TyStore();
  TyId intern(Ty ty);
  const Ty& operator[](TyId id) const { return types_[id].ty; }
  TyFlags flags(TyId id) const;
  void freeze();

  TyId bool_, char_, str_, never_, unit_, error_, usize_, isize_, i32_, u8_, u32_, u64_, f64_, f32_;
  TyId int_type(IntKind kind);
  TyId ref(TyId inner, Mutability mutability);
  TyId raw_ptr(TyId inner, Mutability mutability);
  TyId slice(TyId element);
  TyId array(TyId element, TyId length);
  TyId tuple(Args elements);
  TyId adt(AdtId def, Args args);
  TyId param(std::uint32_t index, NameId name);
  TyId const_value(unsigned __int128 value, TyId type);

 private:
  struct Interned { Ty ty; TyFlags flags; TyId same_hash; };   // same_hash: the one before with this hash
  Store<Interned, TyId> types_;
  LayeredMap<std::size_t, TyId> by_hash_;   // the last with this hash
};

/// The type with each parameter replaced by the argument of its number.
TyId substitute(TyStore& types, TyId ty, const Args& args);
Args substitute(TyStore& types, const Args& list, const Args& args);

/// `Self: Trait<args>`; args[0] is Self.
struct TraitRef {
  TraitId trait;
  Args args;
  bool operator==(const TraitRef&) const = default;
};

/// A bound that must hold where an item is used.
struct Predicate {
  enum class Kind : std::uint8_t { Trait, ProjectionEquals, OutlivesStatic } kind = Kind::Trait;
  TraitRef trait_ref;      // Trait; ProjectionEquals: of the associated type's trait
  AssocTyId assoc_ty;      // ProjectionEquals
  Args assoc_args;         // ProjectionEquals: own arguments of a generic associated type
  TyId ty;                 // ProjectionEquals: the type it equals; OutlivesStatic: the type that must be 'static
  Span span;
};

}  // namespace sema
