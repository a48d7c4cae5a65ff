// The ways between the states of a machine. Any await may be ready at once, so a poll can pass it by:
// ways that follow from shorter ones are not drawn.
//
//    Unresumed
//        │  line 20  Countdown(2).await
//    Suspend0 ⟲                          polled again, still Pending
//        │  line 22  Countdown(1).await
//    Suspend1 ─┐                         a loop comes back on the left
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

using scene::FutureMachine;
using scene::FuturePoll;
using scene::no_future;

constexpr float trunk = 20;  // from the boxes' left edge

/// The machine's states as places in the card, from above to below, without Panicked.
class Ways {
 public:
  Ways(const FutureMachine& machine, const MachineCard& card) {
    for (std::size_t i = 0; i + 1 < card.boxes.size(); ++i) places_.push_back(card.boxes[i].state);
    is_way_.assign(places_.size(), std::vector<bool>(places_.size()));
    for (std::size_t from = 0; from < places_.size(); ++from)
      for (const std::uint32_t next : machine.states[places_[from]].next)
        for (std::size_t to = 0; to < places_.size(); ++to)
          if (places_[to] == next) is_way_[from][to] = true;
  }

  std::size_t count() const { return places_.size(); }
  std::size_t place_of(std::uint32_t state) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i] == state) return i;
    return count();
  }
  bool is_way(std::size_t from, std::size_t to) const { return is_way_[from][to]; }
  /// Down, and not by way of a state between.
  bool is_down(std::size_t from, std::size_t to) const {
    if (from >= to || !is_way_[from][to]) return false;
    for (std::size_t between = from + 1; between < to; ++between)
      if (is_way_[from][between] && is_way_[between][to]) return false;
    return true;
  }
  /// Up, and not within a longer way up.
  bool is_back(std::size_t from, std::size_t to) const {
    if (from <= to || !is_way_[from][to]) return false;
    for (std::size_t low = from; low < count(); ++low)
      for (std::size_t high = 0; high <= to; ++high)
        if ((low != from || high != to) && low > high && is_way_[low][high]) return false;
    return true;
  }

 private:
  std::vector<std::uint32_t> places_;
  std::vector<std::vector<bool>> is_way_;
};

void draw_head(ImVec2 tip, ImVec2 direction, ImU32 color) {
  const ImVec2 side(-direction.y, direction.x);
  canvas()->AddTriangleFilled(tip, tip - direction * 7 + side * 4, tip - direction * 7 - side * 4, color);
}

/// Round the boxes between, on one side of the card.
void draw_round(const StateBox& from, const StateBox& to, float out, ImU32 color, float thickness) {
  const bool is_left = out < 0;
  const float x = is_left ? from.from.x : from.to.x;
  const float to_x = is_left ? to.from.x : to.to.x;
  const ImVec2 start(x, (from.from.y + from.to.y) / 2 + (is_left ? -4.0f : 4.0f));
  const ImVec2 end(to_x, (to.from.y + to.to.y) / 2 + (is_left ? 4.0f : -4.0f));
  const float edge = x + out;
  const float bend = std::min(8.0f, std::fabs(out));
  const float turn = end.y > start.y ? bend : -bend;
  ImDrawList* list = canvas();
  list->PathLineTo(start);
  list->PathLineTo(ImVec2(edge - (is_left ? -bend : bend), start.y));
  list->PathBezierQuadraticCurveTo(ImVec2(edge, start.y), ImVec2(edge, start.y + turn));
  list->PathLineTo(ImVec2(edge, end.y - turn));
  list->PathBezierQuadraticCurveTo(ImVec2(edge, end.y), ImVec2(edge - (is_left ? -bend : bend), end.y));
  list->PathLineTo(end);
  list->PathStroke(color, 0, thickness);
  draw_head(end, ImVec2(is_left ? 1.0f : -1.0f, 0), color);
}

/// Polled again, and still there.
void draw_again(const StateBox& box, ImU32 color, float thickness) {
  const ImVec2 center(box.to.x + 1, box.from.y + 13);
  ImDrawList* list = canvas();
  list->PathArcTo(center, 7, -pi * 0.55f, pi * 0.5f, 14);
  list->PathStroke(color, 0, thickness);
  draw_head(center + ImVec2(-1, 7), ImVec2(-1, 0), color);
}

/// The words of the await that leads into a state, in the gap above it.
void draw_await(const StatesPicture& picture, const MachineCard& card, const StateBox& above, const StateBox& box) {
  const Painter& painter = picture.painter;
  const FutureMachine& machine = picture.scene.machines[card.machine];
  const scene::MachineState& state = machine.states[box.state];
  const float left = box.from.x + trunk + 10, right = card.to.x - 10;
  const float middle = (above.to.y + box.from.y) / 2;
  if (state.kind == scene::StateKind::Returned) {
    draw_text(painter, ImVec2(left, middle - line_height_of(painter, Type::Caption) / 2), Type::Caption, painter.ink(Ink::Faint), "returns Ready");
    return;
  }
  const std::string line = concat("line ", state.line);
  const ImVec2 from(left - 4, above.to.y + 3), to(right, box.from.y - 3);
  Traits traits;
  traits.value = line;
  ImGui::PushID(static_cast<int>(box.state));
  const Touched touched = press_area(painter, Role::Row, {state.text, "await"}, from, to, traits, 4);
  ImGui::PopID();
  if (touched.is_hovered) {
    fill(from, to, painter.ink(Ink::Hover), 4);
    explain(painter, touched, concat("If this await is Pending, poll returns and the future stays in ", state.name, "   ·   ", line));
    painter.state.next_hovered_line = state.line;
  }
  const float line_width = width_of(painter, Type::Caption, line);
  const float code_y = middle - line_height_of(painter, Type::CodeSmall) / 2;
  // The end says most: what is cut is the front.
  draw_elided(painter, ImVec2(left, code_y), Type::CodeSmall, painter.ink(Ink::Text), state.text, right - left - line_width - 14);
  draw_text(painter, ImVec2(right - line_width - 6, middle - line_height_of(painter, Type::Caption) / 2), Type::Caption, painter.ink(Ink::Muted), line);
}

/// The last poll of this machine's future that moved last; null if that future is another machine's.
const FuturePoll* last_poll(const StatesPicture& picture, std::uint32_t machine) {
  const scene::StatesScene& scene = picture.scene;
  const FuturePoll* last = nullptr;
  for (const FuturePoll& poll : scene.polls)
    if (poll.has_begun && scene.futures[poll.future].machine == machine) last = &poll;
  if (last == nullptr) return nullptr;
  // A nested poll ends just before the one around it.
  const bool is_recent = last->future == scene.latest_future || (scene.cursor_column > 0 && last->last_column + 1 >= scene.cursor_column);
  return is_recent ? last : nullptr;
}

}  // namespace

void draw_ways(const StatesPicture& picture, const MachineCard& card) {
  const Painter& painter = picture.painter;
  const FutureMachine& machine = picture.scene.machines[card.machine];
  const Ways ways(machine, card);
  const FuturePoll* last = last_poll(picture, card.machine);
  std::size_t lit_from = ways.count(), lit_to = ways.count();
  ImU32 lit = 0;
  if (last != nullptr && last->is_over) {
    lit_from = ways.place_of(last->from_state);
    lit_to = ways.place_of(last->to_state);
    lit = picture.color_of(last->future);
  }
  const bool is_moving = lit_from < ways.count() && lit_to < ways.count();
  const ImU32 plain = painter.ink(Ink::Faint);
  float out = 0;
  for (std::size_t from = 0; from < ways.count(); ++from) {
    const StateBox& box = card.boxes[from];
    if (from > 0) draw_await(picture, card, card.boxes[from - 1], box);
    const bool is_suspended = machine.states[box.state].kind == scene::StateKind::Suspended;
    if (is_suspended && ways.is_way(from, from)) {
      const bool is_lit = is_moving && lit_from == from && lit_to == from;
      draw_again(box, is_lit ? lit : plain, is_lit ? 2.5f : 1.2f);
    }
    for (std::size_t to = 0; to < ways.count(); ++to) {
      const StateBox& target = card.boxes[to];
      if (ways.is_down(from, to)) {
        const bool is_lit = is_moving && lit_from <= from && to <= lit_to && lit_from < lit_to;
        const ImU32 color = is_lit ? lit : plain;
        const float thickness = is_lit ? 2.5f : 1.2f;
        if (to == from + 1) {
          const float x = box.from.x + trunk;
          canvas()->AddLine(ImVec2(x, box.to.y + 1), ImVec2(x, target.from.y - 5), color, thickness);
          draw_head(ImVec2(x, target.from.y - 1), ImVec2(0, 1), color);
        } else {
          out = out >= 14 ? 8.0f : out + (out == 0 ? 8.0f : 3.0f);
          draw_round(box, target, out, color, thickness);
        }
      }
      if (ways.is_back(from, to)) {
        const bool is_lit = is_moving && lit_to < lit_from && to <= lit_to && lit_from <= from;
        draw_round(box, target, -9, is_lit ? lit : plain, is_lit ? 2.5f : 1.2f);
      }
    }
  }
  // A dot goes the last way.
  if (!is_moving || lit_from >= lit_to || picture.move >= 1) return;
  const float x = card.boxes[lit_from].from.x + trunk;
  const float from_y = card.boxes[lit_from].to.y, to_y = card.boxes[lit_to].from.y;
  canvas()->AddCircleFilled(ImVec2(x, from_y + (to_y - from_y) * picture.move), 5, lit, 20);
}

void draw_nesting(const StatesPicture& picture, const std::vector<MachineCard>& cards) {
  const scene::StatesScene& scene = picture.scene;
  const auto box_of = [&](std::uint32_t future) -> const StateBox* {
    const scene::FutureRow& row = scene.futures[future];
    for (const MachineCard& card : cards) {
      if (card.machine != row.machine) continue;
      for (const StateBox& box : card.boxes)
        if (box.state == row.state) return &box;
    }
    return nullptr;
  };
  float out = 6;
  for (std::uint32_t i = 0; i < scene.futures.size(); ++i) {
    const scene::FutureRow& inner = scene.futures[i];
    if (inner.inside == no_future || inner.machine == no_future || !inner.is_made || inner.is_gone) continue;
    if (scene.futures[inner.inside].machine == inner.machine || scene.futures[inner.inside].is_gone) continue;
    const StateBox* from = scene.futures[inner.inside].machine != no_future ? box_of(inner.inside) : nullptr;
    const StateBox* to = box_of(i);
    if (from == nullptr || to == nullptr) continue;
    const ImU32 color = picture.color_of(i);
    if (std::fabs(from->from.x - to->from.x) < 1) {
      draw_round(*from, *to, -(14 + out), color, 2);
      out = out >= 6 ? 0 : out + 3;
      continue;
    }
    // In another column.
    const bool is_right = to->from.x > from->from.x;
    const ImVec2 start(is_right ? from->to.x : from->from.x, (from->from.y + from->to.y) / 2);
    const ImVec2 end(is_right ? to->from.x : to->to.x, to->from.y + 14);
    const float reach = (end.x - start.x) / 2;
    canvas()->AddBezierCubic(start, start + ImVec2(reach, 0), end - ImVec2(reach, 0), end, color, 2);
    draw_head(end, ImVec2(is_right ? 1.0f : -1.0f, 0), color);
  }
}

}  // namespace ui
