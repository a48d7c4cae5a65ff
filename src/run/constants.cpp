#include "run/constants.h"

#include "base/text.h"
#include "explore/choosers.h"
#include "machine/machine.h"

namespace run {

namespace {

constexpr std::uint64_t most_steps = 2'000'000;   // what takes longer is left to the run

/// Where the constant that is being worked out stands, as it says it: not inside what it calls.
Span place_in_constant(const machine::Machine& machine) {
  const std::vector<machine::Frame>& frames = machine.thread(0).frames;
  for (std::size_t i = frames.size(); i-- > 0;)
    if (frames[i].kind == machine::FrameKind::GlobalInit) return machine.frame_span(frames[i]);
  return {};
}

}  // namespace

bool check_constants(const std::shared_ptr<machine::CodeStore>& code, diag::Diagnostics& diagnostics) {
  if (!code->program().constants) return true;
  machine::Options options;
  options.start = code->program().constants;
  options.max_steps = most_steps;
  machine::Machine machine(code, options);
  explore::DefaultChooser chooser;
  Span at;
  while (!machine.is_ended()) {
    // While a panic unwinds, the frames stand where they clean up.
    if (machine.thread(0).panic_count == 0) at = place_in_constant(machine);
    machine.step(chooser);
  }
  const machine::Stop& stop = machine.stop();
  if (stop.kind != machine::StopKind::Panic && stop.kind != machine::StopKind::UndefinedBehavior) return true;
  diagnostics.add(diag::Kind::ConstEvaluation, at, concat("this constant has no value: ", stop.message))
      .label(stop.span, "it fails here");
  return false;
}

}  // namespace run
