#include "lower/type_questions.h"

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

}  // namespace lower
