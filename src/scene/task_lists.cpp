// Whose task each element of a list is.

#include <algorithm>

#include "base/text.h"
#include "scene/task_search.h"

namespace scene {
namespace {

class Placing {
 public:
  Placing(const StatesScene& scene, const FutureLog& log, const std::vector<KnownPlace>& fresh, std::uint64_t now) : scene_(scene), log_(log), fresh_(fresh), now_(now) {}

  /// A future, or a value that a waker points at, says more than a waker kept with it, and that more than
  /// a number.
  std::uint32_t future_of(const FoundTask& task, std::uint64_t reach) const {
    for (const auto kind : {TaskClue::Kind::Future, TaskClue::Kind::Value, TaskClue::Kind::Waker, TaskClue::Kind::Number})
      for (const TaskClue& clue : task.clues) {
        const std::uint32_t found = clue.kind == kind ? by_clue(clue, reach) : no_future;
        if (found != no_future) return found;
      }
    return no_future;
  }

 private:
  std::uint32_t by_clue(const TaskClue& clue, std::uint64_t reach) const {
    switch (clue.kind) {
      case TaskClue::Kind::Future: return by_place(clue);
      case TaskClue::Kind::Value: return by_waker([&](const WakerReading& waker) { return waker.alloc == clue.alloc && waker.offset == clue.offset; });
      case TaskClue::Kind::Waker: return log_.woken_by(clue.number, now_);
      case TaskClue::Kind::Number:
        return by_waker([&](const WakerReading& waker) {
          return waker.number_type == clue.type && waker.number == clue.number && std::count(waker.reach.begin(), waker.reach.end(), reach) > 0;
        });
    }
    return no_future;
  }

  std::uint32_t by_place(const TaskClue& clue) const {
    const auto is_here = [&](const auto& each) { return each.type == clue.type && each.alloc == clue.alloc && each.offset == clue.offset; };
    for (const KnownPlace& place : fresh_)
      if (is_here(place)) return place.future;
    // Of those that lay there one after the other, the one that is there now.
    std::uint32_t found = no_future;
    for (std::uint32_t i = 0; i < log_.futures().size(); ++i)
      if (is_here(log_.futures()[i]) && (found == no_future || scene_.futures[i].is_made)) found = i;
    return found;
  }

  /// By the last poll with such a waker up to now; else the first after it.
  template <class Is>
  std::uint32_t by_waker(Is is) const {
    std::uint32_t found = no_future;
    for (const LoggedPoll& poll : log_.polls()) {
      if (!poll.waker.alloc || !is(poll.waker)) continue;
      if (poll.begin > now_ && found != no_future) break;
      // What it awaits is polled with the same waker.
      const std::uint32_t whole = log_.woken_by(poll.waker.data, poll.begin);
      found = whole != no_future ? whole : poll.future;
      if (poll.begin > now_) break;
    }
    return found;
  }

  const StatesScene& scene_;
  const FutureLog& log_;
  const std::vector<KnownPlace>& fresh_;
  const std::uint64_t now_;
};

std::string words_beside(const std::vector<Variable>& values) {
  std::string out;
  for (const Variable& value : values) out += concat(out.empty() ? "" : ", ", value.name, " = ", value.value);
  return out;
}

}  // namespace

std::string nanos_text(std::uint64_t nanos) {
  struct Unit { std::uint64_t nanos; const char* name; };
  for (const Unit unit : {Unit{1'000'000'000, " s"}, Unit{1'000'000, " ms"}, Unit{1'000, " µs"}}) {
    if (nanos < unit.nanos && nanos != 0) continue;
    if (nanos == 0) return "0 ms";
    std::string out = concat(nanos / unit.nanos);
    std::string rest = concat(unit.nanos + nanos % unit.nanos).substr(1, 3);
    while (!rest.empty() && rest.back() == '0') rest.pop_back();
    return concat(out, rest.empty() ? "" : ".", rest, unit.name);
  }
  return concat(nanos, " ns");
}

void place_tasks(StatesScene& scene, const std::vector<FoundList>& lists, const std::vector<KnownPlace>& fresh, const FutureLog& log, std::uint64_t now, const machine::Machine& machine) {
  const Placing placing(scene, log, fresh, now);
  std::vector<TaskList> out;
  for (const FoundList& found : lists) {
    TaskList list;
    list.name = found.name;
    list.type = found.type;
    list.holds_wakers = found.holds_wakers;
    list.length = found.length;
    list.beside = words_beside(found.beside);
    if (machine.thread_count() > 1)
      for (const machine::ThreadId thread : found.threads) list.reached_by += concat(list.reached_by.empty() ? "" : ", ", machine.thread(thread).name);
    for (const FoundTask& element : found.tasks) {
      HeldTask task;
      task.future = placing.future_of(element, found.reach);
      task.has_time = element.has_time;
      task.time_nanos = element.time_nanos;
      if (task.has_time) task.text = concat("at ", nanos_text(task.time_nanos));
      // The number of a task that is known is what brought it here.
      if (!found.is_of_numbers || task.future == no_future)
        for (const Variable& label : element.labels) task.text += concat(task.text.empty() ? "" : ", ", label.value);
      list.tasks.push_back(std::move(task));
    }
    out.push_back(std::move(list));
  }
  std::stable_partition(out.begin(), out.end(), [](const TaskList& list) { return !list.holds_wakers; });
  scene.lists = std::move(out);
}

}  // namespace scene
