#pragma once
// Small courses for tests: files in, chapters and diagnostics out.

#include <string>
#include <string_view>

#include "base/text.h"
#include "lesson/load.h"

namespace course {

/// A book with one chapter "a" besides what `more` has.
inline lesson::FileSet with_chapter(std::string chapter, lesson::FileSet more = {}) {
  lesson::FileSet files = {{"book.toml", "[book]\ntitle = \"Course\"\n"},
                           {"src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](more/b.md)\n"},
                           {"src/a.md", std::move(chapter)},
                           {"src/more/b.md", "# B\n\n## The end\n"}};
  for (auto& [path, text] : more) files[path] = std::move(text);
  return files;
}

struct Loaded {
  SourceMap sources;
  diag::Diagnostics diagnostics;
  lesson::Book book;
  lesson::Chapter chapter;

  /// "src/a.md:3: message", a line each.
  std::string problems() const {
    std::string out;
    for (const diag::Diagnostic& item : diagnostics.all()) {
      if (item.span.file)
        out += concat(sources.file(item.span.file).name, ":", sources.begin_of(item.span).line, ": ");
      out += item.message + "\n";
    }
    return out;
  }
};

inline Loaded load(const lesson::FileSet& files, std::string_view chapter_id = "a") {
  Loaded loaded;
  loaded.book = lesson::load_book(files, loaded.sources, loaded.diagnostics);
  loaded.chapter = lesson::load_chapter(files, loaded.book, chapter_id, loaded.sources, loaded.diagnostics);
  return loaded;
}

inline std::string dump(const std::vector<lesson::Inline>& inlines) {
  std::string out;
  for (const lesson::Inline& item : inlines) {
    switch (item.kind) {
      case lesson::InlineKind::Text: out += item.text; break;
      case lesson::InlineKind::Emphasis: out += concat("*", dump(item.children), "*"); break;
      case lesson::InlineKind::Strong: out += concat("**", dump(item.children), "**"); break;
      case lesson::InlineKind::Code: out += concat("`", item.text, "`"); break;
      case lesson::InlineKind::Link: out += concat("[", dump(item.children), "](", item.target, ")"); break;
      case lesson::InlineKind::Image: out += concat("![", item.text, "](", item.target, ")"); break;
      case lesson::InlineKind::LineBreak: out += "/"; break;
      case lesson::InlineKind::Strikethrough: out += concat("~", dump(item.children), "~"); break;
    }
  }
  return out;
}

/// Blocks as short text: "h2#anchor(Title) p(text *em*) ul(li(p(one)))".
inline std::string dump(const std::vector<lesson::Block>& blocks) {
  std::string out;
  for (const lesson::Block& block : blocks) {
    if (!out.empty()) out += ' ';
    const std::string inner = dump(block.inlines) + dump(block.children);
    switch (block.kind) {
      case lesson::BlockKind::Heading: out += concat("h", block.level, "#", block.anchor); break;
      case lesson::BlockKind::Paragraph: out += "p"; break;
      case lesson::BlockKind::List: out += block.level > 0 ? concat("ol", block.level) : "ul"; break;
      case lesson::BlockKind::Item: out += "li"; break;
      case lesson::BlockKind::Quote: out += "quote"; break;
      case lesson::BlockKind::Note: out += block.label; break;
      case lesson::BlockKind::Code: out += concat("code:", block.label, "#", block.program); break;
      case lesson::BlockKind::Rule: out += "hr"; break;
      case lesson::BlockKind::Image: out += "image"; break;
      case lesson::BlockKind::Quiz: out += concat("quiz#", block.quiz); break;
      case lesson::BlockKind::Details: out += concat("details:", block.label); break;
      case lesson::BlockKind::Table:
        out += "table(";
        for (std::size_t row = 0; row < block.rows.size(); ++row) {
          out += row == 0 ? "" : " / ";
          for (std::size_t cell = 0; cell < block.rows[row].cells.size(); ++cell)
            out += concat(cell == 0 ? "" : " | ", dump(block.rows[row].cells[cell]));
        }
        out += ")";
        continue;
    }
    if (block.kind == lesson::BlockKind::Code) out += concat("(", block.text, ")");
    else if (block.kind != lesson::BlockKind::Rule && block.kind != lesson::BlockKind::Quiz) out += concat("(", inner, ")");
  }
  return out;
}

}  // namespace course
