// How undefined behaviour came about: the moments in order, each a sentence with its line, linked by
// a rail. Pressing one goes there.
#include <algorithm>

#include "base/text.h"
#include "ui/borrows_parts.h"
#include "ui/rich_text.h"

namespace ui {
namespace {

using scene::BorrowMoment;
using scene::BorrowMomentKind;

constexpr float moments_padding = 14;

std::string_view moment_title(BorrowMomentKind kind) {
  switch (kind) {
    case BorrowMomentKind::Made: return "Made";
    case BorrowMomentKind::Lost: return "Lost";
    case BorrowMomentKind::Freed: return "Gone";
    case BorrowMomentKind::Used: return "Used";
  }
  return "";
}

float moment_height(const Painter& painter, const BorrowMoment& moment, float width) {
  return std::max(painter.target(), line_height_of(painter, Type::SmallStrong) +
                                        draw_sentence(painter, moment.sentence, ImVec2(), width, {Type::Small, 0}, Pass::Measure) + 14);
}

}  // namespace

float draw_borrow_moments(const BorrowsPen& pen, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const auto& moments = pen.scene.moments;
  if (moments.empty()) return 0;
  const float title = line_height_of(painter, Type::UiStrong) + 8;
  const float left = at.x + moments_padding, text_left = left + 34, inner = at.x + width - moments_padding - text_left;
  float height = moments_padding + title + moments_padding - 6;
  for (const BorrowMoment& moment : moments) height += moment_height(painter, moment, inner);
  const ImVec2 end = at + ImVec2(width, height);
  fill(at, end, painter.ink(Ink::BadSoft), 10);
  outline(at, end, faded(painter.ink(Ink::Bad), 0.6f), 10);
  draw_icon(canvas(), Icon::Bug, ImVec2(left + 10, at.y + moments_padding + line_height_of(painter, Type::UiStrong) / 2), 18, painter.ink(Ink::Bad));
  const std::string words = moments.size() == 3 ? "Undefined behavior in three moments" : "How this became undefined behavior";
  draw_elided(painter, ImVec2(text_left - 6, at.y + moments_padding), Type::UiStrong, painter.ink(Ink::Bad), words, inner);
  note_widget(painter, Role::Heading, words, at + ImVec2(moments_padding, moments_padding), ImVec2(end.x, at.y + moments_padding + title));

  float y = at.y + moments_padding + title;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const BorrowMoment& moment = moments[i];
    const float extent = moment_height(painter, moment, inner);
    const ImVec2 from(at.x + 6, y), to(end.x - 6, y + extent);
    const std::string head = moment.line > 0 ? concat(moment_title(moment.kind), " in line ", moment.line) : std::string(moment_title(moment.kind));
    Traits traits;
    traits.value = moment.sentence;
    ImGui::PushID(static_cast<int>(i));
    const Touched touched = press_area(painter, Role::Link, {head, "moment"}, from, to, traits, 8);
    ImGui::PopID();
    if (touched.is_hovered) {
      fill(from, to, painter.ink(Ink::Hover), 8);
      painter.state.next_hovered_line = moment.line;
    }
    if (touched.is_clicked) pen.commands.push_back(SeekStep{moment.step});
    const ImVec2 center(left + 10, y + 6 + line_height_of(painter, Type::SmallStrong) / 2);
    if (i + 1 < moments.size()) fill(ImVec2(center.x - 0.75f, center.y + 11), ImVec2(center.x + 0.75f, y + extent + 6), faded(painter.ink(Ink::Bad), 0.5f));
    const bool is_last = moment.kind == BorrowMomentKind::Used;
    canvas()->AddCircleFilled(center, 10, is_last ? painter.ink(Ink::Bad) : painter.ink(Ink::BadSoft), 24);
    if (!is_last) canvas()->AddCircle(center, 10, painter.ink(Ink::Bad), 24, 1.4f);
    const std::string number = concat(i + 1);
    draw_text(painter, ImVec2(center.x - width_of(painter, Type::Caption, number) / 2, center.y - line_height_of(painter, Type::Caption) / 2), Type::Caption,
              painter.ink(is_last ? Ink::BadSoft : Ink::Bad), number);
    draw_text(painter, ImVec2(text_left, y + 6), Type::SmallStrong, painter.ink(touched.is_hovered ? Ink::Link : Ink::Heading), head);
    draw_sentence(painter, moment.sentence, ImVec2(text_left, y + 6 + line_height_of(painter, Type::SmallStrong)), inner, {Type::Small, painter.ink(Ink::Text)});
    y += extent;
  }
  return height;
}

}  // namespace ui
