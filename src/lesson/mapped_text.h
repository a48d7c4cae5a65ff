#pragma once
// A text put together from pieces of files, which still knows where each byte came from. A chapter
// with `{{#include}}` is one text for the Markdown parser, and a mistake in it is shown in the file
// where an author can mend it.

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace lesson {

class MappedText {
 public:
  const std::string& text() const { return text_; }

  /// Appends text that stands at `begin` of `file`.
  void append(FileId file, std::uint32_t begin, std::string_view piece) {
    if (piece.empty()) return;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), file, begin, true});
    text_ += piece;
  }
  /// Appends text of our own making, which stands for what is at `origin`.
  void append_made(Span origin, std::string_view piece) {
    if (piece.empty()) return;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), origin.file, origin.begin, false});
    text_ += piece;
  }

  /// Where the bytes from `begin` to `end` came from; cut at the end of the piece that has `begin`.
  Span span(std::size_t begin, std::size_t end) const {
    if (pieces_.empty()) return {};
    std::size_t index = pieces_.size();
    while (index > 1 && pieces_[index - 1].at > begin) --index;
    const Piece& piece = pieces_[index - 1];
    if (!piece.is_copied) return {piece.file, piece.begin, piece.begin, {}};
    const std::size_t limit = index < pieces_.size() ? pieces_[index].at : text_.size();
    const auto offset = [&](std::size_t at) {
      return piece.begin + static_cast<std::uint32_t>((at < limit ? at : limit) - piece.at);
    };
    return {piece.file, offset(begin), offset(end < begin ? begin : end), {}};
  }

 private:
  struct Piece {
    std::uint32_t at;     // in text_
    FileId file;
    std::uint32_t begin;  // in the file
    bool is_copied;
  };
  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace lesson
