#pragma once
// Where tasks and wakers lie in the memory of a program: in which lists, in which order. An executor is
// a program like any other, so nothing is known of its queue but what can be seen of it: a list is a
// queue of tasks if its elements own futures, or are what a waker points at, or are numbers by which a
// waker knows its task; and it is a list of those who wait if its elements hold wakers.

#include <string>
#include <vector>

#include "scene/states_log.h"

namespace scene {

/// A future that was not polled yet.
struct FreshFuture {
  mir::TypeId type;
  Where where;
  std::string holder;               // the variable that owns it or leads to it
};

/// What an element has in it by which its task can be told.
struct TaskClue {
  enum class Kind : std::uint8_t { Future, Value, Waker, Number } kind;
  mir::TypeId type;                 // Future, Number
  memory::AllocId alloc;            // Future, Value: where it lies
  std::uint64_t offset = 0;
  std::uint64_t number = 0;         // Number; of a Waker its data pointer
};

struct FoundTask {
  std::vector<TaskClue> clues;
  std::vector<Variable> labels;     // plain values beside it in the element: "until = 60"
  bool has_time = false;
  std::uint64_t time_nanos = 0;     // of an Instant beside it
};

struct FoundList {
  std::string name;                 // "clock.alarms"
  std::string type;                 // "VecDeque"; "channel"; empty: a place for one waker
  bool holds_wakers = false;        // rather than tasks
  bool is_of_numbers = false;       // by which wakers know their tasks
  bool is_named_by_receiver = false;
  std::uint64_t reach = 0;          // the allocation or channel that it lies in
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::vector<FoundTask> tasks;     // the first of them, in order
  std::vector<Variable> beside;     // plain fields of the struct that it is a field of
  std::vector<machine::ThreadId> threads;   // whose variables lead to it
};

struct FoundTasks {
  std::vector<FreshFuture> fresh;
  std::vector<FoundList> lists;
};
FoundTasks find_tasks(const machine::Machine& machine, const FutureLog& log);

/// A future that is in the scene and not in the log, for it was not polled yet.
struct KnownPlace {
  mir::TypeId type;
  memory::AllocId alloc;
  std::uint64_t offset = 0;
  std::uint32_t future = no_future;
};
/// The lists, with each element's future as far as it can be told.
void place_tasks(StatesScene& scene, const std::vector<FoundList>& lists, const std::vector<KnownPlace>& fresh, const FutureLog& log, std::uint64_t now, const machine::Machine& machine);

}  // namespace scene
