#pragma once
// The states a program's text has been in, for undo and redo. Typing is undone a word at a time: an
// edit joins the one before it when it goes on where that one ended and begins no new word or line.

#include <string>
#include <string_view>
#include <vector>

namespace app {

class TextHistory {
 public:
  explicit TextHistory(std::string text = {}) : states_{std::move(text)} {}

  const std::string& text() const { return states_[now_]; }
  bool can_undo() const { return now_ > 0; }
  bool can_redo() const { return now_ + 1 < states_.size(); }
  void undo() {
    if (can_undo()) --now_;
    is_typing_ = false;
  }
  void redo() {
    if (can_redo()) ++now_;
    is_typing_ = false;
  }
  /// A new state, after which there is nothing to redo.
  void edit(std::string text);
  /// A new state that never joins another: a reset, a paste.
  void replace(std::string text);

 private:
  void push(std::string text);

  std::vector<std::string> states_;  // never empty
  std::size_t now_ = 0;
  bool is_typing_ = false;           // states_[now_] came from typing that ended at typed_end_
  std::size_t typed_end_ = 0;
};

}  // namespace app
