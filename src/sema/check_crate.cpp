// All bodies of the student's crate.

#include "sema/item_checks.h"
#include "sema/program.h"

namespace sema {

void check_crate(Program& program) {
  check_items(program);
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    if (program.consts.at(ConstId(i)).has_value) body_of(program, BodyOwner::of(ConstId(i)));
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    if (!program.statics.at(StaticId(i)).is_foreign) body_of(program, BodyOwner::of(StaticId(i)));
  }
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    if (program.fns.at(FnId(i)).has_body) body_of(program, BodyOwner::of(FnId(i)));
  }
  check_async_recursion(program);
}

}  // namespace sema
