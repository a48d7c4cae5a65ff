#pragma once
// The stores to each atomic of a run in C11 mode, and which of them each thread may still read.
// Internal to `scene/`.

#include "scene/recording.h"

namespace scene {

/// The atomics of a run in the order in which they are first used; their stores are not filled in.
std::vector<StoreList> atomics_of(const std::vector<RowEvent>& events, const std::vector<EventRow>& rows);
/// The value of a store, in the atomic's own type if that is known.
std::string store_text(const machine::Machine& machine, const machine::Location& location, std::size_t index, ObjectNames& names);
void fill_stores(StoreList& list, const machine::Machine& machine, ObjectNames& names);

}  // namespace scene
