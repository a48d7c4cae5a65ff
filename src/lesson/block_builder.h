#pragma once
// Blocks under construction: a stack of those that are open, and of the inlines that are open in the
// innermost one. Markdown's own elements and those of mixed-in HTML go through the same stack, so that
// they nest properly whatever the author wrote.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "lesson/book.h"
#include "lesson/mapped_text.h"
#include "lesson/markdown.h"

namespace lesson {

/// Quotes, lists and emphasis nested deeper are flattened.
inline constexpr std::size_t max_nesting = 48;

class BlockBuilder {
 public:
  /// How an open block came about. Implicit: a paragraph for words that stand directly in an item.
  enum class Origin { Markdown, Html, Implicit };

  BlockBuilder(const MappedText& text, diag::Diagnostics& diagnostics);

  MarkdownParts& parts() { return parts_; }
  MarkdownParts take();

  // Where things stand.
  /// Remembers where a piece stands, if it is one of the text's own bytes.
  void note(std::string_view piece);
  bool is_own(std::string_view piece) const;
  std::size_t last_begin() const { return last_begin_; }
  std::size_t last_end() const { return last_end_; }
  /// An empty line of code was met, which no piece stands for.
  void skip_line_end() { ++last_end_; }
  Span span(std::size_t begin, std::size_t end) const { return text_.span(begin, end); }
  Span here() const { return text_.span(last_begin_, last_end_); }
  void complain(diag::Kind kind, Span span, std::string message);

  // Blocks.
  Block& top() { return stack_.back().block; }
  std::size_t depth() const { return stack_.size(); }
  Block& push(BlockKind kind, Origin origin = Origin::Markdown);
  /// Ends the innermost block and puts it into the one around it.
  void pop();
  /// A block that begins at `begin`, which no piece has told.
  void set_begin(std::size_t begin) { stack_.back().begin = begin; }
  void close_implicit();
  /// Ends what HTML left open in the innermost container of Markdown, with a diagnostic each.
  void close_html();
  bool is_html_open(BlockKind kind) const;
  void add_quiz(std::uint32_t number);
  /// A quiz met inside a paragraph follows it.
  void add_quiz_after(std::uint32_t number);

  // Inlines.
  void add_text(std::string_view text);
  void add_inline(Inline item);
  /// `html_name` is empty for Markdown's own.
  void open_inline(Inline item, std::string html_name = {});
  void close_inline();
  /// Ends a span of Markdown, and what HTML left open in it.
  void close_span();
  void close_inlines();
  bool is_inline_open(std::string_view html_name) const;

 private:
  struct OpenBlock {
    Origin origin = Origin::Markdown;
    Block block;
    std::size_t begin = std::string::npos;  // in the text
  };
  struct OpenInline {
    Inline item;
    std::string html_name;
  };

  const MappedText& text_;
  diag::Diagnostics& diagnostics_;
  MarkdownParts parts_;
  std::vector<OpenBlock> stack_;
  std::vector<OpenInline> inlines_;
  std::size_t last_begin_ = 0, last_end_ = 0;
  std::vector<std::uint32_t> waiting_quizzes_;
  std::map<std::string, int> anchors_;

  std::vector<Inline>& sink();
  void finish(Block& block);
  void finish_heading(Block& block);
  void finish_quote(Block& block);
};

}  // namespace lesson
