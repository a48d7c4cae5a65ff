// The page as a whole: it draws at every size, changes nothing it is shown, and what is pressed
// comes out as the command that it stands for.

#include <doctest.h>

#include <algorithm>

#include "tests/support/page_theatre.h"
#include "ui/keys.h"

using namespace ui_test;
using ui::Role;

TEST_CASE("the page is drawn at every size, theme and text size") {
  for (const float width : {360.0f, 390.0f, 700.0f, 820.0f, 1024.0f, 1440.0f, 2560.0f})
    for (const char* theme : {"light", "dark", "contrast"}) {
      Theatre theatre(width, width < 900 ? width * 1.5f : width * 0.6f);
      theatre.view.settings.theme = theme;
      theatre.view.settings.text_scale = width < 900 ? 1.5 : 1;
      theatre.view.layout.is_touch = width < 900;
      for (const ui::StageTab tab :
           {ui::StageTab::Threads, ui::StageTab::Borrows, ui::StageTab::Futures, ui::StageTab::Output, ui::StageTab::Variables,
            ui::StageTab::Outcomes, ui::StageTab::Problems})
        for (const ui::NarrowPane pane : {ui::NarrowPane::Reading, ui::NarrowPane::Stage}) {
          theatre.state.tab = tab;
          theatre.state.narrow_pane = pane;
          theatre.draw(2);
        }
      CHECK(theatre.find(Role::Button, "Course contents") != nullptr);
      CHECK(theatre.take_commands().empty());
    }
}

TEST_CASE("a page without anything to show is drawn too") {
  Theatre theatre;
  theatre.view = ui::PageView();
  theatre.draw(3);
  theatre.view.book.state = ui::LoadState::Failed;
  theatre.view.book.error = "the course could not be read";
  theatre.draw(2);
  theatre.view.chapter.state = ui::LoadState::Loading;
  theatre.view.is_help_open = theatre.view.is_settings_open = true;
  theatre.view.work = {true, "Exploring", -1, ""};
  theatre.view.toasts = {{"A word", ui::ToastTone::Bad}};
  theatre.draw(3);
  CHECK(theatre.find(Role::Dialog, "Settings") != nullptr);
}

TEST_CASE("nothing moves on a page that is left alone") {
  Theatre theatre;
  theatre.view.settings.is_motion_reduced = false;
  theatre.draw(200);
  CHECK_FALSE(theatre.state.wants_animation);
}

TEST_CASE("the controls ask for what they are named after") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Button, "Run"));
  CHECK(only<ui::Run>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Step forward"));
  CHECK(only<ui::StepForward>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Step back"));
  CHECK(only<ui::StepBack>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Step over"));
  CHECK(only<ui::StepOver>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Play"));
  CHECK(only<ui::Play>(theatre.take_commands()) != nullptr);
  REQUIRE(theatre.click(Role::Button, "Explore all"));
  CHECK(only<ui::Explore>(theatre.take_commands()) != nullptr);
  CHECK(theatre.state.tab == ui::StageTab::Outcomes);
}

TEST_CASE("a control that is not to be used does nothing") {
  Theatre theatre;
  theatre.view.playback.can_step_back = false;
  REQUIRE(theatre.click(Role::Button, "Step back"));
  theatre.press(ImGuiKey_LeftArrow);
  CHECK(theatre.take_commands().empty());
}

TEST_CASE("dragging along the trace goes to a step") {
  Theatre theatre;
  theatre.draw(2);
  const ui::WidgetNode* bar = theatre.find(Role::Slider, "Trace");
  REQUIRE(bar != nullptr);
  CHECK(bar->value == "step 2 of 4");
  const ui::Rect rect = bar->rect;
  theatre.move_pointer(rect.x + rect.width - 9, rect.y + rect.height / 2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  theatre.draw(2);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  theatre.draw(1);
  const ui::Commands commands = theatre.take_commands();
  REQUIRE_FALSE(commands.empty());
  REQUIRE(std::get_if<ui::SeekStep>(&commands[0]) != nullptr);
  CHECK(std::get<ui::SeekStep>(commands[0]).step == 4);
}

TEST_CASE("a lane that can move is moved by its head, and a blocked one is not") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Button, "Move main"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::MoveThread>(commands) != nullptr);
  CHECK(only<ui::MoveThread>(commands)->thread == 0);
  REQUIRE(theatre.click(Role::Button, "Move thread 1"));
  CHECK(theatre.take_commands().empty());
  CHECK(theatre.find(Role::Button, "Move thread 1")->value == "waits for lock A (held by main)");
}

TEST_CASE("the ways in which a move can go are offered") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Button, "reads 0"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::MoveThread>(commands) != nullptr);
  CHECK(only<ui::MoveThread>(commands)->thread == 0);
  CHECK(only<ui::MoveThread>(commands)->choice.answer == 1);
  CHECK(theatre.find(Role::Status, "channel 1: 5, 7") != nullptr);
}

TEST_CASE("a circle of waiting is drawn below the rows at every width") {
  for (const float width : {360.0f, 820.0f, 1440.0f}) {
    Theatre theatre(width, 900);
    theatre.threads.rows_done = 4;
    theatre.threads.stuck = "main waits for lock `B`, held by thread 1, which waits for lock `A`, held by main";
    theatre.threads.waits = {{0, 1, "waits for lock `B` (held by thread 1)", true}, {1, 0, "waits for lock `A` (held by main)", true}};
    theatre.state.narrow_pane = ui::NarrowPane::Stage;
    theatre.draw(4);
    CHECK(theatre.find(Role::Row, "main: prints b") != nullptr);
  }
}

TEST_CASE("how one run ended is not said above the table of all") {
  Theatre theatre;
  theatre.view.playback.has_ended = true;
  theatre.view.playback.verdict = "The program ran to its end.";
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "The program ran to its end.") != nullptr);
  theatre.state.tab = ui::StageTab::Outcomes;
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "The program ran to its end.") == nullptr);
}

TEST_CASE("two memory models stand side by side") {
  Theatre theatre(1440, 1200);
  theatre.state.tab = ui::StageTab::Outcomes;
  theatre.program.text = "Ordering::Relaxed";
  theatre.outcomes.memory = "SC";
  REQUIRE(theatre.click(Role::Button, "Compare with C11"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::Explore>(commands) != nullptr);
  CHECK(only<ui::Explore>(commands)->compares);
  theatre.outcomes.other_memory = "C11";
  theatre.outcomes.other_executions = 4;
  theatre.outcomes.outcomes[0].other_count = 4;
  theatre.draw(2);
  CHECK(theatre.find(Role::Row, "Deadlock: deadlock")->value == "1, only under SC");
  CHECK(theatre.find(Role::Button, "Compare with C11") == nullptr);
}

TEST_CASE("a row of the threads view leads to just after its step") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Row, "thread 1: X = 1"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::SeekStep>(commands) != nullptr);
  CHECK(only<ui::SeekStep>(commands)->step == 3);
}

TEST_CASE("an outcome is loaded by its button") {
  Theatre theatre(1440, 1200);
  theatre.state.tab = ui::StageTab::Outcomes;
  REQUIRE(theatre.click(Role::Button, "Show me"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::LoadOutcome>(commands) != nullptr);
  CHECK(only<ui::LoadOutcome>(commands)->index == 0);
  CHECK(theatre.state.tab == ui::StageTab::Threads);
}

TEST_CASE("an outcome is loaded by its row too") {
  Theatre theatre(1440, 1200);
  theatre.state.tab = ui::StageTab::Outcomes;
  REQUIRE(theatre.click(Role::Row, "Deadlock: deadlock"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::LoadOutcome>(commands) != nullptr);
  CHECK(only<ui::LoadOutcome>(commands)->index == 1);
}

TEST_CASE("views that do not fit beside each other are reached by an arrow") {
  Theatre theatre(300, 700);
  theatre.state.narrow_pane = ui::NarrowPane::Stage;
  theatre.state.tab = ui::StageTab::Threads;
  theatre.draw(2);
  CHECK(theatre.find(Role::Tab, "Outcomes") == nullptr);
  REQUIRE(theatre.click(Role::Button, "Other views"));
  theatre.draw(2);
  REQUIRE(theatre.click(Role::Tab, "Outcomes"));
  theatre.draw(2);
  CHECK(theatre.state.tab == ui::StageTab::Outcomes);
  theatre.state.tab = ui::StageTab::Threads;
  theatre.draw(2);
  CHECK(theatre.find(Role::Tab, "Threads") != nullptr);
}

TEST_CASE("a run that is older than the text's mistakes says so, and leads to them") {
  Theatre theatre;
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "This run is from before your last edit.") == nullptr);
  theatre.view.stage.is_run_of_earlier_text = true;
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "This run is from before your last edit.") != nullptr);
  REQUIRE(theatre.click(Role::Button, "Show the problems"));
  CHECK(theatre.state.tab == ui::StageTab::Problems);
}

TEST_CASE("a control that was pressed is not explained until the pointer has left it") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Button, "Explore all"));
  theatre.draw(120);
  CHECK(theatre.state.explanation_box.width == 0);
  theatre.move_pointer(5, 5);
  theatre.draw(2);
  const ui::WidgetNode* button = theatre.find(Role::Button, "Explore all");
  theatre.move_pointer(button->rect.x + 20, button->rect.y + 10);
  theatre.draw(120);
  CHECK(theatre.state.explanation_box.width > 0);
}

TEST_CASE("a link, a chapter and a copy button ask for their text") {
  Theatre theatre;
  REQUIRE(theatre.click(Role::Link, "about locks"));
  ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::OpenLink>(commands) != nullptr);
  CHECK(only<ui::OpenLink>(commands)->url == "#/threads/locks");
  REQUIRE(theatre.click(Role::Link, "Locks"));
  commands = theatre.take_commands();
  REQUIRE(only<ui::OpenChapter>(commands) != nullptr);
  CHECK(only<ui::OpenChapter>(commands)->chapter_id == "threads/locks");
  CHECK(theatre.find(Role::Link, "Not written") == nullptr);
  REQUIRE(theatre.click(Role::Button, "Copy code"));
  commands = theatre.take_commands();
  REQUIRE(only<ui::CopyText>(commands) != nullptr);
  CHECK(only<ui::CopyText>(commands)->text == theatre.chapter.programs[0].shown_text);
}

TEST_CASE("a program of the text is brought on the stage") {
  Theatre theatre;
  theatre.view.stage = ui::StageView();
  REQUIRE(theatre.click(Role::Button, "Open on stage"));
  const ui::Commands commands = theatre.take_commands();
  REQUIRE(only<ui::LoadProgram>(commands) != nullptr);
  CHECK(only<ui::LoadProgram>(commands)->program_id == "spawn");
}

TEST_CASE("keys do what the help sheet says") {
  Theatre theatre;
  theatre.draw(3);
  const auto pressed = [&](ImGuiKey key) {
    theatre.press(key);
    return theatre.take_commands();
  };
  CHECK(only<ui::Run>(pressed(ImGuiKey_Enter)) != nullptr);
  CHECK(only<ui::Run>(pressed(ImGuiKey_Space)) != nullptr);
  CHECK(only<ui::StepForward>(pressed(ImGuiKey_RightArrow)) != nullptr);
  CHECK(only<ui::StepBack>(pressed(ImGuiKey_LeftArrow)) != nullptr);
  CHECK(only<ui::StepOver>(pressed(ImGuiKey_O)) != nullptr);
  CHECK(only<ui::Play>(pressed(ImGuiKey_P)) != nullptr);
  CHECK(only<ui::Explore>(pressed(ImGuiKey_E)) != nullptr);
  CHECK(only<ui::ShareProgram>(pressed(ImGuiKey_S)) != nullptr);
  CHECK(only<ui::MoveThread>(pressed(ImGuiKey_1)) != nullptr);
  CHECK(pressed(ImGuiKey_2).empty());  // thread 1 is blocked
  CHECK(only<ui::OpenChapter>(pressed(ImGuiKey_RightBracket))->chapter_id == "threads/locks");
  CHECK(pressed(ImGuiKey_DownArrow)
            .empty());  // the text has the arrow keys until the stage is clicked
  theatre.state.keys_go_to = ui::KeyTarget::Stage;
  CHECK(only<ui::StepOver>(pressed(ImGuiKey_DownArrow)) != nullptr);
  CHECK(only<ui::SeekStep>(pressed(ImGuiKey_End))->step == 4);
  theatre.type("?");
  CHECK(only<ui::ToggleHelp>(theatre.take_commands()) != nullptr);
}

TEST_CASE("an open sheet takes the keys, and Escape closes it") {
  Theatre theatre;
  theatre.view.is_help_open = true;
  theatre.draw(2);
  theatre.press(ImGuiKey_Enter);
  CHECK(only<ui::Run>(theatre.take_commands()) == nullptr);
  theatre.press(ImGuiKey_Escape);
  CHECK(only<ui::ToggleHelp>(theatre.take_commands()) != nullptr);
  for (const ui::KeyRow& row : ui::key_rows) CHECK_FALSE(row.meaning.empty());
}

TEST_CASE("clearing progress asks first") {
  Theatre theatre;
  theatre.view.is_settings_open = true;
  REQUIRE(theatre.click(Role::Button, "Clear…"));
  CHECK(theatre.take_commands().empty());
  REQUIRE(theatre.click(Role::Button, "Clear everything"));
  CHECK(only<ui::ClearProgress>(theatre.take_commands()) != nullptr);
}

TEST_CASE("the editor is asked for while a program is edited, and hidden under a sheet") {
  Theatre theatre;
  theatre.draw(2);
  CHECK_FALSE(theatre.state.editor.is_visible);
  REQUIRE(theatre.click(Role::Button, "Edit the program"));
  theatre.draw(1);
  CHECK(theatre.state.editor.is_visible);
  CHECK(theatre.state.editor.rect.width > 200);
  theatre.view.is_help_open = true;
  theatre.draw(2);
  CHECK_FALSE(theatre.state.editor.is_visible);
}

TEST_CASE("a widget can be pressed by its id, as from a screen reader") {
  Theatre theatre;
  theatre.draw(3);
  ui::activate_widget(theatre.state, theatre.find(Role::Button, "Run")->id);
  theatre.draw(3);
  CHECK(only<ui::Run>(theatre.take_commands()) != nullptr);
}

TEST_CASE("an anchor brings its heading to the top of the reading column") {
  Theatre theatre(1440, 700);
  theatre.draw(3);
  theatre.state.scroll.is_pending = true;
  theatre.state.scroll.anchor = "questions";
  theatre.draw(5);
  CHECK_FALSE(theatre.state.scroll.is_pending);
  CHECK(theatre.state.reading_scroll > 200);
  CHECK(theatre.state.visible_anchor == "questions");
  const ui::WidgetNode* heading = theatre.find(Role::Heading, "Questions");
  REQUIRE(heading != nullptr);
  CHECK(heading->rect.y < 200);
}

TEST_CASE("Tab goes through the widgets of every pane") {
  Theatre theatre(1440, 1000);
  theatre.draw(3);
  std::vector<std::string> reached;
  for (int i = 0; i < 40; ++i) {
    theatre.press(ImGuiKey_Tab);
    theatre.draw(2);
    for (const ui::WidgetNode& node : theatre.state.widgets)
      if (node.is_focused) reached.push_back(node.name);
  }
  const auto has_reached = [&](const char* name) {
    return std::find(reached.begin(), reached.end(), name) != reached.end();
  };
  CHECK(has_reached("Settings"));
  CHECK(has_reached("Locks"));
  CHECK(has_reached("about locks"));
  CHECK(has_reached("Run"));
  CHECK(has_reached("Trace"));
}

TEST_CASE("what is read stays in place when the column's width changes") {
  Theatre theatre(1440, 700);
  theatre.draw(3);
  theatre.state.scroll.is_pending = true;
  theatre.state.scroll.anchor = "questions";
  theatre.draw(5);
  REQUIRE(theatre.find(Role::Heading, "Questions") != nullptr);
  theatre.state.arrangement.stage_share = 0.7f;
  theatre.draw(5);
  REQUIRE(theatre.find(Role::Heading, "Questions") != nullptr);
  CHECK(theatre.find(Role::Heading, "Questions")->rect.y < 200);
}

TEST_CASE("what is said of a part of the picture stands beside the stage, after a rest, and not while the run moves") {
  Theatre theatre;
  theatre.draw(2);
  const ui::WidgetNode* head = theatre.find(Role::Button, "Move main");
  REQUIRE(head != nullptr);
  theatre.move_pointer(head->rect.x + 40, head->rect.y + 10);
  theatre.draw(20);
  CHECK(theatre.state.explanation_box.width == 0);
  theatre.draw(40);
  const ui::Rect box = theatre.state.explanation_box;
  REQUIRE(box.width > 0);
  CHECK(box.x + box.width <= theatre.state.stage.x);

  ++theatre.view.playback.cursor;
  theatre.draw(90);
  CHECK(theatre.state.explanation_box.width == 0);
  theatre.move_pointer(5, 400);
  theatre.view.playback.is_playing = true;
  theatre.move_pointer(theatre.state.stage.x + 90, head->rect.y + 10);
  theatre.draw(90);
  CHECK(theatre.state.explanation_box.width == 0);
}

TEST_CASE("what a run follows is chosen from a menu that says what each value means") {
  for (const float width : {1440.0f, 390.0f}) {
    Theatre theatre(width, 900);
    theatre.state.narrow_pane = ui::NarrowPane::Stage;
    REQUIRE(theatre.click(Role::Button, "Edition: 2024"));
    REQUIRE(theatre.find(Role::Dialog, "Edition") != nullptr);
    CHECK(theatre.find(Role::Radio, "2024")->is_checked);
    theatre.press(ImGuiKey_RightArrow);
    CHECK(theatre.take_commands().empty());
    REQUIRE(theatre.click(Role::Radio, "2021"));
    const ui::Commands commands = theatre.take_commands();
    REQUIRE(only<ui::SetEdition>(commands) != nullptr);
    CHECK(only<ui::SetEdition>(commands)->year == 2021);
    CHECK(theatre.find(Role::Dialog, "Edition") == nullptr);
  }
  Theatre theatre;
  REQUIRE(theatre.click(Role::Button, "Edition: 2024"));
  theatre.press(ImGuiKey_Escape);
  theatre.draw(1);
  CHECK(theatre.find(Role::Dialog, "Edition") == nullptr);
}

TEST_CASE("a loaded outcome is named above its run, with the way back to all of them") {
  Theatre theatre;
  theatre.view.stage.loaded = &theatre.outcomes.outcomes[0];
  theatre.draw(2);
  CHECK(theatre.find(Role::Status, "Showing: prints a, b") != nullptr);
  REQUIRE(theatre.click(Role::Button, "All outcomes"));
  CHECK(theatre.state.tab == ui::StageTab::Outcomes);
}

TEST_CASE("the course is searched from the keyboard") {
  Theatre theatre;
  theatre.type("/");
  CHECK(only<ui::ToggleSearch>(theatre.take_commands()) != nullptr);
  theatre.view.search.is_open = true;
  theatre.draw(4);
  theatre.type("lock");
  ui::Commands commands = theatre.take_commands();
  REQUIRE_FALSE(commands.empty());
  REQUIRE(std::get_if<ui::SearchFor>(&commands.back()) != nullptr);
  CHECK(std::get<ui::SearchFor>(commands.back()).words == "lock");
  theatre.view.search.hits = {{"threads/locks", "", "Locks", "2  Locks", "", {}}, {"threads/races", "questions", "Questions", "1  Races", "a lock", {}}};
  theatre.draw(2);
  theatre.press(ImGuiKey_DownArrow);
  theatre.press(ImGuiKey_Enter);
  theatre.draw(2);
  commands = theatre.take_commands();
  REQUIRE(only<ui::OpenChapter>(commands) != nullptr);
  CHECK(only<ui::OpenChapter>(commands)->chapter_id == "threads/races");
  CHECK(only<ui::OpenChapter>(commands)->anchor == "questions");
  CHECK(only<ui::ToggleSearch>(commands) != nullptr);
}
