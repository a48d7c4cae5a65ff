// An impl against its trait: what is missing, what is too much, what has another signature.

#include <algorithm>

#include "base/text.h"
#include "sema/generics.h"
#include "sema/item_checks.h"
#include "sema/solver.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

namespace {

class ImplCheck {
 public:
  ImplCheck(Program& program, ImplId id, bool is_broken)
      : program_(program), is_broken_(is_broken), impl_(program.impls.at(id)),
        trait_(program.traits.at(impl_.trait_ref.trait)),
        item_(std::get<syntax::ImplItem>(program.ast.items.at(impl_.item).kind)) {}

  void run() {
    check_safety();
    if (impl_.is_negative) return;
    if (!is_broken_) check_missing();
    for (syntax::ItemId member : item_.items) {
      const syntax::Item& node = program_.ast.items.at(member);
      if (const auto* fn = std::get_if<syntax::FnItem>(&node.kind)) check_fn(*fn, node.span);
      if (const auto* one = std::get_if<syntax::ConstItem>(&node.kind)) check_const(*one, node.span);
    }
  }

 private:
  std::string trait_name() { return quoted(program_.names.text(trait_.name)); }
  std::string text(NameId name) { return quoted(program_.names.text(name)); }

  void check_safety() {
    Span span = head_span(program_, impl_);
    if (impl_.is_negative) program_.diagnostics.add(Kind::UnstableFeature, span, "negative impls are unstable");
    if (impl_.is_negative && impl_.is_unsafe) program_.diagnostics.add(Kind::UnsafeNegativeImpl, span, "a negative impl cannot be unsafe");
    if (impl_.is_negative || impl_.is_unsafe == trait_.is_unsafe) return;
    if (impl_.is_unsafe) {
      program_.diagnostics.add(Kind::UnsafeImplOfSafe, span,
                               concat("implementing the trait ", trait_name(), " is not unsafe"));
    } else {
      program_.diagnostics.add(Kind::SafeImplOfUnsafe, span,
                               concat("the trait ", trait_name(), " needs an `unsafe impl`"));
    }
  }

  void check_missing() {
    std::vector<std::pair<std::string, Span>> missing;
    for (AssocTyId id : trait_.assoc_tys) {
      const AssocTyDef& def = program_.assoc_tys.at(id);
      if (!def.default_ty && !impl_.assoc_tys.count(id)) missing.emplace_back(text(def.name), def.span);
    }
    for (ConstId id : trait_.consts) {
      const ConstDef& def = program_.consts.at(id);
      if (!def.has_value && !impl_.consts.count(def.name)) missing.emplace_back(text(def.name), def.span);
    }
    for (FnId id : trait_.fns) {
      const FnDef& def = program_.fns.at(id);
      if (!def.has_body && !impl_.fns.count(def.name)) missing.emplace_back(text(def.name), def.name_span);
    }
    if (missing.empty()) return;
    std::string names;
    for (const auto& [name, span] : missing) names += (names.empty() ? "" : ", ") + name;
    diag::Diagnostic& said = program_.diagnostics.add(
        Kind::MissingTraitItem, head_span(program_, impl_),
        concat("not all items of trait ", trait_name(), " are implemented, missing: ", names));
    for (const auto& [name, span] : missing) {
      if (span.file == said.span.file) said.label(span, concat(name, " is declared here"));
    }
  }

  void check_const(const syntax::ConstItem& item, Span span) {
    for (ConstId id : trait_.consts) {
      if (program_.consts.at(id).name == item.name.name) return;
    }
    program_.diagnostics.add(has_trait_member(program_, impl_.trait_ref.trait, item.name.name) ? Kind::ConstForOther : Kind::NotATraitConst, span,
                             concat("const ", text(item.name.name), " is not a member of trait ",
                                    trait_name()));
  }

  void check_fn(const syntax::FnItem& item, Span span) {
    const syntax::FnDecl& decl = item.decl;
    FnId declared;
    for (FnId id : trait_.fns) {
      if (program_.fns.at(id).name == decl.name.name) declared = id;
    }
    if (!declared) {
      std::vector<std::string_view> names;
      for (FnId id : trait_.fns) names.push_back(program_.names.text(program_.fns.at(id).name));
      diag::Diagnostic& said = program_.diagnostics.add(
          has_trait_member(program_, impl_.trait_ref.trait, decl.name.name) ? Kind::MethodForOther : Kind::NotATraitMethod, span,
          concat("method ", text(decl.name.name), " is not a member of trait ", trait_name()));
      std::string_view near = nearest_word(program_.names.text(decl.name.name), names);
      if (!near.empty()) said.with_help(concat("there is a method with a similar name: ", quoted(near)));
      return;
    }
    auto found = impl_.fns.find(decl.name.name);
    if (found == impl_.fns.end() || is_broken_ || lacks_lifetime(span)) return;
    const FnDef wanted = program_.fns.at(declared);
    const FnDef given = program_.fns.at(found->second);
    if (given.has_self && !wanted.has_self) {
      program_.diagnostics
          .add(Kind::ImplWithSelf, given.span,
               concat("method ", text(given.name), " takes `self`, but its trait declares none"))
          .label(wanted.name_span, "declared here");
      return;
    }
    if (!given.has_self && wanted.has_self) {
      program_.diagnostics
          .add(Kind::ImplWithoutSelf, given.span,
               concat("method ", text(given.name), " takes no `self`, but its trait declares one"))
          .label(wanted.name_span, "declared here");
      return;
    }
    std::size_t wanted_own = wanted.generics.params.size() - wanted.generics.parent_count;
    std::size_t given_own = given.generics.params.size() - given.generics.parent_count;
    if (wanted_own != given_own) {
      program_.diagnostics
          .add(Kind::ImplGenericCount, given.name_span,
               concat("method ", text(given.name), " has ", given_own,
                      " generic parameters, but its trait declares ", wanted_own))
          .label(wanted.name_span, "declared here");
      return;
    }
    if (given.params.size() != wanted.params.size()) {
      Span at = decl.params.empty() ? given.name_span : program_.ast.types.at(decl.params[0].type).span;
      program_.diagnostics
          .add(Kind::ImplParamCount, at,
               concat("method ", text(given.name), " has ", given.params.size(),
                      " parameters, but its trait declares ", wanted.params.size()))
          .label(wanted.name_span, "declared here");
      return;
    }
    if (!check_impl_traits(decl, given, wanted)) return;
    check_types(decl, given, wanted);
  }

  /// Of a signature in which a lifetime is missing nothing else is told.
  bool lacks_lifetime(Span item) const {
    const auto& all = program_.diagnostics.all();
    return std::any_of(all.begin(), all.end(), [&](const diag::Diagnostic& said) {
      return said.kind == Kind::MissingLifetime && said.span.file == item.file && item.begin <= said.span.begin && said.span.end <= item.end;
    });
  }

  /// What is `impl Trait` in one signature is so in the other.
  bool check_impl_traits(const syntax::FnDecl& decl, const FnDef& given, const FnDef& wanted) {
    for (std::size_t i = given.generics.parent_count; i < given.generics.params.size(); ++i) {
      const GenericParamDef& own = given.generics.params[i];
      if (own.is_impl_trait == wanted.generics.params[wanted.generics.parent_count + i - given.generics.parent_count].is_impl_trait) continue;
      Span at = given.name_span;
      for (const syntax::GenericParam& param : decl.generics.params)
        if (!own.is_impl_trait && param.name.name == own.name) at = param.name.span;
      program_.diagnostics
          .add(Kind::ImplTraitParam, at,
               concat("method ", text(given.name), own.is_impl_trait ? " takes `impl Trait` where its trait has a type parameter" : " has a type parameter where its trait takes `impl Trait`"))
          .label(wanted.name_span, "declared here");
      return false;
    }
    return true;
  }

  /// The signatures, with the trait's parameters as the impl gives them.
  void check_types(const syntax::FnDecl& decl, const FnDef& given, const FnDef& wanted) {
    TyStore& types = program_.types;
    Args args = impl_.trait_ref.args;
    for (std::size_t i = given.generics.parent_count; i < given.generics.params.size(); ++i) {
      args.push_back(types.param(static_cast<std::uint32_t>(i), given.generics.params[i].name));
    }
    InferTable table(types);
    Solver solver(program_, table, elaborate(program_, given.generics.predicates));
    auto agrees = [&](TyId found, TyId declared) {
      declared = substitute(types, declared, args);
      if (types.flags(found).has_error || types.flags(declared).has_error) return true;
      found = table.resolve(solver.normalize(found, given.name_span));
      declared = table.resolve(solver.normalize(declared, given.name_span));
      // What an `impl Trait` hides is known when the body is checked.
      if (types.flags(found).has_opaque || types.flags(declared).has_opaque) return true;
      return table.try_unify(found, declared);
    };
    auto refuse = [&](Span span, TyId found, TyId declared) {
      program_.diagnostics
          .add(Kind::ImplMethodType, span,
               concat("method ", text(given.name), " does not have the types its trait declares: expected ",
                      quoted(type_name(program_, substitute(types, declared, args))), ", found ",
                      quoted(type_name(program_, found))))
          .label(wanted.name_span, "declared here");
    };
    for (std::size_t i = 0; i < given.params.size(); ++i) {
      if (agrees(given.params[i], wanted.params[i])) continue;
      std::size_t written = i - (given.has_self ? 1 : 0);
      Span at = given.has_self && i == 0 ? decl.self_param->ident.span
                                         : program_.ast.types.at(decl.params[written].type).span;
      refuse(at, given.params[i], wanted.params[i]);
      return;
    }
    if (!agrees(given.output, wanted.output)) {
      Span at = decl.output ? program_.ast.types.at(decl.output).span : given.name_span;
      refuse(at, given.output, wanted.output);
    }
  }

  Program& program_;
  const bool is_broken_;     // some impl of the trait must not be: nothing is asked of any
  const ImplDef impl_;       // copies: checking interns types and may add definitions
  const TraitDef trait_;
  const syntax::ImplItem& item_;
};

}  // namespace

void check_impl_members(Program& program, ImplId id, const std::vector<TraitId>& broken) {
  const ImplDef& impl = program.impls.at(id);
  if (!impl.is_trait_impl || !impl.trait_ref.trait) return;
  const bool is_broken = std::find(broken.begin(), broken.end(), impl.trait_ref.trait) != broken.end();
  ImplCheck(program, id, is_broken).run();
}

}  // namespace sema
