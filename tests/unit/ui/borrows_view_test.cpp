// The borrows view, drawn without a screen for scenes written by hand.

#include <doctest/doctest.h>

#include <variant>

#include "tests/support/page_theatre.h"

using ui::Role;
using ui_test::Theatre;

namespace {

scene::BorrowTag tag(std::uint32_t number, const char* name, const char* permission, scene::PermissionTone tone) {
  scene::BorrowTag out;
  out.tag = number;
  out.name = name;
  out.permission = permission;
  out.tone = tone;
  out.line = number;
  out.made_step = number + 1;
  out.color = number;
  out.is_own = number == 0;
  return out;
}

/// `x` with a reference and, made from that, another one that is over.
scene::BorrowsScene small_scene(scene::BorrowModel model) {
  scene::BorrowsScene scene;
  scene.model = model;
  scene::BorrowRange range;
  range.end = 4;
  range.name = "x";
  range.tags = {tag(0, "x", "Unique", scene::PermissionTone::Unique), tag(1, "&mut x", "Reserved", scene::PermissionTone::Reserved),
                tag(2, "&*r", "Disabled", scene::PermissionTone::Disabled)};
  range.tags[1].parent_row = 0;
  range.tags[1].depth = 1;
  range.tags[1].is_protected = true;
  range.tags[1].change = scene::TagChange::Made;
  range.tags[2].parent_row = 1;
  range.tags[2].depth = 2;
  range.tags[2].is_gone = model == scene::BorrowModel::Stacked;
  scene::BorrowCard card;
  card.name = "x";
  card.place = "variable of main";
  card.size = 4;
  card.ranges = {range};
  scene.cards = {card};
  scene.change = "`&mut x` is made (Reserved).";
  scene.moments = {{scene::BorrowMomentKind::Made, 2, 3, "`&*r` makes a shared reference."},
                   {scene::BorrowMomentKind::Lost, 3, 4, "`&*r` becomes Disabled."},
                   {scene::BorrowMomentKind::Used, 4, 5, "It is read."}};
  scene.states = {{"Reserved", scene::PermissionTone::Reserved, "reads and writes", true},
                  {"Unique", scene::PermissionTone::Unique, "reads and writes", false},
                  {"Disabled", scene::PermissionTone::Disabled, "nothing", false}};
  scene.moves = {{0, 1, "own write", false}, {0, 2, "foreign write", true}};
  return scene;
}

void show(Theatre& theatre, const scene::BorrowsScene& scene) {
  theatre.state.tab = ui::StageTab::Borrows;
  theatre.view.stage.aliasing = scene.model == scene::BorrowModel::Tree ? "tree" : "stacked";
  theatre.view.stage.borrows = &scene;
  theatre.draw(2);
  theatre.take_commands();
}

}  // namespace

TEST_CASE("a pointer in the borrows view leads to the step that made it") {
  for (const scene::BorrowModel model : {scene::BorrowModel::Stacked, scene::BorrowModel::Tree}) {
    const scene::BorrowsScene scene = small_scene(model);
    Theatre theatre(1440, 2400);
    show(theatre, scene);
    REQUIRE(theatre.click(Role::Button, "&mut x: Reserved"));
    const ui::Commands commands = theatre.take_commands();
    REQUIRE(commands.size() == 1);
    REQUIRE(std::get_if<ui::SeekStep>(&commands[0]) != nullptr);
    CHECK(std::get_if<ui::SeekStep>(&commands[0])->step == 2);
    CHECK(theatre.find(Role::Button, "&mut x: Reserved")->value.find("protected") != std::string::npos);
  }
}

TEST_CASE("a moment of undefined behaviour leads to its step") {
  const scene::BorrowsScene scene = small_scene(scene::BorrowModel::Tree);
  Theatre theatre(1440, 2400);
  show(theatre, scene);
  REQUIRE(theatre.click(Role::Link, "Lost in line 3"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(commands.size() == 1);
  REQUIRE(std::get_if<ui::SeekStep>(&commands[0]) != nullptr);
  CHECK(std::get_if<ui::SeekStep>(&commands[0])->step == 4);
}

TEST_CASE("the aliasing model is chosen above the borrows, also while there are none") {
  const scene::BorrowsScene scene = small_scene(scene::BorrowModel::Tree);
  Theatre theatre(1440, 2400);
  show(theatre, scene);
  CHECK(theatre.find(Role::Radio, "Tree")->is_checked);
  REQUIRE(theatre.click(Role::Radio, "Stacked"));
  ui::Commands commands = theatre.take_commands();
  REQUIRE(commands.size() == 1);
  REQUIRE(std::get_if<ui::SetAliasing>(&commands[0]) != nullptr);
  CHECK(std::get_if<ui::SetAliasing>(&commands[0])->model == "stacked");

  theatre.view.stage.aliasing = "none";
  theatre.view.stage.borrows = nullptr;
  theatre.draw(2);
  theatre.take_commands();
  REQUIRE(theatre.click(Role::Button, "Run with Tree Borrows"));
  commands = theatre.take_commands();
  REQUIRE(commands.size() == 2);
  CHECK(std::get_if<ui::SetAliasing>(&commands[0]) != nullptr);
  CHECK(std::get_if<ui::Run>(&commands[1]) != nullptr);
}

TEST_CASE("the borrows view comes to rest after a step") {
  const scene::BorrowsScene scene = small_scene(scene::BorrowModel::Tree);
  Theatre theatre(390, 844);
  theatre.state.narrow_pane = ui::NarrowPane::Stage;
  show(theatre, scene);
  theatre.draw(120);
  CHECK(!theatre.state.wants_animation);
}

TEST_CASE("both models stand side by side, and their first difference leads to its step") {
  scene::BorrowsScene tree = small_scene(scene::BorrowModel::Tree);
  tree.moments.clear();
  tree.cards[0].cells = {{0, 4, "", "7"}};
  tree.cards[0].arrows = {{"r", "&mut x", 0, 1, 1, 2, scene::PermissionTone::Reserved}};
  scene::RivalScene rival;
  rival.other = small_scene(scene::BorrowModel::Stacked);
  rival.is_searching = false;
  rival.has_difference = true;
  rival.step = 4;
  rival.line = 3;
  rival.sentence = "`r` may only read.";
  for (const float width : {1440.0f, 390.0f}) {
    Theatre theatre(width, 2400);
    theatre.state.narrow_pane = ui::NarrowPane::Stage;
    theatre.view.stage.rival = &rival;
    show(theatre, tree);
    CHECK(theatre.find(Role::Heading, "Stacked Borrows"));
    CHECK(theatre.find(Role::Heading, "Tree Borrows"));
    CHECK(theatre.find(Role::Button, "r points to byte 0 of x")->value == "&mut x");
    REQUIRE(theatre.click(Role::Link, "First difference: line 3"));
    const ui::Commands commands = theatre.take_commands();
    REQUIRE(commands.size() == 1);
    REQUIRE(std::get_if<ui::SeekStep>(&commands[0]) != nullptr);
    CHECK(std::get_if<ui::SeekStep>(&commands[0])->step == 4);
  }
}

TEST_CASE("undefined behaviour that the view tells in full is only named above it") {
  const scene::BorrowsScene scene = small_scene(scene::BorrowModel::Tree);
  Theatre theatre(1440, 2400);
  theatre.view.playback.has_ended = true;
  theatre.view.playback.ending = scene::OutcomeKind::UndefinedBehavior;
  theatre.view.playback.verdict = "Undefined behavior: a long story.";
  show(theatre, scene);
  CHECK(theatre.find(Role::Status, "Undefined behavior: a long story.") == nullptr);
  CHECK(theatre.find(Role::Status, "Undefined behavior in line 4") != nullptr);
  theatre.state.tab = ui::StageTab::Output;
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "Undefined behavior: a long story.") != nullptr);
}
