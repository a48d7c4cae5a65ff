// The front door: programs do not disturb one another, runs replay, missing models are named.

#include <doctest/doctest.h>

#include "run/run.h"
#include "run/texts.h"

namespace {

run::Compiler& compiler() {
  static run::Compiler made;
  return made;
}

run::Report run_text(std::string text, const run::RunOptions& options = {}) {
  return run::run(compiler().compile(std::move(text)), options);
}

constexpr const char* two_prints = R"(
use std::thread;
fn main() {
    let t = thread::spawn(|| println!("t"));
    println!("m");
    t.join().unwrap();
}
)";

}  // namespace

TEST_CASE("a program that fails leaves nothing behind for the next") {
  const run::Report broken = run_text("struct Vec; fn main() { let x: i32 = Vec; }");
  CHECK(broken.verdict == "compile_error");
  const run::Report fine = run_text("fn main() { let mut v = Vec::new(); v.push(1); println!(\"{}\", v.len()); }");
  CHECK(fine.verdict == "ok");
  CHECK(fine.stdout_text == "1\n");
}

TEST_CASE("the same program and schedule give the same run") {
  const run::Compiled compiled = compiler().compile(two_prints);
  REQUIRE(compiled.code);
  const run::ExploreReport all = run::explore(compiled, {});
  CHECK(all.is_complete);
  REQUIRE(all.outcomes.size() == 2);
  for (const run::OutcomeReport& outcome : all.outcomes) {
    run::RunOptions options;
    options.schedule = outcome.schedule;
    const run::Report once = run::run(compiled, options);
    CHECK(once.stdout_text == outcome.stdout_text);
    CHECK(!once.has_diverged);
    // In a copy of the program that was compiled anew.
    const run::Report again = run_text(two_prints, options);
    CHECK(again.stdout_text == once.stdout_text);
    CHECK(again.steps == once.steps);
    CHECK(again.schedule == once.schedule);
  }
}

TEST_CASE("exploring in pieces finds what exploring at once finds") {
  const run::Compiled compiled = compiler().compile(two_prints);
  run::Exploration exploration(compiled, {});
  while (exploration.advance(50)) CHECK(exploration.estimated_progress() <= 1);
  const run::ExploreReport pieces = exploration.report(), whole = run::explore(compiled, {});
  CHECK(pieces.executions == whole.executions);
  CHECK(pieces.outcomes.size() == whole.outcomes.size());
}

TEST_CASE("a schedule that cannot be read is no run") {
  run::RunOptions options;
  options.schedule = "nonsense";
  CHECK(!run::schedule_mistake(options.schedule).empty());
  CHECK(run_text("fn main() {}", options).verdict == "unsupported");
}

TEST_CASE("a model that is not there is named, not left out") {
  for (const run::Aliasing aliasing : {run::Aliasing::None, run::Aliasing::Stacked, run::Aliasing::Tree}) {
    run::RunOptions options;
    options.aliasing = aliasing;
    const run::Report report = run_text("fn main() {}", options);
    CHECK(report.verdict == (run::missing_model(options).empty() ? "ok" : "unsupported"));
    if (report.verdict == "unsupported") CHECK(report.message == run::missing_model(options));
  }
}

TEST_CASE("what may only follow from a missing feature of nightly Rust is no mistake") {
  const std::string use = "fn main() { nightly_thing() }";
  CHECK(run_text(use, {}).verdict == "compile_error");
  CHECK(run_text("#![feature(coroutines)] " + use, {}).verdict == "unsupported");
  CHECK(run_text("#![feature(coroutines)] fn main() {}", {}).verdict == "ok");
}

TEST_CASE("what a macro of std does is at its call") {
  const run::Report report = run_text("fn main() {\n    let n = 1;\n    assert_eq!(n, 2);\n}\n");
  CHECK(report.verdict == "panic");
  CHECK(report.place.line == 3);
  CHECK(report.place.column == 5);
}

TEST_CASE("prints are kept with their lines") {
  run::RunOptions options;
  options.keeps_prints = true;
  const run::Report report = run_text("fn main() {\n    println!(\"a\");\n    print!(\"b{}\", 1);\n}\n", options);
  REQUIRE(report.prints.size() >= 2);
  CHECK(report.prints.front().line == 2);
  CHECK(report.prints.back().line == 3);
}

TEST_CASE("tests are run instead of main") {
  run::CompileOptions options;
  options.entry = run::Entry::Tests;
  const run::Compiled compiled = compiler().compile("#[test] fn adds() { assert_eq!(1 + 1, 2); }", options);
  REQUIRE(compiled.code);
  CHECK(run::run(compiled, {}).verdict == "ok");
}

TEST_CASE("a program of nothing but tests runs them") {
  const run::Compiled compiled = compiler().compile("#[test]\nfn fails() { assert_eq!(1 + 1, 3); }\n");
  REQUIRE(compiled.code);
  CHECK(run::run(compiled, {}).stdout_text.find("test result: FAILED") != std::string::npos);
  CHECK(!compiler().compile("fn fine() {}\n").code);
}

TEST_CASE("what a test prints is shown only if it fails") {
  const run::Compiled compiled = compiler().compile(
      "#[test] fn fine() { println!(\"not shown\"); }\n"
      "#[test] fn noisy() -> Result<(), String> { print!(\"shown\"); eprintln!(\", too\"); Err(\"no\".into()) }\n"
      "#[test] #[should_panic(expected = \"one\")] fn other() { panic!(\"an{}\", \"other\"); }\n"
      "#[test] #[should_panic] fn quiet() {}\n");
  REQUIRE(compiled.code);
  const std::string text = run::run(compiled, {}).stdout_text;
  CHECK(text.find("not shown") == std::string::npos);
  CHECK(text.find("test fine ... ok\ntest noisy ... FAILED\ntest other - should panic ... FAILED\n"
                  "test quiet - should panic ... FAILED\n\nfailures:\n\n---- noisy stdout ----\nshown, too\n"
                  "Error: \"no\"\n\n---- other stdout ----\n") != std::string::npos);
  CHECK(text.find("note: panic did not contain expected string\n      panic message: \"another\"\n"
                  " expected substring: \"one\"\n---- quiet stdout ----\n"
                  "note: test did not panic as expected at src/main.rs:4:28\n\nfailures:\n    noisy\n    other\n"
                  "    quiet\n\ntest result: FAILED. 1 passed; 3 failed;") != std::string::npos);
}

TEST_CASE("macro calls give way to what they stand for") {
  const run::Compiled compiled = compiler().compile(
      "macro_rules! one { () => { 1 }; ($a:tt $($b:tt)*) => { 1 + one!($($b)*) } }\nfn main() { let x = one!(a b); }\n");
  CHECK(run::expanded_text(compiled).find("let x = 1 + 1 + 1;") != std::string::npos);
  const std::vector<run::ExpansionText> steps = run::expansion_texts(compiled);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].rule == 2);
  CHECK(steps[0].depth == 0);
  CHECK(steps[2].rule == 1);
  CHECK(steps[2].depth == 2);
}
