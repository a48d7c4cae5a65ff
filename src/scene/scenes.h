#pragma once
// From a recorded run, a step in it, and a compiled program to what the stage shows. Each is a pure
// function; `to_text` writes a scene as tests compare it and as `crabglass scene` prints it.

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "explore/explorer.h"
#include "scene/borrows_scene.h"
#include "scene/program_scene.h"
#include "scene/recording.h"
#include "scene/threads_scene.h"

namespace scene {

/// `machine` is the machine at `step`.
ThreadsScene threads_scene(Recording& recording, std::uint32_t step, const machine::Machine& machine);
/// The same picture at another step: what `threads_scene` would give while the recording is the same.
void move_threads_scene(ThreadsScene& scene, Recording& recording, std::uint32_t step, const machine::Machine& machine);
/// Of a run under an aliasing model; `before` is the machine at the step before.
BorrowsScene borrows_scene(Recording& recording, std::uint32_t step, const machine::Machine& machine, const machine::Machine& before);
FramesScene frames_scene(const machine::Machine& machine);
OutputScene output_scene(const machine::Machine& at_cursor, const machine::Machine& newest);

/// The text with its mistakes; no run yet.
ProgramScene program_scene(std::string text, const diag::Diagnostics& diagnostics, const SourceMap& sources);
/// Adds where each thread stands.
void add_marks(ProgramScene& scene, const machine::Machine& machine);
/// Adds the places that the verdict names.
void add_stop_lines(ProgramScene& scene, const machine::Stop& stop, const SourceMap& sources);

/// What is found so far. `loaded` is the schedule of the run that is shown, or empty.
OutcomesScene outcomes_scene(const explore::Explorer& explorer, std::string_view loaded);

/// Puts the outcomes of a search under the other memory model beside these.
void compare_outcomes(OutcomesScene& scene, const explore::Explorer& other, std::string_view loaded);

/// The arrows between rows, from the events they stand for.
std::vector<Arrow> arrows_between(const std::vector<RowEvent>& events, const std::vector<EventRow>& rows);

std::string to_text(const ThreadsScene& scene);
std::string to_text(const ProgramScene& scene);
std::string to_text(const BorrowsScene& scene);
std::string to_text(const FramesScene& scene);
std::string to_text(const OutputScene& scene);
std::string to_text(const OutcomesScene& scene);

}  // namespace scene
