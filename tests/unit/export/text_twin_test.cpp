// The course as plain HTML.

#include <doctest/doctest.h>

#include <algorithm>

#include "../lesson/course.h"
#include "export/text_twin.h"

namespace {

std::string html_of(std::string chapter, lesson::FileSet more = {}) {
  const course::Loaded loaded = course::load(course::with_chapter(std::move(chapter), std::move(more)));
  return exporting::chapter_html(loaded.book, loaded.chapter, "a.html");
}

bool contains(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("a chapter's blocks are semantic HTML") {
  CHECK(html_of("# T\n\na *b* `c<d>` ~~e~~\n\n- x\n- y\n") ==
        "<h1 id=\"t\">T</h1>\n<p>a <em>b</em> <code>c&lt;d&gt;</code> <del>e</del></p>\n"
        "<ul>\n<li><p>x</p>\n</li>\n<li><p>y</p>\n</li>\n</ul>\n");
  CHECK(contains(html_of("| a | b |\n|---|--:|\n| 1 | 2 |"),
                 "<thead><tr><th scope=\"col\">a</th><th style=\"text-align:right\" scope=\"col\">b</th></tr></thead>"));
  CHECK(contains(html_of("> [!NOTE]\n> x"), "<div class=\"note\" role=\"note\"><p><strong>Note</strong></p>\n<p>x</p>\n</div>"));
  CHECK(contains(html_of("no heading"), "<h1>A</h1>"));
}

TEST_CASE("everything a course says is escaped") {
  const std::string html = html_of("# <script>alert(1)</script> & \"q\"\n\n```text\n</code><b>\n```\n");
  CHECK_FALSE(contains(html, "<script"));
  CHECK(contains(html, "&lt;/code&gt;&lt;b&gt;"));
  CHECK_FALSE(contains(html_of("[x](javascript:alert(1))"), "javascript"));
  CHECK_FALSE(contains(html_of("![x](data:text/html;base64,AAAA)"), "data:"));
}

TEST_CASE("links lead from page to page by relative paths") {
  const lesson::FileSet files = course::with_chapter("# A\n\n[b](more/b.md#the-end) [top](#a) [out](https://e.org/?a=1&b=2)");
  const course::Loaded loaded = course::load(files);
  const std::string html = exporting::chapter_html(loaded.book, loaded.chapter, "a.html");
  CHECK(contains(html, "<a href=\"more/b.html#the-end\">b</a>"));
  CHECK(contains(html, "<a href=\"#a\">top</a>"));
  CHECK(contains(html, "<a href=\"https://e.org/?a=1&amp;b=2\">out</a>"));
}

TEST_CASE("a program is shown without hidden lines and claims, and with what it does") {
  const std::string html = html_of("```rust id=p title=\"P & Q\" expect=race explore always\n# use x;\nfn main() {} //~ RACE: n\n```");
  CHECK(html == "<h1>A</h1>\n<figure id=\"p\">\n<figcaption>P &amp; Q</figcaption>\n"
                "<pre><code class=\"language-rust\">fn main() {}\n</code></pre>\n<p>Every execution has a data race.</p>\n</figure>\n");
}

TEST_CASE("a question has its answer folded away") {
  const std::string html = html_of("{{#quiz ../q.toml}}", {{"q.toml",
                                   "[[questions]]\nid = \"q\"\ntype = \"MultipleChoice\"\nprompt.prompt = \"Is *it*?\"\n"
                                   "prompt.distractors = [\"no\"]\nprompt.because = [\"it is\"]\nanswer.answer = \"yes\"\ncontext = \"So.\"\n"}});
  CHECK(contains(html, "<section class=\"question\" id=\"q\">"));
  CHECK(contains(html, "Is <em>it</em>?"));
  CHECK(contains(html, "<details><summary>Answer</summary>"));
  CHECK(contains(html, "<strong>Right:</strong> <p>yes</p>"));
  CHECK(contains(html, "<p>it is</p>"));
}

TEST_CASE("the twin has an index, a page for each chapter, and the pictures they show") {
  const std::vector<exporting::TextFile> twin =
      exporting::text_twin(course::with_chapter("![p](pics/p.svg)", {{"src/pics/p.svg", "<svg/>"}, {"src/pics/unused.svg", ""}}));
  std::vector<std::string> paths;
  for (const exporting::TextFile& file : twin) paths.push_back(file.path);
  CHECK(paths == std::vector<std::string>{"index.html", "text.css", "a.html", "more/b.html", "src/pics/p.svg"});
  CHECK(contains(twin[0].bytes, "<a href=\"more/b.html\">B</a>"));
  CHECK(contains(twin[2].bytes, "<img src=\"src/pics/p.svg\" alt=\"p\">"));
  CHECK(contains(twin[3].bytes, "href=\"../text.css\""));
  CHECK(contains(twin[3].bytes, "Before: <a href=\"../a.html\">A</a>"));
}
