// Where a program starts: std's lang fn "start" runs main; std's lang fn "run_test" runs one test and
// says how it went, and "tests_done" sums up.

#include <algorithm>

#include "base/text.h"
#include "lower/move_paths.h"
#include "lower/shims.h"

namespace lower {
namespace {

/// The function as a constant of the function pointer type that it coerces to.
mir::Operand pointer_to(ShimBuilder& build, sema::FnId fn, sema::TyId output) {
  sema::Ty pointer;
  pointer.kind = sema::TyKind::FnPtr;
  pointer.args = {output};
  const mir::TypeId type = build.type(build.types().intern(std::move(pointer)));
  return fn_address(build.mono().item(fn, {}), type);
}

mir::Operand text(ShimBuilder& build, const std::string& value) {
  mir::Constant constant_text;
  constant_text.kind = mir::Constant::Kind::GlobalAddress;
  constant_text.type = build.type(build.types().ref(build.types().str_, sema::Mutability::Shared));
  constant_text.length = value.size();
  constant_text.global = build.mono().bytes(value, build.type(build.types().str_));
  return constant(std::move(constant_text));
}

std::string place_of(const sema::Program& program, Span span) {
  const LineColumn at = program.sources.begin_of(span);
  return concat("src/main.rs:", at.line, ":", at.column);
}

}  // namespace

mir::Body lower_start(Monomorphizer& mono) {
  sema::Program& program = mono.program();
  ShimBuilder build(mono, program.types.i32_, {});
  const mir::BlockId entry = build.new_block(), done = build.new_block();
  build.terminate(done, mir::ReturnTerm{});
  const sema::FnId start = program.lang.fn("start");
  if (!start || !program.main_fn) {
    build.terminate(entry, mir::UnsupportedTerm{"a program without a main function"});
    return build.finish();
  }
  const sema::TyId output = mono.normalize(program.fns.at(program.main_fn).output, {});
  build.call(entry, mono.item(start, {output}), {pointer_to(build, program.main_fn, output)},
             ShimBuilder::result(), done, {});
  return build.finish();
}

namespace {

/// It follows a pointer, or takes the bytes of a union for something.
bool may_fail(const mir::Program& program, const mir::Body& body, const mir::Operand& operand) {
  if (operand.kind != mir::Operand::Kind::Copy && operand.kind != mir::Operand::Kind::Move) return false;
  for (const mir::Projection& step : operand.place.projections)
    if (step.kind == mir::Projection::Kind::Deref) return true;
  return !operand.place.projections.empty() && program.types[body.locals[operand.place.local.value].type].kind == mir::TypeKind::Union;
}

/// Something in it may fail.
bool may_fail(const mir::Program& program, const mir::Body& body) {
  for (const mir::BasicBlock& block : body.blocks) {
    if (block.is_cleanup) continue;
    for (const mir::Statement& statement : block.statements) {
      const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
      bool any = false;
      if (assign) for_each_operand(assign->value, [&](const mir::Operand& operand) { any |= may_fail(program, body, operand); });
      if (any) return true;
    }
    if (std::holds_alternative<mir::CallTerm>(block.terminator.kind) || std::holds_alternative<mir::AssertTerm>(block.terminator.kind)) return true;
  }
  return false;
}

}  // namespace

std::vector<mir::FnId> lower_constants(Monomorphizer& mono) {
  sema::Program& program = mono.program();
  mir::Program& out = mono.out();
  std::vector<mir::FnId> made;
  for (std::uint32_t i = 0; i < out.globals.size(); ++i) {
    const mir::Global global = out.globals.at(mir::GlobalId(i));
    const bool is_const = global.kind == mir::Global::Kind::Const;
    if (!is_const && global.kind != mir::Global::Kind::Static) continue;
    if (!global.initializer || !program.sources.is_user(program.expansions.user_span(global.span, program.sources)) || !may_fail(out, out.bodies.at(global.initializer))) continue;
    ShimBuilder build(mono, program.types.i32_, {});
    build.body().name = "constant";
    const mir::BlockId entry = build.new_block();
    mir::Constant named;
    named.kind = is_const ? mir::Constant::Kind::GlobalValue : mir::Constant::Kind::GlobalAddress;
    named.global = mir::GlobalId(i);
    named.type = is_const ? global.type : build.type(program.types.raw_ptr(mono.checked_type(global.type), sema::Mutability::Mutable));
    build.assign(entry, place(build.new_temp(named.type)), mir::UseRvalue{constant(std::move(named))});
    build.assign(entry, ShimBuilder::result(), mir::UseRvalue{scalar(build.type(program.types.i32_), 0)});
    build.terminate(entry, mir::ReturnTerm{});
    made.push_back(out.bodies.add(build.finish()));
  }
  return made;
}

mir::Body lower_start_of_tests(Monomorphizer& mono) {
  sema::Program& program = mono.program();
  ShimBuilder build(mono, program.types.i32_, {});
  mir::BlockId here = build.new_block();
  const sema::FnId begin = program.lang.fn("tests_begin"), run = program.lang.fn("run_test"), done = program.lang.fn("tests_done");
  if (!begin || !run || !done) {
    build.terminate(here, mir::UnsupportedTerm{"running tests"});
    return build.finish();
  }
  const auto step = [&](sema::FnId fn, sema::Args args, std::vector<mir::Operand> arguments, mir::Place destination) {
    const mir::BlockId next = build.new_block();
    build.call(here, mono.item(fn, std::move(args)), std::move(arguments), std::move(destination), next, {});
    here = next;
  };
  step(begin, {}, {scalar(mono.out().usize, program.tests.size())}, build.unit_temp());
  std::vector<sema::FnId> tests = program.tests;
  std::sort(tests.begin(), tests.end(), [&](sema::FnId a, sema::FnId b) { return program.fns.at(a).path < program.fns.at(b).path; });
  for (sema::FnId test : tests) {
    const sema::FnDef def = program.fns.at(test);
    const sema::TyId output = mono.normalize(def.output, {});
    // The name without the crate's own.
    const std::size_t crate_end = def.path.find("::");
    const std::string name = crate_end == std::string::npos ? def.path : def.path.substr(crate_end + 2);
    step(run, {output},
         {text(build, name), pointer_to(build, test, output), scalar(mono.out().bool_, def.is_ignored ? 1 : 0), text(build, def.ignored_reason),
          scalar(mono.out().bool_, def.should_panic ? 1 : 0), text(build, def.expected_panic), text(build, place_of(program, def.name_span))},
         build.unit_temp());
  }
  step(done, {}, {}, ShimBuilder::result());
  build.terminate(here, mir::ReturnTerm{});
  return build.finish();
}

}  // namespace lower
