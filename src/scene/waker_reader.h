#pragma once
// What stands in a waker: a pointer and a table of functions. What it means is its executor's business,
// but two things can be read from any of them: at which value it points, and, from the type as which the
// table's `wake` takes that pointer, a number by which the executor may know the task and which lists it
// can be put into.
//
//   Waker ── data ──▶ Ticket { task: 1, queue ──▶ Mutex<VecDeque<usize>> }
//         └─ vtable ─▶ wake: takes `data` as a `*const Ticket`

#include <cstdint>
#include <vector>

#include "machine/machine.h"
#include "scene/value_reader.h"

namespace scene {

struct WakerReading {
  std::uint64_t data = 0;            // the pointer; 0 if there is none to be told by
  memory::AllocId alloc;             // what it points at
  std::uint64_t offset = 0;
  mir::TypeId number_type;           // of the first number in what it points at, if there is one
  std::uint64_t number = 0;
  std::vector<std::uint64_t> reach;  // allocations and channels that can be got at from there
};

/// How a channel stands in `reach`, beside allocations.
inline std::uint64_t reach_of_channel(std::uint64_t channel) { return channel | std::uint64_t{1} << 40; }

/// The waker that a value is, or leads to by reference or within a Context.
WakerReading read_waker(const machine::Machine& machine, mir::TypeId type, Where where);
/// The same, with what is behind its pointer.
WakerReading read_waker_deeply(const machine::Machine& machine, mir::TypeId type, Where where);
/// Goes to the field that makes a channel's end, if that is what the type is.
bool read_channel(const machine::Machine& machine, const mir::Type& type, const Where& where, std::uint64_t& channel);

}  // namespace scene
