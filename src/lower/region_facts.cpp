#include "lower/region_facts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lower/region_callables.h"
#include "lower/region_env.h"

namespace lower {

using sema::TyKind;
using Step = mir::Projection::Kind;

namespace {

class Facts {
 public:
  Facts(Monomorphizer& mono, const BodyRequest& request, const mir::Body& body, const ClosureFlows& flows, const ExpectedClosures& expected)
      : mono_(mono), request_(request), body_(body), expected_(expected), types_(mono, flows), names_(types_), relations_(names_, out_), callables_(names_, relations_, request, body) {}

  mir::RegionFacts find() {
    for (const mir::Local& local : body_.locals) {
      const sema::TyId ty = mono_.checked_type(local.type);
      locals_.push_back({ty, names_.fresh_for(ty)});
    }
    if (request_.key.kind == FnKey::Kind::Item) know_signature(names_, out_, sema::FnId(request_.key.id), request_.args, locals_);
    if (request_.key.kind == FnKey::Kind::Closure) know_closure(types_, request_.closure, expected_, out_, locals_);
    know_written_types();
    for (std::uint32_t block = 0; block < body_.blocks.size(); ++block) {
      const mir::BasicBlock& of = body_.blocks[block];
      if (of.is_cleanup) continue;
      for (std::uint32_t i = 0; i < of.statements.size(); ++i)
        if (const auto* assign = std::get_if<mir::AssignStmt>(&of.statements[i].kind)) look_at(*assign, of.statements[i].span, {block, i});
      if (const auto* call = std::get_if<mir::CallTerm>(&of.terminator.kind)) look_at(*call, of.terminator.span);
    }
    for (const Typed& local : locals_) {
      out_.of_local.push_back(local.regions);
      out_.dropped.emplace_back();
      const std::vector<bool>& dropped = names_.dropped(local.ty);
      for (std::size_t i = 0; i < dropped.size(); ++i)
        if (dropped[i]) out_.dropped.back().push_back(local.regions[i]);
    }
    out_.count = names_.count();
    return std::move(out_);
  }

 private:
  /// `let name: &'a T`: the variable's regions are as those that its type names.
  void know_written_types() {
    for (std::uint32_t i = 0; i < request_.body->locals.size(); ++i) {
      const sema::Local& variable = request_.body->locals[sema::LocalId(i)];
      if (!variable.written) continue;
      for (std::size_t at = 0; at < body_.locals.size(); ++at) {
        if (body_.locals[at].name.empty() || !(body_.locals[at].span == variable.span)) continue;
        RegionEnv env;
        env.args = request_.args;
        env.object = std::nullopt;
        env.is_in_body = true;
        for (const mir::Universal& each : out_.universals)
          if (!each.name.empty()) env.lifetimes.emplace(mono_.program().names.intern(each.name), each.region);
        const Regions named = names_.instantiate(variable.ty, variable.written, locals_[at].ty, env);
        if (named.size() != locals_[at].regions.size()) continue;
        const Span span = mono_.program().ast.types.at(variable.written).span;
        relations_.asker = mir::Outlives::Asker::Annotation;
        for (std::size_t region = 0; region < named.size(); ++region) {
          relations_.add(locals_[at].regions[region], named[region], span);
          relations_.add(named[region], locals_[at].regions[region], span);
        }
      }
    }
  }

  Typed step(const Typed& from, const mir::Projection& step, std::uint32_t variant) {
    const sema::TyId to = mono_.checked_type(step.type);
    const sema::Ty ty = types_.ty(from.ty);
    const auto tail = [&](std::size_t begin) {
      return begin <= from.regions.size() ? Regions(from.regions.begin() + static_cast<std::ptrdiff_t>(begin), from.regions.end()) : Regions();
    };
    Typed out{to, {}};
    switch (step.kind) {
      case Step::Deref:
        if (ty.kind == TyKind::Ref) out.regions = tail(1);
        else if (ty.kind == TyKind::RawPtr) out.regions = tail(0);
        else if (ty.kind == TyKind::Adt && !ty.args.empty()) out.regions = Regions(from.regions.begin(), from.regions.begin() + static_cast<std::ptrdiff_t>(std::min(from.regions.size(), types_.count(ty.args[0]))));
        break;
      case Step::Field: out.regions = names_.field(from.ty, variant, static_cast<std::uint32_t>(step.index), from.regions, to); break;
      case Step::Index:
      case Step::ConstantIndex:
      case Step::Subslice:
      case Step::Downcast: out.regions = from.regions; break;
    }
    if (out.regions.size() != types_.count(to)) out.regions = names_.fresh_for(to);
    return out;
  }

  Typed typed(const mir::Place& place, std::size_t length) {
    Typed out = locals_[place.local.value];
    std::uint32_t variant = 0;
    for (std::size_t i = 0; i < length; ++i) {
      const mir::Projection& projection = place.projections[i];
      if (projection.kind == Step::Downcast) {
        // The type stays that of the enum.
        variant = static_cast<std::uint32_t>(projection.index);
        continue;
      }
      out = step(out, projection, variant);
      variant = 0;
    }
    return out;
  }
  Typed typed(const mir::Place& place) { return typed(place, place.projections.size()); }
  std::optional<Typed> typed(const mir::Operand& operand) {
    if (operand.kind == mir::Operand::Kind::Constant) return std::nullopt;
    return typed(operand.place);
  }

  void put(const mir::Operand& operand, const Typed& into, Span span) {
    if (const auto from = typed(operand)) relations_.relate(*from, into, span);
  }

  void look_at(const mir::AssignStmt& assign, Span span, std::pair<std::uint32_t, std::uint32_t> at) {
    const Typed into = typed(assign.place);
    relations_.asker = assign.place.local == mir::LocalId(0) ? mir::Outlives::Asker::Result : mir::Outlives::Asker::Assignment;
    if (const auto* use = std::get_if<mir::UseRvalue>(&assign.value)) put(use->operand, into, span);
    else if (const auto* reference = std::get_if<mir::RefRvalue>(&assign.value)) borrow(*reference, into, span, at);
    else if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign.value)) relations_.relate_parts(typed(raw->place).regions, into, 0, span);
    else if (const auto* cast = std::get_if<mir::CastRvalue>(&assign.value)) convert(*cast, into, span);
    else if (const auto* repeat = std::get_if<mir::RepeatRvalue>(&assign.value)) {
      const Typed element{types_.ty(into.ty).args.empty() ? into.ty : types_.ty(into.ty).args[0], into.regions};
      put(repeat->element, element, span);
    } else if (const auto* aggregate = std::get_if<mir::AggregateRvalue>(&assign.value)) {
      for (const auto& [field, operand] : aggregate->fields) {
        const auto from = typed(operand);
        if (!from || from->regions.empty()) continue;
        Typed part{from->ty, {}};
        if (types_.ty(into.ty).kind == TyKind::Array) part.regions = into.regions;
        else part.regions = names_.field(into.ty, aggregate->variant, field, into.regions, from->ty);
        relations_.relate(*from, part, span);
      }
      if (types_.ty(into.ty).kind == TyKind::Closure) know_flows(into, span);
    }
  }

  /// A closure is made: what its body asks of what it holds.
  void know_flows(const Typed& made, Span span) {
    const auto known = types_.flows().find(types_.ty(made.ty).closure());
    if (known == types_.flows().end()) return;
    known->second.between(made.regions, [&](std::uint32_t longer, std::uint32_t shorter) { relations_.add(longer, shorter, span); });
  }

  void borrow(const mir::RefRvalue& reference, const Typed& into, Span span, std::pair<std::uint32_t, std::uint32_t> at) {
    if (into.regions.empty()) return;
    const std::uint32_t region = names_.fresh();
    out_.of_borrow[at] = region;
    relations_.add(region, into.regions[0], span);
    const Regions inside = typed(reference.place).regions;
    relations_.relate_parts(inside, into, 1, span);
    // A reference lasts no longer than what it refers to, though its type may be forgotten.
    for (const std::uint32_t each : inside) relations_.add(each, region, span);
    for (std::uint32_t step = 0; step < reference.place.projections.size(); ++step) {
      if (reference.place.projections[step].kind != Step::Field) continue;
      const sema::Ty owner = types_.ty(typed(reference.place, step).ty);
      if (owner.kind != TyKind::Adt || !mono_.program().adts.at(owner.adt()).drop_fn || mono_.program().adts.at(owner.adt()).is_box) continue;
      out_.destructors[at] = step;
      break;
    }
    // What is borrowed through a reference lasts no longer than that.
    for (std::size_t length = reference.place.projections.size(); length-- > 0;) {
      if (reference.place.projections[length].kind != Step::Deref) continue;
      const Typed pointer = typed(reference.place, length);
      const sema::Ty ty = types_.ty(pointer.ty);
      if (ty.kind == TyKind::RawPtr) break;
      if (ty.kind != TyKind::Ref) continue;
      if (!pointer.regions.empty()) relations_.add(pointer.regions[0], region, span);
      if (ty.mutability == sema::Mutability::Shared) break;
    }
  }

  /// A pointer to something known as one to a trait object: all that was in it is in the object.
  bool to_object(const Typed& from, const Typed& into, Span span) {
    const sema::Ty source = types_.ty(from.ty);
    const sema::Ty target = types_.ty(into.ty);
    if (source.kind != target.kind || source.args.empty() || target.args.empty()) return false;
    if (types_.ty(target.args[0]).kind != TyKind::Dyn || types_.ty(source.args[0]).kind == TyKind::Dyn) return false;
    const std::size_t outer = source.kind == TyKind::Ref ? 1 : 0;
    if (source.kind == TyKind::Adt && !types_.lifetimes_of(source.adt()).empty()) return true;
    const std::size_t inner = types_.count(source.args[0]);
    if (into.regions.size() < outer + 1 || from.regions.size() < outer + inner) return true;
    if (outer != 0) relations_.add(from.regions[0], into.regions[0], span);
    if (relations_.asker == mir::Outlives::Asker::Assignment) relations_.asker = mir::Outlives::Asker::Object;
    for (std::size_t i = 0; i < inner; ++i) relations_.add(from.regions[outer + i], into.regions[outer], span);
    relations_.add_params(source.args[0], into.regions[outer], span);
    return true;
  }

  void convert(const mir::CastRvalue& cast, const Typed& into, Span span) {
    const auto from = typed(cast.operand);
    if (!from) return;
    switch (cast.kind) {
      case mir::CastKind::UnsizeDyn:
      case mir::CastKind::UnsizeArray:
      case mir::CastKind::UpcastDyn:
      case mir::CastKind::PtrToPtr:
        if (to_object(*from, into, span)) return;
        if (from->regions.size() == into.regions.size()) relations_.relate_parts(from->regions, into, 0, span);
        return;
      case mir::CastKind::IntToInt: case mir::CastKind::IntToFloat: case mir::CastKind::FloatToInt:
      case mir::CastKind::FloatToFloat: case mir::CastKind::PtrToAddr: case mir::CastKind::AddrToPtr:
      case mir::CastKind::FnPtrToAddr: case mir::CastKind::FnPtrToPtr: case mir::CastKind::Transmute:
      case mir::CastKind::ReifyFn: return;
    }
  }

  void look_at(const mir::CallTerm& call, Span span) {
    using Callee = mir::CallTerm::Callee::Kind;
    if (call.callee.kind != Callee::Unresolved && call.callee.kind != Callee::Pointer) return;
    std::vector<std::optional<Typed>> arguments;
    for (const mir::Operand& argument : call.arguments) arguments.push_back(typed(argument));
    const Typed result = typed(call.destination);
    const bool is_returned = call.destination.local == mir::LocalId(0) && call.destination.projections.empty();
    relations_.result_asker = is_returned ? mir::Outlives::Asker::Result : mir::Outlives::Asker::Call;
    if (call.callee.kind == Callee::Pointer) {
      const auto pointer = typed(call.callee.pointer);
      if (pointer) callables_.relate_pointer(call.callee.pointer, pointer->ty, arguments, result, span);
      return;
    }
    const sema::Ty callee = types_.ty(sema::TyId(call.callee.method));
    if (callables_.is_trait_call(callee)) callables_.relate_trait_call(callee, call, arguments, result, span);
    else relate_call(names_, relations_, sema::TyId(call.callee.method), arguments, result, span);
    Regions captured = std::exchange(relations_.captured, {});
    if (!captured.empty() && call.destination.projections.empty()) out_.hidden.push_back({std::move(captured), holders_from(call.destination.local)});
  }

  /// The local, and those that its whole value moves on to.
  std::vector<mir::LocalId> holders_from(mir::LocalId first) const {
    std::vector<mir::LocalId> holders{first};
    for (std::size_t at = 0; at < holders.size(); ++at) {
      for (const mir::BasicBlock& block : body_.blocks) {
        for (const mir::Statement& statement : block.statements) {
          const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
          const auto* use = assign && assign->place.projections.empty() ? std::get_if<mir::UseRvalue>(&assign->value) : nullptr;
          const bool moves = use && use->operand.kind == mir::Operand::Kind::Move && use->operand.place.projections.empty() && use->operand.place.local == holders[at];
          if (moves && std::find(holders.begin(), holders.end(), assign->place.local) == holders.end()) holders.push_back(assign->place.local);
        }
      }
    }
    return holders;
  }

  Monomorphizer& mono_;
  const BodyRequest& request_;
  const mir::Body& body_;
  const ExpectedClosures& expected_;
  mir::RegionFacts out_;
  RegionTypes types_;
  RegionNames names_;
  Relations relations_;
  Callables callables_;
  std::vector<Typed> locals_;
};

}  // namespace

mir::RegionFacts region_facts(Monomorphizer& mono, const BodyRequest& request, const mir::Body& body, const ClosureFlows& flows, const ExpectedClosures& expected) {
  return Facts(mono, request, body, flows, expected).find();
}

}  // namespace lower
