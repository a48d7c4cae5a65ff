// A run as steps and rows, and the picture of its threads, for programs written in MIR.

#include <doctest/doctest.h>

#include "explore/choosers.h"
#include "scene/recording.h"
#include "scene/scenes.h"
#include "tests/support/mir_builder.h"

using scene::Recording;

namespace {

constexpr std::uint64_t much = 1'000'000;

Recording recorded(const std::shared_ptr<machine::CodeStore>& code, std::string_view schedule = "s1") {
  Recording recording(code, {});
  explore::ReplayChooser chooser(*explore::parse_schedule(schedule));
  CHECK(recording.record(chooser, much) == machine::Progress::Ended);
  return recording;
}

scene::ThreadsScene scene_at(Recording& recording, std::uint32_t step) {
  return scene::threads_scene(recording, step, recording.trace().at(recording.moment_of(step)));
}

/// A thread comes to its first operation by way of a statement, as compiled ones do.
void begin(FnBuilder& thread) {
  const mir::BlockId body = thread.new_block();
  thread.go_to(body);
  thread.continue_in(body);
}

/// Two threads that add one to a counter, the second after reading it too early.
std::shared_ptr<machine::CodeStore> lost_update() {
  MirBuilder program;
  const mir::GlobalId counter = program.atomic("COUNTER");
  FnBuilder bump = program.thread("bump");
  begin(bump);
  bump.store(counter, bump.add(bump.load(counter), 1));
  const mir::FnId bump_id = bump.finish();
  FnBuilder main = program.main();
  main.store(counter, 0);
  const mir::LocalId handle = main.spawn(bump_id);
  main.store(counter, main.add(main.load(counter), 1));
  main.join(handle);
  main.print_value(main.load(counter));
  return program.finish(std::move(main));
}

std::shared_ptr<machine::CodeStore> locked() {
  MirBuilder program;
  const mir::GlobalId lock = program.atomic("LOCK");
  const mir::GlobalId total = program.atomic("TOTAL");
  FnBuilder worker = program.thread("worker");
  begin(worker);
  worker.lock(lock);
  worker.write(total, 1);
  worker.unlock(lock);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  main.lock(lock);
  const mir::LocalId handle = main.spawn(worker_id);
  main.write(total, 2);
  main.unlock(lock);
  main.join(handle);
  return program.finish(std::move(main));
}

/// Two threads that take two locks, each in another order.
std::shared_ptr<machine::CodeStore> crossed_locks() {
  MirBuilder program;
  const mir::GlobalId a = program.atomic("A"), b = program.atomic("B");
  FnBuilder worker = program.thread("worker");
  begin(worker);
  worker.lock(b);
  worker.lock(a);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  const mir::LocalId handle = main.spawn(worker_id);
  main.lock(a);
  main.lock(b);
  main.join(handle);
  return program.finish(std::move(main));
}

/// One thread stores twice, relaxed; main loads in the meantime.
std::shared_ptr<machine::CodeStore> two_stores() {
  MirBuilder program;
  const mir::GlobalId x = program.atomic("X");
  FnBuilder worker = program.thread("worker");
  begin(worker);
  worker.store(x, 7, 0);
  worker.store(x, 8, 0);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  const mir::LocalId handle = main.spawn(worker_id);
  main.print_value(main.load(x, 0));
  main.join(handle);
  return program.finish(std::move(main));
}

}  // namespace

TEST_CASE("a run has a row for each event, in its thread's lane") {
  Recording recording = recorded(lost_update());
  const scene::ThreadsScene scene = scene_at(recording, recording.last_step());
  CHECK(to_text(scene) == R"(lane main: finished
lane thread 1: finished
0 main: COUNTER.store(0) (line 6)
1 main: spawn thread 1 (line 7)
2 thread 1: begins
3 main: COUNTER.load → 0 (line 8)
4 main: COUNTER.store(1) (line 10)
5 thread 1: COUNTER.load → 1 (line 2)
6 thread 1: COUNTER.store(2) (line 4)
7 thread 1: ends
8 main: join thread 1 (line 11)
9 main: COUNTER.load → 2 (line 12)
10 main: print "=2 " (line 20)
spawn 1 -> 2
reads from 4 -> 5
join 7 -> 8
blocked main 5..8: thread 1 to end
verdict: The program ran to its end.
)");
}

TEST_CASE("a thread that waits for a lock is blocked until it is let go") {
  Recording recording = recorded(locked());
  const scene::ThreadsScene scene = scene_at(recording, recording.last_step());
  CHECK(to_text(scene) == R"(lane main: finished
lane thread 1: finished
0 main: lock LOCK (line 6)
1 main: spawn thread 1 (line 7)
2 main: write TOTAL = 2 (line 8)
3 thread 1: begins
4 main: unlock LOCK (line 9)
5 thread 1: lock LOCK (line 2)
6 thread 1: write TOTAL = 1 (line 3)
7 thread 1: unlock LOCK (line 4)
8 thread 1: ends
9 main: join thread 1 (line 10)
spawn 1 -> 3
lock 4 -> 5
join 8 -> 9
blocked thread 1 4..5: lock `LOCK` (held by main)
blocked main 5..9: thread 1 to end
held main 0..4: LOCK
held thread 1 5..7: LOCK
verdict: The program ran to its end.
)");
}

TEST_CASE("each step shows something new, and the rows before it") {
  Recording recording = recorded(lost_update());
  std::uint32_t rows = 0;
  for (std::uint32_t step = 0; step <= recording.last_step(); ++step) {
    const scene::ThreadsScene scene = scene_at(recording, step);
    CHECK(scene.rows_done >= rows);
    rows = scene.rows_done;
    if (step > 0) CHECK(recording.moment_of(step) > recording.moment_of(step - 1));
  }
  CHECK(rows == recording.rows().rows.size());
}

TEST_CASE("a student can choose which thread moves next") {
  Recording recording(lost_update(), {});
  explore::DefaultChooser chooser;
  while (recording.rows().rows.size() < 2) recording.record(chooser, 1);
  const std::uint32_t start = recording.last_step();
  CHECK(recording.drive(start, 1));
  CHECK(recording.drive(recording.last_step(), 0));
  CHECK(recording.drive(recording.last_step(), 0));
  CHECK(recording.drive(recording.last_step(), 1));
  CHECK(to_text(scene_at(recording, recording.last_step())) == R"(lane main: can move, next: join thread 1 (line 11)
lane thread 1: finished
0 main: COUNTER.store(0) (line 6)
1 main: spawn thread 1 (line 7)
2 thread 1: begins
3 thread 1: COUNTER.load → 0 (line 2)
4 main: COUNTER.load → 0 (line 8)
5 main: COUNTER.store(1) (line 10)
6 thread 1: COUNTER.store(1) (line 4)
7 thread 1: ends
spawn 1 -> 2
blocked main 6..8: thread 1 to end
)");
}

TEST_CASE("cutting a recording leaves what a shorter one would have") {
  Recording recording = recorded(locked());
  const std::uint32_t middle = recording.last_step() / 2;
  const std::string before = to_text(scene_at(recording, middle));
  recording.cut(middle);
  CHECK(recording.last_step() == middle);
  explore::DefaultChooser chooser;
  recording.record(chooser, much);
  CHECK(to_text(scene_at(recording, middle)) == before);
}

TEST_CASE("a circle of threads that wait for each other is said in a sentence") {
  Recording recording = recorded(crossed_locks(), "s1-0-1");
  const scene::ThreadsScene scene = scene_at(recording, recording.last_step());
  CHECK(scene.stuck == "main waits for lock `B`, held by thread 1, which waits for lock `A`, held by main");
  REQUIRE(scene.waits.size() == 2);
  CHECK(scene.waits[0].on_lane == 1);
  CHECK(scene.waits[0].is_in_circle);
  CHECK(scene.waits[1].is_in_circle);
  REQUIRE(scene.held.size() == 2);
  CHECK(scene.held[0].to_row == scene.rows.size());
  CHECK(scene_at(recording, 1).stuck.empty());
}

TEST_CASE("without a circle the longest way to what is waited for is said") {
  MirBuilder program;
  const mir::GlobalId lock = program.atomic("LOCK");
  FnBuilder worker = program.thread("worker");
  begin(worker);
  worker.lock(lock);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  main.lock(lock);
  main.spawn(worker_id);
  main.park();
  Recording recording = recorded(program.finish(std::move(main)));
  const scene::ThreadsScene scene = scene_at(recording, recording.last_step());
  CHECK(scene.stuck == "thread 1 waits for lock `LOCK`, held by main, which waits for an unpark");
}

TEST_CASE("under C11 a student can choose what a load reads") {
  trace::Options options;
  options.machine.memory_mode = machine::MemoryMode::C11;
  Recording recording(two_stores(), options);
  explore::DefaultChooser chooser;
  while (recording.last_step() == 0) recording.record(chooser, 1);
  recording.drive(recording.last_step(), 1);
  recording.drive(recording.last_step(), 1);
  const scene::ThreadsScene before = scene_at(recording, recording.last_step());
  REQUIRE(before.lanes[0].choices.size() == 3);
  CHECK(before.lanes[0].choices[0].text == "reads 8");
  CHECK(before.lanes[0].choices[1].text == "reads 7");
  CHECK(before.lanes[0].choices[2].text == "reads 0");
  // Main may read each of the stores, who made them only the newest.
  REQUIRE(before.stores.size() == 1);
  const auto& stores = before.stores[0].stores;
  REQUIRE(stores.size() == 3);
  CHECK(stores[0].value == "0");
  CHECK(stores[0].readers == std::vector<std::uint32_t>{0});
  CHECK(stores[1].lane == 1);
  CHECK(stores[1].readers == std::vector<std::uint32_t>{0});
  CHECK(stores[2].value == "8");
  for (const scene::MoveChoice& choice : before.lanes[0].choices) {
    const std::uint32_t step = before.rows[before.rows_done - 1].step + 1;
    REQUIRE(recording.drive(step, 0, choice));
    const scene::ThreadsScene after = scene_at(recording, recording.last_step());
    CHECK(after.rows[before.rows_done].text == "X.load → " + choice.text.substr(6));
  }
}

TEST_CASE("a fence acquires what another released through a relaxed store that was read") {
  MirBuilder program;
  const mir::GlobalId x = program.atomic("X"), flag = program.atomic("FLAG");
  constexpr int relaxed = 0, release = 1, acquire = 2;
  FnBuilder worker = program.thread("worker");
  begin(worker);
  worker.store(x, 7, relaxed);
  worker.fence(release);
  worker.store(flag, 1, relaxed);
  const mir::FnId worker_id = worker.finish();
  FnBuilder main = program.main();
  const mir::LocalId handle = main.spawn(worker_id);
  main.load(flag, relaxed);
  main.fence(acquire);
  main.load(x, relaxed);
  main.join(handle);
  trace::Options options;
  options.machine.memory_mode = machine::MemoryMode::C11;
  Recording recording(program.finish(std::move(main)), options);
  explore::DefaultChooser chooser;
  while (recording.last_step() == 0) recording.record(chooser, 1);
  for (int i = 0; i < 3; ++i) recording.drive(recording.last_step(), 1);
  for (int i = 0; i < 2; ++i) recording.drive(recording.last_step(), 0);
  const scene::ThreadsScene scene = scene_at(recording, recording.last_step());
  std::vector<std::string> reasons;
  for (const scene::Arrow& arrow : scene.arrows)
    if (arrow.kind == scene::ArrowKind::HappensBefore) reasons.push_back(scene.rows[arrow.from_row].text + ", " + scene.rows[arrow.to_row].text + ": " + arrow.reason);
  REQUIRE(reasons.size() == 1);
  CHECK(reasons[0].find("fence, fence: a load before this fence reads what a store behind that fence") == 0);
}
