#include "lower/lower.h"

#include <algorithm>

#include "lower/coroutine.h"
#include "lower/lowered_std.h"
#include "lower/monomorphizer.h"
#include "lower/shims.h"

namespace lower {

namespace {

/// Those without parameters are laid out even if nothing uses them.
void list_declared_types(sema::Program& program, Monomorphizer& mono) {
  for (std::uint32_t i = 0; i < program.adts.size(); ++i) {
    const sema::AdtDef& def = program.adts.at(sema::AdtId(i));
    if (program.sources.is_user(def.span) && def.generics.params.empty()) mono.type(program.types.adt(sema::AdtId(i), {}));
  }
  mir::Program& out = mono.out();
  for (std::uint32_t i = 0; i < out.types.size(); ++i) {
    const sema::Ty& ty = program.types[mono.checked_type(mir::TypeId(i))];
    if (ty.kind != sema::TyKind::Adt) continue;
    const Span span = program.adts.at(ty.adt()).span;
    if (program.sources.is_user(span)) out.declared_types.push_back({mir::TypeId(i), span});
  }
  std::stable_sort(out.declared_types.begin(), out.declared_types.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
}

/// Those without parameters have a value, whether anything uses them or not.
void require_constants(sema::Program& program, Monomorphizer& mono) {
  for (std::uint32_t i = program.consts.frozen_count(); i < program.consts.size(); ++i) {
    const sema::ConstDef& def = program.consts.at(sema::ConstId(i));
    if (def.has_value && !program.const_scopes.at(sema::ConstId(i)).impl && !program.const_scopes.at(sema::ConstId(i)).trait && program.const_scopes.at(sema::ConstId(i)).generics.params.empty())
      mono.const_item(sema::ConstId(i), {});
  }
  for (std::uint32_t i = program.statics.frozen_count(); i < program.statics.size(); ++i) {
    const sema::StaticDef& def = program.statics.at(sema::StaticId(i));
    if (!def.is_foreign && !def.is_thread_local) mono.static_item(sema::StaticId(i));
  }
}

/// Whether a function of the program is what the linker takes for a name: std may declare the same one.
bool defines_linked_names(const sema::Program& program) {
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const sema::FnDef& fn = program.fns.at(sema::FnId(i));
    if (fn.has_body && !fn.link_name.empty()) return true;
  }
  return false;
}

}  // namespace

mir::Program lower_program(sema::Program& program, const LowerOptions& options, const LoweredStd* lowered) {
  if (lowered && defines_linked_names(program)) lowered = nullptr;
  mir::Program out = lowered ? lowered->mir : mir::Program();
  Monomorphizer mono(program, out, Purpose::Run, {}, lowered);
  out.start = mono.shim(options.runs_tests ? ShimKind::StartTests : ShimKind::Start, {});
  if (program.main_fn) out.main = mono.item(program.main_fn, {});
  if (const sema::FnId panic = program.lang.fn("panic_message")) out.panic_message = mono.item(panic, {});
  require_constants(program, mono);
  mono.run();
  out.asks_for_ends = mono.has_item(program.lang.fn("has_ended"));
  out.constants = lower_constants(mono);
  list_declared_types(program, mono);
  out.coroutines = mono.coroutines().list();
  check_auto_traits(mono, out.coroutines);
  out.sources = program.sources;
  return out;
}

}  // namespace lower
