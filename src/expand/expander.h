#pragma once
// The macros of one file while it is parsed: which are in scope, and what a call stands for.

#include "expand/expand.h"
#include "expand/macro_paths.h"
#include "syntax/parser.h"

namespace expand {

class Expander {
 public:
  Expander(const SourceMap& sources, Interner& names, syntax::Edition edition,
           Expansions& expansions, MacroScope& macros, diag::Diagnostics& diagnostics,
           const Cfg& cfg);

  /// The functions the parser calls; valid as long as the expander.
  syntax::MacroHooks hooks();
  /// Finds `#[macro_export]` macros ahead of their place: a path reaches them from everywhere.
  void find_exported(syntax::TokenSlice tokens);

  // ---- For the built-in macros
  Interner& names() { return names_; }
  const SourceMap& sources() const { return sources_; }
  diag::Diagnostics& diagnostics() { return diagnostics_; }
  Expansions& expansions() { return expansions_; }
  const Cfg& cfg() const { return cfg_; }
  syntax::MacroResult expand(const syntax::MacroCall& call, syntax::ParseContext& context);
  /// A mark for tokens that a built-in macro or derive makes itself.
  HygieneId fresh_mark(ExpansionId expansion);
  ExpansionId record(ExpansionKind kind, std::string name, Span call, ExpansionId parent);
  /// Keeps the result of an expansion and gives it out to be parsed.
  syntax::TokenSlice keep(ExpansionId expansion, std::vector<syntax::Token> result);

 private:
  using MacroIndex = std::uint32_t;
  static constexpr MacroIndex no_macro = 0xffffffffu;
  /// Textual scope is a list that grows at its end; leaving a block cuts it.
  struct InScope {
    NameId name;
    MacroIndex macro;
  };

  void define(const syntax::Token& name, syntax::TokenSlice rules,
              const std::vector<syntax::Attribute>& attributes, Span whole);
  std::vector<syntax::TokenSlice> derive(syntax::TokenSlice item,
                                         const std::vector<syntax::Attribute>& attributes);
  /// `std_name`: what std calls the macro, if a `use` gives it another name here.
  MacroIndex find_macro(const syntax::MacroCall& call, const syntax::ParseContext& context, NameId& std_name) const;
  bool is_std_path(const syntax::Token& first) const;
  syntax::MacroResult expand_rules(MacroIndex macro, const syntax::MacroCall& written,
                                   const std::string& name, syntax::ParseContext& context);
  void report_no_match(const MacroDefinition& definition, const syntax::MacroCall& call,
                       const std::string& name, const syntax::Token* failed_at, bool failed_at_end);
  void report_not_found(const syntax::MacroCall& call, const std::string& name);

  const SourceMap& sources_;
  Interner& names_;
  syntax::Edition edition_;
  Expansions& expansions_;
  MacroScope& macros_;
  diag::Diagnostics& diagnostics_;
  Cfg cfg_;
  std::vector<InScope> scope_;
  std::vector<NameId> used_names_;      // last words of `use` that name a macro
  MacroPaths paths_;
  bool is_in_body_ = false;
  std::size_t tokens_made_ = 0;         // by all expansions so far
};

/// A macro that cannot be written with `macro_rules!`.
using Builtin = syntax::MacroResult (*)(Expander&, const syntax::MacroCall&, ExpansionId,
                                        syntax::ParseContext&);
Builtin find_builtin(std::string_view name);
bool is_builtin(std::string_view name);
std::vector<std::string_view> builtin_names();

/// `format_args!`, in format_args.cpp.
syntax::MacroResult expand_format_args(Expander&, const syntax::MacroCall&, ExpansionId,
                                       syntax::ParseContext&);
/// Expands macro calls at the start of an argument until it is a literal; null if it is none.
const syntax::Token* literal_argument(Expander& expander, syntax::TokenSlice argument,
                                      syntax::ParseContext& context);

/// What the attributes of an item say to each of its derives.
struct DeriveSet {
  bool copy = false;     // `Copy` is derived too
  bool packed = false;   // #[repr(packed)]
};

/// The impl that `#[derive(name)]` makes, as text and tokens of the item; in derive.cpp.
/// False if there is no such derive (nothing is reported then).
bool derive_impl(std::string_view name, syntax::TokenSlice item, Span derive_span, HygieneId mark,
                 DeriveSet with, Expander& expander, std::vector<syntax::Token>& out);

}  // namespace expand
