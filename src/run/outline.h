#pragma once
// How the text of an async body is put together around its awaits: the blocks, arms and loops that
// an await can stand in, in spans of the student's text.

#include <vector>

#include "run/compile.h"

namespace run {

/// A range of bytes of the student's text.
struct Range {
  std::uint32_t begin = 0, end = 0;
  bool is_empty() const { return begin == end; }
  bool contains(Range other) const { return begin <= other.begin && other.end <= end; }
};

/// What is run as a whole or not at all: the body, a block in it, the value of a `match` arm.
struct Piece {
  Range inside;                  // between the braces; an arm's value
  Range owner;                   // the `if`, `match` or loop that it belongs to
  bool has_braces = true, is_loop = false;
  Range condition, iterable;     // of a `while`; of a `for`
  Range label;                   // of a loop or a block
  std::vector<Range> statements; // the last one may be its value
  bool has_value = false;
};

/// A `break` or a `continue`.
struct Jump {
  Range words;                   // with its label, without a value
  std::size_t piece = 0;         // what it leaves, or goes on with: its number
  bool is_continue = false;
};

struct Outline {
  Range head;                    // from `fn` to its body; empty for blocks
  std::vector<Piece> pieces;     // the body first
  std::vector<Range> returns;    // `return …`, where it ends this body
  std::vector<Jump> jumps;       // of this body
};

/// One for each machine that `machines_of` lists; without pieces where a macro has made the body.
std::vector<Outline> outlines_of(const Compiled& compiled);

}  // namespace run
