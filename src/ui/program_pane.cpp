// The program on the stage, to be read: where each thread is, what is wrong, what the verdict
// names. While it is edited the text editor is laid over this pane.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/code_text.h"
#include "ui/rich_text.h"
#include "ui/views.h"

namespace ui {
namespace {

struct Listing {
  const Painter& painter;
  const PageView& view;
  const scene::ProgramScene& program;
  std::vector<CodePiece> pieces;
  float row_height, letter, gutter, left, width;
};

bool has_line(const std::vector<std::uint32_t>& lines, std::uint32_t line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

/// Where a byte of a row is drawn.
float x_of(const Listing& listing, const CodeRow& row, std::uint32_t byte) {
  const std::uint32_t end = std::clamp(byte, row.begin, row.end);
  const std::string_view before =
      std::string_view(listing.program.text).substr(row.begin, end - row.begin);
  return listing.left + listing.gutter + width_of(listing.painter, Type::Code, before);
}

void draw_row_ground(const Listing& listing, const CodeRow& row, float y) {
  const Painter& painter = listing.painter;
  const ImVec2 from(listing.left, y), to(listing.left + listing.width, y + listing.row_height);
  if (has_line(listing.program.stop_lines, row.line)) fill(from, to, painter.ink(Ink::BadSoft));
  if (painter.state.hovered_line == row.line) fill(from, to, painter.ink(Ink::Hover));
  int count = 0;
  for (const scene::LineMark& mark : listing.program.marks) {
    if (mark.line != row.line) continue;
    const ImU32 color = painter.lane(mark.thread);
    if (count == 0) fill(from, to, faded(color, painter.theme.is_dark ? 0.16f : 0.11f));
    const float bar = listing.left + static_cast<float>(count) * 5;
    fill(ImVec2(bar, y), ImVec2(bar + 4, y + listing.row_height), color, 1);
    const bool is_first =
        &mark ==
        &*std::find_if(listing.program.marks.begin(), listing.program.marks.end(),
                       [&](const scene::LineMark& each) { return each.begin == mark.begin; });
    if (is_first && mark.end > mark.begin && mark.begin < row.end && mark.end > row.begin) {
      const float x0 = x_of(listing, row, mark.begin), x1 = x_of(listing, row, mark.end);
      fill(ImVec2(x0 - 2, y + 2), ImVec2(x1 + 2, y + listing.row_height - 2),
           faded(color, painter.theme.is_dark ? 0.26f : 0.18f), 4);
    }
    ++count;
  }
}

/// The names of the threads that are on a row, at its right end.
void draw_row_threads(const Listing& listing, const CodeRow& row, float y, float right) {
  const Painter& painter = listing.painter;
  const float text_end = x_of(listing, row, row.end) + 12;
  for (const scene::LineMark& mark : listing.program.marks) {
    if (mark.line != row.line) continue;
    const ImU32 color = painter.lane(mark.thread);
    const std::string name = name_of_thread(listing.view, mark.thread);
    const ChipStyle style{painter.ink(Ink::OnAccent), color};
    const float width = chip(painter, ImVec2(), name, style, Pass::Measure);
    note_widget(painter, Role::ListItem, concat(name, " is at line ", row.line),
                ImVec2(right - width, y), ImVec2(right, y + listing.row_height));
    if (right - width < text_end) continue;
    chip(painter, ImVec2(right - width, y + (listing.row_height - chip_height(painter)) / 2), name,
         style);
    right -= width + 6;
  }
}

Ink ink_of_level(diag::Level level) {
  return level == diag::Level::Error     ? Ink::Bad
         : level == diag::Level::Warning ? Ink::Warn
                                         : Ink::Note;
}

void draw_row_squiggles(const Listing& listing, const CodeRow& row, float y) {
  for (const scene::Squiggle& squiggle : listing.program.squiggles) {
    if (squiggle.begin > row.end || squiggle.end < row.begin ||
        (squiggle.line != row.line && squiggle.begin < row.begin))
      continue;
    const float x0 = x_of(listing, row, squiggle.begin);
    const float x1 = std::max(x_of(listing, row, squiggle.end), x0 + listing.letter);
    draw_squiggle(ImVec2(x0, y + listing.row_height - 3), x1 - x0,
                  listing.painter.ink(ink_of_level(squiggle.level)));
  }
}

/// The messages that begin on a row, beneath it. Returns their height.
float draw_row_messages(const Listing& listing, const CodeRow& row, float y, float visible_width) {
  const Painter& painter = listing.painter;
  float height = 0;
  for (const scene::Squiggle& squiggle : listing.program.squiggles) {
    if (squiggle.line != row.line) continue;
    const Ink ink = ink_of_level(squiggle.level);
    const float x = listing.left + listing.gutter,
                inner = std::max(visible_width - listing.gutter - 40, 120.0f);
    const std::string words =
        squiggle.code.empty() ? squiggle.message : concat(squiggle.code, "  ", squiggle.message);
    const Prose prose{Type::Small, painter.ink(ink)};
    const float text_height =
        draw_sentence(painter, words, ImVec2(), inner - 20, prose, Pass::Measure);
    const ImVec2 from(x - 4, y + height + 1), to(x + inner + 20, y + height + text_height + 9);
    fill(from, to,
         painter.ink(ink == Ink::Bad    ? Ink::BadSoft
                     : ink == Ink::Warn ? Ink::WarnSoft
                                        : Ink::NoteSoft),
         6);
    draw_icon(canvas(), ink == Ink::Bad ? Icon::Cross : Icon::Warning,
              ImVec2(x + 12, y + height + 5 + line_height_of(painter, Type::Small) / 2), 14,
              painter.ink(ink));
    draw_sentence(painter, words, ImVec2(x + 28, y + height + 5), inner - 20, prose);
    note_widget(painter, Role::Status, words, from, to).value = concat("line ", squiggle.line);
    height += text_height + 14;
  }
  return height;
}

/// The line at which the thread that moved last stands now, or that of its last event if it has ended; of
/// a text with mistakes the first of them.
std::uint32_t line_to_follow(const PageView& view, const scene::ProgramScene& program) {
  for (const scene::LineMark& mark : program.marks)
    if (mark.thread == program.moved_last) return mark.line;
  for (const scene::Squiggle& squiggle : program.squiggles)
    if (squiggle.level == diag::Level::Error) return squiggle.line;
  const scene::ThreadsScene* threads = view.stage.threads;
  if (threads == nullptr || threads->rows_done == 0 || threads->rows_done > threads->rows.size()) return 0;
  return threads->rows[threads->rows_done - 1].line;
}

}  // namespace

void draw_program(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  (void)commands;
  UiState& state = painter.state;
  fill(area.from, area.to, painter.ink(Ink::CodeBack));
  if (view.stage.program == nullptr) return;
  const scene::ProgramScene& program = *view.stage.program;
  begin_pane(painter, "program", area, Scroll::Both);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const std::vector<CodeRow> rows = code_rows(program.text, 0);
  Listing listing{painter,
                  view,
                  program,
                  rust_pieces(program.text),
                  line_height_of(painter, Type::Code),
                  width_of(painter, Type::Code, "0"),
                  0,
                  origin.x,
                  0};
  listing.gutter = width_of(painter, Type::CodeSmall, rows.size() > 99 ? "000" : "00") + 34;
  listing.width = std::max(area.width(), 100.0f) + ImGui::GetScrollMaxX();
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  const std::uint32_t follow = line_to_follow(view, program);
  float y = origin.y + 10, widest = 0, follow_y = -1;
  for (const CodeRow& row : rows) {
    if (row.line == follow) follow_y = y - origin.y;
    if (y < clip.Max.y && y + listing.row_height > clip.Min.y) {
      draw_row_ground(listing, row, y);
      const std::string number = concat(row.line);
      const bool is_stop = has_line(program.stop_lines, row.line);
      const float number_y =
          y + (listing.row_height - line_height_of(painter, Type::CodeSmall)) / 2;
      draw_text(
          painter,
          ImVec2(listing.left + listing.gutter - 16 - width_of(painter, Type::CodeSmall, number),
                 number_y),
          Type::CodeSmall, painter.ink(is_stop ? Ink::Bad : Ink::Faint), number);
      widest =
          std::max(widest, draw_code(painter, ImVec2(listing.left + listing.gutter, y), Type::Code,
                                     program.text, row.begin, row.end, listing.pieces));
      draw_row_squiggles(listing, row, y);
      draw_row_threads(listing, row, y, clip.Max.x - 12);
    } else {
      widest = std::max(widest, listing.letter * static_cast<float>(row.end - row.begin));
    }
    y += listing.row_height;
    y += draw_row_messages(listing, row, y, area.width());
  }
  WidgetNode& node = note_widget(painter, Role::Code, "Program", area.from, area.to);
  node.value = program.text;
  // Keep the line that runs in sight, but leave the student's own scrolling alone between steps.
  const bool is_editing = state.mode == StageMode::Edit && view.stage.is_editable;
  const bool was_left = state.was_editing && !is_editing;
  if (follow_y >= 0 && (was_left || state.followed_line_cursor != view.playback.cursor ||
                        state.followed_program != view.stage.program_id)) {
    const float top = ImGui::GetScrollY();
    if (follow_y < top + 8 || follow_y > top + area.height() - 2 * listing.row_height) {
      ImGui::SetScrollY(std::max(follow_y - area.height() * 0.4f, 0.0f));
      state.wants_animation = true;
    }
    state.followed_line_cursor = view.playback.cursor;
    state.followed_program = view.stage.program_id;
  }
  end_pane(ImVec2(origin.x + listing.gutter + widest + 24, y + 12));

  const Rect rect{area.from.x, area.from.y, area.width(), area.height()};
  state.editor.wants_focus = is_editing && !state.was_editing;
  state.was_editing = is_editing;
  if (!is_editing) return;
  state.editor.is_visible = true;
  state.editor.rect = state.editor.clip = rect;
  state.editor.font_size = face_of(painter, Type::Code).size / code_size_per_em;
  state.editor.line_height = listing.row_height;
  state.editor.gutter = listing.gutter;
  state.editor.reveal_line = program.squiggles.empty() ? 0 : program.squiggles.front().line;
  note_widget(painter, Role::TextBox, "Program editor", area.from, area.to).value = program.text;
}

}  // namespace ui
