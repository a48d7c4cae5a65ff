#include "lower/type_questions.h"

#include <algorithm>
#include <utility>

#include "sema/solver.h"

namespace lower {

struct TypeQuestions::Bounded {
  sema::InferTable table;
  sema::Solver solver;
  Bounded(sema::Program& program, std::vector<sema::Predicate> bounds)
      : table(program.types), solver(program, table, std::move(bounds)) {
    solver.reveals_opaque = true;
  }
};

TypeQuestions::TypeQuestions(sema::Program& program, std::vector<sema::Predicate> bounds) : program_(program) {
  if (!bounds.empty()) bounded_ = std::make_unique<Bounded>(program, std::move(bounds));
}

TypeQuestions::~TypeQuestions() = default;

sema::TyId TypeQuestions::normalize(sema::TyId ty) {
  const sema::TyFlags flags = program_.types.flags(ty);
  if (!bounded_ || !(flags.has_param || flags.has_infer)) return sema::normalize(program_, ty);
  if (!flags.has_projection && !flags.has_opaque) return ty;
  std::vector<sema::Obligation> nested;
  const sema::TyId found = bounded_->solver.normalize(ty, {}, nested);
  for (sema::Obligation& obligation : nested) bounded_->solver.require(std::move(obligation));
  bounded_->solver.solve_where_possible();
  // What is still open, or does not hold, is nobody's mistake here.
  bounded_->solver.take_failures();
  bounded_->solver.take_pending();
  return bounded_->table.resolve(found);
}

bool TypeQuestions::is_copy(sema::TyId ty) {
  const sema::TyFlags flags = program_.types.flags(ty);
  if (flags.has_infer || flags.has_error) return true;
  if (!bounded_ || !flags.has_param) return sema::is_copy(program_, ty);
  return bounded_->solver.evaluate_trait(program_.lang.trait("copy"), {ty}) != sema::Answer::No;
}

sema::TyId TypeQuestions::field_type(sema::TyId declared, const sema::Args& args) {
  return normalize(sema::substitute(program_.types, declared, args));
}

bool TypeQuestions::needs_drop(sema::TyId ty) {
  // For a part of itself no: such a type has no layout, which is reported when it is asked for.
  const auto [known, is_new] = needs_drop_.emplace(ty, false);
  if (!is_new) return known->second;
  const sema::Ty copy = program_.types[ty];
  return needs_drop_[ty] = decide_drop(copy, ty);
}

bool TypeQuestions::decide_drop(const sema::Ty& ty, sema::TyId id) {
  using sema::TyKind;
  switch (ty.kind) {
    case TyKind::Dyn:
    case TyKind::Coroutine: return true;
    case TyKind::Slice: return needs_drop(ty.args[0]);
    case TyKind::Array: {
      const sema::Ty& length = program_.types[ty.args[1]];
      return !(length.kind == TyKind::ConstValue && length.value == 0) && needs_drop(ty.args[0]);
    }
    case TyKind::Param:
    case TyKind::Projection:
    case TyKind::Opaque: return !is_copy(id);
    case TyKind::Tuple:
      for (const sema::TyId part : ty.args)
        if (needs_drop(part)) return true;
      return false;
    case TyKind::Closure:
      for (const sema::TyId part : sema::captured_types(program_, ty.closure(), ty.args))
        if (needs_drop(normalize(part))) return true;
      return false;
    case TyKind::Adt: {
      const sema::AdtDef& def = program_.adts.at(ty.adt());
      if (def.is_box || def.drop_fn) return true;
      if (def.is_manually_drop || def.kind == sema::AdtKind::Union) return false;
      for (const sema::VariantDef& variant : def.variants)
        for (const sema::FieldDef& field : variant.fields)
          if (needs_drop(field_type(field.ty, ty.args))) return true;
      return false;
    }
    default: return false;
  }
}

std::uint32_t TypeQuestions::size_as_written(sema::TyId ty) {
  constexpr std::uint32_t largest = 1000000;
  const auto found = sizes_.find(ty);
  if (found != sizes_.end()) return found->second;
  std::uint32_t size = 1;
  for (const sema::TyId arg : sema::Args(program_.types[ty].args)) size = std::min(largest, size + size_as_written(arg));
  return sizes_[ty] = size;
}

/// What is dropped with a value of the type, one step inside. std's containers drop their arguments.
std::vector<sema::TyId> TypeQuestions::dropped_parts(sema::TyId ty) {
  using sema::TyKind;
  const sema::Ty of = program_.types[ty];
  if (of.kind == TyKind::Tuple || of.kind == TyKind::Slice) return of.args;
  if (of.kind == TyKind::Array) return {of.args[0]};
  if (of.kind != TyKind::Adt) return {};
  const sema::AdtDef& def = program_.adts.at(of.adt());
  if (def.is_manually_drop || def.kind == sema::AdtKind::Union) return {};
  if (def.is_box || def.is_phantom_data || (def.drop_fn && def.path.starts_with("std::"))) return of.args;
  std::vector<sema::TyId> parts;
  for (const sema::VariantDef& variant : def.variants)
    for (const sema::FieldDef& field : variant.fields) parts.push_back(field_type(field.ty, of.args));
  return parts;
}

bool TypeQuestions::has_endless_drop(sema::TyId ty) { return needs_drop(ty) && has_endless_drop(ty, {}); }

bool TypeQuestions::has_endless_drop(sema::TyId ty, Growth growth) {
  growth = growth.with(size_as_written(ty));
  if (growth.is_endless()) return true;
  const auto [known, is_new] = has_endless_drop_.emplace(ty, false);
  if (!is_new) return known->second;
  for (const sema::TyId part : dropped_parts(ty))
    if (has_endless_drop(part, growth)) return has_endless_drop_[ty] = true;
  return false;
}

}  // namespace lower
