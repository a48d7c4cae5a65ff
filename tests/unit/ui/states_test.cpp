// The futures view at every width, with a future that waits inside another.

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/page_theatre.h"

using ui::Role;
using ui_test::only;
using ui_test::Theatre;

namespace {

scene::MachineState state(scene::StateKind kind, std::string name, std::vector<std::uint32_t> next) {
  scene::MachineState made;
  made.kind = kind;
  made.name = std::move(name);
  made.next = std::move(next);
  return made;
}

scene::KeptValue kept(scene::KeptKind kind, std::string name, std::uint64_t bytes) {
  scene::KeptValue value;
  value.kind = kind;
  value.name = std::move(name);
  value.type = "T";
  value.bytes = bytes;
  return value;
}

scene::FutureMachine machine(std::string name) {
  scene::FutureMachine made;
  made.title = "async fn " + name;
  made.name = std::move(name);
  made.line = 3;
  made.bytes = 80;
  made.states = {state(scene::StateKind::Unresumed, "Unresumed", {1, 3}), state(scene::StateKind::Returned, "Returned", {}),
                 state(scene::StateKind::Panicked, "Panicked", {}), state(scene::StateKind::Suspended, "Suspend0", {1, 3})};
  made.states[3].line = 4;
  made.states[3].text = "inner().await";
  made.states[3].kept = {kept(scene::KeptKind::Variable, "buf", 64), kept(scene::KeptKind::Awaited, "inner", 8)};
  return made;
}

/// `outer` waits, polled once, and so does `inner` within it; in a second poll both will be ready.
scene::StatesScene waiting() {
  scene::StatesScene made;
  made.machines = {machine("inner"), machine("outer")};
  made.futures.resize(2);
  made.futures[0].machine = 1;
  made.futures[0].name = "outer";
  made.futures[1].machine = 0;
  made.futures[1].name = "inner";
  made.futures[1].inside = 0;
  made.futures[1].depth = 1;
  for (scene::FutureRow& row : made.futures) {
    row.state = 3;
    row.polls = 1;
    row.is_made = true;
  }
  for (std::uint32_t i = 0; i < 4; ++i) {
    scene::FuturePoll poll;
    poll.future = poll.depth = i % 2;
    poll.column = poll.last_column = i / 2;
    poll.begin_step = 10 * i;
    poll.end_step = 10 * i + 5;
    poll.result = i < 2 ? scene::PollResult::Pending : scene::PollResult::Ready;
    poll.from_state = i < 2 ? 0 : 3;
    poll.to_state = i < 2 ? 3 : 1;
    poll.has_begun = poll.is_over = i < 2;
    made.polls.push_back(poll);
  }
  made.columns = 2;
  made.cursor_column = 1;
  made.latest_future = 0;
  return made;
}

}  // namespace

TEST_CASE("the futures view is drawn at every width, and asks for nothing by itself") {
  const scene::StatesScene scene = waiting();
  for (const float width : {360.0f, 820.0f, 1440.0f, 2560.0f})
    for (const char* theme : {"light", "dark", "contrast"}) {
      Theatre theatre(width, width < 900 ? width * 2 : width * 0.6f);
      theatre.view.settings.theme = theme;
      theatre.view.settings.is_motion_reduced = true;
      theatre.view.layout.is_touch = width < 900;
      theatre.view.stage.states = &scene;
      theatre.state.tab = ui::StageTab::Futures;
      theatre.state.narrow_pane = ui::NarrowPane::Stage;
      theatre.state.shows_machines = true;   // where there is not room for polls and machines
      theatre.draw(4);
      // The live state is kept in sight; the head of its card may be above.
      const auto is_head = [](const ui::WidgetNode& node) { return node.role == Role::Heading && node.name == "async fn outer"; };
      CHECK(std::any_of(theatre.state.widgets.begin(), theatre.state.widgets.end(), is_head));
      const ui::WidgetNode* lit = theatre.find(Role::Row, "outer Suspend0");
      REQUIRE(lit != nullptr);
      CHECK(lit->value == "waits");
      CHECK(theatre.take_commands().empty());
      CHECK(!theatre.state.wants_animation);
    }
}

TEST_CASE("pressing a poll goes to its end") {
  const scene::StatesScene scene = waiting();
  Theatre theatre;
  theatre.view.stage.states = &scene;
  theatre.state.tab = ui::StageTab::Futures;
  theatre.draw(3);
  theatre.take_commands();
  REQUIRE(theatre.click(Role::Row, "outer, poll 2"));
  const ui::Commands commands = theatre.take_commands();
  const auto* seek = only<ui::SeekStep>(commands);
  REQUIRE(seek != nullptr);
  CHECK(seek->step == 25);
}

TEST_CASE("a machine as code has the line lit where its future waits, and a waiting future can be cancelled") {
  const scene::StatesScene scene = waiting();
  std::vector<scene::MachineCode> codes(2);
  for (scene::MachineCode& code : codes) {
    code.resize(2);
    code[0].text = "Unresumed,";
    code[1].text = "Suspend0 { buf: T },";
    code[1].state = 3;
    code[1].is_head = true;
    for (scene::CodeLine& line : code) {
      line.end = 10;
      line.line = 1;
    }
  }
  Theatre theatre;
  theatre.view.stage.states = &scene;
  theatre.view.stage.codes = &codes;
  theatre.state.tab = ui::StageTab::Futures;
  theatre.draw(3);
  theatre.take_commands();
  REQUIRE(theatre.click(Role::Button, "Code of outer"));
  theatre.draw(2);
  const ui::WidgetNode* lit = theatre.find(Role::Row, "Suspend0 { buf: T },");
  REQUIRE(lit != nullptr);
  CHECK(lit->is_checked);
  REQUIRE(theatre.find(Role::Row, "Unresumed,") != nullptr);
  CHECK(!theatre.find(Role::Row, "Unresumed,")->is_checked);
  REQUIRE(theatre.click(Role::Button, "Diagram"));
  theatre.draw(2);
  CHECK(theatre.find(Role::Row, "outer Suspend0") != nullptr);
  theatre.take_commands();
  REQUIRE(theatre.click(Role::Button, "Cancel outer"));
  const ui::Commands commands = theatre.take_commands();
  const auto* cancel = only<ui::CancelFuture>(commands);
  REQUIRE(cancel != nullptr);
  CHECK(cancel->future == 0);
}

TEST_CASE("where polls, queues and machines do not fit below each other, one of them has all the room") {
  scene::StatesScene scene = waiting();
  scene::TaskList queue;
  queue.name = "queue";
  queue.type = "VecDeque";
  scene.lists = {queue};
  Theatre theatre(390, 844);
  theatre.view.layout.is_touch = true;
  theatre.state.narrow_pane = ui::NarrowPane::Stage;
  theatre.view.stage.states = &scene;
  theatre.state.tab = ui::StageTab::Futures;
  theatre.draw(3);
  CHECK(theatre.find(Role::Row, "outer, poll 1") != nullptr);
  CHECK(theatre.find(Role::Row, "outer Suspend0") == nullptr);
  REQUIRE(theatre.click(Role::Radio, "State machines"));
  theatre.draw(3);
  CHECK(theatre.find(Role::Row, "outer Suspend0") != nullptr);
  CHECK(theatre.find(Role::Row, "outer, poll 1") == nullptr);
}
