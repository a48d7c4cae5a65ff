#pragma once
// Heap memory that nothing can reach any more when the program has run to its end.

#include "machine/stop.h"
#include "memory/memory.h"

namespace machine {

/// Makes the end of a program a leak, if there is heap memory that no pointer leads to from statics and
/// thread locals; oldest first. As in Miri, what a static still points to, if only through other memory,
/// is not lost.
void add_leaks(const memory::Memory& memory, Stop& end);

}  // namespace machine
