#include "cli/arguments.h"

#include "base/text.h"

namespace cli {
namespace {

bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

/// The word behind one of these belongs to it, wherever it stands.
constexpr std::string_view options_with_value[] = {
    "--aliasing", "--at", "--dir", "--edition", "--format", "--max-executions", "--max-steps", "--memory",
    "--schedule", "--seconds", "--seed", "--strategy"};

bool takes_value(std::string_view word) {
  for (const std::string_view name : options_with_value)
    if (word == name) return true;
  return false;
}

}  // namespace

void Arguments::complain(std::string what) {
  if (mistake_.empty()) mistake_ = std::move(what);
}

bool Arguments::take_switch(std::string_view name) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i] != name) continue;
    words_.erase(words_.begin() + static_cast<long>(i));
    return true;
  }
  return false;
}

std::optional<std::string> Arguments::take_option(std::string_view name) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::string_view word = words_[i];
    const auto here = words_.begin() + static_cast<long>(i);
    if (word.size() > name.size() && word.substr(0, name.size()) == name && word[name.size()] == '=') {
      std::string value(word.substr(name.size() + 1));
      words_.erase(here);
      return value;
    }
    if (word != name) continue;
    if (i + 1 == words_.size()) {
      complain(concat(name, " needs a value"));
      words_.erase(here);
      return std::nullopt;
    }
    std::string value = words_[i + 1];
    words_.erase(here, here + 2);
    return value;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Arguments::take_number(std::string_view name) {
  const std::optional<std::string> word = take_option(name);
  if (!word) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : *word) {
    if (c == '_') continue;
    if (c < '0' || c > '9' || value > (~std::uint64_t{0} - 9) / 10) {
      complain(concat(name, " needs a number, not ", quoted(*word)));
      return std::nullopt;
    }
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (word->empty()) complain(concat(name, " needs a number"));
  return value;
}

std::optional<std::string> Arguments::take_optional_word() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (is_option(words_[i]) || (i > 0 && takes_value(words_[i - 1]))) continue;
    std::string word = words_[i];
    words_.erase(words_.begin() + static_cast<long>(i));
    return word;
  }
  return std::nullopt;
}

std::string Arguments::take_word(std::string_view what) {
  if (std::optional<std::string> word = take_optional_word()) return std::move(*word);
  complain(concat(what, " is missing"));
  return {};
}

std::string Arguments::mistake() {
  if (!words_.empty())
    complain(concat(is_option(words_.front()) ? "there is no option " : "too many words: ", quoted(words_.front())));
  return mistake_;
}

}  // namespace cli
