// The picture of borrows, for small programs under both models.

#include <doctest/doctest.h>

#include <algorithm>

#include "explore/choosers.h"
#include "run/run.h"
#include "scene/borrows_rival.h"
#include "scene/recording.h"
#include "scene/scenes.h"

using scene::BorrowsScene;
using scene::TagChange;

namespace {

constexpr std::uint64_t much = 1'000'000;

run::Compiler& compiler() {
  static run::Compiler made;
  return made;
}

/// A program recorded to its end under a model.
struct Recorded {
  Recorded(const char* text, run::Aliasing aliasing) : compiled(compiler().compile(text, {})) {
    REQUIRE(compiled.code);
    const trace::Options options = options_under(aliasing);
    recording = std::make_unique<scene::Recording>(compiled.code, options);
    explore::DefaultChooser chooser;
    CHECK(recording->record(chooser, much) == machine::Progress::Ended);
  }
  static trace::Options options_under(run::Aliasing aliasing) {
    run::RunOptions wanted;
    wanted.aliasing = aliasing;
    trace::Options options;
    options.machine = run::machine_options(wanted);
    return options;
  }
  /// Tree Borrows' run beside Stacked Borrows', compared to the end.
  scene::RivalScene beside_stacked() {
    scene::Rival rival(compiled.code, options_under(run::Aliasing::Stacked), *recording);
    while (rival.has_work()) rival.work(*recording);
    return rival.scene_at(recording->last_step());
  }
  BorrowsScene at(std::uint32_t step) {
    const trace::Trace& trace = recording->trace();
    return scene::borrows_scene(*recording, step, trace.at(recording->moment_of(step)), trace.at(step > 0 ? recording->moment_of(step - 1) : 0));
  }
  BorrowsScene at_end() { return at(recording->last_step()); }
  /// The first step at which the text of the scene has these words.
  BorrowsScene when(std::string_view words) {
    for (std::uint32_t step = 0; step <= recording->last_step(); ++step) {
      BorrowsScene scene = at(step);
      if (to_text(scene).find(words) != std::string::npos) return scene;
    }
    FAIL("no step has these words");
    return {};
  }

  run::Compiled compiled;
  std::unique_ptr<scene::Recording> recording;
};

const scene::BorrowCard& card_named(const BorrowsScene& scene, std::string_view name) {
  static const scene::BorrowCard none;
  const auto found = std::find_if(scene.cards.begin(), scene.cards.end(), [&](const scene::BorrowCard& card) { return card.name == name; });
  CHECK(found != scene.cards.end());
  return found == scene.cards.end() ? none : *found;
}

const scene::BorrowTag& tag_named(const BorrowsScene& scene, std::string_view name) {
  static const scene::BorrowTag none;
  for (const scene::BorrowCard& card : scene.cards)
    for (const scene::BorrowRange& range : card.ranges)
      for (const scene::BorrowTag& tag : range.tags)
        if (tag.name == name) return tag;
  CHECK_MESSAGE(false, "no tag is called ", std::string(name));
  return none;
}

constexpr const char* parent_writes = R"(fn main() {
    let mut n = 1;
    let p = &raw mut n;
    let child = unsafe { &mut *p };
    *child = 2;
    unsafe { *p = 3 };
    *child += 1;
}
)";

constexpr const char* passed = R"(fn last_use(counter: &mut u32, p: *mut u32) {
    *counter = 1;
    unsafe { *p = 2 };
}

fn main() {
    let mut n = 0;
    let p = &raw mut n;
    last_use(unsafe { &mut *p }, p);
}
)";

constexpr const char* shared_then_own = R"(fn main() {
    let mut n = 1;
    let r = &mut n;
    *r = 2;
    let s = &*r;
    let t = *s;
    *r = t + 1;
}
)";

}  // namespace

TEST_CASE("a borrow stack has the memory below, and above it who was made from whom") {
  Recorded run(parent_writes, run::Aliasing::Stacked);
  const BorrowsScene scene = run.when("&mut *p (line 4)");
  CHECK(scene.model == scene::BorrowModel::Stacked);
  const scene::BorrowCard& card = card_named(scene, "n");
  CHECK(card.place == "variable of main");
  CHECK(card.size == 4);
  REQUIRE(card.ranges.size() == 1);
  REQUIRE(card.ranges[0].tags.size() == 3);
  CHECK(card.ranges[0].tags[0].is_own);
  CHECK(card.ranges[0].tags[1].name == "&raw mut n");
  CHECK(card.ranges[0].tags[1].holder == "p");
  CHECK(card.ranges[0].tags[2].name == "&mut *p");
  CHECK(card.ranges[0].tags[2].holder == "child");
  CHECK(card.ranges[0].tags[2].change == TagChange::Made);
}

TEST_CASE("what is popped off the stack stays in sight while a variable carries it") {
  Recorded run(parent_writes, run::Aliasing::Stacked);
  const BorrowsScene scene = run.when("-gone");
  const scene::BorrowTag& child = tag_named(scene, "&mut *p");
  CHECK(child.is_gone);
  CHECK(child.permission_before == "Unique");
  CHECK(child.loss_line == 6);
  CHECK(tag_named(scene, "&raw mut n").change == TagChange::None);
}

TEST_CASE("undefined behaviour is told in three moments, under both models") {
  for (const run::Aliasing aliasing : {run::Aliasing::Stacked, run::Aliasing::Tree}) {
    Recorded run(parent_writes, aliasing);
    const BorrowsScene scene = run.at_end();
    REQUIRE(scene.moments.size() == 3);
    CHECK(scene.moments[0].kind == scene::BorrowMomentKind::Made);
    CHECK(scene.moments[0].line == 4);
    CHECK(scene.moments[1].kind == scene::BorrowMomentKind::Lost);
    CHECK(scene.moments[1].line == 6);
    CHECK(scene.moments[2].kind == scene::BorrowMomentKind::Used);
    CHECK(scene.moments[2].line == 7);
    for (const scene::BorrowMoment& moment : scene.moments) CHECK(!moment.sentence.empty());
    CHECK(scene.moments[0].step < scene.moments[1].step);
    CHECK(scene.moments[1].step < scene.moments[2].step);
    CHECK(tag_named(scene, "&mut *p").is_culprit);
  }
}

TEST_CASE("a tree shows each pointer below the one it was made from") {
  Recorded run(shared_then_own, run::Aliasing::Tree);
  const BorrowsScene scene = run.when("&*r (line 5)");
  const scene::BorrowCard& card = card_named(scene, "n");
  REQUIRE(card.ranges.size() == 1);
  const std::vector<scene::BorrowTag>& tags = card.ranges[0].tags;
  REQUIRE(tags.size() == 3);
  CHECK(tags[1].name == "&mut n");
  CHECK(tags[1].parent_row == 0);
  CHECK(tags[2].name == "&*r");
  CHECK(tags[2].parent_row == 1);
  CHECK(tags[2].depth == 2);
  CHECK(tags[2].permission == "Frozen");
}

TEST_CASE("a changed permission tells what it was, and its move in the diagram is lit") {
  Recorded run(shared_then_own, run::Aliasing::Tree);
  const BorrowsScene scene = run.when("after Reserved");
  const scene::BorrowTag& tag = tag_named(scene, "&mut n");
  CHECK(tag.permission == "Unique");
  CHECK(tag.permission_before == "Reserved");
  const auto lit = std::find_if(scene.moves.begin(), scene.moves.end(), [](const scene::PermissionMove& move) { return move.is_current; });
  REQUIRE(lit != scene.moves.end());
  CHECK(scene.states[lit->from].name == "Reserved");
  CHECK(scene.states[lit->to].name == "Unique");
  CHECK(lit->by == "own write");
}

TEST_CASE("an argument is protected while its call runs") {
  for (const run::Aliasing aliasing : {run::Aliasing::Stacked, run::Aliasing::Tree}) {
    Recorded run(passed, aliasing);
    CHECK(to_text(run.when(" protected")).find("in counter protected") != std::string::npos);
    const BorrowsScene scene = run.at_end();
    REQUIRE(!scene.moments.empty());
    CHECK(scene.moments.back().line == 3);
  }
}

TEST_CASE("a program without borrows, or a run without a model, has an empty picture") {
  Recorded plain("fn main() { let n = 1; let m = n + 1; assert!(m == 2); }", run::Aliasing::Tree);
  CHECK(plain.at_end().cards.empty());
  Recorded none(shared_then_own, run::Aliasing::None);
  CHECK(none.at_end().cards.empty());
  CHECK(none.at_end().states.empty());
}

TEST_CASE("the step that a pointer leads to is the one after which it is there") {
  Recorded run(parent_writes, run::Aliasing::Stacked);
  const std::uint32_t made = tag_named(run.when("&mut *p (line 4)"), "&mut *p").made_step;
  CHECK(tag_named(run.at(made), "&mut *p").change == TagChange::Made);
  CHECK(to_text(run.at(made - 1)).find("&mut *p") == std::string::npos);
}

TEST_CASE("a card tells the values in the memory and which variables point where") {
  Recorded run(R"(fn main() {
    let mut pair = (7u8, [1u16, 2]);
    let second = &mut pair.1[1];
    *second = 9;
    let whole = &pair;
    assert!(whole.0 == 7);
}
)", run::Aliasing::Tree);
  const BorrowsScene scene = run.when("&pair (line 5)");
  const scene::BorrowCard& card = card_named(scene, "pair");
  REQUIRE(card.cells.size() == 3);
  CHECK(card.cells[0].name == ".0");
  CHECK(card.cells[1].name == ".1[0]");
  CHECK(card.cells[1].value == "1");
  CHECK(card.cells[1].begin == 2);
  CHECK(card.cells[2].name == ".1[1]");
  CHECK(card.cells[2].value == "9");
  REQUIRE(card.arrows.size() == 2);
  CHECK(card.arrows[0].name == "whole");
  CHECK(card.arrows[0].maker == "&pair");
  CHECK(card.arrows[0].offset == 0);
  CHECK(card.arrows[1].name == "second");
  CHECK(card.arrows[1].maker == "&mut pair.1[1]");
  CHECK(card.arrows[1].offset == 4);
}

TEST_CASE("the two models side by side tell where they first differ") {
  SUBCASE("on what a pointer may do") {
    // A read of the parent ends a mutable reference under Stacked Borrows, and freezes it under Tree Borrows.
    Recorded run("fn main() {\n    let mut n = 1;\n    let p = &raw mut n;\n    let r = unsafe { &mut *p };\n    *r = 2;\n    let seen = unsafe { *p };\n    assert!(*r == seen);\n}\n", run::Aliasing::Tree);
    const scene::RivalScene rival = run.beside_stacked();
    CHECK(rival.has_difference);
    CHECK(rival.line == 6);
    CHECK(rival.sentence == "`r` may only read under Tree Borrows, and may not be used any more under Stacked Borrows.");
    CHECK(rival.other.model == scene::BorrowModel::Stacked);
    CHECK(rival.other_ending.find("ndefined") != std::string::npos);
    CHECK(rival.ending.find("ndefined") == std::string::npos);
  }
  SUBCASE("or that they do not") {
    CHECK(!Recorded(parent_writes, run::Aliasing::Tree).beside_stacked().has_difference);
    CHECK(!Recorded(shared_then_own, run::Aliasing::Tree).beside_stacked().has_difference);
  }
}
