// The page as a whole: which parts there are at this size, where they go, and in what order they
// are drawn.
#include "ui/page.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/panes.h"

namespace ui {
namespace {

constexpr float contents_width = 276;

void begin_page(const Painter& painter, const PageView& view) {
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(view.layout.width, view.layout.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, painter.ink(Ink::Page));
  ImGui::Begin("page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  // ImGui tells only the face in use how many pixels a unit has; the others would be blurred.
  const Fonts& fonts = painter.fonts;
  for (ImFont* font :
       {fonts.text, fonts.italic, fonts.strong, fonts.strong_italic, fonts.code, fonts.code_strong})
    font->CurrentRasterizerDensity = ImGui::GetFontRasterizerDensity();
}

void draw_side_by_side(const Painter& painter, const PageView& view, Commands& commands,
                       Area area) {
  UiState& state = painter.state;
  const float share = std::clamp(state.arrangement.stage_share, 0.25f, 0.75f);
  const float least = 340;
  float stage = std::floor(area.width() * share);
  stage = std::clamp(stage, least, std::max(least, area.width() - least));
  const float x = area.to.x - stage;
  draw_reading(painter, view, commands, Area{area.from, ImVec2(x - 4, area.to.y)});
  draw_stage(painter, view, commands, Area{ImVec2(x + 4, area.from.y), area.to});
  const float change =
      draw_splitter(painter, {"Width of the stage", "stage-splitter"}, Split::Columns,
                    Area{ImVec2(x - 4, area.from.y), ImVec2(x + 4, area.to.y)});
  if (change != 0)
    state.arrangement.stage_share = std::clamp((stage - change) / area.width(), 0.25f, 0.75f);
}

void draw_stacked(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  UiState& state = painter.state;
  const float share = view.stage.program_id.empty()
                          ? 0.22f
                          : std::clamp(state.arrangement.stacked_share, 0.25f, 0.8f);
  const float y = std::floor(area.to.y - area.height() * share);
  draw_reading(painter, view, commands, Area{area.from, ImVec2(area.to.x, y - 4)});
  draw_stage(painter, view, commands, Area{ImVec2(area.from.x, y + 4), area.to});
  const float change =
      draw_splitter(painter, {"Height of the stage", "stage-splitter"}, Split::Rows,
                    Area{ImVec2(area.from.x, y - 4), ImVec2(area.to.x, y + 4)});
  if (change != 0)
    state.arrangement.stacked_share =
        std::clamp((area.to.y - y - change) / area.height(), 0.25f, 0.8f);
}

/// Two large tabs at the foot of a phone's screen.
void draw_foot(const Painter& painter, const PageView& view, Area area) {
  UiState& state = painter.state;
  fill(area.from, area.to, painter.ink(Ink::Panel));
  hairline(painter, area.from, area.width());
  struct Foot {
    NarrowPane pane;
    std::string_view name;
    Icon icon;
  };
  static constexpr Foot feet[] = {{NarrowPane::Reading, "Read", Icon::Book},
                                  {NarrowPane::Stage, "Stage", Icon::Stage}};
  const float each = area.width() / 2;
  for (int i = 0; i < 2; ++i) {
    const ImVec2 from(area.from.x + each * static_cast<float>(i), area.from.y + 1),
        to(from.x + each, area.to.y - view.layout.inset_bottom);
    const bool is_selected = state.narrow_pane == feet[i].pane;
    Traits traits;
    traits.is_checked = is_selected;
    const Touched touched = press_area(
        painter, Role::Tab, {feet[i].name, concat("foot-", feet[i].name)}, from, to, traits);
    const ImU32 color = painter.ink(is_selected ? Ink::Accent : Ink::Muted);
    const float words = width_of(painter, Type::SmallStrong, feet[i].name) + 26;
    const float x = (from.x + to.x - words) / 2, y = (from.y + to.y) / 2;
    draw_icon(canvas(), feet[i].icon, ImVec2(x + 9, y), 18, color);
    draw_text(painter, ImVec2(x + 26, y - line_height_of(painter, Type::SmallStrong) / 2),
              Type::SmallStrong, color, feet[i].name);
    if (is_selected)
      fill(ImVec2(x, area.from.y), ImVec2(x + words, area.from.y + 2), painter.ink(Ink::Accent), 1);
    if (touched.is_clicked) state.narrow_pane = feet[i].pane;
  }
}

void draw_single(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const float foot = 52 + view.layout.inset_bottom;
  const Area inner{area.from, ImVec2(area.to.x, area.to.y - foot)};
  if (painter.state.narrow_pane == NarrowPane::Reading)
    draw_reading(painter, view, commands, inner);
  else
    draw_stage(painter, view, commands, inner);
  draw_foot(painter, view, Area{ImVec2(area.from.x, inner.to.y), area.to});
}

/// The course list over the page, the rest dimmed.
void draw_drawer(const Painter& painter, const PageView& view, Commands& commands) {
  const ImVec2 screen(view.layout.width, view.layout.height);
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(screen);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, painter.ink(Ink::Scrim));
  ImGui::Begin("drawer", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  const Area area{ImVec2(0, view.layout.inset_top),
                  ImVec2(std::min(320.0f, screen.x - 48), screen.y)};
  fill(ImVec2(0, 0), area.to, painter.ink(Ink::Panel));
  const float side = icon_button_size(painter);
  bool wants_close = icon_button(painter, Icon::Close, {"Close the contents", "close-drawer"},
                                 area.from + ImVec2(8, 8));
  draw_elided(
      painter,
      area.from + ImVec2(side + 20, 8 + (side - line_height_of(painter, Type::UiStrong)) / 2),
      Type::UiStrong, painter.ink(Ink::Heading), view.book.title, area.width() - side - 32);
  draw_contents(painter, view, commands, Area{area.from + ImVec2(0, side + 16), area.to});
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::GetIO().MousePos.x > area.to.x &&
      !ImGui::IsWindowAppearing())
    wants_close = true;
  ImGui::End();
  if (wants_close) painter.state.is_drawer_open = false;
}

void follow_requests(UiState& state) {
  if (state.activate_id != 0) ImGui::ActivateItemByID(state.activate_id);
  if (state.focus_id != 0 && ImGui::GetCurrentContext()->NavWindow != nullptr) {
    ImGui::GetCurrentContext()->NavId = state.focus_id;
    ImGui::SetNavCursorVisible(true);
  }
  state.activate_id = state.focus_id = 0;
}

}  // namespace

void draw_page(const PageView& view, UiState& state, Commands& commands) {
  const ImGuiIO& io = ImGui::GetIO();
  state.time += io.DeltaTime;
  state.widgets.clear();
  state.editor = EditorRequest{};
  state.wants_animation = false;
  state.is_slider_focused = false;
  state.stage = state.watched = {};
  state.next_hovered_line = 0;
  const Painter painter{theme_named(view.settings.theme, view.settings.is_system_dark),
                        with_fallbacks(view.fonts),
                        state,
                        static_cast<float>(std::clamp(view.settings.text_scale, 0.5, 3.0)),
                        view.layout.is_touch,
                        view.settings.is_motion_reduced,
                        io.DeltaTime};
  follow_requests(state);
  if (!view.is_help_open && !view.is_settings_open && !view.search.is_open) state.open_sheet.clear();

  const bool is_contents_inline = view.layout.width >= inline_contents_width;
  if (is_contents_inline) state.is_drawer_open = false;
  begin_page(painter, view);
  const float top = view.layout.inset_top, bar = painter.is_touch ? 56 : 50;
  draw_top_bar(painter, view, commands, Area{ImVec2(0, top), ImVec2(view.layout.width, top + bar)},
               is_contents_inline);
  Area area{ImVec2(0, top + bar), ImVec2(view.layout.width, view.layout.height)};
  if (is_contents_inline && state.arrangement.is_contents_open) {
    draw_contents(painter, view, commands, Area{area.from, ImVec2(contents_width, area.to.y)});
    fill(ImVec2(contents_width, area.from.y), ImVec2(contents_width + 1, area.to.y),
         painter.ink(Ink::Hairline));
    area.from.x = contents_width + 1;
  }
  switch (shape_of(view.layout)) {
    case PageShape::SideBySide:
      draw_side_by_side(painter, view, commands, area);
      break;
    case PageShape::Stacked:
      draw_stacked(painter, view, commands, area);
      break;
    case PageShape::Single:
      draw_single(painter, view, commands, area);
      break;
  }
  ImGui::End();

  if (state.is_drawer_open) draw_drawer(painter, view, commands);
  if (!state.open_rule.empty()) draw_rule_menu(painter, view, commands);
  if (view.is_settings_open) draw_settings(painter, view, commands);
  if (view.search.is_open) draw_search(painter, view, commands);
  if (view.is_help_open) draw_help(painter, view, commands);
  if (state.is_drawer_open || view.is_settings_open || view.is_help_open || view.search.is_open || !state.open_rule.empty())
    state.editor.is_visible = false;
  draw_toasts(painter, view,
              view.layout.height - view.layout.inset_bottom -
                  (shape_of(view.layout) == PageShape::Single ? 68.0f : 24.0f));
  draw_explanation(painter, view.playback);
  read_keys(painter, view, commands);

  // What the pointer rests on in one pane is shown in another, drawn earlier: one more frame.
  if (state.hovered_line != state.next_hovered_line) state.wants_animation = true;
  state.hovered_line = state.next_hovered_line;
}

}  // namespace ui
