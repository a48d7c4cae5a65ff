#pragma once
// The window, the WebGL context and ImGui's backends: made, lost, and made again.

#include "ui/fonts.h"

struct SDL_Window;

namespace app {

class Screen {
 public:
  /// False if the browser gives no context.
  bool open();
  /// The faces that were downloaded; null stays what could not be had.
  void load_faces(ui::Fonts& fonts);
  /// Hands what happened since the last frame to ImGui and begins a frame; returns its seconds. Where
  /// nothing moved, the time since the last frame was a rest, and counts as one frame of 60 a second.
  double begin_frame(bool is_moving);
  void end_frame(unsigned background);
  void context_lost() { is_lost_ = true; }
  /// All that lived in the old context is made again in the new one.
  void context_restored();
  bool is_lost() const { return is_lost_; }
  float width() const;
  float height() const;

 private:
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
  bool is_lost_ = false;
};

}  // namespace app
