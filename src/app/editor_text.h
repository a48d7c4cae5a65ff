#pragma once
// What the text editor over the canvas is told, as JSON: the colours and faces of the theme, and the
// marks of the program (squiggles, current lines, lines that the verdict names).

#include <string>

#include "scene/program_scene.h"
#include "scene/threads_scene.h"
#include "ui/state.h"
#include "ui/theme.h"

namespace app {

/// A colour as CSS writes it.
std::string css_color(std::uint32_t color);
std::string editor_theme(const ui::Theme& theme, const ui::EditorRequest& editor);
/// `threads` gives the names of lanes; it may be null.
std::string editor_marks(const scene::ProgramScene& program, const scene::ThreadsScene* threads,
                         const ui::Theme& theme);
/// The widgets of a frame, as `crabglass.widgets()` returns them.
std::string widgets_json(const ui::WidgetNodes& widgets);

}  // namespace app
