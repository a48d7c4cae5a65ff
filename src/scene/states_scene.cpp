// The futures of a recorded run at a step, and the time line of their polls. In which state a future is
// follows from its last poll, for only a poll changes it; what it keeps is read from its memory.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "scene/states.h"
#include "scene/task_search.h"

namespace scene {
namespace {

std::uint32_t step_from(const Recording& recording, std::uint64_t moment) {
  if (moment == not_yet) return recording.last_step();
  const std::uint32_t step = recording.step_at(moment);
  return recording.moment_of(step) < moment && step < recording.last_step() ? step + 1 : step;
}

std::string thread_name(const machine::Machine& machine, machine::ThreadId thread) {
  return thread < machine.thread_count() ? machine.thread(thread).name : std::string();
}

/// Gives polls their columns, in the order in which they begin.
class Columns {
 public:
  explicit Columns(StatesScene& scene) : scene_(scene) {}

  void place(std::uint32_t index) {
    FuturePoll& poll = scene_.polls[index];
    std::vector<std::uint32_t>& around = open_[poll.thread];
    around.resize(std::min<std::size_t>(around.size(), poll.depth));
    poll.column = around.empty() ? scene_.columns : scene_.polls[around.back()].last_column;
    const auto before = last_.find(poll.future);
    if (!around.empty() && before != last_.end() && before->second == poll.column) poll.column = scene_.columns;
    poll.last_column = last_[poll.future] = poll.column;
    scene_.columns = std::max(scene_.columns, poll.column + 1);
    for (const std::uint32_t outer : around) scene_.polls[outer].last_column = poll.column;
    around.push_back(index);
  }

 private:
  StatesScene& scene_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> open_;  // by thread: the polls around the next one
  std::map<std::uint32_t, std::uint32_t> last_;               // by future: the column of its last poll
};

void add_time_line(StatesScene& scene, const Recording& recording) {
  const FutureLog& log = recording.futures();
  const machine::Machine& newest = recording.trace().newest();
  Columns columns(scene);
  for (const LoggedPoll& logged : log.polls()) {
    FuturePoll poll;
    poll.future = logged.future;
    poll.thread = logged.thread;
    poll.thread_name = thread_name(newest, logged.thread);
    poll.begin_step = step_from(recording, logged.begin);
    poll.end_step = step_from(recording, logged.end);
    poll.result = logged.result;
    poll.from_state = logged.from_state;
    poll.to_state = logged.to_state;
    poll.depth = logged.depth;
    scene.polls.push_back(std::move(poll));
    columns.place(static_cast<std::uint32_t>(scene.polls.size() - 1));
  }
  for (const LoggedWake& logged : log.wakes()) {
    FutureWake wake;
    wake.thread = logged.thread;
    wake.thread_name = thread_name(newest, logged.thread);
    wake.by = logged.by;
    wake.future = logged.future;
    wake.step = step_from(recording, logged.moment);
    for (std::size_t i = 0; i < scene.polls.size() && log.polls()[i].begin <= logged.moment; ++i) wake.column = scene.polls[i].column;
    if (newest.program().sources.is_user(logged.span)) wake.line = newest.program().sources.begin_of(logged.span).line;
    scene.wakes.push_back(std::move(wake));
  }
  scene.has_all_polls = log.has_all();
}

/// "download", and "download #2" for the second of several.
void name_futures(StatesScene& scene) {
  std::map<std::string, std::uint32_t> counts;
  for (FutureRow& future : scene.futures) future.number = ++counts[future.name];
  for (FutureRow& future : scene.futures)
    if (counts[future.name] > 1) future.name += concat(" #", future.number);
}

FutureRow row_of(const mir::Program& program, const MachineTable& table, mir::TypeId type) {
  FutureRow row;
  row.machine = table.find(type);
  row.name = row.machine != no_future ? table.machines[row.machine].name : bare_future_name(program.types[type].name);
  // Async functions of std have names too.
  for (const mir::Coroutine& coroutine : program.coroutines)
    if (row.machine == no_future && coroutine.type == type) row.name = coroutine.name;
  return row;
}

void add_futures(StatesScene& scene, const Recording& recording, const MachineTable& table) {
  const mir::Program& program = recording.trace().newest().program();
  for (const LoggedFuture& logged : recording.futures().futures()) {
    FutureRow row = row_of(program, table, logged.type);
    row.inside = logged.inside;
    if (row.inside != no_future) row.depth = scene.futures[row.inside].depth + 1;
    scene.futures.push_back(std::move(row));
  }
}

std::string place_of_future(const StatesScene& scene, const machine::Machine& machine, const FutureRow& row, const Where& where) {
  if (row.inside != no_future) return concat("inside ", scene.futures[row.inside].name);
  const memory::Allocation* allocation = where.alloc ? machine.memory().find(where.alloc) : nullptr;
  if (!allocation) return {};
  const mir::Program& program = machine.program();
  switch (allocation->kind) {
    case memory::AllocKind::Local: {
      const std::string& name = program.bodies[mir::FnId(allocation->owner_fn)].locals[allocation->origin].name;
      return name.empty() ? concat("in a temporary of ", program.bodies[mir::FnId(allocation->owner_fn)].name) : concat("in `", name, "`");
    }
    case memory::AllocKind::Global:
    case memory::AllocKind::ThreadLocal: return "in a static";
    case memory::AllocKind::Heap: return "on the heap";
    case memory::AllocKind::Function:
    case memory::AllocKind::Vtable: return {};
  }
  return {};
}

/// Where a pointer that a future keeps leads, if that is into the future: as it lies now, or as it lay
/// when it was polled before and has been moved since.
std::string_view way_into_itself(const Recording& recording, const machine::Machine& machine, mir::TypeId future, const Where& future_place, mir::TypeId pointer, const Where& pointer_place) {
  const mir::Program& program = machine.program();
  memory::Scalar to;
  if (program.types[pointer].kind != mir::TypeKind::Pointer || pointer_place.offset + 8 > pointer_place.limit) return "";
  if (!memory::load(pointer_place.words, pointer_place.offset, 8, to) || to.provenance.is_none() || to.provenance.is_wildcard()) return "";
  const memory::AllocId target = to.provenance.alloc_id();
  const memory::Allocation* allocation = machine.memory().find(target);
  std::string_view way;
  for (const LoggedFuture& place : recording.futures().futures()) {
    if (place.type != future || place.alloc != target) continue;
    const std::uint64_t offset = allocation ? static_cast<std::uint64_t>(to.bits) - allocation->base : place.offset;
    if (offset < place.offset || offset >= place.offset + program.types[future].size) continue;
    if (place.alloc == future_place.alloc && place.offset == future_place.offset) return " → in this future";
    way = " → where this future lay before it was moved";
  }
  return way;
}

void read_values(FutureRow& row, const Recording* recording, const machine::Machine& machine, mir::TypeId type_id, const Where& where, const FutureMachine& known) {
  if (row.state >= known.states.size() || !where.words) return;
  const mir::Type& type = machine.program().types[type_id];
  if (where.offset + type.size > where.limit) return;
  const ValueReader reader(machine);
  const std::vector<mir::Field>& captures = type.variants[0].fields;
  const std::vector<KeptValue>& kept = known.states[row.state].kept;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const mir::Field& field = i < captures.size() ? captures[i] : type.variants[row.state].fields[i - captures.size()];
    row.values.push_back(reader.read(kept[i].name, field.type, field_place(where, field)));
    if (recording) row.values.back().value += way_into_itself(*recording, machine, type_id, where, field.type, field_place(where, field));
  }
}

/// The polls before the cursor, and what follows from them.
void move_polls(StatesScene& scene, const Recording& recording, std::uint64_t now, const machine::Machine& machine) {
  const FutureLog& log = recording.futures();
  scene.stack.clear();
  scene.latest_future = no_future;
  scene.cursor_column = 0;
  std::uint64_t latest = 0;
  for (std::size_t i = 0; i < scene.polls.size(); ++i) {
    FuturePoll& poll = scene.polls[i];
    const LoggedPoll& logged = log.polls()[i];
    FutureRow& row = scene.futures[poll.future];
    poll.has_begun = logged.begin <= now;
    poll.is_over = logged.end <= now;
    if (!poll.has_begun) continue;
    ++row.polls;
    row.is_made = true;
    row.is_running = !poll.is_over;
    row.part = row.state = poll.is_over ? poll.to_state : poll.from_state;
    if (!poll.is_over) {
      for (const auto& [moment, state] : logged.passed)
        if (moment <= now) row.part = state;
      for (const machine::Frame& frame : machine.thread(poll.thread).frames)
        if (frame.call == logged.call) row.byte = machine.frame_span(frame).begin;
    }
    if (!poll.is_over) scene.stack.push_back(poll.future);
    scene.cursor_column = std::max(scene.cursor_column, poll.column + 1);
    const std::uint64_t moved = poll.is_over ? logged.end : logged.begin;
    if (moved >= latest) scene.latest_future = poll.future;
    latest = std::max(latest, moved);
  }
  for (std::size_t i = 0; i < scene.wakes.size(); ++i) scene.wakes[i].has_happened = log.wakes()[i].moment <= now;
  // Of several threads, each one's polls together.
  std::stable_sort(scene.stack.begin(), scene.stack.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto thread_of = [&](std::uint32_t future) {
      for (std::size_t i = scene.polls.size(); i-- > 0;)
        if (scene.polls[i].future == future && scene.polls[i].has_begun) return scene.polls[i].thread;
      return 0u;
    };
    return thread_of(a) < thread_of(b);
  });
}

/// While it is polled for the first time its bytes say that it never was.
bool is_running_at(const StatesScene& scene, const FutureLog& log, const FreshFuture& fresh) {
  for (std::size_t i = 0; i < log.futures().size(); ++i) {
    const LoggedFuture& logged = log.futures()[i];
    if (scene.futures[i].is_running && logged.type == fresh.type && logged.alloc == fresh.where.alloc && logged.offset == fresh.where.offset) return true;
  }
  return false;
}

/// Values that nobody has polled are the futures that are polled later, as far as there are such: one that
/// lies where it will be polled, or at least in the same allocation, before others.
std::vector<KnownPlace> add_fresh(StatesScene& scene, const MachineTable& table, const machine::Machine& machine, const std::vector<FreshFuture>& found, const FutureLog& log) {
  std::vector<KnownPlace> places;
  std::vector<const FreshFuture*> left;
  const auto add = [&](const FreshFuture& fresh, FutureRow& row) {
    row.is_made = true;
    row.place = concat("in `", fresh.holder, "`");
    read_values(row, nullptr, machine, fresh.type, fresh.where, scene.machines[row.machine]);
    places.push_back({fresh.type, fresh.where.alloc, fresh.where.offset, static_cast<std::uint32_t>(&row - scene.futures.data())});
  };
  const auto row_for = [&](const FreshFuture& fresh, bool is_anywhere) -> FutureRow* {
    for (std::size_t i = 0; i < log.futures().size(); ++i)
      if (!scene.futures[i].is_made && log.futures()[i].type == fresh.type && (is_anywhere || log.futures()[i].alloc == fresh.where.alloc)) return &scene.futures[i];
    return nullptr;
  };
  for (const FreshFuture& fresh : found) {
    if (table.find(fresh.type) == no_future || is_running_at(scene, log, fresh)) continue;
    FutureRow* row = fresh.where.alloc ? row_for(fresh, false) : nullptr;
    if (row) add(fresh, *row);
    else left.push_back(&fresh);
  }
  for (const FreshFuture* fresh : left) {
    FutureRow* row = row_for(*fresh, true);
    if (!row) {
      const std::uint32_t kind = table.find(fresh->type);
      scene.futures.push_back(row_of(machine.program(), table, fresh->type));
      row = &scene.futures.back();
      for (const FutureRow& other : scene.futures)
        if (&other != row && other.machine == kind) ++row->number;
      if (row->number > 1) row->name += concat(" #", row->number);
    }
    add(*fresh, *row);
  }
  return places;
}

}  // namespace

StatesScene states_scene(const Recording& recording, std::uint32_t step, const machine::Machine& machine) {
  StatesScene scene;
  const MachineTable table = machine_table(machine.program(), recording.futures().functions());
  scene.machines = table.machines;
  add_futures(scene, recording, table);
  name_futures(scene);
  add_time_line(scene, recording);
  move_states_scene(scene, recording, step, machine);
  return scene;
}

void move_states_scene(StatesScene& scene, const Recording& recording, std::uint32_t step, const machine::Machine& machine) {
  if (scene.machines.empty() && scene.futures.empty()) return;
  scene.clock_nanos = machine.clock_nanos();
  const FutureLog& log = recording.futures();
  const std::uint64_t now = recording.moment_of(step);
  MachineTable table;
  table.machines = scene.machines;
  table.types = machine_types(machine.program());
  scene.futures.resize(log.futures().size());
  for (FutureRow& row : scene.futures) {
    row.place.clear();
    row.values.clear();
    row.state = row.part = row.byte = row.polls = 0;
    row.is_made = row.is_running = row.is_gone = row.is_dropped_early = false;
  }
  move_polls(scene, recording, now, machine);
  for (std::size_t i = 0; i < scene.futures.size(); ++i) {
    FutureRow& row = scene.futures[i];
    const LoggedFuture& logged = log.futures()[i];
    if (!row.is_made) continue;
    const Where where = where_future(machine, logged);
    const bool is_outside_gone = row.inside != no_future && scene.futures[row.inside].is_gone;
    const bool has_bytes = machine.program().types[logged.type].size > 0;
    row.is_gone = logged.dropped <= now || (has_bytes && !where.words) || is_outside_gone;
    bool has_ended = false;
    for (const FuturePoll& poll : scene.polls)
      has_ended |= poll.future == i && poll.is_over && poll.result != PollResult::Pending;
    row.is_gone |= has_ended && row.inside != no_future;
    row.is_dropped_early = row.is_gone && !has_ended && !row.is_running;
    if (row.is_gone) continue;
    row.place = place_of_future(scene, machine, row, where);
    if (row.machine != no_future && !row.is_running) read_values(row, &recording, machine, logged.type, where, scene.machines[row.machine]);
  }
  const FoundTasks found = find_tasks(machine, log);
  const std::vector<KnownPlace> fresh = add_fresh(scene, table, machine, found.fresh, log);
  place_tasks(scene, found.lists, fresh, log, now, machine);
}

}  // namespace scene
