// Small rules for items: what `Drop` is implemented for, how an impl's methods and consts stand to
// their trait's, numbers of variants, parameters of `main`, names of inner parameters.

#include <algorithm>

#include "base/text.h"
#include "sema/generics.h"
#include "sema/item_checks.h"
#include "sema/solver.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

namespace {

class Rules {
 public:
  explicit Rules(Program& program) : program_(program) {}

  void run() {
    if (program_.main_fn) check_main_params(FnDef(program_.fns.at(program_.main_fn)));
    for (std::uint32_t i = program_.adts.frozen_count(); i < program_.adts.size(); ++i) check_numbers(AdtDef(program_.adts.at(AdtId(i))));
    for (std::uint32_t i = program_.fns.frozen_count(); i < program_.fns.size(); ++i) check_fn(FnDef(program_.fns.at(FnId(i))));
    for (std::uint32_t i = program_.impls.frozen_count(); i < program_.impls.size(); ++i) check_impl(ImplId(i));
  }

 private:
  std::string text(NameId name) const { return quoted(program_.names.text(name)); }

  const syntax::FnDecl* decl_of(const FnDef& def) const {
    if (!def.item) return nullptr;
    const auto* item = std::get_if<syntax::FnItem>(&program_.ast.items.at(def.item).kind);
    return item ? &item->decl : nullptr;
  }

  void check_main_params(const FnDef& main) {
    if (main.params.empty()) return;
    program_.diagnostics.add(Kind::MainParams, main.span, "`main` takes no parameters")
        .with_help("`std::env::args()` gives the arguments of the program");
  }

  // ---- Enums

  void check_numbers(const AdtDef& adt) {
    if (adt.kind != AdtKind::Enum || !adt.item) return;
    const syntax::Item& node = program_.ast.items.at(adt.item);
    const auto* item = std::get_if<syntax::EnumItem>(&node.kind);
    if (!item) return;
    for (const syntax::Attribute& attribute : node.attributes) {
      if (item->variants.empty() && attribute.name == "repr")
        program_.diagnostics.add(Kind::ReprOfEmptyEnum, attribute.span, "an enum without variants has no representation to choose");
    }
    bool has_number = false, has_fields = false, has_repr = false;
    for (const syntax::VariantDecl& variant : item->variants) {
      has_number |= static_cast<bool>(variant.discriminant);
      has_fields |= variant.fields.kind != syntax::FieldsKind::Unit;
    }
    for (const syntax::Attribute& attribute : node.attributes)
      has_repr |= attribute.name == "repr";
    if (has_number && has_fields && !has_repr)
      program_.diagnostics.add(Kind::NumberedFields, item->name.span, concat("variants of ", text(adt.name), " have numbers and others fields: its representation must be chosen"))
          .with_help("add `#[repr(u8)]` or the like");
  }

  // ---- Functions

  void check_fn(const FnDef& def) {
    const syntax::FnDecl* decl = decl_of(def);
    if (!decl || program_.expansions.user_span(def.span, program_.sources) != def.span) return;
    if (decl->is_const && (def.owner == FnOwner::Trait || def.owner == FnOwner::TraitImpl))
      program_.diagnostics.add(Kind::ConstTraitFn, decl->head_span, concat("functions of traits cannot be `const`, as ", text(def.name), " is"));
    if (!def.has_body) check_bodiless(def, *decl);
    check_receiver(def, *decl);
    const std::vector<GenericParamDef>& params = def.generics.params;
    for (std::size_t own = def.generics.parent_count; own < params.size(); ++own) {
      for (std::size_t outer = 0; outer < def.generics.parent_count; ++outer) {
        if (params[own].is_impl_trait || params[own].name != params[outer].name) continue;
        Span at = def.name_span;
        for (const syntax::GenericParam& param : decl->generics.params)
          if (param.name.name == params[own].name) at = param.name.span;
        program_.diagnostics.add(Kind::DuplicateParam, at, concat("the name ", text(params[own].name), " is already that of a parameter of the item around"));
      }
    }
  }

  /// `self` is a `Self`, or refers to one: by references, boxes, counted pointers and pins of them.
  void check_receiver(const FnDef& def, const syntax::FnDecl& decl) {
    if (!decl.self_param || decl.self_param->kind != syntax::SelfParam::Kind::Typed || def.params.empty()) return;
    TyId self;
    if (def.owner == FnOwner::Trait) self = program_.types.param(0, program_.names.find("Self"));
    else if (def.impl) self = program_.impls.at(def.impl).self_ty;
    for (TyId at = def.params[0]; self && at != self;) {
      const Ty ty = program_.types[at];
      if (ty.kind == TyKind::Error || ty.kind == TyKind::Projection || (ty.kind == TyKind::Param && def.owner == FnOwner::Trait && ty.index == 0)) return;
      const bool is_own_param = ty.kind == TyKind::Param && ty.index >= def.generics.parent_count;
      if (ty.kind == TyKind::Ref || (ty.kind == TyKind::Adt && is_receiver(ty.adt()))) {
        at = ty.args[0];
        continue;
      }
      program_.diagnostics.add(is_own_param && at == def.params[0] ? Kind::GenericReceiver : Kind::BadReceiver, program_.ast.types.at(decl.self_param->type).span,
                               concat("`self` cannot be of type ", quoted(type_name(program_, def.params[0]))))
          .with_help("it is `Self`, or a reference, `Box`, `Rc`, `Arc` or `Pin` of it");
      return;
    }
  }

  bool is_receiver(AdtId adt) const {
    const LangItems& lang = program_.lang;
    return program_.adts.at(adt).is_box || adt == lang.adt("Rc") || adt == lang.adt("Arc") || adt == lang.adt("pin");
  }

  /// Without a body a parameter has at most a name.
  void check_bodiless(const FnDef& def, const syntax::FnDecl& decl) {
    for (const syntax::Param& param : decl.params) {
      if (!param.pattern) continue;
      const syntax::Pat& pattern = program_.ast.pats.at(param.pattern);
      const auto* name = std::get_if<syntax::IdentPat>(&pattern.kind);
      if (std::holds_alternative<syntax::WildPat>(pattern.kind)) continue;
      const bool is_name = name && !name->by_ref && !name->subpattern;
      if (is_name && name->mutability == Mutability::Shared) continue;
      const Kind kind = def.owner != FnOwner::Trait ? Kind::ForeignPattern : is_name ? Kind::OtherError : Kind::PatternWithoutBody;
      program_.diagnostics.add(kind, pattern.span, concat("the function ", text(def.name), " has no body: its parameters are names, not patterns"));
    }
  }

  // ---- Impls

  void check_impl(ImplId id) {
    const ImplDef impl = program_.impls.at(id);
    if (!impl.is_trait_impl || !impl.trait_ref.trait || impl.is_negative || is_derived(program_, impl)) return;
    if (impl.trait_ref.trait == program_.lang.trait("drop")) check_drop(impl);
    const TraitDef trait = program_.traits.at(impl.trait_ref.trait);
    for (const ConstId wanted : trait.consts) {
      const auto given = impl.consts.find(program_.consts.at(wanted).name);
      if (given != impl.consts.end()) check_const(impl, ConstDef(program_.consts.at(wanted)), ConstDef(program_.consts.at(given->second)), id);
    }
    for (const FnId wanted : trait.fns) {
      const auto given = impl.fns.find(program_.fns.at(wanted).name);
      if (given != impl.fns.end()) check_method(impl, FnDef(program_.fns.at(wanted)), FnDef(program_.fns.at(given->second)));
    }
  }

  /// `impl Drop` is for all values of a type, not for those with certain arguments or bounds.
  void check_drop(const ImplDef& impl) {
    const Ty self = program_.types[impl.self_ty];
    if (self.kind != TyKind::Adt) return;
    const AdtDef adt = program_.adts.at(self.adt());
    std::vector<TyId> seen;
    for (const TyId arg : self.args) {
      const bool is_own = program_.types[arg].kind == TyKind::Param && std::find(seen.begin(), seen.end(), arg) == seen.end();
      seen.push_back(arg);
      if (is_own || program_.types.flags(arg).has_error) continue;
      program_.diagnostics.add(Kind::DropSpecialized, head_span_of(impl), concat("`Drop` must be for every ", text(adt.name), ", whatever its arguments"));
      return;
    }
    InferTable table(program_.types);
    std::vector<Predicate> known;
    for (const Predicate& each : adt.generics.predicates) known.push_back(substitute(program_.types, each, self.args));
    Solver solver(program_, table, elaborate(program_, known));
    for (const Predicate& each : impl.generics.predicates) {
      if (each.kind != Predicate::Kind::Trait || solver.evaluate(each) != Answer::No) continue;
      program_.diagnostics.add(Kind::DropBounded, each.span, concat("`Drop` asks for a bound that ", text(adt.name), " does not have"))
          .with_help("add the bound to the type too");
      return;
    }
  }

  Span head_span_of(const ImplDef& impl) const { return program_.ast.items.at(impl.item).span; }

  void check_const(const ImplDef& impl, const ConstDef& wanted, const ConstDef& given, ImplId id) {
    InferTable table(program_.types);
    Solver solver(program_, table, elaborate(program_, impl.generics.predicates));
    const TyId declared = table.resolve(solver.normalize(substitute(program_.types, wanted.ty, impl.trait_ref.args), given.span));
    const TyId found = table.resolve(solver.normalize(given.ty, given.span));
    if (program_.types.flags(declared).has_error || program_.types.flags(found).has_error || table.try_unify(found, declared)) return;
    Span at = given.span;
    const auto& item = std::get<syntax::ImplItem>(program_.ast.items.at(program_.impls.at(id).item).kind);
    for (const syntax::ItemId member : item.items) {
      const auto* one = std::get_if<syntax::ConstItem>(&program_.ast.items.at(member).kind);
      if (one && one->name.name == given.name && one->type) at = program_.ast.types.at(one->type).span;
    }
    program_.diagnostics.add(Kind::ImplConstType, at, concat("the trait declares ", text(given.name), " as ", quoted(type_name(program_, declared)), ", found ", quoted(type_name(program_, found))));
  }

  void check_method(const ImplDef& impl, const FnDef& wanted, const FnDef& given) {
    if (wanted.generics.params.size() - wanted.generics.parent_count != given.generics.params.size() - given.generics.parent_count) return;
    const syntax::FnDecl* asked = decl_of(wanted);
    const syntax::FnDecl* decl = decl_of(given);
    if (!asked || !decl) return;
    if (early_lifetimes(*asked) != early_lifetimes(*decl)) {
      program_.diagnostics.add(Kind::ImplLifetimes, decl->generics.params.empty() ? given.name_span : decl->generics.span,
                               concat("the lifetime parameters of ", text(given.name), " are not those that its trait declares"))
          .label(wanted.name_span, "declared here");
      return;
    }
    Args args = impl.trait_ref.args;
    for (std::size_t i = given.generics.parent_count; i < given.generics.params.size(); ++i)
      args.push_back(program_.types.param(static_cast<std::uint32_t>(i), given.generics.params[i].name));
    // What the trait promises a caller, and what the impl asks.
    std::vector<Predicate> known = impl.generics.predicates;
    for (const Predicate& each : wanted.generics.predicates) known.push_back(substitute(program_.types, each, args));
    InferTable table(program_.types);
    // `impl Fn(Self::In)` promises what `Self::In` is here, which the impl says and the trait does not.
    {
      Solver plain(program_, table, elaborate(program_, impl.generics.predicates));
      for (std::size_t i = impl.generics.predicates.size(); i < known.size(); ++i)
        for (TyId& arg : known[i].trait_ref.args) arg = table.resolve(plain.normalize(arg, given.span));
    }
    Solver solver(program_, table, elaborate(program_, known));
    for (std::size_t i = impl.generics.predicates.size(); i < given.generics.predicates.size(); ++i) {
      const Predicate& each = given.generics.predicates[i];
      if (each.kind != Predicate::Kind::Trait || solver.evaluate(each) != Answer::No) continue;
      program_.diagnostics.add(Kind::ImplStricter, each.span, concat("method ", text(given.name), " asks for a bound that its trait does not"))
          .label(wanted.name_span, "declared here");
      return;
    }
  }

  /// Lifetimes with bounds are parameters of the function itself; the others belong to each call.
  static std::size_t early_lifetimes(const syntax::FnDecl& decl) {
    std::size_t count = 0;
    for (const syntax::GenericParam& param : decl.generics.params) {
      bool is_bounded = !param.bounds.empty();
      for (const syntax::WherePredicate& predicate : decl.generics.predicates)
        is_bounded |= !predicate.type && predicate.lifetime.ident.name == param.name.name;
      count += param.kind == syntax::GenericParam::Kind::Lifetime && is_bounded;
    }
    return count;
  }

  Program& program_;
};

}  // namespace

void check_rules(Program& program) {
  Rules(program).run();
  check_privacy(program);
}

}  // namespace sema
