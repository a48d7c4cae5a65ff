#pragma once
// mdBook's `{{#…}}` directives, worked out before the Markdown is parsed, as mdBook does it:
//
//   {{#include file.rs}}            the file; also `:2`, `:2:10`, `:2:`, `::10` lines, `:name` anchors
//   {{#rustdoc_include file.rs:2}}  the same, with the rest of the file as hidden lines
//   {{#playground file.rs editable}}  the file as a Rust fence
//   {{#title Text}}                 the chapter's title
//   {{#quiz ../quizzes/x.toml}}     leaves a comment `<!--quiz 0-->` at which the quiz appears
//
// `\{{#…}}` is left as it is, without the backslash.

#include <string>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/file_set.h"
#include "lesson/mapped_text.h"

namespace lesson {

struct QuizUse {
  std::string path;  // in the FileSet
  Span span;         // of the directive
};

struct Expanded {
  MappedText text;
  std::vector<QuizUse> quizzes;
  std::vector<std::string> files;  // every file asked for, found or not, in order
  std::string title;
};

/// The text of the file at `path`, which exists, with its directives worked out.
Expanded expand_directives(const FileSet& files, const std::string& path, SourceMap& sources,
                           diag::Diagnostics& diagnostics);

/// The file's id in `sources`, adding it when it is not there yet.
FileId source_file(const FileSet& files, const std::string& path, SourceMap& sources);

}  // namespace lesson
