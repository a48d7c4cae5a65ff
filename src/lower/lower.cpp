#include "lower/lower.h"

#include "lower/monomorphizer.h"

namespace lower {

mir::Program lower_program(sema::Program& program, const LowerOptions& options) {
  mir::Program out;
  Monomorphizer mono(program, out);
  out.start = mono.shim(options.runs_tests ? ShimKind::StartTests : ShimKind::Start, {});
  if (program.main_fn) out.main = mono.item(program.main_fn, {});
  if (const sema::FnId panic = program.lang.fn("panic_message")) out.panic_message = mono.item(panic, {});
  mono.run();
  out.sources = program.sources;
  return out;
}

}  // namespace lower
