// `let`: a variable that waits for its initializer, a pattern that takes a value apart, and let-else.

#include "lower/body_builder.h"

namespace lower {

void BodyBuilder::let_statement(const sema::LetStmt& let, std::size_t block_scope) {
  const At at(*this, let.span);
  std::vector<sema::LocalId> bound;
  if (let.has_else) return let_else(let, block_scope);
  declare_bindings(let.pattern, bound);
  const Span pattern_span = pat(let.pattern).span;
  if (!let.value) {
    for (const sema::LocalId local : bound) {
      push(mir::StorageLiveStmt{local_of(local)});
      schedule_variable(local, block_scope);
    }
    scope_ = new_source_scope(let.span);
    return;
  }
  const auto* binding = std::get_if<sema::BindingPat>(&pat(let.pattern).kind);
  extend_temporaries(let.value, block_scope);
  if (pattern_binds_by_reference(let.pattern)) extend_operand(let.value, block_scope);
  {
    const Terminating temporaries(*this, let.span);
    // `let ref x = 5;` is `let x = &5;`.
    const bool is_promoted = binding && binding->mode == sema::BindingMode::ByRef && !is_place_expr(let.value) &&
                             is_promotable(let.value);
    if (binding && (binding->mode == sema::BindingMode::ByValue || is_promoted) && !binding->subpattern) {
      const mir::LocalId local = local_of(binding->local);
      {
        const At at_pattern(*this, pattern_span);
        push(mir::StorageLiveStmt{local});
      }
      schedule_storage(local, block_scope);
      if (is_promoted) assign({local, {}}, mir::UseRvalue{promote(let.value, types().ref(ty_of(let.value), sema::Mutability::Shared))});
      else into({local, {}}, let.value);
      schedule_value(local, block_scope);
    } else if (std::holds_alternative<sema::WildPat>(pat(let.pattern).kind) && !is_place_expr(let.value)) {
      // `let _ = value;` drops the value at the end of the statement.
      as_statement(let.value);
    } else {
      const BuiltPlace place = as_place(let.value);
      if (std::holds_alternative<sema::WildPat>(pat(let.pattern).kind)) mention(place);
      else fake_read(place, expr(let.value).span);
      bind_irrefutable(place, let.pattern, block_scope);
    }
  }
  scope_ = new_source_scope(let.span);
}

void BodyBuilder::let_else(const sema::LetStmt& let, std::size_t block_scope) {
  std::vector<sema::LocalId> bound;
  declare_bindings(let.pattern, bound);
  const mir::BlockId otherwise = new_block(), matched = new_block();
  std::size_t variable_drops = 0;
  extend_temporaries(let.value, block_scope);
  if (pattern_binds_by_reference(let.pattern)) extend_operand(let.value, block_scope);
  {
    // Temporaries of the initializer are gone before `else` runs, and before the next statement.
    const Terminating temporaries(*this, let.span);
    const std::size_t depth = temp_scope_;
    const BuiltPlace place = as_place(let.value);
    fake_read(place, expr(let.value).span);
    const Matching matching(*this, expr(let.value).span);
    const mir::BlockId failed = new_block();
    std::vector<Candidate> candidates{new_candidate(place, let.pattern, 0, false)};
    match_candidates(std::move(candidates), failed, [&](const Candidate& candidate, mir::BlockId) {
      bind(candidate);
      go(matched);
    });
    start(failed);
    exit_to(depth, otherwise);
    start(matched);
    const std::size_t before = scopes_[block_scope].drops.size();
    for (const sema::LocalId local : bound) schedule_variable(local, block_scope);
    variable_drops = scopes_[block_scope].drops.size() - before;
  }
  const mir::BlockId after = new_block();
  if (block_) go(after);
  start(otherwise);
  {
    // On this path the variables do not exist.
    const auto end = [&] { return scopes_[block_scope].drops.end(); };
    const auto variables = end() - static_cast<std::ptrdiff_t>(variable_drops);
    const std::vector<ScheduledDrop> put_back(variables, end());
    scopes_[block_scope].drops.erase(variables, end());
    {
      const At at(*this, expr(let.else_block).span);
      const Terminating temporaries(*this, expr(let.else_block).span);
      into({new_temp(type(ty_of(let.else_block))), {}}, let.else_block);
      if (block_) terminate(mir::UnreachableTerm{});
    }
    scopes_[block_scope].drops.insert(end(), put_back.begin(), put_back.end());
  }
  start(after);
  scope_ = new_source_scope(let.span);
}

}  // namespace lower
