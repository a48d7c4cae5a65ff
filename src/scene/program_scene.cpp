// The program's text with what is to be marked in it, and the table of outcomes.

#include <algorithm>

#include "base/text.h"
#include "scene/event_text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

/// A place in the student's text; elsewhere there is nothing to mark.
bool is_in_text(const SourceMap& sources, Span span) { return sources.is_user(span); }

std::string title_of(const explore::Outcome& outcome) {
  switch (outcome.stop.kind) {
    case machine::StopKind::Exit: {
      const std::string_view printed = trimmed(outcome.stdout_text);
      std::string title = printed.empty() ? std::string("prints nothing") : concat("prints ", quoted_output(printed));
      if (outcome.stop.exit_code != 0) title += concat(", exit code ", outcome.stop.exit_code);
      return title;
    }
    default: return outcome.stop.message.empty() ? stop_title(outcome.stop) : outcome.stop.message;
  }
}

std::string counted(std::uint64_t count, std::string_view thing) { return concat(count, " ", thing, count == 1 ? "" : "s"); }

/// 1680 as "1,680".
std::string grouped(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

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
    row.is_loaded = !loaded.empty() && row.schedule == loaded;
    scene.outcomes.push_back(std::move(row));
  }
  // The most frequent first, so that what is rare stands out at the end of the list.
  std::stable_sort(scene.outcomes.begin(), scene.outcomes.end(), [](const OutcomeRow& a, const OutcomeRow& b) { return a.count > b.count; });
  const std::string found = counted(scene.outcomes.size(), "different outcome");
  const std::string interleavings = explorer.interleavings();
  std::string standing_for;
  if (!interleavings.empty() && interleavings != std::to_string(scene.executions))
    standing_for = concat(", which stand for ", grouped(interleavings), " interleavings");
  switch (explorer.progress()) {
    case explore::Progress::Running: scene.summary = concat(counted(scene.executions, "execution"), " so far: ", found); break;
    case explore::Progress::Complete:
      scene.summary = scene.executions == 1 && standing_for.empty()
                          ? std::string("All 1 execution explored: the program has only one")
                          : concat("All ", grouped(std::to_string(scene.executions)), scene.executions == 1 ? " execution" : " executions", " explored", standing_for, ": ", found);
      break;
    case explore::Progress::Bounded: scene.summary = concat("Stopped after ", counted(scene.executions, "execution"), ": ", found, " so far"); break;
  }
  return scene;
}

}  // namespace scene
