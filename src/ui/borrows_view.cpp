// The borrows of each piece of memory: the stack of Stacked Borrows or the tree of Tree Borrows, what
// the last step did to it, and the three moments of undefined behaviour.
#include "ui/views.h"

namespace ui {

void draw_borrows(const Painter& painter, const PageView& view, Commands& commands, Area area) {
  Traits traits;
  traits.is_enabled = view.playback.can_run;
  if (draw_empty(painter, area, Icon::Explore, "Who may use what?",
                 "An aliasing model follows each reference and pointer: who made it, what it may "
                 "still do, and who took that away.",
                 "Run with Tree Borrows", traits)) {
    commands.push_back(SetAliasing{"tree"});
    commands.push_back(Run{});
  }
}

}  // namespace ui
