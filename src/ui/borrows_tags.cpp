// The stack (top on top) or the tree of one run of bytes: a box for each pointer, called by the
// expression that made it.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/borrows_parts.h"

namespace ui {
namespace {

using scene::BorrowModel;
using scene::BorrowRange;
using scene::BorrowTag;
using scene::PermissionTone;
using scene::TagChange;

constexpr float tag_gap = 4, tag_indent = 22;

float tag_height(const Painter& painter) {
  const float words = line_height_of(painter, Type::CodeSmall) + line_height_of(painter, Type::Caption);
  return std::max(painter.is_touch ? 48.0f : 40.0f, words + 10);
}

/// The second line: what is new about it, and who carries it.
std::string remark_on(const BorrowTag& tag) {
  std::string out;
  const auto add = [&out](std::string_view words) { out += concat(out.empty() ? "" : "  ·  ", words); };
  if (tag.change == TagChange::Made) add("new");
  if (tag.change == TagChange::Changed) add(concat("was ", tag.permission_before));
  if (tag.tone == PermissionTone::Disabled && tag.loss_line > 0)
    add(concat(tag.change == TagChange::Gone ? "just popped" : tag.is_gone ? "popped" : "disabled", " by line ", tag.loss_line));
  else if (tag.change == TagChange::Gone) add("just popped");
  if (tag.is_own) add(tag.holder.empty() ? std::string("the memory itself") : concat("the memory itself  ·  also ", tag.holder));
  else if (!tag.holder.empty()) add(concat("in ", tag.holder));
  else add(tag.origin);
  if (tag.is_exposed) add("exposed");
  return out;
}

std::string explanation_of(const BorrowTag& tag) {
  std::string out = concat(tag.name, tag.is_own ? "" : concat(", made in line ", tag.line), "\n", tag.origin, "   ·   tag ", tag.tag, "\n", tag.permission);
  if (tag.is_protected) out += "\nProtected: a running call got it as an argument and relies on it";
  if (!tag.loss.empty() && tag.loss_line > 0) out += concat("\nLine ", tag.loss_line, ", ", tag.loss);
  return out;
}

void draw_tag(const BorrowsPen& pen, const BorrowTag& tag, std::uint64_t range_begin, ImVec2 from, ImVec2 to) {
  const Painter& painter = pen.painter;
  const bool is_over = tag.tone == PermissionTone::Disabled;
  const bool is_changed = tag.change != TagChange::None;
  Traits traits;
  traits.is_checked = is_changed;
  traits.value = concat(tag.permission, tag.line > 0 ? concat(", line ", tag.line) : std::string(),
                        ", ", remark_on(tag), tag.is_protected ? ", protected" : "");
  ImGui::PushID(static_cast<int>(tag.tag));
  ImGui::PushID(static_cast<int>(range_begin));
  // A button: a row gives way to what lies over it, so that a quick tap on it is lost.
  const Touched touched = press_area(painter, Role::Button, {concat(tag.name, ": ", tag.permission), "tag"}, from, to, traits, 8);
  ImGui::PopID();
  ImGui::PopID();

  const ImU32 color = tag.is_own ? painter.ink(Ink::Muted) : painter.lane(tag.color - 1);
  const float alpha = is_over ? 0.6f : 1;
  const ImU32 ground = painter.ink(tag.is_own ? Ink::Sunken : Ink::Page);
  // What is new comes in from the side and stays tinted until the next step.
  const float slide = tag.change == TagChange::Made ? 14 * pen.fresh : 0;
  const ImVec2 shift(slide, 0);
  fill(from + shift, to + shift, ground, 8);
  if (is_changed) fill(from + shift, to + shift, faded(painter.ink(is_over ? Ink::BadSoft : Ink::AccentSoft), 1 - 0.5f * pen.fresh), 8);
  if (touched.is_hovered) fill(from + shift, to + shift, painter.ink(Ink::Hover), 8);
  const Ink edge = tag.is_culprit ? Ink::Bad : is_changed ? (is_over ? Ink::Bad : Ink::Accent) : Ink::Outline;
  outline(from + shift, to + shift, faded(painter.ink(edge), is_over && !is_changed && !tag.is_culprit ? 0.6f : 1), 8, is_changed || tag.is_culprit ? 1.6f : 1);
  fill(from + shift + ImVec2(5, 7), ImVec2(from.x + slide + 9, to.y - 7), faded(color, alpha), 2);

  const float chip_width = permission_chip(painter, ImVec2(), tag.permission, tag.tone, Pass::Measure);
  float right = to.x - 8 - chip_width;
  permission_chip(painter, ImVec2(right + slide, (from.y + to.y - chip_height(painter)) / 2), tag.permission, tag.tone);
  if (tag.is_protected) {
    right -= 20;
    draw_lock(canvas(), ImVec2(right + 10 + slide, (from.y + to.y) / 2), painter.ink(Ink::Warn));
  }
  const float name_height = line_height_of(painter, Type::CodeSmall), words_height = line_height_of(painter, Type::Caption);
  const float x = from.x + 18 + slide, y = from.y + (to.y - from.y - name_height - words_height) / 2;
  const float room = right + slide - 8 - x;
  const std::string line = tag.line > 0 ? concat("line ", tag.line) : std::string();
  const float line_width = line.empty() ? 0 : width_of(painter, Type::Caption, line) + 10;
  const std::string name = elided(painter, Type::CodeSmall, tag.name, std::max(room - line_width, 30.0f));
  const float name_width = width_of(painter, Type::CodeSmall, name);
  draw_text(painter, ImVec2(x, y), Type::CodeSmall, faded(painter.ink(Ink::Heading), alpha), name);
  if (is_over) fill(ImVec2(x, y + name_height / 2), ImVec2(x + name_width, y + name_height / 2 + 1.2f), faded(painter.ink(Ink::Text), 0.7f));
  if (!line.empty() && name_width + line_width <= room + 1)
    draw_text(painter, ImVec2(x + name_width + 10, y + (name_height - words_height) / 2), Type::Caption, faded(painter.ink(Ink::Muted), alpha), line);
  draw_elided(painter, ImVec2(x, y + name_height), Type::Caption, painter.ink(is_changed ? (is_over ? Ink::Bad : Ink::Accent) : Ink::Muted), remark_on(tag), room);

  if (touched.is_hovered) {
    painter.state.next_hovered_line = tag.line;
    explain(painter, touched, explanation_of(tag));
  }
  if (touched.is_clicked && !tag.is_own) pen.commands.push_back(SeekStep{tag.made_step});
}

void draw_elbow(const Painter& painter, ImVec2 from, ImVec2 to) {
  const ImU32 color = painter.ink(Ink::Faint);
  canvas()->PathLineTo(from);
  canvas()->PathLineTo(ImVec2(from.x, to.y - 6));
  canvas()->PathArcToFast(ImVec2(from.x + 6, to.y - 6), 6, 6, 3);
  canvas()->PathLineTo(to);
  canvas()->PathStroke(color, 0, 1.4f);
}

float draw_tree(const BorrowsPen& pen, const BorrowRange& range, ImVec2 at, float width) {
  const float height = tag_height(pen.painter);
  // Deep trees are indented less, so that names have room.
  std::uint32_t deepest = 1;
  for (const BorrowTag& tag : range.tags) deepest = std::max(deepest, tag.depth);
  const float step = std::clamp(width * 0.3f / static_cast<float>(deepest), 10.0f, tag_indent);
  const auto left_of = [&](const BorrowTag& tag) { return at.x + step * static_cast<float>(tag.depth); };
  for (std::size_t i = 0; i < range.tags.size(); ++i) {
    const BorrowTag& tag = range.tags[i];
    const float y = at.y + static_cast<float>(i) * (height + tag_gap);
    if (tag.parent_row != scene::no_tag_row && tag.parent_row < i) {
      const BorrowTag& parent = range.tags[tag.parent_row];
      const float parent_bottom = at.y + static_cast<float>(tag.parent_row) * (height + tag_gap) + height;
      draw_elbow(pen.painter, ImVec2(left_of(parent) + step / 2, parent_bottom), ImVec2(left_of(tag), y + height / 2));
    }
    draw_tag(pen, tag, range.begin, ImVec2(left_of(tag), y), ImVec2(at.x + width, y + height));
  }
  return static_cast<float>(range.tags.size()) * (height + tag_gap) - tag_gap;
}

/// Top on top; above it, set apart, what has been popped off.
float draw_stack(const BorrowsPen& pen, const BorrowRange& range, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const float height = tag_height(painter);
  float y = at.y;
  const bool has_gone = std::any_of(range.tags.begin(), range.tags.end(), [](const BorrowTag& tag) { return tag.is_gone; });
  for (std::size_t i = range.tags.size(); i-- > 0;) {
    if (!range.tags[i].is_gone) continue;
    const float lift = range.tags[i].change == TagChange::Gone ? 10 * pen.fresh : 0;
    draw_tag(pen, range.tags[i], range.begin, ImVec2(at.x + 26, y + lift), ImVec2(at.x + width, y + height + lift));
    y += height + tag_gap;
  }
  if (has_gone) y += 8;
  const float top = y;
  for (std::size_t i = range.tags.size(); i-- > 0;) {
    if (range.tags[i].is_gone) continue;
    draw_tag(pen, range.tags[i], range.begin, ImVec2(at.x, y), ImVec2(at.x + width - (has_gone ? 26.0f : 0.0f), y + height));
    y += height + tag_gap;
  }
  if (has_gone && y > top) hairline(painter, ImVec2(at.x, top - 6), width);
  return y - tag_gap - at.y;
}

}  // namespace

ChipStyle permission_style(const Painter& painter, PermissionTone tone) {
  switch (tone) {
    case PermissionTone::Unique: return {painter.ink(Ink::Good), painter.ink(Ink::GoodSoft)};
    case PermissionTone::Reserved: return {painter.ink(Ink::Note), painter.ink(Ink::NoteSoft)};
    case PermissionTone::SharedWrite: return {painter.ink(Ink::Warn), painter.ink(Ink::WarnSoft)};
    case PermissionTone::ReadOnly: return {painter.ink(Ink::Accent), painter.ink(Ink::AccentSoft)};
    case PermissionTone::Cell: return {painter.ink(Ink::Warn), painter.ink(Ink::WarnSoft)};
    case PermissionTone::Disabled: return {painter.ink(Ink::Muted), painter.ink(Ink::Hover)};
  }
  return {painter.ink(Ink::Muted), painter.ink(Ink::Hover)};
}

float permission_chip(const Painter& painter, ImVec2 at, std::string_view text, PermissionTone tone, Pass pass) {
  const ChipStyle style = permission_style(painter, tone);
  const float width = chip(painter, at, text, style, pass);
  if (pass == Pass::Draw && (painter.theme.name == "contrast" || tone == PermissionTone::Disabled))
    outline(at, at + ImVec2(width, chip_height(painter)), faded(style.text, 0.6f), chip_height(painter) / 2);
  return width;
}

void draw_lock(ImDrawList* list, ImVec2 center, ImU32 color) {
  list->AddRectFilled(center + ImVec2(-5, -1), center + ImVec2(5, 6), color, 2);
  list->PathLineTo(center + ImVec2(-3, -1));
  list->PathArcTo(center + ImVec2(0, -3.5f), 3, pi, 2 * pi, 12);
  list->PathLineTo(center + ImVec2(3, -1));
  list->PathStroke(color, 0, 1.6f);
}

float draw_borrow_tags(const BorrowsPen& pen, const BorrowRange& range, ImVec2 at, float width, Pass pass) {
  if (pass == Pass::Measure) {
    const bool has_gone = std::any_of(range.tags.begin(), range.tags.end(), [](const BorrowTag& tag) { return tag.is_gone; });
    return static_cast<float>(range.tags.size()) * (tag_height(pen.painter) + tag_gap) - tag_gap + (has_gone ? 8.0f : 0.0f);
  }
  return pen.scene.model == BorrowModel::Tree ? draw_tree(pen, range, at, width) : draw_stack(pen, range, at, width);
}

}  // namespace ui
