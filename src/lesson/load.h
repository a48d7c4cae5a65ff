#pragma once
// Reading a course. `load_book` reads book.toml and SUMMARY.md only, so that the table of contents is
// there at once; chapters are read one at a time when they are opened. What is malformed becomes a
// diagnostic in the lesson's own source, and the rest still loads. Each text read is added to
// `sources`, so that spans can be shown as file, line and column.

#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/book.h"
#include "lesson/file_set.h"

namespace lesson {

Book load_book(const FileSet& files, SourceMap& sources, diag::Diagnostics& diagnostics);

/// A chapter that is missing gives an empty chapter with that id, and a diagnostic.
Chapter load_chapter(const FileSet& files, const Book& book, std::string_view chapter_id,
                     SourceMap& sources, diag::Diagnostics& diagnostics);

/// The blocks of a question's Markdown. A fence in it is a Code block with its text; nothing is checked.
std::vector<Block> load_markdown(std::string_view markdown);

/// The files that a chapter asks for beside its own (quizzes and inclusions), as paths in the FileSet;
/// for a page that downloads chapters when they are opened. Ask again when those have arrived: an
/// included file may include further ones.
std::vector<std::string> files_needed(const FileSet& files, const Book& book,
                                      std::string_view chapter_id);
/// Where the text of a chapter is, as a path in the FileSet.
std::string chapter_path(const Book& book, std::string_view chapter_id);

/// Where a link of a chapter leads. `Inline::target` of a link within the book has the form
/// "#/chapter-id" or "#/chapter-id/anchor", which is also the page's own address of that place. An
/// image, or a link to another file of the book, has "/" and the file's path in the FileSet.
struct LinkTarget {
  bool is_inside = false;
  std::string chapter_id;
  std::string anchor;  // empty: the chapter's beginning
};
LinkTarget read_link(const Book& book, std::string_view target);

}  // namespace lesson
