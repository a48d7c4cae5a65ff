#include "lower/region_signature.h"

#include <algorithm>
#include <utility>

namespace lower {

using sema::TyKind;

Signature::Signature(RegionNames& names, Relations& relations, sema::FnId fn, const sema::Args& args, Span span)
    : names_(names), relations_(relations), program_(names.types().program()), def_(program_.fns.at(fn)), span_(span) {
  env_.args = args;
  for (const sema::TyId arg : args) env_.regions.emplace_back(names_.fresh_for(arg));
}

std::vector<Regions> Signature::wanted_arguments(const syntax::FnDecl& decl) {
  know_self();
  std::vector<Regions> wanted;
  if (decl.self_param) wanted.push_back(self_regions(*decl.self_param, of_self_));
  for (const syntax::Param& param : decl.params) {
    const std::size_t at = wanted.size();
    if (at >= def_.params.size()) break;
    wanted.push_back(names_.instantiate(def_.params[at], param.type, concrete(def_.params[at]), env_));
  }
  return wanted;
}

Regions Signature::given_result(const syntax::FnDecl& decl) {
  env_.elided = elided_in_result();
  return names_.instantiate(def_.output, decl.output, concrete(def_.output), env_);
}

void Signature::relate(const std::vector<std::optional<Typed>>& arguments, const Typed& result) {
  const auto* item = std::get_if<syntax::FnItem>(&program_.ast.items.at(def_.item).kind);
  if (!item || def_.params.size() != arguments.size()) return;
  const syntax::FnDecl& decl = item->decl;
  const std::vector<Regions> wanted = wanted_arguments(decl);
  if (wanted.size() != arguments.size()) return;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!arguments[i]) continue;
    const Typed into{concrete(def_.params[i]), wanted[i]};
    if (into.regions.size() == arguments[i]->regions.size()) relations_.relate(*arguments[i], into, span_);
  }
  know_bounds(decl.generics);
  know_impl_traits(decl);
  know_impls();
  if (result.regions.empty() && program_.types[def_.output].kind != TyKind::Opaque) return;
  if (def_.is_async) return keep(wanted, result);
  const Regions given = given_result(decl);
  if (program_.types[def_.output].kind == TyKind::Opaque) relations_.captured = captured(decl);
  relations_.asker = relations_.result_asker;
  relations_.relate({concrete(def_.output), given}, result, span_);
}

/// What the value behind a returned `impl Trait` may hold: all types, and the lifetimes that its bounds
/// name; from edition 2024 on all lifetimes, if no bound says that it lasts as long as one.
Regions Signature::captured(const syntax::FnDecl& decl) const {
  Regions out;
  for (const auto& of_param : env_.regions)
    if (of_param) out.insert(out.end(), of_param->begin(), of_param->end());
  const auto* hidden = decl.output ? std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.output).kind) : nullptr;
  bool names_lifetime = false;
  for (const syntax::Bound& bound : hidden ? hidden->bounds : std::vector<syntax::Bound>()) {
    if (bound.kind == syntax::Bound::Kind::Use) return {};   // what it names is not kept
    if (bound.kind != syntax::Bound::Kind::Lifetime) continue;
    names_lifetime = true;
    const std::string_view name = program_.names.text(bound.lifetime.ident.name);
    if (name == "'static") return {};
    const auto found = env_.lifetimes.find(bound.lifetime.ident.name);
    if (name == "'_" && env_.elided) out.push_back(*env_.elided);
    else if (found != env_.lifetimes.end()) out.push_back(found->second);
  }
  if (names_lifetime || program_.edition < syntax::Edition::E2024) return out;
  out.insert(out.end(), env_.inputs.begin(), env_.inputs.end());
  if (of_self_) out.push_back(*of_self_);
  for (const auto& [name, region] : env_.lifetimes) out.push_back(region);
  return out;
}

/// The future of an async function holds the arguments, in order.
void Signature::keep(const std::vector<Regions>& wanted, const Typed& future) {
  Regions all;
  for (const Regions& each : wanted) all.insert(all.end(), each.begin(), each.end());
  relations_.relate_parts(all, future, 0, span_);
}

sema::TyId Signature::concrete(sema::TyId declared) { return names_.types().mono().normalize(declared, env_.args); }

/// What `Self` is in the signature, and how the impl around writes it.
void Signature::know_self() {
  if (!def_.impl) return;
  const sema::ImplDef& impl = program_.impls.at(def_.impl);
  const auto* item = std::get_if<syntax::ImplItem>(&program_.ast.items.at(impl.item).kind);
  if (!item) return;
  env_.self_declared = impl.self_ty;
  env_.self_syntax = item->self_type;
}

Regions Signature::self_regions(const syntax::SelfParam& self, std::optional<std::uint32_t>& of_self) {
  const sema::TyId declared = def_.params[0];
  const sema::TyId ty = concrete(declared);
  if (self.kind == syntax::SelfParam::Kind::Typed) {
    env_.is_plain = false;
    return names_.instantiate(declared, self.type, ty, env_);
  }
  const sema::Ty of = names_.types().ty(declared);
  if (self.kind == syntax::SelfParam::Kind::Value) return names_.instantiate(declared, env_.self_syntax, ty, env_);
  if (of.kind != TyKind::Ref || names_.types().ty(ty).kind != TyKind::Ref) return names_.fresh_for(ty);
  std::uint32_t region = RegionNames::for_static;
  if (self.has_lifetime && program_.names.text(self.lifetime.ident.name) != "'_") {
    if (program_.names.text(self.lifetime.ident.name) != "'static") {
      const auto found = env_.lifetimes.find(self.lifetime.ident.name);
      region = found != env_.lifetimes.end() ? found->second : names_.fresh();
      env_.lifetimes.emplace(self.lifetime.ident.name, region);
    }
  } else {
    region = names_.fresh();
  }
  of_self = region;
  Regions out{region};
  for (const std::uint32_t each : names_.instantiate(of.args[0], env_.self_syntax, names_.types().ty(ty).args[0], env_)) out.push_back(each);
  return out;
}

/// That of `&self`, or else the only one among the arguments.
std::optional<std::uint32_t> Signature::elided_in_result() {
  if (of_self_) return of_self_;
  Regions inputs = env_.inputs;
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  if (env_.is_plain && inputs.size() == 1) return inputs.front();
  return std::nullopt;
}

// ---- Bounds

/// The bounds by Fn and the like, as they are written, of the parameters that are closures, by their numbers.
std::map<std::uint32_t, WrittenFn> Signature::written_fns() const {
  const auto& decl = std::get<syntax::FnItem>(program_.ast.items.at(def_.item).kind).decl;
  const auto* around = def_.impl ? std::get_if<syntax::ImplItem>(&program_.ast.items.at(program_.impls.at(def_.impl).item).kind) : nullptr;
  const std::size_t first = decl.self_param ? 1 : 0;
  std::map<std::uint32_t, WrittenFn> out;
  for (std::uint32_t i = 0; i < def_.generics.params.size(); ++i) {
    if (i >= env_.args.size() || program_.types[env_.args[i]].kind != TyKind::Closure) continue;
    std::vector<WrittenFn> found;
    add_written_fns(program_, decl.generics, def_.generics.params[i].name, found);
    if (around) add_written_fns(program_, around->generics, def_.generics.params[i].name, found);
    for (std::size_t at = first; at < def_.params.size() && at - first < decl.params.size(); ++at) {
      const sema::Ty ty = program_.types[def_.params[at]];
      const auto* hidden = std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.params[at - first].type).kind);
      if (hidden && ty.kind == TyKind::Param && ty.index == i) add_written_fns(program_, hidden->bounds, found);
    }
    if (found.size() == 1) out.emplace(i, std::move(found[0]));
  }
  return out;
}

/// What the impls say of their arguments: in `Vec<T>: FromIterator<T>` both T are the same.
void Signature::know_impls() {
  RegionEnv env = env_;
  names_.bind_outputs(def_.generics.predicates, env, written_fns());
  for (const sema::Predicate& each : def_.generics.predicates) {
    if (each.kind != sema::Predicate::Kind::Trait || each.trait_ref.args.size() < 2 || program_.types[each.trait_ref.args[0]].kind != TyKind::Param) continue;
    sema::Args args;
    std::vector<Regions> regions;
    for (const sema::TyId arg : each.trait_ref.args) {
      args.push_back(concrete(arg));
      regions.push_back(names_.instantiate(arg, {}, args.back(), env));
    }
    if (regions[0].empty()) continue;
    const auto chosen = names_.impl_of(each.trait_ref.trait, args);
    if (!chosen) continue;
    RegionEnv inner = names_.inside(*chosen, args, regions);
    const sema::Args declared = program_.impls.at(chosen->impl).trait_ref.args;
    for (std::size_t i = 1; i < args.size() && i < declared.size(); ++i) {
      const Regions same = names_.instantiate(declared[i], {}, args[i], inner);
      for (std::size_t k = 0; k < same.size() && k < regions[i].size(); ++k) {
        relations_.add(same[k], regions[i][k], span_);
        relations_.add(regions[i][k], same[k], span_);
      }
    }
  }
  for (const auto& [longer, shorter] : std::exchange(names_.flows, {})) relations_.add(longer, shorter, span_);
}

void Signature::know_bounds(const syntax::Generics& generics) {
  for (const syntax::GenericParam& param : generics.params) {
    if (param.kind == syntax::GenericParam::Kind::Const) continue;
    for (const syntax::Bound& bound : param.bounds) know_bound(param.name.name, param.kind == syntax::GenericParam::Kind::Lifetime, bound);
  }
  for (const syntax::WherePredicate& predicate : generics.predicates) {
    if (!predicate.type) {
      for (const syntax::Bound& bound : predicate.bounds) know_bound(predicate.lifetime.ident.name, true, bound);
      continue;
    }
    const auto* path = std::get_if<syntax::PathType>(&program_.ast.types.at(predicate.type).kind);
    if (!path || path->path.self_type || path->path.segments.size() != 1) continue;
    for (const syntax::Bound& bound : predicate.bounds) know_bound(path->path.segments[0].ident.name, false, bound);
  }
}

/// `x: impl Trait + 'a`.
void Signature::know_impl_traits(const syntax::FnDecl& decl) {
  const std::size_t first = decl.self_param ? 1 : 0;
  for (std::size_t i = first; i < def_.params.size() && i - first < decl.params.size(); ++i) {
    const auto* hidden = std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.params[i - first].type).kind);
    const sema::Ty ty = program_.types[def_.params[i]];
    if (!hidden || ty.kind != TyKind::Param) continue;
    for (const syntax::Bound& bound : hidden->bounds)
      if (const auto shorter = bound.kind == syntax::Bound::Kind::Lifetime ? region_of(bound.lifetime) : std::nullopt) outlives(ty.index, *shorter);
  }
}

/// `'a: 'b`, `T: 'a`.
void Signature::know_bound(NameId name, bool is_lifetime, const syntax::Bound& bound) {
  const auto shorter = bound.kind == syntax::Bound::Kind::Lifetime ? region_of(bound.lifetime) : std::nullopt;
  if (!shorter) return;
  if (is_lifetime) {
    const auto longer = env_.lifetimes.find(name);
    if (longer != env_.lifetimes.end()) relations_.add(longer->second, *shorter, span_);
    return;
  }
  for (std::uint32_t i = 0; i < def_.generics.params.size(); ++i)
    if (def_.generics.params[i].name == name) outlives(i, *shorter);
}

std::optional<std::uint32_t> Signature::region_of(const syntax::Lifetime& lifetime) const {
  if (program_.names.text(lifetime.ident.name) == "'static") return RegionNames::for_static;
  const auto found = env_.lifetimes.find(lifetime.ident.name);
  return found == env_.lifetimes.end() ? std::nullopt : std::optional(found->second);
}

/// What the parameter stands for lasts as long.
void Signature::outlives(std::uint32_t param, std::uint32_t shorter) {
  if (param >= env_.regions.size() || !env_.regions[param]) return;
  for (const std::uint32_t longer : *env_.regions[param]) relations_.add(longer, shorter, span_);
  relations_.add_params(env_.args[param], shorter, span_);
}

}  // namespace lower
