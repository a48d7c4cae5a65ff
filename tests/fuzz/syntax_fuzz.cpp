// Any text through the lexer and the parser, with macros expanded as far as the text itself defines
// them. A crash, a hang and a tree that is not balanced are findings.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "expand/expand.h"
#include "syntax/lexer.h"

namespace {

/// Delimiters meet their partners, also where the lexer had to add one, and tokens stand inside the text.
void check_tokens(const syntax::TokenTrees& trees, std::uint32_t text_size) {
  for (const syntax::Token& token : trees.tokens) {
    INVARIANT(token.span.begin <= token.span.end && token.span.end <= text_size, "a token stands inside the text");
    if (token.kind != syntax::TokenKind::Open) continue;
    INVARIANT(&token + token.skip < trees.slice().end() && (&token + token.skip)->closes(token.delimiter),
              "each delimiter meets its partner");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceMap sources;
  Interner names;
  diag::Diagnostics diagnostics;
  const FileId file = sources.add_file("main.rs", std::string(reinterpret_cast<const char*>(data), size));
  check_tokens(syntax::lex(file, sources, names, syntax::Edition::E2024, diagnostics), static_cast<std::uint32_t>(size));

  syntax::Ast ast;
  expand::Expansions expansions;
  expand::MacroScope macros;
  expand::parse_source(file, sources, names, syntax::Edition::E2024, ast, expansions, macros, diagnostics);
  for (const diag::Diagnostic& item : diagnostics.all()) diag::render(item, sources);
  return 0;
}
