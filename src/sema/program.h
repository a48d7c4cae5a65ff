#pragma once
// Everything known about a crate and the std under it: the definitions, the modules that name them,
// the impls, and the language items. Collected once for std and frozen; each student's program is
// collected into a copy. Bodies are checked when first asked for (std's) or all at once (the
// student's); the same tables answer the questions that lowering asks about concrete types.

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/layered_map.h"
#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "expand/expand.h"
#include "sema/typed.h"

namespace sema {

using ModuleId = Id<struct ModuleTag>;

enum class Primitive : std::uint8_t { Bool, Char, Str, Never, Int, Float };

/// What a name means in one namespace.
struct Def {
  enum class Kind : std::uint8_t {
    None, Module, Adt, Variant, Trait, TypeAlias, Fn, Ctor, Const, Static, Primitive, TypeParam,
    ConstParam, SelfType, AssocTy, ForeignType, Error
  } kind = Kind::None;
  std::uint32_t id = 0;        // of the kind's own id type; Variant and Ctor: the AdtId
  VariantIndex variant = 0;    // Variant, Ctor
  TyId ty;                     // Primitive, SelfType; TypeParam and ConstParam: the Param type
};

struct Binding {
  Def def; syntax::Visibility visibility; ModuleId defined_in; Span span;
  bool is_import = false, is_glob = false, is_extern_crate = false;
  bool is_ambiguous = false;   // two globs bring different things of this name: a mistake where it is used
};

/// A module, a crate's root, a block that declares items, or an enum with its variants.
struct Module {
  ModuleId parent;             // none for a crate's root
  NameId name;
  bool is_block = false;       // a block: lookup goes on in the parent
  syntax::ItemId body_of;      // a block: the item in whose body it stands
  AdtId enum_def;              // an enum
  ModuleId crate_root;
  std::unordered_map<NameId, Binding> types;    // modules, types, traits
  std::unordered_map<NameId, Binding> values;
  std::vector<TraitId> unnamed_traits;          // `use Trait as _`
};

struct ImplDef {
  Generics generics;
  bool is_trait_impl = false;
  bool is_negative = false, is_unsafe = false;
  TraitRef trait_ref;          // with Self first
  TyId self_ty;
  std::unordered_map<NameId, FnId> fns;
  std::unordered_map<NameId, ConstId> consts;
  std::unordered_map<AssocTyId, TyId> assoc_tys;   // in terms of the impl's parameters (then the type's own)
  ModuleId module;
  syntax::ItemId item;
  Span span;
};

struct AssocTyDef { NameId name; TraitId trait; Generics generics; std::vector<Predicate> bounds; TyId default_ty; Span span; };
struct TypeAliasDef { NameId name; Generics generics; syntax::TypeId type; ModuleId module; TyId ty; bool is_in_progress = false; Span span; };
struct OpaqueDef { FnId fn; std::vector<Predicate> bounds; TyId hidden; Span span; };   // bounds speak of the Opaque type itself; hidden: once the fn's body is checked

/// The names and the Self type that surround a piece of syntax.
struct ItemScope {
  ModuleId module;
  Generics generics;           // every parameter in scope, numbered
  TyId self_ty;                // in impls: the type; in traits: parameter 0; none elsewhere
  TraitId trait;               // inside a trait, or an impl of it
  ImplId impl;
  FnId fn;
  bool is_adt_header = false;  // of a struct, enum or union: `Self` is a type there, but not known yet
};

/// Language items that the checker and lowering name: traits, functions, types of std by a short name
/// given there with `#[lang = "…"]`.
struct LangItems {
  LayeredMap<std::string, Def> items;
  TraitId trait(std::string_view name) const;   // none if std lacks it
  FnId fn(std::string_view name) const;
  AdtId adt(std::string_view name) const;
  AssocTyId assoc_ty(std::string_view name) const;
};

struct Program {
  // Shared with the front end
  SourceMap sources;
  Interner names;
  syntax::Ast ast;
  expand::Expansions expansions;
  diag::Diagnostics diagnostics;

  TyStore types;
  Store<AdtDef, AdtId> adts;
  Store<FnDef, FnId> fns;
  Store<TraitDef, TraitId> traits;
  Store<ImplDef, ImplId> impls;
  Store<ConstDef, ConstId> consts;
  Store<StaticDef, StaticId> statics;
  Store<AssocTyDef, AssocTyId> assoc_tys;
  Store<TypeAliasDef, Id<struct TypeAliasTag>> type_aliases;
  Store<OpaqueDef, OpaqueId> opaques;
  std::unordered_map<OpaqueId, TyId> frozen_hidden;   // hidden types of std's opaque types, known once a body is checked
  Store<Closure, ClosureId> closures;
  Store<Module, ModuleId> modules;

  LayeredMap<TraitId, std::vector<ImplId>> trait_impls;
  /// By trait and head of the self type, or by head alone for inherent impls; see impl_index.h.
  LayeredMap<std::uint64_t, std::vector<ImplId>> impls_by_head;
  LayeredMap<NameId, std::vector<TraitId>> traits_by_method;
  LayeredMap<syntax::BlockId, ModuleId> block_modules;
  LayeredMap<AdtId, ModuleId> enum_modules;
  /// Who may call an inherent method or associated function; absent means everyone. Of an associated
  /// const likewise, and of fields: by AdtId and field number (variant 0).
  LayeredMap<FnId, std::pair<syntax::Visibility, ModuleId>> fn_visibility;
  LayeredMap<FnId, ItemScope> fn_scopes;
  LayeredMap<ConstId, ItemScope> const_scopes;
  LayeredMap<StaticId, ItemScope> static_scopes;
  LayeredMap<ConstId, syntax::ItemId> const_items;
  LayeredMap<StaticId, syntax::ItemId> static_items;
  std::unordered_map<syntax::BlockId, syntax::BlockId> late_blocks;   // left for later -> as it was read then
  std::unordered_map<std::uint64_t, std::shared_ptr<const Body>> bodies;   // by owner; checked so far
  std::vector<std::pair<TraitRef, Span>> auto_goals;            // `T: Send` and the like that bodies ask for, and got
  std::unordered_map<TyId, std::vector<TyId>> witnesses;        // what a coroutine keeps while it waits; known once it is lowered
  std::unordered_map<TyId, bool> copy_types;    // remembered answers of is_copy
  LangItems lang;
  ModuleId std_root, user_root;
  bool has_unknown_trait = false;   // one that a bound or an impl names: rustc looks into no body then
  syntax::Edition edition = syntax::Edition::E2024;   // of the student's crate
  std::vector<syntax::Attribute> crate_attributes;    // likewise
  FnId main_fn;
  std::vector<FnId> tests;
};

// ---- collect.h: items to definitions (two crates, the same way)

/// Declares and resolves every item of a crate: modules, imports, generics, signatures, impls.
/// Bodies are not looked at, except to find the items that stand in their blocks.
ModuleId collect_crate(Program& program, const syntax::Crate& crate, bool is_std);

/// The same in pieces, between which a page can be drawn. Program and crate stay where they are.
class CrateCollection {
 public:
  CrateCollection(Program& program, const syntax::Crate& crate, bool is_std);
  ~CrateCollection();
  /// False when all is done.
  bool advance();
  /// Of what is collected.
  ModuleId root() const;

 private:
  struct Declared;
  Program& program_;
  const syntax::Crate& crate_;
  bool is_std_;
  std::unique_ptr<Declared> declared_;
};

// ---- resolve.h: paths and types in a scope

enum class Namespace : std::uint8_t { Types, Values };

/// How far a path names an item; `rest` segments are associated items to look up on `base_ty`.
struct PathResolution {
  Def def;                               // of the resolved prefix
  std::uint32_t resolved_segments = 0;   // the whole path if equal to its length
  bool is_error = false;                 // a diagnostic was added
};
PathResolution resolve_path(Program& program, const ItemScope& scope, const syntax::Path& path,
                            Namespace space, bool report = true);

/// Makes an inference variable where the syntax leaves a type or an argument out; absent in items,
/// where `_` is an error (E0121).
struct InferTypes {
  virtual TyId fresh_type(Span span) = 0;
  virtual TyId fresh_const(Span span) = 0;
  /// Called for `T::Name` and projections, so that a body can normalize them at once.
  virtual TyId projected(TyId projection, Span span) = 0;
  /// An array length or const argument that is not a literal.
  virtual ~InferTypes() = default;
};
TyId lower_type(Program& program, const ItemScope& scope, syntax::TypeId type, InferTypes* infer);
/// Arguments for one item's own parameters (those after `parent` in its generics), defaults filled in.
Args lower_generic_args(Program& program, const ItemScope& scope, const Generics& generics,
                        Args parent, const syntax::PathSegment& segment, InferTypes* infer);

// ---- const_eval.h: integers in types, patterns and discriminants

struct ConstResult { bool is_known = false; unsigned __int128 bits = 0; std::string why_not; };
ConstResult evaluate_const(Program& program, const ItemScope& scope, syntax::ExprId expr, TyId ty);
ConstResult evaluate_const_item(Program& program, ConstId item, const Args& args);

// ---- check_body.h

/// The block of a function's body, read now if it was left for later.
syntax::BlockId read_fn_body(Program& program, const syntax::FnDecl& decl);
/// The typed body, checked on first use. Errors are in `program.diagnostics`.
const Body& body_of(Program& program, BodyOwner owner);
/// Checks every body of the student's crate and what can be said of its items.
void check_crate(Program& program);

// ---- select.h: questions about concrete types, for lowering (no parameters, no inference)

/// Which code a call of a trait's method runs.
struct Instance {
  enum class Kind : std::uint8_t {
    Item,            // fn with args; also a trait's default body, args then start with Self
    Virtual,         // through the vtable of a dyn receiver: method number `index`
    ClosureCall,     // the body of closure `closure`; `through`: by which of call, call_mut, call_once
    FnPtrCall,       // calls the function pointer or FnDef that self is
    CloneShim,       // Clone::clone of a tuple, array, closure, or Copy primitive: field by field
    CoroutinePoll,   // Future::poll of an async body
    Missing          // no impl: only after an error
  } kind = Kind::Missing;
  FnId fn;
  Args args;
  ClosureId closure;
  ClosureKind through = ClosureKind::Fn;
  std::uint32_t index = 0;
};
Instance resolve_instance(Program& program, FnId fn, const Args& args);
/// Projections and opaque types replaced by what they stand for.
TyId normalize(Program& program, TyId ty);
bool implements(Program& program, const TraitRef& trait_ref);
/// The goal at the bottom of why it does not hold; none if it does.
std::optional<TraitRef> blamed_for(Program& program, const TraitRef& trait_ref);
/// The associated const that `args` select, with the arguments its body wants.
std::pair<ConstId, Args> resolve_const(Program& program, ConstId item, const Args& args);
bool is_copy(Program& program, TyId ty);
/// Whether a trait's method has an entry of its own in vtables: no parameters, no `where Self: Sized`.
bool is_dispatchable(Program& program, FnId fn);
/// What an opaque type stands for, after checking the function that gives it; none if that failed.
TyId hidden_type(Program& program, OpaqueId opaque);
/// The same with the arguments of the function put in; in a trait's function, as the impl has it that they select.
TyId hidden_type(Program& program, OpaqueId opaque, const Args& args);
/// The methods of a vtable in order, supertraits' first; none for those that objects do not have.
std::vector<std::pair<FnId, Args>> vtable_methods(Program& program, const TraitRef& principal);
/// The field types of a closure or coroutine: its captures, references added, arguments put in.
std::vector<TyId> captured_types(Program& program, ClosureId closure, const Args& args);
/// As Rust writes it: `Option<&'static str>` without the lifetime.
std::string type_name(const Program& program, TyId ty);
/// With the paths that `std::any::type_name` gives; none where they are not known.
std::optional<std::string> full_type_name(const Program& program, TyId ty);

}  // namespace sema
