#pragma once
// What a widget is, for those who cannot see it: browser tests find widgets by role and name, and
// the mirror for screen readers is made from the same list. Every widget of `ui/widgets.h` adds
// one.

#include <cstdint>
#include <string>
#include <vector>

namespace ui {

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;  // CSS pixels from the canvas' top left corner
};

// Names are ARIA's, in the order of the table in widgets.cpp.
enum class Role {
  Button,
  Link,
  Tab,
  Checkbox,
  Radio,
  Switch,
  Slider,
  TextBox,
  ListItem,
  Row,
  Heading,
  Paragraph,
  Code,
  Image,
  Separator,
  Progress,
  Status,
  Dialog,
  Region
};
/// "button", "link", "tab", ...: the value of ARIA's `role`.
const char* role_name(Role role);

struct WidgetNode {
  Role role = Role::Button;
  std::string name;      // what a reader hears and a test looks for: "Step forward"
  std::string value;     // a slider's number, a text box' text, a row's details; may be empty
  Rect rect;             // visible part; empty when scrolled out of sight
  std::uint32_t id = 0;  // ImGui's id, for `activate_widget`; 0 for what cannot be activated
  bool is_enabled = true;
  bool is_checked = false;   // a checkbox, radio or switch that is on; the tab or row selected
  bool is_expanded = false;  // a drawer, a fold
  bool is_focused = false;
};
using WidgetNodes = std::vector<WidgetNode>;

}  // namespace ui
