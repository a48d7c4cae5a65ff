// Blocks, statements and terminators of the body being built.

#include "lower/body_builder.h"

namespace lower {

mir::LocalId BodyBuilder::new_local(mir::TypeId type) {
  mir::Local local;
  local.type = type;
  local.span = span_;
  body_.locals.push_back(std::move(local));
  return mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
}

mir::LocalId BodyBuilder::new_temp(mir::TypeId type) {
  const mir::LocalId local = new_local(type);
  body_.locals[local.value].is_always_live = true;
  return local;
}

mir::BlockId BodyBuilder::new_block(bool is_cleanup) {
  mir::BasicBlock block;
  block.is_cleanup = is_cleanup;
  block.terminator.span = span_;
  block.terminator.scope = scope_;
  body_.blocks.push_back(std::move(block));
  return mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
}

/// After a terminator, code that nothing reaches goes to a block of its own.
mir::BlockId BodyBuilder::current_block() {
  if (!block_) block_ = new_block();
  return block_;
}

void BodyBuilder::push_statement(mir::Statement statement) {
  body_.blocks[current_block().value].statements.push_back(std::move(statement));
}

void BodyBuilder::assign(mir::Place place, mir::Rvalue value) {
  push(mir::AssignStmt{std::move(place), std::move(value)});
}

void BodyBuilder::set_terminator(mir::Terminator terminator) {
  set_terminator_of(current_block(), std::move(terminator));
  block_ = mir::BlockId();
}

void BodyBuilder::set_terminator_of(mir::BlockId block, mir::Terminator terminator) {
  body_.blocks[block.value].terminator = std::move(terminator);
}

void BodyBuilder::unsupported(std::string what) { terminate(mir::UnsupportedTerm{std::move(what)}); }

void BodyBuilder::fake_read(const BuiltPlace& place, Span span) {
  // A variable that a closure does not capture is only looked at by patterns that say nothing of it.
  BuiltPlace read = place;
  resolve_capture(read);
  if (read.captured) return;
  if (mono_.is_for_borrowck()) push_statement({mir::FakeReadStmt{read.place}, span, scope_});
  else if (is_coroutine()) push(mir::PlaceMentionStmt{read.place});
}

/// A place that is named and not read: the pointers on the way to it are followed all the same, and a
/// coroutine keeps it until then.
void BodyBuilder::mention(const BuiltPlace& place) {
  if (mono_.is_for_borrowck()) return;
  BuiltPlace named = place;
  resolve_capture(named);
  if (named.captured) return;
  if (is_coroutine()) return push(mir::PlaceMentionStmt{named.place});
  for (const mir::Projection& step : named.place.projections)
    if (step.kind == mir::Projection::Kind::Deref) return push(mir::PlaceMentionStmt{named.place});
}

void BodyBuilder::assert_that(mir::Operand condition, bool expected, mir::AssertKind kind,
                              mir::BinaryOp op, mir::Operand left, mir::Operand right) {
  const mir::BlockId unwind = unwind_here();
  const mir::BlockId next = new_block();
  mir::AssertTerm check;
  check.condition = std::move(condition);
  check.expected = expected;
  check.kind = kind;
  check.op = op;
  check.left = std::move(left);
  check.right = std::move(right);
  check.target = next;
  check.unwind = unwind;
  terminate(std::move(check));
  start(next);
}

void BodyBuilder::call_fn(mir::FnId fn, std::vector<mir::Operand> arguments, mir::Place destination) {
  const mir::BlockId unwind = unwind_here();
  const mir::BlockId next = new_block();
  mir::CallTerm call;
  call.callee.kind = mir::CallTerm::Callee::Kind::Fn;
  call.callee.fn = fn;
  call.arguments = std::move(arguments);
  call.destination = std::move(destination);
  call.target = next;
  call.unwind = unwind;
  call.fn_span = span_;
  terminate(std::move(call));
  start(next);
}

}  // namespace lower
