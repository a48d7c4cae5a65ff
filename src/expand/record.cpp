#include "expand/record.h"

namespace expand {

Span Expansions::user_span(Span span, const SourceMap& sources) const {
  while (!sources.is_user(span) && span.expansion) span = all.at(span.expansion).call;
  return span;
}

Span Expansions::cause(Span span) const {
  while (span.expansion) span = all.at(span.expansion).call;
  return span;
}

}  // namespace expand
