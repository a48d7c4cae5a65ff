#include "lower/region_calls.h"

#include <algorithm>
#include <utility>

namespace lower {

using sema::TyKind;

void Relations::relate_parts(const Regions& from, const Typed& into, std::size_t begin, Span span) {
  const std::vector<Variance>& variances = names_.types().variances(into.ty);
  if (variances.size() != into.regions.size() || from.size() + begin != into.regions.size()) return;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::uint32_t to = into.regions[begin + i];
    switch (variances[begin + i]) {
      case Variance::Unrelated: break;
      case Variance::Bound:
      case Variance::Covariant: add(from[i], to, span); break;
      case Variance::Contravariant: add(to, from[i], span); break;
      case Variance::Invariant:
        add(from[i], to, span);
        add(to, from[i], span);
        break;
    }
  }
}

void Relations::add_params(sema::TyId ty, std::uint32_t shorter, Span span) {
  for (const NameId name : names_.types().params_in(ty))
    out_.params.push_back({std::string(names_.types().program().names.text(name)), shorter, {shorter, shorter, span, asker}});
}

namespace {

class Signature {
 public:
  Signature(RegionNames& names, Relations& relations, sema::FnId fn, const sema::Args& args, Span span)
      : names_(names), relations_(relations), program_(names.types().program()), def_(program_.fns.at(fn)), span_(span) {
    env_.args = args;
    for (const sema::TyId arg : args) env_.regions.emplace_back(names_.fresh_for(arg));
  }

  /// The regions that the arguments must have.
  std::vector<Regions> wanted_arguments(const syntax::FnDecl& decl) {
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

  /// Those of the result. The arguments come first.
  Regions given_result(const syntax::FnDecl& decl) {
    env_.elided = elided_in_result();
    return names_.instantiate(def_.output, decl.output, concrete(def_.output), env_);
  }

  void relate(const std::vector<std::optional<Typed>>& arguments, const Typed& result) {
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
    know_impls();
    if (result.regions.empty()) return;
    if (def_.is_async) return keep(wanted, result);
    relations_.relate({concrete(def_.output), given_result(decl)}, result, span_);
  }

  const RegionEnv& env() const { return env_; }

 private:
  /// The future of an async function holds the arguments, in order.
  void keep(const std::vector<Regions>& wanted, const Typed& future) {
    Regions all;
    for (const Regions& each : wanted) all.insert(all.end(), each.begin(), each.end());
    relations_.relate_parts(all, future, 0, span_);
  }

  sema::TyId concrete(sema::TyId declared) { return names_.types().mono().normalize(declared, env_.args); }

  /// What `Self` is in the signature, and how the impl around writes it.
  void know_self() {
    if (!def_.impl) return;
    const sema::ImplDef& impl = program_.impls.at(def_.impl);
    const auto* item = std::get_if<syntax::ImplItem>(&program_.ast.items.at(impl.item).kind);
    if (!item) return;
    env_.self_declared = impl.self_ty;
    env_.self_syntax = item->self_type;
  }

  Regions self_regions(const syntax::SelfParam& self, std::optional<std::uint32_t>& of_self) {
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
  std::optional<std::uint32_t> elided_in_result() {
    if (of_self_) return of_self_;
    Regions inputs = env_.inputs;
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    if (env_.is_plain && inputs.size() == 1) return inputs.front();
    return std::nullopt;
  }

  // ---- Bounds

  /// What the impls say of their arguments: in `Vec<T>: FromIterator<T>` both T are the same.
  void know_impls() {
    RegionEnv env = env_;
    names_.bind_outputs(def_.generics.predicates, env);
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

  void know_bounds(const syntax::Generics& generics) {
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

  /// `'a: 'b`, `T: 'a`.
  void know_bound(NameId name, bool is_lifetime, const syntax::Bound& bound) {
    if (bound.kind != syntax::Bound::Kind::Lifetime) return;
    std::uint32_t shorter = RegionNames::for_static;
    if (program_.names.text(bound.lifetime.ident.name) != "'static") {
      const auto found = env_.lifetimes.find(bound.lifetime.ident.name);
      if (found == env_.lifetimes.end()) return;
      shorter = found->second;
    }
    if (is_lifetime) {
      const auto longer = env_.lifetimes.find(name);
      if (longer != env_.lifetimes.end()) relations_.add(longer->second, shorter, span_);
      return;
    }
    for (std::size_t i = 0; i < def_.generics.params.size() && i < env_.regions.size(); ++i) {
      if (def_.generics.params[i].name != name || !env_.regions[i]) continue;
      for (const std::uint32_t longer : *env_.regions[i]) relations_.add(longer, shorter, span_);
      relations_.add_params(env_.args[i], shorter, span_);
    }
  }

  RegionNames& names_;
  Relations& relations_;
  sema::Program& program_;
  const sema::FnDef& def_;
  Span span_;
  RegionEnv env_;
  std::optional<std::uint32_t> of_self_;   // of `&self`
};

}  // namespace

void relate_call(RegionNames& names, Relations& relations, sema::TyId callee_id,
                 const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span) {
  const sema::Ty callee = names.types().ty(callee_id);
  relations.asker = mir::Outlives::Asker::Call;
  if (callee.kind == TyKind::FnDef) Signature(names, relations, callee.fn(), callee.args, span).relate(arguments, result);
}

// ---- The function's own

namespace {

class OwnSignature {
 public:
  OwnSignature(RegionNames& names, mir::RegionFacts& out, sema::FnId fn, const sema::Args& args)
      : names_(names), out_(out), program_(names.types().program()), def_(program_.fns.at(fn)), relations_(names, unused_),
        signature_(names, relations_, fn, args, def_.span) {}

  void find(sema::FnId fn, std::vector<Typed>& locals) {
    const auto* item = std::get_if<syntax::FnItem>(&program_.ast.items.at(def_.item).kind);
    if (!item || def_.is_async) return;
    out_.has_signature = true;
    const std::vector<Regions> params = signature_.wanted_arguments(item->decl);
    for (std::uint32_t i = 0; i < params.size() && i + 1 < locals.size(); ++i) put(params[i], locals[i + 1]);
    put(signature_.given_result(item->decl), locals[0]);
    out_.has_self = item->decl.self_param.has_value();
    know_universals(params);
    know_generics(item->decl.generics);
    know_static_params(fn);
    if (def_.impl) {
      const sema::ImplDef& impl = program_.impls.at(def_.impl);
      out_.is_of_trait_impl = impl.is_trait_impl;
      const auto* around = std::get_if<syntax::ImplItem>(&program_.ast.items.at(impl.item).kind);
      if (around) know_generics(around->generics);
      if (around)
        for (const syntax::GenericParam& param : around->generics.params)
          for (mir::Universal& each : out_.universals) each.is_of_impl |= each.name == program_.names.text(param.name.name);
    }
    for (std::uint32_t i = 0; i <= params.size() && i < locals.size(); ++i) imply(locals[i].ty, locals[i].regions, 0);
  }

 private:
  static constexpr int deepest_field = 4;

  void put(const Regions& regions, Typed& local) {
    if (regions.size() == local.regions.size()) local.regions = regions;
  }

  void know_universals(const std::vector<Regions>& params) {
    const RegionEnv& env = signature_.env();
    std::vector<std::uint32_t> seen;
    const auto is_new = [&](std::uint32_t region) {
      if (region == RegionNames::for_static || std::find(seen.begin(), seen.end(), region) != seen.end()) return false;
      seen.push_back(region);
      return true;
    };
    for (const auto& [name, region] : env.lifetimes)
      if (is_new(region)) out_.universals.push_back({region, std::string(program_.names.text(name)), {}, false});
    for (std::uint32_t i = 0; i < params.size(); ++i)
      for (const std::uint32_t region : params[i]) {
        const bool is_known = std::find(env.inputs.begin(), env.inputs.end(), region) != env.inputs.end() ||
                              (i == 0 && out_.has_self && region == params[0][0] && names_.types().ty(def_.params[0]).kind == TyKind::Ref);
        if (is_known && is_new(region)) out_.universals.push_back({region, {}, mir::LocalId(i + 1), false});
      }
  }

  std::optional<std::uint32_t> region_of(const syntax::Lifetime& lifetime) const {
    if (program_.names.text(lifetime.ident.name) == "'static") return RegionNames::for_static;
    const auto found = signature_.env().lifetimes.find(lifetime.ident.name);
    if (found == signature_.env().lifetimes.end()) return std::nullopt;
    return found->second;
  }

  void know_bounds(const syntax::Ident& of, bool is_lifetime, const std::vector<syntax::Bound>& bounds) {
    const auto longer = is_lifetime ? region_of({of}) : std::nullopt;
    for (const syntax::Bound& bound : bounds) {
      if (bound.kind != syntax::Bound::Kind::Lifetime) continue;
      const auto shorter = region_of(bound.lifetime);
      if (!shorter) continue;
      if (longer) out_.known.emplace_back(*longer, *shorter);
      if (!is_lifetime) out_.known_params.emplace_back(std::string(program_.names.text(of.name)), *shorter);
    }
  }

  /// `'a: 'b` and `T: 'a`, as a bound or in a `where`.
  void know_generics(const syntax::Generics& generics) {
    for (const syntax::GenericParam& param : generics.params)
      know_bounds(param.name, param.kind == syntax::GenericParam::Kind::Lifetime, param.bounds);
    for (const syntax::WherePredicate& predicate : generics.predicates) {
      if (!predicate.type) {
        know_bounds(predicate.lifetime.ident, true, predicate.bounds);
        continue;
      }
      const auto* path = std::get_if<syntax::PathType>(&program_.ast.types.at(predicate.type).kind);
      if (path && !path->path.self_type && path->path.segments.size() == 1) know_bounds(path->path.segments[0].ident, false, predicate.bounds);
    }
  }

  /// What the bounds of the parameters say in any other way: `T: Any` and the like.
  void know_static_params(sema::FnId fn) {
    const sema::Generics& generics = program_.fn_scopes.at(fn).generics;
    for (const sema::Predicate& predicate : generics.predicates) {
      const bool is_static = predicate.kind == sema::Predicate::Kind::OutlivesStatic;
      const bool asks_static = predicate.kind == sema::Predicate::Kind::Trait && asks_for_static(predicate.trait_ref.trait, 0);
      if (!is_static && !asks_static) continue;
      const sema::Ty of = names_.types().ty(is_static ? predicate.ty : predicate.trait_ref.args[0]);
      if (of.kind == TyKind::Param) out_.known_params.emplace_back(std::string(program_.names.text(generics.params[of.index].name)), RegionNames::for_static);
    }
  }

  /// The trait is only for what is 'static, or has a bound by a lifetime of its own.
  bool asks_for_static(sema::TraitId trait, int depth) const {
    for (const sema::Predicate& super : program_.traits.at(trait).generics.predicates) {
      if (super.kind == sema::Predicate::Kind::OutlivesStatic) return true;
      if (super.kind == sema::Predicate::Kind::Trait && super.trait_ref.trait != trait && depth < deepest_field && asks_for_static(super.trait_ref.trait, depth + 1)) return true;
    }
    return false;
  }

  /// What must hold for the type to be one: in `&'a &'b T`, 'b is the longer.
  void imply(sema::TyId id, const Regions& regions, int depth) {
    if (regions.empty() || depth > deepest_field || regions.size() != names_.types().count(id)) return;
    const sema::Ty of = names_.types().ty(id);
    const auto part = [&](std::size_t begin, sema::TyId ty) {
      const auto from = regions.begin() + static_cast<std::ptrdiff_t>(begin);
      imply(ty, Regions(from, from + static_cast<std::ptrdiff_t>(names_.types().count(ty))), depth + 1);
      return begin + names_.types().count(ty);
    };
    switch (of.kind) {
      case TyKind::Ref:
        for (std::size_t i = 1; i < regions.size(); ++i) out_.known.emplace_back(regions[i], regions[0]);
        for (const NameId param : names_.types().params_in(of.args[0])) out_.known_params.emplace_back(std::string(program_.names.text(param)), regions[0]);
        part(1, of.args[0]);
        break;
      case TyKind::RawPtr:
      case TyKind::Slice:
      case TyKind::Array: part(0, of.args[0]); break;
      case TyKind::Tuple: {
        std::size_t at = 0;
        for (const sema::TyId element : of.args) at = part(at, element);
        break;
      }
      case TyKind::Adt: imply_adt(id, of, regions, depth); break;
      default: break;
    }
  }

  void imply_adt(sema::TyId id, const sema::Ty& of, const Regions& regions, int depth) {
    const sema::AdtDef& def = program_.adts.at(of.adt());
    const std::vector<NameId>& lifetimes = names_.types().lifetimes_of(of.adt());
    std::size_t at = lifetimes.size();
    for (const sema::TyId arg : of.args) {
      const auto from = regions.begin() + static_cast<std::ptrdiff_t>(at);
      at += names_.types().count(arg);
      imply(arg, Regions(from, regions.begin() + static_cast<std::ptrdiff_t>(at)), depth + 1);
    }
    // Bounds between the type's own lifetimes are rarely written: where there are any, all may be taken for granted.
    if (has_bounds(def))
      for (const std::uint32_t longer : regions)
        for (std::size_t i = 0; i < lifetimes.size(); ++i) out_.known.emplace_back(longer, regions[i]);
    if (has_bounds(def))
      for (const NameId param : names_.types().params_in(id))
        for (std::size_t i = 0; i < lifetimes.size(); ++i) out_.known_params.emplace_back(std::string(program_.names.text(param)), regions[i]);
    for (std::uint32_t variant = 0; variant < def.variants.size(); ++variant) {
      for (std::uint32_t i = 0; i < def.variants[variant].fields.size(); ++i) {
        const sema::TyId field = names_.types().mono().normalize(def.variants[variant].fields[i].ty, of.args);
        imply(field, names_.field(id, variant, i, regions, field), depth + 1);
      }
    }
  }

  bool has_bounds(const sema::AdtDef& def) const {
    if (!def.item) return false;
    const syntax::Item& item = program_.ast.items.at(def.item);
    const syntax::Generics* generics = nullptr;
    if (const auto* of_struct = std::get_if<syntax::StructItem>(&item.kind)) generics = &of_struct->generics;
    if (const auto* of_enum = std::get_if<syntax::EnumItem>(&item.kind)) generics = &of_enum->generics;
    if (const auto* of_union = std::get_if<syntax::UnionItem>(&item.kind)) generics = &of_union->generics;
    if (!generics) return false;
    const auto names_lifetime = [](const std::vector<syntax::Bound>& bounds) {
      return std::any_of(bounds.begin(), bounds.end(), [](const syntax::Bound& each) { return each.kind == syntax::Bound::Kind::Lifetime; });
    };
    for (const syntax::GenericParam& param : generics->params)
      if (names_lifetime(param.bounds)) return true;
    for (const syntax::WherePredicate& predicate : generics->predicates)
      if (names_lifetime(predicate.bounds)) return true;
    return false;
  }

  RegionNames& names_;
  mir::RegionFacts& out_;
  mir::RegionFacts unused_;
  sema::Program& program_;
  const sema::FnDef& def_;
  Relations relations_;
  Signature signature_;
};

}  // namespace

void know_signature(RegionNames& names, mir::RegionFacts& out, sema::FnId fn, const sema::Args& args, std::vector<Typed>& locals) {
  OwnSignature(names, out, fn, args).find(fn, locals);
}

}  // namespace lower
