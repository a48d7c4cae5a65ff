#pragma once
// Every expansion that took place: what was called where, which rule matched what, and the tokens
// that came of it. The stepper shows these, and messages trace a token back to the student's line.

#include <string>
#include <vector>

#include "base/source_map.h"
#include "expand/hygiene.h"
#include "syntax/token.h"

namespace expand {

enum class ExpansionKind : std::uint8_t { Rules, Builtin, Derive };

/// What a `$name` of a rule matched: a run of the arguments, or, for a name in a repetition, one
/// binding for each round.
struct Binding {
  bool is_sequence = false;
  syntax::Fragment fragment = syntax::Fragment::None;
  std::uint32_t begin = 0, end = 0;        // indices into the expansion's arguments
  std::vector<Binding> rounds;             // is_sequence
};
struct NamedBinding {
  NameId name;
  Binding binding;
};

struct Expansion {
  ExpansionKind kind = ExpansionKind::Rules;
  std::string macro_name;
  Span call;                               // the whole call, or the derive's name
  Span definition;                         // the rule that matched; none for built-ins
  ExpansionId parent;                      // the expansion whose result the call stands in
  std::uint32_t rule = 0;
  std::vector<syntax::Token> arguments;
  std::vector<NamedBinding> bindings;
  std::vector<syntax::Token> result;
};

struct Expansions {
  Store<Expansion, ExpansionId> all;
  Hygiene hygiene;

  void freeze() {
    all.freeze();
    hygiene.freeze();
  }
  /// The place in the user's text that led to `span`: the span itself, or the outermost call.
  Span user_span(Span span, const SourceMap& sources) const;
  /// Whether a name with mark `use` can mean a local or label of that name which is in scope, was
  /// bound with mark `binding` and stands at `bound_at`.
  bool sees(HygieneId use, HygieneId binding, Span bound_at) const;
  /// Where the macro call was written that led to `span`, behind all macros.
  Span cause(Span span) const;
};

}  // namespace expand
