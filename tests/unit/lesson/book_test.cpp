// book.toml and SUMMARY.md.

#include <doctest/doctest.h>

#include "course.h"

namespace {

struct LoadedBook {
  SourceMap sources;
  diag::Diagnostics diagnostics;
  lesson::Book book;
};

LoadedBook load(const lesson::FileSet& files) {
  LoadedBook loaded;
  loaded.book = lesson::load_book(files, loaded.sources, loaded.diagnostics);
  return loaded;
}

LoadedBook load_summary(std::string summary) {
  return load({{"book.toml", "[book]\ntitle = \"T\"\n"}, {"src/SUMMARY.md", std::move(summary)}});
}

std::string problems(const LoadedBook& loaded) {
  std::string out;
  for (const diag::Diagnostic& item : loaded.diagnostics.all()) {
    if (item.span.file)
      out += concat(loaded.sources.file(item.span.file).name, ":", loaded.sources.begin_of(item.span).line, ": ");
    out += item.message + "\n";
  }
  return out;
}

/// "PART Title; 1.2 Title (path); - Title draft"
std::string contents(const lesson::Book& book) {
  std::string out;
  for (const lesson::TocEntry& entry : book.contents) {
    if (!out.empty()) out += "; ";
    if (entry.is_part) out += "PART ";
    else if (!entry.number.empty()) out += entry.number + " ";
    out += entry.title;
    if (!entry.chapter_id.empty()) out += concat(" (", entry.chapter_id, ")");
    if (entry.is_draft) out += " draft";
  }
  return out;
}

}  // namespace

TEST_CASE("the summary gives parts, nested numbers, drafts, prefix and suffix chapters") {
  const LoadedBook loaded = load_summary(
      "# Summary\n\n[Preface](preface.md)\n\n# First `part`\n\n- [One](one.md)\n  - [Deep](one/deep.md)\n"
      "    - [Deeper](one/deeper.md)\n  - [Later]()\n  - [Last](one/last.md)\n- [Two *em*](<two words.md>)\n\n---\n\n# Second part\n\n"
      "* [Three](three.md)\n\n<!-- [Hidden](hidden.md) -->\n\n[About](about.md)\n");
  CHECK(problems(loaded) == "");
  CHECK(contents(loaded.book) ==
        "Preface (preface); PART First part; 1 One (one); 1.1 Deep (one/deep); 1.1.1 Deeper (one/deeper); "
        "Later draft; 1.2 Last (one/last); 2 Two em (two words); PART Second part; 3 Three (three); About (about)");
  CHECK(loaded.book.contents[4].depth == 2);
  CHECK(loaded.book.contents[3].depth == 1);
}

TEST_CASE("lines of the summary that say nothing are told, the others are kept") {
  const LoadedBook loaded = load_summary("# Summary\n- [One](one.md)\n- Two\n- [Three](three.txt)\n"
                                         "- [Again](./one.md)\n- [Out](../../x.md)\n- [Four](four.md)\n");
  CHECK(problems(loaded) ==
        "src/SUMMARY.md:3: this line is no chapter\n"
        "src/SUMMARY.md:4: `three.txt` is no chapter\n"
        "src/SUMMARY.md:5: `one.md` stands in the summary twice\n"
        "src/SUMMARY.md:6: `../../x.md` leads out of the course\n");
  CHECK(contents(loaded.book) == "1 One (one); 5 Four (four)");
}

TEST_CASE("an empty summary, a missing one and a missing book.toml are told") {
  CHECK(problems(load_summary("")) == "src/SUMMARY.md:1: the summary names no chapter\n");
  CHECK(problems(load({{"book.toml", "[book]\n"}})) == "the course has no `src/SUMMARY.md`\n");
  const LoadedBook bare = load({{"SUMMARY.md", "- [A](a.md)\n"}});
  CHECK(problems(bare) == "the course has no `book.toml`\n");
  CHECK(contents(bare.book) == "1 A (a)");
}

TEST_CASE("book.toml says title, authors, edition and where the chapters are") {
  const LoadedBook loaded = load({{"book.toml",
                                   "[book]\ntitle = \"Rust\"\nauthors = [\"A\", \"B\"]\nsrc = \".\"\n"
                                   "[rust]\nedition = \"2021\"\n[output.html]\nanything = 1\n"},
                                  {"SUMMARY.md", "- [A](a.md)\n"}});
  CHECK(problems(loaded) == "");
  CHECK(loaded.book.title == "Rust");
  CHECK(loaded.book.authors.size() == 2);
  CHECK(loaded.book.edition == 2021);
  CHECK(lesson::chapter_path(loaded.book, "x/a") == "x/a.md");
}

TEST_CASE("mistakes in book.toml are told where they stand") {
  const auto problems_of = [](std::string toml) {
    return problems(load({{"book.toml", std::move(toml)}, {"src/SUMMARY.md", "- [A](a.md)\n"}}));
  };
  CHECK(problems_of("[book\n").substr(0, 32) == "book.toml:1: this is not TOML: E");
  CHECK(problems_of("[book]\ntitle = 3\n") == "book.toml:2: `title` is a number, expected a text\n");
  CHECK(problems_of("[book]\ntitel = \"x\"\n") == "book.toml:2: unknown key `titel` in `book`\n");
  CHECK(problems_of("[book]\n[rust]\nedition = \"2030\"\n") == "book.toml:3: unknown edition `2030`\n");
  CHECK(problems_of("") == "book.toml:1: book.toml has no `book`\n");
}

TEST_CASE("a chapter that is missing is told at its line of the summary") {
  const course::Loaded loaded = course::load(course::with_chapter("x"), "gone");
  CHECK(loaded.problems() == "the chapter's file `src/gone.md` is missing\n");
  lesson::FileSet files = course::with_chapter("x");
  files.erase("src/a.md");
  CHECK(course::load(files).problems() == "src/SUMMARY.md:3: the chapter's file `src/a.md` is missing\n");
}
