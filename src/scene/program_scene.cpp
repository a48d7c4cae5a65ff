// The program's text with what is to be marked in it, and the table of outcomes.

#include <algorithm>

#include "base/text.h"
#include "scene/event_text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

/// A place in the student's text; elsewhere there is nothing to mark.
bool is_in_text(const SourceMap& sources, Span span) { return sources.is_user(span); }

/// Each line in quotes, one after the other.
std::string quoted_lines(std::string_view printed) {
  std::string out;
  for (const std::string_view line : split_lines(printed)) {
    if (out.size() > 60) return out += " …";
    if (!out.empty()) out += ", ";
    out += quoted_output(line);
  }
  return out;
}

std::string title_of(const explore::Outcome& outcome) {
  switch (outcome.stop.kind) {
    case machine::StopKind::Exit: {
      const std::string_view printed = trimmed(outcome.stdout_text);
      std::string title = printed.empty() ? std::string("prints nothing") : concat("prints ", quoted_lines(printed));
      if (outcome.stop.exit_code != 0) title += concat(", exit code ", outcome.stop.exit_code);
      return title;
    }
    // Its chip says already that no thread can move.
    case machine::StopKind::Deadlock: {
      const std::size_t colon = outcome.stop.message.find(": ");
      return colon == std::string::npos ? outcome.stop.message : outcome.stop.message.substr(colon + 2);
    }
    default: return outcome.stop.message.empty() ? stop_title(outcome.stop) : outcome.stop.message;
  }
}

std::string counted(std::uint64_t count, std::string_view thing) { return concat(count, " ", thing, count == 1 ? "" : "s"); }

}  // namespace

ProgramScene program_scene(std::string text, const diag::Diagnostics& diagnostics, const SourceMap& sources) {
  ProgramScene scene;
  scene.text = std::move(text);
  for (const diag::Diagnostic& diagnostic : diagnostics.all()) {
    Squiggle squiggle;
    const diag::KindInfo& kind = diag::info(diagnostic.kind);
    squiggle.level = kind.level;
    squiggle.code = kind.code;
    squiggle.explanation = kind.explanation;
    squiggle.message = diagnostic.message;
    squiggle.help = diagnostic.help;
    if (is_in_text(sources, diagnostic.span)) {
      squiggle.begin = diagnostic.span.begin;
      squiggle.end = diagnostic.span.end;
      const LineColumn at = sources.begin_of(diagnostic.span);
      squiggle.line = at.line;
      squiggle.column = at.column;
    }
    for (const diag::Label& label : diagnostic.labels)
      if (is_in_text(sources, label.span)) squiggle.related.push_back({label.span.begin, label.span.end, sources.begin_of(label.span).line, label.text});
    scene.squiggles.push_back(std::move(squiggle));
  }
  return scene;
}

void add_marks(ProgramScene& scene, const machine::Machine& machine) {
  scene.marks.clear();
  const SourceMap& sources = machine.program().sources;
  for (std::size_t i = 0; i < machine.thread_count(); ++i) {
    const machine::Thread& thread = machine.thread(static_cast<machine::ThreadId>(i));
    const bool has_ended = machine.is_ended() && machine.stop().kind == machine::StopKind::Exit;
    if (thread.is_finished || has_ended) continue;
    const Span span = machine.user_span(thread);
    if (!is_in_text(sources, span)) continue;
    scene.marks.push_back({thread.id, sources.begin_of(span).line, span.begin, span.end});
  }
}

void add_stop_lines(ProgramScene& scene, const machine::Stop& stop, const SourceMap& sources) {
  scene.stop_lines.clear();
  if (stop.kind == machine::StopKind::Exit) return;
  const auto add = [&](Span span) {
    if (!is_in_text(sources, span)) return;
    const std::uint32_t line = sources.begin_of(span).line;
    if (std::find(scene.stop_lines.begin(), scene.stop_lines.end(), line) == scene.stop_lines.end()) scene.stop_lines.push_back(line);
  };
  add(stop.span);
  for (const machine::Moment& moment : stop.related) add(moment.span);
}

OutcomesScene outcomes_scene(const explore::Explorer& explorer, std::string_view loaded) {
  OutcomesScene scene;
  scene.is_running = explorer.progress() == explore::Progress::Running;
  scene.is_complete = explorer.is_complete();
  scene.executions = explorer.executions();
  scene.blocked = explorer.blocked();
  scene.progress = scene.is_running ? explorer.estimated_progress() : 1;
  for (const explore::Outcome& outcome : explorer.outcomes()) {
    OutcomeRow row;
    row.kind = outcome_kind(outcome.stop.kind);
    row.title = title_of(outcome);
    row.output = outcome.stdout_text;
    row.line = outcome.line;
    row.count = outcome.count;
    row.schedule = explore::to_text(outcome.schedule);
    row.way = concat(outcome.switches, outcome.switches == 1 ? " switch" : " switches", " of thread");
    row.is_loaded = !loaded.empty() && row.schedule == loaded;
    scene.outcomes.push_back(std::move(row));
  }
  // The most frequent first, so that what is rare stands out at the end of the list.
  std::stable_sort(scene.outcomes.begin(), scene.outcomes.end(), [](const OutcomeRow& a, const OutcomeRow& b) { return a.count > b.count; });
  const std::string found = counted(scene.outcomes.size(), "different outcome");
  const std::string interleavings = explorer.interleavings();
  const std::string executions = concat(grouped(std::to_string(scene.executions)), scene.executions == 1 ? " execution" : " executions");
  const std::uint64_t cut_off = explorer.cut_off();
  if (cut_off > 0) scene.is_complete = false;
  switch (explorer.progress()) {
    case explore::Progress::Running: scene.summary = concat(executions, " so far: ", found); break;
    case explore::Progress::Bounded: scene.summary = concat("Stopped after ", executions, ": ", found, " so far"); break;
    case explore::Progress::Complete: {
      const bool has_classes = !interleavings.empty() && interleavings != std::to_string(scene.executions);
      const std::string all = has_classes ? concat("All ", grouped(interleavings), " interleavings") : concat("All ", executions);
      std::string different = has_classes ? concat(grouped(std::to_string(scene.executions)), " really different") : std::string();
      if (cut_off > 0) {
        const bool is_only = scene.executions == 1;
        const std::string who = is_only ? "The only execution" : concat(grouped(std::to_string(cut_off)), " of ", executions);
        scene.summary = concat(who, cut_off == 1 ? " was" : " were", " given up at a limit, so nothing is proved", is_only ? std::string() : concat(": ", found));
      } else if (scene.executions == 1 && !has_classes) {
        scene.summary = "The one execution explored: the program has no other";
      } else if (scene.outcomes.size() == 1) {
        const OutcomeRow& only = scene.outcomes[0];
        scene.summary = only.kind == OutcomeKind::Output ? concat(all, " print", only.title.substr(6)) : concat(all, " end alike: ", only.title);
        if (has_classes) scene.summary += concat(" (", different, ")");
      } else {
        scene.summary = concat(all, " explored", has_classes ? concat(", ", different) : std::string(), ": ", found);
      }
      if (has_classes) scene.note = "Interleavings are the same run if they only swap steps of different threads that do not meet: one of each kind was run.";
      break;
    }
  }
  return scene;
}

void compare_outcomes(OutcomesScene& scene, const explore::Explorer& other, std::string_view loaded) {
  OutcomesScene beside = outcomes_scene(other, loaded);
  std::uint64_t only_here = scene.outcomes.size(), only_there = 0;
  scene.other_executions = beside.executions;
  for (OutcomeRow& row : beside.outcomes) {
    const auto same = std::find_if(scene.outcomes.begin(), scene.outcomes.end(), [&](const OutcomeRow& mine) {
      return mine.kind == row.kind && mine.line == row.line && mine.title == row.title && mine.output == row.output;
    });
    if (same != scene.outcomes.end()) {
      same->other_count = row.count;
      --only_here;
      continue;
    }
    ++only_there;
    row.other_count = row.count;
    row.count = 0;
    row.is_of_other = true;
    scene.outcomes.push_back(std::move(row));
  }
  scene.is_running = scene.is_running || beside.is_running;
  if (beside.is_running) scene.progress = beside.progress;
  if (!beside.is_complete) scene.is_complete = false;
  const auto only = [](std::uint64_t count, const std::string& memory) {
    return count > 0 ? concat(counted(count, "outcome"), " only under ", memory) : concat("none only under ", memory);
  };
  scene.summary = only_here + only_there == 0 && scene.is_complete
                      ? concat("The same outcomes under ", scene.memory, " and ", scene.other_memory)
                      : concat(scene.memory, " and ", scene.other_memory, ": ", only(only_here, scene.memory), ", ", only(only_there, scene.other_memory), scene.is_complete ? "" : " so far");
  scene.note = "SC runs the threads' steps in some order. Under C11, the model of Rust's orderings, a load may also read a store that is not the newest.";
}

}  // namespace scene
