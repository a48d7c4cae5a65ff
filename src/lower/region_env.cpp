#include "lower/region_env.h"

#include <algorithm>
#include <utility>

#include "lower/region_signature.h"
#include "sema/supertraits.h"

namespace lower {

using sema::TyKind;

namespace {

constexpr int deepest_projection = 12;   // projections nested deeper are not followed

template <class Kind> const Kind* as(sema::Program& program, syntax::TypeId id) {
  return id ? std::get_if<Kind>(&program.ast.types.at(id).kind) : nullptr;
}

/// The generic arguments of a path's last segment, lifetimes and types apart.
struct WrittenArgs {
  std::vector<const syntax::Lifetime*> lifetimes;
  std::vector<syntax::TypeId> types;
};

WrittenArgs written_args(sema::Program& program, const syntax::PathSegment* segment, std::size_t count) {
  WrittenArgs out;
  if (segment && segment->generic_args) {
    for (const syntax::GenericArg& each : program.ast.generic_args.at(segment->generic_args).args) {
      if (each.kind == syntax::GenericArg::Kind::Lifetime) out.lifetimes.push_back(&each.lifetime);
      else out.types.push_back(each.kind == syntax::GenericArg::Kind::Type ? each.type : syntax::TypeId());
    }
  }
  out.types.resize(count);
  return out;
}

/// What a trait says that its implementors last for, as `trait Any: 'static` does; its objects last as long.
const syntax::Lifetime* lifetime_of_trait(const sema::Program& program, sema::TraitId principal) {
  if (!principal) return nullptr;
  for (const sema::TraitId trait : sema::with_supertraits(program, principal)) {
    const auto* item = std::get_if<syntax::TraitItem>(&program.ast.items.at(program.traits.at(trait).item).kind);
    if (!item) continue;
    for (const syntax::Bound& bound : item->supertraits)
      if (bound.kind == syntax::Bound::Kind::Lifetime) return &bound.lifetime;
  }
  return nullptr;
}

bool is_self(sema::Program& program, syntax::TypeId id) {
  const auto* path = as<syntax::PathType>(program, id);
  return path && !path->path.self_type && path->path.segments.size() == 1 && program.names.text(path->path.segments[0].ident.name) == "Self";
}

}  // namespace

Regions RegionNames::fresh_for(sema::TyId ty) {
  Regions out(types_.count(ty));
  for (std::uint32_t& each : out) each = fresh();
  return out;
}

std::uint32_t RegionNames::named(const syntax::Lifetime& lifetime, RegionEnv& env) {
  const std::string_view text = program().names.text(lifetime.ident.name);
  if (text == "'static") return for_static;
  if (text == "'_") return left_out(env);
  const auto found = env.lifetimes.find(lifetime.ident.name);
  const std::uint32_t region = found != env.lifetimes.end() ? found->second : fresh();
  env.lifetimes.emplace(lifetime.ident.name, region);
  env.inputs.push_back(region);
  return region;
}

std::uint32_t RegionNames::left_out(RegionEnv& env) {
  if (env.elided) return *env.elided;
  env.inputs.push_back(fresh());
  return env.inputs.back();
}

Regions RegionNames::unknown(sema::TyId concrete, RegionEnv& env) {
  if (types_.count(concrete) != 0) env.is_plain = false;
  return fresh_for(concrete);
}

Regions RegionNames::instantiate(sema::TyId declared_id, syntax::TypeId syntax, sema::TyId concrete_id, RegionEnv& env) {
  if (is_self(program(), syntax)) {
    if (!env.self_declared) syntax = {};
    else if (!is_self(program(), env.self_syntax)) return instantiate(env.self_declared, env.self_syntax, concrete_id, env);
  }
  const sema::Ty declared = types_.ty(declared_id);
  const sema::Ty concrete = types_.ty(concrete_id);
  if (declared.kind == TyKind::Param) {
    if (declared.index >= env.regions.size()) return unknown(concrete_id, env);
    std::optional<Regions>& known = env.regions[declared.index];
    if (!known) known = fresh_for(concrete_id);
    return known->size() == types_.count(concrete_id) ? *known : unknown(concrete_id, env);
  }
  if (declared.kind == TyKind::Projection) return projection(declared, syntax, concrete_id, env);
  if (declared.kind != concrete.kind || declared.args.size() != concrete.args.size()) return unknown(concrete_id, env);
  Regions out;
  const auto add = [&](std::size_t arg, syntax::TypeId of) {
    for (const std::uint32_t each : instantiate(declared.args[arg], of, concrete.args[arg], env)) out.push_back(each);
  };
  switch (declared.kind) {
    case TyKind::Ref: {
      const auto* written = as<syntax::RefType>(program(), syntax);
      if (written) {
        out.push_back(written->has_lifetime ? named(written->lifetime, env) : left_out(env));
      } else {
        env.is_plain = false;
        out.push_back(fresh());
      }
      const auto around = std::exchange(env.object, env.is_in_body ? std::nullopt : std::optional(out[0]));
      add(0, written ? written->inner : syntax::TypeId());
      env.object = around;
      return out;
    }
    case TyKind::RawPtr: {
      const auto* written = as<syntax::RawPtrType>(program(), syntax);
      add(0, written ? written->inner : syntax::TypeId());
      return out;
    }
    case TyKind::Slice: {
      const auto* written = as<syntax::SliceType>(program(), syntax);
      add(0, written ? written->element : syntax::TypeId());
      return out;
    }
    case TyKind::Array: {
      const auto* written = as<syntax::ArrayType>(program(), syntax);
      add(0, written ? written->element : syntax::TypeId());
      return out;
    }
    case TyKind::Tuple: {
      const auto* written = as<syntax::TupleType>(program(), syntax);
      const bool is_plain = written && written->elements.size() == declared.args.size();
      for (std::size_t i = 0; i < declared.args.size(); ++i) add(i, is_plain ? written->elements[i] : syntax::TypeId());
      return out;
    }
    case TyKind::Adt: return adt(declared, syntax, concrete, env);
    case TyKind::Dyn: {
      const auto* written = as<syntax::DynTraitType>(program(), syntax);
      if (written)
        for (const syntax::Bound& bound : written->bounds)
          if (bound.kind == syntax::Bound::Kind::Lifetime) return {named(bound.lifetime, env)};
      if (const syntax::Lifetime* least = written ? lifetime_of_trait(program(), declared.dyn->principal) : nullptr)
        return {program().names.text(least->ident.name) == "'static" ? for_static : fresh()};
      if (written && env.object) return {*env.object};
      return {fresh()};
    }
    case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Str: case TyKind::Never:
    case TyKind::FnDef: case TyKind::Ctor: case TyKind::FnPtr: case TyKind::Closure: case TyKind::Coroutine: case TyKind::Param:
    case TyKind::Projection: case TyKind::Opaque: case TyKind::ConstValue: case TyKind::Infer: case TyKind::Foreign:
    case TyKind::Error: break;
  }
  return unknown(concrete_id, env);
}

Regions RegionNames::adt(const sema::Ty& declared, syntax::TypeId syntax, const sema::Ty& concrete, RegionEnv& env) {
  const std::size_t lifetimes = types_.lifetimes_of(declared.adt()).size();
  const syntax::PathSegment* segment = types_.plain_segment(declared, syntax);
  const WrittenArgs written = written_args(program(), segment, declared.args.size());
  Regions out;
  for (std::size_t i = 0; i < lifetimes; ++i) {
    if (!segment || (!written.lifetimes.empty() && i >= written.lifetimes.size())) {
      env.is_plain = false;
      out.push_back(fresh());
    } else {
      out.push_back(written.lifetimes.empty() ? left_out(env) : named(*written.lifetimes[i], env));
    }
  }
  // `Box<dyn Trait>` lasts for ever; in a type with lifetimes, its bounds decide.
  const auto around = env.object;
  env.object = lifetimes == 0 && !env.is_in_body ? std::optional<std::uint32_t>(for_static) : std::nullopt;
  for (std::size_t i = 0; i < declared.args.size(); ++i)
    for (const std::uint32_t each : instantiate(declared.args[i], written.types[i], concrete.args[i], env)) out.push_back(each);
  env.object = around;
  return out;
}

std::optional<ChosenImpl> RegionNames::impl_of(sema::TraitId trait_id, const sema::Args& args) {
  const sema::TraitDef& trait = program().traits.at(trait_id);
  if (args.size() != trait.generics.params.size()) return std::nullopt;
  sema::FnId required;
  for (const sema::FnId fn : trait.fns)
    if (!program().fns.at(fn).has_body) required = fn;
  if (!required) return std::nullopt;
  sema::Args all = args;   // of its own arguments nothing depends here
  all.resize(program().fns.at(required).generics.params.size(), program().types.unit_);
  const sema::Instance instance = sema::resolve_instance(program(), required, all);
  if (instance.kind != sema::Instance::Kind::Item || !program().fns.at(instance.fn).impl) return std::nullopt;
  ChosenImpl out{program().fns.at(instance.fn).impl, instance.args};
  out.args.resize(std::min(out.args.size(), program().impls.at(out.impl).generics.params.size()));
  return out;
}

RegionEnv RegionNames::inside(const ChosenImpl& chosen, const sema::Args& args, const std::vector<Regions>& regions) {
  const sema::ImplDef& impl = program().impls.at(chosen.impl);
  const auto* item = std::get_if<syntax::ImplItem>(&program().ast.items.at(impl.item).kind);
  RegionEnv inner;
  inner.args = chosen.args;
  inner.regions.resize(inner.args.size());
  inner.self_declared = impl.self_ty;
  if (item) inner.self_syntax = item->self_type;
  for (std::size_t i = 0; i < args.size() && i < impl.trait_ref.args.size(); ++i)
    bind(impl.trait_ref.args[i], i == 0 ? inner.self_syntax : syntax::TypeId(), args[i], regions[i], inner);
  bind_outputs(impl.generics.predicates, inner);
  return inner;
}

/// What a function that is given somewhere makes of its arguments.
void RegionNames::flow_through(const sema::Ty& fn, sema::TyId inputs, const Regions& given, const Typed& result) {
  std::vector<std::optional<Typed>> arguments;
  std::size_t at = 0;
  for (const sema::TyId input : types_.ty(inputs).args) {
    const std::size_t size = types_.count(input);
    if (at + size > given.size()) return;
    const auto from = given.begin() + static_cast<std::ptrdiff_t>(at);
    arguments.push_back(Typed{input, Regions(from, from + static_cast<std::ptrdiff_t>(size))});
    at += size;
  }
  mir::RegionFacts facts;
  Relations relations(*this, facts);
  Signature(*this, relations, fn.fn(), fn.args, {}).relate(arguments, result);
  for (const mir::Outlives& each : facts.outlives) flows.emplace_back(each.longer, each.shorter);
}

/// The regions of what a function is called with, as a bound like `F: Fn(A, B)` says it.
Regions RegionNames::inputs_of(const sema::Predicate& bound, const WrittenFn* written, RegionEnv& env) {
  const sema::TyId declared_id = bound.trait_ref.args[1];
  const sema::TyId concrete_id = types_.mono().normalize(declared_id, env.args);
  const sema::Ty declared = types_.ty(declared_id);
  const sema::Ty concrete = types_.ty(concrete_id);
  if (!written || declared.kind != TyKind::Tuple || declared.args.size() != concrete.args.size() || written->params.size() != concrete.args.size())
    return instantiate(declared_id, {}, concrete_id, env);
  Regions out;
  for (std::size_t i = 0; i < concrete.args.size(); ++i)
    for (const std::uint32_t region : instantiate(declared.args[i], written->params[i], concrete.args[i], env)) out.push_back(region);
  return out;
}

void RegionNames::bind_outputs(const std::vector<sema::Predicate>& predicates, RegionEnv& env, const std::map<std::uint32_t, WrittenFn>& written) {
  for (const sema::Predicate& each : predicates) {
    if (each.kind != sema::Predicate::Kind::ProjectionEquals || each.assoc_ty != program().lang.assoc_ty("fn_once_output")) continue;
    const sema::Ty callee = types_.ty(each.trait_ref.args[0]);
    const sema::Ty output = types_.ty(each.ty);
    if (callee.kind != TyKind::Param || callee.index >= env.args.size()) continue;
    const sema::Ty called = types_.ty(env.args[callee.index]);
    if (called.kind == TyKind::FnDef) {
      if (depth_ > deepest_projection || output.kind != TyKind::Param || output.index >= env.args.size()) continue;
      ++depth_;
      const sema::TyId inputs = types_.mono().normalize(each.trait_ref.args[1], env.args);
      const Regions given = instantiate(each.trait_ref.args[1], {}, inputs, env);
      std::optional<Regions>& result = env.regions[output.index];
      if (!result) result = fresh_for(env.args[output.index]);
      flow_through(called, inputs, given, {env.args[output.index], *result});
      --depth_;
      continue;
    }
    if (called.kind != TyKind::Closure || !env.regions[callee.index]) continue;
    const auto known = types_.flows().find(called.closure());
    if (known == types_.flows().end()) continue;
    Regions all = *env.regions[callee.index];
    const auto bound = written.find(callee.index);
    const WrittenFn* text = bound == written.end() ? nullptr : &bound->second;
    for (const std::uint32_t region : inputs_of(each, text, env)) all.push_back(region);
    for (const std::uint32_t region : instantiate(each.ty, text ? text->output : syntax::TypeId(), types_.mono().normalize(each.ty, env.args), env)) all.push_back(region);
    known->second.between(all, [this](std::uint32_t longer, std::uint32_t shorter) { flows.emplace_back(longer, shorter); });
  }
}

/// `Item<'a>` is written, `type Item<'x>` declared: 'x is then what 'a is.
void RegionNames::name_own_lifetimes(const syntax::Generics& declared, syntax::TypeId written, RegionEnv& env, RegionEnv& inner) {
  const auto* path = as<syntax::PathType>(program(), written);
  const WrittenArgs given = written_args(program(), path && !path->path.segments.empty() ? &path->path.segments.back() : nullptr, 0);
  std::size_t at = 0;
  for (const syntax::GenericParam& param : declared.params) {
    if (param.kind != syntax::GenericParam::Kind::Lifetime) continue;
    if (path && given.lifetimes.empty()) inner.lifetimes[param.name.name] = left_out(env);
    else if (at < given.lifetimes.size()) inner.lifetimes[param.name.name] = named(*given.lifetimes[at], env);
    ++at;
  }
}

/// By the impl that says what the associated type is.
Regions RegionNames::projection(const sema::Ty& declared, syntax::TypeId syntax, sema::TyId concrete, RegionEnv& env) {
  if (types_.count(concrete) == 0) return {};
  if (depth_ > deepest_projection) return unknown(concrete, env);
  const sema::AssocTyDef& assoc = program().assoc_tys.at(declared.assoc_ty());
  sema::Args args;
  for (const sema::TyId arg : declared.args) args.push_back(types_.mono().normalize(arg, env.args));
  const auto chosen = impl_of(assoc.trait, args);
  if (!chosen) return unknown(concrete, env);
  const sema::ImplDef& impl = program().impls.at(chosen->impl);
  const auto found = impl.assoc_tys.find(declared.assoc_ty());
  const auto* item = std::get_if<syntax::ImplItem>(&program().ast.items.at(impl.item).kind);
  if (found == impl.assoc_tys.end() || !item) return unknown(concrete, env);
  ++depth_;
  std::vector<Regions> regions;
  for (std::size_t i = 0; i < args.size(); ++i) regions.push_back(instantiate(declared.args[i], {}, args[i], env));
  RegionEnv inner = inside(*chosen, args, regions);
  syntax::TypeId written;
  for (const syntax::ItemId each : item->items) {
    const auto* alias = std::get_if<syntax::TypeAliasItem>(&program().ast.items.at(each).kind);
    if (!alias || alias->name.name != assoc.name) continue;
    written = alias->type;
    name_own_lifetimes(alias->generics, syntax, env, inner);
  }
  Regions out = instantiate(found->second, written, concrete, inner);
  --depth_;
  return out;
}

void RegionNames::bind(sema::TyId declared_id, syntax::TypeId syntax, sema::TyId concrete_id, const Regions& regions, RegionEnv& env) {
  const sema::Ty declared = types_.ty(declared_id);
  const sema::Ty concrete = types_.ty(concrete_id);
  if (regions.size() != types_.count(concrete_id)) return;
  if (declared.kind == TyKind::Param) {
    if (declared.index < env.regions.size() && !env.regions[declared.index]) env.regions[declared.index] = regions;
    return;
  }
  if (declared.kind != concrete.kind || declared.args.size() != concrete.args.size()) return;
  std::size_t at = 0;
  const auto name = [&](const syntax::Lifetime* lifetime) {
    if (lifetime) env.lifetimes.emplace(lifetime->ident.name, regions[at]);
    ++at;
  };
  const auto part = [&](std::size_t arg, syntax::TypeId of) {
    const std::size_t size = types_.count(concrete.args[arg]);
    bind(declared.args[arg], of, concrete.args[arg], Regions(regions.begin() + static_cast<std::ptrdiff_t>(at), regions.begin() + static_cast<std::ptrdiff_t>(at + size)), env);
    at += size;
  };
  if (declared.kind == TyKind::Ref) {
    const auto* written = as<syntax::RefType>(program(), syntax);
    name(written && written->has_lifetime ? &written->lifetime : nullptr);
    part(0, written ? written->inner : syntax::TypeId());
  } else if (declared.kind == TyKind::Slice) {
    const auto* written = as<syntax::SliceType>(program(), syntax);
    part(0, written ? written->element : syntax::TypeId());
  } else if (declared.kind == TyKind::Array || declared.kind == TyKind::RawPtr) {
    part(0, {});
  } else if (declared.kind == TyKind::Tuple) {
    for (std::size_t i = 0; i < declared.args.size(); ++i) part(i, {});
  } else if (declared.kind == TyKind::Adt) {
    const std::size_t lifetimes = types_.lifetimes_of(declared.adt()).size();
    const WrittenArgs written = written_args(program(), types_.plain_segment(declared, syntax), declared.args.size());
    for (std::size_t i = 0; i < lifetimes; ++i) name(i < written.lifetimes.size() ? written.lifetimes[i] : nullptr);
    for (std::size_t i = 0; i < declared.args.size(); ++i) part(i, written.types[i]);
  }
}

Regions RegionNames::field(sema::TyId whole_id, std::uint32_t variant, std::uint32_t field, const Regions& regions, sema::TyId field_ty) {
  const sema::Ty whole = types_.ty(whole_id);
  const auto part = [&](const std::vector<sema::TyId>& parts) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::size_t size = types_.count(parts[i]);
      if (i == field) return Regions(regions.begin() + static_cast<std::ptrdiff_t>(at), regions.begin() + static_cast<std::ptrdiff_t>(at + size));
      at += size;
    }
    return fresh_for(field_ty);
  };
  if (regions.size() != types_.count(whole_id)) return fresh_for(field_ty);
  if (whole.kind == TyKind::Tuple) return part(whole.args);
  if (whole.kind == TyKind::Closure || whole.kind == TyKind::Coroutine) return part(types_.captured(whole));
  if (whole.kind != TyKind::Adt) return fresh_for(field_ty);
  const sema::AdtDef& def = program().adts.at(whole.adt());
  if (variant >= def.variants.size() || field >= def.variants[variant].fields.size()) return fresh_for(field_ty);
  RegionEnv env;
  env.args = whole.args;
  const std::vector<NameId>& lifetimes = types_.lifetimes_of(whole.adt());
  for (std::size_t i = 0; i < lifetimes.size(); ++i) env.lifetimes.emplace(lifetimes[i], regions[i]);
  std::size_t at = lifetimes.size();
  for (const sema::TyId arg : whole.args) {
    const std::size_t size = types_.count(arg);
    env.regions.emplace_back(Regions(regions.begin() + static_cast<std::ptrdiff_t>(at), regions.begin() + static_cast<std::ptrdiff_t>(at + size)));
    at += size;
  }
  return instantiate(def.variants[variant].fields[field].ty, types_.field_syntax(whole.adt(), variant, field), field_ty, env);
}

}  // namespace lower
