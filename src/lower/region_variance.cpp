// How the parameters of a declared type vary, from the types of its fields.
// As rustc: `&mut T`, `*mut T` and `UnsafeCell<T>` fix T; the raw pointers inside std's own
// types do not, as the real ones hold `NonNull` or `Unique` there.

#include <algorithm>
#include <utility>

#include "lower/region_types.h"

namespace lower {

using sema::TyKind;

namespace {

void join(Variance& into, Variance other) {
  if (other == Variance::Unrelated || into == other) return;
  if (other == Variance::Bound) other = Variance::Covariant;
  into = into == Variance::Unrelated || into == other ? other : Variance::Invariant;
}

}  // namespace

struct RegionTypes::Seen {
  const std::vector<NameId>& lifetimes;
  bool is_of_std = false;
  AdtVariances out;

  void add(const syntax::Lifetime& lifetime, Variance around) {
    const auto found = std::find(lifetimes.begin(), lifetimes.end(), lifetime.ident.name);
    if (found != lifetimes.end()) join(out.of_lifetimes[static_cast<std::size_t>(found - lifetimes.begin())], around);
  }
};

void RegionTypes::see(sema::TyId declared, syntax::TypeId syntax, Variance around, Seen& seen) {
  if (around == Variance::Unrelated) return;
  const sema::Ty of = ty(declared);
  const syntax::Type* written = syntax ? &program().ast.types.at(syntax) : nullptr;
  const auto into = [&](sema::TyId part, syntax::TypeId part_syntax, Variance own) { see(part, part_syntax, within(around, own), seen); };
  switch (of.kind) {
    case TyKind::Param:
      if (of.index < seen.out.of_args.size()) join(seen.out.of_args[of.index], around);
      break;
    case TyKind::Ref: {
      const auto* reference = written ? std::get_if<syntax::RefType>(&written->kind) : nullptr;
      if (reference && reference->has_lifetime) seen.add(reference->lifetime, around);
      into(of.args[0], reference ? reference->inner : syntax::TypeId(),
           of.mutability == sema::Mutability::Mutable ? Variance::Invariant : Variance::Covariant);
      break;
    }
    case TyKind::RawPtr: {
      const auto* pointer = written ? std::get_if<syntax::RawPtrType>(&written->kind) : nullptr;
      const bool is_fixed = of.mutability == sema::Mutability::Mutable && !seen.is_of_std;
      into(of.args[0], pointer ? pointer->inner : syntax::TypeId(), is_fixed ? Variance::Invariant : Variance::Covariant);
      break;
    }
    case TyKind::Slice: {
      const auto* slice = written ? std::get_if<syntax::SliceType>(&written->kind) : nullptr;
      into(of.args[0], slice ? slice->element : syntax::TypeId(), Variance::Covariant);
      break;
    }
    case TyKind::Array: {
      const auto* array = written ? std::get_if<syntax::ArrayType>(&written->kind) : nullptr;
      into(of.args[0], array ? array->element : syntax::TypeId(), Variance::Covariant);
      break;
    }
    case TyKind::Tuple: {
      const auto* tuple = written ? std::get_if<syntax::TupleType>(&written->kind) : nullptr;
      const bool is_plain = tuple && tuple->elements.size() == of.args.size();
      for (std::size_t i = 0; i < of.args.size(); ++i) into(of.args[i], is_plain ? tuple->elements[i] : syntax::TypeId(), Variance::Covariant);
      break;
    }
    case TyKind::FnPtr: {
      const auto* pointer = written ? std::get_if<syntax::FnPtrType>(&written->kind) : nullptr;
      const bool is_plain = pointer && pointer->params.size() + 1 == of.args.size();
      for (std::size_t i = 0; i + 1 < of.args.size(); ++i) into(of.args[i], is_plain ? pointer->params[i] : syntax::TypeId(), Variance::Contravariant);
      into(of.args.back(), is_plain ? pointer->output : syntax::TypeId(), Variance::Covariant);
      break;
    }
    case TyKind::Dyn: {
      for (const sema::TyId arg : of.dyn->principal_args) into(arg, {}, Variance::Invariant);
      for (const auto& [assoc, value] : of.dyn->projections) into(value, {}, Variance::Invariant);
      const auto* object = written ? std::get_if<syntax::DynTraitType>(&written->kind) : nullptr;
      if (!object) break;
      for (const syntax::Bound& bound : object->bounds)
        if (bound.kind == syntax::Bound::Kind::Lifetime) seen.add(bound.lifetime, around);
      break;
    }
    case TyKind::Projection:
      for (const sema::TyId arg : of.args) into(arg, {}, Variance::Invariant);
      break;
    case TyKind::Adt: {
      const AdtVariances known = variances_of(of.adt());
      const syntax::PathSegment* segment = plain_segment(of, syntax);
      std::vector<syntax::TypeId> args(of.args.size());
      if (segment && segment->generic_args) {
        std::size_t lifetime = 0, arg = 0;
        for (const syntax::GenericArg& each : program().ast.generic_args.at(segment->generic_args).args) {
          if (each.kind == syntax::GenericArg::Kind::Lifetime) {
            if (lifetime < known.of_lifetimes.size()) seen.add(each.lifetime, within(around, known.of_lifetimes[lifetime]));
            ++lifetime;
          } else if (arg < args.size()) {
            args[arg++] = each.kind == syntax::GenericArg::Kind::Type ? each.type : syntax::TypeId();
          }
        }
      }
      for (std::size_t i = 0; i < of.args.size() && i < known.of_args.size(); ++i) into(of.args[i], args[i], known.of_args[i]);
      break;
    }
    case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Str: case TyKind::Never:
    case TyKind::FnDef: case TyKind::Ctor: case TyKind::Closure: case TyKind::Coroutine: case TyKind::Opaque:
    case TyKind::ConstValue: case TyKind::Infer: case TyKind::Foreign: case TyKind::Error: break;
  }
}

const RegionTypes::AdtVariances& RegionTypes::variances_of(sema::AdtId adt) {
  const auto found = adt_variances_.find(adt);
  if (found != adt_variances_.end()) return found->second;
  const sema::AdtDef& def = program().adts.at(adt);
  AdtVariances none;
  none.of_lifetimes.resize(lifetimes_of(adt).size());
  none.of_args.resize(def.generics.params.size());
  // A type that contains itself: from nothing upwards until nothing is new.
  adt_variances_[adt] = none;
  if (def.is_phantom_data || def.is_unsafe_cell) {
    const Variance variance = def.is_unsafe_cell ? Variance::Invariant : Variance::Covariant;
    adt_variances_[adt].of_args.assign(def.generics.params.size(), variance);
    return adt_variances_[adt];
  }
  for (int round = 0; round < 8; ++round) {
    Seen seen{lifetimes_of(adt), is_std_path(def.path), none};
    for (std::uint32_t variant = 0; variant < def.variants.size(); ++variant)
      for (std::uint32_t field = 0; field < def.variants[variant].fields.size(); ++field)
        see(def.variants[variant].fields[field].ty, field_syntax(adt, variant, field), Variance::Covariant, seen);
    if (seen.out == adt_variances_[adt]) break;
    adt_variances_[adt] = std::move(seen.out);
  }
  return adt_variances_[adt];
}

}  // namespace lower
