// What constant expressions name: constants, associated constants of types and traits, variants,
// const functions.

#include "base/text.h"
#include "sema/generics.h"
#include "sema/const_eval.h"
#include "sema/impl_index.h"
#include "sema/lower_type.h"
#include "sema/supertraits.h"

namespace sema {

namespace {

constexpr std::uint32_t max_calls = 100;

}  // namespace

/// The type that the resolved front of a path names, with the generic arguments written there.
TyId ConstEvaluator::prefix_type(const syntax::Path& path, const PathResolution& found) {
  switch (found.def.kind) {
    case Def::Kind::Adt: case Def::Kind::TypeAlias: case Def::Kind::Primitive:
    case Def::Kind::TypeParam: case Def::Kind::SelfType: {
      syntax::Path prefix;
      prefix.is_global = path.is_global;
      prefix.segments.assign(path.segments.begin(),
                             path.segments.begin() + static_cast<long>(found.resolved_segments));
      prefix.span = path.span;
      return concrete(TypeLowering(program_, scope(), nullptr).named_type(prefix));
    }
    default: return {};
  }
}

/// A variable of the function that the constant stands in, as the length of an array does.
bool ConstEvaluator::names_local(const syntax::Path& path) {
  if (path.segments.size() != 1 || !scope().fn) return false;
  const syntax::Ident& ident = path.segments[0].ident;
  const Span body = program_.fns.at(scope().fn).span;
  for (std::uint32_t i = program_.ast.pats.frozen_count(); i < program_.ast.pats.size(); ++i) {
    const auto* local = std::get_if<syntax::IdentPat>(&program_.ast.pats.at(syntax::PatId(i)).kind);
    const Span at = program_.ast.pats.at(syntax::PatId(i)).span;
    if (local && local->name.name == ident.name && at.file == body.file && at.begin >= body.begin && at.begin < ident.span.begin) return true;
  }
  return false;
}

ConstEvaluator::Value ConstEvaluator::path(const syntax::Path& path, TyId, Span span) {
  if (!path.self_type && path.segments.size() == 1) {
    if (ConstValue* local = variable(path.segments[0].ident)) return *local;
  }
  if (path.self_type) {
    if (path.segments.size() != path.trait_segments + 1) return unknown("this path");
    TyId self_ty = concrete(lower_type(program_, scope(), path.self_type, nullptr));
    return assoc_const(self_ty, path.segments.back().ident.name, span);
  }
  std::size_t before = program_.diagnostics.size();
  if (names_local(path) && resolve_path(program_, scope(), path, Namespace::Values, false).is_error) {
    program_.diagnostics.add(diag::Kind::ConstUsesLocal, span, concat("the variable ", quoted(program_.names.text(path.segments[0].ident.name)), " is no constant"))
        .with_help("a constant is known before the program runs: use `const` instead of `let`");
    is_reported_ = true;
    flow_ = Flow::Unknown;
    return std::nullopt;
  }
  PathResolution found = resolve_path(program_, scope(), path, Namespace::Values);
  if (found.is_error || program_.diagnostics.size() > before) {
    is_reported_ = true;
    flow_ = Flow::Unknown;
    return std::nullopt;
  }
  if (found.resolved_segments + 1 == path.segments.size()) {
    TyId base = prefix_type(path, found);
    if (!base) return unknown("this path");
    return assoc_const(base, path.segments.back().ident.name, span);
  }
  if (found.resolved_segments != path.segments.size()) return unknown("this path");
  switch (found.def.kind) {
    case Def::Kind::ConstParam: {
      TyId param = found.def.ty;
      const Ty& value = program_.types[concrete(param)];
      if (value.kind == TyKind::ConstValue) return make(value.args[0], value.value);
      return unknown("generic parameters may not be used in const operations");
    }
    case Def::Kind::Const: {
      ConstId id(found.def.id);
      auto of_item = program_.const_items.find(id);
      if (of_item == program_.const_items.end() || depth_ > max_calls) {
        return unknown("a constant that needs itself");
      }
      const auto& item = std::get<syntax::ConstItem>(program_.ast.items.at(of_item->second).kind);
      if (!item.value) return unknown("a constant without a value");
      const ItemScope scope = program_.const_scopes.at(id);
      TyId ty = type_of_const(program_, id);
      ConstEvaluator inner(program_, scope, {}, depth_ + 1);
      Value value = inner.expr(item.value, ty);
      is_reported_ = is_reported_ || inner.is_reported_;
      if (!value) return unknown(inner.why_not_);
      if (!value->is_aggregate) {
        value->ty = ty;
        value->bits = truncate_bits(program_.types, ty, value->bits);
      }
      return value;
    }
    case Def::Kind::Ctor:
    case Def::Kind::Variant: {
      AdtId adt(found.def.id);
      const AdtDef& def = program_.adts.at(adt);
      const VariantDef& variant = def.variants.at(found.def.variant);
      if (variant.fields_kind != syntax::FieldsKind::Unit) {
        return unknown("a value of this type");
      }
      TyId ty = program_.types.adt(adt, identity_args(program_.types, def.generics));
      return make(ty, static_cast<unsigned __int128>(variant.discriminant));
    }
    default: return unknown("this kind of name");
  }
}

/// `base::name`: of an inherent impl, else of an impl of a trait that has a constant of this name.
ConstEvaluator::Value ConstEvaluator::assoc_const(TyId base, NameId name, Span span) {
  if (program_.types[base].kind == TyKind::Error) {
    is_reported_ = true;
    flow_ = Flow::Unknown;
    return std::nullopt;
  }
  if (program_.types[base].kind == TyKind::Adt) {
    AdtId adt = program_.types[base].adt();
    const AdtDef& def = program_.adts.at(adt);
    for (const VariantDef& variant : def.variants) {
      if (def.kind == AdtKind::Enum && variant.name == name) {
        return make(base, static_cast<unsigned __int128>(variant.discriminant));
      }
    }
  }
  if (program_.types.flags(base).has_param && program_.types[base].kind == TyKind::Param) {
    return unknown("generic parameters may not be used in const operations");
  }
  auto of_impl = [&](ImplId id, ConstId item) -> std::optional<Value> {
    const ImplDef& impl = program_.impls.at(id);
    Args args;
    if (!match_type(program_.types, impl.self_ty, base, args)) return std::nullopt;
    args.resize(impl.generics.params.size());
    for (std::uint32_t i = 0; i < args.size(); ++i) {
      if (!args[i]) args[i] = program_.types.param(i, impl.generics.params[i].name);
    }
    ConstResult result = run_item(program_, item, args, depth_ + 1);
    if (!result.is_known) {
      is_reported_ = is_reported_ || result.why_not.empty();
      return unknown(result.why_not);
    }
    TyId ty = substitute(program_.types, type_of_const(program_, item), args);
    return Value(make(ty, result.bits));
  };
  std::optional<std::uint64_t> head = type_head(program_.types, base);
  auto inherent = program_.impls_by_head.find(impl_key(std::nullopt, head));
  if (inherent != program_.impls_by_head.end()) {
    const std::vector<ImplId> candidates = inherent->second;
    for (ImplId id : candidates) {
      const ImplDef& impl = program_.impls.at(id);
      auto known = impl.consts.find(name);
      if (impl.is_trait_impl || known == impl.consts.end()) continue;
      if (std::optional<Value> value = of_impl(id, known->second)) return *value;
    }
  }
  for (std::uint32_t t = 0; t < program_.traits.size(); ++t) {
    TraitId trait(t);
    ConstId declared;
    for (ConstId id : program_.traits.at(trait).consts) {
      if (program_.consts.at(id).name == name) declared = id;
    }
    auto impls = program_.trait_impls.find(trait);
    if (!declared || impls == program_.trait_impls.end()) continue;
    const std::vector<ImplId> candidates = impls->second;
    for (ImplId id : candidates) {
      const ImplDef& impl = program_.impls.at(id);
      auto known = impl.consts.find(name);
      if (known != impl.consts.end()) {
        if (std::optional<Value> value = of_impl(id, known->second)) return *value;
        continue;
      }
      Args args;
      if (!match_type(program_.types, impl.self_ty, base, args)) continue;
      Args trait_args = impl.trait_ref.args;
      trait_args[0] = base;
      ConstResult result = run_item(program_, declared, trait_args, depth_ + 1);
      if (!result.is_known) return unknown(result.why_not);
      return make(substitute(program_.types, type_of_const(program_, declared), trait_args),
                  result.bits);
    }
  }
  (void)span;
  return unknown(concat("the constant ", quoted(program_.names.text(name)), " of ",
                        quoted(type_name(program_, base))));
}

std::pair<FnId, Args> ConstEvaluator::inherent_fn(TyId base, NameId name) {
  auto found = program_.impls_by_head.find(
      impl_key(std::nullopt, type_head(program_.types, base)));
  if (found == program_.impls_by_head.end()) return {};
  for (ImplId id : found->second) {
    const ImplDef& impl = program_.impls.at(id);
    auto fn = impl.fns.find(name);
    Args args;
    if (impl.is_trait_impl || fn == impl.fns.end() ||
        !match_type(program_.types, impl.self_ty, base, args)) {
      continue;
    }
    args.resize(impl.generics.params.size(), program_.types.error_);
    return {fn->second, args};
  }
  return {};
}

/// The function a path names, with its arguments as far as they are written.
std::pair<FnId, Args> ConstEvaluator::callee(const syntax::Path& path) {
  if (path.self_type) return {};
  PathResolution found = resolve_path(program_, scope(), path, Namespace::Values, false);
  FnId fn;
  Args parent;
  if (found.resolved_segments == path.segments.size() && found.def.kind == Def::Kind::Fn) {
    fn = FnId(found.def.id);
  } else if (found.resolved_segments + 1 == path.segments.size()) {
    TyId base = prefix_type(path, found);
    if (!base) return {};
    std::tie(fn, parent) = inherent_fn(base, path.segments.back().ident.name);
  }
  if (!fn) return {};
  const Generics generics = program_.fns.at(fn).generics;
  bool is_written = static_cast<bool>(path.segments.back().generic_args);
  if (is_written && parent.size() < generics.params.size()) {
    Args args = lower_generic_args(program_, scope(), generics, parent, path.segments.back(), nullptr);
    return {fn, substitute(program_.types, args, args_)};
  }
  parent.resize(generics.params.size(), TyId());
  return {fn, parent};
}

ConstEvaluator::Value ConstEvaluator::call(const syntax::CallExpr& node, Span span) {
  const auto* path = std::get_if<syntax::PathExpr>(&program_.ast.exprs.at(node.callee).kind);
  if (!path) return unknown("a call of this form");
  auto [fn, args] = callee(path->path);
  if (!fn) return unknown("a call of something that is no const function");
  const std::vector<TyId> params = program_.fns.at(fn).params;
  std::vector<ConstValue> arguments;
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    TyId expected = i < params.size() && !program_.types.flags(params[i]).has_param ? params[i] : TyId();
    Value value = expr(node.arguments[i], expected);
    if (!value) return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  return run_fn(fn, std::move(args), std::move(arguments), span);
}

ConstEvaluator::Value ConstEvaluator::method_call(const syntax::MethodCallExpr& node, Span span) {
  Value receiver = expr(node.receiver, {});
  if (!receiver) return std::nullopt;
  if (receiver->is_aggregate && !receiver->ty) {
    if (program_.names.text(node.method.ident.name) == "len") {
      return make(program_.types.usize_, receiver->elements.size());
    }
    return unknown("this method");
  }
  if (!receiver->ty) receiver->ty = program_.types.i32_;
  auto [fn, args] = inherent_fn(receiver->ty, node.method.ident.name);
  if (!fn) return unknown("this method");
  const std::vector<TyId> params = program_.fns.at(fn).params;
  if (node.method.generic_args && args.size() < program_.fns.at(fn).generics.params.size()) {
    const Generics generics = program_.fns.at(fn).generics;
    args = substitute(program_.types, lower_generic_args(program_, scope(), generics, args, node.method, nullptr), args_);
  }
  args.resize(program_.fns.at(fn).generics.params.size(), TyId());
  std::vector<ConstValue> arguments{std::move(*receiver)};
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    TyId expected = i + 1 < params.size() && !program_.types.flags(params[i + 1]).has_param
                        ? params[i + 1] : TyId();
    Value value = expr(node.arguments[i], expected);
    if (!value) return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  return run_fn(fn, std::move(args), std::move(arguments), span);
}

ConstEvaluator::Value ConstEvaluator::run_fn(FnId id, Args args, std::vector<ConstValue> arguments,
                                             Span span) {
  const FnDef fn = program_.fns.at(id);
  auto of_fn = program_.fn_scopes.find(id);
  if (of_fn == program_.fn_scopes.end()) {
    return unknown("a function whose signature is not known yet");
  }
  // Parameters that are not written follow from the arguments.
  for (std::size_t i = 0; i < fn.params.size() && i < arguments.size(); ++i) {
    if (arguments[i].ty) match_type(program_.types, fn.params[i], arguments[i].ty, args);
  }
  for (TyId& arg : args) {
    if (!arg) arg = program_.types.error_;
  }
  if (fn.abi == "rust-intrinsic") return intrinsic(fn, args, arguments, span);
  if (!fn.is_const && fn.has_body) {
    program_.diagnostics.add(diag::Kind::CallInConst, span, concat("the function ", quoted(program_.names.text(fn.name)), " is not `const`: it cannot be called while compiling"));
    is_reported_ = true;
    flow_ = Flow::Unknown;
    return std::nullopt;
  }
  if (!fn.has_body) return unknown("a call of something that is no const function");
  if (depth_ > max_calls) return unknown("calls nested too deep");
  const syntax::FnDecl& decl = std::get<syntax::FnItem>(program_.ast.items.at(fn.item).kind).decl;
  const ItemScope scope = of_fn->second;
  ConstEvaluator inner(program_, scope, args, depth_ + 1);
  inner.steps_ = steps_;
  inner.called_at_ = called_at_.value_or(span);
  std::size_t next = 0;
  if (decl.self_param) {
    if (arguments.empty()) return unknown("a call without its receiver");
    inner.variables_.push_back(
        {decl.self_param->ident.name, decl.self_param->ident.hygiene, arguments[next++]});
  }
  if (decl.params.size() + next != arguments.size()) return unknown("a call with other arguments");
  for (const syntax::Param& param : decl.params) {
    ConstValue& argument = arguments[next];
    TyId ty = inner.concrete(fn.params[next]);
    if (!argument.is_aggregate && program_.types[ty].kind != TyKind::Error) {
      argument.ty = ty;
      argument.bits = truncate_bits(program_.types, ty, argument.bits);
    }
    ++next;
    std::optional<bool> is_bound = inner.matches(param.pattern, argument);
    if (!is_bound || !*is_bound) return unknown("a parameter's pattern");
  }
  TyId output = inner.concrete(fn.output);
  Value value = inner.block(read_fn_body(program_, decl), output);
  if (inner.flow_ == Flow::Return) value = std::move(inner.carried_);
  steps_ = inner.steps_;
  is_reported_ = is_reported_ || inner.is_reported_;
  if (!value) return unknown(inner.why_not_.empty() ? "a call" : inner.why_not_);
  // A type that only the place of the call would tell stays open.
  if (!value->is_aggregate && program_.types[output].kind != TyKind::Error) {
    value->ty = output;
    value->bits = truncate_bits(program_.types, output, value->bits);
  }
  return value;
}

ConstEvaluator::Value ConstEvaluator::intrinsic(const FnDef& fn, const Args& args,
                                                const std::vector<ConstValue>& arguments, Span) {
  std::string_view name = program_.names.text(fn.name);
  TyStore& types = program_.types;
  if (name == "size_of" || name == "align_of") {
    std::optional<Layout> layout = args.empty() ? std::nullopt : layout_of(args[0]);
    if (!layout) return unknown("the size of this type");
    return make(types.usize_, name == "size_of" ? layout->size : layout->align);
  }
  if (arguments.size() == 2 && arguments[0].ty && !arguments[0].is_aggregate &&
      types[arguments[0].ty].kind == TyKind::Int) {
    TyId ty = arguments[0].ty;
    unsigned __int128 a = arguments[0].bits, b = arguments[1].bits;
    bool is_exact = false;
    unsigned __int128 wrapped = 0;
    std::size_t at = name.find("with_overflow");
    bool with_overflow = at != std::string_view::npos;
    syntax::BinaryOp op = syntax::BinaryOp::Add;
    if (name == "wrapping_add" || name == "add_with_overflow") {
      wrapped = a + b;
    } else if (name == "wrapping_sub" || name == "sub_with_overflow") {
      wrapped = a - b;
      op = syntax::BinaryOp::Sub;
    } else if (name == "wrapping_mul" || name == "mul_with_overflow") {
      wrapped = a * b;
      op = syntax::BinaryOp::Mul;
    } else {
      return unknown("this operation of the machine");
    }
    is_exact = apply_operator(types, op, ty, a, truncate_bits(types, ty, b), ty).bits.has_value();
    ConstValue result = make(ty, truncate_bits(types, ty, wrapped));
    if (!with_overflow) return result;
    ConstValue pair;
    pair.is_aggregate = true;
    pair.elements = {result, make(types.bool_, is_exact ? 0 : 1)};
    return pair;
  }
  return unknown("this operation of the machine");
}

}  // namespace sema
