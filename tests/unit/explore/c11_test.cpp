// C11 mode: litmus tests in MIR. The number of executions is that of the graphs (who reads from which
// store, and the stores' orders) that RC11 allows; the reduced search reaches each once and finds the
// outcomes of exhaustive search. Programs made at random, the same.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
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
constexpr int rlx = 0, rel = 1, acq = 2, acq_rel = 3, sc = 4;

Explorer explored(const Code& code, Strategy strategy, machine::MemoryMode mode, std::uint64_t max_executions = ~std::uint64_t{0}) {
  explore::Options options;
  options.strategy = strategy;
  options.machine.memory_mode = mode;
  options.max_executions = max_executions;
  Explorer explorer(code, options);
  while (explorer.advance({1'000'000}) == Progress::Running) {}
  return explorer;
}

std::vector<std::string> names(const Explorer& explorer) {
  std::vector<std::string> names;
  for (const Outcome& outcome : explorer.outcomes())
    names.push_back(std::string(outcome.verdict()) + " " + outcome.stop.category + " line " + std::to_string(outcome.line) + ": " + outcome.stdout_text);
  std::sort(names.begin(), names.end());
  return names;
}

/// A program as text: threads apart by `|`, operations by blanks. Variables are x y z w.
///
///   x=1 x=1r x=1s      a store: relaxed, release, SeqCst
///   x xa xs            a load: relaxed, acquire, SeqCst
///   x+ x+a x+r x+l x+s fetch_add(1): relaxed, acquire, release, acquire and release, SeqCst
///   x?01 x?01l         compare_exchange(0, 1), its failure relaxed (acquire for a, l; SeqCst for s)
///   fa fr fl fs        fences
///
/// Every value read goes into a variable of its own, which main prints after the joins in order: first
/// the reads, then the newest value of each variable if there is `!` at the end.
Code litmus(const std::string& text) {
  MirBuilder program;
  std::vector<mir::GlobalId> variables;
  for (const char* name : {"x", "y", "z", "w"}) variables.push_back(program.atomic(name));
  std::vector<mir::GlobalId> results;
  std::vector<mir::FnId> bodies;
  bool prints_last = false;
  std::size_t at = 0;
  const auto order_of = [&](std::size_t index) {
    const char c = index < text.size() ? text[index] : ' ';
    return c == 'r' ? rel : c == 'a' ? acq : c == 'l' ? acq_rel : c == 's' ? sc : rlx;
  };
  std::unique_ptr<FnBuilder> body = std::make_unique<FnBuilder>(program.thread("thread"));
  const auto keep = [&](mir::LocalId value) {
    results.push_back(program.atomic("r" + std::to_string(results.size())));
    body->write(results.back(), body->copy(value));
  };
  const auto end_thread = [&] { bodies.push_back(body->finish()); };
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t end = text.find(' ', at);
    if (end == std::string::npos) end = text.size();
    const std::string word = text.substr(at, end - at);
    const auto order = [&](std::size_t index) { return index < word.size() ? order_of(at + index) : rlx; };
    if (word == "|") {
      end_thread();
      body = std::make_unique<FnBuilder>(program.thread("thread"));
    } else if (word == "!") {
      prints_last = true;
    } else if (word[0] == 'f') {
      body->fence(order(1));
    } else {
      const mir::GlobalId variable = variables[word[0] == 'w' ? 3 : static_cast<std::size_t>(word[0] - 'x')];
      if (word.size() > 1 && word[1] == '=') {
        body->store(variable, static_cast<std::uint64_t>(word[2] - '0'), order(3));
      } else if (word.size() > 1 && word[1] == '+') {
        keep(body->fetch_add(variable, 1, order(2)));
      } else if (word.size() > 1 && word[1] == '?') {
        const int success = order(4);
        const int failure = success == sc ? sc : success == acq || success == acq_rel ? acq : rlx;
        keep(body->compare_exchange(variable, static_cast<std::uint64_t>(word[2] - '0'), static_cast<std::uint64_t>(word[3] - '0'), success, failure));
      } else {
        keep(body->load(variable, order(1)));
      }
    }
    at = end;
  }
  end_thread();
  FnBuilder main = program.main();
  std::vector<mir::LocalId> handles;
  for (const mir::FnId fn : bodies) handles.push_back(main.spawn(fn));
  for (const mir::LocalId handle : handles) main.join(handle);
  for (const mir::GlobalId result : results) main.print_value(main.read(result));
  if (prints_last)
    for (const mir::GlobalId variable : variables) main.print_value(main.read(variable));
  return program.finish(std::move(main));
}

struct Litmus {
  std::string name, text;
  std::uint64_t graphs;       // 0: not counted elsewhere
};

const Litmus litmus_tests[] = {
    {"MP", "x=1 y=1 | y x", 4},
    {"MP+rel+acq", "x=1 y=1r | ya x", 3},
    {"MP+fences", "x=1 fr y=1 | y fa x", 3},
    {"SB", "x=1 y | y=1 x", 4},
    {"SB+rel+acq", "x=1r ya | y=1r xa", 4},
    {"SB+4sc", "x=1s ys | y=1s xs", 3},
    {"SB+scfs", "x=1 fs y | y=1 fs x", 3},
    {"SB+one sc fence", "x=1 fs y | y=1 x", 4},
    {"SB+2sc+scf", "x=1 fs y | y=1s xs", 3},
    {"LB", "y x=1 | x y=1", 3},
    {"LB+acq", "ya x=1 | xa y=1", 3},
    {"LB3", "x y=1 | y z=1 | z x=1", 7},
    {"2+2W", "x=1 y=2 | y=1 x=2 !", 4},
    {"2+2W+4sc", "x=1s y=2s | y=1s x=2s !", 3},
    {"2+2W+4rel", "x=1r y=2r | y=1r x=2r !", 4},
    {"2+2W+3sc+rel", "x=1s y=2s | y=1s x=2r !", 4},
    {"CoRR", "x=1 x=2 | x x", 6},
    {"CoRR0", "x=1 | x | x", 4},
    {"CoWR", "x=1 x | x=2", 3},
    {"CoRW", "x x=1 | x=2", 3},
    {"2CoWR", "x=1 x | x=2 x", 4},
    {"CoRR1", "x=1 | x=2 | x x | x", 36},
    {"CoRR2", "x=1 | x=2 | x x | x x", 72},
    {"three writers and four reads", "x=1 | x=2 | x=3 | x x x x", 210},
    {"updates, a store and reads", "x+ | x+ | x x | x=1 | x x", 600},
    {"WRC", "x=1 | xa y=1r | ya x", 7},
    {"WRC relaxed", "x=1 | x y=1 | y x", 8},
    {"ISA2", "x=1 y=1r | ya z=1r | za x", 7},
    {"IRIW", "x=1 | y=1 | x y | y x", 16},
    {"IRIW+acq", "x=1r | y=1r | xa ya | ya xa", 16},
    {"IRIW+sc", "x=1s | y=1s | xs ys | ys xs", 15},
    {"IRIW+acq+sc", "x=1s | y=1s | xa ys | ya xs", 16},
    {"IRIW+fences", "x=1 | y=1 | x fs y | y fs x", 15},
    {"RWC+syncs", "x=1 | x fs y | y=1 fs x", 7},
    {"Z6", "x=1 y=1 | y=2 z=1 | z x !", 0},
    {"W+RWC", "x=1 y=1r | ya fs z | z=1 fs x", 0},
    {"S", "x=2 y=1 | y x=1 !", 4},
    {"S+rel+acq", "x=2 y=1r | ya x=1 !", 3},
    {"R+sc", "x=1s y=1s | y=2s xs !", 3},
    {"R", "x=1 y=1 | y=2 x !", 4},
    {"R+fences", "x=1 fs y=1 | y=2 fs x !", 3},
    {"inc 3", "x+ | x+ | x+", 6},
    {"inc 2x2", "x+ x+ | x+ x+", 6},
    {"inc2w", "x+ | x=2 | x+ !", 0},
    {"release sequence", "y=1 x=1r x+ | xa y", 0},
    {"release sequence of another", "y=1 x=1r | x+ | xa y", 0},
    {"no release sequence", "y=1 x=1r x=2 | xa y", 0},
    {"cas", "x?01 | x?02 | x?03", 3},
    {"casrot 3", "x?01 | x?12 | x?23", 5},
    {"cas and stores", "x?01l | x=1 | x?12 !", 0},
    {"dekker with updates", "x=1 y+l | y+l x", 0},
    {"sc updates", "x+s y | y+s x", 0},
    {"MP with updates", "w=1 x+r | x+ y=1r | ya w", 0},
    {"sc fence and acquire", "x=1 y=1r | ya fs z | z=1s xs", 0},
    {"inc 4", "x+ | x+ | x+ | x+", 24},
    {"inc 2+2+1", "x+ x+ | x+ x+ | x+", 30},
    {"inc 3x3", "x+ x+ x+ | x+ x+ x+ | x+ x+ x+", 1680},
    {"readers 4", "x=1 | x | x | x | x", 16},
    {"store in the middle", "x=1 x=2 | x=3 x x !", 0},
};

}  // namespace

TEST_CASE("C11: the reduced search reaches every graph of a litmus test once") {
  std::uint64_t executions = 0, redundant = 0;
  for (const Litmus& test : litmus_tests) {
    INFO(test.name);
    const Code code = litmus(test.text);
    const Explorer reduced = explored(code, Strategy::Reduced, machine::MemoryMode::C11);
    const Explorer exhaustive = explored(code, Strategy::Exhaustive, machine::MemoryMode::C11, rounds(20'000));
    INFO(test.text);
    if (test.graphs != 0) CHECK(reduced.executions() == test.graphs);
    executions += reduced.executions();
    redundant += reduced.redundant();
    if (!exhaustive.is_complete()) continue;
    std::vector<std::string> missing = names(exhaustive);
    for (const std::string& name : names(reduced)) missing.erase(std::remove(missing.begin(), missing.end(), name), missing.end());
    for (const std::string& name : missing) CHECK_MESSAGE(false, name);
    CHECK(names(reduced).size() == names(exhaustive).size());
  }
  // Runs begun that lead to no new graph: few, though a small test may have one for each graph or two.
  CHECK(redundant * 10 <= executions);
}

namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : chooser_(seed) {}
  std::uint32_t below(std::uint32_t count) { return chooser_.choose({machine::ChoiceKind::ReadFrom, 0, nullptr, count}); }

 private:
  explore::SeededChooser chooser_;
};

std::string random_litmus(std::uint64_t seed, std::uint32_t max_threads, std::uint32_t max_operations) {
  Dice dice(seed);
  const std::uint32_t threads = 2 + dice.below(max_threads - 1);
  const std::uint32_t variables = 1 + dice.below(3);
  const bool has_fences = dice.below(3) == 0;
  // Some programs are mostly SeqCst, some mostly relaxed.
  const std::uint32_t sc_share = dice.below(4);
  std::string text;
  for (std::uint32_t t = 0; t < threads; ++t) {
    if (t > 0) text += " | ";
    const std::uint32_t count = 1 + dice.below(max_operations);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string variable(1, static_cast<char>('x' + dice.below(variables)));
      const bool is_sc = dice.below(4) < sc_share;
      const auto suffix = [&](const char* orders) {
        const char order = is_sc ? 's' : orders[dice.below(2)];
        return order == '-' ? std::string() : std::string(1, order);
      };
      switch (dice.below(has_fences ? 8 : 6)) {
        case 0:
        case 1: text += variable + suffix("-a"); break;
        case 2:
        case 3: text += variable + "=" + std::to_string(1 + dice.below(2)) + suffix("-r"); break;
        case 4: text += variable + "+" + suffix("-l"); break;
        case 5: text += variable + "?" + std::to_string(dice.below(2)) + std::to_string(1 + dice.below(2)) + suffix("-l"); break;
        default: text += std::string("f") + "arls"[dice.below(4)]; break;
      }
      text += ' ';
    }
  }
  return text + (dice.below(2) == 0 ? " !" : "");
}

}  // namespace

TEST_CASE("C11: the reduced search finds the outcomes of exhaustive search on programs made at random") {
  int compared = 0;
  std::uint64_t executions = 0, redundant = 0;
  for (int seed = 1; seed <= rounds(300); ++seed) {
    const std::string text = random_litmus(static_cast<std::uint64_t>(seed), 3, 3);
    CAPTURE(text);
    const Code code = litmus(text);
    const Explorer exhaustive = explored(code, Strategy::Exhaustive, machine::MemoryMode::C11, 2'000);
    if (!exhaustive.is_complete()) continue;
    ++compared;
    const Explorer reduced = explored(code, Strategy::Reduced, machine::MemoryMode::C11, 5'000);
    REQUIRE(reduced.is_complete());
    CHECK(names(reduced) == names(exhaustive));
    executions += reduced.executions();
    redundant += reduced.redundant();
  }
  CHECK(compared > rounds(200));
  CHECK(redundant * 10 <= executions);
}

// Coherence: what threads do to one object stands in one order, so each graph is a run under SC.
TEST_CASE("C11: on one object the reduced search finds a graph for each run under SC") {
  for (int seed = 1; seed <= rounds(1000); ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    std::string text;
    const std::uint32_t threads = 2 + dice.below(2);
    for (std::uint32_t t = 0; t < threads; ++t) {
      if (t > 0) text += "| ";
      for (std::uint32_t i = 1 + dice.below(threads == 2 ? 5 : 3); i > 0; --i) text += std::vector<std::string>{"x ", "x=1 ", "x=2 ", "x+ "}[dice.below(4)];
    }
    CAPTURE(text);
    const Code code = litmus(text);
    CHECK(explored(code, Strategy::Reduced, machine::MemoryMode::C11).executions() == explored(code, Strategy::Reduced, machine::MemoryMode::SequentiallyConsistent).executions());
  }
}
