// The lanes at a step: who can move, who holds and waits for what, and what lies in between.

#include <algorithm>

#include "base/text.h"
#include "scene/event_text.h"
#include "scene/scenes.h"
#include "scene/threads_stores.h"

namespace scene {
namespace {

/// How many rows have happened at a step.
std::uint32_t rows_until(const std::vector<EventRow>& rows, std::uint32_t step) {
  const auto first = std::lower_bound(rows.begin(), rows.end(), step, [](const EventRow& row, std::uint32_t at) { return row.step < at; });
  return static_cast<std::uint32_t>(first - rows.begin());
}

Lane lane_of(const machine::Machine& machine, machine::ThreadId id, ObjectNames& names) {
  const machine::Thread& thread = machine.thread(id);
  Lane lane;
  lane.thread = id;
  lane.name = thread.name;
  if (thread.is_finished) {
    lane.state = thread.panic.message.empty() ? LaneState::Finished : LaneState::Panicked;
    return lane;
  }
  const Span span = machine.user_span(thread);
  if (machine.program().sources.is_user(span)) lane.next_line = machine.program().sources.begin_of(span).line;
  if (machine.can_be_moved(thread)) {
    lane.state = LaneState::CanMove;
    lane.next_action = next_action(machine, thread, names);
    lane.choices = move_choices(machine, thread, names);
    if (lane.next_action.empty() && lane.next_line > 0) lane.next_action = concat("run line ", lane.next_line);
    if (lane.next_action.empty()) lane.next_action = "begin";
  } else {
    lane.state = LaneState::Blocked;
    lane.waiting_for = waiting_text(machine, thread, names);
  }
  if (machine.is_ended() && lane.state == LaneState::CanMove) {
    lane.next_action.clear();
    lane.choices.clear();
    if (machine.stop().kind == machine::StopKind::Exit) lane.state = LaneState::Finished;
  }
  return lane;
}

enum class Hold { Takes, LetsGo, Neither };

/// What an event does to the lock that it is about, and which that is.
Hold hold_of(const RowEvent& event, const machine::Object*& lock) {
  using Kind = machine::EventKind;
  lock = event.kind == Kind::Wait || event.kind == Kind::WaitEnd ? &event.second : &event.object;
  switch (row_kind(event.kind)) {
    case EventKind::Lock:
    case EventKind::TryLock: return event.succeeded && event.kind != Kind::OnceBegin ? Hold::Takes : Hold::Neither;
    case EventKind::Unlock: return Hold::LetsGo;
    case EventKind::Wait: return event.kind == Kind::Wait ? Hold::LetsGo : event.kind == Kind::WaitEnd ? Hold::Takes : Hold::Neither;
    default: return Hold::Neither;
  }
}

/// The bars of locks, from the row that takes one to the row that lets it go.
std::vector<LockBar> bars_of(const std::vector<RowEvent>& events, const std::vector<EventRow>& rows) {
  std::vector<LockBar> bars;
  std::vector<std::size_t> open;            // into bars
  std::vector<const machine::Object*> locks;  // of each bar
  const auto end = static_cast<std::uint32_t>(rows.size());
  for (std::uint32_t i = 0; i < end; ++i) {
    const machine::Object* lock = nullptr;
    const Hold hold = hold_of(events[i], lock);
    if (hold == Hold::Neither || lock->kind == machine::Object::Kind::None) continue;
    if (hold == Hold::LetsGo) {
      for (std::size_t k = open.size(); k-- > 0;) {
        LockBar& bar = bars[open[k]];
        if (bar.lane != rows[i].lane || !(*locks[open[k]] == *lock)) continue;
        bar.to_row = i;
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
        break;
      }
      continue;
    }
    LockBar bar{rows[i].lane, i, end, 0, rows[i].object_color, rows[i].object};
    for (const std::size_t other : open)
      if (bars[other].lane == bar.lane && bars[other].level >= bar.level) bar.level = bars[other].level + 1;
    // What wakes from a condition variable has the lock back that it had.
    for (std::size_t k = 0; k < bars.size() && events[i].kind == machine::EventKind::WaitEnd; ++k)
      if (*locks[k] == *lock) bar.object = bars[k].object, bar.object_color = bars[k].object_color;
    open.push_back(bars.size());
    bars.push_back(std::move(bar));
    locks.push_back(lock);
  }
  return bars;
}

const WaitEdge* edge_of(const std::vector<WaitEdge>& edges, std::uint32_t lane) {
  for (const WaitEdge& edge : edges)
    if (edge.lane == lane) return &edge;
  return nullptr;
}

std::vector<WaitEdge> waits_of(const machine::Machine& machine, const std::vector<Lane>& lanes) {
  std::vector<WaitEdge> edges;
  for (std::uint32_t i = 0; i < lanes.size(); ++i)
    if (lanes[i].state == LaneState::Blocked)
      edges.push_back({i, waits_on(machine, machine.thread(lanes[i].thread)).value_or(WaitEdge::no_lane), concat("waits for ", lanes[i].waiting_for)});
  for (WaitEdge& edge : edges) {
    const WaitEdge* at = &edge;
    for (std::size_t i = 0; i < edges.size() && at && !edge.is_in_circle; ++i) {
      edge.is_in_circle = at->on_lane == edge.lane;
      at = edge_of(edges, at->on_lane);
    }
  }
  return edges;
}

/// "thread 1 waits for lock `A`, held by thread 2, which waits for lock `B`, held by thread 1": the
/// circle, if there is one, or the longest way from a thread to what is waited for in the end.
std::string stuck_sentence(const ThreadsScene& scene) {
  const WaitEdge* edge = nullptr;
  std::size_t longest = 0;
  for (const WaitEdge& start : scene.waits) {
    std::size_t length = start.is_in_circle ? scene.waits.size() + 1 : 0;
    for (const WaitEdge* at = &start; at && length < scene.waits.size(); at = edge_of(scene.waits, at->on_lane)) ++length;
    if (length > longest) edge = &start;
    longest = std::max(longest, length);
  }
  if (!edge) return {};
  std::string out = scene.lanes[edge->lane].name;
  const std::uint32_t first = edge->lane;
  for (std::size_t i = 0; i < scene.waits.size() && edge; ++i) {
    std::string what = edge->text;
    edge = edge->on_lane == first ? nullptr : edge_of(scene.waits, edge->on_lane);
    const std::size_t bracket = what.find(" (");
    if (bracket != std::string::npos) what = concat(what.substr(0, bracket), ", ", what.substr(bracket + 2, what.size() - bracket - 3));
    constexpr std::string_view to_end = " to end";
    if (edge && what.size() > to_end.size() && what.compare(what.size() - to_end.size(), to_end.size(), to_end) == 0) what.resize(what.size() - to_end.size());
    out += concat(i > 0 ? ", which " : " ", what);
  }
  return out;
}

/// What lies in each channel of the run, and who waits at each condition variable.
std::vector<std::string> contents_of(const ThreadsScene& scene, const machine::Machine& machine, ObjectNames& names) {
  std::vector<std::string> out;
  std::vector<std::uint32_t> seen;
  for (const EventRow& about : scene.rows) {
    const bool is_channel = about.kind == EventKind::Send || about.kind == EventKind::Receive;
    if (!is_channel && about.kind != EventKind::Wait && about.kind != EventKind::Notify) continue;
    if (about.object.empty() || std::find(seen.begin(), seen.end(), about.object_color) != seen.end()) continue;
    seen.push_back(about.object_color);
    std::vector<std::string_view> inside;
    for (std::uint32_t i = 0; i < scene.rows_done && is_channel; ++i) {
      const EventRow& row = scene.rows[i];
      if (row.object_color != about.object_color || row.message.empty()) continue;
      if (row.kind == EventKind::Send) inside.push_back(row.message);
      else if (!inside.empty()) inside.erase(inside.begin());
    }
    for (const Lane& lane : scene.lanes)
      if (!is_channel && lane.state == LaneState::Blocked && machine.thread(lane.thread).phase == machine::WaitPhase::Condvar &&
          names.name(machine, machine.thread(lane.thread).pending.object).name == about.object)
        inside.push_back(lane.name);
    std::string text = concat(quoted(about.object), ": ");
    for (std::size_t i = 0; i < inside.size(); ++i) text += concat(i > 0 ? ", " : "", inside[i]);
    if (inside.empty()) text += is_channel ? "empty" : "nobody waits";
    else if (!is_channel) text += inside.size() == 1 ? " waits" : " wait";
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace

ThreadsScene threads_scene(Recording& recording, std::uint32_t step, const machine::Machine& machine) {
  ThreadsScene scene;
  Recording::Rows rows = recording.rows();
  scene.arrows = arrows_between(rows.events, rows.rows);
  scene.held = bars_of(rows.events, rows.rows);
  if (machine.is_c11()) scene.stores = atomics_of(rows.events, rows.rows);
  scene.rows = std::move(rows.rows);
  scene.blocked = std::move(rows.blocked);
  move_threads_scene(scene, recording, step, machine);
  return scene;
}

void move_threads_scene(ThreadsScene& scene, Recording& recording, std::uint32_t step, const machine::Machine& machine) {
  const machine::Machine& newest = recording.trace().newest();
  scene.lanes.clear();
  for (std::size_t i = 0; i < newest.thread_count(); ++i) {
    const auto id = static_cast<machine::ThreadId>(i);
    if (i < machine.thread_count()) {
      scene.lanes.push_back(lane_of(machine, id, recording.names()));
      continue;
    }
    Lane later;
    later.thread = id;
    later.name = newest.thread(id).name;
    later.state = LaneState::NotStarted;
    scene.lanes.push_back(std::move(later));
  }
  scene.is_ended = recording.is_ended() && step >= recording.last_step();
  scene.rows_done = scene.is_ended ? static_cast<std::uint32_t>(scene.rows.size()) : rows_until(scene.rows, step);
  scene.contents = contents_of(scene, machine, recording.names());
  for (StoreList& list : scene.stores) fill_stores(list, machine, recording.names());
  scene.waits.clear();
  scene.stuck.clear();
  if (scene.rows_done == scene.rows.size()) {
    scene.waits = waits_of(machine, scene.lanes);
    const auto is_circle = [](const WaitEdge& edge) { return edge.is_in_circle; };
    const bool is_deadlock = scene.is_ended && recording.trace().stop().kind == machine::StopKind::Deadlock;
    if (is_deadlock || std::any_of(scene.waits.begin(), scene.waits.end(), is_circle)) scene.stuck = stuck_sentence(scene);
  }
  scene.verdict = scene.is_ended ? verdict_sentence(recording.trace().stop()) : std::string();
}

OutputScene output_scene(const machine::Machine& at_cursor, const machine::Machine& newest) {
  OutputScene scene;
  scene.text = at_cursor.stdout_text();
  const std::string& all = newest.stdout_text();
  if (all.size() > scene.text.size()) scene.after_cursor = all.substr(scene.text.size());
  scene.errors = at_cursor.stderr_text();
  if (at_cursor.has_asked_for_input()) scene.note = "The program asked for input. Nobody types here: every reading meets the end of the input at once.";
  return scene;
}

}  // namespace scene
