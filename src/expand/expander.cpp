#include "expand/expander.h"

#include <algorithm>

#include "base/text.h"
#include "expand/doc_comments.h"
#include "syntax/lexer.h"

namespace expand {

using namespace syntax;
using diag::Kind;

namespace {
constexpr std::uint32_t recursion_limit = 128;
// A macro that doubles what it was given is at the end of memory long before the limit on recursion.
constexpr std::size_t token_limit = 500'000;

bool has_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const Attribute& attribute) { return attribute.name == name; });
}
}  // namespace

void MacroScope::publish() {
  for (const auto& [name, macro] : exported) prelude[name] = macro;
  exported.clear();
  any.clear();
}

Expander::Expander(const SourceMap& sources, Interner& names, Edition edition,
                   Expansions& expansions, MacroScope& macros, diag::Diagnostics& diagnostics,
                   const Cfg& cfg)
    : sources_(sources), names_(names), edition_(edition), expansions_(expansions),
      macros_(macros), diagnostics_(diagnostics), cfg_(cfg) {
  names_.intern("$crate");
}

MacroHooks Expander::hooks() {
  MacroHooks hooks;
  hooks.expand = [this](const MacroCall& call, ParseContext& context) { return expand(call, context); };
  hooks.define = [this](const Token& name, TokenSlice rules, const std::vector<Attribute>& attributes,
                        Span whole, ParseContext& context) {
    is_in_body_ = context.body_depth > 0;
    define(name, rules, attributes, whole);
  };
  hooks.derive = [this](TokenSlice item, const std::vector<Attribute>& attributes) {
    return derive(item, attributes);
  };
  hooks.cfg_holds = [this](const Attribute& predicate) { return cfg_holds(predicate, cfg_); };
  hooks.is_macro = [this](NameId name) {
    const auto is_std_macro = [this](NameId of_std) {
      return macros_.prelude.count(of_std) || is_builtin(names_.text(of_std));
    };
    const bool is_known = macros_.any.count(name) || macros_.exported.count(name) || is_std_macro(name) ||
                          paths_.renames_macro(name, names_, macros_.exported, is_std_macro);
    if (is_known) used_names_.push_back(name);
    return is_known;
  };
  hooks.scope = [this] { return static_cast<std::uint32_t>(scope_.size()); };
  hooks.leave_scope = [this](std::uint32_t mark) { scope_.resize(mark); };
  return hooks;
}

// ---- Definitions

void Expander::define(const Token& name, TokenSlice rules, const std::vector<Attribute>& attributes,
                      Span whole) {
  auto definition = std::make_shared<MacroDefinition>(
      compile_macro(name, rules, edition_, names_, diagnostics_));
  definition->whole = whole;
  definition->defined_in_body = is_in_body_;
  definition->is_exported = has_attribute(attributes, "macro_export");
  const auto index = static_cast<MacroIndex>(macros_.definitions.size());
  if (definition->is_exported) macros_.exported[name.text] = index;
  macros_.any[name.text] = index;
  scope_.push_back({name.text, index});
  macros_.definitions.push_back(std::move(definition));
}

void Expander::find_exported(TokenSlice tokens) {
  paths_.read(tokens, names_, [&](const Token* at) {
    bool is_exported = false;
    const Token* before = at;
    while (before - tokens.first >= 3 && before[-1].closes(Delimiter::Bracket)) {
      const Token* open = before - 1;
      while (open != tokens.first && !(open->opens(Delimiter::Bracket) && open + open->skip == before - 1))
        --open;
      if (open == tokens.first || !open[-1].is(Punct::Pound)) break;
      is_exported |= open[1].is(TokenKind::Ident) && names_.text(open[1].text) == "macro_export";
      before = open - 1;
    }
    diag::Diagnostics later;   // said when the definition is met in its place
    auto definition = std::make_shared<MacroDefinition>(
        compile_macro(at[2], contents_of(at + 3), edition_, names_, later));
    definition->whole = join_spans(at->span, at[3 + at[3].skip].span);
    definition->is_exported = is_exported;
    const auto index = static_cast<MacroIndex>(macros_.definitions.size());
    if (is_exported) macros_.exported[at[2].text] = index;
    macros_.any[at[2].text] = index;
    macros_.definitions.push_back(std::move(definition));
    return index;
  });
}

bool Expander::is_std_path(const Token& first) const {
  if (first.is(Keyword::DollarCrate) || first.is(Keyword::Crate))
    return first.span.file && sources_.file(first.span.file).origin == FileOrigin::Std;
  const std::string_view word = names_.text(first.text);
  return word == "std" || word == "core" || word == "alloc";
}

Expander::MacroIndex Expander::find_macro(const MacroCall& call, const ParseContext& context, NameId& std_name) const {
  const Token& last = call.path.last[-1];
  const auto look_up = [&](const std::unordered_map<NameId, MacroIndex>& table) {
    const auto found = table.find(last.text);
    return found == table.end() ? no_macro : found->second;
  };
  const auto by_path = [&]() -> std::optional<MacroIndex> {
    MacroPaths::Path path;
    for (const Token& token : call.path)
      if (token.is(TokenKind::Ident)) path.push_back(token);
    const std::optional<MacroPaths::Found> found = paths_.find(context.module_path, path, names_, macros_.exported);
    if (!found) return std::nullopt;
    if (!found->std_name) return found->macro;
    std_name = found->std_name;
    const auto prelude = macros_.prelude.find(std_name);
    return prelude == macros_.prelude.end() ? no_macro : prelude->second;
  };
  if (call.path.size() == 1) {
    for (std::size_t i = scope_.size(); i-- > 0;)
      if (scope_[i].name == last.text) return scope_[i].macro;
    if (sources_.is_user(call.span))
      if (const std::optional<MacroIndex> found = by_path()) return *found;
    if (std::find(used_names_.begin(), used_names_.end(), last.text) != used_names_.end())
      if (const MacroIndex used = look_up(macros_.any); used != no_macro) return used;
    return look_up(macros_.prelude);
  }
  const Token* first = call.path.first;
  if (first->is(Punct::PathSep)) ++first;
  if (is_std_path(*first)) {
    if (const MacroIndex found = look_up(macros_.prelude); found != no_macro) return found;
    return first->is(TokenKind::Ident) && first->keyword != Keyword::None ? look_up(macros_.any) : no_macro;
  }
  if (const std::optional<MacroIndex> found = by_path()) return *found;
  if (const MacroIndex found = look_up(macros_.exported); found != no_macro) return found;
  if (const MacroIndex found = look_up(macros_.any); found != no_macro) return found;
  // `ptr::addr_of!` by `use std::ptr`.
  return look_up(macros_.prelude);
}

// ---- Calls

HygieneId Expander::fresh_mark(ExpansionId expansion) {
  return expansions_.hygiene.add({HygieneId(), expansion, Span(), false});
}

ExpansionId Expander::record(ExpansionKind kind, std::string name, Span call, ExpansionId parent) {
  Expansion expansion;
  expansion.kind = kind;
  expansion.macro_name = std::move(name);
  expansion.call = call;
  expansion.parent = parent;
  return expansions_.all.add(std::move(expansion));
}

TokenSlice Expander::keep(ExpansionId id, std::vector<Token> result) {
  Expansion& expansion = expansions_.all[id];
  expansion.result = std::move(result);
  tokens_made_ += expansion.result.size();
  return {expansion.result.data(), expansion.result.data() + expansion.result.size()};
}

MacroResult Expander::expand(const MacroCall& call, ParseContext& context) {
  const Token& last = call.path.last[-1];
  std::string name(names_.text(last.text));
  if (context.expansion_depth >= recursion_limit) {
    diagnostics_.add(Kind::MacroRecursionLimit, call.span,
                     concat("recursion limit reached while expanding `", name, "!`"))
        .with_help("a macro that calls itself needs a rule that does not");
    context.is_aborted = true;
    return {};
  }
  if (tokens_made_ > token_limit) {
    diagnostics_.add(Kind::MacroRecursionLimit, call.span, concat("macros have made more than ", token_limit, " tokens of this program"))
        .with_help(concat("look at what `", name, "!` expands to: does it grow each time?"));
    context.is_aborted = true;
    return {};
  }
  NameId std_name;
  MacroIndex macro = find_macro(call, context, std_name);
  if (std_name) name = names_.text(std_name);
  if (macro == no_macro && !std_name && call.path.size() == 1 && context.module_path.empty()) {
    // By `#[macro_export]` a macro is an item of the crate's root, before its definition too.
    const auto exported = macros_.exported.find(last.text);
    if (exported != macros_.exported.end()) macro = exported->second;
  }
  if (macro != no_macro) return expand_rules(macro, call, name, context);
  if (const Builtin builtin = find_builtin(name)) {
    const ExpansionId id =
        record(ExpansionKind::Builtin, name, call.span, call.path.first->span.expansion);
    expansions_.all[id].arguments.assign(call.arguments.begin(), call.arguments.end());
    MacroResult result = builtin(*this, call, id, context);
    result.name = name + "!";
    return result;
  }
  report_not_found(call, name);
  return {};
}

void Expander::report_not_found(const MacroCall& call, const std::string& name) {
  const Token& last = call.path.last[-1];
  if (call.path.size() > 1) {
    diagnostics_.add(Kind::UnresolvedPath, call.path.first->span,
                     concat("could not find the macro ", quoted(name), " by this path"));
    return;
  }
  std::vector<std::string_view> known = builtin_names();
  for (const auto& [id, index] : macros_.prelude) known.push_back(names_.text(id));
  for (const InScope& entry : scope_) known.push_back(names_.text(entry.name));
  std::sort(known.begin(), known.end());
  auto& message = diagnostics_.add(Kind::MacroNotFound, last.span,
                                   concat("cannot find macro ", quoted(name), " in this scope"));
  if (const auto found = macros_.any.find(last.text); found != macros_.any.end()) {
    message.label(macros_.definitions[found->second]->span,
                  "a macro of this name is defined here")
        .with_help("a macro is in scope from its definition on, to the end of its block or module");
    return;
  }
  const std::string_view near = nearest_word(name, known);
  if (!near.empty()) message.with_help(concat("a macro with a similar name exists: `", near, "`"));
}

namespace {
/// Bindings for the record, as indices into the arguments.
Binding recorded(const Match& match, TokenSlice arguments) {
  Binding binding;
  binding.is_sequence = match.is_sequence;
  binding.fragment = match.fragment;
  if (!match.is_sequence && match.tokens.first != nullptr) {
    binding.begin = static_cast<std::uint32_t>(match.tokens.first - arguments.first);
    binding.end = static_cast<std::uint32_t>(match.tokens.last - arguments.first);
  }
  for (const Match& round : match.rounds) binding.rounds.push_back(recorded(round, arguments));
  return binding;
}
}  // namespace

MacroResult Expander::expand_rules(MacroIndex macro, const MacroCall& written, const std::string& name,
                                   ParseContext& context) {
  MacroCall call = written;
  // What a macro passes on has its attributes already.
  std::vector<Token> documented;
  if (!call.span.expansion) documented = with_doc_attributes(call.arguments, sources_, names_);
  if (!documented.empty()) call.arguments = {documented.data(), documented.data() + documented.size()};
  const std::shared_ptr<const MacroDefinition> definition = macros_.definitions[macro];
  const Token* failed_at = nullptr;
  bool failed_at_end = false;
  for (std::uint32_t index = 0; index < definition->rules.size(); ++index) {
    const Rule& rule = definition->rules[index];
    const MatchOutcome outcome = match_rule(rule, call.arguments, call.span, name, context);
    if (outcome.kind == MatchOutcome::Kind::Error) return {};
    if (outcome.kind == MatchOutcome::Kind::Failed) {
      if (outcome.failed_at == nullptr) {
        failed_at_end = true;
      } else if (failed_at == nullptr || outcome.failed_at > failed_at) {
        failed_at = outcome.failed_at;
      }
      continue;
    }
    const ExpansionId id =
        record(ExpansionKind::Rules, name, call.span, call.path.first->span.expansion);
    std::vector<Token> result;
    Marker marker(expansions_.hygiene, id, *definition);
    const bool is_written = transcribe(rule, outcome.table, marker, names_, diagnostics_, result);
    Expansion& expansion = expansions_.all[id];
    expansion.rule = index;
    expansion.definition = join_spans(rule.pattern_span, rule.body_span);
    expansion.arguments.assign(call.arguments.begin(), call.arguments.end());
    for (const auto& [variable, match] : outcome.table)
      expansion.bindings.push_back({variable, recorded(match, call.arguments)});
    if (!is_written) return {};
    MacroResult made;
    made.kind = MacroResult::Kind::Tokens;
    made.tokens = keep(id, std::move(result));
    made.name = name + "!";
    return made;
  }
  report_no_match(*definition, call, name, failed_at, failed_at_end);
  return {};
}

void Expander::report_no_match(const MacroDefinition& definition, const MacroCall& call,
                               const std::string& name, const Token* failed_at, bool failed_at_end) {
  if (definition.rules.empty()) return;   // its definition was reported
  // The end of the arguments is further than any token in them.
  if (failed_at_end) {
    diagnostics_.add(Kind::MacroNoRuleMatched, call.span, "unexpected end of macro invocation")
        .label(definition.span, concat("no rule of ", quoted(name), " ends here"));
    return;
  }
  INVARIANT(failed_at != nullptr, "a rule that does not match fails somewhere");
  diagnostics_.add(Kind::MacroNoRuleMatched, failed_at->span,
                   concat("no rules expected ", describe(*failed_at, names_)))
      .label(definition.span, concat("when calling the macro ", quoted(name)));
}

// ---- Derives

std::vector<TokenSlice> Expander::derive(TokenSlice item, const std::vector<Attribute>& attributes) {
  std::vector<TokenSlice> impls;
  DeriveSet with;
  for (const Attribute& attribute : attributes)
    for (const Attribute& word : attribute.args) {
      with.copy |= attribute.name == "derive" && word.name.ends_with("Copy");
      with.packed |= attribute.name == "repr" && word.name == "packed";
    }
  for (const Attribute& attribute : attributes) {
    if (attribute.name != "derive") continue;
    for (const Attribute& wanted : attribute.args) {
      const std::size_t colon = wanted.name.rfind(':');
      const std::string name = colon == std::string::npos ? wanted.name : wanted.name.substr(colon + 1);
      const ExpansionId id =
          record(ExpansionKind::Derive, name, wanted.span, item.first->span.expansion);
      std::vector<Token> result;
      if (!derive_impl(name, item, wanted.span, fresh_mark(id), with, *this, result)) {
        diagnostics_.add(Kind::MacroNotFound, wanted.span,
                         concat("cannot find derive macro ", quoted(name), " in this scope"));
        continue;
      }
      for (Token& token : result) token.span.expansion = id;
      impls.push_back(keep(id, std::move(result)));
    }
  }
  return impls;
}

// ---- The front door

Crate parse_source(FileId file, const SourceMap& sources, Interner& names, Edition edition, Ast& ast,
                   Expansions& expansions, MacroScope& macros, diag::Diagnostics& diagnostics,
                   const Cfg& cfg) {
  const std::size_t reported = diagnostics.size();
  auto kept = std::make_shared<const TokenTrees>(lex(file, sources, names, edition, diagnostics));
  const TokenTrees& tokens = *kept;
  // Broken brackets and strings leave nothing that is worth reading.
  if (diagnostics.size() != reported) return {};
  Expander expander(sources, names, edition, expansions, macros, diagnostics, cfg);
  expander.find_exported(tokens.slice());
  MacroHooks hooks = expander.hooks();
  ParseContext context{ast, names, sources, diagnostics, edition, &hooks};
  if (!sources.is_user(Span{file, 0, 0, {}})) {
    context.may_leave_bodies = true;
    ast.kept_tokens.push_back(kept);
  }
  return parse_crate(tokens, context);
}

bool has_test_functions(const TokenTrees& tokens, const Interner& names) {
  const Token* end = tokens.slice().last;
  for (const Token* at = tokens.slice().first; end - at > 3; ++at)
    if (at[0].is(Punct::Pound) && at[1].opens(Delimiter::Bracket) && at[1].skip == 2 &&
        at[2].is(TokenKind::Ident) && names.text(at[2].text) == "test")
      return true;
  return false;
}

}  // namespace expand
