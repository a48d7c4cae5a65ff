#include "run/std_files.h"

#include <algorithm>
#include <unordered_set>

#include "run/std_source.h"

namespace run {
namespace {

constexpr std::string_view condition = "// Only for programs that say: ";

using Words = std::unordered_set<std::string_view>;

bool is_word_char(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_'; }

/// Everything in a text that could be a name, in comments and strings too.
void add_words(std::string_view text, Words& out) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_word_char(text[at])) continue;
    if (at > begin) out.insert(text.substr(begin, at - begin));
    begin = at + 1;
  }
}

std::string_view condition_of(std::string_view std_text) {
  return std_text.substr(condition.size(), std_text.find('\n') - condition.size());
}

}  // namespace

std::string_view std_module_name(std::string_view path) { return path.substr(0, path.rfind('.')); }

bool is_for_some(std::string_view std_text) { return std_text.substr(0, condition.size()) == condition; }

StdFiles std_files_for(std::string_view program) {
  Words said;
  add_words(program, said);
  const auto is_wanted = [&](std::string_view std_text) {
    Words wanted;
    add_words(condition_of(std_text), wanted);
    return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view word) { return said.count(word) > 0; });
  };
  StdFiles out;
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (const std_source::File& file : std_source::files()) {
      if (!is_for_some(file.text) || !is_wanted(file.text) || !out.insert(std_module_name(file.path)).second) continue;
      add_words(file.text, said);
      has_grown = true;
    }
  }
  return out;
}

StdFiles all_std_files() {
  StdFiles out;
  for (const std_source::File& file : std_source::files())
    if (is_for_some(file.text)) out.insert(std_module_name(file.path));
  return out;
}

}  // namespace run
