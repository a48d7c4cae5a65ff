#include "sema/method.h"

#include "sema/impl_index.h"
#include "sema/visibility.h"

namespace sema {

namespace {

bool names_trait(const Module& module, TraitId trait) {
  for (const auto& [name, binding] : module.types) {
    if (binding.def.kind == Def::Kind::Trait && binding.def.id == trait.value) return true;
  }
  for (TraitId unnamed : module.unnamed_traits) {
    if (unnamed == trait) return true;
  }
  return false;
}

Obligation goal_of(Predicate predicate) {
  Obligation goal;
  goal.predicate = std::move(predicate);
  return goal;
}

ModuleId child(Program& program, ModuleId module, std::string_view name) {
  if (!module) return {};
  NameId id = program.names.find(name);
  if (!id) return {};
  const auto& types = program.modules.at(module).types;
  auto at = types.find(id);
  if (at == types.end() || at->second.def.kind != Def::Kind::Module) return {};
  return ModuleId(at->second.def.id);
}

}  // namespace

bool is_trait_in_scope(Program& program, const ItemScope& scope, TraitId trait) {
  for (ModuleId module = scope.module; module;) {
    const Module& seen = program.modules.at(module);
    if (names_trait(seen, trait)) return true;
    if (!seen.is_block) break;
    module = seen.parent;
  }
  bool in_std = program.modules.at(scope.module).crate_root == program.std_root || scope.module == program.std_root;
  bool is_2024 = in_std || program.edition == syntax::Edition::E2024;
  ModuleId prelude = child(program, child(program, program.std_root, "prelude"), is_2024 ? "rust_2024" : "rust_2021");
  return prelude && names_trait(program.modules.at(prelude), trait);
}

std::vector<AutoderefStep> MethodProbe::autoderef(TyId receiver) {
  std::vector<AutoderefStep> steps;
  InferTable& table = solver_.table();
  TyStore& types = solver_.types();
  const LangItems& lang = solver_.program().lang;
  TyId at = table.resolve(receiver);
  bool is_overloaded = false;
  for (int i = 0; i < 64; ++i) {
    steps.push_back({at, is_overloaded, false});
    const Ty ty = types[at];
    is_overloaded = false;
    if (ty.kind == TyKind::Ref) {
      at = table.resolve(ty.args[0]);
      continue;
    }
    if (ty.kind == TyKind::Adt && solver_.program().adts.at(ty.adt()).is_box) {
      at = table.resolve(ty.args[0]);
      continue;
    }
    bool may_overload = ty.kind == TyKind::Adt || ty.kind == TyKind::Param || ty.kind == TyKind::Projection || ty.kind == TyKind::Opaque;
    if (!may_overload || solver_.evaluate_trait(lang.trait("deref"), {at}) == Answer::No) {
      if (ty.kind == TyKind::Array) steps.push_back({types.slice(ty.args[0]), false, true});
      break;
    }
    at = table.resolve(solver_.projection(lang.assoc_ty("deref_target"), {at}, {}));
    is_overloaded = true;
  }
  return steps;
}

void MethodProbe::assemble_bounds(const std::vector<Predicate>& bounds, NameId name, std::vector<Candidate>& out) {
  for (const Predicate& bound : bounds) {
    if (bound.kind != Predicate::Kind::Trait) continue;
    for (FnId fn : solver_.program().traits.at(bound.trait_ref.trait).fns) {
      if (solver_.program().fns.at(fn).name != name || !solver_.program().fns.at(fn).has_self) continue;
      bool is_known = false;
      for (const Candidate& known : out) is_known = is_known || (known.fn == fn && known.bound == bound.trait_ref);
      if (!is_known) out.push_back({fn, Candidate::Kind::Bound, {}, bound.trait_ref});
    }
  }
}

void MethodProbe::assemble_inherent(TyId self, NameId name, std::vector<Candidate>& out) {
  Program& program = solver_.program();
  const Ty ty = solver_.types()[self];
  if (std::optional<std::uint64_t> head = type_head(solver_.types(), self)) {
    auto at = program.impls_by_head.find(impl_key(std::nullopt, head));
    if (at != program.impls_by_head.end()) {
      for (ImplId impl : at->second) {
        auto fn = program.impls.at(impl).fns.find(name);
        if (fn != program.impls.at(impl).fns.end() && program.fns.at(fn->second).has_self) out.push_back({fn->second, Candidate::Kind::Inherent, impl, {}});
      }
    }
  }
  if (ty.kind == TyKind::Param) {
    std::vector<Predicate> of_self;
    for (const Predicate& bound : solver_.env()) {
      if (bound.kind == Predicate::Kind::Trait && bound.trait_ref.args[0] == self) of_self.push_back(bound);
    }
    assemble_bounds(of_self, name, out);
  } else if (ty.kind == TyKind::Projection || ty.kind == TyKind::Opaque) {
    std::vector<Predicate> of_self = solver_.item_bounds(self);
    for (const Predicate& bound : solver_.env()) {
      if (bound.kind == Predicate::Kind::Trait && bound.trait_ref.args[0] == self) of_self.push_back(bound);
    }
    assemble_bounds(of_self, name, out);
  } else if (ty.kind == TyKind::Dyn && ty.dyn->principal) {
    Predicate principal;
    principal.trait_ref = {ty.dyn->principal, {self}};
    principal.trait_ref.args.insert(principal.trait_ref.args.end(), ty.dyn->principal_args.begin(), ty.dyn->principal_args.end());
    assemble_bounds(elaborate(program, {principal}), name, out);
  }
}

void MethodProbe::assemble_traits(NameId name, std::vector<Candidate>& out) {
  Program& program = solver_.program();
  auto at = program.traits_by_method.find(name);
  if (at == program.traits_by_method.end()) return;
  for (TraitId trait : at->second) {
    if (!is_trait_in_scope(program, scope_, trait) && trait != scope_.trait) continue;
    for (FnId fn : program.traits.at(trait).fns) {
      if (program.fns.at(fn).name == name && program.fns.at(fn).has_self) out.push_back({fn, Candidate::Kind::Trait, {}, {trait, {}}});
    }
  }
}

Answer MethodProbe::consider(const Candidate& candidate, TyId self_ty, MethodPick& pick, std::vector<TraitRef>& unmet) {
  Program& program = solver_.program();
  InferTable& table = solver_.table();
  Args parent;
  std::vector<Obligation> goals;
  if (candidate.kind == Candidate::Kind::Bound) {
    parent = candidate.bound.args;
  } else {
    const Generics& generics = candidate.kind == Candidate::Kind::Inherent
                                   ? program.impls.at(candidate.impl).generics
                                   : program.traits.at(candidate.bound.trait).generics;
    parent = solver_.fresh_args(generics, {}, {});
  }
  Args all = solver_.fresh_args(program.fns.at(candidate.fn).generics, parent, {});
  TyId wanted = substitute(solver_.types(), program.fns.at(candidate.fn).params[0], all);
  wanted = solver_.normalize(wanted, {}, goals);
  if (!table.unify(wanted, self_ty)) return Answer::No;
  if (candidate.kind == Candidate::Kind::Inherent) {
    for (const Predicate& predicate : std::vector<Predicate>(program.impls.at(candidate.impl).generics.predicates)) {
      goals.push_back(goal_of(substitute(solver_.types(), predicate, parent)));
    }
  } else if (candidate.kind == Candidate::Kind::Trait) {
    Predicate predicate;
    predicate.trait_ref = {candidate.bound.trait, parent};
    goals.push_back(goal_of(predicate));
  }
  // The method's own bounds on Self (`where Self: Sized`) decide too.
  const Generics& own = program.fns.at(candidate.fn).generics;
  std::vector<Predicate> own_predicates(own.predicates);
  for (const Predicate& predicate : own_predicates) {
    if (predicate.kind != Predicate::Kind::Trait || predicate.trait_ref.args.empty()) continue;
    const Ty& subject = solver_.types()[predicate.trait_ref.args[0]];
    bool is_about_self = candidate.kind != Candidate::Kind::Inherent && subject.kind == TyKind::Param && subject.index == 0 &&
                         predicate.trait_ref.trait == program.lang.trait("sized");
    if (is_about_self) goals.push_back(goal_of(substitute(solver_.types(), predicate, all)));
  }
  pick.fn = candidate.fn;
  pick.is_trait = candidate.kind != Candidate::Kind::Inherent;
  Answer answer = goals.empty() ? Answer::Yes : solver_.evaluate_all(std::move(goals));
  if (answer == Answer::No && solver_.blamed()) unmet.push_back(*solver_.blamed());
  return answer;
}

bool MethodProbe::pick_from(const std::vector<Candidate>& candidates, TyId self_ty, ProbeResult& result, bool is_inherent) {
  InferTable& table = solver_.table();
  std::vector<std::pair<const Candidate*, Answer>> applicable;
  for (const Candidate& candidate : candidates) {
    InferTable::Snapshot before = table.snapshot();
    MethodPick pick;
    std::vector<TraitRef> unmet;
    Answer answer = consider(candidate, self_ty, pick, unmet);
    for (TraitRef& each : unmet) each.args = table.resolve(each.args);
    table.rollback(before);
    if (answer == Answer::No) {
      if (!unmet.empty()) result.unmet.push_back(unmet[0]);
      continue;
    }
    if (candidate.kind == Candidate::Kind::Inherent) {
      auto visibility = solver_.program().fn_visibility.find(candidate.fn);
      if (visibility != solver_.program().fn_visibility.end() &&
          !is_visible(solver_.program(), visibility->second.first, visibility->second.second, scope_.module)) {
        result.private_fn = candidate.fn;
        continue;
      }
    }
    applicable.push_back({&candidate, answer});
  }
  if (applicable.empty()) return false;
  if (applicable.size() > 1) {
    // A sure one wins over those that may yet turn out not to apply; several of one function are one.
    std::vector<std::pair<const Candidate*, Answer>> sure;
    for (const auto& each : applicable) {
      if (each.second == Answer::Yes) sure.push_back(each);
    }
    if (!sure.empty()) applicable = sure;
    bool is_same_fn = true;
    for (const auto& each : applicable) is_same_fn = is_same_fn && each.first->fn == applicable[0].first->fn;
    if (!is_same_fn && !is_inherent) {
      result.kind = ProbeResult::Kind::Ambiguous;
      for (const auto& each : applicable) result.candidates.push_back(each.first->fn);
      return true;
    }
  }
  const Candidate& chosen = *applicable[0].first;
  result.kind = ProbeResult::Kind::Found;
  result.pick.fn = chosen.fn;
  result.pick.is_trait = chosen.kind != Candidate::Kind::Inherent;
  if (chosen.kind == Candidate::Kind::Bound) {
    bool is_only = true;
    for (const auto& each : applicable) is_only = is_only && each.first->bound == chosen.bound;
    result.pick.parent_args = is_only ? chosen.bound.args : solver_.fresh_args(solver_.program().traits.at(chosen.bound.trait).generics, {}, {});
  } else if (chosen.kind == Candidate::Kind::Inherent) {
    result.pick.parent_args = solver_.fresh_args(solver_.program().impls.at(chosen.impl).generics, {}, {});
  } else {
    result.pick.parent_args = solver_.fresh_args(solver_.program().traits.at(chosen.bound.trait).generics, {}, {});
  }
  return true;
}

ProbeResult MethodProbe::probe(TyId receiver, NameId name) {
  ProbeResult result;
  InferTable& table = solver_.table();
  TyStore& types = solver_.types();
  std::vector<AutoderefStep> steps = autoderef(receiver);
  TyId last = steps.back().ty;
  bool ends_unknown = types[last].kind == TyKind::Infer && table.kind_of(last) == VarKind::General;
  if (ends_unknown && steps.size() == 1) {
    result.kind = ProbeResult::Kind::UnknownType;
    result.unknown = last;
    return result;
  }
  std::vector<Candidate> inherent, traits;
  for (const AutoderefStep& step : steps) assemble_inherent(step.ty, name, inherent);
  assemble_traits(name, traits);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    TyId self = steps[i].ty;
    if (types[self].kind == TyKind::Error) {
      result.kind = ProbeResult::Kind::UnknownType;
      result.unknown = self;
      return result;
    }
    bool is_unknown = types[self].kind == TyKind::Infer && table.kind_of(self) == VarKind::General;
    if (is_unknown) break;
    auto finish = [&](MethodPick::AutoRef autoref) {
      result.pick.derefs = static_cast<std::uint32_t>(steps[i].is_unsized_array ? i - 1 : i);
      result.pick.is_unsized = steps[i].is_unsized_array;
      result.pick.autoref = autoref;
    };
    auto attempt = [&](TyId self_ty, MethodPick::AutoRef autoref) {
      if (pick_from(inherent, self_ty, result, true) || pick_from(traits, self_ty, result, false)) {
        finish(autoref);
        return true;
      }
      return false;
    };
    if (!steps[i].is_unsized_array && attempt(self, MethodPick::AutoRef::None)) return result;
    if (attempt(types.ref(self, Mutability::Shared), MethodPick::AutoRef::Shared)) return result;
    if (attempt(types.ref(self, Mutability::Mutable), MethodPick::AutoRef::Mutable)) return result;
    const Ty ty = types[self];
    if (ty.kind == TyKind::RawPtr && ty.mutability == Mutability::Mutable &&
        attempt(types.raw_ptr(ty.args[0], Mutability::Shared), MethodPick::AutoRef::ConstPtr)) {
      return result;
    }
  }
  if (ends_unknown) {
    result.kind = ProbeResult::Kind::UnknownType;
    result.unknown = last;
    return result;
  }
  if (result.private_fn) {
    result.kind = ProbeResult::Kind::Private;
    return result;
  }
  auto at = solver_.program().traits_by_method.find(name);
  if (at != solver_.program().traits_by_method.end()) {
    for (TraitId trait : at->second) {
      if (!is_trait_in_scope(solver_.program(), scope_, trait)) result.out_of_scope.push_back(trait);
    }
  }
  return result;
}

}  // namespace sema
