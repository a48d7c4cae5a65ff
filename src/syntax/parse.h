#pragma once
// Tokens to a tree. The parser works in the order of the text and asks `MacroHooks` whenever it
// meets a macro call: the position (expression, statement, item, pattern, type) decides how the
// tokens it gets back are read, `macro_rules!` come into scope where they stand, and what `cfg`
// leaves out is read but neither expanded nor kept. That is rustc's order too. `syntax` knows nothing
// of how macros work; `expand` provides the hooks.

#include <functional>
#include <string>

#include "base/source_map.h"
#include "diag/diagnostic.h"
#include "syntax/edition.h"
#include "syntax/token.h"

namespace syntax {

struct ParseContext;

enum class MacroPosition : std::uint8_t { Expr, Stmt, Item, Pat, Type };

/// `path!(arguments)`.
struct MacroCall {
  TokenSlice path;        // `println`, `std :: vec`, `$crate :: m`
  TokenSlice arguments;   // without the delimiters
  Delimiter delimiter = Delimiter::Paren;
  Span span;              // from the path to the closing delimiter
  MacroPosition position = MacroPosition::Expr;
};

/// What a macro call stands for: tokens to be read in its position, or an expression already made.
struct MacroResult {
  enum class Kind : std::uint8_t { Failed, Tokens, Expr } kind = Kind::Failed;
  TokenSlice tokens;      // owned by the record of the expansion
  std::string name;       // for messages
  ExprId expr;
};

/// How the parser reaches macro expansion. All functions are set, or the context has no hooks.
struct MacroHooks {
  std::function<MacroResult(const MacroCall&, ParseContext&)> expand;
  /// `macro_rules! name { rules }` with its attributes.
  std::function<void(const Token& name, TokenSlice rules, const std::vector<Attribute>&, Span,
                     ParseContext&)>
      define;
  /// The impls that `#[derive(…)]` makes for an item, each a run of tokens to be read as items.
  std::function<std::vector<TokenSlice>(TokenSlice item, const std::vector<Attribute>&)> derive;
  /// Whether `#[cfg(…)]` keeps what it is on.
  std::function<bool(const Attribute& predicate)> cfg_holds;
  /// Whether a macro of this name can be imported by `use`, so that `use` of it is no mistake.
  std::function<bool(NameId name)> is_macro;
  /// Textual scope: a mark to return to when a block or module ends.
  std::function<std::uint32_t()> scope;
  std::function<void(std::uint32_t)> leave_scope;
};

/// What all parsers of one crate share.
struct ParseContext {
  Ast& ast;
  Interner& names;
  const SourceMap& sources;
  diag::Diagnostics& diagnostics;
  Edition edition = Edition::E2024;
  MacroHooks* macros = nullptr;    // none: macro calls are skipped over, not expanded
  std::uint32_t depth = 0;         // of nested expressions, types, patterns, blocks and expansions
  std::uint32_t expansion_depth = 0;   // of expansions inside expansions
  std::uint32_t left_out = 0;      // > 0 inside something that `cfg` leaves out
  std::uint32_t body_depth = 0;    // > 0 inside a function body
  bool is_aborted = false;         // nesting was too deep: say no more
  bool may_leave_bodies = false;   // the tokens stay, so bodies of functions can be read when wanted
  std::vector<NameId> module_path = {};
};

/// Reads a whole file (or any run of items).
Crate parse_crate(const TokenTrees& tokens, ParseContext& context);

/// Reads a block that was left for later.
BlockId parse_late_body(const Block& unread, ParseContext& context);

/// How many tokens at the start of `tokens` form this fragment; reports and returns 0 if none do.
/// Nothing is kept in the context's tree that later phases would see.
std::size_t measure_fragment(Fragment fragment, TokenSlice tokens, Span end, ParseContext& context);
/// Whether a fragment may begin with the first of these tokens; if so a matcher commits to it.
bool may_begin(Fragment fragment, TokenSlice tokens);

/// "`x`", "keyword `let`", "end of input": a token as messages name it.
std::string describe(const Token& token, const Interner& names);

}  // namespace syntax
