#pragma once
// The blocks of a chapter, and of the Markdown in questions: prose, lists, tables, notes, code.

#include <string>
#include <vector>

#include "lesson/book.h"
#include "ui/page.h"
#include "ui/painter.h"

namespace ui {

/// What drawing a chapter needs all the way down.
struct Reader {
  const Painter& painter;
  const PageView& view;
  Commands& commands;
  const lesson::Chapter* chapter = nullptr;  // null in the Markdown of questions
  bool has_copies = true;                    // a copy button beside each block
  bool is_small = false;                     // set in the interface's size, as in feedback
  ImU32 color = 0;                           // of prose
};

/// The space between two blocks that follow one another.
float gap_between(const Reader& reader, const lesson::Block& above, const lesson::Block& below);
/// Draws blocks one under the other; returns their height.
float draw_blocks(const Reader& reader, const std::vector<lesson::Block>& blocks, ImVec2 at,
                  float width);
float draw_block(const Reader& reader, const lesson::Block& block, ImVec2 at, float width);
/// The same for Markdown, by way of the view's parser.
float draw_markdown(const Reader& reader, const std::string& markdown, ImVec2 at, float width);
/// The same, and nothing drawn.
const std::vector<lesson::Block>& blocks_of(const Reader& reader, const std::string& markdown);

/// A program or other code in a card with its buttons.
float draw_fence(const Reader& reader, const lesson::Block& block, ImVec2 at, float width);
/// Code in a soft box without buttons; `chosen_line` and `clicked_line` are for questions on lines.
struct CodeBox {
  bool is_rust = true;
  bool has_numbers = false;
  bool has_pressable_lines = false;
  std::uint32_t chosen_line = 0;
  bool is_chosen_wrong = false;    // it was judged
  std::uint32_t clicked_line = 0;  // out
  std::string_view key = {};
};
float draw_code_box(const Reader& reader, std::string_view text, ImVec2 at, float width,
                    CodeBox& box);

/// What a student copies when they copy a block.
std::string copied_text(const lesson::Block& block, const lesson::Chapter* chapter);

/// Draws behind what is drawn later: the ground of a box whose height is not known yet.
class Backdrop {
 public:
  Backdrop() : list_(canvas()) {
    splitter_.Split(list_, 2);
    splitter_.SetCurrentChannel(list_, 1);
  }
  /// From now on draws behind; ends the split when it goes.
  void begin_ground() { splitter_.SetCurrentChannel(list_, 0); }
  ~Backdrop() { splitter_.Merge(list_); }
  Backdrop(const Backdrop&) = delete;
  Backdrop& operator=(const Backdrop&) = delete;

 private:
  ImDrawList* list_;
  ImDrawListSplitter splitter_;
};

}  // namespace ui
