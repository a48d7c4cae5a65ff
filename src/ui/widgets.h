#pragma once
// The thin layer through which everything pressable goes: it acts, shows focus, keeps fingers in
// mind, and notes a WidgetNode. Nothing else in `ui/` calls ImGui's own widgets.

#include <string>
#include <string_view>

#include "ui/icons.h"
#include "ui/painter.h"

namespace ui {

struct PlaybackView;

struct Touched {
  bool is_clicked = false;
  bool is_hovered = false;
  bool is_held = false;
  bool is_focused = false;  // by keyboard, so a ring is due
  ImGuiID id = 0;
};

/// What a widget is called. `key` tells apart those of equal names and is not heard.
struct Name {
  std::string_view text;
  std::string_view key = {};
};

struct Traits {
  bool is_enabled = true;
  bool is_checked = false;
  bool is_expanded = false;
  std::string value = {};

  static Traits enabled(bool is_enabled) { return {is_enabled}; }
};

/// The root of all widgets: a box that can be pressed. It draws nothing but the ring of focus.
Touched press_area(const Painter& painter, Role role, Name name, ImVec2 from, ImVec2 to,
                   Traits traits = {}, float rounding = 6);

enum class Look { Plain, Soft, Primary, Outlined, Quiet };

struct ButtonStyle {
  Look look = Look::Plain;
  Icon icon = Icon::None;
  std::string_view tip = {};  // shown after resting on it; a shortcut goes here too
  bool shows_text = true;
  std::string_view shown = {};  // in place of its name, where that says what one sees anyway
};

/// A button as wide as its text: what is shown of its name. Returns whether it was pressed; `next` gets the x after it.
bool button(const Painter& painter, Name name, ImVec2 at, ButtonStyle style = {},
            Traits traits = {}, float* next_x = nullptr);
ImVec2 button_size(const Painter& painter, std::string_view text, const ButtonStyle& style);
/// A square with an icon; its name is its tooltip.
bool icon_button(const Painter& painter, Icon icon, Name name, ImVec2 at, Traits traits = {},
                 std::string_view tip = {}, Role role = Role::Button);
float icon_button_size(const Painter& painter);

bool tab(const Painter& painter, Name name, ImVec2 at, bool is_selected, std::string_view badge,
         ImU32 badge_color, float* next_x, Type type = Type::UiStrong);
float tab_width(const Painter& painter, std::string_view text, std::string_view badge, Type type);
bool toggle(const Painter& painter, Name name, ImVec2 at, float width, bool is_on);
/// One of a few, side by side. Returns the index pressed, or -1.
int segments(const Painter& painter, Name name, ImVec2 at, float width,
             const std::string_view* texts, int count, int selected);
/// A track with a knob; `value` from 0 to 1 changes while it is dragged or arrow keys are pressed.
bool slider(const Painter& painter, Name name, ImVec2 at, float width, double& value, double step,
            std::string_view said);

struct ChipStyle {
  ImU32 text, ground;
};
/// A small rounded word; not pressable. Returns its width.
float chip(const Painter& painter, ImVec2 at, std::string_view text, ChipStyle style,
           Pass pass = Pass::Draw);
float chip_height(const Painter& painter);

void progress_bar(const Painter& painter, Name name, ImVec2 at, float width, double value);
/// A rounded surface with a hairline around it.
void card(const Painter& painter, ImVec2 from, ImVec2 to, Ink ground = Ink::Card,
          float rounding = 10);

/// A word about what the pointer rests on; drawn last, above everything, but not over the picture of a run.
void explain(const Painter& painter, const Touched& touched, std::string_view text);
void explain_area(const Painter& painter, ImGuiID id, ImVec2 from, ImVec2 to,
                  std::string_view text);
void draw_explanation(const Painter& painter, const PlaybackView& playback);

}  // namespace ui
