#pragma once
// Macros named by paths: `use m::check as test;`, `self::check!()`, `crate::m::check!()`. Macros are
// expanded while the file is parsed, before names are resolved, so that the modules, the `use`
// declarations and the `macro_rules!` in them are read ahead from the tokens alone.

#include <optional>
#include <unordered_map>
#include <vector>

#include "base/interner.h"
#include "syntax/token.h"

namespace expand {

class MacroPaths {
 public:
  using Path = std::vector<syntax::Token>;   // the words, without `::`
  /// What a path leads to: one of the crate's macros, or one of std's by its name there.
  struct Found {
    std::uint32_t macro = 0;
    NameId std_name;
  };

  /// Reads a module's declarations; `define` makes a macro of its name, with its rules behind it.
  template <typename Define>
  void read(syntax::TokenSlice tokens, const Interner& names, Define define) {
    struct Open { const syntax::Token* end; std::uint32_t module; };
    std::vector<Open> open{{tokens.last, 0}};
    for (const syntax::Token* at = tokens.first; at + 3 < tokens.last; ++at) {
      while (open.size() > 1 && at >= open.back().end) open.pop_back();
      const std::uint32_t module = open.back().module;
      if (at->is(syntax::Keyword::Mod) && at[1].is_name() && at[2].opens(syntax::Delimiter::Brace)) {
        open.push_back({at + 2 + at[2].skip, child(module, at[1].text)});
      } else if (at->is(syntax::Keyword::Use)) {
        read_use(at + 1, tokens.last, {}, module, names);
      } else if (at->is(syntax::Keyword::MacroRules) && at[1].is(syntax::Punct::Not) &&
                 at[2].is(syntax::TokenKind::Ident) && at[3].is(syntax::TokenKind::Open)) {
        modules_[module].macros.emplace_back(at[2].text, define(at));
      }
    }
  }

  /// The macro that a path names where it stands in a module; `exported` are those of the root.
  std::optional<Found> find(const std::vector<NameId>& module, const Path& path, const Interner& names,
                            const std::unordered_map<NameId, std::uint32_t>& exported) const;
  /// Some `use … as name` gives this name to a macro.
  template <typename IsStdMacro>
  bool renames_macro(NameId name, const Interner& names, const std::unordered_map<NameId, std::uint32_t>& exported,
                     IsStdMacro is_std_macro) const {
    for (std::uint32_t module = 0; module < modules_.size(); ++module)
      for (const Use& use : modules_[module].uses) {
        if (use.alias != name || use.path.back().text == name) continue;
        const std::optional<Found> found = at_path(module, use.path, {names, exported, 0});
        if (found && (!found->std_name || is_std_macro(found->std_name))) return true;
      }
    return false;
  }

 private:
  struct Use { NameId alias; Path path; };   // no alias: `path::*`
  struct Module {
    std::uint32_t parent = 0;
    std::vector<std::pair<NameId, std::uint32_t>> children, macros;
    std::vector<Use> uses;
  };
  struct Search {
    const Interner& names;
    const std::unordered_map<NameId, std::uint32_t>& exported;
    int depth = 0;
  };

  std::uint32_t child(std::uint32_t module, NameId name);
  const syntax::Token* read_use(const syntax::Token* at, const syntax::Token* end, Path prefix,
                                std::uint32_t module, const Interner& names);
  std::optional<std::uint32_t> module_at(std::uint32_t from, const Path& path, std::size_t count, Search search) const;
  std::optional<Found> at_path(std::uint32_t from, const Path& path, Search search) const;
  std::optional<Found> in_module(std::uint32_t module, NameId name, Search search) const;

  std::vector<Module> modules_{1};   // the first is the crate's root
};

}  // namespace expand
