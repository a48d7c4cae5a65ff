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
        fill(from - ImVec2(6, 0), to + ImVec2(6, 0), painter.ink(box.is_chosen_wrong ? Ink::BadSoft : Ink::AccentSoft), 4);
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
    // A head with the program's name, in as many lines as it needs; the code stands under it.
    const std::string label = program->options.title.empty() ? concat("Rust ", program->options.edition) : program->options.title;
    const bool is_named = !program->options.title.empty();
    const Type label_type = is_named ? Type::SmallStrong : Type::Small;
    ButtonStyle style;
    style.icon = is_loaded ? Icon::Check : Icon::Stage;
    style.look = is_loaded ? Look::Plain : Look::Soft;
    style.tip = is_loaded ? "This program is on the stage" : "Run it and step through it";
    const std::string_view words = is_loaded ? "On stage" : "Open on stage";
    const ImVec2 extent = button_size(painter, words, style);
    const float copy_x = at.x + width - 6 - icon_button_size(painter), stage_x = copy_x - extent.x - 4;
    const float label_width = std::max(stage_x - at.x - padding - 12, 48.0f);
    const float label_height = line_height_of(painter, label_type) * static_cast<float>(wrapped_lines(painter, label_type, label, label_width).size());
    const float head = std::max(painter.target() + 12, label_height + 16);
    buttons_y = at.y + (head - icon_button_size(painter)) / 2;
    if (icon_button(painter, Icon::Copy, {"Copy code", "copy"}, ImVec2(copy_x, buttons_y)))
      reader.commands.push_back(CopyText{text});
    Traits traits;
    traits.value = program->options.id;
    if (button(painter, {words, "stage"}, ImVec2(stage_x, at.y + (head - extent.y) / 2), style, traits)) {
      reader.commands.push_back(LoadProgram{program->options.id});
      painter.state.narrow_pane = NarrowPane::Stage;
    }
    draw_wrapped(painter, ImVec2(at.x + padding, at.y + (head - label_height) / 2), label_width, label_type,
                 painter.ink(is_named ? Ink::Muted : Ink::Faint), label);
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
