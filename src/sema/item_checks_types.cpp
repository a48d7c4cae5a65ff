// Types that cannot be: without end, with parameters they do not use, Copy around what is not Copy.

#include <algorithm>

#include "base/text.h"
#include "sema/generics.h"
#include "sema/item_checks.h"
#include "sema/solver.h"

namespace sema {

using diag::Kind;

namespace {

/// Walks the types that a value contains in place, looking for a way back to where it started.
class SizeWalk {
 public:
  explicit SizeWalk(Program& program) : program_(program) {}

  /// The ADTs on the way from `start` back to itself; empty if there is none.
  std::vector<AdtId> circle(AdtId start) {
    start_ = start;
    way_.clear();
    seen_.clear();
    const AdtDef& def = program_.adts.at(start);
    return enter(start, identity_args(program_.types, def.generics)) ? way_ : std::vector<AdtId>();
  }

 private:
  bool enter(AdtId adt, const Args& args) {
    way_.push_back(adt);
    const AdtDef& def = program_.adts.at(adt);
    for (const VariantDef& variant : def.variants) {
      for (const FieldDef& field : variant.fields) {
        if (leads_back(substitute(program_.types, field.ty, args))) return true;
      }
    }
    way_.pop_back();
    return false;
  }

  bool leads_back(TyId id) {
    switch (program_.types[id].kind) {
      case TyKind::Array: return leads_back(program_.types[id].args[0]);
      case TyKind::Tuple: {
        const Args elements = program_.types[id].args;
        return std::any_of(elements.begin(), elements.end(), [this](TyId one) { return leads_back(one); });
      }
      case TyKind::Adt: {
        AdtId adt = program_.types[id].adt();
        if (adt == start_) return true;
        if (way_.size() > 40 || std::find(seen_.begin(), seen_.end(), id) != seen_.end()) return false;
        seen_.push_back(id);
        const Args args = program_.types[id].args;
        return enter(adt, args);
      }
      default: return false;
    }
  }

  Program& program_;
  AdtId start_;
  std::vector<AdtId> way_;
  std::vector<TyId> seen_;
};

bool mentions(const TyStore& types, TyId id, std::uint32_t index) {
  if (!types.flags(id).has_param) return false;
  const Ty& ty = types[id];
  if (ty.kind == TyKind::Param) return ty.index == index;
  auto in = [&](TyId arg) { return mentions(types, arg, index); };
  if (std::any_of(ty.args.begin(), ty.args.end(), in)) return true;
  if (!ty.dyn) return false;
  return std::any_of(ty.dyn->principal_args.begin(), ty.dyn->principal_args.end(), in) ||
         std::any_of(ty.dyn->projections.begin(), ty.dyn->projections.end(),
                     [&](const auto& one) { return in(one.second); });
}

/// Collects the names of lifetimes that a type mentions.
class LifetimeNames {
 public:
  /// `params`: of the item; `T::Name` names the lifetimes in the bounds of `T`.
  LifetimeNames(const syntax::Ast& ast, const std::vector<syntax::GenericParam>& params, std::vector<NameId>& names)
      : ast_(ast), params_(params), names_(names) {}

  void type(syntax::TypeId id) {
    if (!id) return;
    const syntax::Type& node = ast_.types.at(id);
    if (const auto* ref = std::get_if<syntax::RefType>(&node.kind)) {
      if (ref->has_lifetime) names_.push_back(ref->lifetime.ident.name);
      type(ref->inner);
    } else if (const auto* one = std::get_if<syntax::PathType>(&node.kind)) {
      path(one->path);
    } else if (const auto* pointer = std::get_if<syntax::RawPtrType>(&node.kind)) {
      type(pointer->inner);
    } else if (const auto* slice = std::get_if<syntax::SliceType>(&node.kind)) {
      type(slice->element);
    } else if (const auto* array = std::get_if<syntax::ArrayType>(&node.kind)) {
      type(array->element);
    } else if (const auto* tuple = std::get_if<syntax::TupleType>(&node.kind)) {
      for (syntax::TypeId element : tuple->elements) type(element);
    } else if (const auto* fn = std::get_if<syntax::FnPtrType>(&node.kind)) {
      for (syntax::TypeId param : fn->params) type(param);
      type(fn->output);
    } else if (const auto* dyn = std::get_if<syntax::DynTraitType>(&node.kind)) {
      bounds(dyn->bounds);
    }
  }

  void bounds(const std::vector<syntax::Bound>& all) {
    for (const syntax::Bound& bound : all) {
      if (bound.kind == syntax::Bound::Kind::Lifetime) names_.push_back(bound.lifetime.ident.name);
      if (bound.kind == syntax::Bound::Kind::Trait) path(bound.trait_path);
    }
  }

  void path(const syntax::Path& path) {
    type(path.self_type);
    for (const syntax::GenericParam& param : params_) {
      if (path.segments.size() == 2 && path.segments[0].ident.name == param.name.name) bounds(param.bounds);
    }
    for (const syntax::PathSegment& segment : path.segments) {
      if (!segment.generic_args) continue;
      const syntax::GenericArgs& args = ast_.generic_args.at(segment.generic_args);
      for (const syntax::GenericArg& arg : args.args) {
        if (arg.kind == syntax::GenericArg::Kind::Lifetime) names_.push_back(arg.lifetime.ident.name);
        type(arg.type);
      }
      type(args.output);
    }
  }

 private:
  const syntax::Ast& ast_;
  const std::vector<syntax::GenericParam>& params_;
  std::vector<NameId>& names_;
};

/// Collects the type parameters that stand behind `&'static` in a type.
class StaticParams {
 public:
  StaticParams(const Program& program, const std::vector<syntax::GenericParam>& params) : program_(program), params_(params) {}

  /// The first that is not known to last for ever.
  const syntax::GenericParam* first_short(syntax::TypeId id, bool is_static = false) const {
    if (!id) return nullptr;
    const syntax::Type& node = program_.ast.types.at(id);
    if (const auto* ref = std::get_if<syntax::RefType>(&node.kind))
      return first_short(ref->inner, is_static || (ref->has_lifetime && is_static_name(ref->lifetime)));
    if (const auto* one = std::get_if<syntax::PathType>(&node.kind)) return in_path(one->path, is_static);
    if (const auto* pointer = std::get_if<syntax::RawPtrType>(&node.kind)) return first_short(pointer->inner, is_static);
    if (const auto* slice = std::get_if<syntax::SliceType>(&node.kind)) return first_short(slice->element, is_static);
    if (const auto* array = std::get_if<syntax::ArrayType>(&node.kind)) return first_short(array->element, is_static);
    if (const auto* tuple = std::get_if<syntax::TupleType>(&node.kind))
      for (const syntax::TypeId element : tuple->elements)
        if (const auto* found = first_short(element, is_static)) return found;
    return nullptr;
  }

 private:
  bool is_static_name(const syntax::Lifetime& lifetime) const { return program_.names.text(lifetime.ident.name) == "'static"; }

  const syntax::GenericParam* in_path(const syntax::Path& path, bool is_static) const {
    if (is_static && !path.self_type && path.segments.size() == 1)
      for (const syntax::GenericParam& param : params_)
        if (param.kind == syntax::GenericParam::Kind::Type && param.name.name == path.segments[0].ident.name) return &param;
    for (const syntax::PathSegment& segment : path.segments) {
      if (!segment.generic_args) continue;
      for (const syntax::GenericArg& arg : program_.ast.generic_args.at(segment.generic_args).args)
        if (const auto* found = first_short(arg.type, is_static)) return found;
    }
    return nullptr;
  }

  const Program& program_;
  const std::vector<syntax::GenericParam>& params_;   // those without a bound by `'static`
};

}  // namespace

void check_static_fields(Program& program, AdtId id) {
  const AdtDef adt = program.adts.at(id);
  const auto* item = adt.item ? std::get_if<syntax::StructItem>(&program.ast.items.at(adt.item).kind) : nullptr;
  if (!item) return;
  const auto is_static = [&](const std::vector<syntax::Bound>& bounds) {
    return std::any_of(bounds.begin(), bounds.end(), [&](const syntax::Bound& bound) { return bound.kind == syntax::Bound::Kind::Lifetime && program.names.text(bound.lifetime.ident.name) == "'static"; });
  };
  // A where clause with `'static` in it may be about any of them.
  if (std::any_of(item->generics.predicates.begin(), item->generics.predicates.end(), [&](const syntax::WherePredicate& where) { return is_static(where.bounds); })) return;
  std::vector<syntax::GenericParam> params;
  for (const syntax::GenericParam& param : item->generics.params)
    if (!is_static(param.bounds)) params.push_back(param);
  for (const syntax::FieldDecl& field : item->fields.fields) {
    const syntax::GenericParam* found = StaticParams(program, params).first_short(field.type);
    if (!found) continue;
    const std::string name(program.names.text(found->name.name));
    program.diagnostics.add(Kind::ParamNotStatic, program.ast.types.at(field.type).span, concat("a value of type ", quoted(name), " need not last for ever, as is asked here"))
        .with_help(concat("add the bound `", name, ": 'static`"));
  }
}

void check_lifetimes_constrained(Program& program, ImplId id) {
  const ImplDef& impl = program.impls.at(id);
  const auto& item = std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
  if (!item.trait_path || is_derived(program, impl)) return;
  std::vector<NameId> known, used;
  LifetimeNames in_head(program.ast, item.generics.params, known);
  in_head.type(item.self_type);
  in_head.path(*item.trait_path);
  LifetimeNames in_types(program.ast, item.generics.params, used);
  for (const syntax::ItemId member : item.items)
    if (const auto* alias = std::get_if<syntax::TypeAliasItem>(&program.ast.items.at(member).kind)) in_types.type(alias->type);
  const auto has = [](const std::vector<NameId>& names, NameId name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  for (const syntax::GenericParam& param : item.generics.params) {
    if (param.kind != syntax::GenericParam::Kind::Lifetime || has(known, param.name.name) || !has(used, param.name.name)) continue;
    program.diagnostics.add(Kind::UnconstrainedParam, param.name.span,
                            concat("the lifetime ", quoted(program.names.text(param.name.name)), " does not follow from the type or trait of the impl, and stands in an associated type"));
  }
}

void check_sizes(Program& program) {
  std::vector<AdtId> told;
  for (std::uint32_t i = program.adts.frozen_count(); i < program.adts.size(); ++i) {
    AdtId adt(i);
    if (std::find(told.begin(), told.end(), adt) != told.end()) continue;
    std::vector<AdtId> circle = SizeWalk(program).circle(adt);
    if (circle.empty()) continue;
    // Types of std on the way, such as Option, are not to blame.
    std::string names;
    for (AdtId one : circle) {
      told.push_back(one);
      if (one.value < program.adts.frozen_count()) continue;
      names += concat(names.empty() ? "" : ", ", quoted(program.names.text(program.adts.at(one).name)));
    }
    const AdtDef& def = program.adts.at(adt);
    diag::Diagnostic& said = program.diagnostics.add(
        Kind::InfiniteSize, def.span, concat("a value of ", names, " would contain itself without end"));
    for (AdtId one : circle) {
      const AdtDef& other = program.adts.at(one);
      if (one.value >= program.adts.frozen_count() && one != adt) said.label(other.span, "by way of this");
    }
    said.with_help("put a pointer between, such as `Box`");
  }
}

void check_params_used(Program& program, AdtId id) {
  const AdtDef& adt = program.adts.at(id);
  const syntax::Item& node = program.ast.items.at(adt.item);
  const syntax::Generics* generics = nullptr;
  std::vector<const syntax::Fields*> all_fields;
  if (const auto* one = std::get_if<syntax::StructItem>(&node.kind)) {
    generics = &one->generics;
    all_fields.push_back(&one->fields);
  } else if (const auto* overlay = std::get_if<syntax::UnionItem>(&node.kind)) {
    generics = &overlay->generics;
    all_fields.push_back(&overlay->fields);
  } else if (const auto* many = std::get_if<syntax::EnumItem>(&node.kind)) {
    generics = &many->generics;
    for (const syntax::VariantDecl& variant : many->variants) all_fields.push_back(&variant.fields);
  }
  if (!generics || generics->params.empty()) return;
  // What a field of an unclear type uses is unknown.
  for (const diag::Diagnostic& said : program.diagnostics.all()) {
    const bool is_of_type = said.kind == Kind::MissingLifetime || said.kind == Kind::GenericArgumentCount;
    if (is_of_type && said.span.file == node.span.file && node.span.begin <= said.span.begin && said.span.end <= node.span.end) return;
  }
  std::vector<NameId> lifetimes;
  LifetimeNames collector(program.ast, generics->params, lifetimes);
  for (const syntax::Fields* fields : all_fields) {
    for (const syntax::FieldDecl& field : fields->fields) collector.type(field.type);
  }
  // A parameter is also used where a bound says what it is: `F: FnOnce() -> A`.
  std::vector<bool> is_param_used(adt.generics.params.size());
  for (std::uint32_t i = 0; i < is_param_used.size(); ++i) {
    for (const VariantDef& variant : adt.variants)
      for (const FieldDef& field : variant.fields) is_param_used[i] = is_param_used[i] || mentions(program.types, field.ty, i);
  }
  for (bool again = true; again;) {
    again = false;
    for (const Predicate& predicate : adt.generics.predicates) {
      if (predicate.kind != Predicate::Kind::ProjectionEquals) continue;
      bool is_known = true;
      for (std::uint32_t i = 0; i < is_param_used.size(); ++i)
        for (TyId arg : predicate.trait_ref.args) is_known = is_known && (is_param_used[i] || !mentions(program.types, arg, i));
      for (std::uint32_t i = 0; is_known && i < is_param_used.size(); ++i) {
        if (is_param_used[i] || !mentions(program.types, predicate.ty, i)) continue;
        is_param_used[i] = again = true;
      }
    }
  }
  std::uint32_t index = 0;
  for (const syntax::GenericParam& param : generics->params) {
    // Two of one name were reported.
    bool is_used = std::count_if(generics->params.begin(), generics->params.end(),
                                 [&](const syntax::GenericParam& other) {
                                   return other.name.name == param.name.name;
                                 }) > 1;
    if (param.kind == syntax::GenericParam::Kind::Lifetime) {
      is_used = is_used || std::find(lifetimes.begin(), lifetimes.end(), param.name.name) != lifetimes.end();
    } else {
      is_used = is_used || param.kind == syntax::GenericParam::Kind::Const || is_param_used[index];
      for (const VariantDef& variant : adt.variants)
        for (const FieldDef& field : variant.fields) is_used = is_used || program.types.flags(field.ty).has_error;
      ++index;
    }
    if (is_used) continue;
    std::string name(program.names.text(param.name.name));
    bool is_lifetime = param.kind == syntax::GenericParam::Kind::Lifetime;
    program.diagnostics
        .add(Kind::UnusedGenericParam, param.name.span,
             concat(is_lifetime ? "lifetime" : "type", " parameter ", quoted(name), " is never used"))
        .with_help(concat("remove it, or use it in a field such as `PhantomData<",
                          is_lifetime ? concat("&", name, " ()") : name, ">`"));
  }
}

void check_alias_params(Program& program, Id<struct TypeAliasTag> id) {
  const TypeAliasDef def = program.type_aliases.at(id);
  if (!def.ty || program.types.flags(def.ty).has_error) return;
  for (std::uint32_t i = 0; i < def.generics.params.size(); ++i) {
    const GenericParamDef& param = def.generics.params[i];
    if (param.is_const || mentions(program.types, def.ty, i)) continue;
    program.diagnostics.add(Kind::UnusedAliasParam, def.span,
                            concat("type parameter ", quoted(program.names.text(param.name)), " is never used"));
  }
}

void check_copy_impl(Program& program, ImplId id) {
  const ImplDef impl = program.impls.at(id);
  TraitId copy = program.lang.trait("copy");
  if (!copy || !impl.is_trait_impl || impl.is_negative || impl.trait_ref.trait != copy) return;
  const TyKind self_kind = program.types[impl.self_ty].kind;
  if (self_kind != TyKind::Adt && self_kind != TyKind::Error && self_kind != TyKind::Param) {
    const auto& written = std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
    program.diagnostics.add(Kind::CopyTarget, program.ast.types.at(written.self_type).span,
                            concat("`Copy` is only for structs, enums and unions, not for ", quoted(type_name(program, impl.self_ty))));
  }
  if (self_kind != TyKind::Adt) return;
  AdtId adt_id = program.types[impl.self_ty].adt();
  const Args args = program.types[impl.self_ty].args;
  const AdtDef adt = program.adts.at(adt_id);
  const auto& item = std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
  Span span = is_derived(program, impl) ? adt.span : program.ast.types.at(item.self_type).span;
  InferTable table(program.types);
  Solver solver(program, table, elaborate(program, impl.generics.predicates));
  std::vector<std::pair<Span, TyId>> culprits;
  for (const VariantDef& variant : adt.variants) {
    for (const FieldDef& field : variant.fields) {
      TyId ty = substitute(program.types, field.ty, args);
      if (program.types.flags(ty).has_error) continue;
      ty = table.resolve(solver.normalize(ty, span));
      if (solver.evaluate_trait(copy, {ty}) == Answer::No) culprits.emplace_back(field.span, ty);
    }
  }
  if (!culprits.empty()) {
    diag::Diagnostic& said = program.diagnostics.add(
        Kind::CopyField, span,
        concat("`Copy` cannot be implemented for ", quoted(type_name(program, impl.self_ty)),
               ", which has a field that is not Copy"));
    for (const auto& [at, ty] : culprits) {
      said.label(at, concat("this field has type ", quoted(type_name(program, ty))));
    }
  } else if (adt.drop_impl) {
    program.diagnostics
        .add(Kind::CopyWithDrop, span,
             concat("`Copy` cannot be implemented for ", quoted(type_name(program, impl.self_ty)),
                    ", which has a destructor"))
        .label(head_span(program, program.impls.at(adt.drop_impl)), "the destructor");
  }
}

namespace {

/// Whether a union may hold it: what is Copy, behind a reference, or never dropped by itself.
bool may_be_in_union(Program& program, Solver& solver, TyId id) {
  const Ty ty = program.types[id];
  switch (ty.kind) {
    case TyKind::Ref: case TyKind::Error: return true;
    case TyKind::Tuple: return std::all_of(ty.args.begin(), ty.args.end(), [&](TyId each) { return may_be_in_union(program, solver, each); });
    case TyKind::Array: return may_be_in_union(program, solver, ty.args[0]);
    default: break;
  }
  if (ty.kind == TyKind::Adt && program.adts.at(ty.adt()).is_manually_drop) return true;
  return solver.evaluate_trait(program.lang.trait("copy"), {id}) != Answer::No;
}

}  // namespace

void check_union_fields(Program& program, AdtId id) {
  const AdtDef adt = program.adts.at(id);
  if (adt.kind != AdtKind::Union) return;
  InferTable table(program.types);
  Solver solver(program, table, elaborate(program, adt.generics.predicates));
  for (const FieldDef& field : adt.variants[0].fields) {
    if (program.types.flags(field.ty).has_error || may_be_in_union(program, solver, field.ty)) continue;
    program.diagnostics.add(Kind::UnionField, field.span, concat("a union never drops its fields, and ", quoted(type_name(program, field.ty)), " may need to be dropped"))
        .with_help("wrap the type in `std::mem::ManuallyDrop`");
    return;
  }
}

void check_sized_fields(Program& program, AdtId id) {
  const AdtDef adt = program.adts.at(id);
  InferTable table(program.types);
  Solver solver(program, table, elaborate(program, adt.generics.predicates));
  for (const VariantDef& variant : adt.variants) {
    for (std::size_t i = 0; i < variant.fields.size(); ++i) {
      const FieldDef& field = variant.fields[i];
      const bool may_be_unsized = adt.kind == AdtKind::Struct && i + 1 == variant.fields.size();
      if (may_be_unsized || program.types.flags(field.ty).has_error) continue;
      const TyId ty = table.resolve(solver.normalize(field.ty, field.span));
      if (solver.evaluate_trait(program.lang.trait("sized"), {ty}) != Answer::No) continue;
      program.diagnostics.add(Kind::TraitNotImplemented, field.span, concat("the size of ", quoted(type_name(program, ty)), " is not known while compiling: only the last field of a struct may be so"))
          .with_help("put it behind a pointer: `&`, `Box`");
    }
  }
}

void check_drop_impl(Program& program, ImplId id) {
  const ImplDef& impl = program.impls.at(id);
  TraitId drop = program.lang.trait("drop");
  if (!drop || !impl.is_trait_impl || impl.is_negative || impl.trait_ref.trait != drop) return;
  const Ty& self = program.types[impl.self_ty];
  bool is_own = self.kind == TyKind::Adt && self.def >= program.adts.frozen_count();
  if (is_own || self.kind == TyKind::Error) return;
  const auto& item = std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
  program.diagnostics.add(Kind::DropTarget, program.ast.types.at(item.self_type).span,
                          "`Drop` is only for structs, enums and unions of this crate");
}

}  // namespace sema
