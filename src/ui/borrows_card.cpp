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

/// Where the bytes of a card stand: a box for each as far as there is room, with a gap between runs.
struct Bytes {
  Bytes(const BorrowCard& drawn, ImVec2 place, float width) : card(drawn), at(place), a_byte(std::min((width - gap * static_cast<float>(drawn.ranges.size() - 1)) / static_cast<float>(std::max<std::uint64_t>(drawn.size, 1)), 24.0f)) {}
  float x_of(std::uint64_t offset) const {
    float x = at.x + a_byte * static_cast<float>(offset);
    for (const BorrowRange& range : card.ranges)
      if (range.end <= offset && range.end < card.size) x += gap;
    return x;
  }
  static constexpr float gap = 4;
  const BorrowCard& card;
  ImVec2 at;
  float a_byte;
};

void draw_bytes(const BorrowsPen& pen, const Bytes& bytes, float y) {
  const Painter& painter = pen.painter;
  for (const BorrowRange& range : bytes.card.ranges) {
    const float x = bytes.x_of(range.begin);
    const ImVec2 from(x, y), to(x + bytes.a_byte * static_cast<float>(range.end - range.begin), y + cells_height);
    // The colour of who may write last: the top of the stack, or the newest of the tree that is not over.
    ImU32 color = painter.ink(Ink::Faint);
    for (const scene::BorrowTag& tag : range.tags)
      if (!tag.is_own && tag.tone != scene::PermissionTone::Disabled) color = painter.lane(tag.color - 1);
    fill(from, to, faded(color, range.has_change ? 0.34f : 0.16f), 3);
    outline(from, to, faded(color, 0.8f), 3);
    if (bytes.a_byte >= 6)
      for (std::uint64_t i = 1; i < range.end - range.begin; ++i) {
        const float tick = std::floor(x + bytes.a_byte * static_cast<float>(i));
        fill(ImVec2(tick, y + 4), ImVec2(tick + 1, to.y - 4), faded(color, 0.5f));
      }
    note_widget(painter, Role::Image, concat(bytes.card.name, ", ", bytes_of(range)), from, to);
  }
}

/// The values that the bytes are, above them.
void draw_values(const BorrowsPen& pen, const Bytes& bytes, float y) {
  const Painter& painter = pen.painter;
  for (const scene::BorrowCell& cell : bytes.card.cells) {
    const ImVec2 from(bytes.x_of(cell.begin), y), to(bytes.x_of(cell.end - 1) + bytes.a_byte - 1, y + line_height_of(painter, Type::Caption));
    const std::string text = concat(cell.name, cell.name.empty() ? "" : " = ", cell.value);
    const float width = to.x - from.x;
    draw_elided(painter, from, Type::Caption, painter.ink(Ink::Text), width_of(painter, Type::Caption, text) <= width ? text : cell.value, width);
    note_widget(painter, Role::Image, concat(bytes.card.name, text.substr(0, cell.name.size())), from, to).value = cell.value;
  }
}

/// The variables that point here, in rows, each with an arrow down to its byte. Returns the height.
float draw_arrows(const BorrowsPen& pen, const Bytes& bytes, float width, Pass pass) {
  const Painter& painter = pen.painter;
  if (bytes.card.arrows.empty()) return 0;
  const float height = std::max(chip_height(painter), painter.is_touch ? 32.0f : 0.0f), row = height + 4;
  const auto text_of = [&](const scene::BorrowArrow& arrow) { return arrow.color == 0 || arrow.maker == arrow.name ? arrow.name : concat(arrow.name, " = ", arrow.maker); };
  std::vector<ImVec2> places;
  float x = 0, bottom = bytes.at.y;
  for (const scene::BorrowArrow& arrow : bytes.card.arrows) {
    const float extent = std::min(width_of(painter, Type::CodeSmall, text_of(arrow)) + 14, width);
    // Above its byte if there is room, in the next row if not.
    if (x > 0 && x + extent > width) {
      x = 0;
      bottom += row;
    }
    const float wanted = places.empty() || x == 0 ? bytes.x_of(arrow.offset) - bytes.at.x : 0;
    x = std::clamp(x, wanted, std::max(width - extent, x));
    places.push_back(ImVec2(bytes.at.x + x, bottom));
    x += extent + 6;
  }
  const float end = bottom + height + 14;
  if (pass == Pass::Measure) return end - bytes.at.y;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const scene::BorrowArrow& arrow = bytes.card.arrows[i];
    const bool is_over = arrow.tone == scene::PermissionTone::Disabled;
    const ImU32 color = faded(arrow.color == 0 ? painter.ink(Ink::Muted) : painter.lane(arrow.color - 1), is_over ? 0.5f : 1);
    const std::string text = text_of(arrow);
    const ImVec2 from = places[i], to(from.x + std::min(width_of(painter, Type::CodeSmall, text) + 14, width), from.y + height);
    const ImVec2 tip(bytes.x_of(arrow.offset) + std::min(bytes.a_byte / 2, 6.0f), end - 1);
    const ImVec2 start(std::clamp(tip.x, from.x + 6, to.x - 6), to.y);
    canvas()->AddBezierCubic(start, start + ImVec2(0, 10), tip - ImVec2(0, 14), tip - ImVec2(0, 4), color, 1.6f);
    canvas()->AddTriangleFilled(tip, tip - ImVec2(3.5f, 6), tip - ImVec2(-3.5f, 6), color);
    fill(from, to, painter.ink(Ink::Page), 6);
    outline(from, to, color, 6, 1.4f);
    Traits traits;
    traits.value = concat(arrow.maker, is_over ? ", over" : "");
    ImGui::PushID(static_cast<int>(i));
    const Touched touched = press_area(painter, Role::Button, {concat(arrow.name, " points to byte ", arrow.offset, " of ", bytes.card.name), "arrow"}, from, to, traits, 6);
    ImGui::PopID();
    if (touched.is_hovered) painter.state.next_hovered_line = arrow.line;
    draw_elided(painter, ImVec2(from.x + 7, (from.y + to.y - line_height_of(painter, Type::CodeSmall)) / 2), Type::CodeSmall, painter.ink(is_over ? Ink::Muted : Ink::Text), text, to.x - from.x - 13);
  }
  return end - bytes.at.y;
}

}  // namespace

float draw_borrow_card(const BorrowsPen& pen, const BorrowCard& card, ImVec2 at, float width, Pass pass) {
  const Painter& painter = pen.painter;
  const float head = line_height_of(painter, Type::Code) + 4;
  const float caption = line_height_of(painter, Type::Caption);
  const bool has_titles = card.ranges.size() > 1;
  const Bytes bytes(card, at + ImVec2(card_padding, card_padding + head), width - 2 * card_padding);
  const float arrows = draw_arrows(pen, bytes, width - 2 * card_padding, Pass::Measure), values = card.cells.empty() ? 0 : caption + 2;
  const auto height_of = [&] {
    float height = card_padding + head + arrows + values + cells_height + 12;
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
  ImGui::PushID(static_cast<int>(card.alloc));
  draw_arrows(pen, bytes, inner, Pass::Draw);
  ImGui::PopID();
  y += arrows;
  draw_values(pen, bytes, y);
  y += values;
  draw_bytes(pen, bytes, y);
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
