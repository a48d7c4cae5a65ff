#include "ui/icons.h"

#include <cmath>

namespace ui {
namespace {


/// A pen on a grid of 20 by 20, its origin in the middle.
struct Pen {
  ImDrawList* list;
  ImVec2 center;
  float unit;
  ImU32 color;
  float thickness;

  ImVec2 at(float x, float y) const { return ImVec2(center.x + x * unit, center.y + y * unit); }
  void line(float x0, float y0, float x1, float y1) const {
    list->PathLineTo(at(x0, y0));
    list->PathLineTo(at(x1, y1));
    list->PathStroke(color, 0, thickness);
  }
  void bend(float x0, float y0, float x1, float y1, float x2, float y2) const {
    list->PathLineTo(at(x0, y0));
    list->PathLineTo(at(x1, y1));
    list->PathLineTo(at(x2, y2));
    list->PathStroke(color, 0, thickness);
  }
  void arc(float x, float y, float radius, float from, float to) const {
    list->PathArcTo(at(x, y), radius * unit, from, to, 20);
    list->PathStroke(color, 0, thickness);
  }
  void ring(float x, float y, float radius) const {
    list->AddCircle(at(x, y), radius * unit, color, 24, thickness);
  }
  void disc(float x, float y, float radius) const {
    list->AddCircleFilled(at(x, y), radius * unit, color, 24);
  }
  void box(float x0, float y0, float x1, float y1, float rounding) const {
    list->AddRect(at(x0, y0), at(x1, y1), color, rounding * unit, 0, thickness);
  }
  void bar(float x0, float y0, float x1, float y1) const {
    list->AddRectFilled(at(x0, y0), at(x1, y1), color, unit);
  }
  void triangle(float x0, float y0, float x1, float y1, float x2, float y2) const {
    list->PathLineTo(at(x0, y0));
    list->PathLineTo(at(x1, y1));
    list->PathLineTo(at(x2, y2));
    list->PathFillConvex(color);
  }
};

void draw_turn(const Pen& pen, float mirror) {
  // A hook with its arrow head: undo, and mirrored, redo.
  pen.list->PathLineTo(pen.at(-5.5f * mirror, -2));
  pen.list->PathLineTo(pen.at(1.5f * mirror, -2));
  pen.list->PathBezierCubicCurveTo(pen.at(7.5f * mirror, -2), pen.at(7.5f * mirror, 6),
                                   pen.at(1.5f * mirror, 6), 16);
  pen.list->PathLineTo(pen.at(-2 * mirror, 6));
  pen.list->PathStroke(pen.color, 0, pen.thickness);
  pen.bend(-2.5f * mirror, -5.5f, -6 * mirror, -2, -2.5f * mirror, 1.5f);
}

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, ImU32 color) {
  const float unit = size / 20;
  const Pen pen{list, center, unit, color, 1.5f * (unit < 0.9f ? 0.9f : unit)};
  switch (icon) {
    case Icon::None:
      break;
    case Icon::Menu:
      for (const float y : {-5.0f, 0.0f, 5.0f}) pen.line(-7, y, 7, y);
      break;
    case Icon::Search:
      pen.ring(-1.5f, -1.5f, 5);
      pen.line(2.3f, 2.3f, 7, 7);
      break;
    case Icon::Close:
      pen.line(-5, -5, 5, 5);
      pen.line(-5, 5, 5, -5);
      break;
    case Icon::Check:
      pen.bend(-6, 0.5f, -2, 4.5f, 6, -4.5f);
      break;
    case Icon::Cross:
      pen.line(-4.5f, -4.5f, 4.5f, 4.5f);
      pen.line(-4.5f, 4.5f, 4.5f, -4.5f);
      break;
    case Icon::ChevronRight:
      pen.bend(-2, -5, 3, 0, -2, 5);
      break;
    case Icon::ChevronLeft:
      pen.bend(2, -5, -3, 0, 2, 5);
      break;
    case Icon::ChevronDown:
      pen.bend(-5, -2, 0, 3, 5, -2);
      break;
    case Icon::Play:
      pen.triangle(-4.5f, -6.5f, 7, 0, -4.5f, 6.5f);
      break;
    case Icon::Pause:
      pen.bar(-5, -6, -1.5f, 6);
      pen.bar(1.5f, -6, 5, 6);
      break;
    case Icon::StepForward:
      pen.line(-7, 0, 4, 0);
      pen.bend(0, -4.5f, 4.5f, 0, 0, 4.5f);
      pen.line(7.5f, -5.5f, 7.5f, 5.5f);
      break;
    case Icon::StepBack:
      pen.line(7, 0, -4, 0);
      pen.bend(0, -4.5f, -4.5f, 0, 0, 4.5f);
      pen.line(-7.5f, -5.5f, -7.5f, 5.5f);
      break;
    case Icon::StepOver:
      pen.arc(0, 2, 6, pi, 2 * pi - 0.35f);
      pen.bend(6.5f, -4, 6, 0.5f, 1.5f, 0);
      pen.disc(0, 5, 1.8f);
      break;
    case Icon::Explore:
      // One beginning, several ends.
      pen.disc(-6.5f, 0, 2);
      for (const float y : {-6.0f, 0.0f, 6.0f}) {
        pen.list->PathLineTo(pen.at(-5, 0));
        pen.list->PathBezierCubicCurveTo(pen.at(0, 0), pen.at(-1, y), pen.at(4.2f, y), 12);
        pen.list->PathStroke(color, 0, pen.thickness);
        pen.ring(6.3f, y, 1.9f);
      }
      break;
    case Icon::Reset:
      pen.arc(0, 0.5f, 6, -pi * 0.85f, pi * 0.75f);
      pen.bend(-6.5f, -7, -5.6f, -2.2f, -0.9f, -3.2f);
      break;
    case Icon::Undo:
      draw_turn(pen, 1);
      break;
    case Icon::Redo:
      draw_turn(pen, -1);
      break;
    case Icon::Share:
      pen.ring(-5, 0, 2.4f);
      pen.ring(5, -5, 2.4f);
      pen.ring(5, 5, 2.4f);
      pen.line(-2.8f, -1.1f, 2.8f, -3.9f);
      pen.line(-2.8f, 1.1f, 2.8f, 3.9f);
      break;
    case Icon::Copy:
      pen.box(-3, -3, 7, 7, 2);
      pen.list->PathLineTo(pen.at(-5, 3));
      pen.list->PathLineTo(pen.at(-7, 3));
      pen.list->PathLineTo(pen.at(-7, -7));
      pen.list->PathLineTo(pen.at(3, -7));
      pen.list->PathLineTo(pen.at(3, -5));
      pen.list->PathStroke(color, 0, pen.thickness);
      break;
    case Icon::Edit:
      pen.list->PathLineTo(pen.at(-6.5f, 6.5f));
      pen.list->PathLineTo(pen.at(-5.5f, 2.5f));
      pen.list->PathLineTo(pen.at(3.5f, -6.5f));
      pen.list->PathLineTo(pen.at(6.5f, -3.5f));
      pen.list->PathLineTo(pen.at(-2.5f, 5.5f));
      pen.list->PathStroke(color, ImDrawFlags_Closed, pen.thickness);
      break;
    case Icon::Read:
      pen.list->PathLineTo(pen.at(-8, 0));
      pen.list->PathBezierCubicCurveTo(pen.at(-4, -6.5f), pen.at(4, -6.5f), pen.at(8, 0), 16);
      pen.list->PathBezierCubicCurveTo(pen.at(4, 6.5f), pen.at(-4, 6.5f), pen.at(-8, 0), 16);
      pen.list->PathStroke(color, ImDrawFlags_Closed, pen.thickness);
      pen.ring(0, 0, 2.4f);
      break;
    case Icon::Settings:
      // Three sliders rather than a gear: legible at sixteen pixels.
      for (int row = 0; row < 3; ++row) {
        const float y = static_cast<float>(row - 1) * 5.5f;
        const float knob = row == 1 ? 3.5f : -3.0f;
        pen.line(-7.5f, y, knob - 2.2f, y);
        pen.line(knob + 2.2f, y, 7.5f, y);
        pen.ring(knob, y, 2.2f);
      }
      break;
    case Icon::Help:
      pen.arc(0, -3, 3.2f, -pi * 1.02f, pi * 0.25f);
      pen.list->PathLineTo(pen.at(2.3f, -0.8f));
      pen.list->PathBezierCubicCurveTo(pen.at(0.8f, 0.4f), pen.at(0, 0.8f), pen.at(0, 3), 10);
      pen.list->PathStroke(color, 0, pen.thickness);
      pen.disc(0, 6.4f, 1.2f);
      break;
    case Icon::Sun:
      pen.ring(0, 0, 3.4f);
      for (int ray = 0; ray < 8; ++ray) {
        const float angle = static_cast<float>(ray) * pi / 4;
        pen.line(std::cos(angle) * 5.6f, std::sin(angle) * 5.6f, std::cos(angle) * 7.8f,
                 std::sin(angle) * 7.8f);
      }
      break;
    case Icon::ArrowUp:
      pen.line(0, 6, 0, -6);
      pen.bend(-5, -1, 0, -6, 5, -1);
      break;
    case Icon::ArrowDown:
      pen.line(0, -6, 0, 6);
      pen.bend(-5, 1, 0, 6, 5, 1);
      break;
    case Icon::ArrowRight:
      pen.line(-6, 0, 6, 0);
      pen.bend(1, -5, 6, 0, 1, 5);
      break;
    case Icon::Info:
      pen.ring(0, 0, 7.5f);
      pen.line(0, -0.8f, 0, 4);
      pen.disc(0, -3.6f, 1.1f);
      break;
    case Icon::Tip:
      pen.arc(0, -2, 5.4f, pi * 0.8f, pi * 2.2f);
      pen.line(-4.2f, 1.4f, -2.4f, 4.4f);
      pen.line(4.2f, 1.4f, 2.4f, 4.4f);
      pen.line(-2.4f, 4.6f, 2.4f, 4.6f);
      pen.line(-1.6f, 7.4f, 1.6f, 7.4f);
      break;
    case Icon::Warning:
      pen.list->PathLineTo(pen.at(0, -7));
      pen.list->PathLineTo(pen.at(8, 6.5f));
      pen.list->PathLineTo(pen.at(-8, 6.5f));
      pen.list->PathStroke(color, ImDrawFlags_Closed, pen.thickness);
      pen.line(0, -2.2f, 0, 2);
      pen.disc(0, 4.4f, 1);
      break;
    case Icon::Stage:
      pen.box(-7.5f, -6.5f, 7.5f, 6.5f, 2);
      pen.triangle(-2, -3.2f, 3.6f, 0, -2, 3.2f);
      break;
    case Icon::Book:
      pen.bend(0, -4.5f, 0, 6.5f, 0, 6.5f);
      pen.list->PathLineTo(pen.at(0, 6.5f));
      pen.list->PathBezierCubicCurveTo(pen.at(-3, 4.5f), pen.at(-5, 4.5f), pen.at(-8, 5), 10);
      pen.list->PathLineTo(pen.at(-8, -6));
      pen.list->PathBezierCubicCurveTo(pen.at(-5, -6.5f), pen.at(-3, -6.5f), pen.at(0, -4.5f), 10);
      pen.list->PathBezierCubicCurveTo(pen.at(3, -6.5f), pen.at(5, -6.5f), pen.at(8, -6), 10);
      pen.list->PathLineTo(pen.at(8, 5));
      pen.list->PathBezierCubicCurveTo(pen.at(5, 4.5f), pen.at(3, 4.5f), pen.at(0, 6.5f), 10);
      pen.list->PathStroke(color, 0, pen.thickness);
      break;
    case Icon::Dot:
      pen.disc(0, 0, 4);
      break;
    case Icon::Drag:
      for (const float x : {-2.5f, 2.5f})
        for (const float y : {-5.0f, 0.0f, 5.0f}) pen.disc(x, y, 1.3f);
      break;
    case Icon::External:
      pen.bend(-1, -6, -6, -6, -6, 6);
      pen.bend(-6, 6, 6, 6, 6, 1);
      pen.line(-0.5f, 0.5f, 6.5f, -6.5f);
      pen.bend(2, -6.5f, 6.5f, -6.5f, 6.5f, -2);
      break;
    case Icon::Target:
      pen.ring(0, 0, 7);
      pen.disc(0, 0, 2.6f);
      break;
    case Icon::Bug:
      pen.ring(0, 1, 4.5f);
      pen.line(0, -3.5f, 0, 5.5f);
      for (const float side : {-1.0f, 1.0f}) {
        pen.line(4.5f * side, 1, 8 * side, 1);
        pen.line(3.5f * side, -2, 6.5f * side, -5);
        pen.line(3.5f * side, 4, 6.5f * side, 7);
      }
      break;
  }
}

void draw_logo(const Painter& painter, ImVec2 center, float size) {
  ImDrawList* list = canvas();
  const float unit = size / 28;
  const ImU32 shell = painter.ink(Ink::Brand);
  const auto at = [&](float x, float y) {
    return ImVec2(center.x + x * unit, center.y + y * unit);
  };
  const float stroke = 1.8f * unit;
  for (const float side : {-1.0f, 1.0f}) {
    for (int leg = 0; leg < 3; ++leg) {
      const float y = 2.5f + static_cast<float>(leg) * 2.2f;
      list->AddLine(at(5 * side, y), at((10.5f - static_cast<float>(leg)) * side, y + 2.6f), shell,
                    stroke);
    }
    // An open claw: most of a ring, its gap towards the top.
    list->PathArcTo(at(9 * side, -6), 3.4f * unit, side > 0 ? -pi * 0.2f : -pi * 0.55f,
                    side > 0 ? pi * 1.55f : pi * 1.2f, 16);
    list->PathStroke(shell, 0, 2.4f * unit);
    list->AddLine(at(6.5f * side, 0.5f), at(8.2f * side, -2.6f), shell, stroke);
  }
  list->AddEllipseFilled(at(0, 3.2f), ImVec2(8.2f * unit, 5.8f * unit), shell, 0, 32);
  for (const float x : {-2.8f, 2.8f}) {
    list->AddCircleFilled(at(x, -2.2f), 2.1f * unit, shell, 16);
    list->AddCircleFilled(at(x, -2.2f), 1.0f * unit, painter.ink(Ink::Page), 12);
  }
}

}  // namespace ui
