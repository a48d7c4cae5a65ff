#pragma once
// The views of the stage's lower half, and the pieces the stage is put together from.

#include "ui/panes.h"

namespace ui {

void draw_program(const Painter& painter, const PageView& view, Commands& commands, Area area);
/// Buttons, the bar of the trace, and what is at work or how it ended. Returns the height.
float draw_controls(const Painter& painter, const PageView& view, Commands& commands, ImVec2 at,
                    float width);

/// The choices of what a run follows, from `right` leftwards as far as `at`; returns where they begin.
/// They show their names where that leaves the title whole.
float draw_rules(const Painter& painter, const PageView& view, ImVec2 at, float right, float title_end);

void draw_threads(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_borrows(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_output(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_frames(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_states(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_outcomes(const Painter& painter, const PageView& view, Commands& commands, Area area);
void draw_problems(const Painter& painter, const PageView& view, Commands& commands, Area area);

/// What to say where there is nothing to show yet. The button is left out if `action` is empty.
bool draw_empty(const Painter& painter, Area area, Icon icon, std::string_view title,
                std::string_view words, std::string_view action = {}, Traits traits = {},
                Icon action_icon = Icon::Play);

struct Tone {
  Ink ink, ground;
  Icon icon;
};
Tone tone_of(scene::OutcomeKind kind);
/// "Output", "Panic", "Data race", ...
std::string_view title_of(scene::OutcomeKind kind);
/// The name of a thread's lane; "main" and "thread 1" when there is no scene yet.
std::string name_of_thread(const PageView& view, std::uint32_t thread);

/// The mark of an event, about 12 pixels across.
void draw_event_mark(ImDrawList* list, scene::EventKind kind, ImVec2 center, ImU32 color,
                     ImU32 ground);
std::string_view words_of(scene::EventKind kind);

}  // namespace ui
