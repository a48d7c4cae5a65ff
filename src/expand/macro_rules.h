#pragma once
// `macro_rules!`: a definition is compiled once to rules, each a pattern and a body; a call is matched
// against the patterns in order, and the first that matches has its body written out.

#include <memory>
#include <optional>

#include "diag/diagnostic.h"
#include "expand/record.h"
#include "syntax/parse.h"

namespace expand {

enum class Repeat : std::uint8_t { ZeroOrMore, OneOrMore, ZeroOrOne };

/// A piece of a pattern or a body: a token, a group, `$name`, `$name:fragment`, or `$(…) sep op`.
struct Node {
  enum class Kind : std::uint8_t { Token, Group, Variable, Repetition } kind = Kind::Token;
  syntax::Token token;                      // Token; Group: its Open; Variable: the name
  syntax::Token close;                      // Group
  syntax::Fragment fragment = syntax::Fragment::None;   // Variable of a pattern
  std::vector<Node> children;               // Group, Repetition
  std::optional<syntax::Token> separator;   // Repetition
  Repeat repeat = Repeat::ZeroOrMore;
  Span span;
};

struct Rule {
  std::vector<Node> pattern;
  std::vector<Node> body;
  Span pattern_span, body_span;
};

struct MacroDefinition {
  NameId name;
  std::vector<Rule> rules;
  Span span;                     // of the name
  Span whole;
  bool defined_in_body = false;
  bool is_exported = false;
};

/// Reads the rules of a definition; what is wrong with them is reported.
MacroDefinition compile_macro(const syntax::Token& name, syntax::TokenSlice rules,
                              syntax::Edition edition, const Interner& names,
                              diag::Diagnostics& diagnostics);

/// What the variables of a rule stand for; slices point into the call's arguments.
struct Match {
  bool is_sequence = false;
  syntax::Fragment fragment = syntax::Fragment::None;
  syntax::TokenSlice tokens;
  std::vector<Match> rounds;
};
using MatchTable = std::vector<std::pair<NameId, Match>>;

struct MatchOutcome {
  enum class Kind : std::uint8_t { Matched, Failed, Error } kind = Kind::Failed;
  MatchTable table;
  const syntax::Token* failed_at = nullptr;   // Failed: the token no pattern wants; null: the end
};

/// Tries one rule. Error means a message was given and no other rule is to be tried.
MatchOutcome match_rule(const Rule& rule, syntax::TokenSlice arguments, Span call,
                        const std::string& macro_name, syntax::ParseContext& context);

/// Writes out a rule's body. `mark` gives the hygiene that a token of the body gets.
class Marker {
 public:
  Marker(Hygiene& hygiene, ExpansionId expansion, const MacroDefinition& definition)
      : hygiene_(hygiene), expansion_(expansion), definition_(definition) {}
  HygieneId mark(HygieneId parent);
  ExpansionId expansion() const { return expansion_; }

 private:
  Hygiene& hygiene_;
  ExpansionId expansion_;
  const MacroDefinition& definition_;
  std::vector<std::pair<HygieneId, HygieneId>> made_;
};
/// False if a message was given.
bool transcribe(const Rule& rule, const MatchTable& table, Marker& marker, const Interner& names,
                diag::Diagnostics& diagnostics, std::vector<syntax::Token>& out);

/// Reports patterns whose variables are followed by something that may not follow them.
void check_follow_sets(const Rule& rule, const Interner& names, diag::Diagnostics& diagnostics);

}  // namespace expand
