// Traits as bounds say them: `T: Iterator<Item = u8>`, `F: Fn(A) -> B`, `dyn Trait + Send`.

#include <algorithm>

#include "base/text.h"
#include "sema/lower_type.h"
#include "sema/resolve.h"
#include "sema/supertraits.h"

namespace sema {

using diag::Kind;

TraitId resolve_trait(Program& program, const ItemScope& scope, const syntax::Path& path,
                      std::size_t count) {
  syntax::Path prefix;
  const syntax::Path* looked_up = &path;
  if (path.self_type || count < path.segments.size()) {
    prefix.is_global = path.is_global;
    prefix.segments.assign(path.segments.begin(),
                           path.segments.begin() + static_cast<long>(count));
    prefix.span = join_spans(prefix.segments.front().ident.span, prefix.segments.back().ident.span);
    looked_up = &prefix;
  }
  PathResolution found = resolve_path_as(program, scope, *looked_up, PathUse::Trait);
  if (found.is_error || found.def.kind == Def::Kind::None || found.def.kind == Def::Kind::Error) {
    program.has_unknown_trait |= program.sources.is_user(path.span);
    return {};
  }
  if (found.resolved_segments == count && found.def.kind == Def::Kind::Trait) {
    return TraitId(found.def.id);
  }
  program.has_unknown_trait = true;
  std::string name = quoted(program.names.text(looked_up->segments.back().ident.name));
  program.diagnostics.add(Kind::NotATrait, looked_up->span,
                          concat("expected a trait, found ", name, ", which is none"));
  return {};
}

std::optional<TraitRef> TypeLowering::trait_ref(const syntax::Path& path, std::size_t count,
                                                TyId self_ty, std::vector<Predicate>* assoc) {
  TraitId trait = resolve_trait(program_, scope_, path, count);
  if (!trait) return std::nullopt;
  const syntax::PathSegment& last = path.segments[count - 1];
  const syntax::GenericArgs* written =
      last.generic_args ? &program_.ast.generic_args.at(last.generic_args) : nullptr;
  TraitRef result{trait, {self_ty}};
  if (written && written->is_parenthesized) {
    Args params;
    for (const syntax::GenericArg& arg : written->args) params.push_back(type(arg.type));
    result.args.push_back(program_.types.tuple(std::move(params)));
    TyId output = written->output ? type(written->output) : program_.types.unit_;
    std::optional<FoundAssocTy> result_type =
        find_assoc_ty(program_, result, program_.names.intern("Output"));
    if (program_.traits.at(trait).generics.params.size() != 2 || !result_type) {
      program_.diagnostics.add(Kind::OtherError, written->span,
                               "arguments in parentheses are only for the traits `Fn`, `FnMut` and `FnOnce`");
      return std::nullopt;
    }
    if (assoc) {
      Predicate equals;
      equals.kind = Predicate::Kind::ProjectionEquals;
      equals.trait_ref = {program_.assoc_tys.at(result_type->assoc_ty).trait, result_type->trait_args};
      equals.assoc_ty = result_type->assoc_ty;
      equals.ty = output;
      equals.span = written->span;
      assoc->push_back(std::move(equals));
    }
    return result;
  }
  result.args = generic_args(program_.traits.at(trait).generics, std::move(result.args), last,
                             ArgsPlace::InBound,
                             describe_generic(program_, {Def::Kind::Trait, trait.value, 0, {}}));
  if (!written) return result;
  // `I: IntoIterator<Item: Sum<I::Item>>` names what the bound is only about to say.
  being_lowered_.push_back(result);
  assoc_args(result, *written, assoc);
  being_lowered_.pop_back();
  return result;
}

void TypeLowering::assoc_args(const TraitRef& trait_ref, const syntax::GenericArgs& args,
                              std::vector<Predicate>* out) {
  using ArgKind = syntax::GenericArg::Kind;
  for (const syntax::GenericArg& arg : args.args) {
    if (arg.kind != ArgKind::AssocEquals && arg.kind != ArgKind::AssocBound) continue;
    if (!out) {
      program_.diagnostics.add(Kind::AssocBindingPlace, arg.name.span,
                               "an associated type is given a value where no bound stands");
      continue;
    }
    std::optional<FoundAssocTy> found = find_assoc_ty(program_, trait_ref, arg.name.name);
    if (!found) {
      program_.diagnostics.add(
          Kind::UnknownAssocType, arg.name.span,
          concat("associated type ", quoted(program_.names.text(arg.name.name)),
                 " is not found for ",
                 quoted(program_.names.text(program_.traits.at(trait_ref.trait).name))));
      continue;
    }
    Predicate equals;
    equals.kind = Predicate::Kind::ProjectionEquals;
    equals.trait_ref = {program_.assoc_tys.at(found->assoc_ty).trait, found->trait_args};
    equals.assoc_ty = found->assoc_ty;
    equals.span = arg.name.span;
    if (arg.kind == ArgKind::AssocBound) {
      syntax::PathSegment plain;
      plain.ident = arg.name;
      TyId assoc_ty = projection(found->assoc_ty, found->trait_args, plain);
      for (const syntax::Bound& one : arg.bounds) bound(one, assoc_ty, *out);
      continue;
    }
    if (!arg.type) {
      program_.diagnostics.add(Kind::Unsupported, arg.name.span,
                               "a constant as the value of an associated item");
      continue;
    }
    equals.ty = type(arg.type);
    out->push_back(std::move(equals));
  }
}

/// `F: AsyncFn(A) -> R` stands for `F: Fn(A)` whose result is a future that is ready with R.
bool TypeLowering::async_bound(const TraitRef& trait, const std::vector<Predicate>& assoc, Span span,
                               std::vector<Predicate>& out) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"async_fn", "fn"}, {"async_fn_mut", "fn_mut"}, {"async_fn_once", "fn_once"}};
  const LangItems& lang = program_.lang;
  for (const auto& [async_name, plain_name] : pairs) {
    if (!trait.trait || trait.trait != lang.trait(async_name)) continue;
    Predicate calls, future;
    calls.trait_ref = {lang.trait(plain_name), trait.args};
    Ty result;
    result.kind = TyKind::Projection;
    result.def = lang.assoc_ty("fn_once_output").value;
    result.args = trait.args;
    future.trait_ref = {lang.trait("future_trait"), {program_.types.intern(std::move(result))}};
    calls.span = future.span = span;
    out.push_back(calls);
    out.push_back(future);
    for (Predicate equals : assoc) {
      equals.trait_ref = future.trait_ref;
      equals.assoc_ty = lang.assoc_ty("future_output");
      out.push_back(std::move(equals));
    }
    return true;
  }
  return false;
}

void TypeLowering::bound(const syntax::Bound& bound, TyId subject, std::vector<Predicate>& out) {
  switch (bound.kind) {
    case syntax::Bound::Kind::Use: return;
    case syntax::Bound::Kind::Lifetime: {
      if (program_.names.text(bound.lifetime.ident.name) != "'static") return;
      Predicate outlives;
      outlives.kind = Predicate::Kind::OutlivesStatic;
      outlives.ty = subject;
      outlives.span = bound.span;
      out.push_back(std::move(outlives));
      return;
    }
    case syntax::Bound::Kind::Trait: break;
  }
  std::vector<Predicate> assoc;
  std::optional<TraitRef> trait =
      trait_ref(bound.trait_path, bound.trait_path.segments.size(), subject, &assoc);
  if (bound.is_maybe || !trait) return;
  if (async_bound(*trait, assoc, bound.span, out)) return;
  Predicate implements;
  implements.trait_ref = std::move(*trait);
  implements.span = bound.span;
  out.push_back(std::move(implements));
  for (Predicate& predicate : assoc) out.push_back(std::move(predicate));
}

bool TypeLowering::bounds_with_sized(const std::vector<syntax::Bound>& bounds, TyId subject,
                                     Span span, std::vector<Predicate>& out) {
  bool is_sized = true;
  for (const syntax::Bound& one : bounds) is_sized = is_sized && !one.is_maybe;
  TraitId sized = program_.lang.trait("sized");
  if (is_sized && sized) {
    Predicate implied;
    implied.trait_ref = {sized, {subject}};
    implied.span = span;
    out.push_back(std::move(implied));
  }
  for (const syntax::Bound& one : bounds) bound(one, subject, out);
  return is_sized;
}

}  // namespace sema
