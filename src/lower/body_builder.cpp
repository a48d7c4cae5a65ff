// The frame around a body: return value, arguments, the closure's environment, and the passes that
// finish it.

#include "lower/body_builder.h"

#include "base/text.h"

namespace lower {

using sema::TyKind;

BodyBuilder::BodyBuilder(Monomorphizer& mono, const BodyRequest& request)
    : mono_(mono), request_(request), source_(*request.body) {
  if (request.closure) closure_ = program().closures.at(request.closure);
  span_ = closure_ ? closure_->span : source_.span;
  body_.span = span_;
  body_.is_user = program().sources.is_user(span_);
  body_.scopes.push_back({mir::ScopeId(), span_});
  scope_ = mir::ScopeId(0);
}

mir::Body BodyBuilder::lower() {
  const bool is_closure = closure_.has_value();
  if (is_closure && closure_->is_coroutine) return lower_coroutine();
  output_ = concrete(is_closure ? closure_->output : source_.output);
  const std::vector<sema::Param>& params = is_closure ? closure_->params : source_.params;
  const sema::ExprId value = is_closure ? closure_->value : source_.value;
  const mir::LocalId result = new_local(type(output_));
  body_.locals[result.value].is_always_live = true;
  body_.locals[result.value].is_mutable = true;
  if (request_.key.kind == FnKey::Kind::Item) {
    const sema::FnDef& def = program().fns.at(sema::FnId(request_.key.id));
    body_.name = std::string(program().names.text(def.name));
    body_.path = def.path;
    body_.is_nounwind = sema::abi_of(def.abi) == sema::Abi::C;
    body_.link_name = def.link_name;
  } else if (is_closure) {
    body_.name = "{closure}";
    body_.path = body_.name;
  }
  start(new_block());
  return_block_ = new_block();
  const Span end = last_character(value);
  set_terminator_of(return_block_, {mir::ReturnTerm{}, end, scope_});
  temp_scope_ = push_scope(end);
  if (is_closure) {
    body_.is_closure = true;
    body_.spreads_last_argument = true;
    const sema::TyId closure_ty = [&] {
      sema::Ty ty;
      ty.kind = TyKind::Closure;
      ty.def = request_.closure.value;
      ty.args = request_.args;
      return types().intern(std::move(ty));
    }();
    sema::TyId self_ty = closure_ty;
    if (closure_->kind == sema::ClosureKind::Fn) self_ty = types().ref(closure_ty, sema::Mutability::Shared);
    if (closure_->kind == sema::ClosureKind::FnMut) self_ty = types().ref(closure_ty, sema::Mutability::Mutable);
    const mir::LocalId self = new_local(type(self_ty));
    body_.locals[self.value].is_argument = body_.locals[self.value].is_always_live = true;
    environment_ = local_place(self, self_ty);
    if (!(self_ty == closure_ty)) environment_ = deref(environment_);
    name_captures();
    body_.argument_count = 1;
    schedule_value(self, temp_scope_);
    lower_params(params, 2);
    into({result, {}}, value);
  } else {
    lower_params(params, 1);
    if (request_.key.kind != FnKey::Kind::Item) extend_temporaries(value, temp_scope_);
    value_scope_ = temp_scope_;
    into({result, {}}, value);
  }
  pop_scope();
  if (block_) go(return_block_);
  return finish();
}

Span BodyBuilder::last_character(sema::ExprId body) const {
  const Span whole = expr(body).span;
  return {whole.file, whole.end > whole.begin ? whole.end - 1 : whole.begin, whole.end, whole.expansion};
}

void BodyBuilder::lower_params(const std::vector<sema::Param>& params, std::uint32_t first_argument) {
  const std::size_t scope = top_scope();
  std::vector<mir::LocalId> arguments;
  for (const sema::Param& param : params) {
    const auto* binding = param.pattern ? std::get_if<sema::BindingPat>(&pat(param.pattern).kind) : nullptr;
    mir::LocalId local;
    if (binding && binding->mode == sema::BindingMode::ByValue && !binding->subpattern) {
      local = declare_variable(binding->local);
    } else {
      local = new_local(type(concrete(param.ty)));
      body_.locals[local.value].span = param.span;
    }
    mir::Local& argument = body_.locals[local.value];
    argument.is_argument = argument.is_always_live = true;
    arguments.push_back(local);
  }
  body_.argument_count = first_argument - 1 + static_cast<std::uint32_t>(params.size());
  for (std::size_t i = 0; i < params.size(); ++i) {
    schedule_value(arguments[i], scope);
    const sema::Param& param = params[i];
    if (!param.pattern) continue;
    const auto* binding = std::get_if<sema::BindingPat>(&pat(param.pattern).kind);
    if (binding && binding->mode == sema::BindingMode::ByValue && !binding->subpattern) continue;
    const At at(*this, param.span);
    std::vector<sema::LocalId> bound;
    declare_bindings(param.pattern, bound);
    bind_irrefutable(local_place(arguments[i], concrete(param.ty)), param.pattern, scope);
  }
}

mir::Body BodyBuilder::lower_promoted(sema::ExprId value) {
  output_ = ty_of(value);
  span_ = body_.span = expr(value).span;
  body_.scopes[0].span = span_;
  const mir::LocalId result = new_local(type(output_));
  body_.locals[result.value].is_always_live = true;
  start(new_block());
  return_block_ = new_block();
  set_terminator_of(return_block_, {mir::ReturnTerm{}, span_, scope_});
  temp_scope_ = push_scope(span_);
  extend_temporaries(value, temp_scope_);
  into({result, {}}, value);
  pop_scope();
  if (block_) go(return_block_);
  body_.name = "promoted";
  return finish();
}

mir::Body BodyBuilder::finish() {
  if (mono_.is_for_borrowck()) return std::move(body_);
  simplify_blocks(body_, moved_by_call_);
  elaborate_drops(mono_.out(), body_, moved_by_call_);
  add_retags(mono_.out(), body_);
  moved_by_call_.clear();
  simplify_blocks(body_, moved_by_call_);
  return std::move(body_);
}

mir::Body lower_body(Monomorphizer& mono, const BodyRequest& request) { return BodyBuilder(mono, request).lower(); }

}  // namespace lower
