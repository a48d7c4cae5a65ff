#pragma once
// Types, bounds and generic arguments from syntax to the checker's form, in the scope of an item.
// `lower_type` of program.h is the door for bodies; what collects items also needs bounds, and has
// a say in what `impl Trait` stands for.

#include <optional>
#include <unordered_map>
#include <vector>

#include "sema/program.h"

namespace sema {

/// What `impl Trait` means where it stands.
struct ImplTraitPlace {
  enum class Kind : std::uint8_t { Forbidden, Parameter, Result } kind = Kind::Forbidden;
  const std::unordered_map<syntax::TypeId, TyId>* params = nullptr;   // Parameter: made in advance
  FnId fn;                                                            // Result: the function around
};

/// Whether generic arguments that are left out are inferred, as in `Vec::new()`, or must be there,
/// as in `let v: Vec<i32>`.
enum class ArgsPlace : std::uint8_t { InType, InExpression, InMethodCall, InBound };

class TypeLowering {
 public:
  TypeLowering(Program& program, const ItemScope& scope, InferTypes* infer)
      : program_(program), scope_(scope), infer_(infer) {}

  ImplTraitPlace impl_trait;

  TyId type(syntax::TypeId id);
  /// A path that is a whole type.
  TyId named_type(const syntax::Path& path) { return path_type(path, path.span); }
  /// The arguments of `generics` after those of `parent`, from one segment of a path. `what` names
  /// the item in messages: "struct `Vec`".
  Args generic_args(const Generics& generics, Args parent, const syntax::PathSegment& segment,
                    ArgsPlace place, const std::string& what);

  /// Appends what `subject: bound` asks for. Lifetime bounds ask for nothing, but 'static.
  void bound(const syntax::Bound& bound, TyId subject, std::vector<Predicate>& out);
  bool async_bound(const TraitRef& trait, const std::vector<Predicate>& assoc, Span span, std::vector<Predicate>& out);
  /// The bounds of something that is Sized unless they say `?Sized`; returns whether it is.
  bool bounds_with_sized(const std::vector<syntax::Bound>& bounds, TyId subject, Span span,
                         std::vector<Predicate>& out);
  /// `self_ty: path`, from the first `count` segments; none if the path is no trait (reported).
  /// `Item = T` in the path's arguments goes to `assoc`; without it such arguments are an error.
  std::optional<TraitRef> trait_ref(const syntax::Path& path, std::size_t count, TyId self_ty,
                                    std::vector<Predicate>* assoc);
  /// A value of a constant expression in a type, or a const parameter.
  TyId constant(syntax::ExprId expr, TyId ty);

 private:
  TyId path_type(const syntax::Path& path, Span span);
  TyId def_type(const Def& def, const syntax::Path& path, std::size_t count);
  TyId alias_type(Id<struct TypeAliasTag> alias, const syntax::PathSegment& segment);
  TyId assoc_type(TyId base, const Def* base_def, const syntax::PathSegment& segment, Span span);
  TyId projection(AssocTyId assoc, const Args& trait_args, const syntax::PathSegment& segment);
  TyId qualified_type(const syntax::Path& path);
  TyId dyn_type(const std::vector<syntax::Bound>& bounds, Span span);
  TyId opaque_type(const std::vector<syntax::Bound>& bounds, Span span);
  TyId fn_ptr_type(const syntax::FnPtrType& fn);
  TyId array_length(syntax::ExprId expr);
  TyId generic_arg(const GenericParamDef& param, TyId const_type, const syntax::GenericArg& arg);
  std::optional<TyId> const_param(const syntax::Path& path);
  void assoc_args(const TraitRef& trait_ref, const syntax::GenericArgs& args,
                  std::vector<Predicate>* out);
  void refuse_args(const syntax::PathSegment& segment, const std::string& what);
  TyId infer_or_refuse(Span span);
  TyId error() { return program_.types.error_; }

  Program& program_;
  const ItemScope& scope_;
  std::vector<TraitRef> being_lowered_;   // traits of bounds whose associated types are being read
  InferTypes* infer_;
};

/// What an alias stands for, in terms of its parameters; worked out when first asked for.
TyId type_of_alias(Program& program, Id<struct TypeAliasTag> alias);
/// The declared type of a const, worked out when first asked for.
TyId type_of_const(Program& program, ConstId id);

/// Resolves a path, or its first `count` segments, to a trait; reports what it is instead.
TraitId resolve_trait(Program& program, const ItemScope& scope, const syntax::Path& path,
                      std::size_t count);
/// "struct `Vec`", "trait `Iterator`": for messages about generic arguments.
std::string describe_generic(const Program& program, const Def& def);

}  // namespace sema
