#include "ui/panes.h"

#include <algorithm>
#include <cmath>

namespace ui {

PageShape shape_of(const LayoutView& layout) {
  if (layout.width >= 1000) return PageShape::SideBySide;
  return layout.width >= 700 && layout.height >= 600 ? PageShape::Stacked : PageShape::Single;
}

bool begin_pane(const Painter& painter, const char* name, Area area, Scroll scroll) {
  ImGui::SetCursorScreenPos(area.from);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, painter.is_touch ? 5.0f : 10.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarRounding, 5);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, painter.ink(Ink::Hairline));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, painter.ink(Ink::Outline));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, painter.ink(Ink::Faint));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar;
  if (scroll == Scroll::Both) flags |= ImGuiWindowFlags_HorizontalScrollbar;
  if (scroll == Scroll::None)
    flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  const ImVec2 size(std::max(area.width(), 1.0f), std::max(area.height(), 1.0f));
  const bool is_open = ImGui::BeginChild(name, size, ImGuiChildFlags_NavFlattened, flags);
  ImGui::PopStyleColor(5);
  ImGui::PopStyleVar(3);
  return is_open;
}

void end_pane(ImVec2 lowest) {
  // An item of no size at the lowest point tells ImGui how far the pane can be scrolled.
  ImGui::SetCursorScreenPos(lowest);
  ImGui::Dummy(ImVec2(0, 0));
  ImGui::EndChild();
}

float draw_splitter(const Painter& painter, Name name, Split split, Area area) {
  const bool is_columns = split == Split::Columns;
  Traits traits;
  const ImVec2 reach =
      is_columns ? ImVec2(painter.is_touch ? 10 : 4, 0) : ImVec2(0, painter.is_touch ? 10 : 4);
  const Touched touched =
      press_area(painter, Role::Separator, name, area.from - reach, area.to + reach, traits, 2);
  if (touched.is_hovered || touched.is_held)
    ImGui::SetMouseCursor(is_columns ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  const bool is_hot = touched.is_hovered || touched.is_held;
  const ImU32 color = painter.ink(is_hot ? Ink::Accent : Ink::Hairline);
  const ImVec2 middle = (area.from + area.to) * 0.5f;
  const float half = is_hot ? 1.0f : 0.5f;
  if (is_columns)
    fill(ImVec2(std::floor(middle.x - half), area.from.y),
         ImVec2(std::floor(middle.x - half) + 2 * half, area.to.y), color);
  else
    fill(ImVec2(area.from.x, std::floor(middle.y - half)),
         ImVec2(area.to.x, std::floor(middle.y - half) + 2 * half), color);
  // A handle to grab, for fingers and for eyes.
  const ImVec2 grip = is_columns ? ImVec2(2, 16) : ImVec2(16, 2);
  fill(middle - grip, middle + grip, is_hot ? painter.ink(Ink::Accent) : painter.ink(Ink::Outline),
       2);
  float change = 0;
  if (touched.is_held)
    change = is_columns ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
  if (touched.is_focused) {
    painter.state.is_slider_focused = true;
    const auto is_pressed = [](ImGuiKey key) {
      return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any);
    };
    change +=
        24.0f *
            static_cast<float>(is_pressed(is_columns ? ImGuiKey_RightArrow : ImGuiKey_DownArrow)) -
        24.0f * static_cast<float>(is_pressed(is_columns ? ImGuiKey_LeftArrow : ImGuiKey_UpArrow));
  }
  return change;
}

}  // namespace ui
