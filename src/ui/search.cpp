// A sheet with a line to type in and the places of the course that have its words. Arrow keys choose,
// Enter goes there.
#include <algorithm>

#include "base/text.h"
#include "ui/sheet.h"
#include "ui/text_box.h"

namespace ui {
namespace {

/// The grounds of the words that were searched for, in a line of the excerpt.
void draw_marks(const Painter& painter, const SearchHit& hit, std::string_view line, ImVec2 at, float width) {
  const auto line_begin = static_cast<std::size_t>(line.data() - hit.excerpt.data());
  for (const TextRange& mark : hit.marks) {
    if (mark.begin < line_begin || mark.end > line_begin + line.size()) continue;
    const float from = width_of(painter, Type::Small, line.substr(0, mark.begin - line_begin));
    const float to = std::min(width, from + width_of(painter, Type::Small, line.substr(mark.begin - line_begin, mark.end - mark.begin)));
    if (from < to) fill(at + ImVec2(from - 2, 0), at + ImVec2(to + 2, line_height_of(painter, Type::Small)), painter.ink(Ink::WarnSoft), 3);
  }
}

/// Returns the height.
float draw_hit(const Painter& painter, const SearchHit& hit, bool is_selected, ImVec2 at, float width, bool& is_clicked) {
  const float padding = 12, inner = width - 2 * padding;
  const float title = line_height_of(painter, Type::UiStrong), caption = line_height_of(painter, Type::Caption);
  const std::vector<std::string_view> lines = wrapped_lines(painter, Type::Small, hit.excerpt, inner);
  const std::size_t shown = std::min<std::size_t>(lines.size(), hit.excerpt.empty() ? 0 : 2);
  const float height = 8 + title + caption + line_height_of(painter, Type::Small) * static_cast<float>(shown) + 10;
  const ImVec2 to = at + ImVec2(width, height);
  Traits traits;
  traits.is_checked = is_selected;
  traits.value = hit.chapter;
  const Touched touched = press_area(painter, Role::Link, {hit.title, "hit"}, at, to, traits, 8);
  if (is_selected) fill(at, to, painter.ink(Ink::AccentSoft), 8);
  else if (touched.is_hovered) fill(at, to, painter.ink(Ink::Hover), 8);
  float y = at.y + 8;
  draw_elided(painter, ImVec2(at.x + padding, y), Type::UiStrong, painter.ink(is_selected ? Ink::Accent : Ink::Heading), hit.title, inner);
  y += title;
  draw_elided(painter, ImVec2(at.x + padding, y), Type::Caption, painter.ink(Ink::Muted), hit.chapter, inner);
  y += caption;
  for (std::size_t i = 0; i < shown; ++i, y += line_height_of(painter, Type::Small)) {
    draw_marks(painter, hit, lines[i], ImVec2(at.x + padding, y), inner);
    draw_elided(painter, ImVec2(at.x + padding, y), Type::Small, painter.ink(Ink::Text), lines[i], inner);
  }
  is_clicked = touched.is_clicked;
  return height;
}

}  // namespace

void draw_search(const Painter& painter, const PageView& view, Commands& commands) {
  UiState& state = painter.state;
  const bool is_new = state.open_sheet != "search";
  if (is_new) state.search_chosen = 0;
  const Sheet sheet = begin_sheet(painter, view, "search", "Search the course", 620, 640);
  float y = sheet.origin.y + 2;
  const std::size_t count = view.search.hits.size();
  if (is_new || state.search_wants_focus) ImGui::SetKeyboardFocusHere();
  state.search_wants_focus = is_new;   // the sheet that comes up takes the focus first
  if (is_new) state.wants_animation = true;
  bool is_entered = false;
  if (text_box(painter, {"Words", "search-words"}, ImVec2(sheet.origin.x, y), sheet.width, 1, "Words in a heading or in the text", state.search_words, &is_entered)) {
    commands.push_back(SearchFor{state.search_words});
    state.search_chosen = 0;
  }
  y += text_box_height(painter, 1) + 12;
  const auto is_pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, ImGuiKeyOwner_Any); };
  const bool has_moved = count > 0 && (is_pressed(ImGuiKey_DownArrow) || is_pressed(ImGuiKey_UpArrow));
  if (count > 0 && is_pressed(ImGuiKey_DownArrow)) state.search_chosen = std::min(state.search_chosen + 1, count - 1);
  if (is_pressed(ImGuiKey_UpArrow) && state.search_chosen > 0) --state.search_chosen;
  const SearchHit* wanted = is_entered && state.search_chosen < count ? &view.search.hits[state.search_chosen] : nullptr;
  if (is_entered && wanted == nullptr) state.search_wants_focus = true;

  begin_pane(painter, "hits", Area{ImVec2(sheet.origin.x, y), ImVec2(sheet.origin.x + sheet.width, sheet.bottom)});
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  y = origin.y;
  std::string words;
  if (count == 0 && view.search.is_loading) words = "The course is being read …";
  else if (count == 0 && !trimmed(state.search_words).empty()) words = "No place in the course has these words.";
  if (!words.empty()) {
    note_widget(painter, Role::Status, words, ImVec2(sheet.origin.x, y), ImVec2(sheet.origin.x + sheet.width, y + 24));
    draw_text(painter, ImVec2(sheet.origin.x + 12, y + 6), Type::Ui, painter.ink(Ink::Muted), words);
    y += 36;
  }
  for (std::size_t i = 0; i < count; ++i) {
    bool is_clicked = false;
    ImGui::PushID(static_cast<int>(i));
    const float height = draw_hit(painter, view.search.hits[i], i == state.search_chosen, ImVec2(sheet.origin.x, y), sheet.width - 14, is_clicked);
    ImGui::PopID();
    if (is_clicked) wanted = &view.search.hits[i];
    if (has_moved && i == state.search_chosen) {
      const float top = y - origin.y, room = ImGui::GetWindowHeight(), scroll = ImGui::GetScrollY();
      if (top < scroll) ImGui::SetScrollY(top);
      else if (top + height > scroll + room) ImGui::SetScrollY(top + height - room);
      state.wants_animation = true;
    }
    y += height + 2;
  }
  end_pane(ImVec2(origin.x, y));
  end_sheet(ImVec2(sheet.origin.x, sheet.origin.y));
  if (wanted != nullptr) commands.push_back(OpenChapter{wanted->chapter_id, wanted->anchor});
  if (wanted != nullptr || sheet.wants_close) commands.push_back(ToggleSearch{});
}

}  // namespace ui
