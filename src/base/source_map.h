#pragma once
// The texts a compilation reads (the student's program, std, macro-made text) and the way from a
// byte offset to line and column.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

/// Who wrote a file; a stop inside std is reported at the student's line that led there.
enum class FileOrigin { User, Std };

struct SourceFile {
  std::string name;
  std::shared_ptr<const std::string> text;
  std::vector<std::uint32_t> line_starts;
  FileOrigin origin = FileOrigin::User;
};

/// One-based; the column counts Unicode scalar values, as rustc's does.
struct LineColumn {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

class SourceMap {
 public:
  FileId add_file(std::string name, std::string text, FileOrigin origin = FileOrigin::User);
  const SourceFile& file(FileId id) const { return files_[id]; }
  /// Files have the ids from 0 up to this.
  std::uint32_t size() const { return files_.size(); }
  std::string_view text_of(Span span) const;
  LineColumn line_column(FileId file, std::uint32_t offset) const;
  LineColumn begin_of(Span span) const { return line_column(span.file, span.begin); }
  /// The text of a one-based line without its end-of-line.
  std::string_view line_text(FileId file, std::uint32_t line) const;
  bool is_user(Span span) const {
    return span.file && files_[span.file].origin == FileOrigin::User;
  }

 private:
  Store<SourceFile, FileId> files_;
};
