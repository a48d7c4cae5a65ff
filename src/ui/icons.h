#pragma once
// The page's signs, drawn as strokes so that they are crisp at any size and take any colour.

#include "ui/painter.h"

namespace ui {

inline constexpr float pi = 3.14159265f;

enum class Icon {
  None,
  Menu,
  Search,
  Close,
  Check,
  Cross,
  ChevronRight,
  ChevronDown,
  ChevronLeft,
  Play,
  Pause,
  StepForward,
  StepBack,
  StepOver,
  Explore,
  Reset,
  Undo,
  Redo,
  Share,
  Copy,
  Edit,
  Read,
  Settings,
  Help,
  Sun,
  ArrowUp,
  ArrowDown,
  ArrowRight,
  Info,
  Tip,
  Warning,
  Stage,
  Book,
  Dot,
  Drag,
  External,
  Target,
  Bug
};

/// Centred on `center`, in a box of `size` pixels (20 is the drawn size; 16 and 24 look well too).
void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, ImU32 color);

/// The crab in its glass, for the page's corner.
void draw_logo(const Painter& painter, ImVec2 center, float size);

}  // namespace ui
