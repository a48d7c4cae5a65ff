#pragma once
// Text to tokens. Every byte of the text belongs to one token or to a gap (space, comment) between
// two, so tokens and gaps together spell the source.

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "syntax/edition.h"
#include "syntax/token.h"

namespace syntax {

/// How deep brackets may be nested.
inline constexpr std::uint32_t max_nesting = 256;
/// How deep expressions, types, patterns and blocks may be nested, counting what macros add. The
/// parser's recursion has to fit a small stack.
inline constexpr std::uint32_t max_parser_depth = 320;
/// Links of one chain: in `a.b().c()` and `a + b + c` each stands in the next, so it is as deep as it is long.
inline constexpr std::uint32_t max_chain = 400;

/// The tokens of a file. What is wrong is reported and mended: the result is always balanced.
TokenTrees lex(FileId file, const SourceMap& sources, Interner& names, Edition edition,
               diag::Diagnostics& diagnostics);

/// Tokens of a text made by us (the body of a derived impl); all of them stand at `span`.
std::vector<Token> lex_quoted(std::string_view text, Span span, HygieneId hygiene, Interner& names);

}  // namespace syntax
