// The function's own signature, as its body knows it: which lifetimes its callers choose, and what may be
// taken for granted of them.

#include <algorithm>
#include <utility>

#include "lower/region_signature.h"

namespace lower {

using sema::TyKind;

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
    find_captured(item->decl);
    know_hidden(item->decl, locals[0]);
    out_.has_self = item->decl.self_param.has_value();
    know_universals(params);
    know_generics(item->decl.generics);
    know_impl_traits(item->decl);
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

  /// Up to edition 2021 a returned `impl Trait` holds only the lifetimes that its bounds name.
  void find_captured(const syntax::FnDecl& decl) {
    if (program_.edition != syntax::Edition::E2021 || !decl.output || def_.owner == sema::FnOwner::Trait || def_.owner == sema::FnOwner::TraitImpl) return;
    const auto* hidden = std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.output).kind);
    if (!hidden) return;
    std::vector<std::uint32_t> captured;
    for (const syntax::Bound& bound : hidden->bounds) {
      // What stands in the arguments of a trait may name more.
      if (bound.kind == syntax::Bound::Kind::Use || !is_plain(bound)) return;
      if (bound.kind != syntax::Bound::Kind::Lifetime) continue;
      const bool is_left_out = program_.names.text(bound.lifetime.ident.name) == "'_";
      const auto region = is_left_out ? signature_.env().elided : signature_.region_of(bound.lifetime);
      if (!region) return;
      captured.push_back(*region);
    }
    out_.captured = std::move(captured);
  }

  /// `-> impl Trait + 'a`: what is returned lasts as long.
  void know_hidden(const syntax::FnDecl& decl, const Typed& result) {
    const auto* hidden = decl.output ? std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.output).kind) : nullptr;
    if (!hidden) return;
    for (const syntax::Bound& bound : hidden->bounds) {
      const auto region = bound.kind == syntax::Bound::Kind::Lifetime ? signature_.region_of(bound.lifetime) : std::nullopt;
      if (!region) continue;
      for (const std::uint32_t longer : result.regions)
        if (longer != *region) out_.outlives.push_back({longer, *region, bound.span, mir::Outlives::Asker::Assignment});
    }
  }

  /// A bound by a trait with no lifetimes and no types but numbers and the like: `Iterator<Item = u8>`.
  bool is_plain(const syntax::Bound& bound) const {
    if (bound.kind == syntax::Bound::Kind::Lifetime) return true;
    for (const syntax::PathSegment& segment : bound.trait_path.segments) {
      if (!segment.generic_args) continue;
      const syntax::GenericArgs& args = program_.ast.generic_args.at(segment.generic_args);
      if (args.is_parenthesized) continue;   // its lifetimes are its own
      for (const syntax::GenericArg& arg : args.args) {
        const auto* path = arg.type ? std::get_if<syntax::PathType>(&program_.ast.types.at(arg.type).kind) : nullptr;
        if (!path || path->path.self_type || path->path.segments.size() != 1 || path->path.segments[0].generic_args) return false;
      }
    }
    return true;
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

  void know_bounds(NameId name, bool is_lifetime, const std::vector<syntax::Bound>& bounds) {
    const auto longer = is_lifetime ? signature_.region_of({{name, {}, {}}}) : std::nullopt;
    for (const syntax::Bound& bound : bounds) {
      if (bound.kind != syntax::Bound::Kind::Lifetime) continue;
      const auto shorter = signature_.region_of(bound.lifetime);
      if (!shorter) continue;
      if (longer) out_.known.emplace_back(*longer, *shorter);
      if (!is_lifetime) out_.known_params.emplace_back(std::string(program_.names.text(name)), *shorter);
    }
  }

  /// `'a: 'b` and `T: 'a`, as a bound or in a `where`.
  void know_generics(const syntax::Generics& generics) {
    for (const syntax::GenericParam& param : generics.params)
      know_bounds(param.name.name, param.kind == syntax::GenericParam::Kind::Lifetime, param.bounds);
    for (const syntax::WherePredicate& predicate : generics.predicates) {
      if (!predicate.type) {
        know_bounds(predicate.lifetime.ident.name, true, predicate.bounds);
        continue;
      }
      const auto* path = std::get_if<syntax::PathType>(&program_.ast.types.at(predicate.type).kind);
      if (path && !path->path.self_type && path->path.segments.size() == 1) know_bounds(path->path.segments[0].ident.name, false, predicate.bounds);
    }
  }

  /// `x: impl Trait + 'a`.
  void know_impl_traits(const syntax::FnDecl& decl) {
    const std::size_t first = decl.self_param ? 1 : 0;
    for (std::size_t i = first; i < def_.params.size() && i - first < decl.params.size(); ++i) {
      const auto* hidden = std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(decl.params[i - first].type).kind);
      const sema::Ty ty = names_.types().ty(def_.params[i]);
      if (hidden && ty.kind == TyKind::Param) know_bounds(ty.name, false, hidden->bounds);
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
