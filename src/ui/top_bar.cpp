// The line at the top: the course list's button, the course's name, going back and forward, theme,
// settings and help.
#include <algorithm>

#include "base/text.h"
#include "ui/panes.h"

namespace ui {
namespace {

std::string_view opposite_of(const Theme& theme) {
  return theme.name == "light" ? "dark" : "light";
}

}  // namespace

void draw_top_bar(const Painter& painter, const PageView& view, Commands& commands, Area area,
                  bool is_contents_inline) {
  UiState& state = painter.state;
  fill(area.from, area.to, painter.ink(Ink::Page));
  const float side = icon_button_size(painter);
  const float y = area.from.y + (area.height() - side) / 2;
  float x = area.from.x + 8;
  Traits menu;
  menu.is_expanded = is_contents_inline ? state.arrangement.is_contents_open : state.is_drawer_open;
  if (icon_button(painter, Icon::Menu, {"Course contents", "menu"}, ImVec2(x, y), menu)) {
    if (is_contents_inline)
      state.arrangement.is_contents_open = !state.arrangement.is_contents_open;
    else
      state.is_drawer_open = !state.is_drawer_open;
  }
  x += side + 8;
  const float middle = (area.from.y + area.to.y) / 2;
  draw_logo(painter, ImVec2(x + 14, middle - 1), 26);
  x += 36;

  float right = area.to.x - 8;
  const auto next = [&] { return right -= side + 2; };
  Traits help, settings;
  help.is_checked = view.is_help_open;
  settings.is_checked = view.is_settings_open;
  if (icon_button(painter, Icon::Help, {"Help"}, ImVec2(next(), y), help, "Keys and help   ?"))
    commands.push_back(ToggleHelp{});
  if (icon_button(painter, Icon::Settings, {"Settings"}, ImVec2(next(), y), settings))
    commands.push_back(ToggleSettings{});
  Traits search;
  search.is_checked = view.search.is_open;
  if (icon_button(painter, Icon::Search, {"Search"}, ImVec2(next(), y), search, "Search the course   /"))
    commands.push_back(ToggleSearch{});
  if (area.width() > 420) {
    const std::string_view theme = opposite_of(painter.theme);
    if (icon_button(painter, Icon::Sun, {"Switch between light and dark", "theme"},
                    ImVec2(next(), y)))
      commands.push_back(SetTheme{std::string(theme)});
  }
  if (area.width() > 620) {
    right -= 8;
    Traits forward, back;
    forward.is_enabled = view.book.can_go_forward;
    back.is_enabled = view.book.can_go_back;
    if (icon_button(painter, Icon::ChevronRight, {"Forward"}, ImVec2(next(), y), forward))
      commands.push_back(GoForward{});
    if (icon_button(painter, Icon::ChevronLeft, {"Back"}, ImVec2(next(), y), back))
      commands.push_back(GoBack{});
  }
  const std::string_view title =
      view.book.title.empty() ? std::string_view("Crabglass") : std::string_view(view.book.title);
  draw_elided(painter, ImVec2(x, middle - line_height_of(painter, Type::UiStrong) / 2),
              Type::UiStrong, painter.ink(Ink::Heading), title, right - x - 12);
  note_widget(painter, Role::Heading, title, ImVec2(x, area.from.y), ImVec2(right, area.to.y));
  hairline(painter, ImVec2(area.from.x, area.to.y - 1), area.width());
}

}  // namespace ui
