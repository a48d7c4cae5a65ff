// The program on the stage, run for real.

#include <doctest.h>

#include <algorithm>

#include "app/stage.h"

namespace {

ui::PageView view_of(app::Stage& stage) {
  while (stage.is_busy()) stage.advance(0, 1000);
  ui::PageView view;
  stage.fill(view);
  return view;
}

app::StageProgram program_of(const char* text) {
  app::StageProgram program;
  program.key = program.id = "p";
  program.lesson_text = text;
  return program;
}

// One compiler for all: reading std takes a while.
const std::shared_ptr<run::Compiler>& compiler() {
  static const auto made = std::make_shared<run::Compiler>();
  return made;
}

constexpr const char* two_threads = R"(use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
fn main() {
    let total = Arc::new(AtomicI32::new(0));
    let mine = Arc::clone(&total);
    let t = std::thread::spawn(move || { mine.fetch_add(1, Ordering::Relaxed); });
    total.fetch_add(2, Ordering::Relaxed);
    t.join().unwrap();
}
)";

std::vector<std::string> next_actions_of(app::Stage& stage, std::uint32_t steps) {
  std::vector<std::string> out;
  for (std::uint32_t step = 0; step <= steps; ++step) {
    stage.seek(step);
    for (const scene::Lane& lane : view_of(stage).stage.threads->lanes) out.push_back(lane.next_action);
  }
  return out;
}

bool has(const std::vector<std::string>& all, std::string_view wanted) {
  return std::find(all.begin(), all.end(), wanted) != all.end();
}

}  // namespace

TEST_CASE("the first step forward shows something that has happened") {
  app::Stage stage(compiler());
  stage.load(program_of("fn main() {\n    std::thread::spawn(|| {}).join().unwrap();\n}\n"), "fn main() {\n    std::thread::spawn(|| {}).join().unwrap();\n}\n");
  stage.step_forward();
  const ui::PageView view = view_of(stage);
  CHECK(view.playback.cursor > 0);
  REQUIRE(view.stage.threads != nullptr);
  CHECK(view.stage.threads->rows_done == 1);

  SUBCASE("and an outcome that is loaded is known as such until a thread is moved by hand") {
    stage.explore();
    CHECK(view_of(stage).stage.loaded == nullptr);
    stage.load_outcome(0);
    REQUIRE(view_of(stage).stage.loaded != nullptr);
    stage.run();
    CHECK(view_of(stage).stage.loaded == nullptr);
  }
}

TEST_CASE("what a thread does next is said with the names of the program and of its methods") {
  app::Stage stage(compiler());
  stage.load(program_of(two_threads), two_threads);
  stage.run();
  const std::uint32_t steps = view_of(stage).playback.steps;
  const std::vector<std::string> actions = next_actions_of(stage, steps);
  CHECK(has(actions, "fetch_add on `total`"));
  for (const std::string& action : actions) {
    INFO(action);
    CHECK(action.find("allocation") == std::string::npos);
    CHECK(action.find("update") == std::string::npos);
  }
}

TEST_CASE("a thread that waits says in which line") {
  app::Stage stage(compiler());
  stage.load(program_of(two_threads), two_threads);
  stage.run();
  const ui::PageView view = view_of(stage);
  REQUIRE(view.stage.threads->blocked.size() == 1);
  CHECK(view.stage.threads->blocked[0].line == 8);
}

TEST_CASE("a run that is older than the text's mistakes is known as such until the text compiles") {
  app::Stage stage(compiler());
  stage.load(program_of("fn main() {}\n"), "fn main() {}\n");
  stage.run();
  CHECK_FALSE(view_of(stage).stage.is_run_of_earlier_text);
  stage.edit("fn main() { nobody }\n");
  stage.run();
  CHECK(view_of(stage).stage.is_run_of_earlier_text);
  CHECK(view_of(stage).stage.threads != nullptr);
  stage.edit("fn main() { }\n");
  stage.run();
  CHECK_FALSE(view_of(stage).stage.is_run_of_earlier_text);
}

TEST_CASE("a program that asks for input is told that there is none") {
  constexpr const char* asks = "fn main() {\n    let mut line = String::new();\n    std::io::stdin().read_line(&mut line).unwrap();\n}\n";
  app::Stage stage(compiler());
  stage.load(program_of(asks), asks);
  stage.run();
  const ui::PageView view = view_of(stage);
  CHECK(view.playback.verdict.find("asked for input") != std::string::npos);
  CHECK(view.stage.output->note.find("asked for input") != std::string::npos);
  stage.reset();
  stage.edit("fn main() {}\n");
  stage.run();
  CHECK(view_of(stage).playback.verdict.find("asked for input") == std::string::npos);
}

TEST_CASE("at the end of a run, playing begins at its start") {
  app::Stage stage(compiler());
  stage.load(program_of(two_threads), two_threads);
  stage.run();
  CHECK(view_of(stage).playback.can_play);
  stage.play();
  CHECK(view_of(stage).playback.cursor == 0);
  CHECK(view_of(stage).playback.is_playing);
  stage.edit("fn main() { nobody }\n");
  stage.run();
  CHECK_FALSE(view_of(stage).playback.can_play);
}

TEST_CASE("a print that is cut keeps whole characters") {
  constexpr const char* prints = "fn main() {\n    println!(\"{}\", \"12345678é\".repeat(9));\n    println!(\"short\");\n}\n";
  app::Stage stage(compiler());
  stage.load(program_of(prints), prints);
  stage.run();
  const auto& rows = view_of(stage).stage.threads->rows;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].text == "print \"12345678é12345678é12345678é12345678é12345678é12345678é…\"");
  CHECK(rows[1].text == "print \"short\"");
}
