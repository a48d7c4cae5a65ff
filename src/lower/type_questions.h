#pragma once
// What is asked about types that may mention generic parameters. For a program that is to run there are
// none; for the checks a generic body is lowered with its parameters, and their bounds answer.

#include <map>
#include <memory>
#include <vector>

#include "sema/program.h"

namespace lower {

/// How large types have become on the way to one, and how often one was larger than all before it.
struct Growth {
  std::uint32_t largest = 0, times = 0;
  Growth with(std::uint32_t size) const { return size > largest ? Growth{size, times + 1} : *this; }
  /// Then there is no end of them, as far as anyone would write.
  bool is_endless() const { return largest > 10000 || times > 300; }
};

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
  /// Whether all that a destructor of the type drops can be told: `enum A<T> { End(T), More(Box<A<(T, T)>>) }`
  /// has no end of it.
  bool has_endless_drop(sema::TyId ty);
  /// How many types one is written with.
  std::uint32_t size_as_written(sema::TyId ty);

 private:
  struct Bounded;
  bool decide_drop(const sema::Ty& ty, sema::TyId id);

  sema::Program& program_;
  std::unique_ptr<Bounded> bounded_;   // only if there are bounds
  bool has_endless_drop(sema::TyId ty, Growth growth);
  std::vector<sema::TyId> dropped_parts(sema::TyId ty);

  std::map<sema::TyId, bool> needs_drop_;
  std::map<sema::TyId, bool> has_endless_drop_;
  std::map<sema::TyId, std::uint32_t> sizes_;
};

}  // namespace lower
