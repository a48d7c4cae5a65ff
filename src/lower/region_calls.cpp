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

namespace {

class Signature {
 public:
  Signature(RegionNames& names, Relations& relations, const sema::Ty& callee, Span span)
      : names_(names), relations_(relations), program_(names.types().program()), def_(program_.fns.at(callee.fn())), span_(span) {
    env_.args = callee.args;
    for (const sema::TyId arg : callee.args) env_.regions.emplace_back(names_.fresh_for(arg));
  }

  void relate(const std::vector<std::optional<Typed>>& arguments, const Typed& result) {
    const auto* item = std::get_if<syntax::FnItem>(&program_.ast.items.at(def_.item).kind);
    if (!item || def_.params.size() != arguments.size()) return;
    know_self();
    const syntax::FnDecl& decl = item->decl;
    std::vector<Regions> wanted;
    std::size_t at = 0;
    std::optional<std::uint32_t> of_self;
    bool is_elided_by_self = false;
    if (decl.self_param) {
      wanted.push_back(self_regions(*decl.self_param, of_self));
      is_elided_by_self = of_self.has_value();
      ++at;
    }
    for (const syntax::Param& param : decl.params) {
      if (at >= def_.params.size()) return;
      wanted.push_back(names_.instantiate(def_.params[at], param.type, concrete(def_.params[at]), env_));
      ++at;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!arguments[i]) continue;
      const Typed into{concrete(def_.params[i]), wanted[i]};
      if (into.regions.size() == arguments[i]->regions.size()) relations_.relate(*arguments[i], into, span_);
    }
    know_bounds(decl.generics);
    if (def_.is_async || result.regions.empty()) return;
    env_.elided = elided_in_result(is_elided_by_self, of_self);
    const sema::TyId output = concrete(def_.output);
    const Typed given{output, names_.instantiate(def_.output, decl.output, output, env_)};
    relations_.relate(given, result, span_);
  }

 private:
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
  std::optional<std::uint32_t> elided_in_result(bool is_by_self, const std::optional<std::uint32_t>& of_self) {
    if (is_by_self) return of_self;
    Regions inputs = env_.inputs;
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    if (env_.is_plain && inputs.size() == 1) return inputs.front();
    return std::nullopt;
  }

  // ---- Bounds

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
    }
  }

  RegionNames& names_;
  Relations& relations_;
  sema::Program& program_;
  const sema::FnDef& def_;
  Span span_;
  RegionEnv env_;
};

}  // namespace

void relate_call(RegionNames& names, Relations& relations, sema::TyId callee_id,
                 const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span) {
  const sema::Ty callee = names.types().ty(callee_id);
  if (callee.kind == TyKind::FnDef) Signature(names, relations, callee, span).relate(arguments, result);
}

}  // namespace lower
