#include "run/constants.h"

#include <algorithm>
#include <vector>

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

/// What stops the constant, and where it stands.
struct Failure { machine::Stop stop; Span at; };

Failure work_out(const std::shared_ptr<machine::CodeStore>& code, mir::FnId constant) {
  machine::Options options;
  options.start = constant;
  options.max_steps = most_steps;
  machine::Machine machine(code, options);
  explore::DefaultChooser chooser;
  Span at;
  while (!machine.is_ended()) {
    // While a panic unwinds, the frames stand where they clean up.
    if (machine.thread(0).panic_count == 0) at = place_in_constant(machine);
    machine.step(chooser);
  }
  return {machine.stop(), at};
}

}  // namespace

bool check_constants(const std::shared_ptr<machine::CodeStore>& code, diag::Diagnostics& diagnostics) {
  std::vector<Span> reported;   // a constant that others need fails once
  for (const mir::FnId constant : code->program().constants) {
    const auto [stop, at] = work_out(code, constant);
    if (stop.kind != machine::StopKind::Panic && stop.kind != machine::StopKind::UndefinedBehavior) continue;
    if (std::find(reported.begin(), reported.end(), at) != reported.end()) continue;
    reported.push_back(at);
    diagnostics.add(diag::Kind::ConstEvaluation, at, concat("this constant has no value: ", stop.message))
        .label(stop.span, "it fails here");
  }
  return reported.empty();
}

}  // namespace run
