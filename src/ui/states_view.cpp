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

/// Small futures of a kind, awaited one after the other within the same future, share a row and a
/// colour. Those that are machines do not, nor those that are polled by turns.
std::vector<std::uint32_t> row_heads(const StatesScene& scene) {
  const std::vector<scene::FutureRow>& futures = scene.futures;
  std::vector<std::uint32_t> first(futures.size(), no_future), last(futures.size());
  for (std::uint32_t i = 0; i < scene.polls.size(); ++i) {
    const std::uint32_t future = scene.polls[i].future;
    if (first[future] == no_future) first[future] = i;
    last[future] = i;
  }
  std::vector<std::uint32_t> heads;
  for (std::uint32_t i = 0; i < futures.size(); ++i) {
    std::uint32_t found = i;
    for (std::uint32_t head = 0; head < i && found == i; ++head) {
      const bool is_alike = futures[head].machine == no_future && futures[i].machine == no_future &&
                            futures[head].inside == futures[i].inside && futures[i].inside != no_future;
      if (heads[head] == head && is_alike && last[head] < first[i] && bare_name(futures[head]) == bare_name(futures[i])) found = head;
    }
    if (found != i) last[found] = last[i];
    heads.push_back(found);
  }
  return heads;
}

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

/// The state that was come to last comes into sight.
void follow(const StatesPicture& picture, const std::vector<MachineCard>& cards, float top,
            float height) {
  UiState& state = picture.painter.state;
  const std::uint32_t asked = state.wanted_machine;
  state.wanted_machine = no_future;
  const std::uint32_t latest = picture.scene.latest_future;
  const bool has_moved = state.followed_future_cursor != picture.cursor;
  state.followed_future_cursor = picture.cursor;
  if (asked == no_future && (!has_moved || latest == no_future)) return;
  // A small future of the student's own has no machine: then that of the one that awaits it.
  std::uint32_t followed = latest;
  while (followed != no_future && picture.scene.futures[followed].machine == no_future)
    followed = picture.scene.futures[followed].inside;
  if (asked == no_future && followed == no_future) return;
  const std::uint32_t wanted = asked != no_future ? asked : picture.scene.futures[followed].machine;
  for (const MachineCard& card : cards) {
    if (card.machine != wanted) continue;
    float from = card.from.y - top - 8, to = card.to.y - top + 8;
    for (const StateBox& box : card.boxes) {
      if (followed == no_future || picture.scene.futures[followed].machine != wanted ||
          picture.scene.futures[followed].state != box.state || to - from <= height)
        continue;
      from = box.from.y - top - 44;
      to = box.to.y - top + 34;
    }
    const float scroll = ImGui::GetScrollY();
    if (from >= scroll && to <= scroll + height) return;
    // What does not fit begins at its head.
    const float target = to - from > height || from < scroll ? from : to - height;
    ImGui::SetScrollY(std::max(target, 0.0f));
    state.wants_animation = true;
    return;
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
      520 * painter.scale);
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

void draw_machine_pane(const StatesPicture& picture, Area area) {
  begin_pane(picture.painter, "machines", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const std::uint32_t machine = picture.painter.state.code_machine;
  if (picture.codes != nullptr && machine < picture.codes->size() && machine < picture.scene.machines.size()) {
    const Area inside{origin + ImVec2(12, 8), ImVec2(area.to.x - 12, area.to.y)};
    const float end = draw_machine_code(picture, machine, (*picture.codes)[machine], inside);
    return end_pane(ImVec2(origin.x, end));
  }
  std::vector<MachineCard> cards;
  const float end =
      draw_machines(picture, Area{origin + ImVec2(12, 10), ImVec2(area.to.x - 12, 0)}, cards);
  follow(picture, cards, origin.y, area.height());
  end_pane(ImVec2(origin.x, end));
}

/// A button for each future that waits at the cursor. Returns the height.
float draw_cancels(const StatesPicture& picture, Area area) {
  const Painter& painter = picture.painter;
  ImVec2 at = area.from;
  float height = 0;
  for (std::uint32_t i = 0; i < picture.scene.futures.size(); ++i) {
    const scene::FutureRow& future = picture.scene.futures[i];
    if (future.machine == no_future || !future.is_made || future.is_gone || future.is_running || future.polls == 0 ||
        picture.scene.machines[future.machine].states[future.state].kind != scene::StateKind::Suspended)
      continue;
    const std::string words = concat("Cancel ", future.name);
    ButtonStyle style;
    style.look = Look::Soft;
    style.tip = "Drop it here, where it waits: see what runs, and what is lost";
    const ImVec2 size = button_size(painter, words, style);
    if (at.x > area.from.x && at.x + size.x > area.to.x) at = ImVec2(area.from.x, at.y + size.y + 6);
    ImGui::PushID(static_cast<int>(i));
    if (button(painter, {words}, at, style)) picture.commands.push_back(CancelFuture{i});
    ImGui::PopID();
    at.x += size.x + 6;
    height = at.y + size.y - area.from.y;
  }
  return height;
}

float draw_time_pane(const StatesPicture& picture, Area area, TimeRows rows) {
  begin_pane(picture.painter, "polls", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const Area inside{origin + ImVec2(12, 8), ImVec2(area.to.x - 12, area.to.y)};
  float height = draw_time_line(picture, inside, rows);
  const float lists = rows == TimeRows::Low ? 0 : draw_task_lists(picture, Area{inside.from + ImVec2(0, height + 14), inside.to}, rows);
  if (lists > 0) height += lists + 14;
  const float cancels = draw_cancels(picture, Area{inside.from + ImVec2(0, height + 10), inside.to});
  if (cancels > 0) height += cancels + 12;
  end_pane(ImVec2(origin.x, origin.y + height + 12));
  return height + 20;
}

void draw_beside(const StatesPicture& picture, Area area) {
  const Painter& painter = picture.painter;
  const float share = area.width() > 900 * painter.scale ? 0.6f : 0.54f;
  const float split = std::floor(area.from.x + area.width() * share);
  draw_machine_pane(picture, Area{area.from, ImVec2(split, area.to.y)});
  fill(ImVec2(split, area.from.y), ImVec2(split + 1, area.to.y), painter.ink(Ink::Hairline));
  draw_time_pane(picture, Area{ImVec2(split + 1, area.from.y), area.to}, TimeRows::Tall);
}

/// Panes below each other need this much, or none shows enough: three, or two whose rows are made for
/// fingers, or two.
float least_stacked(const StatesPicture& picture) {
  if (!picture.scene.lists.empty()) return 560;
  return picture.painter.is_touch ? 400 : 280;
}

/// The time line with the queues below it, or the machines: one of them has all the room.
void draw_in_turn(const StatesPicture& picture, Area area) {
  const Painter& painter = picture.painter;
  UiState& state = painter.state;
  if (state.wanted_machine != no_future || state.code_machine != no_future) state.shows_machines = true;
  constexpr std::string_view parts[] = {"Polls and queues", "State machines"};
  const float height = std::max(painter.target(), 36.0f);
  const int pressed = segments(painter, {"What to show", "futures-part"}, area.from + ImVec2(12, 8), std::min(area.width() - 24, 360.0f),
                               parts, 2, state.shows_machines ? 1 : 0);
  if (pressed >= 0) {
    state.shows_machines = pressed == 1;
    state.code_machine = no_future;
  }
  const Area rest{area.from + ImVec2(0, height + 14), area.to};
  if (state.shows_machines) draw_machine_pane(picture, rest);
  else draw_time_pane(picture, rest, TimeRows::Tall);
}

/// The time line above, as high as it needs to be within limits; then the queues, in sight however little
/// room there is; the machines below.
void draw_stacked(const StatesPicture& picture, Area area) {
  const Area measured{ImVec2(area.from.x + 12, 0), ImVec2(area.to.x - 12, 0)};
  const float lists = draw_task_lists(picture, measured, TimeRows::Low, Pass::Measure);
  const float needed = time_line_height(picture, TimeRows::Low) + 20;
  float split = std::floor(area.from.y + std::min(needed, area.height() * (lists > 0 ? 0.38f : 0.46f)));
  draw_time_pane(picture, Area{area.from, ImVec2(area.to.x, split)}, TimeRows::Low);
  hairline(picture.painter, ImVec2(area.from.x, split), area.width());
  if (lists > 0) {
    const float end = std::floor(split + std::min(lists + 12, area.height() * 0.32f));
    begin_pane(picture.painter, "queues", Area{ImVec2(area.from.x, split + 1), ImVec2(area.to.x, end)});
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    draw_task_lists(picture, Area{origin + ImVec2(12, 6), ImVec2(area.to.x - 12, 0)}, TimeRows::Low);
    end_pane(ImVec2(origin.x, origin.y + lists + 6));
    split = end;
    hairline(picture.painter, ImVec2(area.from.x, split), area.width());
  }
  draw_machine_pane(picture, Area{ImVec2(area.from.x, split + 1), area.to});
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

std::string_view bare_name(const scene::FutureRow& future) {
  return std::string_view(future.name).substr(0, future.name.rfind(" #"));
}

void draw_states(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const StatesScene* scene = view.stage.states;
  if (scene == nullptr || (scene->machines.empty() && scene->futures.empty())) {
    if (scene != nullptr && view.playback.steps == 0) {
      Traits traits;
      traits.is_enabled = view.playback.can_run;
      if (draw_empty(painter, area, Icon::Stage, "No future yet",
                     "An async function appears here as the state machine that it becomes; a future written by hand, "
                     "once it is polled.",
                     "Run it", traits))
        commands.push_back(Run{});
      return;
    }
    draw_empty(painter, area, Icon::Stage, "No async code here",
               scene == nullptr
                   ? "Once the program compiles, each async function appears here as the state "
                     "machine that it becomes."
                   : "An async function becomes a state machine: with one in the program, its "
                     "states, what they keep and who polls it appear here.");
    return;
  }
  StatesPicture picture{painter, *scene, commands};
  picture.codes = view.stage.codes;
  picture.cursor = view.playback.cursor;
  picture.row_heads = row_heads(*scene);
  picture.move = move_of(painter, view.playback.cursor);
  const bool has_both = !scene->futures.empty() && !scene->machines.empty();
  if (!has_both && scene->machines.empty()) {
    draw_time_pane(picture, area, TimeRows::Tall);
    return;
  }
  if (!has_both) return draw_machine_pane(picture, area);
  if (area.width() >= 560 * painter.scale) return draw_beside(picture, area);
  if (area.height() < least_stacked(picture)) return draw_in_turn(picture, area);
  draw_stacked(picture, area);
}

}  // namespace ui
