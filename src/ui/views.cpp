#include "ui/views.h"

#include <algorithm>

#include "base/text.h"

namespace ui {

using scene::OutcomeKind;

bool draw_empty(const Painter& painter, Area area, Icon icon, std::string_view title,
                std::string_view words, std::string_view action, Traits traits,
                Icon action_icon) {
  const float width = std::min(area.width() - 48, 340.0f * painter.scale);
  const float middle = (area.from.x + area.to.x) / 2;
  const float words_height =
      draw_wrapped(painter, ImVec2(), width, Type::Ui, 0, words, Pass::Measure);
  ButtonStyle style;
  style.look = Look::Soft;
  style.icon = action_icon;
  const ImVec2 extent = action.empty() ? ImVec2(0, 0) : button_size(painter, action, style);
  const float height = 52 + line_height_of(painter, Type::Subheading) + 6 + words_height +
                       (action.empty() ? 0 : extent.y + 16);
  const bool is_tight = height > area.height() - 16;
  float y = area.from.y + std::max((area.height() - height) * 0.42f, 10.0f);
  if (!is_tight) {
    canvas()->AddCircleFilled(ImVec2(middle, y + 20), 22, painter.ink(Ink::Hover), 32);
    draw_icon(canvas(), icon, ImVec2(middle, y + 20), 20, painter.ink(Ink::Muted));
    y += 52;
  }
  draw_text(painter, ImVec2(middle - width_of(painter, Type::Subheading, title) / 2, y),
            Type::Subheading, painter.ink(Ink::Heading), title);
  y += line_height_of(painter, Type::Subheading) + 6;
  for (const std::string_view line : wrapped_lines(painter, Type::Ui, words, width)) {
    draw_text(painter, ImVec2(middle - width_of(painter, Type::Ui, line) / 2, y), Type::Ui,
              painter.ink(Ink::Muted), line);
    y += line_height_of(painter, Type::Ui);
  }
  note_widget(painter, Role::Status, concat(title, ". ", words), area.from, area.to);
  if (action.empty()) return false;
  return button(painter, {action, "empty-action"}, ImVec2(middle - extent.x / 2, y + 16), style,
                traits);
}

Tone tone_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::Output:
      return {Ink::Good, Ink::GoodSoft, Icon::Check};
    case OutcomeKind::CompileError:
      return {Ink::Bad, Ink::BadSoft, Icon::Cross};
    case OutcomeKind::Panic:
      return {Ink::Bad, Ink::BadSoft, Icon::Warning};
    case OutcomeKind::Abort:
      return {Ink::Bad, Ink::BadSoft, Icon::Warning};
    case OutcomeKind::UndefinedBehavior:
      return {Ink::Bad, Ink::BadSoft, Icon::Bug};
    case OutcomeKind::DataRace:
      return {Ink::Bad, Ink::BadSoft, Icon::Bug};
    case OutcomeKind::Deadlock:
      return {Ink::Bad, Ink::BadSoft, Icon::Pause};
    case OutcomeKind::Leak:
      return {Ink::Warn, Ink::WarnSoft, Icon::Warning};
    case OutcomeKind::Unsupported:
      return {Ink::Note, Ink::NoteSoft, Icon::Info};
    case OutcomeKind::Limit:
      return {Ink::Warn, Ink::WarnSoft, Icon::Warning};
  }
  return {Ink::Muted, Ink::Hover, Icon::Info};
}

std::string_view title_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::Output:
      return "Output";
    case OutcomeKind::CompileError:
      return "Compile error";
    case OutcomeKind::Panic:
      return "Panic";
    case OutcomeKind::Abort:
      return "Abort";
    case OutcomeKind::UndefinedBehavior:
      return "Undefined behavior";
    case OutcomeKind::DataRace:
      return "Data race";
    case OutcomeKind::Deadlock:
      return "Deadlock";
    case OutcomeKind::Leak:
      return "Leak";
    case OutcomeKind::Unsupported:
      return "Not supported yet";
    case OutcomeKind::Limit:
      return "Limit met";
  }
  return "";
}

std::string name_of_thread(const PageView& view, std::uint32_t thread) {
  if (view.stage.threads != nullptr)
    for (const scene::Lane& lane : view.stage.threads->lanes)
      if (lane.thread == thread) return lane.name;
  return thread == 0 ? std::string("main") : concat("thread ", thread);
}

}  // namespace ui
