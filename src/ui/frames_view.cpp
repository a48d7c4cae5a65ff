// Each thread's call stack, innermost call first, with its variables; aggregates unfold.
#include <algorithm>

#include "base/text.h"
#include "ui/views.h"

namespace ui {
namespace {

struct Sheet {
  const Painter& painter;
  float left, right, y;
  std::string path;  // of what is being drawn, for folds
};

constexpr float indent = 18;

void draw_variable(Sheet& sheet, const scene::Variable& variable, int depth) {
  const Painter& painter = sheet.painter;
  UiState& state = painter.state;
  const std::string path = concat(sheet.path, "/", variable.name);
  const bool has_fields = !variable.fields.empty();
  const auto fold = state.folds.find(path);
  const bool is_open = has_fields && fold != state.folds.end() && fold->second;
  const float height = std::max(painter.is_touch && has_fields ? 40.0f : 26.0f,
                                line_height_of(painter, Type::CodeSmall) + 6);
  const ImVec2 from(sheet.left, sheet.y), to(sheet.right, sheet.y + height);
  const float alpha = variable.is_live ? 1 : 0.45f;
  const float x = sheet.left + 22 + indent * static_cast<float>(depth);
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
              ImVec2(x - 11, sheet.y + height / 2), 11, painter.ink(Ink::Muted));
  } else {
    note_widget(painter, Role::Row, variable.name, from, to).value = variable.value;
  }
  const float text_y = sheet.y + (height - line_height_of(painter, Type::CodeSmall)) / 2;
  const float width = sheet.right - x - 8;
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
  draw_elided(painter, ImVec2(sheet.right - 8 - type_width, text_y), Type::CodeSmall,
              faded(painter.ink(Ink::Faint), alpha), variable.type, type_width + 1);
  sheet.y += height;
  if (!is_open) return;
  std::string outer = path;
  std::swap(outer, sheet.path);
  for (const scene::Variable& field : variable.fields) draw_variable(sheet, field, depth + 1);
  sheet.path = outer;
}

void draw_frame(Sheet& sheet, const scene::CallFrame& frame, bool is_innermost) {
  const Painter& painter = sheet.painter;
  const float height = line_height_of(painter, Type::Code) + 8;
  const ImVec2 from(sheet.left, sheet.y), to(sheet.right, sheet.y + height);
  const std::string name = concat(frame.function, "()");
  const Ink ink = frame.is_std ? Ink::Faint : is_innermost ? Ink::Heading : Ink::Muted;
  const std::string line = frame.line > 0 && !frame.is_std ? concat("line ", frame.line)
                           : frame.is_std                  ? std::string("std")
                                                           : std::string();
  const float line_width = width_of(painter, Type::Caption, line);
  draw_elided(painter, ImVec2(sheet.left + 8, sheet.y + 4), Type::Code, painter.ink(ink), name,
              sheet.right - sheet.left - line_width - 28);
  draw_text(painter,
            ImVec2(sheet.right - 8 - line_width,
                   sheet.y + (height - line_height_of(painter, Type::Caption)) / 2),
            Type::Caption, painter.ink(Ink::Faint), line);
  note_widget(painter, Role::ListItem, name, from, to).value = line;
  if (!frame.is_std && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(from, to))
    painter.state.next_hovered_line = frame.line;
  sheet.y += height;
  for (const scene::Variable& variable : frame.variables) draw_variable(sheet, variable, 0);
  sheet.y += 6;
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
  Sheet sheet{painter, area.from.x + 14, area.to.x - 18, origin.y + 12, ""};
  for (const scene::ThreadFrames& thread : scene->threads) {
    const ImU32 color = painter.lane(thread.thread);
    canvas()->AddCircleFilled(ImVec2(sheet.left + 13, sheet.y + 12), 5, color, 20);
    draw_text(painter,
              ImVec2(sheet.left + 26, sheet.y + 12 - line_height_of(painter, Type::UiStrong) / 2),
              Type::UiStrong, color, thread.name);
    note_widget(painter, Role::Heading, thread.name, ImVec2(sheet.left, sheet.y),
                ImVec2(sheet.right, sheet.y + 24));
    sheet.y += 28;
    if (thread.frames.empty()) {
      draw_text(painter, ImVec2(sheet.left + 26, sheet.y), Type::Small, painter.ink(Ink::Faint),
                "has no calls under way");
      sheet.y += 24;
    }
    for (std::size_t i = 0; i < thread.frames.size(); ++i) {
      sheet.path = concat("frames/", thread.thread, "/", thread.frames.size() - i, "/",
                          thread.frames[i].function);
      draw_frame(sheet, thread.frames[i], i == 0);
    }
    hairline(painter, ImVec2(sheet.left, sheet.y + 2), sheet.right - sheet.left);
    sheet.y += 16;
  }
  if (!scene->statics.empty()) {
    draw_text(painter, ImVec2(sheet.left + 8, sheet.y), Type::UiStrong, painter.ink(Ink::Muted),
              "Statics");
    sheet.y += 28;
    sheet.path = "frames/statics";
    for (const scene::Variable& variable : scene->statics) draw_variable(sheet, variable, 0);
  }
  end_pane(ImVec2(origin.x, sheet.y + 16));
}

}  // namespace ui
