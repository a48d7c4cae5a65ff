#pragma once
// A paragraph of mixed looks: words wrap across emphasis, code and links, and stand on one base
// line.

#include <vector>

#include "lesson/book.h"
#include "ui/commands.h"
#include "ui/painter.h"

namespace ui {

struct Prose {
  Type type = Type::Body;
  ImU32 color = 0;
  bool is_strong = false;  // headings, table heads
};

/// Returns the height. Measuring draws nothing and notes no links.
float draw_inlines(const Painter& painter, const std::vector<lesson::Inline>& inlines, ImVec2 at,
                   float width, Prose prose, Commands& commands, Pass pass = Pass::Draw);
/// The width of the longest word, and of all in one line: for the columns of tables.
struct Extent {
  float least = 0, most = 0;
};
Extent extent_of(const Painter& painter, const std::vector<lesson::Inline>& inlines, Prose prose);
/// A sentence in which code stands in backticks, as diagnostics and verdicts are written.
float draw_sentence(const Painter& painter, std::string_view text, ImVec2 at, float width,
                    Prose prose, Pass pass = Pass::Draw);
/// The same for where there is one look only.
std::string without_ticks(std::string_view text);
/// The words alone.
std::string plain_text(const std::vector<lesson::Inline>& inlines);

}  // namespace ui
