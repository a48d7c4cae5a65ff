// Paths in type position: names of types, and associated types behind them.

#include <algorithm>

#include "base/text.h"
#include "sema/lower_type.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

namespace {

/// "module `m`", "variant `V`": what a path names that is no type.
std::string describe(const Program& program, const Def& def, const syntax::PathSegment& segment) {
  std::string name = quoted(program.names.text(segment.ident.name));
  switch (def.kind) {
    case Def::Kind::Module: return concat("module ", name);
    case Def::Kind::Variant: case Def::Kind::Ctor: return concat("variant ", name);
    case Def::Kind::Fn: return concat("function ", name);
    case Def::Kind::Const: case Def::Kind::ConstParam: return concat("constant ", name);
    case Def::Kind::Static: return concat("static ", name);
    default: return name;
  }
}

}  // namespace

std::string describe_generic(const Program& program, const Def& def) {
  std::string_view word = "type";
  NameId name;
  if (def.kind == Def::Kind::Adt) {
    const AdtDef& adt = program.adts.at(AdtId(def.id));
    word = adt.kind == AdtKind::Struct ? "struct" : adt.kind == AdtKind::Enum ? "enum" : "union";
    name = adt.name;
  } else if (def.kind == Def::Kind::Trait) {
    word = "trait";
    name = program.traits.at(TraitId(def.id)).name;
  } else if (def.kind == Def::Kind::TypeAlias) {
    word = "type alias";
    name = program.type_aliases.at(Id<struct TypeAliasTag>(def.id)).name;
  }
  return concat(word, " ", quoted(program.names.text(name)));
}

void TypeLowering::refuse_args(const syntax::PathSegment& segment, const std::string& what) {
  if (!segment.generic_args) return;
  const syntax::GenericArgs& args = program_.ast.generic_args.at(segment.generic_args);
  if (args.args.empty() && !args.is_parenthesized) return;
  program_.diagnostics.add(Kind::ArgumentsNotAllowed, args.span,
                           concat("generic arguments are not taken by ", what));
}

TyId TypeLowering::path_type(const syntax::Path& path, Span span) {
  if (path.self_type) return qualified_type(path);
  PathResolution found = resolve_path(program_, scope_, path, Namespace::Types);
  if (found.is_error || found.def.kind == Def::Kind::None || found.def.kind == Def::Kind::Error) {
    return error();
  }
  std::size_t count = found.resolved_segments;
  INVARIANT(count > 0 && count <= path.segments.size(), "what is resolved has segments");
  if (found.def.kind == Def::Kind::Trait && count < path.segments.size()) {
    program_.diagnostics.add(Kind::AmbiguousTypePath, span, "which type's associated type is meant is not said")
        .with_help(concat("name the type: `<Type as ", program_.names.text(path.segments[count - 1].ident.name), ">::",
                          program_.names.text(path.segments[count].ident.name), "`"));
    return error();
  }
  TyId base = def_type(found.def, path, count);
  for (std::size_t i = count; i < path.segments.size(); ++i) {
    base = assoc_type(base, i == count ? &found.def : nullptr, path.segments[i], span);
  }
  return base;
}

TyId TypeLowering::def_type(const Def& def, const syntax::Path& path, std::size_t count) {
  const syntax::PathSegment& last = path.segments[count - 1];
  for (std::size_t i = 0; i + 1 < count; ++i) refuse_args(path.segments[i], "modules");
  switch (def.kind) {
    case Def::Kind::Adt: {
      AdtId adt(def.id);
      Args args = generic_args(program_.adts.at(adt).generics, {}, last, ArgsPlace::InType,
                               describe_generic(program_, def));
      return program_.types.adt(adt, std::move(args));
    }
    case Def::Kind::TypeAlias: return alias_type(Id<struct TypeAliasTag>(def.id), last);
    case Def::Kind::Primitive: refuse_args(last, "built-in types"); return def.ty;
    case Def::Kind::TypeParam: refuse_args(last, "type parameters"); return def.ty;
    case Def::Kind::SelfType: refuse_args(last, "`Self`"); return def.ty ? def.ty : error();
    case Def::Kind::ForeignType: {
      Ty ty;
      ty.kind = TyKind::Foreign;
      ty.def = def.id;
      ty.name = last.ident.name;
      return program_.types.intern(std::move(ty));
    }
    case Def::Kind::Trait:
      program_.diagnostics.add(Kind::BareTraitObject, path.span,
                               "a trait stands where a type is expected")
          .with_help(concat("a trait object is written `dyn ",
                            program_.names.text(last.ident.name), "`"));
      return error();
    case Def::Kind::None: case Def::Kind::Error: return error();
    case Def::Kind::Module: case Def::Kind::Variant: case Def::Kind::Fn: case Def::Kind::Ctor:
    case Def::Kind::Const: case Def::Kind::Static: case Def::Kind::ConstParam:
    case Def::Kind::AssocTy:
      break;
  }
  program_.diagnostics.add(Kind::NotAType, path.span,
                           concat("expected a type, found ", describe(program_, def, last)));
  return error();
}

TyId type_of_alias(Program& program, Id<struct TypeAliasTag> alias) {
  const TypeAliasDef& def = program.type_aliases.at(alias);
  if (def.ty) return def.ty;
  if (def.is_in_progress) {
    program.diagnostics.add(
        Kind::Cycle, def.span,
        concat("the type alias ", quoted(program.names.text(def.name)), " stands for itself"));
    return program.types.error_;
  }
  ItemScope scope;
  scope.module = def.module;
  scope.generics = def.generics;
  program.type_aliases[alias].is_in_progress = true;
  std::size_t mistakes = program.diagnostics.size();
  TyId ty = lower_type(program, scope, def.type, nullptr);
  TypeAliasDef& done = program.type_aliases[alias];
  done.is_in_progress = false;
  // Not kept if it is wrong: whoever asked may take the message back and ask again.
  if (program.diagnostics.size() == mistakes) done.ty = ty;
  return ty;
}

TyId TypeLowering::alias_type(Id<struct TypeAliasTag> alias, const syntax::PathSegment& segment) {
  TyId ty = type_of_alias(program_, alias);
  Args args = generic_args(program_.type_aliases.at(alias).generics, {}, segment, ArgsPlace::InType,
                           describe_generic(program_, {Def::Kind::TypeAlias, alias.value, 0, {}}));
  return substitute(program_.types, ty, args);
}

TyId TypeLowering::projection(AssocTyId assoc, const Args& trait_args,
                              const syntax::PathSegment& segment) {
  const AssocTyDef& def = program_.assoc_tys.at(assoc);
  Args args = generic_args(def.generics, trait_args, segment, ArgsPlace::InType,
                           concat("associated type ", quoted(program_.names.text(def.name))));
  // The impl around knows what its own associated types are.
  if (scope_.impl) {
    const ImplDef& impl = program_.impls.at(scope_.impl);
    auto own = impl.assoc_tys.find(assoc);
    if (own != impl.assoc_tys.end() && impl.trait_ref.args == trait_args) {
      Args impl_args;
      for (std::uint32_t i = 0; i < impl.generics.params.size(); ++i) {
        impl_args.push_back(program_.types.param(i, impl.generics.params[i].name));
      }
      impl_args.insert(impl_args.end(), args.begin() + static_cast<long>(trait_args.size()),
                       args.end());
      return substitute(program_.types, own->second, impl_args);
    }
  }
  Ty ty;
  ty.kind = TyKind::Projection;
  ty.def = assoc.value;
  ty.args = std::move(args);
  TyId id = program_.types.intern(std::move(ty));
  return infer_ ? infer_->projected(id, segment.ident.span) : id;
}

TyId TypeLowering::assoc_type(TyId base, const Def* base_def, const syntax::PathSegment& segment,
                              Span span) {
  NameId name = segment.ident.name;
  if (program_.types[base].kind == TyKind::Error) return error();

  std::vector<FoundAssocTy> found;
  auto look_in = [&](const TraitRef& trait_ref) {
    std::optional<FoundAssocTy> here = find_assoc_ty(program_, trait_ref, name);
    if (!here) return;
    for (const FoundAssocTy& known : found) {
      if (known.assoc_ty == here->assoc_ty) return;
    }
    found.push_back(std::move(*here));
  };
  // `Self` in an impl is known by what the impl implements, even where it is a parameter.
  bool is_of_impl = scope_.impl && program_.impls.at(scope_.impl).is_trait_impl && base_def &&
                    base_def->kind == Def::Kind::SelfType;
  bool is_param = program_.types[base].kind == TyKind::Param && !is_of_impl;
  if (is_param) {
    for (const Predicate& predicate : scope_.generics.predicates) {
      if (predicate.kind == Predicate::Kind::Trait && predicate.trait_ref.args[0] == base) {
        look_in(predicate.trait_ref);
      }
    }
    for (const TraitRef& bound : being_lowered_) {
      if (bound.args[0] == base) look_in(bound);
    }
  }
  if (is_of_impl && program_.impls.at(scope_.impl).trait_ref.trait) {
    TraitRef implemented = program_.impls.at(scope_.impl).trait_ref;
    look_in(implemented);
  }
  if (found.size() == 1) return projection(found[0].assoc_ty, found[0].trait_args, segment);

  std::string shown = quoted(program_.names.text(name));
  if (found.size() > 1) {
    diag::Diagnostic& ambiguous = program_.diagnostics.add(
        Kind::AmbiguousAssocType, span,
        concat("associated type ", shown, " of ", quoted(type_name(program_, base)),
               " could be that of several bounds"));
    for (const FoundAssocTy& one : found) {
      const AssocTyDef& def = program_.assoc_tys.at(one.assoc_ty);
      ambiguous.label(def.span, concat("this one is of trait ",
                                       quoted(program_.names.text(program_.traits.at(def.trait).name))));
    }
    return error();
  }
  if (is_param || is_of_impl) {
    program_.diagnostics.add(Kind::UnknownAssocType, segment.ident.span,
                             concat("associated type ", shown, " is not found for ",
                                    quoted(type_name(program_, base))));
    return error();
  }
  program_.diagnostics.add(Kind::AmbiguousTypePath, span,
                           concat("which trait's associated type ", shown, " is meant is not said"))
      .with_help(concat("name the trait: `<", type_name(program_, base), " as Trait>::",
                        program_.names.text(name), "`"));
  return error();
}

TyId TypeLowering::qualified_type(const syntax::Path& path) {
  TyId self_ty = type(path.self_type);
  std::size_t at = path.trait_segments;
  TyId base = self_ty;
  if (at > 0 && at < path.segments.size()) {
    std::optional<TraitRef> trait = trait_ref(path, at, self_ty, nullptr);
    if (!trait) return error();
    const syntax::PathSegment& segment = path.segments[at];
    AssocTyId assoc = own_assoc_ty(program_, trait->trait, segment.ident.name);
    if (!assoc) {
      program_.diagnostics.add(
          Kind::NoSuchAssocItem, segment.ident.span,
          concat("trait ", quoted(program_.names.text(program_.traits.at(trait->trait).name)),
                 " has no associated type ", quoted(program_.names.text(segment.ident.name))));
      return error();
    }
    base = projection(assoc, trait->args, segment);
    ++at;
  }
  for (; at < path.segments.size(); ++at) base = assoc_type(base, nullptr, path.segments[at], path.span);
  return base;
}

}  // namespace sema
