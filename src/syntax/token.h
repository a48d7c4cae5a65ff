#pragma once
// Tokens, and trees of them. A tree is kept flat: a group is its Open token, the contents, and its
// Close token, and Open knows how far away its Close is. Distances are relative, so any run of whole
// trees can be copied elsewhere as it is; that is most of what macro expansion does.
//
//   f ( a , b ) ;        Ident Open(skip 4) Ident Punct Ident Close Punct
//
// An invisible group (Delimiter::None) holds what a macro matched as one piece, such as an expression:
// `$a * 2` with `1 + 1` for `$a` stays a product.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/interner.h"
#include "base/span.h"
#include "syntax/ast.h"

namespace syntax {

enum class TokenKind : std::uint8_t { End, Ident, Lifetime, Literal, Punct, Open, Close };
enum class Delimiter : std::uint8_t { Paren, Bracket, Brace, None };

enum class Punct : std::uint8_t {
#define PUNCT(name, spelling) name,
#include "syntax/puncts.def"
#undef PUNCT
};
std::string_view spelling(Punct punct);

enum class Keyword : std::uint8_t {
  None,
#define KEYWORD(name, spelling) name,
#define EDITION_KEYWORD(name, spelling) name,
#define WEAK_KEYWORD(name, spelling) name,
#include "syntax/keywords.def"
#undef KEYWORD
#undef EDITION_KEYWORD
#undef WEAK_KEYWORD
};
std::string_view spelling(Keyword keyword);
/// None for a word that is no keyword. `gen` counts as a word here; the edition decides in the lexer.
Keyword keyword_of(std::string_view word);

enum class LiteralKind : std::uint8_t {
  Int, Float, Char, Byte, Str, RawStr, ByteStr, RawByteStr, CStr, RawCStr
};

/// What a `$name:fragment` of `macro_rules!` stands for.
enum class Fragment : std::uint8_t {
  None, Block, Expr, Expr2021, Ident, Item, Lifetime, Literal, Meta, Pat, PatParam, Path, Stmt, Tt,
  Ty, Vis
};
std::string_view spelling(Fragment fragment);

struct Token {
  TokenKind kind = TokenKind::End;
  Punct punct = Punct::Semi;                 // Punct
  Keyword keyword = Keyword::None;           // Ident; None for raw identifiers
  Delimiter delimiter = Delimiter::None;     // Open, Close
  LiteralKind literal = LiteralKind::Int;    // Literal
  Fragment fragment = Fragment::None;        // Open of an invisible group: what was matched
  bool is_joint = false;                     // the next token follows without a gap
  bool is_raw = false;                       // Ident written r#name, Lifetime written 'r#name
  std::uint32_t skip = 0;                    // Open: distance to its Close
  NameId text;                               // Ident; Lifetime with its quote; Literal as written
  HygieneId hygiene;
  Span span;

  bool is(TokenKind other) const { return kind == other; }
  bool is(Punct other) const { return kind == TokenKind::Punct && punct == other; }
  bool is(Keyword other) const { return kind == TokenKind::Ident && keyword == other; }
  bool opens(Delimiter which) const { return kind == TokenKind::Open && delimiter == which; }
  bool closes(Delimiter which) const { return kind == TokenKind::Close && delimiter == which; }
  /// A word that cannot name something: a keyword that is not weak, and not written raw.
  bool is_reserved() const {
    return kind == TokenKind::Ident && keyword != Keyword::None && keyword < Keyword::Auto;
  }
  /// An identifier that can name something.
  bool is_name() const { return kind == TokenKind::Ident && !is_reserved(); }
};

/// A run of whole token trees that someone else owns.
struct TokenSlice {
  const Token* first = nullptr;
  const Token* last = nullptr;   // one past the end

  bool is_empty() const { return first == last; }
  std::size_t size() const { return static_cast<std::size_t>(last - first); }
  const Token* begin() const { return first; }
  const Token* end() const { return last; }
};

/// The token after the tree that starts at `token`.
inline const Token* after_tree(const Token* token) {
  return token->kind == TokenKind::Open ? token + token->skip + 1 : token + 1;
}
/// What stands between an Open token and its Close.
inline TokenSlice contents_of(const Token* open) { return {open + 1, open + open->skip}; }

/// The tokens of a file. Delimiters are balanced, also when the text's are not.
struct TokenTrees {
  FileId file;
  std::vector<Token> tokens;
  Span end;   // where the file ends

  TokenSlice slice() const { return {tokens.data(), tokens.data() + tokens.size()}; }
};

/// Sets the `skip` of every Open token of a balanced run.
void link_groups(std::vector<Token>& tokens);

}  // namespace syntax
