// book.toml and SUMMARY.md. The summary is mdBook's: a title, prefix chapters, numbered chapters in
// nested lists under part titles, suffix chapters; `[Title]()` is a draft.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "lesson/directives.h"
#include "lesson/load.h"
#include "lesson/markdown.h"
#include "lesson/toml_file.h"

namespace lesson {

namespace {

void read_book_toml(const FileSet& files, Book& book, SourceMap& sources,
                    diag::Diagnostics& diagnostics) {
  const std::string* text = find_file(files, "book.toml");
  if (!text) {
    diagnostics.add(diag::Kind::LessonFile, {}, "the course has no `book.toml`");
    if (find_file(files, "SUMMARY.md")) book.source_folder.clear();
    return;
  }
  const TomlContext context{sources, diagnostics, source_file(files, "book.toml", sources)};
  const std::optional<toml::table> root = parse_toml(context, *text);
  if (!root) {
    if (find_file(files, "SUMMARY.md")) book.source_folder.clear();
    return;
  }
  TomlTable top(context, *root, "book.toml");
  for (const char* others : {"build", "preprocessor", "output"}) top.node(others);
  if (const toml::table* table = top.table("book")) {
    TomlTable reader(context, *table, "`book`");
    book.title = reader.text("title").value_or("");
    book.description = reader.text("description").value_or("");
    book.authors = reader.texts("authors").value_or(std::vector<std::string>());
    const std::string source = reader.text("src").value_or("src");
    for (const char* others : {"language", "multilingual", "text-direction"}) reader.node(others);
    book.source_folder = resolve_path("", source);
    if (!book.source_folder.empty()) book.source_folder += '/';
    reader.finish();
  } else {
    top.complain_missing("book");
  }
  if (const toml::table* table = top.table("rust")) {
    TomlTable reader(context, *table, "`rust`");
    const std::string edition = reader.text("edition").value_or("2024");
    if (edition == "2015" || edition == "2018" || edition == "2021") book.edition = 2021;
    else if (edition != "2024")
      reader.complain("edition", concat("unknown edition ", quoted(edition)), "known are `2024` and `2021`");
  }
  top.finish();
}

/// Markdown of a title as plain characters.
std::string plain_title(std::string_view markdown) {
  MappedText text;
  text.append({}, 0, markdown);
  diag::Diagnostics unused;
  const MarkdownParts parts = parse_markdown(text, FenceReading::AsText, 2024, unused);
  return parts.blocks.empty() ? std::string(markdown) : plain_text(parts.blocks[0].inlines);
}

class SummaryReader {
 public:
  SummaryReader(Book& book, FileId file, diag::Diagnostics& diagnostics)
      : book_(book), file_(file), diagnostics_(diagnostics) {}

  void read(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      read_line(text.substr(at, end - at), static_cast<std::uint32_t>(at));
      at = end + 1;
    }
  }

 private:
  Book& book_;
  FileId file_;
  diag::Diagnostics& diagnostics_;
  std::vector<std::size_t> indents_;       // of the open levels of the list
  std::vector<int> numbers_;               // how many chapters each level has had
  std::map<std::string, Span> seen_;
  bool has_title_ = false, is_in_comment_ = false;

  void complain(Span span, std::string message, std::string help = {}) {
    diagnostics_.add(diag::Kind::LessonFile, span, std::move(message)).help = std::move(help);
  }

  void read_line(std::string_view line, std::uint32_t begin) {
    const std::string_view content = trimmed(line);
    const std::size_t indent = line.find_first_not_of(" \t");
    const Span span{file_, begin + static_cast<std::uint32_t>(content.empty() ? 0 : indent),
                    begin + static_cast<std::uint32_t>(content.empty() ? 0 : indent + content.size()), {}};
    if (is_in_comment_ || content.substr(0, 4) == "<!--") {
      is_in_comment_ = content.find("-->") == std::string_view::npos;
      return;
    }
    if (content.empty()) return;
    if (content[0] == '#') return read_heading(content, span);
    if (content.find_first_not_of("-*_ ") == std::string_view::npos) return;  // a rule
    const bool is_item = content.size() > 1 && (content[0] == '-' || content[0] == '*' || content[0] == '+') &&
                         (content[1] == ' ' || content[1] == '\t');
    read_link(is_item ? trimmed(content.substr(1)) : content, span, is_item ? static_cast<int>(indent) : -1);
  }

  void read_heading(std::string_view content, Span span) {
    const std::string title = plain_title(trimmed(content.substr(content.find_first_not_of('#') == content.npos
                                                                     ? content.size()
                                                                     : content.find_first_not_of('#'))));
    if (!has_title_ && book_.contents.empty()) {  // "# Summary"
      has_title_ = true;
      return;
    }
    TocEntry part;
    part.title = title;
    part.is_part = true;
    part.span = span;
    book_.contents.push_back(std::move(part));
    indents_.clear();
  }

  /// `indent` is that of a list item, or -1 outside lists.
  void read_link(std::string_view content, Span span, int indent) {
    const std::size_t middle = content.rfind("](");
    if (content.empty() || content.front() != '[' || content.back() != ')' || middle == content.npos)
      return complain(span, "this line is no chapter", "chapters are written `- [Title](file.md)`");
    std::string_view target = trimmed(content.substr(middle + 2, content.size() - middle - 3));
    if (target.size() > 1 && target.front() == '<' && target.back() == '>')
      target = target.substr(1, target.size() - 2);

    TocEntry entry;
    entry.title = plain_title(content.substr(1, middle - 1));
    entry.span = span;
    entry.is_draft = target.empty();
    if (indent >= 0) set_place(entry, static_cast<std::size_t>(indent), span);
    if (!entry.is_draft && !set_chapter(entry, target, span)) return;
    book_.contents.push_back(std::move(entry));
  }

  /// The depth and the number of a list item. Drafts have none: readers see numbers without gaps.
  void set_place(TocEntry& entry, std::size_t indent, Span span) {
    while (!indents_.empty() && indents_.back() > indent) indents_.pop_back();
    if (indents_.empty() || indents_.back() < indent) indents_.push_back(indent);
    if (indents_.size() > 8) complain(span, "chapters are nested deeper than 8");
    entry.depth = static_cast<int>(std::min<std::size_t>(indents_.size(), 8)) - 1;
    numbers_.resize(static_cast<std::size_t>(entry.depth) + 1);
    if (entry.is_draft) return;
    ++numbers_.back();
    for (const int number : numbers_) entry.number += concat(entry.number.empty() ? "" : ".", number);
  }

  bool set_chapter(TocEntry& entry, std::string_view target, Span span) {
    constexpr std::string_view ending = ".md";
    const std::string path = resolve_path("", target);
    if (path.empty()) return complain(span, concat(quoted(target), " leads out of the course")), false;
    if (path.size() <= ending.size() || path.substr(path.size() - ending.size()) != ending)
      return complain(span, concat(quoted(path), " is no chapter"), "a chapter's file ends in `.md`"), false;
    const auto [seen, is_new] = seen_.emplace(path, span);
    if (!is_new) {
      diagnostics_.add(diag::Kind::LessonFile, span, concat(quoted(path), " stands in the summary twice"))
          .label(seen->second, "first here");
      return false;
    }
    entry.chapter_id = path.substr(0, path.size() - ending.size());
    return true;
  }
};

}  // namespace

Book load_book(const FileSet& files, SourceMap& sources, diag::Diagnostics& diagnostics) {
  Book book;
  book.source_folder = "src/";
  read_book_toml(files, book, sources, diagnostics);
  const std::string path = book.source_folder + "SUMMARY.md";
  const std::string* summary = find_file(files, path);
  if (!summary) {
    diagnostics.add(diag::Kind::LessonFile, {}, concat("the course has no ", quoted(path)));
    return book;
  }
  SummaryReader(book, source_file(files, path, sources), diagnostics).read(*summary);
  const bool has_chapter = std::any_of(book.contents.begin(), book.contents.end(),
                                       [](const TocEntry& entry) { return !entry.chapter_id.empty(); });
  if (!has_chapter)
    diagnostics.add(diag::Kind::LessonFile, Span{source_file(files, path, sources), 0, 0, {}},
                    "the summary names no chapter");
  return book;
}

}  // namespace lesson
