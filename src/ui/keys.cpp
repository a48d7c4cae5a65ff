#include "ui/keys.h"

#include <algorithm>

#include "ui/panes.h"

namespace ui {
namespace {

// The page owns these, so that ImGui's own navigation leaves them alone.
constexpr ImGuiID page_keys = 0x63726162;
constexpr ImGuiKey owned_keys[] = {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,
                                   ImGuiKey_DownArrow, ImGuiKey_PageUp,     ImGuiKey_PageDown,
                                   ImGuiKey_Home,      ImGuiKey_End};

bool is_pressed(ImGuiKey key) {
  return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any);
}
bool is_pressed_once(ImGuiKey key) {
  return ImGui::IsKeyPressed(key, ImGuiInputFlags_None, ImGuiKeyOwner_Any);
}

void move_reading(const Painter& painter, float distance, bool is_to_end) {
  UiState& state = painter.state;
  ImGuiWindow* pane = nullptr;
  for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
    if (window->WasActive && (window->Flags & ImGuiWindowFlags_ChildWindow) != 0 &&
        std::string_view(window->Name).find("/reading_") != std::string_view::npos)
      pane = window;
  if (pane == nullptr) return;
  const float from = state.scroll_target >= 0 ? state.scroll_target : pane->Scroll.y;
  state.scroll_target = is_to_end ? (distance < 0 ? 0 : pane->ScrollMax.y)
                                  : std::clamp(from + distance, 0.0f, pane->ScrollMax.y);
  if (painter.is_motion_reduced) {
    ImGui::SetScrollY(pane, state.scroll_target);
    state.scroll_target = -1;
  }
  state.wants_animation = true;
}

void open_neighbour(const PageView& view, Commands& commands, int direction) {
  const auto& rows = view.book.contents;
  const auto is_chapter = [](const ContentsRow& row) {
    return row.entry != nullptr && !row.entry->chapter_id.empty() && !row.entry->is_draft;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!is_chapter(rows[i]) || rows[i].entry->chapter_id != view.book.chapter_id) continue;
    for (long j = static_cast<long>(i) + direction; j >= 0 && j < static_cast<long>(rows.size());
         j += direction)
      if (is_chapter(rows[static_cast<std::size_t>(j)])) {
        commands.push_back(OpenChapter{rows[static_cast<std::size_t>(j)].entry->chapter_id, ""});
        return;
      }
  }
}

void read_stage_keys(const Painter& painter, const PageView& view, Commands& commands) {
  const PlaybackView& playback = view.playback;
  UiState& state = painter.state;
  const bool is_single = shape_of(view.layout) == PageShape::Single;
  const bool is_stage =
      is_single ? state.narrow_pane == NarrowPane::Stage : state.keys_go_to == KeyTarget::Stage;
  if (!state.is_slider_focused) {
    if (is_pressed(ImGuiKey_RightArrow) && playback.can_step_forward)
      commands.push_back(StepForward{});
    if (is_pressed(ImGuiKey_LeftArrow) && playback.can_step_back) commands.push_back(StepBack{});
    if (is_stage) {
      if (is_pressed(ImGuiKey_DownArrow) && playback.can_step_over) commands.push_back(StepOver{});
      if (is_pressed_once(ImGuiKey_Home) && playback.can_step_back) commands.push_back(SeekStep{0});
      if (is_pressed_once(ImGuiKey_End) && playback.steps > 0)
        commands.push_back(SeekStep{playback.steps});
    }
  }
  if (is_pressed(ImGuiKey_O) && playback.can_step_over) commands.push_back(StepOver{});
  if (is_pressed_once(ImGuiKey_P)) {
    if (playback.is_playing)
      commands.push_back(Pause{});
    else if (playback.can_play)
      commands.push_back(Play{});
  }
  if (is_pressed_once(ImGuiKey_E) && playback.can_explore) {
    commands.push_back(Explore{});
    state.tab = StageTab::Outcomes;
  }
  if (is_pressed_once(ImGuiKey_S)) commands.push_back(ShareProgram{});
  if (is_pressed_once(ImGuiKey_T))
    state.tab = static_cast<StageTab>((static_cast<int>(state.tab) + 1) % 7);
  if (is_pressed_once(ImGuiKey_F2) && view.stage.is_editable)
    state.mode = state.mode == StageMode::Edit ? StageMode::Read : StageMode::Edit;
  // A focused widget takes Enter and Space itself.
  const bool has_focus =
      ImGui::GetCurrentContext()->NavCursorVisible && ImGui::GetCurrentContext()->NavId != 0;
  if (!has_focus && playback.can_run &&
      (is_pressed_once(ImGuiKey_Enter) || is_pressed_once(ImGuiKey_KeypadEnter) ||
       is_pressed_once(ImGuiKey_Space)))
    commands.push_back(Run{});
  if (!playback.can_move_thread || view.stage.threads == nullptr) return;
  if (is_pressed_once(ImGuiKey_F)) commands.push_back(Run{true});
  for (std::uint32_t digit = 0; digit < 9; ++digit)
    if (is_pressed_once(static_cast<ImGuiKey>(ImGuiKey_1 + digit)))
      for (const scene::Lane& lane : view.stage.threads->lanes)
        if (lane.thread == digit && lane.state == scene::LaneState::CanMove)
          commands.push_back(MoveThread{digit});
}

void read_text_keys(const Painter& painter, const PageView& view, Commands& commands) {
  UiState& state = painter.state;
  const float page = ImGui::GetIO().DisplaySize.y * 0.8f;
  if (is_pressed(ImGuiKey_PageDown)) move_reading(painter, page, false);
  if (is_pressed(ImGuiKey_PageUp)) move_reading(painter, -page, false);
  if (state.keys_go_to == KeyTarget::Reading && !state.is_slider_focused) {
    if (is_pressed(ImGuiKey_DownArrow)) move_reading(painter, 80, false);
    if (is_pressed(ImGuiKey_UpArrow)) move_reading(painter, -80, false);
    if (is_pressed_once(ImGuiKey_Home)) move_reading(painter, -1, true);
    if (is_pressed_once(ImGuiKey_End)) move_reading(painter, 1, true);
  }
  if (is_pressed_once(ImGuiKey_LeftBracket)) open_neighbour(view, commands, -1);
  if (is_pressed_once(ImGuiKey_RightBracket)) open_neighbour(view, commands, 1);
  if (is_pressed_once(ImGuiKey_M)) {
    if (view.layout.width >= inline_contents_width)
      state.arrangement.is_contents_open = !state.arrangement.is_contents_open;
    else
      state.is_drawer_open = !state.is_drawer_open;
  }
}

/// Asks for the character, wherever its key is.
bool is_typed(ImWchar letter) {
  for (const ImWchar typed : ImGui::GetIO().InputQueueCharacters)
    if (typed == letter) return true;
  return false;
}

}  // namespace

void read_keys(const Painter& painter, const PageView& view, Commands& commands) {
  UiState& state = painter.state;
  for (const ImGuiKey key : owned_keys) ImGui::SetKeyOwner(key, page_keys);
  const ImGuiIO& io = ImGui::GetIO();
  if (is_pressed_once(ImGuiKey_Escape)) {
    if (!state.open_rule.empty())
      state.open_rule.clear();
    else if (view.search.is_open)
      commands.push_back(ToggleSearch{});
    else if (view.is_help_open)
      commands.push_back(ToggleHelp{});
    else if (view.is_settings_open)
      commands.push_back(ToggleSettings{});
    else if (state.is_drawer_open)
      state.is_drawer_open = false;
    else if (state.mode == StageMode::Edit)
      state.mode = StageMode::Read;
  }
  if (io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
  if (is_typed('?')) commands.push_back(ToggleHelp{});
  if (view.is_help_open || view.is_settings_open || view.search.is_open || state.is_drawer_open ||
      !state.open_rule.empty())
    return;
  if (is_typed('/')) commands.push_back(ToggleSearch{});
  read_text_keys(painter, view, commands);
  if (!view.stage.program_id.empty()) read_stage_keys(painter, view, commands);
}

}  // namespace ui
