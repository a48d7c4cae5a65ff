#include "ui/code_text.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace ui {

namespace {

constexpr std::uint32_t folded_indent = 4;  // of a folded line's later rows, beyond the line's own

/// Where a line that is wider than `room` columns is best broken: at a space, else at a call or its
/// arguments, else before a word, else at the edge; not before half of the room, nor in the indentation.
/// Its end if it fits.
std::size_t break_of(std::string_view line, std::uint32_t room, std::uint32_t indent) {
  std::size_t at = 0, after_space = 0, at_call = 0, at_word = 0;
  for (std::uint32_t column = 0; column < room && at < line.size(); ++column) {
    if (column > std::max(room / 2, indent)) {
      if (line[at] == ' ') after_space = at + 1;
      const bool is_first_argument = line[at - 1] == '(' && line[at] != ')';
      if (is_first_argument || line[at] == '.') at_call = at;
      if (is_word(line[at]) && !is_word(line[at - 1])) at_word = at;
    }
    read_utf8(line, at);
  }
  if (at >= line.size()) return line.size();
  return after_space != 0 ? after_space : at_call != 0 ? at_call : at_word != 0 ? at_word : at;
}

}  // namespace

std::vector<CodeRow> code_rows(std::string_view text, std::uint32_t columns) {
  std::vector<CodeRow> rows;
  std::uint32_t number = 0;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin == text.size() && number > 0) break;  // a final line end opens no line
    ++number;
    const std::string_view line = text.substr(begin, end - begin);
    const auto own_indent = static_cast<std::uint32_t>(std::min(line.find_first_not_of(' '), line.size()));
    const auto add = [&](std::size_t from, std::size_t to, std::uint32_t indent) {
      rows.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), number, indent});
    };
    std::size_t at = begin;
    std::uint32_t indent = 0;
    while (columns > 0 && at < end) {
      const std::size_t cut = break_of(text.substr(at, end - at), columns - indent, indent > 0 ? 0 : own_indent);
      if (at + cut >= end) break;
      add(at, at + cut, indent);
      at += cut;
      indent = std::min(own_indent + folded_indent, columns / 2);
    }
    add(at, end, indent);
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
