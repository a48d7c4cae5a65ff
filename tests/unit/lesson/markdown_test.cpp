// Markdown as the blocks of a chapter.

#include <doctest/doctest.h>

#include "course.h"

namespace {

std::string blocks_of(std::string chapter) {
  const course::Loaded loaded = course::load(course::with_chapter(std::move(chapter)));
  CHECK(loaded.problems() == "");
  return course::dump(loaded.chapter.blocks);
}

std::string problems_of(std::string chapter) {
  return course::load(course::with_chapter(std::move(chapter))).problems();
}

}  // namespace

TEST_CASE("Markdown becomes blocks") {
  const struct { const char* markdown; const char* blocks; } table[] = {
      {"plain *em* **strong** `code` ~~gone~~", "p(plain *em* **strong** `code` ~gone~)"},
      {"one\ntwo  \nthree", "p(one two/three)"},
      {"# Title\n\n## A `b` C!", "h1#title(Title) h2#a-b-c(A `b` C!)"},
      {"- one\n- two\n  - deep\n", "ul(li(p(one)) li(p(two) ul(li(p(deep)))))"},
      {"3. one\n4. two\n\n   more", "ol3(li(p(one)) li(p(two) p(more)))"},
      {"- [x] done\n- [ ] open", "ul(li(p(\u2611 done)) li(p(\u2610 open)))"},
      {"> quoted\n> *more*", "quote(p(quoted *more*))"},
      {"> [!NOTE]\n> first\n>\n> second", "NOTE(p(first) p(second))"},
      {"> [!tip]\n> - item", "TIP(ul(li(p(item))))"},
      {"a\n\n---\n\nb", "p(a) hr p(b)"},
      {"| a | b |\n|---|--:|\n| 1 | `2` |", "table(a | b / 1 | `2`)"},
      {"```text\na\n  b\n```", "code:text#0(a\n  b\n)"},
      {"    indented", "code:#0(indented\n)"},
      {"![alt *text*](pic.svg)", "image(![alt text](/src/pic.svg))"},
      {"see ![alt](pic.svg) there", "p(see ![alt](/src/pic.svg) there)"},
      {"a &amp; b &#8594; c &rarr; d &zzz;", "p(a & b \u2192 c \u2192 d &zzz;)"},
      {"<details>\n<summary>Hint</summary>\n\nThe *answer*.\n\n</details>\n\nafter",
       "details:Hint(p(The *answer*.)) p(after)"},
      {"<details><summary>One line</summary>inside</details>", "details:One line(p(inside))"},
      {"a<br>b <kbd>Ctrl</kbd> <b>bold</b>", "p(a/b `Ctrl` **bold**)"},
      {"<!-- a comment -->\n\ntext <!-- another -->", "p(text )"},
      {"<div class=\"warning\">\n\nhot\n\n</div>", "WARNING(p(hot))"},
      {"<img src=\"pic.svg\" alt=\"A\">", "image(![A](/src/pic.svg))"},
      {"", ""},
  };
  for (const auto& row : table) CHECK(blocks_of(row.markdown) == std::string(row.blocks));
}

TEST_CASE("headings have mdBook's anchors, each one once") {
  CHECK(blocks_of("## What's `Send`?\n\n## Same\n\n## Same\n\n## Own {#mine}") ==
        "h2#whats-send(What's `Send`?) h2#same(Same) h2#same-1(Same) h2#mine(Own)");
}

TEST_CASE("links within the book have the page's form") {
  CHECK(blocks_of("# Top\n\n[x](more/b.md#the-end) [y](#top) [z](./a.md) [w](https://e.org/a.md) [v](more/b.html)") ==
        "h1#top(Top) p([x](#/more/b/the-end) [y](#/a/top) [z](#/a) [w](https://e.org/a.md) [v](#/more/b))");
  const course::Loaded loaded = course::load(course::with_chapter("x"));
  CHECK(lesson::read_link(loaded.book, "#/more/b/the-end").chapter_id == "more/b");
  CHECK(lesson::read_link(loaded.book, "#/more/b/the-end").anchor == "the-end");
  CHECK(lesson::read_link(loaded.book, "#/a").is_inside);
  CHECK_FALSE(lesson::read_link(loaded.book, "#/more").is_inside);
}

TEST_CASE("a wrong link is told at its line, and the rest of the chapter still loads") {
  CHECK(problems_of("text\n\n[x](gone.md)") == "src/a.md:3: no chapter of the summary is at `gone`\n");
  CHECK(problems_of("# A\n\n[x](#b)") == "src/a.md:3: this chapter has no heading `#b`\n");
  CHECK(problems_of("a\nb [x](../../../etc/passwd)") == "src/a.md:2: the link leads neither into the course nor to a page\n");
  CHECK(problems_of("[x](javascript:alert%281%29)") == "src/a.md:1: the link leads neither into the course nor to a page\n");
  CHECK(problems_of("![x](../../pic.svg)") == "src/a.md:1: the image names no file in the course\n");
}

TEST_CASE("HTML that is not understood is told once, and left out") {
  CHECK(problems_of("a <blink>b</blink> <blink>c</blink>") == "src/a.md:1: the HTML element `<blink>` is left out\n");
  CHECK(problems_of("x\n\n<details>\n\nnever ended") == "src/a.md:3: `<details>` is never closed\n");
  CHECK(problems_of("x\n\n</details>") == "src/a.md:3: `</details>` closes nothing that is open here\n");
}

TEST_CASE("quotes nested without end are flattened") {
  CHECK(problems_of(std::string(5000, '>') + " deep") == "src/a.md:1: quotes and lists are nested deeper than the limit\n");
  CHECK(problems_of(std::string(3000, '*') + "x" + std::string(3000, '*')) == "");
}
