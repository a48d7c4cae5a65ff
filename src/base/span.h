#pragma once
// Where a piece of text stands. Offsets are bytes; line and column are computed when shown.

#include <cstdint>

#include "base/ids.h"

using FileId = Id<struct FileTag>;
/// The macro expansion that made a token; none for what the student wrote. Recorded by `expand/`.
using ExpansionId = Id<struct ExpansionTag>;

struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ExpansionId expansion;

  friend bool operator==(const Span& a, const Span& b) {
    return a.file == b.file && a.begin == b.begin && a.end == b.end;
  }
};

/// The span from the start of `first` to the end of `last`; `first` alone if they are of two files.
inline Span join_spans(Span first, Span last) {
  if (first.file != last.file || last.end < first.begin) return first;
  return Span{first.file, first.begin, last.end, first.expansion};
}
