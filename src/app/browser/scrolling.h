#pragma once
// Fingers and wheels, as a browser treats them. A finger that moves scrolls the pane under it, with
// the speed it had when it is lifted; one that does not move is a click; one on a slider or a
// separator drags it. A wheel's large steps are eased, a trackpad's small ones followed exactly.

#include "ui/widget_node.h"

namespace app {

class Scrolling {
 public:
  void wheel(float x, float y, float dx, float dy, bool is_step);
  void touch_begin(float x, float y, double time, const ui::WidgetNodes& widgets);
  void touch_move(float x, float y, double time);
  void touch_end(float x, float y, double time);
  void touch_cancel();

  /// Moves what is still moving; called before each frame is begun. Easing is skipped when motion is
  /// to be reduced.
  void advance(double seconds, bool is_motion_reduced);
  bool is_moving() const { return eased_x_ != 0 || eased_y_ != 0 || speed_x_ != 0 || speed_y_ != 0; }

 private:
  enum class Finger { Up, Undecided, Scrolling, Dragging };
  void stop();
  void scroll(float dx, float dy);

  Finger finger_ = Finger::Up;
  float begin_x_ = 0, begin_y_ = 0, last_x_ = 0, last_y_ = 0;
  double last_time_ = 0;
  float speed_x_ = 0, speed_y_ = 0;   // pixels a second, of the content under a lifted finger
  float eased_x_ = 0, eased_y_ = 0;   // pixels of wheel steps still to go
  float at_x_ = 0, at_y_ = 0;         // where the gesture is, to find the pane
};

}  // namespace app
