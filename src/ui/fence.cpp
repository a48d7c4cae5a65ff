// Code in the reading column: a card with the program, a copy button, and a way onto the stage.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/blocks.h"
#include "ui/code_text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

float digits_width(const Painter& painter, std::size_t lines) {
  return width_of(painter, Type::CodeSmall, lines > 99 ? "000" : "00") + 14;
}

}  // namespace

float draw_code_box(const Reader& reader, std::string_view text, ImVec2 at, float width,
                    CodeBox& box) {
  const Painter& painter = reader.painter;
  const std::vector<CodePiece> pieces = box.is_rust ? rust_pieces(text) : plain_pieces(text);
  const float row_height = line_height_of(painter, Type::Code);
  const float letter = width_of(painter, Type::Code, "0");
  const float gutter = box.has_numbers ? digits_width(painter, split_lines(text).size()) : 0;
  const auto columns =
      static_cast<std::uint32_t>(std::max(12.0f, std::floor((width - gutter) / letter)));
  const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
  float y = at.y;
  for (const CodeRow& row : code_rows(text, columns)) {
    const ImVec2 from(at.x, y), to(at.x + width, y + row_height);
    y += row_height;
    if (to.y < clip.Min.y || from.y > clip.Max.y) continue;
    if (box.has_pressable_lines && !row.is_continued()) {
      ImGui::PushID(static_cast<int>(row.line));
      Traits traits;
      traits.is_checked = row.line == box.chosen_line;
      const Touched touched = press_area(painter, Role::Radio, {concat("Line ", row.line)},
                                         from - ImVec2(6, 0), to + ImVec2(6, 0), traits, 4);
      if (touched.is_clicked) box.clicked_line = row.line;
      if (traits.is_checked)
        fill(from - ImVec2(6, 0), to + ImVec2(6, 0), painter.ink(Ink::AccentSoft), 4);
      else if (touched.is_hovered)
        fill(from - ImVec2(6, 0), to + ImVec2(6, 0), painter.ink(Ink::Hover), 4);
      ImGui::PopID();
    }
    if (gutter > 0 && !row.is_continued()) {
      const std::string number = concat(row.line);
      draw_text(painter,
                ImVec2(at.x + gutter - 14 - width_of(painter, Type::CodeSmall, number),
                       from.y + (row_height - line_height_of(painter, Type::CodeSmall)) / 2),
                Type::CodeSmall, painter.ink(Ink::Faint), number);
    }
    const float indent = letter * static_cast<float>(row.indent);
    draw_code(painter, ImVec2(at.x + gutter + indent, from.y), Type::Code, text, row.begin, row.end,
              pieces);
  }
  return y - at.y;
}

float draw_fence(const Reader& reader, const lesson::Block& block, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const lesson::Program* program = block.program > 0 && reader.chapter != nullptr &&
                                           block.program <= reader.chapter->programs.size()
                                       ? &reader.chapter->programs[block.program - 1]
                                       : nullptr;
  const std::string& text = program != nullptr ? program->shown_text : block.text;
  const bool is_rust = program != nullptr || block.label == "rust";
  const bool can_load = program != nullptr && !program->options.is_ignored;
  const bool is_loaded = can_load && reader.view.stage.program_id == program->options.id;

  ImGui::PushID(&block);
  Backdrop backdrop;
  float y = at.y;
  const float padding = width < 420 ? 14.0f : 20.0f;
  float buttons_y = at.y + 6;
  if (can_load) {
    // A head with the program's name; the code stands under it.
    const float head = painter.target() + 12;
    const std::string& name = program->options.title;
    float right = at.x + width - 6 - icon_button_size(painter);
    if (icon_button(painter, Icon::Copy, {"Copy code", "copy"}, ImVec2(right, buttons_y)))
      reader.commands.push_back(CopyText{text});
    ButtonStyle style;
    style.icon = is_loaded ? Icon::Check : Icon::Stage;
    style.look = is_loaded ? Look::Plain : Look::Soft;
    style.tip = is_loaded ? "This program is on the stage" : "Run it and step through it";
    const std::string_view words = is_loaded ? "On stage" : "Open on stage";
    right -= button_size(painter, words, style).x + 4;
    const float button_y = at.y + (head - button_size(painter, words, style).y) / 2;
    Traits traits;
    traits.value = program->options.id;
    if (button(painter, {words, "stage"}, ImVec2(right, button_y), style, traits)) {
      reader.commands.push_back(LoadProgram{program->options.id});
      painter.state.narrow_pane = NarrowPane::Stage;
    }
    const std::string label =
        name.empty() ? concat("Rust ", program->options.edition) : std::string(name);
    draw_elided(
        painter,
        ImVec2(at.x + padding, at.y + (head - line_height_of(painter, Type::SmallStrong)) / 2),
        name.empty() ? Type::Small : Type::SmallStrong,
        painter.ink(name.empty() ? Ink::Faint : Ink::Muted), label, right - at.x - padding - 12);
    y += head;
    hairline(painter, ImVec2(at.x, y), width);
    y += 1;
  }
  y += 14;
  CodeBox box;
  box.is_rust = is_rust;
  const float code_top = y;
  const float inner = width - 2 * padding - (can_load ? 0 : 24);
  y += draw_code_box(reader, text, ImVec2(at.x + padding, y), inner, box) + 14;
  WidgetNode& node =
      note_widget(painter, Role::Code, program != nullptr ? program->options.id : block.label,
                  ImVec2(at.x, code_top), ImVec2(at.x + width, y));
  node.value = text;
  if (!can_load) {
    if (icon_button(painter, Icon::Copy, {"Copy code", "copy"},
                    ImVec2(at.x + width - 6 - icon_button_size(painter), buttons_y)))
      reader.commands.push_back(CopyText{text});
    y = std::max(y, at.y + 12 + icon_button_size(painter));
  }
  backdrop.begin_ground();
  fill(at, ImVec2(at.x + width, y), painter.ink(Ink::CodeBack), 10);
  outline(at, ImVec2(at.x + width, y),
          is_loaded ? faded(painter.ink(Ink::Accent), 0.55f) : painter.ink(Ink::Hairline), 10);
  ImGui::PopID();
  return y - at.y;
}

}  // namespace ui
