#pragma once
// One program under both aliasing models: a run with the same choices as the one that is looked at,
// but under the other model, and the first step at which the two do not agree, be it on what a
// variable's pointer may do or on whether the program goes on. Models change nothing else, so steps
// have the same numbers in both until one of them stops the program.

#include <memory>
#include <optional>
#include <string>

#include "scene/scenes.h"

namespace scene {

/// Both models side by side at one step.
struct RivalScene {
  BorrowsScene other;
  std::string ending, other_ending;    // how each run ends, in a sentence
  bool is_searching = true;            // for the first difference
  bool has_difference = false;
  std::uint32_t step = 0, line = 0;    // of the first difference
  std::string sentence;                // what it is; or that there is none
};

class Rival {
 public:
  /// `options` are those of the other model.
  Rival(std::shared_ptr<machine::CodeStore> code, const trace::Options& options, const Recording& first);
  bool has_work() const { return found_.is_searching; }
  /// A piece of the work, fit to be done between two frames.
  void work(Recording& first);
  RivalScene scene_at(std::uint32_t step);

 private:
  void compare(Recording& first, std::uint32_t step);

  Recording recording_;
  explore::ReplayChooser chooser_;
  std::optional<trace::Cursor> first_view_, view_, before_;
  std::uint32_t next_ = 0;             // to be compared
  RivalScene found_;                   // without the other scene
};

std::string to_text(const RivalScene& scene);

}  // namespace scene
