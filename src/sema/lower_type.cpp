// Types other than paths. Lifetimes are dropped on the way.

#include "sema/lower_type.h"

#include <algorithm>

#include "base/text.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

TyId lower_type(Program& program, const ItemScope& scope, syntax::TypeId type, InferTypes* infer) {
  return TypeLowering(program, scope, infer).type(type);
}

Args lower_generic_args(Program& program, const ItemScope& scope, const Generics& generics,
                        Args parent, const syntax::PathSegment& segment, InferTypes* infer) {
  std::string what(program.names.text(segment.ident.name));
  return TypeLowering(program, scope, infer)
      .generic_args(generics, std::move(parent), segment, ArgsPlace::InExpression, quoted(what));
}

TyId type_of_const(Program& program, ConstId id) {
  if (TyId known = program.consts.at(id).ty) return known;
  const syntax::Item& node = program.ast.items.at(program.const_items.at(id));
  const ItemScope scope = program.const_scopes.at(id);
  std::size_t mistakes = program.diagnostics.size();
  TyId ty = lower_type(program, scope, std::get<syntax::ConstItem>(node.kind).type, nullptr);
  if (program.diagnostics.size() == mistakes) program.consts[id].ty = ty;
  return ty;
}

TyId TypeLowering::infer_or_refuse(Span span) {
  if (infer_) return infer_->fresh_type(span);
  program_.diagnostics.add(Kind::InferInSignature, span,
                           "the placeholder `_` stands in the signature of an item")
      .label(span, "write the type here");
  return error();
}

TyId TypeLowering::type(syntax::TypeId id) {
  if (!id) return error();
  const syntax::Type& node = program_.ast.types.at(id);
  TyStore& types = program_.types;
  if (const auto* path = std::get_if<syntax::PathType>(&node.kind)) {
    return path_type(path->path, node.span);
  }
  if (const auto* ref = std::get_if<syntax::RefType>(&node.kind)) {
    return types.ref(type(ref->inner), ref->mutability);
  }
  if (const auto* pointer = std::get_if<syntax::RawPtrType>(&node.kind)) {
    return types.raw_ptr(type(pointer->inner), pointer->mutability);
  }
  if (const auto* slice = std::get_if<syntax::SliceType>(&node.kind)) {
    return types.slice(type(slice->element));
  }
  if (const auto* array = std::get_if<syntax::ArrayType>(&node.kind)) {
    TyId element = type(array->element);
    return types.array(element, array_length(array->length));
  }
  if (const auto* tuple = std::get_if<syntax::TupleType>(&node.kind)) {
    Args elements;
    for (syntax::TypeId element : tuple->elements) elements.push_back(type(element));
    return types.tuple(std::move(elements));
  }
  if (const auto* fn = std::get_if<syntax::FnPtrType>(&node.kind)) return fn_ptr_type(*fn);
  if (std::holds_alternative<syntax::NeverType>(node.kind)) return types.never_;
  if (std::holds_alternative<syntax::InferType>(node.kind)) return infer_or_refuse(node.span);
  if (const auto* dyn = std::get_if<syntax::DynTraitType>(&node.kind)) {
    return dyn_type(dyn->bounds, node.span);
  }
  if (const auto* impl = std::get_if<syntax::ImplTraitType>(&node.kind)) {
    switch (impl_trait.kind) {
      case ImplTraitPlace::Kind::Parameter: {
        auto made = impl_trait.params->find(id);
        if (made != impl_trait.params->end()) return made->second;
        break;
      }
      case ImplTraitPlace::Kind::Result: return opaque_type(impl->bounds, node.span);
      case ImplTraitPlace::Kind::Forbidden: break;
    }
    program_.diagnostics.add(
        Kind::ImplTraitPlace, node.span,
        "`impl Trait` stands where only the parameters and results of functions may have it");
    return error();
  }
  return error();
}

TyId TypeLowering::fn_ptr_type(const syntax::FnPtrType& fn) {
  Ty ty;
  ty.kind = TyKind::FnPtr;
  ty.is_unsafe = fn.is_unsafe == syntax::IsUnsafe::Yes;
  ty.abi = abi_of(fn.abi);
  ImplTraitPlace outside = std::exchange(impl_trait, {});
  for (syntax::TypeId param : fn.params) ty.args.push_back(type(param));
  ty.args.push_back(fn.output ? type(fn.output) : program_.types.unit_);
  impl_trait = outside;
  return program_.types.intern(std::move(ty));
}

TyId TypeLowering::array_length(syntax::ExprId expr) {
  const syntax::Expr& node = program_.ast.exprs.at(expr);
  if (std::holds_alternative<syntax::UnderscoreExpr>(node.kind)) {
    if (infer_) return infer_->fresh_const(node.span);
    return infer_or_refuse(node.span);
  }
  return constant(expr, program_.types.usize_);
}

TyId TypeLowering::constant(syntax::ExprId expr, TyId ty) {
  const syntax::Expr& node = program_.ast.exprs.at(expr);
  if (const auto* path = std::get_if<syntax::PathExpr>(&node.kind)) {
    if (std::optional<TyId> known = const_param(path->path)) return *known;
  }
  // `{ N }` is how a const parameter is passed on where a type could stand as well.
  if (const auto* block = std::get_if<syntax::BlockExpr>(&node.kind)) {
    const syntax::Block& inside = program_.ast.blocks.at(block->block);
    if (inside.stmts.empty() && inside.tail) return constant(inside.tail, ty);
  }
  ConstResult result = evaluate_const(program_, scope_, expr, ty);
  if (result.is_known) return program_.types.const_value(result.bits, ty);
  if (!result.why_not.empty()) {
    program_.diagnostics.add(Kind::Unsupported, node.span,
                             concat("this constant cannot be worked out: ", result.why_not));
  }
  return error();
}

/// A path to a const parameter; other paths are evaluated.
std::optional<TyId> TypeLowering::const_param(const syntax::Path& path) {
  if (path.self_type || path.segments.size() != 1) return std::nullopt;
  PathResolution found = resolve_path(program_, scope_, path, Namespace::Values, false);
  if (found.def.kind == Def::Kind::ConstParam) return found.def.ty;
  return std::nullopt;
}

TyId TypeLowering::opaque_type(const std::vector<syntax::Bound>& bounds, Span span) {
  Ty ty;
  ty.kind = TyKind::Opaque;
  OpaqueDef def;
  def.fn = impl_trait.fn;
  def.span = span;
  OpaqueId id = program_.opaques.add(std::move(def));
  ty.def = id.value;
  for (std::uint32_t i = 0; i < scope_.generics.params.size(); ++i) {
    ty.args.push_back(program_.types.param(i, scope_.generics.params[i].name));
  }
  TyId opaque = program_.types.intern(std::move(ty));
  std::vector<Predicate> required;
  bounds_with_sized(bounds, opaque, span, required);
  program_.opaques[id].bounds = std::move(required);
  return opaque;
}

}  // namespace sema
