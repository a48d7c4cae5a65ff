// What exploring found, in words, and two memory models side by side.

#include <doctest/doctest.h>

#include "scene/scenes.h"
#include "tests/support/mir_builder.h"

namespace {

/// Each of two threads stores to one object and then loads the other's.
std::shared_ptr<machine::CodeStore> store_buffering() {
  MirBuilder program;
  const mir::GlobalId x = program.atomic("X"), y = program.atomic("Y");
  FnBuilder worker = program.thread("worker");
  worker.store(x, 1, 0);
  worker.print_value(worker.load(y, 0));
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  const mir::LocalId handle = main.spawn(worker_id);
  main.store(y, 1, 0);
  const mir::LocalId seen = main.load(x, 0);
  main.join(handle);
  main.print_value(seen);
  return program.finish(std::move(main));
}

std::shared_ptr<machine::CodeStore> two_increments() {
  MirBuilder program;
  const mir::GlobalId x = program.atomic("X"), y = program.atomic("Y");
  FnBuilder worker = program.thread("worker");
  worker.fetch_add(x, 1);
  worker.fetch_add(y, 1);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  const mir::LocalId handle = main.spawn(worker_id);
  main.fetch_add(x, 1);
  main.join(handle);
  main.print_value(main.load(x));
  return program.finish(std::move(main));
}

explore::Explorer explored(const std::shared_ptr<machine::CodeStore>& code, machine::MemoryMode mode) {
  explore::Options options;
  options.machine.memory_mode = mode;
  explore::Explorer explorer(code, options);
  while (explorer.advance({}) == explore::Progress::Running) {
  }
  return explorer;
}

}  // namespace

TEST_CASE("a program with one outcome is proved to have it") {
  const scene::OutcomesScene scene = scene::outcomes_scene(explored(two_increments(), machine::MemoryMode::SequentiallyConsistent), "");
  CHECK(scene.summary == "All 3 interleavings print \"=2\" (2 really different)");
  CHECK_FALSE(scene.note.empty());
}

TEST_CASE("runs that met a limit prove nothing") {
  explore::Options options;
  options.machine.max_steps = 12;
  explore::Explorer explorer(two_increments(), options);
  while (explorer.advance({}) == explore::Progress::Running) {
  }
  REQUIRE(explorer.is_complete());
  const scene::OutcomesScene scene = scene::outcomes_scene(explorer, "");
  CHECK_FALSE(scene.is_complete);
  CHECK(scene.summary == "2 of 2 executions were given up at a limit, so nothing is proved: 1 different outcome");
}

TEST_CASE("what only one memory model allows is marked when two are compared") {
  const auto code = store_buffering();
  scene::OutcomesScene scene = scene::outcomes_scene(explored(code, machine::MemoryMode::SequentiallyConsistent), "");
  CHECK(scene.outcomes.size() == 3);
  scene.memory = "SC";
  scene.other_memory = "C11";
  scene::compare_outcomes(scene, explored(code, machine::MemoryMode::C11), "");
  CHECK(scene.summary == "SC and C11: none only under SC, 1 outcome only under C11");
  REQUIRE(scene.outcomes.size() == 4);
  CHECK(scene.outcomes[3].title == "prints \"=0 =0\"");
  CHECK(scene.outcomes[3].is_of_other);
  CHECK(scene.outcomes[3].count == 0);
  CHECK(scene.outcomes[3].other_count > 0);
  for (int i = 0; i < 3; ++i) CHECK(scene.outcomes[static_cast<std::size_t>(i)].other_count > 0);
}
