// Fenced programs, and the directives that bring text into a chapter.

#include <doctest/doctest.h>

#include "course.h"

namespace {

lesson::Program program_of(std::string chapter, lesson::FileSet more = {}) {
  const course::Loaded loaded = course::load(course::with_chapter(std::move(chapter), std::move(more)));
  CHECK(loaded.problems() == "");
  REQUIRE(loaded.chapter.programs.size() == 1);
  return loaded.chapter.programs[0];
}

std::string problems_of(std::string chapter, lesson::FileSet more = {}) {
  return course::load(course::with_chapter(std::move(chapter), std::move(more))).problems();
}

}  // namespace

TEST_CASE("a fence's info string says what is asked of its program") {
  const lesson::FenceOptions options =
      program_of("```rust,editable,edition2021 demo=threads id=lost title=\"The lost update\" expect=race explore "
                 "outputs=\"1|2\"\nfn main() {}\n```\n").options;
  CHECK(options.is_editable);
  CHECK(options.edition == 2021);
  CHECK(options.demo == "threads");
  CHECK(options.id == "lost");
  CHECK(options.title == "The lost update");
  CHECK(options.expect == "race");
  CHECK(options.is_explored);
  CHECK(options.others.at("outputs") == "1|2");
}

TEST_CASE("a quote inside a quoted value has a backslash") {
  // Two in the text: CommonMark takes one away.
  const lesson::FenceOptions options =
      program_of("```rust title=\"say \\\\\"hi\\\\\"\" explore\nfn main() {}\n```\n").options;
  CHECK(options.title == "say \"hi\"");
  CHECK(options.is_explored);
}

TEST_CASE("mdBook's words make claims") {
  CHECK(program_of("```rust,should_panic\nfn main() {}\n```").options.expect == "panic");
  CHECK(program_of("```rust,compile_fail,E0382\nfn main() {}\n```").options.expect == "compile_error");
  CHECK(program_of("```rust,compile_fail,E0382\nfn main() {}\n```").options.others.at("code") == "E0382");
  CHECK(program_of("```rust,ignore\nfn main() {}\n```").options.is_ignored);
}

TEST_CASE("options that say nothing known are told at the fence") {
  CHECK(problems_of("x\n\n```rust expect=rase\nfn main() {}\n```") == "src/a.md:3: unknown claim `rase`\n");
  CHECK(problems_of("```rust demo=threds\nfn main() {}\n```") == "src/a.md:1: unknown demo `threds`\n");
  CHECK(problems_of("```rust,edition1999\nfn main() {}\n```") == "src/a.md:1: unknown edition `edition1999`\n");
  CHECK(problems_of("```rust,editible\nfn main() {}\n```") == "src/a.md:1: unknown word `editible` after the fence\n");
  CHECK(problems_of("```rust,should_panic expect=race\nfn main() {}\n```") ==
        "src/a.md:1: the fence claims both `panic` and `race`\n");
  CHECK(problems_of("```rust id=x\nfn main() {}\n```\n\n```rust id=x\nfn main() {}\n```") ==
        "src/a.md:5: two programs have the id `x`\n");
}

TEST_CASE("lines with a hash are hidden, and run") {
  const lesson::Program program = program_of("```rust\n# use std::thread;\nfn main() {\n    # let x = 1;\n#[allow(unused)]\n"
                                             "    ## not hidden\n#\n}\n```");
  CHECK(program.text == "use std::thread;\nfn main() {\n    let x = 1;\n#[allow(unused)]\n    # not hidden\n\n}\n");
  CHECK(program.shown_text == "fn main() {\n#[allow(unused)]\n    # not hidden\n}\n");
  CHECK(program.shown_lines == std::vector<std::uint32_t>{2, 4, 5, 7});
}

TEST_CASE("a program without main gets one around it, hidden") {
  const lesson::Program program = program_of("```rust\n#![allow(unused)]\nlet x = 1;\n```");
  CHECK(program.text == "#![allow(unused)]\nfn main() {\nlet x = 1;\n}\n");
  CHECK(program.shown_text == "#![allow(unused)]\nlet x = 1;\n");
}

TEST_CASE("claims at line ends are taken out and remembered") {
  const course::Loaded loaded = course::load(course::with_chapter(
      "text\n\n```rust\nfn main() {\n    println!(\"3\"); //~ PRINTS: 3\n    let x = y;\n    //~^ ERROR E0425\n}\n```"));
  CHECK(loaded.problems() == "");
  const lesson::Program& program = loaded.chapter.programs.at(0);
  CHECK(program.text == "fn main() {\n    println!(\"3\");\n    let x = y;\n}\n");
  REQUIRE(program.claims.size() == 2);
  CHECK(program.claims[0].line == 2);
  CHECK(program.claims[0].level == "PRINTS");
  CHECK(program.claims[0].text == "3");
  CHECK(loaded.sources.begin_of(program.claims[0].span).line == 5);
  CHECK(program.claims[1].line == 3);
  CHECK(program.claims[1].level == "ERROR");
  CHECK(program.claims[1].text == "E0425");
}

TEST_CASE("a claim may be about the line of the claim before") {
  const course::Loaded loaded = course::load(course::with_chapter(
      "text\n\n```rust\nfn main() {\n    print(3); //~ PRINTS: 3\n    //~| PRINTS: 4\n    //~| PRINTS: 5\n}\n```"));
  CHECK(loaded.problems() == "");
  const lesson::Program& program = loaded.chapter.programs.at(0);
  CHECK(program.text == "fn main() {\n    print(3);\n}\n");
  REQUIRE(program.claims.size() == 3);
  for (const lesson::LineClaim& claim : program.claims) CHECK(claim.line == 2);
  CHECK(program.claims[2].text == "5");
}

TEST_CASE("a claim of no known level is told at its line") {
  CHECK(problems_of("```rust\nfn main() {\n  f(); //~ PRINT: 3\n}\n```") == "src/a.md:3: unknown claim `//~ PRINT`\n");
  CHECK(problems_of("```rust\nfn main() {} //~^^ UB: x\n```") == "src/a.md:2: the claim points above the first line\n");
}

TEST_CASE("the lines of a program know where they stand, also in a list and in a quote") {
  for (const char* chapter : {"- item\n\n  ```rust\n  fn main() {\n\n  }\n  ```", "> q\n>\n> ```rust\n> fn main() {\n>\n> }\n> ```"}) {
    const course::Loaded loaded = course::load(course::with_chapter(chapter));
    const lesson::Program& program = loaded.chapter.programs.at(0);
    CHECK(program.text == "fn main() {\n\n}\n");
    CHECK(loaded.sources.begin_of(program.span).line == 3);
    CHECK(loaded.sources.begin_of(program.line_spans.at(0)).line == 4);
    CHECK(loaded.sources.begin_of(program.line_spans.at(1)).line == 5);
    CHECK(loaded.sources.begin_of(program.line_spans.at(2)).line == 6);
  }
}

TEST_CASE("files are included whole, by lines and by anchors") {
  const lesson::FileSet code = {{"src/code/x.rs", "fn main() {\n    // ANCHOR: mid\n    one();\n    // ANCHOR_END: mid\n    two();\n}\n"}};
  const auto text_of = [&](std::string argument) {
    return program_of(concat("```rust\n{{#include code/x.rs", argument, "}}\n```"), code).shown_text;
  };
  CHECK(text_of("") == "fn main() {\n    one();\n    two();\n}\n");
  CHECK(text_of(":mid") == "    one();\n");
  CHECK(text_of(":5") == "    two();\n");
  CHECK(text_of(":1:3") == "fn main() {\n    one();\n");
  CHECK(text_of(":5:") == "    two();\n}\n");
  CHECK(text_of("::1") == "fn main() {\n");
  CHECK(program_of("```rust\n{{#rustdoc_include code/x.rs:mid}}\n```", code).shown_text == "    one();\n");
  CHECK(program_of("{{#playground code/x.rs editable}}", code).options.is_editable);
}

TEST_CASE("what is wrong with a directive is told where it stands") {
  CHECK(problems_of("a\n\n{{#include gone.rs}}") == "src/a.md:3: the included file `src/gone.rs` is missing\n");
  CHECK(problems_of("{{#include ../../x}}") == "src/a.md:1: an inclusion names no file within the book\n");
  CHECK(problems_of("{{#include x.rs:9}}", {{"src/x.rs", "a\n"}}) == "src/a.md:1: `src/x.rs` has no part `9`\n");
  CHECK(problems_of("{{#include x.rs:name}}", {{"src/x.rs", "a\n"}}) == "src/a.md:1: `src/x.rs` has no part `name`\n");
  CHECK(problems_of("{{#include a.md}}") ==
        "src/a.md:1: files include one another deeper than 10; do they include themselves?\n");
  CHECK(problems_of("{{#qiuz x.toml}}") == "src/a.md:1: unknown directive `{{#qiuz}}`\n");
  CHECK(problems_of("\\{{#include literally}}") == "");
  CHECK(problems_of("{{#include unclosed\n}}") == "");
}

TEST_CASE("a mistake in an included file is told in that file") {
  CHECK(problems_of("one\n\n{{#include b.txt}}\n", {{"src/b.txt", "fine\n\n[x](#nowhere)\n"}}) ==
        "src/b.txt:3: this chapter has no heading `#nowhere`\n");
}

TEST_CASE("a chapter says which files it needs") {
  const lesson::FileSet files = course::with_chapter("{{#quiz ../q.toml}} {{#include b.txt}}", {{"src/b.txt", "{{#include c.txt}}"}});
  const lesson::Book book = course::load(files).book;
  CHECK(lesson::files_needed(files, book, "a") == std::vector<std::string>{"q.toml", "src/b.txt", "src/c.txt"});
  CHECK(lesson::files_needed({}, book, "a") == std::vector<std::string>{"src/a.md"});
}
