#include "ui/blocks.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/rich_text.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using lesson::Block;
using lesson::BlockKind;

Prose prose_of(const Reader& reader) {
  Prose prose;
  prose.type = reader.is_small ? Type::Ui : Type::Body;
  prose.color = reader.color != 0 ? reader.color : reader.painter.ink(Ink::Text);
  return prose;
}

/// A copy button in the right margin, seen when the pointer or the keyboard is on the block.
void draw_margin_copy(const Reader& reader, const Block& block, ImVec2 at, float width,
                      float height) {
  if (reader.chapter == nullptr || !reader.has_copies) return;
  const Painter& painter = reader.painter;
  const ImVec2 from(at.x + width + 2, at.y), to(from.x + 26, at.y + 26);
  ImGui::PushID(&block);
  const Touched touched = press_area(painter, Role::Button, {"Copy text", "copy"}, from, to);
  const bool is_near = ImGui::IsWindowHovered() &&
                       ImGui::IsMouseHoveringRect(at, ImVec2(to.x, at.y + std::max(height, 26.0f)));
  if (is_near || touched.is_focused || touched.is_hovered)
    draw_icon(canvas(), Icon::Copy, (from + to) * 0.5f, 15,
              painter.ink(touched.is_hovered ? Ink::Accent : Ink::Faint));
  explain(painter, touched, "Copy this text");
  if (touched.is_clicked) reader.commands.push_back(CopyText{copied_text(block, reader.chapter)});
  ImGui::PopID();
}

float draw_heading(const Reader& reader, const Block& block, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  Prose prose = prose_of(reader);
  prose.type = reader.is_small    ? Type::UiStrong
               : block.level <= 1 ? Type::Title
               : block.level == 2 ? Type::Heading
                                  : Type::Subheading;
  prose.is_strong = true;
  prose.color = painter.ink(Ink::Heading);
  const float height = draw_inlines(painter, block.inlines, at, width, prose, reader.commands);
  WidgetNode& node = note_widget(painter, Role::Heading, plain_text(block.inlines), at,
                                 at + ImVec2(width, height));
  node.value = concat(block.level);
  return height;
}

float draw_paragraph(const Reader& reader, const Block& block, ImVec2 at, float width) {
  const float height =
      draw_inlines(reader.painter, block.inlines, at, width, prose_of(reader), reader.commands);
  note_widget(reader.painter, Role::Paragraph, plain_text(block.inlines), at,
              at + ImVec2(width, height));
  draw_margin_copy(reader, block, at, width, height);
  return height;
}

float draw_item(const Reader& reader, const Block& item, ImVec2 at, float width) {
  float height = 0;
  if (!item.inlines.empty())
    height =
        draw_inlines(reader.painter, item.inlines, at, width, prose_of(reader), reader.commands);
  if (!item.children.empty())
    height += draw_blocks(reader, item.children, ImVec2(at.x, at.y + height), width);
  return std::max(height, line_height_of(reader.painter, prose_of(reader).type));
}

float draw_list(const Reader& reader, const Block& list, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const Prose prose = prose_of(reader);
  const float row = line_height_of(painter, prose.type);
  const float indent = std::round((reader.is_small ? 20 : 26) * painter.scale);
  float y = at.y;
  int number = list.level;
  for (const Block& item : list.children) {
    if (&item != &list.children.front()) y += reader.is_small ? 2 : 6;
    if (list.level > 0) {
      const std::string label = concat(number++, ".");
      draw_text(painter, ImVec2(at.x + indent - 8 - width_of(painter, prose.type, label), y),
                prose.type, painter.ink(Ink::Muted), label);
    } else {
      canvas()->AddCircleFilled(ImVec2(at.x + indent * 0.42f, y + row / 2 + 1),
                                2.6f * painter.scale, painter.ink(Ink::Faint), 12);
    }
    y += draw_item(reader, item, ImVec2(at.x + indent, y), width - indent);
  }
  return y - at.y;
}

float draw_quote(const Reader& reader, const Block& block, ImVec2 at, float width) {
  Reader inner = reader;
  inner.color = reader.painter.ink(Ink::Muted);
  const float height = draw_blocks(inner, block.children, ImVec2(at.x + 20, at.y), width - 20);
  fill(at, ImVec2(at.x + 3, at.y + height), reader.painter.ink(Ink::Outline), 2);
  return height;
}

struct NoteLook {
  std::string_view label, title;
  Icon icon;
  Ink ink, ground;
};
constexpr NoteLook note_looks[] = {
    {"NOTE", "Note", Icon::Info, Ink::Note, Ink::NoteSoft},
    {"TIP", "Tip", Icon::Tip, Ink::Good, Ink::GoodSoft},
    {"IMPORTANT", "Important", Icon::Info, Ink::Accent, Ink::AccentSoft},
    {"WARNING", "Warning", Icon::Warning, Ink::Warn, Ink::WarnSoft},
    {"CAUTION", "Caution", Icon::Warning, Ink::Bad, Ink::BadSoft},
};

float draw_note(const Reader& reader, const Block& block, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const NoteLook* look = &note_looks[0];
  for (const NoteLook& each : note_looks)
    if (each.label == block.label) look = &each;
  Backdrop backdrop;
  const float left = at.x + 46, inner = width - 46 - 20;
  float y = at.y + 16;
  draw_icon(canvas(), look->icon,
            ImVec2(at.x + 24, y + line_height_of(painter, Type::UiStrong) / 2), 18,
            painter.ink(look->ink));
  draw_text(painter, ImVec2(left, y), Type::UiStrong, painter.ink(look->ink), look->title);
  y += line_height_of(painter, Type::UiStrong) + 4;
  y += draw_blocks(reader, block.children, ImVec2(left, y), inner) + 16;
  backdrop.begin_ground();
  fill(at, ImVec2(at.x + width, y), painter.ink(look->ground), 10);
  if (painter.theme.name == "contrast")
    outline(at, ImVec2(at.x + width, y), painter.ink(look->ink), 10);
  return y - at.y;
}

float draw_details(const Reader& reader, const Block& block, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const std::string key =
      concat(reader.view.book.chapter_id, "/", block.span.begin, "/", block.label);
  bool& is_open = painter.state.folds[key];
  const float head = std::max(painter.target(), 40.0f);
  Backdrop backdrop;
  Traits traits;
  traits.is_expanded = is_open;
  ImGui::PushID(&block);
  const Touched touched = press_area(painter, Role::Button, {block.label, "fold"}, at,
                                     at + ImVec2(width, head), traits, 10);
  ImGui::PopID();
  if (touched.is_clicked) is_open = !is_open;
  const float middle = at.y + head / 2;
  draw_icon(canvas(), is_open ? Icon::ChevronDown : Icon::ChevronRight, ImVec2(at.x + 20, middle),
            14, painter.ink(Ink::Muted));
  draw_text(painter, ImVec2(at.x + 38, middle - line_height_of(painter, Type::UiStrong) / 2),
            Type::UiStrong, painter.ink(Ink::Text), block.label);
  float height = head;
  if (is_open)
    height +=
        draw_blocks(reader, block.children, ImVec2(at.x + 20, at.y + head + 2), width - 40) + 20;
  backdrop.begin_ground();
  card(painter, at, at + ImVec2(width, height));
  if (touched.is_hovered) fill(at, at + ImVec2(width, head), painter.ink(Ink::Hover), 10);
  return height;
}

float draw_image(const Reader& reader, const Block& block, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const lesson::Inline* image = nullptr;
  for (const lesson::Inline& item : block.inlines)
    if (item.kind == lesson::InlineKind::Image) image = &item;
  if (image == nullptr) return 0;
  ImageView picture;
  if (reader.view.image) picture = reader.view.image(image->target);
  float height = 120;
  if (picture.state == LoadState::Ready && picture.width > 0) {
    const float shown = std::min(width, picture.width);
    height = shown * picture.height / picture.width;
    const float x = std::round(at.x + (width - shown) / 2);
    canvas()->AddImageRounded(ImTextureRef(static_cast<ImTextureID>(picture.texture)),
                              ImVec2(x, at.y), ImVec2(x + shown, at.y + height), ImVec2(0, 0),
                              ImVec2(1, 1), 0xffffffff, 8);
  } else {
    fill(at, at + ImVec2(width, height), painter.ink(Ink::Sunken), 10);
    outline(at, at + ImVec2(width, height), painter.ink(Ink::Hairline), 10);
    const std::string_view words =
        picture.state == LoadState::Failed ? "This picture could not be loaded" : "Picture";
    draw_icon(canvas(), Icon::Read, at + ImVec2(width / 2, height / 2 - 12), 22,
              painter.ink(Ink::Faint));
    draw_text(painter,
              at + ImVec2((width - width_of(painter, Type::Caption, words)) / 2, height / 2 + 8),
              Type::Caption, painter.ink(Ink::Faint), words);
  }
  note_widget(painter, Role::Image, image->text, at, at + ImVec2(width, height));
  if (!image->text.empty())
    height += 8 + draw_wrapped(painter, at + ImVec2(0, height + 8), width, Type::Small,
                               painter.ink(Ink::Muted), image->text);
  return height;
}

std::vector<float> column_widths(const Reader& reader, const Block& table, float width,
                                 float padding) {
  std::size_t columns = 0;
  for (const lesson::TableRow& row : table.rows) columns = std::max(columns, row.cells.size());
  std::vector<Extent> extents(columns);
  for (const lesson::TableRow& row : table.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      Prose prose = prose_of(reader);
      prose.type = Type::Ui;
      prose.is_strong = &row == &table.rows.front();
      const Extent cell = extent_of(reader.painter, row.cells[i], prose);
      extents[i].least = std::max(extents[i].least, cell.least + padding);
      extents[i].most = std::max(extents[i].most, cell.most + padding);
    }
  float least = 0, most = 0;
  for (const Extent& each : extents) least += each.least, most += each.most;
  std::vector<float> widths;
  for (const Extent& each : extents) {
    if (most <= width)
      widths.push_back(each.most + (width - most) * each.most / most);
    else if (least >= width)
      widths.push_back(each.least * width / least);
    else
      widths.push_back(each.least +
                       (width - least) * (each.most - each.least) / std::max(most - least, 1.0f));
  }
  return widths;
}

float draw_table(const Reader& reader, const Block& table, ImVec2 at, float width) {
  const Painter& painter = reader.painter;
  const float padding = 24;
  const std::vector<float> widths = column_widths(reader, table, width, padding);
  float y = at.y;
  for (const lesson::TableRow& row : table.rows) {
    const bool is_head = &row == &table.rows.front();
    Prose prose = prose_of(reader);
    prose.type = Type::Ui;
    prose.is_strong = is_head;
    prose.color = painter.ink(is_head ? Ink::Heading : Ink::Text);
    float x = at.x, height = 0;
    std::string words;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      words += concat(i == 0 ? "" : " | ", plain_text(row.cells[i]));
      const float inner = widths[i] - padding;
      float shift = 0;
      const int alignment = i < table.alignments.size() ? table.alignments[i] : 0;
      if (alignment > 0) {
        const float spare = std::max(inner - extent_of(painter, row.cells[i], prose).most, 0.0f);
        shift = alignment == 1 ? spare : spare / 2;
      }
      const float left = i == 0 ? x : x + padding / 2;
      height = std::max(height, draw_inlines(painter, row.cells[i], ImVec2(left + shift, y + 9),
                                             inner, prose, reader.commands));
      x += widths[i];
    }
    height = std::max(height, line_height_of(painter, Type::Ui)) + 18;
    note_widget(painter, Role::Paragraph, words, ImVec2(at.x, y), ImVec2(at.x + width, y + height));
    y += height;
    if (is_head)
      fill(ImVec2(at.x, y - 1), ImVec2(at.x + width, y), painter.ink(Ink::Outline));
    else
      hairline(painter, ImVec2(at.x, y - 1), width);
  }
  draw_margin_copy(reader, table, at, width, y - at.y);
  return y - at.y;
}

}  // namespace

float gap_between(const Reader& reader, const Block& above, const Block& below) {
  const float scale = reader.painter.scale;
  if (reader.is_small) return 8 * scale;
  if (below.kind == BlockKind::Heading) return (below.level <= 2 ? 44 : 30) * scale;
  if (above.kind == BlockKind::Heading)
    return (above.level <= 1 ? 20 : above.level == 2 ? 12 : 8) * scale;
  const auto is_boxed = [](BlockKind kind) {
    return kind == BlockKind::Code || kind == BlockKind::Note || kind == BlockKind::Quiz ||
           kind == BlockKind::Details || kind == BlockKind::Image || kind == BlockKind::Table;
  };
  if (above.kind == BlockKind::Rule || below.kind == BlockKind::Rule) return 28 * scale;
  if (below.kind == BlockKind::Quiz || above.kind == BlockKind::Quiz) return 28 * scale;
  if (is_boxed(above.kind) || is_boxed(below.kind)) return 22 * scale;
  if (below.kind == BlockKind::List) return 10 * scale;
  return 16 * scale;
}

float draw_block(const Reader& reader, const Block& block, ImVec2 at, float width) {
  switch (block.kind) {
    case BlockKind::Heading:
      return draw_heading(reader, block, at, width);
    case BlockKind::Paragraph:
      return draw_paragraph(reader, block, at, width);
    case BlockKind::List: {
      const float height = draw_list(reader, block, at, width);
      draw_margin_copy(reader, block, at, width, height);
      return height;
    }
    case BlockKind::Item:
      return draw_item(reader, block, at, width);
    case BlockKind::Quote:
      return draw_quote(reader, block, at, width);
    case BlockKind::Note:
      return draw_note(reader, block, at, width);
    case BlockKind::Table:
      return draw_table(reader, block, at, width);
    case BlockKind::Code:
      return draw_fence(reader, block, at, width);
    case BlockKind::Rule:
      hairline(reader.painter, at, width);
      return 1;
    case BlockKind::Image:
      return draw_image(reader, block, at, width);
    case BlockKind::Quiz:
      return 0;  // the reading column draws questions itself
    case BlockKind::Details:
      return draw_details(reader, block, at, width);
  }
  return 0;
}

float draw_blocks(const Reader& reader, const std::vector<Block>& blocks, ImVec2 at, float width) {
  float y = at.y;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) y += gap_between(reader, blocks[i - 1], blocks[i]);
    y += draw_block(reader, blocks[i], ImVec2(at.x, y), width);
  }
  return y - at.y;
}

const std::vector<Block>& blocks_of(const Reader& reader, const std::string& markdown) {
  std::map<std::string, std::vector<Block>>& known = reader.painter.state.markdown;
  const auto found = known.find(markdown);
  if (found != known.end()) return found->second;
  std::vector<Block> blocks;
  if (reader.view.markdown) {
    blocks = reader.view.markdown(markdown);
  } else {
    Block paragraph;
    paragraph.inlines.push_back({lesson::InlineKind::Text, markdown, "", {}});
    blocks.push_back(std::move(paragraph));
  }
  return known.emplace(markdown, std::move(blocks)).first->second;
}

float draw_markdown(const Reader& reader, const std::string& markdown, ImVec2 at, float width) {
  if (markdown.empty()) return 0;
  return draw_blocks(reader, blocks_of(reader, markdown), at, width);
}

std::string copied_text(const Block& block, const lesson::Chapter* chapter) {
  if (block.kind == BlockKind::Code) {
    if (block.program > 0 && chapter != nullptr)
      return chapter->programs[block.program - 1].shown_text;
    return block.text;
  }
  std::string out = plain_text(block.inlines);
  for (const lesson::TableRow& row : block.rows) {
    for (const std::vector<lesson::Inline>& cell : row.cells)
      out += (&cell == &row.cells.front() ? "" : "\t") + plain_text(cell);
    out += '\n';
  }
  int number = block.level;
  for (const Block& child : block.children) {
    if (!out.empty() && out.back() != '\n') out += '\n';
    if (block.kind == BlockKind::List)
      out += number > 0 ? concat(number++, ". ") : std::string("- ");
    out += copied_text(child, chapter);
  }
  return out;
}

}  // namespace ui
