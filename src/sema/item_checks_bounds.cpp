// The bounds that items have to keep: of each struct, enum and union that is written in a field, a
// signature or the head of an impl, and of the trait that is implemented, its supertraits among them
// (rustc's well-formedness of items). What bodies write is checked with them.

#include <algorithm>

#include "base/text.h"
#include "sema/item_checks.h"
#include "sema/solver.h"

namespace sema {

using diag::Kind;

namespace {

class BoundCheck {
 public:
  BoundCheck(Program& program, const Generics& generics) : program_(program), table_(program.types), solver_(program, table_, generics.predicates) {}

  void type(TyId ty, Span span) {
    solver_.require_well_formed(ty, span);
    report();
  }

  void bounds(const std::vector<Predicate>& bounds, const Args& args, Span span) {
    for (const Predicate& bound : bounds) {
      Obligation obligation;
      obligation.predicate = substitute(program_.types, bound, args);
      obligation.span = span;
      solver_.require(std::move(obligation));
    }
    report();
  }

  /// Those of the trait, but for the one that the impl itself fulfils.
  void implemented(const TraitRef& trait_ref, Span span) {
    std::vector<Predicate> asked = program_.traits.at(trait_ref.trait).generics.predicates;
    asked.erase(std::remove_if(asked.begin(), asked.end(), [&](const Predicate& bound) {
      return bound.kind == Predicate::Kind::Trait && bound.trait_ref.trait == trait_ref.trait;
    }), asked.end());
    bounds(asked, trait_ref.args, span);
  }

 private:
  /// One mistake for each type.
  void report() {
    solver_.solve_where_possible();
    solver_.take_pending();
    for (const Obligation& failure : solver_.take_failures()) {
      const Args args = table_.resolve(failure.predicate.trait_ref.args);
      bool has_error = args.empty();
      for (const TyId arg : args) has_error = has_error || program_.types.flags(arg).has_error;
      if (has_error) continue;
      const std::string self = quoted(type_name(program_, args[0]));
      if (failure.predicate.kind == Predicate::Kind::ProjectionEquals) {
        program_.diagnostics.add(Kind::ProjectionMismatch, failure.span,
                                 concat(quoted(program_.names.text(program_.assoc_tys.at(failure.predicate.assoc_ty).name)), " of ", self, " is not ", quoted(type_name(program_, table_.resolve(failure.predicate.ty)))));
      } else {
        program_.diagnostics.add(Kind::TraitNotImplemented, failure.span,
                                 concat(self, " does not implement ", quoted(program_.names.text(program_.traits.at(failure.predicate.trait_ref.trait).name)), ", which is required here"));
      }
      return;
    }
  }

  Program& program_;
  InferTable table_;
  Solver solver_;
};

template <class Decl>
const Decl* declared(const Program& program, syntax::ItemId item) {
  return item ? std::get_if<Decl>(&program.ast.items.at(item).kind) : nullptr;
}

void check_fn_bounds(Program& program, FnId id) {
  const FnDef fn = program.fns.at(id);
  const auto* item = declared<syntax::FnItem>(program, fn.item);
  if (!item) return;
  const syntax::FnDecl decl = item->decl;
  BoundCheck check(program, fn.generics);
  const std::size_t first = decl.self_param ? 1 : 0;
  for (std::size_t i = 0; i < decl.params.size() && first + i < fn.params.size(); ++i)
    check.type(fn.params[first + i], program.ast.types.at(decl.params[i].type).span);
  if (decl.output) check.type(fn.output, program.ast.types.at(decl.output).span);
}

/// What the impl says that the trait's types are keeps the bounds that the trait declares them with.
void check_assoc_ty_bounds(Program& program, const ImplDef& impl, const syntax::ImplItem& written) {
  const std::vector<AssocTyId> declared_types = program.traits.at(impl.trait_ref.trait).assoc_tys;
  for (const AssocTyId id : declared_types) {
    const AssocTyDef of = program.assoc_tys.at(id);
    const auto found = impl.assoc_tys.find(id);
    if (found == impl.assoc_tys.end() || of.generics.params.size() > of.generics.parent_count) continue;
    for (const syntax::ItemId item : written.items) {
      const auto* alias = declared<syntax::TypeAliasItem>(program, item);
      if (!alias || alias->name.name != of.name || !alias->type) continue;
      const Span span = program.ast.types.at(alias->type).span;
      BoundCheck check(program, impl.generics);
      check.type(found->second, span);
      check.bounds(of.bounds, impl.trait_ref.args, span);
    }
  }
}

void check_impl_bounds(Program& program, ImplId id) {
  const ImplDef impl = program.impls.at(id);
  const auto* item = declared<syntax::ImplItem>(program, impl.item);
  if (!item || impl.is_negative) return;
  const Span self = program.ast.types.at(item->self_type).span;
  BoundCheck check(program, impl.generics);
  check.type(impl.self_ty, self);
  if (!impl.is_trait_impl || !impl.trait_ref.trait) return;
  if (impl.trait_ref.trait == program.lang.trait("copy") && program.types[impl.self_ty].kind != TyKind::Adt) return;   // E0206
  check.implemented(impl.trait_ref, self);
  check_assoc_ty_bounds(program, impl, *item);
}

}  // namespace

void check_bounds(Program& program, const std::vector<TraitId>& broken) {
  for (std::uint32_t i = program.adts.frozen_count(); i < program.adts.size(); ++i) {
    const AdtDef adt = program.adts.at(AdtId(i));
    BoundCheck check(program, adt.generics);
    for (const VariantDef& variant : adt.variants)
      for (const FieldDef& field : variant.fields) check.type(field.ty, field.span);
  }
  for (std::uint32_t i = program.impls.frozen_count(); i < program.impls.size(); ++i) {
    const TraitId trait = program.impls.at(ImplId(i)).trait_ref.trait;
    if (!trait || std::find(broken.begin(), broken.end(), trait) == broken.end()) check_impl_bounds(program, ImplId(i));
  }
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) check_fn_bounds(program, FnId(i));
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    const ConstDef item = program.consts.at(ConstId(i));
    BoundCheck(program, item.generics).type(item.ty, item.span);
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    const StaticDef item = program.statics.at(StaticId(i));
    BoundCheck(program, {}).type(item.ty, item.span);
  }
}

}  // namespace sema
