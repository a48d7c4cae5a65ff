#include "sema/generics.h"

#include <algorithm>

#include "base/text.h"

namespace sema {

using diag::Kind;

namespace {

/// What a const parameter can be on stable Rust: a number, a `bool` or a `char`.
void check_const_type(Program& program, TyId id, Span span) {
  const TyKind kind = program.types[id].kind;
  if (kind == TyKind::Int || kind == TyKind::Bool || kind == TyKind::Char || kind == TyKind::Error || !program.sources.is_user(span)) return;
  program.diagnostics.add(Kind::OtherError, span, concat(quoted(type_name(program, id)), " cannot be the type of a const parameter"))
      .with_help("it can be an integer, `bool` or `char`");
}

}  // namespace

void declare_params(Program& program, const ItemScope& owner, const syntax::Generics& syntax,
                    Generics& generics) {
  std::unordered_map<NameId, Span> seen;
  const auto is_lifetime = [](const syntax::GenericParam& each) { return each.kind == syntax::GenericParam::Kind::Lifetime; };
  const auto late = std::find_if(std::find_if_not(syntax.params.begin(), syntax.params.end(), is_lifetime), syntax.params.end(), is_lifetime);
  if (late != syntax.params.end()) program.diagnostics.add(Kind::OtherError, late->name.span, "lifetime parameters stand before those of types and constants");
  for (const syntax::GenericParam& param : syntax.params) {
    auto [first, is_new] = seen.emplace(param.name.name, param.name.span);
    if (!is_new) {
      program.diagnostics
          .add(Kind::DuplicateParam, param.name.span,
               concat("the name ", quoted(program.names.text(param.name.name)),
                      " is already that of another generic parameter"))
          .label(first->second, "first used here");
    }
    if (param.kind == syntax::GenericParam::Kind::Lifetime) continue;
    GenericParamDef def;
    def.name = param.name.name;
    def.is_const = param.kind == syntax::GenericParam::Kind::Const;
    if (def.is_const) def.const_type = lower_type(program, owner, param.const_type, nullptr);
    if (def.is_const && program.types.flags(def.const_type).has_param) {
      program.diagnostics.add(Kind::ConstParamType, program.ast.types.at(param.const_type).span, "the type of a const parameter cannot depend on a generic parameter");
      def.const_type = program.types.error_;
    }
    if (def.is_const) check_const_type(program, def.const_type, program.ast.types.at(param.const_type).span);
    for (const syntax::Bound& bound : param.bounds) def.is_sized = def.is_sized && !bound.is_maybe;
    generics.params.push_back(def);
  }
}

Args identity_args(TyStore& types, const Generics& generics) {
  Args args;
  for (std::uint32_t i = 0; i < generics.params.size(); ++i) {
    args.push_back(types.param(i, generics.params[i].name));
  }
  return args;
}

namespace {

class ImplTraitFinder {
 public:
  ImplTraitFinder(Program& program, Generics& generics, ImplTraitParams& found)
      : program_(program), generics_(generics), found_(found) {}

  void look_at(syntax::TypeId id) {
    if (!id) return;
    const syntax::Type& node = program_.ast.types.at(id);
    if (const auto* impl = std::get_if<syntax::ImplTraitType>(&node.kind)) {
      GenericParamDef def;
      def.name = program_.names.intern("impl Trait");
      def.is_impl_trait = true;
      for (const syntax::Bound& bound : impl->bounds) def.is_sized = def.is_sized && !bound.is_maybe;
      TyId param = program_.types.param(static_cast<std::uint32_t>(generics_.params.size()), def.name);
      generics_.params.push_back(def);
      found_.params.emplace(id, param);
      found_.in_order.emplace_back(id, param);
      for (const syntax::Bound& bound : impl->bounds) look_at_path(bound.trait_path);
    } else if (const auto* path = std::get_if<syntax::PathType>(&node.kind)) {
      look_at(path->path.self_type);
      look_at_path(path->path);
    } else if (const auto* ref = std::get_if<syntax::RefType>(&node.kind)) {
      look_at(ref->inner);
    } else if (const auto* pointer = std::get_if<syntax::RawPtrType>(&node.kind)) {
      look_at(pointer->inner);
    } else if (const auto* slice = std::get_if<syntax::SliceType>(&node.kind)) {
      look_at(slice->element);
    } else if (const auto* array = std::get_if<syntax::ArrayType>(&node.kind)) {
      look_at(array->element);
    } else if (const auto* tuple = std::get_if<syntax::TupleType>(&node.kind)) {
      for (syntax::TypeId element : tuple->elements) look_at(element);
    } else if (const auto* dyn = std::get_if<syntax::DynTraitType>(&node.kind)) {
      for (const syntax::Bound& bound : dyn->bounds) look_at_path(bound.trait_path);
    }
  }

 private:
  void look_at_path(const syntax::Path& path) {
    for (const syntax::PathSegment& segment : path.segments) {
      if (!segment.generic_args) continue;
      const syntax::GenericArgs& args = program_.ast.generic_args.at(segment.generic_args);
      if (args.is_parenthesized) continue;
      for (const syntax::GenericArg& arg : args.args) {
        if (arg.type) look_at(arg.type);
      }
    }
  }

  Program& program_;
  Generics& generics_;
  ImplTraitParams& found_;
};

}  // namespace

ImplTraitParams declare_impl_trait_params(Program& program, const syntax::FnDecl& decl,
                                          Generics& generics) {
  ImplTraitParams found;
  ImplTraitFinder finder(program, generics, found);
  for (const syntax::Param& param : decl.params) finder.look_at(param.type);
  return found;
}

void settle(Program& program, std::vector<std::function<void()>> steps) {
  while (!steps.empty()) {
    std::vector<std::function<void()>> failed;
    for (std::function<void()>& step : steps) {
      std::size_t before = program.diagnostics.size();
      step();
      if (program.diagnostics.size() == before) continue;
      program.diagnostics.truncate(before);
      failed.push_back(std::move(step));
    }
    bool is_stuck = failed.size() == steps.size();
    steps = std::move(failed);
    if (!is_stuck) continue;
    for (std::function<void()>& step : steps) step();
    return;
  }
}

namespace {

/// Where an item's own parameters start: a trait's after Self, a method's after those around it.
std::size_t first_own(const Generics& generics, const syntax::Generics& syntax) {
  std::size_t own = 0;
  for (const syntax::GenericParam& param : syntax.params) {
    own += param.kind != syntax::GenericParam::Kind::Lifetime;
  }
  for (const GenericParamDef& param : generics.params) own += param.is_impl_trait;
  return generics.params.size() - own;
}

}  // namespace

namespace {

/// Whether the type names a parameter of this number, or a later one.
bool names_from(const TyStore& types, TyId id, std::size_t first) {
  const Ty ty = types[id];
  if (ty.kind == TyKind::Param) return ty.index >= first;
  return std::any_of(ty.args.begin(), ty.args.end(), [&](TyId arg) { return names_from(types, arg, first); });
}

}  // namespace

void lower_defaults(Program& program, const ItemScope& scope, const syntax::Generics& syntax,
                    Generics& generics) {
  std::size_t at = first_own(generics, syntax);
  TypeLowering lowering(program, scope, nullptr);
  for (const syntax::GenericParam& param : syntax.params) {
    if (param.kind == syntax::GenericParam::Kind::Lifetime) continue;
    GenericParamDef& def = generics.params[at++];
    if (param.default_type) def.default_type = lowering.type(param.default_type);
    if (param.default_type && names_from(program.types, def.default_type, at - 1)) {
      program.diagnostics.add(Kind::ForwardDefault, program.ast.types.at(param.default_type).span, "the default of a parameter can only name those before it");
      def.default_type = program.types.error_;
    }
    if (param.const_default) {
      def.default_type = lowering.constant(param.const_default, def.const_type);
    }
  }
}

void lower_predicates(Program& program, ItemScope& scope, const syntax::Generics& syntax,
                      const ImplTraitParams* impl_traits,
                      std::vector<std::function<void()>> beside) {
  TypeLowering lowering(program, scope, nullptr);
  if (impl_traits) {
    lowering.impl_trait = {ImplTraitPlace::Kind::Parameter, &impl_traits->params, {}};
  }
  Generics& generics = scope.generics;
  TraitId sized = program.lang.trait("sized");
  std::size_t first = first_own(generics, syntax);
  std::vector<std::function<void()>> steps = std::move(beside);
  // A bound is looked at with those that came before it: what it adds is added when it is known.
  auto add_bounds = [&](TyId subject, const std::vector<syntax::Bound>& bounds) {
    for (const syntax::Bound& bound : bounds) {
      steps.push_back([&program, &lowering, &generics, &bound, subject] {
        std::size_t mistakes = program.diagnostics.size();
        std::vector<Predicate> added;
        lowering.bound(bound, subject, added);
        if (program.diagnostics.size() != mistakes) return;
        for (Predicate& predicate : added) generics.predicates.push_back(std::move(predicate));
      });
    }
  };

  // `where T: ?Sized` speaks of a parameter as its own bound would.
  auto relax = [&](const syntax::WherePredicate& where) {
    const auto* path = std::get_if<syntax::PathType>(&program.ast.types.at(where.type).kind);
    if (!path || path->path.self_type || path->path.segments.size() != 1) return;
    for (std::size_t i = first; i < generics.params.size(); ++i) {
      if (generics.params[i].name != path->path.segments[0].ident.name) continue;
      for (const syntax::Bound& bound : where.bounds) {
        generics.params[i].is_sized = generics.params[i].is_sized && !bound.is_maybe;
      }
    }
  };
  for (const syntax::WherePredicate& where : syntax.predicates) {
    if (where.type) relax(where);
  }

  std::size_t at = first;
  auto add_sized = [&](std::size_t index, Span span) {
    const GenericParamDef& def = generics.params[index];
    if (def.is_const || !def.is_sized || !sized) return;
    Predicate implied;
    implied.trait_ref = {sized, {program.types.param(static_cast<std::uint32_t>(index), def.name)}};
    implied.span = span;
    generics.predicates.push_back(std::move(implied));
  };
  for (const syntax::GenericParam& param : syntax.params) {
    if (param.kind == syntax::GenericParam::Kind::Lifetime) continue;
    add_sized(at, param.name.span);
    add_bounds(program.types.param(static_cast<std::uint32_t>(at), param.name.name), param.bounds);
    ++at;
  }
  if (impl_traits) {
    for (const auto& [type, param] : impl_traits->in_order) {
      const syntax::Type& node = program.ast.types.at(type);
      add_sized(program.types[param].index, node.span);
      add_bounds(param, std::get<syntax::ImplTraitType>(node.kind).bounds);
    }
  }
  for (const syntax::WherePredicate& where : syntax.predicates) {
    if (!where.type) continue;
    steps.push_back([&program, &lowering, &generics, &where] {
      std::size_t mistakes = program.diagnostics.size();
      std::vector<Predicate> added;
      TyId subject = lowering.type(where.type);
      for (const syntax::Bound& bound : where.bounds) lowering.bound(bound, subject, added);
      if (program.diagnostics.size() != mistakes) return;
      for (Predicate& predicate : added) generics.predicates.push_back(std::move(predicate));
    });
  }
  settle(program, std::move(steps));
}

}  // namespace sema
