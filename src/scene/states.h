#pragma once
// From a program, or a recorded run of it, to the picture of its async code.

#include <string>
#include <string_view>
#include <vector>

#include "scene/recording.h"
#include "scene/states_log.h"
#include "scene/states_scene.h"

namespace scene {

/// The program's machines, before any run.
StatesScene states_scene(const mir::Program& program);
/// With the futures of a run; `machine` is the machine at `step`.
StatesScene states_scene(const Recording& recording, std::uint32_t step, const machine::Machine& machine);
/// The same picture at another step: what `states_scene` would give while the recording is the same.
void move_states_scene(StatesScene& scene, const Recording& recording, std::uint32_t step, const machine::Machine& machine);

/// The machines with their types.
struct MachineTable {
  std::vector<FutureMachine> machines;
  std::vector<mir::TypeId> types;

  std::uint32_t find(mir::TypeId type) const {
    for (std::size_t i = 0; i < types.size(); ++i)
      if (types[i] == type) return static_cast<std::uint32_t>(i);
    return no_future;
  }
};
MachineTable machine_table(const mir::Program& program, const FutureFunctions& functions);
/// The types of the machines, in the order of `machine_table`.
std::vector<mir::TypeId> machine_types(const mir::Program& program);
/// `Join` of `path::Join<A, B>`.
std::string bare_future_name(std::string_view type);

}  // namespace scene
