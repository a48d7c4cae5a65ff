#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/page.h"

namespace ui {
namespace {

float padding_of(const Painter& painter) {
  return painter.is_touch ? 14.0f : 12.0f;
}

struct Colors {
  ImU32 ground, text, edge;
};

Colors colors_of(const Painter& painter, Look look, const Touched& touched, bool is_enabled) {
  const ImU32 clear = 0;
  Colors colors{clear, painter.ink(Ink::Text), clear};
  switch (look) {
    case Look::Plain:
      colors.text = painter.ink(Ink::Muted);
      if (touched.is_hovered) colors.text = painter.ink(Ink::Text);
      break;
    case Look::Soft:
      colors = {painter.ink(Ink::AccentSoft), painter.ink(Ink::Accent), clear};
      break;
    case Look::Primary:
      colors = {painter.ink(touched.is_hovered ? Ink::AccentHover : Ink::Accent),
                painter.ink(Ink::OnAccent), clear};
      break;
    case Look::Outlined:
      colors = {painter.ink(Ink::Card), painter.ink(Ink::Text), painter.ink(Ink::Outline)};
      break;
    case Look::Quiet:
      colors = {clear, painter.ink(touched.is_hovered ? Ink::Text : Ink::Muted), painter.ink(Ink::Hairline)};
      break;
  }
  if (!is_enabled) {
    colors.text = painter.ink(Ink::Faint);
    if (look == Look::Primary || look == Look::Soft) colors.ground = painter.ink(Ink::Hover);
    if (look == Look::Plain) colors.text = faded(colors.text, 0.55f);
  }
  return colors;
}

}  // namespace

const char* role_name(Role role) {
  static constexpr const char* names[] = {
      "button",    "link",        "tab",    "checkbox", "radio",     "switch", "slider",
      "textbox",   "listitem",    "row",    "heading",  "paragraph", "code",   "img",
      "separator", "progressbar", "status", "dialog",   "region"};
  return names[static_cast<int>(role)];
}

void activate_widget(UiState& state, std::uint32_t id) {
  state.activate_id = id;
}
void focus_widget(UiState& state, std::uint32_t id) {
  state.focus_id = id;
}

Touched press_area(const Painter& painter, Role role, Name name, ImVec2 from, ImVec2 to,
                   Traits traits, float rounding) {
  const std::string_view key = name.key.empty() ? name.text : name.key;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImRect box(from, to);
  Touched touched;
  touched.id = window->GetID(key.data(), key.data() + key.size());
  WidgetNode& node = note_widget(painter, role, name.text, from, to);
  node.id = touched.id;
  node.value = std::move(traits.value);
  node.is_enabled = traits.is_enabled;
  node.is_checked = traits.is_checked;
  node.is_expanded = traits.is_expanded;
  const std::size_t index = painter.state.widgets.size() - 1;

  ImGuiItemFlags flags = 0;
  if (role == Role::Row || role == Role::ListItem || role == Role::Region)
    flags |= ImGuiItemFlags_AllowOverlap;
  if (!traits.is_enabled) flags |= static_cast<int>(ImGuiItemFlags_Disabled) | ImGuiItemFlags_NoNav;
  if (!ImGui::ItemAdd(box, touched.id, nullptr, flags)) return touched;
  if (!traits.is_enabled) {
    // One that its own press disabled would keep the press, and take every later one away.
    if (ImGui::GetActiveID() == touched.id) ImGui::ClearActiveID();
    touched.is_hovered = ImGui::IsMouseHoveringRect(from, to) && ImGui::IsWindowHovered();
    return touched;
  }
  touched.is_clicked =
      ImGui::ButtonBehavior(box, touched.id, &touched.is_hovered, &touched.is_held);
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  touched.is_focused = context.NavId == touched.id && context.NavCursorVisible;
  painter.state.widgets[index].is_focused = context.NavId == touched.id;
  if (touched.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touched.is_focused) {
    const ImVec2 gap(2, 2);
    outline(from - gap, to + gap, painter.ink(Ink::Focus), rounding + 2, 2);
  }
  return touched;
}

static void explain_control(const Painter& painter, const Touched& touched, std::string_view text) {
  explain(painter, touched, text);
  if (touched.is_hovered) painter.state.explains_control = true;
}

ImVec2 button_size(const Painter& painter, std::string_view text, const ButtonStyle& style) {
  float width = style.look == Look::Plain ? 16.0f : 2 * padding_of(painter);
  if (style.shows_text) width += width_of(painter, Type::UiStrong, text);
  if (style.icon != Icon::None) width += style.shows_text ? 24.0f : 16.0f;
  return ImVec2(std::ceil(width), std::max(painter.target(), std::ceil(34 * painter.scale)));
}

bool button(const Painter& painter, Name name, ImVec2 at, ButtonStyle style, Traits traits,
            float* next_x) {
  const std::string_view text = style.shown.empty() ? name.text : style.shown;
  const ImVec2 size = button_size(painter, text, style);
  const ImVec2 to = at + size;
  const float rounding = 8;
  const Touched touched = press_area(painter, Role::Button, name, at, to, traits, rounding);
  const Colors colors = colors_of(painter, style.look, touched, traits.is_enabled);
  if (colors.ground != 0) fill(at, to, colors.ground, rounding);
  if (style.look != Look::Primary && traits.is_enabled && (touched.is_hovered || touched.is_held))
    fill(at, to, painter.ink(touched.is_held ? Ink::Pressed : Ink::Hover), rounding);
  if (colors.edge != 0) outline(at, to, colors.edge, rounding);
  float x = at.x + (style.look == Look::Plain ? 8 : padding_of(painter));
  const float middle = (at.y + to.y) / 2;
  if (style.icon != Icon::None) {
    draw_icon(canvas(), style.icon, ImVec2(x + 8, middle), 16, colors.text);
    x += 24;
  }
  if (style.shows_text)
    draw_text(painter, ImVec2(x, middle - line_height_of(painter, Type::UiStrong) / 2),
              Type::UiStrong, colors.text, text);
  if (!style.tip.empty()) explain_control(painter, touched, style.tip);
  if (next_x != nullptr) *next_x = to.x;
  return touched.is_clicked;
}

float icon_button_size(const Painter& painter) {
  return painter.target();
}

bool icon_button(const Painter& painter, Icon icon, Name name, ImVec2 at, Traits traits,
                 std::string_view tip, Role role) {
  const float side = icon_button_size(painter);
  const ImVec2 to = at + ImVec2(side, side);
  const Touched touched = press_area(painter, role, name, at, to, traits, 8);
  if (traits.is_checked) fill(at, to, painter.ink(Ink::AccentSoft), 8);
  if (traits.is_enabled && (touched.is_hovered || touched.is_held))
    fill(at, to, painter.ink(touched.is_held ? Ink::Pressed : Ink::Hover), 8);
  ImU32 color = painter.ink(traits.is_checked    ? Ink::Accent
                            : touched.is_hovered ? Ink::Text
                                                 : Ink::Muted);
  if (!traits.is_enabled) color = faded(painter.ink(Ink::Faint), 0.5f);
  draw_icon(canvas(), icon, (at + to) * 0.5f, 18, color);
  explain_control(painter, touched, tip.empty() ? name.text : tip);
  return touched.is_clicked;
}

/// Tabs in small type stand where room is short.
static float tab_padding(Type type) {
  return type == Type::UiStrong ? 10.0f : 7.0f;
}

float tab_width(const Painter& painter, std::string_view text, std::string_view badge, Type type) {
  return width_of(painter, type, text) + 2 * tab_padding(type) +
         (badge.empty() ? 0 : width_of(painter, Type::Caption, badge) + 18);
}

bool tab(const Painter& painter, Name name, ImVec2 at, bool is_selected, std::string_view badge,
         ImU32 badge_color, float* next_x, Type type) {
  const float text_width = width_of(painter, type, name.text), padding = tab_padding(type);
  const float badge_width = badge.empty() ? 0 : width_of(painter, Type::Caption, badge) + 18;
  const ImVec2 to = at + ImVec2(tab_width(painter, name.text, badge, type), painter.is_touch ? 44.0f : 38.0f);
  Traits traits;
  traits.is_checked = is_selected;
  traits.value = badge;
  const Touched touched = press_area(painter, Role::Tab, name, at, to, traits);
  const ImU32 color = painter.ink(is_selected          ? Ink::Heading
                                  : touched.is_hovered ? Ink::Text
                                                       : Ink::Muted);
  const float middle = (at.y + to.y) / 2;
  draw_text(painter, ImVec2(at.x + padding, middle - line_height_of(painter, type) / 2), type, color,
            name.text);
  if (!badge.empty()) {
    const float left = at.x + padding + text_width + 6;
    fill(ImVec2(left, middle - 9), ImVec2(left + badge_width - 6, middle + 9),
         faded(badge_color, 0.16f), 9);
    draw_text(painter, ImVec2(left + 6, middle - line_height_of(painter, Type::Caption) / 2),
              Type::Caption, badge_color, badge);
  }
  if (is_selected)
    fill(ImVec2(at.x + padding, to.y - 2), ImVec2(to.x - padding, to.y), painter.ink(Ink::Accent), 1);
  *next_x = to.x;
  return touched.is_clicked;
}

bool toggle(const Painter& painter, Name name, ImVec2 at, float width, bool is_on) {
  const float height = std::max(painter.target(), 36.0f);
  const ImVec2 to = at + ImVec2(width, height);
  Traits traits;
  traits.is_checked = is_on;
  const Touched touched = press_area(painter, Role::Switch, name, at, to, traits);
  const float middle = (at.y + to.y) / 2;
  draw_text(painter, ImVec2(at.x, middle - line_height_of(painter, Type::Ui) / 2), Type::Ui,
            painter.ink(Ink::Text), name.text);
  const ImVec2 track(to.x - 40, middle - 11);
  fill(track, track + ImVec2(40, 22), painter.ink(is_on ? Ink::Accent : Ink::Outline), 11);
  if (touched.is_hovered) fill(track, track + ImVec2(40, 22), painter.ink(Ink::Hover), 11);
  canvas()->AddCircleFilled(ImVec2(track.x + (is_on ? 29 : 11), middle), 8,
                            painter.ink(is_on ? Ink::OnAccent : Ink::Raised), 24);
  return touched.is_clicked;
}

int segments(const Painter& painter, Name name, ImVec2 at, float width,
             const std::string_view* texts, int count, int selected) {
  const float height = std::max(painter.target(), 36.0f);
  const float share = (width - 4) / static_cast<float>(count);
  fill(at, at + ImVec2(width, height), painter.ink(Ink::Hover), 9);
  int pressed = -1;
  const std::string_view scope = name.key.empty() ? name.text : name.key;
  ImGui::PushID(scope.data(), scope.data() + scope.size());
  for (int i = 0; i < count; ++i) {
    const ImVec2 from(at.x + 2 + share * static_cast<float>(i), at.y + 2);
    const ImVec2 to(from.x + share, at.y + height - 2);
    Traits traits;
    traits.is_checked = i == selected;
    const Touched touched = press_area(painter, Role::Radio, {texts[i]}, from, to, traits, 7);
    if (i == selected) {
      fill(from, to, painter.ink(Ink::Raised), 7);
      outline(from, to, painter.ink(Ink::Hairline), 7);
    }
    const ImU32 color = painter.ink(i == selected        ? Ink::Heading
                                    : touched.is_hovered ? Ink::Text
                                                         : Ink::Muted);
    const std::string text = elided(painter, Type::SmallStrong, texts[i], share - 8);
    const float text_width = width_of(painter, Type::SmallStrong, text);
    draw_text(painter,
              ImVec2((from.x + to.x - text_width) / 2,
                     (from.y + to.y - line_height_of(painter, Type::SmallStrong)) / 2),
              Type::SmallStrong, color, text);
    if (touched.is_clicked) pressed = i;
  }
  ImGui::PopID();
  return pressed;
}

bool slider(const Painter& painter, Name name, ImVec2 at, float width, double& value, double step,
            std::string_view said) {
  const float height = std::max(painter.target(), 24.0f);
  const ImVec2 to = at + ImVec2(width, height);
  Traits traits;
  traits.value = said;
  const Touched touched = press_area(painter, Role::Slider, name, at, to, traits, 8);
  const float knob = 7, left = at.x + knob, span = std::max(width - 2 * knob, 1.0f);
  bool is_changed = false;
  if (touched.is_held) {
    const double wanted =
        std::clamp(static_cast<double>((ImGui::GetIO().MousePos.x - left) / span), 0.0, 1.0);
    is_changed = wanted != value;
    value = wanted;
  }
  if (touched.is_focused) {
    painter.state.is_slider_focused = true;
    const double turn =
        (ImGui::IsKeyPressed(ImGuiKey_RightArrow, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any) ? 1
                                                                                             : 0) -
        (ImGui::IsKeyPressed(ImGuiKey_LeftArrow, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any) ? 1
                                                                                            : 0);
    if (turn != 0) {
      value = std::clamp(value + turn * step, 0.0, 1.0);
      is_changed = true;
    }
  }
  const float middle = (at.y + to.y) / 2;
  const float x = left + static_cast<float>(value) * span;
  fill(ImVec2(left, middle - 2), ImVec2(left + span, middle + 2), painter.ink(Ink::Outline), 2);
  fill(ImVec2(left, middle - 2), ImVec2(x, middle + 2), painter.ink(Ink::Accent), 2);
  if (touched.is_hovered || touched.is_held)
    canvas()->AddCircleFilled(ImVec2(x, middle), 12, faded(painter.ink(Ink::Accent), 0.18f), 24);
  canvas()->AddCircleFilled(ImVec2(x, middle), knob, painter.ink(Ink::Accent), 24);
  canvas()->AddCircleFilled(ImVec2(x, middle), knob - 2.5f, painter.ink(Ink::Card), 24);
  return is_changed;
}

float chip_height(const Painter& painter) {
  return line_height_of(painter, Type::Caption) + 6;
}

float chip(const Painter& painter, ImVec2 at, std::string_view text, ChipStyle style, Pass pass) {
  const float width = std::ceil(width_of(painter, Type::Caption, text) + 16);
  if (pass == Pass::Measure) return width;
  const float height = chip_height(painter);
  fill(at, at + ImVec2(width, height), style.ground, height / 2);
  draw_text(painter, ImVec2(at.x + 8, at.y + 3), Type::Caption, style.text, text);
  return width;
}

void progress_bar(const Painter& painter, Name name, ImVec2 at, float width, double value) {
  WidgetNode& node = note_widget(painter, Role::Progress, name.text, at, at + ImVec2(width, 6));
  node.value = value < 0 ? "" : concat(static_cast<int>(value * 100), "%");
  if (painter.theme.name == "contrast") outline(at, at + ImVec2(width, 6), painter.ink(Ink::Outline), 3);
  else fill(at, at + ImVec2(width, 6), painter.ink(Ink::Outline), 3);
  if (value >= 0) {
    const float filled = width * static_cast<float>(std::clamp(value, 0.0, 1.0));
    if (value > 0) fill(at, at + ImVec2(std::max(filled, 6.0f), 6), painter.ink(Ink::Accent), 3);
    return;
  }
  // How much is left cannot be told: a piece that travels, or rests in the middle.
  const float phase =
      painter.is_motion_reduced ? 0.5f : 0.5f + 0.5f * std::sin(painter.state.time * 2.4f);
  const float left = at.x + phase * width * 0.7f;
  fill(ImVec2(left, at.y), ImVec2(left + width * 0.3f, at.y + 6), painter.ink(Ink::Accent), 3);
  if (!painter.is_motion_reduced) painter.state.wants_animation = true;
}

void card(const Painter& painter, ImVec2 from, ImVec2 to, Ink ground, float rounding) {
  fill(from, to, painter.ink(ground), rounding);
  outline(from, to, painter.ink(Ink::Hairline), rounding);
}

void explain(const Painter& painter, const Touched& touched, std::string_view text) {
  if (!touched.is_hovered || touched.is_held || painter.is_touch || text.empty()) return;
  const ImRect box = ImGui::GetCurrentContext()->LastItemData.Rect;
  explain_area(painter, touched.id, box.Min, box.Max, text);
}

void explain_area(const Painter& painter, ImGuiID id, ImVec2 from, ImVec2 to,
                  std::string_view text) {
  UiState& state = painter.state;
  if (state.rested_id != id) {
    state.rested_id = id;
    state.rested_seconds = 0;
  }
  state.explanation = std::string(text);
  state.explained = {from.x, from.y, to.x - from.x, to.y - from.y};
  state.explains_control = false;
}

/// How long the pointer rests on something before it is explained.
constexpr float rest_seconds = 0.7f;
/// Instead of that, once it was pressed.
constexpr float pressed_rest = -1e9f;

namespace {

/// Whoever presses, plays, steps or scrolls watches what comes of it.
bool is_watching(UiState& state, const PlaybackView& playback) {
  const bool has_stepped = state.rested_cursor != playback.cursor;
  state.rested_cursor = playback.cursor;
  return has_stepped || playback.is_playing || ImGui::IsMouseDown(ImGuiMouseButton_Left) ||
         ImGui::GetIO().MouseWheel != 0;
}

/// Below a control. What is said of a part of the picture stands beside the stage, over nothing
/// that is watched; where there is no room, above the picture.
ImVec2 place_of_explanation(const UiState& state, ImVec2 size) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Rect& about = state.explained;
  const float middle = about.y + about.height / 2;
  const float centred = std::clamp(about.x + about.width / 2 - size.x / 2, 8.0f,
                                   std::max(8.0f, screen.x - size.x - 8));
  const bool is_of_picture = !state.explains_control && state.watched.width > 0 && about.x >= state.watched.x &&
                             middle > state.watched.y &&
                             middle < state.watched.y + state.watched.height;
  if (is_of_picture && state.stage.x > size.x + 16)
    return ImVec2(state.stage.x - size.x - 8, std::clamp(middle - size.y / 2, 8.0f, screen.y - size.y - 8));
  if (is_of_picture) return ImVec2(centred, std::max(state.watched.y - size.y - 4, 8.0f));
  const Rect& editor = state.editor.rect;
  float y = about.y + about.height + 8;
  const bool meets_editor = state.editor.is_visible && y < editor.y + editor.height && y + size.y > editor.y &&
                            about.x < editor.x + editor.width && about.x + size.x > editor.x;
  if (y + size.y > screen.y - 8 || meets_editor) y = about.y - size.y - 8;
  return ImVec2(centred, std::max(y, 8.0f));
}

}  // namespace

void draw_explanation(const Painter& painter, const PlaybackView& playback) {
  UiState& state = painter.state;
  const std::string text = std::move(state.explanation);
  state.explanation.clear();
  state.explanation_box = {};
  const bool is_busy_looking = is_watching(state, playback);
  if (text.empty()) {
    // What is held is not explained, nor is it after that, until the pointer has left it.
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.rested_id = 0;
    else state.rested_seconds = pressed_rest;
    return;
  }
  state.rested_seconds += painter.seconds;
  if (is_busy_looking) state.rested_seconds = pressed_rest;
  if (state.rested_seconds < rest_seconds) {
    if (state.rested_seconds >= 0) state.wants_animation = true;
    return;
  }
  const float widest = std::min(320.0f, ImGui::GetIO().DisplaySize.x - 48);
  float width = 0;
  for (const std::string_view line : split_lines(text))
    width = std::max(width, std::min(width_of(painter, Type::Small, line), widest));
  const std::vector<std::string_view> lines = wrapped_lines(painter, Type::Small, text, width + 1);
  const float row = line_height_of(painter, Type::Small);
  const ImVec2 size(width + 20, row * static_cast<float>(lines.size()) + 12);
  const ImVec2 place = place_of_explanation(state, size);
  const ImVec2 from(std::floor(place.x), std::floor(place.y));
  state.explanation_box = {from.x, from.y, size.x, size.y};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const ImU32 ground = painter.theme.is_dark ? painter.ink(Ink::Raised) : painter.ink(Ink::Heading);
  const ImU32 color = painter.theme.is_dark ? painter.ink(Ink::Text) : painter.ink(Ink::Page);
  list->AddRectFilled(from, from + size, ground, 6);
  if (painter.theme.is_dark) list->AddRect(from, from + size, painter.ink(Ink::Outline), 6);
  for (std::size_t i = 0; i < lines.size(); ++i)
    draw_text(list, painter, from + ImVec2(10, 6 + row * static_cast<float>(i)), Type::Small, color,
              lines[i]);
}

}  // namespace ui
