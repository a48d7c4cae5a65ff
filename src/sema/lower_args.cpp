// Generic arguments: those written, those with defaults, those to be inferred.

#include "base/text.h"
#include "sema/lower_type.h"

namespace sema {

using diag::Kind;

namespace {

bool is_positional(const syntax::GenericArg& arg) {
  return arg.kind == syntax::GenericArg::Kind::Type || arg.kind == syntax::GenericArg::Kind::Const;
}

std::string counted(std::size_t count, std::string_view noun) {
  return concat(count, " ", noun, count == 1 ? "" : "s");
}

}  // namespace

Args TypeLowering::generic_args(const Generics& generics, Args parent,
                                const syntax::PathSegment& segment, ArgsPlace place,
                                const std::string& what) {
  // Copied: lowering an argument may add definitions, and the reference would dangle.
  const std::vector<GenericParamDef> params(
      generics.params.begin() + static_cast<long>(std::min(parent.size(), generics.params.size())),
      generics.params.end());
  std::vector<const syntax::GenericArg*> given;
  Span given_span = segment.ident.span;
  if (segment.generic_args) {
    const syntax::GenericArgs& written = program_.ast.generic_args.at(segment.generic_args);
    given_span = written.span;
    if (written.is_parenthesized) {
      program_.diagnostics.add(Kind::ParenthesizedArgs, written.span, "generic arguments in parentheses are only for the `Fn` traits")
          .with_help("put them in angle brackets: `<…>`");
      Args args = std::move(parent);
      args.resize(args.size() + params.size(), error());
      return args;
    }
    for (const syntax::GenericArg& arg : written.args) {
      if (is_positional(arg)) given.push_back(&arg);
      const bool is_assoc = arg.kind == syntax::GenericArg::Kind::AssocEquals || arg.kind == syntax::GenericArg::Kind::AssocBound;
      if (is_assoc && place != ArgsPlace::InBound)
        program_.diagnostics.add(Kind::AssocBindingPlace, arg.name.span, "an associated type is given a value where no bound stands");
      if (arg.kind == syntax::GenericArg::Kind::Lifetime && !given.empty())
        program_.diagnostics.add(Kind::GenericArgumentKind, arg.lifetime.ident.span, "lifetimes come before types and constants");
    }
  }
  if (params.empty() && given.empty()) return parent;

  bool is_inferred = (place == ArgsPlace::InExpression || place == ArgsPlace::InMethodCall) && infer_ && given.empty();
  std::size_t most = 0, least = 0;
  for (const GenericParamDef& param : params) {
    if (param.is_impl_trait) continue;
    ++most;
    if (!param.default_type) ++least;
  }
  bool is_wrong = given.size() > most || (given.size() < least && !is_inferred);
  if (is_wrong) {
    std::string takes = least == most ? counted(most, "generic argument")
                        : given.size() < least
                            ? concat("at least ", counted(least, "generic argument"))
                            : concat("at most ", counted(most, "generic argument"));
    diag::Diagnostic& wrong = program_.diagnostics.add(
        Kind::GenericArgumentCount, segment.ident.span,
        concat(what, " takes ", takes, ", but ", given.size(), given.size() == 1 ? " is" : " are",
               " given"));
    if (given_span.begin != segment.ident.span.begin) wrong.label(given_span, "these are given");
  }

  // In a path to a function none of them count then.
  if (is_wrong && infer_ && place == ArgsPlace::InExpression) given.clear();
  const bool is_guessed = is_inferred || (is_wrong && infer_ && place != ArgsPlace::InType && place != ArgsPlace::InBound);
  Args args = std::move(parent);
  std::size_t next = 0;
  for (const GenericParamDef& param : params) {
    TyId const_type;
    if (param.is_const) const_type = substitute(program_.types, param.const_type, args);
    if (!param.is_impl_trait && next < given.size()) {
      args.push_back(generic_arg(param, const_type, *given[next++]));
    } else if (is_guessed || (param.is_impl_trait && infer_)) {
      args.push_back(param.is_const ? infer_->fresh_const(given_span)
                                    : infer_->fresh_type(given_span));
    } else if (param.default_type && !is_wrong) {
      args.push_back(substitute(program_.types, param.default_type, args));
    } else {
      args.push_back(error());
    }
  }
  return args;
}

TyId TypeLowering::generic_arg(const GenericParamDef& param, TyId const_type,
                               const syntax::GenericArg& arg) {
  bool is_const_arg = arg.kind == syntax::GenericArg::Kind::Const;
  if (!param.is_const) {
    if (!is_const_arg) return type(arg.type);
    program_.diagnostics.add(
        Kind::GenericArgumentKind, program_.ast.exprs.at(arg.value).span,
        concat("a constant is given where the type ", quoted(program_.names.text(param.name)),
               " is expected"));
    return error();
  }
  if (is_const_arg) return constant(arg.value, const_type);

  const syntax::Type& node = program_.ast.types.at(arg.type);
  if (std::holds_alternative<syntax::InferType>(node.kind) && infer_) {
    return infer_->fresh_const(node.span);
  }
  const auto* path = std::get_if<syntax::PathType>(&node.kind);
  if (path && !path->path.self_type) {
    PathResolution found = resolve_path(program_, scope_, path->path, Namespace::Values, false);
    bool is_whole = found.resolved_segments == path->path.segments.size();
    if (is_whole && found.def.kind == Def::Kind::ConstParam) return found.def.ty;
    if (is_whole && found.def.kind == Def::Kind::Const) {
      ConstResult value = evaluate_const_item(program_, ConstId(found.def.id), {});
      if (value.is_known) return program_.types.const_value(value.bits, const_type);
      if (!value.why_not.empty()) {
        program_.diagnostics.add(
            Kind::Unsupported, node.span,
            concat("this constant cannot be worked out: ", value.why_not));
      }
      return error();
    }
  }
  program_.diagnostics.add(
      Kind::GenericArgumentKind, node.span,
      concat("a type is given where the constant ", quoted(program_.names.text(param.name)),
             " is expected"));
  return error();
}

}  // namespace sema
