#pragma once
// The worklist of monomorphization: gives out ids of MIR types, functions, globals and vtables for
// concrete typed things, and remembers what is still to be lowered.
//
// Arguments are concrete: no parameters, no projections, no opaque types (callers normalize with
// `normalize`, which substitutes and normalizes in one go).

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lower/type_table.h"
#include "mir/mir.h"
#include "sema/program.h"

namespace lower {

/// Code that no one wrote: made per type.
enum class ShimKind : std::uint8_t {
  DropGlue,        // fn(*mut T): runs Drop::drop, then drops the fields (or elements); Box also frees
  CloneFields,     // Clone::clone of a tuple, array, closure, Copy primitive: fn(&T) -> T
  FnPtrCall,       // <fn pointer or FnDef or Ctor as Fn*>::call*: fn(self or &self, (args,)) -> R
  ClosureByRef,    // call_once of a closure whose body takes itself by reference: fn(self, (args,)) -> R
  ClosureFnPtr,    // a captureless closure as fn pointer: fn(args…) -> R
  CtorFn,          // a tuple struct's or variant's constructor as a function
  VirtualCall,     // <dyn Trait as Trait>::method as a function value: forwards through the vtable
  SelfByPointer,   // in vtables, of a method that takes self by value: fn(*mut Self, …) -> R
  IntrinsicCall,   // an intrinsic as a function value
  Missing,         // nothing implements it: stops when called; `extra` foreign_static: the value of a static of another language
  Start,           // the program's start
  StartTests,      // the start of a test run
};

/// What a MIR function is made from.
struct FnKey {
  enum class Kind : std::uint8_t { Item, Const, Static, Closure, Promoted, Shim } kind = Kind::Item;
  std::uint32_t id = 0;                 // FnId, ConstId, StaticId, ClosureId; Promoted: number within its body; Shim: the FnId called, if it is for one
  ShimKind shim{};
  std::uint32_t extra = 0;              // shim: ClosureKind `through`, method number …
  sema::TyId ty;                        // Shim: the type it is for
  sema::Args args;
  bool operator<(const FnKey& other) const;
};

/// `extra` of the Missing shim for a foreign static.
inline constexpr std::uint32_t foreign_static = 100;

/// What bodies are lowered for: to run, or to be checked as they were written.
enum class Purpose : std::uint8_t { Run, Borrowck };

class Coroutines;
struct LoweredStd;

/// Which ids stand for what.
struct Instances {
  using Principal = std::pair<std::uint32_t, sema::Args>;              // trait, arguments without Self
  struct Upcast {
    sema::TraitRef to;
    std::string key;         // as the machine asks for it: the name of the type pointed to
  };
  struct VtableUse {
    sema::TyId type;
    mir::VtableId id;
  };

  std::map<FnKey, mir::FnId> functions;
  std::map<std::uint32_t, mir::GlobalId> statics;
  std::map<std::pair<std::uint32_t, sema::Args>, mir::GlobalId> consts, borrowed_consts;
  std::map<std::pair<std::string, mir::TypeId>, mir::GlobalId> byte_globals;
  std::map<std::pair<sema::TyId, Principal>, mir::VtableId> vtables;
  std::map<Principal, std::vector<VtableUse>> vtables_of;
  std::map<Principal, std::vector<Upcast>> upcasts_from;
};

class Monomorphizer {
 public:
  /// `bounds`: of the generic parameters that the bodies may mention; only for the checks.
  /// `lowered`: what `out` begins as a copy of; null if it begins empty.
  Monomorphizer(sema::Program& program, mir::Program& out, Purpose purpose = Purpose::Run,
                std::vector<sema::Predicate> bounds = {}, const LoweredStd* lowered = nullptr);
  ~Monomorphizer();

  const Instances& instances() const { return known_; }
  const TypeIds& type_ids() const { return types_.known(); }

  bool is_for_borrowck() const { return purpose_ == Purpose::Borrowck; }

  sema::Program& program() { return program_; }
  mir::Program& out() { return out_; }

  /// Substitutes the arguments and replaces projections and opaque types.
  sema::TyId normalize(sema::TyId ty, const sema::Args& args);

  /// The MIR type with its layout. Recursive types are fine: a pointee may be filled in later.
  mir::TypeId type(sema::TyId ty) { return types_.type(ty); }
  const mir::Type& mir_type(sema::TyId ty) { return out_.types[type(ty)]; }
  /// The checked type that a MIR type was made from.
  sema::TyId checked_type(mir::TypeId id) const { return types_.checked_type(id); }

  /// A function's own body (already resolved to the item that runs).
  mir::FnId item(sema::FnId fn, sema::Args args);
  /// Whether a function without parameters was asked for.
  bool has_item(sema::FnId fn) const;
  /// What calling `fn` with `args` runs, after `sema::resolve_instance`: an item, a shim or a closure's
  /// body. Virtual instances give the VirtualCall shim; direct calls handle them before.
  mir::FnId instance(sema::FnId fn, const sema::Args& args);
  mir::FnId closure_body(sema::ClosureId closure, sema::Args args);
  mir::FnId shim(ShimKind kind, sema::TyId ty, std::uint32_t extra = 0);
  /// None if dropping a value of the type does nothing, or is decided by a vtable. What a Drop
  /// terminator or the intrinsic `drop_in_place` names is made by `run`: nobody else need ask.
  mir::FnId drop_glue(sema::TyId ty);
  bool needs_drop(sema::TyId ty) { return questions_.needs_drop(ty); }
  bool has_endless_drop(sema::TyId ty) { return questions_.has_endless_drop(ty); }
  Coroutines& coroutines() { return *coroutines_; }

  mir::GlobalId static_item(sema::StaticId item);
  /// Picks the impl's value of an associated const.
  mir::GlobalId const_item(sema::ConstId item, sema::Args args);
  /// A constant expression that `&` borrows for 'static: its initializer is lowered with its body.
  mir::GlobalId promoted(mir::Body initializer, mir::TypeId type);
  /// What stands for the borrowed item; none until the first borrow sets it.
  mir::GlobalId& borrowed_const(sema::ConstId item, sema::Args args) { return known_.borrowed_consts[{item.value, std::move(args)}]; }
  mir::GlobalId bytes(std::string text, mir::TypeId type);
  /// `principal.args[0]` is replaced by the type.
  mir::VtableId vtable(sema::TyId type, sema::TyId dyn_ty, sema::TraitRef principal);
  /// Of a dyn type without principal.
  mir::VtableId auto_vtable(sema::TyId type);
  /// The vtable for `type` as `dyn_ty`.
  mir::VtableId vtable_for(sema::TyId type, sema::TyId dyn_ty);
  /// The program casts pointers to `from` into `target`, a pointer (or smart pointer) to `to`, where
  /// both are dyn types: every vtable of the first must know its second.
  void upcast(sema::TyId from, sema::TyId to, sema::TyId target);

  /// Lowers one function; false if there was none left to do.
  bool advance();
  /// Lowers until nothing is left to do.
  void run();

 private:
  mir::FnId function(FnKey key);
  bool is_within_too_many(const FnKey& key) const;
  void report_endless(const mir::Body& caller);
  mir::Body lower(const FnKey& key);
  void describe(mir::Body& body, const FnKey& key);
  void describe_item(mir::Body& body, sema::FnId fn, const sema::Args& args);
  std::string item_name(sema::FnId fn, const sema::Args& args);
  std::string shim_name(const FnKey& key);
  mir::Body foreign_body(sema::FnId fn);
  void make_drop_glue(mir::FnId fn);
  mir::GlobalId new_global(mir::Global::Kind kind, std::string name, sema::TyId ty, FnKey initializer, Span span);
  mir::FnId vtable_method(sema::FnId fn, const sema::Args& args);
  void add_upcast(const Instances::VtableUse& from, const Instances::Upcast& upcast);

  sema::Program& program_;
  mir::Program& out_;
  Purpose purpose_;
  TypeQuestions questions_;
  std::unique_ptr<Coroutines> coroutines_;
  TypeTable types_;
  Instances known_;
  std::deque<std::pair<FnKey, mir::FnId>> work_;
  struct Asked {
    const FnKey* key;        // in known_.functions
    mir::FnId by;            // whose body mentions it first; none: the program's start
  };
  std::map<mir::FnId, Asked> asked_;
  mir::FnId lowering_;
  mir::FnId endless_;        // of which there would always be another one
};

/// What a body to be lowered is: a function, closure, const or static with its arguments.
struct BodyRequest {
  FnKey key;
  const sema::Body* body = nullptr;      // the body around a closure too
  sema::ClosureId closure;               // of a closure or coroutine; none else
  sema::Args args;
};
/// (body_builder.cpp)
mir::Body lower_body(Monomorphizer& mono, const BodyRequest& request);
/// (shims.cpp)
mir::Body lower_shim(Monomorphizer& mono, const FnKey& key);

}  // namespace lower
