#pragma once
// The futures view, shared by the files that draw its machines and its time line.

#include "ui/views.h"

namespace ui {

struct StatesPicture {
  const Painter& painter;
  const scene::StatesScene& scene;
  Commands& commands;
  const std::vector<scene::MachineCode>* codes = nullptr;
  std::uint32_t cursor = 0;
  float move = 1;  // 0 to 1: how far the last move of a future has got
  /// For each future the first of its row: itself, but for small ones that follow one another.
  std::vector<std::uint32_t> row_heads = {};

  ImU32 color_of(std::uint32_t future) const { return painter.lane(row_heads[future]); }
};

/// Where a state stands on the canvas.
struct StateBox {
  std::uint32_t state = 0;
  ImVec2 from, to;
};

/// A machine's card, measured before it is drawn: the suspended states below Unresumed, in the order
/// of the text, and at the foot the two ends.
struct MachineCard {
  std::uint32_t machine = 0;
  ImVec2 from, to;
  std::vector<StateBox> boxes;  // from above to below; Returned and Panicked are the last two
};

MachineCard lay_out_machine(const StatesPicture& picture, std::uint32_t machine, ImVec2 at,
                            float width);
void draw_machine(const StatesPicture& picture, const MachineCard& card);
/// What lies between the boxes: the ways on, those back, and the last move.
void draw_ways(const StatesPicture& picture, const MachineCard& card);
/// From a state that awaits a future to the state in which that one is.
void draw_nesting(const StatesPicture& picture, const std::vector<MachineCard>& cards);

/// A machine as the `enum` and the `poll` that it becomes; the lines of its futures are lit. Returns where
/// it ends.
float draw_machine_code(const StatesPicture& picture, std::uint32_t machine, const scene::MachineCode& code,
                        Area area);

/// The futures as rows, their polls as marks. Low rows leave out the words below the names.
enum class TimeRows { Tall, Low };
/// Returns the height.
float draw_time_line(const StatesPicture& picture, Area area, TimeRows rows);
float time_line_height(const StatesPicture& picture, TimeRows rows);
/// The lists of tasks and of wakers at the cursor; low, without a heading over them. Returns the height.
float draw_task_lists(const StatesPicture& picture, Area area, TimeRows rows, Pass pass = Pass::Draw);

/// "Suspend0, line 20", "running", "ready after 3 polls".
std::string words_of_future(const scene::StatesScene& scene, std::uint32_t future);
/// The future of this machine and state that moved last; none if no future is there.
std::uint32_t shown_future(const scene::StatesScene& scene, std::uint32_t machine,
                           std::uint32_t state);
/// `Countdown` of `Countdown #2`.
std::string_view bare_name(const scene::FutureRow& future);
std::string bytes_words(std::uint64_t bytes);

}  // namespace ui
