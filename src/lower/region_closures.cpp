#include "lower/region_closures.h"

#include <algorithm>
#include <optional>
#include <set>

#include "lower/written_fns.h"

namespace lower {

using sema::TyKind;
using Chooser = mir::Universal::Chooser;

namespace {

/// What a function's parameters are called, around it and its own, and the bounds on them.
class Callee {
 public:
  Callee(const sema::Program& program, sema::FnId fn) : program_(program), def_(program.fns.at(fn)) {
    const auto* item = def_.item ? std::get_if<syntax::FnItem>(&program.ast.items.at(def_.item).kind) : nullptr;
    if (!item) return;
    decl_ = &item->decl;
    generics_.push_back(&item->decl.generics);
    const syntax::ItemId around = def_.impl ? program.impls.at(def_.impl).item : def_.trait ? program.traits.at(def_.trait).item : syntax::ItemId();
    if (!around) return;
    if (const auto* impl = std::get_if<syntax::ImplItem>(&program.ast.items.at(around).kind)) generics_.push_back(&impl->generics);
    if (const auto* trait = std::get_if<syntax::TraitItem>(&program.ast.items.at(around).kind)) generics_.push_back(&trait->generics);
  }

  std::optional<ExpectedClosure> expected(std::size_t argument) const {
    if (!decl_ || argument >= def_.params.size()) return std::nullopt;
    const sema::Ty ty = program_.types[def_.params[argument]];
    if (ty.kind != TyKind::Param) return std::nullopt;
    std::vector<WrittenFn> found;
    for (const syntax::Generics* each : generics_) add_written_fns(program_, *each, ty.name, found);
    const std::size_t first = decl_->self_param ? 1 : 0;
    const syntax::TypeId written = argument >= first && argument - first < decl_->params.size() ? decl_->params[argument - first].type : syntax::TypeId();
    if (const auto* hidden = written ? std::get_if<syntax::ImplTraitType>(&program_.ast.types.at(written).kind) : nullptr) add_written_fns(program_, hidden->bounds, found);
    if (found.size() != 1) return std::nullopt;
    ExpectedClosure out{found[0].params, found[0].output, {found[0].late.begin(), found[0].late.end()}, {}};
    for (const syntax::Generics* each : generics_)
      for (const syntax::GenericParam& param : each->params)
        if (param.kind == syntax::GenericParam::Kind::Type) out.generics.insert(param.name.name);
    return out;
  }

 private:
  const sema::Program& program_;
  const sema::FnDef& def_;
  const syntax::FnDecl* decl_ = nullptr;
  std::vector<const syntax::Generics*> generics_;
};

/// The regions of one closure's signature.
class ClosureSignature {
 public:
  ClosureSignature(RegionTypes& types, const ExpectedClosure* expected, mir::RegionFacts& out, std::vector<Typed>& locals)
      : types_(types), program_(types.program()), expected_(expected), out_(out), locals_(locals) {}

  void know_environment() {
    const Regions& regions = locals_[1].regions;
    const std::size_t held = types_.ty(locals_[1].ty).kind == TyKind::Ref ? 1 : 0;
    if (held != 0) out_.universals.push_back({regions[0], {}, mir::LocalId(1), false, Chooser::Environment});
    for (std::size_t i = held; i < regions.size(); ++i) {
      out_.universals.push_back({regions[i], {}, mir::LocalId(1), false, Chooser::Around});
      if (held != 0) out_.known.emplace_back(regions[i], regions[0]);
    }
  }

  void know_param(std::uint32_t local, syntax::TypeId written) {
    Regions& regions = locals_[local].regions;
    std::size_t at = 0;
    for (const syntax::RefType* reference = reference_at(written, at, regions); reference; reference = reference_at(written, at, regions)) {
      const std::optional<NameId> name = name_of(*reference);
      if (name && is_late(*name)) regions[at] = late_.emplace(*name, regions[at]).first->second;
      const bool is_of_call = !name || is_late(*name);
      if (!name) left_out_.push_back(regions[at]);
      out_.universals.push_back({regions[at], {}, mir::LocalId(local), false, is_of_call ? Chooser::Call : Chooser::Around});
      for (std::size_t inner = at + 1; inner < regions.size(); ++inner) out_.known.emplace_back(regions[inner], regions[at]);
      written = reference->inner;
      ++at;
    }
    if (!is_of_around(written)) return;
    for (; at < regions.size(); ++at) out_.universals.push_back({regions[at], {}, mir::LocalId(local), false, Chooser::Around});
  }

  void know_result(syntax::TypeId written, Chooser otherwise) {
    Regions& regions = locals_[0].regions;
    std::size_t at = 0;
    for (const syntax::RefType* reference = reference_at(written, at, regions); reference; reference = reference_at(written, at, regions)) {
      const std::optional<NameId> name = name_of(*reference);
      const auto late = name ? late_.find(*name) : late_.end();
      if (late != late_.end()) regions[at] = late->second;
      else if (!name && left_out_.size() == 1) regions[at] = left_out_.front();
      else out_.universals.push_back({regions[at], {}, mir::LocalId(0), false, Chooser::AroundOrCall});
      written = reference->inner;
      ++at;
    }
    const Chooser rest = is_of_around(written) ? Chooser::Around : otherwise;
    for (; at < regions.size(); ++at) out_.universals.push_back({regions[at], {}, mir::LocalId(0), false, rest});
  }

 private:
  const syntax::RefType* reference_at(syntax::TypeId written, std::size_t at, const Regions& regions) const {
    if (!written || at >= regions.size()) return nullptr;
    return std::get_if<syntax::RefType>(&program_.ast.types.at(written).kind);
  }
  std::optional<NameId> name_of(const syntax::RefType& reference) const {
    if (!reference.has_lifetime || program_.names.text(reference.lifetime.ident.name) == "'_") return std::nullopt;
    return reference.lifetime.ident.name;
  }
  bool is_late(NameId name) const { return expected_ && expected_->late.count(name) != 0; }
  /// `T`, `Self::Item`, `<I as Trait>::Item`: what it is, the code around chooses once for all calls.
  bool is_of_around(syntax::TypeId written) const {
    const auto* path = written ? std::get_if<syntax::PathType>(&program_.ast.types.at(written).kind) : nullptr;
    if (!path || !expected_) return false;
    if (path->path.self_type) return true;
    if (path->path.segments.empty()) return false;
    const NameId first = path->path.segments[0].ident.name;
    return expected_->generics.count(first) != 0 || (path->path.segments.size() > 1 && program_.names.text(first) == "Self");
  }

  RegionTypes& types_;
  const sema::Program& program_;
  const ExpectedClosure* expected_;
  mir::RegionFacts& out_;
  std::vector<Typed>& locals_;
  Regions left_out_;                          // of parameters, without a name
  std::map<NameId, std::uint32_t> late_;
};

/// Of the first argument of a closure's body, which may be a reference to it.
sema::TyId closure_type_of(RegionTypes& types, sema::TyId env) {
  return types.ty(env).kind == TyKind::Ref ? types.ty(env).args[0] : env;
}

}  // namespace

void find_expected(Monomorphizer& mono, const mir::Body& body, ExpectedClosures& out) {
  sema::Program& program = mono.program();
  std::map<mir::LocalId, sema::ClosureId> made;
  for (const mir::BasicBlock& block : body.blocks) {
    for (const mir::Statement& statement : block.statements) {
      const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
      if (!assign || !assign->place.projections.empty() || !std::holds_alternative<mir::AggregateRvalue>(assign->value)) continue;
      const sema::Ty ty = program.types[mono.checked_type(body.locals[assign->place.local.value].type)];
      if (ty.kind == TyKind::Closure) made.emplace(assign->place.local, ty.closure());
    }
    const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind);
    if (!call || call->callee.kind != mir::CallTerm::Callee::Kind::Unresolved) continue;
    const sema::Ty callee = program.types[sema::TyId(call->callee.method)];
    if (callee.kind != TyKind::FnDef) continue;
    for (std::size_t i = 0; i < call->arguments.size(); ++i) {
      const mir::Operand& argument = call->arguments[i];
      if (argument.kind == mir::Operand::Kind::Constant || !argument.place.projections.empty()) continue;
      const auto closure = made.find(argument.place.local);
      if (closure == made.end()) continue;
      if (auto expected = Callee(program, callee.fn()).expected(i)) out.insert_or_assign(closure->second, std::move(*expected));
    }
  }
}

void know_closure(RegionTypes& types, sema::ClosureId id, const ExpectedClosures& expected, mir::RegionFacts& out, std::vector<Typed>& locals) {
  const sema::Closure& closure = types.program().closures.at(id);
  if (closure.is_coroutine || locals.size() < 2 + closure.params.size()) return;
  const auto found = expected.find(id);
  const bool is_expected = found != expected.end() && found->second.params.size() == closure.params.size();
  ClosureSignature signature(types, is_expected ? &found->second : nullptr, out, locals);
  signature.know_environment();
  const std::vector<syntax::TypeId>& written = is_expected ? found->second.params : closure.own_types;
  for (std::uint32_t i = 0; i < written.size(); ++i) signature.know_param(2 + i, written[i]);
  // What a closure gives that nothing around says the signature of has one lifetime for all calls.
  const bool is_own = !is_expected && !closure.own_types.empty();
  signature.know_result(is_expected ? found->second.output : syntax::TypeId(), is_own ? Chooser::Around : Chooser::AroundOrCall);
}

void find_flows(Monomorphizer& mono, sema::ClosureId closure, const mir::Body& body, const mir::RegionFacts& facts, ClosureFlows& flows) {
  RegionTypes types(mono, flows);
  const std::size_t params = mono.program().closures.at(closure).params.size();
  if (facts.of_local.size() < 2 + params) return;
  FlowsOfClosure out;
  for (const sema::TyId each : types.captured(types.ty(closure_type_of(types, mono.checked_type(body.locals[1].type))))) out.held += static_cast<std::uint32_t>(types.count(each));
  if (out.held > facts.of_local[1].size()) return;
  Regions all(facts.of_local[1].end() - static_cast<std::ptrdiff_t>(out.held), facts.of_local[1].end());
  for (std::size_t i = 0; i < params; ++i) all.insert(all.end(), facts.of_local[2 + i].begin(), facts.of_local[2 + i].end());
  out.given = static_cast<std::uint32_t>(all.size()) - out.held;
  all.insert(all.end(), facts.of_local[0].begin(), facts.of_local[0].end());
  out.result = static_cast<std::uint32_t>(facts.of_local[0].size());
  // What a call chooses goes to its result only: anything else is a mistake in the closure itself.
  const auto is_of_call = [&](std::uint32_t region) {
    return std::any_of(facts.universals.begin(), facts.universals.end(), [&](const mir::Universal& each) { return each.region == region && each.chooser == Chooser::Call; });
  };
  std::map<std::uint32_t, Regions> shorter;
  for (const mir::Outlives& each : facts.outlives) shorter[each.longer].push_back(each.shorter);
  for (std::uint32_t from = 0; from < all.size(); ++from) {
    std::set<std::uint32_t> reached{all[from]};
    Regions open{all[from]};
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      for (const std::uint32_t next : shorter[at])
        if (reached.insert(next).second) open.push_back(next);
    }
    const std::uint32_t first = is_of_call(all[from]) ? out.held + out.given : 0;
    for (std::uint32_t to = first; to < all.size(); ++to)
      if (to != from && reached.count(all[to]) != 0) out.pairs.emplace_back(from, to);
    if (first == 0 && reached.count(RegionNames::for_static) != 0) out.pairs.emplace_back(from, FlowsOfClosure::for_ever);
  }
  flows[closure] = std::move(out);
}

}  // namespace lower
