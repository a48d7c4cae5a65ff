#include "run/user_spans.h"

namespace run {

void move_spans_to_user(mir::Program& program, const expand::Expansions& expansions) {
  const auto move = [&](Span& span) {
    if (!span.expansion || program.sources.is_user(span)) return;
    const Span user = expansions.user_span(span, program.sources);
    if (program.sources.is_user(user)) span = user;
  };
  for (std::uint32_t i = program.bodies.frozen_count(); i < program.bodies.size(); ++i) {
    mir::Body& body = program.bodies[mir::FnId(i)];
    move(body.span);
    body.is_user = program.sources.is_user(body.span);
    for (mir::Local& local : body.locals) move(local.span);
    for (mir::Scope& scope : body.scopes) move(scope.span);
    for (mir::DebugVariable& variable : body.variables) move(variable.span);
    for (mir::BasicBlock& block : body.blocks) {
      for (mir::Statement& statement : block.statements) move(statement.span);
      move(block.terminator.span);
      if (auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind)) {
        const Span cause = expansions.cause(call->fn_span);
        if (program.sources.is_user(cause)) call->fn_span = cause;
      }
    }
  }
  for (std::uint32_t i = 0; i < program.globals.size(); ++i) move(program.globals[mir::GlobalId(i)].span);
  for (mir::Coroutine& coroutine : program.coroutines)
    for (mir::CoroutineState& state : coroutine.states) move(state.span);
}

}  // namespace run
