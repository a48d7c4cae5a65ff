// The borrows of each piece of memory: the stack of Stacked Borrows or the tree of Tree Borrows, what
// the last step did to them, and how undefined behaviour came about. On top the model is chosen.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/borrows_parts.h"
#include "ui/rich_text.h"

namespace ui {
namespace {

constexpr std::string_view model_names[] = {"Off", "Stacked", "Tree", "Both"};
constexpr std::string_view models[] = {"none", "stacked", "tree", "both"};
constexpr float card_gap = 12;
using scene::BorrowModel;

int model_index(std::string_view model) {
  const auto found = std::find(std::begin(models), std::end(models), model == "tree-implicit-writes" ? "tree" : model);
  return found == std::end(models) ? 0 : static_cast<int>(found - std::begin(models));
}

/// Which model is on. Returns the height.
float draw_models(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at, float width) {
  const float height = std::max(painter.target(), 36.0f);
  const std::string_view words = "Aliasing model";
  const float words_width = width_of(painter, Type::Small, words) + 14;
  const bool has_words = width > 420;
  float x = at.x;
  if (has_words) {
    draw_text(painter, ImVec2(x, at.y + (height - line_height_of(painter, Type::Small)) / 2), Type::Small, painter.ink(Ink::Muted), words);
    x += words_width;
  }
  const int pressed = segments(painter, {words, "aliasing-model"}, ImVec2(x, at.y), std::min(at.x + width - x, 360.0f), model_names, 4, model_index(view.stage.aliasing));
  if (pressed >= 0) commands.push_back(SetAliasing{std::string(models[pressed])});
  return height;
}

/// 1 right after a step, falling to 0, so that an idle page is still.
float freshness(const Painter& painter, std::uint32_t cursor) {
  UiState& state = painter.state;
  constexpr float duration = 0.45f;
  if (state.borrows_cursor != cursor) {
    state.borrows_cursor = cursor;
    state.borrows_settled = state.time + duration;
  }
  const float left = state.borrows_settled - state.time;
  if (painter.is_motion_reduced || left <= 0 || left > duration) return 0;
  state.wants_animation = true;
  const float part = left / duration;
  return part * part * part;
}

/// What the last step did. Returns the height.
float draw_change(const BorrowsPen& pen, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const float height = draw_sentence(painter, pen.scene.change, at, width, {Type::Small, painter.ink(Ink::Text)});
  note_widget(painter, Role::Status, without_ticks(pen.scene.change), at, at + ImVec2(width, height));
  return height;
}

/// What the signs mean. Returns the height.
float draw_legend(const BorrowsPen& pen, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const float row = line_height_of(painter, Type::Caption) + 6;
  float x = at.x, y = at.y;
  const auto word = [&](std::string_view text, float sign) {
    const float extent = sign + width_of(painter, Type::Caption, text);
    if (x > at.x && x + extent > at.x + width) {
      x = at.x;
      y += row;
    }
    draw_text(painter, ImVec2(x + sign, y), Type::Caption, painter.ink(Ink::Muted), text);
    const ImVec2 center(x + sign / 2 - 3, y + line_height_of(painter, Type::Caption) / 2);
    x += extent + 18;
    return center;
  };
  draw_lock(canvas(), word("protected while its call runs", 18), painter.ink(Ink::Warn));
  const ImVec2 struck = word("name", 0);
  (void)struck;
  x -= 18;
  fill(ImVec2(x - width_of(painter, Type::Caption, "name"), y + row / 2 - 3), ImVec2(x, y + row / 2 - 2), painter.ink(Ink::Muted));
  x += 6;
  word("over: may not be used", 0);
  const ImVec2 tint = word("changed by this step", 22);
  fill(tint - ImVec2(8, 6), tint + ImVec2(8, 6), painter.ink(Ink::AccentSoft), 4);
  outline(tint - ImVec2(8, 6), tint + ImVec2(8, 6), painter.ink(Ink::Accent), 4, 1.4f);
  if (pen.scene.left_out > 0)
    word(concat(pen.scene.left_out, pen.scene.left_out == 1 ? " pointer that nobody carries any more is" : " pointers that nobody carries any more are", " left out"), 0);
  return y + row - at.y;
}

/// Cards in as many columns as there is room for, each in the column that is shortest.
float draw_cards(const BorrowsPen& pen, ImVec2 at, float width) {
  const int count = std::clamp(static_cast<int>(width / (400 * pen.painter.scale)), 1, 3);
  const int columns = std::min<int>(count, std::max<int>(1, static_cast<int>(pen.scene.cards.size())));
  const float each = std::min((width - card_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns), 640 * pen.painter.scale);
  std::vector<float> bottoms(static_cast<std::size_t>(columns), at.y);
  for (const scene::BorrowCard& card : pen.scene.cards) {
    const auto shortest = std::min_element(bottoms.begin(), bottoms.end());
    const float x = at.x + (each + card_gap) * static_cast<float>(shortest - bottoms.begin());
    *shortest += draw_borrow_card(pen, card, ImVec2(x, *shortest), each, Pass::Draw) + card_gap;
  }
  return *std::max_element(bottoms.begin(), bottoms.end()) - at.y;
}

/// Where the two models first differ, to go there. Returns the height.
float draw_difference(const BorrowsPen& pen, const scene::RivalScene& rival, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const std::string head = rival.has_difference ? concat("First difference: line ", rival.line) : std::string("No difference");
  const float inner = width - 24;
  const float words = draw_sentence(painter, rival.sentence, ImVec2(), inner, {Type::Small, 0}, Pass::Measure);
  const ImVec2 end = at + ImVec2(width, std::max(painter.target(), line_height_of(painter, Type::SmallStrong) + words + 14));
  Traits traits;
  traits.value = rival.sentence;
  fill(at, end, painter.ink(Ink::NoteSoft), 8);
  outline(at, end, faded(painter.ink(Ink::Note), 0.6f), 8);
  const Touched touched = press_area(painter, Role::Link, {head, "difference"}, at, end, traits, 8);
  if (touched.is_hovered) painter.state.next_hovered_line = rival.line;
  if (touched.is_clicked && rival.has_difference) pen.commands.push_back(SeekStep{rival.step});
  draw_text(painter, at + ImVec2(12, 6), Type::SmallStrong, painter.ink(touched.is_hovered ? Ink::Link : Ink::Heading), head);
  draw_sentence(painter, rival.sentence, at + ImVec2(12, 6 + line_height_of(painter, Type::SmallStrong)), inner, {Type::Small, painter.ink(Ink::Text)});
  return end.y - at.y;
}

/// One of the models with its cards below each other. Returns the height.
float draw_side(const BorrowsPen& pen, std::string_view ending, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const std::string_view name = pen.scene.model == BorrowModel::Tree ? "Tree Borrows" : "Stacked Borrows";
  float y = at.y;
  draw_text(painter, ImVec2(at.x, y), Type::UiStrong, painter.ink(Ink::Heading), name);
  y += line_height_of(painter, Type::UiStrong) + 2;
  note_widget(painter, Role::Heading, name, at, ImVec2(at.x + width, y)).value = ending;
  const std::string words = concat("How its run ends: ", ending);
  y += draw_sentence(painter, words, ImVec2(at.x, y), width, {Type::Small, painter.ink(Ink::Muted)}) + 8;
  ImGui::PushID(static_cast<int>(pen.scene.model));
  for (const scene::BorrowCard& card : pen.scene.cards) y += draw_borrow_card(pen, card, ImVec2(at.x, y), width, Pass::Draw) + card_gap;
  ImGui::PopID();
  return y - at.y;
}

/// Both models beside each other, or below where there is no room. Returns the height.
float draw_both(const BorrowsPen& pen, const scene::RivalScene& rival, ImVec2 at, float width) {
  float y = at.y;
  if (!rival.is_searching) y += draw_difference(pen, rival, at, width) + card_gap;
  const bool is_narrow = width < 520 * pen.painter.scale;
  const float each = is_narrow ? width : (width - card_gap) / 2;
  const BorrowsPen other{pen.painter, rival.other, pen.commands, pen.fresh};
  const float left = draw_side(other, rival.other_ending, ImVec2(at.x, y), each);
  const float right = draw_side(pen, rival.ending, is_narrow ? ImVec2(at.x, y + left) : ImVec2(at.x + each + card_gap, y), each);
  return y + (is_narrow ? left + right : std::max(left, right)) - at.y;
}

/// What to say where nothing is drawn yet.
void draw_nothing(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  Traits traits;
  traits.is_enabled = view.playback.can_run;
  if (view.stage.aliasing == "none") {
    if (draw_empty(painter, area, Icon::Target, "Who may use what?",
                   "An aliasing model follows every pointer: which expression made it, what it may still do, and what took that away.",
                   "Run with Tree Borrows", traits)) {
      commands.push_back(SetAliasing{"tree"});
      commands.push_back(Run{});
    }
  } else if (draw_empty(painter, area, Icon::Target, "No run yet", "Run the program, or step through it, to see its pointers come and go.", "Run it", traits)) {
    commands.push_back(Run{});
  }
}

}  // namespace

void draw_borrows(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const scene::BorrowsScene* scene = view.stage.borrows;
  const float margin = area.width() < 420 ? 10.0f : 16.0f;
  if (view.stage.aliasing == "none" || scene == nullptr) {
    const float models_height = draw_models(painter, view, commands, area.from + ImVec2(margin, 10), area.width() - 2 * margin) + 14;
    draw_nothing(painter, view, commands, Area{area.from + ImVec2(0, models_height), area.to});
    return;
  }
  begin_pane(painter, "borrows", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const BorrowsPen pen{painter, *scene, commands, freshness(painter, view.playback.cursor)};
  const float left = area.from.x + margin, width = area.width() - 2 * margin - (painter.is_touch ? 0.0f : 6.0f);
  float y = origin.y + 10;
  y += draw_models(painter, view, commands, ImVec2(left, y), width) + 10;
  // Undefined behaviour is what there is to say of its step.
  if (scene->moments.empty()) y += draw_change(pen, ImVec2(left, y), width) + 10;
  if (!scene->moments.empty()) y += draw_borrow_moments(pen, ImVec2(left, y), std::min(width, 820 * painter.scale)) + card_gap;
  if (view.stage.rival)
    y += draw_both(pen, *view.stage.rival, ImVec2(left, y), width);
  else if (scene->cards.empty())
    y += draw_wrapped(painter, ImVec2(left, y), width, Type::Small, painter.ink(Ink::Muted), "At this step no variable is borrowed, and there is no pointer to anything on the heap.") + card_gap;
  else
    y += draw_cards(pen, ImVec2(left, y), width);
  y += draw_legend(pen, ImVec2(left, y), width) + 8;
  y += draw_permissions(pen, ImVec2(left, y), std::min(width, 560 * painter.scale)) + card_gap;
  end_pane(ImVec2(origin.x, y));
}

}  // namespace ui
