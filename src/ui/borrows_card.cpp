// One piece of memory: what it is called, its bytes in the runs that stand alike, and below them the
// pointers to each run.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/borrows_parts.h"

namespace ui {
namespace {

using scene::BorrowCard;
using scene::BorrowRange;

constexpr float card_padding = 14;
constexpr float cells_height = 18;

/// Runs in which only the memory itself stands say nothing, where another says something.
bool is_told(const BorrowCard& card, const BorrowRange& range) {
  return card.ranges.size() == 1 || range.tags.size() > 1 || range.has_change;
}

std::string bytes_of(const BorrowRange& range) {
  return range.end - range.begin == 1 ? concat("byte ", range.begin) : concat("bytes ", range.begin, " to ", range.end - 1);
}

/// A box for each byte, as far as there is room; else one for each run.
void draw_cells(const BorrowsPen& pen, const BorrowCard& card, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const float between = 4;
  const float room = width - between * static_cast<float>(card.ranges.size() - 1);
  const float a_byte = std::min(room / static_cast<float>(std::max<std::uint64_t>(card.size, 1)), 24.0f);
  float x = at.x;
  for (const BorrowRange& range : card.ranges) {
    const float extent = a_byte * static_cast<float>(range.end - range.begin);
    const ImVec2 from(x, at.y), to(x + extent, at.y + cells_height);
    // The colour of who may write last: the top of the stack, or the newest of the tree that is not over.
    ImU32 color = painter.ink(Ink::Faint);
    for (const scene::BorrowTag& tag : range.tags)
      if (!tag.is_own && tag.tone != scene::PermissionTone::Disabled) color = painter.lane(tag.color - 1);
    fill(from, to, faded(color, range.has_change ? 0.34f : 0.16f), 3);
    outline(from, to, faded(color, 0.8f), 3);
    if (a_byte >= 6)
      for (std::uint64_t i = 1; i < range.end - range.begin; ++i) {
        const float tick = std::floor(x + a_byte * static_cast<float>(i));
        fill(ImVec2(tick, at.y + 4), ImVec2(tick + 1, to.y - 4), faded(color, 0.5f));
      }
    note_widget(painter, Role::Image, concat(card.name, ", ", bytes_of(range)), from, to);
    x = to.x + between;
  }
}

}  // namespace

float draw_borrow_card(const BorrowsPen& pen, const BorrowCard& card, ImVec2 at, float width, Pass pass) {
  const Painter& painter = pen.painter;
  const float head = line_height_of(painter, Type::Code) + 4;
  const float caption = line_height_of(painter, Type::Caption);
  const bool has_titles = card.ranges.size() > 1;
  const auto height_of = [&] {
    float height = card_padding + head + cells_height + 12;
    for (const BorrowRange& range : card.ranges)
      if (is_told(card, range))
        height += draw_borrow_tags(pen, range, ImVec2(), width - 2 * card_padding, Pass::Measure) + 12 + (has_titles ? caption + 4 : 0);
    return height + card_padding - 12;
  };
  const float height = height_of();
  if (pass == Pass::Measure) return height;

  ui::card(painter, at, at + ImVec2(width, height));
  note_widget(painter, Role::Region, concat("Borrows of ", card.name), at, at + ImVec2(width, height)).value = card.place;
  const float left = at.x + card_padding, inner = width - 2 * card_padding;
  float y = at.y + card_padding;
  const std::string size = card.size == 1 ? std::string("1 byte") : concat(card.size, " bytes");
  const float size_width = width_of(painter, Type::Caption, size);
  const std::string name = elided(painter, Type::Code, card.name, inner - size_width - 12);
  const float name_width = width_of(painter, Type::Code, name);
  const float caption_y = y + (line_height_of(painter, Type::Code) - caption) / 2 + 1;
  draw_text(painter, ImVec2(left, y), Type::Code, painter.ink(Ink::Heading), name);
  draw_elided(painter, ImVec2(left + name_width + 10, caption_y), Type::Caption, painter.ink(Ink::Muted), card.place, inner - name_width - size_width - 22);
  draw_text(painter, ImVec2(left + inner - size_width, caption_y), Type::Caption, painter.ink(Ink::Faint), size);
  y += head;
  draw_cells(pen, card, ImVec2(left, y), inner);
  y += cells_height + 12;
  for (const BorrowRange& range : card.ranges) {
    if (!is_told(card, range)) continue;
    if (has_titles) {
      const std::string title = range.name == card.name ? bytes_of(range) : concat(range.name, "   ·   ", bytes_of(range));
      draw_elided(painter, ImVec2(left, y), Type::Caption, painter.ink(Ink::Muted), title, inner);
      y += caption + 4;
    }
    y += draw_borrow_tags(pen, range, ImVec2(left, y), inner, Pass::Draw) + 12;
  }
  return height;
}

}  // namespace ui
