// Whether futures are Send and Sync: as rustc decides it, by all that they keep across an await, which is
// known only here. Bodies have asked for it before; those answers, which looked at captures alone, are
// asked for again.

#include <algorithm>

#include "base/text.h"
#include "lower/coroutine.h"

namespace lower {

namespace {

class AutoTraits {
 public:
  AutoTraits(Monomorphizer& mono, const std::vector<mir::Coroutine>& coroutines)
      : mono_(mono), program_(mono.program()), coroutines_(coroutines) {
    for (const mir::Coroutine& coroutine : coroutines_) {
      std::vector<sema::TyId>& kept = program_.witnesses[mono_.checked_type(coroutine.type)];
      for_each_kept(coroutine, [&](const mir::Field& field, Span, Span) {
        kept.push_back(mono_.checked_type(field.type));
        return false;
      });
    }
  }

  void check() {
    std::vector<std::pair<sema::TraitRef, Span>> reported;
    const std::vector<std::pair<sema::TraitRef, Span>> goals = program_.auto_goals;
    for (const auto& [goal, span] : goals) {
      const sema::TyFlags flags = program_.types.flags(goal.args[0]);
      if (flags.has_param || flags.has_infer || flags.has_error) continue;
      if (std::find(reported.begin(), reported.end(), std::pair(goal, span)) != reported.end()) continue;
      if (!sema::blamed_for(program_, goal)) continue;
      report(goal.trait, span);
      reported.emplace_back(goal, span);
    }
  }

 private:
  /// Calls `visit` with each field, where it was declared and where it is kept, until it says true.
  template <class Visit>
  bool for_each_kept(const mir::Coroutine& coroutine, Visit visit) const {
    const mir::Type type = mono_.out().types.at(coroutine.type);
    const Coroutine* body = mono_.coroutines().of(mono_.checked_type(coroutine.type));
    for (std::size_t state = suspended_state; state < type.variants.size(); ++state)
      for (std::size_t i = 0; i < type.variants[state].fields.size(); ++i)
        if (!is_static_address(*body, body->saved[body->suspensions[state - suspended_state].kept[i]]) && visit(type.variants[state].fields[i], coroutine.states[state].fields[i], coroutine.states[state].span)) return true;
    return false;
  }

  /// The address of a static can be had again at any time.
  bool is_static_address(const Coroutine& coroutine, mir::LocalId local) const {
    for (const mir::BasicBlock& block : coroutine.body.blocks) {
      for (const mir::Statement& statement : block.statements) {
        const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
        if (!assign || assign->place.local != local || !assign->place.projections.empty()) continue;
        const auto* use = std::get_if<mir::UseRvalue>(&assign->value);
        if (!use || use->operand.kind != mir::Operand::Kind::Constant) return false;
        const mir::Constant& value = use->operand.constant;
        return value.kind == mir::Constant::Kind::GlobalAddress && mono_.out().globals.at(value.global).kind == mir::Global::Kind::Static;
      }
    }
    return false;
  }

  void report(sema::TraitId trait, Span span) {
    const std::string name(program_.names.text(program_.traits.at(trait).name));
    diag::Diagnostic& item = program_.diagnostics.add(
        diag::Kind::FutureNotSend, span,
        name == "Send"   ? std::string("future cannot be sent between threads safely")
        : name == "Sync" ? std::string("future cannot be shared between threads safely")
                         : concat("the future does not implement ", quoted(name)));
    for (const mir::Coroutine& coroutine : coroutines_) {
      const bool is_found = for_each_kept(coroutine, [&](const mir::Field& field, Span declared, Span waits) {
        const sema::TyId ty = mono_.checked_type(field.type);
        if (program_.types[ty].kind == sema::TyKind::Coroutine || sema::implements(program_, {trait, {ty}})) return false;
        const std::string what = field.name.empty() ? std::string("this value") : quoted(field.name);
        item.label(declared, concat(what, " has type ", quoted(sema::type_name(program_, ty)), ", which is not ", quoted(name)));
        item.label(waits, concat("waits here, and keeps ", what));
        return true;
      });
      if (is_found) return;
    }
  }

  Monomorphizer& mono_;
  sema::Program& program_;
  const std::vector<mir::Coroutine>& coroutines_;
};

}  // namespace

void check_auto_traits(Monomorphizer& mono, const std::vector<mir::Coroutine>& coroutines) { AutoTraits(mono, coroutines).check(); }

}  // namespace lower
