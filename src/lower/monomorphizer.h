#pragma once
// The worklist of monomorphization: gives out ids of MIR types, functions, globals and vtables for
// concrete typed things, and remembers what is still to be lowered.
//
// Arguments are concrete: no parameters, no projections, no opaque types (callers normalize with
// `normalize`, which substitutes and normalizes in one go).

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "mir/mir.h"
#include "sema/program.h"

namespace lower {

/// Code that no one wrote: made per type.
enum class ShimKind : std::uint8_t {
  DropGlue,        // fn(*mut T): runs Drop::drop, then drops the fields (or elements); Box also frees
  CloneFields,     // Clone::clone of a tuple, array, closure, Copy primitive: fn(&T) -> T
  FnPtrCall,       // <fn pointer or FnDef or Ctor as Fn*>::call*: fn(self or &self, (args,)) -> R
  ClosureByRef,    // calls a closure's body through another of call, call_mut, call_once than its own kind
  ClosureFnPtr,    // a captureless closure as fn pointer: fn(args…) -> R
  CtorFn,          // a tuple struct's or variant's constructor as a function
  VirtualCall,     // <dyn Trait as Trait>::method as a function value: forwards through the vtable
  Start,           // the program's start
};

/// What a MIR function is made from.
struct FnKey {
  enum class Kind : std::uint8_t { Item, Const, Static, Closure, Promoted, Shim } kind = Kind::Item;
  std::uint32_t id = 0;                 // FnId, ConstId, StaticId, ClosureId; Promoted: number within its body
  ShimKind shim{};
  std::uint32_t extra = 0;              // shim: ClosureKind `through`, method number …
  sema::TyId ty;                        // Shim: the type it is for
  sema::Args args;
  bool operator<(const FnKey& other) const;
};

class Monomorphizer {
 public:
  Monomorphizer(sema::Program& program, mir::Program& out);

  sema::Program& program() { return program_; }
  mir::Program& out() { return out_; }

  /// Substitutes the arguments and replaces projections and opaque types.
  sema::TyId normalize(sema::TyId ty, const sema::Args& args);

  /// The MIR type with its layout. Recursive types are fine: a pointee may be filled in later.
  mir::TypeId type(sema::TyId ty);
  const mir::Type& mir_type(sema::TyId ty) { return out_.types[type(ty)]; }

  /// A function's own body (already resolved to the item that runs).
  mir::FnId item(sema::FnId fn, sema::Args args);
  /// What calling `fn` with `args` runs, after `sema::resolve_instance`: an item, a shim or a closure's
  /// body. Virtual instances give the VirtualCall shim; direct calls handle them before.
  mir::FnId instance(sema::FnId fn, const sema::Args& args);
  mir::FnId closure_body(sema::ClosureId closure, sema::Args args);
  mir::FnId shim(ShimKind kind, sema::TyId ty, std::uint32_t extra = 0);
  /// None if dropping a value of the type does nothing.
  mir::FnId drop_glue(sema::TyId ty);
  bool needs_drop(sema::TyId ty);

  mir::GlobalId static_item(sema::StaticId item);
  mir::GlobalId const_item(sema::ConstId item, sema::Args args);
  /// A constant expression that `&` borrows for 'static: its initializer is lowered with its body.
  mir::GlobalId promoted(mir::Body initializer, mir::TypeId type);
  mir::GlobalId bytes(std::string text, mir::TypeId type);
  mir::VtableId vtable(sema::TyId type, const sema::TraitRef& principal);
  /// Of a dyn type without principal.
  mir::VtableId auto_vtable(sema::TyId type);

  /// Lowers until nothing is left to do.
  void run();

 private:
  mir::FnId function(FnKey key);

  sema::Program& program_;
  mir::Program& out_;
  std::map<FnKey, mir::FnId> functions_;
  std::deque<std::pair<FnKey, mir::FnId>> work_;
  std::map<sema::TyId, mir::TypeId> types_;
  std::map<std::uint32_t, mir::GlobalId> statics_;
  std::map<std::pair<std::uint32_t, sema::Args>, mir::GlobalId> consts_;
  std::map<std::string, mir::GlobalId> byte_globals_;
  std::map<std::string, mir::VtableId> vtables_;
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
