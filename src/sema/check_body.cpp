// The bodies of functions, consts and statics.

#include "base/text.h"
#include "sema/check.h"

namespace sema {

namespace {

std::vector<Predicate> env_of(const ItemScope& scope) { return scope.generics.predicates; }

}  // namespace

BodyChecker::BodyChecker(Program& program, BodyOwner owner, const ItemScope& scope, syntax::Edition edition)
    : program_(program), scope_(scope), table_(program.types), solver_(program, table_, env_of(scope)) {
  body_.owner = owner;
  body_.edition = edition;
}

LocalId BodyChecker::new_local(NameId name, TyId ty, Mutability mutability, Span span, bool is_user) {
  local_owners_.push_back(current_closure_);
  return body_.locals.add({name, ty, mutability, span, is_user, {}});
}

/// `x` or `mut x`.
bool BodyChecker::is_name(syntax::PatId pattern) const {
  const auto* name = std::get_if<syntax::IdentPat>(&program_.ast.pats.at(pattern).kind);
  return name && !name->by_ref && !name->subpattern;
}

Body BodyChecker::check_fn(FnId id) {
  const FnDef def = program_.fns.at(id);
  const auto& item = std::get<syntax::FnItem>(ast().items.at(def.item).kind);
  const syntax::FnDecl decl = item.decl;
  body_.span = def.span;

  // What an opaque result hides is an unknown with bounds.
  TyId output = def.output;
  if (types().flags(output).has_opaque) {
    std::function<void(TyId)> open = [&](TyId ty) {
      if (!types().flags(ty).has_opaque) return;
      const Ty seen = types()[ty];
      if (seen.kind == TyKind::Opaque && program_.opaques.at(seen.opaque()).fn == id) {
        for (const auto& [known, var] : solver_.opaque_vars) {
          if (known == ty) return;
        }
        TyId var = fresh(def.span);
        solver_.opaque_vars.push_back({ty, var});
        for (const Predicate& bound : std::vector<Predicate>(program_.opaques.at(seen.opaque()).bounds)) {
          for (TyId arg : bound.trait_ref.args) open(arg);
          if (bound.ty) open(bound.ty);
        }
        return;
      }
      for (TyId arg : seen.args) open(arg);
      if (seen.dyn) {
        for (TyId arg : seen.dyn->principal_args) open(arg);
        for (const auto& [assoc, equal] : seen.dyn->projections) open(equal);
      }
    };
    open(output);
    for (std::size_t i = 0; i < solver_.opaque_vars.size(); ++i) {
      const Ty opaque = types()[solver_.opaque_vars[i].first];
      for (const Predicate& bound : std::vector<Predicate>(program_.opaques.at(opaque.opaque()).bounds)) {
        Obligation obligation;
        obligation.predicate = bound;
        obligation.span = def.span;
        solver_.require(std::move(obligation));
      }
    }
  }
  output = normalize(output, def.span);
  if (is(output, TyKind::Dyn)) {
    report(diag::Kind::DynReturned, ast().types.at(decl.output).span, concat("the size of ", quoted(name(output)), " is not known: it cannot be returned without a pointer"))
        .with_help("return `impl Trait` if it is always one type, else `Box<dyn Trait>`");
    output = types().error_;
  }
  body_.output = output;
  fn_.output = output;
  fn_.is_const = def.is_const;

  std::vector<syntax::PatId> patterns;
  for (const syntax::Param& param : decl.params) patterns.push_back(param.pattern);
  check_repeated_bindings(patterns, diag::Kind::ParamTwice);
  std::size_t first = 0;
  if (decl.self_param) {
    const syntax::SelfParam& self = *decl.self_param;
    TyId ty = normalize(def.params[0], self.ident.span);
    LocalId local = new_local(self.ident.name, ty, self.mutability, self.ident.span);
    variables_.push_back({self.ident.name, self.ident.hygiene, local, scope_.module});
    body_.params.push_back({make_pat(self.ident.span, ty, BindingPat{local, BindingMode::ByValue, {}}), ty, self.ident.span});
    first = 1;
  }
  for (std::size_t i = 0; i < decl.params.size() && first + i < def.params.size(); ++i) {
    Span span = ast().pats.at(decl.params[i].pattern).span;
    TyId ty = normalize(def.params[first + i], span);
    PatId pattern;
    if (!def.is_async || is_name(decl.params[i].pattern)) {
      pattern = check_pat(decl.params[i].pattern, ty);
    } else {
      // Taken apart only in the body.
      LocalId whole = new_local(program_.names.intern(concat("__arg", first + i)), ty, Mutability::Shared, span, false);
      pattern = make_pat(span, ty, BindingPat{whole, BindingMode::ByValue, {}});
    }
    body_.params.push_back({pattern, ty, span});
    solver_.require_trait(program_.lang.trait("sized"), {ty}, span, Cause::SizedArgument);
  }

  const syntax::BlockId written = read_fn_body(program_, decl);
  if (def.is_async) {
    // The body is a future: the arguments are moved into it, the result is what it is ready with.
    TyId ready = fresh(def.span);
    fn_.output = ready;
    fn_.is_async = true;
    for (const auto& [opaque, var] : solver_.opaque_vars) {
      for (const Predicate& bound : std::vector<Predicate>(program_.opaques.at(types()[opaque].opaque()).bounds)) {
        if (bound.kind == Predicate::Kind::ProjectionEquals) table_.unify(ready, normalize(bound.ty, def.span));
      }
    }
    Span body_span = ast().blocks.at(written).span;
    ClosureId coroutine = open_coroutine(ready, true, body_span);
    program_.closures[coroutine].taken_params = body_.params;
    std::vector<Param> params = body_.params;
    for (std::size_t i = 0; i < decl.params.size() && first + i < params.size(); ++i) {
      if (!is_name(decl.params[i].pattern)) params[first + i].pattern = check_pat(decl.params[i].pattern, params[first + i].ty);
    }
    program_.closures[coroutine].params = std::move(params);
    // Known before the body: a recursive call gives the same future.
    table_.unify(output, coroutine_type(coroutine));
    ExprId inner = check_block_coerce(written, ready);
    body_.value = close_coroutine(coroutine, inner, ready, body_span);
  } else {
    body_.value = check_block_coerce(written, output);
  }
  solver_.require_trait(program_.lang.trait("sized"), {output}, def.name_span, Cause::Bound);
  finish();
  return std::move(body_);
}

Body BodyChecker::check_value(syntax::ExprId value, TyId type) {
  body_.span = ast().exprs.at(value).span;
  type = normalize(type, body_.span);
  body_.output = type;
  fn_.output = type;
  fn_.is_const = true;
  body_.value = check_coerce(value, type);
  finish();
  return std::move(body_);
}

Body BodyChecker::check_static(const syntax::StaticItem& item, const StaticDef& def) {
  // Every thread can reach it.
  if (def.mutability == Mutability::Shared && !def.is_thread_local && !def.is_foreign)
    solver_.require_trait(program_.lang.trait("sync"), {def.ty}, ast().types.at(item.type).span);
  return check_value(item.value, def.ty);
}

const Body& body_of(Program& program, BodyOwner owner) {
  std::uint64_t key = (static_cast<std::uint64_t>(owner.kind) << 32) | owner.id;
  auto known = program.bodies.find(key);
  if (known != program.bodies.end() && known->second) return *known->second;
  // A body that needs itself (an opaque type that hides itself) sees an empty one.
  program.bodies[key] = std::make_shared<const Body>();
  auto edition_of = [&](Span span) {
    bool is_user = span.file && program.sources.file(span.file).origin == FileOrigin::User;
    return is_user ? program.edition : syntax::Edition::E2024;
  };
  Body body;
  if (owner.kind == BodyOwner::Kind::Fn) {
    FnId fn(owner.id);
    BodyChecker checker(program, owner, program.fn_scopes.at(fn), edition_of(program.fns.at(fn).span));
    body = checker.check_fn(fn);
  } else if (owner.kind == BodyOwner::Kind::Const) {
    ConstId id(owner.id);
    const auto& item = std::get<syntax::ConstItem>(program.ast.items.at(program.const_items.at(id)).kind);
    BodyChecker checker(program, owner, program.const_scopes.at(id), edition_of(program.consts.at(id).span));
    body = checker.check_value(item.value, program.consts.at(id).ty);
  } else {
    StaticId id(owner.id);
    const auto& item = std::get<syntax::StaticItem>(program.ast.items.at(program.static_items.at(id)).kind);
    BodyChecker checker(program, owner, program.static_scopes.at(id), edition_of(program.statics.at(id).span));
    const StaticDef def = program.statics.at(id);
    body = checker.check_static(item, def);
  }
  auto shared = std::make_shared<const Body>(std::move(body));
  program.bodies[key] = shared;
  return *shared;
}

}  // namespace sema
