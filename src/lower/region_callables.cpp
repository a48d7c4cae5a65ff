#include "lower/region_callables.h"

#include <algorithm>

namespace lower {

using sema::TyKind;
using Step = mir::Projection::Kind;

namespace {

constexpr int most_copies = 6;   // of the callee from one local to the next

}  // namespace

Callables::Callables(RegionNames& names, Relations& relations, const BodyRequest& request, const mir::Body& body)
    : names_(names), relations_(relations), program_(names.types().program()), body_(body), value_of_(body.locals.size()) {
  is_item_ = request.key.kind == FnKey::Kind::Item;
  if (request.body && request.body->owner.kind == sema::BodyOwner::Kind::Fn) {
    const sema::FnDef& def = program_.fns.at(sema::FnId(request.body->owner.id));
    if (const auto* item = std::get_if<syntax::FnItem>(&program_.ast.items.at(def.item).kind)) decl_ = &item->decl;
    if (def.impl)
      if (const auto* impl = std::get_if<syntax::ImplItem>(&program_.ast.items.at(program_.impls.at(def.impl).item).kind)) around_ = &impl->generics;
  }
  std::vector<int> count(body.locals.size());
  for (const mir::BasicBlock& block : body.blocks) {
    for (const mir::Statement& statement : block.statements) {
      const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
      if (!assign || !assign->place.projections.empty()) continue;
      const std::uint32_t local = assign->place.local.value;
      value_of_[local] = ++count[local] == 1 ? &assign->value : nullptr;
    }
  }
}

sema::TyId Callables::peeled(sema::TyId id) const {
  const sema::Ty of = names_.types().ty(id);
  const bool is_box = of.kind == TyKind::Adt && program_.adts.at(of.adt()).is_box;
  return of.kind == TyKind::Ref || is_box ? peeled(of.args[0]) : id;
}

syntax::TypeId Callables::peeled(syntax::TypeId id) const {
  if (!id) return id;
  const syntax::Type& node = program_.ast.types.at(id);
  if (const auto* reference = std::get_if<syntax::RefType>(&node.kind)) return peeled(reference->inner);
  const auto* path = std::get_if<syntax::PathType>(&node.kind);
  if (!path || path->path.self_type || path->path.segments.empty()) return id;
  const syntax::PathSegment& last = path->path.segments.back();
  if (program_.names.text(last.ident.name) != "Box" || !last.generic_args) return id;
  for (const syntax::GenericArg& arg : program_.ast.generic_args.at(last.generic_args).args)
    if (arg.kind == syntax::GenericArg::Kind::Type) return peeled(arg.type);
  return id;
}

syntax::TypeId Callables::type_of_argument(std::uint32_t index) const {
  if (!is_item_ || !decl_) return {};
  const std::uint32_t first = decl_->self_param ? 1 : 0;
  return index >= first && index - first < decl_->params.size() ? decl_->params[index - first].type : syntax::TypeId();
}

syntax::TypeId Callables::type_of(const mir::Place& place, int depth) const {
  syntax::TypeId written;
  const std::uint32_t local = place.local.value;
  if (local >= 1 && local <= body_.argument_count) {
    written = peeled(type_of_argument(local - 1));
  } else if (const mir::Rvalue* value = depth < most_copies ? value_of_[local] : nullptr) {
    const auto* use = std::get_if<mir::UseRvalue>(value);
    const auto* reference = std::get_if<mir::RefRvalue>(value);
    if (reference) written = type_of(reference->place, depth + 1);
    else if (use && use->operand.kind != mir::Operand::Kind::Constant) written = type_of(use->operand.place, depth + 1);
  }
  std::uint32_t variant = 0;
  mir::TypeId owner = body_.locals[local].type;
  for (const mir::Projection& step : place.projections) {
    if (step.kind == Step::Downcast) {
      variant = static_cast<std::uint32_t>(step.index);
      continue;
    }
    if (step.kind == Step::Field) {
      const sema::Ty whole = names_.types().ty(peeled(names_.types().mono().checked_type(owner)));
      written = whole.kind == TyKind::Adt ? peeled(names_.types().field_syntax(whole.adt(), variant, static_cast<std::uint32_t>(step.index))) : syntax::TypeId();
    } else if (step.kind != Step::Deref) {
      written = {};
    }
    variant = 0;
    owner = step.type;
  }
  return written;
}

std::optional<WrittenFn> Callables::of_param(NameId name) const {
  std::vector<WrittenFn> found;
  if (decl_) add_written_fns(program_, decl_->generics, name, found);
  if (around_) add_written_fns(program_, *around_, name, found);
  return found.size() == 1 ? std::optional(found[0]) : std::nullopt;
}

std::optional<WrittenFn> Callables::written(syntax::TypeId id) const {
  if (!id) return std::nullopt;
  const syntax::Type& node = program_.ast.types.at(id);
  if (const auto* pointer = std::get_if<syntax::FnPtrType>(&node.kind)) return WrittenFn{pointer->params, pointer->output, {}};
  std::vector<WrittenFn> found;
  if (const auto* object = std::get_if<syntax::DynTraitType>(&node.kind)) add_written_fns(program_, object->bounds, found);
  if (const auto* hidden = std::get_if<syntax::ImplTraitType>(&node.kind)) add_written_fns(program_, hidden->bounds, found);
  return found.size() == 1 ? std::optional(found[0]) : std::nullopt;
}

void Callables::relate(const WrittenFn& written, const sema::Args& params, const Regions& given, const Typed& result, Span span) {
  if (written.params.size() != params.size()) return;
  relations_.asker = mir::Outlives::Asker::Call;
  RegionEnv env;
  std::size_t at = 0;
  for (std::size_t i = 0; i < params.size(); ++i) {
    const std::size_t size = names_.types().count(params[i]);
    if (at + size > given.size()) return;
    const Typed wanted{params[i], names_.instantiate(params[i], written.params[i], params[i], env)};
    const auto from = given.begin() + static_cast<std::ptrdiff_t>(at);
    if (wanted.regions.size() == size) relations_.relate({params[i], Regions(from, from + static_cast<std::ptrdiff_t>(size))}, wanted, span);
    at += size;
  }
  if (result.regions.empty()) return;
  Regions inputs = env.inputs;
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  if (env.is_plain && inputs.size() == 1) env.elided = inputs.front();
  const Typed output{result.ty, names_.instantiate(result.ty, written.output, result.ty, env)};
  relations_.asker = relations_.result_asker;
  if (output.regions.size() == result.regions.size()) relations_.relate(output, result, span);
}

/// What flows through the closure's body is known: it was looked at before.
void Callables::relate_closure(const sema::Ty& closure, const Typed& called, const Regions& given, const Typed& result, Span span) {
  const auto known = names_.types().flows().find(closure.closure());
  if (known == names_.types().flows().end()) return;
  const FlowsOfClosure& flows = known->second;
  if (flows.held > called.regions.size()) return;
  Regions all(called.regions.end() - static_cast<std::ptrdiff_t>(flows.held), called.regions.end());
  all.insert(all.end(), given.begin(), given.end());
  all.insert(all.end(), result.regions.begin(), result.regions.end());
  relations_.asker = mir::Outlives::Asker::Call;
  flows.between(all, [&](std::uint32_t longer, std::uint32_t shorter) { relations_.add(longer, shorter, span); });
}

void Callables::relate_pointer(const mir::Operand& pointer, sema::TyId ty, const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span) {
  const sema::Ty of = names_.types().ty(ty);
  if (of.kind != TyKind::FnPtr || of.args.size() != arguments.size() + 1 || pointer.kind == mir::Operand::Kind::Constant) return;
  const auto signature = written(type_of(pointer.place, 0));
  if (!signature) return;
  const sema::Args params(of.args.begin(), of.args.end() - 1);
  Regions given;
  for (std::size_t i = 0; i < params.size(); ++i) {
    const Regions one = arguments[i] ? arguments[i]->regions : names_.fresh_for(params[i]);
    given.insert(given.end(), one.begin(), one.end());
  }
  relate(*signature, params, given, result, span);
}

bool Callables::is_trait_call(const sema::Ty& callee) const {
  if (callee.kind != TyKind::FnDef || callee.args.size() != 2) return false;
  const sema::TraitId trait = program_.fns.at(callee.fn()).trait;
  return trait && (trait == program_.lang.trait("fn") || trait == program_.lang.trait("fn_mut") || trait == program_.lang.trait("fn_once"));
}

void Callables::relate_trait_call(const sema::Ty& callee, const mir::CallTerm& call, const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span) {
  if (arguments.size() != 2 || !arguments[1] || call.arguments[0].kind == mir::Operand::Kind::Constant) return;
  const sema::Ty called = names_.types().ty(peeled(callee.args[0]));
  const Regions& given = arguments[1]->regions;
  if (called.kind == TyKind::Closure) {
    if (arguments[0]) relate_closure(called, *arguments[0], given, result, span);
    return;
  }
  std::optional<WrittenFn> signature;
  if (called.kind == TyKind::Param) signature = of_param(called.name);
  if (!signature) signature = written(type_of(call.arguments[0].place, 0));
  if (signature) relate(*signature, names_.types().ty(callee.args[1]).args, given, result, span);
}

}  // namespace lower
