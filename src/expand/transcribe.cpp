// Writing out the body of a rule.

#include "base/text.h"
#include "expand/macro_rules.h"

namespace expand {

using namespace syntax;
using diag::Kind;

HygieneId Marker::mark(HygieneId parent) {
  for (const auto& [from, to] : made_)
    if (from == parent) return to;
  const HygieneId made = hygiene_.add(
      {parent, expansion_, definition_.whole, definition_.defined_in_body});
  made_.emplace_back(parent, made);
  return made;
}

namespace {

class Writer {
 public:
  Writer(const MatchTable& table, Marker& marker, const Interner& names,
         diag::Diagnostics& diagnostics, std::vector<Token>& out)
      : table_(table), marker_(marker), names_(names), diagnostics_(diagnostics), out_(out) {}

  bool write(const std::vector<Node>& nodes) {
    for (const Node& node : nodes)
      if (!write(node)) return false;
    return true;
  }

 private:
  bool write(const Node& node) {
    switch (node.kind) {
      case Node::Kind::Token: put(node.token); return true;
      case Node::Kind::Group: {
        const std::size_t open = out_.size();
        put(node.token);
        if (!write(node.children)) return false;
        out_[open].skip = static_cast<std::uint32_t>(out_.size() - open);
        out_[open].is_joint = node.token.is_joint && !node.children.empty();
        put(node.close);
        out_.back().is_joint = node.close.is_joint;
        return true;
      }
      case Node::Kind::Variable: return write_variable(node);
      case Node::Kind::Repetition: return write_repetition(node);
    }
    return true;
  }

  void put(Token token) {
    token.hygiene = marker_.mark(token.hygiene);
    token.span.expansion = marker_.expansion();
    token.is_joint = false;
    out_.push_back(token);
  }

  const Match* find(NameId name) const {
    for (const auto& [variable, match] : table_)
      if (variable == name) return &match;
    return nullptr;
  }
  /// What a variable stands for in the current round of each repetition.
  const Match* current(NameId name) const {
    const Match* match = find(name);
    for (const std::size_t round : rounds_) {
      if (match == nullptr || !match->is_sequence) break;
      match = &match->rounds[round];
    }
    return match;
  }

  bool write_variable(const Node& node) {
    const Match* match = current(node.token.text);
    if (match == nullptr) {   // not ours: `$x` of a macro that the body defines
      Token dollar;
      dollar.kind = TokenKind::Punct;
      dollar.punct = Punct::Dollar;
      dollar.span = node.token.span;
      dollar.hygiene = node.token.hygiene;
      put(dollar);
      put(node.token);
      return true;
    }
    if (match->is_sequence) {
      diagnostics_.add(Kind::MacroMalformed, node.span,
                       concat("variable `", names_.text(node.token.text),
                              "` is still repeating at this depth"))
          .with_help("write it inside `$( … )*` as the pattern does");
      return false;
    }
    write_match(*match, node.span);
    return true;
  }

  void write_match(const Match& match, Span at) {
    const TokenSlice tokens = match.tokens;
    const bool is_one_group = !tokens.is_empty() && tokens.first->opens(Delimiter::None) &&
                              after_tree(tokens.first) == tokens.last;
    const bool is_plain = match.fragment == Fragment::Tt || match.fragment == Fragment::Ident ||
                          match.fragment == Fragment::Lifetime || match.fragment == Fragment::Vis ||
                          match.fragment == Fragment::Block ||
                          (match.fragment == Fragment::Literal && tokens.size() == 1) ||
                          is_one_group;
    if (is_plain) {
      out_.insert(out_.end(), tokens.begin(), tokens.end());
      // A token tree stands as near to what follows as it stood in the call.
      if (!tokens.is_empty() && match.fragment != Fragment::Tt) out_.back().is_joint = false;
      return;
    }
    Token mark;
    mark.kind = TokenKind::Open;
    mark.delimiter = Delimiter::None;
    mark.fragment = match.fragment;
    mark.skip = static_cast<std::uint32_t>(tokens.size() + 1);
    mark.span = tokens.is_empty() ? at : join_spans(tokens.first->span, tokens.last[-1].span);
    out_.push_back(mark);
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    if (!tokens.is_empty()) out_.back().is_joint = false;
    mark.kind = TokenKind::Close;
    mark.skip = 0;
    if (!tokens.is_empty()) mark.span = tokens.last[-1].span;
    out_.push_back(mark);
  }

  struct Rounds {
    bool is_known = false, has_conflict = false;
    std::size_t count = 0;
    NameId by, other;
    std::size_t other_count = 0;
  };

  void count_rounds(const std::vector<Node>& nodes, Rounds& rounds) const {
    for (const Node& node : nodes) {
      if (node.kind == Node::Kind::Variable) {
        const Match* match = current(node.token.text);
        if (match == nullptr || !match->is_sequence) continue;
        if (!rounds.is_known) {
          rounds.is_known = true;
          rounds.count = match->rounds.size();
          rounds.by = node.token.text;
        } else if (match->rounds.size() != rounds.count && !rounds.has_conflict) {
          rounds.has_conflict = true;
          rounds.other = node.token.text;
          rounds.other_count = match->rounds.size();
        }
      }
      count_rounds(node.children, rounds);
    }
  }

  bool write_repetition(const Node& node) {
    Rounds rounds;
    count_rounds(node.children, rounds);
    if (!rounds.is_known) {
      diagnostics_.add(Kind::MacroMalformed, node.span,
                       "attempted to repeat an expression containing no syntax variables matched as "
                       "repeating at this depth");
      return false;
    }
    const auto times = [](std::size_t count) {
      return concat(count, count == 1 ? " time" : " times");
    };
    if (rounds.has_conflict) {
      diagnostics_.add(
          Kind::MacroMalformed, node.span,
          concat("meta-variable `", names_.text(rounds.by), "` repeats ", times(rounds.count),
                 ", but `", names_.text(rounds.other), "` repeats ", times(rounds.other_count)));
      return false;
    }
    if (rounds.count == 0 && node.repeat == Repeat::OneOrMore) {
      diagnostics_.add(Kind::MacroMalformed, node.span, "this must repeat at least once");
      return false;
    }
    for (std::size_t round = 0; round < rounds.count; ++round) {
      if (round > 0 && node.separator) put(*node.separator);
      rounds_.push_back(round);
      const bool is_written = write(node.children);
      rounds_.pop_back();
      if (!is_written) return false;
      if (out_.size() > max_result) {
        diagnostics_.add(Kind::MacroRecursionLimit, node.span,
                         "this expansion is larger than a million tokens");
        return false;
      }
    }
    return true;
  }

  static constexpr std::size_t max_result = 1000000;
  const MatchTable& table_;
  Marker& marker_;
  const Interner& names_;
  diag::Diagnostics& diagnostics_;
  std::vector<Token>& out_;
  std::vector<std::size_t> rounds_;
};

}  // namespace

bool transcribe(const Rule& rule, const MatchTable& table, Marker& marker, const Interner& names,
                diag::Diagnostics& diagnostics, std::vector<Token>& out) {
  return Writer(table, marker, names, diagnostics, out).write(rule.body);
}

}  // namespace expand
