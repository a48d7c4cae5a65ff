#pragma once
// Whether an access to a place touches what is borrowed.

#include "borrowck/places.h"

namespace borrowck {

/// How much of a place is touched.
enum class Depth : std::uint8_t {
  Shallow,   // the place itself, not what is behind pointers in it: it is assigned, or its storage ends
  Deep,      // all that is reached through it
  Drop,      // what its destructor may reach
};

/// `destructor`: number of the first step of `borrowed` into a type that has a destructor of its own.
bool conflicts(const Places& places, const mir::Place& borrowed, const mir::Place& accessed, Depth depth, std::uint32_t destructor = 0xffffffffu);

}  // namespace borrowck
