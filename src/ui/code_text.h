#pragma once
// Coloured code, line by line: for fences in the reading column, where long lines are folded, and
// for the program on the stage, where they are scrolled.

#include "ui/code_pieces.h"
#include "ui/painter.h"

namespace ui {

struct CodeRow {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::uint32_t line = 0;            // one-based
  std::uint32_t indent = 0;          // columns before a folded line's second or later row
  bool is_continued() const { return indent > 0; }
};

/// Rows of at most `columns` characters; 0 columns: one row a line.
std::vector<CodeRow> code_rows(std::string_view text, std::uint32_t columns);

/// The part of the text from `begin` to `end`, without line ends. Returns its width.
float draw_code(const Painter& painter, ImVec2 at, Type type, std::string_view text,
                std::uint32_t begin, std::uint32_t end, const std::vector<CodePiece>& pieces,
                float alpha = 1);

/// A wavy line, as under words that are wrong.
void draw_squiggle(ImVec2 from, float width, ImU32 color);

}  // namespace ui
