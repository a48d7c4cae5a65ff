// Reduced and exhaustive search find the same outcomes on programs made at random: two to four threads
// of atomic, plain and lock operations, prints, condition variables and parking. Replaying the schedule
// of an outcome gives that outcome.

#include <doctest/doctest.h>

#include <algorithm>
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

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : chooser_(seed) {}
  std::uint32_t below(std::uint32_t count) { return chooser_.choose({machine::ChoiceKind::ReadFrom, 0, nullptr, count}); }

 private:
  explore::SeededChooser chooser_;
};

struct Kinds { bool has_atomics = true, has_plain = false, has_locks = false, has_prints = false, has_waits = false, is_detached = false, has_ub = false; };

void add_operations(FnBuilder& f, Dice& dice, const Kinds& kinds, std::uint32_t count, const std::vector<mir::GlobalId>& atomics, const std::vector<mir::GlobalId>& plain, const std::vector<mir::GlobalId>& locks, mir::GlobalId condvar, std::uint32_t id) {
  std::set<std::uint32_t> held;
  for (std::uint32_t i = 0; i < count; ++i) {
    switch (dice.below(11)) {
      case 0: f.print_value(f.load(atomics[dice.below(2)])); break;
      case 1: f.load(atomics[dice.below(2)]); break;
      case 2: f.store(atomics[dice.below(2)], dice.below(3)); break;
      case 3: f.fetch_add(atomics[dice.below(2)], 1); break;
      case 4: {
        const mir::LocalId old = f.compare_exchange(atomics[dice.below(2)], dice.below(2), 2, 4, 4, dice.below(2) == 0);
        const mir::BlockId same = f.new_block(), after = f.new_block();
        f.branch(old, 0, same, after);
        f.continue_in(same);
        if (kinds.has_prints) f.print(std::to_string(id));
        f.go_to(after);
        f.continue_in(after);
        break;
      }
      case 5:
        if (kinds.has_plain) f.read(plain[dice.below(2)]);
        break;
      case 6:
        if (kinds.has_plain) f.write(plain[dice.below(2)], 1);
        break;
      case 7: {
        const std::uint32_t which = dice.below(2);
        if (!kinds.has_locks) break;
        if (held.erase(which)) {
          f.unlock(locks[which]);
        } else {
          f.lock(locks[which]);
          held.insert(which);
        }
        break;
      }
      case 8: {
        if (!kinds.has_locks) break;
        if (dice.below(2) == 0) {
          f.read_lock(locks[2]);
          f.read_unlock(locks[2]);
        } else if (dice.below(2) == 0) {
          f.write_lock(locks[2]);
          f.write_unlock(locks[2]);
        } else {
          const std::uint32_t which = dice.below(2);
          if (held.count(which)) break;
          const mir::LocalId taken = f.try_lock(locks[which]);
          const mir::BlockId yes = f.new_block(), after = f.new_block();
          f.branch(taken, 1, yes, after);
          f.continue_in(yes);
          f.unlock(locks[which]);
          f.go_to(after);
          f.continue_in(after);
        }
        break;
      }
      case 9:
        if (kinds.has_prints) f.print(std::string(1, static_cast<char>('a' + id)));
        break;
      case 10:
        if (kinds.has_ub && dice.below(3) == 0) {
          const mir::BlockId bad = f.new_block(), after = f.new_block();
          f.branch(f.load(atomics[0]), 2, bad, after);
          f.continue_in(bad);
          f.undefined_behaviour();
          f.go_to(after);
          f.continue_in(after);
        }
        if (!kinds.has_waits) break;
        if (dice.below(3) == 0 && !held.count(0)) {
          f.lock(locks[0]);
          f.wait(condvar, locks[0]);
          f.unlock(locks[0]);
        } else if (dice.below(2) == 0) {
          f.notify_one(condvar);
        } else {
          f.notify_all(condvar);
        }
        break;
    }
  }
  for (const std::uint32_t which : held) f.unlock(locks[which]);
}

Code generate(std::uint64_t seed, const Kinds& kinds, std::uint32_t max_operations) {
  Dice dice(seed);
  MirBuilder program;
  std::vector<mir::GlobalId> atomics{program.atomic("A"), program.atomic("B")}, plain{program.atomic("P"), program.atomic("Q")};
  std::vector<mir::GlobalId> locks{program.atomic("L"), program.atomic("M"), program.atomic("RW")};
  const mir::GlobalId condvar = program.atomic("C");
  const std::uint32_t count = 2 + dice.below(2);
  std::vector<mir::FnId> bodies;
  for (std::uint32_t i = 0; i < count; ++i) {
    FnBuilder thread = program.thread("thread");
    add_operations(thread, dice, kinds, 1 + dice.below(max_operations), atomics, plain, locks, condvar, i);
    bodies.push_back(thread.finish());
  }
  FnBuilder main = program.main();
  std::vector<mir::LocalId> handles;
  for (const mir::FnId fn : bodies) handles.push_back(main.spawn(fn));
  if (kinds.is_detached) add_operations(main, dice, kinds, 1 + dice.below(2), atomics, plain, locks, condvar, count);
  for (const mir::LocalId handle : handles)
    if (!kinds.is_detached || dice.below(2) == 0) main.join(handle);
  main.print_value(main.load(atomics[0]));
  return program.finish(std::move(main));
}

std::vector<std::string> names(const Explorer& explorer) {
  std::vector<std::string> names;
  for (const Outcome& outcome : explorer.outcomes())
    names.push_back(std::string(outcome.verdict()) + " " + outcome.stop.category + " line " + std::to_string(outcome.line) + ": " + outcome.stdout_text);
  std::sort(names.begin(), names.end());
  return names;
}

struct Sum { std::uint64_t compared = 0, executions = 0, redundant = 0; };

/// Compares the searches on one program, unless it has more than `most` interleavings.
void check_program(const Kinds& kinds, std::uint64_t seed, std::uint32_t max_operations, std::uint64_t most, Sum& sum) {
  const Code code = generate(seed, kinds, max_operations);
  explore::Options options;
  options.strategy = Strategy::Exhaustive;
  options.max_executions = most;
  Explorer exhaustive(code, options);
  while (exhaustive.advance({}) == Progress::Running) {}
  if (!exhaustive.is_complete()) return;
  options.strategy = Strategy::Reduced;
  Explorer reduced(code, options);
  while (reduced.advance({}) == Progress::Running) {}
  CAPTURE(seed);
  REQUIRE(reduced.is_complete());
  REQUIRE(names(reduced) == names(exhaustive));
  CHECK(reduced.executions() <= exhaustive.executions());
  if (!reduced.interleavings().empty()) CHECK(reduced.interleavings() == exhaustive.interleavings());
  ++sum.compared;
  sum.redundant += reduced.redundant();
  sum.executions += reduced.executions();
  for (const Outcome& outcome : reduced.outcomes()) {
    const auto again = explore::parse_schedule(explore::to_text(outcome.schedule));
    REQUIRE(again.is_ok());
    explore::ReplayChooser replay(again.value());
    machine::Machine machine(code, options.machine);
    machine.run(replay, 1'000'000);
    CHECK(!replay.has_diverged());
    REQUIRE(machine.is_ended());
    CHECK(machine.stop().kind == outcome.stop.kind);
    CHECK(machine.stdout_text() == outcome.stdout_text);
    CHECK(machine.steps() == outcome.steps);
  }
}

void check_programs(const Kinds& kinds, std::uint64_t first_seed, std::uint32_t max_operations) {
  const auto count = static_cast<std::uint64_t>(rounds(200));
  Sum sum;
  for (std::uint64_t seed = first_seed; sum.compared < count && seed < first_seed + count * 4; ++seed) check_program(kinds, seed, max_operations, 3'000, sum);
  CHECK(sum.compared > count / 2);
  CHECK(sum.redundant * 3 <= sum.executions);
}

constexpr Kinds atomics{true, false, false, true, false, false, false};
constexpr Kinds races{true, true, true, false, false, false, false};
constexpr Kinds everything{true, true, true, true, true, true, true};

}  // namespace

TEST_CASE("generated programs with atomics have the same outcomes under both strategies") { check_programs(atomics, 1, 4); }
TEST_CASE("generated programs with locks have the same outcomes under both strategies") { check_programs({true, false, true, true, false, false, false}, 1000, 5); }
TEST_CASE("generated programs with data races have the same outcomes under both strategies") { check_programs(races, 5000, 4); }
TEST_CASE("generated programs with condition variables have the same outcomes under both strategies") { check_programs({true, false, true, false, true, false, false}, 10000, 6); }
TEST_CASE("generated programs that end before their threads have the same outcomes under both strategies") { check_programs({true, false, true, true, false, true, false}, 20000, 3); }
TEST_CASE("generated programs with undefined behaviour have the same outcomes under both strategies") { check_programs(everything, 30000, 4); }

// Runs were once missed of these: an answer to a question that had plans of its own, a lock taken before
// undefined behaviour, a thread that could have moved before a stop or waited for one, a planned operation
// that stops the run only in its new place.
TEST_CASE("programs whose runs are easily missed have the same outcomes under both strategies") {
  Sum sum;
  for (const std::uint64_t seed : {52u, 125u}) check_program(atomics, seed, 4, 10'000, sum);
  for (const std::uint64_t seed : {2000038u, 2000254u, 2000409u, 2000853u}) check_program(races, seed, 4, 10'000, sum);
  for (const std::uint64_t seed : {300350u, 300360u, 300628u, 301092u, 302034u, 302079u, 800970u, 801977u, 5000013u, 5000026u, 5001077u}) check_program(everything, seed, 4, 10'000, sum);
  CHECK(sum.compared == 17);
}
