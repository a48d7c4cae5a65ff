#include "ui/painter.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace ui {
namespace {

enum class Cut { Text, Strong, Code };

struct TypeRow {
  Cut cut;
  float css_size;     // pixels an em
  float line_height;  // pixels
};

constexpr TypeRow type_table[] = {
    /* Title       */ {Cut::Strong, 31, 39},
    /* Heading     */ {Cut::Strong, 22, 30},
    /* Subheading  */ {Cut::Strong, 18, 26},
    /* Body        */ {Cut::Text, 16.5f, 27},
    /* BodyStrong  */ {Cut::Strong, 16.5f, 27},
    /* Ui          */ {Cut::Text, 14, 20},
    /* UiStrong    */ {Cut::Strong, 14, 20},
    /* Small       */ {Cut::Text, 13, 19},
    /* SmallStrong */ {Cut::Strong, 13, 19},
    /* Caption     */ {Cut::Text, 12, 16},
    /* Code        */ {Cut::Code, 14, 22},
    /* CodeSmall   */ {Cut::Code, 12.5f, 19},
};

// ImGui scales a face so that ascent plus descent is the size asked for; in these faces that is so
// many times the em: in Inter 0.969 + 0.241, in JetBrains Mono code_size_per_em.
constexpr float text_size_per_em = 1.21f;

const TypeRow& row_of(Type type) {
  return type_table[static_cast<int>(type)];
}

TypeFace make_face(ImFont* font, float size, float line_height) {
  ImFontBaked* baked = font->GetFontBaked(size);
  const float ascent = baked != nullptr ? baked->Ascent * size / baked->Size : size * 0.8f;
  return {font, size, line_height, ascent};
}

float snapped(float value) {
  return std::floor(value + 0.5f);
}

}  // namespace

Fonts with_fallbacks(const Fonts& fonts) {
  Fonts out = fonts;
  if (out.text == nullptr) out.text = ImGui::GetFont();
  if (out.strong == nullptr) out.strong = out.text;
  if (out.italic == nullptr) out.italic = out.text;
  if (out.strong_italic == nullptr) out.strong_italic = out.strong;
  if (out.code == nullptr) out.code = out.text;
  if (out.code_strong == nullptr) out.code_strong = out.code;
  return out;
}

TypeFace face_of(const Painter& painter, Type type) {
  const TypeRow& row = row_of(type);
  ImFont* font = row.cut == Cut::Code     ? painter.fonts.code
                 : row.cut == Cut::Strong ? painter.fonts.strong
                                          : painter.fonts.text;
  return face_of(painter, type, font);
}

TypeFace face_of(const Painter& painter, Type type, ImFont* font) {
  const TypeRow& row = row_of(type);
  const bool is_code = font == painter.fonts.code || font == painter.fonts.code_strong;
  // Code within prose is set a little smaller, since its letters are large for their size.
  const float em = is_code && row.cut != Cut::Code ? row.css_size * 0.88f : row.css_size;
  // Whole pixels: letters are rasterized once a size, and are sharpest so.
  const float size = snapped(em * (is_code ? code_size_per_em : text_size_per_em) * painter.scale);
  return make_face(font, size, snapped(row.line_height * painter.scale));
}

float width_of(const TypeFace& face, std::string_view text) {
  if (text.empty()) return 0;
  return face.font->CalcTextSizeA(face.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

float width_of(const Painter& painter, Type type, std::string_view text) {
  return width_of(face_of(painter, type), text);
}

float line_height_of(const Painter& painter, Type type) {
  return snapped(row_of(type).line_height * painter.scale);
}

ImDrawList* canvas() {
  return ImGui::GetWindowDrawList();
}

void draw_text(ImDrawList* list, const Painter& painter, ImVec2 at, Type type, ImU32 color,
               std::string_view text) {
  if (text.empty()) return;
  const TypeFace face = face_of(painter, type);
  const ImVec2 corner(snapped(at.x), snapped(at.y + (face.line_height - face.size) / 2));
  list->AddText(face.font, face.size, corner, color, text.data(), text.data() + text.size());
}

void draw_text(const Painter& painter, ImVec2 at, Type type, ImU32 color, std::string_view text) {
  draw_text(canvas(), painter, at, type, color, text);
}

std::string elided(const Painter& painter, Type type, std::string_view text, float width) {
  const TypeFace face = face_of(painter, type);
  if (const std::size_t end = text.find('\n'); end != text.npos)
    return elided(painter, type, concat(text.substr(0, end), " …"), width);
  if (width_of(face, text) <= width) return std::string(text);
  const float room = width - width_of(face, "…");
  if (room <= 0) return "";
  float used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    read_utf8(text, next);
    used += width_of(face, text.substr(at, next - at));
    if (used > room) break;
    at = next;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return concat(text.substr(0, at), "…");
}

void draw_elided(const Painter& painter, ImVec2 at, Type type, ImU32 color, std::string_view text,
                 float width) {
  draw_text(painter, at, type, color, elided(painter, type, text, width));
}

std::vector<std::string_view> wrapped_lines(const Painter& painter, Type type,
                                            std::string_view text, float width) {
  const TypeFace face = face_of(painter, type);
  const float space = width_of(face, " ");
  std::vector<std::string_view> rows;
  for (const std::string_view line : split_lines(text)) {
    std::size_t begin = 0, row_end = 0, cursor = 0;
    float used = 0;
    while (cursor < line.size()) {
      const std::size_t end = std::min(line.find(' ', cursor), line.size());
      const float word = width_of(face, line.substr(cursor, end - cursor));
      if (cursor != begin && used + space + word > width) {
        rows.push_back(line.substr(begin, row_end - begin));
        begin = cursor;
        used = word;
      } else {
        used += (cursor == begin ? 0 : space) + word;
      }
      row_end = end;
      cursor = end < line.size() ? end + 1 : end;
    }
    rows.push_back(line.substr(begin));
  }
  return rows;
}

float draw_wrapped(const Painter& painter, ImVec2 at, float width, Type type, ImU32 color,
                   std::string_view text, Pass pass) {
  const float row = line_height_of(painter, type);
  float y = at.y;
  for (const std::string_view line : wrapped_lines(painter, type, text, width)) {
    if (pass == Pass::Draw) draw_text(painter, ImVec2(at.x, y), type, color, line);
    y += row;
  }
  return y - at.y;
}

void fill(ImVec2 from, ImVec2 to, ImU32 color, float rounding) {
  canvas()->AddRectFilled(from, to, color, rounding);
}

void outline(ImVec2 from, ImVec2 to, ImU32 color, float rounding, float thickness) {
  canvas()->AddRect(from, to, color, rounding, 0, thickness);
}

void hairline(const Painter& painter, ImVec2 from, float width) {
  const float y = snapped(from.y);
  canvas()->AddRectFilled(ImVec2(from.x, y), ImVec2(from.x + width, y + 1),
                          painter.ink(Ink::Hairline));
}

void shadow(const Painter& painter, ImVec2 from, ImVec2 to, float rounding, float depth) {
  const ImU32 color = painter.ink(Ink::Shadow);
  constexpr int rings = 6;
  for (int ring = rings; ring >= 1; --ring) {
    const float spread = depth * static_cast<float>(ring) / rings;
    canvas()->AddRectFilled(ImVec2(from.x - spread * 0.5f, from.y),
                            ImVec2(to.x + spread * 0.5f, to.y + spread * 1.2f), faded(color, 0.22f),
                            rounding + spread * 0.5f);
  }
}

WidgetNode& note_widget(const Painter& painter, Role role, std::string_view name, ImVec2 from,
                        ImVec2 to) {
  ImRect box(from, to);
  box.ClipWithFull(ImGui::GetCurrentWindow()->ClipRect);
  WidgetNode node;
  node.role = role;
  node.name = std::string(name);
  if (box.GetWidth() > 0 && box.GetHeight() > 0)
    node.rect = {box.Min.x, box.Min.y, box.GetWidth(), box.GetHeight()};
  painter.state.widgets.push_back(std::move(node));
  return painter.state.widgets.back();
}

}  // namespace ui
