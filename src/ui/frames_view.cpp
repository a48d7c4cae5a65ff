// Each thread's call stack, innermost call first, with its variables; aggregates unfold.
#include <algorithm>

#include "base/text.h"
#include "ui/views.h"

namespace ui {
namespace {

struct Column {
  const Painter& painter;
  float left, right, y;
  std::string path;  // of what is being drawn, for folds
};

constexpr float indent = 18;

void draw_variable(Column& column, const scene::Variable& variable, int depth) {
  const Painter& painter = column.painter;
  UiState& state = painter.state;
  const std::string path = concat(column.path, "/", variable.name);
  const bool has_fields = !variable.fields.empty();
  const auto fold = state.folds.find(path);
  const bool is_open = has_fields && fold != state.folds.end() && fold->second;
  const float height = std::max(painter.is_touch && has_fields ? 40.0f : 26.0f,
                                line_height_of(painter, Type::CodeSmall) + 6);
  const ImVec2 from(column.left, column.y), to(column.right, column.y + height);
  const float alpha = variable.is_live ? 1 : 0.45f;
  const float x = column.left + 22 + indent * static_cast<float>(depth);
  if (has_fields) {
    Traits traits;
    traits.is_expanded = is_open;
    traits.value = variable.value;
    ImGui::PushID(path.c_str());
    const Touched touched =
        press_area(painter, Role::Row, {variable.name, "variable"}, from, to, traits);
    ImGui::PopID();
    if (touched.is_hovered) fill(from, to, painter.ink(Ink::Hover), 6);
    if (touched.is_clicked) state.folds[path] = !is_open;
    draw_icon(canvas(), is_open ? Icon::ChevronDown : Icon::ChevronRight,
              ImVec2(x - 11, column.y + height / 2), 11, painter.ink(Ink::Muted));
  } else {
    note_widget(painter, Role::Row, variable.name, from, to).value = variable.value;
  }
  const float text_y = column.y + (height - line_height_of(painter, Type::CodeSmall)) / 2;
  const float width = column.right - x - 8;
  const float name_width = std::min(
      width * 0.36f, std::max(width_of(painter, Type::CodeSmall, variable.name) + 18, 90.0f));
  draw_elided(painter, ImVec2(x, text_y), Type::CodeSmall, faded(painter.ink(Ink::Text), alpha),
              variable.name, name_width - 8);
  const float type_width =
      std::min(width_of(painter, Type::CodeSmall, variable.type), width * 0.34f);
  const std::string_view value = variable.is_live         ? std::string_view(variable.value)
                                 : variable.value.empty() ? std::string_view("not live")
                                                          : std::string_view(variable.value);
  draw_elided(painter, ImVec2(x + name_width, text_y), Type::CodeSmall,
              faded(painter.ink(Ink::Number), alpha), value, width - name_width - type_width - 12);
  draw_elided(painter, ImVec2(column.right - 8 - type_width, text_y), Type::CodeSmall,
              faded(painter.ink(Ink::Faint), alpha), variable.type, type_width + 1);
  column.y += height;
  if (!is_open) return;
  std::string outer = path;
  std::swap(outer, column.path);
  for (const scene::Variable& field : variable.fields) draw_variable(column, field, depth + 1);
  column.path = outer;
}

void draw_frame(Column& column, const scene::CallFrame& frame, bool is_innermost) {
  const Painter& painter = column.painter;
  const float height = line_height_of(painter, Type::Code) + 8;
  const ImVec2 from(column.left, column.y), to(column.right, column.y + height);
  const std::string name = concat(frame.function, "()");
  const Ink ink = frame.is_std ? Ink::Faint : is_innermost ? Ink::Heading : Ink::Muted;
  const std::string line = frame.line > 0 && !frame.is_std ? concat("line ", frame.line)
                           : frame.is_std                  ? std::string("std")
                                                           : std::string();
  const float line_width = width_of(painter, Type::Caption, line);
  draw_elided(painter, ImVec2(column.left + 8, column.y + 4), Type::Code, painter.ink(ink), name,
              column.right - column.left - line_width - 28);
  draw_text(painter,
            ImVec2(column.right - 8 - line_width,
                   column.y + (height - line_height_of(painter, Type::Caption)) / 2),
            Type::Caption, painter.ink(Ink::Faint), line);
  note_widget(painter, Role::ListItem, name, from, to).value = line;
  if (!frame.is_std && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(from, to))
    painter.state.next_hovered_line = frame.line;
  column.y += height;
  for (const scene::Variable& variable : frame.variables) draw_variable(column, variable, 0);
  column.y += 6;
}

}  // namespace

void draw_frames(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  const scene::FramesScene* scene = view.stage.frames;
  if (scene == nullptr || (scene->threads.empty() && scene->statics.empty())) {
    Traits traits;
    traits.is_enabled = view.playback.can_step_forward;
    if (draw_empty(
            painter, area, Icon::Read, "No variables yet",
            "Step into the program to see each thread's calls and what their variables hold.",
            "Step forward", traits))
      commands.push_back(StepForward{});
    return;
  }
  begin_pane(painter, "frames", area);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  Column column{painter, area.from.x + 14, area.to.x - 18, origin.y + 12, ""};
  for (const scene::ThreadFrames& thread : scene->threads) {
    const ImU32 color = painter.lane(thread.thread);
    canvas()->AddCircleFilled(ImVec2(column.left + 13, column.y + 12), 5, color, 20);
    draw_text(painter,
              ImVec2(column.left + 26, column.y + 12 - line_height_of(painter, Type::UiStrong) / 2),
              Type::UiStrong, color, thread.name);
    note_widget(painter, Role::Heading, thread.name, ImVec2(column.left, column.y),
                ImVec2(column.right, column.y + 24));
    column.y += line_height_of(painter, Type::UiStrong) + 8;
    if (thread.frames.empty()) {
      draw_text(painter, ImVec2(column.left + 26, column.y), Type::Small, painter.ink(Ink::Faint),
                "has no calls under way");
      column.y += line_height_of(painter, Type::Small) + 8;
    }
    for (std::size_t i = 0; i < thread.frames.size(); ++i) {
      column.path = concat("frames/", thread.thread, "/", thread.frames.size() - i, "/",
                          thread.frames[i].function);
      draw_frame(column, thread.frames[i], i == 0);
    }
    hairline(painter, ImVec2(column.left, column.y + 2), column.right - column.left);
    column.y += 16;
  }
  if (!scene->statics.empty()) {
    draw_text(painter, ImVec2(column.left + 8, column.y), Type::UiStrong, painter.ink(Ink::Muted),
              "Statics");
    column.y += 28;
    column.path = "frames/statics";
    for (const scene::Variable& variable : scene->statics) draw_variable(column, variable, 0);
  }
  const auto has_calls = [](const scene::ThreadFrames& thread) { return !thread.frames.empty(); };
  if (view.playback.has_ended && std::none_of(scene->threads.begin(), scene->threads.end(), has_calls)) {
    constexpr std::string_view words = "The run is over, and every call with its variables gone. Step back to see them.";
    const float width = column.right - column.left - 8;
    column.y += draw_wrapped(painter, ImVec2(column.left + 8, column.y + 4), width, Type::Ui, painter.ink(Ink::Muted), words);
  }
  end_pane(ImVec2(origin.x, column.y + 16));
}

}  // namespace ui
