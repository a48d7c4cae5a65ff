#include "app/browser/scrolling.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float slop = 8;              // pixels a finger may tremble and still click
constexpr float slowest = 12;          // pixels a second at which a glide ends
constexpr float friction = 3.2f;       // of a glide: speed falls by this factor of e a second
constexpr float easing = 18;           // of wheel steps: the part of the rest done a second

/// The innermost window at a point that can scroll so along the axis.
ImGuiWindow* scrollable_at(float x, float y, ImGuiAxis axis, float delta) {
  ImGuiWindow* window = nullptr;
  ImGuiWindow* unused = nullptr;
  ImGui::FindHoveredWindowEx(ImVec2(x, y), false, &window, &unused);
  for (; window; window = window->ParentWindow) {
    const bool may = !(window->Flags & ImGuiWindowFlags_NoScrollWithMouse) && window->ScrollMax[axis] > 0;
    if (may && (delta > 0 ? window->Scroll[axis] < window->ScrollMax[axis] : window->Scroll[axis] > 0))
      return window;
    if (window->Flags & (ImGuiWindowFlags_Popup | ImGuiWindowFlags_Modal)) return nullptr;
  }
  return nullptr;
}

void scroll_along(float x, float y, ImGuiAxis axis, float delta) {
  if (delta == 0) return;
  ImGuiWindow* window = scrollable_at(x, y, axis, delta);
  if (!window) return;
  const float next = std::clamp(window->Scroll[axis] + delta, 0.0f, window->ScrollMax[axis]);
  if (axis == ImGuiAxis_X) ImGui::SetScrollX(window, next);
  else ImGui::SetScrollY(window, next);
  // Several moves may come before the next frame takes the target over.
  window->Scroll[axis] = next;
}

bool is_dragged(ui::Role role) { return role == ui::Role::Slider || role == ui::Role::Separator; }

}  // namespace

void Scrolling::scroll(float dx, float dy) {
  scroll_along(at_x_, at_y_, ImGuiAxis_X, dx);
  scroll_along(at_x_, at_y_, ImGuiAxis_Y, dy);
}

void Scrolling::stop() { speed_x_ = speed_y_ = eased_x_ = eased_y_ = 0; }

void Scrolling::wheel(float x, float y, float dx, float dy, bool is_step) {
  if (x != at_x_ || y != at_y_) eased_x_ = eased_y_ = 0;
  speed_x_ = speed_y_ = 0;
  at_x_ = x;
  at_y_ = y;
  if (!is_step) return scroll(dx, dy);
  // Turning back at once undoes what is still to come.
  if (eased_y_ * dy < 0) eased_y_ = 0;
  if (eased_x_ * dx < 0) eased_x_ = 0;
  eased_x_ += dx;
  eased_y_ += dy;
}

void Scrolling::touch_begin(float x, float y, double time, const ui::WidgetNodes& widgets) {
  stop();
  finger_ = Finger::Undecided;
  begin_x_ = last_x_ = at_x_ = x;
  begin_y_ = last_y_ = at_y_ = y;
  last_time_ = time;
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(x, y);
  for (const ui::WidgetNode& widget : widgets) {
    const ui::Rect& rect = widget.rect;
    const float reach = widget.role == ui::Role::Separator ? 10.0f : 6.0f;
    if (!is_dragged(widget.role) || !widget.is_enabled || rect.width <= 0) continue;
    if (x < rect.x - reach || x > rect.x + rect.width + reach || y < rect.y - reach ||
        y > rect.y + rect.height + reach)
      continue;
    finger_ = Finger::Dragging;
    io.AddMousePosEvent(std::clamp(x, rect.x + 1, rect.x + rect.width - 1),
                        std::clamp(y, rect.y + 1, rect.y + rect.height - 1));
    io.AddMouseButtonEvent(0, true);
    return;
  }
}

void Scrolling::touch_move(float x, float y, double time) {
  if (finger_ == Finger::Up) return;
  if (finger_ == Finger::Dragging) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    return;
  }
  if (finger_ == Finger::Undecided) {
    if (std::hypot(x - begin_x_, y - begin_y_) < slop) return;
    finger_ = Finger::Scrolling;
    // Nothing under the finger is to look pointed at.
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
  const float dx = last_x_ - x, dy = last_y_ - y;
  const float seconds = std::max(0.001f, static_cast<float>(time - last_time_) / 1000);
  scroll(dx, dy);
  const float weight = std::min(1.0f, seconds / 0.04f);
  speed_x_ += (dx / seconds - speed_x_) * weight;
  speed_y_ += (dy / seconds - speed_y_) * weight;
  last_x_ = x;
  last_y_ = y;
  last_time_ = time;
}

void Scrolling::touch_end(float x, float y, double time) {
  ImGuiIO& io = ImGui::GetIO();
  switch (finger_) {
    case Finger::Up: return;
    case Finger::Undecided:
      io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
      io.AddMousePosEvent(begin_x_, begin_y_);
      io.AddMouseButtonEvent(0, true);
      io.AddMouseButtonEvent(0, false);
      stop();
      break;
    case Finger::Dragging:
      io.AddMousePosEvent(x, y);
      io.AddMouseButtonEvent(0, false);
      break;
    case Finger::Scrolling:
      // A finger that rested before it was lifted does not throw.
      if (time - last_time_ > 80) stop();
      else if (std::fabs(speed_y_) > 2 * std::fabs(speed_x_)) speed_x_ = 0;
      else if (std::fabs(speed_x_) > 2 * std::fabs(speed_y_)) speed_y_ = 0;
      break;
  }
  // A finger that is gone points at nothing.
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  finger_ = Finger::Up;
}

void Scrolling::touch_cancel() {
  ImGuiIO& io = ImGui::GetIO();
  if (finger_ == Finger::Dragging) io.AddMouseButtonEvent(0, false);
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  finger_ = Finger::Up;
  stop();
}

void Scrolling::advance(double seconds, bool is_motion_reduced) {
  const float time = static_cast<float>(std::min(seconds, 0.05));
  if (eased_x_ != 0 || eased_y_ != 0) {
    const float part = is_motion_reduced ? 1 : std::min(1.0f, easing * time);
    const auto share = [&](float& rest) {
      float now = rest * part;
      if (std::fabs(rest) < 1) now = rest;
      rest -= now;
      return now;
    };
    const float dx = share(eased_x_), dy = share(eased_y_);
    scroll(dx, dy);
  }
  if (finger_ != Finger::Up || (speed_x_ == 0 && speed_y_ == 0)) return;
  if (is_motion_reduced) return stop();
  scroll(speed_x_ * time, speed_y_ * time);
  const float kept = std::exp(-friction * time);
  speed_x_ *= kept;
  speed_y_ *= kept;
  if (std::hypot(speed_x_, speed_y_) < slowest) stop();
}

}  // namespace app
