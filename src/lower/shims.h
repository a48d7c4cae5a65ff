#pragma once
// Functions that no one wrote, made per type: what shims.cpp picks from by kind.

#include "lower/mir_builder.h"

namespace lower {

/// A function's return value and parameters, which come first among its locals.
class ShimBuilder : public MirBuilder {
 public:
  ShimBuilder(Monomorphizer& mono, sema::TyId output, const std::vector<sema::TyId>& params);

  sema::TyStore& types() { return mono().program().types; }
  mir::TypeId type(sema::TyId ty) { return mono().type(ty); }
  mir::LocalId argument(std::uint32_t index) const { return mir::LocalId(index + 1); }
  static mir::Place result() { return place(mir::LocalId(0)); }
  mir::Place unit_temp() { return place(new_temp(out().unit)); }
  /// A cleanup block at whose end unwinding goes on.
  mir::BlockId resume_block();
  mir::Operand consume(mir::Place from, mir::TypeId ty) { return out().types.at(ty).is_copy ? copy(std::move(from)) : move(std::move(from)); }

 private:
  mir::BlockId resume_;
};

/// fn(*mut T) (drop_glue.cpp)
mir::Body lower_drop_glue(Monomorphizer& mono, sema::TyId ty);
/// fn(&T) -> T (clone_shim.cpp)
mir::Body lower_clone_shim(Monomorphizer& mono, sema::TyId ty);
/// Calls main, or each test, by way of std. (start.cpp)
mir::Body lower_start(Monomorphizer& mono);
mir::Body lower_start_of_tests(Monomorphizer& mono);
/// Names each constant and static of the student's text that takes more than putting a value down; none
/// if there is no such. (start.cpp)
std::vector<mir::FnId> lower_constants(Monomorphizer& mono);

/// The parameters and, last, the result of a function with its arguments put in.
std::vector<sema::TyId> signature_of(Monomorphizer& mono, sema::FnId fn, const sema::Args& args);
/// The function that a value of type FnDef, Ctor or captureless Closure is, as fn pointers name it.
mir::FnId function_value(Monomorphizer& mono, sema::TyId ty);

}  // namespace lower
