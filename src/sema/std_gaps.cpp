// The names are in std_gaps.def.

#include "sema/std_gaps.h"

#include <algorithm>

#include "base/text.h"

namespace sema {
namespace {

struct StdGap { std::string_view module, names; };
constexpr StdGap std_gaps[] = {
#define STD_GAP(module, names) {module, names},
#include "sema/std_gaps.def"
#undef STD_GAP
};

/// Whether a word stands in a list of words with a space between each.
bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string path_of_module(const Program& program, ModuleId id) {
  const Module& module = program.modules.at(id);
  if (!module.parent) return "std";
  return concat(path_of_module(program, module.parent), "::", program.names.text(module.name));
}

}  // namespace

std::string std_gap(const Program& program, ModuleId in, NameId name) {
  if (!in || !program.std_root || program.modules.at(in).crate_root != program.std_root) return {};
  const std::string module = path_of_module(program, in);
  const std::string_view word = program.names.text(name);
  for (const StdGap& gap : std_gaps) {
    if (gap.module == module && has_word(gap.names, word)) return concat(module, "::", word);
  }
  return {};
}

}  // namespace sema
