#include "expand/hygiene.h"

namespace expand {

bool Hygiene::sees(HygieneId use, HygieneId binding, Span bound_at) const {
  while (true) {
    if (use == binding) return true;
    if (!use) return false;
    // Outside the expansion only what was in scope at the macro's definition can be meant.
    const Mark& mark = marks_[use];
    if (!mark.defined_in_body) return false;
    // A macro made by another's expansion stands there; what is bound elsewhere cannot be placed.
    if (mark.definition.expansion && mark.definition.expansion != bound_at.expansion) return false;
    if (bound_at.file != mark.definition.file || bound_at.begin > mark.definition.begin) return false;
    use = mark.parent;
  }
}

}  // namespace expand
