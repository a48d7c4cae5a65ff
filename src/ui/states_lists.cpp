// The executor's side of async code: its queues, as belts of tasks in their order, and the wakers that
// somebody keeps, each as an arrow from who will wake to who is woken. Those kept with a time stand on
// the virtual clock.
//
//   belt           VecDeque, 2            runtime.timers        Vec, 2
//   ( count #2 | count #1 )               3 ms ●────●───────────────●
//                                         at 5 ms ──▶ egg   at 60 ms ──▶ stew
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/states_picture.h"

namespace ui {
namespace {

using scene::HeldTask;
using scene::no_future;
using scene::TaskList;

constexpr float arrow_room = 26;  // of the arrow between what is kept and who is woken
constexpr float gap = 6;

struct Pen {
  const StatesPicture& picture;
  Pass pass;
  float left = 0, right = 0;
  float x = 0, y = 0;

  const Painter& painter() const { return picture.painter; }
  bool draws() const { return pass == Pass::Draw; }
};

float row_height(const Painter& painter) { return std::max(chip_height(painter), painter.is_touch ? 34.0f : 0.0f); }

std::string name_of(const StatesPicture& picture, const HeldTask& task) {
  if (task.future != no_future) return picture.scene.futures[task.future].name;
  return task.text.empty() ? "?" : task.text;
}

ImU32 color_of(const StatesPicture& picture, const HeldTask& task) {
  return task.future != no_future ? picture.color_of(task.future) : picture.painter.ink(Ink::Muted);
}

std::string place_words(const StatesPicture& picture, const TaskList& list, std::size_t index) {
  const HeldTask& task = list.tasks[index];
  const std::string name = task.future != no_future ? picture.scene.futures[task.future].name : std::string("a task that was not polled yet");
  std::string words;
  if (!list.holds_wakers) words = concat(name, " stands at place ", index + 1, " of `", list.name, "`");
  else words = concat("Whoever has `", list.name, "` can wake ", task.future != no_future ? name : std::string("somebody who was not polled with it yet"));
  if (!task.text.empty() && task.future != no_future) words += concat("\n", task.text);
  if (!list.reached_by.empty()) words += concat("\n`", list.name, "` is reached by ", list.reached_by);
  if (task.future != no_future) words += concat("\n", name, ": ", words_of_future(picture.scene, task.future));
  return words;
}

/// What stands before the arrow of a waker.
std::string label_of(const TaskList& list, const HeldTask& task) {
  return list.type.empty() ? list.name : task.future != no_future ? task.text : std::string();
}

float width_of_task(const Pen& pen, const TaskList& list, const HeldTask& task) {
  const float name = chip(pen.painter(), {}, name_of(pen.picture, task), {}, Pass::Measure);
  const std::string label = label_of(list, task);
  if (list.holds_wakers) return name + arrow_room + (label.empty() ? 8 : width_of(pen.painter(), list.type.empty() ? Type::CodeSmall : Type::Caption, label) + 6);
  return name + (label.empty() ? 0 : width_of(pen.painter(), Type::Caption, label) + 4);
}

void draw_arrow(const Painter& painter, float from, float to, float y) {
  const ImU32 color = painter.ink(Ink::Warn);
  canvas()->AddCircleFilled(ImVec2(from + 2.5f, y), 2.5f, color, 12);
  canvas()->AddLine(ImVec2(from + 2, y), ImVec2(to - 6, y), color, 1.5f);
  canvas()->AddTriangleFilled(ImVec2(to, y), ImVec2(to - 7, y - 4), ImVec2(to - 7, y + 4), color);
}

void draw_task(const Pen& pen, const TaskList& list, std::size_t index, float width) {
  const StatesPicture& picture = pen.picture;
  const Painter& painter = picture.painter;
  const HeldTask& task = list.tasks[index];
  const float height = row_height(painter), middle = pen.y + height / 2;
  const std::string name = name_of(picture, task), label = label_of(list, task);
  Traits traits;
  traits.value = task.future != no_future ? task.text : std::string();
  const std::string said = list.holds_wakers ? concat(list.name, " wakes ", name) : concat(list.name, " ", index + 1, ": ", name);
  ImGui::PushID(static_cast<int>(index));
  const Touched touched = press_area(painter, Role::Row, {said, "held"}, ImVec2(pen.x, pen.y), ImVec2(pen.x + width, pen.y + height), traits, height / 2);
  ImGui::PopID();
  float x = pen.x;
  const Type type = list.type.empty() ? Type::CodeSmall : Type::Caption;
  const auto write_label = [&] {
    draw_text(painter, ImVec2(x, middle - line_height_of(painter, type) / 2), type, painter.ink(list.type.empty() ? Ink::Heading : Ink::Muted), label);
    x += width_of(painter, type, label);
  };
  if (list.holds_wakers) {
    if (!label.empty()) write_label();
    x += label.empty() ? 8 : 6;
    draw_arrow(painter, x, x + arrow_room - 5, middle);
    x += arrow_room;
  }
  const ImU32 color = color_of(picture, task);
  x += chip(painter, ImVec2(x, middle - chip_height(painter) / 2), name, {color, faded(color, 0.18f)});
  if (!list.holds_wakers && !label.empty()) {
    x += 4;
    write_label();
  }
  if (touched.is_hovered) {
    outline(ImVec2(pen.x - 2, pen.y), ImVec2(pen.x + width + 2, pen.y + height), painter.ink(Ink::Outline), height / 2);
    explain(painter, touched, place_words(picture, list, index));
  }
  if (touched.is_clicked && task.future != no_future) painter.state.wanted_machine = picture.scene.futures[task.future].machine;
}

/// When each of them is due, seen from the clock.
void draw_clock(Pen& pen, const TaskList& list) {
  std::uint64_t last = pen.picture.scene.clock_nanos;
  bool has_time = false;
  for (const HeldTask& task : list.tasks) {
    has_time |= task.has_time;
    if (task.has_time) last = std::max(last, task.time_nanos);
  }
  if (!has_time) return;
  const Painter& painter = pen.painter();
  const float height = line_height_of(painter, Type::Caption) + 4;
  if (pen.draws()) {
    const std::uint64_t now = pen.picture.scene.clock_nanos;
    const std::string clock = scene::nanos_text(now);
    const float text = width_of(painter, Type::Caption, clock), y = pen.y + height / 2 - 1;
    draw_text(painter, ImVec2(pen.left, pen.y), Type::Caption, painter.ink(Ink::Accent), clock);
    note_widget(painter, Role::Paragraph, "virtual clock", ImVec2(pen.left, pen.y), ImVec2(pen.left + text, pen.y + height)).value = clock;
    const float from = pen.left + text + 10, to = pen.right - 8;
    canvas()->AddLine(ImVec2(from, y), ImVec2(to, y), painter.ink(Ink::Outline), 1.5f);
    fill(ImVec2(from - 1, y - 6), ImVec2(from + 1, y + 6), painter.ink(Ink::Accent));
    for (const HeldTask& task : list.tasks) {
      if (!task.has_time) continue;
      const double part = task.time_nanos <= now ? 0 : static_cast<double>(task.time_nanos - now) / static_cast<double>(last - now);
      const ImVec2 at(from + (to - from) * static_cast<float>(part), y);
      canvas()->AddCircleFilled(at, 6, painter.ink(Ink::Page), 20);
      canvas()->AddCircleFilled(at, 4.5f, color_of(pen.picture, task), 20);
    }
  }
  pen.y += height;
}

void draw_title(Pen& pen, const TaskList& list) {
  const Painter& painter = pen.painter();
  const float height = line_height_of(painter, Type::CodeSmall) + 2;
  if (pen.draws()) {
    const std::string size = concat(list.type, ", ", list.length);
    const float size_width = width_of(painter, Type::Caption, size);
    const float caption_y = pen.y + (height - line_height_of(painter, Type::Caption)) / 2;
    draw_text(painter, ImVec2(pen.right - size_width, caption_y), Type::Caption, painter.ink(Ink::Muted), size);
    const float room = pen.right - size_width - 8 - pen.left;
    draw_elided(painter, ImVec2(pen.left, pen.y), Type::CodeSmall, painter.ink(Ink::Heading), list.name, room);
    const float name = std::min(width_of(painter, Type::CodeSmall, list.name), room);
    const std::string more = list.beside.empty() ? list.reached_by : list.beside;
    if (!more.empty()) draw_elided(painter, ImVec2(pen.left + name + 10, caption_y), Type::Caption, painter.ink(Ink::Faint), more, room - name - 10);
    note_widget(painter, Role::Heading, list.name, ImVec2(pen.left, pen.y), ImVec2(pen.right, pen.y + height)).value =
        concat(size, list.beside.empty() ? "" : ", ", list.beside);
  }
  pen.y += height;
}

/// The places of a list one after the other, in as many lines as they need.
void draw_tasks(Pen& pen, const TaskList& list) {
  const Painter& painter = pen.painter();
  const float height = row_height(painter);
  const bool is_belt = !list.holds_wakers;
  const float top = pen.y, inset = is_belt ? 5.0f : 0.0f;
  const auto walk = [&](bool draws) {
    pen.x = pen.left + inset;
    pen.y = top + inset;
    for (std::size_t i = 0; i < list.tasks.size(); ++i) {
      const float width = std::min(width_of_task(pen, list, list.tasks[i]), pen.right - pen.left - 2 * inset);
      if (pen.x > pen.left + inset && pen.x + width > pen.right - inset) {
        pen.x = pen.left + inset;
        pen.y += height + 2;
      }
      if (draws) draw_task(pen, list, i, width);
      pen.x += width + (is_belt ? gap : 2 * gap);
    }
    return pen.y + height + inset;
  };
  const float bottom = walk(false);
  if (pen.draws()) {
    if (is_belt) {
      fill(ImVec2(pen.left, top), ImVec2(pen.right, bottom), painter.ink(Ink::Sunken), 8);
      outline(ImVec2(pen.left, top), ImVec2(pen.right, bottom), painter.ink(Ink::Hairline), 8);
    }
    if (list.tasks.empty())
      draw_text(painter, ImVec2(pen.left + inset + 6, (top + bottom - line_height_of(painter, Type::Caption)) / 2), Type::Caption, painter.ink(Ink::Faint), is_belt ? "empty" : "nobody waits");
    walk(true);
    if (list.length > list.tasks.size()) {
      const std::string more = concat("+", list.length - list.tasks.size());
      draw_text(painter, ImVec2(std::min(pen.x, pen.right - 24), pen.y + 4), Type::Caption, painter.ink(Ink::Muted), more);
    }
  }
  pen.y = bottom;
}

}  // namespace

float draw_task_lists(const StatesPicture& picture, Area area, TimeRows rows, Pass pass) {
  const Painter& painter = picture.painter;
  if (picture.scene.lists.empty()) return 0;
  Pen pen{picture, pass, area.from.x, area.to.x, area.from.x, area.from.y};
  if (rows == TimeRows::Tall) {
    if (pen.draws()) {
      draw_text(painter, ImVec2(pen.left, pen.y), Type::SmallStrong, painter.ink(Ink::Heading), "Queues and wakers");
      note_widget(painter, Role::Heading, "Queues and wakers", ImVec2(pen.left, pen.y), ImVec2(pen.left + 120, pen.y + 18));
    }
    pen.y += line_height_of(painter, Type::SmallStrong) + 6;
  }
  for (std::size_t i = 0; i < picture.scene.lists.size(); ++i) {
    const TaskList& list = picture.scene.lists[i];
    ImGui::PushID(static_cast<int>(i));
    if (!list.type.empty()) draw_title(pen, list);
    draw_clock(pen, list);
    draw_tasks(pen, list);
    ImGui::PopID();
    pen.y += 8;
  }
  return pen.y - area.from.y;
}

}  // namespace ui
