#pragma once
// What a chapter's HTML means. Little of it means anything here: folds, warnings, pictures, line breaks
// and the usual looks of words. The rest is left out, and told once an element.

#include <set>
#include <string>
#include <string_view>

#include "lesson/block_builder.h"
#include "lesson/html_tags.h"

namespace lesson {

class HtmlReader {
 public:
  explicit HtmlReader(BlockBuilder& builder) : builder_(builder) {}

  /// A block of HTML that starts at `begin` of the text.
  void read_block(std::string_view html, std::size_t begin);
  /// A tag or a comment between words.
  void read_inline(std::string_view html);

 private:
  BlockBuilder& builder_;
  std::set<std::string> told_;
  bool is_in_summary_ = false;

  void read_block_tag(const HtmlPiece& tag, std::size_t at);
  void read_inline_tag(const HtmlPiece& tag);
  void add_image(const HtmlPiece& tag, Span span);
  void tell(const std::string& name, Span span);
};

}  // namespace lesson
