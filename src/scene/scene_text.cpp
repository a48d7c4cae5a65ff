// Scenes as text. One line a thing, in the order in which it is drawn.

#include "base/text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

std::string_view name_of(LaneState state) {
  switch (state) {
    case LaneState::NotStarted: return "not started";
    case LaneState::CanMove: return "can move";
    case LaneState::Blocked: return "blocked";
    case LaneState::Finished: return "finished";
    case LaneState::Panicked: return "panicked";
  }
  return "";
}

std::string_view name_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::Spawn: return "spawn";
    case ArrowKind::Join: return "join";
    case ArrowKind::LockHandOver: return "lock";
    case ArrowKind::Message: return "message";
    case ArrowKind::Wake: return "wake";
    case ArrowKind::HappensBefore: return "reads from";
  }
  return "";
}

std::string_view name_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::Output: return "output";
    case OutcomeKind::CompileError: return "compile error";
    case OutcomeKind::Panic: return "panic";
    case OutcomeKind::Abort: return "abort";
    case OutcomeKind::UndefinedBehavior: return "ub";
    case OutcomeKind::DataRace: return "race";
    case OutcomeKind::Deadlock: return "deadlock";
    case OutcomeKind::Leak: return "leak";
    case OutcomeKind::Unsupported: return "unsupported";
    case OutcomeKind::Limit: return "limit";
  }
  return "";
}

void write(std::string& out, const Variable& variable, int depth) {
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  out += concat(variable.name, ": ", variable.type, variable.is_live ? concat(" = ", variable.value) : std::string(" (not live)"), "\n");
  if (depth < 8)
    for (const Variable& field : variable.fields) write(out, field, depth + 1);
}

}  // namespace

std::string to_text(const ThreadsScene& scene) {
  std::string out;
  for (const Lane& lane : scene.lanes) {
    out += concat("lane ", lane.name, ": ", name_of(lane.state));
    if (!lane.waiting_for.empty()) out += concat(", waits for ", lane.waiting_for);
    if (!lane.next_action.empty()) out += concat(", next: ", lane.next_action);
    for (const MoveChoice& choice : lane.choices) out += concat(", or ", choice.text);
    if (lane.next_line > 0 && lane.state != LaneState::Finished) out += concat(" (line ", lane.next_line, ")");
    out += "\n";
  }
  for (std::size_t i = 0; i < scene.rows.size(); ++i) {
    const EventRow& row = scene.rows[i];
    if (i == scene.rows_done) out += "--- here ---\n";
    out += concat(i, " ", row.lane < scene.lanes.size() ? scene.lanes[row.lane].name : std::string("?"), ": ", row.text);
    if (row.line > 0) out += concat(" (line ", row.line, ")");
    if (row.is_conflict) out += " !";
    out += "\n";
  }
  for (const Arrow& arrow : scene.arrows) out += concat(name_of(arrow.kind), " ", arrow.from_row, " -> ", arrow.to_row, "\n");
  for (const BlockedSpan& span : scene.blocked)
    out += concat("blocked ", span.lane < scene.lanes.size() ? scene.lanes[span.lane].name : std::string("?"), " ", span.from_row, "..", span.to_row, ": ", span.reason, "\n");
  for (const LockBar& bar : scene.held)
    out += concat("held ", bar.lane < scene.lanes.size() ? scene.lanes[bar.lane].name : std::string("?"), " ", bar.from_row, "..", bar.to_row, bar.level > 0 ? "+" : "", ": ", bar.object, "\n");
  for (const std::string& content : scene.contents) out += concat("contents ", content, "\n");
  for (const StoreList& list : scene.stores) {
    out += concat("stores ", list.object, ":");
    for (const StoreEntry& store : list.stores) {
      out += concat(" ", store.value, "[");
      for (const std::uint32_t lane : store.readers) out += concat(lane == store.readers[0] ? "" : " ", lane);
      out += "]";
    }
    out += "\n";
  }
  if (!scene.stuck.empty()) out += concat("stuck: ", scene.stuck, "\n");
  if (!scene.verdict.empty()) out += concat("verdict: ", scene.verdict, "\n");
  return out;
}

std::string to_text(const ProgramScene& scene) {
  std::string out;
  std::uint32_t number = 0;
  for (const std::string_view line : split_lines(scene.text)) {
    ++number;
    std::string marks;
    for (const LineMark& mark : scene.marks)
      if (mark.line == number) marks += concat(" <", mark.thread, ">");
    for (const std::uint32_t stop : scene.stop_lines)
      if (stop == number) marks += " <stop>";
    out += concat(number, " ", line, marks, "\n");
    for (const Squiggle& squiggle : scene.squiggles) {
      if (squiggle.line != number) continue;
      const std::string_view level = squiggle.level == diag::Level::Error ? "error" : squiggle.level == diag::Level::Warning ? "warning" : "note";
      out += concat("  ^ ", level, squiggle.code.empty() ? std::string() : concat(" ", squiggle.code), ": ", squiggle.message, "\n");
    }
  }
  return out;
}

std::string to_text(const FramesScene& scene) {
  std::string out;
  for (const ThreadFrames& thread : scene.threads) {
    out += concat("thread ", thread.name, "\n");
    for (const CallFrame& frame : thread.frames) {
      out += concat("  ", frame.function, frame.is_std ? " (std)" : "", frame.line > 0 ? concat(" line ", frame.line) : std::string(), "\n");
      for (const Variable& variable : frame.variables) write(out, variable, 2);
    }
  }
  if (!scene.statics.empty()) out += "statics\n";
  for (const Variable& variable : scene.statics) write(out, variable, 1);
  return out;
}

std::string to_text(const OutputScene& scene) {
  std::string out = concat("printed:\n", scene.text);
  if (!scene.after_cursor.empty()) out += concat("--- here ---\n", scene.after_cursor);
  if (!scene.errors.empty()) out += concat("errors:\n", scene.errors);
  if (!scene.note.empty()) out += concat("note: ", scene.note, "\n");
  return out;
}

std::string to_text(const OutcomesScene& scene) {
  std::string out = concat(scene.summary, "\n");
  for (const OutcomeRow& row : scene.outcomes) {
    out += concat(name_of(row.kind), ": ", row.title);
    if (row.line > 0) out += concat(" (line ", row.line, ")");
    if (!scene.other_memory.empty()) out += concat(", ", row.other_count, " times under ", scene.other_memory);
    out += concat(", ", row.count, " times, ", row.schedule, row.is_loaded ? " *" : "", "\n");
  }
  return out;
}

}  // namespace scene
