// Async code as machines: each async function's states with what they keep, the live state lit in
// the colour of its future; and each future's polls in time. Side by side where there is room.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

using scene::no_future;
using scene::StatesScene;

constexpr float move_seconds = 0.45f;

/// 0 to 1 after each step of the cursor, then at rest. Nothing moves where little motion is wanted.
float move_of(const Painter& painter, std::uint32_t cursor) {
  UiState& state = painter.state;
  if (state.moved_cursor != cursor) {
    // The first picture of a program stands still.
    state.move_end = state.moved_cursor == 0xffffffff ? 0 : state.time + move_seconds;
    state.moved_cursor = cursor;
  }
  const float left = state.move_end - state.time;
  if (painter.is_motion_reduced || left <= 0 || left > move_seconds) return 1;
  state.wants_animation = true;
  const float part = 1 - left / move_seconds;
  return part * part * (3 - 2 * part);
}

/// Outer futures stand above what they await; machines that nothing was made of come last.
std::vector<std::uint32_t> order_of_machines(const StatesScene& scene) {
  std::vector<std::uint32_t> order(scene.machines.size());
  std::vector<std::uint32_t> depth(scene.machines.size(), no_future);
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  for (const scene::FutureRow& future : scene.futures)
    if (future.machine != no_future)
      depth[future.machine] = std::min(depth[future.machine], future.depth);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return depth[a] < depth[b];
  });
  return order;
}

/// The machine that moved last comes into sight.
void follow(const StatesPicture& picture, const std::vector<MachineCard>& cards, float top,
            float height) {
  UiState& state = picture.painter.state;
  std::uint32_t wanted = state.wanted_machine;
  state.wanted_machine = no_future;
  if (state.followed_future_cursor != picture.cursor) {
    state.followed_future_cursor = picture.cursor;
    const std::uint32_t latest = picture.scene.latest_future;
    if (wanted == no_future && latest != no_future) wanted = picture.scene.futures[latest].machine;
  }
  for (const MachineCard& card : cards) {
    if (card.machine != wanted || wanted == no_future) continue;
    const float from = card.from.y - top, to = card.to.y - top;
    const float scroll = ImGui::GetScrollY();
    if (from >= scroll - 1 && to <= scroll + height) return;
    // What does not fit begins at its head.
    const float target = to - from > height - 16 || from < scroll ? from - 8 : to - height + 8;
    ImGui::SetScrollY(std::max(target, 0.0f));
    state.wants_animation = true;
  }
}

/// The cards in as many columns as there is room for, each below the shortest.
float draw_machines(const StatesPicture& picture, Area area, std::vector<MachineCard>& cards) {
  const Painter& painter = picture.painter;
  const float gap = 12;
  const float least = 300 * painter.scale;
  const auto count = static_cast<int>(picture.scene.machines.size());
  const int columns = std::clamp(static_cast<int>((area.width() + gap) / (least + gap)), 1, std::max(count, 1));
  const float width = std::min(
      (area.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns),
      460 * painter.scale);
  std::vector<float> ends(static_cast<std::size_t>(columns), area.from.y);
  for (const std::uint32_t machine : order_of_machines(picture.scene)) {
    const auto column = static_cast<std::size_t>(std::min_element(ends.begin(), ends.end()) - ends.begin());
    const ImVec2 at(area.from.x + (width + gap) * static_cast<float>(column), ends[column]);
    cards.push_back(lay_out_machine(picture, machine, at, width));
    ends[column] = cards.back().to.y + gap;
  }
  for (const MachineCard& card : cards) draw_machine(picture, card);
  draw_nesting(picture, cards);
  return *std::max_element(ends.begin(), ends.end());
}

void draw_beside(const StatesPicture& picture, Area area) {
  const Painter& painter = picture.painter;
  const float share = area.width() > 900 * painter.scale ? 0.6f : 0.54f;
  const float split = std::floor(area.from.x + area.width() * share);
  const Area left{area.from, ImVec2(split, area.to.y)};
  begin_pane(painter, "machines", left);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  std::vector<MachineCard> cards;
  const float end = draw_machines(picture, Area{origin + ImVec2(12, 12), ImVec2(left.to.x - 12, 0)}, cards);
  follow(picture, cards, origin.y, left.height());
  end_pane(ImVec2(origin.x, end));
  fill(ImVec2(split, area.from.y), ImVec2(split + 1, area.to.y), painter.ink(Ink::Hairline));
  const Area right{ImVec2(split + 1, area.from.y), area.to};
  begin_pane(painter, "polls", right);
  origin = ImGui::GetCursorScreenPos();
  const float height = draw_time_line(picture, Area{origin + ImVec2(12, 8), ImVec2(right.to.x - 12, right.to.y)});
  end_pane(ImVec2(origin.x, origin.y + height + 16));
}

void draw_stacked(const StatesPicture& picture, Area area) {
  const Painter& painter = picture.painter;
  begin_pane(painter, "machines", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float y = origin.y + 8;
  const float left = origin.x + 12, right = area.to.x - 12;
  if (!picture.scene.futures.empty())
    y += draw_time_line(picture, Area{ImVec2(left, y), ImVec2(right, area.to.y)}) + 12;
  std::vector<MachineCard> cards;
  if (!picture.scene.machines.empty())
    y = draw_machines(picture, Area{ImVec2(left, y), ImVec2(right, 0)}, cards);
  // The rows above say where each future is; only who asks is taken to a machine.
  if (painter.state.wanted_machine != no_future) follow(picture, cards, origin.y, area.height());
  end_pane(ImVec2(origin.x, y + 4));
}

}  // namespace

std::string bytes_words(std::uint64_t bytes) { return concat(bytes, bytes == 1 ? " byte" : " bytes"); }

std::uint32_t shown_future(const StatesScene& scene, std::uint32_t machine, std::uint32_t state) {
  std::uint32_t found = no_future;
  for (std::uint32_t i = 0; i < scene.futures.size(); ++i) {
    const scene::FutureRow& row = scene.futures[i];
    if (row.machine != machine || row.state != state || !row.is_made) continue;
    // One that is still there before one that is gone.
    if (found != no_future && row.is_gone && !scene.futures[found].is_gone) continue;
    found = i;
  }
  const std::uint32_t latest = scene.latest_future;
  if (latest < scene.futures.size() && scene.futures[latest].machine == machine &&
      scene.futures[latest].state == state && !scene.futures[latest].is_gone)
    return latest;
  return found;
}

std::string words_of_future(const StatesScene& scene, std::uint32_t future) {
  const scene::FutureRow& row = scene.futures[future];
  const std::string polls = concat(row.polls, row.polls == 1 ? " poll" : " polls");
  if (!row.is_made) return "not made yet";
  if (row.is_running) return "is polled now";
  if (row.polls == 0) return row.is_gone ? "dropped, never polled" : "not polled yet";
  scene::PollResult last = scene::PollResult::Pending;
  for (const scene::FuturePoll& poll : scene.polls)
    if (poll.future == future && poll.is_over) last = poll.result;
  if (last == scene::PollResult::Ready) return concat("ready after ", polls);
  if (last == scene::PollResult::Panicked) return "panicked";
  if (row.machine == no_future) return concat(row.is_dropped_early ? "dropped after " : "pending, ", polls);
  const scene::MachineState& state = scene.machines[row.machine].states[row.state];
  return concat(row.is_dropped_early ? "dropped in " : "", state.name, ", line ", state.line);
}

void draw_states(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const StatesScene* scene = view.stage.states;
  if (scene == nullptr || (scene->machines.empty() && scene->futures.empty())) {
    draw_empty(painter, area, Icon::Stage, "No async code here",
               scene == nullptr
                   ? "Once the program compiles, each async function appears here as the state "
                     "machine that it becomes."
                   : "An async function becomes a state machine: with one in the program, its "
                     "states, what they keep and who polls it appear here.");
    return;
  }
  StatesPicture picture{painter, *scene, commands};
  picture.cursor = view.playback.cursor;
  picture.move = move_of(painter, view.playback.cursor);
  const bool has_both = !scene->futures.empty() && !scene->machines.empty();
  if (has_both && area.width() >= 560 * painter.scale) return draw_beside(picture, area);
  draw_stacked(picture, area);
}

}  // namespace ui
