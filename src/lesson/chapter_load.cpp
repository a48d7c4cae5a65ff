// One chapter: directives, Markdown, its programs, quizzes and links.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "lesson/directives.h"
#include "lesson/load.h"
#include "lesson/markdown.h"
#include "lesson/quiz_load.h"

namespace lesson {

namespace {

bool starts_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }

/// A course is not ours to trust: of addresses, only those that lead to a page or to a letter.
bool is_address(std::string_view target) {
  return starts_with(target, "https://") || starts_with(target, "http://") || starts_with(target, "mailto:");
}

bool has_scheme(std::string_view target) {
  const std::size_t colon = target.find(':');
  return starts_with(target, "//") || (colon != std::string_view::npos && colon < target.find_first_of("/#?"));
}

std::string inside_target(std::string_view chapter_id, std::string_view anchor) {
  return anchor.empty() ? concat("#/", chapter_id) : concat("#/", chapter_id, "/", anchor);
}

/// "%20" and the like written out.
std::string decode_percent(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_code = text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0;
    out += is_code ? static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])) : text[at];
    if (is_code) at += 2;
  }
  return out;
}

/// A target as written in a chapter, in the form of `Inline::target`: an address, "#/chapter/anchor",
/// "/" and the path of a file in the FileSet, or empty if it is none of these.
std::string resolve_target(const Book& book, std::string_view chapter_id, std::string_view target) {
  if (is_address(target) || starts_with(target, "#/")) return std::string(target);
  if (target.empty() || has_scheme(target)) return {};
  const std::size_t hash = std::min(target.find('#'), target.size());
  const std::string anchor = decode_percent(target.substr(std::min(hash + 1, target.size())));
  if (hash == 0) return inside_target(chapter_id, anchor);
  const std::string file = decode_percent(target.substr(0, hash));
  const std::string path = resolve_path(folder_of(chapter_id), file);
  for (const std::string_view ending : {".md", ".html"})
    if (path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending)
      return inside_target(path.substr(0, path.size() - ending.size()), anchor);
  const std::string whole = resolve_path(folder_of(chapter_path(book, chapter_id)), file);
  return whole.empty() ? std::string() : concat("/", whole);
}

void resolve_targets(std::vector<Inline>& inlines, const Book& book, std::string_view chapter_id) {
  for (Inline& item : inlines) {
    if (item.kind == InlineKind::Link || item.kind == InlineKind::Image)
      item.target = resolve_target(book, chapter_id, item.target);
    resolve_targets(item.children, book, chapter_id);
  }
}

/// A text without a place in the book has no relative links.
void keep_addresses(std::vector<Inline>& inlines) {
  for (Inline& item : inlines) {
    if (!is_address(item.target) && !starts_with(item.target, "#/")) item.target.clear();
    keep_addresses(item.children);
  }
}

void keep_addresses(Block& block) {
  keep_addresses(block.inlines);
  for (TableRow& row : block.rows)
    for (std::vector<Inline>& cell : row.cells) keep_addresses(cell);
  for (Block& child : block.children) keep_addresses(child);
}

class ChapterReader {
 public:
  ChapterReader(const FileSet& files, const Book& book, SourceMap& sources, diag::Diagnostics& diagnostics)
      : files_(files), book_(book), sources_(sources), diagnostics_(diagnostics) {}

  Chapter read(std::string_view chapter_id) {
    chapter_.id = chapter_id;
    for (const TocEntry& entry : book_.contents)
      if (entry.chapter_id == chapter_id && !entry.is_part) chapter_.title = entry.title;
    const std::string path = chapter_path(book_, chapter_id);
    if (!find_file(files_, path)) {
      diagnostics_.add(diag::Kind::LessonFile, summary_span(), concat("the chapter's file ", quoted(path), " is missing"));
      return std::move(chapter_);
    }
    const Expanded expanded = expand_directives(files_, path, sources_, diagnostics_);
    if (!expanded.title.empty()) chapter_.title = expanded.title;
    MarkdownParts parts = parse_markdown(expanded.text, FenceReading::AsPrograms, book_.edition, diagnostics_);
    chapter_.blocks = std::move(parts.blocks);
    chapter_.programs = std::move(parts.programs);
    chapter_.links = std::move(parts.links);
    read_quizzes(expanded, parts.quiz_order);
    name_programs();
    for (Block& block : chapter_.blocks) visit(block);
    leave_out_empty_quizzes(chapter_.blocks);
    for (LinkUse& link : chapter_.links) {
      link.target = resolve_target(book_, chapter_id, link.target);
      check_link(link);
    }
    return std::move(chapter_);
  }

 private:
  const FileSet& files_;
  const Book& book_;
  SourceMap& sources_;
  diag::Diagnostics& diagnostics_;
  Chapter chapter_;
  std::set<std::string, std::less<>> anchors_;
  std::vector<std::uint32_t> quiz_places_;  // by number of the directive: index, plus one

  Span summary_span() const {
    for (const TocEntry& entry : book_.contents)
      if (entry.chapter_id == chapter_.id) return entry.span;
    return {};
  }

  void read_quizzes(const Expanded& expanded, const std::vector<std::uint32_t>& order) {
    quiz_places_.assign(expanded.quizzes.size(), 0);
    std::set<std::string> question_ids;
    for (const std::uint32_t number : order) {
      if (number >= expanded.quizzes.size()) continue;  // a comment that an author wrote so
      const QuizUse& use = expanded.quizzes[number];
      if (!find_file(files_, use.path)) {
        diagnostics_.add(diag::Kind::LessonFile, use.span, concat("the quiz ", quoted(use.path), " is missing"));
        continue;
      }
      Quiz quiz = load_quiz(files_, use.path, sources_, diagnostics_);
      for (const Question& question : quiz.questions)
        if (!question_ids.insert(question.id).second)
          diagnostics_.add(diag::Kind::LessonFile, question.span,
                           concat("the chapter has two questions with the id ", quoted(question.id)));
      chapter_.quizzes.push_back(std::move(quiz));
      quiz_places_[number] = static_cast<std::uint32_t>(chapter_.quizzes.size());
    }
    for (std::uint32_t i = 0; i < expanded.quizzes.size(); ++i)
      if (std::find(order.begin(), order.end(), i) == order.end())
        diagnostics_.add(diag::Kind::LessonFile, expanded.quizzes[i].span, "a quiz cannot stand inside code");
  }

  void name_programs() {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < chapter_.programs.size(); ++i) {
      Program& program = chapter_.programs[i];
      std::string& id = program.options.id;
      if (!id.empty() && !ids.insert(id).second)
        diagnostics_.add(diag::Kind::LessonFile, program.span, concat("two programs have the id ", quoted(id)));
      else if (!id.empty())
        continue;
      id = concat(chapter_.id, "#", i + 1);
      ids.insert(id);
    }
  }

  void visit(Block& block) {
    if (block.kind == BlockKind::Heading) anchors_.insert(block.anchor);
    if (block.kind == BlockKind::Quiz)
      block.quiz = block.quiz <= quiz_places_.size() && block.quiz > 0 ? quiz_places_[block.quiz - 1] : 0;
    resolve_targets(block.inlines, book_, chapter_.id);
    for (TableRow& row : block.rows)
      for (std::vector<Inline>& cell : row.cells) resolve_targets(cell, book_, chapter_.id);
    for (Block& child : block.children) visit(child);
    leave_out_empty_quizzes(block.children);
  }

  /// A quiz that did not load was told about; nothing is left to show.
  static void leave_out_empty_quizzes(std::vector<Block>& blocks) {
    const auto is_empty = [](const Block& block) { return block.kind == BlockKind::Quiz && block.quiz == 0; };
    blocks.erase(std::remove_if(blocks.begin(), blocks.end(), is_empty), blocks.end());
  }

  void check_link(const LinkUse& link) {
    if (link.target.empty()) {
      diagnostics_.add(diag::Kind::LessonFile, link.span,
                       link.is_image ? "the image names no file in the course" : "the link leads neither into the course nor to a page");
      return;
    }
    if (link.is_image || !starts_with(link.target, "#/")) return;
    const LinkTarget target = read_link(book_, link.target);
    if (!target.is_inside) {
      diagnostics_.add(diag::Kind::LessonFile, link.span,
                       concat("no chapter of the summary is at ", quoted(link.target.substr(2))));
    } else if (target.chapter_id == chapter_.id && !target.anchor.empty() && !anchors_.count(target.anchor)) {
      diagnostics_.add(diag::Kind::LessonFile, link.span,
                       concat("this chapter has no heading ", quoted(concat("#", target.anchor))));
    }
  }
};

}  // namespace

std::string chapter_path(const Book& book, std::string_view chapter_id) {
  return concat(book.source_folder, chapter_id, ".md");
}

Chapter load_chapter(const FileSet& files, const Book& book, std::string_view chapter_id,
                     SourceMap& sources, diag::Diagnostics& diagnostics) {
  return ChapterReader(files, book, sources, diagnostics).read(chapter_id);
}

std::vector<Block> load_markdown(std::string_view markdown) {
  MappedText text;
  text.append({}, 0, markdown);
  diag::Diagnostics unused;
  std::vector<Block> blocks = parse_markdown(text, FenceReading::AsText, 2024, unused).blocks;
  for (Block& block : blocks) keep_addresses(block);
  return blocks;
}

std::vector<std::string> files_needed(const FileSet& files, const Book& book, std::string_view chapter_id) {
  const std::string path = chapter_path(book, chapter_id);
  if (!find_file(files, path)) return {path};
  SourceMap sources;
  diag::Diagnostics unused;
  std::vector<std::string> needed = expand_directives(files, path, sources, unused).files;
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

LinkTarget read_link(const Book& book, std::string_view target) {
  LinkTarget link;
  if (!starts_with(target, "#/")) return link;
  target.remove_prefix(2);
  for (const TocEntry& entry : book.contents) {
    const std::string& id = entry.chapter_id;
    if (id.empty() || !starts_with(target, id) || id.size() < link.chapter_id.size()) continue;
    if (target.size() != id.size() && target[id.size()] != '/') continue;
    link.is_inside = true;
    link.chapter_id = id;
    link.anchor = target.substr(std::min(id.size() + 1, target.size()));
  }
  return link;
}

}  // namespace lesson
