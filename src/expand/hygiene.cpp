#include "expand/hygiene.h"

#include "expand/record.h"

namespace expand {

namespace {

/// In the text as it is once all macros are expanded. What a call was given counts as before what the
/// call defines.
bool is_before(const Expansions& expansions, Span first, Span second) {
  for (Span inner = first;; inner = expansions.all.at(inner.expansion).call) {
    for (Span other = second;; other = expansions.all.at(other.expansion).call) {
      if (inner.expansion == other.expansion) {
        const bool is_call = other.expansion != second.expansion;
        return inner.file == other.file && inner.begin <= (is_call ? other.end : other.begin);
      }
      if (!other.expansion) break;
    }
    if (!inner.expansion) return false;
  }
}

}  // namespace

bool Expansions::sees(HygieneId use, HygieneId binding, Span bound_at) const {
  while (true) {
    if (use == binding) return true;
    if (!use) return false;
    // Outside the expansion only what was in scope at the macro's definition can be meant.
    const Mark& mark = hygiene.mark(use);
    if (!mark.defined_in_body || !is_before(*this, bound_at, mark.definition)) return false;
    use = mark.parent;
  }
}

}  // namespace expand
