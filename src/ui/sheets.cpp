// What lies over the page: the help sheet, the settings, and short messages that go by themselves.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/keys.h"
#include "ui/sheet.h"

namespace ui {
Sheet begin_sheet(const Painter& painter, const PageView& view, const char* key,
                  std::string_view title, float wanted_width, float wanted_height) {
  const ImVec2 screen(view.layout.width, view.layout.height);
  const bool is_narrow = screen.x < 700;
  const ImVec2 size(std::min(wanted_width, screen.x - (is_narrow ? 0 : 48)),
                    std::min(wanted_height, screen.y - (is_narrow ? 40 : 64)));
  ImVec2 from((screen.x - size.x) / 2, (screen.y - size.y) * 0.42f);
  if (is_narrow) from = ImVec2(0, screen.y - size.y);
  from = ImVec2(std::floor(from.x), std::floor(from.y));
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, painter.ink(Ink::Scrim));
  if (painter.state.open_sheet != key) ImGui::SetNextWindowFocus();
  painter.state.open_sheet = key;
  ImGui::Begin(key, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);

  const ImVec2 to = from + size;
  Sheet sheet;
  // A click on the dimmed page closes the sheet.
  sheet.wants_close = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                      !ImGui::IsMouseHoveringRect(from, to) && ImGui::IsWindowHovered();
  shadow(painter, from, to, 16, 24);
  fill(from, to, painter.ink(Ink::Card), 16);
  outline(from, to, painter.ink(Ink::Hairline), 16);
  note_widget(painter, Role::Dialog, title, from, to);
  const float padding = is_narrow ? 20 : 28, side = icon_button_size(painter);
  draw_text(painter, ImVec2(from.x + padding, from.y + 22), Type::Heading,
            painter.ink(Ink::Heading), title);
  if (icon_button(painter, Icon::Close, {"Close"}, ImVec2(to.x - side - 16, from.y + 20), {},
                  "Close   Esc"))
    sheet.wants_close = true;
  const float head = 22 + line_height_of(painter, Type::Heading) + 16;
  begin_pane(painter, "sheet", Area{ImVec2(from.x, from.y + head), ImVec2(to.x, to.y - 12)});
  sheet.origin = ImGui::GetCursorScreenPos() + ImVec2(padding, 0);
  sheet.width = size.x - 2 * padding;
  sheet.bottom = to.y - 12;
  return sheet;
}

void end_sheet(ImVec2 lowest) {
  end_pane(lowest);
  ImGui::End();
}

namespace {

/// A key as it looks on a keyboard. Returns its width.
float draw_keys(const Painter& painter, ImVec2 at, std::string_view keys) {
  const float width = width_of(painter, Type::SmallStrong, keys) + 18;
  const float height = line_height_of(painter, Type::SmallStrong) + 6;
  fill(at, at + ImVec2(width, height), painter.ink(Ink::Sunken), 6);
  outline(at, at + ImVec2(width, height), painter.ink(Ink::Outline), 6);
  draw_text(painter, at + ImVec2(9, 3), Type::SmallStrong, painter.ink(Ink::Text), keys);
  return width;
}

float draw_label(const Painter& painter, ImVec2 at, std::string_view text) {
  draw_text(painter, at, Type::SmallStrong, painter.ink(Ink::Muted), text);
  return line_height_of(painter, Type::SmallStrong) + 8;
}

constexpr std::string_view theme_names[] = {"system", "light", "dark", "contrast"};
constexpr std::string_view theme_titles[] = {"System", "Light", "Dark", "Contrast"};
constexpr double text_scales[] = {0.9, 1, 1.15, 1.3, 1.5};
constexpr std::string_view scale_titles[] = {"90 %", "100 %", "115 %", "130 %", "150 %"};

float draw_appearance(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
                      float width) {
  float y = at.y + draw_label(painter, at, "Theme");
  int selected = 0;
  for (int i = 0; i < 4; ++i)
    if (view.settings.theme == theme_names[i]) selected = i;
  const float row = std::max(painter.target(), 36.0f);
  const int theme = segments(painter, {"Theme"}, ImVec2(at.x, y), width, theme_titles, 4, selected);
  if (theme >= 0) commands.push_back(SetTheme{std::string(theme_names[theme])});
  y += row + 24;
  y += draw_label(painter, ImVec2(at.x, y), "Text size");
  selected = -1;
  for (int i = 0; i < 5; ++i)
    if (std::abs(view.settings.text_scale - text_scales[i]) < 0.01) selected = i;
  const int scale =
      segments(painter, {"Text size"}, ImVec2(at.x, y), width, scale_titles, 5, selected);
  if (scale >= 0) commands.push_back(SetTextScale{text_scales[scale]});
  y += row + 24;
  const double speed = view.playback.steps_per_second;
  y += draw_label(painter, ImVec2(at.x, y),
                  concat("Playing speed: ", static_cast<int>(speed + 0.5), " steps a second"));
  double share = std::log2(std::max(speed, 1.0)) / 5;
  const std::string said = concat(static_cast<int>(speed + 0.5));
  if (slider(painter, {"Playing speed"}, ImVec2(at.x, y), width, share, 0.2, said)) {
    const double wanted = std::exp2(std::round(share * 5));
    if (wanted != speed) commands.push_back(SetSpeed{wanted});
    painter.state.arrangement.speed = static_cast<float>(wanted);
  }
  return y + std::max(painter.target(), 24.0f) + 16 - at.y;
}

float draw_progress_actions(const Painter& painter, Commands& commands, ImVec2 at, float width) {
  UiState& state = painter.state;
  float y = at.y + draw_label(painter, at, "Your progress");
  y += draw_wrapped(painter, ImVec2(at.x, y), width, Type::Small, painter.ink(Ink::Muted),
                    "Answers, edited programs and your place are kept in this browser only. "
                    "Nothing is sent anywhere.") +
       12;
  ButtonStyle style;
  style.look = Look::Outlined;
  const float row = button_size(painter, "Export", style).y;
  float x = at.x;
  if (button(painter, {"Export", "export"}, ImVec2(x, y), style, {}, &x))
    commands.push_back(ExportProgress{});
  if (button(painter, {"Import", "import"}, ImVec2(x + 8, y), style, {}, &x))
    commands.push_back(ImportProgress{});
  if (!state.is_confirming_clear) {
    if (button(painter, {"Clear…", "clear"}, ImVec2(x + 8, y), style))
      state.is_confirming_clear = true;
    return y + row - at.y;
  }
  y += row + 14;
  const ImVec2 from(at.x, y);
  const float text_height = draw_wrapped(
      painter, ImVec2(), width - 32, Type::Ui, 0,
      "This deletes every answer and every edited program. It cannot be undone.", Pass::Measure);
  const ImVec2 to(at.x + width, y + text_height + row + 40);
  fill(from, to, painter.ink(Ink::BadSoft), 10);
  draw_wrapped(painter, from + ImVec2(16, 14), width - 32, Type::Ui, painter.ink(Ink::Text),
               "This deletes every answer and every edited program. It cannot be undone.");
  x = from.x + 16;
  y += text_height + 26;
  if (button(painter, {"Clear everything", "clear-yes"}, ImVec2(x, y), style, {}, &x)) {
    commands.push_back(ClearProgress{});
    state.is_confirming_clear = false;
    state.drafts.clear();
  }
  if (button(painter, {"Keep it", "clear-no"}, ImVec2(x + 8, y), style))
    state.is_confirming_clear = false;
  return to.y - at.y;
}

}  // namespace

void draw_help(const Painter& painter, const PageView& view, Commands& commands) {
  Sheet sheet = begin_sheet(painter, view, "help", "Keys", 560, 830);
  float y = sheet.origin.y;
  const float row = line_height_of(painter, Type::Ui) + 14;
  const float keys_width = std::min(sheet.width * 0.42f, 190.0f * painter.scale);
  for (const KeyRow& each : key_rows) {
    if (each.begins_group) {
      hairline(painter, ImVec2(sheet.origin.x, y + 8), sheet.width);
      y += 17;
    }
    draw_keys(painter, ImVec2(sheet.origin.x, y + 3), each.keys);
    const float inner = sheet.width - keys_width;
    const float height = draw_wrapped(painter, ImVec2(sheet.origin.x + keys_width, y + 7), inner,
                                      Type::Ui, painter.ink(Ink::Text), each.meaning);
    note_widget(painter, Role::ListItem, concat(each.keys, ": ", each.meaning),
                ImVec2(sheet.origin.x, y), ImVec2(sheet.origin.x + sheet.width, y + height + 14));
    y += std::max(row, height + 14);
  }
  y += 12;
  y += draw_wrapped(painter, ImVec2(sheet.origin.x, y), sheet.width, Type::Small,
                    painter.ink(Ink::Muted),
                    "In the threads view, click the head of a lane to move that thread, and a row "
                    "to go to that step.");
  end_sheet(ImVec2(sheet.origin.x, y + 20));
  if (sheet.wants_close) commands.push_back(ToggleHelp{});
}

void draw_settings(const Painter& painter, const PageView& view, Commands& commands) {
  Sheet sheet = begin_sheet(painter, view, "settings", "Settings", 520,
                            painter.state.is_confirming_clear ? 672 : 560);
  float y = sheet.origin.y + 4;
  y += draw_appearance(painter, view, commands, ImVec2(sheet.origin.x, y), sheet.width) + 12;
  hairline(painter, ImVec2(sheet.origin.x, y), sheet.width);
  y += 24;
  y += draw_progress_actions(painter, commands, ImVec2(sheet.origin.x, y), sheet.width) + 24;
  ButtonStyle about;
  about.look = Look::Outlined;
  const ImVec2 about_size = button_size(painter, "About and licences", about);
  const float right = sheet.origin.x + sheet.width;
  if (button(painter, {"About and licences", "about"}, ImVec2(right - about_size.x, y), about))
    commands.push_back(OpenAbout{});
  if (!view.settings.version.empty())
    draw_text(painter,
              ImVec2(sheet.origin.x,
                     y + (about_size.y - line_height_of(painter, Type::Caption)) / 2),
              Type::Caption, painter.ink(Ink::Faint), concat("Crabglass ", view.settings.version));
  y += about_size.y;
  end_sheet(ImVec2(sheet.origin.x, y + 12));
  if (sheet.wants_close) {
    painter.state.is_confirming_clear = false;
    commands.push_back(ToggleSettings{});
  }
}

void draw_toasts(const Painter& painter, const PageView& view, float bottom) {
  ImDrawList* list = ImGui::GetForegroundDrawList();
  float y = bottom;
  for (std::size_t i = view.toasts.size(); i-- > 0;) {
    const Toast& toast = view.toasts[i];
    const float widest = std::min(view.layout.width - 32, 460.0f);
    const std::vector<std::string_view> lines =
        wrapped_lines(painter, Type::Ui, toast.text, widest - 64);
    float text_width = 0;
    for (const std::string_view line : lines)
      text_width = std::max(text_width, width_of(painter, Type::Ui, line));
    const float row = line_height_of(painter, Type::Ui);
    const ImVec2 size(text_width + 62, row * static_cast<float>(lines.size()) + 22);
    const ImVec2 from(std::floor((view.layout.width - size.x) / 2), std::floor(y - size.y));
    const ImU32 ground =
        painter.theme.is_dark ? painter.ink(Ink::Raised) : painter.ink(Ink::Heading);
    const ImU32 color = painter.theme.is_dark ? painter.ink(Ink::Text) : painter.ink(Ink::Page);
    list->AddRectFilled(from + ImVec2(0, 3), from + size + ImVec2(0, 5), painter.ink(Ink::Shadow),
                        12);
    list->AddRectFilled(from, from + size, ground, 11);
    list->AddRect(from, from + size, painter.ink(Ink::Outline), 11);
    const ImU32 mark = toast.tone == ToastTone::Bad    ? IM_COL32(0xf2, 0x8b, 0x86, 255)
                       : toast.tone == ToastTone::Good ? IM_COL32(0x66, 0xc9, 0x8f, 255)
                                                       : color;
    draw_icon(list,
              toast.tone == ToastTone::Bad    ? Icon::Warning
              : toast.tone == ToastTone::Good ? Icon::Check
                                              : Icon::Info,
              from + ImVec2(24, 11 + row / 2), 17, mark);
    for (std::size_t line = 0; line < lines.size(); ++line)
      draw_text(list, painter, from + ImVec2(44, 11 + row * static_cast<float>(line)), Type::Ui,
                color, lines[line]);
    WidgetNode node;
    node.role = Role::Status;
    node.name = toast.text;
    node.rect = {from.x, from.y, size.x, size.y};
    painter.state.widgets.push_back(std::move(node));
    y = from.y - 10;
  }
}

}  // namespace ui
