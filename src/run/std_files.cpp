#include "run/std_files.h"

#include <algorithm>
#include <unordered_set>

#include "run/std_source.h"

namespace run {
namespace {

constexpr std::string_view condition = "// Only for programs that say";
constexpr std::string_view what_it_declares = " what it declares";

using Words = std::unordered_set<std::string_view>;

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_word_char(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || is_digit(c) || c == '_'; }

/// Calls `see` with everything in a text that could be a name, in comments and strings too; of a number
/// with its type, as 5u16, with the type.
template <typename See>
void each_word(std::string_view text, See see) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_word_char(text[at])) continue;
    std::string_view word = text.substr(begin, at - begin);
    begin = at + 1;
    if (word.empty()) continue;
    if (is_digit(word[0])) word.remove_prefix(std::min(word.find_last_of("iu"), word.size()));
    if (!word.empty()) see(word);
  }
}

void add_words(std::string_view text, Words& out) {
  each_word(text, [&out](std::string_view word) { out.insert(word); });
}

/// The names of public functions, structs, enums and traits: what stands behind `pub fn`, `pub const unsafe fn`, `pub struct` ….
void add_declared(std::string_view std_text, Words& out) {
  enum class Seen { Nothing, Pub, Keyword } seen = Seen::Nothing;
  each_word(std_text, [&](std::string_view word) {
    if (seen == Seen::Keyword) out.insert(word);
    if (word == "pub") seen = Seen::Pub;
    else if (seen == Seen::Pub && (word == "const" || word == "unsafe")) seen = Seen::Pub;
    else if (seen == Seen::Pub && (word == "fn" || word == "struct" || word == "enum" || word == "trait")) seen = Seen::Keyword;
    else seen = Seen::Nothing;
  });
}

/// The words of which a program must say one.
Words wanted_by(std::string_view std_text) {
  const std::string_view behind = std_text.substr(condition.size(), std_text.find('\n') - condition.size());
  Words out;
  if (behind == what_it_declares) add_declared(std_text, out);
  else add_words(behind, out);
  return out;
}

}  // namespace

std::string_view std_module_name(std::string_view path) { return path.substr(0, path.rfind('.')); }

bool is_for_some(std::string_view std_text) { return std_text.substr(0, condition.size()) == condition; }

StdFiles std_files_for(std::string_view program) {
  Words said;
  add_words(program, said);
  const auto is_wanted = [&](std::string_view std_text) {
    const Words wanted = wanted_by(std_text);
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
