// The student's text with its macro calls replaced. A call is found again by where its first token
// stands and which expansion made that token; a repetition gives several calls of one place, which
// took place in the order in which they stand.

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "base/text.h"
#include "run/texts.h"
#include "sema/program.h"
#include "syntax/print.h"

namespace run {
namespace {

using syntax::Token;
using syntax::TokenKind;

class ExpandedText {
 public:
  ExpandedText(const sema::Program& program, FileId file) : program_(program), file_(file) {
    const expand::Expansions& expansions = program.expansions;
    for (std::uint32_t i = expansions.all.frozen_count(); i < expansions.all.size(); ++i) {
      const expand::Expansion& expansion = expansions.all.at(ExpansionId(i));
      calls_[key(expansion.call, expansion.parent)].push_back(ExpansionId(i));
    }
  }

  std::string whole() {
    struct Edit { std::uint32_t begin, end; std::string text; };
    std::vector<Edit> edits;
    for (auto& [place, ids] : calls_) {
      const expand::Expansion& expansion = program_.expansions.all.at(ids.front());
      if (expansion.parent || expansion.call.file != file_) continue;
      if (expansion.kind == expand::ExpansionKind::Derive) {
        const std::uint32_t end = end_of_item(expansion.call);
        edits.push_back({end, end, concat("\n", print(expansion.result, 0))});
      } else if (!expansion.result.empty()) {
        edits.push_back({expansion.call.begin, expansion.call.end, print(expansion.result, 0)});
      }
    }
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
    const std::string& text = *program_.sources.file(file_).text;
    std::string out;
    std::uint32_t at = 0;
    for (const Edit& edit : edits) {
      if (edit.begin < at) continue;   // inside the arguments of a call that was replaced
      out += text.substr(at, edit.begin - at) + edit.text;
      at = edit.end;
    }
    return out + text.substr(at);
  }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  static constexpr int deepest = 128;

  static Key key(Span span, ExpansionId expansion) { return {span.file.value, span.begin, expansion.value}; }

  /// The call that begins with this token, if one does; each is given once.
  const expand::Expansion* take_call(const Token& token) {
    const auto found = calls_.find(key(token.span, token.span.expansion));
    if (found == calls_.end() || found->second.empty()) return nullptr;
    const expand::Expansion* call = &program_.expansions.all.at(found->second.front());
    if (call->kind == expand::ExpansionKind::Derive) return nullptr;
    if (found->second.size() > 1) found->second.erase(found->second.begin());
    return call;
  }

  std::string print(const std::vector<Token>& tokens, int depth) {
    std::string text;
    std::size_t from = 0;
    const auto flush = [&](std::size_t to) {
      if (to > from) append(text, syntax::print_tokens({tokens.data() + from, tokens.data() + to}, program_.names));
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::size_t bang = end_of_path(tokens, i);
      if (bang == 0 || depth >= deepest) continue;
      const expand::Expansion* call = take_call(tokens[i]);
      if (!call || call->result.empty()) continue;
      flush(i);
      append(text, print(call->result, depth + 1));
      i = bang + 1 + tokens[bang + 1].skip;
      from = i + 1;
    }
    flush(tokens.size());
    return text;
  }

  static void append(std::string& text, const std::string& more) {
    if (!text.empty() && !more.empty()) text += ' ';
    text += more;
  }

  /// Where the `!` of `path!(…)` stands if a path begins at `i`; 0 if there is no call.
  static std::size_t end_of_path(const std::vector<Token>& tokens, std::size_t i) {
    if (!tokens[i].is(TokenKind::Ident) && !tokens[i].is(syntax::Punct::PathSep)) return 0;
    std::size_t at = i;
    while (at < tokens.size() && (tokens[at].is(TokenKind::Ident) || tokens[at].is(syntax::Punct::PathSep))) ++at;
    const bool is_call = at > i && at + 1 < tokens.size() && tokens[at].is(syntax::Punct::Not) && tokens[at + 1].is(TokenKind::Open);
    return is_call ? at : 0;
  }

  /// Where the item ends that a derive stands on.
  std::uint32_t end_of_item(Span derive) const {
    std::uint32_t end = derive.end, nearest = 0xffffffffu;
    for (std::uint32_t i = program_.ast.items.frozen_count(); i < program_.ast.items.size(); ++i) {
      const Span item = program_.ast.items.at(syntax::ItemId(i)).span;
      if (item.file != file_ || item.expansion || item.end < derive.end || item.end >= nearest) continue;
      nearest = item.end;
      end = item.end;
    }
    return end;
  }

  const sema::Program& program_;
  FileId file_;
  std::map<Key, std::vector<ExpansionId>> calls_;
};

}  // namespace

std::string expanded_text(const Compiled& compiled) { return ExpandedText(*compiled.typed, compiled.file).whole(); }

}  // namespace run
