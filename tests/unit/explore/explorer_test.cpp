// The explorer against numbers counted elsewhere: one execution for each class of runs that differ
// only in the order of independent operations, and the outcomes of plain exhaustive search.

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "explore/choosers.h"
#include "explore/explorer.h"
#include "tests/support/mir_builder.h"
#include "tests/support/rounds.h"

using explore::Explorer;
using explore::Outcome;
using explore::Progress;
using explore::Strategy;

namespace {

using Code = std::shared_ptr<machine::CodeStore>;

Explorer explored(const Code& code, Strategy strategy, std::uint64_t max_executions = 1'000'000) {
  explore::Options options;
  options.strategy = strategy;
  options.max_executions = max_executions;
  Explorer explorer(code, options);
  while (explorer.advance({}) == Progress::Running) {}
  return explorer;
}

std::vector<std::string> outcome_names(const Explorer& explorer) {
  std::vector<std::string> names;
  for (const Outcome& outcome : explorer.outcomes())
    names.push_back(std::string(outcome.verdict()) + " " + outcome.stop.category + " line " + std::to_string(outcome.line) + ": " + outcome.stdout_text);
  std::sort(names.begin(), names.end());
  return names;
}

/// A program whose threads run at once and are then joined.
Code threads(std::uint32_t count, const std::function<void(MirBuilder&)>& globals, const std::function<void(FnBuilder&, std::uint32_t)>& body, const std::function<void(FnBuilder&)>& after = nullptr) {
  MirBuilder program;
  globals(program);
  std::vector<mir::FnId> bodies;
  for (std::uint32_t i = 0; i < count; ++i) {
    FnBuilder thread = program.thread("thread");
    body(thread, i);
    bodies.push_back(thread.finish());
  }
  FnBuilder main = program.main();
  std::vector<mir::LocalId> handles;
  for (const mir::FnId fn : bodies) handles.push_back(main.spawn(fn));
  for (const mir::LocalId handle : handles) main.join(handle);
  if (after) after(main);
  return program.finish(std::move(main));
}

struct Counted { std::string name; Code code; std::uint64_t executions; };

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

std::vector<Counted> counted_programs() {
  std::vector<Counted> programs;
  mir::GlobalId x, y;
  std::vector<mir::GlobalId> many;
  const auto one = [&](MirBuilder& program) { x = program.atomic("X"); };
  const auto several = [&](std::uint32_t count) {
    return [&many, count](MirBuilder& program) {
      many.clear();
      for (std::uint32_t i = 0; i < count; ++i) many.push_back(program.atomic("X" + std::to_string(i)));
    };
  };
  const auto add = [&](std::string name, Code code, std::uint64_t count) { programs.push_back({std::move(name), std::move(code), count}); };
  for (std::uint32_t n = 1; n <= 5; ++n)
    add("ainc " + std::to_string(n), threads(n, one, [&](FnBuilder& f, std::uint32_t) { f.fetch_add(x, 1); }, [&](FnBuilder& f) { f.print_value(f.load(x)); }), factorial(n));
  for (std::uint32_t n = 1; n <= 4; ++n)
    add("lockinc " + std::to_string(n), threads(n, [&](MirBuilder& p) { x = p.atomic("X"); y = p.atomic("LOCK"); }, [&](FnBuilder& f, std::uint32_t) {
      f.lock(y);
      f.write(x, 1);
      f.unlock(y);
    }), factorial(n));
  for (std::uint32_t n = 1; n <= 4; ++n)
    add("inc " + std::to_string(n), threads(n, one, [&](FnBuilder& f, std::uint32_t) { f.store(x, f.add(f.load(x), 1)); }, [&](FnBuilder& f) { f.print_value(f.load(x)); }), n == 4 ? 576 : factorial(n) * factorial(n));
  for (std::uint32_t n : {2u, 4u, 8u})
    add("readers " + std::to_string(n), threads(n + 1, one, [&](FnBuilder& f, std::uint32_t i) {
      if (i == 0) {
        f.store(x, 1);
      } else {
        f.load(x);
      }
    }), std::uint64_t{1} << n);
  for (std::uint32_t n = 1; n <= 4; ++n)
    add("writers and a reader " + std::to_string(n), threads(n + 1, one, [&](FnBuilder& f, std::uint32_t i) {
      if (i == 0) {
        f.load(x);
      } else {
        f.store(x, i);
      }
    }), factorial(n + 1));
  for (std::uint32_t n = 1; n <= 5; ++n)
    add("cas " + std::to_string(n), threads(n, one, [&](FnBuilder& f, std::uint32_t i) { f.compare_exchange(x, 0, i + 1); }), n);
  const std::uint64_t casrot[] = {1, 2, 5, 14, 43, 144};
  for (std::uint32_t n = 2; n <= 6; ++n)
    add("casrot " + std::to_string(n), threads(n, one, [&](FnBuilder& f, std::uint32_t i) { f.compare_exchange(x, i, i + 1); }), casrot[n - 1]);
  for (std::uint32_t k = 2; k <= 3; ++k)
    for (std::uint32_t n = 2; n <= 3; ++n) {
      std::uint64_t count = 1;
      for (std::uint32_t i = 0; i < k; ++i) count *= factorial(n);
      add("counters " + std::to_string(k) + "x" + std::to_string(n), threads(n, several(k), [&, k](FnBuilder& f, std::uint32_t) {
        for (std::uint32_t i = 0; i < k; ++i) f.fetch_add(many[i], 1);
      }), count);
    }
  const std::uint64_t lastzero[] = {2, 5, 12, 28, 64};
  for (std::uint32_t n = 1; n <= 5; ++n)
    add("lastzero " + std::to_string(n), threads(n + 1, several(n + 1), [&, n](FnBuilder& f, std::uint32_t i) {
      if (i > 0) {
        f.store(many[i], f.add(f.load(many[i - 1]), 1));
        return;
      }
      const mir::BlockId end = f.new_block();
      for (std::uint32_t k = n + 1; k-- > 0;) {
        const mir::BlockId more = f.new_block();
        f.branch(f.load(many[k]), 0, end, more);
        f.continue_in(more);
      }
      f.go_to(end);
      f.continue_in(end);
    }), lastzero[n - 1]);
  add("2+2+1+1 updates", threads(4, one, [&](FnBuilder& f, std::uint32_t i) {
    f.fetch_add(x, 1);
    if (i < 2) f.fetch_add(x, 1);
  }), 180);
  for (std::uint32_t n = 2; n <= 4; ++n)
    add("philosophers " + std::to_string(n), threads(n, several(n), [&, n](FnBuilder& f, std::uint32_t i) {
      f.lock(many[i]);
      f.lock(many[(i + 1) % n]);
      f.unlock(many[(i + 1) % n]);
      f.unlock(many[i]);
    }), n == 2 ? 3 : (std::uint64_t{1} << n) - 1);
  return programs;
}

}  // namespace

TEST_CASE("reduced exploration runs each class of equivalent interleavings once") {
  for (const Counted& program : counted_programs()) {
    CAPTURE(program.name);
    const Explorer explorer = explored(program.code, Strategy::Reduced);
    CHECK(explorer.is_complete());
    CHECK(explorer.executions() == program.executions);
    CHECK(explorer.redundant() == 0);
  }
}

TEST_CASE("reduced exploration finds the outcomes of exhaustive search, and how many interleavings there are") {
  for (const Counted& program : counted_programs()) {
    CAPTURE(program.name);
    const Explorer exhaustive = explored(program.code, Strategy::Exhaustive, rounds(30'000));
    if (!exhaustive.is_complete()) continue;
    const Explorer reduced = explored(program.code, Strategy::Reduced);
    CHECK(outcome_names(reduced) == outcome_names(exhaustive));
    CHECK(reduced.interleavings() == exhaustive.interleavings());
  }
}

TEST_CASE("a loop that only looks waits for a change, and the search ends") {
  mir::GlobalId flag;
  const auto spin = [&](FnBuilder& f, mir::GlobalId word) {
    const mir::BlockId head = f.new_block(), end = f.new_block();
    f.go_to(head);
    f.continue_in(head);
    const mir::LocalId value = f.load(word);
    f.spin_hint();
    f.branch(value, 0, head, end);
    f.continue_in(end);
  };
  SUBCASE("somebody changes it") {
    const Code code = threads(2, [&](MirBuilder& p) { flag = p.atomic("FLAG"); }, [&](FnBuilder& f, std::uint32_t i) {
      if (i == 0) {
        f.store(flag, 1);
      } else {
        spin(f, flag);
        f.print("seen");
      }
    });
    for (const Strategy strategy : {Strategy::Exhaustive, Strategy::Reduced}) {
      const Explorer explorer = explored(code, strategy, 1000);
      REQUIRE(explorer.is_complete());
      CHECK(outcome_names(explorer) == std::vector<std::string>{"ok  line 0: seen"});
      CHECK(explorer.blocked() > 0);
    }
    machine::Machine machine(code, {});
    explore::DefaultChooser chooser;
    machine.run(chooser, 1000);
    REQUIRE(machine.is_ended());
    CHECK(machine.stdout_text() == "seen");
  }
  SUBCASE("nobody changes it") {
    const Code code = threads(2, [&](MirBuilder& p) { flag = p.atomic("FLAG"); }, [&](FnBuilder& f, std::uint32_t i) {
      if (i == 0) {
        f.store(flag, 0);
      } else {
        spin(f, flag);
      }
    });
    const Explorer explorer = explored(code, Strategy::Reduced, 1000);
    REQUIRE(explorer.is_complete());
    REQUIRE(explorer.outcomes().size() == 1);
    CHECK(explorer.outcomes()[0].verdict() == "deadlock");
    CHECK(explorer.outcomes()[0].stop.message.find("spins") != std::string::npos);
  }
}

TEST_CASE("an outcome keeps its shortest schedule, which replays it") {
  mir::GlobalId x;
  const Code code = threads(2, [&](MirBuilder& p) { x = p.atomic("X"); }, [&](FnBuilder& f, std::uint32_t) { f.store(x, f.add(f.load(x), 1)); }, [&](FnBuilder& f) { f.print_value(f.load(x)); });
  const Explorer explorer = explored(code, Strategy::Exhaustive);
  REQUIRE(explorer.outcomes().size() == 2);
  for (const Outcome& outcome : explorer.outcomes()) {
    explore::ReplayChooser replay(outcome.schedule);
    machine::Machine machine(code, {});
    machine.run(replay, 100'000);
    REQUIRE(machine.is_ended());
    CHECK(machine.stdout_text() == outcome.stdout_text);
    // main, the one, the other, main; or the one is interrupted once.
    CHECK(outcome.switches == (outcome.stdout_text == "=2 " ? 3 : 4));
  }
}

TEST_CASE("a search that is advanced in small pieces finds what it finds in one") {
  mir::GlobalId x;
  const Code code = threads(3, [&](MirBuilder& p) { x = p.atomic("X"); }, [&](FnBuilder& f, std::uint32_t) { f.store(x, f.add(f.load(x), 1)); }, [&](FnBuilder& f) { f.print_value(f.load(x)); });
  for (const Strategy strategy : {Strategy::Exhaustive, Strategy::Reduced}) {
    const Explorer whole = explored(code, strategy);
    explore::Options options;
    options.strategy = strategy;
    Explorer pieces(code, options);
    double estimate = 0;
    while (pieces.advance({3, 1}) == Progress::Running) estimate = std::max(estimate, pieces.estimated_progress());
    CHECK(pieces.executions() == whole.executions());
    CHECK(outcome_names(pieces) == outcome_names(whole));
    CHECK(estimate <= 1.0);
    CHECK(estimate > 0.5);
  }
}

TEST_CASE("what a thread does silently behind an operation is carried out once for each way that went") {
  constexpr std::uint32_t count = 5, silent = 200;
  mir::GlobalId x;
  const Code code = threads(count, [&](MirBuilder& p) { x = p.atomic("X"); }, [&](FnBuilder& f, std::uint32_t) {
    mir::LocalId value = f.fetch_add(x, 1);
    for (std::uint32_t i = 0; i < silent; ++i) value = f.add(value, 1);
  });
  explore::Options options;
  options.machine.memory_mode = machine::MemoryMode::C11;
  Explorer explorer(code, options);
  while (explorer.advance({}) == Progress::Running) {}
  CHECK(explorer.executions() == 120);
  // Each thread gets each value once; the 120 runs have 325 different beginnings.
  CHECK(explorer.steps() < 325 * silent / 3);
}

TEST_CASE("a search stops at its maximum and says so") {
  mir::GlobalId x;
  const Code code = threads(3, [&](MirBuilder& p) { x = p.atomic("X"); }, [&](FnBuilder& f, std::uint32_t) { f.fetch_add(x, 1); });
  const Explorer explorer = explored(code, Strategy::Exhaustive, 5);
  CHECK(explorer.progress() == Progress::Bounded);
  CHECK(explorer.executions() == 5);
}

// Two threads that store, read and update without end, under either memory model. A piece may be passed by
// one run's length, which is far less than the search.
TEST_CASE("a search of a program without end gives up and says so, and is done in pieces") {
  mir::GlobalId x, y;
  const Code code = threads(2, [&](MirBuilder& p) { x = p.atomic("X"); y = p.atomic("Y"); }, [&](FnBuilder& f, std::uint32_t i) {
    const mir::BlockId head = f.new_block();
    f.go_to(head);
    f.continue_in(head);
    f.store(i == 0 ? x : y, 1);
    f.load(i == 0 ? y : x);
    f.fetch_add(x, 1);
    f.go_to(head);
    f.continue_in(f.new_block());
  });
  for (const machine::MemoryMode mode : {machine::MemoryMode::SequentiallyConsistent, machine::MemoryMode::C11}) {
    explore::Options options;
    options.machine.memory_mode = mode;
    Explorer explorer(code, options);
    std::uint64_t pieces = 0, longest = 0, before = 0;
    for (; explorer.advance({20'000}) == Progress::Running; ++pieces) {
      longest = std::max(longest, explorer.steps() - before);
      before = explorer.steps();
    }
    CHECK(explorer.progress() == Progress::Bounded);
    CHECK(pieces > 1);
    CHECK(longest < 100'000);
    CHECK(std::any_of(explorer.outcomes().begin(), explorer.outcomes().end(), [](const Outcome& outcome) { return outcome.verdict() == "limit"; }));
  }
}

TEST_CASE("a wait ends without a notification if that is asked for, and in a loop only once in vain") {
  for (const bool is_loop : {false, true}) {
    mir::GlobalId lock, condvar, ready;
    const auto globals = [&](MirBuilder& p) {
      lock = p.atomic("LOCK");
      condvar = p.atomic("CONDVAR");
      ready = p.atomic("READY");
    };
    const Code code = threads(2, globals, [&](FnBuilder& f, std::uint32_t i) {
      f.lock(lock);
      if (i == 0) {
        f.write(ready, 1);
        f.notify_one(condvar);
      } else {
        const mir::BlockId look = f.new_block(), wait = f.new_block(), after = f.new_block();
        f.go_to(look);
        f.continue_in(look);
        f.branch(f.read(ready), 0, wait, after);
        f.continue_in(wait);
        f.wait(condvar, lock);
        f.go_to(is_loop ? look : after);
        f.continue_in(after);
        f.print_value(f.read(ready));
      }
      f.unlock(lock);
    });
    for (const bool is_spurious : {false, true})
      for (const Strategy strategy : {Strategy::Exhaustive, Strategy::Reduced}) {
        explore::Options options;
        options.strategy = strategy;
        options.max_executions = 10'000;
        options.machine.has_spurious_wakeups = is_spurious;
        Explorer explorer(code, options);
        while (explorer.advance({}) == Progress::Running) {}
        REQUIRE(explorer.is_complete());
        std::set<std::string> prints;
        for (const Outcome& outcome : explorer.outcomes()) prints.insert(std::string(outcome.verdict()) + " " + outcome.stdout_text);
        const std::set<std::string> notified{"ok =1 "}, any{"ok =0 ", "ok =1 "};
        CHECK(prints == (is_spurious && !is_loop ? any : notified));
      }
  }
}
