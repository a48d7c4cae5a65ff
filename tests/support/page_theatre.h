#pragma once
// A page drawn without a screen: a small chapter, a recorded run, and a pointer and keys to work
// them. ImGui is given a display of some size and no renderer; what was drawn is asked of
// `state.widgets`.

#include <imgui.h>

#include <string>
#include <string_view>

#include "ui/page.h"

namespace ui_test {

class Theatre {
 public:
  explicit Theatre(float width = 1440, float height = 900);
  ~Theatre();
  Theatre(const Theatre&) = delete;
  Theatre& operator=(const Theatre&) = delete;

  /// Draws frames; the commands of all of them are kept until `take_commands`.
  void draw(int frames = 1);
  const ui::WidgetNode* find(ui::Role role, std::string_view name) const;
  /// Clicks in the middle of a widget that is in sight; false if there is none.
  bool click(ui::Role role, std::string_view name);
  void move_pointer(float x, float y);
  void press(ImGuiKey key);
  void type(std::string_view text);
  void scroll_to(float y);
  ui::Commands take_commands();

  ui::PageView view;
  ui::UiState state;
  lesson::Book book;
  lesson::Chapter chapter;
  scene::ProgramScene program;
  scene::ThreadsScene threads;
  scene::FramesScene frames;
  scene::OutputScene output;
  scene::OutcomesScene outcomes;

 private:
  void write_book();
  void write_questions();
  void write_run();

  ui::Commands commands_;
  ImGuiContext* context_;
};

/// The only command of a kind among several, or null.
template <class Wanted>
const Wanted* only(const ui::Commands& commands) {
  const Wanted* found = nullptr;
  for (const ui::Command& command : commands)
    if (const Wanted* each = std::get_if<Wanted>(&command)) {
      if (found != nullptr) return nullptr;
      found = each;
    }
  return found;
}

}  // namespace ui_test
