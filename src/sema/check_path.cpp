// Paths as values: variables, functions, constants, constructors, and what hangs on types and traits.

#include "base/text.h"
#include "sema/check.h"
#include "sema/resolve.h"
#include "sema/impl_index.h"
#include "sema/lower_type.h"
#include "sema/visibility.h"

namespace sema {

std::optional<LocalId> BodyChecker::find_local(const syntax::Ident& ident) {
  for (auto it = variables_.rbegin(); it != variables_.rend(); ++it) {
    if (it->name != ident.name) continue;
    // A name that a macro brings means what was in scope where the macro is defined.
    if (!program_.expansions.sees(ident.hygiene, it->hygiene, body_.locals[it->local].span)) continue;
    // An item of a block hides the variables from outside of it.
    for (ModuleId block = scope_.module; block != it->block; block = program_.modules.at(block).parent) {
      if (program_.modules.at(block).values.count(ident.name) != 0) return std::nullopt;
    }
    return it->local;
  }
  return std::nullopt;
}

/// The type that the resolved first part of a path names, with what is left out inferred.
TyId BodyChecker::prefix_type(const PathResolution& found, const syntax::Path& path) {
  const syntax::PathSegment& segment = path.segments[found.resolved_segments - 1];
  TypeLowering lowering(program_, scope_, this);
  switch (found.def.kind) {
    case Def::Kind::Adt: {
      AdtId adt(found.def.id);
      Args args = lowering.generic_args(program_.adts.at(adt).generics, {}, segment, ArgsPlace::InExpression, describe_generic(program_, found.def));
      return types().adt(adt, std::move(args));
    }
    case Def::Kind::TypeAlias: {
      Id<struct TypeAliasTag> alias(found.def.id);
      Args args = lowering.generic_args(program_.type_aliases.at(alias).generics, {}, segment, ArgsPlace::InExpression, describe_generic(program_, found.def));
      TyId ty = program_.type_aliases.at(alias).ty;
      return ty ? normalize(substitute(types(), ty, args), path.span) : types().error_;
    }
    case Def::Kind::Primitive: case Def::Kind::SelfType: case Def::Kind::TypeParam:
      return normalize(found.def.ty, path.span);
    default: return types().error_;
  }
}

BodyChecker::ValuePath BodyChecker::finish_fn_path(FnId fn, Args parent, const syntax::PathSegment& segment, Span span) {
  ValuePath out;
  if (program_.fns.at(fn).trait && program_.fns.at(fn).trait == program_.lang.trait("drop"))
    report(diag::Kind::DestructorCall, segment.ident.span, "a destructor cannot be called by name").with_help("use `drop(value)`");
  out.kind = ValuePath::Kind::Fn;
  out.def.kind = Def::Kind::Fn;
  out.def.id = fn.value;
  TypeLowering lowering(program_, scope_, this);
  Generics generics = program_.fns.at(fn).generics;
  out.args = lowering.generic_args(generics, std::move(parent), segment, ArgsPlace::InExpression,
                                   concat("function ", quoted(text(program_.fns.at(fn).name))));
  out.ty = fn_def(fn, out.args);
  solver_.require_bounds(generics, out.args, span, fn);
  return out;
}

BodyChecker::ValuePath BodyChecker::resolve_trait_member(TraitId trait, Args trait_args, const syntax::PathSegment& segment, Span span) {
  ValuePath out;
  const TraitDef& def = program_.traits.at(trait);
  for (FnId fn : def.fns) {
    if (program_.fns.at(fn).name != segment.ident.name) continue;
    out = finish_fn_path(fn, std::move(trait_args), segment, span);
    out.trait = trait;
    return out;
  }
  for (ConstId id : def.consts) {
    if (program_.consts.at(id).name != segment.ident.name) continue;
    solver_.require_trait(trait, trait_args, span);
    out.kind = ValuePath::Kind::Const;
    out.def.kind = Def::Kind::Const;
    out.def.id = id.value;
    out.ty = normalize(substitute(types(), program_.consts.at(id).ty, trait_args), span);
    out.args = std::move(trait_args);
    out.trait = trait;
    return out;
  }
  report(diag::Kind::NoSuchAssocItem, segment.ident.span,
         concat("trait ", quoted(text(def.name)), " has no function or constant ", quoted(text(segment.ident.name))));
  return out;
}

BodyChecker::ValuePath BodyChecker::resolve_associated(TyId self, const syntax::PathSegment& segment, Span span) {
  self = structurally(self);
  const Ty ty = types()[self];
  NameId name = segment.ident.name;
  ValuePath out;
  if (ty.kind == TyKind::Error) {
    body_.has_errors = true;
    return out;
  }
  // A variant through an alias or `Self`: `Self::A`.
  if (ty.kind == TyKind::Adt && program_.adts.at(ty.adt()).kind == AdtKind::Enum) {
    const AdtDef& adt = program_.adts.at(ty.adt());
    for (VariantIndex i = 0; i < adt.variants.size(); ++i) {
      if (adt.variants[i].name != name) continue;
      out.def.kind = Def::Kind::Ctor;
      out.def.id = ty.def;
      out.def.variant = i;
      out.args = ty.args;
      bool is_unit = adt.variants[i].fields_kind == syntax::FieldsKind::Unit;
      out.kind = is_unit ? ValuePath::Kind::UnitStruct : ValuePath::Kind::Ctor;
      return out;
    }
  }
  // Inherent first.
  const FnId* found_private = nullptr;
  FnId private_fn;
  std::vector<ImplId> impls;
  if (std::optional<std::uint64_t> head = type_head(types(), self)) {
    auto at = program_.impls_by_head.find(impl_key(std::nullopt, head));
    if (at != program_.impls_by_head.end()) impls = at->second;
  }
  for (ImplId id : impls) {
    const ImplDef& impl = program_.impls.at(id);
    auto fn = impl.fns.find(name);
    auto constant = impl.consts.find(name);
    if (fn == impl.fns.end() && constant == impl.consts.end()) continue;
    InferTable::Snapshot before = table_.snapshot();
    Args impl_args = solver_.fresh_args(impl.generics, {}, span);
    TyId offered = normalize(substitute(types(), program_.impls.at(id).self_ty, impl_args), span);
    if (!table_.unify(offered, self)) {
      table_.rollback(before);
      continue;
    }
    if (impls.size() > 1) {
      // Several impls may have it (`impl Foo<u8>`, `impl Foo<i8>`): the bounds decide.
      std::vector<Obligation> goals;
      for (const Predicate& predicate : std::vector<Predicate>(program_.impls.at(id).generics.predicates)) {
        Obligation goal;
        goal.predicate = substitute(types(), predicate, impl_args);
        goals.push_back(std::move(goal));
      }
      if (solver_.evaluate_all(std::move(goals)) == Answer::No) {
        table_.rollback(before);
        continue;
      }
    }
    const ImplDef& chosen = program_.impls.at(id);
    if (fn != chosen.fns.end()) {
      auto visibility = program_.fn_visibility.find(fn->second);
      if (visibility != program_.fn_visibility.end() && !is_visible(program_, visibility->second.first, visibility->second.second, scope_.module)) {
        private_fn = fn->second;
        found_private = &private_fn;
        table_.rollback(before);
        continue;
      }
      return finish_fn_path(fn->second, std::move(impl_args), segment, span);
    }
    out.kind = ValuePath::Kind::Const;
    out.def.kind = Def::Kind::Const;
    out.def.id = constant->second.value;
    out.ty = normalize(substitute(types(), program_.consts.at(constant->second).ty, impl_args), span);
    out.args = std::move(impl_args);
    return out;
  }
  // Then traits: those that bounds or the object name, and those in scope.
  std::vector<TraitRef> candidates;
  auto has_member = [&](TraitId trait) {
    for (FnId fn : program_.traits.at(trait).fns) {
      if (program_.fns.at(fn).name == name) return true;
    }
    for (ConstId id : program_.traits.at(trait).consts) {
      if (program_.consts.at(id).name == name) return true;
    }
    return false;
  };
  auto take_bounds = [&](const std::vector<Predicate>& bounds) {
    for (const Predicate& bound : bounds) {
      if (bound.kind == Predicate::Kind::Trait && table_.resolve(bound.trait_ref.args[0]) == self && has_member(bound.trait_ref.trait)) candidates.push_back(bound.trait_ref);
    }
  };
  take_bounds(solver_.env());
  if (ty.kind == TyKind::Projection || ty.kind == TyKind::Opaque) take_bounds(solver_.item_bounds(self));
  if (ty.kind == TyKind::Dyn && ty.dyn->principal) {
    Predicate principal;
    principal.trait_ref = {ty.dyn->principal, {self}};
    principal.trait_ref.args.insert(principal.trait_ref.args.end(), ty.dyn->principal_args.begin(), ty.dyn->principal_args.end());
    take_bounds(elaborate(program_, {principal}));
  }
  if (candidates.empty()) {
    std::vector<std::pair<TraitRef, Answer>> open;
    for (std::uint32_t i = 0; i < program_.traits.size(); ++i) {
      TraitId trait(i);
      if (!has_member(trait) || !(is_trait_in_scope(program_, scope_, trait) || trait == scope_.trait)) continue;
      Args args = solver_.fresh_args(program_.traits.at(trait).generics, {self}, span);
      Answer answer = types()[self].kind == TyKind::Infer ? Answer::Maybe : solver_.evaluate_trait(trait, args);
      if (answer != Answer::No) open.push_back({{trait, args}, answer});
    }
    std::size_t sure = 0;
    for (const auto& each : open) sure += each.second == Answer::Yes ? 1 : 0;
    for (const auto& each : open) {
      if (sure == 0 || each.second == Answer::Yes) candidates.push_back(each.first);
    }
  }
  if (!candidates.empty()) {
    bool is_ambiguous = false;
    for (const TraitRef& each : candidates) is_ambiguous = is_ambiguous || each.trait != candidates[0].trait;
    if (is_ambiguous) {
      report(diag::Kind::AmbiguousAssocItem, segment.ident.span, concat("several traits of ", quoted(this->name(self)), " have ", quoted(text(name))))
          .with_help(concat("say which: `<", this->name(self), " as Trait>::", text(name), "`"));
      return out;
    }
    Args args = candidates[0].args;
    if (candidates.size() > 1) args = solver_.fresh_args(program_.traits.at(candidates[0].trait).generics, {self}, span);
    return resolve_trait_member(candidates[0].trait, args, segment, span);
  }
  if (found_private) {
    report(diag::Kind::PrivateMethod, segment.ident.span, concat("associated function ", quoted(text(name)), " is private"))
        .label(program_.fns.at(private_fn).name_span, "declared here without `pub`");
    return out;
  }
  if (report_std_gap(self, segment.ident)) return out;
  std::vector<std::string_view> known;
  for (ImplId id : impls) {
    for (const auto& [each, fn] : program_.impls.at(id).fns) known.push_back(program_.names.text(each));
  }
  if (ty.kind == TyKind::Adt && program_.adts.at(ty.adt()).kind == AdtKind::Enum) {
    for (const VariantDef& variant : program_.adts.at(ty.adt()).variants) known.push_back(program_.names.text(variant.name));
  }
  bool is_enum = ty.kind == TyKind::Adt && program_.adts.at(ty.adt()).kind == AdtKind::Enum;
  diag::Diagnostic& said = report(diag::Kind::UnknownMethod, segment.ident.span,
                                  concat(quoted(this->name(self)), " has no ", is_enum ? "variant or associated item " : "associated function or constant ", quoted(text(name))));
  std::string_view near = nearest_word(program_.names.text(name), known);
  if (!near.empty()) said.with_help(concat("did you mean ", quoted(near), "?"));
  return out;
}

BodyChecker::ValuePath BodyChecker::resolve_value_path(const syntax::Path& path, Span span, bool may_be_local, Namespace space) {
  ValuePath out;
  if (path.segments.empty()) return out;
  if (may_be_local && path.segments.size() == 1 && !path.self_type && !path.is_global) {
    if (std::optional<LocalId> local = find_local(path.segments[0].ident)) {
      out.kind = ValuePath::Kind::Local;
      out.local = *local;
      out.ty = body_.locals[*local].ty;
      return out;
    }
  }
  if (path.self_type) {
    TyId self = lower(path.self_type);
    if (path.trait_segments == 0) {
      for (std::size_t i = 0; i + 1 < path.segments.size(); ++i) self = associated_type_of(self, path.segments[i], span);
      return resolve_associated(self, path.segments.back(), span);
    }
    TypeLowering lowering(program_, scope_, this);
    TraitId trait = resolve_trait(program_, scope_, path, path.trait_segments);
    if (!trait || path.trait_segments >= path.segments.size()) {
      body_.has_errors = true;
      return out;
    }
    Def def;
    def.kind = Def::Kind::Trait;
    def.id = trait.value;
    Args args = lowering.generic_args(program_.traits.at(trait).generics, {self}, path.segments[path.trait_segments - 1], ArgsPlace::InExpression, describe_generic(program_, def));
    if (path.trait_segments + 1 < path.segments.size()) {
      // `<T as Trait>::Assoc::member`
      for (AssocTyId assoc : program_.traits.at(trait).assoc_tys) {
        if (program_.assoc_tys.at(assoc).name == path.segments[path.trait_segments].ident.name) {
          return resolve_associated(solver_.projection(assoc, args, span), path.segments.back(), span);
        }
      }
    }
    return resolve_trait_member(trait, std::move(args), path.segments[path.trait_segments], span);
  }

  PathResolution found = resolve_path(program_, scope_, path, space);
  if (found.is_error || found.def.kind == Def::Kind::None || found.def.kind == Def::Kind::Error) {
    body_.has_errors = true;
    return out;
  }
  out.def = found.def;
  const syntax::PathSegment& last = path.segments.back();
  TypeLowering lowering(program_, scope_, this);
  if (found.resolved_segments == path.segments.size()) {
    switch (found.def.kind) {
      case Def::Kind::Fn: return finish_fn_path(FnId(found.def.id), {}, last, span);
      case Def::Kind::Const:
        out.kind = ValuePath::Kind::Const;
        out.ty = program_.consts.at(ConstId(found.def.id)).ty;
        return out;
      case Def::Kind::Static:
        out.kind = ValuePath::Kind::Static;
        out.ty = program_.statics.at(StaticId(found.def.id)).ty;
        return out;
      case Def::Kind::ConstParam: {
        out.kind = ValuePath::Kind::ConstParam;
        const Ty& param = types()[found.def.ty];
        out.ty = param.index < scope_.generics.params.size() ? scope_.generics.params[param.index].const_type : types().usize_;
        return out;
      }
      case Def::Kind::Ctor: case Def::Kind::Variant: {
        AdtId adt(found.def.id);
        bool is_enum = program_.adts.at(adt).kind == AdtKind::Enum;
        // Arguments stand on the variant or on the enum before it.
        const syntax::PathSegment* with_args = &last;
        if (is_enum && !last.generic_args && path.segments.size() >= 2) with_args = &path.segments[path.segments.size() - 2];
        if (is_enum && with_args != &last && !with_args->generic_args) with_args = &last;
        Def of;
        of.kind = Def::Kind::Adt;
        of.id = adt.value;
        out.args = lowering.generic_args(program_.adts.at(adt).generics, {}, *with_args, ArgsPlace::InExpression, describe_generic(program_, of));
        const VariantDef& variant = program_.adts.at(adt).variants[found.def.variant];
        if (variant.fields_kind == syntax::FieldsKind::Named) {
          report(is_enum ? diag::Kind::NotAUnit : diag::Kind::NotAValue, span, concat(quoted(text(variant.name)), " has named fields: write `", text(variant.name), " { … }`"));
          out.kind = ValuePath::Kind::Error;
          return out;
        }
        out.kind = variant.fields_kind == syntax::FieldsKind::Unit ? ValuePath::Kind::UnitStruct : ValuePath::Kind::Ctor;
        return out;
      }
      case Def::Kind::SelfType: {
        const Ty self = types()[normalize(found.def.ty, span)];
        if (self.kind == TyKind::Adt && program_.adts.at(self.adt()).kind == AdtKind::Struct) {
          const VariantDef& variant = program_.adts.at(self.adt()).variants[0];
          out.def.kind = Def::Kind::Ctor;
          out.def.id = self.def;
          out.def.variant = 0;
          out.args = self.args;
          if (variant.fields_kind == syntax::FieldsKind::Tuple) out.kind = ValuePath::Kind::Ctor;
          if (variant.fields_kind == syntax::FieldsKind::Unit) out.kind = ValuePath::Kind::UnitStruct;
          if (out.kind != ValuePath::Kind::Error) return out;
        }
        break;
      }
      default: break;
    }
    report(diag::Kind::NotAValue, span, concat(quoted(text(last.ident.name)), " is not a value"));
    return out;
  }

  if (found.def.kind == Def::Kind::Trait) {
    TraitId trait(found.def.id);
    const syntax::PathSegment& segment = path.segments[found.resolved_segments - 1];
    TyId self = fresh(span);
    Args args = lowering.generic_args(program_.traits.at(trait).generics, {self}, segment, ArgsPlace::InExpression, describe_generic(program_, found.def));
    return resolve_trait_member(trait, std::move(args), path.segments[found.resolved_segments], span);
  }
  TyId base = prefix_type(found, path);
  for (std::size_t i = found.resolved_segments; i + 1 < path.segments.size(); ++i) base = associated_type_of(base, path.segments[i], span);
  return resolve_associated(base, last, span);
}

TyId BodyChecker::associated_type_of(TyId self, const syntax::PathSegment& segment, Span span) {
  NameId name = segment.ident.name;
  self = structurally(self);
  auto in_bounds = [&](const std::vector<Predicate>& bounds) -> std::optional<TyId> {
    for (const Predicate& bound : bounds) {
      if (bound.kind != Predicate::Kind::Trait || table_.resolve(bound.trait_ref.args[0]) != self) continue;
      for (AssocTyId assoc : program_.traits.at(bound.trait_ref.trait).assoc_tys) {
        if (program_.assoc_tys.at(assoc).name == name) return solver_.projection(assoc, bound.trait_ref.args, span);
      }
    }
    return std::nullopt;
  };
  if (std::optional<TyId> found = in_bounds(solver_.env())) return *found;
  if (std::optional<TyId> found = in_bounds(solver_.item_bounds(self))) return *found;
  if (scope_.impl) {
    const ImplDef& impl = program_.impls.at(scope_.impl);
    for (const auto& [assoc, ty] : impl.assoc_tys) {
      if (program_.assoc_tys.at(assoc).name == name && table_.resolve(impl.self_ty) == self) return normalize(ty, span);
    }
  }
  report(diag::Kind::UnresolvedType, segment.ident.span, concat(quoted(this->name(self)), " has no associated type ", quoted(text(name))));
  return types().error_;
}

ExprId BodyChecker::value_of(const ValuePath& path, Span span) {
  switch (path.kind) {
    case ValuePath::Kind::Error: return error_expr(span);
    case ValuePath::Kind::Local: return make(span, path.ty, LocalRef{path.local});
    case ValuePath::Kind::Const: return make(span, path.ty, ConstRef{ConstId(path.def.id), path.args});
    case ValuePath::Kind::ConstParam: return make(span, path.ty, ConstParamRef{path.def.ty});
    case ValuePath::Kind::Static: return make(span, path.ty, StaticRef{StaticId(path.def.id)});
    case ValuePath::Kind::Fn: return make(span, path.ty, ZeroSized{});
    case ValuePath::Kind::Ctor: {
      Ty ty;
      ty.kind = TyKind::Ctor;
      ty.def = path.def.id;
      ty.index = path.def.variant;
      ty.args = path.args;
      return make(span, types().intern(std::move(ty)), ZeroSized{});
    }
    case ValuePath::Kind::UnitStruct: {
      AdtExpr made;
      made.adt = AdtId(path.def.id);
      made.variant = path.def.variant;
      made.args = path.args;
      solver_.require_bounds(program_.adts.at(made.adt).generics, path.args, span);
      TyId ty = types().adt(made.adt, path.args);
      return make(span, ty, std::move(made));
    }
  }
  return error_expr(span);
}

ExprId BodyChecker::check_path(const syntax::Path& path, Span span, Expected) {
  return value_of(resolve_value_path(path, span, true), span);
}

BodyChecker::VariantPath BodyChecker::resolve_variant_path(const syntax::Path& path, Span span) {
  VariantPath out;
  auto of_type = [&](TyId ty) {
    ty = structurally(ty);
    const Ty seen = types()[ty];
    if (seen.kind != TyKind::Adt || program_.adts.at(seen.adt()).kind == AdtKind::Enum) {
      // An enum by its own name is found and is the wrong thing; by way of an alias it is a type.
      const bool is_named = seen.kind == TyKind::Adt && !path.segments.empty() && path.segments.back().ident.name == program_.adts.at(seen.adt()).name;
      if (seen.kind != TyKind::Error) report(is_named ? diag::Kind::ExpectedStruct : diag::Kind::NotAStructType, span, concat(quoted(name(ty)), " is no struct, variant or union"));
      body_.has_errors = true;
      return;
    }
    out.is_error = false;
    out.adt = seen.adt();
    out.args = seen.args;
  };
  if (path.self_type) {
    // `<T as Trait>::Output { … }` does not occur in small programs.
    TyId self = lower(path.self_type);
    for (const syntax::PathSegment& segment : path.segments) self = associated_type_of(self, segment, span);
    of_type(self);
    return out;
  }
  const bool names_local = path.segments.size() == 1 && find_local(path.segments[0].ident) && resolve_path(program_, scope_, path, Namespace::Types, false).is_error;
  if (names_local) {
    report(diag::Kind::ExpectedStruct, path.span, concat("expected struct, variant or union type, found variable ", quoted(text(path.segments[0].ident.name))));
    return out;
  }
  PathResolution found = resolve_path_as(program_, scope_, path, PathUse::Struct);
  if (found.is_error || found.def.kind == Def::Kind::None || found.def.kind == Def::Kind::Error) {
    body_.has_errors = true;
    return out;
  }
  if (found.def.kind == Def::Kind::Variant || found.def.kind == Def::Kind::Ctor) {
    AdtId adt(found.def.id);
    const syntax::PathSegment& last = path.segments.back();
    const syntax::PathSegment* with_args = &last;
    if (program_.adts.at(adt).kind == AdtKind::Enum && !last.generic_args && path.segments.size() >= 2 &&
        path.segments[path.segments.size() - 2].generic_args) {
      with_args = &path.segments[path.segments.size() - 2];
    }
    Def of;
    of.kind = Def::Kind::Adt;
    of.id = adt.value;
    TypeLowering lowering(program_, scope_, this);
    out.args = lowering.generic_args(program_.adts.at(adt).generics, {}, *with_args, ArgsPlace::InExpression, describe_generic(program_, of));
    out.adt = adt;
    out.variant = found.def.variant;
    out.is_error = false;
    return out;
  }
  if (found.def.kind == Def::Kind::Module || found.def.kind == Def::Kind::Trait || found.def.kind == Def::Kind::Fn) {
    report(diag::Kind::ExpectedStruct, span, concat(quoted(text(path.segments.back().ident.name)), " is no struct, variant or union"));
    return out;
  }
  TyId base = prefix_type(found, path);
  for (std::size_t i = found.resolved_segments; i < path.segments.size(); ++i) {
    // `Self::Variant { … }`
    const Ty seen = types()[structurally(base)];
    if (seen.kind == TyKind::Adt && program_.adts.at(seen.adt()).kind == AdtKind::Enum) {
      const AdtDef& adt = program_.adts.at(seen.adt());
      for (VariantIndex v = 0; v < adt.variants.size(); ++v) {
        if (adt.variants[v].name != path.segments[i].ident.name) continue;
        out.is_error = false;
        out.adt = seen.adt();
        out.variant = v;
        out.args = seen.args;
        return out;
      }
      std::vector<std::string_view> known;
      for (const VariantDef& variant : adt.variants) known.push_back(program_.names.text(variant.name));
      diag::Diagnostic& said = report(diag::Kind::UnknownMethod, path.segments[i].ident.span, concat("enum ", quoted(text(adt.name)), " has no variant ", quoted(text(path.segments[i].ident.name))));
      std::string_view near = nearest_word(program_.names.text(path.segments[i].ident.name), known);
      if (!near.empty()) said.with_help(concat("did you mean ", quoted(near), "?"));
      return out;
    }
    base = associated_type_of(base, path.segments[i], span);
  }
  of_type(base);
  return out;
}

}  // namespace sema
