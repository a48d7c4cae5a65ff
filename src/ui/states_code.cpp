// A machine as Rust: the enum with what each state keeps, and the poll with an arm for each. The line at
// which a future stands, or the state in which it waits, is lit in its colour.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/code_text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

/// The future whose line this is; the one that moved last, of several.
std::uint32_t future_at(const StatesPicture& picture, std::uint32_t machine, const scene::MachineCode& code, std::uint32_t line) {
  std::uint32_t found = scene::no_future;
  for (std::uint32_t i = 0; i < picture.scene.futures.size(); ++i) {
    const scene::FutureRow& future = picture.scene.futures[i];
    if (future.machine != machine || !future.is_made || future.is_gone) continue;
    const bool is_here = future.is_running ? scene::line_at(code, future.part, future.byte) == line
                                           : code[line].is_head && code[line].state == future.state;
    if (is_here && (found == scene::no_future || i == picture.scene.latest_future)) found = i;
  }
  return found;
}

}  // namespace

float draw_machine_code(const StatesPicture& picture, std::uint32_t machine, const scene::MachineCode& code, Area area) {
  const Painter& painter = picture.painter;
  UiState& state = painter.state;
  if (button(painter, {"Diagram"}, area.from, {Look::Soft})) state.code_machine = scene::no_future;
  const std::string text = scene::to_text(code);
  const std::vector<CodePiece> pieces = rust_pieces(text);
  const float letter = width_of(painter, Type::CodeSmall, "0");
  const float row_height = line_height_of(painter, Type::CodeSmall);
  const float top = area.from.y + button_size(painter, "Diagram", {Look::Soft}).y + 8;
  const bool has_moved = state.followed_future_cursor != picture.cursor;
  state.followed_future_cursor = picture.cursor;
  float y = top, lit_y = -1;
  for (const CodeRow& row : code_rows(text, static_cast<std::uint32_t>(std::max(20.0f, std::floor(area.width() / letter))))) {
    const ImVec2 from(area.from.x, y), to(area.to.x, y + row_height);
    y += row_height;
    const scene::CodeLine& line = code[row.line - 1];
    const std::uint32_t future = future_at(picture, machine, code, row.line - 1);
    if (future != scene::no_future) {
      fill(from, to, faded(picture.color_of(future), 0.25f), 3);
      if (lit_y < 0 || picture.scene.futures[future].is_running) lit_y = from.y;
    }
    if (line.line > 0 && !row.is_continued()) {
      Traits traits;
      traits.is_checked = future != scene::no_future;
      traits.value = concat("line ", line.line);
      ImGui::PushID(static_cast<int>(row.line));
      if (press_area(painter, Role::Row, {trimmed(line.text)}, from, to, traits, 3).is_hovered) {
        outline(from, to, painter.ink(Ink::Outline), 3);
        state.next_hovered_line = line.line;
      }
      ImGui::PopID();
    }
    draw_code(painter, from + ImVec2(letter * static_cast<float>(row.indent), 0), Type::CodeSmall, text, row.begin, row.end, pieces);
  }
  // The line that runs comes into sight.
  const float scroll = ImGui::GetScrollY(), height = ImGui::GetWindowHeight();
  const float place = lit_y - area.from.y;
  if (has_moved && lit_y >= 0 && (place < scroll + row_height || place + 3 * row_height > scroll + height))
    ImGui::SetScrollY(std::max(place - height / 3, 0.0f));
  return y + 8;
}

}  // namespace ui
