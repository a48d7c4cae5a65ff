// Matching a call against a pattern, as rustc does: all ways through the pattern are followed side by
// side, token by token. When the only way on is a fragment, the parser reads it, and there is no way
// back from that; when there are two ways and one is a fragment, the call is ambiguous.

#include "base/text.h"
#include "expand/macro_rules.h"

namespace expand {

using namespace syntax;
using diag::Kind;

namespace {

/// The pattern, made flat. A repetition is its contents followed by the choice to go around again.
struct Step {
  enum class Kind : std::uint8_t { Token, Fragment, Repetition, AfterRound, Separator, AfterSeparator, End }
      kind = Kind::End;
  Token token;              // Token, Separator
  Fragment fragment = Fragment::None;
  Repeat repeat = Repeat::ZeroOrMore;
  std::uint32_t target = 0;       // Repetition: first step after it; AfterRound…: its first step
  std::uint32_t variable = 0;     // Fragment: which; Repetition: the first inside
  std::uint32_t variable_count = 0;   // Repetition
  std::uint32_t depth = 0;        // of repetitions around
};

struct Program {
  std::vector<Step> steps;
  std::vector<NameId> variables;

  std::uint32_t next() const { return static_cast<std::uint32_t>(steps.size()); }
  void add_token(const Token& token) {
    Step step;
    step.kind = Step::Kind::Token;
    step.token = token;
    steps.push_back(step);
  }
  void add(const std::vector<Node>& nodes, std::uint32_t depth) {
    for (const Node& node : nodes) {
      switch (node.kind) {
        case Node::Kind::Token: add_token(node.token); break;
        case Node::Kind::Group:
          add_token(node.token);
          add(node.children, depth);
          add_token(node.close);
          break;
        case Node::Kind::Variable: {
          Step step;
          step.kind = Step::Kind::Fragment;
          step.fragment = node.fragment;
          step.variable = static_cast<std::uint32_t>(variables.size());
          step.depth = depth;
          steps.push_back(step);
          variables.push_back(node.token.text);
          break;
        }
        case Node::Kind::Repetition: add_repetition(node, depth); break;
      }
    }
  }
  void add_repetition(const Node& node, std::uint32_t depth) {
    const std::uint32_t start = next();
    Step step;
    step.kind = Step::Kind::Repetition;
    step.repeat = node.repeat;
    step.depth = depth;
    step.variable = static_cast<std::uint32_t>(variables.size());
    steps.push_back(step);
    add(node.children, depth + 1);
    Step end;
    end.repeat = node.repeat;
    end.target = start + 1;
    if (node.separator) {
      end.kind = Step::Kind::Separator;
      end.token = *node.separator;
      steps.push_back(end);
      end.kind = Step::Kind::AfterSeparator;
      steps.push_back(end);
    } else {
      end.kind = Step::Kind::AfterRound;
      steps.push_back(end);
    }
    steps[start].target = next();
    steps[start].variable_count = static_cast<std::uint32_t>(variables.size()) - steps[start].variable;
  }
};

using Matches = std::shared_ptr<std::vector<Match>>;

/// One way through the pattern.
struct Way {
  std::uint32_t step = 0;
  Matches matches;

  void push(std::uint32_t variable, std::uint32_t depth, Match match) {
    if (matches.use_count() > 1) matches = std::make_shared<std::vector<Match>>(*matches);
    std::vector<Match>& table = *matches;
    if (table.size() <= variable) table.resize(variable + 1);
    if (depth == 0) {
      table[variable] = std::move(match);
      return;
    }
    Match* at = &table[variable];
    at->is_sequence = true;
    for (std::uint32_t level = 1; level < depth; ++level) {
      at = &at->rounds.back();
      at->is_sequence = true;
    }
    at->rounds.push_back(std::move(match));
  }
};

bool is_same(const Token& a, const Token& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TokenKind::Punct: return a.punct == b.punct;
    case TokenKind::Open:
    case TokenKind::Close: return a.delimiter == b.delimiter && a.delimiter != Delimiter::None;
    case TokenKind::Ident:
    case TokenKind::Lifetime: return a.text == b.text && a.is_raw == b.is_raw;
    case TokenKind::Literal: return a.text == b.text;
    case TokenKind::End: return true;
  }
  return false;
}

class Matcher {
 public:
  Matcher(const Program& program, TokenSlice input, Span call, const std::string& macro_name,
          ParseContext& context)
      : program_(program), input_(input), at_(input.first), call_(call), macro_name_(macro_name),
        context_(context) {}

  MatchOutcome run() {
    MatchOutcome outcome;
    current_.push_back({0, std::make_shared<std::vector<Match>>(program_.variables.size())});
    while (true) {
      next_.clear();
      fragments_.clear();
      ends_.clear();
      while (!current_.empty()) {
        Way way = std::move(current_.back());
        current_.pop_back();
        advance(std::move(way));
      }
      if (at_ == input_.last) {
        if (ends_.size() == 1) return succeed(std::move(ends_[0]));
        if (ends_.size() > 1) return ambiguous();
        if (fragments_.empty()) return outcome;   // failed at the end
      }
      if (next_.empty() && fragments_.empty()) {
        outcome.failed_at = at_;
        return outcome;
      }
      if (fragments_.empty()) {
        current_ = std::move(next_);
        next_ = {};
        if (at_->is(TokenKind::Open) || at_->is(TokenKind::Close)) group_end_ = nullptr;
        ++at_;
        continue;
      }
      if (!next_.empty() || fragments_.size() > 1) return ambiguous();
      if (!read_fragment(std::move(fragments_[0]))) {
        outcome.kind = MatchOutcome::Kind::Error;
        return outcome;
      }
    }
  }

 private:
  bool at_token(const Token& token) const { return at_ != input_.last && is_same(*at_, token); }

  /// Follows a way as far as it goes without taking a token.
  void advance(Way way) {
    const Step& step = program_.steps[way.step];
    switch (step.kind) {
      case Step::Kind::Token:
        if (!at_token(step.token)) return;
        ++way.step;
        next_.push_back(std::move(way));
        return;
      case Step::Kind::Repetition: {
        for (std::uint32_t i = 0; i < step.variable_count; ++i)
          make_sequence(way, step.variable + i, step.depth);
        if (step.repeat != Repeat::OneOrMore) current_.push_back({step.target, way.matches});
        ++way.step;
        current_.push_back(std::move(way));
        return;
      }
      case Step::Kind::AfterRound:
        current_.push_back({way.step + 1, way.matches});
        if (step.repeat != Repeat::ZeroOrOne) {
          way.step = step.target;
          current_.push_back(std::move(way));
        }
        return;
      case Step::Kind::Separator:
        current_.push_back({way.step + 2, way.matches});
        if (at_token(step.token)) {
          ++way.step;
          next_.push_back(std::move(way));
        }
        return;
      case Step::Kind::AfterSeparator:
        way.step = step.target;
        current_.push_back(std::move(way));
        return;
      case Step::Kind::Fragment:
        if (may_begin(step.fragment, rest_of_group())) fragments_.push_back(std::move(way));
        return;
      case Step::Kind::End:
        if (at_ == input_.last) ends_.push_back(std::move(way));
        return;
    }
  }

  static void make_sequence(Way& way, std::uint32_t variable, std::uint32_t depth) {
    Match empty;
    empty.is_sequence = true;
    way.push(variable, depth, std::move(empty));
  }

  /// From here to the end of the group the matcher is in.
  TokenSlice rest_of_group() {
    if (!group_end_) {
      group_end_ = at_;
      while (group_end_ != input_.last && !group_end_->is(TokenKind::Close)) group_end_ = after_tree(group_end_);
    }
    return {at_, group_end_};
  }

  bool read_fragment(Way way) {
    const Step& step = program_.steps[way.step];
    const TokenSlice rest = rest_of_group();
    Match match;
    match.fragment = step.fragment;
    std::size_t size = 0;
    if (step.fragment == Fragment::Tt) {
      size = static_cast<std::size_t>(after_tree(rest.first) - rest.first);
    } else if (step.fragment == Fragment::Ident || step.fragment == Fragment::Lifetime) {
      size = 1;
    } else {
      const std::size_t reported = context_.diagnostics.size();
      const Span end = rest.last == input_.last ? Span{call_.file, call_.end, call_.end, call_.expansion}
                                                : rest.last->span;
      size = measure_fragment(step.fragment, rest, end, context_);
      if (size == 0 && context_.diagnostics.size() != reported) return false;
    }
    match.tokens = {rest.first, rest.first + size};
    way.push(step.variable, step.depth, std::move(match));
    ++way.step;
    at_ += size;
    current_.push_back(std::move(way));
    return true;
  }

  MatchOutcome succeed(Way way) {
    MatchOutcome outcome;
    outcome.kind = MatchOutcome::Kind::Matched;
    way.matches->resize(program_.variables.size());
    for (std::size_t i = 0; i < program_.variables.size(); ++i)
      outcome.table.emplace_back(program_.variables[i], (*way.matches)[i]);
    return outcome;
  }

  MatchOutcome ambiguous() {
    std::string names;
    for (const Way& way : fragments_) {
      const Step& step = program_.steps[way.step];
      names += concat(names.empty() ? "" : " or ", spelling(step.fragment), " ('",
                      context_.names.text(program_.variables[step.variable]), "')");
    }
    if (!next_.empty())
      names += concat(" or ", next_.size(), next_.size() == 1 ? " other option" : " other options");
    context_.diagnostics.add(
        Kind::MacroAmbiguous, at_ == input_.last ? call_ : at_->span,
        concat("local ambiguity when calling macro ", quoted(macro_name_),
               at_ == input_.last ? std::string(": multiple successful parses")
                                  : concat(": multiple parsing options: built-in NTs ", names)));
    MatchOutcome outcome;
    outcome.kind = MatchOutcome::Kind::Error;
    return outcome;
  }

  const Program& program_;
  TokenSlice input_;
  const Token* at_;
  const Token* group_end_ = nullptr;   // of the group that `at_` is in, once it was asked for
  Span call_;
  const std::string& macro_name_;
  ParseContext& context_;
  std::vector<Way> current_, next_, fragments_, ends_;
};

}  // namespace

MatchOutcome match_rule(const Rule& rule, TokenSlice arguments, Span call,
                        const std::string& macro_name, ParseContext& context) {
  Program program;
  program.add(rule.pattern, 0);
  program.steps.push_back({});
  return Matcher(program, arguments, call, macro_name, context).run();
}

}  // namespace expand
