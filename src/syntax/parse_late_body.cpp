// Most functions of std are never called by a given program: their bodies stay tokens until one is.

#include "syntax/parser.h"

namespace syntax {
namespace {

/// What stands in the body means the same wherever and whenever it is read: it declares no items,
/// calls no macros, and nothing in it hangs on `cfg`.
bool is_plain(TokenSlice body) {
  for (const Token* at = body.first; at != body.last; ++at) {
    if (at->is(Punct::Pound)) return false;
    if (at->kind != TokenKind::Ident) continue;
    if (at[1].is(Punct::Not) && at[2].is(TokenKind::Open)) return false;
    switch (at->keyword) {
      case Keyword::Fn: case Keyword::Struct: case Keyword::Enum: case Keyword::Union: case Keyword::Trait:
      case Keyword::Impl: case Keyword::Static: case Keyword::Type: case Keyword::Use: case Keyword::Mod:
      case Keyword::Extern: case Keyword::MacroRules:
        return false;
      case Keyword::Const:
        if (!at[-1].is(Punct::Star)) return false;
        break;
      default: break;
    }
  }
  return true;
}

}  // namespace

BlockId Parser::parse_fn_body() {
  if (!context_.may_leave_bodies || !at_open(Delimiter::Brace)) return parse_block("");
  if (!is_plain({at_, at_ + at_->skip})) return parse_block("");
  Block block;
  block.unread = at_;
  const Span begin = token_.span;
  skip_tree();
  block.span = span_from(begin);
  return context_.ast.blocks.add(std::move(block));
}

BlockId parse_late_body(const Block& unread, ParseContext& context) {
  Parser parser(context, {unread.unread, unread.unread + unread.unread->skip + 1}, unread.span);
  ++context.body_depth;
  const BlockId body = parser.parse_block("");
  --context.body_depth;
  return body;
}

}  // namespace syntax
