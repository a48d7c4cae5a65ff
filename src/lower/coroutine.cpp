// Bodies of async functions and blocks, as they are written: what the future is given, and each
// `.await` as a loop that polls and waits.

#include "lower/coroutine.h"

#include <algorithm>

#include "lower/body_builder.h"

namespace lower {

/// The whole body. It takes the coroutine by value; `poll` is made from it later.
mir::Body BodyBuilder::lower_coroutine() {
  output_ = concrete(closure_->output);
  const mir::LocalId result = new_temp(type(output_));
  body_.locals[result.value].is_mutable = true;
  body_.is_closure = true;
  body_.argument_count = 2;
  sema::Ty coroutine;
  coroutine.kind = sema::TyKind::Coroutine;
  coroutine.def = request_.closure.value;
  coroutine.args = request_.args;
  const sema::TyId self_ty = types().intern(std::move(coroutine));
  const mir::LocalId self = new_temp(type(self_ty));
  const sema::TyId context_ty = types().ref(types().adt(program().lang.adt("Context"), {}), sema::Mutability::Mutable);
  context_ = new_temp(type(context_ty));
  body_.locals[self.value].is_argument = body_.locals[context_.value].is_argument = true;
  environment_ = local_place(self, self_ty);

  start(new_block());
  return_block_ = new_block();
  const Span end = last_character(closure_->value);
  set_terminator_of(return_block_, {mir::ReturnTerm{}, end, scope_});
  dropped_block_ = new_block();
  set_terminator_of(dropped_block_, {mir::ReturnTerm{}, end, scope_});
  ask_as_written();
  temp_scope_ = push_scope(end);
  schedule_value(self, temp_scope_);
  if (closure_->params.empty()) name_captures();
  take_parameters(end);
  {
    const Terminating temporaries(*this, end);
    into({result, {}}, closure_->value);
  }
  pop_scope();
  pop_scope();
  if (block_) go(return_block_);
  if (mono_.is_for_borrowck()) return std::move(body_);
  simplify_blocks(body_, moved_by_call_);
  elaborate_drops(mono_.out(), body_, moved_by_call_);
  moved_by_call_.clear();
  simplify_blocks(body_, moved_by_call_);
  return std::move(body_);
}

/// The parameters of an async function are captured whole, and become variables when it is first
/// polled: `let x = x;` for each.
void BodyBuilder::take_parameters(Span end) {
  const std::size_t scope = push_scope(end);
  for (std::uint32_t i = 0; i < closure_->params.size(); ++i) {
    const sema::Param& param = closure_->params[i];
    const At at(*this, param.span);
    const mir::Place source = resolved(field(environment_, i));
    const sema::TyId ty = concrete(param.ty);
    const auto* binding = std::get_if<sema::BindingPat>(&pat(param.pattern).kind);
    const bool is_simple = binding && binding->mode == sema::BindingMode::ByValue && !binding->subpattern;
    const mir::LocalId local = is_simple ? declare_variable(binding->local) : new_local(type(ty));
    note_written(local, param.ty);
    push(mir::StorageLiveStmt{local});
    schedule_storage(local, scope);
    assign_operand({local, {}}, consume_as(source, param.ty));
    schedule_value(local, scope);
    if (is_simple) continue;
    std::vector<sema::LocalId> bound;
    declare_bindings(param.pattern, bound);
    bind_irrefutable(local_place(local, ty), param.pattern, scope);
  }
}

/// `match future { mut awaitee => loop { match poll(&mut awaitee, cx) { Ready(v) => break v, Pending => yield } } }`
void BodyBuilder::await_into(const mir::Place& destination, const sema::AwaitExpr& await, sema::TyId output) {
  const Span span = span_;
  const std::size_t scope = push_scope(span);
  const sema::TyId future_ty = ty_of(await.future);
  const mir::LocalId awaitee = new_local(type(future_ty));
  body_.locals[awaitee.value].name = "__awaitee";
  body_.locals[awaitee.value].is_mutable = true;
  note_written(awaitee, expr(await.future).ty);
  push(mir::StorageLiveStmt{awaitee});
  schedule_storage(awaitee, scope);
  into({awaitee, {}}, await.future);
  schedule_value(awaitee, scope);

  const mir::BlockId again = new_block();
  go(again);
  start(again);
  const sema::TyId reference_ty = types().ref(future_ty, sema::Mutability::Mutable);
  const sema::TyId pin_ty = types().adt(program().lang.adt("pin"), {reference_ty});
  const sema::TyId poll_ty = types().adt(program().lang.adt("Poll"), {output});
  const mir::LocalId pointer = new_temp(type(reference_ty)), pinned = new_temp(type(pin_ty)), answer = new_temp(type(poll_ty));
  assign({pointer, {}}, mir::RefRvalue{mir::BorrowKind::Mutable, {awaitee, {}}, true});
  mir::AggregateRvalue pin;
  pin.type = type(pin_ty);
  pin.fields.emplace_back(0, move_of({pointer, {}}));
  assign({pinned, {}}, std::move(pin));
  call_fn(mono_.instance(program().lang.fn("poll"), {future_ty}), {move_of({pinned, {}}), copy_of({context_, {}})}, {answer, {}});

  const BuiltPlace built_answer = local_place(answer, poll_ty);
  const mir::BlockId ready = new_block(), pending = new_block();
  mir::SwitchTerm choose;
  choose.operand = discriminant_of(built_answer);
  choose.targets.emplace_back(discriminant_bits(poll_ty, 0), ready);
  choose.otherwise = pending;
  terminate(std::move(choose));

  start(pending);
  terminate(mir::FalseEdgeTerm{again, exit_block(scopes_.size() - 1, scopes_.back().drops.size(), 0, dropped_block_)});
  start(ready);
  if (mir_type(output).is_uninhabited) {
    terminate(mir::UnreachableTerm{});
  } else {
    assign_operand(destination, consume(field(downcast(built_answer, 0), 0)));
  }
  pop_scope();
}

namespace {

/// A variable that becomes part of a value, or an argument, is moved into a temporary first: it need not
/// stand beside what is made of it, and what is made can have its bytes.
class OperandParting {
 public:
  explicit OperandParting(mir::Body& body) : body_(body) {}

  void run() {
    for (mir::BasicBlock& block : body_.blocks) {
      std::vector<mir::Statement> statements;
      statements_ = &statements;
      for (mir::Statement& statement : block.statements) {
        like_ = {{}, statement.span, statement.scope};
        auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
        if (auto* made = assign ? std::get_if<mir::AggregateRvalue>(&assign->value) : nullptr)
          for (auto& [number, operand] : made->fields) part(operand);
        statements.push_back(std::move(statement));
      }
      like_ = {{}, block.terminator.span, block.terminator.scope};
      if (auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind))
        for (mir::Operand& argument : call->arguments) part(argument);
      block.statements = std::move(statements);
    }
  }

 private:
  void part(mir::Operand& operand) {
    if (operand.kind != mir::Operand::Kind::Move || !operand.place.projections.empty()) return;
    const mir::Local& variable = body_.locals[operand.place.local.value];
    if (variable.name.empty()) return;
    mir::Local temporary;
    temporary.type = variable.type;
    temporary.is_always_live = true;
    temporary.span = like_.span;
    body_.locals.push_back(std::move(temporary));
    const mir::LocalId local(static_cast<std::uint32_t>(body_.locals.size() - 1));
    mir::Statement move = like_;
    move.kind = mir::AssignStmt{{local, {}}, mir::UseRvalue{operand}};
    statements_->push_back(std::move(move));
    operand.place.local = local;
  }

  mir::Body& body_;
  std::vector<mir::Statement>* statements_ = nullptr;
  mir::Statement like_;                  // with the place in the text of what is parted
};

}  // namespace

const Coroutine* Coroutines::of(sema::TyId ty) {
  const auto found = coroutines_.find(ty);
  if (found != coroutines_.end()) return found->second.get();
  coroutines_.emplace(ty, nullptr);
  const sema::Ty coroutine_ty = mono_.program().types[ty];
  BodyRequest request;
  request.key.kind = FnKey::Kind::Closure;
  request.key.id = coroutine_ty.def;
  request.key.args = request.args = coroutine_ty.args;
  request.closure = coroutine_ty.closure();
  request.body = &sema::body_of(mono_.program(), mono_.program().closures.at(request.closure).owner);
  auto made = std::make_unique<Coroutine>();
  mir::Body body = lower_body(mono_, request);
  OperandParting(body).run();
  *made = analyze_coroutine(std::move(body));
  return (coroutines_[ty] = std::move(made)).get();
}

std::vector<mir::Coroutine> Coroutines::list() {
  sema::Program& program = mono_.program();
  std::vector<mir::Coroutine> out;
  for (const auto& [ty, coroutine] : coroutines_) {
    if (!coroutine) continue;
    const sema::Closure& closure = program.closures.at(program.types[ty].closure());
    mir::Coroutine made;
    made.type = mono_.type(ty);
    made.span = closure.head_span;
    // The body of a function is the whole of what it returns.
    if (closure.owner.kind == sema::BodyOwner::Kind::Fn && program.fns.at(sema::FnId(closure.owner.id)).is_async) {
      const sema::Body& around = sema::body_of(program, closure.owner);
      const auto* whole = std::get_if<sema::ClosureExpr>(&around.exprs[around.value].kind);
      if (whole && whole->closure == program.types[ty].closure()) {
        const sema::FnDef& fn = program.fns.at(sema::FnId(closure.owner.id));
        made.name = std::string(program.names.text(fn.name));
        made.span = fn.name_span;
      }
    }
    made.states.resize(suspended_state);
    for (const sema::Capture& capture : closure.captures)
      made.states[unresumed_state].fields.push_back(sema::body_of(program, closure.owner).locals[capture.local].span);
    for (const Suspension& suspension : coroutine->suspensions) {
      mir::CoroutineState state;
      state.span = suspension.span;
      for (const std::uint32_t saved : suspension.kept)
        state.fields.push_back(coroutine->body.locals[coroutine->saved[saved].value].span);
      made.states.push_back(std::move(state));
    }
    out.push_back(std::move(made));
  }
  std::stable_sort(out.begin(), out.end(), [](const mir::Coroutine& a, const mir::Coroutine& b) {
    return a.span.file != b.span.file ? a.span.file.value < b.span.file.value : a.span.begin < b.span.begin;
  });
  return out;
}

mir::Body Coroutines::poll(sema::TyId ty) {
  mono_.type(ty);
  return coroutine_poll(mono_, ty, *of(ty));
}

mir::Body Coroutines::drop(sema::TyId ty) {
  mono_.type(ty);
  return coroutine_drop(mono_, ty, *of(ty));
}

}  // namespace lower
