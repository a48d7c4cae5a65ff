#pragma once
// Doc comments as the attributes they stand for. The lexer treats a comment as a gap, which is all the
// parser needs; but a macro sees `/// text` as `#[doc = r" text"]`, and its rules have to match that.

#include <vector>

#include "base/interner.h"
#include "base/source_map.h"
#include "syntax/token.h"

namespace expand {

/// The arguments of a macro call with an attribute for each doc comment among them; empty if there is
/// none. The arguments stand between their delimiters, and the gaps beside these count too.
std::vector<syntax::Token> with_doc_attributes(syntax::TokenSlice arguments, const SourceMap& sources,
                                               Interner& names);

}  // namespace expand
