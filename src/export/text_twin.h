#pragma once
// The course as plain HTML: for browsers that cannot run the page, for search engines, and for reading
// on paper. The pages need no script and no server, and link to one another by relative paths.

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "lesson/book.h"
#include "lesson/file_set.h"

// Named after what it does: `export` is a keyword.
namespace exporting {

/// `< > & " '` as entities.
std::string escape_html(std::string_view text);

/// What a chapter says, as HTML without a head: to put into a page of one's own. `page_path` is where
/// the page will be, so that links can be relative: "threads/data-races.html".
std::string chapter_html(const lesson::Book& book, const lesson::Chapter& chapter, std::string_view page_path);

struct TextFile {
  std::string path;   // relative to the folder to write
  std::string bytes;
};

/// All pages ("index.html" first), their style sheet, and the pictures that chapters show. What is
/// malformed in the course is left out; checking it is `lesson::check_book`'s work.
std::vector<TextFile> text_twin(const lesson::FileSet& files);

}  // namespace exporting
