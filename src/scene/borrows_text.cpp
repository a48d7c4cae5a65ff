// The picture of borrows as tests compare it.

#include "base/text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

std::string_view name_of(TagChange change) {
  switch (change) {
    case TagChange::None: return "";
    case TagChange::Made: return " +made";
    case TagChange::Changed: return " *changed";
    case TagChange::Gone: return " -gone";
  }
  return "";
}

std::string_view name_of(BorrowMomentKind kind) {
  switch (kind) {
    case BorrowMomentKind::Made: return "made";
    case BorrowMomentKind::Lost: return "lost";
    case BorrowMomentKind::Freed: return "freed";
    case BorrowMomentKind::Used: return "used";
  }
  return "";
}

}  // namespace

std::string to_text(const BorrowsScene& scene) {
  std::string out = concat(scene.model == BorrowModel::Tree ? "tree" : "stacks", "\n");
  for (const BorrowCard& card : scene.cards) {
    out += concat(card.name, " (", card.place, ")\n");
    for (const BorrowCell& cell : card.cells) out += concat("  ", cell.begin, "..", cell.end, " ", cell.name, cell.name.empty() ? "= " : " = ", cell.value, "\n");
    for (const BorrowArrow& arrow : card.arrows) out += concat("  ", arrow.name, " (", arrow.maker, ") -> ", arrow.offset, "\n");
    for (const BorrowRange& range : card.ranges) {
      out += concat("  ", range.begin, "..", range.end, " ", range.name, "\n");
      for (const BorrowTag& tag : range.tags) {
        out.append(4 + (scene.model == BorrowModel::Tree ? static_cast<std::size_t>(tag.depth) * 2 : 0), ' ');
        out += concat(tag.name, tag.line > 0 ? concat(" (line ", tag.line, ")") : std::string(), ": ", tag.permission);
        if (tag.change == TagChange::Changed) out += concat(" after ", tag.permission_before);
        if (!tag.holder.empty()) out += concat(" in ", tag.holder);
        if (tag.is_protected) out += " protected";
        if (tag.is_culprit) out += " !";
        out += concat(name_of(tag.change), "\n");
      }
    }
  }
  out += concat(scene.change, "\n");
  for (const BorrowMoment& moment : scene.moments) out += concat(name_of(moment.kind), " (line ", moment.line, "): ", moment.sentence, "\n");
  return out;
}

}  // namespace scene
