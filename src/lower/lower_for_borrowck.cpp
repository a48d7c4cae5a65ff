// The student's bodies as `borrowck/` wants them: each once, whether anything calls it or not, without
// what drop elaboration and retags make of them. Nothing that they call is lowered.

#include <memory>

#include "lower/lower.h"
#include "lower/monomorphizer.h"
#include "lower/region_facts.h"

namespace lower {

namespace {

class UserBodies {
 public:
  UserBodies(sema::Program& program, const std::set<sema::FnId>& wrong, mir::CheckedProgram& out)
      : program_(program), wrong_(wrong), out_(out), plain_(program, out.program, Purpose::Borrowck) {}

  void lower_all() {
    allows_overflow_ = is_mentioned("arithmetic_overflow");
    allows_panic_ = is_mentioned("unconditional_panic");
    // Closures first, the inner before the outer: who calls them asks what flows through them.
    for (std::uint32_t i = program_.closures.size(); i-- > 0;) lower_closure(sema::ClosureId(i));
    for (std::uint32_t i = 0; i < program_.fns.size(); ++i) lower_fn(sema::FnId(i));
    ExpectedClosures expected;
    for (const Lowered& each : lowered_) find_expected(*each.mono, each.body, expected);
    for (Lowered& each : lowered_) add(each, expected);
  }

 private:
  bool is_user(Span span) const {
    return program_.sources.is_user(span) ||
           program_.sources.is_user(program_.expansions.user_span(span, program_.sources));
  }

  /// Who names a lint switches it off somewhere, on an item, a block or a statement: nothing is said then.
  bool is_mentioned(std::string_view lint) const {
    for (std::uint32_t i = 0; i < program_.sources.size(); ++i) {
      const SourceFile& file = program_.sources.file(FileId(i));
      if (file.origin == FileOrigin::User && file.text->find(lint) != std::string::npos) return true;
    }
    return false;
  }

  void lower_fn(sema::FnId fn) {
    const sema::FnDef& def = program_.fns.at(fn);
    if (!def.has_body || !is_user(def.span) || wrong_.count(fn) != 0) return;
    BodyRequest request;
    request.key.id = fn.value;
    request.body = &sema::body_of(program_, sema::BodyOwner::of(fn));
    lower(request, fn, {});
  }

  void lower_closure(sema::ClosureId id) {
    const sema::Closure& closure = program_.closures.at(id);
    if (closure.is_async_closure || !is_user(closure.span)) return;
    if (closure.owner.kind != sema::BodyOwner::Kind::Fn || wrong_.count(sema::FnId(closure.owner.id)) != 0) return;
    BodyRequest request;
    request.key.kind = FnKey::Kind::Closure;
    request.key.id = id.value;
    request.closure = id;
    request.body = &sema::body_of(program_, closure.owner);
    mir::BodyFacts facts;
    for (const sema::Capture& capture : closure.captures) facts.captures.push_back(capture_facts(*request.body, capture));
    lower(request, sema::FnId(closure.owner.id), std::move(facts));
  }

  mir::CaptureFacts capture_facts(const sema::Body& body, const sema::Capture& capture) {
    const sema::Local& local = body.locals[capture.local];
    mir::CaptureFacts facts;
    facts.name = std::string(program_.names.text(local.name));
    facts.declared = local.span;
    facts.is_by_reference = capture.mode != sema::Capture::Mode::ByValue;
    facts.is_mutable = local.mutability == sema::Mutability::Mutable;
    bool is_shared = false;
    sema::TyId ty = sema::normalize(program_, local.ty);
    for (const sema::Capture::Step& step : capture.path) {
      const sema::Ty of = program_.types[ty];
      if (step.is_deref) {
        const bool is_pointer = of.kind == sema::TyKind::Ref || of.kind == sema::TyKind::RawPtr;
        if (is_pointer && of.mutability == sema::Mutability::Shared) is_shared = true;
        if (is_pointer && of.mutability == sema::Mutability::Mutable) facts.is_mutable = true;
        ty = of.args[0];
      } else if (of.kind == sema::TyKind::Tuple) {
        ty = of.args[step.field];
      } else if (of.kind == sema::TyKind::Adt) {
        const sema::TyId declared = program_.adts.at(of.adt()).variants[0].fields[step.field].ty;
        ty = sema::normalize(program_, sema::substitute(program_.types, declared, of.args));
      } else {
        facts.is_mutable = true;   // not known: nothing is said of it
        return facts;
      }
    }
    facts.is_mutable &= !is_shared;
    return facts;
  }

  struct Lowered {
    Monomorphizer* mono;
    BodyRequest request;
    mir::Body body;
    mir::BodyFacts facts;
  };

  /// A generic body has types of its own: its parameters are what the bounds of `around` say.
  void lower(BodyRequest request, sema::FnId around, mir::BodyFacts facts) {
    const sema::Generics generics = program_.fn_scopes.at(around).generics;
    if (generics.params.empty()) return lower(plain_, request, std::move(facts));
    for (std::uint32_t i = 0; i < generics.params.size(); ++i)
      request.args.push_back(program_.types.param(i, generics.params[i].name));
    request.key.args = request.args;
    generic_.push_back(std::make_unique<Monomorphizer>(program_, out_.program, Purpose::Borrowck, generics.predicates));
    lower(*generic_.back(), request, std::move(facts));
  }

  void lower(Monomorphizer& mono, const BodyRequest& request, mir::BodyFacts facts) {
    facts.allows_overflow = allows_overflow_;
    facts.allows_panic = allows_panic_;
    lowered_.push_back({&mono, request, lower_body(mono, request), std::move(facts)});
    lowered_.back().body.is_user = true;
  }

  void add(Lowered& of, const ExpectedClosures& expected) {
    check_drops_end(*of.mono, of.body);
    of.facts.regions = region_facts(*of.mono, of.request, of.body, flows_, expected);
    if (of.request.key.kind == FnKey::Kind::Closure) find_flows(*of.mono, of.request.closure, of.body, of.facts.regions, flows_);
    note_destructors(*of.mono, of.body, of.facts);
    out_.program.bodies.add(std::move(of.body));
    out_.facts.resize(out_.program.bodies.size());
    out_.facts.back() = std::move(of.facts);
  }

  /// rustc looks at all that a local may drop, of each local whether it is moved from or not.
  void check_drops_end(Monomorphizer& mono, const mir::Body& body) {
    for (const mir::Local& local : body.locals) {
      const sema::TyId ty = mono.checked_type(local.type);
      if (!mono.has_endless_drop(ty)) continue;
      program_.diagnostics.add(diag::Kind::EndlessDrop, local.span, concat("overflow while adding drop-check rules for ", quoted(sema::type_name(program_, ty))));
    }
  }

  void note_destructors(Monomorphizer& mono, const mir::Body& body, mir::BodyFacts& facts) {
    const auto see = [&](mir::TypeId id) {
      const sema::Ty ty = program_.types[mono.checked_type(id)];
      if (ty.kind == sema::TyKind::Adt && program_.adts.at(ty.adt()).drop_fn && !program_.adts.at(ty.adt()).is_box) facts.with_destructor.insert(id);
    };
    const auto see_operand = [&](const mir::Operand& operand) {
      if (operand.kind != mir::Operand::Kind::Move || operand.place.projections.empty()) return;
      see(body.locals[operand.place.local.value].type);
      for (const mir::Projection& step : operand.place.projections) see(step.type);
    };
    for (const mir::BasicBlock& block : body.blocks) {
      for (const mir::Statement& statement : block.statements) {
        const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
        if (!assign) continue;
        if (const auto* use = std::get_if<mir::UseRvalue>(&assign->value)) see_operand(use->operand);
        if (const auto* cast = std::get_if<mir::CastRvalue>(&assign->value)) see_operand(cast->operand);
        if (const auto* aggregate = std::get_if<mir::AggregateRvalue>(&assign->value))
          for (const auto& [field, operand] : aggregate->fields) see_operand(operand);
      }
      if (const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind))
        for (const mir::Operand& argument : call->arguments) see_operand(argument);
    }
  }

  sema::Program& program_;
  const std::set<sema::FnId>& wrong_;
  mir::CheckedProgram& out_;
  Monomorphizer plain_;
  std::vector<std::unique_ptr<Monomorphizer>> generic_;   // of bodies with parameters
  std::vector<Lowered> lowered_;
  ClosureFlows flows_;
  bool allows_overflow_ = false, allows_panic_ = false;
};

}  // namespace

mir::CheckedProgram lower_for_borrowck(sema::Program& program, const std::set<sema::FnId>& wrong) {
  mir::CheckedProgram out;
  UserBodies(program, wrong, out).lower_all();
  return out;
}

}  // namespace lower
