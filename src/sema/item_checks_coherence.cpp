// Where impls may stand, and that at most one applies.

#include <algorithm>

#include "base/text.h"
#include "sema/generics.h"
#include "sema/impl_index.h"
#include "sema/item_checks.h"
#include "sema/solver.h"

namespace sema {

using diag::Kind;

namespace {

const syntax::ImplItem& item_of(const Program& program, const ImplDef& impl) {
  return std::get<syntax::ImplItem>(program.ast.items.at(impl.item).kind);
}

/// What a type is to the crate that is checked. References, Box and Pin are as local as what they
/// hold.
enum class Locality : std::uint8_t { Local, Foreign, Param };

Locality locality_of(const Program& program, TyId id) {
  const Ty& ty = program.types[id];
  switch (ty.kind) {
    case TyKind::Param: case TyKind::Projection: return Locality::Param;
    case TyKind::Ref: return locality_of(program, ty.args[0]);
    case TyKind::Adt: {
      if (ty.def >= program.adts.frozen_count()) return Locality::Local;
      bool is_fundamental = program.adts.at(ty.adt()).is_box || ty.adt() == program.lang.adt("pin");
      return is_fundamental && !ty.args.empty() ? locality_of(program, ty.args[0]) : Locality::Foreign;
    }
    case TyKind::Dyn:
      return ty.dyn->principal && ty.dyn->principal.value >= program.traits.frozen_count()
                 ? Locality::Local : Locality::Foreign;
    case TyKind::Error: case TyKind::Foreign: case TyKind::Opaque: return Locality::Local;
    default: return Locality::Foreign;
  }
}

void check_inherent_place(Program& program, const ImplDef& impl) {
  const Ty& ty = program.types[impl.self_ty];
  Span span = head_span(program, impl);
  std::string name = quoted(type_name(program, impl.self_ty));
  if (impl.is_unsafe) program.diagnostics.add(Kind::UnsafeInherentImpl, span, "an impl without a trait cannot be unsafe");
  switch (ty.kind) {
    case TyKind::Adt:
      if (ty.def >= program.adts.frozen_count()) return;
      break;
    case TyKind::Dyn:
      if (!ty.dyn->principal || program.traits.at(ty.dyn->principal).is_auto) {
        program.diagnostics.add(Kind::AutoObjectImpl, span, concat("methods cannot be added to ", name, ", which has only auto traits"));
        return;
      }
      if (ty.dyn->principal.value >= program.traits.frozen_count()) return;
      break;
    case TyKind::Error: case TyKind::Foreign: return;
    case TyKind::Param: case TyKind::Projection: case TyKind::Opaque:
      program.diagnostics.add(Kind::NoNominalType, span,
                              concat("methods cannot be added to ", name, " itself"))
          .with_help("declare a trait and implement it instead");
      return;
    default:
      program.diagnostics.add(Kind::PrimitiveInherentImpl, span,
                              concat("methods cannot be added to the built-in type ", name))
          .with_help("declare a trait and implement it instead");
      return;
  }
  program.diagnostics.add(Kind::ForeignInherentImpl, span,
                          concat("methods cannot be added to ", name, ", a type of another crate"))
      .with_help("declare a trait and implement it, or wrap the type in one of your own");
}

}  // namespace

bool check_orphan(Program& program, ImplId id) {
  const ImplDef& impl = program.impls.at(id);
  if (!impl.is_trait_impl) {
    check_inherent_place(program, impl);
    return true;
  }
  if (!impl.trait_ref.trait || impl.trait_ref.trait.value >= program.traits.frozen_count()) return true;
  for (TyId arg : impl.trait_ref.args) {
    switch (locality_of(program, arg)) {
      case Locality::Local: return true;
      case Locality::Foreign: break;
      case Locality::Param: {
        const syntax::ImplItem& item = item_of(program, impl);
        Span span = item.generics.params.empty() ? head_span(program, impl)
                                                 : item.generics.params[0].name.span;
        program.diagnostics.add(
            Kind::OrphanParam, span,
            concat("a trait of another crate cannot be implemented for the type parameter ",
                   quoted(type_name(program, arg))))
            .with_help("only traits of this crate can be implemented for a type parameter");
        return false;
      }
    }
  }
  program.diagnostics
      .add(Kind::OrphanImpl, head_span(program, impl),
           concat("neither the trait ",
                  quoted(program.names.text(program.traits.at(impl.trait_ref.trait).name)),
                  " nor the type ", quoted(type_name(program, impl.self_ty)), " is of this crate"))
      .with_help("wrap the type in one of your own");
  return false;
}

namespace {

/// Parameters that follow from a type when the type is known; those inside a projection do not.
void mark_constrained(const TyStore& types, TyId id, std::vector<bool>& known) {
  if (!types.flags(id).has_param) return;
  const Ty& ty = types[id];
  if (ty.kind == TyKind::Projection) return;
  if (ty.kind == TyKind::Param && ty.index < known.size()) known[ty.index] = true;
  for (TyId arg : ty.args) mark_constrained(types, arg, known);
  if (!ty.dyn) return;
  for (TyId arg : ty.dyn->principal_args) mark_constrained(types, arg, known);
  for (const auto& [assoc, equal] : ty.dyn->projections) mark_constrained(types, equal, known);
}

void collect_params(const TyStore& types, TyId id, std::vector<std::uint32_t>& out) {
  if (!types.flags(id).has_param) return;
  const Ty& ty = types[id];
  if (ty.kind == TyKind::Param) out.push_back(ty.index);
  for (TyId arg : ty.args) collect_params(types, arg, out);
}

}  // namespace

void check_params_constrained(Program& program, ImplId id) {
  const ImplDef& impl = program.impls.at(id);
  if (impl.generics.params.empty() || program.types.flags(impl.self_ty).has_error || (impl.is_trait_impl && !impl.trait_ref.trait)) return;
  std::vector<bool> known(impl.generics.params.size());
  mark_constrained(program.types, impl.self_ty, known);
  if (impl.is_trait_impl) {
    for (TyId arg : impl.trait_ref.args) mark_constrained(program.types, arg, known);
  }
  // `I: Iterator<Item = T>` makes T known where I is.
  bool has_learned = true;
  while (has_learned) {
    has_learned = false;
    for (const Predicate& predicate : impl.generics.predicates) {
      if (predicate.kind != Predicate::Kind::ProjectionEquals) continue;
      std::vector<std::uint32_t> needed;
      for (TyId arg : predicate.trait_ref.args) collect_params(program.types, arg, needed);
      if (!std::all_of(needed.begin(), needed.end(), [&](std::uint32_t i) { return i < known.size() && known[i]; })) continue;
      std::vector<bool> before = known;
      mark_constrained(program.types, predicate.ty, known);
      has_learned = has_learned || before != known;
    }
  }
  std::size_t index = 0;
  for (const syntax::GenericParam& param : item_of(program, impl).generics.params) {
    if (param.kind == syntax::GenericParam::Kind::Lifetime) continue;
    if (!known[index++]) {
      program.diagnostics.add(Kind::UnconstrainedParam, param.name.span,
                              concat("the parameter ", quoted(program.names.text(param.name.name)),
                                     " does not follow from the type or trait of the impl"));
    }
  }
}

namespace {

class OverlapCheck {
 public:
  OverlapCheck(Program& program, const std::vector<ImplId>& misplaced, std::vector<TraitId>& broken)
      : program_(program), misplaced_(misplaced), broken_(broken) {}

  void run() {
    std::uint32_t first = program_.impls.frozen_count();
    for (std::uint32_t i = first; i < program_.impls.size(); ++i) {
      const ImplDef& impl = program_.impls.at(ImplId(i));
      if (impl.is_trait_impl && impl.trait_ref.trait) compare_trait_impls(ImplId(i));
      if (!impl.is_trait_impl) compare_inherent(ImplId(i), first);
    }
  }

 private:
  bool may_be_equal(TyId a, TyId b) {
    std::optional<std::uint64_t> left = type_head(program_.types, a), right = type_head(program_.types, b);
    return !left || !right || *left == *right;
  }

  Args fresh_args(InferTable& table, const Generics& generics) {
    Args args;
    for (std::size_t i = 0; i < generics.params.size(); ++i) args.push_back(table.fresh());
    return args;
  }

  /// Nobody can add an impl that makes the bound hold: the trait or the type is of this crate.
  bool is_final(const TraitRef& trait_ref) {
    if (trait_ref.trait.value >= program_.traits.frozen_count()) return true;
    if (program_.lang.trait("sized") == trait_ref.trait) return true;
    return std::any_of(trait_ref.args.begin(), trait_ref.args.end(), [this](TyId arg) {
      return locality_of(program_, arg) == Locality::Local;
    });
  }

  bool bounds_exclude(Solver& solver, InferTable& table, const Generics& generics, const Args& args) {
    for (const Predicate& predicate : generics.predicates) {
      if (predicate.kind != Predicate::Kind::Trait) continue;
      TraitRef wanted{predicate.trait_ref.trait, substitute(program_.types, predicate.trait_ref.args, args)};
      wanted.args = table.resolve(wanted.args);
      if (!is_final(wanted)) continue;
      if (solver.evaluate_trait(wanted.trait, wanted.args) == Answer::No) return true;
    }
    return false;
  }

  bool overlap(const ImplDef& a, const ImplDef& b) {
    InferTable table(program_.types);
    Args a_args = fresh_args(table, a.generics), b_args = fresh_args(table, b.generics);
    Solver solver(program_, table, {});
    auto head = [&](const ImplDef& impl, const Args& args) {
      Args out = impl.is_trait_impl ? impl.trait_ref.args : Args{impl.self_ty};
      out = substitute(program_.types, out, args);
      for (TyId& one : out) one = solver.normalize(one, impl.span);
      return out;
    };
    if (!table.unify(head(a, a_args), head(b, b_args))) return false;
    return !bounds_exclude(solver, table, a.generics, a_args) &&
           !bounds_exclude(solver, table, b.generics, b_args);
  }

  bool is_misplaced(ImplId id) const {
    return std::find(misplaced_.begin(), misplaced_.end(), id) != misplaced_.end();
  }

  /// Written impls come before those that `derive` makes, as rustc has it.
  bool comes_before(ImplId a, ImplId b) {
    bool a_derived = is_derived(program_, program_.impls.at(a));
    bool b_derived = is_derived(program_, program_.impls.at(b));
    bool a_std = a.value < program_.impls.frozen_count();
    if (!a_std && a_derived != b_derived) return b_derived;
    return a < b;
  }

  void compare_trait_impls(ImplId id) {
    if (is_misplaced(id)) return;
    const ImplDef impl = program_.impls.at(id);
    if (program_.traits.at(impl.trait_ref.trait).is_marker) return;
    auto all = program_.trait_impls.find(impl.trait_ref.trait);
    if (all == program_.trait_impls.end() || program_.types.flags(impl.self_ty).has_error) return;
    const std::vector<ImplId> others = all->second;
    for (ImplId other_id : others) {
      if (!comes_before(other_id, id) || is_misplaced(other_id)) continue;
      if (!may_be_equal(impl.self_ty, program_.impls.at(other_id).self_ty)) continue;
      const ImplDef other = program_.impls.at(other_id);
      if (program_.types.flags(other.self_ty).has_error || !overlap(impl, other)) continue;
      diag::Diagnostic& said = program_.diagnostics.add(
          impl.is_negative != other.is_negative ? Kind::ContradictingImpls : Kind::OverlappingImpls, head_span(program_, impl),
          concat("two impls of trait ",
                 quoted(program_.names.text(program_.traits.at(impl.trait_ref.trait).name)),
                 " apply to ", quoted(type_name(program_, impl.self_ty))));
      broken_.push_back(impl.trait_ref.trait);
      if (program_.impls.frozen_count() <= other_id.value) {
        said.label(head_span(program_, other), "the first");
      } else {
        said.with_help(concat("std has one for ", quoted(type_name(program_, other.self_ty))));
      }
      return;
    }
  }

  void compare_inherent(ImplId id, std::uint32_t first) {
    const ImplDef impl = program_.impls.at(id);
    for (std::uint32_t i = first; i < id.value; ++i) {
      const ImplDef& seen = program_.impls.at(ImplId(i));
      if (seen.is_trait_impl || !may_be_equal(impl.self_ty, seen.self_ty)) continue;
      std::vector<std::pair<FnId, FnId>> same;
      for (const auto& [name, fn] : impl.fns) {
        auto there = seen.fns.find(name);
        if (there != seen.fns.end()) same.emplace_back(there->second, fn);
      }
      if (same.empty()) continue;
      const ImplDef other = seen;
      if (!overlap(impl, other)) continue;
      std::sort(same.begin(), same.end());
      for (const auto& [before, after] : same) {
        // rustc points at the first of the two.
        const FnDef& one = program_.fns.at(before);
        program_.diagnostics
            .add(Kind::DuplicateInherentItem, one.span,
                 concat("two impls of a type have a function called ",
                        quoted(program_.names.text(one.name))))
            .label(program_.fns.at(after).span, "the other");
      }
    }
  }

  Program& program_;
  const std::vector<ImplId>& misplaced_;   // wrong wherever they overlap
  std::vector<TraitId>& broken_;           // traits of which two impls apply to one type
};

}  // namespace

void check_overlaps(Program& program, const std::vector<ImplId>& misplaced, std::vector<TraitId>& broken) {
  OverlapCheck(program, misplaced, broken).run();
}

}  // namespace sema
