#pragma once
// Writes the lines of a desugared body: indented by their brackets, each with where it comes from. What
// is copied from the student's text has some of it replaced.

#include <string_view>

#include "run/outline.h"
#include "scene/desugar.h"

namespace scene {

struct Patch {
  run::Range range;
  std::string text;
  bool is_used = false;            // written
};

class CodeWriter {
 public:
  CodeWriter(std::string_view text, const std::vector<run::Range>& returns) : text_(text), returns_(returns) {}

  /// The lines that follow belong to this state.
  std::uint32_t state = no_state;
  /// Stands for parts of the text until it is changed.
  std::vector<Patch> patches;
  /// The same for `break` and `continue`.
  std::vector<Patch> jumps;

  /// Where the writing stands, to be taken up from there again.
  struct Mark { std::size_t lines = 0; int depth = 0; };
  Mark mark() const { return {out_.size(), depth_}; }
  void rewind(Mark mark) {
    out_.resize(mark.lines);
    depth_ = mark.depth;
  }

  void say(std::string_view text, run::Range source = {}, bool is_head = false);
  /// The student's text line by line; a `return` answers the poll.
  void copy(run::Range range, std::string_view before = {}, std::string_view after = {});
  MachineCode take() { return std::move(out_); }

 private:
  run::Range return_at(std::uint32_t at, run::Range within) const;
  Patch* patch_at(std::uint32_t at, run::Range within);

  std::string_view text_;
  const std::vector<run::Range>& returns_;
  MachineCode out_;
  int depth_ = 0;
};

}  // namespace scene
