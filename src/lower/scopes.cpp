// The stack of scopes: what is dropped and declared dead on leaving them by their end, by a jump, or
// by a panic. Drops run in the reverse order of scheduling.
//
//   scope 0   [a]          a jump out of scope 1:  drop c, drop b, then the target
//   scope 1   [b, c]       a panic in scope 1:     cleanup of c, then b, then a, then resume
//
// The paths are shared: each scheduled drop keeps the blocks that run it and all below it.

#include "lower/body_builder.h"

namespace lower {

std::size_t BodyBuilder::push_scope(Span end) {
  scopes_.push_back({{}, end});
  return scopes_.size() - 1;
}

void BodyBuilder::schedule_storage(mir::LocalId local, std::size_t scope) { schedule(scope, local, false); }
void BodyBuilder::schedule_value(mir::LocalId local, std::size_t scope) {
  const mir::Local& of = body_.locals[local.value];
  if (of.may_need_drop || mir_type(of.type).needs_drop) schedule(scope, local, true);
}

void BodyBuilder::schedule(std::size_t scope, mir::LocalId local, bool is_value) {
  ScheduledDrop drop;
  drop.local = local;
  drop.is_value = is_value;
  scopes_[scope].drops.push_back(std::move(drop));
  // Paths through the scopes inside now miss a step.
  for (std::size_t inner = scope + 1; inner < scopes_.size(); ++inner) {
    for (ScheduledDrop& stale : scopes_[inner].drops) {
      stale.unwind = mir::BlockId();
      stale.exits.clear();
    }
  }
}

void BodyBuilder::pop_scope() {
  const At at(*this, scopes_.back().end);
  const std::size_t scope = scopes_.size() - 1;
  for (std::size_t i = scopes_[scope].drops.size(); i-- > 0;) {
    if (!block_) break;   // nothing reaches the end of the scope
    const ScheduledDrop& drop = scopes_[scope].drops[i];
    if (!drop.is_value) {
      push(mir::StorageDeadStmt{drop.local});
      continue;
    }
    const mir::Place place{drop.local, {}};
    const mir::BlockId unwind = unwind_below(scope, i);
    const mir::BlockId next = new_block();
    terminate(mir::DropTerm{place, next, unwind});
    start(next);
  }
  scopes_.pop_back();
}

void BodyBuilder::discard_scope() { scopes_.pop_back(); }

mir::BlockId BodyBuilder::resume_block() {
  if (!resume_block_) {
    resume_block_ = new_block(true);
    set_terminator_of(resume_block_, {mir::ResumeTerm{}, body_.span, mir::ScopeId(0)});
  }
  return resume_block_;
}

mir::BlockId BodyBuilder::unwind_below(std::size_t scope, std::size_t index) {
  while (true) {
    while (index == 0) {
      if (scope == 0) return {};
      --scope;
      index = scopes_[scope].drops.size();
    }
    --index;
    // In a coroutine, what is dead also on the way out of a panic may share its bytes with others.
    if (scopes_[scope].drops[index].is_value || dropped_block_) break;
  }
  if (scopes_[scope].drops[index].unwind) return scopes_[scope].drops[index].unwind;
  mir::BlockId below = unwind_below(scope, index);
  if (!scopes_[scope].drops[index].is_value) {
    if (!below) return {};
    const mir::BlockId block = new_block(true);
    body_.blocks[block.value].statements.push_back(
        {mir::StorageDeadStmt{scopes_[scope].drops[index].local}, scopes_[scope].end, scope_});
    set_terminator_of(block, {mir::GotoTerm{below}, scopes_[scope].end, scope_});
    scopes_[scope].drops[index].unwind = block;
    return block;
  }
  if (!below) below = resume_block();
  const mir::BlockId block = new_block(true);
  ScheduledDrop& drop = scopes_[scope].drops[index];
  set_terminator_of(block, {mir::DropTerm{{drop.local, {}}, below, {}}, scopes_[scope].end, scope_});
  drop.unwind = block;
  return block;
}

mir::BlockId BodyBuilder::exit_block(std::size_t scope, std::size_t index, std::size_t depth,
                                     mir::BlockId target) {
  while (index == 0) {
    if (scope == depth) return target;
    --scope;
    index = scopes_[scope].drops.size();
  }
  --index;
  for (const auto& [end, block] : scopes_[scope].drops[index].exits)
    if (end == target) return block;
  const mir::BlockId below = exit_block(scope, index, depth, target);
  const mir::BlockId block = new_block();
  const Span end = scopes_[scope].end;
  if (scopes_[scope].drops[index].is_value) {
    const mir::BlockId unwind = unwind_below(scope, index);
    set_terminator_of(block, {mir::DropTerm{{scopes_[scope].drops[index].local, {}}, below, unwind}, end, scope_});
  } else {
    body_.blocks[block.value].statements.push_back(
        {mir::StorageDeadStmt{scopes_[scope].drops[index].local}, end, scope_});
    set_terminator_of(block, {mir::GotoTerm{below}, end, scope_});
  }
  scopes_[scope].drops[index].exits.emplace_back(target, block);
  return block;
}

void BodyBuilder::exit_to(std::size_t depth, mir::BlockId target) {
  if (!block_) return;
  if (scopes_.size() <= depth) {
    go(target);
    return;
  }
  go(exit_block(scopes_.size() - 1, scopes_.back().drops.size(), depth, target));
}

mir::ScopeId BodyBuilder::new_source_scope(Span span) {
  body_.scopes.push_back({scope_, span});
  return mir::ScopeId(static_cast<std::uint32_t>(body_.scopes.size() - 1));
}

}  // namespace lower
