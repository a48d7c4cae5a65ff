#pragma once
// What is asked about types that may mention generic parameters. For a program that is to run there are
// none; for the checks a generic body is lowered with its parameters, and their bounds answer.

#include <map>
#include <memory>
#include <vector>

#include "sema/program.h"

namespace lower {

class TypeQuestions {
 public:
  TypeQuestions(sema::Program& program, std::vector<sema::Predicate> bounds);
  ~TypeQuestions();

  /// Projections and opaque types replaced by what they stand for, as far as that is known.
  sema::TyId normalize(sema::TyId ty);
  /// Of a field as it is declared, with the arguments of its struct.
  sema::TyId field_type(sema::TyId declared, const sema::Args& args);
  /// Of a type that the bounds leave open: yes, as nothing may be said of its moves then.
  bool is_copy(sema::TyId ty);
  /// A coroutine always does, as for rustc, which cannot ask what it keeps while bodies are made.
  bool needs_drop(sema::TyId ty);

 private:
  struct Bounded;
  bool decide_drop(const sema::Ty& ty, sema::TyId id);

  sema::Program& program_;
  std::unique_ptr<Bounded> bounded_;   // only if there are bounds
  std::map<sema::TyId, bool> needs_drop_;
};

}  // namespace lower
