// The permissions as a diagram: a state each, an arrow for each way in which an access changes one.
// States stand in a column with the arrows to the next between them; longer arrows go round on the
// right. What the last step did is lit.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/borrows_parts.h"

namespace ui {
namespace {

using scene::BorrowsScene;
using scene::PermissionMove;
using scene::PermissionState;

constexpr float diagram_padding = 14;

struct Diagram {
  const BorrowsPen& pen;
  ImVec2 at;                 // of the first state
  float state_width = 0, state_height = 0, pitch = 0;
  float right = 0;           // of the words

  float middle_of(std::uint32_t state) const { return at.y + pitch * static_cast<float>(state) + state_height / 2; }
  ImU32 color_of(const PermissionMove& move) const { return pen.painter.ink(move.is_current ? Ink::Accent : Ink::Faint); }
};

void draw_arrow_head(ImVec2 tip, ImVec2 direction, ImU32 color) {
  const ImVec2 side(-direction.y, direction.x);
  canvas()->AddTriangleFilled(tip, tip - direction * 7 + side * 4, tip - direction * 7 - side * 4, color);
}

void draw_state(const Diagram& diagram, std::uint32_t index) {
  const Painter& painter = diagram.pen.painter;
  const PermissionState& state = diagram.pen.scene.states[index];
  const ImVec2 from(diagram.at.x, diagram.middle_of(index) - diagram.state_height / 2);
  const ImVec2 to = from + ImVec2(diagram.state_width, diagram.state_height);
  const ChipStyle style = permission_style(painter, state.tone);
  fill(from, to, style.ground, 8);
  outline(from, to, state.is_current ? style.text : faded(style.text, 0.35f), 8, state.is_current ? 2.4f : 1);
  const float width = width_of(painter, Type::SmallStrong, state.name);
  draw_elided(painter, ImVec2(from.x + std::max((diagram.state_width - width) / 2, 6.0f), (from.y + to.y - line_height_of(painter, Type::SmallStrong)) / 2),
              Type::SmallStrong, style.text, state.name, diagram.state_width - 10);
  WidgetNode& node = note_widget(painter, Role::Image, concat("Permission ", state.name), from, to);
  node.value = concat("allows ", state.allows, state.is_current ? ", reached in this step" : "");
  node.is_checked = state.is_current;
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(static_cast<int>(index));
  if (ImGui::IsMouseHoveringRect(from, to) && ImGui::IsWindowHovered()) explain_area(painter, id, from, to, concat(state.name, " allows ", state.allows));
}

/// Straight down to the next state, the words beside it.
void draw_short_move(const Diagram& diagram, const PermissionMove& move) {
  const Painter& painter = diagram.pen.painter;
  const ImU32 color = diagram.color_of(move);
  const float x = diagram.at.x + 22;
  const float from = diagram.middle_of(move.from) + diagram.state_height / 2 + 2, to = diagram.middle_of(move.to) - diagram.state_height / 2 - 2;
  canvas()->AddLine(ImVec2(x, from), ImVec2(x, to - 4), color, move.is_current ? 2.4f : 1.5f);
  draw_arrow_head(ImVec2(x, to), ImVec2(0, 1), color);
  draw_elided(painter, ImVec2(x + 12, (from + to - line_height_of(painter, Type::Caption)) / 2), Type::Caption,
              painter.ink(move.is_current ? Ink::Accent : Ink::Muted), move.by, diagram.at.x + diagram.state_width - x - 12);
}

/// Round the states between, in a lane of its own.
void draw_long_move(const Diagram& diagram, const PermissionMove& move, int lane, int place_at_end) {
  const ImU32 color = diagram.color_of(move);
  const float edge = diagram.at.x + diagram.state_width, x = edge + 18 + 16 * static_cast<float>(lane);
  const float from = diagram.middle_of(move.from), to = diagram.middle_of(move.to) + 7 * static_cast<float>(place_at_end) - 5;
  const float sign = to > from ? 1.0f : -1.0f;
  canvas()->PathLineTo(ImVec2(edge + 2, from));
  canvas()->PathLineTo(ImVec2(x - 6, from));
  canvas()->PathBezierQuadraticCurveTo(ImVec2(x, from), ImVec2(x, from + 6 * sign), 6);
  canvas()->PathLineTo(ImVec2(x, to - 6 * sign));
  canvas()->PathBezierQuadraticCurveTo(ImVec2(x, to), ImVec2(x - 6, to), 6);
  canvas()->PathLineTo(ImVec2(edge + 7, to));
  canvas()->PathStroke(color, 0, move.is_current ? 2.4f : 1.5f);
  draw_arrow_head(ImVec2(edge + 2, to), ImVec2(-1, 0), color);
}

void draw_moves(const Diagram& diagram) {
  const Painter& painter = diagram.pen.painter;
  const BorrowsScene& scene = diagram.pen.scene;
  std::vector<const PermissionMove*> rounds;
  for (const PermissionMove& move : scene.moves) {
    note_widget(painter, Role::ListItem, concat(scene.states[move.from].name, " to ", scene.states[move.to].name),
                ImVec2(diagram.at.x, diagram.middle_of(move.from)), ImVec2(diagram.right, diagram.middle_of(move.from) + 2)).value = concat(move.by, move.is_current ? ", in this step" : "");
    if (move.to == move.from + 1) draw_short_move(diagram, move);
    else rounds.push_back(&move);
  }
  // Short ones inside; the words beside the outermost lane.
  std::stable_sort(rounds.begin(), rounds.end(), [](const PermissionMove* a, const PermissionMove* b) {
    const auto length = [](const PermissionMove* move) { return move->to > move->from ? move->to - move->from : move->from - move->to; };
    return length(a) < length(b);
  });
  const float words_x = diagram.at.x + diagram.state_width + 30 + 16 * static_cast<float>(rounds.size());
  std::vector<int> said(scene.states.size()), arrived(scene.states.size());
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    const PermissionMove& move = *rounds[i];
    draw_long_move(diagram, move, static_cast<int>(i), arrived[move.to]++);
    const std::string words = concat("to ", scene.states[move.to].name, ": ", move.by);
    const float y = diagram.middle_of(move.from) - line_height_of(painter, Type::Caption) / 2 + static_cast<float>(said[move.from]) * line_height_of(painter, Type::Caption);
    for (float piece = 0; const std::string_view line : wrapped_lines(painter, Type::Caption, words, diagram.right - words_x)) {
      draw_text(painter, ImVec2(words_x, y + piece), Type::Caption, painter.ink(move.is_current ? Ink::Accent : Ink::Muted), line);
      piece += line_height_of(painter, Type::Caption);
      ++said[move.from];
    }
  }
}

}  // namespace

float draw_permissions(const BorrowsPen& pen, ImVec2 at, float width) {
  const Painter& painter = pen.painter;
  const BorrowsScene& scene = pen.scene;
  if (scene.states.empty()) return 0;
  Diagram diagram{pen, ImVec2(at.x + diagram_padding, 0)};
  for (const PermissionState& state : scene.states)
    diagram.state_width = std::max(diagram.state_width, width_of(painter, Type::SmallStrong, state.name) + 22);
  // The words beside a short arrow stay clear of the arrows that go round.
  for (const PermissionMove& move : scene.moves)
    if (move.to == move.from + 1) diagram.state_width = std::max(diagram.state_width, width_of(painter, Type::Caption, move.by) + 38);
  diagram.state_width = std::min(diagram.state_width, width * 0.45f);
  diagram.state_height = line_height_of(painter, Type::SmallStrong) + 10;
  diagram.pitch = diagram.state_height + line_height_of(painter, Type::Caption) + 14;
  diagram.right = at.x + width - diagram_padding;
  const std::string title = scene.model == scene::BorrowModel::Tree ? "How accesses change a permission" : "What takes a permission away";
  const std::string words = scene.model == scene::BorrowModel::Tree
                                ? "Own: through the pointer or one made from it. Foreign: through any other."
                                : "Using a pointer takes away what lies above it in the stack.";
  const float title_height = line_height_of(painter, Type::UiStrong) + 2;
  const float words_height = draw_wrapped(painter, ImVec2(), width - 2 * diagram_padding, Type::Small, 0, words, Pass::Measure);
  diagram.at.y = at.y + diagram_padding + title_height + words_height + 12;
  const float height = diagram.at.y - at.y + diagram.pitch * static_cast<float>(scene.states.size()) - (diagram.pitch - diagram.state_height) + diagram_padding;
  card(painter, at, at + ImVec2(width, height));
  draw_text(painter, at + ImVec2(diagram_padding, diagram_padding), Type::UiStrong, painter.ink(Ink::Heading), title);
  note_widget(painter, Role::Heading, title, at + ImVec2(diagram_padding, diagram_padding), at + ImVec2(width - diagram_padding, diagram_padding + title_height)).value = words;
  draw_wrapped(painter, at + ImVec2(diagram_padding, diagram_padding + title_height), width - 2 * diagram_padding, Type::Small, painter.ink(Ink::Muted), words);
  draw_moves(diagram);
  for (std::uint32_t i = 0; i < scene.states.size(); ++i) draw_state(diagram, i);
  return height;
}

}  // namespace ui
