#pragma once
// Reading a quiz file: mdbook-quiz's TOML, with types and keys of our own that it ignores.
// `lessons/CONTRIBUTING.md` lists them for authors.

#include <string>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "lesson/file_set.h"
#include "lesson/quiz.h"

namespace lesson {

/// The quiz in the file at `path`, which exists. Its id is the path without ".toml"; questions without
/// an id are numbered after it, which is told as a warning, since such an id is not stable.
Quiz load_quiz(const FileSet& files, const std::string& path, SourceMap& sources,
               diag::Diagnostics& diagnostics);

}  // namespace lesson
