#include "lower/region_types.h"

#include <algorithm>
#include <utility>

namespace lower {

using sema::TyKind;

Variance within(Variance around, Variance own) {
  if (own == Variance::Bound) return around == Variance::Covariant ? own : around;
  if (around == Variance::Bound) around = Variance::Covariant;
  if (around == Variance::Unrelated || own == Variance::Unrelated) return Variance::Unrelated;
  if (around == Variance::Invariant || own == Variance::Invariant) return Variance::Invariant;
  if (around == Variance::Covariant) return own;
  return own == Variance::Covariant ? Variance::Contravariant : Variance::Covariant;
}

namespace {

const syntax::Generics* generics_of(const syntax::Item& item) {
  if (const auto* of_struct = std::get_if<syntax::StructItem>(&item.kind)) return &of_struct->generics;
  if (const auto* of_enum = std::get_if<syntax::EnumItem>(&item.kind)) return &of_enum->generics;
  if (const auto* of_union = std::get_if<syntax::UnionItem>(&item.kind)) return &of_union->generics;
  return nullptr;
}

}  // namespace

const std::vector<NameId>& RegionTypes::lifetimes_of(sema::AdtId adt) {
  const auto found = lifetimes_.find(adt);
  if (found != lifetimes_.end()) return found->second;
  std::vector<NameId> names;
  const sema::AdtDef& def = program().adts.at(adt);
  const syntax::Generics* generics = def.item ? generics_of(program().ast.items.at(def.item)) : nullptr;
  if (generics)
    for (const syntax::GenericParam& param : generics->params)
      if (param.kind == syntax::GenericParam::Kind::Lifetime) names.push_back(param.name.name);
  return lifetimes_.emplace(adt, std::move(names)).first->second;
}

syntax::TypeId RegionTypes::field_syntax(sema::AdtId adt, std::uint32_t variant, std::uint32_t field) {
  const sema::AdtDef& def = program().adts.at(adt);
  if (!def.item) return {};
  const syntax::Item& item = program().ast.items.at(def.item);
  const syntax::Fields* fields = nullptr;
  if (const auto* of_struct = std::get_if<syntax::StructItem>(&item.kind)) fields = &of_struct->fields;
  if (const auto* of_union = std::get_if<syntax::UnionItem>(&item.kind)) fields = &of_union->fields;
  const auto* of_enum = std::get_if<syntax::EnumItem>(&item.kind);
  if (of_enum && variant < of_enum->variants.size()) fields = &of_enum->variants[variant].fields;
  return fields && field < fields->fields.size() ? fields->fields[field].type : syntax::TypeId();
}

std::vector<sema::TyId> RegionTypes::captured(const sema::Ty& closure) {
  std::vector<sema::TyId> types = sema::captured_types(program(), closure.closure(), closure.args);
  for (sema::TyId& each : types) each = mono_.normalize(each, closure.args);
  return types;
}

std::vector<NameId> RegionTypes::params_in(sema::TyId id) {
  const sema::Ty of = ty(id);
  if (of.kind == TyKind::Param) return {of.name};
  std::vector<NameId> out;
  const bool has_parts = of.kind == TyKind::Ref || of.kind == TyKind::RawPtr || of.kind == TyKind::Slice || of.kind == TyKind::Array || of.kind == TyKind::Tuple || of.kind == TyKind::Adt;
  if (!has_parts && of.kind != TyKind::Closure) return out;
  for (const sema::TyId part : has_parts ? of.args : captured(of))
    for (const NameId each : params_in(part)) out.push_back(each);
  return out;
}

const syntax::PathSegment* RegionTypes::plain_segment(const sema::Ty& adt, syntax::TypeId id) {
  if (!id) return nullptr;
  const auto* path = std::get_if<syntax::PathType>(&program().ast.types.at(id).kind);
  if (!path || path->path.self_type || path->path.segments.empty()) return nullptr;
  const syntax::PathSegment& last = path->path.segments.back();
  return last.ident.name == program().adts.at(adt.adt()).name ? &last : nullptr;
}

std::size_t RegionTypes::offset_of_arg(const sema::Ty& adt, std::size_t index) {
  std::size_t offset = lifetimes_of(adt.adt()).size();
  for (std::size_t i = 0; i < index && i < adt.args.size(); ++i) offset += count(adt.args[i]);
  return offset;
}

const std::vector<Variance>& RegionTypes::variances(sema::TyId id) {
  const auto found = variances_.find(id);
  if (found != variances_.end()) return found->second;
  std::vector<Variance> out;
  const sema::Ty of = ty(id);
  const auto add = [&](sema::TyId part, Variance around) {
    for (const Variance each : std::vector<Variance>(variances(part))) out.push_back(within(around, each));
  };
  switch (of.kind) {
    case TyKind::Ref:
      out.push_back(Variance::Covariant);
      if (ty(of.args[0]).kind == TyKind::Dyn) out.push_back(Variance::Bound);
      else add(of.args[0], of.mutability == sema::Mutability::Mutable ? Variance::Invariant : Variance::Covariant);
      break;
    case TyKind::RawPtr:
      if (ty(of.args[0]).kind == TyKind::Dyn) out.push_back(Variance::Bound);
      else add(of.args[0], of.mutability == sema::Mutability::Mutable ? Variance::Invariant : Variance::Covariant);
      break;
    case TyKind::Slice:
    case TyKind::Array: add(of.args[0], Variance::Covariant); break;
    case TyKind::Tuple:
      for (const sema::TyId element : of.args) add(element, Variance::Covariant);
      break;
    case TyKind::Adt: {
      const AdtVariances known = variances_of(of.adt());
      out = known.of_lifetimes;
      for (std::size_t i = 0; i < of.args.size(); ++i) add(of.args[i], i < known.of_args.size() ? known.of_args[i] : Variance::Unrelated);
      break;
    }
    case TyKind::Closure:
    case TyKind::Coroutine:
      for (const sema::TyId field : captured(of)) add(field, Variance::Covariant);
      break;
    case TyKind::Dyn: out.push_back(Variance::Bound); break;
    case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Str: case TyKind::Never:
    case TyKind::FnDef: case TyKind::Ctor: case TyKind::FnPtr: case TyKind::Param:
    case TyKind::Projection: case TyKind::Opaque: case TyKind::ConstValue: case TyKind::Infer: case TyKind::Foreign:
    case TyKind::Error: break;
  }
  return variances_.emplace(id, std::move(out)).first->second;
}

}  // namespace lower
