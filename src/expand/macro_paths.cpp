#include "expand/macro_paths.h"

#include <algorithm>

namespace expand {

using namespace syntax;

namespace {
constexpr int max_search_depth = 24;   // `use` declarations can lead in a circle

bool is_std(const Token& word, const Interner& names) {
  const std::string_view text = names.text(word.text);
  return word.keyword == Keyword::None && (text == "std" || text == "core" || text == "alloc");
}
}  // namespace

std::uint32_t MacroPaths::child(std::uint32_t module, NameId name) {
  for (const auto& [known, id] : modules_[module].children)
    if (known == name) return id;
  const auto id = static_cast<std::uint32_t>(modules_.size());
  modules_[module].children.emplace_back(name, id);
  modules_.emplace_back();
  modules_.back().parent = module;
  return id;
}

/// One tree of a `use`; returns what stands behind it.
const Token* MacroPaths::read_use(const Token* at, const Token* end, Path path, std::uint32_t module,
                                  const Interner& names) {
  for (; at < end; ++at) {
    if (at->is(Punct::PathSep)) continue;
    if (at->is(Punct::Star)) {
      modules_[module].uses.push_back({NameId(), std::move(path)});
      return at + 1;
    }
    if (at->opens(Delimiter::Brace)) {
      const Token* close = at + at->skip;
      for (const Token* inner = at + 1; inner < close; ++inner) inner = read_use(inner, close, path, module, names);
      return close + 1;
    }
    if (!at->is(TokenKind::Ident) || at->is(Keyword::As)) break;
    path.push_back(*at);
  }
  if (path.empty()) return at + 1;
  NameId alias = path.back().text;
  if (at < end && at->is(Keyword::As) && at + 1 < end) {
    alias = at[1].text;
    at += 2;
  }
  modules_[module].uses.push_back({alias, std::move(path)});
  return at;
}

/// The module that the first words of a path name.
std::optional<std::uint32_t> MacroPaths::module_at(std::uint32_t from, const Path& path, std::size_t count,
                                                   Search search) const {
  if (++search.depth > max_search_depth) return std::nullopt;
  std::uint32_t module = from;
  for (std::size_t i = 0; i < count; ++i) {
    const Token& word = path[i];
    if (word.is(Keyword::Crate) || word.is(Keyword::DollarCrate)) {
      module = 0;
    } else if (word.is(Keyword::Super)) {
      module = modules_[module].parent;
    } else if (!word.is(Keyword::SelfLower)) {
      std::optional<std::uint32_t> next;
      for (const auto& [name, id] : modules_[module].children)
        if (name == word.text) next = id;
      for (const Use& use : modules_[module].uses) {
        if (next || use.alias != word.text || (use.path.size() == 1 && use.path[0].text == word.text)) continue;
        next = module_at(module, use.path, use.path.size(), search);
      }
      if (!next) return std::nullopt;
      module = *next;
    }
  }
  return module;
}

std::optional<MacroPaths::Found> MacroPaths::at_path(std::uint32_t from, const Path& path, Search search) const {
  if (++search.depth > max_search_depth || path.empty()) return std::nullopt;
  if (path.size() > 1 && is_std(path[0], search.names)) return Found{0, path.back().text};
  const std::optional<std::uint32_t> module = module_at(from, path, path.size() - 1, search);
  if (!module) return std::nullopt;
  if (std::optional<Found> found = in_module(*module, path.back().text, search)) return found;
  // A macro in scope by its place in the text, which a `use` gives on.
  for (std::uint32_t at = *module; path.size() == 1 && at != 0;) {
    at = modules_[at].parent;
    for (std::size_t i = modules_[at].macros.size(); i-- > 0;)
      if (modules_[at].macros[i].first == path[0].text) return Found{modules_[at].macros[i].second, {}};
  }
  return std::nullopt;
}

std::optional<MacroPaths::Found> MacroPaths::in_module(std::uint32_t module, NameId name, Search search) const {
  if (++search.depth > max_search_depth) return std::nullopt;
  const Module& of = modules_[module];
  for (const Use& use : of.uses) {
    if (!use.alias || use.alias != name || (use.path.size() == 1 && use.path[0].text == name)) continue;
    if (std::optional<Found> found = at_path(module, use.path, search)) return found;
  }
  for (std::size_t i = of.macros.size(); i-- > 0;)
    if (of.macros[i].first == name) return Found{of.macros[i].second, {}};
  if (module == 0)
    if (const auto found = search.exported.find(name); found != search.exported.end()) return Found{found->second, {}};
  for (const Use& use : of.uses) {
    if (use.alias) continue;
    const std::optional<std::uint32_t> all = module_at(module, use.path, use.path.size(), search);
    if (!all || *all == module) continue;
    if (std::optional<Found> found = in_module(*all, name, search)) return found;
  }
  return std::nullopt;
}

std::optional<MacroPaths::Found> MacroPaths::find(const std::vector<NameId>& module, const Path& path, const Interner& names,
                                                  const std::unordered_map<NameId, std::uint32_t>& exported) const {
  std::uint32_t from = 0;
  for (const NameId name : module)
    for (const auto& [known, id] : modules_[from].children)
      if (known == name) {
        from = id;
        break;
      }
  // By its name alone a macro is an item only where a `use` makes it one; else its place in the text decides.
  const std::vector<Use>& uses = modules_[from].uses;
  if (path.size() == 1 && std::none_of(uses.begin(), uses.end(), [&](const Use& use) { return !use.alias || use.alias == path[0].text; })) return std::nullopt;
  return at_path(from, path, {names, exported, 0});
}

}  // namespace expand
