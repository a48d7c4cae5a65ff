// The marks of events in the threads view. Reads are open, writes are filled; atomics are diamonds;
// locks are locks.
#include <cmath>

#include "ui/views.h"

namespace ui {
namespace {

using scene::EventKind;

struct MarkPen {
  ImDrawList* list;
  ImVec2 center;
  ImU32 color, ground;

  ImVec2 at(float x, float y) const { return center + ImVec2(x, y); }
  void disc(float radius) const { list->AddCircleFilled(center, radius, color, 20); }
  void ring(float radius) const {
    list->AddCircleFilled(center, radius, ground, 20);
    list->AddCircle(center, radius, color, 20, 2);
  }
  void diamond(float radius, bool is_filled) const {
    const ImVec2 top = at(0, -radius), right = at(radius, 0), bottom = at(0, radius),
                 left = at(-radius, 0);
    list->AddQuadFilled(top, right, bottom, left, is_filled ? color : ground);
    list->AddQuad(top, right, bottom, left, color, 2);
  }
  void square(float half, bool is_filled) const {
    list->AddRectFilled(at(-half, -half), at(half, half), is_filled ? color : ground, 2);
    list->AddRect(at(-half, -half), at(half, half), color, 2, 0, 2);
  }
  void line(float x0, float y0, float x1, float y1, ImU32 ink, float thickness = 2) const {
    list->AddLine(at(x0, y0), at(x1, y1), ink, thickness);
  }
  void padlock(bool is_open) const {
    list->PathArcTo(at(is_open ? 2.0f : 0.0f, -2), 3.2f, 3.1415927f, is_open ? 5.6f : 6.2831853f,
                    12);
    list->PathStroke(color, 0, 2);
    list->AddRectFilled(at(-5, -2), at(5, 6), color, 2);
    list->AddCircleFilled(at(0, 2), 1.4f, ground, 10);
  }
  void arrow(float direction) const {
    disc(7);
    line(-3.5f * direction, 0, 3 * direction, 0, ground);
    list->AddTriangleFilled(at(4.5f * direction, 0), at(0.5f * direction, -3.5f),
                            at(0.5f * direction, 3.5f), ground);
  }
};

}  // namespace

void draw_event_mark(ImDrawList* list, EventKind kind, ImVec2 center, ImU32 color, ImU32 ground) {
  const MarkPen pen{list, center, color, ground};
  switch (kind) {
    case EventKind::Read:
      pen.ring(5);
      break;
    case EventKind::Write:
      pen.disc(6);
      break;
    case EventKind::AtomicLoad:
      pen.diamond(6.5f, false);
      break;
    case EventKind::AtomicStore:
      pen.diamond(6.5f, true);
      break;
    case EventKind::AtomicUpdate:
      pen.diamond(7, true);
      list->AddCircleFilled(center, 2.2f, ground, 12);
      break;
    case EventKind::Fence:
      pen.line(-7, -2.5f, 7, -2.5f, color);
      pen.line(-7, 2.5f, 7, 2.5f, color);
      break;
    case EventKind::Lock:
      pen.padlock(false);
      break;
    case EventKind::TryLock:
      pen.padlock(false);
      break;
    case EventKind::Unlock:
      pen.padlock(true);
      break;
    case EventKind::Spawn:
      pen.disc(7);
      pen.line(-3.5f, 0, 3.5f, 0, ground);
      pen.line(0, -3.5f, 0, 3.5f, ground);
      break;
    case EventKind::ThreadStart:
      list->AddTriangleFilled(pen.at(-6, -4), pen.at(6, -4), pen.at(0, 6), color);
      break;
    case EventKind::ThreadEnd:
      pen.square(4.5f, true);
      break;
    case EventKind::Join:
      pen.disc(7);
      pen.line(-3.5f, -3, 0, 0.5f, ground);
      pen.line(3.5f, -3, 0, 0.5f, ground);
      pen.line(0, 0, 0, 4, ground);
      break;
    case EventKind::Wait:
    case EventKind::Park:
      pen.ring(7);
      pen.line(-2, -3, -2, 3, color);
      pen.line(2, -3, 2, 3, color);
      break;
    case EventKind::Notify:
    case EventKind::Unpark:
      pen.disc(7);
      list->AddTriangleFilled(pen.at(1.5f, -5), pen.at(-3.5f, 1), pen.at(0.5f, 1), ground);
      list->AddTriangleFilled(pen.at(-1.5f, 5), pen.at(3.5f, -1), pen.at(-0.5f, -1), ground);
      break;
    case EventKind::Send:
      pen.arrow(1);
      break;
    case EventKind::Receive:
      pen.arrow(-1);
      break;
    case EventKind::Yield:
      for (const float x : {-5.0f, 0.0f, 5.0f}) list->AddCircleFilled(pen.at(x, 0), 2, color, 10);
      break;
    case EventKind::Print:
      list->AddRectFilled(pen.at(-7, -6), pen.at(7, 4), color, 3);
      list->AddTriangleFilled(pen.at(-4, 3), pen.at(1, 3), pen.at(-4, 7), color);
      pen.line(-4, -2.5f, 4, -2.5f, ground, 1.5f);
      pen.line(-4, 0.8f, 2, 0.8f, ground, 1.5f);
      break;
    case EventKind::Drop:
      pen.ring(6);
      pen.line(-3, 3, 3, -3, color);
      break;
    case EventKind::Panic:
    case EventKind::Stop:
      pen.disc(8);
      pen.line(-3, -3, 3, 3, ground);
      pen.line(-3, 3, 3, -3, ground);
      break;
  }
}

std::string_view words_of(EventKind kind) {
  switch (kind) {
    case EventKind::Spawn:
      return "starts a thread";
    case EventKind::ThreadStart:
      return "begins";
    case EventKind::ThreadEnd:
      return "ends";
    case EventKind::Join:
      return "joins a thread that has ended";
    case EventKind::Read:
      return "reads";
    case EventKind::Write:
      return "writes";
    case EventKind::AtomicLoad:
      return "atomic load";
    case EventKind::AtomicStore:
      return "atomic store";
    case EventKind::AtomicUpdate:
      return "atomic read-modify-write";
    case EventKind::Fence:
      return "fence";
    case EventKind::Lock:
      return "takes a lock";
    case EventKind::TryLock:
      return "tries a lock";
    case EventKind::Unlock:
      return "lets a lock go";
    case EventKind::Wait:
      return "waits";
    case EventKind::Notify:
      return "notifies";
    case EventKind::Send:
      return "sends";
    case EventKind::Receive:
      return "receives";
    case EventKind::Park:
      return "parks";
    case EventKind::Unpark:
      return "unparks a thread";
    case EventKind::Yield:
      return "yields";
    case EventKind::Print:
      return "prints";
    case EventKind::Panic:
      return "panics";
    case EventKind::Drop:
      return "drops a value";
    case EventKind::Stop:
      return "stops";
  }
  return "";
}

}  // namespace ui
