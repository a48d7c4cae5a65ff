#pragma once
// What every drawing function is handed: the theme, the faces, and where to note what was drawn.
// Positions are canvas pixels (CSS pixels); text stands in line boxes, so that rows of different
// faces line up.

#ifndef IMGUI_DEFINE_MATH_OPERATORS
#define IMGUI_DEFINE_MATH_OPERATORS
#endif
#include <imgui.h>
#include <imgui_internal.h>

#include <string>
#include <string_view>
#include <vector>

#include "ui/fonts.h"
#include "ui/state.h"
#include "ui/theme.h"

namespace ui {

/// The typographic scale; sizes stand in one table in painter.cpp.
enum class Type {
  Title,
  Heading,
  Subheading,
  Body,
  BodyStrong,
  Ui,
  UiStrong,
  Small,
  SmallStrong,
  Caption,
  Code,
  CodeSmall
};

struct Painter {
  const Theme& theme;
  Fonts fonts;  // complete
  UiState& state;
  float scale = 1;  // the student's text size
  bool is_touch = false;
  bool is_motion_reduced = false;
  float seconds = 0;  // since the last frame

  ImU32 ink(Ink role) const { return ink_of(theme, role); }
  ImU32 lane(std::uint32_t thread) const { return lane_of(theme, thread); }
  /// The least height of what is pressed.
  float target() const { return is_touch ? 44.0f : 32.0f; }
};

/// What ImGui calls the size of JetBrains Mono, for an em of one pixel: ascent 1.02, descent 0.30.
inline constexpr float code_size_per_em = 1.32f;

struct TypeFace {
  ImFont* font;
  float size;  // what ImGui calls the size: from ascent to descent
  float line_height;
  float ascent;  // from the top of the glyph box to the base line
};
TypeFace face_of(const Painter& painter, Type type);
/// The same size of type in another face, for words within a paragraph.
TypeFace face_of(const Painter& painter, Type type, ImFont* font);

float width_of(const TypeFace& face, std::string_view text);
float width_of(const Painter& painter, Type type, std::string_view text);
float line_height_of(const Painter& painter, Type type);

ImDrawList* canvas();  // of the current window

/// One line, its line box' top left corner at `at`.
void draw_text(const Painter& painter, ImVec2 at, Type type, ImU32 color, std::string_view text);
void draw_text(ImDrawList* list, const Painter& painter, ImVec2 at, Type type, ImU32 color,
               std::string_view text);
/// The text, or as much of it as fits with an ellipsis.
std::string elided(const Painter& painter, Type type, std::string_view text, float width);
void draw_elided(const Painter& painter, ImVec2 at, Type type, ImU32 color, std::string_view text,
                 float width);
/// Wrapped at spaces and line ends; the views are into `text`.
std::vector<std::string_view> wrapped_lines(const Painter& painter, Type type,
                                            std::string_view text, float width);
/// The same, drawn. Returns the height.
enum class Pass { Draw, Measure };
float draw_wrapped(const Painter& painter, ImVec2 at, float width, Type type, ImU32 color,
                   std::string_view text, Pass pass = Pass::Draw);

void fill(ImVec2 from, ImVec2 to, ImU32 color, float rounding = 0);
void outline(ImVec2 from, ImVec2 to, ImU32 color, float rounding = 0, float thickness = 1);
void hairline(const Painter& painter, ImVec2 from, float width);
/// A soft shadow under a card.
void shadow(const Painter& painter, ImVec2 from, ImVec2 to, float rounding, float depth = 8);

/// Notes that something was drawn, clipped to the current window.
WidgetNode& note_widget(const Painter& painter, Role role, std::string_view name, ImVec2 from,
                        ImVec2 to);

}  // namespace ui
