#include "ui/code_text.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace ui {

std::vector<CodeRow> code_rows(std::string_view text, std::uint32_t columns) {
  std::vector<CodeRow> rows;
  std::uint32_t line = 0;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin == text.size() && line > 0) break;  // a final line end opens no line
    ++line;
    std::size_t at = begin;
    bool is_continued = false;
    std::uint32_t room = columns;
    while (columns > 0) {
      std::size_t fit = at;
      std::size_t last_space = 0;
      for (std::uint32_t column = 0; column < room && fit < end; ++column) {
        if (text[fit] == ' ' && column > room / 2) last_space = fit + 1;
        read_utf8(text, fit);
      }
      if (fit >= end) break;
      const std::size_t cut = last_space != 0 ? last_space : fit;
      rows.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(cut), line, is_continued});
      at = cut;
      is_continued = true;
      room = columns > 8 ? columns - 4 : columns;
    }
    rows.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), line, is_continued});
    begin = end + 1;
  }
  return rows;
}

float draw_code(const Painter& painter, ImVec2 at, Type type, std::string_view text,
                std::uint32_t begin, std::uint32_t end, const std::vector<CodePiece>& pieces,
                float alpha) {
  const auto first = std::upper_bound(
      pieces.begin(), pieces.end(), begin,
      [](std::uint32_t offset, const CodePiece& piece) { return offset < piece.end; });
  const TypeFace plain = face_of(painter, type);
  const TypeFace strong = face_of(painter, type, painter.fonts.code_strong);
  const float y = std::floor(at.y + (plain.line_height - plain.size) / 2 + 0.5f);
  float x = at.x;
  for (auto piece = first; piece != pieces.end() && piece->begin < end; ++piece) {
    const std::uint32_t from = std::max(begin, piece->begin), to = std::min(end, piece->end);
    const std::string_view words = text.substr(from, to - from);
    const TypeFace& face = piece->is_strong ? strong : plain;
    ImU32 color = painter.ink(piece->ink);
    if (alpha < 1) color = faded(color, alpha);
    canvas()->AddText(face.font, face.size, ImVec2(x, y), color, words.data(),
                      words.data() + words.size());
    x += width_of(face, words);
  }
  return x - at.x;
}

void draw_squiggle(ImVec2 from, float width, ImU32 color) {
  ImDrawList* list = canvas();
  const int count = std::max(2, static_cast<int>(width / 3));
  for (int i = 0; i <= count; ++i)
    list->PathLineTo(ImVec2(from.x + width * static_cast<float>(i) / static_cast<float>(count),
                            from.y + (i % 2 == 0 ? 1.2f : -1.2f)));
  list->PathStroke(color, 0, 1.3f);
}

}  // namespace ui
