// crabglass scene VIEW FILE.rs: what the stage shows at a step of a run, as tests compare it.

#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "scene/scenes.h"
#include "scene/states.h"

namespace cli {
namespace {

constexpr std::string_view views[] = {"program", "threads", "borrows", "frames", "output", "outcomes", "states"};

bool is_view(std::string_view name) { return std::find(std::begin(views), std::end(views), name) != std::end(views); }

std::string view_names() {
  std::string out;
  for (const std::string_view view : views) out += concat(out.empty() ? "" : ", ", view);
  return out;
}

/// The view of a run that is recorded to its end, at a step; the last if there are fewer.
std::string run_view(std::string_view view, const run::Compiled& compiled, const run::RunOptions& options,
                     std::uint64_t step) {
  trace::Options trace_options;
  trace_options.machine = run::machine_options(options);
  scene::Recording recording(compiled.code, trace_options);
  const std::unique_ptr<machine::Chooser> chooser = run::make_chooser(options);
  while (recording.record(*chooser, 1'000'000) == machine::Progress::Running) {
  }
  const auto at = static_cast<std::uint32_t>(std::min<std::uint64_t>(step, recording.last_step()));
  const machine::Machine machine = recording.trace().at(recording.moment_of(at));
  if (view == "threads") return scene::to_text(scene::threads_scene(recording, at, machine));
  if (view == "borrows") {
    const machine::Machine before = recording.trace().at(at > 0 ? recording.moment_of(at - 1) : 0);
    return scene::to_text(scene::borrows_scene(recording, at, machine, before));
  }
  if (view == "frames") return scene::to_text(scene::frames_scene(machine));
  if (view == "output") return scene::to_text(scene::output_scene(machine, recording.trace().newest()));
  if (view == "states") return scene::to_text(scene::states_scene(recording, at, machine));
  scene::ProgramScene program =
      scene::program_scene(*compiled.sources.file(compiled.file).text, compiled.diagnostics, compiled.sources);
  scene::add_marks(program, machine);
  if (machine.is_ended()) scene::add_stop_lines(program, machine.stop(), compiled.sources);
  return scene::to_text(program);
}

std::string outcomes_view(const run::Compiled& compiled, const run::RunOptions& options) {
  run::ExploreOptions explore_options;
  explore_options.run = options;
  explore::Explorer explorer(compiled.code, run::explore_options(explore_options));
  while (explorer.advance({1'000'000, ~std::uint64_t{0}}) == explore::Progress::Running) {
  }
  return scene::to_text(scene::outcomes_scene(explorer, ""));
}

}  // namespace

int scene_command(Arguments arguments) {
  const std::string view = arguments.take_word("VIEW");
  const std::uint64_t step = arguments.take_number("--at").value_or(~std::uint64_t{0});
  const std::string format = arguments.take_option("--format").value_or("text");
  const std::string schedule = arguments.take_option("--schedule").value_or("");
  ProgramArguments program = take_program(arguments);
  take_models(arguments, program.run);
  program.run.schedule = schedule;
  program.run.seed = arguments.take_number("--seed");
  if (!view.empty() && !is_view(view)) arguments.complain(concat("there is no view ", quoted(view), "; the views are ", view_names()));
  if (format != "text" && format != "svg" && format != "json") arguments.complain("--format is text, svg or json");
  if (const std::string unreadable = run::schedule_mistake(schedule); !unreadable.empty())
    arguments.complain(concat("--schedule: ", unreadable));
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  if (format != "text") {
    print_err(concat("crabglass: scenes cannot be written as ", format, " yet\n"));
    return exit_unsupported;
  }

  const std::optional<run::Compiled> compiled = compile(program);
  if (!compiled) return exit_usage;
  if (!compiled->code) {
    if (view == "program") {
      print_out(scene::to_text(scene::program_scene(*compiled->sources.file(compiled->file).text, compiled->diagnostics,
                                                    compiled->sources)));
    } else {
      print_diagnostics(*compiled);
    }
    return run::exit_status(run::report_of_errors(*compiled).verdict);
  }
  if (const std::string missing = run::missing_model(program.run); !missing.empty()) {
    print_err(concat("crabglass: ", missing, "\n"));
    return exit_unsupported;
  }
  print_out(view == "outcomes" ? outcomes_view(*compiled, program.run) : run_view(view, *compiled, program.run, step));
  return exit_ok;
}

}  // namespace cli
