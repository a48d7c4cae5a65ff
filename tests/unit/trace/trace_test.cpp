// A trace gives back every moment exactly as it was, however it is reached.

#include <doctest/doctest.h>

#include "tests/support/mir_builder.h"
#include "trace/trace.h"

using machine::Machine;
using trace::Cursor;
using trace::Stride;
using trace::Trace;

namespace {

using Code = std::shared_ptr<machine::CodeStore>;

/// Three threads that load, add and store, and main that prints the sum.
Code program() {
  MirBuilder builder;
  const mir::GlobalId x = builder.atomic("X");
  FnBuilder worker = builder.thread("worker");
  for (int i = 0; i < 3; ++i) worker.store(x, worker.add(worker.load(x), 1));
  const mir::FnId fn = worker.finish();
  FnBuilder main = builder.main();
  std::vector<mir::LocalId> handles;
  for (int i = 0; i < 3; ++i) handles.push_back(main.spawn(fn));
  for (const mir::LocalId handle : handles) main.join(handle);
  main.print_value(main.load(x));
  return builder.finish(std::move(main));
}

/// What tells one moment from another: everything a picture shows.
std::string dump(const Machine& machine) {
  std::string text = std::to_string(machine.steps()) + (machine.is_ended() ? " ended" : "");
  for (machine::ThreadId id = 0; id < machine.thread_count(); ++id) {
    const machine::Thread& thread = machine.thread(id);
    text += " |" + std::to_string(thread.frames.size()) + (thread.is_finished ? "f" : thread.is_at_visible ? "v" : "");
    for (const machine::Frame& frame : thread.frames) text += "," + std::to_string(frame.next);
    for (const memory::Word& word : thread.stack) text += ":" + std::to_string(word.bits & (word.init ? ~0ull : 0)) ;
  }
  machine.memory().for_each_live([&](memory::AllocId id, const memory::Allocation& allocation) {
    text += " #" + std::to_string(id.value);
    for (const memory::Word& word : allocation.words) text += ":" + std::to_string(word.bits);
  });
  return text + " " + machine.stdout_text();
}

Trace recorded(const Code& code, std::uint64_t seed, std::uint32_t max_checkpoints = 64) {
  trace::Options options;
  options.max_checkpoints = max_checkpoints;
  Trace trace(code, options);
  explore::SeededChooser chooser(seed);
  while (trace.record(chooser, 7) == machine::Progress::Running) {}
  return trace;
}

}  // namespace

TEST_CASE("each moment of a trace is the state that was seen when it first ran") {
  const Code code = program();
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Trace trace = recorded(code, seed, 2 + static_cast<std::uint32_t>(seed));
    Machine machine(code, {});
    explore::ReplayChooser replay(trace.schedule());
    Cursor cursor(trace);
    for (std::uint64_t moment = 0; moment < trace.length(); ++moment) {
      const std::string expected = dump(machine);
      REQUIRE(dump(trace.at(moment)) == expected);
      cursor.move_to(trace.length() - moment);
      cursor.move_to(moment);
      REQUIRE(dump(cursor.machine()) == expected);
      machine.run(replay, 1);
    }
    CHECK(dump(machine) == dump(trace.newest()));
    CHECK(!replay.has_diverged());
    CHECK(trace.is_ended());
  }
}

TEST_CASE("a cursor goes forward and back by statements, lines and events") {
  const Code code = program();
  const Trace trace = recorded(code, 3);
  Cursor cursor(trace);
  for (const Stride stride : {Stride::Statement, Stride::Line, Stride::LineOver, Stride::Event}) {
    CAPTURE(static_cast<int>(stride));
    cursor.move_to(0);
    std::vector<std::uint64_t> moments{0};
    while (cursor.forward(stride)) {
      CHECK(cursor.moment() > moments.back());
      moments.push_back(cursor.moment());
    }
    CHECK(cursor.is_at_end());
    CHECK(moments.back() == trace.length());
    if (stride == Stride::LineOver) continue;   // back from another thread's line leads elsewhere
    while (moments.size() > 1) {
      moments.pop_back();
      REQUIRE(cursor.back(stride));
      REQUIRE(cursor.moment() == moments.back());
    }
    CHECK(!cursor.back(stride));
  }
}

TEST_CASE("stepping over lines stays with a thread") {
  const Code code = program();
  const Trace trace = recorded(code, 5);
  Cursor cursor(trace);
  std::uint32_t steps = 0;
  while (!cursor.is_at_end() && cursor.next_thread() == 0u) {
    cursor.forward(Stride::LineOver);
    ++steps;
  }
  CHECK(cursor.is_at_end());
  CHECK(steps > 8);
  while (cursor.back(Stride::LineOver)) {
    CHECK(cursor.next_thread() == 0u);
    --steps;
  }
  CHECK(steps == 0);
}

TEST_CASE("events are found at their moments") {
  const Trace trace = recorded(program(), 2);
  CHECK(trace.has_all_events());
  std::size_t count = 0;
  for (const trace::TimedEvent& event : trace.events()) {
    CHECK(trace.thread_of(event.moment - 1) == event.event.thread);
    CHECK(trace.events_until(event.moment - 1) <= count);
    ++count;
    CHECK(trace.events_until(event.moment) >= count);
  }
  CHECK(trace.events_until(trace.length()) == trace.events().size());
}

TEST_CASE("a person drives the threads, takes moves back and goes another way") {
  const Code code = program();
  Trace trace(code, {});
  trace.settle();
  REQUIRE(trace.newest().is_at_choice());
  CHECK(!trace.drive(1));   // not spawned yet
  while (trace.newest().thread_count() < 4) REQUIRE(trace.drive(0));
  CHECK(!trace.drive(0));   // waits for thread 1
  REQUIRE(trace.drive(1));  // loads 0
  const std::uint64_t fork = trace.length();
  const std::string state = dump(trace.newest());
  REQUIRE(trace.drive(2));
  REQUIRE(trace.drive(2));
  REQUIRE(trace.drive(1));
  const explore::Schedule first = trace.schedule();
  trace.cut(fork);
  CHECK(dump(trace.newest()) == state);
  CHECK(trace.schedule().choices.size() == first.choices.size() - 3);
  REQUIRE(trace.drive(3));
  explore::DefaultChooser chooser;
  while (trace.record(chooser, 1000) == machine::Progress::Running) {}
  explore::ReplayChooser replay(trace.schedule());
  Machine machine(code, {});
  machine.run(replay, 100'000);
  CHECK(!replay.has_diverged());
  CHECK(dump(machine) == dump(trace.newest()));
}

TEST_CASE("a program with more memory than may be kept is kept at few moments, and gives back all") {
  const Code code = program();
  const Trace all = recorded(code, 3);
  trace::Options options;
  options.max_checkpoint_bytes = 1;
  Trace few(code, options);
  explore::SeededChooser chooser(3);
  while (few.record(chooser, 7) == machine::Progress::Running) {}
  REQUIRE(few.length() == all.length());
  for (std::uint64_t moment = 0; moment <= few.length(); ++moment) CHECK(dump(few.at(moment)) == dump(all.at(moment)));
}

TEST_CASE("a long trace keeps few checkpoints, and says when it does not keep all events") {
  MirBuilder builder;
  const mir::GlobalId x = builder.atomic("X");
  FnBuilder main = builder.main();
  const mir::BlockId head = main.new_block(), end = main.new_block();
  main.go_to(head);
  main.continue_in(head);
  main.branch(main.fetch_add(x, 1), 5000, end, head);
  main.continue_in(end);
  const Code code = builder.finish(std::move(main));
  trace::Options options;
  options.max_checkpoints = 4;
  options.max_events = 100;
  Trace trace(code, options);
  explore::DefaultChooser chooser;
  while (trace.record(chooser, 1000) == machine::Progress::Running) {}
  CHECK(trace.events().size() == 100);
  CHECK(!trace.has_all_events());
  const std::uint64_t middle = trace.length() / 2;
  CHECK(trace.at(middle).steps() == middle);
  trace.cut(150);
  CHECK(trace.length() == 150);
  CHECK(!trace.is_ended());
}
