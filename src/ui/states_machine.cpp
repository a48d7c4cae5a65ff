// One machine as a card: its states as boxes from above to below, each with what it keeps as bars as
// long as its bytes, and in the boxes the futures that are there now.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

using scene::FutureMachine;
using scene::FutureRow;
using scene::KeptKind;
using scene::KeptValue;
using scene::MachineState;
using scene::no_future;
using scene::StateKind;

constexpr float margin = 12;       // of the card
constexpr float side_room = 16;    // beside the boxes, for ways back and ways round

float title_height(const Painter& painter) { return line_height_of(painter, Type::SmallStrong) + 14; }
float header_height(const Painter& painter) {
  return std::max(line_height_of(painter, Type::SmallStrong), chip_height(painter)) + 8;
}
float kept_height(const Painter& painter) { return line_height_of(painter, Type::CodeSmall) + 3; }
/// Between boxes, where the words of the await stand.
float way_height(const Painter& painter) { return line_height_of(painter, Type::CodeSmall) + 12; }

/// Places of arguments that are empty take one row together.
struct Shown {
  std::vector<const KeptValue*> values;
  std::uint64_t empty_bytes = 0;
  std::string empty_names;
  std::size_t rows() const { return values.size() + (empty_bytes > 0 ? 1 : 0); }
};
Shown shown_of(const MachineState& state) {
  Shown shown;
  for (const KeptValue& value : state.kept) {
    if (!value.is_slot) {
      shown.values.push_back(&value);
      continue;
    }
    shown.empty_bytes += value.bytes;
    shown.empty_names += concat(shown.empty_names.empty() ? "" : ", ", value.name);
  }
  return shown;
}

float box_height(const Painter& painter, const MachineState& state) {
  const auto rows = static_cast<float>(shown_of(state).rows());
  return header_height(painter) + (rows > 0 ? rows * kept_height(painter) + 6 : 0);
}

std::uint64_t most_bytes(const FutureMachine& machine) {
  std::uint64_t most = 1;
  for (const MachineState& state : machine.states)
    for (const KeptValue& value : state.kept) most = std::max(most, value.bytes);
  return most;
}

const scene::Variable* value_of(const FutureRow* row, const MachineState& state, const KeptValue& value) {
  if (row == nullptr || row->values.size() != state.kept.size()) return nullptr;
  return &row->values[static_cast<std::size_t>(&value - state.kept.data())];
}

/// The future that is awaited by another.
std::uint32_t awaited_by(const scene::StatesScene& scene, std::uint32_t outer) {
  std::uint32_t found = no_future;
  for (std::uint32_t i = 0; i < scene.futures.size(); ++i)
    if (scene.futures[i].inside == outer && scene.futures[i].is_made && !scene.futures[i].is_gone) found = i;
  return found;
}

void draw_bar(ImVec2 from, float width, float height, ImU32 color, bool is_empty) {
  const ImVec2 to(from.x + width, from.y + height);
  if (!is_empty) return fill(from, to, color, 2);
  outline(from, to, color, 2);
}

struct Row {
  const StatesPicture& picture;
  const FutureMachine& machine;
  const MachineState& state;
  std::uint32_t future = no_future;  // whose values are shown
  float left = 0, right = 0;
};

/// `buf = [7, 0, 0, 0]           64 B ▬▬▬▬▬▬`
void draw_kept(const Row& row, const KeptValue& value, float y) {
  const StatesPicture& picture = row.picture;
  const Painter& painter = picture.painter;
  const float height = kept_height(painter);
  const FutureRow* future = row.future != no_future ? &picture.scene.futures[row.future] : nullptr;
  const scene::Variable* content = value_of(future, row.state, value);
  const ImVec2 from(row.left, y), to(row.right, y + height);
  Traits traits;
  const std::string name = value.kind == KeptKind::Awaited ? concat("awaits ", value.name)
                           : value.name.empty()            ? std::string("temporary")
                                                           : value.name;
  traits.value = content != nullptr ? concat(content->value, ", ", bytes_words(value.bytes)) : bytes_words(value.bytes);
  ImGui::PushID(static_cast<int>(&value - row.state.kept.data()));
  const Touched touched = press_area(painter, Role::Row, {name, "kept"}, from, to, traits, 4);
  ImGui::PopID();
  if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 4);

  const float bar_room = std::min(64 * painter.scale, (row.right - row.left) * 0.22f);
  const std::string bytes = concat(value.bytes, " B");
  const float bytes_width = std::max(width_of(painter, Type::Caption, bytes), width_of(painter, Type::Caption, "000 B"));
  const float part = static_cast<float>(static_cast<double>(value.bytes) / static_cast<double>(most_bytes(row.machine)));
  const ImU32 color = future != nullptr ? picture.color_of(row.future) : painter.ink(Ink::Muted);
  const float bar_x = row.right - bar_room - 2;
  if (value.bytes > 0)
    draw_bar(ImVec2(bar_x, y + height / 2 - 4), std::max(bar_room * part, 3.0f), 8, faded(color, 0.75f), false);
  const float caption_y = y + (height - line_height_of(painter, Type::Caption)) / 2;
  draw_text(painter, ImVec2(bar_x - 6 - width_of(painter, Type::Caption, bytes), caption_y), Type::Caption, painter.ink(Ink::Muted), bytes);

  const float end = bar_x - 12 - bytes_width;
  float x = row.left + 6;
  const float text_y = y + (height - line_height_of(painter, Type::CodeSmall)) / 2;
  const auto write = [&](Type type, ImU32 ink, std::string_view text, float at_y) {
    if (x >= end - 8) return;
    draw_elided(painter, ImVec2(x, at_y), type, ink, text, end - x);
    x += std::min(width_of(painter, type, text), end - x);
  };
  if (value.kind == KeptKind::Awaited) {
    const std::uint32_t inner = row.future != no_future ? awaited_by(picture.scene, row.future) : no_future;
    write(Type::Caption, painter.ink(Ink::Muted), "awaits ", caption_y);
    const bool is_live = inner != no_future;
    write(Type::CodeSmall, is_live ? picture.color_of(inner) : painter.ink(Ink::Text),
          is_live ? picture.scene.futures[inner].name : value.name, text_y);
  } else {
    write(Type::CodeSmall, painter.ink(Ink::Text), name, text_y);
    if (content != nullptr && !content->value.empty()) write(Type::CodeSmall, painter.ink(Ink::Number), concat(" = ", content->value), text_y);
    else write(Type::CodeSmall, painter.ink(Ink::Faint), concat(": ", value.type), text_y);
  }
  if (touched.is_hovered) {
    std::string words = concat(value.why, "\n", name, ": ", value.type, ", at byte ", value.offset);
    if (content != nullptr && value.kind != KeptKind::Awaited) words += concat("\nnow ", content->value);
    explain(painter, touched, words);
    painter.state.next_hovered_line = value.line > 0 ? value.line : row.state.line;
  }
}

void draw_empty_places(const Row& row, const Shown& shown, float y) {
  const Painter& painter = row.picture.painter;
  const float height = kept_height(painter);
  const float bar_room = std::min(64 * painter.scale, (row.right - row.left) * 0.22f);
  const std::string bytes = concat(shown.empty_bytes, " B");
  const float bar_x = row.right - bar_room - 2;
  const float part = static_cast<float>(static_cast<double>(shown.empty_bytes) / static_cast<double>(most_bytes(row.machine)));
  const ImU32 color = painter.ink(Ink::Faint);
  draw_bar(ImVec2(bar_x, y + height / 2 - 4), std::clamp(bar_room * part, 4.0f, bar_room), 8, color, true);
  const float caption_y = y + (height - line_height_of(painter, Type::Caption)) / 2;
  const float bytes_x = bar_x - 6 - width_of(painter, Type::Caption, bytes);
  draw_text(painter, ImVec2(bytes_x, caption_y), Type::Caption, color, bytes);
  draw_elided(painter, ImVec2(row.left + 6, caption_y), Type::Caption, color,
              concat("left by argument ", shown.empty_names), bytes_x - row.left - 14);
  const ImVec2 from(row.left, y), to(row.right, y + height);
  if (!ImGui::IsMouseHoveringRect(from, to) || !ImGui::IsWindowHovered()) return;
  explain_area(painter, ImGui::GetID("empty-places"), from, to,
               concat("The first poll moved ", shown.empty_names, " into a variable. The place stays, empty: rustc "
                      "gives the arguments a place of their own in every state."));
}

std::string words_in_state(const StatesPicture& picture, std::uint32_t index, StateKind kind) {
  const FutureRow& row = picture.scene.futures[index];
  bool is_one_of_many = false;
  for (std::uint32_t i = 0; i < picture.scene.futures.size(); ++i)
    is_one_of_many |= i != index && picture.scene.futures[i].machine == row.machine;
  const std::string number = is_one_of_many ? concat("#", row.number, " ") : std::string();
  if (row.is_running) return concat(number, "runs");
  if (row.is_dropped_early) return concat(number, "dropped");
  switch (kind) {
    case StateKind::Unresumed: return concat(number, "not polled");
    case StateKind::Suspended: return concat(number, "waits");
    case StateKind::Returned: return number.empty() ? std::string("done") : concat("#", row.number);
    case StateKind::Panicked: return concat(number, "panicked");
  }
  return number;
}

/// The futures that are in a state, as words in their colours, from right to left.
float draw_futures_here(const StatesPicture& picture, std::uint32_t machine, std::uint32_t state, ImVec2 right_middle, float room) {
  const Painter& painter = picture.painter;
  const StateKind kind = picture.scene.machines[machine].states[state].kind;
  float x = right_middle.x;
  std::uint32_t left_out = 0;
  for (std::uint32_t i = static_cast<std::uint32_t>(picture.scene.futures.size()); i-- > 0;) {
    const FutureRow& row = picture.scene.futures[i];
    if (row.machine != machine || row.state != state || !row.is_made) continue;
    const std::string words = words_in_state(picture, i, kind);
    const ImU32 color = picture.color_of(i);
    const bool is_faint = row.is_gone;
    const ChipStyle style = row.is_running ? ChipStyle{painter.ink(Ink::Page), color}
                                           : ChipStyle{faded(color, is_faint ? 0.8f : 1), faded(color, is_faint ? 0.1f : 0.2f)};
    const float width = chip(painter, right_middle, words, style, Pass::Measure);
    if (right_middle.x - x + width > room) {
      ++left_out;
      continue;
    }
    x -= width;
    chip(painter, ImVec2(x, right_middle.y - chip_height(painter) / 2), words, style);
    x -= 4;
  }
  if (left_out > 0) {
    const std::string more = concat("+", left_out);
    x -= width_of(painter, Type::Caption, more) + 2;
    draw_text(painter, ImVec2(x, right_middle.y - line_height_of(painter, Type::Caption) / 2), Type::Caption, painter.ink(Ink::Muted), more);
  }
  return x;
}

/// The next poll after the cursor that comes to a state, else the first.
std::uint32_t step_of_arrival(const StatesPicture& picture, std::uint32_t machine, std::uint32_t state) {
  std::uint32_t first = no_future;
  for (const scene::FuturePoll& poll : picture.scene.polls) {
    if (picture.scene.futures[poll.future].machine != machine || poll.to_state != state || poll.result == scene::PollResult::Running) continue;
    if (poll.end_step > picture.cursor) return poll.end_step;
    if (first == no_future) first = poll.end_step;
  }
  return first;
}

std::string words_of_state(const MachineState& state) {
  switch (state.kind) {
    case StateKind::Unresumed: return "Made, but not polled yet: nothing of its body has run. It holds its arguments.";
    case StateKind::Returned: return "The last poll returned Ready. To poll it again is a panic.";
    case StateKind::Panicked: return "A poll panicked. To poll it again is a panic.";
    case StateKind::Suspended: break;
  }
  return concat("Waits at line ", state.line, ": ", state.text, "\nThe next poll goes on from there. Keeps ", bytes_words(state.bytes), ".");
}

void draw_box(const StatesPicture& picture, const MachineCard& card, const StateBox& box) {
  const Painter& painter = picture.painter;
  const FutureMachine& machine = picture.scene.machines[card.machine];
  const MachineState& state = machine.states[box.state];
  const bool is_end = state.kind == StateKind::Returned || state.kind == StateKind::Panicked;
  std::uint32_t future = shown_future(picture.scene, card.machine, box.state);
  const FutureRow* row = future != no_future ? &picture.scene.futures[future] : nullptr;
  const bool is_lit = row != nullptr && !row->is_gone;
  const float rounding = is_end ? (box.to.y - box.from.y) / 2 : 8.0f;
  Traits traits;
  traits.is_checked = is_lit;
  traits.value = row != nullptr ? words_in_state(picture, future, state.kind) : bytes_words(state.bytes);
  ImGui::PushID(static_cast<int>(box.state));
  const float header = header_height(painter);
  const ImVec2 head_to(box.to.x, std::min(box.to.y, box.from.y + header));
  const Touched touched = press_area(painter, Role::Row, {concat(machine.name, " ", state.name), "state"}, box.from, head_to, traits, rounding);
  fill(box.from, box.to, painter.ink(Ink::Page), rounding);
  if (is_lit) {
    const ImU32 color = picture.color_of(future);
    const bool has_just_come = future == picture.scene.latest_future && !row->is_running;
    const float alpha = has_just_come ? picture.move : 1;
    fill(box.from, box.to, faded(color, (row->is_running ? 0.06f : 0.15f) * alpha), rounding);
    outline(box.from, box.to, faded(color, 0.35f + 0.65f * alpha), rounding, 2);
  } else {
    outline(box.from, box.to, painter.ink(Ink::Outline), rounding, 1);
  }
  if (is_end) outline(box.from + ImVec2(3, 3), box.to - ImVec2(3, 3), is_lit ? faded(picture.color_of(future), 0.6f) : painter.ink(Ink::Hairline), rounding - 3, 1);
  if (touched.is_hovered) fill(box.from, head_to, painter.ink(Ink::Hover), rounding);

  const float middle = box.from.y + std::min(header, box.to.y - box.from.y) / 2;
  const float left = box.from.x + (is_end ? 14 : 10), right = box.to.x - (is_end ? 10 : 8);
  const float name_width = width_of(painter, Type::SmallStrong, state.name);
  const float chips = draw_futures_here(picture, card.machine, box.state, ImVec2(right, middle), right - left - name_width - 8);
  draw_elided(painter, ImVec2(left, middle - line_height_of(painter, Type::SmallStrong) / 2), Type::SmallStrong,
              is_lit ? painter.ink(Ink::Heading) : painter.ink(Ink::Muted), state.name, chips - left);

  if (!is_end) {
    const Shown shown = shown_of(state);
    // What a future keeps cannot be read while it runs: its variables move.
    Row kept{picture, machine, state, row != nullptr && is_lit ? future : no_future, box.from.x + 4, box.to.x - 8};
    float y = box.from.y + header;
    for (const KeptValue* value : shown.values) {
      draw_kept(kept, *value, y);
      y += kept_height(painter);
    }
    if (shown.empty_bytes > 0) draw_empty_places(kept, shown, y);
  }
  ImGui::PopID();
  if (touched.is_hovered) {
    explain(painter, touched, words_of_state(state));
    painter.state.next_hovered_line = state.line > 0 ? state.line : machine.line;
  }
  if (touched.is_clicked) {
    const std::uint32_t step = step_of_arrival(picture, card.machine, box.state);
    if (step != no_future) picture.commands.push_back(SeekStep{step});
  }
}

}  // namespace

MachineCard lay_out_machine(const StatesPicture& picture, std::uint32_t machine_index, ImVec2 at, float width) {
  const Painter& painter = picture.painter;
  const FutureMachine& machine = picture.scene.machines[machine_index];
  MachineCard card;
  card.machine = machine_index;
  card.from = at;
  const float left = at.x + margin + side_room, right = at.x + width - margin - side_room;
  float y = at.y + title_height(painter);
  const auto add = [&](std::uint32_t state) {
    const float height = box_height(painter, machine.states[state]);
    card.boxes.push_back({state, ImVec2(left, y), ImVec2(right, y + height)});
    y += height + way_height(painter);
  };
  add(0);
  for (std::uint32_t state = 3; state < machine.states.size(); ++state) add(state);
  const float end_height = header_height(painter) + 2;
  const float middle = std::floor(left + (right - left) * 0.56f);
  card.boxes.push_back({1, ImVec2(left, y), ImVec2(middle - 4, y + end_height)});
  card.boxes.push_back({2, ImVec2(middle + 4, y), ImVec2(right, y + end_height)});
  card.to = ImVec2(at.x + width, y + end_height + margin);
  return card;
}

void draw_machine(const StatesPicture& picture, const MachineCard& machine_card) {
  const Painter& painter = picture.painter;
  const FutureMachine& machine = picture.scene.machines[machine_card.machine];
  ImGui::PushID(static_cast<int>(machine_card.machine));
  card(painter, machine_card.from, machine_card.to);
  const ImVec2 at = machine_card.from + ImVec2(margin + 6, 8);  // beside what comes from above
  float right = machine_card.to.x - margin;
  if (picture.codes != nullptr && machine_card.machine < picture.codes->size()) {
    ButtonStyle style;
    style.tip = "The enum and the poll that it becomes";
    style.shown = "Code";
    const ImVec2 size = button_size(painter, style.shown, style);
    right -= size.x;
    if (button(painter, {concat("Code of ", machine.name)}, ImVec2(right, at.y + (line_height_of(painter, Type::SmallStrong) - size.y) / 2), style))
      painter.state.code_machine = machine_card.machine;
    right -= 6;
  }
  const std::string bytes = bytes_words(machine.bytes);
  const float bytes_width = width_of(painter, Type::Caption, bytes);
  const std::string_view prefix = machine.title.substr(0, 9) == "async fn " ? "async fn " : "";
  const float prefix_width = width_of(painter, Type::CodeSmall, prefix);
  const float text_y = at.y + (line_height_of(painter, Type::SmallStrong) - line_height_of(painter, Type::CodeSmall)) / 2;
  draw_text(painter, ImVec2(at.x, text_y), Type::CodeSmall, painter.ink(Ink::Keyword), prefix);
  draw_elided(painter, ImVec2(at.x + prefix_width, text_y), Type::CodeSmall, painter.ink(Ink::Heading),
              std::string_view(machine.title).substr(prefix.size()), right - bytes_width - 8 - at.x - prefix_width);
  draw_text(painter, ImVec2(right - bytes_width, text_y + 1), Type::Caption, painter.ink(Ink::Muted), bytes);
  note_widget(painter, Role::Heading, machine.title, at, ImVec2(right, at.y + line_height_of(painter, Type::SmallStrong))).value =
      concat(bytes, ", line ", machine.line);
  draw_ways(picture, machine_card);
  for (const StateBox& box : machine_card.boxes) draw_box(picture, machine_card, box);
  ImGui::PopID();
}

}  // namespace ui
