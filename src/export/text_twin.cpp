#include "export/text_twin.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "export/question_html.h"
#include "lesson/load.h"

namespace exporting {

namespace {

using lesson::Block;
using lesson::BlockKind;
using lesson::Inline;
using lesson::InlineKind;

constexpr std::string_view style =
    ":root { color-scheme: light dark }\n"
    "body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem }\n"
    "pre { overflow-x: auto; padding: .8rem; border: 1px solid #8886; border-radius: 6px; line-height: 1.45 }\n"
    "code { font-family: ui-monospace, monospace; font-size: .92em }\n"
    "figure { margin: 1.2rem 0 } figcaption { font-size: .9em }\n"
    "table { border-collapse: collapse } th, td { border: 1px solid #8886; padding: .3rem .6rem; vertical-align: top }\n"
    "blockquote, .note { margin-left: 0; padding-left: 1rem; border-left: 4px solid #8888 }\n"
    ".question { border: 1px solid #8886; border-radius: 6px; padding: 0 1rem; margin: 1.2rem 0 }\n"
    "img { max-width: 100% } nav ol { list-style: none; padding-left: 1.2rem } .number { opacity: .7 }\n";

/// The way from a page to a file, both relative to the same folder.
std::string relative_path(std::string_view page_path, std::string_view target) {
  std::string up;
  for (const char c : page_path)
    if (c == '/') up += "../";
  return concat(up, target);
}

class Writer {
 public:
  Writer(const lesson::Book& book, const lesson::Chapter& chapter, std::string_view page_path)
      : book_(book), chapter_(chapter), page_path_(page_path) {}

  std::string write() {
    const bool has_title = !chapter_.blocks.empty() && chapter_.blocks[0].kind == BlockKind::Heading &&
                           chapter_.blocks[0].level == 1;
    if (!has_title) out_ = concat("<h1>", escape_html(chapter_.title), "</h1>\n");
    write(chapter_.blocks);
    return std::move(out_);
  }

 private:
  const lesson::Book& book_;
  const lesson::Chapter& chapter_;
  std::string_view page_path_;
  std::string out_;

  std::string address(std::string_view target) const {
    if (target.substr(0, 2) == "#/") {
      const lesson::LinkTarget link = lesson::read_link(book_, target);
      if (!link.is_inside) return {};
      const std::string anchor = link.anchor.empty() ? std::string() : concat("#", link.anchor);
      if (link.chapter_id == chapter_.id && !anchor.empty()) return anchor;
      return concat(relative_path(page_path_, concat(link.chapter_id, ".html")), anchor);
    }
    if (target.substr(0, 1) == "/") return relative_path(page_path_, target.substr(1));
    return std::string(target);
  }

  void write(const std::vector<Inline>& inlines) {
    for (const Inline& item : inlines) write(item);
  }

  void write_in(std::string_view tag, const std::vector<Inline>& inlines) {
    out_ += concat("<", tag, ">");
    write(inlines);
    out_ += concat("</", tag, ">");
  }

  void write(const Inline& item) {
    switch (item.kind) {
      case InlineKind::Text: out_ += escape_html(item.text); break;
      case InlineKind::Emphasis: write_in("em", item.children); break;
      case InlineKind::Strong: write_in("strong", item.children); break;
      case InlineKind::Strikethrough: write_in("del", item.children); break;
      case InlineKind::Code: out_ += concat("<code>", escape_html(item.text), "</code>"); break;
      case InlineKind::LineBreak: out_ += "<br>\n"; break;
      case InlineKind::Image:
        out_ += concat("<img src=\"", escape_html(address(item.target)), "\" alt=\"", escape_html(item.text), "\">");
        break;
      case InlineKind::Link: {
        const std::string to = address(item.target);
        if (to.empty()) return write(item.children);
        out_ += concat("<a href=\"", escape_html(to), "\">");
        write(item.children);
        out_ += "</a>";
        break;
      }
    }
  }

  void write(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) write(block);
  }

  void write_around(std::string_view open, const Block& block, std::string_view close) {
    out_ += open;
    write(block.inlines);
    write(block.children);
    out_ += close;
  }

  void write(const Block& block) {
    switch (block.kind) {
      case BlockKind::Heading:
        return write_around(concat("<h", block.level, " id=\"", escape_html(block.anchor), "\">"), block,
                            concat("</h", block.level, ">\n"));
      case BlockKind::Paragraph: return write_around("<p>", block, "</p>\n");
      case BlockKind::List:
        if (block.level == 0) return write_around("<ul>\n", block, "</ul>\n");
        return write_around(concat("<ol start=\"", block.level, "\">\n"), block, "</ol>\n");
      case BlockKind::Item: return write_around("<li>", block, "</li>\n");
      case BlockKind::Quote: return write_around("<blockquote>\n", block, "</blockquote>\n");
      case BlockKind::Note:
        return write_around(concat("<div class=\"note\" role=\"note\"><p><strong>", note_title(block.label),
                                   "</strong></p>\n"), block, "</div>\n");
      case BlockKind::Table: return write_table(block);
      case BlockKind::Code: return write_code(block);
      case BlockKind::Rule: out_ += "<hr>\n"; return;
      case BlockKind::Image: return write_around("<figure>", block, "</figure>\n");
      case BlockKind::Quiz:
        if (block.quiz > 0 && block.quiz <= chapter_.quizzes.size())
          for (const lesson::Question& question : chapter_.quizzes[block.quiz - 1].questions)
            out_ += question_html(question, [this](std::string_view text) { return markdown(text); });
        return;
      case BlockKind::Details:
        return write_around(concat("<details><summary>", escape_html(block.label), "</summary>\n"), block,
                            "</details>\n");
    }
  }

  /// The blocks of a question's text; its links are those of the chapter.
  std::string markdown(std::string_view text) const {
    Writer writer(book_, chapter_, page_path_);
    writer.write(lesson::load_markdown(text));
    return std::move(writer.out_);
  }

  static std::string note_title(std::string_view label) {
    std::string title(label.substr(0, 1));
    for (const char c : label.substr(std::min<std::size_t>(1, label.size())))
      title += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return title;
  }

  void write_table(const Block& block) {
    static constexpr std::string_view align[] = {" style=\"text-align:left\"", "", " style=\"text-align:right\"",
                                                 " style=\"text-align:center\""};
    out_ += "<table>\n";
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      const std::string_view tag = row == 0 ? "th" : "td";
      out_ += row == 0 ? "<thead><tr>" : row == 1 ? "<tbody>\n<tr>" : "<tr>";
      for (std::size_t cell = 0; cell < block.rows[row].cells.size(); ++cell) {
        const int alignment = cell < block.alignments.size() ? block.alignments[cell] : 0;
        out_ += concat("<", tag, align[alignment + 1], row == 0 ? " scope=\"col\"" : "", ">");
        write(block.rows[row].cells[cell]);
        out_ += concat("</", tag, ">");
      }
      out_ += row == 0 ? "</tr></thead>\n" : "</tr>\n";
    }
    out_ += block.rows.size() > 1 ? "</tbody></table>\n" : "</table>\n";
  }

  void write_code(const Block& block) {
    if (block.program == 0 || block.program > chapter_.programs.size()) {
      out_ += code_html(block.label, block.text);
      return;
    }
    const lesson::Program& program = chapter_.programs[block.program - 1];
    out_ += concat("<figure id=\"", escape_html(program.options.id), "\">\n");
    if (!program.options.title.empty())
      out_ += concat("<figcaption>", escape_html(program.options.title), "</figcaption>\n");
    out_ += code_html("rust", program.shown_text);
    out_ += claim_html(program.options);
    out_ += "</figure>\n";
  }
};

std::string page(std::string_view title, std::string_view body, std::string_view page_path,
                 std::string_view description) {
  return concat("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
                escape_html(title), "</title>\n<meta name=\"description\" content=\"", escape_html(description),
                "\">\n<link rel=\"stylesheet\" href=\"", relative_path(page_path, "text.css"), "\">\n</head>\n<body>\n",
                body, "</body>\n</html>\n");
}

std::string contents_html(const lesson::Book& book) {
  std::string out = concat("<main>\n<h1>", escape_html(book.title), "</h1>\n<p>", escape_html(book.description),
                           "</p>\n<nav aria-label=\"Chapters\">\n<ol>\n");
  std::string waiting_part;  // a part is named once a chapter of it is written
  for (const lesson::TocEntry& entry : book.contents) {
    if (entry.is_part) waiting_part = entry.title;
    if (entry.is_part || entry.is_draft) continue;
    if (!waiting_part.empty()) out += concat("</ol>\n<h2>", escape_html(waiting_part), "</h2>\n<ol>\n");
    waiting_part.clear();
    out += concat("<li><span class=\"number\">", entry.number, "</span> <a href=\"", escape_html(entry.chapter_id),
                  ".html\">", escape_html(entry.title), "</a></li>\n");
  }
  return concat(out, "</ol>\n</nav>\n</main>\n");
}

std::string neighbour_link(const lesson::TocEntry* entry, std::string_view page_path, std::string_view word) {
  if (!entry) return {};
  return concat("<p>", word, ": <a href=\"", escape_html(relative_path(page_path, concat(entry->chapter_id, ".html"))),
                "\">", escape_html(entry->title), "</a></p>\n");
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

std::string chapter_html(const lesson::Book& book, const lesson::Chapter& chapter, std::string_view page_path) {
  return Writer(book, chapter, page_path).write();
}

std::vector<TextFile> text_twin(const lesson::FileSet& files) {
  SourceMap sources;
  diag::Diagnostics unused;
  const lesson::Book book = lesson::load_book(files, sources, unused);
  std::vector<TextFile> out;
  out.push_back({"index.html", page(book.title, contents_html(book), "index.html", book.description)});
  out.push_back({"text.css", std::string(style)});

  std::vector<const lesson::TocEntry*> chapters;
  for (const lesson::TocEntry& entry : book.contents)
    if (!entry.chapter_id.empty() && !entry.is_draft && !entry.is_part) chapters.push_back(&entry);
  std::set<std::string> pictures;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const lesson::Chapter chapter = lesson::load_chapter(files, book, chapters[i]->chapter_id, sources, unused);
    const std::string path = concat(chapter.id, ".html");
    const std::string body =
        concat("<nav><a href=\"", relative_path(path, "index.html"), "\">", escape_html(book.title),
               "</a></nav>\n<main>\n", chapter_html(book, chapter, path), "</main>\n<nav aria-label=\"Neighbours\">\n",
               neighbour_link(i > 0 ? chapters[i - 1] : nullptr, path, "Before"),
               neighbour_link(i + 1 < chapters.size() ? chapters[i + 1] : nullptr, path, "Next"), "</nav>\n");
    out.push_back({path, page(concat(chapter.title, " \u2013 ", book.title), body, path, chapter.title)});
    for (const lesson::LinkUse& link : chapter.links)
      if (link.target.substr(0, 1) == "/") pictures.insert(link.target.substr(1));
  }
  for (const std::string& path : pictures)
    if (const std::string* bytes = lesson::find_file(files, path)) out.push_back({path, *bytes});
  return out;
}

}  // namespace exporting
