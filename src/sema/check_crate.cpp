// All bodies of the student's crate.

#include "sema/exhaustive.h"
#include "sema/item_checks.h"
#include "sema/lints.h"
#include "sema/pattern_borrows.h"
#include "sema/program.h"
#include "sema/unsafety.h"
#include "sema/wrong_bodies.h"

namespace sema {

namespace {

/// Calls `with` for the owner of every body of the crate.
template <class Visit>
void each_body(Program& program, Visit with) {
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    if (program.consts.at(ConstId(i)).has_value) with(BodyOwner::of(ConstId(i)));
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    if (!program.statics.at(StaticId(i)).is_foreign) with(BodyOwner::of(StaticId(i)));
  }
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    if (program.fns.at(FnId(i)).has_body) with(BodyOwner::of(FnId(i)));
  }
}

}  // namespace

void check_crate(Program& program) {
  check_items(program);
  each_body(program, [&](BodyOwner owner) { body_of(program, owner); });
  if (program.has_unknown_trait) return leave_bodies_out(program);
  check_opaque_circles(program);
  check_async_recursion(program);
  check_const_calls(program);
  // What is said of a body only makes sense if its types are known.
  each_body(program, [&](BodyOwner owner) {
    const Body& body = body_of(program, owner);
    if (body.has_errors) return;
    check_unsafety(program, body);
    check_lints(program, body);
    check_exhaustiveness(program, body);
    check_pattern_borrows(program, body);
  });
}

}  // namespace sema
