#pragma once
// The pieces of the borrows view. Each draws at a place within columns and returns its height.

#include "ui/views.h"

namespace ui {

struct BorrowsPen {
  const Painter& painter;
  const scene::BorrowsScene& scene;
  Commands& commands;
  float fresh = 0;  // 1 right after a step, 0 once its changes have been seen to come in
};

ChipStyle permission_style(const Painter& painter, scene::PermissionTone tone);
/// A chip with the permission; what is Disabled is outlined only, so that it can be told without colour.
float permission_chip(const Painter& painter, ImVec2 at, std::string_view text,
                      scene::PermissionTone tone, Pass pass = Pass::Draw);
void draw_lock(ImDrawList* list, ImVec2 center, ImU32 color);

/// A piece of memory: its bytes, and for each run of them the stack or the tree.
float draw_borrow_card(const BorrowsPen& pen, const scene::BorrowCard& card, ImVec2 at, float width,
                       Pass pass);
/// The stack or tree of some bytes.
float draw_borrow_tags(const BorrowsPen& pen, const scene::BorrowRange& range, ImVec2 at,
                       float width, Pass pass);
/// How undefined behaviour came about.
float draw_borrow_moments(const BorrowsPen& pen, ImVec2 at, float width);
/// What the permissions allow and how they change; what the last step did is lit.
float draw_permissions(const BorrowsPen& pen, ImVec2 at, float width);

}  // namespace ui
