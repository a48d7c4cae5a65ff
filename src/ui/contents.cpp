// The course list: parts, chapters with how far the student is in each, and the open chapter's
// headings.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/panes.h"
#include "ui/rich_text.h"

namespace ui {
namespace {


/// Open ring: untouched. Part of a ring: some questions right. Full with a check: all of them.
void draw_progress_mark(const Painter& painter, ImVec2 center, const ContentsRow& row) {
  const float radius = 7;
  const bool is_done = row.questions > 0 ? row.questions_right >= row.questions : false;
  if (is_done) {
    canvas()->AddCircleFilled(center, radius + 1, painter.ink(Ink::Good), 24);
    draw_icon(canvas(), Icon::Check, center, 12, painter.ink(Ink::OnAccent));
    return;
  }
  canvas()->AddCircle(center, radius, painter.ink(Ink::Outline), 24, 2);
  if (row.questions_right > 0) {
    const float share = static_cast<float>(row.questions_right) / static_cast<float>(row.questions);
    canvas()->PathArcTo(center, radius, -pi / 2, -pi / 2 + 2 * pi * share, 24);
    canvas()->PathStroke(painter.ink(Ink::Accent), 0, 2.5f);
  } else if (row.is_visited) {
    canvas()->AddCircleFilled(center, 2.5f, painter.ink(Ink::Muted), 12);
  }
}

struct ListPen {
  const Painter& painter;
  const PageView& view;
  Commands& commands;
  float left, right, y;
};

void draw_summary(ListPen& pen) {
  std::uint32_t questions = 0, right = 0;
  for (const ContentsRow& row : pen.view.book.contents)
    questions += row.questions, right += row.questions_right;
  if (questions == 0) return;
  const Painter& painter = pen.painter;
  const std::string words = concat(right, " of ", questions, " right in opened chapters");
  draw_elided(painter, ImVec2(pen.left + 12, pen.y), Type::Caption, painter.ink(Ink::Muted), words,
              pen.right - pen.left - 24);
  pen.y += line_height_of(painter, Type::Caption) + 6;
  progress_bar(painter, {"Progress in the course"}, ImVec2(pen.left + 12, pen.y),
               pen.right - pen.left - 24, static_cast<double>(right) / questions);
  pen.y += 22;
}

void draw_part(ListPen& pen, const lesson::TocEntry& entry) {
  const Painter& painter = pen.painter;
  pen.y += 18;
  const float height =
      draw_wrapped(painter, ImVec2(pen.left + 12, pen.y), pen.right - pen.left - 24,
                   Type::SmallStrong, painter.ink(Ink::Muted), entry.title);
  note_widget(painter, Role::Heading, entry.title, ImVec2(pen.left, pen.y),
              ImVec2(pen.right, pen.y + height));
  pen.y += height + 6;
}

/// The chapter's second-level headings, under its row.
void draw_headings(ListPen& pen, const lesson::Chapter& chapter) {
  const Painter& painter = pen.painter;
  const float x = pen.left + 42;
  for (const lesson::Block& block : chapter.blocks) {
    if (block.kind != lesson::BlockKind::Heading || block.level != 2) continue;
    const std::string title = plain_text(block.inlines);
    const float height =
        std::max(painter.is_touch ? 40.0f : 28.0f, line_height_of(painter, Type::Small) + 8);
    const ImVec2 from(x - 8, pen.y), to(pen.right, pen.y + height);
    const bool is_here = painter.state.visible_anchor == block.anchor;
    ImGui::PushID(&block);
    Traits traits;
    traits.is_checked = is_here;
    const Touched touched = press_area(painter, Role::Link, {title, "heading"}, from, to, traits);
    ImGui::PopID();
    if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 6);
    if (is_here)
      fill(ImVec2(pen.left + 24, pen.y + 4), ImVec2(pen.left + 26, to.y - 4),
           painter.ink(Ink::Accent), 1);
    draw_elided(painter, ImVec2(x, pen.y + (height - line_height_of(painter, Type::Small)) / 2),
                Type::Small,
                painter.ink(is_here              ? Ink::Accent
                            : touched.is_hovered ? Ink::Text
                                                 : Ink::Muted),
                title, pen.right - x - 8);
    if (touched.is_clicked) {
      pen.commands.push_back(OpenChapter{pen.view.book.chapter_id, block.anchor});
      painter.state.is_drawer_open = false;
      painter.state.narrow_pane = NarrowPane::Reading;
    }
    pen.y += height;
  }
  pen.y += 6;
}

/// Brings the open chapter's row into sight when another one was opened, by a link or the keyboard.
void show_row(const ListPen& pen, const std::string& chapter, float top, float bottom) {
  UiState& state = pen.painter.state;
  if (state.listed_chapter == chapter) return;
  state.listed_chapter = chapter;
  const ImVec2 pane = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  if (top >= pane.y && bottom <= pane.y + size.y) return;
  ImGui::SetScrollY(std::max(ImGui::GetScrollY() + top - pane.y - size.y / 3, 0.0f));
  state.wants_animation = true;
}

void draw_chapter_row(ListPen& pen, const ContentsRow& row) {
  const Painter& painter = pen.painter;
  const lesson::TocEntry& entry = *row.entry;
  const bool is_open = entry.chapter_id == pen.view.book.chapter_id;
  const float indent = 14.0f * static_cast<float>(std::max(entry.depth - 1, 0));
  const float text_x = pen.left + 42 + indent, text_width = pen.right - text_x - 10;
  const Type type = is_open ? Type::UiStrong : Type::Ui;
  const std::string title =
      entry.number.empty() ? entry.title : concat(entry.number, "  ", entry.title);
  const float text_height =
      draw_wrapped(painter, ImVec2(), text_width, type, 0, title, Pass::Measure);
  const float height = std::max(painter.target() + 2, text_height + 14);
  const ImVec2 from(pen.left, pen.y), to(pen.right, pen.y + height);
  const std::string value =
      row.questions == 0 ? std::string() : concat(row.questions_right, " of ", row.questions);
  Traits traits;
  traits.is_checked = is_open;
  traits.value = value;
  ImGui::PushID(entry.chapter_id.c_str());
  const Touched touched =
      press_area(painter, Role::Link, {entry.title, "chapter"}, from, to, traits, 8);
  ImGui::PopID();
  if (is_open) show_row(pen, entry.chapter_id, from.y, to.y);
  if (is_open) fill(from, to, painter.ink(Ink::AccentSoft), 8);
  if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 8);
  draw_progress_mark(painter, ImVec2(pen.left + 22 + indent, pen.y + height / 2), row);
  draw_wrapped(painter, ImVec2(text_x, pen.y + (height - text_height) / 2), text_width, type,
               painter.ink(is_open ? Ink::Heading : Ink::Text), title);
  if (touched.is_clicked) {
    pen.commands.push_back(OpenChapter{entry.chapter_id, ""});
    painter.state.is_drawer_open = false;
    painter.state.narrow_pane = NarrowPane::Reading;
  }
  pen.y += height + 2;
  if (is_open && pen.view.chapter.chapter != nullptr) draw_headings(pen, *pen.view.chapter.chapter);
}

}  // namespace

void draw_contents(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  fill(area.from, area.to, painter.ink(Ink::Panel));
  begin_pane(painter, "contents", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ListPen pen{painter, view, commands, area.from.x + 10, area.to.x - 12, origin.y + 18};
  draw_summary(pen);
  // A part whose chapters are all drafts is not shown.
  const auto& rows = view.book.contents;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].entry == nullptr || rows[i].entry->is_draft) continue;
    if (!rows[i].entry->is_part) {
      if (!rows[i].entry->chapter_id.empty()) draw_chapter_row(pen, rows[i]);
      continue;
    }
    std::size_t next = i + 1;
    while (next < rows.size() && rows[next].entry != nullptr && !rows[next].entry->is_part &&
           rows[next].entry->is_draft)
      ++next;
    if (next < rows.size() && rows[next].entry != nullptr && !rows[next].entry->is_part)
      draw_part(pen, *rows[i].entry);
  }
  end_pane(ImVec2(origin.x, pen.y + 24));
}

}  // namespace ui
